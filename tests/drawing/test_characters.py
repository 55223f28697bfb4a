from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.drawing.characters import bar, clipped, padded, table, waterfall, width, wrapped
from screening.reports.escaping import visible


@pytest.mark.parametrize(
    ("text", "cells"),
    [("", 0), ("abc", 3), ("김정은", 6), ("山田　太郎", 10), ("e\u0301", 1), ("a\u200b", 1), ("Ａ", 2), ("é", 1)],
    ids=["empty", "latin", "hangul", "ideographic space", "combining", "zero-width", "full-width", "accent"],
)
def test_width_counts_terminal_cells(text: str, cells: int) -> None:
    assert width(text) == cells


@given(st.text(max_size=20), st.integers(0, 40))
def test_padding_fills_up_and_never_cuts(text: str, cells: int) -> None:
    text = visible(text)
    left, right = padded(text, cells), padded(text, cells, right=True)
    assert left.startswith(text)
    assert right.endswith(text)
    assert width(left) == width(right) == max(width(text), cells)


def test_columns_of_a_table_line_up_whatever_the_script() -> None:
    lines = table(["id", "n", "why"], [["김정은", "7", "a"], ["abc", "12", "b"]], right=[1])
    assert lines == ["id       n  why", "김정은   7  a", "abc     12  b"]


def test_a_text_wider_than_its_column_stays_whole() -> None:
    long = "x" * 50
    assert table(["id", "why"], [[long, "a"], ["b", "c"]], widest=4) == ["id    why", f"{long}  a", "b     c"]


@pytest.mark.parametrize(
    ("start", "length", "drawn"),
    [
        (0.0, 0.0, ""),
        (0.0, 1.0, "████████"),
        (0.5, 0.5, "    ████"),
        (0.0, 0.0625, "▌"),
        (0.0, 1e-9, "▏"),
        (1.0, 0.5, "       █"),
        (-1.0, 2.0, "████████"),
        (math.nan, math.inf, ""),
    ],
)
def test_a_bar_keeps_to_its_scale(start: float, length: float, drawn: str) -> None:
    assert bar(start, length, 8) == drawn


@given(st.floats(0, 1), st.floats(0, 1), st.integers(1, 60))
def test_no_bar_is_longer_than_the_line(start: float, length: float, cells: int) -> None:
    assert len(bar(start, length, cells)) <= cells


def test_steps_of_a_waterfall_begin_where_the_last_one_ended() -> None:
    assert waterfall([25.0, 50.0], cells=8) == ["██", "  ████", "██████"]


def test_a_waterfall_of_nothing_is_its_total() -> None:
    assert waterfall([]) == [""]


@pytest.mark.parametrize("cells", [20, 24, 40, 60, 120])
def test_a_table_keeps_to_its_line_whatever_the_script(cells: int) -> None:
    rows = [("김정은 위원장 이름", "12", "because of one reason, and of another one"), ("b", "7", "山田　太郎")]
    lines = table(("name", "points", "why"), rows, right=[1], cells=cells)
    assert max(map(width, lines)) <= cells
    assert "".join(" ".join(lines).split()).count("위원장") == 1


def test_a_table_that_fits_no_line_becomes_records() -> None:
    rows = [("x" * 15, "1,000", "y" * 20), ("b", "", "c")]
    assert table(("identifier", "number", "place"), rows, cells=30) == [
        f"identifier: {'x' * 15}",
        "number: 1,000",
        f"place: {'y' * 20}",
        "",
        "identifier: b",
        "place: c",
    ]


def test_a_long_word_is_broken_before_a_table_is_given_up() -> None:
    lines = table(("id", "why"), [("x" * 50, "short")], cells=40)
    assert max(map(width, lines)) <= 40
    assert lines[0].split() == ["id", "why"]
    assert sum(line.count("x") for line in lines) == 50


@given(st.text(max_size=60), st.integers(1, 30))
def test_a_clipped_text_fits(text: str, cells: int) -> None:
    text = visible(text)
    shown = clipped(text, cells)
    assert width(shown) <= cells
    assert shown == text or shown.endswith("…")


@given(st.text(max_size=120), st.integers(4, 30))
def test_broken_text_fits_and_loses_nothing(text: str, cells: int) -> None:
    text = visible(text)
    lines = wrapped(text, cells, "- ", "  ", split=True)
    assert all(width(line) <= cells for line in lines)
    assert "".join("".join(line[2:] for line in lines).split()) == "".join(text.split())
