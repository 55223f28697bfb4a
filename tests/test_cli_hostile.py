"""The real command line in a process of its own, with what a hostile or unlucky user hands in."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest

COMMAND = [sys.executable, "-m", "screening.cli"]
GOOD = b'{"id":"good","name":"Marta Wzorowa","country":"PL"}\n'
CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def run(*arguments: str, folder: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *arguments], cwd=folder, input=stdin, capture_output=True, check=False, timeout=60
    )


def said(done: subprocess.CompletedProcess[bytes]) -> str:
    text = done.stderr.decode()
    assert "Traceback" not in text
    assert CONTROLS.findall(text + done.stdout.decode()) == []
    return text


def nested(levels: int) -> bytes:
    record: dict[str, object] = {"id": "deepest"}
    for level in range(levels):
        record = {"id": str(level), "related": [{"role": "owner", "profile": record}]}
    return json.dumps(record).encode()


FILES: dict[str, tuple[str, bytes, int, str]] = {
    "empty": ("p.jsonl", b"", 2, "is empty"),
    "empty csv": ("p.csv", b"", 2, "is empty"),
    "binary": ("p.jsonl", bytes(range(256)) * 20, 2, "is no text file"),
    "binary parquet": ("p.parquet", bytes(range(256)) * 20, 2, "not readable as Parquet"),
    "wrong encoding": ("p.csv", b"id,name\na,Wzorow\xe9\n", 2, "line 2: not UTF-8"),
    "utf-16": ("p.csv", "id,name\na,b\n".encode("utf-16"), 2, "is UTF-16"),
    "csv without header": ("p.csv", b"a,Marta Wzorowa,PL\n", 2, "unknown column"),
    "unknown column": ("p.csv", b"id,name,shoe_size\na,b,44\n", 2, "unknown column 'shoe_size'"),
    "unbalanced quote": ("p.csv", b'id,name\na,"b\n', 2, "not readable as CSV"),
    "nul in csv": ("p.csv", b"id,name\n" + b"a,b\n" * 5_000 + b"a,b\x00\n", 0, "5,001 unknown"),
    "nan": ("p.jsonl", b'{"id":"a","name":NaN}\n' + GOOD, 2, "not a JSON object in UTF-8"),
    "number out of range": ("p.jsonl", b'{"id":"a","logins":[{"duration_hours":1e999}]}\n', 2, "out of range"),
    "10 MB name": ("p.jsonl", b'{"id":"a","name":"' + b"x" * 10_000_000 + b'"}\n', 2, "at most 400 characters"),
    "10 MB cell": ("p.csv", b"id,name\na," + b"x" * 10_000_000 + b"\n", 2, "field larger than field limit"),
    "30 MB line": ("p.jsonl", b"x" * 30_000_000 + b"\n" + GOOD, 2, "the limit is 20000000"),
    "many words": ("p.jsonl", json.dumps({"id": "a", "name": "a " * 90}).encode() + b"\n" + GOOD, 2, "90 words"),
    "deep brackets": ("p.jsonl", b'{"id":' + b"[" * 100_000 + b"]" * 100_000 + b"}", 2, "nested too deeply"),
    "deep json": ("p.json", b"[" * 100_000 + b"]" * 100_000, 2, "nested too deeply"),
    "deep owners": ("p.jsonl", nested(60), 2, "nested more than 4 deep"),
    "unknown key": ("p.jsonl", b'{"id":"a","nmae":"x"}\n' + GOOD, 2, "did you mean 'name'?"),
    "no id": ("p.jsonl", b'{"name":"x"}\n', 2, "id: missing"),
    "not an object": ("p.jsonl", b"[1]\n7\nnull\n", 2, "not screened: 3"),
    "wrong extension": ("p.docx", GOOD, 2, "the extension says what a file is"),
    "future birth date": (
        "p.jsonl",
        b'{"id":"a","name":"x","country":"PL","birth_date":"2990-01-01"}',
        0,
        "1 clear",
    ),
    "control characters": (
        "p.jsonl",
        json.dumps({"id": "\x1b[2J\u202e\u200b\r", "name": "\x1b]0;x\x07", "country": "\x1b[31m"}).encode(),
        0,
        "1 unknown",
    ),
    "control characters in an error": (
        "p.jsonl",
        json.dumps({"id": "\x1b[2J\u202e", "\x1b[31m\u202ekey": "\x07"}).encode(),
        2,
        "unknown field",
    ),
}


@pytest.mark.parametrize(("name", "content", "code", "message"), FILES.values(), ids=FILES)
def test_a_hostile_file_ends_in_a_clear_message(
    tmp_path: Path, name: str, content: bytes, code: int, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    done = run("score", name, folder=tmp_path)
    assert message in said(done)
    assert done.returncode == code
    assert len(done.stderr) < 5_000


OWN = b"name\nMuster Example GmbH\n"
ARGUMENTS: dict[str, tuple[list[str], int, str]] = {
    "missing file": (["score", "nope.jsonl"], 2, "No such file or directory"),
    "folder": (["score", "."], 2, "is a folder"),
    "no file": (["score"], 2, "Missing argument"),
    "no such command": (["scroe", "p.jsonl"], 2, "No such command"),
    "no such option": (["score", "p.jsonl", "--formt", "json"], 2, "No such option"),
    "no such format": (["score", "p.jsonl", "--format", "xml"], 2, "Invalid value"),
    "no such date": (["score", "p.jsonl", "--today", "2026-02-30"], 2, "Invalid value"),
    "missing policy": (["score", "p.jsonl", "--policy", "nope.toml"], 2, "nope.toml"),
    "policy is no toml": (["policy", "check", "p.jsonl"], 2, "not TOML"),
    "policy is a folder": (["policy", "check", "."], 2, "Is a directory"),
    "deep policy": (["policy", "check", "deep.toml"], 2, "nested too deeply"),
    "number without end": (["policy", "check", "long.toml"], 2, "not TOML"),
    "output is the policy": (["score", "c.jsonl", "-p", "p.toml", "-o", "p.toml"], 2, "would be written over"),
    "output is a list": (["score", "c.jsonl", "-l", "own.csv", "-o", "own.csv"], 2, "would be written over"),
    "many to a list": (["score", "c.jsonl", "-w", "1", "-l", "own.csv", "-o", "own.csv"], 2, "written over"),
    "checked to a list": (["check", "c.jsonl", "-l", "own.csv", "-o", "own.csv"], 2, "written over"),
    "compiled to a list": (["lists", "compile", "-l", "own.csv", "-o", "own.csv"], 2, "would be written over"),
    "missing list": (["score", "p.jsonl", "--lists", "nope.csv"], 3, "there is no such file"),
    "damaged list": (["score", "p.jsonl", "--lists", "binary.csv"], 3, "not a text file"),
    "empty list": (["match", "x", "--lists", "empty.csv"], 3, "is empty"),
    "list in no known format": (["lists", "status", "--lists", "p.jsonl"], 3, "in no format"),
    "output in no folder": (["score", "p.jsonl", "-o", "nope/out.json"], 2, "No such file or directory"),
    "output is a folder": (["score", "p.jsonl", "-o", "."], 2, "Is a directory"),
    "output is the input": (["score", "p.jsonl", "-o", "p.jsonl"], 2, "would be written over"),
    "output in no format of ours": (["score", "p.jsonl", "-o", "out.xlsx"], 2, "out.xlsx: .xlsx is not written"),
    "output is a page": (["score", "p.jsonl", "-o", "out.html"], 2, "screening report writes a page"),
    "compiled to no folder": (
        ["lists", "compile", "-l", "own.csv", "-o", "nope/all"],
        2,
        "screening: nope/all: No such file",
    ),
    "no base rate": (["fairness", "c.jsonl", "--prevalence", ",", "--no-swap"], 2, "numbers with commas"),
    "no name": (["match", ""], 2, "no letter or digit"),
    "name of signs": (["match", "!?"], 2, "no letter or digit"),
    "long name": (["match", "x" * 100_000], 2, "at most 512"),
    "undecodable name": (["match", "\udcff\udcfe"], 2, "is not UTF-8"),
    "name with controls": (["match", "Marta\x1b[2J\u202e Wzorowa"], 0, ""),
    "two ways to match": (["match", "x", "--against", "y", "--lists", "own.csv"], 2, "one of them"),
    "unknown id": (["explain", "p.jsonl", "--id", "\x1b[31m"], 2, "no record with the id"),
}


@pytest.mark.parametrize(("arguments", "code", "message"), ARGUMENTS.values(), ids=ARGUMENTS)
def test_unusable_arguments_end_in_a_clear_message(
    tmp_path: Path, arguments: list[str], code: int, message: str
) -> None:
    (tmp_path / "p.jsonl").write_bytes(GOOD)
    (tmp_path / "binary.csv").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "own.csv").write_bytes(OWN)
    (tmp_path / "c.jsonl").write_bytes(GOOD)
    (tmp_path / "p.toml").touch()
    (tmp_path / "deep.toml").write_text("a = " + "[" * 50_000 + "]" * 50_000)
    (tmp_path / "long.toml").write_text("review_at = " + "1" * 5_000)
    done = run(*arguments, folder=tmp_path)
    assert message in said(done)
    assert done.returncode == code
    assert (tmp_path / "p.jsonl").read_bytes() == GOOD
    assert (tmp_path / "own.csv").read_bytes() == OWN


def test_standard_input_may_be_empty(tmp_path: Path) -> None:
    done = run("score", "-", folder=tmp_path)
    assert (done.returncode, "standard input: is empty" in said(done)) == (2, True)


@pytest.mark.skipif(os.name != "posix", reason="closes a descriptor in the child")
@pytest.mark.parametrize(
    ("descriptor", "code", "message"),
    [(0, 2, "standard input is closed"), (1, 2, "standard output is closed"), (2, 0, "")],
    ids=["stdin", "stdout", "stderr"],
)
def test_a_closed_stream_is_no_crash(tmp_path: Path, descriptor: int, code: int, message: str) -> None:
    (tmp_path / "p.jsonl").write_bytes(GOOD)
    close: Callable[[], None] = lambda: os.close(descriptor)  # noqa: E731 - runs between fork and exec
    done = subprocess.run(
        [*COMMAND, "score", "-" if descriptor == 0 else "p.jsonl"],
        cwd=tmp_path,
        capture_output=True,
        preexec_fn=close,
        check=False,
        timeout=60,
    )
    assert message in said(done)
    assert done.returncode == code


def test_a_reader_that_goes_away_is_no_error_message(tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_bytes(GOOD * 3_000)
    with subprocess.Popen(
        [*COMMAND, "score", "p.jsonl", "-f", "jsonl"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
@pytest.mark.parametrize("arguments", [["score", "p.jsonl"], ["--help"], ["--version"], ["score", "--help"]])
def test_a_full_disk_is_a_clear_message(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "p.jsonl").write_bytes(GOOD)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *arguments], cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert done.stderr == b"screening: output: No space left on device\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
def test_a_full_disk_is_told_with_the_name_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_bytes(GOOD)
    done = run("score", "p.jsonl", "-o", "/dev/full", folder=tmp_path)
    assert (done.returncode, said(done)) == (2, "screening: /dev/full: No space left on device\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
@pytest.mark.parametrize("arguments", [["score", "p.jsonl"], ["score", "nowhere.jsonl"], ["no-such-command"]])
def test_what_cannot_be_told_is_no_finding(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "p.jsonl").write_bytes(GOOD)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *arguments], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=full, check=False
        )
    assert done.returncode == 2


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
def test_an_interrupt_ends_in_one_line(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "score", "-", "-f", "jsonl"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(GOOD * 20)
        process.stdin.flush()
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.stdin.close()
        process.stdout.read()
        assert process.stderr.read() == b"screening: interrupted\n"
    assert process.returncode == 130


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16"])
def test_output_is_utf_8_whatever_the_machine_thinks(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "p.jsonl").write_bytes(b'{"id":"\xea\xb9\x80","name":"x"}\n')
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run(
        [*COMMAND, "score", "p.jsonl", "-f", "json"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert json.loads(done.stdout)[0]["profile_id"] == "김"


def test_no_colour_and_no_progress_bar_go_into_a_file(tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_bytes(GOOD * 3_000)
    done = run("score", "p.jsonl", folder=tmp_path)
    assert done.stderr == b"screening: 3,000 profiles scored: 3,000 clear\n"
    assert b"\x1b" not in done.stdout


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_a_terminal_gets_colour_and_a_progress_bar(tmp_path: Path) -> None:
    import pty  # noqa: PLC0415 - not on every system

    (tmp_path / "p.jsonl").write_bytes(GOOD * 3_000)
    main, terminal = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen(
        [*COMMAND, "score", "p.jsonl"], cwd=tmp_path, stdout=terminal, stderr=terminal, env=environment
    ) as process:
        os.close(terminal)
        shown = b""
        try:
            while part := os.read(main, 65_536):
                shown += part
        except OSError:
            pass
    os.close(main)
    assert process.returncode == 0
    assert b"scoring" in shown
    assert b"\x1b[32mclear" in shown


def test_help_answers_at_once(tmp_path: Path) -> None:
    # 0.15 s is the aim on a quiet machine; a busy one may take three times as long
    spent = []
    for _ in range(5):
        start = time.perf_counter()
        assert run("--help", folder=tmp_path).returncode == 0
        spent.append(time.perf_counter() - start)
    assert median(spent) < 0.45


def test_help_loads_nothing_but_click() -> None:
    code = "import sys, screening.cli; print(*(m for m in sys.modules if m.startswith('screening')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    rest = {name for name in done.stdout.split() if not name.endswith("_commands")}
    assert rest == {
        "screening",
        "screening.cli",
        "screening.cli.options",
        "screening.cli.showing",
        "screening.errors",
        "screening.version",
    }
