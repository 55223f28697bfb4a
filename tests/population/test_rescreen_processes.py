"""Segments searched by several processes: the same as by one, and nothing goes on after an end or an error."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

import msgspec
import pytest

from screening import compiled
from screening.errors import InputError, WatchlistError
from screening.policy import Policy
from screening.population.rescreen import rescreening, writer
from screening.population.rescreen.report import Job, Report
from screening.population.rescreen.rescreening import begin, rescreen
from screening.population.rescreen.searching import Helpers, Sought, helpers
from screening.population.rescreen.snapshot import Snapshot
from screening.population.rescreen.touched import touched
from screening.population.sources import Found, find
from screening.prepared import Prepared
from screening.watchlist import Alias, Entity, Watchlist

DAY = dt.date(2026, 11, 23)
JOB = Job(policy=Policy(), today=DAY)
HELPED = msgspec.structs.replace(JOB, workers=2, keep=True)


def lists(*names: str) -> Prepared:
    entities = [Entity(id=name, list="ours", kind="person", names=(Alias(name, "primary"),)) for name in names]
    return Prepared([Watchlist(entities, id="ours", as_of="2026-11-01", digest=" ".join(names))])


THEN, NOW = lists("Quillon Brackenmoor"), lists("Quillon Brackenmoor", "ZANZIBAROV, Elmo")
NAMES = ["Elmo Zanzibarov", "Colin Sample", "Marta Wzorowa", "Zanzibarov Elmo", "Elmo Zanzibarow"]


@pytest.fixture
def population(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Found:
    """Twelve profiles in six segments."""
    monkeypatch.setattr(writer, "_SEGMENT", 2)
    rows = [{"id": f"u{number}", "name": NAMES[number % len(NAMES)]} for number in range(12)]
    file = tmp_path / "accounts.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = find([str(file)])
    begin(found, tmp_path / "snapshot", THEN, JOB)
    return found


def kept(found: Found, folder: Path) -> Report:
    return rescreen(found, folder, NOW, HELPED)


@pytest.mark.usefixtures("population")
def test_helpers_find_what_one_process_finds(tmp_path: Path) -> None:
    folder = tmp_path / "snapshot"
    snapshot = Snapshot(folder)
    changed = touched(THEN, NOW, before=DAY, today=DAY)
    sought = Sought.of(changed, (), Policy().name_threshold)
    alone = Helpers().search(snapshot, NOW, sought)
    assert [mask.tolist() for mask in alone] == [
        [True, False],
        [False, True],
        [True, True],
        [False, False],
        [True, True],
        [True, False],
    ]
    compiled.save(NOW, tmp_path / "now.compiled")
    with helpers(folder, tmp_path / "now.compiled", 2) as two:
        found = two.search(snapshot, NOW, sought)
    assert [mask.tolist() for mask in found] == [mask.tolist() for mask in alone]


def test_a_snapshot_is_searched_by_two(population: Found, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = kept(population, tmp_path / "snapshot")
    monkeypatch.setattr(rescreening, "_MUCH", 0)
    assert kept(population, tmp_path / "snapshot") == alone
    assert len(alone.rescored) == 7


@pytest.mark.parametrize("number", [0, 5])
def test_what_is_damaged_is_told_whoever_finds_it(
    population: Found, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(rescreening, "_MUCH", 0)
    segment = tmp_path / "snapshot" / f"segment-1-{number}"
    segment.write_bytes(segment.read_bytes()[:-1])
    with pytest.raises(WatchlistError, match="segment"):
        kept(population, tmp_path / "snapshot")


def test_a_helper_that_ends_is_told(population: Found, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rescreening, "_MUCH", 0)
    monkeypatch.setattr("screening.population.rescreen.searching._ready", os.abort)
    with pytest.raises(InputError, match="a process ended before its time"):
        kept(population, tmp_path / "snapshot")
