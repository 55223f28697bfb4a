"""Terms of work: visas, sites, clubs and contracts that the reports describe, and ordinary ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from screening.assessment import Assessment

Record = Mapping[str, Any]
Assess = Callable[[Record], Assessment]

SITE = {"construction_contract": True, "wages_to_one_person": True}


@pytest.mark.parametrize(
    ("terms", "points"),
    [
        (["wages_to_one_person"], 18.0),
        (["wages_to_one_person", "housed_on_site"], 36.0),
        (["wages_to_one_person", "housed_on_site", "renamed_contractor"], 45.0),
    ],
)
def test_one_term_of_a_site_is_ordinary_and_three_are_the_pattern(
    assess: Assess, terms: list[str], points: float
) -> None:
    (finding,) = assess({"work": {"construction_contract": True, **dict.fromkeys(terms, True)}}).findings
    assert finding.points == points


# -- counts: from which number on, and how strongly ---------------------------------------------------


def points(assessment: Assessment, indicator: str) -> float:
    return sum(finding.points for finding in assessment.findings if finding.id == indicator)


@pytest.mark.parametrize(
    ("bids", "hires", "expected"), [(199, 0, 0.0), (200, 0, 8.0), (200, 2, 0.0), (1_000, 9, 8.0), (1_000, 10, 0.0)]
)
def test_few_hires_are_told_of_many_bids_only(assess: Assess, bids: int, hires: int, expected: float) -> None:
    assert points(assess({"work": {"bids": bids, "hires": hires}}), "work.few_hires") == expected


@pytest.mark.parametrize(
    ("bids", "logins", "expected"), [(99, 1, 0.0), (100, 6, 0.0), (100, 5, 10.0), (500, 10, 20.0), (500, 0, 0.0)]
)
def test_bids_of_a_login_are_graded(assess: Assess, bids: int, logins: int, expected: float) -> None:
    assert points(assess({"work": {"bids": bids, "logins": logins}}), "work.bids_per_login") == expected


@pytest.mark.parametrize(("daily", "expected"), [(0, 0.0), (29.9, 0.0), (30, 10.0), (60, 20.0), (1e6, 20.0)])
def test_applications_of_a_day_are_graded(assess: Assess, daily: float, expected: float) -> None:
    assert points(assess({"work": {"applications_per_day": daily}}), "work.applications_per_day") == expected


# -- ratings ----------------------------------------------------------------------------------------


def rated(stars: float, days: list[int], client: str = "c7") -> list[Record]:
    return [{"client": client, "stars": stars, "at": f"2026-03-{day:02}"} for day in days]


@pytest.mark.parametrize(
    ("ratings", "found"),
    [
        (rated(5, [1, 2, 3, 4, 7]), True),
        (rated(5, [1, 2, 3, 4, 8]), False),
        (rated(4.5, [1, 2, 3, 4, 7]), True),
        (rated(4.4, [1, 2, 3, 4, 7]), False),
        (rated(9.5, [1, 1, 1, 1, 1]), True),
        (rated(95, [1, 1, 1, 1, 1]), True),
        (rated(60, [1, 1, 1, 1, 1]), False),
        (rated(5, [1, 1, 1, 1, 1]) + rated(5, [1, 9, 17, 25, 28, 30], client="c8"), False),
        ([{"client": "c7", "stars": 5}] * 9, False),
        ([{"client": "c7", "stars": 5, "at": "2026-03"}] * 9, False),
        ([{"stars": 5, "at": "2026-03-01"}] * 9, False),
        ([{"client": "c7", "at": "2026-03-01"}] * 9, False),
    ],
)
def test_ratings_must_be_high_close_and_of_one_client(assess: Assess, ratings: list[Record], found: bool) -> None:
    assert bool(points(assess({"work": {"ratings": ratings}}), "work.one_client_ratings")) is found


# -- code -------------------------------------------------------------------------------------------


def shop(first: str | None = None, url: str | None = "https://github.com/wzorowa/x", **more: object) -> Record:
    return {"first_commit": first, "url": url, **more}


def history(assess: Assess, repositories: list[Record], *handles: Record) -> float:
    record = {"handles": list(handles), "work": {"repositories": repositories}}
    return points(assess(record), "work.commits_before_account")


GITHUB = {"service": "github.com", "created": "2025-02"}


def test_one_old_repository_is_weak_and_several_are_moderate(assess: Assess) -> None:
    old, young = shop("2019-05-01"), shop("2025-06-01")
    assert history(assess, [old], GITHUB) == 8.0
    assert history(assess, [old, old, young], GITHUB) == 14.0
    assert history(assess, [old, old, old], GITHUB) == 20.0
    assert history(assess, [old] * 3 + [young] * 4, GITHUB) == 14.0


@pytest.mark.parametrize("first", ["2024", "2024-11", "2024-11-05", "2025", "2030"])
def test_a_partial_date_and_the_first_weeks_are_to_the_accounts_favour(assess: Assess, first: str) -> None:
    assert history(assess, [shop(first)] * 3, GITHUB) == 0.0


@pytest.mark.parametrize(
    ("url", "handles"),
    [
        ("https://gitlab.com/wzorowa/x", (GITHUB,)),
        ("https://notgithub.example/x", (GITHUB,)),
        ("//[", (GITHUB,)),
        (None, (GITHUB, {"service": "gitlab", "created": "2025-02"})),
        ("https://github.com/wzorowa/x", ({"service": "telegram", "created": "2025-02"},)),
        ("https://github.com/wzorowa/x", ({"service": "github"},)),
    ],
)
def test_only_the_account_that_shows_the_code_is_compared(
    assess: Assess, url: str | None, handles: tuple[Record, ...]
) -> None:
    assert history(assess, [shop("2015-01-01", url)] * 3, *handles) == 0.0


def test_late_uploads_count_half_and_only_where_no_account_is_known(assess: Assess) -> None:
    late, prompt = shop("2015-01-01", created="2025-02-01"), shop("2025-01-01", created="2025-02-01")
    assert history(assess, [late] * 3) == 10.0
    assert history(assess, [late] * 2) == 0.0
    assert history(assess, [late] * 3 + [prompt] * 4) == 0.0
    assert history(assess, [late] * 3, {"service": "github", "created": "2014-01-01"}) == 0.0


def names(assess: Assess, *authors: list[str], **own: object) -> float:
    record = {"name": "Marta Wzorowa", **own, "work": {"repositories": [{"authors": one} for one in authors]}}
    return points(assess(record), "work.commits_under_other_names")


def test_strangers_on_commits_count_by_repositories(assess: Assess) -> None:
    assert names(assess, ["Colin Sample"]) == 10.0
    assert names(assess, ["Colin Sample"], ["Colin Sample", "Jonas Beispiel"]) == 20.0


@pytest.mark.parametrize(
    ("authors", "own"),
    [
        (["Marta Wzorowa"], {}),
        (["M. Wzorowa", "Colin Sample"], {}),
        (["Марта Взорова"], {}),
        (["例江玲子"], {}),
        (["Reiko Tatoe"], {"aliases": ["Reiko Tatoe"]}),
        (["Example Orchard"], {"companies": ["Example Orchard"]}),
        (["codewolf"], {}),
        (["colin@sample.example"], {}),
        (["Colin Sample", "codewolf"], {}),
        (["Colin Sample", "Jonas Beispiel", "Piotr Wzorowy", "Carla Sampleton"], {}),
        ([], {}),
        (["a " * 150], {}),
        (["Colin Sample"], {"name": "codewolf"}),
    ],
)
def test_who_may_be_oneself_is_no_stranger(assess: Assess, authors: list[str], own: Record) -> None:
    assert names(assess, authors, **own) == 0.0
