from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from screening import inputs
from screening.errors import InputError, RecordError
from screening.population import pieces as cutting
from screening.population.pieces import check, pieces, read
from screening.population.sources import find
from screening.profile import Profile
from screening.records import MAX_LINE

MARTA = '{"id": "u1", "name": "Marta Wzorowa"}'
FILES: dict[str, bytes] = {
    "plain.jsonl": f"{MARTA}\n{MARTA}\n{MARTA}\n".encode(),
    "no-end.jsonl": f"{MARTA}\n{MARTA}".encode(),
    "mark.jsonl": b"\xef\xbb\xbf" + f"{MARTA}\n{MARTA}\n".encode(),
    "blank.jsonl": f"\n{MARTA}\n\n\n  \n{MARTA}\r\n".encode(),
    "bad.jsonl": b'{"id": "u1"\n' + MARTA.encode() + b'\n{"id": "\xff"}\n[]\n{"nmae": 1}\n',
    "plain.csv": "id,name,country\nu1,Marta Wzorowa,PL\nu2,김예시,KR\n".encode(),
    "mark.csv": b'\xef\xbb\xbf"id","name"\nu1,Marta\n',
    "quoted.csv": b'id,name,addresses.line\r\nu1,Marta,"Street 1\r\n\r\nTown"\r\n\r\nu2,"Joana ""Jo""","a\nb"\r\n'
    b'u3,"5"" disk",c\r\n',
    "half.csv": b'id,name\nu1,Marta\nu2,5" disk, more\nu3,"open\nu4,never closed\n',
    "wide.csv": b"id,name\nu1,Marta,PL\nu2\n\n,,\nu3,Anna\n",
    "semicolons.csv": b"id;name\nu1;Marta, or so\nu2;Anna\n",
    "tabs.tsv": b"id\tname\nu1\tMarta\n",
    "returns.csv": b"id,name\ru1,Marta\ru2,Anna\r",
    "header-of-two-lines.csv": b'id,"name\n"\nu1,Marta\n',
}


@pytest.fixture(autouse=True, params=[1, 2, 2_000])
def rows(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Pieces of so many rows: where a file is cut must change nothing."""
    monkeypatch.setattr(cutting, "ROWS", request.param)
    return int(request.param)


def records(*paths: Path, kind: str | None = None) -> list[Profile | dict[str, object]]:
    found = find([str(path) for path in paths]).sources
    return told(record for piece in pieces(found) for _, record in read(piece, kind=kind))


def told(found: object) -> list[Profile | dict[str, object]]:
    return [record.to_dict() if isinstance(record, RecordError) else record for record in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", FILES)
def test_a_file_in_pieces_is_read_as_a_whole_one(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name])
    assert records(path) == told(inputs.read(str(path)))


def test_so_is_a_parquet_file(tmp_path: Path) -> None:
    path = tmp_path / "p.parquet"
    table = pa.table({"id": ["u1", "", "u3"], "name": ["Marta", "Anna", "Joana"]})
    pq.write_table(table, path, row_group_size=2)
    assert records(path, kind="organization") == told(inputs.read(str(path), kind="organization"))


def test_a_line_that_is_too_long_is_one_bad_record(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    path.write_bytes(f'{MARTA}\n{{"id": "{"x" * MAX_LINE}yyy"}}\n{MARTA}\n'.encode())
    found = records(path)
    assert found == told(inputs.read(str(path)))
    assert [isinstance(record, Profile) for record in found] == [True, False, True]


def test_a_row_in_another_encoding_is_a_bad_record(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_bytes("id,name\nu1,Marta\nu2,José\nu3,Anna\n".encode("latin-1"))
    first, bad, last = records(path)
    assert isinstance(first, Profile)
    assert isinstance(last, Profile)
    assert isinstance(bad, dict)
    assert bad["place"] == "p.csv, line 3"
    assert "not UTF-8 (byte 0xe9)" in str(bad["problems"])


def test_a_table_of_wide_rows_is_cut_by_its_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    monkeypatch.setattr(cutting, "_BYTES", 1_000)
    pq.write_table(
        pa.table({"id": [f"u{n}" for n in range(20)], "name": ["x" * 300] * 20}), tmp_path / "p.parquet"
    )
    found = list(pieces(find([str(tmp_path / "p.parquet")]).sources))
    assert max(piece.span for piece in found) <= min(rows, 4)
    assert [piece.number for piece in found] == list(range(1, len(found) + 1))
    assert sum(piece.weight for piece in found) == pytest.approx((tmp_path / "p.parquet").stat().st_size)
    assert len(records(tmp_path / "p.parquet")) == 20


def test_a_file_that_is_damaged_further_on_is_a_bad_record_and_the_next_is_read(tmp_path: Path) -> None:
    table = pa.table({"id": [f"u{n:09}" for n in range(4_000)], "name": ["Marta"] * 4_000})
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=2_000, compression="none", use_dictionary=False)
    content = bytearray((tmp_path / "a.parquet").read_bytes())
    at = content.index(b"u000002100")
    content[at - 60_000 + 30_000 : at] = bytes(30_000)
    (tmp_path / "a.parquet").write_bytes(content)
    (tmp_path / "b.jsonl").write_text(MARTA, encoding="utf-8")
    source = find([str(tmp_path)])
    check(source.sources[0])
    found = records(tmp_path)
    assert isinstance(found[-1], Profile)
    assert any(isinstance(record, dict) for record in found[:-1])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("e.jsonl", b""),
        ("e.jsonl", b"\n \r\n"),
        ("e.csv", b"id,name\n"),
        ("e.csv", b"id,name\r\n\r\n \r\n"),
        ("e.csv", b""),
    ],
)
def test_a_file_without_a_record_is_told_if_it_was_named(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    check(find([str(tmp_path / name)]).sources[0])
    (bad,) = records(tmp_path / name)
    assert isinstance(bad, dict)
    assert bad["place"] == name
    assert "there is no record in it" in str(bad["problems"])
    assert records(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("p.parquet", b"nothing", "p.parquet"),
        ("p.csv", b"id,nmae\nu1,A\n", "p.csv, line 1: unknown column 'nmae'"),
        ("p.csv", "id,naïve\n".encode("latin-1"), "not UTF-8"),
        ("p.csv", b"PK\x03\x04", "is a zip archive"),
        ("p.jsonl", b"\x1f\x8b", "is compressed"),
        ("p.jsonl", b"\xff\xfe", "is UTF-16"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_before_the_work(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=said):
        check(find([str(tmp_path / name)]).sources[0])


# -- which files ----------------------------------------------------------------------------------


def made(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(MARTA, encoding="utf-8")


def names(*paths: object) -> list[str]:
    return [source.name for source in find([str(path) for path in paths]).sources]


def test_a_folder_is_read_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    made(
        tmp_path, "b.jsonl", "a/2.jsonl", "a/10.jsonl", "_SUCCESS", "_temporary/x.jsonl", ".b.jsonl.parts/y.jsonl"
    )
    assert names(tmp_path) == ["a/10.jsonl", "a/2.jsonl", "b.jsonl"]


def test_a_pattern_names_files_and_folders(tmp_path: Path) -> None:
    made(tmp_path, "2026-01/a.jsonl", "2026-02/a.jsonl", "2025-12/a.jsonl", "2026-01/note.txt")
    assert len(names(tmp_path / "2026-*" / "*.jsonl")) == 2
    assert len(names(tmp_path / "**" / "*.jsonl")) == 3
    assert len(names(tmp_path / "2026-*")) == 2


def test_what_of_a_folder_is_not_read_is_told(tmp_path: Path) -> None:
    made(tmp_path, "a.jsonl", "note.txt", "run=7/b.jsonl")
    found = find([str(tmp_path)])
    assert len(found.sources) == 2
    assert sorted(note.replace(f"{tmp_path}/", "") for note in found.notes) == [
        "note.txt: not read, '.txt' is none of .parquet, .csv, .tsv, .jsonl, .ndjson",
        "partition run: is no field of a profile, and is not read",
    ]


def test_partitions_give_what_a_row_does_not_say(tmp_path: Path) -> None:
    lines = [{"id": "u1", "name": "Marta"}, {"id": "u2", "name": "Anna", "country": "PT"}]
    folder = tmp_path / "country=PL" / "kind=organization" / "city=Gda%C5%84sk"
    folder.mkdir(parents=True)
    (folder / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    (folder / "b.csv").write_text("id,name\nu3,Joana\n", encoding="utf-8")
    pq.write_table(pa.table({"id": ["u4"], "name": ["Olga"]}), folder / "c.parquet")
    (tmp_path / "country=__HIVE_DEFAULT_PARTITION__").mkdir()
    (tmp_path / "country=__HIVE_DEFAULT_PARTITION__" / "a.jsonl").write_text(MARTA, encoding="utf-8")
    found = [record for record in records(tmp_path) if isinstance(record, Profile)]
    assert [(p.id, p.kind, p.country, p.city) for p in found] == [
        ("u1", "organization", "PL", "Gdańsk"),
        ("u2", "organization", "PT", "Gdańsk"),
        ("u3", "organization", "PL", "Gdańsk"),
        ("u4", "organization", "PL", "Gdańsk"),
        ("u1", "person", None, None),
    ]


def test_a_partition_that_is_no_value_is_told_for_every_row(tmp_path: Path) -> None:
    made(tmp_path, "kind=robot/a.jsonl")
    (bad,) = records(tmp_path)
    assert isinstance(bad, dict)
    assert "robot" in str(bad["problems"])


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        (["nothing.jsonl"], "No such file"),
        (["nothing-*.jsonl"], "no file matches"),
        (["note.txt"], "not '.txt'"),
        (["empty"], "there is no file in it that can be read"),
        (["a.jsonl", "*.jsonl"], "is named twice"),
    ],
)
def test_paths_that_name_nothing_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paths: list[str], said: str
) -> None:
    made(tmp_path, "a.jsonl", "note.txt", "empty/note.txt")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=said):
        find(paths)
