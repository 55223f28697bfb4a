"""What the spellings of one word have in common: the word without customary differences, or its consonants."""

from __future__ import annotations

import re
from functools import lru_cache

from screening.names.variants import VARIANTS

__all__ = ["DOUBLED", "fold", "monosyllable", "open_bones", "skeleton", "vowels_apart"]

DOUBLED = re.compile(r"(.)\1+")
"""A letter that stands more than once in a row."""
_LITERAL_FOLDS = (
    ("tsch", "ch"),
    ("shch", "sh"),
    ("sch", "sh"),
    ("tch", "ch"),
    ("tj", "ch"),
    ("ph", "f"),
    ("dzh", "j"),
    ("dj", "j"),
    ("w", "v"),
    ("ou", "u"),
    ("ks", "x"),
    ("q", "k"),
)
_LONG_FOLDS = tuple(
    (has, re.compile(pattern), with_)
    for has, pattern, with_ in (
        ("vi", r"[eiyj]*[ey]vi(?:ch|c)$", "evich"),
        ("ic", r"(?:(?<=[vdsz])ic|itsch)$", "ich"),
        ("enka", r"enka$", "enko"),
        ("sk", r"sk(?:aia|aja|aya|a)$", "skaia"),
        ("vn", r"[eiyj]*[ey]vna$", "evna"),
        ("v", r"[yij][eo]v(?=a?$)", "ev"),
        ("c", r"c(?=(?:ov|ev|in|yn)a?$|k(?:i[yj]?|y|a[yi]a|aja)$)|^c(?=[iy])", "ts"),
        ("", r"^[jyi](?=[aou])", "y"),
        ("zh", r"zh", "j"),
        ("kh", r"kh", "h"),
        ("u", r"(?<=[lnrst])[yij](?=u)", ""),
        ("j", r"(?<=[bdklmnprstv])j(?=[aeo])", "i"),
    )
)
"""For words of six letters and more, mostly Slavic: as :data:`_FOLDS`."""
_LONG_FROM = 6
_BELARUSIAN = ("au", "ou", "aw")  # Volkau is Volkov
_FOLDS = tuple(
    (has, re.compile(pattern), with_)
    for has, pattern, with_ in (
        ("ck", r"ck", "k"),
        ("e", r"^ye|^je(?=[^aeiouy])", "e"),
        ("ye", r"iyeh?$", "ia"),
        ("ieh", r"ieh$", "ia"),
        ("h", r"(?<=[aeiouytjd])h", ""),
        ("c", r"c(?=[aoulrkt]|$)", "k"),
        ("", r"e[eyij]|i[jy]|yi|y|(?<=[aeou])j", "i"),
        ("ie", r"(?<=[^aeiou])ie(?=[^aeiou]|$)", "i"),
    )
)
"""What a word must have for the pattern to be worth a try, the pattern, and what takes its place."""
_VOWEL_GROUP = re.compile(r"[aeiouy]+")
_DIGRAPHS = re.compile(r"kh|gh|sch|sh|th|dh|ph|dj|zh")
_DIGRAPH_LETTERS = {
    "kh": "x", "gh": "g", "sh": "S", "sch": "S", "th": "t", "dh": "d", "ph": "f", "dj": "j", "zh": "j",
}  # fmt: skip
_SHELL = str.maketrans("ckqpv", "kkkbf", "aeiouwy")
_KEPT = str.maketrans("ckqpv", "kkkbf")
_CONSONANT = re.compile("([^aeiouwy])")
_ALEF = frozenset("a")
_LONG_VOWELS = (
    (_ALEF, frozenset("aeo")),
    (frozenset("iy"), frozenset("iey")),
    (frozenset("uw"), frozenset("uow")),
)
"""What bare words write of long vowels, and the letters one of which stands for it in others."""
_MIDDLE = 5
_ENDING_FROM = 4  # letters of a word that may end in -i: Muhammadi is not Muhammad
_SERVANT_FROM = 7
_FAITH = re.compile(r"(?<=[a-z]{3})(?:[aeiou]+(?:dd[ei]+ne?|l?d[ei]+n)|eldine)$")
"""The end of *Nuruddin*, *Noureddine* and, joined, *Nour el-Din*."""
_FAITH_FROM = 7
_FAITH_ENDS = frozenset({"din", "den", "ine", "ene"})
_GOD = re.compile(r"(?<=[a-z]{3})[aou]+llah?$")
"""The end of *Abdullah*, *Abdallah* and *Amanollah*."""
_SYLLABLE = 5  # words of one vowel group up to this length are syllables


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """The word without the differences between customary romanisations.

    >>> fold("sergey") == fold("sergei") == fold("sergej")
    True
    >>> fold("hasan") == fold("hassan"), fold("coen") == fold("cohen"), fold("mark") == fold("marc")
    (True, True, True)
    """
    word = DOUBLED.sub(r"\1", _devout(VARIANTS.get(word, word).replace("ee", "i").replace("oo", "u")))
    if len(word) >= _SERVANT_FROM and word.startswith("abd") and word[3] in "aeiou":
        word = _servant(word)
    if word.endswith(_BELARUSIAN) and len(word) >= _MIDDLE:
        word = word[:-2] + "ov"
    for literal, with_ in _LITERAL_FOLDS:
        if literal in word:
            word = word.replace(literal, with_)
    if len(word) >= _LONG_FROM:
        for has, pattern, with_ in _LONG_FOLDS:
            if has in word:
                word = pattern.sub(with_, word)
    for has, pattern, with_ in _FOLDS:
        if has in word:
            word = pattern.sub(with_, word)
    return DOUBLED.sub(r"\1", word)


def _devout(word: str) -> str:
    """Names that end in *Allah* or *al-Din*, in one spelling of that end."""
    if word.endswith(("lla", "llah")):
        return _GOD.sub("ulah", word)
    if len(word) >= _FAITH_FROM and word[-3:] in _FAITH_ENDS:
        return _FAITH.sub("udin", word)
    return word


def _servant(word: str) -> str:
    """*Abdulrahman*, *Abdelrahman* and *Abdurrahman* without the article, which is spoken as it likes."""
    rest = word[4:]
    if rest[0] == "l" or rest[0] == rest[1]:
        rest = rest[1:]
    return f"abd{rest}"


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """The consonants of a word, as Arabic writes them; ``a`` stands for a first vowel, ``i`` for a last one.

    >>> skeleton("mahmoud"), skeleton("mhmwd"), skeleton("khalid") == skeleton("khld")
    ('mhmd', 'mhmd', True)
    """
    bones = _DIGRAPHS.sub(lambda found: _DIGRAPH_LETTERS[found.group()], word)
    bones = bones.translate(_SHELL).removesuffix("h")
    first = "a" if word[:1] in {"a", "e", "i", "o", "u"} else ""
    last = "i" if word[-1:] in {"i", "y"} and len(word) >= _ENDING_FROM else ""
    return first + DOUBLED.sub(r"\1", bones) + last


def vowels_apart(bare: str, word: str) -> bool:
    """Whether a long vowel that a bare word writes is another in the second word, which writes them all.

    >>> vowels_apart("hmidi", "hammada"), vowels_apart("hbab", "habib"), vowels_apart("saud", "saeed")
    (True, True, True)
    >>> vowels_apart("hmidi", "hamidi"), vowels_apart("fisl", "faysal"), vowels_apart("khald", "khalid")
    (False, False, False)
    """
    bones, written = _parted(bare)
    same, spoken = _parted(word)
    if bones != same:
        return False  # a consonant is left out or doubled: which vowel is which cannot be told
    for long, given, after in zip(written, spoken, bones[1:], strict=True):
        for letters, sounds in _LONG_VOWELS:
            mute = letters is _ALEF and (not given or after == "l")  # as in *Abd al-*, which is Abdul
            if not letters.isdisjoint(long) and sounds.isdisjoint(given) and not mute:
                return True
    return False


def _parted(word: str) -> tuple[list[str], list[str]]:
    """The consonants of a word, and what stands between each two of them."""
    letters = _DIGRAPHS.sub(lambda found: _DIGRAPH_LETTERS[found.group()], word)
    letters = DOUBLED.sub(r"\1", letters.translate(_KEPT))
    parts = _CONSONANT.split(letters)
    return parts[1::2], parts[2:-1:2]


def open_bones(word: str) -> str:
    """The skeleton with its last vowel open, and French *ch* as *sh*: what Arabic letters leave undecided.

    >>> open_bones("mousa") == open_bones("mwsi"), open_bones("chehabi") == open_bones("shhabi")
    (True, True)
    """
    return skeleton(word.replace("ch", "sh") if "ch" in word else word).removesuffix("i")


@lru_cache(maxsize=1 << 16)
def monosyllable(word: str) -> bool:
    """Whether the word is short and of one vowel group: ``chol``, ``zhang``, ``snow``."""
    return len(word) <= _SYLLABLE and len(_VOWEL_GROUP.findall(word)) <= 1
