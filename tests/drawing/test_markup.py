from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from screening.drawing.markup import Markup, card, chip, facts, joined, lines, link, paired, part, table, text

HOSTILE = "<img src=x onerror=alert(1)>\u202e\x1b[31m\u200b'\""
INERT = "&lt;img src=x onerror=alert(1)&gt;\\u202e\\x1b[31m\\u200b&#x27;&quot;"


class Tags(HTMLParser):
    """Collects the tags, and fails on one that is not closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.open: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not any(name.startswith("on") for name, _ in attrs)
        self.seen.add(tag)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def whole(value: str) -> Markup:
    """A card with a value wherever a value may stand."""
    return card(
        value,
        part(value, facts([(value, value)]), lines([value]), value, shut=True),
        part(value, table([value], [[value]], right=[0])),
        paired([(value, value, 0.9, value), (value, "", 0.0, value)], (value, value)),
        link(f"https://example.com/{value}", value),
        chips=[chip(value, "look"), value],
        lead=value,
        foot=value,
    )


def test_hostile_text_is_inert_wherever_it_stands() -> None:
    page = whole(HOSTILE)

    assert Tags(page).seen == Tags(whole("plain")).seen
    assert "img" not in Tags(page).seen
    assert page.count(INERT) == whole("plain").count("plain")
    assert not re.search("[\u202e\x1b\u200b]", page)


def test_long_text_ends() -> None:
    assert len(whole("x" * 1_000_000)) < 40_000


def test_markup_stays_and_text_does_not() -> None:
    assert text(text("<b>")) == "&lt;b&gt;"
    assert joined([Markup("<b>x</b>"), "<b>"], " < ") == "<b>x</b> &lt; &lt;b&gt;"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "", "//example.com", " https://x"])
def test_only_addresses_of_the_web_are_links(address: str) -> None:
    assert link(address, "label") == "label"


def test_what_holds_nothing_is_left_out() -> None:
    nothing = [facts([("name", "")]), lines([]), table(["a"], []), paired([], ("a", "b")), part("title", "", "")]

    assert nothing == [""] * 5


def test_the_words_of_two_names_stand_under_each_other() -> None:
    page = paired([("kim", "kim", 1.0, "equal"), ("jon", "jong", 0.86, "spelling")], ("given", "listed"))
    rows = [re.sub("<[^>]+>", " ", row).split() for row in page.split("</tr>")[:3]]

    assert rows == [["given", "kim", "jon"], ["listed", "kim", "jong"], ["equal", "spelling", "0.86"]]
    assert page.index("dr-same") < page.index("dr-like")


def test_a_card_needs_nothing_from_elsewhere() -> None:
    page = card("title", "text")

    assert not re.search(r"url\(|@import|https?:|<script|<link", page)
    for theme in ("prefers-color-scheme:dark", "data-jp-theme-light=false", "vscode-dark"):
        assert theme in page


def test_directions_do_not_reach_beyond_a_value() -> None:
    assert "<bdi>שלום</bdi>" in facts([("name", "שלום")])
