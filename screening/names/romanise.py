"""Other scripts in Latin letters, and the spellings that one Korean syllable goes by.

Most scripts go through ``anyascii``. Hangul is spelled by its own table, in the way of the DPRK, one
syllable a word (김정은 becomes ``kim jong un``); Han characters are read one by one in Mandarin. A few
business words in Han and Hangul are translated, since companies translate them too. :func:`syllables` tells
when two Latin spellings can be the same Korean syllables.

Sources of the Korean spellings: Revised Romanization (2000), McCune-Reischauer (1939), the DPRK's own
(1992), and customary spellings of surnames.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from anyascii import anyascii

__all__ = ["is_syllable", "latin", "script", "scripts", "syllables"]

_HANGUL_FIRST, _HANGUL_LAST = 0xAC00, 0xD7A3
_RANGES = (
    (0x41, 0x24F, "Latin"),
    (0x370, 0x3FF, "Greek"),
    (0x400, 0x52F, "Cyrillic"),
    (0x590, 0x5FF, "Hebrew"),
    (0x600, 0x6FF, "Arabic"),
    (0x750, 0x77F, "Arabic"),
    (0x1100, 0x11FF, "Hangul"),
    (0x1E00, 0x1EFF, "Latin"),
    (0x3400, 0x9FFF, "Han"),
    (_HANGUL_FIRST, _HANGUL_LAST, "Hangul"),
    (0xF900, 0xFAFF, "Han"),
    (0x20000, 0x323AF, "Han"),
)

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
    "이": "ri",
    "리": "ri",
    "임": "rim",
    "림": "rim",
    "유": "ryu",
    "류": "ryu",
    "노": "ro",
    "최": "choe",
}

_TERMS = {
    "股份有限公司": "joint stock company",
    "有限责任公司": "co ltd",
    "有限公司": "co ltd",
    "株式会社": "co ltd",
    "有限会社": "co ltd",
    "주식회사": "co ltd",
    "유한회사": "co ltd",
    "총회사": "general company",
    "회사": "company",
    "公司": "company",
    "集团": "group",
    "國際": "international",
    "国际": "international",
    "科技": "technology",
    "技术": "technology",
    "网络": "network",
    "網絡": "network",
    "贸易": "trading",
    "貿易": "trading",
    "进出口": "import export",
    "银行": "bank",
    "銀行": "bank",
    "软件": "software",
    "信息": "information",
    "무역": "trading",
    "은행": "bank",
    "기술": "technology",
    "그룹": "group",
}
_TERM = re.compile("|".join(sorted(_TERMS, key=lambda term: (-len(term), term))))
_TERMS_FROM = 4
_ARTICLE_FROM = 5


def script(letter: str) -> str:
    """The script of a letter, empty for digits, marks and scripts that need no care here.

    >>> script("д"), script("é"), script("김"), script("7")
    ('Cyrillic', 'Latin', 'Hangul', '')
    """
    code = ord(letter)
    if not letter.isalpha():
        return ""
    for first, last, name in _RANGES:
        if first <= code <= last:
            return name
    return "other"


def scripts(name: str) -> frozenset[str]:
    """The scripts of the letters of a name.

    >>> sorted(scripts("Kim 김 7"))
    ['Hangul', 'Latin']
    """
    return frozenset(filter(None, map(script, name)))


def latin(word: str, scripts: set[str]) -> str:
    """A word in Latin letters; syllables of Hangul and Han come apart.

    >>> latin("박철", {"Hangul"}), latin("Щукин", {"Cyrillic"})
    ('pak chol', 'Shchukin')
    >>> latin("银星网络科技有限公司", {"Han"})
    'Yin Xing network technology co ltd'
    """
    if not scripts & {"Hangul", "Han"}:
        return _arabic(word) if "Arabic" in scripts else anyascii(word)
    if len(word) >= _TERMS_FROM:
        word = _TERM.sub(lambda found: f" {_TERMS[found.group()]} ", word)
    return " ".join(_syllable_words(part) for part in word.split())


def _arabic(word: str) -> str:
    """The article apart, and a vowel for the letters that carry one at the beginning of a word."""
    if word.startswith("ال") and len(word) >= _ARTICLE_FROM:
        return f"al {_arabic(word[2:])}"
    return f"a{anyascii(word[1:])}" if word[0] in "عاأإآ" else anyascii(word)


def _syllable_words(part: str) -> str:
    if part.isascii():
        return part
    spelled = [_spelled(letter, first=position == 0) for position, letter in enumerate(part)]
    return " ".join("".join(spelled).split())


def _spelled(letter: str, *, first: bool) -> str:
    code = ord(letter)
    if _HANGUL_FIRST <= code <= _HANGUL_LAST:
        if first and letter in _SURNAMES:
            return f" {_SURNAMES[letter]} "
        rest, coda = divmod(code - _HANGUL_FIRST, 28)
        onset, vowel = divmod(rest, 21)
        return f" {_ONSETS[onset]}{_VOWELS[vowel]}{_CODAS[coda]} "
    if script(letter) == "Han":
        return f" {anyascii(letter)} "
    return anyascii(letter)


# Latin spellings of Korean syllables, each on the class that it is compared by. The classes are wide on
# purpose where the romanisations overlap: ŏ is written o, u, eo; ŭ is written u, eu; and so on.
_ONSET_CLASSES = {
    "": "", "g": "k", "k": "k", "kk": "k", "n": "n", "d": "t", "t": "t", "tt": "t", "r": "r", "l": "r",
    "rh": "r", "m": "m", "b": "p", "p": "p", "pp": "p", "ph": "p", "s": "s", "sh": "s", "ss": "s",
    "j": "c", "ch": "c", "jj": "c", "h": "h", "th": "t", "kh": "k",
}  # fmt: skip
_VOWEL_CLASSES = {
    "a": "a", "ah": "a", "ae": "e", "e": "e", "ay": "e", "o": "o", "u": "o", "eo": "o", "eu": "o", "oo": "o",
    "ou": "o", "i": "i", "ee": "i", "wa": "wa", "oe": "we", "oi": "we", "we": "we", "wae": "we", "wo": "wo",
    "weo": "wo", "wi": "wi", "ui": "wi", "eui": "wi", "ya": "ya", "yo": "yo", "yeo": "yo", "yu": "yo",
    "you": "yo", "yoo": "yo", "ye": "ye", "yae": "ye", "woo": "o", "wu": "o",
}  # fmt: skip
_CODA_CLASSES = {
    "": "", "k": "k", "g": "k", "t": "t", "d": "t", "p": "p", "b": "p", "m": "m", "n": "n", "ng": "g", "l": "l",
    "r": "l",
}  # fmt: skip
_CUSTOMARY = {
    "lee": "ri", "yi": "ri", "li": "ri", "ri": "ri", "rhee": "ri", "ree": "ri", "park": "pak", "pak": "pak",
    "bak": "pak", "choi": "cwe", "choe": "cwe", "chwe": "cwe", "noh": "ro", "roh": "ro", "ryu": "ryo",
    "yoo": "ryo", "yu": "ryo", "lim": "rim", "rim": "rim", "im": "rim", "jo": "co", "cho": "co", "oh": "o",
    "kwon": "kwon", "gwon": "kwon", "shin": "sin", "sin": "sin", "hur": "ho", "heo": "ho", "ho": "ho",
    "jun": "con", "jeon": "con",
}  # fmt: skip


def _spellings() -> dict[str, str]:
    table: dict[str, str] = {}
    for onset, first in _ONSET_CLASSES.items():
        for vowel, middle in _VOWEL_CLASSES.items():
            for coda, last in _CODA_CLASSES.items():
                if coda and vowel in {"ah", "ay"}:
                    continue
                table[onset + vowel + coda] = first + middle + last
    table.update(_CUSTOMARY)
    return table


_SYLLABLES = _spellings()
_LONGEST = max(map(len, _SYLLABLES))
_MOST = 3
_LETTERS = re.compile(r"[abdeghijklmnoprstuwy]*(?:ch[abdeghijklmnoprstuwy]*)*")


@lru_cache(maxsize=1 << 16)
def syllables(word: str) -> frozenset[tuple[str, ...]]:
    """The readings of a Latin word as one to three Korean syllables; none if it is not Korean-like.

    Two words whose readings meet can be spellings of the same Korean name.

    >>> syllables("cheol") & syllables("chul") != frozenset()
    True
    >>> syllables("sang") & syllables("sung")
    frozenset()
    >>> syllables("smith")
    frozenset()
    """
    if len(word) > _MOST * _LONGEST or not _LETTERS.fullmatch(word):
        return frozenset()
    return frozenset(_readings(word))


def is_syllable(word: str) -> bool:
    """Whether a Latin word is a spelling of exactly one Korean syllable."""
    return word in _SYLLABLES


def _readings(word: str) -> Iterator[tuple[str, ...]]:
    """The word as one, two and three syllables, in loops because an index asks this of every word."""
    size = len(word)
    if (whole := _SYLLABLES.get(word)) is not None:
        yield (whole,)
    for cut in range(1, min(_LONGEST, size - 1) + 1):
        head = _SYLLABLES.get(word[:cut])
        if head is None:
            continue
        if (tail := _SYLLABLES.get(word[cut:])) is not None:
            yield head, tail
        for second in range(max(cut + 1, size - _LONGEST), min(cut + _LONGEST, size - 1) + 1):
            middle = _SYLLABLES.get(word[cut:second])
            if middle is not None and (last := _SYLLABLES.get(word[second:])) is not None:
                yield head, middle, last
