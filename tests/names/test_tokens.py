"""Two words: whether they agree, and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.names.tokens import (
    ABBREVIATION,
    EQUAL,
    ROMANISATION,
    SOUND,
    SPELLING,
    agree,
    is_syllable,
    slip,
)

_WORDS = "hassan hussein mohammed kim jong jung chol cheol zhang bob robert 44 044 china bank"
_WORD = st.one_of(
    st.text("aeioubdghklmnprst", min_size=1, max_size=10),
    st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=20),
    st.sampled_from(_WORDS.split()),
)


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ("anna", "anna", EQUAL),
        ("2", "02", EQUAL),
        ("sergey", "sergei", SOUND),
        ("mohammed", "muhamad", SOUND),
        ("usama", "osama", SOUND),
        ("makhlouf", "maklouf", SPELLING),
        ("raul", "rual", SPELLING),
        ("petrov", "petrova", SPELLING),
        ("bob", "robert", ABBREVIATION),
    ],
)
def test_words_of_persons_agree(a: str, b: str, reason: str) -> None:
    score, why = agree(a, b, True, False)
    assert why == reason
    assert score >= 0.8
    assert agree(b, a, True, False) == (score, why)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("hassan", "hussein"), ("mohammed", "mahmoud"), ("wei", "wen"), ("li", "lu"), ("chol", "chong"),
        ("min", "man"),
        ("2", "3"), ("0", "00"), ("a1", "a2"), ("anna", "44"), ("jo", "joe"), ("testov", "musterov"),
        ("", "a"), ("a", "b"),
    ],
)  # fmt: skip
def test_words_of_persons_contradict_each_other(a: str, b: str) -> None:
    for korean in (False, True):
        assert agree(a, b, True, korean) == agree(b, a, True, korean)
        assert agree(a, b, True, korean)[0] == 0


@pytest.mark.parametrize(("a", "b"), [("daniel", "daniela"), ("mario", "maria"), ("testmann", "festmann")])
def test_words_that_agree_but_loosely(a: str, b: str) -> None:
    score, why = agree(a, b, True, False)
    assert 0 < score < 0.8
    assert why == SPELLING


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("chol", "cheol", True), ("jongun", "jungeun", True), ("hyok", "hyuk", True), ("un", "on", False),
        ("sang", "sung", False), ("minchol", "cholmin", False), ("song", "sang", False),
    ],
)  # fmt: skip
def test_korean_words(a: str, b: str, same: bool) -> None:
    score, why = agree(a, b, True, True)
    assert (why == ROMANISATION) is same
    assert (score > 0) is same


@pytest.mark.parametrize(("a", "b"), [("iran", "iraq"), ("china", "chile"), ("chongqing", "chengdu")])
def test_places_of_organizations_are_never_misspelt_for_another(a: str, b: str) -> None:
    assert agree(a, b, False, False)[0] == 0


def test_what_is_the_same_person_need_not_be_the_same_company() -> None:
    assert agree("bob", "robert", True, False)[0] > 0
    assert agree("bob", "robert", False, False)[0] == 0


@given(_WORD, _WORD, st.booleans(), st.booleans())
def test_agreeing_has_no_direction(a: str, b: str, person: bool, korean: bool) -> None:
    """``agree(a, b)`` is ``agree(b, a)``; a score of 0 has no reason, and a word agrees with itself at 1."""
    score, why = agree(a, b, person, korean)
    assert agree(b, a, person, korean) == (score, why)
    assert 0 <= score <= 1
    assert bool(why) is (score > 0)
    assert agree(a, a, person, korean) == (1.0, EQUAL)
    assert slip(a, b) is slip(b, a)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("raul", "rau", True), ("abc", "acb", True), ("abc", "ab", True), ("chol", "chong", False),
        ("1", "12", False),
        ("ab", "ba", False), ("kim", "kin", False), ("anna", "ann", True), ("anna", "a", False),
    ],
)  # fmt: skip
def test_slip(a: str, b: str, expected: bool) -> None:
    assert slip(a, b) is expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("chol", True), ("zhang", True), ("wei", True), ("smith", False), ("cholmin", False), ("", False)],
)
def test_is_syllable(word: str, expected: bool) -> None:
    assert is_syllable(word) is expected


@pytest.mark.parametrize("size", [20, 512, 513, 2048])
def test_words_of_any_length_can_be_asked_for(size: int) -> None:
    assert agree("a" * size, "b", True, False)[0] == 0
    assert agree("ng" * size, "shch" * size, True, True)[0] == 0
    assert agree("ng" * size, "ng" * size + "x", False, False) == agree(
        "ng" * size + "x", "ng" * size, False, False
    )
