"""The command ``rescreen``, its page, and the store of decisions."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from screening.cli import commands

PAGE = (Path(__file__).parents[2] / "docs" / "rescreen.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
LINES = [line for kind, text in BLOCKS if kind == "text" for line in text.splitlines()]
COMMANDS = [line for line in LINES if line.startswith("screening")]
ROWS = [
    {"id": "u1", "name": "Marta Wzorowa", "country": "PL"},
    {"id": "u2", "name": "Elmo Zanzibarov"},
    {"id": "u3", "name": "Colin Sample", "country": "US"},
]


def run(*arguments: object, day: str = "2026-11-24") -> Result:
    given = list(map(str, arguments))
    return CliRunner().invoke(commands, [*given, "--today", day] if given[0] != "audit" else given)


def rescreened(*arguments: object, day: str = "2026-11-24") -> Result:
    return run("rescreen", "accounts.jsonl", "--since", "snapshot", "--lists", "lists", *arguments, day=day)


def told(result: Result) -> list[tuple[str, str]]:
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    return [(line["kind"], line["profile"]) for line in lines[1:]]


def write(*entries: str, rows: Sequence[object] = ROWS) -> None:
    Path("accounts.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    lines = ["name,kind,id", "Quillon Brackenmoor,person,o1", *entries]
    Path("lists/ours.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the files that the page names, and a snapshot of the day before."""
    monkeypatch.chdir(tmp_path)
    Path("lists").mkdir()
    write()
    assert rescreened("--init", "--workers", 1, day="2026-11-23").exit_code == 0
    write('"ZANZIBAROV, Elmo",person,o2')


def test_a_night() -> None:
    first, second = rescreened(), rescreened()
    assert (first.exit_code, second.exit_code) == (1, 0), first.stderr
    shown = next(text for kind, text in BLOCKS if kind == "text" and text.startswith("Rescreened"))
    assert first.stdout.split("\n\nBands")[0].strip() == shown.strip()
    assert "1 of 3" not in second.stdout


def test_formats() -> None:
    lines = rescreened("--keep", "-f", "jsonl")
    assert told(lines) == [("new_hit", "u2"), ("band", "u2")]
    document = json.loads(
        rescreened("--keep", "-f", "json", "-o", "told.json").stdout or Path("told.json").read_text()
    )
    first, *changes = map(json.loads, lines.stdout.splitlines())
    assert document == {**first, "changes": changes}
    assert changes[0]["hit"] == {
        "listings": ["own:ours:o2"],
        "listed": "ZANZIBAROV, Elmo",
        "matched": "Elmo Zanzibarov",
        "by": "name",
    }
    assert rescreened("-f", "jsonl").stdout == lines.stdout


def test_what_profiles_say_gives_a_terminal_no_orders() -> None:
    write('"ZANZIBAROV, Elmo",person,o2', rows=[*ROWS, {"id": "\x1b[31m", "name": "Elmo \x1b[2JZanzibarov"}])
    for form in ("text", "json", "jsonl"):
        result = rescreened("--keep", "-f", form)
        assert "\x1b" not in result.output
        assert result.exit_code == 1


@pytest.mark.parametrize("command", [line for line in COMMANDS if "--init" not in line])
def test_commands_of_the_page_run(command: str) -> None:
    program, *arguments = shlex.split(command)
    done = CliRunner().invoke(commands, arguments)
    assert (program, done.exit_code) == ("screening", 1), done.stderr


def test_python_of_the_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (python,) = (text for kind, text in BLOCKS if kind == "python")
    exec(python, {})  # noqa: S102 - our own page
    assert capsys.readouterr().out == "1 ['new_hit', 'band']\n"


def test_mistakes_are_told_in_one_line() -> None:
    none = run("rescreen", "accounts.jsonl", "--since", "nowhere")
    assert (none.exit_code, none.stderr.count("\n")) == (2, 1)
    assert "--init makes one" in none.stderr
    required = rescreened("--require", "ofac_sdn")
    assert required.exit_code == 3
    file = next(Path("snapshot").glob("segment-*"))
    file.write_bytes(file.read_bytes()[:-5])
    write('"ZANZIBAROV, Elmo Ivan",person,o2')
    damaged = rescreened()
    assert (damaged.exit_code, damaged.stderr.count("\n")) == (3, 1)


def test_a_new_hit_is_recorded_and_a_decision_stands_until_the_entry_changes() -> None:
    store = ("--store", "d.sqlite")
    assert rescreened(*store, "-f", "jsonl").exit_code == 1
    entries = [json.loads(line) for line in run("audit", "export", *store).stdout.splitlines()]
    assert [json.loads(entry["content"])["profile"] for entry in entries if entry["kind"] == "assessment"] == [
        "u2"
    ]
    decided = run(
        *("decide", "accounts.jsonl", "--id", "u2", "--lists", "lists", *store, "--key", "hit:own:ours:o2"),
        *("--decision", "false_positive", "--reason", "another birth date"),
    )
    assert decided.exit_code == 0, decided.stderr
    write('"ZANZIBAROV, Elmo",person,o2', rows=[*ROWS[:1], {**ROWS[1], "country": "PL"}, *ROWS[2:]])
    stands = rescreened(*store, "-f", "jsonl")
    assert (stands.exit_code, [kind for kind, _ in told(stands) if kind == "reopened"]) == (0, []), stands.output
    write('"ZANZIBAROV, Elmo Ivan",person,o2', rows=[*ROWS[:1], {**ROWS[1], "country": "PL"}, *ROWS[2:]])
    reopened = rescreened(*store, "-f", "jsonl")
    assert reopened.exit_code == 1
    assert ("reopened", "u2") in told(reopened)
    assert "the list's entry changed" in reopened.stdout
