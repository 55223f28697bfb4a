"""The Denied Persons List: the real file, and rows that are not as they should be."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from screening.lists.intake import Intake
from screening.lists.opening import Part, opened
from screening.lists.us import denied_persons as us_dpl
from screening.lists.us.names import names_of
from screening.watchlist import Alias, Entity, ListedAddress

HEADER = (
    "Name",
    "Street_Address",
    "City",
    "State",
    "Country",
    "Postal_Code",
    "Effective_Date",
    "Expiration_Date",
    "Standard_Order",
    "Last_Update",
    "Action",
    "FR_Citation",
)
ROW = {
    "Name": "TESTOV EXAMPLE",
    "Street_Address": "1 NOWHERE ROAD",
    "City": "NICOSIA",
    "Country": "CY",
    "Effective_Date": "03/16/2020",
    "Expiration_Date": "12/13/2028",
    "Standard_Order": "Y",
    "Last_Update": "2020-03-20",
    "Action": "FR NOTICE ADDED",
    "FR_Citation": "85 F.R. 16054 3/20/2020",
}


def read(tmp_path: Path, *rows: dict[str, str], header: tuple[str, ...] = HEADER) -> tuple[list[Entity], Intake]:
    path = tmp_path / "dpl.txt"
    lines = [header, *(tuple((ROW | row).get(column, "") for column in header) for row in rows)]
    path.write_text("\n".join("\t".join(f'"{cell}"' for cell in line) for line in lines) + "\n", "utf-8")
    intake = Intake()
    return list(us_dpl.parse(Part(path), intake)), intake


@pytest.fixture(scope="module")
def dpl(lists_folder: Path) -> tuple[list[Entity], Intake]:
    part, intake = opened(lists_folder / "us" / "bis_dpl_wm.txt")[0], Intake()
    assert us_dpl.recognises(part)
    return list(us_dpl.parse(part, intake)), intake


class TestRealFile:
    def test_every_row_is_there(self, dpl: tuple[list[Entity], Intake]) -> None:
        entities, _ = dpl
        assert len(entities) == 461  # 581 rows
        assert len({entity.id for entity in entities}) == 461
        assert sum(len(entity.addresses) for entity in entities) == 579  # two rows have none, or repeat one
        assert sum(not entity.expires_on for entity in entities) == 45

    def test_only_an_american_state_in_the_wrong_column_is_not_understood(
        self, dpl: tuple[list[Entity], Intake]
    ) -> None:
        assert dpl[1].problems == ["bis_dpl_wm.txt, line 521, Country: not a country (got 'NM')"]
        assert dpl[1].skipped == []

    def test_kinds_that_are_solid(self, dpl: tuple[list[Entity], Intake]) -> None:
        assert Counter(entity.kind for entity in dpl[0]) == {"other": 251, "person": 139, "organization": 71}

    def test_an_entry(self, dpl: tuple[list[Entity], Intake]) -> None:
        entity = next(entity for entity in dpl[0] if entity.id == "ZIMO SHENG (2020-03-16)")
        assert entity.names == (Alias("ZIMO SHENG", "primary"),)
        assert entity.addresses == (
            ListedAddress("3975 N. CRAMER STREET, UNIT 204, WI, 53211", "MILWAUKEE", ""),
            ListedAddress("JINXIUYUAN 17-403, CHANGSHU, 215500", "JIANGSU", "CN"),
        )
        assert (entity.designated_on, entity.expires_on, entity.updated_on) == (
            "2020-03-16",
            "2028-12-13",
            "2020-03-20",
        )
        assert entity.legal_bases == ("85 F.R. 16054 3/20/2020",)
        assert entity.countries == ("CN",)
        assert entity.list == "bis_dpl"


def test_rows_of_one_order_are_one_entry_wherever_they_stand(tmp_path: Path) -> None:
    entities, _ = read(
        tmp_path, {}, {"Name": "MUSTERFIRMA LTD."}, {"City": "LIMASSOL", "FR_Citation": "1 F.R. 2 1/1/20"}
    )
    assert [entity.id for entity in entities] == ["TESTOV EXAMPLE (2020-03-16)", "MUSTERFIRMA LTD. (2020-03-16)"]
    assert [address.city for address in entities[0].addresses] == ["NICOSIA", "LIMASSOL"]
    assert entities[0].legal_bases == ("85 F.R. 16054 3/20/2020", "1 F.R. 2 1/1/20")


def test_an_order_of_another_date_is_another_entry(tmp_path: Path) -> None:
    entities, _ = read(tmp_path, {}, {"Effective_Date": "01/02/2003"})
    assert len(entities) == 2


@pytest.mark.parametrize(
    ("citation", "bases"),
    [
        ("68 F.R. 38290 6/27/03 71 F.R. 38843 7/10/06", ("68 F.R. 38290 6/27/03", "71 F.R. 38843 7/10/06")),
        ("46 F.R. 46154 9/17/81 and 46 F.R. 19290 3/30/81", ("46 F.R. 46154 9/17/81", "46 F.R. 19290 3/30/81")),
        (
            "80 F.R. 1 5/28/15, 81 F.R.45276 7/13/16;  83F.R. 2",
            ("80 F.R. 1 5/28/15", "81 F.R.45276 7/13/16", "83F.R. 2"),
        ),
        ("82 F.R. 16788, 16789 4/6/2017", ("82 F.R. 16788, 16789 4/6/2017",)),
        ("", ()),
    ],
)
def test_citations_are_taken_apart(tmp_path: Path, citation: str, bases: tuple[str, ...]) -> None:
    assert read(tmp_path, {"FR_Citation": citation})[0][0].legal_bases == bases


def test_an_order_without_end_has_none_whatever_another_row_says(tmp_path: Path) -> None:
    assert read(tmp_path, {"Expiration_Date": ""}, {})[0][0].expires_on == ""


def test_an_order_that_ran_out_stays(tmp_path: Path) -> None:
    assert read(tmp_path, {"Expiration_Date": "01/01/1999"})[0][0].expires_on == "1999-01-01"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"Effective_Date": "soon"}, "line 2, Effective_Date: not a date (got 'soon')"),
        ({"Expiration_Date": "13/13/2020"}, "line 2, Expiration_Date: not a date (got '13/13/2020')"),
        ({"Country": "XQ"}, "line 2, Country: not a country (got 'XQ')"),
        ({"Standard_Order": "maybe"}, "line 2, Standard_Order: neither Y nor N (got 'MAYBE')"),
    ],
)
def test_a_value_that_is_not_understood_is_told_once(tmp_path: Path, row: dict[str, str], message: str) -> None:
    entities, intake = read(tmp_path, row)
    assert len(entities) == 1
    assert intake.problems == [f"dpl.txt, {message}"]


def test_a_row_without_name_is_left_out_and_told(tmp_path: Path) -> None:
    entities, intake = read(tmp_path, {"Name": " "}, {})
    assert len(entities) == 1
    assert intake.skipped == ["dpl.txt, line 2, Name: a row without a name"]


def test_an_unknown_column_is_told(tmp_path: Path) -> None:
    _, intake = read(tmp_path, {}, header=(*HEADER, "Aliases"))
    assert intake.problems == ["dpl.txt, line 1: a column that is not known and not read (got 'Aliases')"]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ({}, "other"),
        ({"Name": "MUSTERFIRMA GMBH"}, "organization"),
        ({"Name": "TESTOV EXAMPLE, JR."}, "person"),
        ({"Street_Address": "INMATE NUMBER: 12345-678, FCI NOWHERE"}, "person"),
    ],
)
def test_kind_only_where_something_solid_says_it(tmp_path: Path, row: dict[str, str], kind: str) -> None:
    assert read(tmp_path, row)[0][0].kind == kind


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("TESTOV SUN A/K/A FRANK SUN", [("TESTOV SUN", "primary"), ("FRANK SUN", "alias")]),
        ("PROBE AIR D/B/A P7 AIR", [("PROBE AIR", "primary"), ("P7 AIR", "alias")]),
        ("PEARL (A.K.A. NEI-CHIEN CHU) LI", [("PEARL LI", "primary"), ("NEI-CHIEN CHU", "alias")]),
        ("Probe, Inc. (a.k.a. P, Inc.; PX)", [("Probe, Inc.", "primary"), ("P, Inc.", "alias"), ("PX", "alias")]),
        ("Probe OOO (f.k.a., Old Probe)", [("Probe OOO", "primary"), ("Old Probe", "former")]),
        ("Testov Nka Example", [("Testov Nka Example", "primary")]),
        ("Probe (aka PX)", [("Probe", "primary"), ("PX", "alias")]),
        ("DBA Probe", [("Probe", "primary")]),
        (" , ", [(",", "primary")]),
        ("ARSENAL (ARS)", [("ARSENAL (ARS)", "primary")]),
        ("Probe and any successor, sub-unit, or subsidiary thereof", [("Probe", "primary")]),
    ],
)
def test_names_within_a_name(name: str, names: list[tuple[str, str]]) -> None:
    assert [(alias.name, alias.kind) for alias in names_of(name)] == names


def test_cells_of_nothing_but_separators_cost_no_more_than_their_length(tmp_path: Path) -> None:
    blank, separators = " " * 60_000, "; " * 30_000
    (entry,), _ = read(tmp_path, ROW | {"Name": f"TESTOV{blank}EXAMPLE", "FR_Citation": f"85 F.R. 1{separators}x"})
    assert entry.name == "TESTOV EXAMPLE"
    assert len(entry.legal_bases) == 1


def test_recognises_only_its_own_header(tmp_path: Path) -> None:
    path = tmp_path / "other.txt"
    path.write_text('"Name"\t"City"\n"Testov"\t"Nowhere"\n', "utf-8")
    assert not us_dpl.recognises(Part(path))
