"""Which entries count as connected with the DPRK, and why."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from screening.lists import bundled, read
from screening.lists.dprk import marked
from screening.watchlist import Alias, Entity, ListedAddress, Relation

LISTS = Path(os.environ.get("SCREENING_LISTS", Path(__file__).parents[3] / "shared" / "lists"))
SOMEWHERE = ("CN", "RU", "VN", "LA", "KH")


def entry(name: str = "Musterfirma", number: str = "1", **fields: Any) -> Entity:  # noqa: ANN401 - any field
    return Entity(id=number, list="ours", kind="organization", names=(Alias(name, "primary"),), **fields)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"programmes": ("SDGT", "DPRK3")}, "listed under DPRK3"),
        ({"programmes": ("PRK",)}, "listed under PRK"),
        (
            {"programmes": ("Democratic People's Republic of Korea",)},
            "listed under Democratic People's Republic of Korea",
        ),
        (
            {"legal_bases": ("Council Regulation (EU) 2017/1509",)},
            "listed under Council Regulation (EU) 2017/1509",
        ),
        (
            {"remarks": "Secondary sanctions risk: North Korea Sanctions Regulations, sections 510.201"},
            "remark: North Korea Sanctions Regulations",
        ),
        ({"addresses": (ListedAddress(country="Korea, North"),)}, "an address in the DPRK"),
        ({"addresses": (ListedAddress(country="KP"),)}, "an address in the DPRK"),
    ],
)
def test_what_marks_an_entry(fields: dict[str, Any], why: str) -> None:
    (found,) = marked([entry(**fields)])
    assert found.dprk == (why,)


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"programmes": ("SDGT",)}, id="another programme"),
        pytest.param({"nationalities": ("KP",)}, id="nationality is never read"),
        pytest.param({"countries": ("KP",)}, id="a country that no address states"),
        pytest.param({"remarks": "Secondary sanctions risk: Iran"}, id="another remark"),
        pytest.param({"programmes": ("ADPRKX",)}, id="a code inside a word"),
        pytest.param(
            {"addresses": tuple(ListedAddress(country=code) for code in ("KP", *SOMEWHERE))},
            id="one office of many countries",
        ),
    ],
)
def test_what_does_not(fields: dict[str, Any]) -> None:
    (found,) = marked([entry(**fields)])
    assert found.dprk == ()


def test_a_relation_marks_for_one_step() -> None:
    bureau = entry("Example Bureau", "1", programmes=("DPRK2",))
    trader = entry("Example Trade", "2", relations=(Relation("linked_to", "EXAMPLE BUREAU"),))
    by_id = entry("Example Shipping", "3", relations=(Relation("owned_by", "1"),))
    client = entry("Example Client", "4", relations=(Relation("linked_to", "Example Trade"),))
    found = marked([client, trader, by_id, bureau])
    assert [entity.dprk for entity in found] == [
        (),
        ("linked to Example Bureau",),
        ("owned by Example Bureau",),
        ("listed under DPRK2",),
    ]


def test_a_name_that_two_parties_bear_connects_with_neither() -> None:
    bureau = entry("Ministry of Examples", "1", programmes=("DPRK2",))
    other = entry("Ministry of Examples", "2", programmes=("SSIDES",))
    person = entry("Musterova", "3", relations=(Relation("linked_to", "Ministry of Examples"),))
    assert marked([bureau, other, person])[2].dprk == ()


def test_a_relative_is_not_connected() -> None:
    bureau = entry("Example Bureau", "1", programmes=("DPRK2",))
    cousin = entry("Musterova", "2", relations=(Relation("family_of", "Example Bureau"),))
    assert marked([bureau, cousin])[1].dprk == ()


def test_every_bundled_entry_is_marked() -> None:
    assert all(entity.dprk for watchlist in bundled() for entity in watchlist)


@pytest.mark.skipif(not LISTS.is_dir(), reason="needs the folder of real lists, SCREENING_LISTS")
def test_the_us_list_of_december_2023() -> None:
    sdn = {entity.id: entity for entity in read(LISTS / "ofac" / "sdn_20231228.csv.gz")}
    by_code = [e for e in sdn.values() if any(code.startswith("DPRK") for code in e.programmes)]
    found = [e for e in sdn.values() if e.dprk]
    assert len(by_code) == 479
    assert set(map(id, by_code)) <= set(map(id, found))
    assert len(found) == 587
    assert sdn["1287"].dprk == ()  # the Cuban shipping firm with an office in Pyongyang
    assert sdn["25436"].dprk == ()  # linked to the Ministry of State Security of Luhansk
    assert sdn["12214"].dprk  # the Munitions Industry Department, under NPWMD
