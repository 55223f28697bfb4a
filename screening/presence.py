"""Which fields a profile knows, and which checks that lets run.

Most profiles of a platform know the same few fields. What they know is a set of bits; what follows from it (the
checks that run, the expected ones that cannot, the coverage) is worked out once for each set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter

import msgspec

from screening.assessment import Coverage, Unchecked
from screening.indicator import Indicator, Need
from screening.policy import Policy
from screening.profile import Profile

__all__ = ["Plan", "Plans"]

_MOST_PLANS = 10_000
"""Profiles are hostile: no more sets of known fields than this are kept."""


class Plan(msgspec.Struct, frozen=True):
    """For profiles that know the same fields.

    Attributes:
        run: the checks that can be made.
        missing: what the policy requires and such a profile lacks, by name.
        unchecked: expected checks that cannot be made, and what they lack.
        coverage: by family, how many of the expected checks can be made.
    """

    run: tuple[Indicator, ...]
    missing: tuple[str, ...]
    unchecked: tuple[Unchecked, ...]
    coverage: dict[str, Coverage]


class Plans:
    """The plan of one profile after another.

    Args:
        policy: says which checks are expected, and what is required.
        indicators: those in force.
    """

    def __init__(self, policy: Policy, indicators: Iterable[Indicator]) -> None:
        active = tuple(indicators)
        self._expected = policy.expects.expected
        self._indicators = {
            kind: tuple(i for i in active if kind in i.kinds) for kind in ("person", "organization")
        }
        self._fields = sorted({path for indicator in active for path in _paths(indicator.needs)})
        self._heads = _heads(self._fields)
        self._required = [
            (required.name, tuple(map(_given, required.needs))) for required in policy.expects.required
        ]
        self._plans: dict[tuple[str, int, tuple[str, ...]], Plan] = {}

    def of(self, profile: Profile) -> Plan:
        """The plan of a profile whose values were read."""
        missing = tuple([name for name, needs in self._required if not any(given(profile) for given in needs)])
        key = (profile.kind, self._known(profile), missing)
        plan = self._plans.get(key)
        if plan is None:
            if len(self._plans) >= _MOST_PLANS:
                self._plans.clear()
            plan = self._plans[key] = self._made(*key)
        return plan

    def _known(self, profile: Profile) -> int:
        """The known fields, a bit each; a list that is known to be empty is known, and so are its parts.

        Most fields of most profiles are not known: those cost one look at their first part.
        """
        known = 0
        for head, own, parts in self._heads:
            value = getattr(profile, head)
            if value is None:
                continue
            known |= own
            if value == ():
                known |= sum([bit for _, bit in parts])
                continue
            for item in value if isinstance(value, tuple) else (value,):
                for name, bit in parts:
                    if not known & bit and getattr(item, name) is not None:
                        known |= bit
        return known

    def _made(self, kind: str, bits: int, missing: tuple[str, ...]) -> Plan:
        known = {path for bit, path in enumerate(self._fields) if bits >> bit & 1}
        run, unchecked = [], []
        made: dict[str, int] = {}
        expected: dict[str, int] = {}
        for indicator in self._indicators[kind]:
            lacking = [
                need for need in indicator.needs if known.isdisjoint((need,) if isinstance(need, str) else need)
            ]
            if not lacking:
                run.append(indicator)
            if indicator.id in self._expected:
                expected[indicator.family] = expected.get(indicator.family, 0) + 1
                made[indicator.family] = made.get(indicator.family, 0) + (not lacking)
                if lacking:
                    unchecked.append(Unchecked(indicator.id, " and ".join(map(_said, lacking))))
        return Plan(
            tuple(run),
            missing,
            tuple(unchecked),
            {family: Coverage(made[family], expected[family]) for family in expected},
        )


def _paths(needs: Sequence[Need]) -> Iterator[str]:
    for need in needs:
        yield from (need,) if isinstance(need, str) else need


def _said(need: Need) -> str:
    return need if isinstance(need, str) else "one of " + ", ".join(need)


_Head = tuple[str, int, tuple[tuple[str, int], ...]]
"""A field of a profile, its own bit if it is asked for, and the bits of the fields of its parts."""


def _heads(paths: Sequence[str]) -> tuple[_Head, ...]:
    """The fields at ``paths``, numbered by bits and gathered by their first part."""
    own: dict[str, int] = {}
    parts: dict[str, list[tuple[str, int]]] = {}
    for number, path in enumerate(paths):
        head, _, tail = path.partition(".")
        parts.setdefault(head, [])
        if tail:
            parts[head].append((tail, 1 << number))
        else:
            own[head] = 1 << number
    return tuple((head, own.get(head, 0), tuple(tails)) for head, tails in parts.items())


def _given(path: str) -> Callable[[Profile], bool]:
    """Whether a profile has something at ``path``: none is known, but is nothing to search or to compare."""
    values = _values(path)
    return lambda profile: any(value is not None and value != () for value in values(profile))


def _values(path: str) -> Callable[[Profile], tuple[object, ...]]:
    """The values at ``path``: one of each part where the path leads through a list, the list if it is empty."""
    head, _, tail = path.partition(".")
    first = attrgetter(head)
    if not tail:
        return lambda profile: (first(profile),)
    last = attrgetter(tail)

    def values(profile: Profile) -> tuple[object, ...]:
        part = first(profile)
        if isinstance(part, tuple):
            return tuple(map(last, part)) if part else (part,)
        return () if part is None else (last(part),)

    return values
