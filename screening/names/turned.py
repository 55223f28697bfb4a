"""The search turned about: which of many names might, as queries, find one of a few.

A search asks which names of an index a query may be; here the many names are the queries and the few are what is
looked for. Nothing may be lost, so it asks less than the search does: words count in full, whatever they weigh,
and of what is unlike no more is held against a name than under any of the rules. What passes is looked at by the
search itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance.OSA import distance

from screening.names.finding import FIRM, LONG, SLACK, Finder
from screening.names.keys import ACRONYM_FROM, JOINED_FROM, bare_key, joined_key, joined_keys, word_keys
from screening.names.sides import Side, may_be_initials, side
from screening.names.tables import Tables
from screening.names.text import Text
from screening.names.weighing import CONTRADICTED, LEFT_OUT, LEFT_OUT_ALONE

__all__ = ["Shift", "Turned"]

_CLOSE = 2
"""Edits between two words that may agree, at most."""
_BOTH = 2
"""What two neighbours and the word that they make count, on either side."""
_DENSE = 64
"""Of so many rows one is met: then it is quicker to count them all."""

Rows = NDArray[np.uint32]
_NONE: Rows = np.empty(0, np.uint32)


class Shift:
    """From one index to another: what may be found otherwise, and what else there is to know of it.

    Args:
        before: the tables of the index as it was.
        now: those of the index as it is.
        changed: those of the names that came or went, and of what else is to be found.
        finders: of each of the three.

    Attributes:
        texts: the changed names, one reading each.
        words: by which even names that stay are found otherwise.
        joined: keys of all neighbours in the names before and now.
    """

    def __init__(
        self, before: Tables, now: Tables, changed: Tables, finders: tuple[Finder, Finder, Finder]
    ) -> None:
        self.changed = changed
        self.texts = [changed.text(row) for row in range(len(changed.row_names))]
        self.words = _unsettled(before, now)
        self.joined = np.union1d(before.joined, now.joined)
        self._before, self._now, self._changed = finders

    def finds(self, text: Text, least: float) -> bool:
        """Whether a query finds a changed name, or one competes with what it finds."""
        return bool(self._changed.candidates(text, least))

    def reorders(self, text: Text) -> bool:
        """Whether the words of a query are tried in another order than before."""
        return self._before.order(text) != self._now.order(text)


class Turned:
    """Names that are queries now.

    Args:
        tables: of the index of these names.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._mass = np.minimum(tables.person_mass, tables.organization_mass)
        lengths = np.diff(tables.words_at)
        of_word = np.repeat(lengths >= LONG, np.diff(tables.posting_at))
        self._long = np.zeros(len(tables.row_names), np.float32)
        self._long[tables.posting[of_word]] = 1.0
        self._repeated = _repeated(tables)
        # a name of which an office is dropped is compared with every name that has what is left of it
        self._any = (tables.person_mass <= 1.0) & (np.diff(tables.row_words_at) > 1)
        self._alike: dict[tuple[str, bool], frozenset[int]] = {}

    def rows(self, names: Iterable[Text], least: float) -> Rows:
        """The rows whose names might find one of others.

        Args:
            names: those that are to be found, one reading each.
            least: the threshold of the search, 0..1.
        """
        found = np.zeros(len(self._mass), np.bool_)
        done: set[tuple[frozenset[str], frozenset[tuple[str, str]]]] = set()
        for name in names:
            person, organization = side(name, "person"), side(name, "organization")
            words = frozenset((*name.words, *organization.words))
            turned = (*person.words[person.family :], *person.words[: person.family or 1])
            pairs = frozenset(pair for each in (name.words, organization.words, turned) for pair in pairwise(each))
            if (words, pairs) not in done:
                done.add((words, pairs))
                self._mark(found, (name, person, organization), words, pairs, least)
        return np.flatnonzero(found).astype(np.uint32)

    def _mark(
        self,
        found: NDArray[np.bool_],
        name: tuple[Text, Side, Side],
        words: frozenset[str],
        pairs: Iterable[tuple[str, str]],
        least: float,
    ) -> None:
        text, person, organization = name
        tables = self._tables
        alike = {number for word in words for number in self._words_alike(word, bare=word in text.bare)}
        met = [self._posting(number) for number in alike]
        sure = [key for word in words for key in word_keys(word).sure]
        met += _BOTH * _at(tables.joined, tables.joined_rows, tables.joined_rows_at, sure)
        met += [rows for word in words if len(word) < JOINED_FROM for rows in self._split(word)]
        together = [key for first, second in pairs for key in joined_keys(first, second)]
        for numbers in self._words_at(together):
            met += _BOTH * [self._posting(number) for number in numbers.tolist()]
        if met:
            rows, counts = _counted(np.concatenate(met), len(self._mass))
            counts += self._repeated[rows]
            bounds = self._bounds(rows, counts, person, organization)
            found[rows[(bounds >= np.float32(least - SLACK)) | self._any[rows]]] = True
        for rows in self._by_acronym(organization, words):
            found[rows] = True

    def reordered(self, shift: Shift) -> Rows:
        """Rows of which a search may try the words in another order, where that makes a difference."""
        tables = self._tables
        alike = {n for name in shift.texts for word in name.words for n in self._words_alike(word, bare=False)}
        alike |= {n for name in shift.texts for word in name.bare for n in self._words_alike(word, bare=True)}
        made, parted = (
            [n for numbers in self._words_at(keys) for n in numbers.tolist()]
            for keys in (shift.changed.joined, shift.joined)
        )
        return np.intersect1d(self._together(alike.union(made)), self._together(set(parted)))

    def _together(self, numbers: Iterable[int]) -> Rows:
        return np.unique(np.concatenate([_NONE, *map(self._posting, numbers)]))

    def having(self, words: Iterable[str]) -> Rows:
        """The rows with one of some words, as they stand."""
        return np.unique(np.concatenate([_NONE, *map(self._rows_of, words)]))

    def _bounds(
        self, rows: Rows, counts: NDArray[np.float32], person: Side, organization: Side
    ) -> NDArray[np.float32]:
        """At least what the search takes for the most that a comparison could reach."""
        letters = self._tables.initials[rows] + np.float32(
            sum([len(word) for word in person.words if may_be_initials(word)])
        )
        agreed = counts + letters + np.where(counts >= FIRM, self._long[rows], np.float32(0))
        mass = np.float32(min(sum(person.weights), sum(organization.weights)))
        lost_query = np.maximum(self._mass[rows] - agreed, 0)
        lost_row = np.maximum(mass - agreed, 0)
        cost = np.where(counts >= FIRM, np.float32(LEFT_OUT), np.float32(LEFT_OUT_ALONE))
        contradicted = np.minimum(lost_query, lost_row)
        bounds: NDArray[np.float32] = counts / (
            counts + CONTRADICTED * contradicted + cost * np.abs(lost_query - lost_row)
        )
        return bounds

    def _words_alike(self, word: str, *, bare: bool) -> frozenset[int]:
        """The numbers of the words that may agree with one, itself among them."""
        known = self._alike.get((word, bare))
        if known is None:
            tables, keys = self._tables, word_keys(word)
            consonants = bare_key(word, bare=bare)
            sure = [*keys.sure, *(() if consonants is None else (consonants,))]
            known = frozenset(number for numbers in self._words_at(sure) for number in numbers.tolist())
            slips = {number for numbers in self._words_at(keys.slips) for number in numbers.tolist()}
            near = (n for n in slips - known if distance(word, tables.word(n), score_cutoff=_CLOSE) <= _CLOSE)
            known = self._alike[word, bare] = known.union(near)
        return known

    def _split(self, word: str) -> Iterator[Rows]:
        """Rows with both parts of a word that is too short for a key of its neighbours, twice each."""
        for at in range(1, len(word)):
            first, second = (self._rows_of(part) for part in (word[:at], word[at:]))
            yield from _BOTH * [np.intersect1d(first, second)]

    def _rows_of(self, word: str) -> Rows:
        tables = self._tables
        for numbers in self._words_at([joined_key(word)]):
            for number in numbers.tolist():
                if tables.word(number) == word:
                    return self._posting(number)
        return _NONE

    def _words_at(self, keys: Sequence[int] | Rows) -> list[Rows]:
        """The numbers of the words that have each of the keys that are there."""
        tables = self._tables
        return _at(tables.keys, tables.key_words, tables.key_words_at, keys)

    def _posting(self, number: int) -> Rows:
        tables = self._tables
        return tables.posting[tables.posting_at[number] : tables.posting_at[number + 1]]

    def _by_acronym(self, organization: Side, words: Iterable[str]) -> list[Rows]:
        """The rows of the first letters of a name, and of names whose first letters are a word of it."""
        tables = self._tables
        found = _at(tables.acronyms, tables.acronym_rows, tables.acronym_rows_at, list(map(joined_key, words)))
        if len(organization.words) >= ACRONYM_FROM:
            key = joined_key("".join([word[0] for word in organization.words]))
            for numbers in self._words_at([key]):
                found += [self._posting(number) for number in numbers.tolist()]
        return found


def _unsettled(before: Tables, now: Tables) -> list[str]:
    """Words that come into an index, or leave it, and are found otherwise by that.

    Of a word that an index has itself, neighbours are looked up by its letters alone; of any other also by its
    syllables and consonants. So who has such a word may find other names than before, though none of them changed.
    """
    vocabularies = [
        {tables.word(number) for number in range(len(tables.words_at) - 1)} for tables in (before, now)
    ]
    joined = np.union1d(before.joined, now.joined)
    found = []
    for word in sorted(vocabularies[0] ^ vocabularies[1]):
        others = np.array([key for key in word_keys(word).sure if key != joined_key(word)], np.uint32)
        if np.isin(others, joined).any():
            found.append(word)
    return found


def _at(keys: Rows, values: Rows, at: Rows, wanted: Sequence[int] | Rows) -> list[Rows]:
    """What each of the wanted keys that are there stands for."""
    if not len(wanted) or not len(keys):
        return []
    sought = np.unique(np.asarray(wanted, np.uint32))
    places = keys.searchsorted(sought)
    places = places[(places < len(keys)) & (keys[np.minimum(places, len(keys) - 1)] == sought)]
    return [values[at[place] : at[place + 1]] for place in places.tolist()]


def _repeated(tables: Tables) -> NDArray[np.float32]:
    """For each row, at least how many of its words stood in it before: each counts as often as it stands."""
    row_of = np.repeat(np.arange(len(tables.row_names)), np.diff(tables.row_words_at))
    counts = np.zeros(len(tables.row_names), np.float32)
    places = np.arange(len(row_of))
    apart = 1
    while len(places := places[places + apart < len(row_of)]):
        places = places[row_of[places] == row_of[places + apart]]
        same = tables.row_words[places] == tables.row_words[places + apart]
        np.add.at(counts, row_of[places[same]], 1)
        apart += 1
    return counts


def _counted(met: Rows, size: int) -> tuple[Rows, NDArray[np.float32]]:
    """Each row that was met, and how often."""
    if len(met) * _DENSE > size:
        counts = np.bincount(met, minlength=size)
        rows = np.flatnonzero(counts)
        return rows.astype(np.uint32), counts[rows].astype(np.float32)
    distinct, often = np.unique(met, return_counts=True)
    return distinct, often.astype(np.float32)
