"""What an index has of a word: the rows that have it, or one like it, or two neighbours that make it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

from screening.names.keys import ACRONYM_FROM, ARTICLES, bare_key, close, joined_key, joined_keys, word_keys
from screening.names.tables import Tables
from screening.names.tokens import is_syllable

__all__ = ["Known", "Lookup", "Numbers", "Rows", "Sought", "sought"]

Rows = NDArray[np.uint32]
Numbers = NDArray[np.float32]

_CACHED = 1 << 15
_ALIKE = 0.93  # what a word is taken for that is nearly the same
_CLOSE = 2  # letters in which two neighbours and the word that they make may differ
_LONGEST_ACRONYM = 12
_EMPTY: Rows = np.empty(0, np.uint32)
_BITS_A_KEY = 32
"""Of the bits that tell which keys cannot be there: so many for each key, and one in 32 says so in vain."""

Sought = tuple[str, str, bool]
"""A word, or two neighbours that may be one word elsewhere; and whether the word lacks its vowels."""


class Known(msgspec.Struct, gc=False):
    """What the tables have of a word: its rows, what the word is taken for in each, and rows that part it."""

    rows: Rows
    gains: Numbers
    parted: Rows


_NOTHING = Known(_EMPTY, np.empty(0, np.float32), _EMPTY)


class _Table:
    """Sorted keys and what each stands for; most keys that are asked for are not there, which a bit tells."""

    def __init__(self, keys: Rows, values: Rows, values_at: Rows) -> None:
        self._keys, self._values, self._values_at = keys, values, values_at
        width = max(3, (len(keys) * _BITS_A_KEY).bit_length())
        self._to_bit = max(0, 32 - width)
        self._to_byte = self._to_bit + 3
        bits = keys >> np.uint32(self._to_bit)
        octets = np.zeros((0xFFFFFFFF >> self._to_byte) + 1, np.uint8)
        if len(keys):
            places = bits >> np.uint32(3)
            starts = np.flatnonzero(np.diff(places, prepend=places[0] + np.uint32(1)))
            octets[places[starts]] = np.bitwise_or.reduceat(np.uint8(1) << (bits & 7).astype(np.uint8), starts)
        self._octets = octets.tobytes()

    def may_have(self, key: int) -> bool:
        """False if the key is not there."""
        return bool(self._octets[key >> self._to_byte] >> (key >> self._to_bit & 7) & 1)

    def found(self, wanted: Sequence[int]) -> dict[int, Rows]:
        """The values of those of the wanted keys that are there, by the place of the wanted key."""
        octets, to_byte, to_bit = self._octets, self._to_byte, self._to_bit
        likely = [at for at, key in enumerate(wanted) if octets[key >> to_byte] >> (key >> to_bit & 7) & 1]
        if not likely:
            return {}
        keys = np.array([wanted[at] for at in likely], np.uint32)
        places = self._keys.searchsorted(keys)
        there = (self._keys.take(places, mode="clip") == keys).nonzero()[0].tolist()
        hits = places[there]
        first, last = self._values_at[hits].tolist(), self._values_at[hits + 1].tolist()
        return {likely[at]: self._values[one:other] for at, one, other in zip(there, first, last, strict=True)}


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
        self._known: dict[Sought, Known] = {}

    def word(self, number: int) -> str:
        """A word by its number."""
        return self._letters[self._words_at[number] : self._words_at[number + 1]]

    def by_acronym(self, words: Sequence[str]) -> Rows:
        """The rows of names whose first letters are this one word, or that are those of all these words."""
        if len(words) == 1 and ACRONYM_FROM <= len(words[0]) <= _LONGEST_ACRONYM:
            return self._by_letters.found([joined_key(words[0])]).get(0, _EMPTY)
        if not ACRONYM_FROM <= len(words) <= _LONGEST_ACRONYM:
            return _EMPTY
        acronym = "".join([word[0] for word in words])
        found = self._by_key.found([joined_key(acronym)]).get(0, _EMPTY)
        number = next((number for number in found.tolist() if self.word(number) == acronym), None)
        return _EMPTY if number is None else self._rows(number)

    def look_up(self, sought: Iterable[Sought]) -> dict[Sought, Known]:
        """What the tables have of each word or pair of words, all in one pass over the keys.

        Pairs that are one word nowhere are left out, as most are.
        """
        found: dict[Sought, Known] = {}
        fresh: list[Sought] = []
        for each in sought:
            known = self._known.get(each)
            if known is not None:
                found[each] = known
            elif not each[1] or self._may_be_joined(each[0], each[1]):
                fresh.append(each)
        if fresh:
            if len(self._known) + len(fresh) > _CACHED:
                self._known = {}
            learnt = self._learnt(fresh)
            self._known.update(learnt)
            found.update(learnt)
        return found

    def _may_be_joined(self, first: str, second: str) -> bool:
        """False if two neighbours are one word nowhere."""
        if self._by_key.may_have(joined_key(first + second)):
            return True
        if first not in ARTICLES and not (is_syllable(first) and is_syllable(second)):
            return False
        return any([self._by_key.may_have(key) for key in joined_keys(first, second)])

    def _learnt(self, fresh: Sequence[Sought]) -> dict[Sought, Known]:
        tables = self._tables
        learnt: dict[Sought, Known] = {}
        firsts = [joined_key(word + second) for word, second, _ in fresh]
        words, parted = self._by_key.found(firsts), self._by_parts.found(firsts)
        unknown: list[Sought] = []
        for at, each in enumerate(fresh):
            word, second, bare = each
            numbers = words[at].tolist() if at in words else []
            if second and word not in ARTICLES and not (is_syllable(word) and is_syllable(second)):
                learnt[each] = self._joined(each, numbers)
                continue
            number = next((number for number in numbers if self.word(number) == word), None)
            if number is None or second or bare:
                unknown.append(each)
                continue
            alike = tables.alike[tables.alike_at[number] : tables.alike_at[number + 1]].tolist()
            learnt[each] = self._rows_of(number, alike, [parted[at]] if at in parted else [])
        if unknown:
            learnt.update(self._learnt_by_keys(unknown))
        return learnt

    def _learnt_by_keys(self, fresh: Sequence[Sought]) -> dict[Sought, Known]:
        """Find listed words that agree with words that are not listed, and words made of two."""
        learnt: dict[Sought, Known] = {}
        keys: list[int] = []
        spans: list[tuple[int, int, int]] = []
        for word, second, bare in fresh:
            start = len(keys)
            if second:
                keys.extend(joined_keys(word, second))
                spans.append((start, len(keys), len(keys)))
                continue
            found = word_keys(word)
            keys.extend(found.sure)
            if (consonants := bare_key(word, bare=bare)) is not None:
                keys.append(consonants)
            middle = len(keys)
            keys.extend(found.slips)
            spans.append((start, middle, len(keys)))
        words, parted = self._by_key.found(keys), self._by_parts.found(keys)
        for each, (start, middle, end) in zip(fresh, spans, strict=True):
            word = each[0]
            sure = dict.fromkeys(
                [number for at in range(start, middle) if at in words for number in words[at].tolist()]
            )
            if each[1]:
                learnt[each] = self._joined(each, sure)
                continue
            slips = [number for at in range(middle, end) if at in words for number in words[at].tolist()]
            near = close(word, dict.fromkeys(slips).keys() - sure.keys(), self.word)
            same = next((number for number in sure if self.word(number) == word), None)
            alike = [number for number in (*sure, *sorted(near)) if number != same]
            rows = [parted[at] for at in range(start, middle) if at in parted]
            learnt[each] = self._rows_of(same, alike, rows)
        return learnt

    def _joined(self, sought: Sought, sure: Iterable[int]) -> Known:
        """The rows that have two neighbours as one word."""
        size = len(sought[0]) + len(sought[1])
        rows = [self._rows(number) for number in sure if abs(len(self.word(number)) - size) <= _CLOSE]
        together = np.concatenate(rows) if rows else _EMPTY
        return Known(together, np.ones(len(together), np.float32), _EMPTY)

    def _rows(self, number: int) -> Rows:
        return self._tables.posting[self._posting_at[number] : self._posting_at[number + 1]]

    def _rows_of(self, same: int | None, alike: Sequence[int], parted: Sequence[Rows]) -> Known:
        """The rows of a word and of those like it; the word's own come last, so that they count."""
        own = self._rows(same) if same is not None else _EMPTY
        if same is None and not alike and not parted:
            return _NOTHING
        if alike:
            rows = np.concatenate([*[self._rows(number) for number in alike], own])
            gains = np.full(len(rows), _ALIKE, np.float32)
            gains[len(rows) - len(own) :] = 1.0
        else:
            rows, gains = own, np.ones(len(own), np.float32)
        return Known(rows, gains, np.concatenate(parted) if parted else _EMPTY)


def sought(words: Sequence[str], bare: frozenset[str]) -> list[Sought]:
    """What is looked up for the words of a name: each of them, and each two neighbours."""
    found: dict[Sought, None] = {(word, "", word in bare): None for word in words}
    found.update({(first, second, False): None for first, second in pairwise(words)})
    return list(found)
