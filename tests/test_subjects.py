"""Which listings are one party: sure references, unique numbers, a name with its birth date, and no name alone."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from screening.subjects import subjects
from screening.watchlist import Alias, Entity, Identifier


def entry(where: str, number: str, *names: str, kind: Any = "person", **fields: Any) -> Entity:  # noqa: ANN401
    aliases = tuple(Alias(name, "primary") for name in names or ("Testova, Anna",))
    return Entity(id=number, list=where, kind=kind, names=aliases, **fields)


BORN = ("1970-01-02",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(entry("un", "1"), entry("un", "1", "Testowa, Anna"), id="one entry in two files"),
        pytest.param(entry("un", "1", subject="t"), entry("uk", "2", subject="t"), id="reviewed subject"),
        pytest.param(entry("un", "1"), entry("uk", "2", see_also=("un:1",)), id="cross reference"),
        pytest.param(
            entry("eu", "1", see_also=("un:1",)), entry("uk", "2", see_also=("un:1",)), id="both point to a third"
        ),
        pytest.param(entry("un", "1"), entry("uk", "2", kind="other", see_also=("un:1",)), id="kind not known"),
        pytest.param(entry("uk", "2", see_also=("UN:1",)), entry("un", "1"), id="cross reference in other case"),
        pytest.param(
            entry("un", "1", birth_dates=BORN),
            entry("uk", "2", "Anna TESTOVA", birth_dates=("1971", *BORN)),
            id="name and birth date",
        ),
        pytest.param(
            entry("un", "1", "Téstova, Anna", birth_dates=BORN),
            entry("uk", "2", birth_dates=BORN),
            id="an accent more",
        ),
        pytest.param(
            entry("un", "1", identifiers=(Identifier("passport", "AB 123456", "RU"),)),
            entry("uk", "2", "Probst", identifiers=(Identifier("passport", "ab123456", "RU"),)),
            id="passport",
        ),
        pytest.param(
            entry("un", "1", "Boat", kind="vessel", identifiers=(Identifier("imo", "1234567"),)),
            entry("uk", "2", "Ship", kind="vessel", identifiers=(Identifier("imo", "1234567"),)),
            id="IMO",
        ),
    ],
)
def test_one_party(one: Entity, other: Entity) -> None:
    assert subjects([one, other]) == [0, 0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(entry("un", "1"), entry("uk", "1"), id="one id on two lists"),
        pytest.param(
            entry("un", "1", kind="organization"),
            entry("uk", "2", kind="vessel", see_also=("un:1",)),
            id="a ship and the company that runs it",
        ),
        pytest.param(
            entry("uk", "1", kind="vessel", see_also=("un:1",)),
            entry("eu", "2", kind="vessel", see_also=("un:1",)),
            id="two ships of one company",
        ),
        pytest.param(
            entry("un", "1", "Ministry of Examples", kind="organization"),
            entry("uk", "2", "Ministry of Examples", kind="organization"),
            id="a name alone",
        ),
        pytest.param(
            entry("un", "1", birth_dates=("1970",)), entry("uk", "2", birth_dates=("1970",)), id="a year alone"
        ),
        pytest.param(
            entry("un", "1", birth_dates=BORN), entry("uk", "2", "Probst, Anna", birth_dates=BORN), id="a birthday"
        ),
        pytest.param(
            entry("un", "1", "Anna", birth_dates=BORN), entry("uk", "2", "Anna", birth_dates=BORN), id="one word"
        ),
        pytest.param(
            entry("un", "1", identifiers=(Identifier("passport", "123456", "RU"),)),
            entry("uk", "2", identifiers=(Identifier("passport", "123456", "CN"),)),
            id="passports of two countries",
        ),
        pytest.param(
            entry("un", "1", identifiers=(Identifier("passport", "123456"),)),
            entry("uk", "2", identifiers=(Identifier("passport", "123456"),)),
            id="passports of unknown countries",
        ),
        pytest.param(
            entry("un", "1", identifiers=(Identifier("phone", "+15550100001"),)),
            entry("uk", "2", identifiers=(Identifier("phone", "+15550100001"),)),
            id="a phone",
        ),
        pytest.param(
            entry("un", "1", birth_dates=BORN), entry("un", "2", birth_dates=BORN), id="two entries of one list"
        ),
    ],
)
def test_two_parties(one: Entity, other: Entity) -> None:
    assert subjects([one, other]) == [0, 1]


def test_a_third_list_does_not_join_two_entries_of_one_list() -> None:
    """The publisher of the first list says they are two; only cross references say otherwise."""
    passports = (Identifier("passport", "123456", "RU"),)
    first = entry("un", "1", birth_dates=BORN)
    second = entry("un", "2", "Probst, Berta", identifiers=passports)
    both = entry("uk", "3", identifiers=passports, birth_dates=BORN)
    assert len(set(subjects([first, second, both]))) == 2
    pointing = entry("uk", "3", see_also=("un:1", "un:2"))
    assert set(subjects([first, second, pointing])) == {0}


def test_the_order_decides_who_leads_and_nothing_else() -> None:
    entries = [
        entry("un", "1", birth_dates=BORN),
        entry("uk", "2", birth_dates=BORN, see_also=("eu:3",)),
        entry("eu", "3", "Other"),
        entry("eu", "4", "Another"),
    ]
    for mixed in permutations(entries):
        groups: dict[int, set[str]] = {}
        for entity, leader in zip(mixed, subjects(mixed), strict=True):
            groups.setdefault(leader, set()).add(entity.id)
        assert sorted(map(sorted, groups.values())) == [["1", "2", "3"], ["4"]]
        assert all(mixed[leader].id in ids for leader, ids in groups.items())
