"""High ratings of one client in a short time: what one account shows of ratings that were made up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from screening.profile import Rating

__all__ = ["DAYS", "LEAST", "eager_client"]

LEAST, DAYS = 5, 7
"""So many high ratings by one client in so many days. Editorial: the source says a short time."""
_HIGH = 0.9
"""From this part of the scale on a rating is high: four and a half of five stars."""
_SCALES = (5.0, 10.0, 100.0)
"""The scales in use; the smallest that holds all ratings of the account is taken for theirs."""
_FULL_DATE = len("2020-01-01")


def eager_client(ratings: Sequence[Rating]) -> tuple[str, tuple[int, ...]] | None:
    """The client who gave most high ratings within :data:`DAYS`, and their numbers; ``None`` if fewer than enough.

    >>> rated = tuple(Rating(client="c7", stars=5, at=f"2026-03-0{day}") for day in range(1, 7))
    >>> eager_client(rated)
    ('c7', (0, 1, 2, 3, 4, 5))
    """
    highest = max((rating.stars or 0.0 for rating in ratings), default=0.0)
    scale = next(scale for scale in _SCALES if highest <= scale)
    by_client: dict[str, list[tuple[dt.date, int]]] = {}
    for number, rating in enumerate(ratings):
        if rating.client and len(rating.at or "") >= _FULL_DATE and (rating.stars or 0.0) >= _HIGH * scale:
            day = dt.date.fromisoformat((rating.at or "")[:_FULL_DATE])
            by_client.setdefault(rating.client, []).append((day, number))
    best: tuple[str, tuple[int, ...]] | None = None
    for client, rows in by_client.items():
        found = _densest(sorted(rows))
        if len(found) >= LEAST and (best is None or len(found) > len(best[1])):
            best = client, found
    return best


def _densest(rows: Sequence[tuple[dt.date, int]]) -> tuple[int, ...]:
    """The numbers of the rows of the fullest window; rows are in the order of their days."""
    first, best = 0, (0, 0)
    for last, (day, _) in enumerate(rows):
        while (day - rows[first][0]).days >= DAYS:
            first += 1
        if last + 1 - first > best[1] - best[0]:
            best = first, last + 1
    return tuple(sorted(number for _, number in rows[slice(*best)]))
