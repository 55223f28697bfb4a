"""One fetched copy of a list, and how it gets into the folder whole or not at all.

A snapshot is prepared in a folder of its own beside the lists, written through to the disk, and only then
renamed to its place and named in ``lists.json``. A program that is killed at any moment leaves either the old
state or the new one, and what it had begun is removed by the next that takes the lock.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import platform
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from screening.errors import WatchlistError

__all__ = [
    "LOCK",
    "Name",
    "Snapshot",
    "StoredFile",
    "damage",
    "held",
    "move_in",
    "staging",
    "stored",
    "synced",
    "write_whole",
]

LOCK = "lists.lock"

Name = Annotated[str, msgspec.Meta(pattern=r"\A[0-9A-Za-z_][0-9A-Za-z_.-]*\Z")]
"""A name of a file, a folder or a list as this library gives them out: it never leads out of its folder."""

_STAGING = ".incoming-"
_LONGEST_UPDATE = dt.timedelta(hours=6)
_HELD: set[Path] = set()


class StoredFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file of a snapshot, as it was published.

    Attributes:
        name: its name in the snapshot's folder.
        sha256, size: of its bytes.
        url: where it came from, without the parts of an address that may be secret.
        etag, last_modified: what the server said of it, to be sent back word for word; empty if nothing.
    """

    name: Name
    sha256: str
    size: int
    url: str = ""
    etag: str = ""
    last_modified: str = ""


class Snapshot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One release of a list as it was fetched.

    Attributes:
        folder: its folder's name, ``2026-02-27-66b392a40908``.
        as_of: ISO date of the data.
        dated_by: who says that date: the list's own ``file``, the ``server`` by the date of its last change, or
            nobody, then it is the day of the ``fetch``.
        fetched_at, checked_at: when it was fetched, and when the publisher last had nothing newer; ISO.
        digest: of the list, as :class:`~screening.watchlist.Watchlist` has it and assessments record it.
        source: where it came from.
        entities, names, dprk: how many it holds; ``dprk`` counts entities connected with the DPRK.
        problems: how many things in it were not understood.
        files: its files.
    """

    folder: Name
    as_of: str
    dated_by: Literal["file", "server", "fetch"]
    fetched_at: str
    checked_at: str
    digest: str
    source: str
    entities: int
    names: int
    dprk: int
    problems: int
    files: tuple[StoredFile, ...]


def damage(folder: Path, snapshot: Snapshot) -> str:
    """What is wrong with the files of a snapshot, empty if they are as they were fetched.

    Args:
        folder: where its files lie.
        snapshot: what they should be.
    """
    for file in snapshot.files:
        try:
            with (folder / file.name).open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as error:
            return f"{folder / file.name}: cannot be read ({error.strerror})"
        if digest != file.sha256:
            return f"{folder / file.name}: is not as it was fetched"
    return ""


def stored(path: Path, pieces: Iterable[bytes], largest: int) -> StoredFile:
    """Write a file from its pieces.

    Raises:
        WatchlistError: it has more than ``largest`` bytes.
    """
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as stream:
        for piece in pieces:
            size += len(piece)
            if size > largest:
                raise WatchlistError(f"more than {largest:,} bytes, no list has that")
            digest.update(piece)
            stream.write(piece)
    return StoredFile(name=path.name, sha256=digest.hexdigest(), size=size)


@contextlib.contextmanager
def staging(folder: Path, key: str) -> Iterator[Path]:
    """An empty folder to prepare a snapshot in; it is gone afterwards, unless it was renamed to its place."""
    place = folder / f"{_STAGING}{key}-{os.getpid()}"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def move_in(staged: Path, parent: Path, name: str) -> str:
    """Rename a prepared folder to its place, durably.

    Returns:
        The name that it got: ``name``, or ``name-2`` and so on where another folder has that name already.
    """
    parent.mkdir(exist_ok=True)
    for file in staged.iterdir():
        with file.open("rb+") as stream:
            os.fsync(stream.fileno())
    synced(staged)
    number, free = 1, name
    while (parent / free).exists():
        number += 1
        free = f"{name}-{number}"
    staged.rename(parent / free)
    synced(parent)
    synced(parent.parent)
    return free


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that its place holds the old bytes or the new ones at every moment, a crash included."""
    new = path.with_name(f".{path.name}.new")
    with new.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(path)
    synced(path.parent)


def synced(folder: Path) -> None:
    """Write the entries of a folder through to the disk, where the system lets a folder be opened for that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class _Holder(msgspec.Struct, frozen=True):
    """Who holds the lock."""

    pid: int
    host: str
    since: dt.datetime


@contextlib.contextmanager
def held(folder: Path, now: dt.datetime) -> Iterator[Callable[[], None]]:
    """Keep other updates out of the folder while the block runs; leftovers of killed ones are removed.

    The lock of a process that is gone is taken over: told by its number on the same machine, by the age of
    the lock on another.

    Args:
        folder: the folder of lists; made if it is not there.
        now: the time, with its zone.

    Yields:
        A function to call before the folder is changed: it raises if the lock was taken over.

    Raises:
        WatchlistError: another update is running, or the folder cannot be written.
    """

    def check() -> None:
        if _content(path) != mine:
            raise WatchlistError(f"{path.parent}: another update took over, this one took too long")

    path = folder.resolve() / LOCK
    mine = msgspec.json.encode(_Holder(os.getpid(), platform.node(), now))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _take(path, mine, now)
    except OSError as error:
        raise WatchlistError(f"{folder}: cannot be written ({error.strerror})") from None
    _HELD.add(path)
    try:
        for left in folder.glob(f"{_STAGING}*"):
            shutil.rmtree(left, ignore_errors=True)
        yield check
    finally:
        _HELD.discard(path)
        if _content(path) == mine:
            path.unlink(missing_ok=True)


def _take(path: Path, mine: bytes, now: dt.datetime) -> None:
    for _ in range(3):
        with contextlib.suppress(FileExistsError):
            with path.open("xb") as stream:
                stream.write(mine)
            return
        theirs = _content(path)
        if not theirs:  # made a moment ago and not written yet, or its maker was killed just then
            time.sleep(0.05)
            theirs = _content(path)
        if holder := _alive(path, theirs, now):
            raise WatchlistError(
                f"{path.parent}: another update is running (process {holder.pid} on {holder.host}, since "
                f"{holder.since:%Y-%m-%d %H:%M}): wait for it, or remove {path.name} if there is none"
            )
        if _content(path) == theirs:
            path.unlink(missing_ok=True)
    raise WatchlistError(f"{path.parent}: other updates start at the same time: try again")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _alive(path: Path, content: bytes, now: dt.datetime) -> _Holder | None:
    """Who holds the lock, if that process may still be running."""
    try:
        holder = msgspec.json.decode(content, type=_Holder)
        age = now - holder.since
    except (msgspec.DecodeError, TypeError):
        return None
    if age > _LONGEST_UPDATE:
        return None
    if holder.host != platform.node() or os.name == "nt":  # where asking for a process would end it
        return holder
    if holder.pid == os.getpid():  # in a container, every program may have the same number
        return holder if path in _HELD else None
    try:
        os.kill(holder.pid, 0)
    except (ProcessLookupError, OverflowError):
        return None
    except PermissionError:
        return holder
    return holder
