"""The DPRK itself: one record reviews, two escalate; the other Korea and an origin are no record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from screening.assessment import Assessment

Record = Mapping[str, Any]
Assess = Callable[[Record], Assessment]

KP = {"name": "Sam Placeholder", "country": "KP"}


def test_one_record_reviews_and_two_escalate(assess: Assess) -> None:
    assert assess(KP).band == "review"
    assert assess({**KP, "phones": ["+850 191 123 4567"]}).band == "escalate"
