"""Two words of two names: whether they agree, how well, and why.

All rules are about spelling and sound, none about a list. The answers are cached per pair of words, since
the words of names repeat.
"""

from __future__ import annotations

from functools import lru_cache

import jellyfish
from rapidfuzz.distance import OSA

from screening.names import business_words, chinese, hangul
from screening.names.spelling import DOUBLED, fold, monosyllable, skeleton
from screening.names.variants import SHORT_NAMES, VARIANTS, given

__all__ = [
    "ABBREVIATION",
    "CONTRADICTING",
    "EQUAL",
    "FURTHEST",
    "INITIAL",
    "JOINED",
    "MISSING",
    "REACH",
    "ROMANISATION",
    "SOUND",
    "SPELLING",
    "TRANSLATION",
    "UNLIKE",
    "Likeness",
    "agree",
    "consonants",
    "is_syllable",
    "slip",
]

Likeness = tuple[float, str]
"""A score in 0..1 and its reason; a score of 0 means that the words contradict each other."""

EQUAL = "equal"
SPELLING = "spelling"
"""A slip of the pen: a character differs, is left out, or two are swapped."""
SOUND = "sound"
"""Customary variants of one word: *Sergey* and *Sergei*, *Hasan* and *Hassan*."""
ROMANISATION = "romanisation"
"""Two ways to write one word of another script in Latin letters."""
TRANSLATION = "translation"
INITIAL = "initial"
JOINED = "joined"
ABBREVIATION = "abbreviation"
MISSING = "missing"
CONTRADICTING = "contradicting"

_NONE: Likeness = (0.0, "")
_ROMANISED = 0.9
_BARELY = 0.55
"""Too little beside one other word, enough beside two."""

UNLIKE = frozenset(VARIANTS) | frozenset(SHORT_NAMES)
"""Words that agree with some that look nothing like them."""
REACH = (0, 1, 1, 2, 2, 2, 3, 3, 3, 4)
"""By the length of the longer word: words further apart than this (edits of one character) never agree.

The last is for all longer words.
"""
FURTHEST = len(REACH) - 1

_NO_VOWELS = str.maketrans("", "", "aeiouy")
_GENDERED = ({"a", "o"}, {"e", "o"})
_FEMININE = frozenset({"a", "ia", "ne", "le"})
_FAMILY_ENDINGS = ("ov", "ev", "in", "yn", "sk")
_SHORT = 3  # up to here every letter counts
_MIDDLE = 5  # up to here one error is tolerated, at a cost
_LONG_WORD = 6  # from here an organisation may be spelled as Korean is
_LONG = 8  # from here two errors
_MOST_ERRORS = 3
_LONGEST = 12  # from here three


def _swapped(a: str, b: str) -> bool:
    """Whether two neighbouring letters changed places, and that gave no other syllable of East Asia."""
    place = next(at for at, (one, other) in enumerate(zip(a, b, strict=True)) if one != other)
    swapped = a[:place] + a[place + 1 : place + 2] + a[place] + a[place + 2 :]
    return swapped == b and len(a) >= _SHORT and not (is_syllable(a) and is_syllable(b))


def is_syllable(word: str) -> bool:
    """Whether a word is a syllable of Korean or Chinese, where another letter makes another name."""
    return hangul.is_syllable(word) or chinese.is_syllable(word)


@lru_cache(maxsize=1 << 17)
def agree(a: str, b: str, person: bool, korean: bool) -> Likeness:
    """How well two words agree.

    Args:
        a: a word as :func:`screening.names.text.read` gives it.
        b: another.
        person: words of a person's name; else of an organisation, ship or thing.
        korean: both names read as Korean, so that Korean spelling variants count.

    >>> agree("usama", "osama", True, False)[0] > 0.8
    True
    >>> agree("min", "man", True, True)
    (0.0, '')
    >>> agree("chol", "cheol", True, True)
    (0.9, 'romanisation')
    """
    if a == b:
        return 1.0, EQUAL
    if not person and business_words.kind(a) == "place" == business_words.kind(b):
        return _NONE
    if not (a.isalpha() and b.isalpha()):
        same = a.isdigit() and b.isdigit() and a.lstrip("0") == b.lstrip("0") != ""
        return (1.0, EQUAL) if same else _NONE
    if person and len(a) == len(b) and _swapped(a, b):
        return (0.84 if len(a) > _SHORT else _BARELY), SPELLING
    if korean or (not person and min(len(a), len(b)) >= _LONG_WORD):
        if hangul.same(a, b):
            return _ROMANISED, ROMANISATION
        if korean and hangul.readings(a) and hangul.readings(b):
            doubled = DOUBLED.sub(r"\1", a) == DOUBLED.sub(r"\1", b)
            return (0.9, SPELLING) if doubled else _NONE
    return _spelled(a, b, person=person)


def _spelled(a: str, b: str, *, person: bool) -> Likeness:
    """How well two words agree by their letters."""
    if person and a in VARIANTS and b in VARIANTS:
        return (0.96, SOUND) if VARIANTS[a] == VARIANTS[b] else _NONE
    reach = REACH[min(max(len(a), len(b)), FURTHEST)]
    distance = OSA.distance(a, b, score_cutoff=reach)
    if distance > reach and a not in UNLIKE and b not in UNLIKE:
        return _NONE
    folded_a, folded_b = fold(a), fold(b)
    if folded_a == folded_b:
        return (0.96, SOUND) if len(folded_a) > 1 else _NONE
    if person and (a in SHORT_NAMES or b in SHORT_NAMES) and fold(given(a)) == fold(given(b)):
        return 0.9, ABBREVIATION
    if person and (_gendered(folded_a, folded_b) or _gendered(a, b)):
        return _BARELY, SPELLING
    if distance > 1 and min(len(folded_a), len(folded_b)) >= _LONG_WORD - 1:
        distance = min(distance, OSA.distance(folded_a, folded_b, score_cutoff=_MOST_ERRORS))
    return _edited(a, b, distance, person=person)


def _edited(a: str, b: str, distance: int, *, person: bool) -> Likeness:
    size = max(len(a), len(b))
    if distance > _MOST_ERRORS or abs(len(a) - len(b)) > _MOST_ERRORS:
        return _NONE
    if size <= _SHORT:
        left_out = size == _SHORT and not person and len(a) != len(b) and distance == 1
        return (0.6, SPELLING) if left_out else _NONE
    if monosyllable(a) and monosyllable(b):
        return _edited_syllable(a, b, size, distance, person=person)
    if distance == 1 and a[-1] == b[-1] and len(consonants(a)) > 1 and consonants(a) == consonants(b):
        return 0.9, SOUND
    if distance == 1:
        if _starts_apart(a, b):
            return _BARELY if person else 0.7, SPELLING
        if person and size == len(a) == len(b) < _MIDDLE:
            return _BARELY, SPELLING  # Mary and Mark
        return 0.92 if size > _MIDDLE else 0.84, SPELLING
    if distance < _MOST_ERRORS:
        vowels = consonants(a) == consonants(b)
        if size < _LONG and not (size > _MIDDLE and (vowels or _sound_alike(a, b))):
            return _NONE
        if _starts_apart(a, b) or (person and not vowels):
            return _BARELY, SPELLING
        return 0.8, SPELLING
    return (0.8, SPELLING) if size >= _LONGEST and not _starts_apart(a, b) else _NONE


def _edited_syllable(a: str, b: str, size: int, distance: int, *, person: bool) -> Likeness:
    """Short words of one vowel group: with another letter they are mostly other names."""
    if distance != 1:
        return _NONE
    if not person:
        kept = sorted(a) == sorted(b) or len(a) != len(b) or skeleton(a) == skeleton(b)
        meant = bool(business_words.kind(a)) != bool(business_words.kind(b))  # a business word, misspelt
        return (0.6 if not kept and not meant else 0.8 if size >= _MIDDLE else 0.78), SPELLING
    if is_syllable(a) and is_syllable(b):
        return _NONE
    if sorted(a) == sorted(b) or skeleton(a) == skeleton(b):
        return 0.8, SPELLING
    return (0.7, SPELLING) if len(a) != len(b) and not _starts_apart(a, b) else _NONE


def slip(a: str, b: str) -> bool:
    """Whether short words differ by one letter left out or two swapped, and are no two syllables of East Asia.

    >>> slip("raul", "rau"), slip("chol", "chong"), slip("1", "12")
    (True, False, False)
    """
    if not (a.isalpha() and b.isalpha()) or max(len(a), len(b)) < _SHORT or min(len(a), len(b)) < _SHORT - 1:
        return False
    if len(a) == len(b) and sorted(a) != sorted(b):
        return False
    if is_syllable(a) and is_syllable(b):
        return False
    return OSA.distance(a, b, score_cutoff=1) <= 1


def consonants(word: str) -> str:
    """The word without its vowels, *y* among them, and without doubled letters."""
    return DOUBLED.sub(r"\1", word.translate(_NO_VOWELS))


def _gendered(a: str, b: str) -> bool:
    """``Mario`` and ``Maria``, ``Daniel`` and ``Daniela`` are two people; ``Petrov`` and ``Petrova`` share one."""
    if len(a) == len(b):
        return a[:-1] == b[:-1] and {a[-1], b[-1]} in _GENDERED
    short, long = (a, b) if len(a) < len(b) else (b, a)
    return long.startswith(short) and long[len(short) :] in _FEMININE and not short.endswith(_FAMILY_ENDINGS)


def _starts_apart(a: str, b: str) -> bool:
    """Whether the first letters differ as no slip of the pen does it: another consonant, not a swap."""
    if a[0] == b[0] or (a[0] in "aeiouy" and b[0] in "aeiouy"):
        return False
    return not (a[1:2] == b[0] or b[1:2] == a[0])


def _sound_alike(a: str, b: str) -> bool:
    return jellyfish.metaphone(a) == jellyfish.metaphone(b)
