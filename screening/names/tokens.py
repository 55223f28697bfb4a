"""Two words of two names: whether they agree, how well, and why.

All rules are about spelling and sound, none about a list. The answers are cached per pair of words, since
the words of names repeat.
"""

from __future__ import annotations

import re
from functools import lru_cache

import jellyfish
from rapidfuzz.distance import OSA

from screening.names.romanise import is_syllable, syllables

__all__ = ["EXACT", "KOREAN", "Likeness", "agree", "fold", "monosyllable", "skeleton", "slip"]

Likeness = tuple[float, str]
"""A score in 0..1 and its reason; a score of 0 means that the words contradict each other."""

EXACT = "same word"
_TYPO = "one character differs"
KOREAN = "spellings of the same Korean syllables"
_NONE: Likeness = (0.0, "")

_VARIANTS = {
    "ibn": "bin", "ben": "bin", "el": "al", "ul": "al", "abou": "abu", "mohd": "muhamad", "md": "muhamad",
    "muhd": "muhamad", "mohammad": "muhamad", "mohammed": "muhamad", "mohamed": "muhamad", "mohamad": "muhamad",
    "muhammad": "muhamad", "muhammed": "muhamad", "muhamed": "muhamad", "mehmed": "muhamad", "mehmet": "muhamad",
    "bill": "william", "bob": "robert", "dick": "richard", "jim": "james", "jack": "john", "sasha": "aleksandr",
    "kolya": "nikolai", "misha": "mikhail", "volodya": "vladimir", "ivan": "ivan", "yusuf": "yusuf",
    "joseph": "yusuf", "yousef": "yusuf", "youssef": "yusuf", "yosef": "yusuf", "yusef": "yusuf",
    "co": "company", "gen": "general", "intl": "international", "int": "international", "tech": "technology",
    "technologies": "technology", "bros": "brothers", "mfg": "manufacturing", "dept": "department",
    "centre": "center", "organisation": "organization", "corp": "corporation", "ind": "industry",
    "industries": "industry", "industrial": "industry", "trade": "trading", "enterprises": "enterprise",
    "systems": "system", "services": "service", "networks": "network", "solutions": "solution",
}  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_LITERAL_FOLDS = (
    ("ph", "f"),
    ("dzh", "j"),
    ("dj", "j"),
    ("w", "v"),
    ("ou", "u"),
    ("ks", "x"),
    ("ck", "k"),
    ("q", "k"),
)
_FOLDS = tuple(
    (has, re.compile(pattern), with_)
    for has, pattern, with_ in (
        ("e", r"^ye|^je(?=[^aeiouy])", "e"),
        ("ch", r"shch|sch|tch", "sh"),
        ("h", r"(?<=[aeiouytjd])h", ""),
        ("c", r"c(?=[aoulrkt]|$)", "k"),
        ("", r"e[eyij]|i[jy]|yi|y|(?<=[aeou])j", "i"),
        ("ie", r"(?<=[^aeiou])ie(?=[^aeiou]|$)", "i"),
    )
)
"""What a word must have for the pattern to be worth a try, the pattern, and what takes its place."""
_VOWEL_GROUP = re.compile(r"[aeiouy]+")
_DIGIT = re.compile(r"[0-9]")
_DIGRAPHS = re.compile(r"kh|gh|sch|sh|th|dh|ph|dj|zh")
_DIGRAPH_LETTERS = {
    "kh": "x", "gh": "g", "sh": "c", "sch": "c", "th": "t", "dh": "d", "ph": "f", "dj": "j", "zh": "j",
}  # fmt: skip
_SHELL = str.maketrans("ckqpv", "kkkbf", "aeiouwy")

_SHORT = 3  # up to here every letter counts
_MIDDLE = 5  # up to here one error is tolerated, at a cost
_LONG = 8  # from here two errors
_LONGEST = 12  # from here three
_SYLLABLE = 5  # words of one vowel group up to this length are syllables


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """The word without the differences between customary romanisations.

    >>> fold("sergey") == fold("sergei") == fold("sergej")
    True
    >>> fold("hasan") == fold("hassan"), fold("coen") == fold("cohen"), fold("mark") == fold("marc")
    (True, True, True)
    """
    word = _DOUBLED.sub(r"\1", _VARIANTS.get(word, word))
    for literal, with_ in _LITERAL_FOLDS:
        word = word.replace(literal, with_)
    for has, pattern, with_ in _FOLDS:
        if has in word:
            word = pattern.sub(with_, word)
    return _DOUBLED.sub(r"\1", word)


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """The consonants of a word, as Arabic and Hebrew write them; ``a`` in front for a first vowel.

    >>> skeleton("mahmoud"), skeleton("mhmwd"), skeleton("khalid") == skeleton("khld")
    ('mhmd', 'mhmd', True)
    """
    bones = _DIGRAPHS.sub(lambda found: _DIGRAPH_LETTERS[found.group()], word)
    bones = bones.translate(_SHELL).removesuffix("h")
    return ("a" if word[:1] in {"a", "e", "i", "o", "u"} else "") + _DOUBLED.sub(r"\1", bones)


@lru_cache(maxsize=1 << 16)
def monosyllable(word: str) -> bool:
    """Whether the word is short and of one vowel group: ``chol``, ``zhang``, ``snow``."""
    return len(word) <= _SYLLABLE and len(_VOWEL_GROUP.findall(word)) <= 1


@lru_cache(maxsize=1 << 18)
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
    (0.97, 'spellings of the same Korean syllables')
    """
    if a == b:
        return 1.0, EXACT
    if a > b:
        a, b = b, a
    if _DIGIT.search(a) or _DIGIT.search(b):
        if a.isdigit() and b.isdigit() and a.lstrip("0") == b.lstrip("0") != "":
            return 1.0, "same number"
        return _NONE
    if korean:
        reading_a, reading_b = syllables(a), syllables(b)
        if reading_a & reading_b:
            return 0.97, KOREAN
        if monosyllable(a) and monosyllable(b) and reading_a and reading_b:
            doubled = _DOUBLED.sub(r"\1", a) == _DOUBLED.sub(r"\1", b)
            return (0.9, "a letter doubled") if doubled else _NONE
    folded_a, folded_b = fold(a), fold(b)
    if folded_a == folded_b:
        return (0.95, "customary spelling variant") if len(folded_a) > 1 else _NONE
    return _edited(a, b, folded_a, folded_b, person=person)


def _edited(a: str, b: str, folded_a: str, folded_b: str, *, person: bool) -> Likeness:
    size = max(len(a), len(b))
    distance = min(OSA.distance(a, b, score_cutoff=3), OSA.distance(folded_a, folded_b, score_cutoff=3) or 1)
    if size == _SHORT and not person and len(a) != len(b) and distance == 1:
        return 0.6, "one letter left out"
    if size <= _SHORT or distance > 3 or abs(len(a) - len(b)) > 3:  # noqa: PLR2004
        return _NONE
    if monosyllable(a) and monosyllable(b):
        dropped = not person and size >= _MIDDLE and len(a) != len(b) and distance == 1
        return (0.8, "one character left out") if dropped else _NONE
    same_consonants = skeleton(a) == skeleton(b) and len(skeleton(a)) > 1
    if same_consonants and _gendered(a, b):
        return 0.5, "the endings differ"
    if distance == 1:
        score = 0.92 if size > _MIDDLE else 0.9 if same_consonants else 0.84
        reason = "vowels differ" if same_consonants else _TYPO
        return (score - 0.2, reason) if _starts_apart(a, b) else (score, reason)
    if distance == 2:  # noqa: PLR2004
        if size >= _LONG or (size > _MIDDLE and (same_consonants or _sound_alike(a, b))):
            return (0.65, "two characters differ") if _starts_apart(a, b) else (0.85, "two characters differ")
        return _NONE
    return (0.8, "three characters differ") if size >= _LONGEST and not _starts_apart(a, b) else _NONE


def slip(a: str, b: str) -> bool:
    """Whether short words differ by one letter left out or two swapped, and are no two Korean syllables.

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


def _gendered(a: str, b: str) -> bool:
    """``Mario`` and ``Maria`` are two people."""
    return len(a) == len(b) and a[:-1] == b[:-1] and {a[-1], b[-1]} <= {"a", "o"}


def _starts_apart(a: str, b: str) -> bool:
    """Whether the first letters differ as no slip of the pen does it: another consonant, not a swap."""
    if a[0] == b[0] or (a[0] in "aeiouy" and b[0] in "aeiouy"):
        return False
    return not (a[1:2] == b[0] or b[1:2] == a[0])


def _sound_alike(a: str, b: str) -> bool:
    return jellyfish.metaphone(a) == jellyfish.metaphone(b)
