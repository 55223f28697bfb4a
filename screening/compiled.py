"""Prepared lists in one file that worker processes map and share: ``lists.compiled`` in a folder of fetched lists.

The file holds the index of names and the entries, each decoded when it is first asked for, so that loading takes
no longer than checking that the file is whole. It is made for the version of the library that wrote it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from itertools import accumulate
from os import PathLike
from pathlib import Path
from typing import overload

import msgspec
import numpy as np
from numpy.typing import NDArray

from screening import arrays
from screening.arrays import Arrays
from screening.errors import WatchlistError
from screening.listed_streets import Streets
from screening.lists import bundled
from screening.lists.folder import book, read_current
from screening.names import Index
from screening.names.mapped import FORMAT as INDEX_FORMAT
from screening.prepared import Parts, Places, Prepared
from screening.version import __version__
from screening.watchlist import Entity, Watchlist

__all__ = ["FILE", "current", "is_compiled", "load", "make", "save"]

FILE = "lists.compiled"
_WHAT = "prepared lists"
_FORMAT = 2000 + INDEX_FORMAT
"""Raise the thousands when the arrays or the structs of :mod:`screening.watchlist` change."""
_INDEX = "index."
_STREETS = "streets."


class _Origin(msgspec.Struct, frozen=True):
    """A list without its entries, as the file keeps it."""

    id: str
    title: str
    publisher: str
    url: str
    licence: str
    as_of: str
    checked_on: str
    digest: str
    official: bool
    problems: tuple[str, ...]
    skipped: tuple[str, ...]
    entries: int


class _About(msgspec.Struct, frozen=True):
    """Which version wrote the file, and the lists in it."""

    version: str
    lists: tuple[_Origin, ...]


def current(folder: str | PathLike[str]) -> Prepared:
    """The bundled list and the current ones of a folder: mapped, if they were compiled, else prepared now.

    Nothing is written: :func:`make` does that.

    Raises:
        WatchlistError: nothing was fetched into the folder, or a list is damaged.
    """
    place = Path(folder)
    kept = book(place).lists
    wanted = [*((w.id, w.digest) for w in bundled()), *((key, of.current.digest) for key, of in kept.items())]
    with contextlib.suppress(WatchlistError, OSError):  # absent, damaged or of another version: made anew
        prepared = load(place / FILE)
        if [(w.id, w.digest) for w in prepared.watchlists] == wanted:
            for watchlist in prepared.watchlists:
                if watchlist.id in kept:
                    watchlist.checked_on = kept[watchlist.id].current.checked_at[:10]
            return prepared
    return Prepared([*bundled(), *read_current(place)])


def make(folder: str | PathLike[str]) -> Prepared:
    """Compile the lists of a folder, so that :func:`current` maps them.

    Raises:
        WatchlistError: nothing was fetched into the folder, or a list is damaged.
        OSError: the file cannot be written.
    """
    prepared = Prepared([*bundled(), *read_current(folder)])
    save(prepared, Path(folder) / FILE)
    return prepared


def is_compiled(path: str | PathLike[str]) -> bool:
    """Whether a file is one that :func:`save` wrote, by its first line."""
    return arrays.is_of(Path(path), _WHAT)


def save(prepared: Prepared, path: str | PathLike[str]) -> None:
    """Write prepared lists to one file, which appears whole or not at all.

    Raises:
        OSError: it cannot be written; a file that was there before stays as it was.
    """
    parts = prepared.parts
    encode = msgspec.msgpack.Encoder().encode
    entries = [encode(entity) for entity in prepared.entities]
    about = _About(__version__, tuple(map(_origin, prepared.watchlists)))
    arrays.save(
        Path(path),
        {
            **{_INDEX + name: array for name, array in parts.names.arrays.items()},
            "owners_at": parts.owners_at,
            "owner_entity": parts.owner_entity,
            "owner_alias": parts.owner_alias,
            "leads": parts.leads,
            "entries_at": np.array([0, *accumulate(map(len, entries))], np.uint64),
            "entries": np.frombuffer(b"".join(entries), np.uint8),
            "numbers": np.frombuffer(encode(parts.numbers), np.uint8),
            **{_STREETS + name: getattr(parts.streets, name) for name in Streets._fields},
            "companies": np.frombuffer(encode(parts.companies), np.uint8),
        },
        what=_WHAT,
        form=_FORMAT,
        about=msgspec.json.encode(about).decode(),
    )


def load(path: str | PathLike[str]) -> Prepared:
    """Map the file that :func:`save` wrote; processes that do so share its memory.

    Raises:
        WatchlistError: it is damaged, or of another version of the library.
        OSError: it cannot be read.
    """
    path = Path(path)
    about, found = arrays.load(path, what=_WHAT, form=_FORMAT)
    try:
        origins = msgspec.json.decode(about, type=_About)
        if origins.version != __version__:
            raise WatchlistError(
                f"{path}: {_WHAT} of version {origins.version}, not {__version__}: make them again"
            )
        return _mapped(origins, found, path)
    except (msgspec.DecodeError, KeyError) as error:
        raise WatchlistError(f"{path}: {_WHAT} are damaged ({error})") from None


def _mapped(about: _About, found: Arrays, path: Path) -> Prepared:
    entities = _Entries(found["entries"], found["entries_at"])
    starts = accumulate((origin.entries for origin in about.lists), initial=0)
    watchlists = [
        _watchlist(origin, entities[start : start + origin.entries])
        for origin, start in zip(about.lists, starts, strict=False)
    ]
    index = {name.removeprefix(_INDEX): array for name, array in found.items() if name.startswith(_INDEX)}
    parts = Parts(
        Index.from_arrays(index, path),
        found["owners_at"],
        found["owner_entity"],
        found["owner_alias"],
        found["leads"],
        msgspec.msgpack.decode(found["numbers"].data, type=Places),
        msgspec.msgpack.decode(found["companies"].data, type=dict[str, int]),
        Streets(*(found[_STREETS + name] for name in Streets._fields)),
    )
    return Prepared(watchlists, entities=entities, parts=parts)


class _Entries(Sequence[Entity]):
    """Entries in a mapped file, each decoded when it is first asked for, and kept."""

    def __init__(self, data: NDArray[np.uint8], at: NDArray[np.uint64], within: range | None = None) -> None:
        self._data = data
        self._at = at
        self._within = range(len(at) - 1) if within is None else within
        self._decode = msgspec.msgpack.Decoder(Entity).decode
        self._known: dict[int, Entity] = {}

    def __len__(self) -> int:
        return len(self._within)

    @overload
    def __getitem__(self, place: int) -> Entity: ...
    @overload
    def __getitem__(self, place: slice) -> _Entries: ...
    def __getitem__(self, place: int | slice) -> Entity | _Entries:
        if isinstance(place, slice):
            part = _Entries(self._data, self._at, self._within[place])
            part._known = self._known  # one copy of each
            return part
        number = self._within[place]
        entity = self._known.get(number)
        if entity is None:
            start, end = int(self._at[number]), int(self._at[number + 1])
            entity = self._known[number] = self._decode(self._data[start:end].data)
        return entity


def _origin(watchlist: Watchlist) -> _Origin:
    return _Origin(
        watchlist.id,
        watchlist.title,
        watchlist.publisher,
        watchlist.url,
        watchlist.licence,
        watchlist.as_of,
        watchlist.checked_on,
        watchlist.digest,
        watchlist.official,
        watchlist.problems,
        watchlist.skipped,
        len(watchlist),
    )


def _watchlist(origin: _Origin, entities: Sequence[Entity]) -> Watchlist:
    return Watchlist(entities, **{f: getattr(origin, f) for f in origin.__struct_fields__ if f != "entries"})
