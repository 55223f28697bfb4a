"""Identity: refused, failed and contradictory evidence, and what is none of these."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from screening.assessment import Assessment

Record = Mapping[str, Any]
Assess = Callable[[Record], Assessment]

BOTH = {"name": "Marta Wzorowa", "legal_name": "Marta Wzorowa"}


def test_one_name_alone_is_not_a_comparison(assess: Assess) -> None:
    """Nothing was compared, so the check was not made (not checked is not clear)."""
    unchecked = {item.id for item in assess({"identity": {"document_name": "Marta Wzorowa"}}).unchecked}
    assert "identity.names_differ" in unchecked


def test_a_display_name_that_differs_counts_half(assess: Assess) -> None:
    (finding,) = assess({"name": "Sunny Lantern", "legal_name": "Jonas Beispiel"}).findings
    assert (finding.strength, finding.points) == (0.5, 10.0)
