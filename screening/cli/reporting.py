"""The command ``report``: profiles scored and written as a review page."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from screening import inputs
from screening.assessment import Band
from screening.cli.setting import Choices, say, searched, write
from screening.errors import InputError, Problem, RecordError
from screening.profile import Profile
from screening.reports.page import Result, page
from screening.screener import Screener

__all__ = ["report"]

_MOST_TOLD = 100
"""Error records told on stderr one by one; the page holds more of them."""
_WORST_FIRST = (Band.ESCALATE, Band.REVIEW, Band.UNKNOWN, Band.CLEAR)


def report(files: Sequence[str], output: str, choices: Choices) -> int:
    """Score the profiles of files and write the page; errors and a summary go to stderr."""
    prepared = searched(choices.lists)
    screener = Screener(choices.rules(), prepared)
    bands: Counter[str] = Counter()

    def counted() -> Iterator[Result]:
        for result in _results(screener, files, choices):
            bands["error" if isinstance(result, RecordError) else result[1].band.value] += 1
            if isinstance(result, RecordError) and bands["error"] <= _MOST_TOLD:
                say(str(result))
            yield result

    write(page(counted(), screener.policy, prepared), output, keep=files)
    said = ", ".join(f"{bands[band.value]:,} {band.value}" for band in _WORST_FIRST if bands[band.value])
    total = bands.total() - bands["error"]
    say(f"{output}: {total:,} profile{'' if total == 1 else 's'}" + (f": {said}" if said else ""))
    if bands["error"]:
        say(f"not screened: {bands['error']:,}")
    required = [gap for gap in screener.gaps(choices.today) if gap.required]
    for gap in required:
        say(gap.message)
    if required:
        return 3
    if bands["error"]:
        return 2
    return 1 if bands["escalate"] or bands["review"] else 0


def _results(screener: Screener, files: Iterable[str], choices: Choices) -> Iterator[Result]:
    """Every record of every file with its assessment; a file that cannot be used is one error."""
    today = choices.today
    for file in files:
        try:
            for record in inputs.read(file, kind=choices.kind_by(screener)):
                yield record if isinstance(record, RecordError) else _scored(screener, record, today)
        except InputError as error:
            yield RecordError([Problem("", "", str(error))])


def _scored(screener: Screener, profile: Profile, today: dt.date) -> Result:
    try:
        return profile, screener.score(profile, today=today)
    except RecordError as error:
        return error
