"""All profiles as columns: what the queue shows, sorts and filters by, and the text that is searched."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from screening.assessment import Assessment, Band
from screening.evidence import LOCATION
from screening.profile import Profile
from screening.reports.escaping import visible
from screening.reports.page import facts
from screening.reports.page.tables import Table
from screening.statements import names_of

__all__ = ["BANDS", "KINDS", "Queue"]

BANDS = (Band.ESCALATE, Band.REVIEW, Band.UNKNOWN, Band.CLEAR)
"""Those to look at first, first; the page names bands by their place here."""
KINDS = ("person", "organization")
_MOST_SEARCHED = 600
"""Characters of one profile that free text is looked for in: names come first."""


class Queue:
    """Columns that grow while profiles are added; a row's number is its place in the input."""

    def __init__(self) -> None:
        self._columns: dict[str, list[Any]] = {
            name: [] for name in ("id", "name", "band", "score", "why", "country", "families", "lists", "kind")
        }
        self._raw: dict[int, str] = {}
        self._texts: list[str] = []
        self._whys, self._countries = Table[str](), Table[str]()
        self._families, self._lists = Table[tuple[str, ...]](), Table[tuple[str, ...]]()
        self._stands: dict[int, list[str]] = {}

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, profile: Profile, a: Assessment, listings: list[str], stands: Collection[str] = ()) -> None:
        """Add a row.

        Args:
            profile: as it was given to be scored.
            a: its assessment.
            listings: keys of the listings that it points to.
            stands: what the decisions that were recorded about it say.
        """
        if stands:
            self._stands[len(self)] = sorted(stands)
        shown = visible(profile.id)
        if shown != profile.id:
            self._raw[len(self)] = profile.id
        families = tuple(sorted({f.family for f in a.findings if f.points > 0}))
        row = {
            "id": shown,
            "name": visible(profile.name or profile.legal_name or profile.native_name or "", 200),
            "band": BANDS.index(a.band),
            "score": round(a.score, 2),
            "why": self._whys.number(a.band_reason),
            "country": self._countries.number(facts.country(profile)),
            "families": self._families.number(families),
            "lists": self._lists.number(tuple(dict.fromkeys(key.partition(":")[0] for key in listings))),
            "kind": KINDS.index(profile.kind),
        }
        for name, value in row.items():
            self._columns[name].append(value)
        self._texts.append(" ".join(_searched(profile, a, listings))[:_MOST_SEARCHED])

    def columns(self) -> dict[str, Any]:
        """The rows, column by column, and the values that columns name by number."""
        return {
            **self._columns,
            "raw": self._raw,
            "stands": self._stands,
            "whys": list(self._whys),
            "countries": list(self._countries),
            "family_sets": list(self._families),
            "list_sets": list(self._lists),
        }

    def texts(self) -> list[str]:
        """What free text is looked for in, row by row."""
        return self._texts


def _searched(profile: Profile, a: Assessment, listings: list[str]) -> Iterator[str]:
    yield visible(profile.id)
    yield from dict.fromkeys(visible(named.text, 200) for named in names_of(profile))
    yield from (visible(hit.listed_name, 200) for hit in a.hits)
    yield from listings
    yield from (finding.id for finding in a.findings if finding.family != LOCATION)
    yield from (visible(text, 100) for text in (*(profile.emails or ()), *(profile.phones or ())))
    yield from (visible(finding.summary, 200) for finding in a.findings)
