"""Where the money goes: to a stranger or to another country, or only seemingly so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from screening.assessment import Assessment
from screening.records import profile_from
from screening.signals.payouts import pays_itself

Record = Mapping[str, Any]
Assess = Callable[[Record], Assessment]

PL = {"name": "Marta Wzorowa", "country": "PL"}


@pytest.mark.parametrize(
    ("name", "holder"),
    [("Reiko Tatoe", "例江玲子"), ("Piao Yangli", "朴样例"), ("Somphone Tuayang", "ສົມພອນ ຕົວຢ່າງ")],
    ids=["Japanese", "Chinese, a reading of surnames", "Lao"],
)
def test_the_own_name_in_the_own_script_is_no_stranger(assess: Assess, name: str, holder: str) -> None:
    """A bank writes the name in its own script; what cannot be compared is not known, and is no evidence."""
    findings = assess({"name": name, "payouts": [{"holder": holder}]}).findings
    found = {finding.id: finding.points for finding in findings}
    assert found.get("payment.holder_differs", 0) == 0


def points(assessment: Assessment) -> dict[str, float]:
    return {finding.id: finding.points for finding in assessment.findings}


def test_the_third_party_who_passes_shares_on_is_one_clue(assess: Assess) -> None:
    """Two fields note the same thing: the stronger one counts, the other says where it was counted."""
    both = assess({**PL, "work": {"income_to_third_party": True}, "funds": {"forwards_shares": True}})
    assert points(both) == {"payment.forwards_shares": 45.0, "payment.income_to_third_party": 0.0}
    assert [f.counted_in for f in both.findings] == [(), ("payment.forwards_shares",)]


def test_digital_currency_and_the_reason_for_it_are_one_clue(assess: Assess) -> None:
    paid = {"payouts": [{"method": "bitcoin"}]}
    assert points(assess({**PL, **paid})) == {"payment.digital_currency_only": 8.0}
    assert points(assess({**PL, **paid, "funds": {"avoids_identification": True}})) == {
        "payment.avoids_identification": 20.0,
        "payment.digital_currency_only": 0.0,
    }


def test_a_change_is_another_clue_than_where_the_money_goes(assess: Assess) -> None:
    payouts = [
        {"country": "CN", "method": "bank", "since": f"2026-0{month}-01", "until": f"2026-0{month}-25"}
        for month in (5, 6, 7)
    ]
    found = points(
        assess({**PL, "payouts": [*payouts, {"country": "CN", "method": "bank", "since": "2026-07-26"}]})
    )
    assert found["payment.methods_change"] == 10.0
    assert found["payment.payout_contradicts_country"] == 20.0


@pytest.mark.parametrize(
    "payout",
    [
        {"method": "Bitcoin"},
        {"method": "crypto wallet"},
        {"method": "USDC on Solana"},
        {"account": "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"},
        {"account": "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"},
        {"account": " 0x97B1043ABD9E6FC31681635166D430A458D14F9C "},
    ],
)
def test_what_is_digital_currency(assess: Assess, payout: Record) -> None:
    assert "payment.digital_currency_only" in points(assess({"payouts": [payout]}))


@pytest.mark.parametrize(
    "payout",
    [
        {"method": "bank"},
        {"method": "Sole account"},
        {"method": "Solidarity Bank"},
        {"method": "Ethical Bank"},
        {"account": "GB29NWBK60161331926819"},
        {"account": "marta@wzorowa.example"},
        {"method": "bank", "account": "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"},
        {"country": "PL"},
        {},
    ],
)
def test_what_is_none(assess: Assess, payout: Record) -> None:
    assert "payment.digital_currency_only" not in points(assess({"payouts": [payout]}))


def test_digital_currency_and_reported_services_leave_a_profile_clear(assess: Assess) -> None:
    """People whom banks refuse are paid like this."""
    changes = [{"field": "payouts", "old": "a", "new": f"b{n}", "at": f"2026-05-{n:02}"} for n in range(1, 30, 5)]
    assessment = assess({**PL, "payouts": [{"method": "Alipay USDT"}], "changes": changes})
    assert assessment.band == "clear"


def test_many_clients_are_nobody_s_own() -> None:
    payments = [{"payer": f"Invented Client {n}", "payee": "Marta Wzorowa"} for n in range(200)] * 2
    assert pays_itself(profile_from({"id": "u", **PL, "payments": payments}), 0.8) is None
