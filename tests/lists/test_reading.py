"""What ``read`` takes, and how it refuses the rest."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

import screening.lists
from screening.errors import WatchlistError
from screening.lists import read, read_folder

SDN = '7,"EXAMPLE TRADING",-0- ,"DPRK3",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
ALT = '7,70,"aka","MADE-UP TRADE",-0- \r\n'
ADD = "7,90,-0- ,-0- ,-0- ,-0- \r\n"
OWN = "name\nExample Person\n"


def put(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", r"list\.csv: the file is empty", id="empty"),
        pytest.param(b" \r\n\x1a", r"list\.csv: the file is empty", id="only an end mark"),
        pytest.param(gzip.compress(b""), r"list\.csv: the file is empty", id="empty gzip"),
        pytest.param(
            gzip.compress(SDN.encode() * 9)[:-9],
            r"list\.csv: the gzip archive is damaged or cut off",
            id="cut gzip",
        ),
        pytest.param(b"\x1f\x8b\x08garbage..", r"list\.csv: the gzip archive is damaged", id="no gzip"),
        pytest.param("name\nExample".encode("utf-16"), r"list\.csv: not a text file in UTF-8", id="UTF-16"),
        pytest.param(b"\0\1\2\3", r"list\.csv: not a text file in UTF-8", id="binary"),
        pytest.param(b"name\nEx\xe1mple", r"list\.csv, line 2: not UTF-8", id="own list in Latin-1"),
        pytest.param(b"<html>", r"in no format that can be read \(it looks like an HTML page\)", id="HTML"),
        pytest.param(b'[{"a": 1}]', r"it looks like JSON", id="JSON"),
        pytest.param(
            "区分,番号,氏名（英語）\n".encode("cp932"), r"a text in another encoding: save it as UTF-8", id="cp932"
        ),
        pytest.param(
            "번호,성명,지정사유\n".encode("cp949"), r"a text in another encoding: save it as UTF-8", id="cp949"
        ),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", r"an old Excel workbook \(\.xls\)", id="xls"),
        pytest.param(b"a poem\nof two lines\n", r"in no format that can be read; readable are OFAC's", id="prose"),
        pytest.param(b'x"' * 99_999, r"in no format that can be read", id="quotation marks"),
        pytest.param(ALT.encode(), r"an alias file of OFAC's list, give the primary file", id="alias file alone"),
    ],
)
def test_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(WatchlistError, match=said):
        read(path)


def test_absent_and_folder(tmp_path: Path) -> None:
    with pytest.raises(WatchlistError, match="there is no such file"):
        read(tmp_path / "sdn.csv")
    with pytest.raises(WatchlistError, match="this is a folder"):
        read(tmp_path)
    with pytest.raises(WatchlistError, match="no file was given"):
        read([])


def test_a_gzip_cut_behind_its_head_is_refused(tmp_path: Path) -> None:
    rows = "".join(
        f'{number},"NAME {number * 7919}",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n'
        for number in range(20_000)
    )
    path = tmp_path / "sdn.csv.gz"
    path.write_bytes(gzip.compress(rows.encode())[:-500])
    with pytest.raises(WatchlistError, match=r"sdn\.csv\.gz: the gzip archive is damaged or cut off"):
        read(path, partial=True)


def test_an_endless_line_is_refused(tmp_path: Path) -> None:
    put(tmp_path, sdn=SDN + "x" * (1 << 21), alt=ALT, add=ADD)
    with pytest.raises(WatchlistError, match="longer than 1 MiB"):
        read(tmp_path / "sdn.csv")


@pytest.mark.parametrize(
    ("primary", "alias", "address"),
    [
        ("sdn.csv", "alt.csv", "add.csv"),
        ("SDN.CSV", "ALT.CSV", "Add.csv"),
        ("sdn_20240102.csv", "alt_20240102.csv", "ADD_20240102.CSV"),
        ("2024-01-02-sdn.csv", "2024-01-02-alt.csv", "2024-01-02-add.csv"),
        ("cons_prim.csv", "cons_alt.csv", "cons_add.csv"),
    ],
)
def test_companions_have_the_same_affix(tmp_path: Path, primary: str, alias: str, address: str) -> None:
    for name, text in ((primary, SDN), (alias, ALT), (address, ADD)):
        (tmp_path / name).write_text(text)
    watchlist = read(tmp_path / primary)
    assert [name.name for name in watchlist.entities[0].names] == ["EXAMPLE TRADING", "MADE-UP TRADE"]
    assert watchlist.as_of == ("2024-01-02" if "2024" in primary else "")
    assert watchlist.id == ("ofac_cons" if "cons" in primary else "ofac_sdn")


def test_the_companion_of_another_release_is_not_taken(tmp_path: Path) -> None:
    put(tmp_path, sdn_20240102=SDN, alt=ALT, alt_20240101=ALT, add_20240102=ADD)
    with pytest.raises(WatchlistError, match=r"its aliases are not there: put alt_20240102\.csv beside it"):
        read(tmp_path / "sdn_20240102.csv")
    assert len(read(tmp_path / "sdn_20240102.csv", partial=True).entities[0].names) == 1
    named = read(tmp_path / "sdn_20240102.csv", tmp_path / "alt_20240101.csv")
    assert len(named.entities[0].names) == 2


def test_a_file_is_known_by_its_content(tmp_path: Path) -> None:
    put(tmp_path, one=ADD, two=SDN, three=ALT)
    watchlist = read(tmp_path / "one.csv", tmp_path / "two.csv", str(tmp_path / "three.csv"))
    assert watchlist.problems == ()
    with pytest.raises(WatchlistError, match=r"put alt\.csv and add\.csv beside it"):
        read(tmp_path / "two.csv")


def test_a_companion_must_be_what_its_name_says(tmp_path: Path) -> None:
    put(tmp_path, sdn=SDN, alt=ADD, add=ADD)
    with pytest.raises(WatchlistError, match=r"alt\.csv: lies beside sdn\.csv but is not an alias file"):
        read(tmp_path / "sdn.csv")


def test_two_files_of_a_kind(tmp_path: Path) -> None:
    put(tmp_path, sdn=SDN, alt=ALT, add=ADD, other=ALT)
    with pytest.raises(WatchlistError, match=r"alt\.csv: an alias file of OFAC's list, as is other\.csv"):
        read([tmp_path / "sdn.csv", tmp_path / "other.csv"], tmp_path / "alt.csv")


def test_own_lists_do_not_mix(tmp_path: Path) -> None:
    put(tmp_path, sdn=SDN, alt=ALT, add=ADD, ours=OWN)
    with pytest.raises(WatchlistError, match="other lists are one file each"):
        read(tmp_path / "ours.csv", tmp_path / "sdn.csv")
    with pytest.raises(WatchlistError, match=r"ours\.csv: in no format"):
        read(tmp_path / "sdn.csv", tmp_path / "ours.csv")


def test_the_package_loads_nothing_until_asked() -> None:
    code = "import sys, screening.lists; sys.exit('screening.lists.reading' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = screening.lists.nothing


def test_a_folder_gives_each_of_its_lists_once(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name\nInvented Lantern Software\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("name\nImaginary Payroll Bureau\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("not a list", encoding="utf-8")
    assert [watchlist.id for watchlist in read_folder(tmp_path)] == ["own:a", "own:b"]


def test_a_folder_with_a_real_list_reads_its_companions_with_it(lists_folder: Path, tmp_path: Path) -> None:
    for name in ("sdn_20231228.csv.gz", "alt_20231228.csv", "add_20231228.csv.gz", "sdn_comments_20231228.csv"):
        (tmp_path / name).symlink_to(lists_folder / "ofac" / name)
    (sdn,) = read_folder(tmp_path)
    assert (sdn.id, len(sdn)) == ("ofac_sdn", 13_821)


@pytest.mark.parametrize("content", [None, "a,b\n1,2\n"], ids=["nothing", "no list"])
def test_a_folder_without_a_list_is_refused(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "table.csv").write_text(content, encoding="utf-8")
    with pytest.raises(WatchlistError):
        read_folder(tmp_path)
    with pytest.raises(WatchlistError, match="No such file"):
        read_folder(tmp_path / "absent")


def test_a_name_beyond_what_can_be_compared_costs_itself(tmp_path: Path) -> None:
    long = "Example " * 65
    put(tmp_path, list=f"name,aliases,id\nExample Person,{long},1\n{long},,2\n")
    watchlist = read(tmp_path / "list.csv")
    assert [hit.entity.id for hit in watchlist.search("Example Person")] == ["1"]
    assert watchlist.entities[0].remarks == long.strip()
    assert [problem.partition(" (got")[0] for problem in watchlist.problems] == [
        f"list.csv, {number}, name: too long to be compared, it is found by no search" for number in (1, 2)
    ]
    assert watchlist.skipped == watchlist.problems[1:]


def test_a_list_of_nothing_but_such_names_is_refused(tmp_path: Path) -> None:
    put(tmp_path, list=f"name\n{'x' * 600}\n")
    with pytest.raises(WatchlistError, match=r"no entry can be read \(list\.csv, .*too long to be compared"):
        read(tmp_path / "list.csv")
