"""Every example is run, and every line gets the band that its tag promises."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from screening.assessment import Assessment
from screening.csv_files import read_csv
from screening.errors import RecordError
from screening.indicators import FAMILIES
from screening.policy import Policy
from screening.profile import Profile
from screening.records import profile_from, read_jsonl
from screening.screener import Screener
from screening.sources import cite

EXAMPLES = Path(__file__).parents[1] / "examples"
TODAY = dt.date(2026, 11, 23)
RESERVED = ("192.0.2.", "198.51.100.", "203.0.113.")
REPORTED_RANGES = ("175.45.176.", "210.52.109.")
"""The two published ranges that an example needs to show."""


@cache
def screener(preset: str) -> Screener:
    return Screener(Policy(preset=preset))


def _records() -> list[Profile | RecordError]:
    with (EXAMPLES / "profiles.jsonl").open("rb") as lines:
        return list(read_jsonl(lines, name="profiles.jsonl"))


def _vendors() -> list[Profile | RecordError]:
    text = (EXAMPLES / "vendors.csv").read_bytes()
    return list(read_csv(text, name="vendors.csv", kind="organization"))


def _good(records: list[Profile | RecordError]) -> list[Profile]:
    return [record for record in records if isinstance(record, Profile)]


PROFILES = _good(_records())
PLAIN = [profile for profile in PROFILES if "plain" in (profile.tags or ())]
VENDORS = _good(_vendors())
CASES = sorted((EXAMPLES / "cases").glob("*.json"))
ABOUT = tomllib.loads((EXAMPLES / "cases" / "about.toml").read_text(encoding="utf-8"))


def expected(profile: Profile) -> str:
    (tag,) = (tag for tag in profile.tags or () if tag.startswith("expect:"))
    return tag.removeprefix("expect:")


def scored(profile: Profile, preset: str = "platform") -> Assessment:
    return screener(preset).score(profile, today=TODAY)


# -- profiles.jsonl -------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.id)
def test_every_profile_gets_the_band_of_its_tag(profile: Profile) -> None:
    assessment = scored(profile)
    assert assessment.band == expected(profile), assessment.band_reason


@pytest.mark.parametrize("profile", PLAIN, ids=lambda profile: profile.id)
def test_every_plain_freelancer_is_clear_with_everything_required(profile: Profile) -> None:
    assessment = scored(profile)
    assert assessment.band == "clear"
    assert assessment.missing == ()
    assert assessment.unread == ()
    assert assessment.hits == ()


@pytest.mark.parametrize("preset", ["signup", "platform", "employer"])
def test_plain_freelancers_are_clear_by_every_preset_for_persons(preset: str) -> None:
    assert {scored(profile, preset).band.value for profile in PLAIN} == {"clear"}


def test_there_are_plain_freelancers_of_many_countries() -> None:
    countries = Counter(profile.country for profile in PLAIN)
    assert len(PLAIN) >= 16
    assert len(countries) >= 11
    assert {"KR", "CN", "RU", "VN", "LA", "NG", "JP"} <= countries.keys()


def test_bad_records_are_error_records_that_name_file_and_line() -> None:
    errors = [record for record in _records() if isinstance(record, RecordError)]
    first = len(PROFILES) + 1
    assert [error.place for error in errors] == [
        f"profiles.jsonl, line {number}" for number in range(first, first + 4)
    ]
    assert "did you mean 'name'?" in str(errors[0])
    assert [problem.field for problem in errors[1].problems] == ["id"]
    assert [problem.field for problem in errors[2].problems] == ["name", "phones"]
    assert "not a JSON object" in str(errors[3])


def test_a_run_goes_on_after_bad_records() -> None:
    errors: list[RecordError] = []
    assessments = list(screener("platform").score_many(_records(), errors=errors, today=TODAY))
    assert (len(assessments), len(errors)) == (len(PROFILES), 4)


def case(path: Path) -> Profile:
    return profile_from(json.loads(path.read_text(encoding="utf-8")), place=path.name)


def test_the_profiles_show_every_family() -> None:
    """Every indicator has cases of its own in tests/indicators/cases."""
    shown = {finding.family for profile in (*PROFILES, *map(case, CASES)) for finding in scored(profile).findings}
    assert shown == set(FAMILIES)


def test_the_profiles_show_every_band_and_their_ids_are_unique() -> None:
    assert {expected(profile) for profile in PROFILES} == {"clear", "unknown", "review", "escalate"}
    assert len({profile.id for profile in PROFILES}) == len(PROFILES)


def test_tags_are_read_by_no_indicator() -> None:
    for profile in PROFILES:
        untagged = profile_from({**_plain(profile), "tags": None})
        assert scored(untagged).to_json() == scored(profile).to_json()


def test_addresses_on_the_internet_are_reserved_ones() -> None:
    ips = [login.ip for profile in PROFILES for login in profile.logins or () if login.ip]
    emails = [email for profile in PROFILES for email in profile.emails or ()]
    assert ips
    assert emails
    assert all(ip.startswith((*RESERVED, *REPORTED_RANGES)) for ip in ips)
    assert all(email.endswith(("@example.org", "@example.com")) for email in emails)


def _plain(profile: Profile) -> dict[str, object]:
    return {field: value for field in profile.__struct_fields__ if (value := getattr(profile, field)) is not None}


# -- vendors.csv, policy.toml, cases --------------------------------------------------------------


def test_every_vendor_can_be_read() -> None:
    assert len(VENDORS) == len(_vendors())
    assert {profile.kind for profile in VENDORS} == {"organization"}


@pytest.mark.parametrize("profile", VENDORS, ids=lambda profile: profile.id)
def test_every_vendor_gets_the_band_of_its_tag(profile: Profile) -> None:
    assessment = scored(profile, "vendor")
    assert assessment.band == expected(profile), assessment.band_reason


def test_the_policy_is_valid_and_differs_only_where_it_says() -> None:
    policy = Policy.load(EXAMPLES / "policy.toml")
    assert sorted(policy.diff(Policy())) == [
        "approved_by",
        "caps.location",
        "effective_from",
        "preset",
        "reason",
        "weights.conduct.chat_only",
        "weights.logistics.ships_abroad",
    ]
    assert Screener(policy).score(PLAIN[0], today=TODAY).policy_digest == policy.digest


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_case_study_is_judged_as_its_story_says(path: Path) -> None:
    about, profile = ABOUT[path.stem], case(path)
    assert profile.id == path.stem
    assert about["story"]
    assert all(cite(source) for source in about["sources"])
    assessment = scored(profile)
    assert assessment.band == expected(profile) == about["band"], assessment.band_reason
    counted = {finding.id for finding in assessment.findings if finding.points > 0}
    assert counted >= set(about["findings"])


def test_every_case_study_has_its_story() -> None:
    assert set(ABOUT) == {path.stem for path in CASES}
    assert sum(bool(about["findings"]) for about in ABOUT.values()) >= 12


def test_every_file_of_the_examples_is_run_by_a_test() -> None:
    known = {"profiles.jsonl", "vendors.csv", "policy.toml", "own_list.csv"}
    here = {path.name for path in EXAMPLES.iterdir() if path.is_file() and path.suffix != ".ipynb"}
    assert here == known
