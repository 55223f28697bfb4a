"""``screening check``: what passes, what does not, and what a CI job is shown."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from screening.checking.cells import span
from screening.cli import commands
from screening.csv_files import rows_of
from screening.reports.text import A_PERSON_DECIDES
from screening.watchlist import BUNDLED_ONLY

DATE = "2026-11-23"
HEADER = "id,vendor,country,registration_number,owners,owner_shares,directors\n"
CLEAR = 'V-1,"Invented Lanterns, Sp. z o.o.",PL,EX-1,,,\n'
UNKNOWN = "V-2,Nameless Seat Trading,,,,,\n"
REVIEW = "V-3,Fortuna LLC,RU,,,,\n"
ESCALATE = '"V-4","Yanbian Silver Star\nNetwork Technology Co., Ltd",CN,91222401MA0Y31E659,,,\n'
OWNED = "V-5,Fictional Holdings Ltd,AE,,Pat Sampleton; Yanbian Silverstar Network Technology,40; 60,\n"
BAD = "V-6,Short Row Ltd,PL\n"
NAMELESS = "V-7,???,PL,,,,\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(commands, ["check", "--today", DATE, *map(str, arguments)])


@pytest.fixture
def vendors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Writes a vendor list into an empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)

    def written(*rows: str, header: str = HEADER) -> Path:
        path = Path("vendors.csv")
        path.write_text(header + "".join(rows), encoding="utf-8")
        return path

    return written


def report(path: Path, *arguments: object) -> dict[str, object]:
    found: dict[str, object] = json.loads(run(path, "-f", "json", *arguments).stdout)
    return found


# What passes


@pytest.mark.parametrize(
    ("rows", "fail_on", "code"),
    [
        ([CLEAR], "review", 0),
        ([CLEAR, UNKNOWN], "review", 0),
        ([CLEAR, UNKNOWN], "unknown", 1),
        ([CLEAR, REVIEW], "review", 1),
        ([CLEAR, REVIEW], "escalate", 0),
        ([CLEAR, ESCALATE], "escalate", 1),
        ([ESCALATE, BAD], "review", 2),
        ([CLEAR, NAMELESS], "review", 2),
    ],
)
def test_the_exit_code_is_the_highest_that_applies(
    vendors: Callable[..., Path], rows: list[str], fail_on: str, code: int
) -> None:
    assert run(vendors(*rows), "--fail-on", fail_on).exit_code == code


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.csv", None, "No such file"),
        ("empty.csv", b"", "is empty"),
        ("header.csv", HEADER.encode(), "no record below its header"),
        ("blank.csv", HEADER.encode() + b"\n\n,,,,,,\n", "no record below its header"),
        ("columns.csv", b"id,vendor,shoe_size\nV-1,Invented Lanterns,44\n", "unknown column 'shoe_size'"),
        ("headless.csv", b"V-1,Invented Lanterns,PL\n", "unknown column"),
        ("latin.csv", HEADER.encode() + b"V-1,Invented Caf\xe9,FR,,,,\n", "not UTF-8"),
        ("empty.jsonl", b"\n\n", "is empty"),
        ("empty.json", b"[]", "no record in it"),
        ("empty.xlsx", b"", "empty"),
        ("damaged.xlsx", b"PK\x03\x04 no workbook", "damaged"),
        ("text.xlsx", b"id,vendor\nV-1,Invented Lanterns\n", "no XLSX workbook"),
        ("vendors.txt", CLEAR.encode(), "the extension says what a file is"),
    ],
)
def test_what_cannot_be_used_never_passes(
    vendors: Callable[..., Path], name: str, content: bytes | None, said: str
) -> None:
    good = vendors(CLEAR)
    if content is not None:
        Path(name).write_bytes(content)
    for files in ([name], [good, name], [name, good]):
        done = run(*files)
        assert done.exit_code == 2
        assert re.search(rf"^error: {name}: A? ?.*{said}|^error: {name}: .*{said}", done.stdout, re.MULTILINE)


def test_one_unusable_file_hides_nothing_of_the_others(vendors: Callable[..., Path]) -> None:
    done = run("missing.csv", vendors(CLEAR, REVIEW))
    assert "V-3: " in done.stdout
    assert done.exit_code == 2


@pytest.mark.parametrize(
    "given", [["--require", "ofac_sdn,un_sc"], ["--require", "ofac_sdn", "--require", "un_sc"]]
)
def test_a_required_list_that_is_not_there_never_passes(vendors: Callable[..., Path], given: list[str]) -> None:
    done = run(vendors(CLEAR), *given)
    assert done.exit_code == 3
    assert "MISSING LIST: ofac_sdn is required" in done.stdout
    assert "MISSING LIST: un_sc is required" in done.stdout


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("un", "unknown list 'un'"),
        ("un_cs", "did you mean 'un_sc'"),
        (" , ", "--require names no list"),
        ("", "--require names no list"),
    ],
)
def test_a_requirement_that_says_nothing_is_a_mistake(vendors: Callable[..., Path], given: str, said: str) -> None:
    done = run(vendors(CLEAR), "--require", given)
    assert done.exit_code == 2
    assert said in done.stderr


def test_the_allow_list_and_the_baseline_that_were_named_must_be_there(vendors: Callable[..., Path]) -> None:
    assert run(vendors(CLEAR), "--allow", "none.toml").exit_code == 2
    assert run(vendors(CLEAR), "--baseline", "none.json").exit_code == 2
    Path("other.json").write_text("[]", encoding="utf-8")
    assert run(vendors(CLEAR), "--baseline", "other.json").exit_code == 2


# Who is compared with whom


def test_rows_are_organizations_unless_they_say_otherwise(vendors: Callable[..., Path]) -> None:
    header = "vendor,kind,country\n"
    name = "Volasys Silver Star Network"
    rows = report(vendors(f"{name},,RU\n", f"{name},person,RU\n", header=header))["rows"]
    assert isinstance(rows, list)
    assert [row["band"] for row in rows] == ["review", "clear"]


def test_names_are_compared_with_listed_persons_too(vendors: Callable[..., Path]) -> None:
    done = run(vendors("V-1,York Louis Celestino Herrera,ES,,,,\n"))
    assert "V-1: " in done.stdout
    assert re.search(r"listed as ofac_sdn:\d+ \(CELESTINO HERRERA, York Louis\)", done.stdout)


# Places


def test_a_notice_stands_at_its_line_and_column(vendors: Callable[..., Path]) -> None:
    path = vendors(CLEAR, ESCALATE, REVIEW, OWNED)
    text = path.read_text(encoding="utf-8").splitlines()
    found = run(path).stdout
    where = dict(re.findall(r"^\w+: vendors\.csv:(\d+:\d+): (V-\d): .*\[\w+\.\w+\]$", found, re.MULTILINE))
    assert {vendor: place for place, vendor in where.items()} == {"V-4": "3:7", "V-3": "5:5", "V-5": "6:32"}
    assert text[3 - 1][7 - 1 :] == '"Yanbian Silver Star'
    assert text[5 - 1][5 - 1 :].startswith("Fortuna LLC")
    assert text[6 - 1][32 - 1 :].startswith("Pat Sampleton; Yanbian")


@pytest.mark.parametrize(
    ("record", "number", "place"),
    [
        ("a,b,c\n", 1, (1, 3, 1, 4)),
        ('"a,""x""",b\r\n', 1, (1, 11, 1, 12)),
        ('"a\nb",cd', 0, (1, 1, 2, 3)),
        ('"a\r\nb",cd', 1, (2, 4, 2, 6)),
        (",,\n", 2, (1, 3, 1, 3)),
        ('"open\n', 0, (1, 1, 2, 1)),
    ],
)
def test_cells_are_found_in_their_record(record: str, number: int, place: tuple[int, ...]) -> None:
    found = span(record, number)
    assert found is not None
    assert (found.line, found.column, found.end_line, found.end_column) == place


@given(
    rows=st.lists(st.lists(st.text('ab,;"\r\n é金', max_size=6), min_size=3, max_size=3), min_size=1, max_size=4),
    ending=st.sampled_from(["\n", "\r\n"]),
)
def test_the_text_at_a_place_is_the_cell(rows: list[list[str]], ending: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=ending).writerows([["id", "vendor", "city"], *rows])
    text = out.getvalue()
    lines = [*io.StringIO(text, newline="")]
    for row in rows_of(text.encode(), name="v.csv"):
        cells = next(csv.reader(io.StringIO(row.text, newline="")))
        for number, cell in enumerate(cells):
            found = span(row.text, number, line=row.line)
            assert found is not None
            part = lines[found.line - 1 : found.end_line] or [""]
            part[-1] = part[-1][: found.end_column - 1]
            part[0] = part[0][found.column - 1 :]
            shown = "".join(part)
            assert (shown[1:-1].replace('""', '"') if shown.startswith('"') else shown) == cell


def test_a_cell_that_is_not_there_has_no_place() -> None:
    assert span("a,b\n", 2) is None


def test_json_lines_have_lines_and_fields(vendors: Callable[..., Path]) -> None:
    vendors(CLEAR)
    records = [
        {"id": "V-1", "name": "Invented Lanterns", "country": "PL"},
        {"id": "V-2", "name": "Sample Ltd", "country": "RU", "aliases": ["Fortuna LLC"]},
    ]
    Path("v.jsonl").write_text("\n\n".join(map(json.dumps, records)), encoding="utf-8")
    rows = report(Path("v.jsonl"))["rows"]
    assert isinstance(rows, list)
    (notice,) = rows[1]["notices"]
    assert notice["place"] == {"file": "v.jsonl", "unit": "line", "number": 3, "column": "aliases[0]"}


def test_workbooks_have_rows(vendors: Callable[..., Path]) -> None:
    vendors(CLEAR)
    workbook(
        Path("v.xlsx"), [["id", "vendor", "country"], [1, "Invented Lanterns", "PL"], [], [2, "Fortuna LLC", "RU"]]
    )
    done = run("v.xlsx")
    assert done.exit_code == 1
    assert "review: v.xlsx, row 4, column vendor: 2: A company" in done.stdout


def test_cells_of_a_workbook_under_no_heading_are_told(vendors: Callable[..., Path]) -> None:
    vendors(CLEAR)
    workbook(Path("v.xlsx"), [["id", "vendor"], [1, "Invented Lanterns", "PL"]])
    done = run("v.xlsx")
    assert done.exit_code == 2
    assert "a cell under no heading" in done.stdout


def workbook(path: Path, rows: list[list[object]]) -> None:
    """A workbook of one sheet, as small as they get."""
    import zipfile  # noqa: PLC0415 - of this helper alone
    from xml.sax.saxutils import escape  # noqa: PLC0415 - as above

    def cell(row: int, column: int, value: object) -> str:
        place = f"{chr(65 + column)}{row}"
        if isinstance(value, int):
            return f'<c r="{place}"><v>{value}</v></c>'
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'

    cells = "".join(
        f'<row r="{n}">' + "".join(cell(n, column, value) for column, value in enumerate(row)) + "</row>"
        for n, row in enumerate(rows, start=1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    relation = f'<Relationship Id="rId1" Type="{office}/{{}}" Target="{{}}"/>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        + relation.format("officeDocument", "xl/workbook.xml")
        + "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="Vendors" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        + relation.format("worksheet", "worksheets/sheet1.xml")
        + "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


# What is shown


def test_owners_and_numbers_stay_out_unless_asked_for(vendors: Callable[..., Path]) -> None:
    header = "id,vendor,country,address,document_number,owners,owner_shares,dob\n"
    owners = "York Louis Celestino Herrera; Pat Sampleton,60; 40"
    row = f"V-1,Sample Ltd,AE,7 Secret Street,AB1234567,{owners},1970-08-05\n"
    bad = "V-2,Sample Ltd,AE,8 Secret Street,AB1234567,Pat Sampleton,sixty,1970-08-05\n"
    path = vendors(row, bad, header=header)
    for form in ("text", "json", "sarif"):
        shown = run(path, "-f", form)
        for secret in ("Secret Street", "AB1234567", "Celestino", "CELESTINO", "Sampleton", "1970", "sixty"):
            assert secret not in shown.stdout + shown.stderr
        assert "V-1" in shown.stdout
    assert "CELESTINO HERRERA" in run(path, "--include-personal-data").stdout
    assert "'sixty'" in run(path, "--include-personal-data").stdout


def test_a_report_says_what_was_searched_and_that_a_person_decides(vendors: Callable[..., Path]) -> None:
    done = run(vendors(CLEAR, UNKNOWN))
    last = done.stdout.splitlines()[-3:]
    counts = "2 vendors checked: 1 unknown, 1 clear; unknown is not clear"
    assert last == [BUNDLED_ONLY, counts, A_PERSON_DECIDES]


def test_hostile_text_starts_no_line_and_commands_nothing(vendors: Callable[..., Path]) -> None:
    name = "::error::Fortuna LLC ##vso[task.complete]\n::set-output\x1b[31m"
    path = vendors(f'"::stop-commands::x\n::warning","{name}",RU,,,,\n', REVIEW)
    shown = run(path, "-f", "text").stdout
    assert not [line for line in shown.splitlines() if line.lstrip().startswith(("::", "##"))]
    assert "##vso" not in shown
    assert "\x1b" not in shown


def test_unread_values_are_named(vendors: Callable[..., Path]) -> None:
    assert "not read at vendors.csv, line 2: country" in run(vendors("V-1,Sample Ltd,Erewhon,,,,\n")).stdout


# Several reports


def test_several_reports_are_written_at_once(vendors: Callable[..., Path]) -> None:
    done = run(vendors(REVIEW), "--format", "sarif", "-o", "out.sarif", "--format", "json", "-o", "out.json")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr == "screening: 1 vendor checked: 1 review\n"
    assert json.loads(Path("out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert json.loads(Path("out.json").read_text(encoding="utf-8"))["exit_code"] == 1


def test_a_file_belongs_to_the_format_before_it(vendors: Callable[..., Path]) -> None:
    done = run(vendors(REVIEW), "-f", "text", "-o", "out.txt", "-f", "sarif")
    assert json.loads(done.stdout)["version"] == "2.1.0"
    assert Path("out.txt").read_text(encoding="utf-8").startswith("review: vendors.csv:2:5: V-3")
    assert run(vendors(REVIEW), "-o", "alone.txt").stdout == ""
    assert Path("alone.txt").is_file()


@pytest.mark.parametrize(
    "given",
    [
        ["-f", "sarif", "-f", "json"],
        ["-f", "sarif", "-o", "a", "-f", "json", "-o", "a"],
        ["-o", "a", "-f", "sarif"],
        ["-f", "sarif", "-o", "a", "-o", "b"],
        ["-f", "sarif", "-o", "vendors.csv"],
        ["-f", "pdf"],
    ],
)
def test_reports_that_would_be_lost_are_refused(vendors: Callable[..., Path], given: list[str]) -> None:
    path = vendors(REVIEW)
    before = path.read_bytes()
    assert run(path, *given).exit_code == 2
    assert path.read_bytes() == before


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_the_same_input_gives_the_same_bytes(vendors: Callable[..., Path], form: str) -> None:
    path = vendors(CLEAR, REVIEW, ESCALATE, OWNED, BAD)
    assert run(path, "-f", form).stdout_bytes == run(path, "-f", form).stdout_bytes


def test_every_row_has_its_fingerprint_even_if_it_is_there_twice(vendors: Callable[..., Path]) -> None:
    rows = report(vendors(REVIEW, REVIEW, BAD, BAD))["rows"]
    assert isinstance(rows, list)
    prints = [notice["fingerprint"] for row in rows for notice in row["notices"]]
    assert len(set(prints)) == len(prints) == 4


# The baseline


def test_only_what_is_new_fails_beside_a_baseline(vendors: Callable[..., Path]) -> None:
    run(vendors(CLEAR, UNKNOWN, REVIEW), "-f", "json", "-o", "before.json")
    done = run(vendors(UNKNOWN, CLEAR, REVIEW), "--baseline", "before.json", "--fail-on", "unknown")
    assert done.exit_code == 0
    assert "known (review): vendors.csv:4:5: V-3" in done.stdout
    assert "in the baseline: 2" in done.stdout
    new = "V-8,Volasys Silver Star Network,RU,,,,\n"
    done = run(vendors(UNKNOWN, REVIEW, new), "--baseline", "before.json")
    assert done.exit_code == 1
    assert done.stdout.startswith("review: vendors.csv:4:5: V-8")
    states = [
        result["baselineState"]
        for result in json.loads(run("vendors.csv", "--baseline", "before.json", "-f", "sarif").stdout)["runs"][0][
            "results"
        ]
    ]
    assert sorted(states) == ["new", "unchanged", "unchanged"]


def test_a_second_row_of_the_same_vendor_is_known_with_the_first(vendors: Callable[..., Path]) -> None:
    run(vendors(REVIEW), "-f", "json", "-o", "before.json")
    assert run(vendors(REVIEW, REVIEW), "--baseline", "before.json").exit_code == 0


def test_a_baseline_hides_no_escalation_and_nothing_that_was_not_screened(vendors: Callable[..., Path]) -> None:
    path = vendors(ESCALATE, BAD)
    run(path, "-f", "json", "-o", "before.json")
    done = run(path, "--baseline", "before.json")
    assert done.exit_code == 2
    assert "escalate: vendors.csv:2:7: V-4" in done.stdout
    assert run(vendors(ESCALATE), "--baseline", "before.json").exit_code == 1


def test_what_was_known_comes_back_when_the_vendor_or_the_entry_changes(vendors: Callable[..., Path]) -> None:
    run(vendors(REVIEW), "-f", "json", "-o", "before.json")
    assert run(vendors("V-3,ООО Фортуна,RU,,,,\n"), "--baseline", "before.json").exit_code == 1
    before = Path("before.json").read_text(encoding="utf-8")
    other = re.sub(r'"digest": "[0-9a-f]{32}"', f'"digest": "{"0" * 32}"', before)
    Path("before.json").write_text(other, encoding="utf-8")
    assert run(vendors(REVIEW), "--baseline", "before.json").exit_code == 1


def test_the_baseline_is_not_written_over(vendors: Callable[..., Path]) -> None:
    path = vendors(REVIEW)
    run(path, "-f", "json", "-o", "before.json")
    assert run(path, "--baseline", "before.json", "-f", "json", "-o", "before.json").exit_code == 2


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("V-1," + "x" * 200_000 + ",PL,,,,\n", "field larger than field limit"),
        ("V-1," + "x" * 500 + ",PL,,,,\n", "at most 400 characters"),
        ("V-1," + "a " * 90 + ",PL,,,,\n", "name of 90 words"),
        ("," + "Sample Ltd,PL,,,,\n", "missing"),
        ('V-1,"Sample Ltd,PL,,,,\n', "not readable as CSV"),
        ("V-1,,PL,,,,\n", "no name that could be searched"),
    ],
)
def test_a_row_that_cannot_be_screened_fails_without_its_values(
    vendors: Callable[..., Path], row: str, said: str
) -> None:
    done = run(vendors(row))
    assert done.exit_code == 2
    assert said in done.stdout
    assert "xxxx" not in done.stdout
    assert "a a a" not in done.stdout


def test_a_file_that_cannot_be_used_is_named_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "latin.csv").write_bytes(b"id,name\nu1,M\xfcller\n")
    (tmp_path / "sub" / "empty.csv").write_bytes(b"")
    done = CliRunner().invoke(commands, ["check", "sub/latin.csv", "sub/empty.csv", "sub/none.csv"])
    assert done.exit_code == 2
    assert done.stdout.splitlines()[:3] == [
        "error: sub/empty.csv: is empty, there is no record in it [input.unusable]",
        "error: sub/latin.csv: line 2: not UTF-8 (byte 0xfc); save it as UTF-8 [input.unusable]",
        "error: sub/none.csv: No such file or directory [input.unusable]",
    ]
