"""The command ``rescreen``: a snapshot made, or brought up to date, and what changed told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec

from screening.assessment import Band
from screening.cli.setting import Choices, cores, look, say, searched, write
from screening.cli.tally import Tally
from screening.freshness import Gap, gaps
from screening.population.rescreen import rescreening
from screening.population.rescreen.report import Job, Report
from screening.population.rescreen.snapshot import Snapshot
from screening.population.sources import Found, find
from screening.prepared import Prepared
from screening.reports import rescreened

__all__ = ["Options", "begin", "rescreen"]

_MOST_TOLD = 20


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """The options of the command, but those that say by what is scored."""

    since: str
    keep: bool
    store: str | None
    form: str
    output: str | None
    workers: int | None


def begin(files: Sequence[str], options: Options, choices: Choices) -> int:
    """Score a population, and make its snapshot."""
    found, lists, job = _given(files, options, choices)
    snapshot = rescreening.begin(found, Path(options.since), lists, job)
    count: Counter[str] = Counter(state.band for state in snapshot.states())
    tally = Tally(Counter({Band(band): n for band, n in count.items() if band}), count[""])
    say(f"{tally.summary()}; {options.since} is the snapshot")
    _tell_problems(snapshot)
    code = tally.code(_gaps(lists, job))
    return 0 if code == 1 else code  # who is hit is told by screening score


def rescreen(files: Sequence[str], options: Options, choices: Choices) -> int:
    """Score again what changed since the snapshot."""
    found, lists, job = _given(files, options, choices)

    def settle(report: Report) -> Report:
        report = _settled(report, found, lists, job, options.store)
        keep = [*files, *choices.files]
        if options.form == "text":
            write(rescreened.as_text(report, look(options.output)), options.output, keep=keep)
        elif options.form == "json":
            write([rescreened.as_json(report)], options.output, keep=keep)
        else:
            write(rescreened.as_jsonl(report), options.output, keep=keep)
        return report

    report = rescreening.rescreen(found, Path(options.since), lists, job, settle=settle)
    say(rescreened.summary(report))
    required = [gap for gap in _gaps(lists, job) if gap.required]
    for gap in required:
        say(gap.message)
    if report.refused:
        say(f"not screened: {report.refused:,} record{'' if report.refused == 1 else 's'}")
    return 3 if required else 2 if report.refused else 1 if report.asks else 0


def _given(files: Sequence[str], options: Options, choices: Choices) -> tuple[Found, Prepared, Job]:
    found = find(files)
    for note in found.notes:
        say(note)
    policy = choices.rules()
    job = Job(
        policy=policy,
        today=choices.today,
        kind=choices.kind_by(policy),
        workers=options.workers or cores(),
        keep=options.keep,
    )
    return found, searched(choices.lists), job


def _gaps(lists: Prepared, job: Job) -> tuple[Gap, ...]:
    policy = job.policy
    return gaps(lists, required=policy.required_lists, most_days=policy.max_list_age, today=job.today)


def _settled(report: Report, found: Found, lists: Prepared, job: Job, place: str | None) -> Report:
    """With what the store of decisions says, if there is one."""
    if place is None:
        return report
    from screening.cli.deciding import now, user  # noqa: PLC0415 - an extra that only a store needs
    from screening.decisions.store import Store  # noqa: PLC0415
    from screening.population.rescreen.decided import settled  # noqa: PLC0415

    with Store(place, create=True) as store:
        return settled(report, found, lists, job, store, at=now(), by=user())


def _tell_problems(snapshot: Snapshot) -> None:
    told = 0
    for state in snapshot.states():
        if state.problems and told < _MOST_TOLD:
            say(f"{state.id or 'a record without an id'}: {state.problems}")
            told += 1
