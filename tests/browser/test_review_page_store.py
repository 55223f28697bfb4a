"""Decisions of a store on the review page: beside what they are about, in the queue, and to filter by."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from screening.cli import commands

Opened = Callable[..., Any]
HIT, EXACT = "hit:ofac_sdn:53822", "hit:ofac_sdn:52175"
PROFILES = [
    {"id": "V-1", "kind": "organization", "name": "Fortuna LLC", "country": "US"},
    {"id": "V-2", "kind": "organization", "name": "Green Alpine Trading LLC", "country": "US"},
    {"id": "V-3", "kind": "organization", "name": "Beispiel Handels GmbH", "country": "AT"},
]
HOSTILE = 'other firm <img src=x onerror="alert(1)"></script>\u202e'


def run(*arguments: object, code: int = 0) -> str:
    done = CliRunner().invoke(commands, [str(argument) for argument in arguments])
    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with a decision that holds, one that nobody approved yet, and a profile without any."""
    folder = tmp_path_factory.mktemp("decided")
    profiles, store, page = folder / "p.jsonl", folder / "decisions.sqlite", folder / "review.html"
    profiles.write_text("".join(json.dumps(profile) + "\n" for profile in PROFILES), encoding="utf-8")
    said = ("-d", "false_positive", "-r", HOSTILE, "--by", "a.reviewer", "--store", store)
    for profile, key in (("V-1", HIT), ("V-2", EXACT)):
        run("decide", profiles, "--id", profile, "--key", key, *said)
    run("report", profiles, "-o", page, "--store", store, code=1)
    return page


def rows(window: Any) -> list[str]:  # noqa: ANN401 - Playwright may not be installed
    return sorted(window.locator(".row .id").all_inner_texts())


def test_a_decision_stands_beside_what_it_is_about(opened: Opened, decided: Path) -> None:
    window = opened(decided)
    window.goto(decided.as_uri() + "#profile=V-1")
    box = window.locator("#profile .party .decision.made").inner_text()
    assert box.startswith("False positive by a.reviewer (recorded by ")
    assert "entry 1: other firm <img src=x" in box
    assert "\u202e" not in box
    assert window.locator("#profile img").count() == 0


def test_what_does_not_hold_says_why_and_is_open(opened: Opened, decided: Path) -> None:
    window = opened(decided)
    window.goto(decided.as_uri() + "#profile=V-2")
    party = window.locator("#profile .party")
    assert party.locator(".stood").inner_text().startswith("Open again, because nobody else approved it yet")
    assert "was: False positive by a.reviewer" in party.locator(".stood").inner_text()
    assert party.locator(".decision:not(.made) .decide").inner_text() == "Decide …"


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        ("", ["V-1", "V-2", "V-3"]),
        ("no", ["V-2", "V-3"]),
        ("yes", ["V-1"]),
        ("false_positive", ["V-1"]),
        ("open_again", ["V-2"]),
    ],
)
def test_the_queue_is_filtered_by_what_was_decided(
    opened: Opened, decided: Path, chosen: str, shown: list[str]
) -> None:
    window = opened(decided)
    assert window.locator(".row .done").all_inner_texts() == ["open again", "false positive"]
    window.select_option("#decided", chosen)
    assert rows(window) == shown


def test_what_is_decided_anew_is_exported(opened: Opened, decided: Path) -> None:
    window = opened(decided)
    window.goto(decided.as_uri() + "#profile=V-1")
    window.locator("#profile .party .decide").click()
    window.locator("#decide input[value=true_match]").check()
    window.fill("#reason", "looked again")
    window.fill("#by", "b.reviewer")
    window.click("#decide button[type=submit]")
    party = window.locator("#profile .party")
    assert party.locator(".stood").inner_text().startswith("False positive by a.reviewer")
    assert party.locator(".decision.made").inner_text().startswith("True match by b.reviewer")
    assert window.locator("#export-count").inner_text() == "1"


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    profiles = tmp_path / "p.jsonl"
    profiles.write_text(json.dumps(PROFILES[2]), encoding="utf-8")
    arguments = ("report", profiles, "-o", tmp_path / "r.html", "--store", tmp_path / "none.sqlite")
    assert "none.sqlite: no such store of decisions" in run(*arguments, code=2)
    assert [path.name for path in tmp_path.iterdir()] == ["p.jsonl"]
