"""What a person decides of a subject, and what makes a decision unusable."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterator

import msgspec

from screening.decisions.keys import FINDING, HIT
from screening.errors import shown

__all__ = ["ACCEPTED_RISK", "DECISIONS", "FALSE_POSITIVE", "Disposition", "moment", "problems"]

FALSE_POSITIVE, ACCEPTED_RISK = "false_positive", "accepted_risk"
DECISIONS = ("true_match", FALSE_POSITIVE, ACCEPTED_RISK, "needs_information")
_LONGEST = {"profile": 200, "key": 1_000, "reason": 10_000, "by": 200}
_DIGEST = re.compile(r"[0-9a-f]{32}|[0-9a-f]{64}")
_ABOUT_LISTED = FINDING + "watchlist."


class Disposition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One decision, as whoever made it states it.

    Attributes:
        profile: id of the profile; key: what of it, see :class:`~screening.decisions.keys.Subject`.
        decision: one of :data:`DECISIONS`; reason: why.
        by: who says to have decided; at: when, an ISO 8601 time with its offset.
        until: the last day on which it holds; ``None``: until one of the digests changes.
        profile_digest, entry_digest: the state of both sides that was judged.
    """

    profile: str
    key: str
    decision: str
    reason: str
    by: str
    at: str
    profile_digest: str
    entry_digest: str | None = None
    until: dt.date | None = None


def problems(disposition: Disposition, today: dt.date) -> Iterator[str]:
    """Whatever makes a disposition unusable, one sentence each.

    Args:
        disposition: as stated.
        today: the day on which it is recorded.
    """
    for field, most in _LONGEST.items():
        text = getattr(disposition, field)
        if not text.strip():
            yield f"{field} is empty"
        elif len(text) > most:
            yield f"{field} has {len(text):,} characters, at most {most:,}"
        elif any("\ud800" <= character <= "\udfff" for character in text):
            yield f"{field} {shown(text)}: half a character, which no encoding can write"
    yield from _choice(disposition)
    hit = disposition.key.startswith(HIT)
    if not hit and not disposition.key.startswith(FINDING):
        yield f"key {shown(disposition.key)}: {HIT}<list>:<entry id> or {FINDING}<indicator id> is needed"
    if moment(disposition.at) is None:
        yield f"at {shown(disposition.at)}: a time with its offset is needed, such as 2026-11-24T10:00:00Z"
    if disposition.until is not None and disposition.until < today:
        yield f"until {disposition.until} lies in the past"
    if not _DIGEST.fullmatch(disposition.profile_digest):
        yield f"profile_digest {shown(disposition.profile_digest)}: is no digest"
    if hit and not _DIGEST.fullmatch(disposition.entry_digest or ""):
        yield f"entry_digest {shown(disposition.entry_digest)}: a decision on a hit needs that of the list's entry"


def _choice(disposition: Disposition) -> Iterator[str]:
    if disposition.decision not in DECISIONS:
        near = difflib.get_close_matches(disposition.decision[:100], DECISIONS, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"one of {', '.join(DECISIONS)} is needed"
        yield f"decision {shown(disposition.decision)}: {hint}"
    elif disposition.decision == ACCEPTED_RISK and disposition.key.startswith(_ABOUT_LISTED):
        yield "the risk of a listed party is not accepted by its finding: decide on the hit"


def moment(text: str) -> dt.datetime | None:
    """A time with an offset; ``None`` if it is none.

    >>> moment("2026-11-24T10:00:00Z")
    datetime.datetime(2026, 11, 24, 10, 0, tzinfo=datetime.timezone.utc)
    """
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
