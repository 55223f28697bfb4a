"""Sharing between accounts: hubs say nothing, pairs of a household little, and one fact counts once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from screening.assessment import Assessment
from screening.indicators.links import HOUSEHOLD, SPANS
from screening.profile import LINK_KINDS

Record = Mapping[str, Any]
Assess = Callable[[Record], Assessment]

PL = {"name": "Marta Wzorowa", "country": "PL"}


def points(assessment: Assessment) -> dict[str, float]:
    return {finding.id: finding.points for finding in assessment.findings}


def test_every_kind_has_its_span() -> None:
    assert set(SPANS) == set(LINK_KINDS)
    assert all(1 < full < hub for full, hub in SPANS.values())


def test_a_kind_that_nobody_knows_is_told_and_counts_for_nothing(assess: Assess) -> None:
    assessment = assess({**PL, "links": [{"kind": "shoe_size", "accounts": ["u7"]}]})
    assert [item.field for item in assessment.unread] == ["links[0].kind"]
    assert not assessment.findings


@pytest.mark.parametrize("degree", [None, 2, 7, 14, 10_000])
def test_nobody_is_sent_to_review_by_hubs_alone(assess: Assess, degree: int | None) -> None:
    """An office, a campus, a carrier, an agency: whatever they share, and however many they are."""
    links = [{"kind": kind, "accounts": ["u7", "u8"], "degree": degree, "hub": True} for kind in LINK_KINDS]
    assessment = assess({**PL, "referred_by": "u7", "links": links})
    assert assessment.band == "clear"
    assert assessment.score == 0
    assert {finding.strength for finding in assessment.findings} == {0.0}


def test_a_hub_that_nobody_marked_is_known_by_its_degree(assess: Assess) -> None:
    links = [{"kind": kind, "accounts": ["u7"], "degree": SPANS[kind][1]} for kind in LINK_KINDS]
    assessment = assess({**PL, "links": links})
    assert (assessment.band, assessment.score) == ("clear", 0)


@pytest.mark.parametrize("kind", LINK_KINDS)
def test_strength_falls_with_the_degree(assess: Assess, kind: str) -> None:
    full, hub = SPANS[kind]
    strengths = [
        assess({**PL, "links": [{"kind": kind, "degree": degree}]}).findings[0].strength
        for degree in range(full, hub + 1)
    ]
    assert strengths == sorted(strengths, reverse=True)
    assert strengths[0] == (0.5 if kind == "subnet" else 1.0)
    assert strengths[-1] == 0


def test_a_network_and_a_wording_alone_leave_a_profile_clear(assess: Assess) -> None:
    links = [{"kind": kind, "accounts": ["u7", "u8", "u9"]} for kind in ("ip", "subnet", "text", "phone")]
    assert assess({**PL, "links": links}).band == "clear"


def test_a_household_is_not_sent_to_review(assess: Assess) -> None:
    """Two people share a computer, an internet line and a letter box."""
    links = [
        {"kind": kind, "accounts": ["u7"], "degree": 2} for kind in ("device", "ip", "subnet", "shipping_address")
    ]
    assessment = assess({**PL, "links": links})
    assert points(assessment) == {
        "links.device": 13.5,
        "links.shipping_address": 13.5,
        "links.network": 8.0,
    }
    assert assessment.band == "clear"


@pytest.mark.parametrize("kind", ["payout", "shipping_address"])
def test_what_up_to_four_share_may_be_a_familys_and_is_no_strong_finding(assess: Assess, kind: str) -> None:
    four = assess({**PL, "links": [{"kind": kind, "accounts": ["u7", "u8", "u9"], "degree": HOUSEHOLD}]})
    assert (four.findings[0].strength, four.band) == (0.5, "clear")
    five = assess({**PL, "links": [{"kind": kind, "accounts": ["u7", "u8", "u9"], "degree": HOUSEHOLD + 1}]})
    assert (five.findings[0].strength, five.band) == (1.0, "review")


@pytest.mark.parametrize("kind", ["wallet", "document", "document_image", "payer_is_payee"])
def test_no_family_explains_what_two_share_of_these(assess: Assess, kind: str) -> None:
    assert assess({**PL, "links": [{"kind": kind, "accounts": ["u7"], "degree": 2}]}).band == "review"


def test_an_account_that_is_also_a_wallet_is_one_fact(assess: Assess) -> None:
    one = {"kind": "wallet", "accounts": ["u7"]}
    once = assess({**PL, "links": [one]})
    twice = assess({**PL, "links": [one, {**one, "kind": "payout"}]})
    assert once.score == twice.score == 45.0


def test_different_things_shared_with_the_same_accounts_are_different_clues(assess: Assess) -> None:
    links = [{"kind": kind, "accounts": ["u5", "u6", "u7", "u8"]} for kind in ("payout", "device")]
    assessment = assess({**PL, "links": links})
    assert points(assessment) == {"links.payout": 45.0, "links.device": 45.0}
    assert assessment.score == 60  # the family's cap
    assert assessment.band == "review"


def test_a_hub_beside_a_true_link_takes_nothing_from_it(assess: Assess) -> None:
    links = [
        {"kind": "ip", "accounts": ["u1", "u2"], "degree": 900, "hub": True},
        {"kind": "ip", "accounts": ["u7"], "degree": 2},
    ]
    (finding,) = assess({**PL, "links": links}).findings
    assert (finding.records, finding.strength) == (("links[1]",), 1.0)
    assert finding.summary == "internet address shared with 'u7'"


def test_own_accounts_are_taken_off_the_degree(assess: Assess) -> None:
    assessment = assess(
        {
            **PL,
            "previous_accounts": [{"id": "u0"}],
            "links": [{"kind": "device", "accounts": ["u", "u0", "u7"], "degree": 3}],
        }
    )
    (finding,) = assessment.findings
    assert (finding.summary, finding.strength) == ("device shared with 'u7'", 0.3)


def test_names_of_accounts_are_bounded_and_quoted(assess: Assess) -> None:
    accounts = [f"u\n{number:03}" for number in range(1000)]
    (finding,) = assess({**PL, "links": [{"kind": "payout", "accounts": accounts, "degree": 12}]}).findings
    assert finding.strength == 0
    assert "\n" not in finding.summary
    assert finding.summary.count("'u") == 5
    assert "and 994 more" not in finding.summary
    assert "and 995 more" in finding.summary
