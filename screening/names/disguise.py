"""What is hidden in a name: characters that a reader does not see, letters of another script, digits for letters.

Each trick is folded away *and* told, since an honest name has none of them.
"""

from __future__ import annotations

import re
import unicodedata

from screening.names.scripts import script

__all__ = ["HIDDEN", "LEET", "MIXED", "one_script", "without_hidden", "without_leet"]

HIDDEN = "hidden characters"
MIXED = "letters of another script mixed in"
LEET = "digits in place of letters"

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
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufe00\ufe01\ufe0e\ufe0f")


def without_leet(words: list[str], notes: list[str]) -> list[str]:
    """Words with digits between letters read as the letters that they stand for.

    >>> without_leet(["ig0r", "b2b", "r2d2"], [])
    ['igor', 'b2b', 'r2d2']
    """
    if not _LEET.search(" ".join(words)):
        return words
    return [_without_leet(word, notes) for word in words]


def _without_leet(word: str, notes: list[str]) -> str:
    found = _LEET.findall(word)
    if not found or len(word) < _LEET_SHORTEST or len(found) * 3 > len(word):
        return word
    notes.append(LEET)
    return _LEET.sub(lambda digit: _LEET_LETTERS[digit.group()], word)


def without_hidden(name: str, notes: list[str]) -> str:
    """Drop what a reader does not see; white space stays white space."""
    if name.isprintable():  # no Cc, Cf, Cs, Co, Cn; the blanks that count as letters or marks remain
        if _BLANKS.isdisjoint(name):
            return name
        notes.append(HIDDEN)
        return "".join([letter for letter in name if letter not in _BLANKS])
    kept: list[str] = []
    for position, letter in enumerate(name):
        if unicodedata.category(letter) not in _UNSEEN and letter not in _BLANKS:
            kept.append(letter)
        elif letter.isspace():
            kept.append(" ")
        elif not _joiner_in_place(name, position):
            notes.append(HIDDEN)
    return "".join(kept)


def _joiner_in_place(name: str, position: int) -> bool:
    """Whether a zero-width (non-)joiner stands where Persian or Indian writing has it."""
    if name[position] not in "\u200c\u200d" or not 0 < position < len(name) - 1:
        return False
    return script(name[position - 1]) not in {"Latin", "Cyrillic", "Greek", ""}


def one_script(word: str, scripts: frozenset[str], notes: list[str]) -> str:
    """A word of Latin and look-alike letters, written in the one script that it pretends to be."""
    for other in ("Cyrillic", "Greek"):
        if other not in scripts:
            continue
        notes.append(MIXED)
        foreign = sum(script(letter) == other for letter in word)
        latin = sum(script(letter) == "Latin" for letter in word)
        word = word.translate(_REVERSED[other] if foreign > latin else _LOOKALIKES)
    return word
