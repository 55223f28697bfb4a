"""The folder of fetched lists: what is in it, as of when, and what of it is searched.

========================================  =====================================================================
``lists.json``                            for each list its current snapshot and the earlier ones
``<list>/<date>-<digest>/``               a snapshot: the files as they were published (``sdn.csv``, ``alt.csv``)
``keep.txt``                              yours: a digest or a folder's name a line; what it names is not deleted
``lists.lock``                            there while an update runs
========================================  =====================================================================

Nothing here opens a connection: :mod:`screening.lists.update` fetches. Each file is read only if it is, byte
for byte, what was fetched.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from screening.errors import WatchlistError
from screening.lists.fetching.snapshots import Name, Snapshot, damage, move_in, write_whole
from screening.lists.ofac.companions import companions
from screening.lists.opening import StrPath
from screening.lists.reading import read
from screening.watchlist import Watchlist

__all__ = ["BOOK", "KEEP", "Book", "Kept", "State", "adopt", "age", "book", "confirm", "read_current", "state"]

BOOK = "lists.json"
KEEP = "keep.txt"
_FORMAT = 1
_SHORT = 12


class Kept(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The snapshots of one list: the one that is searched, and the earlier ones, newest first."""

    current: Snapshot
    history: tuple[Snapshot, ...] = ()


class Book(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The content of ``lists.json``: its format, and the lists by key."""

    format: int = _FORMAT
    lists: dict[Name, Kept] = {}


class State(msgspec.Struct, frozen=True, kw_only=True):
    """How one list of the folder stands.

    Attributes:
        list: its key.
        snapshot: the one that is searched.
        age: days since the date of its data, ``None`` if that date cannot be read.
        unchecked: days since its publisher last had nothing newer.
        earlier: how many earlier snapshots there are.
    """

    list: str
    snapshot: Snapshot
    age: int | None
    unchecked: int | None
    earlier: int


def read_current(folder: StrPath) -> tuple[Watchlist, ...]:
    """Read the current snapshot of every list in the folder.

    Raises:
        WatchlistError: nothing was fetched into this folder, or a file of a list is not as it was fetched.
    """
    place = Path(folder)
    kept = book(place).lists
    if not kept:
        raise WatchlistError(f"{place}: no list was fetched into this folder yet")
    return tuple(_read(place / key, key, of_list.current) for key, of_list in kept.items())


def _read(parent: Path, key: str, snapshot: Snapshot) -> Watchlist:
    place = parent / snapshot.folder
    files = [place / file.name for file in snapshot.files]
    wrong = damage(place, snapshot) or next(_foreign(files), "")
    if wrong:
        raise WatchlistError(f"list {key} is damaged: {wrong}; fetch it anew")
    watchlist = read(files)
    watchlist.as_of = watchlist.as_of or snapshot.as_of
    watchlist.checked_on = snapshot.checked_at[:10]
    return watchlist


def _foreign(files: Sequence[Path]) -> Iterator[str]:
    """Files that reading would take along because they lie beside, and nobody fetched."""
    for path in companions(files[0]).values() if files else ():
        if path not in files:
            yield f"{path}: is no file of it"


def state(folder: StrPath, today: dt.date) -> tuple[State, ...]:
    """How the lists of the folder stand, without reading them; none if nothing was fetched yet.

    Raises:
        WatchlistError: ``lists.json`` is damaged.
    """
    return tuple(
        State(
            list=key,
            snapshot=kept.current,
            age=age(kept.current.as_of, today),
            unchecked=age(kept.current.checked_at[:10], today),
            earlier=len(kept.history),
        )
        for key, kept in book(Path(folder)).lists.items()
    )


def age(date: str, today: dt.date) -> int | None:
    """Days from an ISO date to today; ``None`` if it is no whole date.

    >>> age("2026-02-27", dt.date(2026, 3, 1)), age("2026-02", dt.date(2026, 3, 1))
    (2, None)
    """
    try:
        return (today - dt.date.fromisoformat(date)).days
    except ValueError:
        return None


def book(folder: Path) -> Book:
    """What ``lists.json`` says; an empty book if there is none.

    Raises:
        WatchlistError: it cannot be read, is damaged, or a newer version wrote it.
    """
    path = folder / BOOK
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Book)
    except FileNotFoundError:
        return Book()
    except OSError as error:
        raise WatchlistError(f"{path}: cannot be read ({error.strerror})") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise WatchlistError(
            f"{path}: damaged ({error}): restore it, or remove it and fetch all lists anew"
        ) from None
    if found.format != _FORMAT:
        raise WatchlistError(f"{path}: format {found.format}, this version reads format {_FORMAT}")
    return found


def adopt(
    folder: Path, key: str, staged: Path, snapshot: Snapshot, *, keep: int = 5, pinned: Collection[str] = ()
) -> Snapshot:
    """Make a prepared snapshot the current one of its list, and delete the oldest.

    Args:
        folder: the folder of lists, whose lock the caller holds.
        key: the list.
        staged: the folder with the snapshot's files, on the same file system; renamed to its place.
        snapshot: what it holds; its ``folder`` is filled in here.
        keep: how many snapshots of the list stay, the current one included.
        pinned: digests or folder names of snapshots that stay besides those, as do those in ``keep.txt``.

    Returns:
        The snapshot with its folder.
    """
    before, stays = book(folder), _Named(folder, pinned)
    old = _newest_first(before.lists.get(key))
    again = (s for s in old if _same_bytes(s, snapshot) and not damage(folder / key / s.folder, s))
    if (same := next(again, None)) is None:
        name = move_in(staged, folder / key, f"{snapshot.as_of}-{snapshot.digest[:_SHORT]}")
    else:
        name = same.folder
    snapshot = msgspec.structs.replace(snapshot, folder=name)
    earlier = [s for s in old if s.folder != name]
    kept = [s for number, s in enumerate(earlier, 2) if number <= keep or stays.has(s)]
    _write(folder, before, key, Kept(current=snapshot, history=tuple(kept)))
    for gone in earlier:
        if gone not in kept:
            shutil.rmtree(folder / key / gone.folder, ignore_errors=True)
    return snapshot


def confirm(folder: Path, key: str, snapshot: Snapshot) -> None:
    """Write what was learnt of the current snapshot anew: when it was checked, what the server calls its files."""
    before = book(folder)
    _write(folder, before, key, msgspec.structs.replace(before.lists[key], current=snapshot))


def _newest_first(kept: Kept | None) -> tuple[Snapshot, ...]:
    return (kept.current, *kept.history) if kept else ()


def _same_bytes(one: Snapshot, other: Snapshot) -> bool:
    return [(f.name, f.sha256) for f in one.files] == [(f.name, f.sha256) for f in other.files]


def _write(folder: Path, before: Book, key: str, kept: Kept) -> None:
    lists = dict(sorted({**before.lists, key: kept}.items()))
    data = msgspec.json.format(msgspec.json.encode(Book(lists=lists)), indent=2)
    write_whole(folder / BOOK, data + b"\n")


class _Named:
    """The snapshots that a person or the caller wants to keep: those that recorded assessments refer to."""

    def __init__(self, folder: Path, pinned: Iterable[str]) -> None:
        path = folder / KEEP
        try:
            text = path.read_text(encoding="utf-8") if path.exists() else ""
        except (OSError, UnicodeDecodeError) as error:
            raise WatchlistError(f"{path}: cannot be read ({error})") from None
        lines = (line.partition("#")[0].strip() for line in text.splitlines())
        self._names = {name for name in (*lines, *pinned) if name}

    def has(self, snapshot: Snapshot) -> bool:
        """Whether it is named, by its folder or by twelve or more characters of its digest."""
        return any(
            name.rstrip("/").rpartition("/")[2] == snapshot.folder
            or (len(name) >= _SHORT and snapshot.digest.startswith(name.lower()))
            for name in self._names
        )
