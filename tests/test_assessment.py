"""Bands are rules, and the reason names the rule; an assessment as plain values and as JSON."""

from __future__ import annotations

import datetime as dt
import json

import msgspec
import pytest

from screening import Screener
from screening.assessment import Band, decide
from screening.evidence import Finding, Grade, combine
from screening.policy import Policy

CAPS = Policy().all_caps


def finding(name: str, grade: Grade, *records: str, alone: bool = False) -> Finding:
    weight = {"weak": 8.0, "moderate": 20.0, "strong": 45.0, "conclusive": 95.0}[grade]
    return Finding(
        id=name,
        family=name.partition(".")[0],
        title="",
        grade=grade,
        summary="",
        records=records,
        weight=weight,
        strength=1.0,
        points=weight,
        stands_alone=alone,
    )


def half(whole: Finding) -> Finding:
    return msgspec.structs.replace(whole, strength=0.5, points=whole.weight / 2)


NAME = finding("watchlist.company", "conclusive", "name", alone=True)
TOOLS = finding("access.remote_tools", "strong", "logins[0]")
DOCUMENT = finding("identity.document_failed", "strong", "identity.document_verified")
PHOTO = finding("identity.photo_differs", "strong", "identity.photo_matches")
VIDEO = finding("identity.video_refused", "moderate", "identity.video_refused")
PAYOUT = finding("payment.payout_contradicts_country", "moderate", "payouts[0]", "country")
PHONE = finding("contact.phone", "weak", "phones[0]", "country")
ZONE = finding("access.zone", "moderate", "time_zone")
CHAT = finding("conduct.chat_only", "moderate", "conduct.chat_only")
RENTED = finding("conduct.account_rented", "strong", "conduct.account_rented")
PLACES = [finding(f"location.{n}", "weak", f"places[{n}]") for n in range(5)]


@pytest.mark.parametrize(
    ("findings", "missing", "band", "reason"),
    [
        pytest.param([], [], Band.CLEAR, "nothing found in what was checked", id="nothing"),
        pytest.param(
            [PHONE], [], Band.CLEAR, "nothing found in what was checked that reaches a threshold", id="weak"
        ),
        pytest.param([], ["a name"], Band.UNKNOWN, "not enough is known: a name", id="nothing, and nothing known"),
        pytest.param([PHONE], ["a name", "a place"], Band.UNKNOWN, "a name; a place", id="weak, and little known"),
        pytest.param(PLACES, [], Band.CLEAR, "nothing found in what was checked", id="places alone"),
        pytest.param([VIDEO], [], Band.CLEAR, "reaches a threshold", id="a moderate one"),
        pytest.param([DOCUMENT], [], Band.REVIEW, "a strong finding: identity.document_failed", id="a strong one"),
        pytest.param([DOCUMENT], ["a name"], Band.REVIEW, "a strong finding", id="a strong one, little known"),
        pytest.param([DOCUMENT, PHOTO], [], Band.REVIEW, "a strong finding", id="two strong of one family"),
        pytest.param([VIDEO, PAYOUT], [], Band.CLEAR, "reaches a threshold", id="36 points of two families"),
        pytest.param([VIDEO, PAYOUT, ZONE], [], Band.REVIEW, "48.8 points from independent", id="48.8 points"),
        pytest.param([DOCUMENT, TOOLS], [], Band.ESCALATE, "two strong findings in independent", id="two strong"),
        pytest.param([NAME], [], Band.ESCALATE, "a conclusive finding: watchlist.company", id="conclusive"),
        pytest.param([NAME], ["a place"], Band.ESCALATE, "a conclusive finding", id="conclusive, little known"),
        pytest.param(
            [DOCUMENT, VIDEO, PAYOUT, ZONE, CHAT],
            [],
            Band.ESCALATE,
            "points from independent families, 75 escalate",
            id="77 points",
        ),
        pytest.param(
            [finding("identity.a", "strong", "name"), finding("payment.b", "strong", "name")],
            [],
            Band.REVIEW,
            "a strong finding",
            id="two strong on one record",
        ),
        pytest.param(
            [half(DOCUMENT), half(RENTED), ZONE],
            [],
            Band.REVIEW,
            "51.95 points from independent families, 40 need a review",  # 100 * (1 - 0.775 ** 2 * 0.80)
            id="strong ones at half strength",
        ),
        pytest.param(
            [finding("identity.a", "moderate", f"r{n}") for n in range(5)],
            [],
            Band.CLEAR,
            "reaches a threshold",
            id="60 points of one family",
        ),
    ],
)
def test_the_rules(findings: list[Finding], missing: list[str], band: Band, reason: str) -> None:
    decided, why = decide(findings, combine(findings, CAPS), missing, review_at=40, escalate_at=75)
    assert decided is band
    assert reason in why


def test_location_never_changes_a_band() -> None:
    for findings in ([], [VIDEO], [VIDEO, PAYOUT], [DOCUMENT]):
        alone = decide(findings, combine(findings, CAPS), [], review_at=40, escalate_at=75)
        both = [*findings, *PLACES]
        assert decide(both, combine(both, CAPS), [], review_at=40, escalate_at=75) == alone


@pytest.mark.parametrize(
    ("review_at", "escalate_at", "band"),
    [(30, 35, Band.ESCALATE), (30, 75, Band.REVIEW), (37, 75, Band.CLEAR)],
)
def test_thresholds_are_the_policy_s(review_at: float, escalate_at: float, band: Band) -> None:
    findings = [VIDEO, PAYOUT]
    assert decide(findings, combine(findings, CAPS), [], review_at=review_at, escalate_at=escalate_at)[0] is band


def test_an_assessment_is_plain_values_and_json() -> None:
    assessment = Screener().score(
        {"id": "u1", "name": "Marta Wzorowa", "country": "Korea", "conduct": {"chat_only": True}},
        today=dt.date(2026, 6, 1),
    )
    plain = assessment.to_dict()
    assert json.loads(assessment.to_json()) == json.loads(json.dumps(plain))
    assert plain["band"] == "unknown"
    assert plain["unread"][0]["value"] == "Korea"
    assert plain["today"] == "2026-06-01"
    assert plain["findings"][0]["sources"][0]["url"].startswith("https://")
    assert "\n" not in assessment.to_json()
