from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.drawing.characters import width
from screening.drawing.look import FILE, Look
from screening.reports.escaping import visible

DRAWN = re.compile("[\u2500-\u259f]")
STEPS = [("first", 50.0), ("second", 25.0)]


def bright(text: str, _style: str) -> str:
    return f"\x1b[1m{text}\x1b[0m"


@pytest.mark.parametrize("cells", [20, 40, 60, 100])
def test_prose_keeps_to_its_line(cells: int) -> None:
    lines = Look(cells=cells).prose(
        "김정은 and other words that go on for a while, longer than a line of it", "1. "
    )
    assert max(map(width, lines)) <= cells
    assert lines[0].startswith("1. 김정은")


def test_prose_is_never_wider_than_can_be_read() -> None:
    text = "word " * 100
    assert Look(cells=200).prose(text) == FILE.prose(text) == Look(cells=100).prose(text)


def test_an_address_stays_whole() -> None:
    address = "https://example.com/" + "x" * 100
    assert address in Look(cells=40).prose(f"source: {address}")[1]


def test_a_table_of_a_file_is_as_wide_as_its_content() -> None:
    (_, line) = FILE.table(("id", "why"), [("u1", "x " * 100 + "end")])
    assert line.endswith("end")


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=80)), max_size=5), st.integers(20, 120))
def test_a_table_fits_whatever_is_in_it(rows: list[tuple[str, str]], cells: int) -> None:
    shown = [(visible(a), visible(b)) for a, b in rows]
    look = Look(cells=cells)
    bare = look.table(("id", "why"), shown)
    assert [(cells, width(line), line) for line in bare if width(line) > cells] == []
    painted = Look(cells=cells, paint=bright).table(("id", "why"), shown)
    assert [re.sub(r"\x1b\[\d*m", "", line) for line in painted] == bare


@pytest.mark.parametrize("cells", [None, 30, 60, 100])
def test_steps_of_a_waterfall_show_points_and_shares(cells: int | None) -> None:
    lines = Look(cells=cells).waterfall(STEPS, "both")
    assert [re.findall(r"\d+\.\d+", line) for line in lines] == [["50.00", "66.7"], ["25.00", "33.3"], ["75.00"]]
    assert max(map(width, lines)) <= (cells or 100)


def test_a_bar_is_left_out_where_there_is_no_room() -> None:
    assert DRAWN.search("".join(Look(cells=60).waterfall(STEPS, "both")))
    assert not DRAWN.search("".join(Look(cells=30).waterfall(STEPS, "both")))


def test_only_steps_are_painted_not_their_sum() -> None:
    *steps, whole = Look(paint=bright).waterfall(STEPS, "both")
    assert all("\x1b[1m" in step for step in steps)
    assert "\x1b" not in whole


def test_plain_text_has_a_label_before_each_value() -> None:
    plain = Look(plain=True, paint=bright)
    assert plain.table(("id", "why", ""), [("u1", "x", "y"), ("u2", "", "")]) == [
        "id: u1",
        "why: x",
        "y",
        "",
        "id: u2",
    ]
    assert plain.pairs([("kind", "person")]) == ["kind: person"]
    assert plain.waterfall(STEPS, "both") == [
        "first: 50.00 points, 66.7 % of the both",
        "second: 25.00 points, 33.3 % of the both",
        "both: 75.00 points",
    ]
    assert plain.prose("word " * 100, "  ") == ["word " * 100]
