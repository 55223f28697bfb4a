"""What an index has of a word: the rows that have it, or one like it, or two neighbours that make it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from screening.names.keys import ACRONYM_FROM, ARTICLES, bare_key, close, joined_key, joined_keys, word_keys
from screening.names.sides import Side, acronyms
from screening.names.tables import Tables
from screening.names.tokens import is_syllable

__all__ = ["Known", "Lookup", "Numbers", "Rows"]

Stored = NDArray[np.uint32]
"""What lies in a file."""
Rows = NDArray[np.intp]
"""Places in arrays: of the type that arrays are read with, as any other is turned into it at each use."""
Numbers = NDArray[np.float32]

_CACHED = 1 << 15
_ALIKE = 0.93  # what a word is taken for that is nearly the same
_CLOSE = 2  # letters in which two neighbours and the word that they make may differ
_LONGEST_ACRONYM = 12
_EMPTY: Rows = np.empty(0, np.intp)
_BITS_A_KEY = 32
"""Of the bits that tell which keys cannot be there: so many for each key, and one in 32 says so in vain."""
_BUCKET_BITS = 16


class Known(msgspec.Struct, gc=False):
    """What the tables have of a word: its rows, what the word is taken for in each, and rows that part it."""

    rows: Rows
    gains: Numbers
    parted: Rows


_NOTHING = Known(_EMPTY, np.empty(0, np.float32), _EMPTY)


class _Table:
    """Sorted keys and what each stands for; most keys that are asked for are not there, which a bit tells."""

    def __init__(self, keys: Stored, values: Stored, values_at: Stored) -> None:
        self._values = values
        self._keys, self._values_at = keys.data, values_at.data
        starts = np.arange(1 << _BUCKET_BITS, dtype=np.uint32) << np.uint32(32 - _BUCKET_BITS)
        self._buckets = np.append(keys.searchsorted(starts), len(keys)).astype(np.uint32).data
        width = max(_BUCKET_BITS, (len(keys) * _BITS_A_KEY).bit_length())
        self._to_bit = max(0, 32 - width)
        self._to_octet = self._to_bit + 3
        octets = np.zeros(1 << (32 - self._to_octet), np.uint8)
        for bit in range(8):  # each of its own, so that no octet is written twice at a time
            at = keys[(keys >> np.uint32(self._to_bit) & np.uint32(7)) == bit] >> np.uint32(self._to_octet)
            octets[at] |= np.uint8(1 << bit)
        self._octets = octets.tobytes()

    def likely(self, keys: Iterable[int]) -> list[int]:
        """Those of the keys that may be there."""
        octets, to_octet, to_bit = self._octets, self._to_octet, self._to_bit
        return [key for key in keys if octets[key >> to_octet] >> (key >> to_bit & 7) & 1]

    def may_have(self, key: int) -> bool:
        """Whether one key may be there."""
        return bool(self._octets[key >> self._to_octet] >> (key >> self._to_bit & 7) & 1)

    def of(self, keys: Iterable[int]) -> list[Stored]:
        """What each of the keys that are there stands for."""
        found: list[Stored] = []
        for key in self.likely(keys):
            bucket = key >> 32 - _BUCKET_BITS
            end = self._buckets[bucket + 1]
            at = bisect_left(self._keys, key, self._buckets[bucket], end)
            if at < end and self._keys[at] == key:
                found.append(self._values[self._values_at[at] : self._values_at[at + 1]])
        return found


class Lookup:
    """Looks words up in tables, from any number of threads. Its cache is bounded and changes no answer."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._letters = tables.words.tobytes().decode("ascii")
        self._words_at: list[int] = tables.words_at.tolist()
        self._posting_at: list[int] = tables.posting_at.tolist()
        self._by_key = _Table(tables.keys, tables.key_words, tables.key_words_at)
        self._by_parts = _Table(tables.joined, tables.joined_rows, tables.joined_rows_at)
        self._by_letters = _Table(tables.acronyms, tables.acronym_rows, tables.acronym_rows_at)
        self._known: dict[tuple[str, bool], Known] = {}

    def word(self, number: int) -> str:
        """A word by its number."""
        return self._letters[self._words_at[number] : self._words_at[number + 1]]

    def by_acronym(self, name: Side) -> Rows:
        """The rows of names whose first letters are the one word of this name, or that are those of its words."""
        words = name.words
        if len(words) == 1 and ACRONYM_FROM <= len(words[0]) <= _LONGEST_ACRONYM:
            found = self._by_letters.of([joined_key(words[0])])
            return found[0].astype(np.intp) if found else _EMPTY
        if len(words) > _LONGEST_ACRONYM:
            return _EMPTY
        numbers = [number for word in acronyms(name) if (number := self._number(word)) is not None]
        return np.concatenate([self._rows(number) for number in numbers]).astype(np.intp) if numbers else _EMPTY

    def of_words(self, words: Sequence[str]) -> Rows:
        """The rows of these very words, whatever their order."""
        numbers = [number for word in words if (number := self._number(word)) is not None]
        if not words or len(numbers) < len(words):
            return _EMPTY
        rows = min(map(self._rows, set(numbers)), key=len)
        at = self._tables.row_words_at
        rows = rows[at[rows + 1] - at[rows] == len(numbers)]
        theirs = self._tables.row_words[at[rows][:, None] + np.arange(len(numbers), dtype=np.uint32)]
        same = (np.sort(theirs, axis=1) == np.sort(numbers)).all(axis=1)
        found: Rows = rows[same].astype(np.intp)
        return found

    def known(self, word: str, *, bare: bool) -> Known:
        """What the tables have of a word.

        Args:
            word: a word, as :func:`screening.names.text.read` gives it.
            bare: it lacks its short vowels.
        """
        known = self._known.get((word, bare))
        if known is None:
            if len(self._known) >= _CACHED:
                self._known = {}
            known = self._known[word, bare] = self._learnt(word, bare=bare)
        return known

    def joined(self, first: str, second: str) -> Known | None:
        """The rows that have two neighbours as one word; ``None`` if none has, as is the rule."""
        keys = [joined_key(first + second)]
        if first in ARTICLES or (is_syllable(first) and is_syllable(second)):
            keys = joined_keys(first, second)
        elif not self._by_key.may_have(keys[0]):
            return None
        numbers = dict.fromkeys([number for found in self._by_key.of(keys) for number in found.tolist()])
        size = len(first) + len(second)
        rows = [self._rows(number) for number in numbers if abs(len(self.word(number)) - size) <= _CLOSE]
        if not rows:
            return None
        together = np.concatenate(rows, dtype=np.intp)
        return Known(together, np.ones(len(together), np.float32), _EMPTY)

    def _number(self, word: str) -> int | None:
        """The number of a word; ``None`` if no name has it."""
        for found in self._by_key.of([joined_key(word)]):
            for number in found.tolist():
                if self.word(number) == word:
                    return int(number)
        return None

    def _learnt(self, word: str, *, bare: bool) -> Known:
        tables = self._tables
        number = None if bare else self._number(word)
        if number is not None:
            alike = tables.alike[tables.alike_at[number] : tables.alike_at[number + 1]].tolist()
            return self._rows_of(number, alike, self._by_parts.of([joined_key(word)]))
        keys = word_keys(word)
        sure = [*keys.sure]
        if (consonants := bare_key(word, bare=bare)) is not None:
            sure.append(consonants)
        same = dict.fromkeys([number for found in self._by_key.of(sure) for number in found.tolist()])
        slips = dict.fromkeys([number for found in self._by_key.of(keys.slips) for number in found.tolist()])
        near = close(word, slips.keys() - same.keys(), self.word)
        itself = next((number for number in same if self.word(number) == word), None)
        alike = [number for number in (*same, *sorted(near)) if number != itself]
        return self._rows_of(itself, alike, self._by_parts.of(sure))

    def _rows(self, number: int) -> Stored:
        return self._tables.posting[self._posting_at[number] : self._posting_at[number + 1]]

    def _rows_of(self, same: int | None, alike: Sequence[int], parted: Sequence[Stored]) -> Known:
        """The rows of a word and of those like it; the word's own come last, so that they count."""
        if same is None and not alike and not parted:
            return _NOTHING
        own = [self._rows(same)] if same is not None else []
        postings = [*[self._rows(number) for number in alike], *own]
        rows = np.concatenate(postings, dtype=np.intp) if postings else _EMPTY
        gains = np.ones(len(rows), np.float32)
        if alike:
            gains[: len(rows) - sum(map(len, own))] = _ALIKE
        return Known(rows, gains, np.concatenate(parted, dtype=np.intp) if parted else _EMPTY)
