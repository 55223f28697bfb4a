"""Names in other scripts, in Latin letters: every way to read them that is in use.

A name in Han letters can be a Chinese one or a Korean one, a name in Cyrillic can spell a Korean one; both
readings are right until they are compared. Hangul, Han, Cyrillic and Arabic have rooms of their own;
other scripts go through ``anyascii``. Business words in Han and Hangul are translated, since companies translate
them too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

import msgspec
from anyascii import anyascii

from screening.names import arabic, business_words, cyrillic, han, hangul
from screening.names.scripts import script

__all__ = ["Part", "Reading", "readings"]

_MOST = 4
"""The most readings of one name."""
_NAME = 4
"""Han and Hangul names of persons have at most this many letters."""
_RUN = re.compile(
    r"[\uac00-\ud7a3]+|[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]+|[^\uac00-\ud7a3\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]+"
)


class Part(msgspec.Struct, frozen=True, gc=False):
    """A piece of a name in Latin letters.

    Attributes:
        latin: one or more words.
        hangul: the Hangul syllable that it spells, if it does.
        foreign: it was written in another script.
        translated: it is what the written word means.
        surname: it is a surname, which stands first in this script.
        bare: it was written in a script without short vowels, and is no word of which everybody knows them.
    """

    latin: str
    hangul: str = ""
    surname: bool = False
    foreign: bool = False
    translated: bool = False
    bare: bool = False


Reading = tuple[Part, ...]


def readings(words: Sequence[tuple[str, frozenset[str]]]) -> list[Reading]:
    """The ways to read a name, the likeliest first; at least one, and at most four.

    Args:
        words: the words of the name as written, each with the scripts of its letters.
    """
    chunks: list[tuple[Reading, ...]] = []
    for kind, group in groupby(words, key=_kind):
        written = [word for word, _ in group]
        if kind == "East Asian":
            chunks.extend(_east_asian(written))
        elif kind == "Cyrillic":
            chunks.append(tuple(_foreign(reading) for reading in cyrillic.readings(tuple(written))))
        elif kind == "Arabic":
            chunks.append(tuple(_foreign(reading, bare=True) for reading in arabic.readings(tuple(written))))
        else:
            foreign, bare = kind not in {"Latin", ""}, kind == "Hebrew"
            chunks.append((tuple(Part(anyascii(word), foreign=foreign, bare=bare) for word in written),))
    return _in_step(chunks)


def _kind(word: tuple[str, frozenset[str]]) -> str:
    found = word[1]
    if found & {"Han", "Hangul"}:
        return "East Asian"
    return next(iter(found)) if len(found) == 1 else "other" if found else ""


def _foreign(words: Sequence[str], *, bare: bool = False) -> Reading:
    return tuple([Part(word, foreign=True, bare=bare and word not in arabic.VOWELLED) for word in words])


def _east_asian(words: Sequence[str]) -> Iterator[tuple[Reading, ...]]:
    """Runs of Han, of Hangul and of anything else; a short name written apart (李 哲) is one run."""
    if len(words) > 1 and sum(map(len, words)) <= _NAME and all(_is_han(word) for word in words):
        words = ["".join(words)]
    first = True
    for word in words:
        for run in _RUN.findall(word):
            if hangul.spelled(run[0]):
                yield _hangul(run, first=first)
            elif script(run[0]) == "Han":
                yield _han(run)
            else:
                yield ((Part(anyascii(run), foreign=True),),)
            first = False


def _is_han(word: str) -> bool:
    return all(script(letter) == "Han" for letter in word)


def _hangul(run: str, *, first: bool) -> tuple[Reading, ...]:
    segments = business_words.segments(run)
    if any(english for _, english in segments):
        return _translated(segments, lambda part: (_syllables(tuple(part)),))
    if first and 1 < len(run) <= _NAME:
        syllables = hangul.surname_first(run)
        return (_with_surname(_syllables(syllables), 2 if run[:2] in hangul.LONG_SURNAMES else 1),)
    return (_syllables(tuple(run)),)


def _han(run: str) -> tuple[Reading, ...]:
    segments = business_words.segments(run)
    return _translated(segments, _han_readings) if any(english for _, english in segments) else _han_readings(run)


def _translated(
    segments: Sequence[tuple[str, str]], read: Callable[[str], tuple[Reading, ...]]
) -> tuple[Reading, ...]:
    """A company's name: known parts in English, the others by their sound or by what they mean."""
    chunks: list[tuple[Reading, ...]] = []
    for part, english in segments:
        if english:
            chunks.append((_translation(english),))
        else:
            first, *rest = read(part)
            meanings = [_translation(meaning) for meaning in business_words.meanings(part)]
            chunks.append((first, *meanings, *rest))
    return tuple(_in_step(chunks))


def _translation(english: str) -> Reading:
    return tuple([Part(word, foreign=True, translated=True) for word in english.split()])


def _in_step(chunks: Sequence[tuple[Reading, ...]]) -> list[Reading]:
    """The first readings of all pieces, then their second ones ...; a piece without more keeps its first."""
    count = min(_MOST, max(map(len, chunks), default=1))
    return [
        tuple([part for chunk in chunks for part in chunk[number if number < len(chunk) else 0]])
        for number in range(count)
    ]


def _han_readings(run: str) -> tuple[Reading, ...]:
    """The Mandarin reading, the Korean one, and what else a letter can be in Mandarin."""
    name = 1 < len(run) <= _NAME
    first, *rest = [_foreign(syllables) for syllables in han.mandarin(run)]
    korean = han.korean(run)
    found = (first, _korean(korean, name=name), *rest) if korean else (first, *rest)
    if not name:
        return found
    size = 2 if run[:2] in han.LONG_SURNAMES else 1
    return tuple(_with_surname(reading, size) for reading in found)


def _korean(run: str, *, name: bool) -> Reading:
    return _syllables(hangul.surname_first(run) if name else tuple(run))


def _with_surname(reading: Reading, size: int) -> Reading:
    return tuple(
        [msgspec.structs.replace(part, surname=True) if at < size else part for at, part in enumerate(reading)]
    )


def _syllables(syllables: Sequence[str]) -> Reading:
    return tuple([Part(hangul.spelled(syllable), hangul=syllable, foreign=True) for syllable in syllables])
