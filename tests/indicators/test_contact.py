"""Contact data: what contradicts, changes and imitates, and what honest people have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from screening.assessment import Assessment

Record = Mapping[str, Any]
Assess = Callable[[Record], Assessment]

JOB = {"company": "Examplesoft", "website": "https://examplesoft.example"}


def changes(*days: str, field: str = "phones") -> dict[str, Any]:
    return {"changes": [{"field": field, "old": f"a{i}", "new": f"b{i}", "at": at} for i, at in enumerate(days)]}


def strengths(assessment: Assessment) -> dict[str, float]:
    return {finding.id: finding.strength for finding in assessment.findings}


@pytest.mark.parametrize(
    ("days", "strength"),
    [
        (("2026-01-01", "2026-02-01"), None),
        (("2026-01-01", "2026-02-01", "2026-04-01"), 0.5),
        (("2026-01-01", "2026-02-01", "2026-04-02"), None),
        (("2026-01-01", "2026-01-11", "2026-01-21", "2026-01-31", "2026-02-10"), 1.0),
        (("2026-01-01", "2026-01-01T12:00:00", "2026-01-01T13:00:00"), None),
        (("2026-01", "2026-02", "2026-03"), None),
    ],
    ids=["two", "three in 90 days", "three in 91 days", "five", "one day", "months"],
)
def test_contact_data_change_from_three_in_ninety_days(
    assess: Assess, days: tuple[str, ...], strength: float | None
) -> None:
    assert strengths(assess(changes(*days))).get("contact.data_change") == strength


def test_only_replacements_of_phones_and_addresses_count(assess: Assess) -> None:
    days = ("2026-01-01", "2026-01-02", "2026-01-03")
    assert strengths(assess(changes(*days, field="emails[1]"))) == {"contact.data_change": 0.5}
    for field in ("email_verified", "payouts", "city", "phonetic_name"):
        assert not assess(changes(*days, field=field)).findings


@pytest.mark.parametrize(
    ("mail", "strength"),
    [
        ("m@exarnplesoft.example", 1.0),
        ("m@examplesofft.example", 0.8),
        ("m@examplesoft-group.example", 0.4),
        ("m@examplesoft.com", None),
        ("m@hr.examplesoft.example", None),
        ("m@orchard.example", None),
        ("m@gmail.com", None),
        ("m@", None),
    ],
)
def test_a_lookalike_is_weighed_by_who_may_own_it(assess: Assess, mail: str, strength: float | None) -> None:
    found = assess({"emails": [mail], "jobs": [JOB]})
    assert strengths(found).get("contact.lookalike_mail") == strength


def test_a_word_that_is_added_sends_nobody_to_review(assess: Assess) -> None:
    found = assess(
        {"name": "Marta Wzorowa", "country": "PL", "emails": ["m@examplesoft-group.example"], "jobs": [JOB]}
    )
    assert found.band == "clear"


def test_nothing_is_held_against_the_domains_of_the_world(assess: Assess) -> None:
    """Without an employer's site there is nothing to imitate, and nothing was checked."""
    found = assess({"emails": ["m@gooogle.example"], "jobs": [{"company": "Google"}]})
    assert not found.findings
    assert "contact.lookalike_mail" in {item.id for item in found.unchecked}


@pytest.mark.parametrize(
    "mail", ["m@proton.me", "m@tuta.com", "m@duck.com", "m@gmail.com", "m@qq.com", "m@wzorowa.example"]
)
def test_every_ordinary_provider_is_ordinary(assess: Assess, mail: str) -> None:
    assert not assess({"emails": [mail]}).findings


@pytest.mark.parametrize("name", ["minion", "Minions7", "gru-dev", "GruDev325", "felonious_gru", "despicable.me"])
def test_the_reported_theme_is_read_by_words(assess: Assess, name: str) -> None:
    (finding,) = assess({"handles": [{"service": "github", "name": name}]}).findings
    assert (finding.id, finding.points) == ("contact.reported_theme", 4.0)


@pytest.mark.parametrize(
    "name", ["gruber.dev", "dominions", "agrudev", "gru", "kevin", "bob", "dragon-dev", "dev88"]
)
def test_other_names_are_no_theme(assess: Assess, name: str) -> None:
    assert not assess({"handles": [{"service": "github", "name": name}]}).findings
