"""Changes and the store of decisions: what was decided on them, what is open again, and what is recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec
import numpy as np

from screening.decisions.deciding import kept_in
from screening.decisions.keys import HIT
from screening.decisions.recording import Made, Recorder
from screening.decisions.standing import Screened, Standing, score
from screening.decisions.store import Store
from screening.errors import RecordError
from screening.population.rescreen.changes import Change
from screening.population.rescreen.report import Job, Report
from screening.population.rescreen.states import Hit
from screening.population.rescreen.surveying import at_lines
from screening.population.sources import Found
from screening.prepared import Prepared
from screening.profile import Profile
from screening.screener import Screener

__all__ = ["settled"]

_AT_ONCE = 500


def settled(
    report: Report, found: Found, lists: Prepared, job: Job, store: Store, *, at: dt.datetime, by: str
) -> Report:
    """A report with what the store says of it; assessments with new hits or reopened decisions are recorded.

    Args:
        report: what was found.
        found: the files of the population.
        lists: those that were searched.
        job: by what.
        store: of decisions.
        at: now, in UTC.
        by: the authenticated user.

    Raises:
        InputError: somebody tampered with the store.
    """
    decisions = kept_in(store)
    fresh = {change.profile for change in report.changes if change.kind == "new_hit"}
    screener = Screener(job.policy, lists)
    known: dict[str, Screened] = {}
    recorder = Recorder(store, job.policy, by=by)
    waiting: list[Made] = []
    reopened: list[Change] = []
    for profile in _read(report, found, job, fresh | decisions.keys()):
        try:
            screened = score(screener, decisions, profile, today=job.today)
        except RecordError:  # told as a change already
            continue
        known[profile.id] = screened
        again = [_open(screened, standing) for standing in screened.standings if standing.reopened]
        reopened += again
        if again or profile.id in fresh:
            waiting.append(Made(profile, screened.assessment, screened.cleared))
        if len(waiting) >= _AT_ONCE:
            recorder.record_many(waiting, at=at)
            waiting.clear()
    recorder.record_many(waiting, at=at)
    changes = [_with_decision(change, known.get(change.profile)) for change in report.changes]
    return msgspec.structs.replace(report, changes=(*changes, *reopened))


def _read(report: Report, found: Found, job: Job, ids: set[str]) -> Iterator[Profile]:
    """The profiles of some ids that were scored again."""
    for number, source in enumerate(found.sources):
        lines = sorted(one.line for one in report.rescored if one.file == number and one.id in ids)
        if not lines:
            continue
        for _, record in at_lines(source, np.array(lines, np.uint32), kind=job.kind):
            if isinstance(record, Profile):
                yield record


def _open(screened: Screened, standing: Standing) -> Change:
    assessment, subject = screened.assessment, standing.subject
    decision = standing.decision
    assert decision is not None  # noqa: S101 - it was reopened
    listings = tuple(key.removeprefix(HIT) for key in (subject.key, *subject.others))
    return Change(
        kind="reopened",
        profile=subject.profile,
        band=assessment.band.value,
        was=assessment.band.value,
        score=assessment.score,
        hit=Hit(listings, subject.key, "", "decision"),
        reasons=standing.reopened,
        decision=f"{decision.decision} of {decision.at[:10]} (entry {decision.number})",
    )


def _with_decision(change: Change, screened: Screened | None) -> Change:
    """A new hit with the decision that the profile is not that party, if one holds."""
    if change.kind != "new_hit" or screened is None or change.hit is None:
        return change
    for standing in screened.standings:
        keys = {key.removeprefix(HIT) for key in (standing.subject.key, *standing.subject.others)}
        decision = standing.decision
        if standing.cleared and decision is not None and not keys.isdisjoint(change.hit.listings):
            said = f"{decision.decision} of {decision.at[:10]} (entry {decision.number})"
            return msgspec.structs.replace(change, decision=said)
    return change
