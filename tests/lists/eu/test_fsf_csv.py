"""The European Union's list in FSF CSV: 1.0 by a real excerpt and invented lines, 1.1 by invented lines."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import pytest

from screening.errors import WatchlistError
from screening.lists.eu import fsf_csv as eu_csv
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.own import table as own
from screening.watchlist import Alias, Entity, Identifier, ListedAddress

ACT = "Type OrganisationType PublicationDate EntryIntoForceDate NumberTitle Programme PublicationUrl"
WHERE = "CountryIso2Code CountryDescription"
PART = "LogicalId RegulationLanguage Remark"
BLOCKS = {
    "Entity": "LogicalId EU_ReferenceNumber UnitedNationId DesignationDate DesignationDetails Remark SubjectType "
    "SubjectType_ClassificationCode",
    "NameAlias": f"LastName FirstName MiddleName WholeName NameLanguage Gender Title Function {PART}",
    "Address": f"City Street PoBox ZipCode Region Place AsAtListingTime ContactInfo {WHERE} {PART}",
    "BirthDate": "BirthDate Day Month Year YearRangeFrom YearRangeTo Circa CalendarType ZipCode Region Place City "
    f"{WHERE} {PART}",
    "Identification": "Number Diplomatic KnownExpired KnownFalse ReportedLost RevokedByIssuer IssuedBy IssuedDate "
    f"ValidFrom ValidTo LatinNumber NameOnDocument TypeCode TypeDescription Region {WHERE} {PART}",
    "Citizenship": f"Region {WHERE} {PART}",
}
HEADER = ["fileGenerationDate"]
for _prefix, _columns in BLOCKS.items():
    HEADER += [f"{_prefix}_{column}" for column in _columns.split()]
    HEADER += [f"{_prefix}_Regulation_{column}" for column in ACT.split()]

ENTRY = {
    "fileGenerationDate": "04/03/2026",
    "Entity_LogicalId": "13",
    "Entity_EU_ReferenceNumber": "EU.4567.89",
    "Entity_UnitedNationId": "KPi.999",
    "Entity_SubjectType": "P",
    "Entity_SubjectType_ClassificationCode": "person",
    "Entity_Remark": r"(Date of UN designation: 2016-11-30)\n(Invented.)",
    "Entity_Regulation_PublicationDate": "2017-08-31",
    "Entity_Regulation_NumberTitle": "2017/1509 (OJ L224)",
    "Entity_Regulation_Programme": "PRK",
    "Entity_Regulation_PublicationUrl": "http://eur-lex.europa.eu/invented",
}
OTHER = {
    "fileGenerationDate": "04/03/2026",
    "Entity_LogicalId": "14",
    "Entity_SubjectType": "E",
    "Entity_SubjectType_ClassificationCode": "enterprise",
    "NameAlias_WholeName": "Musterfirma; Example",
}
LINES = [
    ENTRY | {"NameAlias_WholeName": "Тестов Пример", "NameAlias_NameLanguage": "BG"},
    ENTRY
    | {
        "NameAlias_WholeName": "Testov Example",
        "NameAlias_Function": "Director",
        "NameAlias_LogicalId": "17",
        "NameAlias_Regulation_PublicationDate": "2018-02-16",
    },
    ENTRY
    | {"NameAlias_LastName": "Example", "NameAlias_FirstName": "T.", "NameAlias_Remark": "(Low quality alias)"},
    ENTRY
    | {
        "BirthDate_BirthDate": "1965-04-25",
        "BirthDate_Day": "25",
        "BirthDate_Month": "4",
        "BirthDate_Year": "1965",
        "BirthDate_CalendarType": "GREGORIAN",
    },
    ENTRY | {"Citizenship_CountryIso2Code": "KP", "Citizenship_CountryDescription": "KOREA, NORTH"},
    ENTRY
    | {
        "Address_City": "Dandong",
        "Address_Street": "1 Nowhere Road",
        "Address_CountryIso2Code": "CN",
        "Address_CountryDescription": "CHINA",
        "Address_ContactInfo": r"EMAIL[one@example.com]\nPHONE[+86 1]",
    },
    ENTRY
    | {
        "Identification_Number": "109420132",
        "Identification_TypeCode": "passport",
        "Identification_TypeDescription": "National passport",
        "Identification_KnownExpired": "true",
        "Identification_IssuedDate": "2014-01-02",
        "Identification_CountryIso2Code": "KP",
    },
]


def written(tmp_path: Path, *lines: dict[str, str], header: list[str] = HEADER) -> Path:
    def cell(text: str) -> str:
        return '"{}"'.format(text.replace('"', '""')) if ";" in text or "\n" in text else text

    rows = [";".join(header), *(";".join(cell(line.get(column, "")) for column in header) for line in lines)]
    path = tmp_path / "fsf.csv"
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(rows).encode())
    return path


def read(path: Path) -> tuple[list[Entity], Intake]:
    part, intake = Part(path), Intake()
    assert eu_csv.recognises(part)
    return list(eu_csv.parse(part, intake)), intake


class TestVersion11:
    def test_the_header_has_the_columns_that_are_published(self) -> None:
        assert len(HEADER) == 118

    def test_lines_of_an_entry_become_one(self, tmp_path: Path) -> None:
        (entity, other), intake = read(written(tmp_path, *LINES, OTHER))
        assert (intake.as_of, intake.problems) == ("2026-03-04", [])
        assert (entity.id, entity.list, entity.kind) == ("EU.4567.89", "eu_fsf", "person")
        assert entity.names == (
            Alias("Testov Example", "primary"),
            Alias("Тестов Пример", "native"),
            Alias("T. Example", "alias", "weak"),
        )
        assert entity.see_also == ("un_sc:KPi.999", "eu_fsf:EU-13")
        assert (entity.birth_dates, entity.nationalities) == (("1965-04-25",), ("KP",))
        assert entity.addresses == (ListedAddress("1 Nowhere Road", "Dandong", "CHINA"),)
        assert set(entity.identifiers) == {
            Identifier("email", "one@example.com"),
            Identifier("phone", "+86 1"),
            Identifier("passport", "109420132", "KP", note="known to be expired; issued on 2014-01-02"),
        }
        assert (entity.role, entity.programmes) == ("Director", ("PRK",))
        assert (entity.designated_on, entity.updated_on) == ("2016-11-30", "2018-02-16")
        assert entity.remarks == "(Date of UN designation: 2016-11-30)\n(Invented.)"
        assert entity.url == "http://eur-lex.europa.eu/invented"
        assert (other.id, other.kind, other.name) == ("EU-14", "organization", "Musterfirma; Example")

    def test_lines_that_stand_apart_become_one_entry(self, tmp_path: Path) -> None:
        apart, intake = read(written(tmp_path, *LINES[:3], OTHER, *LINES[3:]))
        together, _ = read(written(tmp_path, *LINES, OTHER))
        assert {entity.id: entity for entity in apart} == {entity.id: entity for entity in together}
        assert [entity.id for entity in apart] == ["EU-14", "EU.4567.89"]
        assert intake.problems == []

    def test_an_entry_is_given_out_at_its_last_line(self, tmp_path: Path) -> None:
        part, intake = Part(written(tmp_path, *LINES, OTHER | {"NameAlias_WholeName": ""})), Intake()
        entities = eu_csv.parse(part, intake)
        assert next(entities).id == "EU.4567.89"
        assert intake.skipped == []  # the other one, without a name, was not read yet

    def test_a_part_on_several_lines_is_one(self, tmp_path: Path) -> None:
        (entity,), _ = read(written(tmp_path, LINES[1], LINES[5], LINES[5], LINES[5] | LINES[6]))
        assert len(entity.addresses) == 1
        assert len(entity.identifiers) == 3

    def test_a_field_over_several_lines(self, tmp_path: Path) -> None:
        lines = [LINES[1] | {"NameAlias_Function": "Head;\n99;of a bureau"}, OTHER, *LINES[2:]]
        entities, intake = read(written(tmp_path, *lines))
        assert [entity.id for entity in entities] == ["EU-14", "EU.4567.89"]
        assert intake.problems == []

    def test_a_line_without_an_id_is_left_out_and_told(self, tmp_path: Path) -> None:
        entities, intake = read(written(tmp_path, OTHER | {"Entity_LogicalId": ""}, *LINES))
        assert len(entities) == 1
        assert intake.skipped == ["fsf.csv, line 2, Entity_LogicalId: a line without the id of its entry"]

    def test_an_entry_without_a_name_is_left_out_and_told(self, tmp_path: Path) -> None:
        entities, intake = read(written(tmp_path, ENTRY, OTHER))
        assert [entity.id for entity in entities] == ["EU-14"]
        assert intake.skipped == ["fsf.csv, line 2, NameAlias_WholeName: an entry without a name (got '13')"]

    def test_a_value_that_is_not_understood_names_its_line(self, tmp_path: Path) -> None:
        _, intake = read(written(tmp_path, *LINES, ENTRY | {"BirthDate_BirthDate": "31 Foo"}))
        assert intake.problems == ["fsf.csv, line 9, birthdate: not a date (got '31 Foo')"]

    def test_unknown_columns_are_told(self, tmp_path: Path) -> None:
        _, intake = read(written(tmp_path, OTHER, header=[*HEADER, "Nickname"]))
        assert len(intake.problems) == 1
        assert "'Nickname'" in intake.problems[0]

    def test_a_cut_line_is_left_out_and_told(self, tmp_path: Path) -> None:
        path = written(tmp_path, OTHER, *LINES)
        path.write_bytes(path.read_bytes()[:-120])
        entities, intake = read(path)
        assert [entity.id for entity in entities] == ["EU-14", "EU.4567.89"]
        assert len(intake.skipped) == 1


OLD_HEADER = (
    "Date_file;Entity_logical_id;Subject_type;Leba_numtitle;Leba_publication_date;Leba_url;Programme;Entity_remark;"
    "Naal_logical_id;Entity_logical_id;Naal_leba_numtitle;Naal_leba_publication_date;Naal_leba_url;Naal_programme;"
    "Naal_lastname;Naal_firstname;Naal_middlename;Naal_wholename;Naal_gender;Naal_title;Naal_function;Naal_language;"
    "Addr_logical_id;Entity_logical_id;Addr_leba_numtitle;Addr_leba_publication_date;Addr_leba_url;Addr_programme;"
    "Addr_number;Addr_street;Addr_zipcode;Addr_city;Addr_country;Addr_other;Birt_logical_id;Entity_logical_id;"
    "Birt_leba_numtitle;Birt_leba_publication_date;Birt_leba_url;Birt_programme;Birt_date;Birt_place;Birt_country;"
    "Iden_logical_id;Entity_logical_id;Iden_leba_numtitle;Iden_leba_publication_date;Iden_leba_url;Iden_programme;"
    "Iden_number;Iden_country;Citi_logical_id;Entity_logical_id;Citi_leba_numtitle;Citi_leba_publication_date;"
    "Citi_leba_url;Citi_programme;Citi_country;EU_ref_num"
)


def old_line(number: str, reference: str, **cells: str) -> str:
    columns = OLD_HEADER.split(";")
    values = {"Date_file": "04/03/2026", "Subject_type": "P", "Programme": "PRK", "EU_ref_num": reference} | cells
    row = [values.get(column, "") for column in columns]
    row[1] = number
    return ";".join(row)


class TestVersion10:
    def test_the_first_of_the_six_ids_counts(self, tmp_path: Path) -> None:
        lines = [
            old_line("13", "", Naal_wholename="Testov Example", Naal_logical_id="1"),
            old_line("13", "", Birt_date="1958 - 1963 (approximative)", Birt_country="PRK"),
            old_line("14", "EU.1.2", Naal_wholename="Other Example", Naal_language="EN"),
            old_line("14", "EU.1.2", Iden_number="12 (passport-National passport) (issued)", Iden_country="PRK"),
            old_line("14", "EU.1.2", Citi_country="PRK", Citi_programme="TERR"),
        ]
        path = tmp_path / "old.csv"
        path.write_text("\ufeff" + "\n".join([OLD_HEADER, *lines]), encoding="utf-8")
        (one, two), intake = read(path)
        assert (one.id, one.birth_dates, one.see_also) == ("EU-13", ("1958/1963",), ())
        assert (two.id, two.nationalities, two.programmes) == ("EU.1.2", ("KP",), ("PRK", "TERR"))
        assert two.identifiers == (Identifier("passport", "12", "KP", note="(issued)"),)
        assert (intake.as_of, intake.problems) == ("2026-03-04", [])

    def test_windows_1252_is_read_without_complaint(self, tmp_path: Path) -> None:
        path = tmp_path / "old.csv"
        path.write_bytes(f"{OLD_HEADER}\n{old_line('1', '', Naal_wholename='Müster Exämple')}\n".encode("cp1252"))
        (entity,), intake = read(path)
        assert (entity.name, intake.problems) == ("Müster Exämple", [])


@pytest.fixture(scope="module")
def excerpt(lists_folder: Path) -> tuple[list[Entity], Intake]:
    return read(lists_folder / "eu" / "fsf_csv_1_0_20180704_first1000.csv")


class TestRealExcerpt:
    """The first 1,000 lines of July 2018, saved by a spreadsheet in Windows-1252."""

    def test_every_entry_is_there(self, excerpt: tuple[list[Entity], Intake], lists_folder: Path) -> None:
        entities, intake = excerpt
        assert Counter(entity.kind for entity in entities) == {"person": 61, "organization": 32}
        data = (lists_folder / "eu" / "fsf_csv_1_0_20180704_first1000.csv").read_bytes()
        assert (intake.as_of, intake.digest.hexdigest()) == ("2018-07-04", hashlib.sha256(data).hexdigest())

    def test_only_letters_that_the_file_lost_are_told(self, excerpt: tuple[list[Entity], Intake]) -> None:
        assert all("letters of the name are lost" in problem for problem in excerpt[1].problems)
        assert len(excerpt[1].problems) == 165
        assert excerpt[1].skipped == []

    def test_an_entry(self, excerpt: tuple[list[Entity], Intake]) -> None:
        entity = next(entity for entity in excerpt[0] if entity.id == "EU.522.39")
        assert entity.names[:2] == (Alias("Al Rashid Trust", "primary"), Alias("Al-Rasheed Trust"))
        address = ListedAddress("Kitab Ghar, Darul Ifta Wal Irshad, Nazimbad No 4", "Karachi", "PAK")
        assert address in entity.addresses
        assert Identifier("phone", "0300-820 91 99") in entity.identifiers
        assert entity.see_also == ("eu_fsf:EU-330",)

    def test_documents(self, excerpt: tuple[list[Entity], Intake]) -> None:
        kinds = Counter(part.kind for entity in excerpt[0] for part in entity.identifiers)
        assert kinds == {"phone": 7, "other": 6, "passport": 2, "national_id": 1}


def test_other_files_are_not_recognised(tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    path.write_text("name;id\nTestov Example;1\n")
    assert not eu_csv.recognises(Part(path))
    assert not own.recognises(Part(written(tmp_path, OTHER)))


def test_a_file_without_lines_gives_nothing(tmp_path: Path) -> None:
    assert read(written(tmp_path))[0] == []


def test_an_endless_line_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, OTHER)
    with path.open("ab") as file:
        file.write(b"\r\n" + b"x" * (17 << 20))
    with pytest.raises(WatchlistError, match="a line is longer than"):
        read(path)
