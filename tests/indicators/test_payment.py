"""Where the money goes: to a stranger or to another country, or only seemingly so."""

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
        "payment.holder_differs",
        {**PL, "payouts": [{"holder": "Colin Sample"}]},
        "payout goes to 'Colin Sample', the account is 'Marta Wzorowa'",
    ),
    (
        "payment.payout_contradicts_country",
        {**PL, "payouts": [{"country": "CN", "method": "bank"}]},
        "payout to China, profile states Poland",
    ),
    (
        "payment.payout_contradicts_country",
        {**PL, "payouts": [{"country": "US", "method": "Payoneer"}]},
        "payout to United States",
    ),
    ("payment.income_to_third_party", {"work": {"income_to_third_party": True}}, "third party"),
]
NEAR_MISSES: list[tuple[str, Record]] = [
    ("payment.holder_differs", {**PL, "payouts": [{"holder": "WZOROWA MARTA ANNA"}]}),
    ("payment.holder_differs", {"name": "Park Yesi", "payouts": [{"holder": "박예시"}]}),
    ("payment.holder_differs", {"name": "Wang Shili", "payouts": [{"holder": "王示例"}]}),
    (
        "payment.holder_differs",
        {"name": "Reiko Tatoe", "native_name": "例江 玲子", "payouts": [{"holder": "例江玲子"}]},
    ),
    ("payment.holder_differs", {**PL, "companies": ["Wzorowa Design"], "payouts": [{"holder": "Wzorowa Design"}]}),
    ("payment.holder_differs", {**PL, "payouts": [{"holder": ""}]}),
    ("payment.payout_contradicts_country", {**PL, "payouts": [{"country": "PL"}]}),
    ("payment.payout_contradicts_country", {"country": "CN", "payouts": [{"country": "CN", "method": "bank"}]}),
    ("payment.payout_contradicts_country", {**PL, "tax_country": "DE", "payouts": [{"country": "DE"}]}),
    ("payment.payout_contradicts_country", {"name": "Marta Wzorowa", "payouts": [{"country": "CN"}]}),
    ("payment.income_to_third_party", {"work": {"income_to_third_party": False, "athlete_contract": True}}),
]


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
