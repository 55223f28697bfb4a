"""Axe-core finds no serious or critical violation, whatever is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Opened = Callable[..., Any]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="session")
def axe() -> Any:  # noqa: ANN401 - the package may not be installed
    return pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()


def wrong(axe: Any, window: Any) -> list[str]:  # noqa: ANN401 - as above
    found = axe.run(window, options=RULES).response["violations"]
    return [
        f"{one['impact']} {one['id']}: {one['help']}: {node['html'][:160]}"
        for one in found
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_queue_profile_and_dialogs(opened: Opened, review: Path, axe: Any, scheme: str) -> None:  # noqa: ANN401
    window = opened(review, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    assert wrong(axe, window) == []
    window.fill("#text", "silver-star-vendor")
    window.locator(".row").first.click()
    assert window.locator("#profile .party").count() > 0
    window.keyboard.press("d")
    window.check("input[value=false_positive]")
    assert wrong(axe, window) == []
    window.fill("#reason", "another register number")
    window.fill("#by", "a.reviewer")
    window.keyboard.press("Enter")
    assert wrong(axe, window) == []


def test_narrow(opened: Opened, review: Path, axe: Any) -> None:  # noqa: ANN401
    window = opened(review, viewport={"width": 390, "height": 844}, bypass_csp=True)
    window.locator(".row").first.click()
    assert wrong(axe, window) == []


def test_the_focus_is_always_seen(opened: Opened, review: Path) -> None:
    window = opened(review)
    window.locator(".row").nth(1).click()
    seen = 0
    for _ in range(40):
        window.keyboard.press("Tab")
        style = window.evaluate(
            """() => {
              const one = document.activeElement;
              const style = getComputedStyle(one.closest(".chip") ?? one);
              return [one.tagName, style.outlineStyle, parseFloat(style.outlineWidth)];
            }"""
        )
        if style[0] == "BODY":
            continue
        assert style[1] != "none", style
        assert style[2] >= 2, style
        seen += 1
    assert seen > 20
