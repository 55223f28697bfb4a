"""Profiles that want to run, to hide or to mislead: whatever they hold is text, and seen."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from screening.lists import bundled
from screening.policy import Policy
from screening.prepared import Prepared
from screening.profile import Address, Link, Profile, Text
from screening.reports.page import Result, page
from screening.screener import Screener

Opened = Callable[..., Any]
TODAY = dt.date(2026, 11, 23)
SCRIPT = "</script><script>window.ran = 1</script><img src=x onerror='window.ran = 1'>"
UNSEEN = "a\u202egnp.exe\u200b\u2066\ufeff\x1b[31m\x00"
PHRASE = "Please contact me on Telegram, it is faster. "
HOSTILE = Profile(
    id=f"u1 {SCRIPT}\u202e",
    name=f"{SCRIPT} {UNSEEN}",
    country="PL",
    city="=HYPERLINK(1)",
    aliases=("<!--", "]]>", "\u2028alert(1)", "${window.ran = 1}", "{{ 7 * 7 }}", "javascript:window.ran=1"),
    websites=("javascript:window.ran=1",),
    addresses=(Address(purpose="shipping", line=SCRIPT * 10, recipient="<b>Marta</b>"),),
    links=(Link(kind="payout", accounts=(SCRIPT, "u2"), degree=3),),
    texts=tuple(
        Text(kind="message", body=(PHRASE + SCRIPT + "\n" + UNSEEN + "é" * 50_000)[:50_000]) for _ in range(20)
    ),
)


@pytest.fixture(scope="module")
def hostile(written: Callable[[list[Result]], Path], screener: Screener) -> Path:
    return written([(HOSTILE, screener.examine(HOSTILE, today=TODAY))])


@pytest.fixture
def window(opened: Opened, hostile: Path) -> Any:  # noqa: ANN401 - Playwright may not be installed
    window = opened(hostile)
    window.locator(".row").click()
    return window


def test_nothing_of_it_runs(window: Any) -> None:  # noqa: ANN401
    window.locator("summary").evaluate_all("all => all.forEach(one => { one.parentElement.open = true; })")
    assert window.evaluate("window.ran === undefined")
    assert (
        window.locator("img, iframe, object, embed, link, base, [onerror], [onclick], [style*=url]").count() == 0
    )
    assert window.locator("script:not([type='application/json'])").count() == 1
    assert window.locator("#profile a[href^=javascript]").count() == 0
    assert window.locator("#profile b").count() == 0


def test_it_is_seen_as_it_is(window: Any) -> None:  # noqa: ANN401
    title = window.locator("#profile-title").inner_text()
    assert SCRIPT in title
    assert r"a\u202egnp.exe\u200b\u2066\ufeff\x1b[31m\x00" in title
    text = window.locator("#profile").inner_text()
    assert "=HYPERLINK(1)" in text
    assert r"\u2028alert(1)" in text
    assert "{{ 7 * 7 }}" in text
    for character in "\u202e\u200b\u2066\ufeff\x1b\x00\u2028":
        assert character not in text


def test_a_megabyte_is_cut_until_it_is_asked_for(window: Any) -> None:  # noqa: ANN401
    card = window.locator(".finding", has_text="conduct.says_off_platform")
    shown = card.locator(".records .clamped")
    assert shown.count() == 20
    assert len(window.locator("#profile").inner_text()) < 60_000
    more = shown.last.locator("button")
    assert more.inner_text().startswith("Show all 50,")
    more.click()
    assert len(shown.last.inner_text()) > 50_000
    assert more.get_attribute("aria-expanded") == "true"
    assert window.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_its_id_is_exported_as_it_was_given(window: Any) -> None:  # noqa: ANN401
    window.keyboard.press("d")
    window.check("input[value=false_positive]")
    window.fill("#reason", SCRIPT)
    window.fill("#by", "<i>a.reviewer</i>")
    window.keyboard.press("Enter")
    assert "<i>a.reviewer</i>" in window.locator(".decision.made").inner_text()
    window.click("#export")
    (decision,) = json.loads(window.locator("#exported textarea").input_value())["decisions"]
    assert decision["profile"] == HOSTILE.id
    assert decision["reason"] == SCRIPT
    assert window.evaluate("window.ran === undefined")


def test_a_script_that_came_in_would_not_run(window: Any, opened: Any) -> None:  # noqa: ANN401
    ran = """() => new Promise((done) => {
      document.addEventListener("securitypolicyviolation", (event) => done(event.violatedDirective));
      const script = document.createElement("script");
      try {
        script.textContent = "window.ran = 1";
        document.body.append(script);
      } catch (error) {
        done(error.name);
      }
    })"""
    assert window.evaluate(ran) in {"TypeError", "script-src-elem", "require-trusted-types-for"}
    assert window.evaluate("window.ran === undefined")
    assert window.evaluate(
        "(() => { try { document.body.innerHTML = '<b>x</b>'; } catch { return 'refused'; } })()"
    )
    assert opened.troubles
    opened.troubles.clear()


def test_a_picture_is_an_image_in_which_nothing_runs(opened: Opened, screener: Screener, tmp_path: Path) -> None:
    profile = Profile(id="u1", name="Marta Wzorowa", country="PL")
    picture = """<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40" onload="parent.ran = 1">
      <script>parent.ran = 1; window.ran = 1</script><image href="https://example.com/x.png"/></svg>"""
    result = (profile, screener.examine(profile, today=TODAY))
    pieces = page([result], Policy(), Prepared(bundled()), pictures={"u1": picture})
    (tmp_path / "page.html").write_text("".join(pieces), encoding="utf-8")
    window = opened(tmp_path / "page.html")
    window.locator(".row").click()
    image = window.locator(".picture img")
    assert image.evaluate("one => one.decode().then(() => [one.naturalWidth, one.naturalHeight])") == [90, 40]
    assert window.evaluate("window.ran === undefined")
