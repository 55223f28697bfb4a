"""The search turned about: which of many names might, as queries, find one of a few.

A search asks which names of an index a query may be; here the many names are the queries and the few are what is
looked for. Nothing may be lost, so it asks less than the search does: words count in full, whatever they weigh,
and of what is unlike no more is held against a name than under any of the rules. What passes is looked at by the
search itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance.OSA import distance

from screening.names import legal_forms
from screening.names.finding import FIRM, FIRMER, LONG, SLACK, Finder
from screening.names.keys import JOINED_FROM, bare_key, joined_key, joined_keys, word_keys
from screening.names.sides import Side, acronyms, may_be_initials, person_weight, side, word_weight
from screening.names.tables import ORGANIZATION, PERSON, Tables
from screening.names.text import Text
from screening.names.weighing import CONTRADICTED, LEFT_OUT, LEFT_OUT_ALONE

__all__ = ["Shift", "Turned"]

_CLOSE = 2
"""Edits between two words that may agree, at most."""
_KINDS = {PERSON: (True,), ORGANIZATION: (False,)}
"""Whether names of a stored kind are compared as persons; others may be either."""
_ROUNDED = 1e-3
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
        self._known = frozenset(self.texts)
        self.joined = np.union1d(before.joined, now.joined)
        self.words = _unsettled(before, now, frozenset(self.joined.tolist()))
        self._before, self._now, self._changed = finders
        self._counts: dict[tuple[str, bool], tuple[int, int]] = {}

    def finds(self, text: Text, least: float) -> bool:
        """Whether a query finds a changed name, or another because one competes with it."""
        competing, matching = self._changed.candidates(text, least)
        if not competing or (not matching and self._now.room(text, least) > competing):
            return False
        return self.moves(text, least)

    def moves(self, text: Text, least: float) -> bool:
        """Whether a query finds other names than before, or any of the changed ones."""
        now = self._now.matching(text, least)
        return any(name in self._known for name, _ in now) or now != self._before.matching(text, least)

    def recounted(self, word: str) -> bool:
        """Whether a word of a query has more rows than before, or fewer: the rarest are tried first."""
        return any(before != now for before, now in (self.counted(word, bare=bare) for bare in (False, True)))

    def parts(self, word: str) -> bool:
        """Whether neighbours in a name, before or now, make a word."""
        return any(
            len(finder.known(word, bare=b).parted) for finder in (self._before, self._now) for b in (False, True)
        )

    def counted(self, word: str, *, bare: bool = False) -> tuple[int, int]:
        """How many rows a word of a query has, before and now."""
        counts = self._counts.get((word, bare))
        if counts is None:
            known = [finder.known(word, bare=bare) for finder in (self._before, self._now)]
            before, now = (len(each.rows) + len(each.parted) for each in known)
            counts = self._counts[word, bare] = before, now
        return counts


class Turned:
    """Names that are queries now.

    Args:
        tables: of the index of these names.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        vocabulary = _vocabulary(tables)
        ones, dropped = np.ones(len(vocabulary), np.float32), legal_forms.words() | legal_forms.STOP
        light = np.array([person_weight(word) for word in vocabulary], np.float32)
        self._as_person = _Rules(tables, tables.person_mass, ones, light, person=True)
        weights = np.array([word_weight(word) for word in vocabulary], np.float32)
        kept = np.array([word not in dropped for word in vocabulary], np.float32)
        self._as_organization = _Rules(tables, tables.organization_mass, weights, weights * kept, person=False)
        of_word = np.repeat(np.diff(tables.words_at) >= LONG, np.diff(tables.posting_at))
        self._long = np.zeros(len(tables.row_names), np.float32)
        self._long[tables.posting[of_word]] = 1.0
        self._repeated = _repeated(tables)
        # a name of which an office is dropped is compared with every name that has what is left of it
        self._any = (tables.person_mass <= 1.0) & (np.diff(tables.row_words_at) > 1)
        self._same_rules = np.abs(tables.person_mass - tables.organization_mass) < _ROUNDED
        self._alike: dict[tuple[str, bool], frozenset[int]] = {}

    def rows(self, shift: Shift, least: float) -> Rows:
        """The rows whose names might find a changed one.

        Args:
            shift: what changed.
            least: the threshold of the search, 0..1.
        """
        found = np.zeros(len(self._any), np.bool_)
        done: set[object] = set()
        for text, kind in zip(shift.texts, shift.changed.kinds.tolist(), strict=True):
            person, organization = side(text, "person"), side(text, "organization")
            words = frozenset((*text.words, *organization.words))
            turned = (*person.words[person.family :], *person.words[: person.family or 1])
            pairs = frozenset(pair for each in (text.words, organization.words, turned) for pair in pairwise(each))
            rules = [
                (self._as_person, person) if as_person else (self._as_organization, organization)
                for as_person in _KINDS.get(kind, (True, False))
            ]
            if (key := (words, pairs, text.bare, kind)) not in done:
                done.add(key)
                met = self._met(text, words, pairs)
                for rule, given in rules if met else ():
                    rows, gains = rule.gains(met, len(self._any))
                    gains += self._repeated[rows]
                    bounds = self._bounds(rows, gains, rule, given, person)
                    found[rows[(bounds >= np.float32(least - SLACK)) | self._any[rows]]] = True
                for others in self._by_acronym(organization, words):
                    found[others] = True
        return np.flatnonzero(found).astype(np.uint32)

    def _met(self, text: Text, words: frozenset[str], pairs: Iterable[tuple[str, str]]) -> list[_Met]:
        """The rows with words like those of a name, or that are joined there or here and not on the other side."""
        tables = self._tables
        alike = {number for word in words for number in self._words_alike(word, bare=word in text.bare)}
        met = [_Met(self._posting(number), number, 0.0) for number in alike]
        sure = [key for word in words for key in word_keys(word).sure]
        here = _at(tables.joined, tables.joined_rows, tables.joined_rows_at, sure)
        here += [rows for word in words if len(word) < JOINED_FROM for rows in self._split(word)]
        met += [_Met(rows, None, 2.0) for rows in here]
        there = [key for first, second in pairs for key in joined_keys(first, second)]
        for numbers in self._words_at(there):
            met += [_Met(self._posting(number), number, 1.0) for number in numbers.tolist()]
        return met

    def reordered(self, shift: Shift) -> Rows:
        """Rows of which a search may try the words in another order, where that makes a difference.

        That is where neighbours in a listed name make a word of the query: they are looked for only if the word is
        among the first.
        """
        tables = self._tables
        alike = {n for name in shift.texts for word in name.words for n in self._words_alike(word, bare=False)}
        alike |= {n for name in shift.texts for word in name.bare for n in self._words_alike(word, bare=True)}
        alike |= {n for numbers in self._words_at(shift.changed.joined) for n in numbers.tolist()}
        parted = {n for numbers in self._words_at(shift.joined) for n in numbers.tolist()}
        recounted = (number for number in alike if shift.recounted(tables.word(number)))
        parting = (number for number in parted if shift.parts(tables.word(number)))
        rows = np.intersect1d(self._together(recounted), self._together(parting))
        return np.union1d(self._of_another_order(rows, shift), np.intersect1d(rows, tables.unusual))

    def _of_another_order(self, rows: Rows, shift: Shift) -> Rows:
        """Those rows of which two words changed places in the order of how many rows each has."""
        tables = self._tables
        wanted = np.zeros(len(self._any), np.bool_)
        wanted[rows] = True
        places = np.flatnonzero(wanted[tables.posting])
        places = places[np.argsort(tables.posting[places], kind="stable")]
        row_of = tables.posting[places].astype(np.int64)
        distinct, which = np.unique(tables.posting_at.searchsorted(places, side="right") - 1, return_inverse=True)
        counts = np.array([shift.counted(tables.word(number)) for number in distinct.tolist()]).reshape(-1, 2)
        before, now = counts[which].T
        found = np.zeros(len(self._any), np.bool_)
        for here, there in _apart(row_of):
            swapped = np.sign(before[here] - before[there]) != np.sign(now[here] - now[there])
            found[row_of[here[swapped]]] = True
        return np.flatnonzero(found).astype(np.uint32)

    def _together(self, numbers: Iterable[int]) -> Rows:
        return np.unique(np.concatenate([_NONE, *map(self._posting, numbers)]))

    def having(self, words: Iterable[str]) -> Rows:
        """The rows with one of some words, as they stand."""
        return np.unique(np.concatenate([_NONE, *map(self._rows_of, words)]))

    def _bounds(
        self, rows: Rows, gains: NDArray[np.float32], rules: _Rules, name: Side, person: Side
    ) -> NDArray[np.float32]:
        """At least what the search takes for the most that a comparison could reach."""
        letters = self._tables.initials[rows] + np.float32(
            sum([len(word) for word in person.words if may_be_initials(word)])
        )
        if not rules.person:  # only what looks like a person's name has initials there
            letters = np.where(self._same_rules[rows], letters, np.float32(0))
        firm = gains >= FIRM
        agreed = gains + letters + np.where(firm, self._long[rows], np.float32(0))
        lost_query = np.maximum(rules.mass[rows] - agreed, 0)
        lost_row = np.maximum(np.float32(sum(name.weights)) - agreed, 0)
        if name.family:
            firm &= (gains >= FIRMER) | (lost_row < FIRM)
        cost = np.where(firm & rules.person, np.float32(LEFT_OUT), np.float32(LEFT_OUT_ALONE))
        contradicted = np.minimum(lost_query, lost_row)
        bounds: NDArray[np.float32] = gains / np.maximum(
            gains + CONTRADICTED * contradicted + cost * np.abs(lost_query - lost_row), np.float32(1e-6)
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
        """Rows with both parts of a word that is too short for a key of its neighbours."""
        for at in range(1, len(word)):
            first, second = (self._rows_of(part) for part in (word[:at], word[at:]))
            yield np.intersect1d(first, second)

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
        for numbers in self._words_at([joined_key(acronym) for acronym in acronyms(organization)]):
            found += [self._posting(number) for number in numbers.tolist()]
        return found


def _unsettled(before: Tables, now: Tables, joined: frozenset[int]) -> list[str]:
    """Words that come into an index, or leave it, and are found otherwise by that.

    Of a word that an index has itself, neighbours are looked up by its letters alone; of any other also by its
    syllables and consonants. So who has such a word may find other names than before, though none of them changed.
    """
    alone = set(_vocabulary(before)).symmetric_difference(_vocabulary(now))
    return [
        word
        for word in sorted(alone)
        if any(key in joined and key != joined_key(word) for key in word_keys(word).sure)
    ]


def _vocabulary(tables: Tables) -> list[str]:
    letters = tables.words.tobytes().decode("ascii")
    return [letters[start:end] for start, end in pairwise(tables.words_at.tolist())]


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
    for places, others in _apart(row_of):
        same = tables.row_words[places] == tables.row_words[others]
        np.add.at(counts, row_of[places[same]], 1)
    return counts


def _apart(row_of: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """The places of all pairs of words of the same row."""
    places = np.arange(len(row_of))
    apart = 1
    while len(places := places[places + apart < len(row_of)]):
        places = places[row_of[places] == row_of[places + apart]]
        yield places, places + apart
        apart += 1


class _Met(NamedTuple):
    """Rows that have a word, or neighbours.

    Attributes:
        rows: once each.
        word: its number; what it weighs counts.
        besides: what else counts.
    """

    rows: Rows
    word: int | None
    besides: float


class _Rules:
    """What words weigh in a query, under the rules of one kind.

    Args:
        tables: of the queries.
        mass: of each row.
        weights: of each word, at most.
        less: of each word where the rows weigh no more than by these: particles count less beside other names,
            and legal forms nothing.
        person: the kind.
    """

    def __init__(
        self,
        tables: Tables,
        mass: NDArray[np.float32],
        weights: NDArray[np.float32],
        less: NDArray[np.float32],
        *,
        person: bool,
    ) -> None:
        self.mass = mass
        self.person = person
        self._weights, self._less = weights, less
        row_of = np.repeat(np.arange(len(mass)), np.diff(tables.row_words_at))
        sums = np.bincount(row_of, less[tables.row_words], minlength=len(mass))
        self._weigh_less = np.abs(sums - mass) < _ROUNDED

    def gains(self, met: Sequence[_Met], size: int) -> tuple[Rows, NDArray[np.float32]]:
        """The rows that were met, and at least what a search adds up for each."""
        rows = np.concatenate([each.rows for each in met])
        lengths = [len(each.rows) for each in met]
        full, less = (
            np.repeat([m.besides + (0.0 if m.word is None else float(by[m.word])) for m in met], lengths)
            for by in (self._weights, self._less)
        )
        weights = np.where(self._weigh_less[rows], less, full)
        if len(rows) * _DENSE > size:
            sums = np.bincount(rows, weights, minlength=size).astype(np.float32)
            found = np.flatnonzero(sums)
            return found.astype(np.uint32), sums[found]
        distinct, where = np.unique(rows, return_inverse=True)
        return distinct, np.bincount(where, weights).astype(np.float32)
