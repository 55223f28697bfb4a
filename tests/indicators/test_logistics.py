"""Where items go: the same house however it is written, one clue for one parcel, and people who move."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from screening.assessment import Assessment

Record = Mapping[str, Any]
Assess = Callable[[Record], Assessment]

JONAS = {"name": "Jonas Beispiel", "country": "DE"}


def points(assessment: Assessment) -> dict[str, float]:
    return {finding.id: finding.points for finding in assessment.findings}


@pytest.mark.parametrize(
    ("shipping", "document"),
    [
        ("Beispielstraße 7", "BEISPIELSTRASSE 7, 10115 BERLIN"),
        ("Beispielstr. 7, 3. OG", "Beispielstrasse 7, Berlin"),
        ("12 Sample Lane, Apt 4", "Apartment 4, 12 Sample Ln, Springfield 12345"),
        ("Room 810, No. 760, Sample Road", "760 Sample Rd., Shanghai"),
        ("ул. Примерная, д. 5", "Приморский край, Владивосток, Примерная ул., 5"),
        ("東京都千代田区例町1-2-3", "千代田区例町一丁目2番3号"),
        ("서울 강남구 예시로 12", "서울특별시 강남구 예시동 345-6"),
        ("12 Sample Lane", "Springfield"),
        ("Sample House", "7 Invented Road"),
    ],
)
def test_the_same_house_or_what_cannot_be_told_is_no_evidence(
    assess: Assess, shipping: str, document: str
) -> None:
    addresses = [{"purpose": "shipping", "line": shipping}]
    assert not assess({**JONAS, "addresses": addresses, "identity": {"document_address": document}}).findings


@pytest.mark.parametrize(
    ("city", "expected"),
    [("Berlin", 10.0), (None, 10.0), ("Hamburg", 20.0)],
    ids=["one town", "not known", "another"],
)
def test_within_one_town_it_counts_half(assess: Assess, city: str | None, expected: float) -> None:
    addresses = [{"purpose": "shipping", "line": "Erfundener Weg 12", "city": city}]
    identity = {"document_address": "Beispielstraße 7, 10115 Berlin"}
    assert points(assess({**JONAS, "addresses": addresses, "identity": identity})) == {
        "logistics.ships_elsewhere": expected
    }


def test_one_parcel_is_one_clue(assess: Assess) -> None:
    """Another recipient, at another address, which is a forwarder's: the strongest speaks."""
    address = {
        "purpose": "shipping",
        "kind": "forwarder",
        "line": "Erfundener Weg 12",
        "city": "Hamburg",
        "recipient": "Carla Sampleton",
    }
    identity = {"document_address": "Beispielstraße 7, 10115 Berlin"}
    assessment = assess({**JONAS, "addresses": [address], "identity": identity})
    assert points(assessment) == {
        "logistics.recipient_differs": 45.0,
        "logistics.mail_drop": 0.0,
        "logistics.ships_elsewhere": 0.0,
    }
    assert assessment.score == 45.0


def test_another_country_is_told_once(assess: Assess) -> None:
    addresses = [
        {"purpose": "residence", "line": "Beispielstraße 7", "city": "Berlin", "country": "DE"},
        {"purpose": "shipping", "line": "12 Sample Lane", "city": "Springfield", "country": "US"},
    ]
    assert set(points(assess({**JONAS, "addresses": addresses}))) == {"logistics.ships_abroad"}


@pytest.mark.parametrize(
    ("field", "expected"),
    [("shipping_address", 45.0), ("addresses", 22.5), ("addresses[0].line", 22.5), ("addresses[9].line", 22.5)],
)
def test_somebody_who_moves_for_the_job_is_not_sent_to_review(assess: Assess, field: str, expected: float) -> None:
    change = {"field": field, "old": "Beispielstraße 7", "new": "Erfundener Weg 12", "at": "2026-05-10"}
    assessment = assess(
        {
            **JONAS,
            "addresses": [{"purpose": "residence", "city": "Berlin"}],
            "work": {"hired": "2026-05-04"},
            "changes": [change],
        }
    )
    assert points(assessment) == {"logistics.address_changed_after_hire": expected}
    assert assessment.band == ("review" if expected > 40 else "clear")
