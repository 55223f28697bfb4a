from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from screening.cli import commands
from screening.errors import InputError, Problem, RecordError
from screening.fairness.grouping import grouping
from screening.fairness.measuring import MOST_GROUPS, Report, measure
from screening.fairness.swaps import SwapTest
from screening.profile import Profile
from screening.rates import expected_precision, wilson
from screening.records import profile_from
from screening.screener import Screener

TODAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener()


def plain(number: int, country: str = "PL", **given: object) -> Profile:
    return profile_from({"id": f"{country}-{number}", "name": "Marta Wzorowa", "country": country, **given})


def suspect(number: int, country: str = "PL") -> Profile:
    """Pay goes to a stranger: a strong finding."""
    return plain(number, country, payouts=[{"holder": "Colin Sample"}])


def nameless(number: int, country: str) -> Profile:
    return profile_from({"id": f"{country}-{number}", "country": country})


def measured(screener: Screener, *profiles: Profile | RecordError, **given: Any) -> Report:  # noqa: ANN401
    return measure(screener, profiles, today=TODAY, **{"minimum": 2, **given})


# -- rates by group -------------------------------------------------------------------------------


def test_rates_are_of_the_decided_and_unknown_is_apart(screener: Screener) -> None:
    report = measured(screener, plain(1), suspect(2), nameless(3, "PL"), nameless(4, "PL"))
    (group,) = report.groups
    assert (group.profiles, group.decided) == (4, 2)
    assert (group.flagged.found, group.flagged.of, group.flagged.share) == (1, 2, 0.5)
    assert (group.unknown.found, group.unknown.of) == (2, 4)
    assert {band: rate.found for band, rate in group.bands.items()} == {"clear": 1, "review": 1, "escalate": 0}


def test_small_groups_and_those_that_do_not_say_are_shown_apart(screener: Screener) -> None:
    unsaid = profile_from({"id": "x", "name": "Colin Sample", "phones": ["+48512345678"]})
    report = measured(screener, plain(1), plain(2), suspect(3, "DE"), unsaid)
    assert [group.name for group in report.groups] == ["PL"]
    assert [(group.name, group.ratio, group.above) for group in report.small] == [("DE", None, False)]
    assert report.not_known is not None
    assert report.not_known.profiles == 1
    assert report.median == 0.0


def test_the_ratio_is_to_the_median_and_more_than_two_is_marked(screener: Screener) -> None:
    profiles = [suspect(n, "KR") if n < 9 else plain(n, "KR") for n in range(30)]
    profiles += [suspect(n, c) if n < 3 else plain(n, c) for c in ("PL", "DE") for n in range(30)]
    report = measured(screener, *profiles)
    assert report.median == pytest.approx(0.1)
    assert [(g.name, g.ratio, g.above, g.beyond_chance) for g in report.groups] == [
        ("KR", 3.0, True, False),
        ("DE", 1.0, False, False),
        ("PL", 1.0, False, False),
    ]


def test_far_more_than_the_others_is_beyond_chance(screener: Screener) -> None:
    profiles = [suspect(n, "KR") for n in range(30)] + [plain(n, c) for c in ("PL", "DE") for n in range(30)]
    report = measured(screener, *profiles)
    first = report.groups[0]
    assert (first.name, first.ratio, first.beyond_chance) == ("KR", None, True)
    assert report.remarkable


def test_one_group_alone_is_never_beyond_chance(screener: Screener) -> None:
    report = measured(screener, *(suspect(n) for n in range(30)))
    assert not report.groups[0].beyond_chance
    assert not report.remarkable


def test_the_drivers_are_what_gives_a_group_more_points(screener: Screener) -> None:
    report = measured(screener, suspect(1, "KR"), plain(2, "KR"), plain(3), plain(4))
    korea = next(group for group in report.groups if group.name == "KR")
    (driver,) = korea.drivers
    assert (driver.id, driver.points, driver.elsewhere, driver.flagged) == ("payment.holder_differs", 22.5, 0.0, 1)


def test_location_drives_nothing(screener: Screener) -> None:
    report = measured(screener, plain(1, "CN", city="Dandong"), plain(2, "CN", city="Dandong"), plain(3), plain(4))
    assert all(not group.drivers for group in report.groups)


def test_country_values_are_read_before_they_are_grouped(screener: Screener) -> None:
    report = measured(screener, plain(1, "Republic of Korea"), plain(2, "KR"), plain(3, "kor"))
    assert [(group.name, group.profiles) for group in report.groups] == [("KR", 3)]


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("tags:group:", ["kr", "plain"]),
        ("tags", ["group:kr", "group:plain", "vip"]),
        ("logins.country", ["CN", "PL"]),
        ("identity.document_verified", ["true"]),
        ("addresses.country", []),
    ],
)
def test_groups_come_from_any_path(group: str, names: list[str]) -> None:
    profile = profile_from(
        {
            "id": "u",
            "tags": ["group:kr", "group:plain", "vip"],
            "logins": [{"country": "CN"}, {"country": "PL"}, {"ip": "192.0.2.1"}],
            "identity": {"document_verified": True},
        }
    )
    assert sorted(set(grouping(group)(profile))) == names


def test_a_profile_with_two_values_is_in_two_groups_and_once_in_all(screener: Screener) -> None:
    report = measured(screener, plain(1, tags=["a", "b"]), plain(2, tags=["a", "a"]), group="tags", minimum=1)
    assert {group.name: group.profiles for group in report.groups} == {"a": 2, "b": 1}
    assert report.all.profiles == 2


def test_the_preset_is_one_group(screener: Screener) -> None:
    assert [g.name for g in measured(screener, plain(1), plain(2), group="preset").groups] == ["platform"]


@pytest.mark.parametrize("field", ["contry", "logins", "identity", "related.profile.name.x", ""])
def test_an_unknown_field_is_an_error_with_a_hint(field: str) -> None:
    with pytest.raises(InputError, match="no field"):
        grouping(field)
    with pytest.raises(InputError, match="did you mean country"):
        grouping("contry")


@pytest.mark.parametrize(
    "wrong", [{"minimum": 0}, {"prevalences": (0.0,)}, {"prevalences": (1.0,)}, {"sensitivity": 0.0}]
)
def test_numbers_out_of_range_are_refused(screener: Screener, wrong: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        measured(screener, plain(1), **wrong)


def test_memory_is_bounded_however_many_values_there_are(screener: Screener) -> None:
    profiles = (plain(n, tags=[f"t{n}"]) for n in range(MOST_GROUPS + 50))
    report = measure(screener, profiles, today=TODAY, group="tags", minimum=1)
    assert len(report.groups) == MOST_GROUPS + 1
    assert next(g.profiles for g in report.groups if g.name == "(other values)") == 50


def test_profiles_pass_through_one_by_one(screener: Screener) -> None:
    alive: list[str] = []

    def stream() -> Iterator[Profile]:
        for n in range(5):
            alive.append("made")
            yield plain(n)

    measure(screener, stream(), today=TODAY, on_result=lambda _assessment: alive.append("scored"))
    assert alive == ["made", "scored"] * 5


def test_bad_records_are_counted_and_told(screener: Screener) -> None:
    error = RecordError([Problem("nmae", "x", "unknown field")])
    told: list[RecordError] = []
    report = measured(screener, plain(1), error, plain(2), on_error=told.append)
    assert (report.errors, report.all.profiles, told) == (1, 2, [error])


# -- what a flag is worth -------------------------------------------------------------------------


def test_precision_by_hand() -> None:
    worth = expected_precision(wilson(100, 10_000), prevalence=0.0001, sensitivity=0.9)
    assert worth.precision == pytest.approx(0.00009 / (0.00009 + 0.9999 * 0.01))
    assert worth.innocents == pytest.approx(0.9999 * 0.01 / 0.00009)
    assert worth.low < worth.precision < worth.high


def test_nobody_flagged_is_no_proof_of_a_perfect_test() -> None:
    worth = expected_precision(wilson(0, 1_000), prevalence=0.001, sensitivity=0.9)
    assert worth.low < 0.25
    assert worth.high == 1.0


@pytest.mark.parametrize(
    ("found", "of", "low", "high"),
    [(0, 100, 0.0, 0.0370), (100, 100, 0.9630, 1.0), (3, 1000, 0.0010, 0.0088), (50, 100, 0.4038, 0.5962)],
)
def test_wilson_by_table(found: int, of: int, low: float, high: float) -> None:
    rate = wilson(found, of)
    assert (round(rate.low, 4), round(rate.high, 4)) == (low, high)


def test_a_share_of_none_knows_nothing() -> None:
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0.0, 1.0)


# -- the swap test over a run ---------------------------------------------------------------------


def test_examples_keep_their_bands_in_other_countries_and_under_other_names(screener: Screener) -> None:
    lines = Path("examples/profiles.jsonl").read_text(encoding="utf-8").splitlines()[:50]
    profiles = [profile_from(json.loads(line)) for line in lines]
    report = measured(screener, *profiles, swap_test=SwapTest(screener, TODAY))
    assert report.swaps is not None
    assert {kind: swaps.bands_changed for kind, swaps in report.swaps.items()} == {"country": 0, "name": 0}
    assert report.swaps["country"].swapped > 200
    assert report.swaps["name"].swapped > 150


# -- the command ----------------------------------------------------------------------------------


def run(*arguments: object) -> Result:
    return CliRunner().invoke(commands, ["fairness", *map(str, arguments), "--today", "2026-11-23"])


def written(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


CLEAR = {"id": "a", "name": "Marta Wzorowa", "country": "PL", "tags": ["group:a"]}
FLAGGED = {**CLEAR, "id": "b", "payouts": [{"holder": "Colin Sample"}]}


def test_the_command_gives_json(tmp_path: Path) -> None:
    done = run(written(tmp_path / "p.jsonl", CLEAR, FLAGGED), "-f", "json", "--minimum", 1)
    document = json.loads(done.stdout)
    assert done.exit_code == 0
    assert document["groups"][0]["name"] == "PL"
    assert document["swaps"]["country"]["bands_changed"] == 0
    assert document["remarkable"] is False
    assert [worth["prevalence"] for worth in document["precision"]] == [0.0001, 0.001, 0.01]


def test_the_command_groups_and_writes_where_it_is_told(tmp_path: Path) -> None:
    file = written(tmp_path / "p.jsonl", CLEAR, FLAGGED)
    done = run(file, "--group", "tags:group:", "--minimum", 1, "--no-swap", "-o", tmp_path / "r.txt")
    text = (tmp_path / "r.txt").read_text(encoding="utf-8")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Flagged by tags:group:" in text
    assert "Swap test" not in text


@pytest.mark.parametrize(
    ("records", "arguments", "code"),
    [
        ([CLEAR], [], 0),
        ([CLEAR, {"id": "c", "nmae": "x"}], [], 2),
        ([CLEAR], ["--group", "contry"], 2),
        ([CLEAR], ["--prevalence", "often"], 2),
        ([CLEAR], ["--require", "ofac_sdn"], 3),
        ([{"id": "c", "nmae": "x"}], [], 2),
    ],
    ids=["fine", "bad record", "bad group", "bad rate", "missing list", "nothing to measure"],
)
def test_exit_codes(tmp_path: Path, records: list[dict[str, Any]], arguments: list[str], code: int) -> None:
    assert run(written(tmp_path / "p.jsonl", *records), "--no-swap", *arguments).exit_code == code


def test_a_group_beyond_chance_is_exit_code_one(tmp_path: Path) -> None:
    records = [{**FLAGGED, "id": f"k{n}", "country": "KR"} for n in range(20)]
    records += [{**CLEAR, "id": f"{c}{n}", "country": c} for c in ("PL", "DE") for n in range(20)]
    done = run(written(tmp_path / "p.jsonl", *records), "--no-swap", "--minimum", 10)
    assert done.exit_code == 1
    assert "!!" in done.stdout


def test_a_file_that_is_read_is_not_written_over(tmp_path: Path) -> None:
    file = written(tmp_path / "p.jsonl", CLEAR)
    assert run(file, "-o", file).exit_code == 2
    assert json.loads(file.read_text(encoding="utf-8"))["id"] == "a"
