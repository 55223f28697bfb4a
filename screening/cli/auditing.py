"""The commands about the record of decisions and assessments: ``audit ...`` and ``replay``."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice

import click
import msgspec

from screening.cli.deciding import now, scored, user
from screening.cli.setting import Choices, look, records, say, searched, write
from screening.cli.tally import Tally
from screening.decisions.chain import Entry, Head
from screening.decisions.deciding import hold as put_on_hold
from screening.decisions.recording import Made, Recorder, recorded
from screening.decisions.recording import replay as made_again
from screening.decisions.retention import Due, due, kept
from screening.decisions.standing import Screened
from screening.decisions.store import Store
from screening.errors import InputError, RecordError
from screening.profile import Profile
from screening.reports.escaping import in_json, visible
from screening.screener import Screener

__all__ = ["export", "head", "hold", "purge", "record", "replay", "verify"]

_MOST_TOLD = 100
_AT_ONCE = 500
"""Assessments that are recorded in one transaction."""


def verify(place: str, noted: tuple[int, str] | None) -> int:
    """Say whether anybody tampered with a store; 1 if so."""
    with Store(place) as store:
        verdict = store.verify(Head(*noted) if noted else None)
        name = visible(store.name)
    for fault in verdict.faults[:_MOST_TOLD]:
        write([f"{visible(fault)}\n"])
    if (more := len(verdict.faults) - _MOST_TOLD) > 0:
        write([f"and {more:,} more\n"])
    if verdict.faults:
        write([f"{name}: tampered with\n"])
        return 1
    against = "the noted head" if noted else "itself alone: note --head and --count elsewhere to find a cut tail"
    purged = f", {verdict.purged:,} of them purged" if verdict.purged else ""
    write([f"{name}: {verdict.head.count:,} entries hold{purged}; checked against {against}\n"])
    return 0


def head(place: str) -> int:
    """Show where the chain ends, as options of ``audit verify``."""
    with Store(place) as store:
        found = store.head()
    write([f"--count {found.count} --head {found.seal}\n"])
    return 0


def export(place: str, output: str | None) -> int:
    """Write every entry as a line of JSON; 1 and nothing if anybody tampered with the store."""
    with Store(place) as store:
        verdict = store.verify()
        if verdict.faults:
            for fault in verdict.faults[:_MOST_TOLD]:
                say(fault)
            return 1
        write(map(_line, store.entries()), output, keep=[place])
    return 0


def _line(entry: Entry) -> str:
    """An entry; its content stands as the text that was sealed, so that anybody can check the digest."""
    plain = msgspec.structs.asdict(entry)
    del plain["subject"]
    if entry.content is not None:
        plain["content"] = entry.content.decode()
    return in_json(msgspec.json.encode(plain).decode()) + "\n"


def purge(place: str, keep: Sequence[str], today: dt.date | None, *, dry_run: bool) -> int:
    """Take the content out of what was kept long enough."""
    days, at = kept(keep), now()
    day = today or at.date()
    if day > at.date() and not dry_run:
        raise InputError(f"--today {day}: lies in the future; nothing is purged before its time")
    found: list[Due] = []

    def choose(entries: Iterator[Entry]) -> list[int]:
        found[:] = due(entries, days, day)
        return [row.number for row in found]

    with Store(place) as store:
        if verdict := store.verify().faults:
            say(f"{store.name}: was tampered with, nothing is purged: {verdict[0]}")
            return 1
        if dry_run:
            choose(store.entries())
        else:
            store.purge(choose, {"by": user(), "today": day.isoformat(), "days": days}, at=at.isoformat())
    counts = Counter(row.kept_as for row in found)
    rows = [(name, f"{number:,}", str(days[name])) for name, number in sorted(counts.items())]
    if rows:
        write(f"{line}\n" for line in look().table(("class", "entries", "kept days"), rows, right=[1, 2]))
    write([f"{'to purge' if dry_run else 'purged'}: {len(found):,} entries\n"])
    return 0


def hold(place: str, profile: str, reason: str, *, release: bool) -> int:
    """Put a profile under legal hold, or release it."""
    if not reason.strip():
        raise click.UsageError("--reason is empty: a legal hold needs one")
    with Store(place, create=not release) as store:
        entry = put_on_hold(store, profile, reason=reason, by=user(), at=now(), release=release)
        write([f"{'released' if release else 'held'} by entry {entry.number} of {visible(store.name)}\n"])
    return 0


def record(place: str, files: Sequence[str], choices: Choices) -> int:
    """Score profiles and record each assessment."""
    screener = Screener(choices.rules(), searched(choices.lists))
    tally = Tally()
    made = _made(records(files, choices.kind_by(screener.policy)), scored(place, screener, choices), tally)
    where = ""
    if (first := next(made, None)) is not None:  # where there is nothing to record, no store is made
        with Store(place, create=True) as store:
            recorder = Recorder(store, screener.policy, by=user())
            made = chain([first], made)
            while some := list(islice(made, _AT_ONCE)):
                recorder.record_many(some, at=now())
        where = f" in {visible(store.name)}"
    count = tally.bands.total()
    unreadable = f"; {_counted(tally.errors, 'record')} could not be screened" if tally.errors else ""
    write([f"{_counted(count, 'assessment')} recorded{where}{unreadable}\n"])
    gaps = screener.gaps(choices.today)
    for gap in gaps:
        if not gap.required:  # the others are told with the exit code
            say(gap.message)
    code = tally.code(gaps)
    return 0 if code == 1 else code  # who is hit is told by screening score


def _made(
    given: Iterable[Profile | RecordError], score: Callable[[Profile], Screened], tally: Tally
) -> Iterator[Made]:
    """What comes of records, counted; of one that cannot be screened nothing does."""
    for record in given:
        try:
            if isinstance(record, RecordError):
                raise record
            found = score(record)
        except RecordError as error:
            tally.count(error)
        else:
            tally.count(found.assessment)
            yield Made(record, found.assessment, found.cleared)


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def replay(place: str, profile: str, number: int | None, lists: Sequence[str]) -> int:
    """Make a recorded assessment again; 1 if other bytes come out."""
    with Store(place) as store:
        found = recorded(store, profile, number=number)
    again = made_again(found, searched(lists))
    which = f"entry {found.number} of {found.at}"
    if again.same:
        write([f"{which}: the same {len(found.assessment):,} bytes\n"])
        return 0
    write([f"{which}: differs\n"])
    write(f"  made with: {visible(line)}\n" for line in again.differs)
    write(f"  result: {visible(line)}\n" for line in again.moved)
    if not again.differs:
        write(["  nothing that it was made with differs: the record, or this library, was changed\n"])
    return 1
