from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from screening.cli import commands
from screening.population.results import RESULT_SCHEMA

PAGE = (Path(__file__).parents[2] / "docs" / "batch.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
COMMANDS = [
    line for kind, text in BLOCKS if kind == "text" for line in text.splitlines() if line.startswith("screening")
]
RECORDS = [
    {"id": "u1", "name": "Marta Wzorowa", "country": "PL", "companies": None},
    {"id": "u2", "name": "Wang Shili", "country": "CN", "companies": ["Yanbian Silverstar Network Technology"]},
]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the files that the page names."""
    monkeypatch.chdir(tmp_path)
    pq.write_table(pa.Table.from_pylist(RECORDS[::-1]), "accounts.parquet")
    for name in ("january", "february"):
        Path(f"{name}.csv").write_text(f"id,name,country\n{name},Marta Wzorowa,PL\n", encoding="utf-8")
    folder = Path("data/country=PL")
    folder.mkdir(parents=True)
    (folder / "a.jsonl").write_text("".join(json.dumps(record) + "\n" for record in RECORDS), encoding="utf-8")
    Path("lists").mkdir()
    Path("lists/own.csv").write_text("name,kind,id\nQuillon Brackenmoor,person,o1\n", encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_of_the_page_run(command: str) -> None:
    program, *arguments = shlex.split(command)
    assert program == "screening"
    done = CliRunner().invoke(commands, arguments)
    assert done.exit_code == (3 if "--require" in command else 0 if "january" in command else 1), done.stderr
    assert Path(arguments[arguments.index("-o") + 1]).stat().st_size


def test_python_of_the_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    reading, writing = (text for kind, text in BLOCKS if kind == "python")
    exec(writing, {})  # noqa: S102 - our own page
    exec(reading, {})  # noqa: S102
    assert capsys.readouterr().out.startswith("u2 ")


def test_the_page_names_every_column() -> None:
    told = re.findall(r"^\| (`.*?`) \|", PAGE, re.MULTILINE)
    assert sorted(re.findall(r"`(\w+)`", " ".join(told))) == sorted(RESULT_SCHEMA.names)
