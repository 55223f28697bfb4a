"""The commands about lists, run as a person runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from screening.cli import commands

SDN = (
    '7,"EXAMPLE TRADING CO., LTD.",-0- ,"DPRK3",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Tax ID No. 123456 (China)."'
    "\r\n"
    '8,"MUSTEROVA, Vzorka","individual","SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 02 Jan 1970."\r\n'
)
ALT = '7,70,"aka","PROBEWERK",-0- \r\n'
ADD = '7,90,"1 Sample Road","Dandong","China",-0- \r\n8,91,-0- ,-0- ,-0- ,-0- \r\n'


def run(*arguments: object, code: int = 0) -> Result:
    done = CliRunner().invoke(commands, [str(argument) for argument in arguments])
    assert done.exit_code == code, done.output
    return done


def trio(folder: Path, *, sdn: str = SDN, affix: str = "_20261101") -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in (("sdn", sdn), ("alt", ALT), ("add", ADD)):
        (folder / f"{name}{affix}.csv").write_text(text)
    return folder / f"sdn{affix}.csv"


@pytest.fixture
def sdn(tmp_path: Path) -> Path:
    return trio(tmp_path / "ofac")


@pytest.fixture
def fetched(tmp_path: Path) -> Path:
    """A folder into which the list was fetched from a mirror."""
    trio(tmp_path / "mirror", affix="")
    (tmp_path / "mirror" / "sdn_comments.csv").write_text("\x1a")
    run(
        "lists",
        "update",
        "--dir",
        tmp_path / "lists",
        "--only",
        "ofac_sdn",
        "--url",
        f"ofac_sdn={tmp_path}/mirror/",
    )
    return tmp_path / "lists"


def test_status_shows_age_names_and_dprk_share(sdn: Path) -> None:
    lines = run("lists", "status", "-l", sdn, "--today", "2026-11-24").stdout.splitlines()
    assert lines[2].split()[:7] == ["ofac_sdn", "2026-11-01", "23", "2", "3", "1", lines[2].split()[6]]


def test_status_as_json(sdn: Path) -> None:
    found = json.loads(run("lists", "status", "-l", sdn, "--today", "2026-11-24", "-f", "json").stdout)
    assert [(row["list"], row["age"], row["dprk"]) for row in found["lists"]][1] == ("ofac_sdn", 23, 1)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--today", "2026-11-24"], 0, ""),
        (["--today", "2026-12-24"], 0, "STALE LIST: ofac_sdn is 53 days old, more than 30"),
        (["--today", "2026-12-24", "--require", "ofac_sdn"], 3, "STALE LIST"),
        (["--today", "2026-11-24", "--require", "un_sc"], 3, "MISSING LIST: un_sc"),
        (["--today", "2026-11-24", "--require", "ofac_sdn, un_sc"], 3, "MISSING LIST: un_sc"),
    ],
)
def test_status_gates_required_lists(sdn: Path, arguments: list[str], code: int, said: str) -> None:
    assert said in run("lists", "status", "-l", sdn, *arguments, code=code).stdout


def test_score_exits_with_3_without_a_required_list(sdn: Path, tmp_path: Path) -> None:
    profiles = tmp_path / "p.jsonl"
    profiles.write_text('{"id": "1", "name": "Anna Wzorowa", "country": "PL"}\n')
    today = ("--today", "2026-11-24")
    run("score", profiles, "-l", sdn, "--require", "ofac_sdn", *today)
    done = run("score", profiles, "-l", sdn, "--require", "un_sc", *today, code=3)
    assert "MISSING LIST: un_sc" in done.stdout
    assert "MISSING LIST: un_sc" in done.stderr
    run("score", profiles, "-l", sdn, "--require", "ofac_sdn", "--today", "2027-11-24", code=3)
    run("score", profiles, "-l", sdn, "--today", "2027-11-24")


def test_a_stale_list_stops_no_record_unless_it_is_required(sdn: Path, tmp_path: Path) -> None:
    profiles = tmp_path / "p.jsonl"
    profiles.write_text('{"id": "1", "name": "Anna Wzorowa", "country": "PL"}\n')
    record = ("audit", "record", profiles, "-l", sdn, "-s", tmp_path / "s.sqlite", "--today", "2027-11-24")
    for required, code in (((), 0), (("--require", "ofac_sdn"), 3)):
        done = run(*record, *required, code=code)
        assert done.stderr.count("STALE LIST: ofac_sdn") == 1
        assert done.stdout.startswith("1 assessment recorded")


def test_diff_as_text_json_and_page(sdn: Path, tmp_path: Path) -> None:
    later = trio(
        tmp_path / "later", sdn=SDN.replace("DPRK3", "DPRK4") + SDN.splitlines()[1].replace("8,", "9,", 1)
    )
    text = run("lists", "diff", sdn, later, code=1).stdout
    assert "1 added, 0 removed, 1 changed" in text
    assert "    programmes + DPRK4" in text
    found = json.loads(run("lists", "diff", sdn, later, "-f", "json", code=1).stdout)
    assert [entity["id"] for entity in found["added"]] == ["9"]
    page = tmp_path / "diff.html"
    run("lists", "diff", sdn, later, "-f", "html", "-o", page, code=1)
    assert "<ins>DPRK4</ins>" in page.read_text()
    assert "0 added" in run("lists", "diff", sdn, sdn).stdout


def test_lists_of_two_kinds_are_not_compared(sdn: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("name\nMuster\n")
    assert "two states of one list" in run("lists", "diff", sdn, own, code=2).stderr
    assert "two states of one list" in run("lists", "diff", own, sdn, code=2).stderr


def test_two_states_of_an_own_list_may_have_two_names(tmp_path: Path) -> None:
    old, new = tmp_path / "own-2026-10.csv", tmp_path / "own-2026-11.csv"
    old.write_text("name,id\nMuster,1\nBeispiel,2\n")
    new.write_text("name,id\nMuster,1\nBeispielhaft,2\n")
    text = run("lists", "diff", old, new, code=1).stdout
    assert "0 added, 0 removed, 1 changed" in text
    assert "    names + name Beispielhaft" in text


def test_plain_words_stand_for_signs(tmp_path: Path) -> None:
    old, new = tmp_path / "a.csv", tmp_path / "b.csv"
    old.write_text("name,id\nMuster,1\nBeispiel,2\n")
    new.write_text("name,id\nMusterhaft,1\nProbe,3\n")
    lines = run("lists", "diff", old, new, "--plain", code=1).stdout.splitlines()
    assert lines[1].startswith("old: unknown date (2 entries, ")
    assert [line.partition(":")[0] for line in lines] == [
        "list",
        "old",
        "new",
        "entries added",
        "entries removed",
        "entries changed",
        "added",
        "removed",
        "changed",
        "names gone",
        "names new",
    ]


@pytest.mark.parametrize("entry", ["OFAC-SDN:7", "ofac_sdn:7", "Ofac_Sdn: 7"])
def test_show_an_entry(sdn: Path, entry: str) -> None:
    text = run("lists", "show", entry, "-l", sdn).stdout
    assert text.startswith("EXAMPLE TRADING CO., LTD.\n")
    for said in (
        "PROBEWERK (alias, strong)",
        "listed under DPRK3",
        "123456 (CN)",
        "1 Sample Road, Dandong, China",
    ):
        assert said in text


def test_show_an_entry_of_the_bundled_list_and_its_other_listings() -> None:
    found = json.loads(run("lists", "show", "UN-SC:KPe.050", "-f", "json").stdout)
    assert found["id"] == "KPe.050"
    assert "ofac_sdn:20578" in found["also_listed"]


def test_an_unknown_entry_is_told_with_a_guess(sdn: Path) -> None:
    assert "no entry 'ofac_sdn:24978a'" in run("lists", "show", "ofac_sdn:24978a", code=2).stderr
    assert "did you mean ofac_sdn:24978" in run("lists", "show", "ofac_sdn:24978a", "-l", sdn, code=2).stderr


def test_a_compiled_file_answers_as_its_lists_do(sdn: Path, tmp_path: Path) -> None:
    target = tmp_path / "all.compiled"
    run("lists", "compile", "-l", sdn, "-o", target)
    plain = run("match", "Probewerk", "-l", sdn, "-f", "json", code=1).stdout
    assert run("match", "Probewerk", "-l", target, "-f", "json", code=1).stdout == plain
    assert "name it alone" in run("match", "Probewerk", "-l", target, "-l", sdn, code=3).stderr


def test_a_fetched_folder_is_compiled_and_searched(fetched: Path) -> None:
    assert (fetched / "lists.compiled").is_file()
    found = json.loads(run("match", "Probewerk", "-l", fetched, "-f", "json", code=1).stdout)
    assert [hit["entry_id"] for hit in found["hits"]] == ["7"]
    status = json.loads(run("lists", "status", "-l", fetched, "-f", "json").stdout)
    assert status["lists"][1]["age"] == 0


def test_a_stale_compiled_file_is_not_used(fetched: Path, tmp_path: Path) -> None:
    """The list changed after it was compiled: what is searched is the list."""
    mirror = tmp_path / "mirror"
    trio(mirror, sdn=SDN + '9,"NEUZUGANG BEISPIEL AG",-0- ,"SDGT",' + "-0- ," * 7 + "-0- \r\n", affix="")
    (mirror / "add.csv").write_text(ADD + "9,92,-0- ,-0- ,-0- ,-0- \r\n")
    run("lists", "update", "--dir", fetched, "--only", "ofac_sdn", "--url", f"ofac_sdn={mirror}/", "--no-compile")
    found = json.loads(run("match", "Neuzugang Beispiel", "-l", fetched, "-f", "json", code=1).stdout)
    assert [hit["entry_id"] for hit in found["hits"]] == ["9"]


def test_a_failed_update_tells_what_stays(fetched: Path, tmp_path: Path) -> None:
    done = run(
        "lists", "update", "--dir", fetched, "--only", "ofac_sdn", "--url", f"ofac_sdn={tmp_path}/nowhere/", code=3
    )
    assert "ofac_sdn: failed" in done.stdout
    assert json.loads(run("match", "Probewerk", "-l", fetched, "-f", "json", code=1).stdout)["hits"]


def test_a_plain_update_is_a_labelled_fact_a_line(fetched: Path, tmp_path: Path) -> None:
    where = f"ofac_sdn={tmp_path}/nowhere/"
    done = run("lists", "update", "--dir", fetched, "--only", "ofac_sdn", "--url", where, "--plain", code=3)
    lines = done.stdout.splitlines()
    assert lines[:2] == ["list: ofac_sdn", "result: failed"]
    assert lines[2].startswith(f"message: sdn.csv from {tmp_path}/nowhere: there is no such file")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["update", "--url", "nothing"], "say LIST=URL"),
        (["update", "--url", "un_sc= "], "say LIST=URL"),
        (["update", "--only", ""], "--only names no list"),
        (["update", "--only", ","], "--only names no list"),
        (["compile", "-o", "x"], "go together"),
        (["compile", "-d", "nowhere"], "no list was fetched"),
        (["show", "nothing"], "say LIST:ID"),
    ],
)
def test_wrong_arguments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(commands, ["lists", *arguments])
    assert done.exit_code in {2, 3}
    assert said in done.stderr
