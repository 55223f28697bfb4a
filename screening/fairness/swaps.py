"""The swap test: the same profile in another country, and under another name, scored beside the original.

The law that it holds the library to: a country or a name alone never changes a band. What changes consistently is
described in :mod:`screening.fairness.moving` and :mod:`screening.fairness.renaming`. The score may change by the
points of the family ``location``, which is context and takes no part in a band; the *deciding* score should not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from screening.assessment import Assessment
from screening.evidence import LOCATION
from screening.fairness.moving import moved, moved_from
from screening.fairness.renaming import PlainName, own_records, plain_names, renamed
from screening.profile import Profile
from screening.screener import Screener

__all__ = ["COUNTRIES", "CULTURES", "Changed", "SwapTest", "Swaps"]

COUNTRIES = ("CN", "KR", "NG", "RU", "US", "VN")
"""Where profiles are moved to if nobody says otherwise: reported places, claimed ones, and one of neither."""
CULTURES = ("american", "chinese", "korean", "nigerian", "russian", "vietnamese")
"""Of which plain names they are given, if nobody says otherwise."""
SHOWN = 20
"""Changed profiles that are kept to be shown; all are counted."""
_TRIED = 3
"""Names of one culture that are tried before it is held that all of them are listed."""
_WATCHLIST = "watchlist"


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """One profile whose band another country or name changed.

    Attributes:
        profile_id: whose.
        swap: ``country`` or ``name``.
        to: the country's code, or the new name.
        band, new_band: before and after.
        reason, new_reason: the rules of both.
        appeared, vanished: findings with points that the one has and the other has not, location left out.
    """

    profile_id: str
    swap: Literal["country", "name"]
    to: str
    band: str
    new_band: str
    reason: str
    new_reason: str
    appeared: tuple[str, ...]
    vanished: tuple[str, ...]


class Swaps(msgspec.Struct, frozen=True, kw_only=True):
    """What one kind of swap did, over all profiles.

    Attributes:
        swapped: profiles scored again, each once for each country or culture.
        not_swapped: swaps with no consistent way, or of a person whose own name is near a listed one.
        bands_changed: of the swapped, those in another band than before.
        scores_changed: of the swapped, those with another deciding score.
        largest: the largest change of a deciding score, in points.
        mean: the mean of these changes, their sign left out, over all swapped.
        largest_with_location: the largest change of a whole score.
    """

    swapped: int = 0
    not_swapped: int = 0
    bands_changed: int = 0
    scores_changed: int = 0
    largest: float = 0.0
    mean: float = 0.0
    largest_with_location: float = 0.0


class _Counted:
    def __init__(self) -> None:
        self.swapped = self.not_swapped = self.bands = self.scores = 0
        self.largest = self.total = self.whole = 0.0

    def add(self, old: Assessment, new: Assessment) -> None:
        change = abs(new.deciding_score - old.deciding_score)
        self.swapped += 1
        self.bands += new.band is not old.band
        self.scores += change > 0
        self.largest = max(self.largest, change)
        self.total += change
        self.whole = max(self.whole, abs(new.score - old.score))

    def told(self) -> Swaps:
        return Swaps(
            swapped=self.swapped,
            not_swapped=self.not_swapped,
            bands_changed=self.bands,
            scores_changed=self.scores,
            largest=round(self.largest, 6),
            mean=round(self.total / self.swapped, 6) if self.swapped else 0.0,
            largest_with_location=round(self.whole, 6),
        )


class SwapTest:
    """Scores each profile again in other countries and under other names, and counts what changed.

    Args:
        screener: the one that made the originals.
        today: the date of the assessments.
        countries: alpha-2 codes to move to.
        names: plain names by a label; the reviewed ones of :data:`CULTURES` if ``None``.
    """

    def __init__(
        self,
        screener: Screener,
        today: dt.date,
        *,
        countries: Sequence[str] = COUNTRIES,
        names: Mapping[str, Sequence[PlainName]] | None = None,
    ) -> None:
        self._screener = screener
        self._today = today
        self._countries = tuple(countries)
        self._names = {culture: plain_names()[culture] for culture in CULTURES} if names is None else dict(names)
        self._counted = {"country": _Counted(), "name": _Counted()}
        self.changed: list[Changed] = []

    def add(self, profile: Profile, original: Assessment) -> None:
        """Swap one profile.

        Args:
            profile: with read values, as :func:`screening.values.read_values` gives it.
            original: its assessment.
        """
        home = moved_from(profile)
        for country in self._countries:
            if country != home:
                there = moved(profile, country)
                self._compare("country", country, original, self._scored(there) if there else None)
        for names in self._names.values():
            found = next(self._renamed(profile, original, names), None)
            self._compare("name", found[0] if found else "", original, found[1] if found else None)

    def told(self) -> dict[str, Swaps]:
        """The sums, by kind of swap."""
        return {swap: counted.told() for swap, counted in self._counted.items()}

    def _scored(self, profile: Profile) -> Assessment:
        return self._screener.score(profile, today=self._today)

    def _renamed(
        self, profile: Profile, original: Assessment, names: Sequence[PlainName]
    ) -> Iterator[tuple[str, Assessment]]:
        """Under each new name that is near no listed one; none if the old name is near one."""
        if _listed(profile, original):
            return
        keep = frozenset(hit.name for hit in original.hits)
        for first in range(min(_TRIED, len(names))):
            other = renamed(profile, [*names[first:], *names[:first]], keep=keep)
            if other is None:
                return
            new = self._scored(other)
            if not _listed(other, new):
                yield names[first].name, new

    def _compare(
        self, swap: Literal["country", "name"], to: str, original: Assessment, new: Assessment | None
    ) -> None:
        counted = self._counted[swap]
        if new is None:
            counted.not_swapped += 1
            return
        counted.add(original, new)
        if new.band is not original.band and len(self.changed) < SHOWN:
            here, there = _spoke(original), _spoke(new)
            self.changed.append(
                Changed(
                    profile_id=original.profile_id,
                    swap=swap,
                    to=to,
                    band=original.band.value,
                    new_band=new.band.value,
                    reason=original.band_reason,
                    new_reason=new.band_reason,
                    appeared=tuple(sorted(there - here)),
                    vanished=tuple(sorted(here - there)),
                )
            )


def _listed(profile: Profile, assessment: Assessment) -> bool:
    """Whether a list gives points for a name that the account bears."""
    own = own_records(profile)
    return any(
        finding.family == _WATCHLIST and finding.points > 0 and not own.isdisjoint(finding.records)
        for finding in assessment.findings
    )


def _spoke(assessment: Assessment) -> frozenset[str]:
    return frozenset(f.id for f in assessment.findings if f.points > 0 and f.family != LOCATION)
