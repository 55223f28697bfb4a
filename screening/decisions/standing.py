"""Which decisions stand, and how those that do enter the scoring.

A decision stands while both sides are as they were when it was made. What does not stand any more is open again,
and says why. Only a standing false positive on a hit changes a score: the party is left out of it. All others are
shown beside the score, which a decision never lowers by itself.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from screening.assessment import Assessment
from screening.decisions.chain import APPROVAL, DECISION, Entry, read
from screening.decisions.disposition import ACCEPTED_RISK, FALSE_POSITIVE
from screening.decisions.keys import Subject, subjects
from screening.profile import Profile
from screening.records import profile_from
from screening.screener import Screener

__all__ = ["Decision", "Screened", "Standing", "decided", "score", "standings"]


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """A disposition as it was recorded.

    Attributes:
        profile, key, decision, reason, until, profile_digest, entry_digest: as in
            :class:`~screening.decisions.disposition.Disposition`.
        by: the authenticated user who recorded it; claimed_by, claimed_at: who is said to have decided, and when.
        four_eyes: it does not hold before another user approved it.
        number, at: of its entry.
        approved_by: the other users who approved it.
    """

    profile: str
    key: str
    decision: str
    reason: str
    profile_digest: str
    by: str
    claimed_by: str
    claimed_at: str
    entry_digest: str | None = None
    until: dt.date | None = None
    four_eyes: bool = False
    number: int = 0
    at: str = ""
    approved_by: tuple[str, ...] = ()

    def may_be_approved_by(self, *names: str) -> bool:
        """True if none of the names is of who recorded it, or of who is said to have decided."""
        own = {self.by.strip().casefold(), self.claimed_by.strip().casefold()}
        return own.isdisjoint(name.strip().casefold() for name in names)


class Standing(msgspec.Struct, frozen=True):
    """What was decided of a subject last, and whether that still holds.

    Attributes:
        subject: as it is now.
        decision: the last one; ``None``: nobody decided.
        reopened: why the decision does not hold, one sentence each; empty if it does.
    """

    subject: Subject
    decision: Decision | None = None
    reopened: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Somebody decided, and that stands."""
        return self.decision is not None and not self.reopened

    @property
    def cleared(self) -> bool:
        """The profile was found not to be the listed party, and that stands."""
        found = self.decision is not None and self.decision.decision == FALSE_POSITIVE
        return found and self.holds and bool(self.subject.party)


class Screened(msgspec.Struct, frozen=True):
    """An assessment with what people decided.

    Attributes:
        assessment: without the parties that it was cleared of.
        standings: of every subject, the cleared ones included; empty if nothing was decided on the profile.
    """

    assessment: Assessment
    standings: tuple[Standing, ...]

    @property
    def cleared(self) -> tuple[str, ...]:
        """The parties left out."""
        return tuple(standing.subject.party for standing in self.standings if standing.cleared)


class _Approval(msgspec.Struct):
    approves: int
    by: str
    claimed_by: str


def decided(entries: Iterable[Entry]) -> dict[str, tuple[Decision, ...]]:
    """The decisions among entries, by the id of the profile and in their order.

    An approval counts if its user is another than the one of the decision.
    """
    decisions: dict[int, Decision] = {}
    for entry in entries:
        if entry.content is None:
            continue
        if entry.kind == DECISION:
            made = read(entry, Decision)
            decisions[entry.number] = msgspec.structs.replace(made, number=entry.number, at=entry.at)
        elif entry.kind == APPROVAL:
            approval = read(entry, _Approval)
            made_before = decisions.get(approval.approves)
            if made_before and made_before.may_be_approved_by(approval.by, approval.claimed_by):
                decisions[approval.approves] = msgspec.structs.replace(
                    made_before, approved_by=(*made_before.approved_by, approval.by)
                )
    found: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in decisions.values():
        found[decision.profile].append(decision)
    return {profile: tuple(made) for profile, made in found.items()}


def standings(subjects: Iterable[Subject], decisions: Sequence[Decision], today: dt.date) -> tuple[Standing, ...]:
    """What was decided last of each subject, and whether it holds.

    Args:
        subjects: of one profile, as they are now.
        decisions: about that profile, in their order.
        today: the day of the assessment.
    """
    return tuple(_standing(subject, decisions, today) for subject in subjects)


def _standing(subject: Subject, decisions: Sequence[Decision], today: dt.date) -> Standing:
    keys = {subject.key, *subject.others}
    last = next((decision for decision in reversed(decisions) if decision.key in keys), None)
    if last is None:
        return Standing(subject)
    return Standing(subject, last, tuple(_against(last, subject, today)))


def _against(decision: Decision, subject: Subject, today: dt.date) -> Iterator[str]:
    """Why a decision does not hold any more, or not yet."""
    if decision.until is not None and decision.until < today:
        yield f"it held until {decision.until}"
    if decision.profile_digest != subject.profile_digest:
        yield "the profile changed in what it was judged by"
    if decision.entry_digest != subject.entry_of(decision.key):
        yield "the list's entry changed"
    if decision.decision == ACCEPTED_RISK and subject.designated:
        yield "the party is designated, and its risk is not anybody's to accept"
    exact = subject.exact and decision.decision == FALSE_POSITIVE
    if (decision.four_eyes or exact) and not decision.approved_by:
        why = ": a number, a full company name or a second identifier agrees" if exact else ""
        yield f"nobody else approved it yet{why}"


def score(
    screener: Screener,
    decisions: Mapping[str, Sequence[Decision]],
    profile: object,
    *,
    today: dt.date,
) -> Screened:
    """Score a profile without the parties that it was found not to be.

    It is scored as if nobody had decided first, since that tells whether the decisions hold; so only a profile
    that was cleared of something costs more than a score.

    Args:
        screener: as usual.
        decisions: by the id of the profile, from :func:`decided`.
        profile: a mapping, a :class:`~screening.profile.Profile`, or any object with such attributes.
        today: the date of the assessment.

    Raises:
        RecordError: the record cannot be screened.
    """
    given: Profile = profile_from(profile)
    examined = screener.examine(given, today=today)
    made = decisions.get(given.id, ())
    found = standings(subjects(given, examined.assessment, examined.alike), made, today) if made else ()
    cleared = {standing.subject.party for standing in found if standing.cleared}
    assessment = screener.without(examined, cleared) if cleared else examined.assessment
    return Screened(assessment, found)
