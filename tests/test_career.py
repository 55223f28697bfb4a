"""Jobs and studies on a line of time, judged at their mildest."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.profile import Job, Profile, Study
from screening.signals import career

DATES = st.one_of(
    st.dates(dt.date(1950, 1, 1), dt.date(2030, 12, 31)).map(str),
    st.dates(dt.date(1950, 1, 1), dt.date(2030, 12, 31)).map(lambda day: str(day)[:7]),
    st.integers(1950, 2030).map(str),
)


def job(company: str, start: str | None, end: str | None, full_time: bool | None = True) -> Job:
    return Job(company=company, start=start, end=end, full_time=full_time)


def days(*jobs: Job) -> list[tuple[tuple[int, int], int]]:
    return [(one.jobs, one.days) for one in career.overlaps(Profile(id="u", jobs=jobs), 0.8)]


@given(DATES)
def test_a_partial_date_lies_between_its_ends(date: str) -> None:
    first, last = career.earliest(date), career.latest(date)
    assert first <= last
    assert str(first).startswith(date)
    assert str(last).startswith(date)
    assert not str(last + dt.timedelta(days=1)).startswith(date)


def test_jobs_that_certainly_overlap_are_found_in_any_order() -> None:
    jobs = (job("Example Orchard", "2021-01-01", "2023-06-30"), job("Lantern Works", "2022-03-01", "2024-01-01"))
    assert days(*jobs) == days(*reversed(jobs)) == [((0, 1), 486)]


@pytest.mark.parametrize(
    "other",
    [
        job("Lantern Works", "2023", "2024"),
        job("Lantern Works", "2022-01", None),
        job("Lantern Works", None, "2023-01"),
        job("Lantern Works", "2022-01", "2024-01", full_time=None),
        job("Lantern Works", "2022-01", "2024-01", full_time=False),
        job("Lantern Works", "2023-04-15", "2024-01"),
        job("Example Orchard Ltd", "2021-01", "2023-06-30"),
        job("Lantern Works", "2023-01", "2022-01"),
    ],
    ids=["may fit", "no end", "no start", "hours not known", "part-time", "handover", "same firm", "backwards"],
)
def test_what_may_have_an_innocent_reading_has_it(other: Job) -> None:
    assert days(job("Example Orchard", "2021-01-01", "2023-06-30"), other) == []


def test_the_least_overlap_is_a_quarter() -> None:
    first = job("Example Orchard", "2021-01-01", "2021-12-01")
    assert days(first, job("Lantern Works", "2021-08-31", "2022-12-01")) == [((0, 1), career.LEAST_OVERLAP)]
    assert days(first, job("Lantern Works", "2021-09-01", "2022-12-01")) == []


def test_the_longest_of_several_comes_first() -> None:
    found = days(
        job("Example Orchard", "2021-01-01", "2023-01-01"),
        job("Lantern Works", "2022-06-01", "2023-01-01"),
        job("Invented Bakery", "2021-02-01", "2023-01-01"),
    )
    assert [jobs for jobs, _ in found] == [(0, 2), (0, 1), (1, 2)]


def test_hostile_lists_are_bounded() -> None:
    jobs = tuple(job(f"Firm {chr(97 + i % 26)}{i}", "2001", "2020") for i in range(200))
    assert len(career.overlaps(Profile(id="u", jobs=jobs), 0.8)) <= 60 * 59 // 2


@pytest.mark.parametrize(
    ("born", "item", "age"),
    [
        ("1998-05-01", Job(start="2013-04"), 14),
        ("1998-05-01", Job(start="2013-05-01"), None),
        ("1998", Job(start="2012"), 14),
        ("1998", Job(start="2013"), None),
        ("1998-12-31", Job(start="1990"), -8),
        ("1998", Job(end="2001"), None),
        ("1998", Study(end="2005"), 7),
        ("1998", Study(end="2008"), None),
        ("1998", Study(start="2001"), None),
    ],
)
def test_the_highest_age_that_is_possible_counts(born: str, item: Job | Study, age: int | None) -> None:
    profile = Profile(id="u", jobs=(item,)) if isinstance(item, Job) else Profile(id="u", studies=(item,))
    record = "jobs[0]" if isinstance(item, Job) else "studies[0]"
    assert career.too_early(profile, born) == ([] if age is None else [(record, age)])
