"""What another policy would change: which profiles would move to another band, and which points move them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

import msgspec

from screening.assessment import Assessment, Band
from screening.errors import RecordError
from screening.screener import Screener

__all__ = ["LIMIT", "Comparison", "Moved", "Points", "compare_policies"]

LIMIT = 20
"""Profiles shown of each change of band, if nobody says otherwise."""
_ORDER = (Band.ESCALATE, Band.REVIEW, Band.UNKNOWN, Band.CLEAR)


class Points(msgspec.Struct, frozen=True):
    """The points and the weight of one finding under both policies; 0 under one that does not look."""

    id: str
    before: float
    after: float
    weight_before: float
    weight_after: float


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """A profile that another policy would put into another band.

    Attributes:
        id: the profile's id.
        before, after: its bands, and the rules that give them.
        deciding_before, deciding_after: the scores that thresholds read.
        points: findings whose points differ, the widest difference first; none if only thresholds or required
            checks do.
    """

    id: str
    before: Band
    after: Band
    reason_before: str
    reason_after: str
    deciding_before: float
    deciding_after: float
    points: tuple[Points, ...]


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Two policies on the same profiles.

    Attributes:
        profiles, unusable: so many were compared, so many could not be screened.
        counts: (band before, band after) → profiles, the unchanged ones included.
        score_moved: profiles that stay in their band with another score.
        moved: up to a limit of each change of band, in the order of the input.
        left_out: changed profiles beyond the limit.
    """

    profiles: int
    unusable: int
    counts: dict[tuple[Band, Band], int]
    score_moved: int
    moved: tuple[Moved, ...]
    left_out: int

    @property
    def changed(self) -> int:
        """Profiles that would move to another band."""
        return sum(count for (before, after), count in self.counts.items() if before is not after)


def compare_policies(
    first: Screener,
    second: Screener,
    profiles: Iterable[object],
    *,
    today: dt.date,
    limit: int = LIMIT,
    errors: list[RecordError],
) -> Comparison:
    """Score profiles by two policies.

    Args:
        first: a screener of the one policy.
        second: one of the other, on the same lists.
        profiles: as :meth:`Screener.score` takes them; error records may be among them.
        today: the date of all assessments.
        limit: at most this many profiles of each change of band are kept.
        errors: collects the records that cannot be screened.
    """
    counts: Counter[tuple[Band, Band]] = Counter()
    moved: list[Moved] = []
    unusable = len(errors)
    score_moved = left_out = 0
    for number, profile in enumerate(profiles, start=1):
        try:
            if isinstance(profile, RecordError):
                raise profile
            before, after = first.score(profile, today=today), second.score(profile, today=today)
        except RecordError as error:
            errors.append(error if error.place else error.at(f"record {number}"))
            continue
        change = (before.band, after.band)
        counts[change] += 1
        if before.band is after.band:
            score_moved += before.score != after.score
        elif counts[change] <= limit:
            moved.append(_moved(before, after))
        else:
            left_out += 1
    ordered = sorted(counts, key=lambda change: (_ORDER.index(change[0]), _ORDER.index(change[1])))
    return Comparison(
        profiles=counts.total(),
        unusable=len(errors) - unusable,
        counts={change: counts[change] for change in ordered},
        score_moved=score_moved,
        moved=tuple(moved),
        left_out=left_out,
    )


def _moved(before: Assessment, after: Assessment) -> Moved:
    here, there = ({finding.id: finding for finding in a.findings} for a in (before, after))
    points = []
    for id_ in sorted({*here, *there}):
        old, new = here.get(id_), there.get(id_)
        was, is_ = (old.points if old else 0.0), (new.points if new else 0.0)
        if was != is_:
            points.append(Points(id_, was, is_, old.weight if old else 0.0, new.weight if new else 0.0))
    points.sort(key=lambda p: (-abs(p.after - p.before), p.id))
    return Moved(
        id=before.profile_id,
        before=before.band,
        after=after.band,
        reason_before=before.band_reason,
        reason_after=after.band_reason,
        deciding_before=before.deciding_score,
        deciding_after=after.deciding_score,
        points=tuple(points),
    )
