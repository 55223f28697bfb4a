"""Companies at listed addresses, and those with more placements than people."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import msgspec
import pytest

from screening import compiled
from screening.assessment import Assessment
from screening.list_search import ListSearch
from screening.listed_streets import find_street, streets
from screening.lists import bundled
from screening.prepared import Prepared
from screening.profile import Address
from screening.records import profile_from
from screening.screener import Screener
from screening.watchlist import Alias, Entity, ListedAddress, Watchlist

Record = Mapping[str, Any]
Assess = Callable[[Record], Assessment]

VOLASYS = {"line": "Klary Tsetskin 41", "city": "Vladivostok", "country": "RU"}
FIRM = {"kind": "organization", "name": "Made-Up Paper Boats GmbH", "country": "RU"}


def points(assessment: Assessment) -> dict[str, float]:
    return {finding.id: finding.points for finding in assessment.findings if finding.family != "location"}


def listed(line: str, city: str = "", country: str = "RU", status: Any = "designated") -> Entity:  # noqa: ANN401
    names = (Alias("Invented Lantern Trading", "primary"),)
    address = ListedAddress(line, city, country)
    return Entity(id="1", list="one", kind="organization", names=names, status=status, addresses=(address,))


def is_there(entity: Entity, line: str, city: str | None = None, country: str | None = "RU") -> bool | None:
    """Whether the address is the listed one: exactly, or but for the room; ``None`` if it is another."""
    entities = [entity]
    address = Address(line=line, city=city, country=country)
    return next((exact for _, _, exact in find_street(address, streets(entities), entities)), None)


@pytest.mark.parametrize(
    ("there", "here", "expected"),
    [
        (("41 Ulitsa Klary Tsetskin", "Vladivostok"), ("ul. Klary Tsetskin, d. 41", "Vladivostok"), True),
        (("41 Ulitsa Klary Tsetskin", "Vladivostok"), ("Klary Tsetskin 41, 690068 Vladivostok", None), True),
        (
            ("Office 222, Building 23, Kirova Street", "Vladivostok, Primorsky Krai"),
            ("Kirova 23", "Vladivostok"),
            False,
        ),
        (
            ("Office 222, Building 23, Kirova Street", "Vladivostok"),
            ("Kirova 23, office 222", "Vladivostok"),
            True,
        ),
        (("Kirova Street 23", "Vladivostok"), ("Kirova 23, office 222", "Vladivostok"), None),
        (("Kirova Street 23, Vladivostok", ""), ("Kirova 23", "Vladivostok"), True),
        (("Kirova Street 23", "Vladivostok"), ("Kirova 23, Vladivostok, Russia", None), True),
        (("Kirova Street 23", ""), ("Kirova 23", "Vladivostok"), None),
        (("Kirova Street 23", "Vladivostok"), ("Kirova 23", None), None),
        (("Kirova Street 23", "Vladivostok"), ("Kirova 25", "Vladivostok"), None),
        (("Kirova Street 23", "Vladivostok"), ("Lenina 23", "Vladivostok"), None),
        (("Kirova Street 23", "Vladivostok"), ("Kirova Lenina 23", "Vladivostok"), None),
        (("1 Okhotny Ryad, Moscow", "Moscow"), ("Primernaya 1, Moscow", "Moscow"), None),
        (("Kirova Street 23", "Vladivostok"), ("23 Vladivostok", "Vladivostok"), None),
        (("Kirova Street 23", "Vladivostok"), ("Kirova", "Vladivostok"), None),
        (("ул. Кирова, 23", "Владивосток"), ("Кирова 23", "Владивосток"), True),
    ],
)
def test_a_building_is_the_listed_one(
    there: tuple[str, str], here: tuple[str, str | None], expected: bool | None
) -> None:
    assert is_there(listed(*there), *here) is expected


def test_country_and_designation_must_be_there() -> None:
    assert is_there(listed("Kirova 23", "Vladivostok", "Russia"), "Kirova 23", "Vladivostok") is True
    assert is_there(listed("Kirova 23", "Vladivostok", "Ukraine"), "Kirova 23", "Vladivostok") is None
    assert is_there(listed("Kirova 23", "Vladivostok", ""), "Kirova 23", "Vladivostok") is None
    assert is_there(listed("Kirova 23", "Vladivostok"), "Kirova 23", "Vladivostok", None) is None
    for status in ("reported", "delisted", "alleged"):
        assert is_there(listed("Kirova 23", "Vladivostok", status=status), "Kirova 23", "Vladivostok") is None


def test_no_address_costs_more_the_longer_a_list_is() -> None:
    names = ["".join(letters) for letters in product("abcdefgh", repeat=5)]
    entities = [listed(f"{name}skaya Kirova {n % 90 + 10}", "Vladivostok") for n, name in enumerate(names)]
    ready = streets(entities)
    address = Address(line=f"{names[40]}skaya Kirova 50", city="Vladivostok", country="RU")
    start = time.perf_counter()
    for _ in range(100):
        assert sum(1 for _ in find_street(address, ready, entities)) == 1
    assert (time.perf_counter() - start) / 100 < 0.001


def test_an_address_alone_asks_for_no_review(assess: Assess) -> None:
    assessment = assess({**FIRM, "addresses": [VOLASYS]})
    assert points(assessment) == {"organisation.listed_address": 20.0}
    assert assessment.band == "clear"
    assert not points(assess({**FIRM, "addresses": [{**VOLASYS, "purpose": "shipping"}]}))


def test_a_party_that_was_cleared_is_not_told_by_its_address() -> None:
    """What a person found another party stays so, by whichever record it is met."""
    record = {"id": "v", **FIRM, "addresses": [VOLASYS]}
    (hit,) = ListSearch(Prepared(bundled())).addresses(profile_from(record))
    assert not points(Screener().score(record, cleared={hit.party}))


def test_a_compiled_file_knows_the_addresses_too(tmp_path: Path) -> None:
    compiled.save(Prepared(bundled()), tmp_path / "lists")
    profile = profile_from({"id": "v", **FIRM, "addresses": [VOLASYS]})
    made = ListSearch(Prepared(bundled())).addresses(profile)
    assert ListSearch(compiled.load(tmp_path / "lists")).addresses(profile) == made
    assert len(made) == 1


def test_an_entry_of_an_own_list_that_ended_is_no_hit() -> None:
    entity = msgspec.structs.replace(listed("Kirova 23", "Vladivostok"), expires_on="2026-01-01")
    search = ListSearch(Prepared([Watchlist([entity], id="own:x", official=False)]))
    address = {"line": "Kirova 23", "city": "Vladivostok", "country": "RU"}
    profile = profile_from({"id": "v", **FIRM, "addresses": [address]})
    assert len(search.addresses(profile, dt.date(2025, 12, 31))) == 1
    assert search.addresses(profile, dt.date(2026, 1, 2)) == ()


@pytest.mark.parametrize(
    ("staff", "placements", "expected"),
    [(2, 20, 10.0), (2, 50, 20.0), (9, 90, 10.0), (0, 20, 10.0), (9, 89, 0), (10, 900, 0), (1, 19, 0), (3, 0, 0)],
)
def test_placements_for_each_of_the_staff(assess: Assess, staff: int, placements: int, expected: float) -> None:
    found = points(assess({**FIRM, "vendor": {"staff": staff, "placements": placements}}))
    assert found.get("organisation.placements_exceed_staff", 0) == expected


@pytest.mark.parametrize(
    ("noted", "expected"), [(["passports_kept"], 22.5), (["passports_kept", "housed_with_minder"], 45.0)]
)
def test_one_sign_of_guarding_alone_asks_for_no_review(assess: Assess, noted: list[str], expected: float) -> None:
    assessment = assess({**FIRM, "vendor": dict.fromkeys(noted, True)})
    assert points(assessment) == {"organisation.workers_guarded": expected}
    assert assessment.band == ("review" if expected > 40 else "clear")


def test_a_copied_site_of_a_person_is_another_familys(assess: Assess) -> None:
    found = points(
        assess({"name": "Marta Wzorowa", "sites": [{"url": "https://wzorowa.example", "copied": True}]})
    )
    assert not [indicator for indicator in found if indicator.startswith("organisation.")]
