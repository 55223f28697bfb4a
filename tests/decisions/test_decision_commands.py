"""The commands as a reviewer and an auditor would use them."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from screening.cli import commands, deciding
from screening.decisions.chain import Head, verify
from screening.decisions.exchange import FORMAT
from screening.decisions.store import Draft, Store

PROFILES = [
    {"id": "V-1", "kind": "organization", "name": "Fortuna LLC", "country": "US"},
    {"id": "V-2", "kind": "organization", "name": "Green Alpine Trading LLC", "country": "US"},
    {"id": "u1", "name": "Marta Wzorowa", "country": "PL"},
]
HIT, EXACT = "hit:ofac_sdn:53822", "hit:ofac_sdn:52175"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SCREENING_STORE", raising=False)
    write(*PROFILES)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(commands, arguments)

    return run


def write(*profiles: Mapping[str, object]) -> None:
    Path("p.jsonl").write_text("".join(json.dumps(profile) + "\n" for profile in profiles), encoding="utf-8")


def decided(run: Run, profile: str, key: str, decision: str, *more: str) -> Result:
    return run("decide", "p.jsonl", "--id", profile, "--key", key, "-d", decision, "-r", "compared", *more)


def row(run: Run, profile: str, key: str) -> list[str]:
    """State, decision and name of what can be decided on; no decision leaves no cell."""
    lines = run("decide", "p.jsonl", "--id", profile).stdout.splitlines()
    return next(re.split("  +", line)[1:] for line in lines if line.startswith(key))


AS_ANOTHER = """
import os, sys
from screening.cli import commands, deciding
os.setuid(65534)
commands(sys.argv[1:])
"""


def as_another(*arguments: str) -> str:
    """Run a command as another user of the system, which takes rights to become one."""
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root may become another user")
    for path in (Path(), *Path().iterdir()):
        path.chmod(0o777)
    command = [sys.executable, "-c", AS_ANOTHER, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_show_decide_and_record(run: Run) -> None:
    assert row(run, "V-1", HIT) == ["open", "Fortuna LLC / FORTUNA LIMITED LIABILITY COMPANY"]
    done = decided(run, "V-1", HIT, "false_positive", "--by", "a.reviewer")
    assert (done.exit_code, done.stdout) == (0, "recorded as entry 1 of decisions.sqlite\n")
    assert re.fullmatch(
        r"holds false_positive \(entry 1, [\d-]+, a\.reviewer\)", " ".join(row(run, "V-1", HIT)[:2])
    )
    done = run("audit", "record", "p.jsonl")
    assert (done.exit_code, done.stdout) == (0, "3 assessments recorded in decisions.sqlite\n")
    lines = [json.loads(line) for line in run("audit", "export").stdout.splitlines()]
    assert [line["kind"] for line in lines] == ["decision", "policy", *["assessment"] * 3]
    decision, first = json.loads(lines[0]["content"]), json.loads(lines[2]["content"])
    assert (decision["by"], decision["claimed_by"]) == (deciding.user(), "a.reviewer")
    assert (first["cleared"], json.loads(first["assessment"])["hits"]) == (["fortuna-llc"], [])
    assert run("replay", "V-1").stdout.endswith("bytes\n")


def test_the_environment_does_not_say_who_decides(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = deciding.user()
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "the.chief")
    assert deciding.user() == before


@pytest.fixture
def open_folder(run: Run, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A working folder that other users reach, too: those of tests are the user's own."""
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.chdir(folder)
        write(*PROFILES)
        yield


@pytest.mark.usefixtures("open_folder")
def test_a_false_positive_on_a_full_name_waits_for_a_second_person(run: Run) -> None:
    done = decided(run, "V-2", EXACT, "false_positive")
    assert "it holds once another user has approved it: screening decide --approve 1" in done.stderr
    assert row(run, "V-2", EXACT)[0].startswith("open again: nobody else approved it yet")
    done = run("decide", "--approve", "1", "--by", "b.second")
    assert (done.exit_code, "another person, as another user" in done.stderr) == (2, True)
    assert as_another("decide", "--approve", "1") == "entry 1 approved by entry 2 of decisions.sqlite\n"
    assert row(run, "V-2", EXACT)[0] == "holds"


def test_a_changed_profile_reopens(run: Run) -> None:
    decided(run, "V-1", HIT, "false_positive")
    write(PROFILES[0] | {"registrations": [{"number": "7701234567", "country": "RU"}]})
    assert row(run, "V-1", HIT)[0] == "open again: the profile changed in what it was judged by"


def page(*entries: object) -> None:
    Path("page.json").write_text(json.dumps({"format": FORMAT, "decisions": entries}), encoding="utf-8")


def entry(run: Run, **changed: object) -> dict[str, object]:
    """What a review page would export of the hit of V-1."""
    decided(run, "V-1", HIT, "needs_information", "--store", "asked.sqlite")
    (line,) = run("audit", "export", "--store", "asked.sqlite").stdout.splitlines()
    content = json.loads(json.loads(line)["content"])
    stated = {
        name: content[name] for name in ("profile", "key", "profile_digest", "entry_digest", "reason", "until")
    }
    stated |= {"decision": "false_positive", "by": "page.user", "at": "2026-11-24T10:00:00Z"}
    return stated | changed


def test_an_export_of_the_page_is_imported_and_its_bad_entries_told(run: Run) -> None:
    good = entry(run)
    page(
        good,
        good | {"decision": "maybe"},
        good | {"decision": "accepted_risk"},
        good | {"key": "finding:location.stated", "entry_digest": None, "decision": "accepted_risk"},
        good | {"key": "hit:none:1", "decision": "accepted_risk"},
    )
    done = run("decide", "--from", "page.json")
    assert done.exit_code == 2
    assert done.stdout == "2 decisions recorded in decisions.sqlite, 3 cannot be used\n"
    told = done.stderr.splitlines()
    assert [line.partition(": ")[2].partition(":")[0] for line in told] == [
        f"page.json, decision {number}" for number in (2, 3, 5)
    ]
    assert "decision 'maybe': one of true_match, " in told[0]
    assert "the party is designated, and its risk is not anybody's to accept" in told[1]
    assert "no list at hand has that entry" in told[2]
    assert re.fullmatch(
        r"holds false_positive \(entry 1, [\d-]+, page\.user\)", " ".join(row(run, "V-1", HIT)[:2])
    )
    page(good)
    done = run("decide", "--from", "page.json")
    assert (done.exit_code, done.stdout) == (0, "0 decisions recorded in decisions.sqlite, 1 known before\n")


def test_a_decision_about_another_state_does_not_hold(run: Run) -> None:
    page(entry(run, profile_digest="0" * 64))
    assert run("decide", "--from", "page.json").exit_code == 0
    assert row(run, "V-1", HIT)[0] == "open again: the profile changed in what it was judged by"


def test_verify_with_a_noted_head_finds_a_cut_tail(run: Run) -> None:
    for decision in ("needs_information", "true_match"):
        decided(run, "V-1", HIT, decision)
    noted = run("audit", "head").stdout.split()
    done = run("audit", "verify", *noted)
    assert (done.exit_code, done.stdout) == (
        0,
        "decisions.sqlite: 2 entries hold; checked against the noted head\n",
    )
    connection = sqlite3.connect("decisions.sqlite")
    connection.execute("DELETE FROM screening_entries WHERE number = 2")
    connection.execute("UPDATE screening_head SET count = 1, seal = (SELECT seal FROM screening_entries)")
    connection.commit()
    connection.close()
    assert run("audit", "verify").exit_code == 0
    done = run("audit", "verify", *noted)
    assert (done.exit_code, done.stdout) == (
        1,
        "the chain has 1 entries, at least 2 were noted: its tail was cut off\ndecisions.sqlite: tampered with\n",
    )


@pytest.mark.parametrize("command", [("audit", "export"), ("audit", "purge")])
def test_nothing_comes_of_a_store_that_was_tampered_with(run: Run, command: tuple[str, ...]) -> None:
    decided(run, "V-1", HIT, "true_match")
    connection = sqlite3.connect("decisions.sqlite")
    connection.execute("UPDATE screening_entries SET content = '{}'")
    connection.commit()
    connection.close()
    done = run(*command)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "entry 1: its content was changed" in done.stderr
    done = run("decide", "p.jsonl", "--id", "V-1")
    assert (done.exit_code, "was tampered with: entry 1" in done.stderr) == (2, True)


def test_the_export_can_be_verified_by_anybody(run: Run) -> None:
    decided(run, "V-1", HIT, "true_match")
    run("audit", "record", "p.jsonl")
    run("audit", "export", "-o", "trail.jsonl")
    before = "0" * 64
    for line in map(json.loads, Path("trail.jsonl").read_text(encoding="utf-8").splitlines()):
        assert sha256(line["content"].encode()).hexdigest() == line["digest"]
        sealed = [line["number"], line["kind"], line["at"], line["digest"], line["previous"]]
        assert line["previous"] == before
        before = sha256(json.dumps(sealed, separators=(",", ":")).encode()).hexdigest()
        assert before == line["seal"]
    assert run("audit", "head").stdout.split()[-1] == before


def aged(*drafts: Draft) -> Head:
    with Store("decisions.sqlite", create=True) as store:
        store.append(drafts, at="2020-01-01T00:00:00+00:00")
        return store.head()


def test_purge_leaves_tombstones_and_a_hold_holds(run: Run) -> None:
    old = [Draft(kind="assessment", content={"profile": name, "band": "clear"}) for name in ("a", "b")]
    noted = aged(*old)
    assert run("audit", "hold", "b", "--reason", "case 12").stdout == "held by entry 3 of decisions.sqlite\n"
    done = run("audit", "purge", "--dry-run")
    assert done.stdout.splitlines()[-1] == "to purge: 1 entries"
    done = run("audit", "purge")
    assert [line.split() for line in done.stdout.splitlines()] == [
        ["class", "entries", "kept", "days"],
        ["clear", "1", "90"],
        ["purged:", "1", "entries"],
    ]
    done = run("audit", "verify", "--count", str(noted.count), "--head", noted.seal)
    assert "4 entries hold, 1 of them purged; checked against the noted head" in done.stdout
    run("audit", "hold", "b", "--reason", "closed", "--release")
    assert run("audit", "purge").stdout.endswith("purged: 1 entries\n")
    with Store("decisions.sqlite") as store:
        entries = list(store.entries())
    assert [e.number for e in entries if e.content is None] == [1, 2]
    assert verify(entries, noted=noted).faults == ()


def test_a_purge_is_not_made_before_its_time(run: Run) -> None:
    decided(run, "V-1", HIT, "true_match")
    later = (dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=4000)).date().isoformat()
    done = run("audit", "purge", "--today", later)
    assert (done.exit_code, "lies in the future" in done.stderr) == (2, True)
    assert run("audit", "purge", "--today", later, "--dry-run").stdout.endswith("to purge: 1 entries\n")


def test_the_commands_on_both_databases(run: Run, place: str) -> None:
    store = ("--store", place)
    assert decided(run, "V-1", HIT, "false_positive", *store).exit_code == 0
    assert run("audit", "record", "p.jsonl", *store).stdout.startswith("3 assessments recorded in ")
    noted = run("audit", "head", *store).stdout.split()
    assert run("audit", "hold", "u1", "--reason", "case 12", *store).exit_code == 0
    assert run("audit", "purge", *store).stdout == "purged: 0 entries\n"
    assert "6 entries hold; checked against the noted head" in run("audit", "verify", *noted, *store).stdout
    assert run("audit", "export", *store).stdout.count("\n") == 6
    assert run("replay", "V-1", *store).exit_code == 0


def test_replay_tells_what_differs(run: Run) -> None:
    Path("own.csv").write_text("id,name,kind\n1,Fortuna LLC,organization\n", encoding="utf-8")
    run("audit", "record", "p.jsonl")
    done = run("replay", "V-1", "--lists", "own.csv")
    assert done.exit_code == 1, done.output
    assert "made with: list own:own: not used then, given now" in done.stdout
    done = run("replay", "V-9")
    assert (done.exit_code, "no assessment of 'V-9'" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("decide",), "one of the three"),
        (("decide", "p.jsonl"), "one of the three"),
        (("decide", "--from", "a", "--approve", "1"), "one of the three"),
        (("decide", "p.jsonl", "--id", "V-1", "-d", "true_match"), "a decision needs --key and --reason"),
        (("decide", "p.jsonl", "--id", "V-1", "--key", HIT, "-r", "x"), "--decision is missing"),
        (("audit", "hold", "V-1", "--reason", "x", "--release"), "decisions.sqlite: no such store of decisions"),
        (("decide", "p.jsonl", "--id", "V-9"), "p.jsonl: no record has the id 'V-9'"),
        (
            ("decide", "p.jsonl", "--id", "V-1", "--key", "hit:ofac_sdn:53823", "-d", "true_match", "-r", "x"),
            f"has the key 'hit:ofac_sdn:53823', did you mean '{HIT}'?",
        ),
        (("decide", "--from", "nowhere.json"), "nowhere.json: No such file"),
        (("decide", "--approve", "3"), "decisions.sqlite: no such store of decisions"),
        (("audit", "verify"), "decisions.sqlite: no such store of decisions"),
        (("audit", "verify", "--count", "3"), "--head and --count belong together"),
        (("audit", "hold", "V-1", "--reason", " "), "--reason is empty: a legal hold needs one"),
        (("audit", "verify", "--store", "p.jsonl"), "p.jsonl: file is not a database"),
        (("audit", "head", "--store", "nowhere/decisions.sqlite"), "no such store"),
    ],
)
def test_mistakes_are_told(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("decide", "p.jsonl", "--id", "V-1", "--key", "hit:no:1", "-d", "true_match", "-r", "seen"),
        ("decide", "p.jsonl", "--id", "V-1", "--key", HIT, "-d", "true_match", "-r", " "),
        ("decide", "p.jsonl", "--id", "V-1", "--key", HIT, "-d", "accepted_risk", "-r", "seen"),
        ("decide", "p.jsonl", "--id", "V-1", "--key", HIT, "-d", "nonsense", "-r", "seen"),
        ("decide", "p.jsonl", "--id", "V-1", "--key", HIT, "-d", "true_match", "-r", "x", "--until", "2001-01-01"),
        ("decide", "p.jsonl", "--id", "nobody", "--key", HIT, "-d", "true_match", "-r", "seen"),
        ("decide", "--from", "none.json"),
        ("decide", "--from", "accepted.json"),
        ("decide", "--from", "empty.json"),
        ("audit", "hold", "V-1", "--reason", ""),
        ("audit", "hold", "V-1", "--reason", "over", "--release"),
        ("audit", "record", "none.jsonl"),
        ("audit", "record", "bad.jsonl"),
    ],
    ids=" ".join,
)
def test_what_is_refused_leaves_no_empty_store(run: Run, arguments: tuple[str, ...]) -> None:
    Path("bad.jsonl").write_text('{"nmae": "x"}\n', encoding="utf-8")
    entry = {"profile": "V-1", "key": HIT, "decision": "accepted_risk", "reason": "seen", "by": "a.reviewer"}
    entry |= {"at": "2026-11-24T10:00:00Z", "profile_digest": "0" * 64, "entry_digest": "0" * 64}
    Path("accepted.json").write_text(json.dumps({"format": FORMAT, "decisions": [entry]}), encoding="utf-8")
    Path("empty.json").write_text(json.dumps({"format": FORMAT, "decisions": []}), encoding="utf-8")
    before = set(Path().iterdir())
    assert run(*arguments).exit_code == (0 if "empty.json" in arguments else 2)
    assert set(Path().iterdir()) == before


def test_a_profile_with_nothing_to_decide_on_is_told(run: Run) -> None:
    done = run("decide", "p.jsonl", "--id", "u1")
    assert (done.exit_code, done.stdout) == (0, "u1: no hit and no finding, so there is nothing to decide on\n")


def test_a_file_that_cannot_be_used_costs_no_record_of_the_others(run: Run) -> None:
    done = run("audit", "record", "nowhere.jsonl", "p.jsonl")
    assert (done.exit_code, done.stderr) == (2, "screening: nowhere.jsonl: No such file or directory\n")
    assert done.stdout == "3 assessments recorded in decisions.sqlite; 1 record could not be screened\n"


def test_a_hold_is_released_once(run: Run) -> None:
    assert run("audit", "hold", "V-1", "-r", "case 12").exit_code == 0
    assert run("audit", "hold", "V-1", "-r", "closed", "--release").exit_code == 0
    assert run("audit", "hold", "V-1", "-r", "closed", "--release").exit_code == 2


def test_hostile_text_is_inert(run: Run) -> None:
    write(PROFILES[0] | {"id": "V\x1b[31m\u202e1"})
    done = run(
        "decide", "p.jsonl", "--id", "V\x1b[31m\u202e1", "--key", HIT, "-d", "true_match", "-r", "\x1b]0;x\x07"
    )
    assert done.exit_code == 0, done.stderr
    for command in (("audit", "export"), ("decide", "p.jsonl", "--id", "V\x1b[31m\u202e1")):
        assert not {"\x1b", "\u202e", "\x07"} & set(run(*command).output)


def test_without_the_extra_it_is_asked_for() -> None:
    code = "import sys; sys.modules['sqlalchemy'] = None; from screening.cli import main; main()"
    command = [sys.executable, "-c", code, "audit", "verify"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "screening: keeping decisions needs the extra 'store': pip install 'freelance-screening[store]'\n"
    )


def test_the_store_is_named_by_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCREENING_STORE", "other.sqlite")
    assert decided(run, "V-1", HIT, "true_match").stdout == "recorded as entry 1 of other.sqlite\n"
    assert [path.name for path in Path().glob("*.sqlite")] == ["other.sqlite"]
