"""Fairness, measured: how often each group of profiles is flagged, by which indicators, and what a flag is worth.

A group is what a field of the profile says: the stated country, a tag. *Flagged* is review or escalate. Rates are
over the profiles that could be decided; *unknown* is counted apart, and so are groups that are too small to say
anything, and profiles that do not say their group. Profiles pass through one by one: what is kept are counts.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import msgspec

from screening.assessment import Assessment, Band, ListUsed
from screening.errors import InputError, RecordError
from screening.evidence import LOCATION
from screening.fairness.grouping import PRESET, grouping
from screening.fairness.swaps import Changed, Swaps, SwapTest
from screening.profile import Profile
from screening.rates import Precision, Rate, expected_precision, wilson
from screening.records import profile_from
from screening.screener import Screener
from screening.values import read_values

__all__ = [
    "MINIMUM",
    "PREVALENCES",
    "SENSITIVITY",
    "Driver",
    "Group",
    "Report",
    "measure",
]

MINIMUM = 100
"""Profiles that a group needs: of fewer, even one without a single flag may have a rate of 4 % (Wilson)."""
PREVALENCES = (0.0001, 0.001, 0.01)
"""Base rates: one worker in ten thousand, in a thousand, in a hundred accounts. Assumptions, as any are."""
SENSITIVITY = 0.9
"""The share of workers that would be flagged. An assumption, and a friendly one: nobody has measured it."""
MARK = 2.0
"""A group that is flagged more often than this many times the median is marked."""
MOST_GROUPS = 1_000
"""Values of the field that are told apart; those that come later are counted together."""
DRIVERS = 5
_FLAGGED = (Band.REVIEW, Band.ESCALATE)
_OTHERS = "(other values)"


class Driver(msgspec.Struct, frozen=True, kw_only=True):
    """What an indicator does in a group.

    Attributes:
        id: the indicator.
        points, elsewhere: mean points a profile in the group, and in all others.
        flagged: flagged profiles of the group in which it gave points.
    """

    id: str
    points: float
    elsewhere: float
    flagged: int


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """One group of profiles.

    Attributes:
        name: the value of the field.
        profiles: how many there are; decided: those that are not unknown.
        bands: share of each band of the decided; unknown: share of all.
        flagged: review and escalate, of the decided.
        ratio: its flagged share over the median of the groups; ``None`` where the median is 0, and where the group
            has no part in it.
        above: flagged more than twice as often as the median.
        beyond_chance: above, and its interval does not meet that of all other profiles together.
        drivers: the indicators that give it more points than others, most first; location is left out.
    """

    name: str
    profiles: int
    decided: int
    bands: dict[str, Rate]
    unknown: Rate
    flagged: Rate
    ratio: float | None
    above: bool
    beyond_chance: bool
    drivers: tuple[Driver, ...]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The whole measurement.

    Attributes:
        field: what the groups are by; minimum: profiles that a group needs.
        all: all profiles as one group; groups: those large enough, flagged most first.
        small: groups below the minimum, not_known: profiles that do not say; both have no part in the median.
        median: of the flagged shares of the groups.
        errors: records that could not be screened.
        precision, sensitivity: what a flag would be worth, under the assumption of this sensitivity.
        swaps, changed: the swap test, ``None`` and empty if it was not made.
        today, preset, policy_digest, lists, notes: what it was made with.
    """

    field: str
    minimum: int
    all: Group
    groups: tuple[Group, ...]
    small: tuple[Group, ...]
    not_known: Group | None
    median: float
    errors: int
    sensitivity: float
    precision: tuple[Precision, ...]
    swaps: dict[str, Swaps] | None
    changed: tuple[Changed, ...]
    today: str
    preset: str
    policy_digest: str
    lists: tuple[ListUsed, ...]
    notes: tuple[str, ...]

    @property
    def remarkable(self) -> bool:
        """Whether a person should look: a group above the mark beyond chance, or a band changed by a swap."""
        swapped = any(swaps.bands_changed for swaps in (self.swaps or {}).values())
        return swapped or any(group.beyond_chance for group in self.groups)


class _Count:
    """What is kept of a group."""

    def __init__(self) -> None:
        self.bands: Counter[Band] = Counter()
        self.points: Counter[str] = Counter()
        self.flagged: Counter[str] = Counter()

    def add(self, assessment: Assessment) -> None:
        self.bands[assessment.band] += 1
        for finding in assessment.findings:
            if finding.points > 0 and finding.family != LOCATION:
                self.points[finding.id] += round(finding.points * 1_000_000)  # whole numbers add up in any order
                self.flagged[finding.id] += assessment.band in _FLAGGED

    @property
    def decided(self) -> int:
        return self.bands.total() - self.bands[Band.UNKNOWN]

    @property
    def found(self) -> int:
        return sum(self.bands[band] for band in _FLAGGED)


def measure(
    screener: Screener,
    records: Iterable[Profile | RecordError],
    *,
    today: dt.date,
    group: str = "country",
    minimum: int = MINIMUM,
    prevalences: Sequence[float] = PREVALENCES,
    sensitivity: float = SENSITIVITY,
    swap_test: SwapTest | None = None,
    on_error: Callable[[RecordError], object] = lambda _error: None,
    on_result: Callable[[Assessment], object] = lambda _assessment: None,
) -> Report:
    """Score profiles and measure by group.

    >>> profiles = [Profile(id="a", name="Marta Wzorowa", country="PL"), Profile(id="b", name="Colin Sample")]
    >>> report = measure(Screener(), profiles, today=dt.date(2026, 11, 23), minimum=1)
    >>> [(group.name, group.flagged.found) for group in report.groups], report.not_known.profiles
    ([('PL', 0)], 1)

    Args:
        screener: policy and lists.
        records: profiles; error records of a reader may be among them.
        today: the date of the assessments.
        group: a field path such as ``country`` or ``visa.kind``, ``preset``, or a path, a colon and the beginning
            of its values: ``tags:group:`` groups by what follows ``group:`` in tags. A profile with several values
            is in several groups.
        minimum: profiles that a group needs to be compared.
        prevalences: base rates at which the worth of a flag is told.
        sensitivity: the share of workers that is assumed to be flagged.
        swap_test: made over the same profiles.
        on_error: is told each record that cannot be screened.
        on_result: is told each assessment.

    Raises:
        InputError: there is no such field, or a number is out of its range.
    """
    _check(minimum, prevalences, sensitivity)
    values = grouping(group)
    total, not_known = _Count(), _Count()
    counts: dict[str, _Count] = {}
    errors = 0
    notes: dict[str, None] = {}
    for record in records:
        try:
            if isinstance(record, RecordError):
                raise record
            assessment = screener.score(record, today=today)
        except RecordError as error:
            errors += 1
            on_error(error)
            continue
        profile, _ = read_values(profile_from(record), today)
        named = {assessment.preset} if group == PRESET else set(values(profile))
        for name in sorted(named):
            known = name in counts or len(counts) < MOST_GROUPS
            counts.setdefault(name if known else _OTHERS, _Count()).add(assessment)
        if not named:
            not_known.add(assessment)
        total.add(assessment)
        notes |= dict.fromkeys(assessment.notes)
        if swap_test is not None:
            swap_test.add(profile, assessment)
        on_result(assessment)
    large = {name: count for name, count in counts.items() if count.decided >= minimum}
    median = statistics.median(count.found / count.decided for count in large.values()) if large else 0.0
    groups = [_told(name, count, total, median if name in large else None) for name, count in counts.items()]
    groups.sort(key=lambda g: (-g.flagged.share, -g.profiles, g.name))
    everybody = _told("all", total, total, None)
    return Report(
        field=group,
        minimum=minimum,
        all=everybody,
        groups=tuple(g for g in groups if g.name in large),
        small=tuple(g for g in groups if g.name not in large),
        not_known=_told("(not known)", not_known, total, None) if not_known.bands else None,
        median=median,
        errors=errors,
        sensitivity=sensitivity,
        precision=tuple(expected_precision(everybody.flagged, p, sensitivity) for p in prevalences),
        swaps=swap_test.told() if swap_test else None,
        changed=tuple(swap_test.changed) if swap_test else (),
        today=today.isoformat(),
        preset=screener.policy.preset,
        policy_digest=screener.policy.digest,
        lists=tuple(ListUsed(w.id, w.as_of, w.digest, len(w)) for w in screener.watchlists),
        notes=tuple(notes),
    )


def _check(minimum: int, prevalences: Sequence[float], sensitivity: float) -> None:
    if minimum < 1:
        raise InputError(f"the minimum of a group is 1 or more, not {minimum}")
    if wrong := [p for p in prevalences if not 0 < p < 1]:
        raise InputError(f"a base rate is a number between 0 and 1, not {wrong[0]:g}")
    if not 0 < sensitivity <= 1:
        raise InputError(f"the sensitivity is above 0 and at most 1, not {sensitivity:g}")


def _told(name: str, count: _Count, total: _Count, median: float | None) -> Group:
    """A group as it is reported; ``median`` is ``None`` for one that is not compared."""
    flagged = wilson(count.found, count.decided)
    rest = wilson(total.found - count.found, total.decided - count.decided)
    above = median is not None and flagged.share > MARK * median
    return Group(
        name=name,
        profiles=count.bands.total(),
        decided=count.decided,
        bands={b.value: wilson(count.bands[b], count.decided) for b in (Band.CLEAR, *_FLAGGED)},
        unknown=wilson(count.bands[Band.UNKNOWN], count.bands.total()),
        flagged=flagged,
        ratio=round(flagged.share / median, 6) if median else None,
        above=above,
        beyond_chance=above and rest.of > 0 and flagged.low > rest.high,
        drivers=_drivers(count, total),
    )


def _drivers(count: _Count, total: _Count) -> tuple[Driver, ...]:
    here, everybody = count.bands.total(), total.bands.total()
    found = []
    for identifier, points in count.points.items():
        inside = points / here / 1e6
        outside = (total.points[identifier] - points) / (everybody - here) / 1e6 if everybody > here else 0.0
        if inside > outside:
            found.append((inside - outside, identifier, inside, outside))
    found.sort(key=lambda one: (-one[0], one[1]))
    return tuple(
        Driver(id=i, points=round(a, 6), elsewhere=round(b, 6), flagged=count.flagged[i])
        for _, i, a, b in found[:DRIVERS]
    )
