"""What a change of the policy concerns: profiles with certain findings, everything, or nothing."""

from __future__ import annotations

import msgspec

from screening.policy import Policy

__all__ = ["Rules", "compared"]

_NOTHING = frozenset({"required_lists", "max_list_age", "approved_by", "effective_from", "reason"})
"""What no score depends on."""
_WEIGHT = "weights."


class Rules(msgspec.Struct, frozen=True):
    """What changed of a policy.

    Attributes:
        everything: why every profile must be scored again; empty if not.
        weights: of indicators that found something before as now: what changed.
    """

    everything: tuple[str, ...] = ()
    weights: dict[str, str] = {}


def compared(old: Policy, new: Policy) -> Rules:
    """What changed from one policy to another.

    >>> compared(Policy(), Policy(review_at=30)).everything
    ('review_at 40 -> 30',)
    >>> compared(Policy(), Policy(weights={"watchlist.rare_person": 50})).weights
    {'watchlist.rare_person': 'weights.watchlist.rare_person 45 -> 50'}
    """
    everything: list[str] = []
    weights: dict[str, str] = {}
    for setting, (was, is_now) in old.diff(new).items():
        said = f"{setting} {_said(was)} -> {_said(is_now)}"
        if setting in _NOTHING:
            continue
        if setting.startswith(_WEIGHT) and was > 0 and is_now > 0:
            weights[setting.removeprefix(_WEIGHT)] = said
        else:
            everything.append(said)
    return Rules(tuple(everything), weights)


def _said(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
