"""Phones: issued elsewhere than in any stated country, or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from screening.assessment import Assessment

Record = Mapping[str, Any]
Assess = Callable[[Record], Assessment]

PL = {"name": "Marta Wzorowa", "country": "PL"}
TRIGGERS: list[tuple[str, Record, str]] = [
    (
        "contact.phone_contradicts_country",
        {**PL, "phones": ["+44 20 7946 0123"]},
        "phone issued in United Kingdom, profile states Poland",
    ),
    (
        "contact.phone_contradicts_country",
        {**PL, "phones": ["+44 20 7946 0123", "+1 512-555-0142"]},
        "United Kingdom",
    ),
]
NEAR_MISSES: list[tuple[str, Record]] = [
    ("contact.phone_contradicts_country", {**PL, "phones": ["+44 20 7946 0123", "+48 500 000 000"]}),
    ("contact.phone_contradicts_country", {**PL, "phones": ["+44 20 7946 0123"], "tax_country": "GB"}),
    ("contact.phone_contradicts_country", {**PL, "phones": ["+870 773 000 000"]}),  # a satellite network
    ("contact.phone_contradicts_country", {**PL, "phones": ["ask me"]}),
    ("contact.phone_contradicts_country", {"name": "Marta Wzorowa", "phones": ["+44 20 7946 0123"]}),
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
