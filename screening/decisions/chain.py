"""The chain of an audit trail: numbered entries, of which each seals all before it.

The seal of an entry is a SHA-256 over its number, kind, time, the digest of its content, and the seal before. So
whoever edits, removes, inserts or reorders entries breaks a seal that can be named; whoever writes all seals anew
ends with another head. That is found by a head which was noted elsewhere.

The content itself is not under the seal, only its digest. It may go while the entry stays, a tombstone, and the
chain still holds; but an entry of the kind ``purge`` must say so, or it counts as tampering. A random salt in each
content keeps a digest from telling anything by itself once the content is gone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from screening.decisions.keys import canonical
from screening.errors import InputError

__all__ = [
    "APPROVAL",
    "ASSESSMENT",
    "DECISION",
    "HOLD",
    "POLICY",
    "PURGE",
    "START",
    "Entry",
    "Head",
    "Verdict",
    "filed",
    "ranges",
    "read",
    "sealed",
    "subject_of",
    "verify",
]

START = "0" * 64
"""What the first entry follows."""
DECISION, APPROVAL, HOLD = "decision", "approval", "hold"
ASSESSMENT, POLICY, PURGE = "assessment", "policy", "purge"
_Content = TypeVar("_Content", bound=msgspec.Struct)
_MOST_FAULTS = 1_000


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry.

    Attributes:
        number: 1, 2, 3 ... without a gap.
        kind: ``decision``, ``approval``, ``hold``, ``assessment``, ``policy`` or ``purge``.
        at: when it was recorded, ISO 8601 in UTC.
        subject: by :func:`subject_of`, to find the entry by; not sealed, and held against the content.
        content: canonical JSON; ``None`` once it was purged.
        digest: SHA-256 of the content.
        previous, seal: the seal of the entry before, and its own.
    """

    number: int
    kind: str
    at: str
    subject: str | None
    content: bytes | None
    digest: str
    previous: str
    seal: str


class Head(msgspec.Struct, frozen=True):
    """Where a chain ends: how many entries, and the seal of the last."""

    count: int = 0
    seal: str = START


class Verdict(msgspec.Struct, frozen=True):
    """What a verification found.

    Attributes:
        head: where the chain ends.
        faults: one sentence each, with the number of the entry; empty: nothing was tampered with.
        purged: entries whose content was purged, as the chain itself says.
    """

    head: Head
    faults: tuple[str, ...]
    purged: int


def sealed(*, number: int, kind: str, at: str, content: bytes, previous: str) -> Entry:
    """An entry with its seal."""
    digest = hashlib.sha256(content).hexdigest()
    return Entry(
        number=number,
        kind=kind,
        at=at,
        subject=subject_of(content),
        content=content,
        digest=digest,
        previous=previous,
        seal=_seal(number, kind, at, digest, previous),
    )


def subject_of(content: bytes) -> str | None:
    """The digest of the id of the profile that a content is about; ``None`` if it is about none."""
    try:
        profile = msgspec.json.decode(content, type=_About).profile
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return None if profile is None else filed(profile)


def filed(profile: str) -> str:
    """Under what the entries about a profile are filed: the digest of its id."""
    return hashlib.sha256(profile.encode()).hexdigest()


class _About(msgspec.Struct):
    profile: str | None = None


def read(entry: Entry, kind: type[_Content]) -> _Content:
    """The content of an entry that was not purged.

    Raises:
        InputError: it is not what such an entry holds: somebody changed it.
    """
    try:
        return msgspec.json.decode(entry.content or b"", type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise InputError(f"entry {entry.number}: its content cannot be read; screening audit verify") from None


def _seal(number: int, kind: str, at: str, digest: str, previous: str) -> str:
    return hashlib.sha256(canonical([number, kind, at, digest, previous])).hexdigest()


def verify(entries: Iterable[Entry], *, ends: Head | None = None, noted: Head | None = None) -> Verdict:
    """Check every seal, and that what is gone was purged.

    Args:
        entries: all of them, by their numbers.
        ends: where the store says that the chain ends.
        noted: a head that was noted elsewhere: the chain must have passed through it.
    """
    faults: list[str] = []
    gone: dict[int, None] = {}
    purged = 0
    head = Head()
    passed = noted is None or noted == head
    for entry in entries:
        if len(faults) < _MOST_FAULTS:
            faults += _faults(entry, head)
        if entry.content is None:
            gone[entry.number] = None
        elif entry.kind == PURGE:
            purged += _account_for(entry, gone, faults)
        head = Head(entry.number, entry.seal)
        passed = passed or head == noted
    faults += [f"entry {number}: its content is gone, and no purge says so" for number in gone]
    if ends is not None and ends != head:
        faults.append(f"the store says that it ends with entry {ends.count}, and it ends with entry {head.count}")
    if not passed and noted is not None:
        cut = head.count < noted.count
        faults.append(
            f"the chain has {head.count} entries, at least {noted.count} were noted: its tail was cut off"
            if cut
            else f"entry {noted.count}: is not the one whose seal was noted: the chain was written anew"
        )
    return Verdict(head, tuple(faults[:_MOST_FAULTS]), purged)


def _faults(entry: Entry, head: Head) -> Iterator[str]:
    """What is wrong with an entry by itself, and with its place after ``head``."""
    number = entry.number
    missing = number - head.count - 1
    if missing > 0:
        last = f" to {number - 1}" if missing > 1 else ""
        yield f"entry {head.count + 1}{last}: missing"
    elif entry.previous != head.seal:
        yield f"entry {number}: does not follow the one before it"
    if entry.seal != _seal(number, entry.kind, entry.at, entry.digest, entry.previous):
        yield f"entry {number}: its number, kind, time or digest was changed"
    if entry.content is None:
        return
    if hashlib.sha256(entry.content).hexdigest() != entry.digest:
        yield f"entry {number}: its content was changed"
    elif subject_of(entry.content) != entry.subject:
        yield f"entry {number}: it is filed under another profile than its own"


def _account_for(purge: Entry, gone: dict[int, None], faults: list[str]) -> int:
    """Take what a purge accounts for from what is gone; what it names must be gone."""
    try:
        spans = msgspec.json.decode(purge.content or b"", type=_Purged).numbers
    except msgspec.DecodeError:
        return 0  # a changed content, told before
    count = 0
    for first, last in spans:
        for number in range(first, min(last, purge.number - 1) + 1):
            count += 1
            if number in gone:
                del gone[number]
            elif len(faults) < _MOST_FAULTS:
                faults.append(f"entry {number}: was purged by entry {purge.number}, and has a content")
    return count


class _Purged(msgspec.Struct):
    numbers: tuple[tuple[int, int], ...]


def ranges(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Numbers in rising order as first and last of each run.

    >>> ranges([1, 2, 3, 7])
    [(1, 3), (7, 7)]
    """
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
