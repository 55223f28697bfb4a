"""The search in the tables of an index: words to rows, rows to bounds, the best bounds to comparisons."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain, pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

from screening.names.comparison import Match, closeness, match
from screening.names.lookup import Known, Lookup, Numbers, Rows
from screening.names.sides import Side, looks_like_person, may_be_initials, side
from screening.names.tables import LIKE_PERSON, PERSON, Tables
from screening.names.text import Text
from screening.names.weighing import CONTRADICTED, LEFT_OUT, LEFT_OUT_ALONE

__all__ = ["FIRM", "FIRMER", "LONG", "SLACK", "Finder"]

_COMPARED = 20
"""The most names compared in full for the likeliest reading of the query, of either kind."""
_COMPARED_BESIDES = 10
"""The same for each other reading: what it alone finds is mostly among its first."""
SLACK = 0.1  # by how much the bound may fall short of the comparison
_CERTAIN = 0.999  # the bound of what may be the query letter by letter
FIRM = 1.8  # from here two words of a person's name agree
FIRMER = 2.5
_AS_PERSONS = {like: np.array([True, False, like, False]) for like in (True, False)}
"""Which kinds of rows are compared as persons, by whether the query looks like one."""
LONG = 8  # letters of a word that agrees with others two slips away


class _Wanted(msgspec.Struct, gc=False):
    """A word of the query: where it is, what it adds there, and what it weighs in the query."""

    known: Known
    gain: float
    weight: float


def _rarest_first(word: _Wanted) -> tuple[bool, int]:
    """Neighbours that may be one word come before all: they weigh nothing themselves."""
    return word.weight > 0, len(word.known.rows) + len(word.known.parted)


class _Way(msgspec.Struct, gc=False):
    """One way to look at the names: sides of the query for the kinds of rows, and what the rows weigh.

    Attributes:
        person, organization: the query under the rules for either kind.
        mass: what each row weighs.
        kinds: of the rows that are looked at; ``None``: all.
        most: how many are compared.
        initials: the letters of words that may be initials, and what those words weigh.
    """

    person: Side | None
    organization: Side | None
    mass: Numbers
    kinds: NDArray[np.bool_] | None = None
    most: int = _COMPARED
    initials: tuple[int, float] = (0, 0.0)

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
        self._lookup = Lookup(tables)
        self._unusual = frozenset(tables.unusual.tolist())
        self._idle: list[Numbers] = []

    def find(self, text: Text, limit: int, kind: str | None, least: float) -> list[tuple[int, Match]]:
        """The positions of the names that match a query, best first."""
        best = self._best(text, kind, least)
        return self._placed(best, limit) if best else []

    def _best(self, text: Text, kind: str | None, least: float) -> dict[int, tuple[tuple[float, int], Match]]:
        """The names that match, each by its best reading: its rank, and how it matches."""
        best: dict[int, tuple[tuple[float, int], Match]] = {}
        for way in self._ways(text, kind):
            for row in chain(self._promising(way, least), self._by_acronym(way)):
                found = self._compared(way, row, least)
                if found is not None:
                    rank = (-found.score, closeness(found))
                    name = int(self._tables.row_names[row])
                    if name not in best or rank < best[name][0]:
                        best[name] = rank, found
        return best

    def matching(self, text: Text, least: float) -> list[tuple[Text, tuple[float, int]]]:
        """All names that match a query, as they read and with their ranks, in the order of :meth:`find`."""
        tables = self._tables
        best = self._best(text, None, least)
        if not best:
            return []
        first = tables.places[tables.places_at[list(best)]].tolist()
        order = sorted((rank, place, name) for (name, (rank, _)), place in zip(best.items(), first, strict=True))
        rows = [int(tables.row_names.searchsorted(np.uint32(name))) for _, _, name in order]
        return [(tables.text(row), rank) for row, (rank, _, _) in zip(rows, order, strict=True)]

    def candidates(self, text: Text, least: float) -> tuple[int, bool]:
        """How many names a search might compare if it compared however many, and whether any of them matches.

        What a search finds is among them, and so is whatever competes with that for being compared.
        """
        found: dict[int, bool] = {}
        for way in self._ways(text, None):
            uncut = msgspec.structs.replace(way, most=len(self._persons))
            for row in chain(self._promising(uncut, least, every=True), self._by_acronym(uncut)):
                found[row] = found.get(row, False) or self._compared(way, row, least) is not None
        return len(found), any(found.values())

    def room(self, text: Text, least: float) -> int:
        """How many more names a search could compare before it leaves any out."""
        return min(
            way.most - max(len(self._promising(way, least)), len(self._by_acronym(way)))
            for way in self._ways(text, None)
        )

    def known(self, word: str, *, bare: bool) -> Known:
        """What the tables have of a word, see :meth:`screening.names.lookup.Lookup.known`."""
        return self._lookup.known(word, bare=bare)

    def _ways(self, text: Text, kind: str | None) -> Iterator[_Way]:
        """The sides of each reading, for the names that they are compared with."""
        tables = self._tables
        like_person = None
        for reading in (text, *text.others):
            most = _COMPARED if reading is text else _COMPARED_BESIDES
            if kind == "person":
                query = side(reading, kind)
                yield _Way(query, None, tables.person_mass, most=most, initials=_initials(query, query.words))
                continue
            organization = side(reading, "organization")
            if kind is not None:
                yield _Way(None, organization, tables.organization_mass, most=most)
                continue
            if like_person is None:
                like_person = looks_like_person(organization)
            person = side(reading, "person")
            if like_person and person.words == organization.words and person.weights == organization.weights:
                initials = _initials(person, person.words)
                yield _Way(person, organization, self._mass, most=most, initials=initials)
                continue
            as_persons = _AS_PERSONS[like_person]
            # a legal form abbreviates no name: what a company is called has none in the place of initials
            initials = _initials(person, person.words if like_person else organization.words)
            yield _Way(person, None, tables.person_mass, as_persons, most, initials)
            yield _Way(None, organization, tables.organization_mass, ~as_persons, most)

    def _by_acronym(self, way: _Way) -> list[int]:
        """The rows of an acronym and its name: one word and all the words, which share no key."""
        if way.organization is None:
            return []
        rows = self._lookup.by_acronym(way.organization)
        if way.kinds is not None and len(rows):
            rows = rows[way.kinds[self._tables.kinds[rows]]]
        found: list[int] = rows[: way.most].tolist()
        return found

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
        return Text(tuple([self._lookup.word(number) for number in numbers]), family=int(tables.families[row]))

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

    def _promising(self, way: _Way, least: float, *, every: bool = False) -> list[int]:
        """The rows whose bound reaches the threshold, the most promising first.

        The rarest words come first. Once the words that are left could not carry a match alone, they only add
        to the rows already found, unless ``every`` row with any of the words is to be looked at.
        """
        query = way.side
        wanted = self._wanted(query)
        total = sum(query.weights)
        enough = 0.0 if query.office or every else _enough(total - way.initials[1], least, query)
        touched = _touched(wanted, total, enough)
        if not touched:
            return []
        scores = self._scratch()
        rows = touched[0] if len(touched) == 1 else np.concatenate(touched)
        there = [word for word in wanted if len(word.known.rows)]
        for word in there:
            known = word.known
            scores[known.rows] += known.gains if word.gain == 1.0 else known.gains * np.float32(word.gain)
        parted = [word for word in wanted if len(word.known.parted)]
        twice = self._scratch() if parted else None
        if twice is not None:
            for word in parted:
                # two words there and one here: it counts for both, but fills the place of one
                scores[word.known.parted] += np.float32(1.0 + word.gain)
                twice[word.known.parted] += np.float32(1.0)
        rows = rows[scores[rows] >= np.float32(enough)]
        if way.kinds is not None and len(rows):
            rows = rows[way.kinds[self._tables.kinds[rows]]]
        ranked: list[int] = []
        if len(rows):
            rows = np.unique(rows)
            gains = scores[rows]
            ranked = self._ranked(way, rows, gains, gains if twice is None else gains - twice[rows], least)
        for word in there:
            scores[word.known.rows] = 0
        self._idle.append(scores)
        if twice is not None:
            for word in parted:
                scores[word.known.parted] = twice[word.known.parted] = 0
            self._idle.append(twice)
        return ranked

    def _scratch(self) -> Numbers:
        """A row of zeros, one for every row: that of a search that is over, since threads never share one."""
        try:
            return self._idle.pop()
        except IndexError:
            return np.zeros(len(self._tables.row_names), np.float32)

    def _ranked(self, way: _Way, rows: Rows, gains: Numbers, ours: Numbers, least: float) -> list[int]:
        """Rows by what a comparison could reach at best, those below the threshold left out.

        What agrees weighs ``gains`` in the row, and ``ours`` in the query.
        """
        query = way.side
        total = sum(query.weights)
        # a long word may agree with one that is two slips away, which no key finds
        slack = np.where(gains >= FIRM, np.float32(_has_long_word(query.words)), np.float32(0))
        lost_query = np.maximum(total - ours - slack, 0)
        lost_row = np.maximum(way.mass[rows] - gains - slack, 0)
        cost: float | Numbers = LEFT_OUT_ALONE
        if way.person is not None:
            letters, weight = way.initials
            theirs = self._tables.initials[rows]
            lost_query = np.maximum(lost_query - weight - theirs, 0)
            lost_row = np.maximum(lost_row - letters - theirs, 0)
            if not query.korean and not query.chinese:
                firm = gains >= FIRM
                # two words of more than three, where it is known which are the surname: see ``weighing``
                firm &= (gains >= FIRMER) | (lost_row < FIRM) | (self._tables.families[rows] == 0)
                if way.organization is not None:
                    firm &= self._persons[rows]
                cost = np.where(firm, np.float32(LEFT_OUT), np.float32(LEFT_OUT_ALONE))
        contradicted = np.minimum(lost_query, lost_row)
        bounds = gains / (gains + CONTRADICTED * contradicted + cost * np.abs(lost_query - lost_row))
        good = np.flatnonzero(bounds >= (0.0 if query.office else least - SLACK))
        crowded = False
        if len(good) > 1:
            # of equal bounds first those whose words are the query's own, neither alike nor counted twice
            good = good[np.lexsort((rows[good], np.abs(ours[good] - total), -bounds[good]))]
            crowded = len(good) > way.most and bounds[good[way.most]] > _CERTAIN
            good = good[: way.most]
        found: list[int] = rows[good].tolist()
        return [*found, *self._itself(way, found)] if crowded else found

    def _itself(self, way: _Way, found: Collection[int]) -> list[int]:
        """The rows of the query's very words that are not among those found.

        Their bound is the highest there is, but so is that of others where a word stands twice in the query, or
        may be initials in the name: a name that is listed letter by letter is found all the same.
        """
        rows = self._lookup.of_words(way.side.text.words)
        if way.kinds is not None and len(rows):
            rows = rows[way.kinds[self._tables.kinds[rows]]]
        return [row for row in rows[: way.most].tolist() if row not in found]

    def _wanted(self, query: Side) -> list[_Wanted]:
        """The words looked for, and neighbours that may be one word, the rarest first."""
        words, bare, lookup = query.words, query.text.bare, self._lookup
        weights: dict[str, float] = {}
        for word, weight in zip(words, query.weights, strict=True):
            weights[word] = weights.get(word, 0.0) + weight
        wanted = [
            _Wanted(lookup.known(word, bare=word in bare), weight, weight) for word, weight in weights.items()
        ]
        for first, second in dict.fromkeys(pairwise(words)):
            known = lookup.joined(first, second)
            if known is not None:
                wanted.append(_Wanted(known, weights[first] + weights[second], 0.0))
        if len(wanted) > 1:
            wanted.sort(key=_rarest_first)
        return wanted


def _touched(wanted: Sequence[_Wanted], total: float, enough: float) -> list[Rows]:
    """The rows of the rarest words, until those that are left could not carry a match alone."""
    left = total
    touched: list[Rows] = []
    for word in wanted:
        if left < enough and word.weight:
            break
        left -= word.weight
        if len(word.known.rows):
            touched.append(word.known.rows)
        if len(word.known.parted):
            touched.append(word.known.parted)
    return touched


def _initials(query: Side, words: Collection[str]) -> tuple[int, float]:
    """The letters of those of the words that may be initials, each of another word, and what those weigh."""
    letters, total = 0, 0.0
    for word, weight in zip(query.words, query.weights, strict=True):
        if may_be_initials(word) and word in words:
            letters += len(word)
            total += weight
    return letters, total


def _has_long_word(words: Sequence[str]) -> bool:
    return any([len(word) >= LONG for word in words])


def _enough(total: float, least: float, query: Side) -> float:
    """The least weight of agreeing words with which a match can reach the threshold, every other word missing."""
    share = least - SLACK
    alone = share * LEFT_OUT_ALONE / (1.0 - share + share * LEFT_OUT_ALONE)
    if not query.person or query.korean or query.chinese:
        return alone * total
    firm = share * LEFT_OUT / (1.0 - share + share * LEFT_OUT)
    return min(alone * total, max(firm * total, FIRM))
