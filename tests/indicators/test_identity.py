"""Identity: refused, failed and contradictory evidence, and what is none of these."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from screening.assessment import Assessment

Record = Mapping[str, Any]
Assess = Callable[[Record], Assessment]

BOTH = {"name": "Marta Wzorowa", "legal_name": "Marta Wzorowa"}
TRIGGERS: list[tuple[str, Record, str]] = [
    ("identity.document_failed", {"identity": {"document_verified": False}}, "failed its check"),
    ("identity.document_refused", {"identity": {"document_refused": True}}, "refused"),
    ("identity.liveness_failed", {"identity": {"liveness_verified": False}}, "liveness check failed"),
    ("identity.video_refused", {"identity": {"video_refused": True}}, "refused"),
    ("identity.photo_differs", {"identity": {"photo_matches": False}}, "does not match"),
    ("identity.photo_missing", {"identity": {"photo_present": False}}, "no photo"),
    (
        "identity.names_differ",
        {"legal_name": "Jonas Beispiel", "identity": {"document_name": "Piotr Wzorowy"}},
        "legal name 'Jonas Beispiel' and document name 'Piotr Wzorowy' differ",
    ),
    ("identity.names_differ", {"name": "Sunny Lantern", "legal_name": "Jonas Beispiel"}, "display name"),
    (
        "identity.birth_dates_differ",
        {"birth_date": "1990-05-17", "identity": {"document_birth_date": "1984-11-02"}},
        "stated birth date 1990-05-17, document 1984-11-02",
    ),
    ("identity.document_expired", {"identity": {"document_expires": "2026-11-22"}}, "2026-11-22"),
    ("identity.document_expired", {"identity": {"document_expires": "2026-10"}}, "2026-10"),
]
NEAR_MISSES: list[tuple[str, Record]] = [
    ("identity.document_failed", {"identity": {"document_verified": True}}),
    ("identity.document_failed", {"identity": {"document_refused": True}}),
    ("identity.document_refused", {"identity": {"document_refused": False}}),
    ("identity.document_refused", {"identity": {"video_refused": True}}),
    ("identity.liveness_failed", {"identity": {"liveness_verified": True}}),
    ("identity.video_refused", {"identity": {"video_refused": False, "video_interview": False}}),
    ("identity.photo_differs", {"identity": {"photo_matches": True, "photo_present": False}}),
    ("identity.photo_missing", {"identity": {"photo_present": True, "photo_matches": False}}),
    ("identity.names_differ", {**BOTH, "identity": {"document_name": "WZOROWA MARTA"}}),
    ("identity.names_differ", {"name": "Park Yesi", "identity": {"document_name": "박예시"}}),
    ("identity.names_differ", {"name": "Oleg Primerov", "identity": {"document_name": "Олег Примеров"}}),
    ("identity.names_differ", {"name": "M. Wzorowa", "legal_name": "Marta Wzorowa"}),
    ("identity.names_differ", {"name": "Marta Wzorowa", "legal_name": "Marta Anna Wzorowa"}),
    (
        "identity.birth_dates_differ",
        {"birth_date": "1990", "identity": {"document_birth_date": "1990-05-17"}},
    ),
    ("identity.birth_dates_differ", {"birth_date": "1990-05-17", "identity": {"document_birth_date": ""}}),
    ("identity.document_expired", {"identity": {"document_expires": "2026-11-23"}}),
    ("identity.document_expired", {"identity": {"document_expires": "2026-11"}}),
    ("identity.document_expired", {"identity": {"document_expires": "no date"}}),
]


def test_one_name_alone_is_not_a_comparison(assess: Assess) -> None:
    """Nothing was compared, so the check was not made (not checked is not clear)."""
    unchecked = {item.id for item in assess({"identity": {"document_name": "Marta Wzorowa"}}).unchecked}
    assert "identity.names_differ" in unchecked


def test_a_display_name_that_differs_counts_half(assess: Assess) -> None:
    (finding,) = assess({"name": "Sunny Lantern", "legal_name": "Jonas Beispiel"}).findings
    assert (finding.strength, finding.points) == (0.5, 10.0)
