"""Rows of XLSX workbooks: what cells become, and what a damaged or hostile workbook gives."""

from __future__ import annotations

import hashlib
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from screening.errors import WatchlistError
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.sheets import first_rows, sheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DATE_STYLE = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'

Workbook = Callable[..., Part]


def cells(*texts: str) -> str:
    """A row of text cells that carry no reference."""
    return "<row>" + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts) + "</row>"


@pytest.fixture
def workbook(tmp_path: Path) -> Workbook:
    """Writes a workbook whose sheets are the given rows."""

    def write(*sheets: str, names: tuple[str, ...] = ("Data", "Notes")) -> Part:
        path = tmp_path / "list.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            listed = "".join(f'<sheet name="{names[i]}" sheetId="{i}" r:id="r{i}"/>' for i in range(len(sheets)))
            related = "".join(
                f'<Relationship Id="r{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>'
                for i in range(len(sheets))
            )
            styles = f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/>'
            archive.writestr(
                "xl/workbook.xml",
                f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
            )
            archive.writestr(
                "xl/_rels/workbook.xml.rels",
                f'<Relationships xmlns="{PACKAGE}/relationships">{related}{styles}</Relationships>',
            )
            archive.writestr("xl/styles.xml", DATE_STYLE)
            archive.writestr(
                "[Content_Types].xml",
                f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="a/b"/></Types>',
            )
            archive.writestr(
                "_rels/.rels",
                f'<Relationships xmlns="{PACKAGE}/relationships">'
                f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            )
            for i, rows in enumerate(sheets):
                archive.writestr(
                    f"xl/worksheets/sheet{i}.xml",
                    f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
                )
        return Part(path)

    return write


def test_rows_have_their_number_and_stripped_text(workbook: Workbook) -> None:
    part = workbook(cells("Name", "Town") + cells("  Testov ", "Yanji") + cells("", "") + cells("Example", ""))
    rows = list(sheet(part, Intake()))
    assert [(row.line, row["Name"], row["Town"]) for row in rows] == [(2, "Testov", "Yanji"), (4, "Example", "")]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<c><v>15672</v></c>", "15672"),
        ("<c><v>15672.0</v></c>", "15672"),
        ("<c><v>0.5</v></c>", "0.5"),
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c t="e"><v>#N/A</v></c>', ""),
        ('<c s="1"><v>45757</v></c>', "2025-04-10"),
        ('<c s="1"><v>45757.5</v></c>', "2025-04-10 12:00:00"),
        ('<c t="str"><v>a_x000D_b</v></c>', "a\rb"),
        ('<c t="inlineStr"><is><t>리정혁</t></is></c>', "리정혁"),
    ],
)
def test_cells_become_text(workbook: Workbook, cell: str, text: str) -> None:
    part = workbook(cells("Value", "Other") + f"<row>{cell}<c><v>1</v></c></row>")
    assert [row["Value"] for row in sheet(part, Intake())] == [text]


def test_the_header_is_found_below_a_title(workbook: Workbook) -> None:
    part = workbook(cells("Last Updated", "10/04/2025") + cells("Name in full", "Id") + cells("Testov", "7"))
    (row,) = sheet(part, Intake(), starts=lambda texts: "Id" in texts)
    assert (row["Name in full"], row["Id"]) == ("Testov", "7")


def test_unknown_and_repeated_columns_are_told(workbook: Workbook) -> None:
    part = workbook(cells("Name", "Shoe size", "Name") + cells("Testov", "44", "Other"))
    intake = Intake()
    (row,) = sheet(part, intake, known=["Name"])
    assert row["Name"] == "Testov"
    assert intake.problems == [
        "list.xlsx, line 1: a column that is not known and not read (got 'Shoe size')",
        "list.xlsx, line 1: a column whose heading stands twice, only the first is read (got 'Name')",
    ]


def test_a_cell_under_no_heading_is_told(workbook: Workbook) -> None:
    intake = Intake()
    (row,) = sheet(workbook(cells("Name") + cells("Testov", "stray")), intake)
    assert row["Name"] == "Testov"
    assert intake.problems == ["list.xlsx, line 2: column 2 has no heading (got 'stray')"]


def test_the_sheet_is_chosen_by_name(workbook: Workbook) -> None:
    part = workbook(cells("A") + cells("1"), cells("B") + cells("2"))
    assert [row["A"] for row in sheet(part, Intake())] == ["1"]
    assert [row["B"] for row in sheet(part, Intake(), name="Notes")] == ["2"]
    with pytest.raises(WatchlistError, match=r"^list\.xlsx: there is no sheet Tables"):
        list(sheet(part, Intake(), name="Tables"))


def test_the_digest_is_that_of_the_file(workbook: Workbook) -> None:
    part = workbook(cells("A") + cells("1"))
    intake = Intake()
    list(sheet(part, intake))
    assert intake.digest.hexdigest() == hashlib.sha256(part.path.read_bytes()).hexdigest()


def test_first_rows_for_a_first_look(workbook: Workbook) -> None:
    part = workbook(cells("Last Updated", "") + cells("", "") + cells("Name", "Id") + cells("Testov", "7"))
    assert first_rows(part, most=2) == [["Last Updated", ""], ["Name", "Id"]]


def test_no_header(workbook: Workbook) -> None:
    with pytest.raises(WatchlistError, match=r"^list\.xlsx: there is no header$"):
        list(sheet(workbook(cells("A") + cells("1")), Intake(), starts=lambda texts: "Id" in texts))


def test_without_the_extra_the_message_says_what_to_install(
    workbook: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(WatchlistError, match=r"need python-calamine: pip install 'freelance-screening\[lists\]'"):
        first_rows(workbook(cells("A")))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        pytest.param(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
            r"a sheet spans 16,385 by 1,048,579 cells",
            id="a cell in the last corner",
        ),
        pytest.param(
            "<row>" + "<c/>" * 16_000 + "</row>" + "<row/>" * 20_000, "a sheet spans", id="without references"
        ),
        pytest.param('<row r="1"><c r="ZZZZZZZ99999999999"><v>1</v></c></row>', "a cell at ZZZZ", id="no place"),
        pytest.param('<row r="1"><c r="A1" t="s"><v>5</v></c></row>', "damaged", id="no such shared string"),
        pytest.param('<row r="1"><c r="A1"><v>1</v>', "damaged", id="cut off"),
    ],
)
def test_a_hostile_sheet_is_refused(workbook: Workbook, rows: str, message: str) -> None:
    with pytest.raises(WatchlistError, match=rf"^list\.xlsx: .*{message}"):
        list(sheet(workbook(rows), Intake()))


def test_an_archive_bomb_is_refused(workbook: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("screening.lists.sheets._MOST_BYTES", 100_000)
    with pytest.raises(WatchlistError, match="MiB unpacked, no list has that"):
        first_rows(workbook(cells("0" * 1_000_000)))


def test_a_damaged_archive_is_refused(workbook: Workbook) -> None:
    part = workbook(cells(*(f"text {i * i}" for i in range(2_000))))
    data = bytearray(part.path.read_bytes())
    middle = data.index(b"sheet0.xml") + 60
    data[middle : middle + 40] = bytes(40)
    part.path.write_bytes(data)
    with pytest.raises(WatchlistError, match=r"^list\.xlsx: the workbook is damaged"):
        first_rows(part)
