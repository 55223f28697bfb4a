"""Many names, built once, searched one at a time or many: only the most promising are compared.

Candidates come from the words they share with the query, or nearly share (:mod:`screening.names.keys`). What a
comparison could reach at best is known from the words found and those missing, so most names are ruled out by
arithmetic over arrays; the few that are left are compared in full.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from os import PathLike
from pathlib import Path

import msgspec
import numpy as np

from screening.arrays import Arrays
from screening.errors import InputError
from screening.names.comparison import THRESHOLD, Match
from screening.names.finding import Finder
from screening.names.mapped import arrays_of, load, save, tables_of
from screening.names.tables import ORGANIZATION, PERSON, Tables, build
from screening.names.text import Text, read
from screening.names.turned import Shift, Turned

__all__ = ["Index"]


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
    """Names, ready to be searched. It never changes.

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
        if kinds is not None and len(kinds) != len(names):
            raise InputError(f"{len(kinds)} kinds for {len(names)} names")
        with _nothing_collected():
            self._set(build(_read(names, kinds)))

    def _set(self, tables: Tables) -> None:
        self._tables = tables
        self._finder = Finder(tables)

    @classmethod
    def load(cls, path: str | PathLike[str]) -> Index:
        """Map an index from the file that :meth:`save` wrote; processes that do so share its memory.

        Raises:
            WatchlistError: the file is damaged, or of another version of the engine.
            OSError: it cannot be read.
        """
        index = cls.__new__(cls)
        index._set(load(Path(path)))  # noqa: SLF001 - its own
        return index

    def save(self, path: str | PathLike[str]) -> None:
        """Write the index to one file.

        Raises:
            OSError: it cannot be written; a file that was there before stays as it was.
        """
        save(self._tables, Path(path))

    @property
    def arrays(self) -> Arrays:
        """What the index holds, to lie in a larger file; :meth:`from_arrays` takes it back."""
        return arrays_of(self._tables)

    @classmethod
    def from_arrays(cls, arrays: Arrays, path: str | PathLike[str]) -> Index:
        """The index that :attr:`arrays` were taken from; ``path`` is the file they lie in, for messages.

        Raises:
            WatchlistError: they are not those of an index.
        """
        index = cls.__new__(cls)
        index._set(tables_of(arrays, Path(path)))  # noqa: SLF001 - its own
        return index

    def __len__(self) -> int:
        return len(self._tables.places)

    def __repr__(self) -> str:
        return f"<Index of {len(self)} names>"

    def search(
        self, query: str | Text, *, limit: int = 10, kind: str | None = None, threshold: float | None = None
    ) -> list[tuple[int, Match]]:
        """The names that match, best first; then the more alike in order and spelling, then by position.

        Args:
            query: a name, in any script; or one that was read before.
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
        text = query if isinstance(query, Text) else read(query)
        return self._finder.find(text, limit, kind, least)

    def search_many(
        self,
        queries: Iterable[str],
        *,
        limit: int = 10,
        kind: str | None = None,
        threshold: float | None = None,
    ) -> Iterator[list[tuple[int, Match]]]:
        """The answer of :meth:`search` for each query, lazily and in their order.

        Raises:
            InputError: a query is longer than 512 characters or 64 words; those before it are answered.
        """
        for query in queries:
            yield self.search(query, limit=limit, kind=kind, threshold=threshold)

    def updated(
        self,
        add: Sequence[str] = (),
        remove: Sequence[int] = (),
        *,
        kinds: Sequence[str | None] | None = None,
        order: Sequence[int] | None = None,
    ) -> Index:
        """An index without some names and with others; this one stays as it is.

        The names that stay keep their order and are counted anew from 0, then come the added ones: the
        result is the same as an index built from that sequence.

        Args:
            add: names to add.
            remove: positions of names to leave out.
            kinds: the kind of each added name, if known.
            order: the sequence in another order, each position once.

        Raises:
            InputError: a position that is not in the index; a name beyond the bounds; ``kinds`` of another
                length than ``add``; an ``order`` that lacks a position.

        >>> index = Index(["Anna Musterova", "Boris Testov"]).updated(add=["Clara Probst"], remove=[0])
        >>> [index.search(name)[0][0] for name in ("Boris Testov", "Clara Probst")]
        [0, 1]
        """
        gone = set(remove)
        wrong = sorted(position for position in gone if not 0 <= position < len(self))
        if wrong:
            raise InputError(f"no name at position {wrong[0]}: the index has {len(self)}")
        if kinds is not None and len(kinds) != len(add):
            raise InputError(f"{len(kinds)} kinds for {len(add)} names")
        index = type(self).__new__(type(self))
        with _nothing_collected():
            names = [*self._kept(gone), *_read(add, kinds)]
            if order is not None:
                if sorted(order) != list(range(len(names))):
                    raise InputError(f"the order does not have each of {len(names)} positions once")
                names = [names[position] for position in order]
            index._set(build(names))  # noqa: SLF001 - its own
        return index

    def seekers(self, shift: Shift, *, threshold: float | None = None) -> list[int]:
        """The names of this index that, as queries, may find something else since others changed.

        It is the search turned about: those whose candidates may be others than before are looked for, and
        asked again.

        Args:
            shift: what changed.
            threshold: as in :meth:`search`.

        Returns:
            Positions in the names of this index, in order.

        >>> accounts = Index(["Anna Musterova", "Silverstar Technology", "Boris Testov"])
        >>> listed, added = Index(["Yanbian Silver Star Network Technology"]), ["TESTOV, Boris Ivanovich"]
        >>> accounts.seekers(listed.shift(listed.updated(added), Index(added)))
        [2]
        """
        least = THRESHOLD if threshold is None else threshold
        tables, turned = self._tables, self._turned
        found: set[int] = set()
        for rows, asks in (
            (turned.rows(shift, least), shift.finds),
            (np.union1d(turned.reordered(shift), turned.having(shift.words)), shift.moves),
        ):
            names = np.unique(tables.row_names[rows]).tolist()
            found.update(name for name in names if name not in found and asks(self._text(name), least))
        at = tables.places_at
        return sorted(place for name in found for place in tables.places[at[name] : at[name + 1]].tolist())

    def _text(self, name: int) -> Text:
        rows = self._tables.row_names
        first, last = np.searchsorted(rows, np.array([name, name + 1], np.uint32)).tolist()
        return _together([self._tables.text(row) for row in range(first, last)])

    @cached_property
    def _turned(self) -> Turned:
        return Turned(self._tables)

    def shift(self, now: Index, names: Index) -> Shift:
        """From this index to another, for :meth:`seekers`.

        Args:
            now: the other.
            names: those that came or went, and what else is to be found.
        """
        return Shift(self._tables, now._tables, names._tables, (self._finder, now._finder, names._finder))

    def _kept(self, gone: set[int]) -> Iterator[tuple[Text, str | None]]:
        """The names as they were read, in their order, without some."""
        tables = self._tables
        names: list[tuple[Text, str | None]] = []
        readings: list[Text] = []
        rows = len(tables.row_names)
        for row, name in enumerate(tables.row_names.tolist()):
            readings.append(tables.text(row))
            if row + 1 == rows or tables.row_names[row + 1] != name:
                kind = {PERSON: "person", ORGANIZATION: "organization"}.get(int(tables.kinds[row]))
                names.append((_together(readings), kind))
                readings = []
        owner = {
            position: name
            for name in range(len(names))
            for position in tables.places[tables.places_at[name] : tables.places_at[name + 1]].tolist()
        }
        for position in range(len(self)):
            if position not in gone:
                yield names[owner[position]]


def _together(readings: Sequence[Text]) -> Text:
    first, *others = readings
    return msgspec.structs.replace(first, others=tuple(others)) if others else first


def _read(names: Sequence[str], kinds: Sequence[str | None] | None) -> Iterator[tuple[Text, str | None]]:
    for position, name in enumerate(names):
        try:
            yield read(name), kinds[position] if kinds is not None else None
        except InputError as error:
            raise InputError(f"names[{position}]: {error}") from None
