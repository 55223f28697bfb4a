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


def test_an_identity_that_is_anothers_counts_once(assess: Assess) -> None:
    """What the owner says and what a person noted are one clue; the second is told, without points."""
    both = assess({"identity": {"owner_denies": True}, "conduct": {"uses_other_identity": True}})
    points = {finding.id: finding.points for finding in both.findings}
    assert points == {"conduct.uses_other_identity": 45.0, "identity.owner_denies": 0.0}
    assert both.band == "review"
    alone = assess({"identity": {"owner_denies": True}})
    assert [finding.points for finding in alone.findings] == [45.0]


def test_namesakes_and_private_people_stay_clear(assess: Assess) -> None:
    record = {"name": "Marta Wzorowa", "country": "PL"}
    found = assess({**record, "identity": {"known_as_other": True, "no_public_trace": True}})
    assert found.band == "clear"


def test_a_return_with_contact_data_alone_counts_half(assess: Assess) -> None:
    logins = [{"at": "2024-01-05"}, {"at": "2026-03-01"}]
    changes = [{"field": "emails", "old": "a", "new": "b", "at": "2026-03-02"}]
    (finding,) = assess({"logins": logins, "changes": changes}).findings
    assert (finding.id, finding.strength) == ("identity.reawakened", 0.5)
