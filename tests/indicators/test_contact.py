"""Phones: issued elsewhere than in any stated country, or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Record = Mapping[str, Any]

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
