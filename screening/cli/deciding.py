"""The command ``decide``: what can be decided on, decisions one by one, from a file, and their approval."""

from __future__ import annotations

import datetime as dt
import difflib
import getpass
import os
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import msgspec

from screening import inputs
from screening.cli.setting import Choices, look, say, searched, write
from screening.decisions import exchange
from screening.decisions.deciding import approve as approved
from screening.decisions.deciding import designations, kept_in, record_decisions, refusal
from screening.decisions.disposition import Disposition
from screening.decisions.keys import FINDING, Subject, subjects
from screening.decisions.standing import Decision, Screened, Standing, score, standings
from screening.decisions.store import Store
from screening.errors import InputError, RecordError, shown
from screening.profile import Profile
from screening.reports.escaping import visible
from screening.screener import Screener

if sys.platform != "win32":
    import pwd

__all__ = ["Stated", "approve", "decide", "now", "scored", "show", "take_over", "user"]

_MOST_BYTES = 100_000_000
"""Of a file of decisions."""


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """A decision as the options of the command line state it."""

    key: str
    decision: str
    reason: str
    until: dt.date | None
    by: str | None
    four_eyes: bool


def user() -> str:
    """Who runs this, as the operating system knows it: variables of the environment may say anything."""
    return pwd.getpwuid(os.getuid()).pw_name if sys.platform != "win32" else getpass.getuser()


def now() -> dt.datetime:
    """The current time."""
    return dt.datetime.now(tz=dt.UTC).replace(microsecond=0)


def show(place: str, files: Sequence[str], identifier: str, choices: Choices) -> int:
    """Show what of a profile can be decided on, and what was."""
    profile, screener = _given(files, identifier, choices)
    decisions = _kept(place).get(profile.id, ())
    examined = screener.examine(profile, today=choices.today)
    assessment = examined.assessment
    found = standings(subjects(profile, assessment, examined.alike), decisions, choices.today)
    titles = {FINDING + finding.id: finding.title for finding in assessment.findings}
    titles |= {f"hit:{hit.list}:{hit.entry_id}": f"{hit.name} / {hit.listed_name}" for hit in assessment.hits}
    rows = [
        tuple(map(visible, (one.subject.key, *_decided(one), titles.get(one.subject.key, "")))) for one in found
    ]
    if rows:
        write(f"{line}\n" for line in look().table(("key", "state", "decided", "what"), rows))
    else:
        write([f"{visible(profile.id)}: no hit and no finding, so there is nothing to decide on\n"])
    return 0


def _decided(standing: Standing) -> tuple[str, str]:
    decision = standing.decision
    if decision is None:
        return "open", ""
    said = f"{decision.decision} (entry {decision.number}, {decision.at[:10]}, {decision.claimed_by})"
    return "holds" if standing.holds else f"open again: {'; '.join(standing.reopened)}", said


def decide(place: str, files: Sequence[str], identifier: str, stated: Stated, choices: Choices) -> int:
    """Record one decision."""
    profile, screener = _given(files, identifier, choices)
    examined = screener.examine(profile, today=choices.today)
    subject = _subject(subjects(profile, examined.assessment, examined.alike), stated.key, profile.id)
    at = now()
    disposition = Disposition(
        profile=profile.id,
        key=stated.key,
        decision=stated.decision,
        reason=stated.reason,
        by=stated.by or user(),
        at=at.isoformat(),
        until=stated.until,
        profile_digest=subject.profile_digest,
        entry_digest=subject.entry_of(stated.key),
    )
    designated = {stated.key: subject.designated}.get
    if why := refusal(disposition, at=at, designated=designated):
        raise InputError(f"{identifier}, {stated.key}: {why}")
    with Store(place, create=True) as store:
        outcome = record_decisions(
            store, [disposition], by=user(), at=at, designated=designated, four_eyes=stated.four_eyes
        )
    number = outcome.entries[0].number
    write([f"recorded as entry {number} of {visible(store.name)}\n"])
    needed = stated.four_eyes or (subject.exact and stated.decision == "false_positive")
    if needed:
        say(f"it holds once another user has approved it: screening decide --approve {number}")
    return 0


def take_over(place: str, file: str, choices: Choices, *, four_eyes: bool) -> int:
    """Import decisions; 2 if any of them cannot be used, which is told, after all others were recorded."""
    at = now()
    path = Path(file)
    found = list(exchange.read(_content(path), name=path.name, today=at.date()))
    usable = [(n, d) for n, d in enumerate(found, start=1) if isinstance(d, Disposition)]
    problems = [str(bad) for bad in found if isinstance(bad, exchange.BadEntry)]
    listed = cache(designations(searched(choices.lists)))
    refused = {n: why for n, d in usable if (why := refusal(d, at=at, designated=listed))}
    problems += [f"{path.name}, decision {n}: {why}" for n, why in refused.items()]
    for problem in problems:
        say(problem)
    accepted = [d for n, d in usable if n not in refused]
    said = "no decision recorded"
    if accepted:  # where there is nothing to record, no store is made
        with Store(place, create=True) as store:
            outcome = record_decisions(store, accepted, by=user(), at=at, designated=listed, four_eyes=four_eyes)
        known = f", {len(outcome.known):,} known before" if outcome.known else ""
        said = f"{len(outcome.entries):,} decisions recorded in {visible(store.name)}{known}"
    bad = f", {len(problems):,} cannot be used" if problems else ""
    write([f"{said}{bad}\n"])
    return 2 if problems else 0


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None
    if len(content) > _MOST_BYTES:
        raise InputError(f"{path}: has more than {_MOST_BYTES:,} bytes")
    return content


def approve(place: str, number: int, *, by: str | None) -> int:
    """Approve a decision as a second person."""
    with Store(place) as store:
        entry = approved(store, number, by=user(), claimed_by=by or user(), at=now())
        write([f"entry {number} approved by entry {entry.number} of {visible(store.name)}\n"])
    return 0


def scored(place: str, screener: Screener, choices: Choices) -> Callable[[Profile], Screened]:
    """Scores profiles without the parties that people found them not to be.

    Args:
        place: the store of decisions.
        screener: of the lists and policy.
        choices: the options of the command.
    """
    decisions = _kept(place)
    return lambda profile: score(screener, decisions, profile, today=choices.today)


def _kept(place: str) -> dict[str, tuple[Decision, ...]]:
    """The decisions of a store; none of a file that is not there yet."""
    if "://" not in place and not Path(place).exists():
        return {}
    with Store(place) as store:
        return kept_in(store)


def _given(files: Sequence[str], identifier: str, choices: Choices) -> tuple[Profile, Screener]:
    """The one profile of an id, and what it is scored with."""
    screener = Screener(choices.rules(), searched(choices.lists))
    kind = choices.kind_by(screener.policy)
    found = []
    for record in (record for file in files for record in inputs.read(file, kind=kind)):
        if isinstance(record, RecordError) and record.record_id == identifier:
            raise record
        if isinstance(record, Profile) and record.id == identifier:
            found.append(record)
    if len(found) != 1:
        said = f"{len(found)} records have" if found else "no record has"
        raise InputError(f"{', '.join(files)}: {said} the id {shown(identifier)}; one is needed")
    return found[0], screener


def _subject(found: Sequence[Subject], key: str, profile: str) -> Subject:
    for subject in found:
        if key == subject.key or key in subject.others:
            return subject
    near = difflib.get_close_matches(key[:200], [subject.key for subject in found], n=1)
    hint = f", did you mean {near[0]!r}?" if near else "; screening decide PROFILES --id shows what there is"
    raise InputError(f"{profile}: nothing in its assessment has the key {shown(key)}{hint}")
