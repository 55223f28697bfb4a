from __future__ import annotations

import gzip
import shutil
from collections import Counter
from pathlib import Path

import pytest

pytest.importorskip("faker")
pytest.importorskip("pypinyin")

from benchmarks.invented_people import OTHERS, SPECIAL, VARIATIONS, people
from benchmarks.plain_people import main, measured
from screening import inputs
from screening.lists import bundled, read
from screening.screener import Screener

MOST_NAMESAKES = 2
"""Employers or clients of a thousand people that bear every distinctive word of a listed company, by chance."""


def test_the_same_seed_gives_the_same_people_and_another_gives_others() -> None:
    first = list(people(60, seed=1))
    assert first == list(people(60, seed=1))
    assert first != list(people(60, seed=2))


def test_people_are_spread_as_said() -> None:
    countries = Counter(profile.country or profile.id[:2].upper() for profile in people(400))
    assert set(countries) == set(SPECIAL) | set(OTHERS)
    assert len(countries) == 40
    assert all(countries[country] == 60 for country in SPECIAL)
    assert len({profile.id for profile in people(400)}) == 400


def test_every_life_is_lived() -> None:
    lives = {tag.removeprefix("life:") for p in people(400) for tag in p.tags or () if tag.startswith("life:")}
    assert lives == {*VARIATIONS, "plain"}


def test_plain_people_are_left_in_peace_by_the_bundled_list() -> None:
    result = measured(Screener(), 200)
    missed = [f"{goal}: {value}" for goal, value, reached in result.goals() if not reached]
    assert missed == [], "\n".join(f"{one.id} {one.tags} {one.reason} {one.findings}" for one in result.flagged)


def test_the_people_can_be_written_and_read(tmp_path: Path) -> None:
    main(["--people", "40", "--write", str(tmp_path / "people.jsonl")])
    assert list(inputs.read(str(tmp_path / "people.jsonl"))) == list(people(40))


@pytest.mark.slow
def test_the_real_lists_escalate_namesakes_of_listed_companies_alone(lists_folder: Path, tmp_path: Path) -> None:
    files = {
        "sdn.csv": "ofac/sdn_20260711_derived.csv.gz",
        "alt.csv": "ofac/alt_20260602.csv.gz",
        "add.csv": "ofac/add_20260602.csv.gz",
        "un.xml": "un/consolidated_20260227.xml.gz",
    }
    for name, file in files.items():
        with gzip.open(lists_folder / file) as packed, (tmp_path / name).open("wb") as plain:
            shutil.copyfileobj(packed, plain)
    ofac = read(*(tmp_path / name for name in ("sdn.csv", "alt.csv", "add.csv")), partial=True)
    result = measured(Screener(watchlists=[*bundled(), ofac, read(tmp_path / "un.xml")]), 1_000, swap=False)
    escalated = [one for one in result.flagged if one.band == "escalate"]
    assert [one for one in escalated if "watchlist.company" not in one.reason] == []
    assert len(escalated) <= MOST_NAMESAKES  # the goal is none, and docs/fairness.md says what is reached
