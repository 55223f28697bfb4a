"""A policy fitted to a platform's own outcomes: weights, caps and thresholds, within the laws and with its proof.

A fit begins from a policy and stays near it (:mod:`screening.fitting.weighing`); it is tested on profiles that it
had not seen (:mod:`screening.fitting.held_out`); and it says what speaks against using it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from screening.errors import InputError
from screening.fitting.held_out import (
    FLAGGED,
    Performance,
    Tenth,
    as_policy,
    calibration,
    cross_validated,
    performance,
    with_thresholds,
)
from screening.fitting.outcomes import Outcome, standing
from screening.fitting.weighing import HELD, LEAST_SEEN, SPANS, learn, observed
from screening.indicators import FAMILIES, INDICATORS
from screening.policy import Policy

__all__ = [
    "BUDGET",
    "FOLDS",
    "LEAST_HONEST",
    "LEAST_WORKERS",
    "Fit",
    "FittedCap",
    "FittedWeight",
    "fit",
]

LEAST_WORKERS, LEAST_HONEST = 50, 500
"""Fewer labelled profiles are not fitted. Fifty give a recall of 80 % to within about eleven points either way;
five hundred, of whom none is flagged, allow for no more than 0.8 % flagged. Less would be fitting to chance."""
FOLDS = 5
BUDGET = 0.01
"""The share of honest profiles that may be flagged, if nobody says otherwise."""
_CHOSEN_BY_SCORE = 2.0
"""So many times as often is the outcome of a flagged profile known: somebody looked where the score said."""
_FEW_UNFLAGGED = 0.05


class FittedWeight(msgspec.Struct, frozen=True):
    """One weight before and after, in how many profiles of which outcome it was seen, and why it is as it is."""

    id: str
    grade: str
    before: float
    after: float
    workers: int
    honest: int
    note: str


class FittedCap(msgspec.Struct, frozen=True):
    """The cap of one family before and after."""

    family: str
    before: float
    after: float


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """A fitted policy and what speaks for and against it.

    Attributes:
        policy: to be read and signed by a person.
        base: the digest of the policy from which the fit began.
        workers, honest: ids with a label; several records of one id are one.
        unknown: records whose label is not known.
        folds, budget: what was asked for.
        weights, caps: of every indicator and family, before and after.
        review_at, escalate_at: before and after.
        before: the base policy, on all profiles.
        held_out: the fitted procedure, on profiles that it had not seen.
        calibration: by score of held-out profiles.
        warnings: what speaks against using it.
    """

    policy: Policy
    base: str
    workers: int
    honest: int
    unknown: int
    folds: int
    budget: float
    weights: tuple[FittedWeight, ...]
    caps: tuple[FittedCap, ...]
    review_at: tuple[float, float]
    escalate_at: tuple[float, float]
    before: Performance
    held_out: Performance
    calibration: tuple[Tenth, ...]
    warnings: tuple[str, ...]


def fit(
    outcomes: Iterable[Outcome], base: Policy | None = None, *, folds: int = FOLDS, budget: float = BUDGET
) -> Fit:
    """Fit weights, caps and thresholds to outcomes.

    Args:
        outcomes: gathered by a screener that sees everything (:func:`screening.fitting.outcomes.all_seeing`).
        base: where the fit begins and what it is drawn to; the published policy if ``None``.
        folds: parts of the cross-validation, 2 to 20.
        budget: the share of honest profiles that may be flagged (review or escalate), 0 to 0.5; a tenth of it
            may be escalated.

    Raises:
        InputError: there are too few labelled profiles, or an argument is out of range.
    """
    base = base or Policy()
    if not 2 <= folds <= 20:  # noqa: PLR2004 - said in the message
        raise InputError(f"folds = {folds}: 2 to 20 are needed")
    if not 0 < budget <= 0.5:  # noqa: PLR2004 - as above
        raise InputError(f"a budget of {budget:g} false positives: more than 0 and at most 0.5 is needed")
    given = sorted(outcomes, key=lambda o: (o.id, str(o.label), msgspec.json.encode(o.findings)))
    labelled = [outcome for outcome in given if outcome.label is not None]
    workers, honest = (len({o.id for o in labelled if o.label is label}) for label in (True, False))
    _refuse_few(workers, honest, len(given) - len(labelled))
    judged = [*cross_validated(labelled, base, folds, budget)]
    policy, problem = with_thresholds(labelled, as_policy(base, learn(labelled, base)), base, budget)
    before, held_out = (performance([pair[n] for pair in judged]) for n in (0, 1))
    return Fit(
        policy=policy,
        base=base.digest,
        workers=workers,
        honest=honest,
        unknown=len(given) - len(labelled),
        folds=folds,
        budget=budget,
        weights=tuple(_weights(labelled, base, policy)),
        caps=tuple(FittedCap(f, base.all_caps[f], policy.all_caps[f]) for f in FAMILIES),
        review_at=(float(base.review_at), float(policy.review_at)),
        escalate_at=(float(base.escalate_at), float(policy.escalate_at)),
        before=before,
        held_out=held_out,
        calibration=tuple(calibration([after for _, after in judged])),
        warnings=(*problem, *_warnings(given, base, before, held_out, budget)),
    )


def _refuse_few(workers: int, honest: int, unknown: int) -> None:
    if not workers and not honest:
        raise InputError(
            "no profile is labelled true or false: the label stands in a column or field, or in a tag "
            "label:worker or label:honest"
        )
    if workers < LEAST_WORKERS or honest < LEAST_HONEST:
        raise InputError(
            f"too few labelled profiles to fit: {workers:,} workers and {honest:,} honest ({unknown:,} unknown), "
            f"at least {LEAST_WORKERS} and {LEAST_HONEST} are needed; fewer would be fitted to chance"
        )


def _weights(labelled: Sequence[Outcome], base: Policy, policy: Policy) -> Iterator[FittedWeight]:
    seen = observed(labelled)
    for indicator in INDICATORS:
        before, after = float(base.weight(indicator.id)), float(policy.weight(indicator.id))
        honest, workers = seen[indicator.id]
        low, high = SPANS.get(indicator.grade, (0, 99))
        note = ""
        if before == 0:
            note = "switched off, stays off"
        elif indicator.family in HELD:
            note = "never fitted: its family is held"
        elif indicator.grade not in SPANS or indicator.stands_alone:
            note = "never fitted: conclusive"
        elif honest + workers < LEAST_SEEN:
            note = f"kept: seen fewer than {LEAST_SEEN} times"
        elif after != before and after in {low, high}:
            note = f"at the edge of its span, {low} to {high}"
        elif any(
            i.family == indicator.family and i.grade != indicator.grade and policy.weight(i.id) == after
            for i in INDICATORS
        ):
            note = "held by the order of grades in its family"
        yield FittedWeight(indicator.id, indicator.grade, before, after, workers, honest, note)


def _warnings(
    given: Sequence[Outcome], base: Policy, before: Performance, held_out: Performance, budget: float
) -> Iterator[str]:
    yield from _feedback(given, base)
    if held_out.log_loss >= before.log_loss:
        yield (
            "on profiles that it had not seen, the fit tells the outcomes apart no better than the policy of "
            f"before (loss {held_out.log_loss:g}, before {before.log_loss:g}): keep that one"
        )
    if held_out.false_positives.low > budget:
        yield (
            f"on profiles that it had not seen, {held_out.false_positives.share:.2%} of the honest are flagged: "
            f"the budget of {budget:.2%} does not hold"
        )


def _feedback(given: Sequence[Outcome], base: Policy) -> Iterator[str]:
    """Signs that outcomes are known only where the score sent somebody to look."""
    known, unknown = [0, 0], [0, 0]
    workers = [0, 0]
    for outcome in given:
        band = standing(outcome, base).band(base.review_at, base.escalate_at, missing=bool(outcome.missing))
        flagged = band in FLAGGED
        if outcome.label is None:
            unknown[flagged] += 1
        else:
            known[flagged] += 1
            workers[flagged] += outcome.label
    if workers[False] < _FEW_UNFLAGGED * sum(workers):
        yield (
            f"{workers[True]:,} of {sum(workers):,} workers were flagged by the policy of before: if nobody "
            "looked elsewhere, these labels repeat the score, and the fit would only make it surer of itself"
        )
    rates = [known[n] / max(known[n] + unknown[n], 1) for n in (False, True)]
    if sum(unknown) and rates[True] > _CHOSEN_BY_SCORE * rates[False]:
        yield (
            f"the outcome is known of {rates[True]:.0%} of the flagged profiles and of {rates[False]:.0%} of the "
            "others: label a random part of the others too, or the fit learns where somebody looked"
        )
