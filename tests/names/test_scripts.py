"""Which script a letter belongs to."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.names.scripts import script, scripts

_NAMED = {
    "LATIN": "Latin",
    "CYRILLIC": "Cyrillic",
    "GREEK": "Greek",
    "HEBREW": "Hebrew",
    "ARABIC": "Arabic",
    "HANGUL": "Hangul",
    "CJK": "Han",
}


@pytest.mark.parametrize(
    ("letters", "name"),
    [
        ("aZéłßǅẞ", "Latin"), ("жЯїқ", "Cyrillic"), ("αΩή", "Greek"), ("אש", "Hebrew"), ("مپڤ", "Arabic"),
        ("김ㄱ\u1100", "Hangul"),
        ("金\u3400\U00020000\uf900", "Han"), ("ბअก", "other"), ("7 -\u0301\u200b\ud800😀٣", ""),
    ],
)  # fmt: skip
def test_script(letters: str, name: str) -> None:
    assert {letter: script(letter) for letter in letters} == dict.fromkeys(letters, name)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("", set()),
        ("7 -", set()),
        ("Kim 김 7", {"Latin", "Hangul"}),
        ("Ig\u043er", {"Latin", "Cyrillic"}),
        ("金ბ", {"Han", "other"}),
    ],
)
def test_scripts(name: str, found: set[str]) -> None:
    assert scripts(name) == found


@given(st.characters(codec=None))
def test_a_script_is_what_unicode_calls_the_letter(letter: str) -> None:
    """A letter that is given a script bears its name in Unicode, and what is no letter has none."""
    found = script(letter)
    if not letter.isalpha():
        assert found == ""
    elif found != "other":
        assert _NAMED.get(unicodedata.name(letter).split()[0], found) == found
