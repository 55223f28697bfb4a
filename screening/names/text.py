"""What a name looks like once case, accents, scripts, punctuation and tricks are out of the way.

Everything here is attacker-controlled: the work is bounded (:data:`MAX_LENGTH`, :data:`MAX_WORDS`), a
name beyond the bounds is an error and is never cut, and what was hidden in a name is told, not only
removed.
"""

from __future__ import annotations

import re
import unicodedata

import msgspec

from screening.errors import InputError, shown
from screening.names import romanise

__all__ = ["HIDDEN", "LEET", "MAX_LENGTH", "MAX_WORDS", "MIXED", "Text", "clean", "read"]

MAX_LENGTH = 512
"""The longest name accepted, in characters. The longest in the official lists has 384."""

MAX_WORDS = 64
"""The most words accepted in one name."""

HIDDEN = "hidden characters"
MIXED = "letters of another script mixed in"
LEET = "digits in place of letters"

_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHES = "'`´ʹʺʻʼʽʾʿˈˊˋ‘’‛′＇"
_DROPPED = {ord(mark): None for mark in _APOSTROPHES}
_ACRONYM = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.[ ]?){1,15}[^\W\d_](?:\.|(?![^\W_]))")
_LEET = re.compile(r"(?<=[a-z])[013457](?=[a-z])")
_LEET_LETTERS = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t"}
_LEET_SHORTEST = 4

# Letters that look alike: what a reader takes for the Latin letter on the right.
_LOOKALIKES = {
    ord(letter): latin
    for letters, latins in (
        ("АВЕЗКМНОРСТУХЅІЈԌԚԜҮ", "ABE3KMHOPCTYXSIJGQWY"),
        ("аеорсухѕіјԁԛԝһкмтвпг", "aeopcyxsijdqwhkmtbnr"),
        ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
        ("αβγεικνορτυχω", "aByeikvoptuxw"),
    )
    for letter, latin in zip(letters, latins, strict=True)
}
_REVERSED = {
    "Cyrillic": str.maketrans("ABEKMHOPCTXaeopcyxkmtIJSijs", "АВЕКМНОРСТХаеорсухкмтІЈЅіјѕ"),
    "Greek": str.maketrans("ABEZHIKMNOPTYXaoviup", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαονιυρ"),
}


class Text(msgspec.Struct, frozen=True, gc=False):
    """A name, read.

    Attributes:
        words: lower-case ASCII words in their order, never empty strings.
        notes: what was folded away and should be told (:data:`HIDDEN`, :data:`MIXED`, :data:`LEET`).
        bare: those of the words that come from a script that writes no short vowels.
        spelled: those of the words that come from another script than Latin.
    """

    words: tuple[str, ...]
    notes: tuple[str, ...] = ()
    bare: frozenset[str] = frozenset()
    spelled: frozenset[str] = frozenset()


def read(name: str) -> Text:
    r"""Read a name into comparable words.

    Raises:
        InputError: longer than 512 characters, or more than 64 words.

    >>> read("SA’ADI, Mansur al-").words
    ('saadi', 'mansur', 'al')
    >>> read("A.B.C. Company").words
    ('abc', 'company')
    >>> read("Ivan\u200b Petr\u043ev")  # doctest: +NORMALIZE_WHITESPACE
    Text(words=('ivan', 'petrov'), notes=('hidden characters', 'letters of another script mixed in'),
    bare=frozenset(), spelled=frozenset())
    """
    if len(name) > MAX_LENGTH:
        raise InputError(f"name of {len(name)} characters: at most {MAX_LENGTH} ({shown(name)})")
    notes: list[str] = []
    bare: set[str] = set()
    spelled: set[str] = set()
    words: list[str]
    if name.isascii():
        if not name.isprintable():
            name = _without_hidden(name, notes)
        words = _WORD.findall(_joined_initials(name.translate(_DROPPED)).lower())
    else:
        name = unicodedata.normalize("NFKC", _without_hidden(name, notes))
        name = _joined_initials(name.translate(_DROPPED))
        words = []
        for raw in _split(name):
            _romanised(raw, words, notes, bare, spelled)
    if len(words) > MAX_WORDS:
        raise InputError(f"name of {len(words)} words: at most {MAX_WORDS} ({shown(name)})")
    if _LEET.search(" ".join(words)):
        words = [_without_leet(word, notes) for word in words]
    return Text(tuple(words), tuple(dict.fromkeys(notes)), frozenset(bare), frozenset(spelled))


def clean(name: str) -> str:
    """The comparable form of a name: two names with the same form are the same string.

    Lower-case ASCII words with one space between them, in the order of the name. Cleaning twice is
    cleaning once. Empty if the name has neither letters nor digits.

    Raises:
        InputError: longer than 512 characters, or more than 64 words.

    >>> clean("  Łukasz  O’NEIL-Żak ")
    'lukasz oneil zak'
    >>> clean("김정은")
    'kim jong un'
    """
    return " ".join(read(name).words)


def _joined_initials(name: str) -> str:
    """``A.B.C.`` and ``A. B. C.`` become ``ABC``; a single ``A.`` stays."""
    if "." not in name:
        return name
    return _ACRONYM.sub(lambda found: re.sub(r"[. ]", "", found.group()) + " ", name)


def _without_leet(word: str, notes: list[str]) -> str:
    found = _LEET.findall(word)
    if not found or len(word) < _LEET_SHORTEST or len(found) * 3 > len(word):
        return word
    notes.append(LEET)
    return _LEET.sub(lambda digit: _LEET_LETTERS[digit.group()], word)


def _without_hidden(name: str, notes: list[str]) -> str:
    """Drop what a reader does not see; white space stays white space."""
    kept: list[str] = []
    for position, letter in enumerate(name):
        category = unicodedata.category(letter)
        if category not in {"Cc", "Cf", "Cs", "Co", "Cn"} and letter not in _BLANKS:
            kept.append(letter)
        elif letter.isspace():
            kept.append(" ")
        elif not _joiner_in_place(name, position):
            notes.append(HIDDEN)
    return "".join(kept)


_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufe00\ufe01\ufe0e\ufe0f")


def _joiner_in_place(name: str, position: int) -> bool:
    """Whether a zero-width (non-)joiner stands where Persian or Indian writing has it."""
    if name[position] not in "\u200c\u200d" or not 0 < position < len(name) - 1:
        return False
    return romanise.script(name[position - 1]) not in {"Latin", "Cyrillic", "Greek", ""}


def _split(name: str) -> list[str]:
    """Words of letters, marks and digits; everything else separates."""
    return "".join(letter if unicodedata.category(letter)[0] in "LNM" else " " for letter in name).split()


def _romanised(raw: str, words: list[str], notes: list[str], bare: set[str], spelled: set[str]) -> None:
    scripts = {script for script in map(romanise.script, raw) if script}
    if "Latin" in scripts and len(scripts) > 1:
        raw = _one_script(raw, scripts, notes)
        scripts = {script for script in map(romanise.script, raw) if script}
    found = _WORD.findall(romanise.latin(raw, scripts).translate(_DROPPED).lower())
    words.extend(found)
    if scripts - {"Latin"}:
        spelled.update(found)
    if scripts & {"Arabic", "Hebrew"}:
        bare.update(found)


def _one_script(raw: str, scripts: set[str], notes: list[str]) -> str:
    """A word of Latin and look-alike letters, written in the one script that it pretends to be."""
    for other in ("Cyrillic", "Greek"):
        if other not in scripts:
            continue
        notes.append(MIXED)
        foreign = sum(romanise.script(letter) == other for letter in raw)
        latin = sum(romanise.script(letter) == "Latin" for letter in raw)
        raw = raw.translate(_REVERSED[other] if foreign > latin else _LOOKALIKES)
    return raw
