"""How often data were replaced within a short time: one yardstick for contact data and for payout accounts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TypeVar

__all__ = ["LEAST_CHANGES", "MOST_CHANGES", "WINDOW", "fullest"]

LEAST_CHANGES = 3
"""Replacements from which on it is often: a move brings a new number and a new bank, a closed account one more."""
MOST_CHANGES = 5
"""From which on the strength is full. Both are editorial: the sources name the change, and no number."""
WINDOW = 90
"""Days in which they must lie."""

Event = TypeVar("Event")


def fullest(events: Sequence[Event], day: Callable[[Event], dt.date]) -> tuple[Sequence[Event], int, float] | None:
    """The events of the fullest window of :data:`WINDOW` days, the days they span, and how much they say.

    >>> days = [dt.date(2026, 5, 1), dt.date(2026, 5, 20), dt.date(2026, 6, 30)]
    >>> fullest(days, lambda one: one)[1:]
    (60, 0.5)

    Args:
        events: replacements, from the earliest on.
        day: when an event was.

    Returns:
        ``None`` for fewer than :data:`LEAST_CHANGES`.
    """
    best: Sequence[Event] = ()
    for n, first in enumerate(events):
        inside = [event for event in events[n:] if (day(event) - day(first)).days <= WINDOW]
        if len(inside) > len(best):
            best = inside
    if len(best) < LEAST_CHANGES:
        return None
    return best, (day(best[-1]) - day(best[0])).days, 1.0 if len(best) >= MOST_CHANGES else 0.5
