"""Policies: every setting is checked when it is read, told when unsafe, and part of the digest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from screening.errors import InputError, PolicyError
from screening.indicators import FAMILIES, INDICATORS
from screening.policy import PRESETS, Policy

EXAMPLE = Path(__file__).parents[1] / "examples" / "policy.toml"


def refused(text: str) -> str:
    with pytest.raises(PolicyError) as caught:
        Policy.from_toml(text)
    assert isinstance(caught.value, InputError)
    return str(caught.value)


def test_the_published_policy() -> None:
    policy = Policy()
    assert (policy.preset, policy.review_at, policy.escalate_at) == ("platform", 40, 75)
    assert policy.all_caps["location"] == 25
    assert policy.all_caps["watchlist"] == policy.all_caps["jurisdiction"] == 99
    assert {policy.all_caps[f] for f in FAMILIES} == {25, 60, 99}
    by_grade = {i.grade: policy.weight(i.id) for i in INDICATORS}
    assert by_grade == {"weak": 8, "moderate": 20, "strong": 45, "conclusive": 95}


def test_a_toml_file_changes_what_it_names() -> None:
    policy = Policy.from_toml("""
        preset = "vendor"
        review_at = 30
        approved_by = "Risk committee"
        effective_from = 2026-01-01
        reason = "Pilot: look at more"
        [weights]
        "access.hidden_network" = 4
        [caps]
        conduct = 50
    """)
    assert policy.preset == "vendor"
    assert (policy.review_at, policy.escalate_at) == (30, 75)
    assert policy.weight("access.hidden_network") == 4
    assert policy.all_caps["conduct"] == 50
    assert (policy.approved_by, policy.effective_from, policy.reason) == (
        "Risk committee",
        "2026-01-01",
        "Pilot: look at more",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("reviw_at = 30", "unknown setting 'reviw_at', did you mean 'review_at'?", id="setting"),
        pytest.param('preset = "platfrom"', "unknown preset 'platfrom', did you mean 'platform'?", id="preset"),
        pytest.param(
            'weights = {"access.hiden_network" = 3}',
            "unknown indicator 'access.hiden_network', did you mean 'access.hidden_network'?",
            id="indicator",
        ),
        pytest.param(
            "caps = {wachlist = 99}", "unknown family 'wachlist', did you mean 'watchlist'?", id="family"
        ),
        pytest.param("review_at = 0", "need 0 < review_at", id="everybody is reviewed"),
        pytest.param("review_at = 80", "need 0 < review_at <= escalate_at", id="thresholds crossed"),
        pytest.param("escalate_at = 99", "<= 95", id="nothing escalates"),
        pytest.param("review_at = nan", "need 0 < review_at", id="no number"),
        pytest.param("review_at = true", "review_at = True: a number of points is", id="a yes for a number"),
        pytest.param('review_at = "30"', "review_at = '30': a number of points is needed", id="text for a number"),
        pytest.param("name_threshold = 0.5", "unsafe outside 0.6 to 0.95", id="every name matches"),
        pytest.param("name_threshold = 0.99", "unsafe outside 0.6 to 0.95", id="no name matches"),
        pytest.param('weights = {"watchlist.company" = 0}', "unsafe, a conclusive finding", id="list off"),
        pytest.param('weights = {"jurisdiction.dprk_records" = 39}', "unsafe, a conclusive", id="below review"),
        pytest.param('weights = {"access.hidden_network" = 100}', "points go from 0 to 99", id="100 points"),
        pytest.param('weights = {"access.hidden_network" = -1}', "points go from 0 to 99", id="negative points"),
        pytest.param(
            'weights = {"access.hidden_network" = nan}', "points go from 0 to 99", id="points, no number"
        ),
        pytest.param("caps = {location = 26}", "unsafe, location is context", id="location decides"),
        pytest.param("caps = {watchlist = 74}", "unsafe, it would hide a confirmed match", id="hidden match"),
        pytest.param("caps = {access = 100}", "points go from 0 to 99", id="cap of 100"),
        pytest.param("caps = {access = inf}", "points go from 0 to 99", id="endless cap"),
        pytest.param('effective_from = "soon"', "effective_from = 'soon': not an ISO date", id="date"),
        pytest.param(
            "[weights.access]\nhidden_network = 3",
            'weights.access: a table, where points are needed: say "access.hidden_network" = 20',
            id="no quotes",
        ),
        pytest.param("weights = 5", "weights = 5: a table is needed, [weights] and", id="no table"),
        pytest.param("weights = []", "weights = a list of 0: a table is needed", id="a list for a table"),
        pytest.param(
            'weights = {"access.hidden_network" = "4"}',
            "weights.access.hidden_network = '4': a number of points is needed",
            id="points in quotes",
        ),
        pytest.param("caps = {access = false}", "caps.access = False: a number of points", id="a no for a cap"),
        pytest.param("preset = 3", "preset = 3: one of signup, platform, employer, vendor is", id="no preset"),
        pytest.param('preset = "qqq"', "'qqq' (there are signup, platform, employer, vendor)", id="like none"),
        pytest.param("zzz = 1", "unknown setting 'zzz' (there are preset, weights, caps,", id="like no setting"),
        pytest.param("max_list_age = 7.5", "max_list_age = 7.5: a whole number of days", id="half a day"),
        pytest.param('name_threshold = "x"', "name_threshold = 'x': a number from 0.6 to 0.95", id="threshold"),
        pytest.param('required_lists = "un_sc"', "required_lists = 'un_sc': keys of lists are", id="one list"),
        pytest.param("required_lists = [1]", "required_lists = a list of 1: keys of lists are", id="a number"),
        pytest.param("effective_from = 2026", "effective_from = 2026: a date is needed", id="a year"),
        pytest.param("reason = {}", "reason = a dict of 0: text in quotes is needed", id="a table for text"),
        pytest.param("x = [", "not TOML", id="no TOML"),
        pytest.param("x = " + "[" * 2_000 + "]" * 2_000, "not TOML", id="2,000 deep"),
    ],
)
def test_what_is_malformed_or_unsafe_is_refused(text: str, said: str) -> None:
    assert said in refused(text)


def test_settings_of_the_wrong_type_are_told_in_python_too() -> None:
    with pytest.raises(PolicyError, match="review_at = '30': a number of points is needed"):
        Policy(review_at="30")  # type: ignore[arg-type]
    with pytest.raises(PolicyError, match=r"weights\.3 = 4\.0: a number of points is needed"):
        Policy(weights={3: 4.0})  # type: ignore[dict-item]
    assert Policy(required_lists=["un_sc"]).required_lists  # type: ignore[arg-type]


def test_mistakes_of_keys_and_types_are_told_together() -> None:
    assert refused('reviw_at = 3\nescalate_at = "9"\nmax_list_age = "x"').count(";") == 2


def test_every_mistake_is_told_at_once() -> None:
    message = refused('preset = "x"\nreview_at = 0\ncaps = {nobody = 3}\nweights = {"no.thing" = 3}')
    assert message.count(";") == 3


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_a_file_in_another_encoding_is_refused(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "policy.toml"
    path.write_bytes('reason = "Prüfung"'.encode(encoding))
    with pytest.raises(PolicyError, match="not UTF-8"):
        Policy.load(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=r"none\.toml: No such file"):
        Policy.load(tmp_path / "none.toml")
    with pytest.raises(PolicyError, match="directory"):
        Policy.load(tmp_path)


def test_a_file_with_a_mistake_is_named(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text("reviw_at = 30", encoding="utf-8")
    with pytest.raises(PolicyError, match=r"policy\.toml: .*did you mean 'review_at'"):
        Policy.load(path)


@pytest.mark.skipif(not EXAMPLE.exists(), reason="no example policy yet")
def test_the_example_is_a_policy() -> None:
    assert Policy.load(EXAMPLE).digest != Policy().digest


CHANGES: list[dict[str, Any]] = [
    {"preset": "signup"},
    {"weights": {"access.hidden_network": 7.5}},
    {"caps": {"identity": 50.0}},
    {"review_at": 39.0},
    {"escalate_at": 76.0},
    {"name_threshold": 0.82},
    {"approved_by": "A"},
    {"effective_from": "2026-01-01"},
    {"reason": "B"},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_the_digest_follows_every_setting(change: dict[str, Any]) -> None:
    assert Policy(**change).digest != Policy().digest
    assert Policy(**change).digest == Policy(**change).digest


def test_the_digest_is_of_what_is_in_force() -> None:
    """Naming a published default, or writing 40 for 40.0, decides nothing new."""
    same = Policy(review_at=40, weights={"access.hidden_network": 8}, caps={"identity": 60})
    assert same.digest == Policy().digest
    assert len(Policy().digest) == 64


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_diff_names_what_differs_and_nothing_else(change: dict[str, Any]) -> None:
    (difference,) = Policy().diff(Policy(**change)).items()
    setting, (_, there) = difference
    (name, value), *_ = change.items()
    if isinstance(value, dict):
        (inner, value), *_ = value.items()
        name = f"{name}.{inner}"
    assert (setting, there) == (name, value)
    assert Policy(**change).diff(Policy(**change)) == {}


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_expects_and_requires_something(name: str) -> None:
    preset = Policy(preset=name).expects
    assert preset.expected <= {indicator.id for indicator in INDICATORS}
    assert preset.expected
    assert preset.required


def test_presets_ask_for_more_and_more() -> None:
    assert PRESETS["signup"].expected < PRESETS["platform"].expected < PRESETS["employer"].expected


@pytest.mark.parametrize("name", ["jurisdiction.dprk_record", "watchlist.rare_person", "watchlist.reported_party"])
def test_what_asks_for_a_review_cannot_be_silenced(name: str) -> None:
    with pytest.raises(PolicyError, match="unsafe, it would no longer ask for a review"):
        Policy(weights={name: 0})


@pytest.mark.parametrize("settings", [{"review_at": "x"}, {"preset": 5}, {"weights": {5: 3}}], ids=str)
def test_a_setting_of_the_wrong_type_is_a_policy_error(settings: dict[str, Any]) -> None:
    with pytest.raises(PolicyError):
        Policy(**settings)


@pytest.mark.parametrize("preset", PRESETS)
def test_vendors_are_organizations_by_the_preset(preset: str) -> None:
    assert Policy(preset=preset).usual_kind == ("organization" if preset == "vendor" else None)
