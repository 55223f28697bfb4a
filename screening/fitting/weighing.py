"""Weights learned from outcomes, within the laws: a logistic regression on the very formula that scores.

The evidence of a profile is ``E = -log(1 - score/100)``, the score without location. It is a sum over families
of the sum over findings of ``-log(1 - weight·strength/100)``, cut at the family's cap; so a logistic regression
of the outcome on ``E`` has the weights and caps as its parameters:

    P(worker) = 1 / (1 + exp(-(level + slope·E)))

Minimised is its deviance plus a pull towards the weights of before (a normal prior: :data:`PULL`), with every
weight in its span and no weak finding above a moderate one of its family, nor that above a strong one. What comes
out is rounded to whole points, which can be said aloud. Nothing is drawn by chance.

The optimiser is scipy's SLSQP, the extra ``fit``. A search of our own over one weight after another was tried: it
stops short where the order of grades ties weights together.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Any, TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

from screening.errors import InputError
from screening.evidence import HIGHEST, LOCATION
from screening.fitting.outcomes import Outcome, judged
from screening.indicator import Indicator
from screening.indicators import FAMILIES, INDICATORS
from screening.policy import Policy

__all__ = [
    "CAP_SPAN",
    "HELD",
    "LEAST_SEEN",
    "PULL",
    "SPANS",
    "Learned",
    "evidence",
    "learn",
    "observed",
    "probability",
]

SPANS = MappingProxyType({"weak": (1, 20), "moderate": (5, 45), "strong": (21, 70)})
"""The points that a fitted weight may take, by grade. A strong finding keeps asking for a review (over 20 points),
a weak one never weighs more than a moderate one is published with, and none is switched off: that is for a person
to decide. Conclusive weights are not fitted. A weight that a policy set beyond its span may stay where it is."""
CAP_SPAN = (40, 75)
"""The points that a fitted cap may take."""
PULL = MappingProxyType({"weak": 5.0, "moderate": 10.0, "strong": 12.0, "cap": 10.0})
"""Standard deviations, in points, of the prior around the weights of before: how far a few cases can move one.
Editorial: about half of the way to the end of the span."""
HELD = frozenset({LOCATION, "watchlist", "jurisdiction"})
"""Families that are never fitted. Location is context, and a country must not gain weight because of who was
looked at. What lists and the DPRK on record weigh is law, not statistics; and the weight of a list name would
learn where people's names come from."""
LEAST_SEEN = 10
"""Labelled profiles in which an indicator must have been seen for its weight to be fitted; for a cap, profiles
that reach the lowest one."""

Floats: TypeAlias = NDArray[np.float64]
Numbers: TypeAlias = NDArray[np.intp]
_ORDER = ("weak", "moderate", "strong", "conclusive")
_MOST_ROUNDS = 4
_STEEPEST = 50.0
_LEVELS = (-30.0, 30.0)
_RIDGE = 1e-3
"""A small pull of level and slope to zero, so that outcomes which the score separates wholly have an answer."""


class Learned(msgspec.Struct, frozen=True):
    """What was learned.

    Attributes:
        weights: points of every indicator that is on.
        caps: points of every family.
        level, slope: of the logistic regression; they serve to compare fits, and are no part of a policy.
    """

    weights: dict[str, float]
    caps: dict[str, float]
    level: float
    slope: float


def learn(outcomes: Sequence[Outcome], base: Policy, *, fitted: bool = True) -> Learned:
    """Weights and caps that tell the outcomes apart best, near those of a policy and within the laws.

    Args:
        outcomes: whose labels are known.
        base: the policy to begin from.
        fitted: False keeps weights and caps, and finds level and slope alone.

    Raises:
        InputError: scipy is not installed.
    """
    model = _Model(outcomes, base)
    policy = base
    for _ in range(_MOST_ROUNDS if fitted else 0):  # which findings count depends on what they weigh
        model.count(policy)
        model.fit()
        before, policy = policy, model.policy()
        if policy == before:
            break
    model.count(policy)
    model.calibrate()
    return Learned(
        {i.id: float(w) for i, w in zip(model.indicators, model.weights, strict=True)},
        {family: float(cap) for family, cap in zip(FAMILIES, model.caps, strict=True)},
        model.level,
        model.slope,
    )


def observed(outcomes: Iterable[Outcome]) -> dict[str, list[int]]:
    """In how many honest profiles, and in how many of workers, each indicator was seen."""
    seen: dict[str, list[int]] = {indicator.id: [0, 0] for indicator in INDICATORS}
    for outcome in outcomes:
        if outcome.label is not None:
            for finding in outcome.findings:
                if finding.strength > 0:
                    seen[finding.id][outcome.label] += 1
    return seen


def evidence(score: float) -> float:
    """The evidence behind a score, which adds up where scores combine."""
    return -math.log1p(-min(score, HIGHEST) / 100)


def probability(score: float, learned: Learned) -> float:
    """The regression's probability in the labelled sample; no probability for anybody on the platform."""
    return float(_expit(np.array(learned.level + learned.slope * evidence(score))))


class _Model:
    """Weights, caps, level and slope, and the patterns of findings that they are fitted to."""

    def __init__(self, outcomes: Sequence[Outcome], base: Policy) -> None:
        self.base, self.outcomes = base, outcomes
        self.indicators = tuple(i for i in INDICATORS if base.weight(i.id) > 0)
        self.number = {indicator.id: n for n, indicator in enumerate(self.indicators)}
        self.family: Numbers = np.array([FAMILIES.index(i.family) for i in self.indicators], dtype=np.intp)
        self.weights: Floats = np.array([float(base.weight(i.id)) for i in self.indicators])
        self.caps: Floats = np.array([float(base.all_caps[family]) for family in FAMILIES])
        self.start, self.start_caps = self.weights.copy(), self.caps.copy()
        seen = observed(outcomes)
        self.spans = {
            n: span
            for n, indicator in enumerate(self.indicators)
            if (span := _span(indicator, self.start[n], sum(seen[indicator.id])))
        }
        self.level, self.slope = 0.0, 1.0

    def policy(self) -> Policy:
        """The policy of the present weights and caps."""
        weights = {i.id: float(w) for i, w in zip(self.indicators, self.weights, strict=True)}
        caps = {family: float(cap) for family, cap in zip(FAMILIES, self.caps, strict=True)}
        return msgspec.structs.replace(self.base, weights={**self.base.weights, **weights}, caps=caps)

    def count(self, policy: Policy) -> None:
        """Which findings count by the weights of a policy, since a clue counts once: alike profiles together."""
        patterns: dict[tuple[tuple[int, float], ...], list[int]] = {}
        for outcome in self.outcomes:
            counted = _counted(outcome, policy)
            key = tuple(sorted((self.number[id_], strength) for id_, strength in counted if id_ in self.number))
            patterns.setdefault(key, [0, 0])[bool(outcome.label)] += 1
        keys = sorted(patterns)
        self.honest: Floats = np.array([patterns[key][0] for key in keys], dtype=np.float64)
        self.workers: Floats = np.array([patterns[key][1] for key in keys], dtype=np.float64)
        found = [(row, n, strength) for row, key in enumerate(keys) for n, strength in key]
        self.rows: Numbers = np.array([row for row, _, _ in found], dtype=np.intp)
        self.which: Numbers = np.array([n for _, n, _ in found], dtype=np.intp)
        self.strengths: Floats = np.array([strength for _, _, strength in found], dtype=np.float64)
        self.cells = self.family[self.which] * len(keys) + self.rows

    def fit(self) -> None:
        """The best weights and caps in their spans and in the order of grades, in whole points."""
        fitted = np.array(sorted(self.spans), dtype=np.intp)
        caps = np.array(self._fitted_caps(), dtype=np.intp)
        bounds = [self.spans[int(n)] for n in fitted]
        bounds += [(min(CAP_SPAN[0], self.start_caps[n]), max(CAP_SPAN[1], self.start_caps[n])) for n in caps]
        pivots, rows, begin = self._pivots([int(n) for n in fitted], len(fitted) + len(caps) + 2)
        bounds += [_LEVELS, (0.0, _STEEPEST), *pivots]
        size = len(bounds)
        order = np.zeros((len(rows), size))
        for number, row in enumerate(rows):
            for column, sign in row:
                order[number, column] = sign

        def loss(x: Floats) -> tuple[float, Floats]:
            self.weights[fitted], self.caps[caps] = x[: len(fitted)], x[len(fitted) : len(fitted) + len(caps)]
            self.level, self.slope = (float(v) for v in x[len(fitted) + len(caps) :][:2])
            value, by_weight, by_cap, by_line = self._loss()
            gradient = np.concatenate([by_weight[fitted], by_cap[caps], by_line, np.zeros(len(pivots))])
            return value, gradient

        self.calibrate()
        first = np.concatenate([self.weights[fitted], self.caps[caps], [self.level, self.slope], begin])
        constraints = [{"type": "ineq", "fun": lambda x: order @ x, "jac": lambda _: order}] if rows else []
        best = _minimised(loss, first, bounds, constraints)
        low, high = (np.array([bound[end] for bound in bounds]) for end in (0, 1))
        line = slice(len(fitted) + len(caps), len(fitted) + len(caps) + 2)
        whole = np.clip(np.rint(best), low, high)  # the bounds of weights are whole, those of pivots need not be
        whole[line] = best[line]
        loss(_ordered(whole, rows, line.stop))

    def calibrate(self) -> None:
        """Level and slope alone."""

        def loss(x: Floats) -> tuple[float, Floats]:
            self.level, self.slope = float(x[0]), float(x[1])
            value, _, _, by_line = self._loss()
            return value, by_line

        loss(_minimised(loss, np.array([self.level, self.slope]), [_LEVELS, (0.0, _STEEPEST)], []))

    def _fitted_caps(self) -> list[int]:
        """The families whose cap enough profiles reach."""
        sums = self._sums()
        enough = []
        for number, family in enumerate(FAMILIES):
            reached = sums[number] > evidence(min(CAP_SPAN[0], self.start_caps[number]))
            if family not in HELD and (self.honest + self.workers)[reached].sum() >= LEAST_SEEN:
                enough.append(number)
        return enough

    def _pivots(
        self, fitted: Sequence[int], offset: int
    ) -> tuple[list[tuple[float, float]], list[list[tuple[int, float]]], Floats]:
        """What keeps the order of grades: between two grades of a family, one number that parts their weights.

        An order that the policy of before breaks already is not asked for.

        Args:
            fitted: the indicators that are fitted, in the order of the variables.
            offset: how many variables there are before the pivots.

        Returns:
            The bounds of the pivots, the rows of the constraints (variable and sign, together not negative),
            and where the pivots begin.
        """
        position = {n: column for column, n in enumerate(fitted)}
        bounds: list[tuple[float, float]] = []
        rows: list[list[tuple[int, float]]] = []
        begin: list[float] = []
        for family in range(len(FAMILIES)):
            ranks = {n: _ORDER.index(i.grade) for n, i in enumerate(self.indicators) if self.family[n] == family}
            for rank in range(1, len(_ORDER)):
                below, above = ([n for n, r in ranks.items() if (r >= rank) is up] for up in (False, True))
                heaviest = max((self.start[n] for n in below), default=0.0)
                lightest = min((self.start[n] for n in above), default=0.0)
                if not below or not above or heaviest > lightest or position.keys().isdisjoint({*below, *above}):
                    continue
                low = max((self.start[n] for n in below if n not in position), default=0.0)
                high = min((self.start[n] for n in above if n not in position), default=99.0)
                pivot = offset + len(bounds)
                bounds.append((min(math.ceil(low), high), max(math.floor(high), low)))
                begin.append(min(max(heaviest, bounds[-1][0]), bounds[-1][1]))
                rows += [[(pivot, 1.0), (position[n], -1.0)] for n in below if n in position]
                rows += [[(position[n], 1.0), (pivot, -1.0)] for n in above if n in position]
        return bounds, rows, np.array(begin)

    def _sums(self) -> Floats:
        """The evidence of each family in each pattern, before its cap."""
        points = np.minimum(self.weights[self.which] * self.strengths, HIGHEST)
        size = len(FAMILIES) * len(self.honest)
        sums = np.bincount(self.cells, weights=-np.log1p(-points / 100), minlength=size)
        return np.asarray(sums.reshape(len(FAMILIES), len(self.honest)), dtype=np.float64)

    def _loss(self) -> tuple[float, Floats, Floats, Floats]:
        """The objective, and its slope by weight, by cap, and by level and slope of the regression."""
        sums, limits = self._sums(), -np.log1p(-np.minimum(self.caps, HIGHEST) / 100)
        free = sums < limits[:, None]
        total = np.where(free, sums, limits[:, None]).sum(axis=0)
        eta = self.level + self.slope * total
        residual = (self.honest + self.workers) * _expit(eta) - self.workers
        steep = self.strengths / (100 - np.minimum(self.weights[self.which] * self.strengths, HIGHEST))
        steep = steep * free[self.family[self.which], self.rows] * residual[self.rows]
        by_weight = self.slope * np.bincount(self.which, weights=steep, minlength=len(self.weights))
        by_cap = self.slope * (np.where(free, 0.0, 1.0) @ residual) / (100 - np.minimum(self.caps, HIGHEST))
        widths = np.array([PULL.get(i.grade, 1.0) for i in self.indicators])
        away, caps_away = (self.weights - self.start) / widths, (self.caps - self.start_caps) / PULL["cap"]
        deviance = self.honest * np.logaddexp(0.0, eta) + self.workers * np.logaddexp(0.0, -eta)
        line = np.array([self.level, self.slope])
        value = deviance.sum() + (away @ away + caps_away @ caps_away + _RIDGE * line @ line) / 2
        by_line = np.array([residual.sum(), residual @ total]) + _RIDGE * line
        return float(value), by_weight + away / widths, by_cap + caps_away / PULL["cap"], by_line


def _minimised(loss: Any, first: Floats, bounds: Sequence[tuple[float, float]], constraints: Any) -> Floats:  # noqa: ANN401
    """Where a loss is least, within bounds and constraints."""
    try:
        optimize = import_module("scipy.optimize")
    except ImportError:
        raise InputError("fitting needs scipy: pip install 'freelance-screening[fit]'") from None
    found = optimize.minimize(
        loss,
        first,
        jac=True,
        method="SLSQP",
        bounds=bounds,
        constraints=constraints,
        options={"maxiter": 500, "ftol": 1e-7},
    )
    best: Floats = np.asarray(found.x, dtype=np.float64)
    return best


def _ordered(x: Floats, rows: Sequence[Sequence[tuple[int, float]]], offset: int) -> Floats:
    """The variables with every weight on its side of the pivots, in whole points.

    A solution is on that side already; one that rounding or an optimiser stopped short has moved is put back.
    """
    for (up, _), (down, _) in rows:
        if up >= offset:
            x[down] = min(x[down], math.floor(x[up]))
        else:
            x[up] = max(x[up], math.ceil(x[down]))
    return x


def _span(indicator: Indicator, weight: float, seen: int) -> tuple[float, float] | None:
    """The points that the weight of an indicator may take; ``None`` if it is not fitted."""
    if indicator.family in HELD or indicator.grade not in SPANS or indicator.stands_alone or seen < LEAST_SEEN:
        return None
    lowest, highest = SPANS[indicator.grade]
    return max(min(lowest, math.floor(weight)), 1), max(highest, math.ceil(weight))


def _counted(outcome: Outcome, policy: Policy) -> list[tuple[str, float]]:
    """The findings without location that count, and their strengths."""
    given = [f for f in outcome.findings if f.family != LOCATION and f.strength > 0]
    spoken: set[str] = set()
    for finding in given:
        if not spoken.isdisjoint(finding.records):
            total = judged(msgspec.structs.replace(outcome, findings=tuple(given)), policy)[1]
            return [(f.id, f.strength) for f in total.findings if f.points > 0]
        spoken.update(finding.records)
    return [(f.id, f.strength) for f in given]


def _expit(eta: Floats) -> Floats:
    return np.asarray(0.5 * (1 + np.tanh(eta / 2)), dtype=np.float64)
