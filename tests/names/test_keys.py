"""The keys under which words are found."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.names import hangul
from screening.names.keys import Keys, bare_key, close, joined_keys, word_keys
from screening.names.spelling import fold
from screening.names.tokens import agree, is_syllable

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_PAIRS = [
    ("sergey", "sergei"), ("mohammed", "muhamad"), ("mohammed", "md"), ("usama", "osama"),
    ("hassan", "hasan"), ("makhlouf", "maklouf"), ("raul", "rual"), ("petrov", "petrova"),
    ("daniel", "daniela"), ("testmann", "testman"), ("bob", "robert"), ("bill", "william"),
    ("sasha", "aleksandr"), ("chol", "cheol"), ("jongun", "jungeun"), ("hyok", "hyuk"), ("park", "pak"),
    ("lee", "ri"), ("yevgeny", "evgenii"), ("volkau", "volkov"), ("zhukov", "jukov"),
    ("technology", "tecnology"), ("technology", "technologies"), ("abdulrahman", "abdelrahman"),
]  # fmt: skip


def _all(word: str) -> set[int]:
    keys = word_keys(word)
    return {*keys.sure, *keys.slips}


@pytest.mark.parametrize(("a", "b"), _PAIRS)
def test_words_that_agree_share_a_key(a: str, b: str) -> None:
    agreeing = agree(a, b, True, False)[0] or agree(a, b, True, True)[0] or hangul.same(a, b, surname=True)
    assert agreeing
    assert _all(a) & _all(b)


@pytest.mark.parametrize(("a", "b"), [("smith", "jones"), ("kim", "pak"), ("anna", "boris"), ("silver", "unsong")])
def test_words_that_have_nothing_in_common_share_none(a: str, b: str) -> None:
    assert not _all(a) & _all(b)


def test_the_words_of_all_pairs_are_found_by_those_that_they_agree_with() -> None:
    words = sorted({word for pair in _PAIRS for word in pair})
    for a, b in combinations(words, 2):
        if agree(a, b, True, False)[0] >= 0.8:
            assert _all(a) & _all(b), (a, b)


@given(st.text("abdfgklmnoprstuvz", min_size=6, max_size=20), st.data())
def test_a_word_with_a_letter_left_out_shares_a_key(word: str, data: st.DataObject) -> None:
    """A word is found by itself with a letter left out, where folding does not get between."""
    at = data.draw(st.integers(0, len(word) - 1))
    other = word[:at] + word[at + 1 :]
    told = all(fold(each) == each and not is_syllable(each) for each in (word, other))
    if told and agree(word, other, True, False)[0] >= 0.8:
        assert _all(word) & _all(other)
        assert close(other, [0], [word].__getitem__) == [0]


@given(st.text(_ALPHABET + "0123456789", max_size=64))
def test_keys_are_of_32_bits_and_distinct(word: str) -> None:
    """Keys are numbers of 32 bits, each once, and the same whenever they are asked for."""
    keys = word_keys(word)
    assert keys == word_keys(word)
    assert isinstance(keys, Keys)
    for some in (keys.sure, keys.slips):
        assert len(set(some)) == len(some)
        assert all(0 <= key < 1 << 32 for key in some)


@pytest.mark.parametrize("word", ["a" * 512, "ng" * 256, "zhang" * 100, "1" * 512])
def test_long_words_have_few_keys(word: str) -> None:
    assert len(_all(word)) < 40


@pytest.mark.parametrize(
    ("first", "second", "word"),
    [
        ("silver", "star", "silverstar"), ("jong", "un", "jongun"), ("jong", "un", "jungeun"),
        ("xiao", "ming", "xiaoming"),
        ("al", "rahman", "alrahman"), ("hyok", "sin", "hyoksin"),
    ],
)  # fmt: skip
def test_neighbours_share_a_key_with_the_word_that_they_make(first: str, second: str, word: str) -> None:
    assert set(joined_keys(first, second)) & set(word_keys(word).sure)


def test_too_few_letters_make_no_word() -> None:
    assert joined_keys("a", "b") == []


def test_words_without_vowels_meet_those_of_the_same_consonants() -> None:
    assert bare_key("mhmd", bare=True) == bare_key("mahmoud", bare=True)
    assert bare_key("mhmd", bare=True) != bare_key("mhmd", bare=False)
    assert bare_key("ali", bare=False) == bare_key("aly", bare=False)
    assert bare_key("a", bare=True) is None
    assert bare_key("44", bare=True) is None


def test_close() -> None:
    words = ["testov", "testova", "testo", "tesovt", "boris", "testovich"]
    assert close("testov", range(len(words)), words.__getitem__) == [0, 1, 2, 3]
    assert close("anna", [0], ["annabella"].__getitem__) == []
