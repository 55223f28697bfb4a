"""Jobs and studies on a line of time: what overlaps, and what cannot have been when it is said to have been.

Dates may be partial, so every judgement is made at its mildest: a job that began in 2021 began, as far as it can
be held against anybody, on the last day of that year, and one that ended in 2021 ended on the first. A missing end
is not known; it is not taken for today.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import msgspec

from screening.profile import Job, Profile
from screening.statements import disagree

__all__ = [
    "LEAST_OVERLAP",
    "YOUNGEST",
    "Overlap",
    "Span",
    "earliest",
    "latest",
    "overlaps",
    "too_early",
]

_DECEMBER = 12
_MOST = 60
"""Jobs that are laid on the line, the first ones: nobody has more, and pairs grow with the square."""

LEAST_OVERLAP = 92
"""Days that two full-time jobs must certainly share: a quarter. Notice periods and handovers are shorter."""

YOUNGEST = 15
"""Age from which people may work as a rule: ILO Minimum Age Convention (C138, 1973), article 2."""

YOUNGEST_LEAVER = 10
"""Age below which nobody leaves a school that a CV names, primary schools included. Editorial."""


class Span(msgspec.Struct, frozen=True, gc=False):
    """A stretch of time between partial dates, as short as it may have been.

    Attributes:
        first: the latest day on which it may have begun.
        last: the earliest day on which it may have ended.
    """

    first: dt.date
    last: dt.date


class Overlap(msgspec.Struct, frozen=True, gc=False):
    """Two full-time jobs at once.

    Attributes:
        jobs: their places in the profile.
        days: for how long at least.
    """

    jobs: tuple[int, int]
    days: int


@lru_cache(maxsize=16_384)
def earliest(date: str) -> dt.date:
    """The first day that a partial ISO date may mean.

    >>> earliest("2021"), earliest("2021-03-05T10:00:00")
    (datetime.date(2021, 1, 1), datetime.date(2021, 3, 5))
    """
    year, month, day = _parts(date)
    return dt.date(year, month or 1, day or 1)


@lru_cache(maxsize=16_384)
def latest(date: str) -> dt.date:
    """The last day that a partial ISO date may mean.

    >>> latest("2021"), latest("2021-02"), latest("2021-03-05")
    (datetime.date(2021, 12, 31), datetime.date(2021, 2, 28), datetime.date(2021, 3, 5))
    """
    year, month, day = _parts(date)
    if day:
        return dt.date(year, month, day)
    if not month or month == _DECEMBER:
        return dt.date(year, _DECEMBER, 31)
    return dt.date(year, month + 1, 1) - dt.timedelta(days=1)


def _parts(date: str) -> tuple[int, int, int]:
    """Year, month and day; 0 for what is not given. Values were read before, so they are dates."""
    year, month, day, *_ = (*map(int, date[:10].split("-")), 0, 0)
    return year, month, day


def _span(job: Job) -> Span | None:
    if not job.start or not job.end:
        return None
    first, last = latest(job.start), earliest(job.end)
    return Span(first, last) if first < last else None


def overlaps(profile: Profile, threshold: float) -> list[Overlap]:
    """Pairs of full-time jobs at different employers that certainly share a quarter of a year, longest first.

    Args:
        profile: whose jobs.
        threshold: two names that match below it are different employers.
    """
    spans = [
        (i, job.company, span)
        for i, job in enumerate((profile.jobs or ())[:_MOST])
        if job.full_time is True and job.company and (span := _span(job))
    ]
    spans.sort(key=lambda one: one[2].first)
    found: list[Overlap] = []
    for n, (i, company, span) in enumerate(spans):
        for j, other_company, other in spans[n + 1 :]:
            if other.first > span.last:
                break
            days = (min(span.last, other.last) - other.first).days
            if days >= LEAST_OVERLAP and disagree(company, other_company, "organization", threshold):
                found.append(Overlap((min(i, j), max(i, j)), days))
    found.sort(key=lambda overlap: (-overlap.days, overlap.jobs))
    return found


def too_early(profile: Profile, born: str) -> list[tuple[str, int]]:
    """Jobs that began, and studies that ended, at an age at which that cannot be; with the highest age possible.

    Args:
        profile: whose jobs and studies.
        born: the birth date, partial or full.
    """
    dated = [(f"jobs[{i}]", job.start, YOUNGEST) for i, job in enumerate(profile.jobs or ())]
    dated += [(f"studies[{i}]", study.end, YOUNGEST_LEAVER) for i, study in enumerate(profile.studies or ())]
    first = earliest(born)
    ages = [(record, _age(first, latest(date)), least) for record, date, least in dated if date]
    return [(record, age) for record, age, least in ages if age < least]


def _age(born: dt.date, day: dt.date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
