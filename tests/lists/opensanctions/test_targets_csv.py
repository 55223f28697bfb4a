"""OpenSanctions' simple table: a real file, and rows that are not as they should be."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from screening.lists.intake import Intake
from screening.lists.opening import Part, opened
from screening.lists.opensanctions import targets_csv as opensanctions
from screening.watchlist import Alias, Entity, Identifier, ListedAddress

ROW = {
    "id": "NK-1",
    "schema": "Person",
    "name": "Testov Example",
    "aliases": 'Testy;"Example; Testov";테스토프',
    "birth_date": "1965-04-25;1966",
    "countries": "kp;suhh",
    "addresses": "1 Nowhere Road, Yanji",
    "identifiers": "109420132",
    "sanctions": "Example Authority - DPRK",
    "phones": "+850123",
    "emails": "testov@example.org",
    "program_ids": "US-NK;EU-PRK",
    "dataset": "Example List",
    "first_seen": "2020-01-01T00:00:00",
    "last_seen": "2026-03-13T05:41:01",
    "last_change": "2026-02-05T14:54:48",
}


def write(tmp_path: Path, *rows: dict[str, str], columns: tuple[str, ...] = tuple(ROW)) -> Part:
    path = tmp_path / "targets.simple.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)
    return Part(path)


def parse(part: Part) -> tuple[list[Entity], Intake]:
    intake = Intake()
    assert opensanctions.recognises(part)
    return list(opensanctions.parse(part, intake)), intake


def one(tmp_path: Path, **row: str) -> tuple[Entity, list[str]]:
    entities, intake = parse(write(tmp_path, ROW | row))
    return entities[0], intake.problems


@pytest.fixture(scope="module")
def real(lists_folder: Path) -> tuple[list[Entity], Intake]:
    path = lists_folder / "opensanctions" / "ua_war_sanctions_20260313.targets.simple.csv.gz"
    if not path.is_file():
        pytest.skip("no OpenSanctions data: they are under CC BY-NC")
    return parse(opened(path)[0])


class TestRealFile:
    def test_everything_was_understood(self, real: tuple[list[Entity], Intake]) -> None:
        intake = real[1]
        assert (intake.problems, intake.list, intake.as_of) == ([], "os:ukraine_war_and_sanctions", "2026-03-13")

    def test_every_row_and_name_is_there(self, real: tuple[list[Entity], Intake]) -> None:
        entities = real[0]
        assert Counter(entity.kind for entity in entities) == {
            "organization": 2_717,
            "person": 1_543,
            "vessel": 1_340,
        }
        assert sum(len(entity.names) for entity in entities) == 5_600 + 7_731 - 15  # 15 differ in capitals only

    def test_numbers_of_ships(self, real: tuple[list[Entity], Intake]) -> None:
        assert sum(any(number.kind == "imo" for number in entity.identifiers) for entity in real[0]) > 1_340


def test_a_row(tmp_path: Path) -> None:
    entity, problems = one(tmp_path)
    assert problems == []
    assert (entity.id, entity.list, entity.kind, entity.status) == (
        "NK-1",
        "os:example_list",
        "person",
        "designated",
    )
    assert entity.names == (
        Alias("Testov Example", "primary"),
        Alias("Testy", "alias", "weak"),
        Alias("Example; Testov"),
        Alias("테스토프", "native"),
    )
    assert entity.birth_dates == ("1965-04-25", "1966")
    assert entity.countries == ("KP",)
    assert entity.addresses == (ListedAddress("1 Nowhere Road, Yanji"),)
    assert entity.identifiers == (
        Identifier("other", "109420132"),
        Identifier("phone", "+850123"),
        Identifier("email", "testov@example.org"),
    )
    assert entity.programmes == ("US-NK", "EU-PRK")
    assert entity.updated_on == "2026-02-05"
    assert entity.remarks == "Example Authority - DPRK; Dataset: Example List"


@pytest.mark.parametrize(
    ("schema", "kind", "identifier"),
    [
        ("Company", "organization", "registration"),
        ("LegalEntity", "organization", "registration"),
        ("PublicBody", "organization", "registration"),
        ("Vessel", "vessel", "other"),
        ("Airplane", "aircraft", "other"),
        ("CryptoWallet", "other", "wallet"),
    ],
)
def test_schemata(tmp_path: Path, schema: str, kind: str, identifier: str) -> None:
    entity, problems = one(tmp_path, schema=schema)
    assert (entity.kind, entity.identifiers[0].kind, problems) == (kind, identifier, [])


@pytest.mark.parametrize(
    ("sanctions", "programmes", "status"),
    [("", "", "reported"), ('""', "", "designated"), ("", "US-NK", "designated"), ("x", "", "designated")],
)
def test_without_sanction_or_programme_nobody_is_designated(
    tmp_path: Path, sanctions: str, programmes: str, status: str
) -> None:
    assert one(tmp_path, sanctions=sanctions, program_ids=programmes)[0].status == status


def test_a_collection_has_a_key_of_its_own(tmp_path: Path) -> None:
    entities, intake = parse(write(tmp_path, ROW, ROW | {"id": "NK-2", "dataset": "Other List;Example List"}))
    assert intake.list == "os:collection"
    assert entities[1].remarks.endswith("Dataset: Other List, Example List")


def test_an_official_id_is_a_cross_reference(tmp_path: Path) -> None:
    assert one(tmp_path, id="ofac-24977")[0].see_also == ("ofac_sdn:24977",)


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("schema", "Ghost", "line 2, schema: not a schema of a party (got 'Ghost')"),
        ("birth_date", "1965;soon", "line 2, birth_date: not a date (got 'soon')"),
        ("countries", "kp;nowhere", "line 2, countries: not a country (got 'nowhere')"),
    ],
)
def test_what_is_not_understood_is_told(tmp_path: Path, column: str, value: str, message: str) -> None:
    entity, problems = one(tmp_path, **{column: value})
    assert entity.name == "Testov Example"
    assert problems == [f"targets.simple.csv, {message}"]


@pytest.mark.parametrize("column", ["id", "name"])
def test_a_target_without_id_or_name_is_left_out(tmp_path: Path, column: str) -> None:
    entities, intake = parse(write(tmp_path, ROW, ROW | {column: ""}))
    assert len(entities) == 1
    assert intake.skipped == [f"targets.simple.csv, line 3, {column}: a target without {column}"]


def test_an_unknown_column_is_told(tmp_path: Path) -> None:
    _, intake = parse(write(tmp_path, ROW, columns=(*ROW, "nicknames")))
    assert intake.problems == [
        "targets.simple.csv, line 1: a column that is not known and not read (got 'nicknames')"
    ]


def test_the_table_of_before_programmes_were_in_it(tmp_path: Path) -> None:
    row = {column: value for column, value in ROW.items() if column != "program_ids"}
    (entity,), intake = parse(write(tmp_path, row, columns=tuple(row)))
    assert (entity.programmes, intake.problems) == ((), [])


def test_recognises_no_own_list(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("id,name,aliases,countries\n1,Testov,,KP\n", "utf-8")
    assert not opensanctions.recognises(Part(path))


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("IMO9999993", Identifier("imo", "9999993")),
        ("IMO 9999993", Identifier("imo", "9999993")),
        ("0x" + "ab" * 20, Identifier("wallet", "0x" + "ab" * 20)),
    ],
)
def test_numbers_that_show_what_they_are(tmp_path: Path, said: str, number: Identifier) -> None:
    entity, _ = one(tmp_path, identifiers=said)
    assert entity.identifiers[0] == number
