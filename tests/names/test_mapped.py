"""An index in a file: whole or refused, the same for every process and thread that maps it."""

from __future__ import annotations

import csv
import gzip
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from screening.errors import WatchlistError
from screening.names import Index

NAMES = [
    "KIM, Jong Un",
    "Yanbian Silverstar Network Technology Co., Ltd.",
    "ANDREYEV, Vitaliy Sergeyevich",
    "李哲",
    "محمد علي",
    "Musterova, Anna",
]
QUERIES = [
    "김정은",
    "Yanbian Silver Star Network Technology",
    "Виталий Андреев",
    "Ri Chol",
    "Mohamed Ali",
    "Anna",
    "",
]
KINDS = ["person", "organization", None]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "names.index"
    Index(NAMES, kinds=["person", "organization", None, "person", None, "person"]).save(path)
    return path


def test_a_mapped_index_answers_as_before(file: Path) -> None:
    index = Index(NAMES, kinds=["person", "organization", None, "person", None, "person"])
    loaded = Index.load(file)
    assert len(loaded) == len(NAMES)
    for kind in KINDS:
        for query in QUERIES:
            assert loaded.search(query, kind=kind) == index.search(query, kind=kind)


def test_a_path_can_be_a_string(file: Path) -> None:
    copy = str(file) + ".copy"
    Index.load(str(file)).save(copy)
    assert Path(copy).read_bytes() == file.read_bytes()


def test_the_same_names_give_the_same_bytes(file: Path) -> None:
    before = file.read_bytes()
    Index(NAMES, kinds=["person", "organization", None, "person", None, "person"]).save(file)
    assert file.read_bytes() == before


def test_an_updated_index_can_be_saved(file: Path) -> None:
    new = Index.load(file).updated(add=["Boris Testov"], remove=[0])
    new.save(file)
    assert [at for at, _ in Index.load(file).search("Boris Testov")] == [5]
    assert Index.load(file).search("Kim Jong Un") == []


@pytest.mark.parametrize("names", [[], ["", "..."]])
def test_an_index_without_words_can_be_saved(names: list[str], tmp_path: Path) -> None:
    Index(names).save(tmp_path / "empty.index")
    loaded = Index.load(tmp_path / "empty.index")
    assert len(loaded) == len(names)
    assert loaded.search("Anna Musterova") == []


FOREIGN = {
    "empty": b"",
    "text": b"id,name\n1,Anna Musterova\n",
    "zip": b"PK\x03\x04" + bytes(100),
    "zeros": bytes(5000),
    "first line only": b"screening index of names\n",
    "no header": b"screening index of names\n" + (0).to_bytes(8, "little"),
    "header longer than the file": b"screening index of names\n" + (1 << 60).to_bytes(8, "little") + b"{}",
    "header is a list": b"screening index of names\n" + (2).to_bytes(8, "little") + b"[]",
    "header without arrays": b"screening index of names\n" + (12).to_bytes(8, "little") + b'{"format":1}',
}


@pytest.mark.parametrize("content", FOREIGN.values(), ids=FOREIGN)
def test_what_is_no_index_is_refused_by_name(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "foreign.index"
    path.write_bytes(content)
    with pytest.raises(WatchlistError, match=r"foreign\.index"):
        Index.load(path)


def test_a_file_cut_short_is_refused_wherever_it_was_cut(file: Path) -> None:
    whole = file.read_bytes()
    for size in [*range(0, 200, 7), *range(200, len(whole), 101), len(whole) - 1]:
        file.write_bytes(whole[:size])
        with pytest.raises(WatchlistError, match=r"names\.index"):
            Index.load(file)


def _header(whole: bytes) -> tuple[int, bytes]:
    start = len(b"screening index of names\n") + 8
    size = int.from_bytes(whole[start - 8 : start], "little")
    return start, whole[start : start + size]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"words"', b'"wards"'),
        (b'"format"', b'"farmot"'),
        (b'"arrays"', b'"arroys"'),
        (b"[", b"{"),
        (b"<u4", b"<u2"),
        (b"|u1", b"|u8"),
        (b'"check":', b'"check":1'),
    ],
)
def test_a_damaged_header_is_refused(file: Path, old: bytes, new: bytes) -> None:
    whole = file.read_bytes()
    start, header = _header(whole)
    damaged = header.replace(old, new, 1)
    assert damaged != header
    size = len(damaged).to_bytes(8, "little")
    file.write_bytes(whole[: start - 8] + size + damaged + whole[start + len(header) :])
    with pytest.raises(WatchlistError, match=r"names\.index"):
        Index.load(file)


def test_another_format_is_refused_with_its_number(file: Path) -> None:
    whole = file.read_bytes()
    start, header = _header(whole)
    other = json.loads(header) | {"format": 999}
    damaged = json.dumps(other, separators=(",", ":")).encode()
    file.write_bytes(whole[: start - 8] + len(damaged).to_bytes(8, "little") + damaged + whole[start:])
    with pytest.raises(WatchlistError, match=r"names\.index.* 999"):
        Index.load(file)


@pytest.mark.parametrize("part", [0.25, 0.5, 0.75, 0.99])
def test_a_damaged_array_is_refused(file: Path, part: float) -> None:
    """A part of the file that was never written, as a copy that broke off leaves it."""
    whole = file.read_bytes()
    at = int(len(whole) * part)
    lost = whole[:at] + bytes(len(whole) - at)
    assert lost != whole
    file.write_bytes(lost)
    with pytest.raises(WatchlistError, match=r"names\.index"):
        Index.load(file)


def test_a_missing_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Index.load(tmp_path / "none.index")
    with pytest.raises(FileNotFoundError):
        Index([]).save(tmp_path / "none" / "names.index")


@pytest.mark.parametrize("error", [OSError("no space left"), KeyboardInterrupt()])
def test_a_failed_save_leaves_the_old_file(
    file: Path, error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()

    def fail(_: int) -> None:
        raise error

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(type(error)):
        Index(["Boris Testov"]).save(file)
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_a_mapped_file_can_be_replaced(file: Path) -> None:
    loaded = Index.load(file)
    Index(["Boris Testov"]).save(file)
    assert [at for at, _ in loaded.search("Kim Jong Un")] == [0]
    assert [at for at, _ in Index.load(file).search("Boris Testov")] == [0]


def test_two_processes_map_one_file(file: Path) -> None:
    code = """
import sys
from screening.names import Index
index = Index.load(sys.argv[1])
print(flush=True)
for query in sys.stdin.read().splitlines():
    print([(at, match.score) for at, match in index.search(query)])
"""
    command = [sys.executable, "-X", "utf8", "-c", code, str(file)]
    workers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        for _ in range(2)
    ]
    for worker in workers:  # both have the file mapped before either searches
        assert worker.stdout is not None
        assert worker.stdout.readline() == "\n"
    loaded = Index.load(file)
    wanted = "".join(f"{[(at, match.score) for at, match in loaded.search(query)]}\n" for query in QUERIES[:-1])
    for worker in workers:
        said, _ = worker.communicate("\n".join(QUERIES[:-1]))
        assert worker.returncode == 0
        assert said == wanted


@pytest.mark.parametrize("cached", [1 << 13, 64], ids=["all cached", "few cached"])
def test_threads_get_the_answers_of_one(cached: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("screening.names.lookup._CACHED", cached)
    syllables = ["kim", "chol", "min", "song", "musterova", "testov", "anna", "boris", "silver", "star", "bank"]
    names = [f"{a} {b} {c}" for a in syllables for b in syllables for c in syllables[:5]]
    queries = [f"{name} {syllables[at % 7]}" for at, name in enumerate(names[::3])]
    alone = Index(names)
    wanted = [alone.search(query) for query in queries]
    index = Index(names)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(4) as threads:
            for found in threads.map(lambda _: [index.search(query) for query in queries], range(4)):
                assert found == wanted
    finally:
        sys.setswitchinterval(interval)


def test_every_fiftieth_listed_name_finds_itself_in_a_mapped_index(lists_folder: Path, tmp_path: Path) -> None:
    path = lists_folder / "ofac" / "sdn_20231228.csv.gz"
    if not path.is_file():
        pytest.skip(f"no SDN list in {lists_folder}")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if len(row) > 2]
    names = [row[1] for row in rows]
    kinds = ["person" if row[2].strip() == "individual" else "organization" for row in rows]
    Index(names, kinds=kinds).save(tmp_path / "sdn.index")
    index = Index.load(tmp_path / "sdn.index")
    assert len(index) == len(names)
    for position in range(0, len(names), 50):
        found = dict(index.search(names[position], limit=60))
        assert found[position].score == 1.0, names[position]
