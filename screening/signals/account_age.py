"""The account on a line of time: how soon it was paid after it was opened, and what changed when it came back.

Only whole dates count; a month is not held against anybody. What a platform did not keep is no pause: both ends of
a pause are records.
"""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from screening.profile import Profile
from screening.signals.career import earliest

__all__ = ["DORMANT", "REAWAKENED", "Return", "days_open", "first_payment", "returned"]

DORMANT = 365
"""Days between two logins from which an account was dormant: people pause for months, seldom for a year.

Editorial, like the next one: the source gives no number."""
REAWAKENED = 60
"""Days after the pause in which changes belong to the return."""

_DAY = len("2026-01-01")
_IDENTITY = re.compile(
    r"(?:(?:display_?|legal_?|native_?)?names?|birth_date|identity|photos?|avatar|portrait)\b", re.IGNORECASE
)
_CONTACT = re.compile(r"(?:phones?|e-?mails?|payouts?|country)\b", re.IGNORECASE)


class Return(msgspec.Struct, frozen=True, gc=False):
    """A return from a long pause, and what changed with it.

    Attributes:
        days: length of the pause.
        logins: places of its last login before and its first login after.
        changes: places of the changes that belong to it.
        fields: their fields, each once.
        of_identity: whether they are of the person (name, photo, birth date, document), or of contact data only.
    """

    days: int
    logins: tuple[int, int]
    changes: tuple[int, ...]
    fields: tuple[str, ...]
    of_identity: bool


def days_open(created: str, day: str) -> int | None:
    """Days between the opening of an account and another day; ``None`` where one is not a whole date.

    >>> days_open("2026-11-01", "2026-11-03T10:00:00"), days_open("2026-11", "2026-11-03")
    (2, None)
    """
    if len(created) < _DAY or len(day) < _DAY:
        return None
    return (earliest(day) - earliest(created)).days


def first_payment(profile: Profile) -> tuple[str, int] | None:
    """Day and place of the first payment that bears a whole date."""
    paid = [(p.at[:_DAY], i) for i, p in enumerate(profile.payments or ()) if p.at and len(p.at) >= _DAY]
    return min(paid, default=None)


def returned(profile: Profile) -> Return | None:
    """The return of a dormant account with new data, one with a new identity before all others."""
    changes = [
        (earliest(change.at), i, change.field)
        for i, change in enumerate(profile.changes or ())
        if change.at
        and len(change.at) >= _DAY
        and change.field
        and (change.old is None or change.old != change.new)
    ]
    if not changes:
        return None
    logins = profile.logins or ()
    days = sorted((earliest(at), i) for i, login in enumerate(logins) if (at := login.at) and len(at) >= _DAY)
    best: Return | None = None
    for (left, last), (back, first) in pairwise(days):
        if (back - left).days < DORMANT:
            continue
        new = [(i, field) for at, i, field in changes if 0 <= (at - back).days <= REAWAKENED]
        who = [(i, field) for i, field in new if _IDENTITY.match(field)]
        found = who or [(i, field) for i, field in new if _CONTACT.match(field)]
        if found and (best is None or (who and not best.of_identity)):
            places, fields = zip(*found, strict=True)
            best = Return((back - left).days, (last, first), places, tuple(dict.fromkeys(fields)), bool(who))
    return best
