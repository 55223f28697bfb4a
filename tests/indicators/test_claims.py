"""The CV: what proved false, what cannot be, and what honest people leave out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from screening.assessment import Assessment

Record = Mapping[str, Any]
Assess = Callable[[Record], Assessment]

WHO = {"name": "Marta Wzorowa", "country": "PL"}
LISTED = "Korea Sobaeksu Trading Corporation"
"""A designated party of the bundled list, in the place of a school."""


def points(assessment: Assessment, family: str = "claims") -> dict[str, float]:
    return {finding.id: finding.points for finding in assessment.findings if finding.family == family}


def test_one_job_is_one_clue(assess: Assess) -> None:
    """An employer that does not exist has no true contact, no office and nobody to confirm the job."""
    job = {"company": "Example Orchard", "fictitious": True, "contact_false": True, "office_absent": True}
    found = points(assess({**WHO, "jobs": [{**job, "verified": False}]}))
    assert sorted(found.values()) == [0.0, 0.0, 0.0, 45.0]


def test_two_jobs_are_two_clues(assess: Assess) -> None:
    jobs = [
        {"company": "Example Orchard", "fictitious": True},
        {"company": "Lantern Works", "contact_false": True},
    ]
    assert points(assess({**WHO, "jobs": jobs})) == {
        "claims.employer_fictitious": 45.0,
        "claims.contact_false": 45.0,
    }


@pytest.mark.parametrize(
    ("verified", "expected"),
    [([False], 20.0), ([False, True], 10.0), ([False, False, None], 20.0), ([None], None)],
)
def test_a_confirmed_job_halves_an_unconfirmed_one(
    assess: Assess, verified: list[bool | None], expected: float | None
) -> None:
    jobs = [{"company": f"Lantern {i}", "verified": value} for i, value in enumerate(verified)]
    assert points(assess({"jobs": jobs})).get("claims.job_unconfirmed") == expected


@pytest.mark.parametrize(
    ("failed", "reached", "expected"), [(1, 0, 10.0), (2, 0, 20.0), (2, 1, 10.0), (0, 2, None)]
)
def test_references_need_two_tries(assess: Assess, failed: int, reached: int, expected: float | None) -> None:
    references = [{"verified": False}] * failed + [{"verified": True}] * reached
    assert points(assess({"references": references})).get("claims.references_unconfirmed") == expected


def test_a_hidden_school_counts_for_the_hiding(assess: Assess) -> None:
    listed, other = (
        points(assess({**WHO, "studies": [{"school": school, "concealed": True}]}))
        for school in (LISTED, "Invented School of Orchards")
    )
    assert listed == {"claims.schooling_concealed": 45.0}
    assert other == {"claims.schooling_concealed": 18.0}


def test_a_school_that_is_stated_openly_counts_for_nothing_here(assess: Assess) -> None:
    for school in (LISTED, "Invented School of Orchards"):
        assert not points(assess({**WHO, "studies": [{"school": school, "country": "KP", "concealed": False}]}))


def test_no_country_of_studies_or_jobs_is_read(assess: Assess) -> None:
    """Studies in Asia and work elsewhere fit millions of people who moved."""
    studies = [
        {"school": "Invented University", "country": country, "end": "2015"} for country in ("CN", "JP", "SG")
    ]
    jobs = [{"company": "Lantern Works", "country": country, "start": "2016"} for country in ("US", "CA", "KR")]
    assert not assess({**WHO, "birth_date": "1992", "studies": studies, "jobs": jobs}).findings


@pytest.mark.parametrize(
    ("start", "strength"), [("1990", 1.0), ("2003", 1.0), ("2009", 0.5), ("2012", 0.5), ("2013", None)]
)
def test_work_in_youth_counts_half(assess: Assess, start: str, strength: float | None) -> None:
    found = assess({"birth_date": "1998", "jobs": [{"company": "Example Orchard", "start": start}]}).findings
    assert [finding.strength for finding in found] == ([] if strength is None else [strength])


def test_a_dead_link_sends_nobody_to_review(assess: Assess) -> None:
    found = assess({**WHO, "sites": [{"url": "https://wzorowa.example", "reachable": False, "bare": True}]})
    assert found.band == "clear"
    copied = assess({**WHO, "sites": [{"url": "https://wzorowa.example", "reachable": True, "copied": True}]})
    assert copied.band == "review"


def test_several_overlaps_count_fully(assess: Assess) -> None:
    jobs = [
        {"company": name, "full_time": True, "start": "2020-01", "end": "2022-01"}
        for name in ("Example Orchard", "Lantern Works", "Invented Bakery")
    ]
    (two,) = assess({"jobs": jobs[:2]}).findings
    (three,) = assess({"jobs": jobs}).findings
    assert (two.points, three.points) == (10.0, 20.0)
    assert "and 2 more" in three.summary
