"""Places that reports name: small points elsewhere, none where they fit the stated place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Record = Mapping[str, Any]

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
