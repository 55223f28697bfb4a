"""One vendor list with every kind of row, checked, for the tests of the formats of CI systems."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from screening.cli import commands

HOSTILE = '</failure>]]>\x1b[31m\u202e::error::%0A"&<script>'
ROWS = (
    "id,vendor,country,registration_number,owners,owner_shares\n",
    "V-1,Invented Lanterns,PL,EX-1,,\n",
    "V-2,Nameless Seat Trading,,,,\n",
    "V-3,Fortuna LLC,RU,,,\n",
    '"V-4","Yanbian Silver Star\nNetwork Technology Co., Ltd",CN,91222401MA0Y31E659,,\n',
    "V-5,Fictional Holdings Ltd,AE,,York Louis Celestino Herrera; Pat Sampleton,60; 40\n",
    "V-6,Short Row Ltd,PL\n",
    f'"V-7 {HOSTILE.replace(chr(34), chr(34) * 2)}",Fortuna LLC,RU,,,\n',
    "V-8,Green Alpine Trading LLC,US,,,\n",
)
Checked = Callable[..., str]


@pytest.fixture
def vendor_rows() -> tuple[str, ...]:
    return ROWS


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checked:
    """What ``screening check`` writes of the rows in a format."""
    monkeypatch.chdir(tmp_path)

    def written(form: str, *arguments: str, rows: tuple[str, ...] = ROWS, code: int = 2) -> str:
        folder = Path("our vendors")
        folder.mkdir(exist_ok=True)
        (folder / "list,1.csv").write_text("".join(rows), encoding="utf-8")
        given = ["check", str(folder / "list,1.csv"), "-f", form, "--today", "2026-11-23", *arguments]
        done = CliRunner().invoke(commands, given)
        assert done.exit_code == code
        return done.stdout

    return written
