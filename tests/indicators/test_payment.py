"""Where the money goes: to a stranger or to another country, or only seemingly so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from screening.assessment import Assessment

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
