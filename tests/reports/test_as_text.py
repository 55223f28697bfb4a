from __future__ import annotations

import datetime as dt
import re

import msgspec
import pytest

from screening.drawing.look import Look
from screening.reports import brief
from screening.reports.text import A_PERSON_DECIDES, explain, render
from screening.screener import Screener
from screening.watchlist import BUNDLED_ONLY

TODAY = dt.date(2026, 11, 23)
HOSTILE = "\x1b[31m\u202e\u200bzed\r\n"
VLADIVOSTOK = {
    "id": "vladivostok",
    "name": "Oleg Primerov",
    "birth_date": "31/31/1990",
    "country": "RU",
    "city": "Vladivostok",
    "logins": [{"country": "SE", "network": "vpn"}],
    "companies": ["Yanbian Unsong Network Technology"],
}


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener()


def explained(screener: Screener, record: object) -> str:
    return explain(screener.score(record, today=TODAY))


@pytest.mark.parametrize(
    "part",
    [
        "vladivostok (person), assessed on 2026-11-23",
        "because of the rule: a strong finding: watchlist.reported_party",
        "without location, which decide",
        "Where the points come from",
        "seen: 'Yanbian Unsong Network Technology' matches",
        "records: companies[0]",
        "source: UPI: North Korea tech workers earn $20M for regime",
        "2020-04-21",
        "https://www.upi.com/Top_News/World-News/2020/04/21/",
        "use of VPNs and proxies",
        "no points, its clue is counted in access.login_contradicts_country",
        "reported on panel_2020 as yanbian-unsong",
        "digest ",
        "unsong",
        "same word",
        "second identifiers that agree: none",
        "Not checked, which is not clear",
        "location.phone needs phones",
        "birth_date: '31/31/1990': not an ISO 8601 date",
        "list dprk_it_workers of ",
        "policy: preset platform, digest ",
        "versions: screening ",
        BUNDLED_ONLY,
    ],
)
def test_an_explanation_tells_everything(screener: Screener, part: str) -> None:
    assert part in " ".join(explained(screener, VLADIVOSTOK).split())


def test_the_steps_of_the_waterfall_add_up_to_the_score(screener: Screener) -> None:
    assessment = screener.score(VLADIVOSTOK, today=TODAY)
    lines = explain(assessment).partition("Where the points come from\n")[2].partition("\n\n")[0]
    *steps, whole = map(float, re.findall(r" (\d+\.\d\d) ", lines))
    assert len(steps) == 3
    assert sum(steps) == pytest.approx(whole, abs=0.02)
    assert whole == assessment.score


def test_what_fits_the_stated_place_is_told_without_points(screener: Screener) -> None:
    record = {"id": "u", "name": "Wang Shili", "country": "CN", "payouts": [{"country": "CN", "method": "bank"}]}
    assert "location.payout (weak): no points, no sign by itself" in explained(screener, record)


def test_what_was_not_compared_is_not_told_as_fitting(screener: Screener) -> None:
    record = {"id": "u", "name": "Marta Wzorowa", "payouts": [{"holder": "Марта Образцова", "country": "PL"}]}
    lines = " ".join(explained(screener, record).split())
    assert "not compared" in lines
    assert "no points, no sign by itself" in lines
    assert "fits what" not in lines


def test_innocent_explanations_stand_beside_a_flag(screener: Screener) -> None:
    assert "Innocent: travel" in " ".join(explained(screener, VLADIVOSTOK).split())


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"id": "u"}, "nothing could be searched"),
        ({"id": "u", "name": "Marta Wzorowa"}, "none of its names is near a listed one"),
        ({"id": "u"}, "required and missing: a name, searched in the lists"),
        ({"id": "u", "name": "Marta Wzorowa", "country": "PL"}, "Findings\n  none\n"),
    ],
    ids=["no name", "no hit", "required", "no finding"],
)
def test_nothing_found_is_said_in_words(screener: Screener, record: dict[str, str], said: str) -> None:
    assert said in explained(screener, record)


def test_a_namesake_with_another_birth_date_is_shown_as_dropped(screener: Screener) -> None:
    listed = next(
        entity
        for watchlist in screener.watchlists
        for entity in watchlist
        if entity.kind == "person" and any(len(date) == len("1980-01-01") for date in entity.birth_dates)
    )
    record = {
        "id": "namesake",
        "name": listed.name,
        "country": "PL",
        "birth_date": "2001-02-03",
        "identity": {"document_verified": True, "document_birth_date": "2001-02-03"},
    }
    assert "dropped, because a verified record speaks against it" in explained(screener, record)


@pytest.mark.parametrize("record", [{"id": "u"}, VLADIVOSTOK], ids=["nothing", "much"])
def test_every_report_ends_with_a_person(screener: Screener, record: object) -> None:
    assessment = screener.score(record, today=TODAY)
    assert explain(assessment).endswith(f"{BUNDLED_ONLY}\n{A_PERSON_DECIDES}\n")
    assert render([assessment]).endswith(f"{BUNDLED_ONLY}\n{A_PERSON_DECIDES}\n")


def test_the_table_shows_first_what_to_look_at_first(screener: Screener) -> None:
    records = [
        {"id": "clear", "name": "Marta Wzorowa", "country": "PL"},
        {"id": "sparse", "name": "Marta Wzorowa"},
        VLADIVOSTOK,
        {"id": "listed", "name": "Marta Wzorowa", "country": "KP", "phones": ["+850 191 123 4567"]},
    ]
    lines = render(screener.score_many(records, today=TODAY)).splitlines()
    assert [line.split()[2] for line in lines[1:5]] == ["listed", "vladivostok", "sparse", "clear"]


def test_profile_text_cannot_reach_the_terminal(screener: Screener) -> None:
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
    assessment = screener.score(record, today=TODAY)
    for text in (explain(assessment), render([assessment])):
        assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e]", text) == []
        assert "\\x1b[31m\\u202e\\u200bzed\\r\\n" in text


def test_the_same_assessment_gives_the_same_text(screener: Screener) -> None:
    assert explained(screener, VLADIVOSTOK) == explained(Screener(), VLADIVOSTOK)


def bright(text: str, _style: str) -> str:
    return f"\x1b[1m{text}\x1b[0m"


@pytest.mark.parametrize("cells", [None, 60, 100])
def test_colour_adds_nothing_but_colour(screener: Screener, cells: int | None) -> None:
    assessment = screener.score(VLADIVOSTOK, today=TODAY)
    bare, painted = Look(cells=cells), Look(cells=cells, paint=bright)
    for show in (explain, brief.explain, lambda a, look: render([a], look)):
        assert show(assessment, painted) != show(assessment, bare)
        assert re.sub(r"\x1b\[\d*m", "", show(assessment, painted)) == show(assessment, bare)


def test_other_listings_of_the_same_party_are_named(screener: Screener) -> None:
    record = {"id": "v", "kind": "organization", "name": "Korea Sobaeksu Trading Corporation", "country": "PL"}
    assessment = screener.score(record, today=TODAY)
    assert assessment.hits[0].also_listed
    assert f"also listed as {assessment.hits[0].also_listed[0]}" in explain(assessment)


@pytest.mark.parametrize(
    ("family", "said"),
    [
        ("watchlist", "no points, so common a name says nothing by itself"),
        ("access", "no points, no sign by itself"),
    ],
)
def test_a_finding_without_points_says_why(screener: Screener, family: str, said: str) -> None:
    assessment = screener.score(VLADIVOSTOK, today=TODAY)
    finding = msgspec.structs.replace(assessment.findings[0], family=family, points=0.0, share=0.0, counted_in=())
    assert said in explain(msgspec.structs.replace(assessment, findings=(finding,)))
