"""What indicators saw in profiles whose outcome is known, and what any policy would have said of them.

Each profile is scored once, with every indicator on. Its findings are kept, so that another policy is one more
addition: nothing is searched, read or compared again.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from screening.assessment import Band, decide
from screening.errors import InputError, RecordError, shown
from screening.evidence import Finding, Total, combine
from screening.fitting.labelled import Labelled
from screening.indicators import INDICATORS
from screening.policy import Policy
from screening.rates import wilson
from screening.screener import Screener

__all__ = ["Outcome", "Share", "Standing", "all_seeing", "gathered", "judged", "share", "standing"]


class Outcome(msgspec.Struct, frozen=True):
    """What was seen in one profile, and what became of it.

    Attributes:
        id: the profile's id.
        label: ``True`` worker, ``False`` honest, ``None`` not known.
        findings: with strengths and records; their points are those of the policy that scored them.
        missing: required checks that could not be made.
        place: where the record stands, for messages.
    """

    id: str
    label: bool | None
    findings: tuple[Finding, ...]
    missing: tuple[str, ...] = ()
    place: str = ""


class Standing(msgspec.Struct, frozen=True, gc=False):
    """Where one profile stands, whatever the thresholds are.

    Attributes:
        deciding: the score that thresholds read.
        review, escalate: the highest threshold at which it is still reviewed, escalated; infinite where a rule
            says so without any threshold, minus infinite where no threshold can.
    """

    deciding: float
    review: float
    escalate: float

    def band(self, review_at: float, escalate_at: float, *, missing: bool) -> Band:
        """The band by these thresholds."""
        if self.escalate >= escalate_at:
            return Band.ESCALATE
        if self.review >= review_at:
            return Band.REVIEW
        return Band.UNKNOWN if missing else Band.CLEAR


class Share(msgspec.Struct, frozen=True):
    """A share, with the interval (Wilson, 95 %) that its count allows.

    Attributes:
        count, of: so many of so many.
        share: one by the other; 0 of none is 0.
        low, high: the ends of the interval.
    """

    count: int
    of: int
    share: float
    low: float
    high: float


def share(count: int, of: int) -> Share:
    """``count`` of ``of`` with its interval after Wilson (1927), which holds for small and extreme counts too.

    >>> share(5, 100)
    Share(count=5, of=100, share=0.05, low=0.0215, high=0.1118)
    >>> share(0, 0).high
    1.0
    """
    rate = wilson(count, of)
    return Share(rate.found, rate.of, round(rate.share, 4), round(rate.low, 4), round(rate.high, 4))


def all_seeing(policy: Policy) -> Policy:
    """The same policy with every indicator on: what is switched off is looked at, and weighs what is published."""
    off = {i.id: i.weight for i in INDICATORS if policy.weight(i.id) == 0}
    return msgspec.structs.replace(policy, weights={**policy.weights, **off}) if off else policy


def gathered(
    labelled: Iterable[Labelled | RecordError], screener: Screener, *, errors: list[RecordError], today: dt.date
) -> Iterator[Outcome]:
    """What the indicators saw in each profile.

    Args:
        labelled: of :func:`screening.fitting.labelled.read_labelled`.
        screener: made with a policy that sees everything (:func:`all_seeing`).
        errors: collects the records that cannot be used.
        today: the date of all assessments.

    Raises:
        InputError: one id is labelled both a worker's and honest.
    """
    known: dict[str, Labelled] = {}
    for record in labelled:
        try:
            if isinstance(record, RecordError):
                raise record
            assessment = screener.score(record.profile, today=today)
        except RecordError as error:
            errors.append(error)
            continue
        if record.label is not None:
            earlier = known.setdefault(record.profile.id, record)
            if earlier.label != record.label:
                raise InputError(
                    f"{record.place}: id {shown(record.profile.id)} is labelled otherwise at {earlier.place}"
                )
        yield Outcome(assessment.profile_id, record.label, assessment.findings, assessment.missing, record.place)


def judged(outcome: Outcome, policy: Policy) -> tuple[tuple[Finding, ...], Total]:
    """The findings of a profile as a policy weighs them, before and after they are combined."""
    findings = tuple(
        msgspec.structs.replace(
            finding, weight=weight, points=round(weight * finding.strength, 6), share=0.0, counted_in=()
        )
        for finding in outcome.findings
        if (weight := float(policy.weight(finding.id))) > 0
    )
    return findings, combine(findings, policy.all_caps)


def standing(outcome: Outcome, policy: Policy) -> Standing:
    """Where a profile stands by the weights and caps of a policy, whatever its thresholds."""
    if not outcome.findings:
        return _NOWHERE
    findings, total = judged(outcome, policy)
    band = _banded(findings, total, math.inf)
    reach = total.deciding if _banded(findings, total, 0.0) is Band.ESCALATE else -math.inf
    return Standing(
        total.deciding,
        math.inf if band in {Band.REVIEW, Band.ESCALATE} else reach,
        math.inf if band is Band.ESCALATE else reach,
    )


_NOWHERE = Standing(0.0, -math.inf, -math.inf)


def _banded(findings: Sequence[Finding], total: Total, threshold: float) -> Band:
    """The band with both thresholds at one place: out of reach, only rules speak; at 0, every number does."""
    return decide(findings, total, (), review_at=threshold, escalate_at=threshold)[0]
