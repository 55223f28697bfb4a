"""Australia's list: a row for each name, as a workbook and as CSV."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from screening.errors import WatchlistError
from screening.lists import australia
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.watchlist import Alias, Entity, Identifier, ListedAddress
from tests.lists.workbooks import Cell, workbook

HEADER = [
    "Reference",
    "Name of Individual or Entity",
    "Type",
    "Name Type",
    "Alias Strength",
    "Date of Birth",
    "Place of Birth",
    "Citizenship",
    "Address",
    "Additional Information",
    "Listing Information",
    "IMO Number",
    "Committees",
    "Control Date",
    "Instrument of Designation",
    "Targeted Financial Sanction",
    "Travel Ban",
    "Arms Embargo",
    "Maritime Restriction",
]
Read = Callable[..., tuple[list[Entity], Intake]]


def row(**cells: Cell) -> list[Cell]:
    filled: dict[str, Cell] = {
        "Reference": 1000,
        "Name of Individual or Entity": "Example TESTOV ",
        "Type": "Individual",
        "Name Type": "Primary Name",
        "Committees": "1718 (DPRK)",
        "Control Date": date(2026, 9, 4),
        "Targeted Financial Sanction": 1,
        "Travel Ban": 1,
        "Arms Embargo": 0,
        "Maritime Restriction": 0,
    }
    for column, value in cells.items():
        filled[next(name for name in HEADER if name.lower().replace(" ", "_") == column)] = value
    return [filled.get(column) for column in HEADER]


def other(name: str, letter: str, kind: str = "Alias", strength: str | None = "Strong") -> list[Cell]:
    return row(
        reference=f"1000{letter}", name_of_individual_or_entity=name, name_type=kind, alias_strength=strength
    )


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(*rows: list[Cell], header: list[str] = HEADER) -> tuple[list[Entity], Intake]:
        part = Part(workbook(tmp_path / "Australian_Sanctions_Consolidated_List.xlsx", [header, *rows]))
        assert australia.recognises(part)
        intake = Intake()
        return list(australia.parse(part, intake)), intake

    return reading


def test_a_person_of_several_rows(read: Read) -> None:
    primary = row(
        date_of_birth=date(1975, 2, 3),
        place_of_birth="Nowhere",
        citizenship="Democratic People's Republic of Korea (North Korea); China",
        address="a) 1 Nowhere Road, Exampletown, China b) Second Street, Musterstadt",
        additional_information="Invented for a test.",
        listing_information="Listed on 25 Jan. 2016 (amended on 3 Sep. 2020)",
        instrument_of_designation="Invented Instrument 2016",
    )
    entities, intake = read(
        primary,
        other("Exampel Testow", "a"),
        other("RED", "b", strength="Weak"),
        other("테스트", "c", "Original Script", None),
    )
    assert intake.problems == []
    (entity,) = entities
    assert entity == Entity(
        id="1000",
        list="au_dfat",
        kind="person",
        names=(
            Alias("Example TESTOV", "primary"),
            Alias("Exampel Testow"),
            Alias("RED", "alias", "weak"),
            Alias("테스트", "native"),
        ),
        programmes=("1718 (DPRK)",),
        legal_bases=("Invented Instrument 2016",),
        countries=("KP", "CN"),
        nationalities=("KP", "CN"),
        birth_dates=("1975-02-03",),
        addresses=(
            ListedAddress("1 Nowhere Road, Exampletown", country="China"),
            ListedAddress("Second Street, Musterstadt"),
        ),
        designated_on="2016-01-25",
        updated_on="2026-09-04",
        remarks=entity.remarks,
        source="Australia DFAT",
        url=entity.url,
    )
    assert entity.remarks.splitlines() == [
        "Invented for a test.",
        "Listed on 25 Jan. 2016 (amended on 3 Sep. 2020)",
        "Place of birth: Nowhere",
        "Measures: targeted financial sanction, travel ban",
    ]


def test_rows_of_one_party_may_be_apart_and_add_to_it(read: Read) -> None:
    vessel = row(reference=2000, name_of_individual_or_entity="Invented Star", type="Vessel", imo_number=9999993)
    late = other("Exampel Testow", "a")
    late[HEADER.index("Date of Birth")] = "1976"
    entities, intake = read(row(date_of_birth=1975), vessel, late)
    assert [(entity.id, len(entity.names), entity.birth_dates) for entity in entities] == [
        ("1000", 2, ("1975", "1976")),
        ("2000", 1, ()),
    ]
    assert (entities[1].kind, entities[1].identifiers) == ("vessel", (Identifier("imo", "9999993"),))
    assert intake.problems == []


def test_the_primary_name_comes_first_whatever_row_it_is_in(read: Read) -> None:
    (entity,), _ = read(other("Exampel Testow", "a"), row())
    assert [alias.name for alias in entity.names] == ["Example TESTOV", "Exampel Testow"]


@pytest.mark.parametrize(
    ("said", "dates", "remark"),
    [
        ("5/12/1970, 1969", ("1970-12-05", "1969"), ""),
        ("a) 5/12/1970 b) 03/1955", ("1970-12-05", "1955-03"), ""),
        ("14/04/1970 14/04/1971", ("1970-04-14", "1971-04-14"), ""),
        ("13/06/1961, Approximately 1963", ("1961-06-13", "1963"), "Date of birth: Approximately 1963"),
        (
            "Approximately: Between 1972 and 1975",
            ("1972/1975",),
            "Date of birth: Approximately: Between 1972 and 1975",
        ),
        ("12 April 1965\u00a0", ("1965-04-12",), ""),
        ("March 16, 1972; May, 1973", ("1972-03-16", "1973-05"), ""),
        ("09/11/ 1954, 24/01/,1973", ("1954-11-09", "1973-01-24"), ""),
        ("/11/1950, (/12/1951)", ("1950-11", "1951-12"), ""),
        ("21/03/1962 to 20/04/1962", ("1962-03-21/1962-04-20",), ""),
        ("07/04/62", ("1962-04-07",), "Date of birth: 07/04/62"),
        ("1970_x000D_\n1971", ("1970", "1971"), ""),
    ],
)
def test_birth_dates_of_one_cell(read: Read, said: str, dates: tuple[str, ...], remark: str) -> None:
    (entity,), intake = read(row(date_of_birth=said))
    assert entity.birth_dates == dates
    assert remark in entity.remarks
    assert intake.problems == []


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"date_of_birth": "10/061962"}, "Date of Birth: not a date (got '10/061962')"),
        ({"date_of_birth": "07/04/02"}, "Date of Birth: not a date (got '07/04/02')"),
        ({"imo_number": "V8"}, "IMO Number: not an IMO number (got 'V8')"),
        ({"type": "Ghost"}, "Type: not a type of party that is known (got 'Ghost')"),
        ({"name_type": "Nickname"}, "Name Type: not a type of name that is known (got 'Nickname')"),
        ({"alias_strength": "Medium"}, "Alias Strength: neither Strong nor Weak (got 'Medium')"),
        ({"travel_ban": "maybe"}, "Travel Ban: neither 1 nor 0 (got 'maybe')"),
        ({"control_date": "soon"}, "Control Date: not a date (got 'soon')"),
    ],
)
def test_what_is_not_understood_is_told_and_the_row_stays(
    read: Read, cells: dict[str, Cell], problem: str
) -> None:
    (entity,), intake = read(row(**cells))
    assert entity.name == "Example TESTOV"
    assert intake.problems == [f"Australian_Sanctions_Consolidated_List.xlsx, line 2, {problem}"]


def test_a_reference_that_two_parties_have_is_told(read: Read) -> None:
    (entity,), intake = read(row(), row(name_of_individual_or_entity="Quite OTHERSON"))
    assert entity.names == (Alias("Example TESTOV", "primary"), Alias("Quite OTHERSON"))
    (problem,) = intake.problems
    assert "line 3, Reference: has a primary name already" in problem


def test_a_first_row_without_a_type_of_name_has_the_primary_one(read: Read) -> None:
    (entity,), intake = read(row(name_type=None), other("Exampel Testow", "a"))
    assert entity.names == (Alias("Example TESTOV", "primary"), Alias("Exampel Testow"))
    assert intake.problems == []


@pytest.mark.parametrize(
    "address",
    [
        "a) 1 A Road, Iran (Islamic Republic of) _x000D_\nb) 2 B Road, China",
        "i) 1 A Road, Iran (Islamic Republic of) ii) 2 B Road, China",
        "1 A Road, Iran (Islamic Republic of); 2 B Road, China",
    ],
)
def test_several_addresses_of_one_cell(read: Read, address: str) -> None:
    (entity,), _ = read(row(address=address))
    assert entity.addresses == (
        ListedAddress("1 A Road", country="Iran (Islamic Republic of)"),
        ListedAddress("2 B Road", country="China"),
    )
    assert entity.countries == ("IR", "CN")


@pytest.mark.parametrize("said", ["a) Sudan b) South Sudan", "Sudan / South Sudan", "Sudan, South Sudan"])
def test_several_citizenships_of_one_cell(read: Read, said: str) -> None:
    (entity,), _ = read(row(citizenship=said))
    assert entity.nationalities == ("SD", "SS")


def test_a_number_that_says_what_it_is(read: Read) -> None:
    (entity,), intake = read(row(type="Vessel", imo_number="IMO 9999993"))
    assert entity.identifiers == (Identifier("imo", "9999993"),)
    assert intake.problems == []


def test_wallets_stand_in_the_additional_information(read: Read) -> None:
    address = "0x" + "ab" * 20
    (entity,), _ = read(row(additional_information=f"Digital currency addresses: ETH {address}; {address}"))
    assert entity.identifiers == (
        Identifier("wallet", address, currency="ETH"),
        Identifier("wallet", address),
    )


def test_what_is_no_imo_number_stays_in_the_remarks(read: Read) -> None:
    (entity,), _ = read(row(type="Vessel", imo_number="V8"))
    assert (entity.identifiers, "IMO Number: V8" in entity.remarks) == ((), True)


def test_a_date_that_cannot_be_read_stays_in_the_remarks(read: Read) -> None:
    (entity,), _ = read(row(date_of_birth="10/061962"))
    assert "Date of birth: 10/061962" in entity.remarks


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"reference": "see above"}, "Reference: not a reference (got 'see above')"),
        ({"name_of_individual_or_entity": None}, "Name of Individual or Entity: a row without a name"),
    ],
)
def test_a_row_without_reference_or_name_is_left_out(read: Read, cells: dict[str, Cell], problem: str) -> None:
    entities, intake = read(row(reference=999), row(**cells))
    assert [entity.id for entity in entities] == ["999"]
    assert intake.skipped == [f"Australian_Sanctions_Consolidated_List.xlsx, line 3, {problem}"]


def test_an_unknown_column_is_told_once(read: Read) -> None:
    _, intake = read([*row(), "x"], [*row(reference=2), "y"], header=[*HEADER, "Wallet"])
    assert len(intake.problems) == 1
    assert "a column that is not known and not read (got 'Wallet')" in intake.problems[0]


def test_the_older_columns_and_their_case(tmp_path: Path) -> None:
    path = tmp_path / "regulation8_consolidated.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            name.upper() if name == "IMO Number" else name for name in HEADER[:14] if name != "Alias Strength"
        )
        writer.writerow(
            ["12", "Musterfirma Pty", "Entity", "Primary Name", *[""] * 7, "Autonomous (DPRK)", "4/09/2026"]
        )
        writer.writerow(["12a", "MFP", "Entity", "aka", *[""] * 7, "Autonomous (DPRK)", "4/09/2026"])
    part, intake = Part(path), Intake()
    assert australia.recognises(part)
    (entity,) = australia.parse(part, intake)
    assert (entity.kind, entity.programmes, len(entity.names)) == ("organization", ("Autonomous (DPRK)",), 2)
    assert entity.updated_on == "2026-09-04"
    assert intake.problems == []


def test_a_damaged_workbook(tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", [HEADER, row()])
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(WatchlistError, match=r"list\.xlsx"):
        list(australia.parse(Part(path), Intake()))


def test_another_workbook_is_not_mistaken_for_it(tmp_path: Path) -> None:
    part = Part(workbook(tmp_path / "other.xlsx", [["Reference", "Name", "Type"], ["1", "x", "y"]]))
    assert not australia.recognises(part)
