"""The keys under which a word can be found: what two words that agree have in common.

Two words that :func:`screening.names.tokens.agree` on share at least one key, as a rule: the same word, the same
folded spelling, the same Korean or Chinese syllables, the same consonants, or the same rest once a letter is left
out of either (as in SymSpell). Keys are numbers of 32 bits, the same on every machine: a false one costs a
comparison and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from zlib import crc32

import msgspec
from rapidfuzz.distance.OSA import distance

from screening.names import chinese, hangul
from screening.names.spelling import fold, monosyllable, open_bones, skeleton
from screening.names.variants import given

__all__ = [
    "ACRONYM_FROM",
    "ARTICLES",
    "JOINED_FROM",
    "Keys",
    "bare_key",
    "close",
    "joined_key",
    "joined_keys",
    "word_keys",
]

ACRONYM_FROM = 4
"""The fewest words whose first letters are an acronym."""
JOINED_FROM = 4
"""The fewest letters of two words that can be written together."""

_DELETIONS_FROM = 4
_DELETIONS_TO = 24
ARTICLES = frozenset({"al", "el", "abd", "abu", "abou", "ben", "bin"})
"""Words that are often written together with the next."""
_ARTICLE_STARTS = tuple(sorted(ARTICLES))
_ARTICLE_BONES = 4  # those of the article among them
_BONES_FROM = 6  # shorter words of the same consonants are one letter apart anyhow
_CLOSE = 2  # edits of a word found with a letter left out
_CLOSE_FROM = 6  # letters from which two edits may agree
_MOST_READINGS = 8
_LONGEST_CHINESE = 18


class Keys(msgspec.Struct, frozen=True, gc=False):
    """The keys of one word.

    Attributes:
        sure: of its folded spelling, its syllables, and of what it is short for.
        slips: of the word with a letter left out, and of its consonants; what they find must still be close.
    """

    sure: tuple[int, ...]
    slips: tuple[int, ...]


def word_keys(word: str) -> Keys:
    """The keys of one word, as :func:`screening.names.text.read` gives it.

    >>> set(word_keys("sergey").sure) & set(word_keys("sergei").sure) != set()
    True
    >>> set(word_keys("makhlouf").slips) & set(word_keys("maklouf").slips) != set()
    True
    >>> set(word_keys("smith").slips) & set(word_keys("jones").slips)
    set()
    """
    if word.isdigit():
        return Keys((crc32(b"N" + word.lstrip("0").encode()), joined_key(word)), ())
    folded = fold(word).encode()
    sure = [crc32(b"F" + folded), joined_key(word)]
    if not word.isalpha():
        return Keys(tuple(sure), ())
    full = given(word)
    if full != word:
        sure.append(crc32(b"F" + fold(full).encode()))
    sure.extend([crc32(b"K" + key.encode()) for key in hangul.keys(word)])
    sure.extend([crc32(b"C" + " ".join(reading).encode()) for reading in _chinese(word)])
    if word.startswith(_ARTICLE_STARTS):
        sure.extend(_article_keys(word))
    slips: list[int] = []
    if len(word) >= _BONES_FROM and len(bones := skeleton(word)) > 1:
        slips.append(crc32(b"S" + bones.encode()))
    # a slip can hide a customary variant, or make one: both spellings are looked up
    for spelling in dict.fromkeys((word.encode(), folded)):
        size = len(spelling)
        if size == _DELETIONS_FROM - 1:
            slips.append(crc32(b"D" + spelling))  # what is left of a longer word
        elif _DELETIONS_FROM <= size <= _DELETIONS_TO:
            slips.append(crc32(b"D" + spelling))
            slips.extend([crc32(b"D" + spelling[:cut] + spelling[cut + 1 :]) for cut in range(size)])
    return Keys(tuple(dict.fromkeys(sure)), tuple(dict.fromkeys(slips)))


def bare_key(word: str, *, bare: bool) -> int | None:
    """The key by which a word of a script without short vowels meets another of the same consonants.

    Args:
        word: a word.
        bare: look for words of any script (for a word that lacks vowels itself), else only for those that do.

    Returns:
        ``None`` if the word has too few consonants.
    """
    bones = open_bones(word) if word.isalpha() else ""
    return crc32((b"V" if bare else b"W") + bones.encode()) if len(bones) > 1 else None


def joined_keys(first: str, second: str) -> list[int]:
    """The keys of two neighbours written together.

    >>> set(joined_keys("silver", "star")) & set(word_keys("silverstar").sure) != set()
    True
    """
    if len(first) + len(second) < JOINED_FROM:
        return []
    keys = [joined_key(first + second)]
    if first in ARTICLES:
        keys.extend(_article_keys(first + second))
    if hangul.is_syllable(first) and hangul.is_syllable(second):
        keys.extend([crc32(b"K" + key.encode()) for key in hangul.keys(first + second)])
    if chinese.is_syllable(first) and chinese.is_syllable(second):
        keys.extend(
            [
                crc32(b"C" + " ".join((*head, *tail)).encode())
                for head in _chinese(first)
                for tail in _chinese(second)
                if len(head) == len(tail) == 1
            ]
        )
    return keys


def _article_keys(word: str) -> list[int]:
    """The key of a word that may be written with its article, by its consonants: Al Basher, Albashir."""
    bones = skeleton(word)
    return [crc32(b"A" + bones.encode())] if len(bones) >= _ARTICLE_BONES else []


def joined_key(word: str) -> int:
    """The key of a word by its letters: by it a word itself is found, and neighbours that make it together."""
    return crc32(b"J" + word.encode())


def close(word: str, numbers: Iterable[int], spelling: Callable[[int], str]) -> list[int]:
    """Those of the words found with a letter left out that are close enough to agree.

    Two syllables of Korean or Chinese are never: another letter makes another name of one.

    Args:
        word: a word.
        numbers: of the words found.
        spelling: tells a word by its number.
    """
    size = len(word)
    may = _CLOSE if size >= _CLOSE_FROM else 1
    found: list[int] = []
    syllable = _syllable(word)
    for number in numbers:
        other = spelling(number)
        if syllable and _syllable(other):
            continue
        if -may <= len(other) - size <= may and distance(word, other, score_cutoff=may) <= may:
            found.append(number)
    return found


def _chinese(word: str) -> list[tuple[str, ...]]:
    if len(word) > _LONGEST_CHINESE:
        return []
    readings = chinese.syllables(word) | {(each,) for each in chinese.surname(word)}
    return sorted(readings)[:_MOST_READINGS] if readings else []


@lru_cache(maxsize=1 << 14)
def _syllable(word: str) -> bool:
    return monosyllable(word) and (hangul.is_syllable(word) or chinese.is_syllable(word))
