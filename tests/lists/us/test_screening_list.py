"""The Consolidated Screening List: the real CSV, the JSON of the same records, and what is not as it should be."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from screening.errors import WatchlistError
from screening.lists import read
from screening.lists.intake import Intake
from screening.lists.opening import Part, opened
from screening.lists.us import denied_persons as us_dpl
from screening.lists.us import screening_list as us_csl
from screening.lists.us.ids import Id, identifier, ids_in
from screening.watchlist import Alias, Entity, Identifier, ListedAddress, Relation

COLUMNS = [
    "_id", "source", "entity_number", "type", "programs", "name", "title", "addresses",
    "federal_register_notice", "start_date", "end_date", "standard_order", "license_requirement",
    "license_policy", "call_sign", "vessel_type", "gross_tonnage", "gross_registered_tonnage", "vessel_flag",
    "vessel_owner", "remarks", "source_list_url", "alt_names", "citizenships", "dates_of_birth",
    "nationalities", "places_of_birth", "source_information_url", "ids",
]  # fmt: skip
SDN = "Specially Designated Nationals (SDN) - Treasury Department"
EL = "Entity List (EL) - Bureau of Industry and Security"
PERSON = {
    "_id": "7",
    "source": SDN,
    "entity_number": "7",
    "type": "Individual",
    "programs": "DPRK3; NPWMD",
    "name": "EXAMPLE, Testov",
    "title": "Director",
    "addresses": "1 Nowhere Road, Yanji, 133000, CN; Pyongyang, KP",
    "remarks": "(Linked To: EXAMPLE TRADING (ET) CO.; Linked To: MUSTERFIRMA)",
    "source_list_url": "http://example.org/sdn",
    "alt_names": "EXAMPLE, T.; TESTY",
    "citizenships": "KP",
    "nationalities": "KP; CN",
    "dates_of_birth": "1965-04-25; circa 1966; 1958 to 1960",
    "ids": "KP, 2029-10-16, 2019-10-16, 109, Passport; Male, Gender; 1Ab, Digital Currency Address - XBT",
}


def write(tmp_path: Path, *rows: dict[str, str], columns: list[str] = COLUMNS) -> Part:
    path = tmp_path / "consolidated.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    return Part(path)


def parse(part: Part) -> tuple[list[Entity], Intake]:
    intake = Intake()
    assert us_csl.recognises(part)
    return list(us_csl.parse(part, intake)), intake


def one(tmp_path: Path, **row: str) -> tuple[Entity, list[str]]:
    entities, intake = parse(write(tmp_path, PERSON | row))
    return entities[0], intake.problems


@pytest.fixture(scope="module")
def csl(lists_folder: Path) -> tuple[list[Entity], Intake]:
    return parse(opened(lists_folder / "us" / "trade_gov_consolidated.csv.gz")[0])


@pytest.fixture(scope="module")
def sdn(csl: tuple[list[Entity], Intake]) -> dict[str, Entity]:
    return {entity.id: entity for entity in csl[0] if entity.list == "ofac_sdn"}


class TestRealFile:
    def test_everything_was_understood(self, csl: tuple[list[Entity], Intake]) -> None:
        assert (csl[1].problems, csl[1].skipped, csl[1].list) == ([], [], "us_csl")

    def test_lists(self, csl: tuple[list[Entity], Intake]) -> None:
        assert Counter(entity.list for entity in csl[0]) == {
            "ofac_sdn": 10_026,
            "bis_el": 2_001,
            "us_ddtc": 727,
            "ofac_cons": 462,  # SSI 290, CAP 53, MBS 17, PLC 78, CMIC 68, FSE 3: 47 numbers stand in several
            "bis_dpl": 438,  # 462 rows
            "bis_uvl": 201,
            "us_isn": 163,
            "bis_meu": 71,
        }

    def test_ids_are_unique(self, csl: tuple[list[Entity], Intake]) -> None:
        assert len({(entity.list, entity.id) for entity in csl[0]}) == len(csl[0])

    def test_kinds(self, csl: tuple[list[Entity], Intake]) -> None:
        assert Counter(entity.kind for entity in csl[0] if entity.list.startswith("ofac")) == {
            "organization": 4_104 + 382,
            "person": 5_206 + 80,
            "vessel": 433,
            "aircraft": 283,
        }

    def test_programmes_of_the_dprk(self, csl: tuple[list[Entity], Intake]) -> None:
        assert sum(any("DPRK" in code for code in entity.programmes) for entity in csl[0]) == 428

    def test_the_same_listing_as_in_the_own_file_of_ofac(self, sdn: dict[str, Entity], lists_folder: Path) -> None:
        own = {entity.id: entity for entity in read(lists_folder / "ofac" / "sdn_20231228.csv.gz")}
        both = [(sdn[key], own[key]) for key in sdn.keys() & own.keys()]
        assert len(both) > 9_500
        assert sum(ours.name == theirs.name for ours, theirs in both) / len(both) > 0.99
        assert sum(ours.kind == theirs.kind for ours, theirs in both) / len(both) > 0.999
        whole = [pair for pair in both if len(pair[1].remarks) < 1000]  # longer ones are cut there
        wallets = [(_wallets(ours), _wallets(theirs)) for ours, theirs in whole if _wallets(ours)]
        assert len(wallets) == 14
        assert all(ours <= theirs for ours, theirs in wallets)

    def test_single_words_of_persons_are_weak_in_the_own_file_of_ofac(
        self, sdn: dict[str, Entity], lists_folder: Path
    ) -> None:
        said: Counter[str] = Counter()
        for theirs in read(lists_folder / "ofac" / "sdn_20231228.csv.gz"):
            weak = (
                {alias.name for alias in sdn[theirs.id].names if alias.strength == "weak"}
                if theirs.id in sdn
                else {}
            )
            said.update(alias.strength for alias in theirs.names if alias.name in weak)
        assert said["weak"] > 480
        assert said["strong"] < 12

    def test_silver_star(self, sdn: dict[str, Entity]) -> None:
        entity = sdn["24977"]
        assert entity.name == "YANBIAN SILVERSTAR NETWORK TECHNOLOGY CO., LTD."
        assert len(entity.names) == 8
        assert entity.identifiers == (Identifier("registration", "91222401MA0Y31E659", "CN"),)
        assert (entity.programmes, entity.countries) == (("DPRK3", "DPRK4"), ("CN",))

    def test_denied_persons_meet_those_of_dpl_txt(
        self, csl: tuple[list[Entity], Intake], lists_folder: Path
    ) -> None:
        own = us_dpl.parse(opened(lists_folder / "us" / "bis_dpl_wm.txt")[0], Intake())
        ours = {entity.id for entity in csl[0] if entity.list == "bis_dpl"}
        assert len(ours & {entity.id for entity in own}) == 408  # a few orders were renewed between the two files

    def test_entity_list(self, csl: tuple[list[Entity], Intake]) -> None:
        entity = next(entity for entity in csl[0] if entity.name == "Huawei OpenLab Bangkok")
        assert entity.id == "94b73745909387b365dc2796e21bff76a6bf770b"
        assert entity.names[1] == Alias("Huawei Bangkok OpenLab")
        assert entity.legal_bases == ("85 FR 51603",)
        assert entity.designated_on == "2020-08-20"
        assert "Licence policy: Presumption of denial." in entity.remarks
        assert entity.countries == ("TH",)


def _wallets(entity: Entity) -> set[str]:
    return {number.value for number in entity.identifiers if number.kind == "wallet"}


def test_a_row(tmp_path: Path) -> None:
    entity, problems = one(tmp_path)
    assert problems == []
    assert (entity.list, entity.id, entity.kind, entity.status) == ("ofac_sdn", "7", "person", "designated")
    assert entity.names == (
        Alias("EXAMPLE, Testov", "primary"),
        Alias("EXAMPLE, T."),
        Alias("TESTY", "alias", "weak"),
    )
    assert entity.addresses == (
        ListedAddress("1 Nowhere Road, Yanji, 133000", "", "CN"),
        ListedAddress("Pyongyang", "", "KP"),
    )
    assert entity.birth_dates == ("1965-04-25", "1966", "1958/1960")
    assert entity.nationalities == ("KP", "CN")
    assert entity.identifiers == (
        Identifier("passport", "109", "KP", "", "issued 2019-10-16, expires 2029-10-16"),
        Identifier("wallet", "1Ab", "", "XBT"),
    )
    assert entity.relations == (
        Relation("linked_to", "EXAMPLE TRADING (ET) CO."),
        Relation("linked_to", "MUSTERFIRMA"),
    )
    assert entity.programmes == ("DPRK3", "NPWMD")
    assert (entity.role, entity.url) == ("Director", "http://example.org/sdn")
    assert entity.remarks.endswith("Male, Gender")


@pytest.mark.parametrize(
    ("source", "key", "number"),
    [
        ("Sectoral Sanctions Identifications List (SSI) - Treasury Department", "ofac_cons", "7"),
        ("Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department", "ofac_cons", "7"),
        (EL, "bis_el", "7"),
        ("Denied Persons List (DPL) - Bureau of Industry and Security", "bis_dpl", "EXAMPLE, Testov (2020-01-02)"),
        ("ITAR Debarred (DTC) - State Department", "us_ddtc", "7"),
        ("Nonproliferation Sanctions (ISN) - State Department", "us_isn", "7"),
        ("Unverified List (UVL) - Bureau of Industry and Security", "bis_uvl", "7"),
        ("Military End User (MEU) List - Bureau of Industry and Security", "bis_meu", "7"),
    ],
)
def test_the_source_decides_on_list_and_id(tmp_path: Path, source: str, key: str, number: str) -> None:
    entity, problems = one(tmp_path, source=source, start_date="2020-01-02")
    assert (entity.list, entity.id, problems) == (key, number, [])


def test_rows_of_one_number_of_the_non_sdn_list_are_one_entry(tmp_path: Path) -> None:
    ssi = PERSON | {
        "source": "Sectoral Sanctions Identifications List (SSI) - Treasury Department",
        "programs": "A",
    }
    mbs = ssi | {
        "source": "Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department",
        "programs": "B",
    }
    entities, _ = parse(write(tmp_path, ssi, PERSON, mbs))
    assert [(entity.list, entity.programmes) for entity in entities] == [
        ("ofac_sdn", ("DPRK3", "NPWMD")),
        ("ofac_cons", ("A", "B")),
    ]
    assert entities[1].see_also == ("ofac_sdn:7",)


def test_names_of_commerce_and_state_are_taken_apart(tmp_path: Path) -> None:
    entity, _ = one(
        tmp_path,
        source=EL,
        entity_number="",
        type="",
        name="Probe OOO (f.k.a., Old Probe)",
        alt_names="P; and Probe Two",
    )
    assert entity.names == (
        Alias("Probe OOO", "primary"),
        Alias("Old Probe", "former"),
        Alias("P"),
        Alias("Probe Two"),
    )
    assert entity.kind == "organization"


def test_a_vessel(tmp_path: Path) -> None:
    entity, problems = one(
        tmp_path,
        type="Vessel",
        title="",
        dates_of_birth="",
        vessel_type="Tug",
        vessel_flag="Democratic People's Republic of Korea",
        vessel_owner="Made-up Lines",
        call_sign="XYZ1",
        ids="IMO 8898831, Vessel Registration Identification; Panama, Former Vessel Flag",
        remarks="",
        gross_tonnage="640",
    )
    assert problems == []
    assert (entity.kind, entity.role) == ("vessel", "Tug")
    assert entity.identifiers[0].kind == "imo"
    assert entity.identifiers[1] == Identifier("other", "XYZ1", note="call sign")
    assert entity.relations == (Relation("controlled_by", "Made-up Lines", "vessel owner"),)
    assert "KP" in entity.countries


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("start_date", "soon", "start_date: not a date (got 'soon')"),
        ("dates_of_birth", "1965 to soon", "dates_of_birth: not a date (got '1965 to soon')"),
        ("nationalities", "Nowhere", "nationalities: not a country (got 'Nowhere')"),
        ("type", "Ghost", "type: not a kind of party that is known (got 'Ghost')"),
        ("ids", "KP, 1, Library Card", "ids: not a type of identifier that is known (got '1, Library Card')"),
        ("source", "New List (NEW)", "source: not a list that is known (got 'New List (NEW)')"),
    ],
)
def test_what_is_not_understood_is_told(tmp_path: Path, column: str, value: str, message: str) -> None:
    entity, problems = one(tmp_path, **{column: value})
    assert entity.name == "EXAMPLE, Testov"
    assert any(problem.endswith(message) for problem in problems), problems


def test_an_unknown_identifier_is_kept(tmp_path: Path) -> None:
    entity, _ = one(tmp_path, ids="KP, 1, Library Card")
    assert entity.identifiers == (Identifier("other", "1", "", "", "Library Card"),)


@pytest.mark.parametrize("column", ["name", "id"])
def test_an_entry_without_name_or_id_is_left_out(tmp_path: Path, column: str) -> None:
    row = {"name": ""} if column == "name" else {"_id": "", "entity_number": ""}
    entities, intake = parse(write(tmp_path, PERSON, PERSON | row))
    assert len(entities) == 1
    assert intake.skipped == [f"consolidated.csv, line 3, {column}: an entry without {column}"]


def test_an_id_that_stands_twice_keeps_both_and_is_told(tmp_path: Path) -> None:
    entities, intake = parse(write(tmp_path, PERSON, PERSON))
    assert [entity.id for entity in entities] == ["7", "7 (2)"]
    assert len(intake.problems) == 1


def test_an_unknown_column_is_told(tmp_path: Path) -> None:
    _, intake = parse(write(tmp_path, PERSON, columns=[*COLUMNS, "nicknames"]))
    assert intake.problems == [
        "consolidated.csv, line 1: a column that is not known and not read (got 'nicknames')"
    ]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Male, Gender", [Id("Gender", "Male")]),
        ("JO, 2014-08-30, 2009-08-31, K47, Passport", [Id("Passport", "K47", "JO", "2009-08-31", "2014-08-30")]),
        ("PA, 467323, Doc. 69, Registration ID", [Id("Registration ID", "467323, Doc. 69", "PA")]),
        ("TR-J 5, Passport; AB, Cedula No.", [Id("Passport", "TR-J 5"), Id("Cedula No.", "AB")]),
        ("", []),
    ],
)
def test_ids_of_a_cell(cell: str, expected: list[Id]) -> None:
    assert ids_in(cell) == expected


def test_the_identity_number_of_a_company_is_its_registration() -> None:
    entry = Id("Identification Number", "5", "LB")
    assert identifier(entry, person=False) == Identifier("registration", "5", "LB")
    assert identifier(entry) == Identifier("national_id", "5", "LB")


RECORD: dict[str, object] = {
    "id": "7",
    "source": SDN,
    "entity_number": 7,
    "type": "Individual",
    "programs": ["DPRK3", "NPWMD"],
    "name": "EXAMPLE, Testov",
    "title": None,
    "addresses": [
        {"address": "1 Nowhere Road", "city": "Yanji", "state": None, "postal_code": "133000", "country": "CN"}
    ],
    "alt_names": ["EXAMPLE; T."],
    "dates_of_birth": ["circa 1966"],
    "nationalities": ["KP"],
    "citizenships": [],
    "ids": [
        {
            "type": "Passport",
            "number": "109",
            "country": "KP",
            "issue_date": None,
            "expiration_date": "2029-10-16",
        }
    ],
    "places_of_birth": [],
    "source_list_url": "http://example.org/sdn",
    "source_information_url": "http://example.org",
}


class TestJson:
    @staticmethod
    def part(tmp_path: Path, *records: object) -> Part:
        path = tmp_path / "consolidated.json"
        path.write_text(json.dumps({"results": records}), "utf-8")
        return Part(path)

    def test_a_record(self, tmp_path: Path) -> None:
        (entity,), intake = parse(self.part(tmp_path, RECORD))
        assert intake.problems == []
        assert (entity.list, entity.id) == ("ofac_sdn", "7")
        assert entity.addresses == (ListedAddress("1 Nowhere Road, 133000", "Yanji", "CN"),)
        assert entity.names == (Alias("EXAMPLE, Testov", "primary"), Alias("EXAMPLE; T."))
        assert entity.birth_dates == ("1966",)
        assert entity.identifiers == (Identifier("passport", "109", "KP", "", "expires 2029-10-16"),)

    def test_a_record_of_the_state_department_has_a_country(self, tmp_path: Path) -> None:
        source = "Nonproliferation Sanctions (ISN) - State Department"
        record = {"source": source, "name": "Testov", "id": "x1", "country": "TH", "source_information_url": "u"}
        (entity,), _ = parse(self.part(tmp_path, record))
        assert (entity.list, entity.countries, entity.kind) == ("us_isn", ("TH",), "other")

    def test_a_bad_record_costs_itself(self, tmp_path: Path) -> None:
        entities, intake = parse(self.part(tmp_path, RECORD | {"alt_names": 5}, RECORD, "text"))
        assert len(entities) == 1
        assert [text.partition(":")[0] for text in intake.skipped] == [
            "consolidated.json, item 1",
            "consolidated.json, item 3",
        ]

    def test_an_unknown_field_is_told_once(self, tmp_path: Path) -> None:
        odd = RECORD | {"nicknames": ["T"]}
        _, intake = parse(self.part(tmp_path, odd, odd | {"id": "8", "entity_number": 8}))
        assert intake.problems == ["consolidated.json, item 1, nicknames: a field that is not known and not read"]

    def test_a_cut_file_is_an_error(self, tmp_path: Path) -> None:
        part = self.part(tmp_path, *[RECORD] * 3)
        part.path.write_bytes(part.path.read_bytes()[:-40])
        with pytest.raises(WatchlistError, match="damaged"):
            parse(part)


def test_recognises_nothing_else(tmp_path: Path) -> None:
    for content in ("name,remarks\nTestov,x\n", '{"results": []}', '{"source_information_url": 1}', "<x/>"):
        path = tmp_path / "other"
        path.write_text(content, "utf-8")
        assert not us_csl.recognises(Part(path))
