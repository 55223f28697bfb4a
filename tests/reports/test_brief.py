from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from screening.assessment import Assessment
from screening.drawing.characters import width
from screening.drawing.look import Look
from screening.policy import Policy
from screening.records import profile_from
from screening.reports.brief import explain
from screening.reports.text import A_PERSON_DECIDES
from screening.screener import Screener
from screening.watchlist import BUNDLED_ONLY

TODAY = dt.date(2026, 11, 23)
CASES = sorted((Path(__file__).parents[2] / "examples" / "cases").glob("*.json"))
HOSTILE = "\x1b[31m\u202e\u200bzed\r\n"
SCREEN = 54
"""Lines of a terminal that fills a screen."""


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener()


@pytest.fixture(scope="module", params=CASES, ids=lambda path: path.stem)
def case(request: pytest.FixtureRequest, screener: Screener) -> Assessment:
    record = json.loads(request.param.read_text(encoding="utf-8"))
    return screener.score(profile_from(record), today=TODAY)


def test_there_are_cases() -> None:
    assert len(CASES) > 10


def test_every_case_fits_a_screen(case: Assessment) -> None:
    lines = explain(case, Look(cells=100)).splitlines()
    assert len(lines) <= SCREEN
    assert max(map(width, lines)) <= 100


@pytest.mark.parametrize("cells", [60, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(case: Assessment, cells: int) -> None:
    assert max(map(width, explain(case, Look(cells=cells)).splitlines())) <= cells


def test_the_verdict_comes_first_and_a_person_last(case: Assessment) -> None:
    lines = explain(case).splitlines()
    assert lines[1].startswith(f"{case.band.value}: {case.score:.2f} of 100 points")
    assert lines[2].startswith("because of the rule: ")
    assert lines[-2:] == [BUNDLED_ONLY, A_PERSON_DECIDES]


def test_every_finding_is_told_with_its_sources(case: Assessment) -> None:
    text = explain(case)
    counted = [finding for finding in case.findings if finding.points > 0]
    assert all(finding.id in text for finding in counted)
    sources = text.partition("\nSources\n")[2]
    assert all(re.search(rf"^  {source.key} ", sources, re.MULTILINE) for f in counted for source in f.sources)


def test_what_was_not_checked_is_counted(case: Assessment) -> None:
    said = " ".join(explain(case).split())
    for family, coverage in case.coverage.items():
        if coverage.made < coverage.expected:
            assert f"{family} {coverage.expected - coverage.made} of {coverage.expected}" in said


def test_plain_text_draws_nothing(case: Assessment) -> None:
    text = explain(case, Look(plain=True))
    assert re.findall("[\u2500-\u259f]", text) == []
    assert re.findall(r"\S {2,}\S", text) == []
    assert not any(line.startswith(" ") for line in text.splitlines())


def test_listed_names_stand_below_the_given_ones(screener: Screener) -> None:
    record = {"id": "v", "kind": "organization", "name": "Yanbian Silver Star Network Technology", "country": "CN"}
    assessment = screener.score(record, today=TODAY)
    lines = [line.strip() for line in explain(assessment).splitlines()]
    place = next(i for i, line in enumerate(lines) if line.startswith("given "))
    assert re.split(r"\s{2,}", lines[place]) == ["given", "yanbian", "silver star", "network", "technology"]
    assert re.split(r"\s{2,}", lines[place + 1]) == ["listed", "yanbian", "silverstar", "network", "technology"]
    assert lines[place + 2].split() == ["equal", "joined", "equal", "equal"]
    narrow = explain(assessment, Look(cells=40))
    assert re.search(r"silver star\s+silverstar\s+joined", narrow)
    assert "silver star for silverstar (joined)" in explain(assessment, Look(plain=True))


def test_nothing_found_is_said_in_words(screener: Screener) -> None:
    text = explain(screener.score({"id": "u", "name": "Marta Wzorowa", "country": "PL"}, today=TODAY))
    assert "What was seen: nothing\n" in text
    assert "Names and numbers in the lists: none of its names is near a listed one\n" in text
    assert "What would clear it" not in text
    assert "nothing could be searched" in explain(screener.score({"id": "u", "country": "PL"}, today=TODAY))


def test_what_is_left_out_is_counted(screener: Screener) -> None:
    record = {"id": "u", "name": "Marta Wzorowa", "country": "PL"}
    bad = {
        "phones": ["x"],
        "birth_date": "x",
        "created": "x",
        "updated": "x",
        "tax_country": "x",
        "time_zone": "x",
    }
    assessment = screener.score(record | bad, today=TODAY)
    assert len(assessment.unread) > 4
    assert f"and {len(assessment.unread) - 4} more (--full)" in explain(assessment)


def test_another_policy_is_told(screener: Screener) -> None:
    assessment = screener.score({"id": "u", "name": "Marta Wzorowa"}, today=TODAY)
    assert "the assessment was made with another policy" in " ".join(
        explain(assessment, policy=Policy(review_at=39.0)).split()
    )


@pytest.mark.parametrize("look", [Look(), Look(cells=60), Look(plain=True)], ids=["file", "terminal", "plain"])
def test_profile_text_cannot_reach_the_terminal(screener: Screener, look: Look) -> None:
    record = {
        "id": HOSTILE,
        "name": f"Yanbian {HOSTILE} Unsong Network Technology",
        "kind": "organization",
        "birth_date": HOSTILE,
        "country": HOSTILE,
        "payouts": [{"holder": HOSTILE, "country": HOSTILE}],
        "logins": [{"remote_tool": HOSTILE, "network": HOSTILE, "provider": HOSTILE, "country": "SE"}],
        "addresses": [{"purpose": "shipping", "recipient": HOSTILE, "city": HOSTILE}],
    }
    text = explain(screener.score(record, today=TODAY), look)
    assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e]", text) == []
    assert "\\x1b[31m\\u202e\\u200bzed\\r\\n" in text
