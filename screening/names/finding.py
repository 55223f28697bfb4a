"""The search in the tables of an index: words to rows, rows to bounds, the best bounds to comparisons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

from screening.names.comparison import Match, closeness, match
from screening.names.keys import ARTICLES, bare_key, close, joined_key, joined_keys, word_keys
from screening.names.sides import Side, looks_like_person, may_be_initials, side
from screening.names.tables import LIKE_PERSON, PERSON, Tables
from screening.names.text import Text
from screening.names.tokens import is_syllable
from screening.names.weighing import CONTRADICTED, LEFT_OUT, LEFT_OUT_ALONE

__all__ = ["Finder"]

_Rows = NDArray[np.uint32]
_Numbers = NDArray[np.float32]

_COMPARED = 24
"""The most names compared in full for one way of looking at the query."""
_CACHED = 1 << 13
_ALIKE = 0.93  # what a word is taken for that is nearly the same
_SLACK = 0.1  # by how much the bound may fall short of the comparison
_CLOSE = 2  # letters in which two neighbours and the word that they make may differ
_FIRM = 1.8  # from here two words of a person's name agree
_FIRMER = 2.5
_LONG = 8  # letters of a word that agrees with others two slips away
_EMPTY: _Rows = np.empty(0, np.uint32)


_Sought = tuple[str, str, bool]
"""A word, or two neighbours that may be one word elsewhere; and whether the word lacks its vowels."""


class _Known(msgspec.Struct, gc=False):
    """What the tables have of a word: its rows, what the word is taken for in each, and rows that part it."""

    rows: _Rows
    gains: _Numbers
    parted: _Rows


class _Wanted(msgspec.Struct, gc=False):
    """A word of the query: where it is, what it adds there, and what it weighs in the query."""

    known: _Known
    gain: float
    weight: float


def _rarest_first(word: _Wanted) -> tuple[bool, int]:
    """Neighbours that may be one word come before all: they weigh nothing themselves."""
    return word.weight > 0, len(word.known.rows) + len(word.known.parted)


class _Way(msgspec.Struct, gc=False):
    """One way to look at the names: sides of the query for the kinds of rows, and what the rows weigh."""

    person: Side | None
    organization: Side | None
    mass: _Numbers
    kinds: NDArray[np.bool_] | None = None

    @property
    def side(self) -> Side:
        """The side whose words are looked for; where there are two they have the same words."""
        found = self.person or self.organization
        assert found is not None  # noqa: S101 - a way has the side of the kinds it admits
        return found


class Finder:
    """Searches tables, from any number of threads. Its caches are bounded and change no answer."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._persons = (tables.kinds == PERSON) | (tables.kinds == LIKE_PERSON)
        self._mass = np.where(self._persons, tables.person_mass, tables.organization_mass)
        self._letters = tables.words.tobytes().decode("ascii")
        self._words_at: list[int] = tables.words_at.tolist()
        self._posting_at: list[int] = tables.posting_at.tolist()
        self._unusual = frozenset(tables.unusual.tolist())
        self._known: dict[_Sought, _Known] = {}
        self._idle: list[_Numbers] = []

    def find(self, text: Text, limit: int, kind: str | None, least: float) -> list[tuple[int, Match]]:
        """The positions of the names that match a query, best first."""
        best: dict[int, tuple[tuple[float, int], Match]] = {}
        for way in self._ways(text, kind):
            for row in self._promising(way, least):
                found = self._compared(way, row, least)
                if found is not None:
                    rank = (-found.score, closeness(found))
                    name = int(self._tables.row_names[row])
                    if name not in best or rank < best[name][0]:
                        best[name] = rank, found
        return self._placed(best, limit) if best else []

    def prepare(self, texts: Iterable[Text]) -> None:
        """Look up the words of many queries at once."""
        readings = [reading for text in texts for reading in (text, *text.others)]
        self._look_up({sought for reading in readings for sought in _sought(reading.words, reading.bare)})

    def _ways(self, text: Text, kind: str | None) -> Iterator[_Way]:
        """The sides of each reading, for the names that they are compared with."""
        tables = self._tables
        like_person = None
        for reading in (text, *text.others):
            if kind == "person":
                yield _Way(side(reading, kind), None, tables.person_mass)
                continue
            organization = side(reading, "organization")
            if kind is not None:
                yield _Way(None, organization, tables.organization_mass)
                continue
            if like_person is None:
                like_person = looks_like_person(organization)
            person = side(reading, "person")
            if like_person and person.words == organization.words and person.weights == organization.weights:
                yield _Way(person, organization, self._mass)
                continue
            as_persons = np.array([True, False, like_person, False])
            yield _Way(person, None, tables.person_mass, as_persons)
            yield _Way(None, organization, tables.organization_mass, ~as_persons)

    def _compared(self, way: _Way, row: int, least: float) -> Match | None:
        as_person = way.person is not None and (way.organization is None or bool(self._persons[row]))
        query = way.person if as_person else way.organization
        assert query is not None  # noqa: S101 - a way has the side of the kinds it admits
        return match(query, side(self._text(row), "person" if as_person else "organization"), least)

    def _text(self, row: int) -> Text:
        if row in self._unusual:
            return self._tables.text(row)
        tables = self._tables
        numbers = tables.row_words[tables.row_words_at[row] : tables.row_words_at[row + 1]].tolist()
        return Text(tuple([self._word(number) for number in numbers]), family=int(tables.families[row]))

    def _word(self, number: int) -> str:
        return self._letters[self._words_at[number] : self._words_at[number + 1]]

    def _placed(self, best: dict[int, tuple[tuple[float, int], Match]], limit: int) -> list[tuple[int, Match]]:
        """Names at the positions where they stand."""
        places, at = self._tables.places, self._tables.places_at
        found = [
            (rank, place, result)
            for name, (rank, result) in best.items()
            for place in places[at[name] : at[name + 1]][:limit].tolist()
        ]
        found.sort(key=lambda entry: entry[:2])
        return [(place, result) for _, place, result in found[:limit]]

    def _promising(self, way: _Way, least: float) -> list[int]:
        """The rows whose bound reaches the threshold, the most promising first.

        The rarest words come first. Once the words that are left could not carry a match alone, they only add
        to the rows already found.
        """
        query = way.side
        wanted = self._wanted(query)
        total = sum(query.weights)
        enough = 0.0 if query.office else _enough(total - _initials(query)[1], least, query)
        left = total
        touched: list[_Rows] = []
        for word in wanted:
            if left < enough and word.weight:
                break
            left -= word.weight
            if len(word.known.rows):
                touched.append(word.known.rows)
            if len(word.known.parted):
                touched.append(word.known.parted)
        if not touched:
            return []
        scores = self._scratch()
        rows = touched[0] if len(touched) == 1 else np.concatenate(touched)
        for word in wanted:
            known = word.known
            scores[known.rows] += known.gains if word.gain == 1.0 else known.gains * np.float32(word.gain)
            if len(known.parted):
                scores[known.parted] += np.float32(1.0 + word.gain)
        rows = rows[scores[rows] >= np.float32(enough)]
        if way.kinds is not None and len(rows):
            rows = rows[way.kinds[self._tables.kinds[rows]]]
        if len(rows) > 1:
            rows = np.unique(rows)
        ranked = self._ranked(way, rows, scores[rows], total, least) if len(rows) else []
        for word in wanted:
            scores[word.known.rows] = 0
            if len(word.known.parted):
                scores[word.known.parted] = 0
        self._idle.append(scores)
        return ranked

    def _scratch(self) -> _Numbers:
        """A row of zeros, one for every row: that of a search that is over, since threads never share one."""
        try:
            return self._idle.pop()
        except IndexError:
            return np.zeros(len(self._tables.row_names), np.float32)

    def _ranked(self, way: _Way, rows: _Rows, gains: _Numbers, total: float, least: float) -> list[int]:
        """Rows by what a comparison could reach at best, those below the threshold left out."""
        query = way.side
        # a long word may agree with one that is two slips away, which no key finds
        slack = np.where(gains >= _FIRM, np.float32(_has_long_word(query.words)), np.float32(0))
        lost_query = np.maximum(total - gains - slack, 0)
        lost_row = np.maximum(way.mass[rows] - gains - slack, 0)
        cost: float | _Numbers = LEFT_OUT_ALONE
        if way.person is not None:
            letters, weight = _initials(query)
            theirs = self._tables.initials[rows]
            lost_query = np.maximum(lost_query - weight - theirs, 0)
            lost_row = np.maximum(lost_row - letters - theirs, 0)
            if not query.korean and not query.chinese:
                firm = gains >= _FIRM
                # two words of more than three, where it is known which are the surname: see ``comparison``
                firm &= (gains >= _FIRMER) | (lost_row < _FIRM) | (self._tables.families[rows] == 0)
                if way.organization is not None:
                    firm &= self._persons[rows]
                cost = np.where(firm, np.float32(LEFT_OUT), np.float32(LEFT_OUT_ALONE))
        contradicted = np.minimum(lost_query, lost_row)
        bounds = gains / (gains + CONTRADICTED * contradicted + cost * np.abs(lost_query - lost_row))
        good = np.flatnonzero(bounds >= (0.0 if query.office else least - _SLACK))
        if len(good) > 1:
            # of equal bounds first those whose words are the query's own, neither alike nor counted twice
            good = good[np.lexsort((rows[good], np.abs(gains[good] - total), -bounds[good]))[:_COMPARED]]
        found: list[int] = rows[good].tolist()
        return found

    def _wanted(self, query: Side) -> list[_Wanted]:
        """The words looked for, and neighbours that may be one word, the rarest first."""
        sought = _sought(query.words, query.text.bare)
        found = self._look_up(sought)
        weights: dict[str, float] = {}
        for word, weight in zip(query.words, query.weights, strict=True):
            weights[word] = weights.get(word, 0.0) + weight
        wanted: list[_Wanted] = []
        for key in sought:
            word, second, _ = key
            if not second:
                wanted.append(_Wanted(found[key], weights[word], weights[word]))
            elif len(found[key].rows):
                wanted.append(_Wanted(found[key], weights[word] + weights[second], 0.0))
        wanted.sort(key=_rarest_first)
        return wanted

    def _look_up(self, sought: Iterable[_Sought]) -> dict[_Sought, _Known]:
        """What the tables have of each word or pair of words, all in one pass over the keys."""
        found: dict[_Sought, _Known] = {}
        fresh: list[_Sought] = []
        for each in sought:
            known = self._known.get(each)
            if known is None:
                fresh.append(each)
            else:
                found[each] = known
        if fresh:
            if len(self._known) + len(fresh) > _CACHED:
                self._known = {}
            learnt = self._learnt(fresh)
            self._known.update(learnt)
            found.update(learnt)
        return found

    def _learnt(self, fresh: Sequence[_Sought]) -> dict[_Sought, _Known]:
        tables = self._tables
        learnt: dict[_Sought, _Known] = {}
        firsts = np.array([joined_key(word + second) for word, second, _ in fresh], np.uint32)
        words = _found(tables.keys, tables.key_words, tables.key_words_at, firsts)
        parted = _found(tables.joined, tables.joined_rows, tables.joined_rows_at, firsts)
        unknown: list[_Sought] = []
        for at, each in enumerate(fresh):
            word, second, bare = each
            numbers = words[at].tolist() if at in words else []
            if second and word not in ARTICLES and not (is_syllable(word) and is_syllable(second)):
                learnt[each] = self._joined(each, numbers)
                continue
            number = next((number for number in numbers if self._word(number) == word), None)
            if number is None or second or bare:
                unknown.append(each)
                continue
            alike = tables.alike[tables.alike_at[number] : tables.alike_at[number + 1]].tolist()
            learnt[each] = self._rows_of(number, alike, [parted[at]] if at in parted else [])
        if unknown:
            learnt.update(self._learnt_by_keys(unknown))
        return learnt

    def _learnt_by_keys(self, fresh: Sequence[_Sought]) -> dict[_Sought, _Known]:
        """Find listed words that agree with words that are not listed, and words made of two."""
        learnt: dict[_Sought, _Known] = {}
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
        tables = self._tables
        wanted = np.array(keys, np.uint32)
        words = _found(tables.keys, tables.key_words, tables.key_words_at, wanted)
        parted = _found(tables.joined, tables.joined_rows, tables.joined_rows_at, wanted)
        for each, (start, middle, end) in zip(fresh, spans, strict=True):
            word = each[0]
            sure = dict.fromkeys(
                [number for at in range(start, middle) if at in words for number in words[at].tolist()]
            )
            if each[1]:
                learnt[each] = self._joined(each, sure)
                continue
            slips = [number for at in range(middle, end) if at in words for number in words[at].tolist()]
            near = close(word, dict.fromkeys(slips).keys() - sure.keys(), self._word)
            same = next((number for number in sure if self._word(number) == word), None)
            alike = [number for number in (*sure, *sorted(near)) if number != same]
            rows = [parted[at] for at in range(start, middle) if at in parted]
            learnt[each] = self._rows_of(same, alike, rows)
        return learnt

    def _joined(self, sought: _Sought, sure: Iterable[int]) -> _Known:
        """The rows that have two neighbours as one word."""
        size = len(sought[0]) + len(sought[1])
        rows = [self._rows(number) for number in sure if abs(len(self._word(number)) - size) <= _CLOSE]
        together = np.concatenate(rows) if rows else _EMPTY
        return _Known(together, np.ones(len(together), np.float32), _EMPTY)

    def _rows(self, number: int) -> _Rows:
        return self._tables.posting[self._posting_at[number] : self._posting_at[number + 1]]

    def _rows_of(self, same: int | None, alike: Sequence[int], parted: Sequence[_Rows]) -> _Known:
        """The rows of a word and of those like it; the word's own come last, so that they count."""
        own = self._rows(same) if same is not None else _EMPTY
        if alike:
            rows = np.concatenate([*[self._rows(number) for number in alike], own])
            gains = np.full(len(rows), _ALIKE, np.float32)
            gains[len(rows) - len(own) :] = 1.0
        else:
            rows, gains = own, np.ones(len(own), np.float32)
        return _Known(rows, gains, np.concatenate(parted) if parted else _EMPTY)


def _found(keys: _Rows, values: _Rows, values_at: _Rows, wanted: _Rows) -> dict[int, _Rows]:
    """The values of those of the wanted keys that are there, by the place of the wanted key."""
    if not len(keys):
        return {}
    places = keys.searchsorted(wanted)
    there = (keys.take(places, mode="clip") == wanted).nonzero()[0]
    hits = places[there]
    first, last = values_at[hits].tolist(), values_at[hits + 1].tolist()
    return {at: values[one:other] for at, one, other in zip(there.tolist(), first, last, strict=True)}


def _sought(words: Sequence[str], bare: frozenset[str]) -> list[_Sought]:
    found: dict[_Sought, None] = {(word, "", word in bare): None for word in words}
    found.update({(first, second, False): None for first, second in pairwise(words)})
    return list(found)


def _initials(query: Side) -> tuple[int, float]:
    """The letters of a person's words that may be initials, each of another word, and what those words weigh."""
    if not query.person:
        return 0, 0.0
    found = [
        (len(word), weight)
        for word, weight in zip(query.words, query.weights, strict=True)
        if may_be_initials(word)
    ]
    return sum([letters for letters, _ in found]), sum([weight for _, weight in found])


def _has_long_word(words: Sequence[str]) -> bool:
    return any([len(word) >= _LONG for word in words])


def _enough(total: float, least: float, query: Side) -> float:
    """The least weight of agreeing words with which a match can reach the threshold, every other word missing."""
    share = least - _SLACK
    alone = share * LEFT_OUT_ALONE / (1.0 - share + share * LEFT_OUT_ALONE)
    if not query.person or query.korean or query.chinese:
        return alone * total
    firm = share * LEFT_OUT / (1.0 - share + share * LEFT_OUT)
    return min(alone * total, max(firm * total, _FIRM))
