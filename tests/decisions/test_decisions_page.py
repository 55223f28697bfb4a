"""The commands of docs/decisions.md, run in their order, say what the page shows."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from screening.cli import commands
from screening.decisions.retention import KEPT

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
LOOSE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def test_the_commands_say_what_the_page_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SCREENING_STORE", raising=False)
    shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=shutil.ignore_patterns("cases", "*.ipynb"))
    shown = re.findall(r"^\$ screening (.+)\n((?:(?!```|\$ ).+\n)*)", PAGE, re.MULTILINE)
    assert len(shown) == 8
    for command, wanted in shown:
        done = CliRunner().invoke(commands, shlex.split(command))
        assert done.exit_code == 0, (command, done.output)
        assert doctest.OutputChecker().check_output(wanted, done.stdout, LOOSE), (command, done.stdout)


def test_the_periods_are_those_of_the_code() -> None:
    table = PAGE.partition("| class | kept |")[2]
    years = {"10 years": 3660, "5 years": 1830}
    told: dict[str, int] = {}
    for names, kept in re.findall(r"^\| (`.+?`) \| ([^|]+?) \|", table, re.MULTILINE):
        periods = re.split(", ", kept.replace(" days", ""))
        for name, period in zip(re.findall("`(.+?)`", names), periods, strict=True):
            told[name] = years.get(period) or int(period)
    assert told == KEPT
