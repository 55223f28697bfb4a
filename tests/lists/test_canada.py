"""Canada's list: three spellings of its elements, and what its records leave open."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from screening.errors import WatchlistError
from screening.lists import canada
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.watchlist import Alias, Entity, Identifier

NOW = {
    "Country": "Country-Pays",
    "LastName": "LastName-NomDeFamille",
    "GivenName": "GivenName-Prenom",
    "Entity": "EntityOrShip-EntiteOuNavire",
    "Title": "TitleOrShipType-TitreOuTypeDeNavire",
    "Aliases": "Aliases-Alias",
    "DateOfBirth": "DateOfBirthOrShipBuildDate-DateDeNaissanceOuDateDeConstructionDuNavire",
    "Imo": "ShipIMONumber-NumeroOMIDuNavire",
    "Schedule": "Schedule-Annexe",
    "Item": "Item-NumeroDarticle",
    "DateOfListing": "DateOfListing-DateDinscription",
}
FROM_2025 = {name: element.partition("-")[0] for name, element in NOW.items()} | {"Title": "TitleOrShip"}
UNTIL_2025 = {name: name for name in NOW if name != "Imo"}

Read = Callable[..., tuple[list[Entity], Intake]]


def xml(*records: dict[str, str], names: dict[str, str] = NOW) -> str:
    body = "".join(
        "\t<record>\n"
        + "".join(f"\t\t<{names.get(key, key)}>{value}</{names.get(key, key)}>\n" for key, value in record.items())
        + "\t</record>\n"
        for record in records
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<data-set xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n{body}</data-set>\n'
    )


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(text: str) -> tuple[list[Entity], Intake]:
        path = tmp_path / "sema-lmes.xml"
        path.write_text(text, encoding="utf-8")
        part = Part(path)
        assert canada.recognises(part)
        intake = Intake()
        return list(canada.parse(part, intake)), intake

    return reading


PERSON = {
    "Country": "Belarus / Bélarus",
    "LastName": "TESTOV",
    "GivenName": "Example Exampleovich\u00a0",
    "Aliases": "Exampl Testau",
    "DateOfBirth": "1972",
    "Schedule": "1, Part 1",
    "Item": "2",
    "DateOfListing": "2020-09-28",
}
SHIP = {
    "Country": "Russia / Russie",
    "Entity": "Invented Star ",
    "Title": "Bunkering Tanker\n(LNG) | Navire-citerne",
    "Imo": " 9999993",
    "DateOfBirth": "2021",
    "Schedule": "1.1",
    "Item": "7",
    "DateOfListing": "2026-06-12",
}


@pytest.mark.parametrize("names", [NOW, FROM_2025, UNTIL_2025])
def test_a_person_in_every_spelling_of_the_elements(read: Read, names: dict[str, str]) -> None:
    (entity,), intake = read(xml(PERSON, names=names))
    assert entity == Entity(
        id="Belarus/1, Part 1/2",
        list="ca_sema",
        kind="person",
        names=(Alias("Example Exampleovich TESTOV", "primary"), Alias("Exampl Testau")),
        programmes=("Belarus",),
        legal_bases=("Belarus, Schedule 1, Part 1, item 2",),
        birth_dates=("1972",),
        designated_on="2020-09-28",
        source="Canada SEMA",
        url=entity.url,
    )
    assert intake.problems == []


@pytest.mark.parametrize("names", [NOW, FROM_2025])
def test_a_ship(read: Read, names: dict[str, str]) -> None:
    (entity,), intake = read(xml(SHIP, names=names))
    assert (entity.kind, entity.name, entity.role) == ("vessel", "Invented Star", "Bunkering Tanker (LNG)")
    assert entity.identifiers == (Identifier("imo", "9999993"),)
    assert entity.birth_dates == ()
    assert entity.remarks == "Built: 2021"
    assert intake.problems == []


JSON_KEYS = {
    "Country": "Regulation",
    "LastName": "Last Name",
    "GivenName": "Given Names",
    "Entity": "Entity or Ship",
    "Title": "Title or Ship type",
    "Aliases": "Aliases",
    "DateOfBirth": "Date of Birth",
    "Imo": "Ship IMO number",
    "Schedule": "Schedule",
    "Item": "Item Number",
    "DateOfListing": "Date of Listing",
}


def test_the_json_of_the_official_page_says_the_same(read: Read) -> None:
    rows = [{key: record.get(name, "") for name, key in JSON_KEYS.items()} for record in (PERSON, SHIP)]
    numbers: dict[str, str | int] = {**rows[1], "Item Number": 7, "Ship IMO number": 9999993}
    entities, intake = read(json.dumps({"data": [rows[0], numbers]}))
    assert intake.problems == []
    assert entities == read(xml(PERSON, SHIP))[0]


def test_the_regulation_is_no_country_of_the_party(read: Read) -> None:
    (entity,), _ = read(xml({"Country": "Russia / Russie", "Entity": "Musterfirma LLC", "Item": "1"}))
    assert (entity.kind, entity.programmes, entity.countries) == ("organization", ("Russia",), ())


def test_an_act_without_schedules_is_cited_by_its_abbreviation(read: Read) -> None:
    act = "Invented Officials Regulations (IOFR) / Règlement inventé (RIFO)"
    (entity,), intake = read(xml({"Country": act, "LastName": "Example", "Item": "54"}))
    assert (entity.id, entity.programmes) == ("IOFR/54", ("Invented Officials Regulations (IOFR)",))
    assert intake.problems == []


@pytest.mark.parametrize(
    ("aliases", "names"),
    [
        ("One Example; Two Example", {"One Example": "strong", "Two Example": "strong"}),
        ("One Example, Two Example Ltd.", {"One Example": "strong", "Two Example Ltd.": "strong"}),
        ("One Trading Co., Ltd., ОдинПример", {"One Trading Co., Ltd.": "strong", "ОдинПример": "weak"}),
        ("ABC", {"ABC": "weak"}),
        ("Smithson, Johnny", {"Smithson, Johnny": "strong", "Smithson": "weak", "Johnny": "weak"}),
        (
            "Office of Tests, examples and proofs",
            {
                "Office of Tests, examples and proofs": "strong",
                "Office of Tests": "weak",
                "examples and proofs": "weak",
            },
        ),
        ("Abd Example Arabic:عبد مثال", {"Abd Example": "strong", "عبد مثال": "strong"}),
        ("ALIAS: One Example; a.k.a. Two Example", {"One Example": "strong", "Two Example": "strong"}),
        ("Abu Example (also known as Ibn Example)", {"Abu Example": "strong", "Ibn Example": "strong"}),
        ("One Example, Hebrew: מבחן אחד", {"One Example": "strong", "מבחן אחד": "strong"}),
        (
            "Примерный банк) (Russian: Открытое общество «Пример»/ ОАО «Пример»",
            {"Примерный банк": "strong", "Открытое общество «Пример»": "strong", "ОАО «Пример»": "strong"},
        ),
        ("Example Mills (Nowhere/Elsewhere)", {"Example Mills (Nowhere/Elsewhere)": "strong"}),
    ],
)
def test_aliases_of_one_text(read: Read, aliases: str, names: dict[str, str]) -> None:
    (entity,), _ = read(xml({**PERSON, "Aliases": aliases}))
    assert {alias.name: alias.strength for alias in entity.names[1:]} == names


@pytest.mark.parametrize(
    ("entity", "names"),
    [
        (
            "Example Works (also known as Invented Works; formerly known as Made-Up Works)",
            [
                Alias("Example Works", "primary"),
                Alias("Invented Works"),
                Alias("Made-Up Works", "former"),
            ],
        ),
        (
            "Invented Fund / Fonds d'exemple (a.k.a. IF)",
            [Alias("Invented Fund", "primary"), Alias("Fonds d'exemple"), Alias("IF", "alias", "weak")],
        ),
        ("Example Mills (Nowhere/Elsewhere)", [Alias("Example Mills (Nowhere/Elsewhere)", "primary")]),
    ],
)
def test_several_names_in_the_place_of_one(read: Read, entity: str, names: list[Alias]) -> None:
    (found,), _ = read(xml({"Country": "Russia / Russie", "Entity": entity, "Item": "1"}))
    assert list(found.names) == names


def test_an_element_that_a_record_has_twice(read: Read) -> None:
    twice = xml(PERSON).replace("</record>", "<Aliases-Alias>Two Example</Aliases-Alias></record>")
    (entity,), _ = read(twice)
    assert [alias.name for alias in entity.names[1:]] == ["Exampl Testau", "Two Example"]


def test_a_schedule_that_does_not_apply_is_none(read: Read) -> None:
    (entity,), _ = read(xml({**PERSON, "Schedule": "N/A"}))
    assert (entity.id, entity.legal_bases) == ("Belarus/2", ("Belarus, item 2",))


def test_a_number_that_says_what_it_is(read: Read) -> None:
    (entity,), intake = read(xml({**SHIP, "Imo": "IMO 9999993"}))
    assert entity.identifiers == (Identifier("imo", "9999993"),)
    assert intake.problems == []


def test_an_alias_in_another_script_is_native(read: Read) -> None:
    (entity,), _ = read(xml({**PERSON, "Aliases": "Пример Тестов"}))
    assert entity.names[1] == Alias("Пример Тестов", "native")


@pytest.mark.parametrize(
    ("born", "dates"),
    [
        ("1972-08-10 or 1972-08-11", ("1972-08-10", "1972-08-11")),
        ("1987/1988", ("1987", "1988")),
        ("1963-1964", ("1963/1964",)),
    ],
)
def test_several_birth_dates(read: Read, born: str, dates: tuple[str, ...]) -> None:
    (entity,), intake = read(xml({**PERSON, "DateOfBirth": born}))
    assert entity.birth_dates == dates
    assert born in entity.remarks
    assert intake.problems == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"DateOfBirth": "Sep-99"}, "Belarus/1, Part 1/2, DateOfBirth: not a date (got 'Sep-99')"),
        ({"DateOfListing": "soon"}, "Belarus/1, Part 1/2, DateOfListing: not a date (got 'soon')"),
        ({"Imo": "عبد"}, "Belarus/1, Part 1/2, ShipIMONumber: not an IMO number (got 'عبد')"),
        ({"Wallet": "x"}, "record 1, Wallet: a field that is not known and not read"),
        ({"Item": ""}, "record 1, Item: an entry that cannot be cited, so its name stands for its id"),
    ],
)
def test_what_is_not_understood_is_told_and_the_record_stays(
    read: Read, change: dict[str, str], problem: str
) -> None:
    (entity,), intake = read(xml({**PERSON, **change}))
    assert (entity.name, entity.kind) == ("Example Exampleovich TESTOV", "person")
    assert len(intake.problems) == 1
    assert intake.problems[0].startswith(f"sema-lmes.xml, {problem}")
    assert intake.skipped == []


def test_what_is_not_a_date_or_an_imo_number_stays_in_the_remarks(read: Read) -> None:
    (entity,), _ = read(xml({**PERSON, "DateOfBirth": "Sep-99", "Imo": "عبد"}))
    assert entity.remarks == "Ship IMO number: عبد; Date of birth: Sep-99"


def test_an_unknown_element_is_told_once(read: Read) -> None:
    _, intake = read(xml({**PERSON, "Wallet": "x"}, {**PERSON, "Wallet": "y", "Item": "3"}))
    assert len(intake.problems) == 1


def test_a_record_without_a_name_is_left_out(read: Read) -> None:
    entities, intake = read(xml({"Country": "Iran", "Item": "4"}, PERSON))
    assert len(entities) == 1
    assert intake.skipped == ["sema-lmes.xml, Iran/4: a record without a name"]


def test_the_same_citation_twice(read: Read) -> None:
    entities, intake = read(xml(PERSON, {**PERSON, "LastName": "OTHERSON"}))
    assert [entity.id for entity in entities] == ["Belarus/1, Part 1/2", "Belarus/1, Part 1/2 (2)"]
    assert "an earlier record has the same citation" in intake.problems[0]


def test_a_file_that_was_cut_off(read: Read) -> None:
    with pytest.raises(WatchlistError, match="damaged or cut off"):
        read(xml(PERSON)[:-40])


@pytest.mark.parametrize(
    "text",
    [
        '{"data": [{"Regulation": "x"}]}',
        "<data-set><record><Country>x</Country></record></data-set>",
        "<data-set><row><Country>x</Country></row></data-set>",
        "<record><Country>x</Country></record>",
        "a,b\n1,2\n",
    ],
)
def test_another_format_is_not_mistaken_for_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.xml"
    path.write_text(text, encoding="utf-8")
    assert not canada.recognises(Part(path))
