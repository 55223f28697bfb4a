"""Names that are one name, and customary short forms."""

from __future__ import annotations

import pytest

from screening.names import THRESHOLD, compare
from screening.names.variants import SHORT_NAMES, VARIANTS, given


@pytest.mark.parametrize("table", [VARIANTS, SHORT_NAMES], ids=["variants", "short names"])
def test_tables_are_of_comparable_words(table: dict[str, str]) -> None:
    for word, name in table.items():
        assert word.isascii()
        assert word.isalpha()
        assert word == word.lower()
        assert name.isascii()
        assert name


def test_a_name_of_variants_is_a_variant_of_none_but_itself() -> None:
    names = set(VARIANTS.values())
    assert {word: name for word, name in VARIANTS.items() if word in names and name != word} == {}


@pytest.mark.parametrize(
    ("short", "name"),
    [("bob", "robert"), ("bill", "william"), ("sasha", "aleksandr"), ("robert", "robert"), ("", "")],
)
def test_given(short: str, name: str) -> None:
    assert given(short) == name


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Mohammed Testov", "Muhamad Testov"), ("Md Hasan Testov", "Mohammad Hasan Testov"),
        ("Aliaksandr Testov", "Alexander Testov"), ("Volodymyr Testenko", "Vladimir Testenko"),
        ("Yauheni Testov", "Evgeny Testov"), ("Youssef Testov", "Yusuf Testov"),
        ("Usama Testov", "Osama Testov"),
        ("Uthman Testov", "Osman Testov"), ("Bill Testmann", "William Testmann"),
        ("Sasha Testov", "Aleksandr Testov"),
        ("Misha Testov", "Mikhail Testov"), ("Mykola Testenko", "Nikolai Testenko"),
    ],
)  # fmt: skip
def test_variants_match_in_a_name(a: str, b: str) -> None:
    assert compare(a, b, kind="person").score >= THRESHOLD


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Hassan Testov", "Hussein Testov"), ("Mohammed Testov", "Mahmoud Testov"),
        ("Ahmad Testov", "Hamid Testov"),
        ("Bob Testmann", "Rick Testmann"), ("Bill Testmann", "Robert Testmann"),
        ("Salim Testov", "Salman Testov"),
        ("Rahman Testov", "Rahim Testov"), ("Andrei Testov", "Aleksei Testov"),
    ],
)  # fmt: skip
def test_variants_of_different_names_do_not(a: str, b: str) -> None:
    assert compare(a, b, kind="person").score < THRESHOLD


def test_organizations_have_no_short_names() -> None:
    assert compare("Bob Trading", "Robert Trading", kind="organization").score < THRESHOLD
