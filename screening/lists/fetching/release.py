"""Taking over one release of a list, or refusing it: then the one before stays.

Refused is a list that cannot be read or is another one, an empty one, and one that lost more than a tenth of
its entities or of its names, which is more often a cut file than a mass delisting.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from screening.errors import WatchlistError
from screening.lists.fetching.gathering import Fetch, Wanted, gathered
from screening.lists.fetching.snapshots import Snapshot, StoredFile, damage, staging
from screening.lists.folder import adopt, age, confirm
from screening.lists.reading import read
from screening.watchlist import Watchlist

__all__ = ["Outcome", "Settings", "examined", "failed", "taken"]

_MOST_LOST = 0.1
_DISAGREE = ("no such entry in", "may be of different releases")


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one list.

    Attributes:
        list: its key.
        result: ``fetched`` anew, ``not modified`` since the last time, or ``failed``: then the old one stays.
        message: in a sentence.
        remarks: what else a person should know of the new list.
        snapshot: the one that is searched from now on, ``None`` if there is none.
        age: days since the date of its data.
    """

    list: str
    result: Literal["fetched", "not modified", "failed"]
    message: str
    remarks: tuple[str, ...] = ()
    snapshot: Snapshot | None = None
    age: int | None = None


class Settings(NamedTuple):
    """How releases are taken over: where to and when, under which conditions, and what stays of the earlier ones.

    Attributes:
        folder: the folder of lists, whose lock is held; ``check`` raises if it no longer is.
        today, now: no date that a server states is later than today; ``now`` is recorded.
        accept_shrink: take a list even if it lost more than a tenth.
        keep, pinned: as :func:`~screening.lists.folder.adopt` has them.
    """

    folder: Path
    check: Callable[[], None]
    today: dt.date
    now: dt.datetime
    accept_shrink: bool
    keep: int
    pinned: Collection[str]


def taken(key: str, files: Sequence[Wanted], before: Snapshot | None, fetch: Fetch, settings: Settings) -> Outcome:
    """Fetch a list and make it the current one, if it changed and may be used.

    Raises:
        WatchlistError: it cannot be had or is refused. Nothing has changed then.
    """
    whole = before is not None and not damage(settings.folder / key / before.folder, before)
    known = {file.name: file for file in before.files} if before and whole else {}
    with staging(settings.folder, key) as staged:
        got = gathered(files, staged, known, fetch)
        if before and whole and (got is None or _bytes_of(got) == _bytes_of(before.files)):
            current = msgspec.structs.replace(before, checked_at=_moment(settings.now), files=got or before.files)
            settings.check()
            confirm(settings.folder, key, current)
            return _outcome(key, "not modified", f"nothing newer than {_said(current)}", current, settings)
        if not got:
            raise WatchlistError("nothing was fetched")
        snapshot, remarks = examined(key, staged, got, before, settings)
        settings.check()
        current = adopt(settings.folder, key, staged, snapshot, keep=settings.keep, pinned=settings.pinned)
    earlier = f", before {_said(before)}" if before else ""
    outcome = _outcome(key, "fetched", f"{_said(current)}{earlier}", current, settings)
    return msgspec.structs.replace(outcome, remarks=tuple(remarks))


def failed(key: str, error: Exception, before: Snapshot | None, settings: Settings) -> Outcome:
    """The outcome when a list could not be fetched or was refused: why, and what stays."""
    days = age(before.as_of, settings.today) if before else None
    stays = f"the list of {before.as_of} stays ({days} days old)" if before else "there is no earlier one"
    return _outcome(key, "failed", f"{error}; {stays}", before, settings)


def _outcome(
    key: str,
    result: Literal["fetched", "not modified", "failed"],
    message: str,
    current: Snapshot | None,
    settings: Settings,
) -> Outcome:
    days = age(current.as_of, settings.today) if current else None
    return Outcome(list=key, result=result, message=message, snapshot=current, age=days)


def _said(snapshot: Snapshot) -> str:
    return f"{snapshot.entities:,} entities as of {snapshot.as_of}"


def _moment(now: dt.datetime) -> str:
    return now.isoformat(timespec="seconds")


def _bytes_of(files: Sequence[StoredFile]) -> list[tuple[str, str]]:
    return [(file.name, file.sha256) for file in files]


def examined(
    key: str,
    place: Path,
    files: tuple[StoredFile, ...],
    before: Snapshot | None,
    settings: Settings,
) -> tuple[Snapshot, list[str]]:
    """Read a fetched release as a whole and compare it with the one before.

    Args:
        key: the list that it should be.
        place: where its files lie.
        files: its files, the primary one first.
        before: the snapshot that is searched so far.
        settings: the date and time, and whether a shrunken list is accepted.

    Returns:
        What is recorded of it, its folder not yet known; and what a person should be told of it.

    Raises:
        WatchlistError: it is refused.
    """
    watchlist = read([place / file.name for file in files])
    if watchlist.id != key:
        raise WatchlistError(f"{files[0].name}: this is the list {watchlist.id}, not {key}")
    as_of, dated_by = _date(watchlist.as_of, files, settings.today)
    snapshot = Snapshot(
        folder=key,
        as_of=as_of,
        dated_by=dated_by,
        fetched_at=_moment(settings.now),
        checked_at=_moment(settings.now),
        digest=watchlist.digest,
        source=files[0].url.rpartition("/")[0] if len(files) > 1 else files[0].url,
        entities=len(watchlist),
        names=sum(len(entity.names) for entity in watchlist),
        dprk=sum(bool(entity.dprk) for entity in watchlist),
        problems=len(watchlist.problems),
        files=files,
    )
    if before and not settings.accept_shrink:
        _refuse_shrunken(before, snapshot)
    return snapshot, _remarks(watchlist, snapshot, before)


def _date(
    stated: str, files: Sequence[StoredFile], today: dt.date
) -> tuple[str, Literal["file", "server", "fetch"]]:
    try:
        return dt.date.fromisoformat(stated).isoformat(), "file"
    except ValueError:
        changed = [date for file in files if (date := _http_date(file.last_modified))]
    return (min(max(changed), today).isoformat(), "server") if changed else (today.isoformat(), "fetch")


def _http_date(text: str) -> dt.date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, OverflowError):
        return None


def _refuse_shrunken(before: Snapshot, after: Snapshot) -> None:
    for what, had, has in (("entities", before.entities, after.entities), ("names", before.names, after.names)):
        if has < had * (1 - _MOST_LOST):
            raise WatchlistError(
                f"has {has:,} {what} where the one of {before.as_of} had {had:,}: more than a tenth is gone; "
                "if that is right, accept the shrunken list"
            )


def _remarks(watchlist: Watchlist, snapshot: Snapshot, before: Snapshot | None) -> list[str]:
    said = []
    orphans = [problem for problem in watchlist.problems if any(words in problem for words in _DISAGREE)]
    if orphans:
        more = f" (and {len(orphans) - 1:,} more)" if len(orphans) > 1 else ""
        said.append(f"its files disagree, they may be of different releases: {orphans[0]}{more}")
    if watchlist.problems:
        said.append(f"{len(watchlist.problems):,} things in it were not understood")
    if before and before.as_of > snapshot.as_of:
        said.append(f"it is older than the one before, which is of {before.as_of}")
    return said
