"""Senzing records: a real export, the three ways of writing features, and what is not as it should be."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from screening.lists.intake import Intake
from screening.lists.opening import Part, opened
from screening.lists.opensanctions import senzing
from screening.watchlist import Alias, Entity, Identifier, ListedAddress, Relation

HEAD = {"DATA_SOURCE": "OS_EXAMPLE_LIST", "RECORD_ID": "NK-1", "LAST_CHANGE": "2026-01-02T03:04:05"}
BY_KIND: dict[str, object] = HEAD | {
    "RECORD_TYPE": "PERSON",
    "NAMES": [
        {"NAME_TYPE": "ALIAS", "NAME_FULL": "테스토프"},
        {"NAME_TYPE": "PRIMARY", "NAME_FULL": "Testov Example"},
        {"NAME_TYPE": "ALIAS", "NAME_FULL": "T. Example"},
    ],
    "RISKS": [{"TOPIC": "sanction"}, {"TOPIC": "role.pep"}],
    "DATES": [{"DATE_OF_BIRTH": "1965-04"}, {"DATE_OF_DEATH": "2020"}],
    "COUNTRIES": [{"NATIONALITY": "kp"}, {"REGISTRATION_COUNTRY": "cn"}],
    "ADDRESSES": [{"ADDR_FULL": "1 Nowhere Road, Yanji"}, {"PLACE_OF_BIRTH": "Nowhere"}],
    "CONTACTS": [{"EMAIL_ADDRESS": "testov@example.org"}],
    "IDENTIFIERS": [
        {"PASSPORT_NUMBER": "109", "PASSPORT_COUNTRY": "kp"},
        {"TAX_ID_NUMBER": "77", "TAX_ID_TYPE": "INN", "TAX_ID_COUNTRY": "ru"},
        {"NATIONAL_ID_NUMBER": "5"},
        {"OTHER_ID_TYPE": "swiftBic", "OTHER_ID_NUMBER": "TESTKPPY"},
        {"OTHER_ID_TYPE": "OPEN_SANCTIONS", "OTHER_ID_NUMBER": "NK-1"},
        {"TRUSTED_ID_TYPE": "WIKIDATA", "TRUSTED_ID_NUMBER": "Q1"},
        {"OFAC_ID": "24977"},
    ],
    "RELATIONSHIPS": [
        {"REL_POINTER_ROLE": "Owner", "REL_POINTER_DOMAIN": "OPEN_SANCTIONS", "REL_POINTER_KEY": "NK-2"},
        {"REL_POINTER_ROLE": "Occupancy", "REL_POINTER_DOMAIN": "OPEN_SANCTIONS", "REL_POINTER_KEY": "Q5"},
    ],
    "URL": "https://www.opensanctions.org/entities/NK-1/",
}


def in_one_list(record: dict[str, object]) -> dict[str, object]:
    features: list[object] = [{"RECORD_TYPE": record["RECORD_TYPE"]}]
    for value in record.values():
        features += value if isinstance(value, list) else []
    return {**HEAD, "URL": record["URL"], "FEATURES": features}


def parse(tmp_path: Path, *records: object) -> tuple[list[Entity], Intake]:
    path = tmp_path / "senzing.json"
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")
    intake, part = Intake(), Part(path)
    assert senzing.recognises(part)
    return list(senzing.parse(part, intake)), intake


def test_real_file(lists_folder: Path) -> None:
    path = lists_folder / "opensanctions" / "us_congress.senzing.json"
    if not path.is_file():
        pytest.skip("no OpenSanctions data: they are under CC BY-NC")
    part, intake = opened(path)[0], Intake()
    assert senzing.recognises(part)
    entities = list(senzing.parse(part, intake))
    assert (intake.problems, intake.list) == ([], "os:us_congress")
    assert len(entities) == 1_319
    assert sum(len(entity.names) for entity in entities) == 1_352
    assert sum(len(entity.birth_dates) for entity in entities) == 1_316
    assert Counter(entity.kind for entity in entities) == {"person": 1_317, "other": 2}
    assert {entity.status for entity in entities} == {"reported"}


@pytest.mark.parametrize("record", [BY_KIND, in_one_list(BY_KIND)], ids=["lists by kind", "FEATURES"])
def test_features_in_lists(tmp_path: Path, record: dict[str, object]) -> None:
    (entity,), intake = parse(tmp_path, record)
    assert intake.problems == []
    assert (entity.list, entity.id, entity.kind, entity.status) == (
        "os:example_list",
        "NK-1",
        "person",
        "designated",
    )
    assert entity.names == (
        Alias("Testov Example", "primary"),
        Alias("테스토프", "native"),
        Alias("T. Example"),
    )
    assert entity.birth_dates == ("1965-04",)
    assert (entity.countries, entity.nationalities) == (("KP", "CN"), ("KP",))
    assert entity.addresses == (ListedAddress("1 Nowhere Road, Yanji"),)
    assert set(entity.identifiers) == {
        Identifier("passport", "109", "KP"),
        Identifier("tax", "77", "RU", "", "INN"),
        Identifier("national_id", "5"),
        Identifier("swift", "TESTKPPY", "", "", "swiftBic"),
        Identifier("email", "testov@example.org"),
    }
    assert entity.relations == (Relation("linked_to", "NK-2", "Owner"),)
    assert entity.see_also == ("ofac_sdn:24977",)
    assert (entity.programmes, entity.updated_on) == (("sanction", "role.pep"), "2026-01-02")


def test_flat_attributes(tmp_path: Path) -> None:
    record = HEAD | {
        "RECORD_TYPE": "ORGANIZATION",
        "NAME_ORG": "Musterfirma GmbH",
        "ADDR_LINE1": "1 Nowhere Road",
        "ADDR_CITY": "Yanji",
        "ADDR_POSTAL_CODE": 133000,
        "ADDR_COUNTRY": "CN",
        "NATIONAL_ID_NUMBER": "9122",
        "NATIONAL_ID_COUNTRY": "CN",
    }
    (entity,), intake = parse(tmp_path, record)
    assert intake.problems == []
    assert entity.names == (Alias("Musterfirma GmbH", "primary"),)
    assert entity.addresses == (ListedAddress("1 Nowhere Road, 133000", "Yanji", "CN"),)
    assert entity.identifiers == (Identifier("registration", "9122", "CN"),)


def test_a_name_in_parts_without_its_title(tmp_path: Path) -> None:
    record = HEAD | {"NAME_PREFIX": "Dr", "NAME_FIRST": "Testov", "NAME_MIDDLE": "T.", "NAME_LAST": "Example"}
    assert parse(tmp_path, record)[0][0].name == "Testov T. Example"


def test_a_record_without_type_is_of_any_kind(tmp_path: Path) -> None:
    assert parse(tmp_path, HEAD | {"NAME_FULL": "Testov"})[0][0].kind == "other"


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        ({"RECORD_TYPE": "GHOST"}, "NK-1, RECORD_TYPE: not a kind of party that is known (got 'GHOST')"),
        ({"DATES": [{"DATE_OF_BIRTH": "soon"}]}, "NK-1, DATE_OF_BIRTH: not a date (got 'soon')"),
        ({"COUNTRIES": [{"NATIONALITY": "nowhere"}]}, "NK-1, COUNTRIES: not a country (got 'nowhere')"),
        ({"NICK_NAME": "T"}, "line 1, NICK_NAME: an attribute that is not known and not read"),
    ],
)
def test_what_is_not_understood_is_told(tmp_path: Path, attributes: dict[str, object], message: str) -> None:
    entities, intake = parse(tmp_path, HEAD | {"NAME_FULL": "Testov"} | attributes)
    assert entities[0].name == "Testov"
    assert intake.problems == [f"senzing.json, {message}"]


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (HEAD, "line 2, NAMES: a record without a name"),
        ({"DATA_SOURCE": "X", "NAME_FULL": "Testov"}, "line 2, RECORD_ID: a record without an id"),
        ({"NAMES": "x", "FEATURES": 5, "RECORD_ID": {"a": 1}}, "line 2, RECORD_ID: a record without an id"),
        ([1], "line 2: no JSON object (got '[1]')"),
    ],
)
def test_a_bad_record_costs_itself(tmp_path: Path, record: object, message: str) -> None:
    good = HEAD | {"NAME_FULL": "Testov"}
    entities, intake = parse(tmp_path, good, record, good)
    assert len(entities) == 2
    assert intake.skipped == [f"senzing.json, {message}"]


def test_an_alias_of_one_word_is_weak(tmp_path: Path) -> None:
    names = [{"NAME_TYPE": "PRIMARY", "NAME_FULL": "Testov Example"}, {"NAME_TYPE": "ALIAS", "NAME_FULL": "Testy"}]
    (person,), _ = parse(tmp_path, HEAD | {"RECORD_TYPE": "PERSON", "NAMES": names})
    assert person.names == (Alias("Testov Example", "primary"), Alias("Testy", "alias", "weak"))
    (group,), _ = parse(tmp_path, HEAD | {"RECORD_TYPE": "ORGANIZATION", "NAMES": names})
    assert group.names[1] == Alias("Testy")


def test_the_number_of_a_ship_is_its_digits(tmp_path: Path) -> None:
    ship = HEAD | {"RECORD_TYPE": "VESSEL", "NAME_ORG": "Invented Star", "IMO_NUMBER": "IMO9999993"}
    (found,), _ = parse(tmp_path, ship)
    assert found.identifiers == (Identifier("imo", "9999993"),)
