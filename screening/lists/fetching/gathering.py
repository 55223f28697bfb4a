"""Getting the files of a list: from where, and so that all of them are of one publication.

Publishers that give a list out in several files (OFAC: entries, aliases, addresses, comments) replace them
one after the other. Files of two publications do not belong together: entries would stand there without
their aliases.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from email.utils import formatdate
from pathlib import Path
from typing import Literal, NamedTuple, Protocol
from urllib.parse import unquote, urlsplit, urlunsplit

import msgspec

from screening.errors import WatchlistError, shown
from screening.lists.catalogue import Published
from screening.lists.fetching.snapshots import StoredFile, stored
from screening.lists.opening import LARGEST

__all__ = ["Answer", "Fetch", "Limits", "Wanted", "copied", "gathered", "local_path", "public_address", "wanted"]

_ROUNDS = 2
_CHUNK = 1 << 20
_BLANK = b"\x1a\r\n\t "
_LONGEST_BLANK = 64


class Limits(NamedTuple):
    """How long and how much, of one file; times in seconds.

    Attributes:
        connect, read: for a connection, and for the next piece of an answer.
        deadline: for the whole file, waits between attempts included.
        tries, backoff, longest_wait: how often, the first wait (then doubled), and the longest that a server may
            ask for.
        redirects: how many are followed.
        received, unpacked: bytes.
        clock, sleep: how time passes.
    """

    connect: float = 15
    read: float = 60
    deadline: float = 900
    tries: int = 4
    backoff: float = 1
    longest_wait: float = 60
    redirects: int = 5
    received: int = 1 << 29
    unpacked: int = LARGEST
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Wanted(NamedTuple):
    """A file to fetch: its name in the snapshot, its address, and whether a release may lack it."""

    name: str
    address: str
    optional: bool


Answer = StoredFile | Literal["same", "absent"]
"""What a source has: the file, nothing newer, or nothing at all (of a file that is optional)."""


class Fetch(Protocol):
    """Gets one file into a folder."""

    def __call__(self, file: Wanted, place: Path, known: StoredFile | None, /) -> Answer:
        """Fetch it; with ``known``, only if it is newer than that.

        Raises:
            WatchlistError: it cannot be had.
        """


def wanted(key: str, about: Published, mirror: str | None) -> list[Wanted]:
    """The files of a list and where to fetch them: from its publisher, or from a mirror.

    Args:
        key: the list, for messages.
        about: its row of the catalogue.
        mirror: a folder, a base address that ends in ``/``, or the address of the one file of the list.

    Raises:
        WatchlistError: the list has several files and the mirror is one, or it is no address.
    """
    if mirror is None:
        return [Wanted(file.name, file.url, file.optional) for file in about.files]
    try:
        path = local_path(mirror)
        if path is None and not urlsplit(mirror).hostname:
            raise WatchlistError(f"not an address: it names no server (got {shown(public_address(mirror))})")
    except ValueError:
        raise WatchlistError(f"not an address (got {shown(mirror)})") from None
    if mirror.endswith("/") or (path is not None and path.is_dir()):
        base = mirror if mirror.endswith("/") else f"{mirror}/"
        return [Wanted(file.name, base + file.name, file.optional) for file in about.files]
    if len(about.files) > 1:
        names = ", ".join(file.name for file in about.files)
        raise WatchlistError(
            f"{key} has several files ({names}): give a folder, or a base address that ends in / "
            f"(got {shown(public_address(mirror))})"
        )
    return [Wanted(file.name, mirror, file.optional) for file in about.files]


def local_path(address: str) -> Path | None:
    """The path that an address means, ``None`` if it is on a network.

    >>> local_path("file:///srv/my%20lists/").as_posix(), local_path("https://example.org/")
    ('/srv/my lists', None)
    """
    parts = urlsplit(address)
    if parts.scheme == "file":
        return Path(unquote(parts.path))
    return Path(address) if len(parts.scheme) < 2 else None  # noqa: PLR2004 - C:\lists is no scheme


def public_address(address: str) -> str:
    """An address without the parts that may be secret: user, password and query.

    >>> public_address("https://me:secret@example.org/lists/sdn.csv?token=abc")
    'https://example.org/lists/sdn.csv'
    """
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def copied(file: Wanted, place: Path, largest: int) -> Answer:
    """Fetch a file from a folder of this machine; there, upper and lower case and ``.gz`` do not matter.

    Raises:
        WatchlistError: it is not there, cannot be read, or is too large.
    """
    path = local_path(file.address) or Path(file.address)
    try:
        found = path if path.is_file() else _alike(path)
        if found is None:
            if file.optional:
                return "absent"
            raise WatchlistError("there is no such file")
        with found.open("rb") as stream:
            got = stored(place / file.name, iter(lambda: stream.read(_CHUNK), b""), largest)
        changed = formatdate(found.stat().st_mtime, usegmt=True)
    except OSError as error:
        raise WatchlistError(f"cannot be copied ({error.strerror})") from None
    return msgspec.structs.replace(got, url=str(found), last_modified=changed)


def _alike(path: Path) -> Path | None:
    if not path.parent.is_dir():
        return None
    names = {path.name.casefold(), f"{path.name}.gz".casefold()}
    return next((file for file in sorted(path.parent.iterdir()) if file.name.casefold() in names), None)


def gathered(
    files: Sequence[Wanted], place: Path, known: Mapping[str, StoredFile], fetch: Fetch
) -> tuple[StoredFile, ...] | None:
    """Fetch all files of a release into a folder, ``None`` if none of them changed.

    If one changed, all are fetched, so that they are of one release; and if the first changed again meanwhile,
    once more from the start.

    Args:
        files: what to fetch, the primary file first.
        place: an empty folder.
        known: by name, what is there already and whole.
        fetch: gets one file.

    Raises:
        WatchlistError: a file cannot be had, or the publisher changes them all the time.
    """
    for _ in range(_ROUNDS):
        got = _round(files, place, known, fetch)
        if got is None or not _moved(files, got[0], place, fetch):
            return got
        known = {}
    raise WatchlistError(f"{files[0].name}: changes while the list is fetched: try again later")


def _round(
    files: Sequence[Wanted], place: Path, known: Mapping[str, StoredFile], fetch: Fetch
) -> tuple[StoredFile, ...] | None:
    answers: dict[str, Answer] = {}
    changed = False
    for file in files:
        answers[file.name] = answer = _filled(file, place, None if changed else known.get(file.name), fetch)
        changed = changed or isinstance(answer, StoredFile) or (answer == "absent" and file.name in known)
    if not changed:
        return None
    for file in files:
        if answers[file.name] == "same":
            answers[file.name] = _filled(file, place, None, fetch)
    return tuple(answer for answer in answers.values() if isinstance(answer, StoredFile))


def _filled(file: Wanted, place: Path, known: StoredFile | None, fetch: Fetch) -> Answer:
    """An optional file without content is as good as none."""
    answer = fetch(file, place, known)
    if file.optional and isinstance(answer, StoredFile) and answer.size <= _LONGEST_BLANK:
        path = place / file.name
        if not path.read_bytes().strip(_BLANK):
            path.unlink()
            return "absent"
    return answer


def _moved(files: Sequence[Wanted], first: StoredFile, place: Path, fetch: Fetch) -> bool:
    """Whether the first file changed since it was fetched, as far as its server can say."""
    if len(files) == 1 or not (first.etag or first.last_modified):
        return False
    again = place / "again"
    again.mkdir()
    try:
        answer = fetch(files[0], again, first)
    finally:
        shutil.rmtree(again)
    return answer == "absent" or (isinstance(answer, StoredFile) and answer.sha256 != first.sha256)
