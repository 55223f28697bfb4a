"""How old the lists are, and which of those that a policy requires are missing or stale."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from screening.watchlist import Watchlist

__all__ = ["Gap", "age", "gaps"]


class Gap(msgspec.Struct, frozen=True):
    """A list that cannot be relied on.

    Attributes:
        list: its key.
        message: what is wrong, for people.
        required: the policy requires the list: what was screened without it does not count as screened.
    """

    list: str
    message: str
    required: bool


def age(watchlist: Watchlist, today: dt.date) -> int | None:
    """Days since the list was last known to be current; ``None`` if its date is not known.

    That is the day of the last fetch or confirmation by its publisher, else the date of its data. A date in the
    future is no age.

    >>> age(Watchlist([], id="un_sc", as_of="2026-02-27"), dt.date(2026, 3, 1))
    2
    """
    known = watchlist.checked_on or watchlist.as_of
    try:
        days = (today - dt.date.fromisoformat(known)).days
    except ValueError:
        return None
    return days if days >= 0 else None


def gaps(
    watchlists: Iterable[Watchlist], *, required: Sequence[str] = (), most_days: int, today: dt.date
) -> tuple[Gap, ...]:
    """What is missing or stale.

    The bundled list and own lists have no age and never stand for a required one.

    Args:
        watchlists: the lists that are searched.
        required: keys of official lists that must be among them.
        most_days: an official list that is older is stale.
        today: the date from which age is counted.
    """
    official = {watchlist.id: watchlist for watchlist in watchlists if watchlist.official}
    found = [
        Gap(key, f"MISSING LIST: {key} is required and was not searched", required=True)
        for key in required
        if key not in official
    ]
    for key, watchlist in official.items():
        days = age(watchlist, today)
        if days is None:
            message = f"LIST OF UNKNOWN AGE: {key} does not say of when it is"
        elif days > most_days:
            message = f"STALE LIST: {key} is {days} days old, more than {most_days}"
        else:
            continue
        found.append(Gap(key, message, key in required))
    return tuple(found)
