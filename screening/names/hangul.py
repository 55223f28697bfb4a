"""Korean syllables: Hangul in Latin letters, and the Latin spellings that one syllable goes by.

Three systems are in use and none is used alone: the DPRK's own (1992), McCune-Reischauer (1939) and the Revised
Romanization of the Republic of Korea (2000), beside customary spellings of surnames (*Lee*, *Park*, *Choi*). So
a Latin syllable is read as the *set* of Korean syllables that it can stand for: ``jong`` is 정 or 종, ``jung``
is 정 or 중, ``un`` is 은 or 운. Two spellings can be the same name when their sets meet; ``un`` and ``on`` never
do.

Aspirated and tense consonants are not told apart (``ch'ŏl`` loses its mark everywhere), vowels are.
"""

from __future__ import annotations

from functools import lru_cache

__all__ = [
    "LONG_SURNAMES",
    "is_syllable",
    "keys",
    "readings",
    "same",
    "same_hangul",
    "spelled",
    "spells",
    "surname_first",
]

_FIRST, _LAST = 0xAC00, 0xD7A3
_JAMO_ONSETS = ("k", "k", "n", "t", "t", "r", "m", "p", "p", "s", "s", "", "c", "c", "c", "k", "t", "p", "h")
_JAMO_VOWELS = (
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae",
    "oe", "yo", "u", "weo", "we", "wi", "yu", "eu", "ui", "i",
)  # fmt: skip
_JAMO_CODAS = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l",
    "m", "p", "p", "t", "t", "g", "t", "t", "k", "t", "p", "t",
)  # fmt: skip
"""Onsets, vowels and codas of Hangul as the classes that a syllable is told by; ``g`` is ``ng``."""

# How the DPRK writes them.
_ONSETS = ("k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_VOWELS = (
    "a", "ae", "ya", "yae", "o", "e", "yo", "ye", "o", "wa", "wae",
    "oe", "yo", "u", "wo", "we", "wi", "yu", "u", "ui", "i",
)  # fmt: skip
_CODAS = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "l", "l",
    "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t",
)  # fmt: skip
_SURNAMES = {
    "이": "리", "임": "림", "유": "류", "노": "로", "양": "량", "여": "려", "염": "렴", "나": "라", "용": "룡",
    "육": "륙", "연": "련",
}  # fmt: skip
"""Surnames that the Republic of Korea writes without their first consonant, as the DPRK writes them."""
_KEPT = frozenset("양여염나용육연")  # other families bear these as well: they are spelled as written
LONG_SURNAMES = frozenset(("남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방"))

# Latin spellings, by the class of what they can stand for. Sources: the three systems; customary spellings as
# listed parties and holders of passports use them.
_LATIN_ONSETS = {
    "": "", "g": "k", "k": "k", "kk": "k", "kh": "k", "n": "n", "d": "t", "t": "t", "tt": "t", "th": "t",
    "r": "r", "l": "r", "rh": "r", "m": "m", "b": "p", "p": "p", "pp": "p", "ph": "p", "s": "s", "sh": "s",
    "ss": "s", "j": "c", "ch": "c", "jj": "c", "h": "h",
}  # fmt: skip
_LATIN_VOWELS = {
    "a": ("a",), "ah": ("a",), "ae": ("ae",), "ai": ("ae",), "ay": ("ae",), "e": ("e", "ae"),
    "eo": ("eo",), "o": ("o", "eo"), "oh": ("o",), "u": ("u", "eu", "eo"), "oo": ("u",), "ou": ("u", "eo"),
    "eu": ("eu",), "i": ("i",), "ee": ("i",),
    "wa": ("wa",), "wae": ("wae",), "oe": ("oe",), "oi": ("oe",), "we": ("we", "oe", "wae"), "wo": ("weo",),
    "weo": ("weo",), "wi": ("wi",), "ui": ("ui", "wi"), "eui": ("ui",), "woo": ("u",), "wu": ("u",),
    "ya": ("ya",), "yae": ("yae",), "yo": ("yo", "yeo"), "yeo": ("yeo",), "yu": ("yu", "yeo"),
    "you": ("yeo", "yu"), "yoo": ("yu",), "ye": ("ye",),
}  # fmt: skip
_OPEN = {"u": ("u", "eu"), "yu": ("yu",), "you": ("yu",)}
"""As above, where no consonant follows or none goes before: *Sung* can be 성, *Su* is no 서."""
_LATIN_CODAS = {
    "": "", "k": "k", "g": "k", "t": "t", "d": "t", "p": "p", "b": "p", "m": "m", "n": "n", "ng": "g",
    "l": "l", "r": "l",
}  # fmt: skip
_CUSTOMARY = {
    "oh": "o", "shin": "sin", "ahn": "an", "kwon": "kweon", "gwon": "kweon", "won": "weon",
    "yoon": "yun", "yun": "yun yeon", "joo": "cu", "ju": "cu ceu", "koo": "ku", "woo": "u", "moon": "mun",
    "suh": "seo", "chai": "cae", "geum": "keum", "kum": "keum kum keom", "hur": "heo", "huh": "heo", "park": "pak",
    "bahk": "pak", "baik": "paek", "paik": "paek", "um": "eom eum um", "uhm": "eom", "yi": "i ui", "i": "i",
    "hee": "hi hui", "hi": "hi hui", "cho": "co ceo", "jo": "co ceo", "no": "no neo ro", "noh": "no ro",
    "roh": "ro", "chwe": "coe cwe",
}  # fmt: skip
"""Spellings that are in use although no system has them."""
_SURNAME_CUSTOMS = {
    "lee": "ri", "yi": "ri", "li": "ri", "rhee": "ri", "ree": "ri", "ri": "ri", "i": "ri", "choi": "coe",
    "choe": "coe", "yoo": "ryu yu", "yu": "ryu yu", "ryu": "ryu yu", "lim": "rim", "im": "rim im", "rim": "rim im",
    "yang": "yag ryag", "ryang": "yag ryag", "yeom": "yeom ryeom", "yom": "yeom ryeom", "ryom": "yeom ryeom",
    "yeo": "yeo ryeo", "ryo": "yeo ryeo", "yo": "yeo ryeo", "na": "na ra", "ra": "na ra", "no": "no ro",
    "noh": "no ro", "ro": "no ro", "roh": "no ro", "yong": "yog ryog", "ryong": "yog ryog",
}  # fmt: skip
"""As above, for surnames: the Republic of Korea drops or changes the first consonant of some."""

_WIDE_VOWELS = {
    "eo": "o", "o": "o", "u": "o", "eu": "o", "ae": "e", "e": "e", "yo": "yo", "yeo": "yo", "yu": "yo",
    "ye": "yo", "yae": "yo", "oe": "we", "wae": "we", "we": "we", "wi": "i", "ui": "i", "weo": "wo",
}  # fmt: skip


def _wide(onset: str, vowel: str, coda: str) -> str:
    """One key for all syllables that any spelling confuses, so that an index can find them by it."""
    vowel = _WIDE_VOWELS.get(vowel, vowel)
    if onset in {"n", "r"}:
        onset = "" if vowel[0] in "iy" else "n"
    return f"{onset}{vowel}{coda}"


def _spellings() -> dict[str, tuple[frozenset[str], str]]:
    """Every spelling, with the classes that it can stand for and its wide key."""
    table: dict[str, tuple[frozenset[str], str]] = {}
    ready: dict[tuple[str, tuple[str, ...], str], tuple[frozenset[str], str]] = {}
    for onset, first in _LATIN_ONSETS.items():
        for vowel, vowels in _LATIN_VOWELS.items():
            if onset and vowel in {"woo", "wu"}:
                continue
            for coda, last in _LATIN_CODAS.items():
                if coda and vowel in {"ah", "ay", "oh"}:
                    continue
                told = vowels if coda and (onset or vowel[0] == "y") else _OPEN.get(vowel, vowels)
                key = first, told, last
                if key not in ready:
                    ready[key] = (
                        frozenset([first + each + last for each in told]),
                        _wide(first, told[0], last),
                    )
                table[onset + vowel + coda] = ready[key]
    wide = {told: key for classes, key in ready.values() for told in classes}
    for spelling, customary in _CUSTOMARY.items():
        told = tuple(customary.split())
        table[spelling] = frozenset(told), wide[told[0]]
    return table


_TABLE = _spellings()
_SPELLINGS = {spelling: classes for spelling, (classes, _) in _TABLE.items()}
_WIDE = {spelling: wide for spelling, (_, wide) in _TABLE.items()}
_SURNAME_CLASSES = {spelling: frozenset(told.split()) for spelling, told in _SURNAME_CUSTOMS.items()}
_LONGEST = max(map(len, _SPELLINGS))
_MOST = 3
_LETTERS = frozenset("abcdeghijklmnoprstuwy")


def is_syllable(word: str) -> bool:
    """Whether a Latin word is a spelling of exactly one Korean syllable."""
    return word in _SPELLINGS


@lru_cache(maxsize=1 << 15)
def readings(word: str) -> tuple[tuple[str, ...], ...]:
    """The ways to read a Latin word as one to three Korean syllables, each as its spellings.

    Empty if the word is not Korean-like.

    >>> readings("jongun")
    (('jon', 'gun'), ('jong', 'un'))
    >>> readings("smith")
    ()
    """
    size = len(word)
    if size > _MOST * _LONGEST or not _LETTERS.issuperset(word):
        return ()
    found: list[tuple[str, ...]] = [(word,)] if word in _SPELLINGS else []
    for cut in range(1, min(_LONGEST, size - 1) + 1):
        head = word[:cut]
        if head not in _SPELLINGS:
            continue
        if (tail := word[cut:]) in _SPELLINGS:
            found.append((head, tail))
        found.extend(
            [
                (head, word[cut:second], word[second:])
                for second in range(max(cut + 1, size - _LONGEST), min(cut + _LONGEST, size - 1) + 1)
                if word[cut:second] in _SPELLINGS and word[second:] in _SPELLINGS
            ]
        )
    return tuple(found)


def keys(word: str) -> frozenset[str]:
    """Keys that two spellings of one Korean name share, at least one; others may share them too.

    >>> sorted(keys("jeongeun") & keys("jungun"))
    ['cogon', 'conkon']
    """
    return frozenset("".join([_WIDE[syllable] for syllable in reading]) for reading in readings(word))


@lru_cache(maxsize=1 << 16)
def same(a: str, b: str, *, surname: bool = False) -> bool:
    """Whether two Latin words can spell the same Korean syllables.

    Args:
        a: a word.
        b: another.
        surname: both are surnames, which have spellings of their own.

    >>> same("cheol", "chul"), same("jong", "jung"), same("un", "on"), same("sang", "sung"), same("su", "so")
    (True, True, False, False, False)
    >>> same("lee", "yi", surname=True), same("lee", "yi")
    (True, False)
    """
    if surname and not _of_surname(a).isdisjoint(_of_surname(b)):
        return True
    return any(
        len(one) == len(other)
        and not any([_SPELLINGS[s].isdisjoint(_SPELLINGS[t]) for s, t in zip(one, other, strict=True)])
        for one in readings(a)
        for other in readings(b)
    )


def _of_surname(word: str) -> frozenset[str]:
    return _SURNAME_CLASSES.get(word) or _SPELLINGS.get(word, frozenset())


def _classes(syllable: str) -> str:
    rest, coda = divmod(ord(syllable) - _FIRST, 28)
    onset, vowel = divmod(rest, 21)
    return f"{_JAMO_ONSETS[onset]}{_JAMO_VOWELS[vowel]}{_JAMO_CODAS[coda]}"


def spelled(syllable: str) -> str:
    """A Hangul syllable in the DPRK's Latin letters; empty for any other character.

    >>> spelled("철"), spelled("혁"), spelled("x")
    ('chol', 'hyok', '')
    """
    if not _FIRST <= ord(syllable) <= _LAST:
        return ""
    rest, coda = divmod(ord(syllable) - _FIRST, 28)
    onset, vowel = divmod(rest, 21)
    return f"{_ONSETS[onset]}{_VOWELS[vowel]}{_CODAS[coda]}"


def surname_first(run: str) -> tuple[str, ...]:
    """The syllables of a Hangul name, the surname first and in the form of the DPRK (이 is 리).

    >>> surname_first("이영길"), surname_first("남궁민")
    (('리', '영', '길'), ('남', '궁', '민'))
    """
    head = run[0]
    if head not in _KEPT and run[:2] not in LONG_SURNAMES:
        head = _SURNAMES.get(head, head)
    return (head, *run[1:])


def same_hangul(a: str, b: str) -> bool:
    """Whether two Hangul syllables are the same, or the two countries' forms of one.

    >>> same_hangul("룡", "용"), same_hangul("은", "운")
    (True, False)
    """
    return a == b or _SURNAMES.get(a, a) == _SURNAMES.get(b, b)


@lru_cache(maxsize=1 << 15)
def spells(word: str, syllables: str, *, surname: bool = False) -> bool:
    """Whether a Latin word can spell the Hangul syllables.

    >>> spells("eun", "은"), spells("un", "은"), spells("on", "은"), spells("jungeun", "정은")
    (True, True, False, True)
    >>> spells("lee", "이", surname=True)
    True
    """
    if surname and not _SURNAME_CLASSES.get(word, frozenset()).isdisjoint(_told(syllables)):
        return True
    wanted = [_told(syllable) for syllable in syllables if _FIRST <= ord(syllable) <= _LAST]
    return any(
        len(reading) == len(wanted)
        and not any(
            _SPELLINGS[spelling].isdisjoint(classes) for spelling, classes in zip(reading, wanted, strict=True)
        )
        for reading in readings(word)
    )


def _told(syllable: str) -> set[str]:
    told = {_classes(syllable)}
    if syllable in _SURNAMES:
        told.add(_classes(_SURNAMES[syllable]))
    return told
