"""Near-duplicates: what is grouped and what is not, measured on generated texts in four languages."""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.signals.phrases import LANGUAGES
from screening.signals.repetition import ALIKE, alike, bands, checksums, groups, signature

TEXTS = tomllib.loads((Path(__file__).parent / "wording_texts.toml").read_text(encoding="utf-8"))
SENTENCES = {
    language: [text[language] for kind in ("neutral", "said") for text in TEXTS[kind]] for language in LANGUAGES
}
BY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
PAIRS = 300


def shared(language: str, of: int, replaced: int) -> float:
    """The part of generated pairs that are grouped: texts of so many sentences, of which so many are replaced."""
    draw = random.Random(f"{language} {of} {replaced}")  # noqa: S311 - texts, no secrets
    found = 0
    for _ in range(PAIRS):
        drawn = draw.sample(SENTENCES[language], of + replaced)
        other = drawn[:of]
        for place, sentence in zip(draw.sample(range(of), replaced), drawn[of:], strict=True):
            other[place] = sentence
        found += bool(groups([" ".join(drawn[:of]), " ".join(other)]))
    return found / PAIRS


@BY_LANGUAGE
def test_a_template_with_one_sentence_of_ten_exchanged_is_found(language: str) -> None:
    assert shared(language, 10, 1) >= 0.97


@BY_LANGUAGE
def test_a_template_with_one_sentence_of_six_exchanged_is_mostly_found(language: str) -> None:
    assert shared(language, 6, 1) >= 0.6


@BY_LANGUAGE
def test_texts_with_half_of_their_sentences_in_common_are_mostly_two(language: str) -> None:
    assert shared(language, 10, 5) <= 0.15


@BY_LANGUAGE
def test_texts_that_share_no_sentence_are_never_one(language: str) -> None:
    assert shared(language, 8, 8) == 0.0


@BY_LANGUAGE
def test_other_numbers_make_no_other_template(language: str) -> None:
    text = " ".join(SENTENCES[language][:6])
    assert groups([text + " 1200 / 2026-05-01", text + " 95 / 2025-11-30"]) == ((0, 1),)


def test_the_share_of_shingles_is_estimated() -> None:
    many = ["".join(letters) for letters in itertools.product("abcdefghijklm", repeat=3)][:2_000]
    a = " ".join(many[:1_000])
    for kept in (1_000, 800, 500, 0):
        b = " ".join(many[:kept] + many[1_000 : 2_000 - kept])
        share = kept / (2_000 - kept)
        assert abs(alike(signature(a), signature(b)) - share) < 0.2, kept


@pytest.mark.parametrize("text", ["", "   ", "Thank you!", "word " * 19, "谢谢您" * 6, "🙂" * 50])
def test_a_short_text_has_no_signature(text: str) -> None:
    assert signature(text) == ()
    assert bands(signature(text)) == ()
    assert groups([text, text]) == ()
    assert alike(signature(text), signature("word " * 40)) == 0.0


def test_groups_are_told_largest_first_and_loners_left_out() -> None:
    a, b, alone = (" ".join(SENTENCES["en"][n : n + 6]) for n in (0, 8, 16))
    assert groups([b, a, alone, a + " Bye.", b, a]) == ((1, 3, 5), (0, 4))


def test_signatures_and_keys_are_the_same_in_every_process() -> None:
    text = " ".join(SENTENCES["ko"][:6])
    code = "import sys; from screening.signals.repetition import *; s = signature(sys.argv[1]); print(s, bands(s))"
    done = subprocess.run([sys.executable, "-c", code, text], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"{signature(text)} {bands(signature(text))}"


@given(st.text(max_size=400))
def test_any_text_is_signed_and_like_itself(text: str) -> None:
    signed = signature(text)
    assert len(signed) in {0, 64}
    assert not signed or alike(signed, signed) == 1.0
    assert all(0 <= key < 2**63 for key in bands(signed))


@given(st.text(alphabet="aB' 09%.!?\n_-\t~", max_size=300))
def test_plain_letters_are_read_as_all_others_are(text: str) -> None:
    """The short way for ASCII: with one word more in another script, shingles but the last ones are the same."""
    plain, other = checksums("word " * 30 + text), checksums("word " * 30 + text + " школа")
    assert other[: len(plain)] == plain
    assert len(other) == len(plain) + 1


def test_equal_texts_share_every_key_and_strangers_none() -> None:
    a, b = (signature(" ".join(SENTENCES["en"][n : n + 8])) for n in (0, 9))
    assert set(bands(a)) == set(bands(tuple(a)))
    assert not set(bands(a)) & set(bands(b))
    assert alike(a, b) < ALIKE


def test_a_thousand_texts_that_are_alike_are_no_work_of_a_million_pairs() -> None:
    text = " ".join(SENTENCES["en"][:8])
    began = time.perf_counter()
    (one,) = groups([f"{text} Kind regards from client number {n}." for n in range(1_000)])
    assert len(one) == 1_000
    assert time.perf_counter() - began < 5.0, "some 0.2 s where this was written"


def test_the_longest_texts_are_signed_in_a_bounded_time() -> None:
    began = time.perf_counter()
    signature(" ".join("".join(letters) for letters in itertools.product("abcdefg", repeat=5))[:50_000])
    assert time.perf_counter() - began < 1.0
