"""Noted conduct: a documented yes is evidence, a documented no is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from screening.assessment import Assessment

Record = Mapping[str, Any]
Assess = Callable[[Record], Assessment]

TRIGGERS: list[tuple[str, Record, str]] = [
    ("conduct.uses_other_identity", {"conduct": {"uses_other_identity": True}}, "another person's identity"),
    ("conduct.account_rented", {"conduct": {"account_rented": True}}, "rented"),
    ("conduct.chat_only", {"conduct": {"chat_only": True}}, "text only"),
    ("conduct.avoids_meeting", {"conduct": {"avoids_meeting": True}}, "avoids every meeting"),
]
NEAR_MISSES: list[tuple[str, Record]] = [
    ("conduct.uses_other_identity", {"conduct": {"uses_other_identity": False, "account_rented": True}}),
    ("conduct.account_rented", {"conduct": {"account_rented": False, "uses_other_identity": True}}),
    ("conduct.chat_only", {"conduct": {"chat_only": False, "avoids_meeting": True}}),
    ("conduct.avoids_meeting", {"conduct": {"avoids_meeting": False}, "identity": {"video_refused": True}}),
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
