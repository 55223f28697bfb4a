from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from screening import inputs, records
from screening.errors import InputError, RecordError
from screening.profile import Profile

pa: Any = pytest.importorskip("pyarrow")
parquet: Any = pytest.importorskip("pyarrow.parquet")
RECORDS = [
    {"id": "a", "name": "Marta Wzorowa", "country": "PL"},
    {"id": "b", "name": "김예시", "country": "KR"},
]
LINES = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in RECORDS).encode()
SHEET = "id;name;country\na;Marta Wzorowa;PL\nb;김예시;KR\n"


def written(folder: Path, name: str) -> Path:
    path = folder / name
    if name.endswith("parquet"):
        parquet.write_table(pa.Table.from_pylist(RECORDS), path, row_group_size=1)
        return path
    contents = {
        "a.jsonl": LINES,
        "a.ndjson": b"\xef\xbb\xbf\n" + LINES.rstrip(),
        "A.JSONL": LINES,
        "a.json": json.dumps(RECORDS).encode(),
        "bom.json": b"\xef\xbb\xbf" + json.dumps(RECORDS).encode(),
        "a.csv": SHEET.encode(),
        "bom.csv": SHEET.replace(";", ",").encode("utf-8-sig"),
        "a.tsv": SHEET.replace(";", "\t").encode(),
    }
    path.write_bytes(contents[name])
    return path


@pytest.mark.parametrize(
    "name",
    ["a.jsonl", "a.ndjson", "A.JSONL", "a.json", "bom.json", "a.csv", "bom.csv", "a.tsv", "a.parquet"],
)
def test_every_kind_of_file_gives_the_same_profiles(tmp_path: Path, name: str) -> None:
    found = list(inputs.read(str(written(tmp_path, name))))
    assert found == [Profile(**record) for record in RECORDS]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv", "a.parquet"])
def test_records_without_a_kind_take_the_one_given(tmp_path: Path, name: str) -> None:
    found = inputs.read(str(written(tmp_path, name)), kind="organization")
    assert {profile.kind for profile in found if isinstance(profile, Profile)} == {"organization"}


def test_one_object_is_one_record(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps(RECORDS[0]))
    assert [record.id for record in inputs.read(str(path)) if isinstance(record, Profile)] == ["a"]


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("p.jsonl", b'{"id":"a"}\n\n{"nmae":"x"}\n{"id":"c"}\n', "p.jsonl, line 3"),
        ("p.json", b'[{"id":"a"},7,{"id":"c"}]', "p.json, record 2"),
        ("p.csv", b"id,name\na,b\nc\nd,e\n", "p.csv, line 3"),
    ],
)
def test_a_bad_record_is_told_and_the_rest_is_read(tmp_path: Path, name: str, content: bytes, place: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    found = list(inputs.read(str(path)))
    assert [isinstance(record, Profile) for record in found] == [True, False, True]
    assert isinstance(found[1], RecordError)
    assert found[1].place == place


def test_parquet_rows_are_counted_through(tmp_path: Path) -> None:
    path = tmp_path / "p.parquet"
    parquet.write_table(pa.table({"id": ["a", "b", None], "kind": ["person", "nobody", "person"]}), path)
    found = list(inputs.read(str(path)))
    assert [getattr(record, "place", "") for record in found] == ["", "p.parquet, row 2", "p.parquet, row 3"]


def test_a_parquet_value_that_cannot_be_read_costs_its_row_alone(tmp_path: Path) -> None:
    path = tmp_path / "p.parquet"
    names = pa.Array.from_buffers(pa.string(), 3, pa.array([b"A", b"Jos\xe9", b"C"]).buffers())
    parquet.write_table(pa.table({"id": ["a", "b", "c"], "name": names}), path)
    first, bad, last = inputs.read(str(path))
    assert (first, last) == (Profile(id="a", name="A"), Profile(id="c", name="C"))
    assert str(bad).startswith("p.parquet, row 2: a value that cannot be read: 'utf-8' codec")


def test_a_parquet_column_that_is_there_twice_is_told(tmp_path: Path) -> None:
    path = tmp_path / "p.parquet"
    parquet.write_table(pa.Table.from_arrays([pa.array(["a"])] * 3, names=["id", "name", "name"]), path)
    with pytest.raises(InputError, match=r"^p\.parquet: more than one column for 'name'$"):
        list(inputs.read(str(path)))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("p.jsonl", b"", "is empty"),
        ("p.jsonl", b"\n  \n", "is empty"),
        ("p.json", b" ", "is empty"),
        ("p.csv", b"", "is empty"),
        ("p.json", b"[]", "there is no record in it"),
        ("p.csv", b"id,name\n", "no record below its header"),
        ("p.parquet", b"", "not readable as Parquet"),
        ("p.parquet", b"PAR1xxxxPAR1", "not readable as Parquet"),
        ("p.json", b"7", "an object or a list of objects is needed, not 7"),
        ("p.json", b"{} x", "not JSON in UTF-8"),
        ("p.json", b'{"id":"a"}\n{"id":"b"}\n', "has the extension .jsonl"),
        ("p.json", b"[" * 100_000 + b"]" * 100_000, "nested too deeply"),
        ("p.json", b'{"id": NaN}', "not JSON"),
        ("p.csv", b"id,name\na,\xe9\n", "line 2: not UTF-8"),
        ("p.csv", "id,name\na,b\n".encode("utf-16"), "is UTF-16; save it as UTF-8"),
        ("p.jsonl", "{}".encode("utf-16"), "is UTF-16; save it as UTF-8"),
        ("p.jsonl", b"\x1f\x8b\x08", "is compressed; unpack it first"),
        ("p.csv", b"PK\x03\x04\x00", "a zip archive or a spreadsheet"),
        ("p.csv", b"%PDF-1.7", "is a PDF"),
        ("p.csv", b"PAR1", "is a Parquet file"),
        ("p.jsonl", b"ab\n\x00\x01\x02", "is no text file"),
        ("p.csv", b"a,Marta Wzorowa,PL\n", "unknown column"),
        ("p.ods", b"", "the extension says what a file is, '.ods' says nothing"),
        ("p", b"", "the extension says what a file is"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_clear_error(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=message) as caught:
        list(inputs.read(str(path)))
    assert name in str(caught.value)


@pytest.mark.parametrize("name", ["nope.jsonl", "nope.json", "nope.csv", "nope.parquet"])
def test_a_missing_file_is_said_to_be_missing(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="No such file"):
        list(inputs.read(str(tmp_path / name)))


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        list(inputs.read(str(tmp_path)))


def test_an_endless_line_is_one_error_and_the_next_line_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "MAX_LINE", 20)
    monkeypatch.setattr(records, "MAX_LINE", 20)
    path = tmp_path / "p.jsonl"
    path.write_bytes(b"x" * 500 + b'\n{"id":"a"}\n')
    error, profile = inputs.read(str(path))
    assert isinstance(error, RecordError)
    assert "the limit is 20" in str(error)
    assert isinstance(profile, Profile)


def test_parquet_without_its_library_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_name: str) -> object:
        raise ImportError

    monkeypatch.setattr(inputs, "import_module", missing)
    with pytest.raises(InputError, match=r"freelance-screening\[batch\]"):
        list(inputs.read(str(written(tmp_path, "a.parquet"))))


def test_standard_input_holds_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(LINES)))
    assert len(list(inputs.read("-"))) == 2


@pytest.mark.parametrize("closed", [True, False], ids=["closed", "absent"])
def test_a_closed_standard_input_is_said(monkeypatch: pytest.MonkeyPatch, *, closed: bool) -> None:
    stream = io.TextIOWrapper(io.BytesIO(LINES))
    stream.close()
    monkeypatch.setattr("sys.stdin", stream if closed else None)
    with pytest.raises(InputError, match="standard input is closed"):
        list(inputs.read("-"))


@pytest.mark.parametrize(
    ("names", "lines"),
    [
        (["a.jsonl"], 2),
        (["a.csv"], 3),
        (["a.jsonl", "a.csv"], 5),
        (["a.parquet"], 0),
        (["a.jsonl", "nope.csv"], 0),
    ],
)
def test_the_length_of_a_run_is_estimated_from_its_lines(tmp_path: Path, names: list[str], lines: int) -> None:
    for name in names:
        if name != "nope.csv":
            written(tmp_path, name)
    assert inputs.count(str(tmp_path / name) for name in names) == lines
