"""Places that reports name: small points elsewhere, none where they fit the stated place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from screening.assessment import Assessment

Record = Mapping[str, Any]
Assess = Callable[[Record], Assessment]

PL = {"name": "Marta Wzorowa", "country": "PL"}
CN = {"name": "Wang Shili", "country": "CN"}
TRIGGERS: list[tuple[str, Record, str]] = [
    ("location.stated", {**CN, "city": "Dandong"}, "states Dandong (CN)"),
    ("location.stated", {"country": "VN"}, "states Viet"),
    ("location.phone", {**PL, "phones": ["+86 138 0013 8000"]}, "phone issued in China"),
    ("location.login", {**PL, "logins": [{"country": "VN", "city": "Hanoi"}]}, "login in Hanoi (VN)"),
    ("location.login", {"name": "Marta Wzorowa", "logins": [{"country": "RU"}]}, "login in Russia"),
    ("location.payout", {**PL, "payouts": [{"country": "RU"}]}, "payout in Russia"),
]
NEAR_MISSES: list[tuple[str, Record]] = [
    ("location.stated", {"country": "KR", "city": "Seoul"}),
    ("location.stated", {"country": "US", "city": "Moscow"}),
    ("location.stated", {"country": "JP", "city": "Tokyo"}),
    ("location.phone", {**PL, "phones": ["+1 512-555-0142", "+82 10-1234-5678"]}),
    ("location.phone", {**CN, "phones": ["+86 138 0013 8000"]}),
    ("location.login", {**PL, "logins": [{"country": "US"}, {"country": "KR"}, {"country": "UA"}]}),
    ("location.login", {**CN, "logins": [{"country": "CN", "city": "Shenyang", "network": "vpn"}]}),
    ("location.payout", {**PL, "payouts": [{"country": "US"}, {"country": "PL"}]}),
    ("location.payout", {**CN, "payouts": [{"country": "CN", "method": "bank"}]}),
]


@pytest.mark.parametrize(("indicator", "record", "said"), TRIGGERS)
def test_what_triggers(assess: Assess, indicator: str, record: Record, said: str) -> None:
    found = {finding.id: finding for finding in assess(record).findings}
    assert indicator in found
    assert found[indicator].strength > 0
    assert said in found[indicator].summary


@pytest.mark.parametrize(("indicator", "record"), NEAR_MISSES)
def test_what_must_not(assess: Assess, indicator: str, record: Record) -> None:
    found = {finding.id: finding for finding in assess(record).findings}
    assert indicator not in found or found[indicator].strength == 0
