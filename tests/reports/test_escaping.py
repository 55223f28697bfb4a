from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.reports.escaping import LONGEST, cell, in_json, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Łukasz O’Neil-Żak", "Łukasz O’Neil-Żak"),
        ("김정은 山田　太郎 عمر", "김정은 山田　太郎 عمر"),
        ("Nguyễn Thị Ngọc", "Nguyễn Thị Ngọc"),
        ("\x1b[2J\x1b]0;x\x07", "\\x1b[2J\\x1b]0;x\\x07"),
        ("a\r\nb\tc\x00", "a\\r\\nb\\tc\\x00"),
        ("\x9b31m\x85", "\\x9b31m\\x85"),
        ("\u202egnp\u202c\u2066\u2069", "\\u202egnp\\u202c\\u2066\\u2069"),
        ("a\u200bb\u200dc\ufeff\u2060\xad", "a\\u200bb\\u200dc\\ufeff\\u2060\\xad"),
        ("a\u2028b\u2029", "a\\u2028b\\u2029"),
        ("\u3164\uffa0\u2800\u034f\ufe0f", "\\u3164\\uffa0\\u2800\\u034f\\ufe0f"),
        ("\U000e0041", "\\U000e0041"),
        ("\ud800", "\\ud800"),
        ("\ue000", "\\ue000"),
    ],
)
def test_what_gives_orders_or_cannot_be_seen_is_spelled_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_marks_piled_on_a_letter_are_spelled_out() -> None:
    assert visible("a" + "\u0301" * 5) == "a" + "\u0301" * 3 + "\\u0301" * 2


def test_long_text_is_bounded() -> None:
    assert len(visible("x" * 10_000_000)) == LONGEST


@given(st.text(max_size=60))
def test_nothing_that_moves_a_cursor_is_left(text: str) -> None:
    shown = visible(text)
    assert all(unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for character in shown)
    assert visible(shown) == shown


@given(st.text(max_size=60))
def test_json_keeps_its_value_and_hides_nothing(text: str) -> None:
    written = in_json(json.dumps([text], ensure_ascii=False))
    assert json.loads(written) == [text]
    assert [c for c in written if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"}] == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", " =", "\u3000="])
def test_a_cell_is_no_formula(start: str) -> None:
    assert cell(f"{start}1+1").startswith("'")


@pytest.mark.parametrize("text", ["\t=1", "\r=1", "\n@x"])
def test_a_cell_that_begins_with_a_control_character_is_spelled_out(text: str) -> None:
    assert cell(text).startswith("\\")
