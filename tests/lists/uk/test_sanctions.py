"""The UK Sanctions List as CSV and as XML: invented entries, and all entries of May 2026.

No whole official file could be had. The headers and elements are those of the official files of 2026; the volume
is a table of all entries that somebody made from the list, written out here in the official layouts.
"""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from pathlib import Path
from types import ModuleType
from xml.sax.saxutils import escape

import pytest

from screening.errors import WatchlistError
from screening.lists.intake import Intake
from screening.lists.opening import opened
from screening.lists.uk import conlist as uk_conlist
from screening.lists.uk import sanctions_csv as uk_sanctions
from screening.lists.uk import sanctions_xml as uk_sanctions_xml
from screening.watchlist import Alias, Entity, Identifier, ListedAddress, Relation

HEADER = (
    "Last Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,"
    "Name type,Alias strength,Title,Name non-latin script,Non-latin script type,Non-latin script language,"
    "Regime Name,Designation Type,Designation source,Sanctions Imposed,Other Information,"
    "UK Statement of Reasons,Address Line 1,Address Line 2,Address Line 3,Address Line 4,Address Line 5,"
    "Address Line 6,Address Postal Code,Address Country,Phone number,Website,Email address,Date Designated,"
    "D.O.B,Nationality(/ies),National Identifier number,National Identifier additional information,"
    "Passport number,Passport additional information,Position,Gender,Town of birth,Country of birth,"
    "Type of entity,Subsidiaries,Parent company,Business registration number (s),IMO number,"
    "Current owner/operator (s),Previous owner/operator (s),Current believed flag of ship,Previous flags,"
    "Type of ship,Tonnage of ship,Length of ship,Year Built,Hull identification number (HIN)"
)
Values = Mapping[str, str]
Read = tuple[list[Entity], Intake]


def read(path: Path, reader: ModuleType) -> Read:
    (part,) = opened(path)
    assert reader.recognises(part)
    intake = Intake()
    return list(reader.parse(part, intake)), intake


def write_csv(path: Path, rows: Iterable[Values], *, header: str = HEADER) -> Path:
    columns = header.split(",")
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("Report Date: 13-Feb-2026\r\n")
        lines = csv.writer(file)
        lines.writerow(columns)
        lines.writerows([row.get(column, "") for column in columns] for row in rows)
    return path


# Where the columns stand in the XML; what belongs together is one element.
PERSON, FIRM, SHIP = "IndividualDetails/Individual", "EntityDetails/Entity", "ShipDetails/Ship"
NAME = {
    **{f"Name {n}": f"Name{n}" for n in range(1, 7)},
    "Name type": "NameType",
    "Alias strength": "AliasStrength",
}
ADDRESS = {f"Address Line {n}": f"AddressLine{n}" for n in range(1, 7)}
GROUPS = {
    "Names/Name": NAME,
    "NonLatinNames/NonLatinName": {
        "Name non-latin script": "NameNonLatinScript",
        "Non-latin script type": "NonLatinScriptType",
        "Non-latin script language": "NonLatinScriptLanguage",
    },
    "Addresses/Address": {
        **ADDRESS,
        "Address Postal Code": "AddressPostalCode",
        "Address Country": "AddressCountry",
    },
    f"{PERSON}/PassportDetails/Passport": {
        "Passport number": "PassportNumber",
        "Passport additional information": "PassportAdditionalInformation",
    },
    f"{PERSON}/NationalIdentifierDetails/NationalIdentifier": {
        "National Identifier number": "NationalIdentifierNumber",
        "National Identifier additional information": "NationalIdentifierAdditionalInformation",
    },
    f"{PERSON}/BirthDetails/Location": {"Town of birth": "TownOfBirth", "Country of birth": "CountryOfBirth"},
}
SINGLE = {
    "Last Updated": "LastUpdated",
    "Date Designated": "DateDesignated",
    "Unique ID": "UniqueID",
    "OFSI Group ID": "OFSIGroupID",
    "UN Reference Number": "UNReferenceNumber",
    "Title": "Titles/Title",
    "Regime Name": "RegimeName",
    "Designation Type": "IndividualEntityShip",
    "Designation source": "DesignationSource",
    "Sanctions Imposed": "SanctionsImposed",
    "Other Information": "OtherInformation",
    "UK Statement of Reasons": "UKStatementofReasons",
    "Phone number": "PhoneNumbers/PhoneNumber",
    "Website": "Websites/Website",
    "Email address": "EmailAddresses/EmailAddress",
    "D.O.B": f"{PERSON}/DOBs/DOB",
    "Nationality(/ies)": f"{PERSON}/Nationalities/Nationality",
    "Position": f"{PERSON}/Positions/Position",
    "Gender": f"{PERSON}/Genders/Gender",
    "Type of entity": f"{FIRM}/TypeOfEntities/TypeOfEntity",
    "Subsidiaries": f"{FIRM}/Subsidiaries/Subsidiary",
    "Parent company": f"{FIRM}/ParentCompanies/ParentCompany",
    "Business registration number (s)": f"{FIRM}/BusinessRegistrationNumbers/BusinessRegistrationNumber",
    "IMO number": f"{SHIP}/IMONumbers/IMONumber",
    "Current owner/operator (s)": f"{SHIP}/CurrentOwnerOperators/CurrentOwnerOperator",
    "Previous owner/operator (s)": f"{SHIP}/PreviousOwnerOperators/PreviousOwnerOperator",
    "Current believed flag of ship": f"{SHIP}/CurrentBelievedFlagOfShips/CurrentBelievedFlagOfShip",
    "Previous flags": f"{SHIP}/PreviousFlags/PreviousFlag",
    "Type of ship": f"{SHIP}/TypeOfShipDetails/TypeOfShip",
    "Tonnage of ship": f"{SHIP}/TonnageOfShipDetails/TonnageOfShip",
    "Length of ship": f"{SHIP}/LengthOfShipDetails/LengthOfShip",
    "Year Built": f"{SHIP}/YearsBuilt/YearBuilt",
    "Hull identification number (HIN)": f"{SHIP}/HullIdentificationNumbers/HullIdentificationNumber",
}


def write_xml(path: Path, rows: Iterable[Values]) -> Path:
    """The same rows as XML: one element for each value of a designation."""
    entries: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        found = entries[row["Unique ID"]]
        for place, columns in GROUPS.items():
            inside = "".join(
                f"<{tag}>{escape(row[column])}</{tag}>" for column, tag in columns.items() if row.get(column)
            )
            if inside:
                found[nested(place, inside)] = None
        for column, place in SINGLE.items():
            if row.get(column):
                found[nested(place, escape(row[column]))] = None
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="utf-8"?>\n')
        file.write('<Designations xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n')
        file.write("<DateGenerated>13/02/2026</DateGenerated>\n")
        file.writelines(f"<Designation>{''.join(found)}</Designation>\n" for found in entries.values())
        file.write("</Designations>\n")
    return path


def nested(place: str, inside: str) -> str:
    for tag in reversed(place.split("/")):
        inside = f"<{tag}>{inside}</{tag}>"
    return inside


REGIME = "The Democratic People's Republic of Korea (Sanctions) (EU Exit) Regulations 2019"
ENTRY = {
    "Last Updated": "16/04/2026",
    "Date Designated": "25/01/2001",
    "Regime Name": REGIME,
    "Designation source": "UN",
    "Sanctions Imposed": "Asset freeze|Travel Ban",
}
TESTOV = {
    **ENTRY,
    "Unique ID": "DPR9001",
    "OFSI Group ID": "99001",
    "UN Reference Number": "KPi.999",
    "Name 6": "TESTOV",
    "Name 1": "Example",
    "Name 3": "Beispiel",
    "Name type": "Primary Name",
    "Title": "General",
    "Name non-latin script": "리정혁",
    "Non-latin script type": "Hangul",
    "Non-latin script language": "Korean",
    "Designation Type": "Individual",
    "Other Information": "An invented person.",
    "UK Statement of Reasons": "For this test.",
    "Address Line 1": "1 Nowhere Road",
    "Address Line 6": "Yanji",
    "Address Postal Code": "133000",
    "Address Country": "China",
    "D.O.B": "dd/mm/1945",
    "Nationality(/ies)": "North Korea",
    "National Identifier number": "INN: 253716334825",
    "Passport number": "836420186",
    "Passport additional information": "issued 28 October 2016 expires 28 October 2021",
    "Position": "Director",
    "Gender": "Male",
    "Town of birth": "Sinuiju",
    "Country of birth": "North Korea",
}
TESTOV_ROWS = [
    TESTOV,
    {**TESTOV, "D.O.B": "01/03/1958"},
    {**TESTOV, "Name 1": "", "Name 3": "", "Name 6": "Boss", "Name type": "ALias",
     "Alias strength": "Low quality a.k.a"},
    {**TESTOV, "Name 1": "Exemple", "Name type": "Primary name variation", "Alias strength": "Good quality a.k.a"},
]  # fmt: skip
FIRM_ROWS = [
    {
        **ENTRY,
        "Unique ID": "DPR9002",
        "Name 6": "MUSTERFIRMA TRADING",
        "Name type": "Primary Name",
        "Designation Type": "Entity",
        "Phone number": "+86 433 0000000",
        "Website": "www.example.com",
        "Email address": "info@example.com",
        "Type of entity": "Company",
        "Subsidiaries": subsidiary,
        "Parent company": "Exampletrest",
        "Business registration number (s)": "USCC: 91222401MA0Y31E659",
    }
    for subsidiary in ("Example One", "Example Two")
]
SHIP_ROW = {
    **ENTRY,
    "Unique ID": "DPR9003",
    "Name 6": "INVENTED STAR",
    "Name type": "Primary Name",
    "Designation Type": "Ship",
    "IMO number": "IMO9562233",
    "Current owner/operator (s)": "Made-up Lines",
    "Previous owner/operator (s)": "Older Lines",
    "Current believed flag of ship": "Comoros",
    "Previous flags": "India",
    "Type of ship": "Bulk Carrier",
    "Tonnage of ship": "7078",
    "Length of ship": "90",
    "Year Built": "2011",
    "Hull identification number (HIN)": "HIN99999",
}
ALL_ROWS: list[Values] = [*TESTOV_ROWS, *FIRM_ROWS, SHIP_ROW]

WRITERS: dict[str, tuple[Callable[..., Path], ModuleType]] = {
    "csv": (write_csv, uk_sanctions),
    "xml": (write_xml, uk_sanctions_xml),
}


@pytest.fixture(params=WRITERS)
def official(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Iterable[Values]], Read]:
    """Rows written in one of the official layouts and read."""
    write, reader = WRITERS[request.param]
    return lambda rows: read(write(tmp_path / f"UK-Sanctions-List.{request.param}", rows), reader)


Official = Callable[[Iterable[Values]], Read]


def test_a_person(official: Official) -> None:
    (person, *_), intake = official(ALL_ROWS)
    assert person.names == (
        Alias("Example Beispiel TESTOV", "primary"),
        Alias("Boss", "alias", "weak"),
        Alias("Exemple Beispiel TESTOV"),
        Alias("리정혁", "native"),
    )
    assert (person.id, person.list, person.kind, person.source) == (
        "DPR9001", "uk_sanctions", "person", "UK Sanctions List",
    )  # fmt: skip
    assert person.birth_dates == ("1945", "1958-03-01")
    assert (person.nationalities, person.countries) == (("KP",), ("CN", "KP"))
    assert person.addresses == (ListedAddress("1 Nowhere Road, 133000", "Yanji", "China"),)
    assert person.identifiers == (
        Identifier("tax", "253716334825", note="INN: 253716334825"),
        Identifier("passport", "836420186", note="issued 28 October 2016 expires 28 October 2021"),
    )
    assert (person.programmes, person.legal_bases) == ((REGIME,), (REGIME,))
    assert (person.designated_on, person.updated_on, person.role) == ("2001-01-25", "2026-04-16", "Director")
    assert person.see_also == ("un_sc:KPi.999", "uk_ofsi:99001")
    assert person.url == "https://search-uk-sanctions-list.service.gov.uk/designations/DPR9001/Individual"
    assert person.remarks == (
        "An invented person.\nStatement of reasons: For this test.\nSanctions imposed: Asset freeze|Travel Ban\n"
        "Designation source: UN\nTitle: General\nBorn in: Sinuiju, North Korea\nGender: Male"
    )
    assert (intake.as_of, intake.problems) == ("2026-02-13", [])


def test_a_firm(official: Official) -> None:
    (_, firm, _), _ = official(ALL_ROWS)
    assert firm.kind == "organization"
    assert firm.identifiers == (
        Identifier("registration", "91222401MA0Y31E659", note="USCC: 91222401MA0Y31E659"),
        Identifier("phone", "+86 433 0000000"),
        Identifier("email", "info@example.com"),
        Identifier("website", "www.example.com"),
    )
    assert firm.relations == (
        Relation("owned_by", "Exampletrest", "parent company"),
        Relation("owner_of", "Example One", "subsidiary"),
        Relation("owner_of", "Example Two", "subsidiary"),
    )


def test_a_ship(official: Official) -> None:
    (*_, ship), _ = official(ALL_ROWS)
    assert (ship.kind, ship.role, ship.countries) == ("vessel", "Bulk Carrier", ("KM",))
    assert ship.identifiers == (
        Identifier("imo", "9562233"),
        Identifier("other", "HIN99999", note="hull identification number"),
    )
    assert ship.relations == (
        Relation("controlled_by", "Made-up Lines", "current owner or operator"),
        Relation("linked_to", "Older Lines", "previous owner or operator"),
    )
    assert "Flag: Comoros\nPrevious flag: India\nTonnage: 7078\nLength: 90\nYear built: 2011" in ship.remarks


def test_scattered_rows_become_one_entity(tmp_path: Path) -> None:
    scattered = [TESTOV_ROWS[0], SHIP_ROW, *TESTOV_ROWS[1:], *FIRM_ROWS]
    entities, _ = read(write_csv(tmp_path / "list.csv", scattered), uk_sanctions)
    together, _ = read(write_csv(tmp_path / "other.csv", ALL_ROWS), uk_sanctions)
    assert sorted(entities, key=lambda entity: entity.id) == together


def test_every_combination_gives_each_value_once(tmp_path: Path) -> None:
    rows = [
        {
            **TESTOV,
            "Name 1": f"Example{name}",
            "D.O.B": f"dd/mm/{1940 + year}",
            "Phone number": f"+850 2 000000{phone}",
        }
        for name, year, phone in product(range(10), range(7), range(9))
    ]
    (person,), _ = read(write_csv(tmp_path / "list.csv", rows), uk_sanctions)
    assert (len(person.names), len(person.birth_dates)) == (11, 7)
    assert sum(identifier.kind == "phone" for identifier in person.identifiers) == 9
    assert person.remarks.count("For this test.") == 1


def test_a_passport_without_number_stays_in_the_remarks(official: Official) -> None:
    (person,), _ = official([{**TESTOV, "Passport number": "", "Passport additional information": "Iranian"}])
    assert [identifier.kind for identifier in person.identifiers] == ["tax"]
    assert person.remarks.endswith("Passport: Iranian")


def test_what_is_said_of_one_number_stands_together(official: Official) -> None:
    twice = [TESTOV, {**TESTOV, "Passport additional information": "Cambodia"}]
    (person,), _ = official(twice)
    passports = [identifier for identifier in person.identifiers if identifier.kind == "passport"]
    note = "issued 28 October 2016 expires 28 October 2021; Cambodia"
    assert passports == [Identifier("passport", "836420186", "KH", note=note)]


@pytest.mark.parametrize(
    ("values", "problem", "remark"),
    [
        ({"D.O.B": "15/08/19yy"}, "birth: not a date (got '15/08/19yy')", "Birth: 15/08/19yy"),
        (
            {"Nationality(/ies)": "Atlantis"},
            "nationality: not a country that is known (got 'Atlantis')",
            "Nationality: Atlantis",
        ),
        (
            {"UN Reference Number": "soon"},
            "UN reference: not a reference number of the UN's list (got 'soon')",
            "",
        ),
    ],
)
def test_what_cannot_be_read_is_told(official: Official, values: Values, problem: str, remark: str) -> None:
    (person,), intake = official([{**TESTOV, **values}] * 2)
    assert [said.split(", ", 1)[1] for said in intake.problems] == [
        f"DPR9001, {problem}"
    ]  # once, not for each row
    assert remark in person.remarks


def test_an_entry_without_id_or_name_is_skipped(official: Official) -> None:
    nameless = {"Unique ID": "DPR9009", "Designation Type": "Entity", "Address Country": "China"}
    entities, intake = official([{**SHIP_ROW, "Unique ID": ""}, nameless, SHIP_ROW])
    assert [entity.id for entity in entities] == ["DPR9003"]
    assert len(intake.skipped) == 2


def test_an_unknown_column_is_told(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "list.csv", [{**SHIP_ROW, "Wallet": "0x"}], header=f"{HEADER},Wallet")
    (_,), intake = read(path, uk_sanctions)
    assert ["'Wallet'" in said for said in intake.problems] == [True]


XML_ENTRY = (
    "<Designation><UniqueID>A1</UniqueID>"
    "<Names><Name><Name6>TESTOV</Name6><NameType>Primary Name</NameType></Name></Names>"
    "<IndividualEntityShip>Entity</IndividualEntityShip>"
    "<SanctionsImposedIndicators><AssetFreeze>true</AssetFreeze></SanctionsImposedIndicators>{}</Designation>"
)


def xml(path: Path, *added: str) -> Path:
    """A file with an entry for each of what is added to it."""
    entries = "".join(map(XML_ENTRY.format, added))
    path.write_text(
        f'<Designations xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{entries}</Designations>'
    )
    return path


@pytest.mark.parametrize(
    ("added", "problems"),
    [
        ("", []),
        ("<Nicknames><Nickname>Boss</Nickname></Nicknames>", ["Nicknames/Nickname"]),
        ("<Nicknames/><Title xsi:nil='true'/>", []),
        ("<RegimeName code='DPR'/>", ["RegimeName/@code"]),
    ],
)
def test_unknown_elements_are_told(tmp_path: Path, added: str, problems: list[str]) -> None:
    (entity,), intake = read(xml(tmp_path / "list.xml", added), uk_sanctions_xml)
    message = "an element that is not known and not read"
    assert entity.name == "TESTOV"
    assert intake.problems == [f"list.xml, A1, {place}: {message}" for place in problems]


def test_wallets_of_the_schema_are_read(tmp_path: Path) -> None:
    wallet = nested("CryptoWalletAddresses/CryptoWalletAddress", "ETH: 0x" + "ab" * 20)
    (entity,), intake = read(xml(tmp_path / "list.xml", wallet), uk_sanctions_xml)
    assert entity.identifiers == (Identifier("wallet", "0x" + "ab" * 20, currency="ETH"),)
    assert intake.problems == []


def test_an_id_that_stands_twice_is_told(tmp_path: Path) -> None:
    entities, intake = read(xml(tmp_path / "list.xml", "", ""), uk_sanctions_xml)
    assert len(entities) == 2
    assert intake.problems == ["list.xml, A1, UniqueID: stands on an earlier entry already"]


@pytest.mark.parametrize("left", [0.3, 0.7, 0.99])
def test_a_file_that_is_cut_off_is_refused(tmp_path: Path, left: float) -> None:
    path = xml(tmp_path / "list.xml", "", "")
    text = path.read_text()
    path.write_text(text[: int(len(text) * left)])
    with pytest.raises(WatchlistError, match=r"^list\.xml: the XML is damaged or cut off"):
        read(path, uk_sanctions_xml)


@pytest.mark.parametrize("reader", [uk_sanctions, uk_sanctions_xml, uk_conlist])
@pytest.mark.parametrize(
    "text", ["name,id\nTestov,7\n", "<CONSOLIDATED_LIST/>", '{"Unique ID": 1}', "Report Date: 13-Feb-2026\n"]
)
def test_other_formats_are_not_recognised(tmp_path: Path, reader: ModuleType, text: str) -> None:
    (tmp_path / "other").write_text(text)
    (part,) = opened(tmp_path / "other")
    assert not reader.recognises(part)


def test_the_three_formats_of_the_uk_are_told_apart(tmp_path: Path) -> None:
    write_csv(tmp_path / "list.csv", ALL_ROWS)
    write_xml(tmp_path / "list.xml", ALL_ROWS)
    for name, its in (("list.csv", uk_sanctions), ("list.xml", uk_sanctions_xml)):
        (part,) = opened(tmp_path / name)
        readers = (uk_conlist, uk_sanctions, uk_sanctions_xml)
        assert [reader.recognises(part) for reader in readers] == [reader is its for reader in readers]


# The table of all entries of May 2026: its words, and those of the official files.
KINDS = {"individual": "Individual", "entity": "Entity", "ship": "Ship"}
NAME_TYPES = {"primary": "Primary Name", "primary_variation": "Primary Name Variation", "alias": "Alias"}
STRENGTHS = {"": "", "good_quality_aka": "Good quality a.k.a", "low_quality_aka": "Low quality a.k.a"}
NUMBERS = {
    "passport": ("Passport number", "Passport additional information"),
    "national": ("National Identifier number", "National Identifier additional information"),
    "business_registration_numbers": ("Business registration number (s)", ""),
    "imo": ("IMO number", ""),
}
PLACES = {"address": "Address Country", "nationality": "Nationality(/ies)", "birth": "Country of birth"}


def table(lists_folder: Path, name: str) -> Iterator[dict[str, str]]:
    folder = lists_folder / "uk"
    plain = folder / f"uksl_202605_{name}.csv"
    data = plain.read_bytes() if plain.exists() else gzip.decompress((folder / f"{plain.name}.gz").read_bytes())
    yield from csv.DictReader(data.decode().splitlines(keepends=True))


def rows_of_2026(lists_folder: Path) -> list[Values]:
    """A row for each combination of name, birth date, and number or country, as the official file has them."""
    names: dict[str, list[Values]] = defaultdict(list)
    births: dict[str, list[Values]] = defaultdict(list)
    others: dict[str, dict[tuple[str, str, str, str], None]] = defaultdict(dict)
    for row in table(lists_folder, "subject_names"):
        parts = {f"Name {n}": row[f"name_{n}"] for n in range(1, 7)}
        types = {"Name type": NAME_TYPES[row["name_type"]], "Alias strength": STRENGTHS[row["alias_strength"]]}
        names[row["unique_id"]].append(parts | types)
    for row in table(lists_folder, "subject_dobs"):
        births[row["unique_id"]].append({"D.O.B": f"{row['day'] or 'dd'}/{row['month'] or 'mm'}/{row['year']}"})
    for row in table(lists_folder, "subject_identifiers"):
        number, about = NUMBERS[row["identifier_type"]]
        others[row["unique_id"]][number, row["raw_value"], about, row["additional_info"]] = None
    for row in table(lists_folder, "subject_countries"):
        others[row["unique_id"]][PLACES[row["country_type"]], row["raw_value"], "", ""] = None
    rows: list[Values] = []
    for row in table(lists_folder, "subjects"):
        entry = {
            "Unique ID": row["unique_id"],
            "OFSI Group ID": row["ofsi_group_id"],
            "UN Reference Number": row["un_reference_number"],
            "Designation Type": KINDS[row["subject_type"]],
            "Date Designated": row["date_designated"],
            "Last Updated": row["last_updated"],
        }
        id_ = row["unique_id"]
        combined = product(names[id_], births[id_] or [{}], others[id_] or [("",) * 4])
        for name, birth, (first, value, second, more) in combined:
            rows.append({**entry, **name, **birth, first: value, second: more})
    return rows


@pytest.fixture(scope="module")
def rows(lists_folder: Path) -> list[Values]:
    return rows_of_2026(lists_folder)


@pytest.fixture(scope="module")
def of_csv(rows: list[Values], tmp_path_factory: pytest.TempPathFactory) -> Read:
    return read(write_csv(tmp_path_factory.mktemp("uk") / "UK-Sanctions-List.csv", rows), uk_sanctions)


class TestAllEntriesOf2026:
    """6,046 entries with 15,050 names."""

    def test_counts(self, of_csv: Read) -> None:
        entities, intake = of_csv
        kinds = [entity.kind for entity in entities]
        also = [other.partition(":")[0] for entity in entities for other in entity.see_also]
        assert {kind: kinds.count(kind) for kind in set(kinds)} == {
            "person": 3_883,
            "organization": 1_531,
            "vessel": 632,
        }
        assert sum(entity.id.startswith("DPR") for entity in entities) == 261
        assert also.count("un_sc") == 1_002
        assert sum(len(entity.birth_dates) for entity in entities) == 3_538
        assert intake.problems == []

    def test_every_name_is_there(self, of_csv: Read, lists_folder: Path) -> None:
        kept = {(entity.id, alias.name.casefold()) for entity in of_csv[0] for alias in entity.names}
        said = [
            (row["unique_id"], " ".join(row["full_name"].split())) for row in table(lists_folder, "subject_names")
        ]
        assert len(said) == 15_050
        assert [name for name in said if (name[0], name[1].casefold()) not in kept] == []

    def test_the_xml_gives_the_same(self, rows: list[Values], of_csv: Read, tmp_path: Path) -> None:
        entities, intake = read(write_xml(tmp_path / "UK-Sanctions-List.xml", rows), uk_sanctions_xml)
        assert entities == of_csv[0]
        assert intake.problems == of_csv[1].problems
