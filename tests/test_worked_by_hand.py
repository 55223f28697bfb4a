"""Scores worked out by hand, with the arithmetic beside them.

A family has F = 100·(1 − Π(1 − p/100)) of its findings' points, capped; the score is the same over the families.
The share of a finding is its logarithm in its family, times its family's logarithm in the score.
Points: weak 8, moderate 20, strong 45, conclusive 95, times the strength. Review at 40, escalate at 75; the
thresholds read the score without location.
"""

from __future__ import annotations

import datetime as dt
import json
from math import log
from pathlib import Path
from typing import Any

import pytest

from screening.assessment import Assessment
from screening.policy import Policy
from screening.screener import Screener

CASES = Path(__file__).parents[1] / "examples" / "cases"
TODAY = dt.date(2026, 11, 23)


def scored(case: str, preset: str = "platform") -> Assessment:
    record = json.loads((CASES / f"{case}.json").read_text(encoding="utf-8"))
    return assessed(record, preset)


def assessed(record: dict[str, Any], preset: str = "platform") -> Assessment:
    return Screener(Policy(preset=preset)).score({"id": "u", **record}, today=TODAY)


def points(assessment: Assessment) -> dict[str, float]:
    return {finding.id: finding.points for finding in assessment.findings}


def shares(assessment: Assessment) -> dict[str, float]:
    return {finding.id: finding.share for finding in assessment.findings if finding.points}


def test_a_seoul_developer() -> None:
    # Phone, login and bank are in the stated country, the holder is the same name in Hangul: nothing to add up.
    a = scored("seoul-developer")
    assert points(a) == {}
    assert (a.score, a.deciding_score, a.band) == (0.0, 0.0, "clear")
    assert a.band_reason == "nothing found in what was checked"
    assert a.missing == ()


def test_a_dandong_freelancer_paid_into_a_chinese_bank_through_a_vpn() -> None:
    # location.stated, weak: 8 · 1 (a reported city)                                  =  8
    # VPN in China: 8 · 0. Login, phone and bank in China, as stated: 8 · 0 each      =  0
    # score 100·(1 − 0.92) = 8; without location 0
    a = scored("dandong-freelancer")
    assert points(a) == {
        "location.stated": 8.0,
        "access.hidden_network": 0.0,
        "location.login": 0.0,
        "location.payout": 0.0,
        "location.phone": 0.0,
    }
    assert (a.score, a.deciding_score, a.band) == (8.0, 0.0, "clear")
    assert a.band_reason == "nothing found in what was checked"


def test_a_vladivostok_developer_with_one_vpn_login_from_sweden() -> None:
    # access.login_contradicts_country, moderate: 20 · 0.5 (hidden behind a VPN)      = 10
    # access.hidden_network, weak: 8, but logins[0] is spoken for already             =  0
    # location.stated, weak: 8 · 1                                                    =  8
    # score 100·(1 − 0.90·0.92) = 100·(1 − 0.828) = 17.2; without location 10
    a = scored("vladivostok-developer")
    assert points(a) == {
        "access.login_contradicts_country": 10.0,
        "location.stated": 8.0,
        "access.hidden_network": 0.0,
    }
    (vpn,) = (finding for finding in a.findings if finding.id == "access.hidden_network")
    assert vpn.strength == 1.0
    assert vpn.counted_in == ("access.login_contradicts_country",)
    assert (a.score, a.deciding_score, a.band) == (17.2, 10.0, "clear")
    assert a.band_reason == "nothing found in what was checked that reaches a threshold"
    # Shares: ln 0.90 = −0.105361, ln 0.92 = −0.083382, together ln 0.828 = −0.188742
    assert shares(a) == {
        "access.login_contradicts_country": pytest.approx(0.105361 / 0.188742, abs=1e-5),  # 55.8 %
        "location.stated": pytest.approx(0.083382 / 0.188742, abs=1e-5),  # 44.2 %
    }


def test_a_laptop_farm() -> None:
    # access: two tools 45, a VPN login 8                 100·(1 − 0.55·0.92) = 100·(1 − 0.506) = 49.4
    # logistics: another recipient                                                                45
    # payment: another holder                                                                     45
    # score 100·(1 − 0.506·0.55·0.55) = 100·(1 − 0.153065) = 84.6935; no location in it
    a = scored("laptop-farm")
    assert points(a) == {
        "access.remote_tools": 45.0,
        "logistics.recipient_differs": 45.0,
        "payment.holder_differs": 45.0,
        "access.hidden_network": 8.0,
    }
    assert a.families == {"access": 49.4, "logistics": 45.0, "payment": 45.0}
    assert (a.score, a.deciding_score, a.band) == (84.6935, 84.6935, "escalate")
    assert a.band_reason.startswith("two strong findings in independent families")
    # No family is capped, so each share is its own logarithm in ln 0.153065 = −1.876893:
    # ln 0.55 = −0.597837 → 0.318525, three times; ln 0.92 = −0.083382 → 0.044425
    assert shares(a) == {
        "access.remote_tools": pytest.approx(0.318525, abs=1e-6),
        "logistics.recipient_differs": pytest.approx(0.318525, abs=1e-6),
        "payment.holder_differs": pytest.approx(0.318525, abs=1e-6),
        "access.hidden_network": pytest.approx(0.044425, abs=1e-6),
    }
    assert sum(shares(a).values()) == pytest.approx(1.0, abs=1e-8)


def test_the_shares_of_a_capped_family() -> None:
    # identity: liveness 45, photo 45     100·(1 − 0.55·0.55) = 69.75, capped at 60
    # payment: another country, moderate                                        20
    # score 100·(1 − 0.40·0.80) = 68
    # Shares: the family has ln 0.40 / ln 0.32 of the score, and each of its two equal findings half of that.
    a = assessed(
        {
            "name": "Marta Wzorowa",
            "country": "PL",
            "identity": {"liveness_verified": False, "photo_matches": False},
            "payouts": [{"country": "DE", "method": "bank"}],
        }
    )
    assert a.families == {"identity": 60.0, "payment": 20.0}
    assert (a.score, a.band) == (68.0, "review")
    assert shares(a) == {
        "identity.liveness_failed": pytest.approx(log(0.40) / log(0.32) / 2, abs=1e-9),  # 40.2 %
        "identity.photo_differs": pytest.approx(log(0.40) / log(0.32) / 2, abs=1e-9),
        "payment.payout_contradicts_country": pytest.approx(log(0.80) / log(0.32), abs=1e-9),  # 19.6 %
    }


def test_a_silver_star_vendor() -> None:
    # watchlist.company, conclusive: 95. Its register number is of the same party: one party, one finding.
    # location.stated: Yanji, 8
    # score 100·(1 − 0.05·0.92) = 95.4; without location 95
    a = scored("silver-star-vendor", "vendor")
    assert points(a) == {"watchlist.company": 95.0, "location.stated": 8.0}
    assert (a.score, a.deciding_score, a.band) == (95.4, 95.0, "escalate")
    assert a.band_reason == "a conclusive finding: watchlist.company"
    assert a.missing == ()
    assert len(a.hits) == 1
    (hit,) = a.hits
    assert (hit.list, hit.entry_id, hit.status, hit.complete) == ("ofac_sdn", "24977", "designated", True)


def test_a_sparse_sign_up() -> None:
    # Nothing to add up, and nothing to be clear about: a name alone was searched, no place is known.
    a = scored("sparse-sign-up")
    assert points(a) == {}
    assert (a.score, a.band) == (0.0, "unknown")
    assert a.missing == ("one of country, phone or login",)
    assert a.band_reason == "not enough is known: one of country, phone or login"
    assert {item.id for item in a.unchecked} >= {"identity.document_failed", "payment.holder_differs"}


def test_a_stolen_identity_with_everything_verified() -> None:
    # Every check was made and passes, because every paper is genuine. Clear says no more than that.
    a = scored("stolen-identity")
    assert points(a) == {}
    assert (a.score, a.band) == (0.0, "clear")
    assert a.band_reason == "nothing found in what was checked"
    assert {family: (c.made, c.expected) for family, c in a.coverage.items() if family == "identity"} == {
        "identity": (7, 11)  # nobody asked for a document or a video call that was refused
    }


def test_a_verified_identity_subtracts_nothing() -> None:
    # The laptop farm again, with genuine papers of its own name: the same points, the same band.
    record = json.loads((CASES / "laptop-farm.json").read_text(encoding="utf-8"))
    verified = {
        "document_verified": True,
        "document_name": record["name"],
        "liveness_verified": True,
        "photo_present": True,
        "photo_matches": True,
    }
    a = assessed({**record, "identity": verified})
    assert (a.score, a.band) == (84.6935, "escalate")
