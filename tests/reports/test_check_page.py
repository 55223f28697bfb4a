from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html

Checked = Callable[..., str]
LINES = """all => all.map((one) => {
  const range = document.createRange();
  range.selectNodeContents(one);
  return range.getClientRects().length;
})"""


def read(text: str) -> Any:  # noqa: ANN401 - lxml's own types know nothing of what an expression gives
    return html.fromstring(text)


def test_the_page_stands_by_itself_and_runs_nothing(checked: Checked) -> None:
    text = checked("html")
    page = read(text)
    assert (
        page.xpath("//script | //link | //img | //iframe | //form | //object | //*[@style] | //*[@onclick]") == []
    )
    assert not re.search(r"\b(?:src|href|action)=", text)
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = page.xpath("//style/text()")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")


def test_every_row_is_on_the_page(checked: Checked) -> None:
    page = read(checked("html"))
    open_, every = page.xpath("//table")
    assert len(every.xpath("./tbody/tr")) == 8
    assert [" ".join(row.text_content().split()) for row in open_.xpath("./tbody/tr")][1].startswith(
        "escalate V-4"
    )
    assert page.xpath("//html/@lang") == ["en"]
    assert all(heading.get("scope") for heading in page.xpath("//th"))


def test_hostile_text_is_inert(checked: Checked) -> None:
    text = checked("html")
    assert "&lt;script&gt;" in text
    assert "\u202e" not in text
    assert "\x1b" not in text


def test_owners_are_named_only_if_asked_for(checked: Checked) -> None:
    assert "CELESTINO" not in checked("html")
    assert "CELESTINO" in checked("html", "--include-personal-data")


@pytest.mark.parametrize("width", [1_200, 390])
def test_bands_stay_whole_and_nothing_is_wider_than_the_window(
    checked: Checked,
    chromium: Any,  # noqa: ANN401 - Playwright may not be installed
    tmp_path: Path,
    width: int,
) -> None:
    file = tmp_path / "check.html"
    file.write_text(checked("html"), encoding="utf-8")
    window = chromium.new_page(viewport={"width": width, "height": 800})
    try:
        window.goto(file.as_uri())
        assert window.evaluate("document.documentElement.scrollWidth") <= width
        lines = window.locator("td.escalate, td.review").evaluate_all(LINES)
        assert set(lines) == {1}
    finally:
        window.close()
