"""What docs/review-page.md tells is so: its commands run, its keys are those of the page."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from screening.cli import commands
from screening.reports.page.writing import _FOLDER

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "review-page.md").read_text(encoding="utf-8")
REPORTS = re.findall(r"^screening (report .+)$", TEXT, re.MULTILINE)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("line", REPORTS)
def test_commands_run(line: str, folder: Path) -> None:
    arguments = shlex.split(line)
    done = CliRunner().invoke(commands, [*arguments, "--today", "2026-11-23"])
    assert done.exit_code in {1, 2}, done.output
    assert (folder / arguments[-1]).stat().st_size > 100_000


def test_keys_are_those_of_the_page() -> None:
    told = re.findall(r"^\| (`.+?) \| (.+?) \|$", TEXT, re.MULTILINE)
    script = (_FOLDER / "page.js").read_text(encoding="utf-8")
    keys = re.findall(r'^  \["(.+?)", "(.+?)"\],$', script, re.MULTILINE)
    assert [key.replace("`", "") for key, _ in told] == [key for key, _ in keys]
    assert [does for _, does in told][:-1] == [meaning for _, meaning in keys][:-1]


def test_options_are_those_of_a_score() -> None:
    told = re.search(r"It takes what `screening score` takes.*?\n\n", TEXT, re.DOTALL)
    assert told
    options = set(re.findall(r"`(--\w+)`", told.group()))
    for command in ("score", "report"):
        given = {name for parameter in commands.commands[command].params for name in parameter.opts}
        assert options <= given
