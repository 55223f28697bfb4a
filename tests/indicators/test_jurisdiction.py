"""The DPRK itself: one record reviews, two escalate; the other Korea and an origin are no record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from screening.assessment import Assessment

Record = Mapping[str, Any]
Assess = Callable[[Record], Assessment]

KP = {"name": "Sam Placeholder", "country": "KP"}
TRIGGERS: list[tuple[str, Record, str]] = [
    ("jurisdiction.dprk_record", KP, "stated residence in the DPRK"),
    ("jurisdiction.dprk_record", {"country": "KR", "addresses": [{"country": "KP"}]}, "address"),
    ("jurisdiction.dprk_record", {"identity": {"document_country": "KP"}}, "identity document issued"),
    ("jurisdiction.dprk_record", {"phones": ["+850 191 123 4567"]}, "phone issued"),
    ("jurisdiction.dprk_record", {"logins": [{"ip": "175.45.176.7"}]}, "login from 175.45.176.7"),
    ("jurisdiction.dprk_record", {"logins": [{"country": "KP"}]}, "login"),
    ("jurisdiction.dprk_record", {"payouts": [{"country": "KP"}]}, "payout"),
    ("jurisdiction.dprk_records", {**KP, "phones": ["+850 191 123 4567"]}, "2 records in the DPRK"),
    ("jurisdiction.dprk_records", {**KP, "payouts": [{"country": "KP"}]}, "stated residence, payout"),
]
NEAR_MISSES: list[tuple[str, Record]] = [
    ("jurisdiction.dprk_record", {"country": "Republic of Korea", "phones": ["+82 10-1234-5678"]}),
    ("jurisdiction.dprk_record", {"country": "Korea"}),  # which one is not known
    ("jurisdiction.dprk_record", {"country": "KR", "languages": ["ko-KP"], "native_name": "리가상"}),
    ("jurisdiction.dprk_record", {"country": "KR", "studies": [{"school": "Invented School", "country": "KP"}]}),
    ("jurisdiction.dprk_record", {"country": "CN", "logins": [{"ip": "210.52.109.5", "country": "CN"}]}),
    ("jurisdiction.dprk_records", KP),
    ("jurisdiction.dprk_records", {**KP, "addresses": [{"country": "KP"}]}),  # one residence, told twice
]


def test_one_record_reviews_and_two_escalate(assess: Assess) -> None:
    assert assess(KP).band == "review"
    assert assess({**KP, "phones": ["+850 191 123 4567"]}).band == "escalate"
