"""What another policy would change on profiles: bands, rules, points, counts, and no more than was asked for."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from screening.assessment import Band
from screening.cli import commands
from screening.errors import RecordError
from screening.fitting.comparison import Comparison, Moved, Points, compare_policies
from screening.policy import Policy
from screening.reports import comparison
from screening.reports.text import A_PERSON_DECIDES
from screening.screener import Screener

TODAY = dt.date(2026, 11, 24)
PLAIN = {"id": "plain", "name": "Marta Wzorowa", "country": "PL"}
TWO = {
    "id": "two",
    "name": "Marta Wzorowa",
    "country": "PL",
    "identity": {"video_refused": True},
    "conduct": {"avoids_meeting": True},
}
ONE = {**TWO, "id": "one", "conduct": {}}
BAD = {"id": "bad", "nmae": "Marta Wzorowa"}
HIGHER = 'review_at = 36\n[weights]\n"identity.video_refused" = 30\n'
LOWER = "review_at = 30\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(commands, [*map(str, arguments)])


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    """The published policy, one that weighs a refused video call more, and profiles."""
    first, second, profiles = (tmp_path / name for name in ("first.toml", "second.toml", "profiles.jsonl"))
    first.write_text("")
    second.write_text(HIGHER)
    profiles.write_text("".join(json.dumps(record) + "\n" for record in (PLAIN, TWO, ONE)), encoding="utf-8")
    return first, second, profiles


def test_who_moves_why_and_how_many() -> None:
    errors: list[RecordError] = []
    found = compare_policies(
        Screener(), Screener(Policy.from_toml(HIGHER)), [PLAIN, TWO, ONE, BAD], today=TODAY, errors=errors
    )
    assert (found.profiles, found.unusable, found.changed, found.score_moved) == (3, 1, 1, 1)
    assert found.counts == {(Band.CLEAR, Band.REVIEW): 1, (Band.CLEAR, Band.CLEAR): 2}
    (moved,) = found.moved
    assert (moved.id, moved.before, moved.after) == ("two", Band.CLEAR, Band.REVIEW)
    assert (moved.deciding_before, moved.deciding_after) == (36.0, 44.0)
    assert moved.reason_after == "44 points from independent families, 36 need a review"
    assert [(p.id, p.before, p.after) for p in moved.points] == [("identity.video_refused", 20.0, 30.0)]
    assert str(errors[0]).startswith("record 4, id 'bad'")


def test_a_threshold_alone_moves_without_points() -> None:
    found = compare_policies(Screener(), Screener(Policy.from_toml(LOWER)), [TWO], today=TODAY, errors=[])
    assert found.moved[0].points == ()
    assert "thresholds, caps or required checks do" in "".join(comparison.as_text(found))


def test_a_clue_that_is_counted_elsewhere_is_said_to_be() -> None:
    moved = Moved(
        id="u",
        before=Band.CLEAR,
        after=Band.REVIEW,
        reason_before="nothing",
        reason_after="points",
        deciding_before=10,
        deciding_after=8,
        points=(Points("access.first", 10, 0, 20, 0), Points("access.second", 0, 8, 8, 8)),
    )
    counts = {(Band.CLEAR, Band.REVIEW): 1}
    found = Comparison(profiles=1, unusable=0, counts=counts, score_moved=0, moved=(moved,), left_out=0)
    text = "".join(comparison.as_text(found))
    assert "access.first: 10 -> 0 points (weight 20 -> 0)" in text
    assert "access.second: 0 -> 8 points (same weight: the clue is counted under another" in text


def test_the_profiles_shown_are_bounded_for_each_change() -> None:
    profiles = [{**TWO, "id": f"u{number}"} for number in range(5)]
    second = Screener(Policy.from_toml(LOWER))
    found = compare_policies(Screener(), second, profiles, today=TODAY, limit=2, errors=[])
    assert [moved.id for moved in found.moved] == ["u0", "u1"]
    assert (found.changed, found.left_out) == (5, 3)
    assert "3 more that change are not shown (--limit)" in "".join(comparison.as_text(found))


def test_the_command_shows_settings_counts_and_profiles(files: tuple[Path, Path, Path]) -> None:
    done = run("policy", "compare", *files, "--today", "2026-11-24")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[1].split() == ["weights.identity.video_refused", "20.0", "30.0"]
    assert "3 profiles compared, 1 would change band" in lines
    assert ["clear", "review", "1"] in [line.split() for line in lines]
    assert "two: clear -> review" in lines
    assert "  identity.video_refused: 20 -> 30 points (weight 20 -> 30)" in lines
    assert lines[-1] == A_PERSON_DECIDES


def test_the_command_as_json(files: tuple[Path, Path, Path]) -> None:
    found = json.loads(run("policy", "compare", *files, "-f", "json", "--limit", "0").stdout)
    assert found["settings"]["review_at"] == {"from": 40.0, "to": 36.0}
    assert found["counts"][0] == {"from": "clear", "to": "review", "profiles": 1}
    assert (found["moved"], found["left_out"], found["profiles"]) == ([], 1, 3)


def test_without_profiles_it_is_as_it_was(files: tuple[Path, Path, Path]) -> None:
    first, second, _ = files
    assert run("policy", "compare", first, first).stdout == "the same settings\n"
    assert "review_at" in run("policy", "compare", first, second).stdout
    found = json.loads(run("policy", "compare", first, second, "--format", "json").stdout)
    assert found["weights.identity.video_refused"] == {"from": 20.0, "to": 30.0}


def test_records_that_cannot_be_screened_are_told_and_give_code_2(files: tuple[Path, Path, Path]) -> None:
    first, second, profiles = files
    with profiles.open("a", encoding="utf-8") as file:
        file.write(json.dumps(BAD) + "\n")
    done = run("policy", "compare", first, second, profiles)
    assert done.exit_code == 2
    assert "profiles.jsonl, line 4, id 'bad': nmae: unknown field" in done.stderr
    assert "1 record could not be screened" in done.stdout


def test_ids_are_shown_without_giving_orders(tmp_path: Path) -> None:
    found = compare_policies(
        Screener(), Screener(Policy.from_toml(LOWER)), [{**TWO, "id": "a\x1b[31m"}], today=TODAY, errors=[]
    )
    assert "\x1b" not in "".join(comparison.as_text(found))
