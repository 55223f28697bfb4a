"""Honest lives in ordinary circumstances stay where they belong, and what would hide by a trifle does not."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from screening.assessment import Assessment
from screening.evidence import Finding
from screening.fairness.swaps import SwapTest
from screening.lists import bundled
from screening.records import profile_from
from screening.screener import Screener
from screening.values import read_values

Record = Mapping[str, Any]
Assess = Callable[[Record], Assessment]
TODAY = dt.date(2026, 11, 23)
LIVES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).with_name("honest_lives.toml")).read_text(encoding="utf-8")
)["life"]
MARTA = {"name": "Marta Wzorowa", "country": "PL", "birth_date": "1990-05-12"}


@pytest.mark.parametrize("life", LIVES, ids=[life["who"] for life in LIVES])
def test_honest_lives_look_honest(assess: Assess, life: Mapping[str, Any]) -> None:
    found = assess(life["profile"])
    assert found.band == life.get("band", "clear")
    assert found.deciding_score <= life["points"]


@pytest.mark.parametrize("life", LIVES, ids=[life["who"] for life in LIVES])
def test_no_life_comes_into_another_band_by_country_or_name(life: Mapping[str, Any]) -> None:
    screener = Screener(watchlists=bundled())
    swaps = SwapTest(screener, TODAY)
    profile, _ = read_values(profile_from({"id": "u", **life["profile"]}), TODAY)
    swaps.add(profile, screener.score(profile, today=TODAY))
    assert swaps.changed == []


def finding(assess: Assess, id_: str, record: Record) -> Finding | None:
    return next((one for one in assess(record).findings if one.id == id_), None)


@pytest.mark.parametrize(
    ("id_", "record", "strength"),
    [
        ("payment.holder_differs", {"payouts": [{"holder": "Colin Sample"}]}, 1),
        ("payment.holder_differs", {"payouts": [{"holder": "Otto Wzorowa"}, {"holder": "Colin Sample"}]}, 1),
        ("payment.holder_differs", {"payouts": [{"holder": "Colin Sample / Piotr Sample"}]}, 1),
        ("payment.holder_differs", {"payouts": [{"holder": "de Sample of Colin"}], "name": "Marta de Wzorowa"}, 1),
        ("payment.digital_currency_only", {"payouts": [{"method": "USDT-TRC20"}, {"method": "usdc_erc20"}]}, 1),
        ("payment.service_reported", {"payouts": [{"method": "wechat_pay"}]}, 1),
        ("payment.service_reported", {"payouts": [{"method": "ALIPAY-HK"}]}, 1),
        ("logistics.recipient_differs", {"addresses": [{"purpose": "shipping", "recipient": "Colin Sample"}]}, 1),
        (
            "logistics.recipient_differs",
            {
                "addresses": [
                    {"purpose": "shipping", "recipient": "Reception"},
                    {"purpose": "shipping", "recipient": "Colin Sample"},
                ]
            },
            1,
        ),
        ("access.remote_tools", {"endpoint": {"remote_tools": ["AnyDesk\nTeamViewer"]}}, 1),
        ("access.remote_tools", {"endpoint": {"remote_tools": ["AnyDesk and Rust_Desk"]}}, 1),
        ("access.time_zone_contradicts_country", {"country": "US", "time_zone": "Asia/Vladivostok"}, 1),
        ("access.login_contradicts_country", {"country": "HK", "logins": [{"country": "CN"}]}, 1),
        ("identity.birth_dates_differ", {"identity": {"document_birth_date": "1980-01-01"}}, 1),
        ("identity.birth_dates_differ", {"identity": {"document_birth_date": "1990-12-05"}}, 0.5),
        ("work.visitor_visa", {"visa": {"kind": "tourist_visa"}}, 1),
        ("conduct.says_off_platform", {"texts": [{"body": "Contact me on Теlеgrаm please"}]}, 0.5),
    ],
)  # fmt: skip
def test_a_trifle_hides_nothing(assess: Assess, id_: str, record: Record, strength: float) -> None:
    found = finding(assess, id_, {**MARTA, **record})
    assert found is not None
    assert found.strength == strength


@pytest.mark.parametrize(
    ("one", "other"),
    [("PL61 1090 1014 0000 0712", "pl61-1090-1014-0000-0712"), ("0x" + "AB" * 20, "0x" + "ab" * 20)],
)
def test_a_client_that_is_paid_into_the_same_account_is_found_in_any_case(
    assess: Assess, one: str, other: str
) -> None:
    client = {"role": "client", "profile": {"id": "c", "payouts": [{"account": other}]}}
    found = finding(assess, "payment.client_is_payee", {"payouts": [{"account": one}], "related": [client]})
    assert found is not None


def test_two_logins_from_the_range_of_the_dprk_are_two_records(assess: Assess) -> None:
    """Its addresses are delegated: no table that guesses a place is asked."""
    assert assess({**MARTA, "logins": [{"ip": "175.45.176.7"}, {"ip": "175.45.176.9"}]}).band == "escalate"
    assert assess({**MARTA, "logins": [{"country": "KP"}, {"ip": "175.45.176.9"}]}).band == "escalate"


def test_what_stood_in_a_name_before_may_be_no_name(assess: Assess) -> None:
    """The old value of a change is any text, longer than what names are compared."""
    changes = [
        {"field": "name", "old": text, "new": "Anna Muster"} for text in ("x " * 450, "z" * 900, "Colin Sample")
    ]
    found = finding(
        assess, "payment.holder_differs", {**MARTA, "payouts": [{"holder": "C. Sample"}], "changes": changes}
    )
    assert found is not None
    assert found.summary.endswith("a name from before")
