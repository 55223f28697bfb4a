"""What a fit is worth: thresholds for a budget of false positives, and the test on profiles that it had not seen.

The whole procedure is cross-validated: weights and thresholds are found without a part of the profiles, and that
part says how well they do. Parts are chosen by a hash of the id, so that the same file gives the same bytes, and
so that all records of one id are in one part.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from screening.assessment import Band
from screening.errors import InputError
from screening.fitting.outcomes import Outcome, Share, share, standing
from screening.fitting.weighing import Learned, learn, probability
from screening.indicators import INDICATORS
from screening.policy import Policy

__all__ = [
    "FLAGGED",
    "Judged",
    "Performance",
    "Tenth",
    "as_policy",
    "calibration",
    "cross_validated",
    "performance",
    "with_thresholds",
]

FLAGGED = frozenset({Band.REVIEW, Band.ESCALATE})
"""The bands that send somebody to look."""
_ESCALATED = 0.1
"""The part of the budget of false positives that may be escalated."""
_REVIEWS, _ESCALATIONS = (25, 60), (60, 90)
"""Where thresholds may lie, in points."""
_SEED = "screening policy fit 1"


class Performance(msgspec.Struct, frozen=True):
    """How a policy does on labelled profiles.

    Attributes:
        bands: band → number of workers and of honest profiles in it.
        precision: of the flagged (review or escalate), the share of workers, in this sample.
        recall: of the workers, the share flagged.
        false_positives: of the honest, the share flagged.
        false_escalations: of the honest, the share escalated.
        log_loss: the mean logarithmic loss of the regression; lower is better.
    """

    bands: dict[str, tuple[int, int]]
    precision: Share
    recall: Share
    false_positives: Share
    false_escalations: Share
    log_loss: float


class Tenth(msgspec.Struct, frozen=True):
    """One tenth of the scale of the deciding score, and the share of workers among the profiles in it."""

    from_score: int
    to_score: int
    workers: Share


class Judged(msgspec.Struct, frozen=True, gc=False):
    """One profile under one policy."""

    label: bool
    band: Band
    deciding: float
    loss: float


def as_policy(base: Policy, learned: Learned) -> Policy:
    """The policy of what was learned; it names only what differs from the published values or was named before.

    Raises:
        PolicyError: it would be unsafe.
    """
    published = Policy()
    weights = {
        id_: weight
        for id_, weight in learned.weights.items()
        if id_ in base.weights or weight != published.weight(id_)
    }
    caps = {f: cap for f, cap in learned.caps.items() if f in base.caps or cap != published.all_caps[f]}
    return msgspec.structs.replace(base, weights={**base.weights, **weights}, caps=caps)


def with_thresholds(
    labelled: Sequence[Outcome], policy: Policy, base: Policy, budget: float
) -> tuple[Policy, tuple[str, ...]]:
    """The policy with the thresholds that find most workers within the budget, and what stands against them."""
    standings = [(bool(outcome.label), standing(outcome, policy)) for outcome in labelled]
    safest = min((policy.weight(i.id) for i in INDICATORS if i.stands_alone), default=99.0)
    review_at = _threshold([(label, s.review) for label, s in standings], base.review_at, _REVIEWS, safest, budget)
    highest = min(policy.all_caps[family] for family in ("watchlist", "jurisdiction"))
    escalate_at = _threshold(
        [(label, s.escalate) for label, s in standings],
        base.escalate_at,
        (max(_ESCALATIONS[0], math.ceil(review_at or base.review_at)), _ESCALATIONS[1]),
        highest,
        budget * _ESCALATED,
    )
    low = base.review_at if review_at is None else review_at
    high = max(base.escalate_at if escalate_at is None else escalate_at, low)
    fitted = msgspec.structs.replace(policy, review_at=low, escalate_at=high)
    problem: list[str] = []
    for name, found, part in (("review_at", review_at, budget), ("escalate_at", escalate_at, budget * _ESCALATED)):
        if found is None:
            problem.append(
                f"no {name} holds the budget of {part:.2%} of honest profiles: strong findings ask for a person "
                "whatever the threshold; it stays as it was"
            )
    return fitted, tuple(problem)


def _threshold(
    reach: Sequence[tuple[bool, float]], before: float, span: tuple[int, int], highest: float, budget: float
) -> float | None:
    """The threshold that finds most workers, of these the fewest honest, and nearest to the one of before."""
    workers = [up_to for label, up_to in reach if label]
    honest = [up_to for label, up_to in reach if not label]
    allowed = budget * len(honest)
    found: list[tuple[int, int, float, float]] = []
    for points in sorted({*map(float, range(span[0], span[1] + 1)), float(before)}):
        wrong = sum(up_to >= points for up_to in honest)
        if span[0] <= points <= min(span[1], highest) and wrong <= allowed:
            found.append((-sum(up_to >= points for up_to in workers), wrong, abs(points - before), points))
    return min(found)[-1] if found else None


def cross_validated(
    labelled: Sequence[Outcome], base: Policy, folds: int, budget: float
) -> Iterator[tuple[Judged, Judged]]:
    """Every profile under the base policy, and under the one fitted without the fold that it is in."""
    parts: list[list[Outcome]] = [[] for _ in range(folds)]
    for outcome in labelled:
        parts[_fold(outcome.id, folds)].append(outcome)
    for number, part in enumerate(parts):
        rest = [outcome for other, some in enumerate(parts) if other != number for outcome in some]
        workers = sum(bool(outcome.label) for outcome in rest)
        if not part or not 0 < workers < len(rest):
            raise InputError(f"{folds} folds leave one without profiles of both labels: ask for fewer")
        unfitted, learned = learn(rest, base, fitted=False), learn(rest, base)
        policy, _ = with_thresholds(rest, as_policy(base, learned), base, budget)
        for outcome in part:
            yield _judge(outcome, base, unfitted), _judge(outcome, policy, learned)


def _fold(identifier: str, folds: int) -> int:
    digest = hashlib.sha256(f"{_SEED}:{identifier}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % folds


def _judge(outcome: Outcome, policy: Policy, learned: Learned) -> Judged:
    stands = standing(outcome, policy)
    band = stands.band(policy.review_at, policy.escalate_at, missing=bool(outcome.missing))
    p = probability(stands.deciding, learned)
    loss = -math.log(max(p if outcome.label else 1 - p, 1e-15))
    return Judged(bool(outcome.label), band, stands.deciding, loss)


def performance(judged: Sequence[Judged]) -> Performance:
    """How many of whom came into which band."""
    bands = {band.value: (0, 0) for band in Band}
    for one in judged:
        workers, honest = bands[one.band.value]
        bands[one.band.value] = (workers + one.label, honest + (not one.label))
    flagged = [one.label for one in judged if one.band in FLAGGED]
    workers = sum(one.label for one in judged)
    honest = len(judged) - workers
    escalated = sum(not one.label for one in judged if one.band is Band.ESCALATE)
    return Performance(
        bands,
        precision=share(sum(flagged), len(flagged)),
        recall=share(sum(flagged), workers),
        false_positives=share(len(flagged) - sum(flagged), honest),
        false_escalations=share(escalated, honest),
        log_loss=round(math.fsum(one.loss for one in judged) / len(judged), 5),
    )


def calibration(judged: Sequence[Judged]) -> Iterator[Tenth]:
    """Tenths of the scale, not of the profiles: most have no finding at all, and would fill several alike."""
    for low, high in pairwise(range(0, 101, 10)):
        labels = [one.label for one in judged if low <= one.deciding < high]
        if labels:
            yield Tenth(low, high, share(sum(labels), len(labels)))
