"""The wheel as a user gets it: built, installed into an empty environment, and scoring from another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CONSTRAINTS = ROOT / "constraints.txt"
pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    clean = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "PYTHONHOME"}}
    done = subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment that holds the wheel and what it depends on, nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", folder, cwd=folder)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(python, "-m", "pip", "install", "--quiet", "-c", CONSTRAINTS, wheel, cwd=folder)
    return python


def test_the_wheel_holds_what_it_needs_and_no_more(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {
        f"screening/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "watchlists").rglob("*")
        if path.is_file()
    }
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "screening").rglob("*.py")}
    assert shipped | modules | {"screening/py.typed"} <= names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"screening", "freelance_screening"}
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_it_scores_from_another_folder(installed: Path, tmp_path: Path) -> None:
    code = (
        "import screening; "
        "print(screening.score({'id': 'u', 'name': 'Marta Wzorowa', 'country': 'PL', "
        "'companies': ['Yanbian Silverstar Network Technology Co., Ltd.']}).to_json())"
    )
    assessment = json.loads(run(installed, "-I", "-c", code, cwd=tmp_path))
    assert assessment["band"] == "escalate"
    assert assessment["lists"][0]["entries"] > 0


def test_the_command_runs_from_another_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "profiles.jsonl").write_text('{"id": "u", "name": "Marta Wzorowa", "country": "PL"}\n', "utf-8")
    command = installed.with_name("screening")
    assert "Usage: screening" in run(command, "--help", cwd=tmp_path)
    assert "clear" in run(command, "score", "profiles.jsonl", cwd=tmp_path)


def test_it_is_the_wheel_that_was_imported(installed: Path, tmp_path: Path) -> None:
    where = run(installed, "-I", "-c", "import screening; print(screening.__file__)", cwd=tmp_path)
    assert not Path(where.strip()).is_relative_to(ROOT)
