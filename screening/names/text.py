"""What a name looks like once case, accents, scripts, punctuation and tricks are out of the way.

Everything here is attacker-controlled: the work is bounded (:data:`MAX_LENGTH`, :data:`MAX_WORDS`), a
name beyond the bounds is an error and is never cut, and what was hidden in a name is told, not only
removed.
"""

from __future__ import annotations

import re
import unicodedata

import msgspec
from anyascii import anyascii

from screening.errors import InputError, shown
from screening.names import scholarly
from screening.names.disguise import one_script, without_hidden, without_leet
from screening.names.romanise import Reading, readings
from screening.names.scripts import scripts

__all__ = ["MAX_LENGTH", "MAX_WORDS", "Text", "clean", "read"]

MAX_LENGTH = 512
"""The longest name accepted, in characters. The longest in the official lists has 384."""

MAX_WORDS = 64
"""The most words accepted in one name."""

_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHES = "'`´ʹʺʻʼʽʾʿˈˊˋ‘’‛′＇"
_DROPPED = {ord(mark): None for mark in _APOSTROPHES}
_ENCLOSED = {ord("㈜"): " 주식회사 ", ord("㈱"): " 株式会社 "}  # NFKC would make a bare letter in brackets of it
_LATIN = re.compile(r"[\x00-\u02af\u0300-\u036f\u1e00-\u1eff\u2000-\u206f]*")
_MOST_WORDS_READ = 16  # of a name with more than one reading: longer ones are no person's and no company's
_ACRONYM = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.[ ]?){1,15}[^\W\d_](?:\.|(?![^\W_]))")


class Text(msgspec.Struct, frozen=True, gc=False):
    """A name, read in one way.

    Attributes:
        words: lower-case ASCII words in their order, never empty strings.
        notes: what was folded away and should be told (:mod:`screening.names.disguise`).
        bare: those of the words that come from a script that writes no short vowels.
        spelled: those of the words that come from another script than Latin.
        translated: those of them that are no spelling but a translation.
        family: how many words stand before the comma of ``SURNAME, Given``; 0 if the name has none.
        hangul: for each word the Hangul syllable that it spells, or an empty string; empty if none does.
        others: the other ways to read it, the likelier first: a name in Han letters the Korean way, a Korean
            name in Cyrillic. They have no others of their own.
    """

    words: tuple[str, ...]
    notes: tuple[str, ...] = ()
    bare: frozenset[str] = frozenset()
    spelled: frozenset[str] = frozenset()
    translated: frozenset[str] = frozenset()
    family: int = 0
    hangul: tuple[str, ...] = ()
    others: tuple[Text, ...] = ()


def read(name: str) -> Text:
    r"""Read a name into comparable words.

    Raises:
        InputError: longer than 512 characters, or more than 64 words.

    >>> read("SA’ADI, Mansur al-").words
    ('saadi', 'mansur', 'al')
    >>> read("A.B.C. Company").words
    ('abc', 'company')
    >>> read("Ivan\u200b Petr\u043ev").notes
    ('hidden characters', 'letters of another script mixed in')
    >>> read("李哲").words, [other.words for other in read("李哲").others]
    (('li', 'zhe'), [('ri', 'chol')])
    """
    if len(name) > MAX_LENGTH:
        raise InputError(f"name of {len(name)} characters: at most {MAX_LENGTH} ({shown(name)})")
    notes: list[str] = []
    if name.isascii():
        if not name.isprintable():
            name = without_hidden(name, notes)
        if "'" in name or "`" in name:
            name = name.translate(_DROPPED)
        return _from_latin(_joined_initials(name), notes)
    return _from_unicode(name, notes)


def clean(name: str) -> str:
    """The comparable form of a name in its likeliest reading: what makes no difference is left aside.

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


def _from_latin(name: str, notes: list[str]) -> Text:
    words = _WORD.findall(name.lower())
    family = 0
    if "," in name:
        family = len(_WORD.findall(name[: name.index(",")].lower()))
    settled = _settled(words, notes, name)
    told = tuple(dict.fromkeys(notes)) if notes else ()
    return Text(settled, told, family=family if family < len(words) else 0)


def _settled(words: list[str], notes: list[str], name: str) -> tuple[str, ...]:
    if len(words) > MAX_WORDS:
        raise InputError(f"name of {len(words)} words: at most {MAX_WORDS} ({shown(name)})")
    return tuple(without_leet(words, notes))


def _joined_initials(name: str) -> str:
    """``A.B.C.`` and ``A. B. C.`` become ``ABC``; a single ``A.`` stays."""
    if "." not in name:
        return name
    name = " ".join(name.split())
    return _ACRONYM.sub(lambda found: re.sub(r"[. ]", "", found.group()) + " ", name)


def _from_unicode(name: str, notes: list[str]) -> Text:
    name = unicodedata.normalize("NFKC", without_hidden(name, notes).translate(_ENCLOSED))
    name = _joined_initials(name.translate(_DROPPED))
    if _LATIN.fullmatch(name):
        return _marked(name, notes)
    parts: list[tuple[str, frozenset[str]]] = []
    for word in _split(name):
        found = scripts(word)
        if "Latin" in found and len(found) > 1:
            word = one_script(word, found, notes)  # noqa: PLW2901 - as it pretends to be
            found = scripts(word)
        parts.append((word, found))
    first, *others = [_read(reading, notes, name) for reading in readings(parts)]
    if len(first.words) > _MOST_WORDS_READ:
        others = []
    told = tuple(dict.fromkeys(notes))
    others = list(dict.fromkeys(other for other in others if other != first))
    if "," in name and len(first.words) == len(parts):
        family = len(_split(name[: name.index(",")]))
        first = msgspec.structs.replace(first, family=family if family < len(parts) else 0)
    return msgspec.structs.replace(first, notes=told, others=tuple(others))


def _marked(name: str, notes: list[str]) -> Text:
    """Latin letters with marks: without them, and once more as what they stand for in names from Cyrillic."""
    first = _from_latin(anyascii(name).translate(_DROPPED), notes)
    sounds = scholarly.plain(name)
    if not sounds:
        return first
    other = _from_latin(anyascii(sounds).translate(_DROPPED), [])
    return first if other == first else msgspec.structs.replace(first, others=(other,))


def _read(reading: Reading, notes: list[str], name: str) -> Text:
    """One reading, its parts cleaned to words."""
    words: list[str] = []
    hangul: list[str] = []
    family = 0
    bare: set[str] = set()
    spelled: set[str] = set()
    translated: set[str] = set()
    for part in reading:
        found = without_leet(_WORD.findall(part.latin.translate(_DROPPED).lower()), notes)
        words.extend(found)
        hangul.extend([part.hangul if len(found) == 1 else ""] * len(found))
        if part.surname:
            family = len(words)
        if part.foreign:
            spelled.update(found)
        if part.translated:
            translated.update(found)
        if part.bare:
            bare.update(found)
    return Text(
        words=_settled(words, notes, name),
        bare=frozenset(bare),
        spelled=frozenset(spelled),
        translated=frozenset(translated),
        family=family if family < len(words) else 0,
        hangul=tuple(hangul) if any(hangul) else (),
    )


def _split(name: str) -> list[str]:
    """Words of letters, marks and digits; everything else separates."""
    return "".join(letter if unicodedata.category(letter)[0] in "LNM" else " " for letter in name).split()
