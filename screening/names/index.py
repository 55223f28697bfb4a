"""Many names, built once, searched one at a time: only the most promising are compared.

Candidates come from the words they share with the query: the same word, its spelling variants, its Korean
syllables, its consonants, one typing error (both words are looked up with each single letter left out, as in
SymSpell), and neighbours written together. Rare words weigh more. What is found is then compared in full.
"""

from __future__ import annotations

import gc
import heapq
import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar
from zlib import crc32

from screening.errors import InputError
from screening.names.comparison import THRESHOLD, Match, match
from screening.names.romanise import syllables
from screening.names.sides import Side, side
from screening.names.text import Text, read
from screening.names.tokens import fold, monosyllable, skeleton

__all__ = ["Index"]


Key = TypeVar("Key", str, int)

_CANDIDATES = 50
_FREQUENT = 300  # a word in more names than this is not followed when it cannot make a candidate alone
_LEAST_SHARE = 0.35  # of the weight of the query, that the words still to come must have
_LIGHTEST = 0.2  # the weight of the most frequent words; the rarest have 1
_INITIALS = 3  # unknown words up to this length may be initials
_PARTED = 0.5  # the share of a name that a pair of words parted elsewhere is taken for
_JOINED_FROM = 4
_DELETIONS_FROM = 4
_DELETIONS_TO = 24
_CACHED = 1 << 15
_NOT_A_PERSON = "organization"


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """No garbage collection meanwhile: much is made, none is garbage, and looking for it doubles the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class Index:
    """Names, ready to be searched.

    Args:
        names: the names, in any script. Their positions in this sequence are what a search returns.
        kinds: the kind of each name (``person``, ``organization`` ... or ``None``), if known.

    Raises:
        InputError: a name beyond the bounds of :func:`screening.names.clean`, with its position; or
            ``kinds`` of another length than ``names``.

    >>> index = Index(["Kim Jong Un", "Yanbian Silverstar Network Technology Co., Ltd."])
    >>> [(position, match.complete) for position, match in index.search("Yanbian Silver Star Network Technology")]
    [(1, True)]
    """

    def __init__(self, names: Sequence[str], *, kinds: Sequence[str | None] | None = None) -> None:
        self._names = tuple(names)
        self._kinds = tuple(kinds) if kinds is not None else None
        if self._kinds is not None and len(self._kinds) != len(self._names):
            raise InputError(f"{len(self._kinds)} kinds for {len(self._names)} names")
        self._sides: dict[tuple[int, str | None], Side] = {}
        self._words: dict[str, int] = {}  # word -> its number
        self._rows: list[Sequence[int]] = []  # number of a word -> positions of names
        self._pairs: dict[str, int | list[int]] = {}  # neighbours written together -> positions of names
        self._ways: dict[str, int | list[int]] = {}  # spelling, consonants, syllables -> numbers of words
        self._slips: dict[int, int | list[int]] = {}  # word with a letter left out -> numbers of words
        self._lookups: dict[str, tuple[tuple[int, float], ...]] = {}
        with _nothing_collected():
            self._texts = [self._read(position, name) for position, name in enumerate(self._names)]
            rows: list[list[int]] = []
            for position, text in enumerate(self._texts):
                self._post(position, text.words, rows)
            self._rows.extend(map(tuple, rows))  # tuples of numbers are no work for the garbage collector
        most = math.log(len(self._names) + 1)
        self._weights = [max(_LIGHTEST, 1.0 - math.log(len(rows)) / most) for rows in self._rows]
        self._mass = [self._mass_of(text.words) for text in self._texts]

    def __len__(self) -> int:
        return len(self._names)

    def __repr__(self) -> str:
        return f"<Index of {len(self)} names>"

    @staticmethod
    def _read(position: int, name: str) -> Text:
        try:
            return read(name)
        except InputError as error:
            raise InputError(f"names[{position}]: {error}") from None

    def _post(self, position: int, words: tuple[str, ...], rows: list[list[int]]) -> None:
        numbers, pairs = self._words, self._pairs
        before = ""
        for word in words:
            number = numbers.get(word)
            if number is None:
                numbers[word] = len(rows)
                self._learn(word, len(rows))
                rows.append([position])
            elif rows[number][-1] != position:
                rows[number].append(position)
            if before and len(before) + len(word) >= _JOINED_FROM:
                _put(pairs, before + word, position)
            before = word

    def _learn(self, word: str, number: int) -> None:
        """Note the ways in which a word new to the index can be found."""
        folded = fold(word)
        _put(self._ways, folded, number)
        if word.isalpha():
            bones = skeleton(word)
            if len(bones) > 1:
                _put(self._ways, "~" + bones, number)
            for reading in syllables(word):
                _put(self._ways, "k" + "".join(reading), number)
        for slip in _slips(word, folded):
            _put(self._slips, slip, number)

    def _mass_of(self, words: tuple[str, ...]) -> float:
        """What all the words of a name weigh together."""
        numbers, weights = self._words, self._weights
        return sum([weights[numbers[word]] if word in numbers else _weight_unknown(word) for word in set(words)])

    def search(
        self, query: str, *, limit: int = 10, kind: str | None = None, threshold: float | None = None
    ) -> list[tuple[int, Match]]:
        """The names that match, best first, ties by position.

        Args:
            query: a name, in any script.
            limit: at most this many.
            kind: compares every name under this kind's rules; ``None`` under the kind stored with each
                name, and where none is stored under that which both names look like.
            threshold: the lowest score returned, by default :data:`screening.names.THRESHOLD`.

        Returns:
            Positions in the names given, with the match of the query (``a``) and the name (``b``).

        Raises:
            InputError: the query is longer than 512 characters or 64 words.
        """
        least = THRESHOLD if threshold is None else threshold
        text = read(query)
        sides: dict[str | None, Side] = {}
        found: list[tuple[float, int, Match]] = []
        for position in self._candidates(text, least):
            result = self._compared(text, position, kind, sides, least)
            if result is not None:
                found.append((-result.score, position, result))
        found.sort(key=lambda entry: entry[:2])
        return [(position, result) for _, position, result in found[:limit]]

    def search_many(
        self,
        queries: Iterable[str],
        *,
        limit: int = 10,
        kind: str | None = None,
        threshold: float | None = None,
    ) -> Iterator[list[tuple[int, Match]]]:
        """The answer of :meth:`search` for each query, in their order."""
        for query in queries:
            yield self.search(query, limit=limit, kind=kind, threshold=threshold)

    def updated(self, add: Sequence[str] = (), remove: Sequence[int] = ()) -> Index:
        """An index without some names and with others; this one stays as it is.

        The names that stay keep their order and are counted anew from 0, then come the added ones: the
        result is the same as an index built from that sequence. Added names have no stored kind.

        Raises:
            InputError: a position that is not in the index.

        >>> index = Index(["Anna Musterova", "Boris Testov"]).updated(add=["Clara Probst"], remove=[0])
        >>> [index.search(name)[0][0] for name in ("Boris Testov", "Clara Probst")]
        [0, 1]
        """
        gone = set(remove)
        wrong = sorted(position for position in gone if not 0 <= position < len(self))
        if wrong:
            raise InputError(f"no name at position {wrong[0]}: the index has {len(self)}")
        stay = [position for position in range(len(self)) if position not in gone]
        kinds = None
        if self._kinds is not None:
            kinds = [*(self._kinds[position] for position in stay), *(None for _ in add)]
        return Index([*(self._names[position] for position in stay), *add], kinds=kinds)

    def _compared(
        self, text: Text, position: int, kind: str | None, sides: dict[str | None, Side], least: float
    ) -> Match | None:
        if kind is None and self._kinds is not None:
            kind = self._kinds[position]
        if kind is None:
            alike = self._query_side(text, None, sides).person and self._side(position, None).person
            kind = "person" if alike else _NOT_A_PERSON
        elif kind != "person":
            kind = _NOT_A_PERSON
        return match(self._query_side(text, kind, sides), self._side(position, kind), least)

    def _side(self, position: int, kind: str | None) -> Side:
        key = (position, kind)
        ready = self._sides.get(key)
        if ready is None:
            if len(self._sides) >= _CACHED:
                self._sides.clear()
            ready = self._sides[key] = side(self._texts[position], kind)
        return ready

    @staticmethod
    def _query_side(text: Text, kind: str | None, sides: dict[str | None, Side]) -> Side:
        ready = sides.get(kind)
        if ready is None:
            ready = sides[kind] = side(text, kind)
        return ready

    def _candidates(self, text: Text, least: float) -> list[int]:
        """Positions of the most promising names, in no promised order.

        A name is promising by the weight of the words found, as a share of the lighter of both names. The
        rarest words come first; a frequent word that could not make a name promising by itself only adds
        to those already found.
        """
        words = dict.fromkeys(text.words)
        wanted: list[tuple[int, str, tuple[tuple[int, float], ...]]] = []
        for word in words:
            known = self._looked_up(word)
            wanted.append((sum(len(self._rows[number]) for number, _ in known), word, known))
        wanted.sort(key=lambda entry: entry[:2])
        scores: dict[int, float] = {}
        for first, second in zip(text.words, text.words[1:], strict=False):
            self._add_joined(scores, first + second)
        mass = left = self._mass_of(text.words)
        for size, word, known in wanted:
            self._add_whole(scores, word)
            only_found = size > _FREQUENT and left < _LEAST_SHARE * mass
            if known:
                self._add(scores, known, only_found=only_found)
            left -= self._weight_of(word)
        share = least / 1.6
        ranked = [
            (-gain / (1.0 + other), position)
            for position, gain in scores.items()
            if gain >= share * min(mass, other := self._mass[position])
        ]
        if len(ranked) > _CANDIDATES:
            ranked = heapq.nsmallest(_CANDIDATES, ranked)
        return [position for _, position in ranked]

    def _weight_of(self, word: str) -> float:
        number = self._words.get(word)
        return _weight_unknown(word) if number is None else self._weights[number]

    def _add(self, scores: dict[int, float], known: tuple[tuple[int, float], ...], *, only_found: bool) -> None:
        """Add one word of the query to every name that has it, once, in the best of its spellings."""
        seen: set[int] = set()
        for number, quality in known:
            gain = self._weights[number] * quality
            fresh: Iterable[int] = self._rows[number]
            if only_found:
                fresh = scores.keys() & fresh
            if seen:
                fresh = [position for position in fresh if position not in seen]
            for position in fresh:
                scores[position] = scores.get(position, 0.0) + gain
            if len(known) > 1:
                seen.update(fresh)

    def _add_joined(self, scores: dict[int, float], joined: str) -> None:
        """Two words of the query that are one word in a name."""
        number = self._words.get(joined)
        if number is not None:
            for position in self._rows[number]:
                scores[position] = scores.get(position, 0.0) + self._weights[number]
        else:
            self._add_whole(scores, joined, half=True)

    def _add_whole(self, scores: dict[int, float], word: str, *, half: bool = False) -> None:
        """One word of the query that is two words in a name (or two that are parted elsewhere)."""
        if half and len(word) < _JOINED_FROM:
            return
        positions = self._pairs.get(word, ())
        for position in (positions,) if isinstance(positions, int) else positions:
            gain = self._mass[position] * (_PARTED if half else 1.0)
            scores[position] = max(scores.get(position, 0.0), gain)

    def _looked_up(self, word: str) -> tuple[tuple[int, float], ...]:
        known = self._lookups.get(word)
        if known is None:
            if len(self._lookups) >= _CACHED:
                self._lookups.clear()
            known = self._lookups[word] = self._look_up(word)
        return known

    def _look_up(self, word: str) -> tuple[tuple[int, float], ...]:
        """Numbers of the listed words that may agree with a word, each with a quality in 0..1."""
        found: dict[int, float] = {}
        same = self._words.get(word)
        if same is not None:
            found[same] = 1.0
        folded = fold(word)
        for number in _got(self._ways, folded):
            found.setdefault(number, 0.95)
        if word.isalpha():
            for reading in sorted(syllables(word)):
                for number in _got(self._ways, "k" + "".join(reading)):
                    found.setdefault(number, 0.9)
            bones = skeleton(word)
            if len(bones) > 1:
                for number in _got(self._ways, "~" + bones):
                    found.setdefault(number, 0.85)
        for slip in sorted(_slips(word, folded)):
            for number in _got(self._slips, slip):
                found.setdefault(number, 0.8)
        return tuple(sorted(found.items(), key=lambda entry: (-entry[1], entry[0])))


def _put(table: dict[Key, int | list[int]], key: Key, value: int) -> None:
    """Most keys have one value: a plain number, and a list from the second on."""
    there = table.get(key)
    if there is None:
        table[key] = value
    elif isinstance(there, list):
        if there[-1] != value:
            there.append(value)
    elif there != value:
        table[key] = [there, value]


def _got(table: dict[Key, int | list[int]], key: Key) -> Sequence[int]:
    there = table.get(key, ())
    return (there,) if isinstance(there, int) else there


def _weight_unknown(word: str) -> float:
    """A word that no name has: it can only be a variant, an initial or something else entirely."""
    return 1.0 if len(word) > _INITIALS else _LIGHTEST


def _slips(word: str, folded: str) -> set[int]:
    """The folded word, and it with each letter left out, as numbers that are the same everywhere.

    Syllables (``chol``) have none: with another letter they are another name.
    """
    if not _DELETIONS_FROM <= len(folded) <= _DELETIONS_TO or monosyllable(word):
        return set()
    raw = folded.encode()
    return {crc32(raw), *(crc32(raw[:cut] + raw[cut + 1 :]) for cut in range(len(raw)))}
