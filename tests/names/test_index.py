"""Many names, searched."""

from __future__ import annotations

import csv
import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest

from screening.errors import InputError
from screening.names import THRESHOLD, Index

NAMES = [
    "KIM, Jong Un",
    "Yanbian Silverstar Network Technology Co., Ltd.",
    "ANDREYEV, Vitaliy Sergeyevich",
    "HYOK SIN 2",
    "Volasys Silver Star",
    "Usama bin Ladin",
]
LISTS = Path(os.environ.get("SCREENING_LISTS") or Path(__file__).parents[2].parent / "shared" / "lists")


@pytest.mark.parametrize(
    ("query", "position"),
    [
        ("김정은", 0),
        ("Kim Jongun", 0),
        ("Kim Jeong Eun", 0),
        ("Yanbian Silver Star Network Technology", 1),
        ("Yanbiansilverstar Network Technology", 1),
        ("Виталий Андреев", 2),
        ("Vitaly Andreev", 2),
        ("Andreyve Vitaliy", 2),
        ("Hyoksin 2", 3),
        ("Osama ibn Laden", 5),
    ],
)
def test_finds(query: str, position: int) -> None:
    found = Index(NAMES).search(query)
    assert found[0][0] == position
    assert found[0][1].score >= THRESHOLD


@pytest.mark.parametrize("query", ["", "...", "Anna Musterova", "Kim Jong Il", "Hyok Sin 3", "\U0001f600"])
def test_finds_nothing(query: str) -> None:
    assert Index(NAMES).search(query) == []


def test_ties_are_in_the_order_of_the_names() -> None:
    found = Index(["Anna Musterova", "Boris Testov", "MUSTEROVA, Anna"]).search("Anna Musterova")
    assert [position for position, _ in found] == [0, 2]


def test_limit_and_threshold() -> None:
    index = Index(["Anna Musterova"] * 20)
    assert len(index.search("Anna Musterova", limit=3)) == 3
    assert index.search("Anna Testova", kind="person") == []
    assert index.search("Anna Testova", kind="person", threshold=0.1) != []


def test_kinds_rule_the_comparison() -> None:
    names = ["Alexandre Boris de Pfeffel Johnson"]
    assert Index(names, kinds=["person"]).search("Boris Johnson")
    assert not Index(names, kinds=["organization"]).search("Boris Johnson")
    assert Index(names, kinds=["organization"]).search("Boris Johnson", kind="person")
    assert Index(names, kinds=[None]).search("Boris Johnson")


def test_many_queries() -> None:
    index = Index(NAMES)
    assert list(index.search_many(["김정은", "nobody"])) == [index.search("김정은"), []]


def test_updated_is_the_same_as_built_anew() -> None:
    index = Index(NAMES, kinds=["person", "organization", "person", "vessel", "organization", "person"])
    new = index.updated(add=["Anna Musterova"], remove=[0, 3])
    assert len(new) == 5
    assert len(index) == 6
    assert [new.search(query)[0][0] for query in ("Vitaly Andreev", "Anna Musterova")] == [1, 4]
    assert new.search("김정은") == []


@pytest.mark.parametrize("position", [-1, 6])
def test_removing_what_is_not_there_is_an_error(position: int) -> None:
    with pytest.raises(InputError, match=str(position)):
        Index(NAMES).updated(remove=[position])


def test_bad_names_and_kinds_are_errors_with_their_place() -> None:
    with pytest.raises(InputError, match=r"names\[1\]"):
        Index(["Anna", "x" * 600])
    with pytest.raises(InputError, match="1 kinds for 2 names"):
        Index(["Anna", "Boris"], kinds=[None])


def test_an_empty_index_finds_nothing() -> None:
    assert Index([]).search("Anna Musterova") == []
    assert repr(Index([])) == "<Index of 0 names>"


def test_importing_loads_nothing_heavy() -> None:
    heavy = ("phonenumbers", "numpy", "pandas")
    code = f"import sys, screening.names; print([name for name in {heavy} if name in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "[]\n"
    )


@pytest.fixture(scope="module")
def real() -> tuple[list[str], Index]:
    path = LISTS / "ofac" / "sdn_20231228.csv.gz"
    if not path.is_file():
        pytest.skip(f"no official lists in {LISTS}; set SCREENING_LISTS to the folder that has them")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if len(row) > 2]
    names = [row[1] for row in rows]
    kinds = ["person" if row[2].strip() == "individual" else "organization" for row in rows]
    return names, Index(names, kinds=kinds)


def test_every_listed_name_finds_itself(real: tuple[list[str], Index]) -> None:
    names, index = real
    for position in range(0, len(names), 37):
        found = index.search(names[position], limit=60)
        assert found[0][1].score == 1.0
        assert position in [at for at, _ in found]


def test_ordinary_names_find_little(real: tuple[list[str], Index]) -> None:
    _, index = real
    for name in ("Jennifer Beispiel", "Hannah Mustermann", "Lucas Van Damme", "Blue River Logistics GmbH"):
        assert index.search(name) == []


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("J. C. Testmann", "Jean-Claude Testmann"),
        ("Deelopment Bank of Musterland", "Development Bank of Musterland"),  # folding hides the slip
        ("Cheil Cyedit Musterbank", "Cheil Credit Musterbank"),
        ("Al-Basher Testov", "ALBASHIR, Testov"),
        ("Li Zhe", "李哲"),
        ("Ri Chol", "李哲"),
        ("ООО Ромашка", "Romashka LLC"),
    ],
)
def test_what_matches_is_found(query: str, listed: str) -> None:
    names = [*NAMES, listed]
    assert Index(names).search(query)[0][0] == len(NAMES)


def test_a_name_among_many_of_its_kind_is_first() -> None:
    names = [f"AL-ALI, {given}" for given in ("Adnan", "Nasr", "Salih", "Zakariya")]
    names += [
        f"{word} al-Ali" for word in ("Hamid", "Khalid", "Omar", "Musa", "Isa", "Yahya", "Idris", "Dawud")
    ] * 8
    index = Index(names)
    assert [index.search(name)[0][0] for name in names[:4]] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("Testov, Testov", "Testov, {}"),  # a word that stands twice agrees twice with one that stands once
        ("Prober Technologies Co., Ltd. (Prober)", "Prober {} Technologies Co., Ltd."),
        ("Prober", "{} Prober LLC"),  # the legal form may be initials
    ],
)
def test_a_listed_name_finds_itself_among_many_that_look_as_promising(name: str, others: str) -> None:
    given = "Adam Boris Clara Dora Emil Fanny Gustav Hanna Ivan Jakub Klara Lena Milan Nora Oskar Petr Quido Roman"
    given += " Sona Tomas Ursula Vera Xaver Zdena"
    names = [*map(others.format, given.split()), name]
    position, match = Index(names).search(name)[0]
    assert (position, match.score) == (len(names) - 1, 1.0)


def test_updated_in_another_order() -> None:
    index = Index(["Anna Musterova", "Boris Testov"]).updated(["Clara Probst"], [0], order=[1, 0])
    assert [index.search(name)[0][0] for name in ("Clara Probst", "Boris Testov")] == [0, 1]
    with pytest.raises(InputError, match="each of 2 positions once"):
        Index(["Anna Musterova"]).updated(["Clara Probst"], order=[0, 0])
