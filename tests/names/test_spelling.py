"""What the spellings of one word have in common."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.names.spelling import fold, monosyllable, skeleton

WORDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789", max_size=40)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("sergey", "sergei"), ("sergej", "sergei"), ("yevgeny", "evgeny"), ("mikhail", "mihail"),
        ("schmidt", "shmidt"),
        ("phillip", "filip"), ("zhukov", "jukov"), ("tchaikovsky", "chaikovsky"), ("volkau", "volkov"),
        ("abdulrahman", "abdelrahman"), ("abdurrahman", "abdulrahman"), ("hussein", "husain"),
        ("smith", "smyth"),
        ("petrovich", "petrovic"), ("sheikh", "shaykh"), ("kowalski", "kovalsky"), ("hasan", "hassan"),
        ("mohammed", "muhamad"), ("usama", "usamma"), ("mark", "marc"), ("cohen", "coen"), ("yuri", "iouri"),
    ],
)  # fmt: skip
def test_customary_spellings_fold_to_one(a: str, b: str) -> None:
    assert fold(a) == fold(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("hassan", "hussein"), ("mohammed", "mahmoud"), ("daniel", "daniela"), ("mario", "maria"),
        ("petrov", "petrova"),
        ("ahmad", "hamid"), ("abdulrahman", "abdulrahim"), ("ivanov", "ivanenko"), ("min", "man"),
        ("kim", "kin"),
    ],
)  # fmt: skip
def test_other_names_do_not(a: str, b: str) -> None:
    assert fold(a) != fold(b)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("mahmoud", "mhmwd", True), ("khalid", "khld", True), ("hussein", "hsyn", True),
        ("ahmad", "ahmd", True),
        ("karim", "qrym", True), ("fatima", "ftmh", True), ("mahmoud", "hamid", False), ("ali", "la", False),
        ("omar", "mr", False),
    ],
)  # fmt: skip
def test_skeletons_are_what_scripts_without_vowels_write(a: str, b: str, same: bool) -> None:
    assert (skeleton(a) == skeleton(b)) is same


@pytest.mark.parametrize("word", ["chol", "zhang", "snow", "raul", "ia", "a", "un"])
def test_monosyllables(word: str) -> None:
    assert monosyllable(word)


@pytest.mark.parametrize("word", ["anna", "minchol", "strength", "testov", "zhangs"])
def test_longer_words_are_none(word: str) -> None:
    assert not monosyllable(word)


@given(WORDS)
def test_any_word_has_its_forms(word: str) -> None:
    """A form is a pure function of the word, and never longer than what the rules could add."""
    assert fold(word) == fold(word)
    assert len(fold(word)) <= len(word) + 6
    assert len(skeleton(word)) <= len(word) + 1
    assert bool(fold(word)) is bool(word)


@pytest.mark.parametrize("word", ["w" * 512, "ng" * 256, "sch" * 170, "abdul" * 100, "yi" * 256, "h" * 512])
def test_long_words_are_no_trouble(word: str) -> None:
    assert fold(word)
    assert skeleton(word) is not None
    assert not monosyllable(word)
