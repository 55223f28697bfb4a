from __future__ import annotations

import contextlib
import datetime as dt
import errno
import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from screening import compiled
from screening.cli import commands
from screening.lists import bundled
from screening.population.parts import Parts, replaced
from screening.population.results import RESULT_SCHEMA, assessments
from screening.prepared import Prepared
from screening.screener import Screener

DATE = "2026-11-23"
CLEAR = {"name": "Marta Wzorowa", "country": "PL"}
ESCALATE = {"name": "Wang Shili", "country": "CN", "companies": ["Yanbian Silverstar Network Technology"]}
FILES, ROWS = 24, 30
"""Each file is a piece, so that a run of a second has many moments at which it can be killed."""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(commands, ["score", *map(str, arguments), "--today", DATE])


def started(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "screening.cli", "score", *map(str, arguments), "--today", DATE]
    return subprocess.Popen(command, stderr=subprocess.PIPE, **options)  # type: ignore[call-overload, no-any-return]


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of many small files, with a record that cannot be screened in one and a hit in another."""
    folder = tmp_path_factory.mktemp("accounts")
    for file in range(FILES):
        lines = [json.dumps({"id": f"u{file}-{row}", **CLEAR}) for row in range(ROWS)]
        if file == 3:
            lines[4] = '{"id": "bad", "nmae": "Marta Wzorowa", "country": true}'
        if file == 5:
            lines[0] = json.dumps({"id": "hit", **ESCALATE})
        (folder / f"{file:02}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(accounts: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run that nobody interrupts writes, by the suffix of the output."""
    folder = tmp_path_factory.mktemp("whole")
    for form in ("parquet", "csv", "jsonl"):
        assert run(accounts, "-o", folder / f"out.{form}", "--workers", 1).exit_code == 2
        assert not list(folder.glob(".*"))
    return {file.name.removeprefix("out."): file.read_bytes() for file in folder.iterdir()}


# -- what is written ------------------------------------------------------------------------------


def test_every_record_is_in_its_place(accounts: Path, whole: dict[str, bytes]) -> None:
    table = pq.read_table(pa.BufferReader(whole["parquet"]))
    assert table.schema == RESULT_SCHEMA
    assert len(table) == FILES * ROWS
    expected = [f"u{file}-{row}" for file in range(FILES) for row in range(ROWS)]
    expected[3 * ROWS + 4], expected[5 * ROWS] = "bad", "hit"
    assert table["id"].to_pylist() == expected
    found = [a for batch in table.to_batches() for a in assessments(batch)]
    screener = Screener()
    assert found[5 * ROWS] == screener.score({"id": "hit", **ESCALATE}, today=dt.date.fromisoformat(DATE))
    assert [number for number, a in enumerate(found) if a is None] == [3 * ROWS + 4]


def test_text_is_what_the_same_command_writes_for_few(
    accounts: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    for form in ("csv", "jsonl"):
        target = tmp_path / f"few.{form}"
        assert run(*sorted(accounts.glob("*.jsonl")), "-o", target).exit_code == 2
        assert target.read_bytes() == whole[form]


def test_what_could_not_be_screened_stands_beside(accounts: Path, whole: dict[str, bytes]) -> None:
    lines = [json.loads(line) for line in whole["parquet.errors.jsonl"].splitlines()]
    assert [list(line) for line in lines] == [["file", "row", "id", "field", "value", "message"]] * 2
    assert [list(line.values())[:5] for line in lines] == [
        [str(accounts / "03.jsonl"), 5, "bad", "nmae", "'Marta Wzorowa'"],
        [str(accounts / "03.jsonl"), 5, "bad", "country", "True"],
    ]
    assert "did you mean 'name'" in lines[0]["message"]


def test_several_processes_write_the_same(accounts: Path, whole: dict[str, bytes], tmp_path: Path) -> None:
    done = run(accounts, "-o", tmp_path / "out.parquet", "--workers", 3)
    assert done.exit_code == 2
    assert done.stderr.splitlines()[0].startswith("screening: 03.jsonl, line 5, id 'bad': nmae: unknown field")
    assert (
        f"{FILES * ROWS - 1:,} profiles scored: 1 escalate, {FILES * ROWS - 2:,} clear; not screened: 1"
        in done.stderr
    )
    assert f"what could not be screened is in {tmp_path / 'out.parquet.errors.jsonl'}" in done.stderr
    assert (tmp_path / "out.parquet").read_bytes() == whole["parquet"]


def test_all_formats_hold_the_same_profiles(tmp_path: Path) -> None:
    records: list[dict[str, object]] = [{"id": "u1", **CLEAR}, {"id": "u2", **ESCALATE}]
    (tmp_path / "p.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    (tmp_path / "p.csv").write_text(
        "id,name,country,company\nu1,Marta Wzorowa,PL,\nu2,Wang Shili,CN,Yanbian Silverstar Network Technology\n",
        encoding="utf-8",
    )
    pq.write_table(pa.Table.from_pylist(records[::-1]).take([1, 0]), tmp_path / "p.parquet")
    for form in ("jsonl", "csv", "parquet"):
        assert run(tmp_path / f"p.{form}", "-o", tmp_path / f"{form}.parquet").exit_code == 1
    outputs = {(tmp_path / f"{form}.parquet").read_bytes() for form in ("jsonl", "csv", "parquet")}
    assert len(outputs) == 1
    assert not (tmp_path / "parquet.parquet.errors.jsonl").exists()


def test_an_old_file_of_errors_is_removed_when_there_are_none(tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_text(json.dumps({"id": "u1", **CLEAR}), encoding="utf-8")
    (tmp_path / "out.parquet.errors.jsonl").write_text("{}", encoding="utf-8")
    assert run(tmp_path / "p.jsonl", "-o", tmp_path / "out.parquet").exit_code == 0
    assert not (tmp_path / "out.parquet.errors.jsonl").exists()


def test_outputs_of_one_stem_have_errors_of_their_own(tmp_path: Path) -> None:
    bad = '{"nmae": "u1"}\n{"id": "u2", "name": "Marta Wzorowa"}\n'
    (tmp_path / "bad.jsonl").write_text(bad, encoding="utf-8")
    (tmp_path / "good.jsonl").write_text(json.dumps({"id": "u1", **CLEAR}), encoding="utf-8")
    assert run(tmp_path / "bad.jsonl", "-o", tmp_path / "out.parquet").exit_code == 2
    assert run(tmp_path / "good.jsonl", "-o", tmp_path / "out.csv", "--workers", 1).exit_code == 0
    assert [file.name for file in tmp_path.glob("*.errors.*")] == ["out.parquet.errors.jsonl"]


def test_lists_and_rules_reach_the_processes(tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_text('{"id": "u1", "name": "Quillon Brackenmoor Ltd"}\n' * 2, encoding="utf-8")
    (tmp_path / "own.csv").write_text("name,kind,id\nQuillon Brackenmoor Ltd,organization,o1\n", encoding="utf-8")
    chosen = ("--lists", tmp_path / "own.csv", "--preset", "vendor")
    done = run(tmp_path / "p.jsonl", "-o", tmp_path / "out.parquet", "-w", 2, *chosen)
    few = run(tmp_path / "p.jsonl", "-o", tmp_path / "few.jsonl", *chosen)
    assert done.exit_code == few.exit_code == 1
    found = [a for batch in pq.read_table(tmp_path / "out.parquet").to_batches() for a in assessments(batch)]
    assert [json.loads(a.to_json()) for a in found if a] == [
        json.loads(line) for line in (tmp_path / "few.jsonl").read_text(encoding="utf-8").splitlines()
    ]


# -- interrupted ----------------------------------------------------------------------------------


def parts_in(folder: Path) -> int:
    return len(list(folder.glob("*.part")))


MOMENTS: dict[str, Callable[[Path], bool]] = {
    "before the first part": lambda folder: (folder / "run.json").exists(),
    "after the first": lambda folder: parts_in(folder) >= 1,
    "in the middle": lambda folder: parts_in(folder) >= FILES // 2,
    "near the end": lambda folder: parts_in(folder) >= FILES - 1,
    "while the output is written": lambda folder: (folder.parent / "out.parquet.errors.jsonl").exists(),
}


@pytest.mark.parametrize(
    ("form", "moment"), [*(("parquet", moment) for moment in MOMENTS), ("csv", "in the middle")]
)
def test_a_run_that_was_killed_goes_on_to_the_same_file(
    accounts: Path, whole: dict[str, bytes], tmp_path: Path, form: str, moment: str
) -> None:
    output = tmp_path / f"out.{form}"
    folder = Parts(output).folder
    process = started(accounts, "-o", output, "-w", 2 if (form, moment) == ("parquet", "in the middle") else 1)
    killed_when(process, lambda: MOMENTS[moment](folder))
    finished_before = not folder.exists()
    assert output.exists() == finished_before
    kept = {file.name: file.stat().st_mtime_ns for file in folder.glob("*.part")}
    done = run(accounts, "-o", output, "--resume", "-w", 1)
    assert done.exit_code == 2
    assert output.read_bytes() == whole[form]
    assert (tmp_path / f"out.{form}.errors.jsonl").read_bytes() == whole[f"{form}.errors.jsonl"]
    assert f"{FILES * ROWS - 1:,} profiles scored" in done.stderr
    assert not folder.exists()
    if moment == "in the middle":
        assert len(kept) >= FILES // 2


def killed_when(process: subprocess.Popen[bytes], ready: Callable[[], bool]) -> None:
    """Kill a process, and wait until those that it started are gone as well."""
    while not ready() and process.poll() is None:
        time.sleep(0.001)
    children = below(process.pid)
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 10
    while any(alive(child) for child in children):
        assert time.monotonic() < deadline, "a process outlived its parent"
        time.sleep(0.01)


def below(pid: int) -> list[int]:
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in task.read_text().split():
                found += [int(child), *below(int(child))]
    return found


def alive(pid: int) -> bool:
    try:
        return ") Z" not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def test_what_was_done_is_not_done_again(accounts: Path, whole: dict[str, bytes], tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    folder = Parts(output).folder
    killed_when(started(accounts, "-o", output, "-w", 1), lambda: parts_in(folder) >= 8)
    marked = Parts(output).read(1)
    assert marked is not None
    Parts(output).write(1, type(marked)(rows=ROWS, bands=marked.bands, body=b"kept as it was\n"))
    assert run(accounts, "-o", output, "--resume").exit_code == 2
    assert output.read_bytes().startswith(b"kept as it was\n")
    assert output.read_bytes().endswith(whole["jsonl"][-5_000:])


def test_a_part_that_is_damaged_is_made_again(accounts: Path, whole: dict[str, bytes], tmp_path: Path) -> None:
    output = tmp_path / "out.parquet"
    folder = Parts(output).folder
    killed_when(started(accounts, "-o", output, "-w", 1), lambda: parts_in(folder) >= 8)
    first, second = sorted(folder.glob("*.part"))[:2]
    first.write_bytes(first.read_bytes()[:100])
    second.unlink()
    (folder / "0000003.part.1.new").write_bytes(b"half")
    assert run(accounts, "-o", output, "--resume").exit_code == 2
    assert output.read_bytes() == whole["parquet"]


def test_an_interrupt_ends_the_run_and_keeps_what_is_done(
    accounts: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    output = tmp_path / "out.parquet"
    folder = Parts(output).folder
    process = started(accounts, "-o", output, "-w", 2, start_new_session=True)
    while parts_in(folder) < 2:
        time.sleep(0.001)
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate()[1].decode()
    assert process.returncode == 130
    assert "Traceback" not in said
    assert said.rstrip().endswith("screening: interrupted")
    assert run(accounts, "-o", output, "--resume").exit_code == 2
    assert output.read_bytes() == whole["parquet"]


def test_a_process_that_dies_is_told_and_its_work_can_go_on(
    accounts: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    output = tmp_path / "out.parquet"
    folder = Parts(output).folder
    process = started(accounts, "-o", output, "-w", 2)
    while parts_in(folder) < 2:
        time.sleep(0.001)
    for child in below(process.pid):
        if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
            os.kill(child, signal.SIGKILL)
            break
    said = process.communicate()[1].decode()
    assert process.returncode == 2
    assert "a process ended before its time" in said
    assert "--resume" in said
    assert run(accounts, "-o", output, "--resume").exit_code == 2
    assert output.read_bytes() == whole["parquet"]


@pytest.fixture(scope="module")
def killed(accounts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some accounts, and what a run over them left when it was killed."""
    place = tmp_path_factory.mktemp("killed")
    shutil.copytree(accounts, place / "in")
    output = place / "out.parquet"
    killed_when(started(place / "in", "-o", output, "-w", 1), lambda: parts_in(Parts(output).folder) >= 2)
    shutil.copytree(place, place / "kept")
    return place


@pytest.fixture
def interrupted(killed: Path) -> tuple[Path, Path]:
    """The accounts, and the output of the run that was killed, as it left them."""
    for name in ("in", Parts(killed / "out.parquet").folder.name):
        shutil.rmtree(killed / name, ignore_errors=True)
        shutil.copytree(killed / "kept" / name, killed / name)
    (killed / "out.parquet").unlink(missing_ok=True)
    return killed / "in", killed / "out.parquet"


@pytest.mark.parametrize(
    ("change", "options", "said"),
    [
        ("", ["--preset", "vendor"], "the preset platform, not vendor"),
        ("", ["--kind", "organization"], "the kind None, not organization"),
        ("", ["--format", "jsonl"], "the format parquet, not jsonl"),
        ("", ["--policy", "policy.toml"], "another policy"),
        ("", ["--lists", "own.csv"], "another list"),
        ("changed", [], "another file"),
        ("added", [], "another file"),
        ("gone", [], "another file"),
        ("today", [], "the date 2026-11-23, not 2026-11-24"),
    ],
)
def test_a_run_of_other_things_does_not_go_on(
    interrupted: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, change: str, options: list[str], said: str
) -> None:
    folder, output = interrupted
    monkeypatch.chdir(output.parent)
    Path("policy.toml").write_text("review_at = 41\n", encoding="utf-8")
    Path("own.csv").write_text("name,kind,id\nQuillon Brackenmoor,person,o1\n", encoding="utf-8")
    if change == "changed":
        (folder / "20.jsonl").write_text('{"id": "u", "name": "Anna"}', encoding="utf-8")
    elif change == "added":
        (folder / "99.jsonl").write_text('{"id": "u", "name": "Anna"}', encoding="utf-8")
    elif change == "gone":
        (folder / "00.jsonl").unlink()
    date = "2026-11-24" if change == "today" else DATE
    arguments = ["score", str(folder), "-o", str(output), "--resume", *options, "--today", date]
    done = CliRunner().invoke(commands, arguments)
    assert done.exit_code == 2, done.stderr
    assert said in done.stderr
    assert not output.exists()
    assert parts_in(Parts(output).folder) >= 2


def test_two_runs_do_not_write_the_same_file(accounts: Path, whole: dict[str, bytes], tmp_path: Path) -> None:
    output = tmp_path / "out.parquet"
    process = started(accounts, "-o", output, "-w", 1)
    while parts_in(Parts(output).folder) < 1:
        time.sleep(0.001)
    process.send_signal(signal.SIGSTOP)
    second = run(accounts, "-o", output, "--resume")
    process.send_signal(signal.SIGCONT)
    process.communicate()
    assert second.exit_code == 2
    assert "another run is writing it at this moment" in second.stderr
    assert output.read_bytes() == whole["parquet"]


def test_a_file_that_changes_while_it_is_read_is_told(accounts: Path, tmp_path: Path) -> None:
    shutil.copytree(accounts, tmp_path / "in")
    output = tmp_path / "out.jsonl"
    process = started(tmp_path / "in", "-o", output, "-w", 1)
    while parts_in(Parts(output).folder) < 1:
        time.sleep(0.001)
    process.send_signal(signal.SIGSTOP)
    with (tmp_path / "in" / "23.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "late", "name": "Anna"}\n')
    process.send_signal(signal.SIGCONT)
    said = process.communicate()[1].decode()
    assert process.returncode == 2
    assert "23.jsonl: changed while it was read" in said
    assert not output.exists()


def test_a_compiled_file_is_taken_as_it_is(accounts: Path, whole: dict[str, bytes], tmp_path: Path) -> None:
    compiled.save(Prepared(bundled()), tmp_path / "lists.compiled")
    assert run(accounts, "-o", tmp_path / "out.parquet", "--lists", tmp_path / "lists.compiled").exit_code == 2
    assert (tmp_path / "out.parquet").read_bytes() == whole["parquet"]


def test_without_resume_a_run_begins_anew_and_says_so(
    interrupted: tuple[Path, Path], whole: dict[str, bytes]
) -> None:
    folder, output = interrupted
    done = run(folder, "-o", output)
    assert "an earlier run was interrupted, and is begun anew" in done.stderr
    assert output.read_bytes() == whole["parquet"]


def test_resume_without_an_interrupted_run_is_a_run(
    accounts: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    assert run(accounts, "-o", tmp_path / "out.parquet", "--resume").exit_code == 2
    assert (tmp_path / "out.parquet").read_bytes() == whole["parquet"]


# -- arguments ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["in"], "name it with --output"),
        (["in", "-o", "out.txt"], "--format text is for few profiles"),
        (["in", "-f", "json", "-o", "out.json"], "--format json is for few"),
        (["in/a.jsonl", "-o", "in/a.jsonl", "-w", "2"], "would be written over"),
        (["in/a.jsonl", "-o", "nowhere/out.parquet"], "nowhere"),
        (["p.xlsx", "-o", "out.parquet"], "not '.xlsx'"),
        (["-", "-o", "out.parquet"], "-: "),
        (["none", "-o", "out.parquet"], "there is no record in any of the files"),
        (["bad.csv", "in", "-o", "out.parquet"], "bad.csv, line 1: unknown column 'nmae'"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.jsonl").write_text(json.dumps({"id": "u1", **CLEAR}), encoding="utf-8")
    Path("none").mkdir()
    Path("none/empty.jsonl").touch()
    Path("p.xlsx").touch()
    Path("bad.csv").write_text("id,nmae\n", encoding="utf-8")
    before = sorted(map(str, Path().rglob("*")))
    done = run(*arguments)
    assert done.exit_code == 2, done.stderr
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert sorted(map(str, Path().rglob("*"))) == before


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    """On a full disk a file that nobody can use would take what is left."""
    target = tmp_path / "out.csv"
    target.write_text("old", encoding="utf-8")

    def content() -> Iterator[bytes]:
        yield b"new"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        replaced(target, content())
    assert [(file.name, file.read_text(encoding="utf-8")) for file in tmp_path.iterdir()] == [("out.csv", "old")]


def test_the_name_of_the_output_says_its_format(tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_text(json.dumps({"id": "u1", **CLEAR}), encoding="utf-8")
    for name, start in (("a.csv", '"id"'), ("a.jsonl", '{"profile_id"'), ("a.json", "[\n"), ("a.parquet", "PAR1")):
        assert run(tmp_path / "p.jsonl", "-o", tmp_path / name).exit_code == 0
        assert (tmp_path / name).read_bytes().startswith(start.encode())
    assert run(tmp_path / "p.jsonl", "-o", tmp_path / "a.csv", "-f", "jsonl").exit_code == 0
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").startswith("{")


def test_a_list_that_is_required_and_missing_ends_in_3(tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_text(json.dumps({"id": "u1", **CLEAR}), encoding="utf-8")
    assert run(tmp_path / "p.jsonl", "-o", tmp_path / "a.parquet", "--require", "un_sc").exit_code == 3


def test_a_terminal_shows_how_far_it_is_and_a_file_does_not(accounts: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "screening.cli", "score", str(accounts), "-o", str(tmp_path / "o.jsonl")]
    with subprocess.Popen([*command, "-w", "1", "--today", DATE], stderr=theirs) as process:
        os.close(theirs)
        said = b""
        with contextlib.suppress(OSError):  # Linux ends a terminal so
            while chunk := os.read(ours, 10_000):
                said += chunk
    os.close(ours)
    assert process.returncode == 2
    assert b" profiles, " in said
    assert b" a second, " in said
    assert b" left" in said
    assert "\r" not in run(accounts, "-o", tmp_path / "o.jsonl").stderr


def test_without_pyarrow_the_extra_is_named(tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_text(json.dumps({"id": "u1", **CLEAR}), encoding="utf-8")
    code = "import sys; sys.modules['pyarrow'] = None; from screening.cli import main; main()"
    arguments = ["score", str(tmp_path / "p.jsonl"), "-o", str(tmp_path / "o.parquet")]
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "screening: many profiles need the extra 'batch': pip install 'freelance-screening[batch]'"
    ]
