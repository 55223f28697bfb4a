"""What a notebook shows of the library's objects: complete, inert, and readable on light and dark pages."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
from pathlib import Path
from typing import Any, Protocol

import pytest

from screening.drawing.visible import visible
from screening.list_search import ListSearch
from screening.names import compare
from screening.policy import Policy
from screening.prepared import Prepared
from screening.records import profile_from
from screening.screener import Screener
from screening.values import read_values
from screening.watchlist import Alias, Entity, Watchlist

TODAY = dt.date(2026, 11, 23)
HOSTILE = "Yanbian Silver Star <script>hacked = 1</script><img src=x onerror='hacked = 1'>\u202e\x1b[31m\u200b"


class Shown(Protocol):
    """What a notebook shows as a picture."""

    def _repr_html_(self) -> str: ...


def picture(thing: Shown) -> str:
    return thing._repr_html_()


def said(thing: Shown) -> str:
    """The text of a picture, tags and style left out."""
    page = re.sub(r"<style>.*?</style>", "", picture(thing), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener()


def hostile_list() -> Watchlist:
    entity = Entity(
        id=HOSTILE, list="own:x", kind="organization", names=(Alias(HOSTILE),), url="javascript:hacked=1"
    )
    return Watchlist([entity], id="own:x", title=HOSTILE, publisher=HOSTILE, url=HOSTILE, problems=[HOSTILE])


@pytest.fixture(scope="module")
def pictures(screener: Screener) -> dict[str, Shown]:
    """One of each, with as much in it as there can be."""
    listed = screener.score(
        {
            "id": "u1",
            "name": "Jong Song Hwa",
            "birth_date": "1970-02-05",
            "country": "CN",
            "time_zone": "nowhere",
            "companies": ["Yanbian Silver Star Holdings"],
        },
        today=TODAY,
    )
    hostile = {"id": HOSTILE, "name": HOSTILE, "kind": "organization", "country": HOSTILE}
    watchlist = screener.watchlists[0]
    profile, _ = read_values(
        profile_from({"id": "u1", "name": "Jong Song Hwa", "birth_date": "1970-02-05"}), TODAY
    )
    (found,) = ListSearch(Prepared(screener.watchlists)).hits(profile, 0.8, TODAY)
    return {
        "assessment": listed,
        "hit of an assessment": listed.hits[0],
        "hit of a profile": found,
        "hit of a list": watchlist.search("Jong Song Hwa")[0],
        "match": compare("Kim Jong Un", "김정은", kind="person"),
        "watchlist": watchlist,
        "policy": Policy(weights={"conduct.chat_only": 4}, reason="<b>ours</b>", approved_by="Compliance"),
        "hostile assessment": Screener(watchlists=[hostile_list()]).score(hostile, today=TODAY),
        "hostile watchlist": hostile_list(),
        "hostile hit": hostile_list().search("Yanbian Silver Star", threshold=0.1)[0],
        "hostile match": compare(HOSTILE, HOSTILE[::-1]),
    }


def test_an_assessment_shows_the_points_and_where_they_come_from(screener: Screener) -> None:
    company = "Yanbian Unsong Network Technology"
    a = screener.score(
        {"id": "u1", "name": "Wang Shili", "country": "CN", "companies": [company], "phones": ["+1"]}, today=TODAY
    )
    text = said(a)

    assert f"{a.score:.2f} of 100 points, {a.deciding_score:.2f} without location" in text
    assert a.band_reason in text
    for finding in a.findings:
        assert finding.id in text
        assert finding.summary in text
        assert finding.sources[0].url in unescape(picture(a))
    for finding in (f for f in a.findings if f.points):
        assert f"{finding.id} {finding.share * a.score:.2f}" in text
    assert all(unread.message in text for unread in a.unread)
    assert all(f"{check.id} needs {check.needs}" in text for check in a.unchecked)
    assert all(f"{family} {c.made} of {c.expected}" in text for family, c in a.coverage.items())
    assert "A person decides" in text


def test_a_clear_profile_and_an_unknown_one_have_pictures(screener: Screener) -> None:
    clear = said(screener.score({"id": "u1", "name": "Marta Wzorowa", "country": "PL"}, today=TODAY))
    unknown = said(screener.score({"id": "u2", "name": "Marta Wzorowa"}, today=TODAY))

    assert "clear 0.00 of 100 points nothing found in what was checked" in clear
    assert "Where the points come from" not in clear
    assert "Required and missing one of country, phone or login" in unknown


@pytest.mark.parametrize("name", ["hit of an assessment", "hit of a profile", "hit of a list"])
def test_every_kind_of_hit_shows_both_names_and_the_listing(pictures: dict[str, Shown], name: str) -> None:
    text = said(pictures[name])

    assert "jong song hwa listed jong song hwa equal equal equal" in text
    assert "JONG, Song Hwa" in text
    assert "24979" in text


def test_a_match_shows_words_in_their_own_script(pictures: dict[str, Shown]) -> None:
    assert said(pictures["match"]).startswith(" Match: 1.00 a kim jong un b ")


def test_a_policy_shows_what_is_other_than_published(pictures: dict[str, Shown]) -> None:
    text = said(pictures["policy"])

    assert "setting here published weights.conduct.chat_only 4 8" in text
    assert "review at 40; escalate at 75" in text
    assert "<b>ours</b>" in text
    assert Policy().digest[:12] in said(Policy())


def test_a_watchlist_shows_its_date_and_how_much_is_in_it(screener: Screener) -> None:
    watchlist = screener.watchlists[0]

    assert f"entities {len(watchlist):,} as of {watchlist.as_of}" in said(watchlist)
    assert "No publisher's own list in full" in said(watchlist)


def test_hostile_text_is_spelled_out(pictures: dict[str, Shown]) -> None:
    for name, thing in pictures.items():
        assert not re.search('[\u202e\x1b\u200b]|<script|<img|javascript:[^ ]*"', picture(thing)), name
    assert visible(HOSTILE) in said(pictures["hostile assessment"])
    assert visible(HOSTILE) in said(pictures["hostile watchlist"])


def test_the_same_thing_gives_the_same_picture(pictures: dict[str, Shown]) -> None:
    assert {name: picture(thing) for name, thing in pictures.items()} == {
        name: picture(thing) for name, thing in pictures.items()
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_browser_runs_nothing_asks_for_nothing_and_shows_it_readable(
    chromium: Any,  # noqa: ANN401 - an optional library
    pictures: dict[str, Shown],
    scheme: str,
    tmp_path: Path,
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    cards = "".join(map(picture, pictures.values()))
    ground = "#fff" if scheme == "light" else "#111"
    page = chromium.new_page(color_scheme=scheme)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    file = tmp_path / "page.html"
    file.write_text(
        f"<!doctype html><html lang=en><meta charset=utf-8><title>t</title>"
        f"<body style='background:{ground}'><main><h1 style='color:#777'>t</h1>{cards}",
        encoding="utf-8",
    )
    page.goto(file.as_uri())

    assert page.evaluate("typeof hacked") == "undefined"
    assert asked == [file.as_uri()]
    paper = page.evaluate("getComputedStyle(document.querySelector('.dr')).backgroundColor")
    assert paper == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(22, 25, 29)")
    page.evaluate("document.querySelectorAll('details').forEach(shut => { shut.open = true })")
    found = axe.Axe().run(page).response["violations"]
    serious = [
        f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found if v["impact"] in {"serious", "critical"}
    ]
    assert serious == []
    page.close()


@pytest.mark.parametrize(("theme", "paper"), [("true", "rgb(255, 255, 255)"), ("false", "rgb(22, 25, 29)")])
def test_the_theme_of_jupyter_goes_before_that_of_the_system(
    chromium: Any,  # noqa: ANN401 - an optional library
    pictures: dict[str, Shown],
    theme: str,
    paper: str,
) -> None:
    page = chromium.new_page(color_scheme="dark" if theme == "true" else "light")
    page.set_content(f'<body data-jp-theme-light="{theme}">{picture(pictures["policy"])}')

    assert page.evaluate("getComputedStyle(document.querySelector('.dr')).backgroundColor") == paper
    page.close()
