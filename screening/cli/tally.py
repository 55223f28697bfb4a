"""What came of many results: counted, told in one line, and made an exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from screening.assessment import Assessment, Band
from screening.cli.setting import say
from screening.errors import RecordError
from screening.freshness import Gap

__all__ = ["WORST_FIRST", "Result", "Tally"]

Result: TypeAlias = Assessment | RecordError
_MOST_TOLD = 100
"""Error records told on stderr one by one; the formats for machines hold all of them."""
WORST_FIRST = (Band.ESCALATE, Band.REVIEW, Band.UNKNOWN, Band.CLEAR)


class Tally:
    """Counts results on their way, and tells errors.

    Args:
        bands: how many were in each band before.
        errors: how many could not be screened before.
    """

    def __init__(self, bands: Counter[Band] | None = None, errors: int = 0) -> None:
        self.bands: Counter[Band] = Counter(bands)
        self.errors = errors

    def over(self, results: Iterable[Result]) -> Iterator[Result]:
        """The same results, counted."""
        for result in results:
            self.count(result)
            yield result

    def count(self, result: Result) -> None:
        """Count one result; an error is told, while there are not too many."""
        if isinstance(result, RecordError):
            self.errors += 1
            if self.errors <= _MOST_TOLD:
                say(str(result))
        else:
            self.bands[result.band] += 1

    def summary(self) -> str:
        """One line: how many profiles, in which bands."""
        bands = ", ".join(f"{self.bands[band]:,} {band.value}" for band in WORST_FIRST if self.bands[band])
        total = self.bands.total()
        said = f"{total:,} profile{'' if total == 1 else 's'} scored" + (f": {bands}" if bands else "")
        if self.bands[Band.UNKNOWN]:
            said += "; unknown is not clear"
        return f"{said}; not screened: {self.errors:,}" if self.errors else said

    def code(self, gaps: Iterable[Gap] = ()) -> int:
        """The exit code; ``gaps`` are lists that cannot be relied on."""
        required = [gap for gap in gaps if gap.required]
        for gap in required:
            say(gap.message)
        if required:
            return 3
        if self.errors:
            return 2
        return 1 if self.bands[Band.ESCALATE] or self.bands[Band.REVIEW] else 0
