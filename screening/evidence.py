"""From evidence to a score: what an indicator saw, what it weighs, and how findings combine.

A weight is the score that its evidence would give alone, at full strength: points from 0 to 99. It is no
probability. Points of one family combine to ``F = 100·(1 − Π(1 − pᵢ/100))``, capped; families combine to the
score by the same formula. The order of findings is irrelevant, one more finding never lowers a score, and
nothing reaches 100.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from screening.sources import Citation

__all__ = ["LOCATION", "Evidence", "Finding", "Grade", "Total", "combine", "together"]

Grade = Literal["weak", "moderate", "strong", "conclusive"]
LOCATION = "location"
"""The family that is context: it never changes a band, and never takes a record from another family."""
HIGHEST = 99.9
"""No score reaches 100: nothing that a platform sees is certain. Above it, dozens of findings rest on the same few
records, and a bounded search may find one choice among them or another."""
_SEARCH_STEPS = 2_000


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """What an indicator saw in a profile.

    Attributes:
        summary: one sentence with the values in it; it says what was seen, not what it proves.
        records: paths of the records it rests on, for example ``logins[3]`` or ``country``.
        strength: 0..1; 0 is shown and gives no points, because what was seen fits what was stated.
    """

    summary: str
    records: tuple[str, ...]
    strength: float = 1.0


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Evidence with its weight.

    Attributes:
        id: the indicator's id, ``family.name``.
        grade: the indicator's grade.
        weight: points (0..99) of this evidence alone, at full strength.
        strength: 0..1.
        points: ``weight · strength``; 0 if the clue was counted under another finding.
        share: the part (0..1) of the score that is this finding's; the shares of an assessment add up to 1.
        counted_in: ids of the stronger findings that already speak for all of its records.
        sources: the published sources of the indicator.
    """

    id: str
    family: str
    title: str
    grade: Grade
    summary: str
    records: tuple[str, ...]
    weight: float
    strength: float
    points: float
    share: float = 0.0
    counted_in: tuple[str, ...] = ()
    stands_alone: bool = False
    sources: tuple[Citation, ...] = ()


class Total(msgspec.Struct, frozen=True):
    """Findings combined.

    Attributes:
        score: 0..99.9, all families; for order and explanation.
        deciding: the same without the location family; the thresholds read this one.
        findings: strongest first, with points, shares and where a clue was counted already.
        families: points of each family after its cap, families without points left out.
    """

    score: float
    deciding: float
    findings: tuple[Finding, ...]
    families: dict[str, float]


def together(points: Iterable[float]) -> float:
    """Independent points combined: ``100·(1 − Π(1 − pᵢ/100))``, at most 99.9.

    >>> together([45, 20])
    56.0
    """
    product = math.exp(math.fsum(math.log1p(-min(p, HIGHEST) / 100) for p in points))
    return min(round(100 * (1 - product), 6), HIGHEST)


def _family_points(findings: Iterable[Finding], caps: Mapping[str, float]) -> dict[str, float]:
    by_family: dict[str, list[float]] = {}
    for finding in findings:
        if finding.points > 0:
            by_family.setdefault(finding.family, []).append(finding.points)
    return {family: min(together(by_family[family]), caps[family]) for family in sorted(by_family)}


def _rank(finding: Finding) -> tuple[float, int, bool, str]:
    """From the strongest down; of equals the narrower first, which leaves the broader its other records."""
    return (-finding.points, len(set(finding.records)), finding.family == LOCATION, finding.id)


def combine(findings: Sequence[Finding], caps: Mapping[str, float]) -> Total:
    """Count each clue once, cap each family, and combine.

    Findings are taken from the strongest down. One whose records are all spoken for gives no points and names
    where they were counted. Where a broad finding would displace several narrower ones that together weigh
    more, the narrower ones are counted instead, so that one more finding never lowers a score. The deciding
    score is combined as if there were no location findings at all.

    Args:
        findings: with ``points = weight · strength``, each id once.
        caps: the highest points of each family.
    """
    ranked = sorted(findings, key=_rank)
    evidence = [finding for finding in ranked if finding.family != LOCATION]
    decisive = _counted(evidence, caps)
    deciding = together(_family_points(decisive, caps).values())
    kept = decisive if len(evidence) == len(ranked) else _counted(ranked, caps)
    if together(_family_points(kept, caps).values()) < deciding:  # the bounded search found less with more
        kept = decisive
    families = _family_points(kept, caps)
    shares = _shares(kept, families)
    counted = {finding.id for finding in kept}
    final = []
    for finding in ranked:
        if finding.points == 0:
            final.append(finding)
        elif finding.id in counted:
            final.append(msgspec.structs.replace(finding, share=shares.get(finding.id, 0.0)))
        else:
            where = tuple(k.id for k in kept if not set(k.records).isdisjoint(finding.records))
            final.append(msgspec.structs.replace(finding, points=0.0, counted_in=where))
    final.sort(key=lambda f: (-f.points, f.id))
    return Total(
        score=together(families.values()),
        deciding=deciding,
        findings=tuple(final),
        families=families,
    )


def _shares(kept: Sequence[Finding], families: Mapping[str, float]) -> dict[str, float]:
    """The additive part of each counted finding: its logarithm in its family, its family's in the score."""
    family_log = {family: math.log1p(-points / 100) for family, points in families.items() if points > 0}
    whole = math.fsum(family_log.values())
    inside: dict[str, list[float]] = {}
    for finding in kept:
        inside.setdefault(finding.family, []).append(math.log1p(-finding.points / 100))
    sums = {family: math.fsum(logs) for family, logs in inside.items()}
    return {
        finding.id: round(
            math.log1p(-finding.points / 100) / sums[finding.family] * family_log[finding.family] / whole, 9
        )
        for finding in kept
        if finding.family in family_log
    }


def _counted(ranked: Iterable[Finding], caps: Mapping[str, float]) -> list[Finding]:
    """The findings that count: from the strongest down, unless another choice would give a higher score."""
    spoken: set[str] = set()
    chosen: list[Finding] = []
    dropped: list[Finding] = []
    for finding in ranked:
        if finding.points > 0:
            if spoken.issuperset(finding.records):
                dropped.append(finding)
            else:
                chosen.append(finding)
                spoken.update(finding.records)
    if not dropped or _nothing_lost(chosen, dropped, caps):
        return chosen
    return _search([f for f in ranked if f.points > 0], caps, chosen)


def _nothing_lost(chosen: Sequence[Finding], dropped: Sequence[Finding], caps: Mapping[str, float]) -> bool:
    """True if no counted finding displaces more than it brings, its family's cap considered."""
    families = _family_points(chosen, caps)
    for finding in chosen:
        displaced = [d.points for d in dropped if not set(d.records).isdisjoint(finding.records)]
        if displaced and (
            families[finding.family] >= caps[finding.family] or together(displaced) > finding.points
        ):
            return False
    return True


def _search(ranked: Sequence[Finding], caps: Mapping[str, float], greedy: list[Finding]) -> list[Finding]:
    """The choice with the highest score among all in which each finding brings a record of its own.

    Branch and bound over logarithms, strongest first, beginning from the greedy choice; records are bits. Bounded,
    because profiles are hostile: past the bound the best choice found so far stands.
    """
    bits: dict[str, int] = {}
    families = sorted({finding.family for finding in ranked})
    least = [math.log1p(-min(caps[family], HIGHEST) / 100) for family in families]
    rows = [
        (
            math.log1p(-min(finding.points, HIGHEST) / 100),
            families.index(finding.family),
            sum(1 << bits.setdefault(record, len(bits)) for record in set(finding.records)),
        )
        for finding in ranked
    ]

    def total(sums: Sequence[float]) -> float:
        return sum(map(max, sums, least))

    taken_first = {finding.id for finding in greedy}
    best = sum(1 << n for n, finding in enumerate(ranked) if finding.id in taken_first)
    best_total = total(_sums(rows, best, len(families)))
    stack = [(0, 0, 0)]
    for _ in range(_SEARCH_STEPS):
        if not stack:
            break
        position, spoken, taken = stack.pop()
        possible = taken
        for n in range(position, len(rows)):
            if rows[n][2] & ~spoken:
                possible |= 1 << n
        highest = total(_sums(rows, possible, len(families)))
        if highest >= best_total - 1e-12:
            continue
        if possible == taken:
            best, best_total = taken, highest
            continue
        stack.append((position + 1, spoken, taken))
        if rows[position][2] & ~spoken:
            stack.append((position + 1, spoken | rows[position][2], taken | 1 << position))
    return [finding for n, finding in enumerate(ranked) if best >> n & 1]


def _sums(rows: Sequence[tuple[float, int, int]], taken: int, families: int) -> list[float]:
    sums = [0.0] * families
    for n, (log, family, _) in enumerate(rows):
        if taken >> n & 1:
            sums[family] += log
    return sums
