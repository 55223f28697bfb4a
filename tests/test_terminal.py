"""The real commands on a pseudo-terminal: width, colour, plain text, and the pictures of the documentation."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shlex
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from screening.cli import commands
from screening.drawing.characters import width
from screening.reports.text import A_PERSON_DECIDES

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "terminal.md"
PROFILES = "examples/profiles.jsonl"
DATE = "2026-11-23"
NUMBER = re.compile(r"\d+\.\d\d")
COLOUR = re.compile(r"\x1b\[[\d;]*m")
COMMANDS = [
    f"score {PROFILES} --today {DATE}",
    f"explain {PROFILES} --id laptop-farm --today {DATE}",
    f"check examples/vendors.csv --today {DATE}",
    'match "延边银星" --kind organization',
    "match Kim --against 김",
    f"lists status --today {DATE}",
    "indicators",
    f"policy compare /dev/null examples/policy.toml {PROFILES} --today {DATE}",
    f"fairness examples/vendors.csv --minimum 3 --no-swap --preset vendor --today {DATE}",
]
DRIVER = """
import json, os, shlex, sys
from screening.cli import commands
for command, environment in json.loads(sys.argv[1]):
    before = dict(os.environ)
    os.environ.update(environment)
    try:
        commands(shlex.split(command))
    except SystemExit:
        pass
    os.environ.clear()
    os.environ.update(before)
    print(end=chr(0), flush=True)
"""
"""Runs commands one after the other, each with its environment, in a process that need not start again."""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")


@pytest.fixture(scope="module")
def screenshots() -> ModuleType:
    spec = importlib.util.spec_from_file_location("screenshots", ROOT / "tasks" / "screenshots.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["screenshots"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "SCREENING_PLAIN"):
        monkeypatch.delenv(name, raising=False)


def piped(command: str, env: Mapping[str, str] | None = None) -> str:
    return CliRunner().invoke(commands, shlex.split(command), env=env).stdout


def on_terminal(screenshots: ModuleType, runs: Sequence[tuple[str, Mapping[str, str]]], cells: int) -> list[str]:
    """What each command writes to a terminal of that width."""
    text: str = screenshots.on_terminal([sys.executable, "-c", DRIVER, json.dumps(runs)], cells)
    *shown, rest = text.split("\0")
    assert rest == ""
    assert len(shown) == len(runs)
    return shown


@pytest.mark.parametrize("cells", [60, 120])
def test_output_fits_the_terminal_and_says_the_same(screenshots: ModuleType, cells: int) -> None:
    for command, text in zip(
        COMMANDS, on_terminal(screenshots, [(command, {}) for command in COMMANDS], cells), strict=True
    ):
        bare = COLOUR.sub("", text)
        assert bare != text, command
        assert [line for line in bare.splitlines() if width(line) > cells] == [], command
        assert sorted(NUMBER.findall(bare)) == sorted(NUMBER.findall(piped(command))), command


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.partition(" ")[0])
def test_a_pipe_has_no_colour_and_its_bytes_do_not_depend_on_the_terminal(command: str) -> None:
    text = piped(command)
    assert text
    assert "\x1b" not in text
    assert piped(command, {"COLUMNS": "40", "TERM": "dumb"}) == text


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.partition(" ")[0])
def test_plain_text_is_one_fact_a_line(command: str) -> None:
    text = piped(f"--plain {command}")
    assert text == piped(f"{command} --plain") == piped(command, {"SCREENING_PLAIN": "1"})
    assert text == piped(f"{command} --plain", {"FORCE_COLOR": "1"})
    assert re.findall("[\u2500-\u259f\x1b]", text) == []
    assert [line for line in text.splitlines() if re.search(r"\S {2,}\S", line)] == []


def test_who_decides_on_colour(screenshots: ModuleType) -> None:
    expected = [
        ("", {}, True),
        ("--no-color", {}, False),
        ("", {"NO_COLOR": "1"}, False),
        ("", {"NO_COLOR": ""}, True),
        ("", {"TERM": "dumb"}, False),
        ("", {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        ("--no-color", {"FORCE_COLOR": "1"}, False),
        ("", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ("--plain", {"FORCE_COLOR": "1"}, False),
    ]
    command = "match 김정은 --against 'Kim Jong Un'"
    shown = on_terminal(screenshots, [(f"{command} {options}", env) for options, env, _ in expected], 80)
    for (options, env, coloured), text in zip(expected, shown, strict=True):
        assert ("\x1b[" in text) is coloured, (options, env)


def test_a_pipe_has_colour_if_it_is_forced() -> None:
    command = f"explain {PROFILES} --id laptop-farm --today {DATE}"
    text = piped(command, {"FORCE_COLOR": "1"})
    assert "\x1b[31m\x1b[1mescalate: " in text
    assert COLOUR.sub("", text) == piped(command)


def test_a_file_has_no_colour_and_no_width(screenshots: ModuleType, tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    command = f"score {PROFILES} --today {DATE} -o {target}"
    assert on_terminal(screenshots, [(command, {"FORCE_COLOR": "1"})], 40) == [""]
    assert target.read_text(encoding="utf-8") == piped(f"score {PROFILES} --today {DATE}")


def test_the_options_are_told_once_and_taken_everywhere() -> None:
    assert "--no-color" in piped("--help")
    assert "--plain" in piped("--help")
    assert "--plain" not in piped("policy compare --help")
    assert piped("policy show --plain --no-color").startswith("# digest ")


# The documentation


def test_the_pictures_show_what_the_commands_write(screenshots: ModuleType, tmp_path: Path) -> None:
    screenshots.terminal(tmp_path)
    made = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    kept = {path.name: path.read_text(encoding="utf-8") for path in screenshots.PICTURES.glob("*.svg")}
    assert made == kept, "make them again: python tasks/screenshots.py terminal"


def test_a_picture_is_text_that_needs_nothing(screenshots: ModuleType) -> None:
    shot = screenshots.Shot("screening x <&>", 20)
    picture = screenshots.svg(shot, "\x1b[31m\x1b[1mred\x1b[0m  김정은  <b>\n\n\x1b[34m██\x1b[0m\n")
    assert "http" not in picture.replace("http://www.w3.org/2000/svg", "")
    assert '<tspan x="16" textLength="25.2" class="red bold">red</tspan>' in picture
    assert '<tspan x="58" textLength="50.4">김정은</tspan>' in picture
    assert "&lt;b&gt;" in picture
    assert '<tspan x="16" textLength="16.8" class="blue">██</tspan>' in picture


def test_the_page_shows_every_picture_below_its_command(screenshots: ModuleType) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name, shot in screenshots.TERMINAL.items():
        before, picture, _ = page.partition(f"](pictures/{name}.svg)")
        assert picture, name
        assert f"\n{shot.command}\n" in before, name


def test_every_command_of_the_page_runs() -> None:
    found = re.findall(r"^(FORCE_COLOR=1 )?screening ([^|\n]+)", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(found) >= 5
    for forced, command in found:
        assert ("\x1b[" in piped(command, {"FORCE_COLOR": "1"} if forced else None)) is bool(forced), command
        assert A_PERSON_DECIDES in " ".join(piped(command).split()), command
