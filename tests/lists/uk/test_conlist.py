"""The former consolidated list of the UK: its two layouts, whole and invented."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from screening.errors import WatchlistError
from screening.lists.intake import Intake
from screening.lists.opening import opened
from screening.lists.uk import conlist as uk_conlist
from screening.watchlist import Alias, Entity, Identifier, ListedAddress, Relation

HEADER = (
    "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,Name Non-Latin Script,Non-Latin Script Type,"
    "Non-Latin Script Language,DOB,Town of Birth,Country of Birth,Nationality,Passport Number,Passport Details,"
    "National Identification Number,National Identification Details,Position,Address 1,Address 2,Address 3,"
    "Address 4,Address 5,Address 6,Post/Zip Code,Country,Other Information,Group Type,Alias Type,Alias Quality,"
    "Regime,Listed On,UK Sanctions List Date Designated,Last Updated,Group ID"
)
NATIVE = "Name Non-Latin Script"
OLD_HEADER = (
    "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,DOB,Town of Birth,Country of Birth,Nationality,"
    "Passport Details,NI Number,Position,Address 1,Address 2,Address 3,Address 4,Address 5,Address 6,"
    "Post/Zip Code,Country,Other Information,Group Type,Alias Type,Regime,Listed On,Last Updated,Group ID"
)

Read = tuple[list[Entity], Intake]
Write = Callable[..., Path]


def read(path: Path) -> Read:
    (part,) = opened(path)
    assert uk_conlist.recognises(part)
    intake = Intake()
    return list(uk_conlist.parse(part, intake)), intake


@pytest.fixture(scope="module")
def of_2025(lists_folder: Path) -> Read:
    return read(lists_folder / "uk" / "ConList_20250410_converted.csv.gz")


@pytest.fixture(scope="module")
def of_2018(lists_folder: Path) -> Read:
    return read(lists_folder / "uk" / "ConList_20180413.csv.gz")


def raw_rows(path: Path, encoding: str) -> Iterator[dict[str, str]]:
    """The rows as Python's csv module sees them, without any of the reader's code."""
    text = gzip.decompress(path.read_bytes()).decode(encoding)
    rows = csv.reader(io.StringIO(text, newline=""))
    next(rows)
    header = next(rows)
    for row in rows:
        yield dict(zip(header, row, strict=True))


def unaccounted(entities: list[Entity], rows: Iterator[dict[str, str]]) -> list[tuple[str, str]]:
    """The names of rows that no entity carries."""
    kept = {(entity.id, alias.name.casefold()) for entity in entities for alias in entity.names}
    said = [
        (row["Group ID"], " ".join(name.split()))
        for row in rows
        for name in (" ".join(row[f"Name {number}"] for number in (1, 2, 3, 4, 5, 6)), row.get(NATIVE, ""))
    ]
    return [(group, name) for group, name in said if name and (group, name.casefold()) not in kept]


class TestReleaseOf2025:
    """18,796 rows of 4,686 entries, in the order of the names."""

    def test_every_row_is_accounted_for(self, of_2025: Read, lists_folder: Path) -> None:
        path = lists_folder / "uk" / "ConList_20250410_converted.csv.gz"
        assert sum(1 for _ in raw_rows(path, "utf-8")) == 18_796
        assert unaccounted(of_2025[0], raw_rows(path, "utf-8")) == []

    def test_counts(self, of_2025: Read) -> None:
        entities, intake = of_2025
        names = [alias for entity in entities for alias in entity.names]
        kinds = [entity.kind for entity in entities]
        assert len(entities) == len({entity.id for entity in entities}) == 4_686
        assert {kind: kinds.count(kind) for kind in set(kinds)} == {
            "person": 3_662,
            "organization": 1_009,
            "vessel": 15,
        }
        assert sum(alias.kind == "primary" for alias in names) == 4_686
        assert sum(alias.kind == "native" for alias in names) == 3_068
        assert sum(alias.kind == "former" for alias in names) == 19
        assert sum(alias.strength == "weak" for alias in names) == 728
        assert sum("Democratic People's Republic of Korea" in entity.programmes for entity in entities) == 239
        assert intake.as_of == "2025-04-10"

    def test_only_two_misspelt_nationalities_are_not_understood(self, of_2025: Read) -> None:
        entities, intake = of_2025
        assert [said.split(", ", 1)[1] for said in intake.problems] == [
            "15661, nationality: not a country that is known (got 'Repubic of Moldova')",
            "14672, nationality: not a country that is known (got 'Belrus')",
        ]
        assert intake.skipped == []
        (entity,) = (entity for entity in entities if entity.id == "14672")
        assert entity.remarks.endswith("Nationality: Belrus")

    def test_the_workbook_gives_the_same(self, of_2025: Read, lists_folder: Path) -> None:
        path = lists_folder / "uk" / "ConList_20250410.xlsx"
        entities, intake = read(path)
        assert entities == of_2025[0]
        assert intake.as_of == "2025-04-10"
        assert intake.digest.hexdigest() == hashlib.sha256(path.read_bytes()).hexdigest()

    def test_mansudae(self, of_2025: Read) -> None:
        (entity,) = (entity for entity in of_2025[0] if "uk_sanctions:DPR0174" in entity.see_also)
        assert entity.name == "MANSUDAE OVERSEAS PROJECT GROUP OF COMPANIES"
        assert Alias("MANSUDAE ART STUDIO") in entity.names
        assert entity.see_also == ("un_sc:KPe.050", "uk_sanctions:DPR0174")
        assert entity.url == "https://search-uk-sanctions-list.service.gov.uk/designations/DPR0174/Entity"
        assert (entity.kind, entity.source) == ("organization", "OFSI Consolidated List")
        assert "KP" in entity.countries

    def test_listed_under_two_regimes(self, of_2025: Read) -> None:
        (entity,) = (entity for entity in of_2025[0] if entity.id == "13918")
        assert set(entity.programmes) == {"Belarus", "Global Human Rights"}
        assert entity.see_also == ("uk_sanctions:BEL0045", "uk_sanctions:GHR0050")
        primary = [alias.name for alias in entity.names if alias.kind == "primary"]
        assert primary == [entity.name]  # the file has two primary names
        assert {"Alexander Grigorievich LUKASHENKO", "Alexander Ryhorovich LUKASHENKO"} <= {
            alias.name for alias in entity.names
        }

    def test_numbers_are_taken_out_of_their_text(self, of_2025: Read) -> None:
        found = [identifier for entity in of_2025[0] for identifier in entity.identifiers]
        assert Identifier("registration", "91440300MA5HX80Y1Q", note="USCC: 91440300MA5HX80Y1Q") in found
        assert Identifier("tax", "7725075060", note="INN: 7725075060") in found
        assert Identifier("imo", "7408873") in found
        assert sum(identifier.kind == "wallet" for identifier in found) == 11
        assert Identifier("wallet", "3Lpoy53K625zVeE47ZasiG5jGkAxJ27kh1", currency="XBT") in found


class TestReleaseOf2018:
    """9,487 rows of 2,106 entries in the older layout."""

    def test_every_row_is_accounted_for(self, of_2018: Read, lists_folder: Path) -> None:
        path = lists_folder / "uk" / "ConList_20180413.csv.gz"
        assert sum(1 for _ in raw_rows(path, "cp1252")) == 9_487
        assert unaccounted(of_2018[0], raw_rows(path, "cp1252")) == []

    def test_counts(self, of_2018: Read) -> None:
        entities, intake = of_2018
        assert len(entities) == 2_106
        assert sum(any("North Korea" in regime for regime in entity.programmes) for entity in entities) == 242
        assert sum(alias.kind == "former" for entity in entities for alias in entity.names) == 14
        assert (intake.as_of, intake.skipped) == ("2018-04-13", [])

    def test_only_doubtful_nationalities_are_not_understood(self, of_2018: Read) -> None:
        assert len(of_2018[1].problems) == 13
        assert all("nationality: not a country that is known" in said for said in of_2018[1].problems)

    def test_windows_1252(self, of_2018: Read) -> None:
        assert any("’" in entity.remarks for entity in of_2018[0])

    def test_un_reference_in_the_text(self, of_2018: Read) -> None:
        (entity,) = (entity for entity in of_2018[0] if entity.id == "13562")
        assert entity.name == "Kim Kyong IL"
        assert entity.see_also == ("un_sc:KPi.067",)
        assert entity.birth_dates == ("1979-08-01",)
        assert entity.identifiers == (Identifier("passport", "836210029", note="Passport No. 836210029"),)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(*rows: dict[str, str], header: str = HEADER, encoding: str = "utf-8") -> Path:
        columns = header.split(",")
        text = io.StringIO(newline="")
        lines = csv.writer(text)
        lines.writerow(["Last Updated", "10/04/2025", *[""] * (len(columns) - 2)])
        lines.writerow(columns)
        lines.writerows([row.get(column, "") for column in columns] for row in rows)
        path = tmp_path / "ConList.csv"
        path.write_bytes(text.getvalue().encode(encoding, "surrogateescape"))
        return path

    return written


PERSON = {"Group Type": "Individual", "Regime": "Cyber", "Group ID": "7", "Listed On": "01/02/2021"}
FIRM = {"Group Type": "Entity", "Regime": "Cyber", "Group ID": "8"}


def test_scattered_rows_become_one_entity(write: Write) -> None:
    first = {**PERSON, "Name 6": "TESTOV", "Name 1": "Example", "Alias Type": "AKA", "DOB": "00/00/1975"}
    other = {**FIRM, "Name 6": "MUSTERFIRMA GMBH", "Alias Type": "Primary name"}
    second = {**PERSON, "Name 6": "TESTOV", "Name 1": "Beispiel", "Alias Type": "Primary name", "DOB": "03/1975"}
    (person, firm), intake = read(write(first, other, second, first))
    assert person.names == (Alias("Beispiel TESTOV", "primary"), Alias("Example TESTOV"))
    assert person.birth_dates == ("1975", "1975-03")
    assert firm.name == "MUSTERFIRMA GMBH"
    assert intake.problems == []


def test_quality_and_script(write: Write) -> None:
    weak = {**PERSON, "Alias Type": "AKA", "Alias Quality": "Low quality"}
    (person,), _ = read(
        write(
            {**PERSON, "Name 6": "TESTOV", "Alias Type": "Primary name", "Name Non-Latin Script": "Тестов"},
            {**weak, "Name 6": "BOSS", "Name Non-Latin Script": "Босс"},
            {**weak, "Name 6": "testov"},
            {**PERSON, "Name 6": "OLDOV", "Alias Type": "FKA", "Alias Quality": "Good quality"},
        )
    )
    assert person.names == (
        Alias("TESTOV", "primary"),
        Alias("BOSS", "alias", "weak"),
        Alias("OLDOV", "former"),
        Alias("Тестов", "native"),
        Alias("Босс", "native", "weak"),
    )


def test_documents_contacts_and_relations(write: Write) -> None:
    (firm,), intake = read(
        write(
            {
                **FIRM,
                "Name 6": "MUSTERFIRMA (MF)",
                "Alias Type": "Primary name",
                "Address 1": "1 Nowhere Road",
                "Address 6": "Minsk",
                "Post/Zip Code": "220000",
                "Country": "Belarus",
                "Last Updated": "09/04/2025",
                "UK Sanctions List Date Designated": "02/03/2022",
                "Other Information": "(UK Sanctions List Ref):DPR9999. (UN Ref):KPe.999. Free text (ABC). "
                "(UK Statement of Reasons):Because. (Phone number):(1) +375 17 272 01 32 (2) +375 (17) 570 "
                "(Website):www.example.by (Email address):info@example.by. "
                "(Business Reg No):(1) UNP: 190950894 (2) 71234567 (Parent company):Exampletrest "
                "(Subsidiaries):(1) Example One (2) Example Two",
            }
        )
    )
    assert firm.names == (
        Alias("MUSTERFIRMA (MF)", "primary"),
        Alias("MUSTERFIRMA"),
        Alias("MF", "alias", "weak"),
    )
    assert firm.addresses == (ListedAddress("1 Nowhere Road, 220000", "Minsk", "Belarus"),)
    assert firm.identifiers == (
        Identifier("tax", "190950894", note="UNP: 190950894"),
        Identifier("registration", "71234567"),
        Identifier("phone", "+375 17 272 01 32"),
        Identifier("phone", "+375 (17) 570"),
        Identifier("email", "info@example.by"),
        Identifier("website", "www.example.by"),
    )
    assert firm.relations == (
        Relation("owned_by", "Exampletrest", "parent company"),
        Relation("owner_of", "Example One", "subsidiary"),
        Relation("owner_of", "Example Two", "subsidiary"),
    )
    assert firm.see_also == ("un_sc:KPe.999", "uk_sanctions:DPR9999")
    assert (firm.designated_on, firm.updated_on) == ("2022-03-02", "2025-04-09")
    assert "Free text (ABC)." in firm.remarks
    assert intake.problems == []


def test_the_older_layout(write: Write) -> None:
    path = write(
        {
            **PERSON,
            "Name 6": "TESTÖV",
            "Name 1": "Example",
            "Alias Type": "Prime Alias",
            "Nationality": "(1) Tunisian (2) German",
            "Passport Details": "W342058 (Tunisian passport, issued on 14.3.2011)",
            "NI Number": "(1) 2132370 (Afghan) (2) 812673 (Afghan)",
            "Other Information": "UN Ref QDi.999. Subordinate of QDi.998.",
        },
        header=OLD_HEADER,
        encoding="cp1252",
    )
    (person,), intake = read(path)
    assert person.name == "Example TESTÖV"
    assert person.nationalities == ("TN", "DE")
    assert person.see_also == ("un_sc:QDi.999",)
    assert [(found.kind, found.value) for found in person.identifiers] == [
        ("national_id", "2132370"),
        ("national_id", "812673"),
        ("passport", "W342058"),
    ]
    assert intake.problems == []


NAMED = {**PERSON, "Name 6": "TESTOV", "Alias Type": "Primary name"}


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        pytest.param({**NAMED, "Group ID": ""}, "line 4, Group ID: a row without the id of its entry", id="no id"),
        pytest.param(
            {**NAMED, "Alias Type": "Nickname"},
            "7, type of name: not one of primary name, prime alias, primary name variation, alias, aka, fka, "
            "native (got 'nickname')",
            id="type of name",
        ),
        pytest.param(
            {**NAMED, "Alias Quality": "Middling"},
            "7, strength of name: neither good nor low quality (got 'Middling')",
            id="strength",
        ),
        pytest.param(
            {**NAMED, "Group Type": "Submarine", "Group ID": "9"},
            "9, kind: not a kind of party that is known (got 'Submarine')",
            id="kind",
        ),
        pytest.param({**NAMED, "DOB": "31/02/1975"}, "7, birth: not a date (got '31/02/1975')", id="birth date"),
        pytest.param(
            {**NAMED, "Nationality": "Atlantis"},
            "7, nationality: not a country that is known (got 'Atlantis')",
            id="nationality",
        ),
        pytest.param({**FIRM, "Alias Type": "AKA"}, "8: a designation without a name", id="no name"),
    ],
)
def test_what_cannot_be_read_is_told(write: Write, row: dict[str, str], problem: str) -> None:
    entities, intake = read(write(NAMED, row))
    assert intake.problems == [f"ConList.csv, {problem}"]
    assert entities[0].name == "TESTOV"
    if "birth" in problem or "nationality" in problem:
        assert (row["DOB"] if "birth" in problem else row["Nationality"]) in entities[0].remarks


def test_an_unknown_column_is_told(write: Write) -> None:
    _, intake = read(write({**NAMED, "Shoe size": "44"}, header=f"{HEADER},Shoe size"))
    assert intake.problems == ["ConList.csv, line 2: a column that is not known and not read (got 'Shoe size')"]


def test_a_broken_byte_spoils_no_other_line(write: Write) -> None:
    broken = {**NAMED, "Name 6": "TEST\udce9V"}
    native = {**FIRM, "Name 6": "FIRMA", "Alias Type": "Primary name", "Name Non-Latin Script": "Фирма"}
    (person, firm), intake = read(write(broken, native))
    assert person.name == "TESTéV"
    assert Alias("Фирма", "native") in firm.names
    assert intake.problems[0].startswith("ConList.csv, line 3: not UTF-8, read as Windows-1252")


def test_a_file_cut_off_within_a_row(write: Write) -> None:
    path = write(NAMED, {**FIRM, "Name 6": "FIRMA", "Alias Type": "Primary name"})
    path.write_bytes(path.read_bytes()[:-40])
    entities, intake = read(path)
    assert [entity.name for entity in entities] == ["TESTOV"]
    assert len(intake.skipped) == 1


@pytest.mark.parametrize(
    "text", ["Unique ID,Name 6,Regime Name\n", "name,id\n", "<Designations/>", '{"Group ID": 1}']
)
def test_other_formats_are_not_recognised(tmp_path: Path, text: str) -> None:
    (tmp_path / "other.csv").write_text(text)
    (part,) = opened(tmp_path / "other.csv")
    assert not uk_conlist.recognises(part)


def test_no_header(tmp_path: Path) -> None:
    (tmp_path / "ConList.csv").write_text("Last Updated,10/04/2025\n")
    (part,) = opened(tmp_path / "ConList.csv")
    with pytest.raises(WatchlistError, match=r"^ConList\.csv: there is no header"):
        list(uk_conlist.parse(part, Intake()))
