"""Laws of whole profiles: more evidence never lowers a score, order and hash seeds change nothing."""

from __future__ import annotations

import datetime as dt
import os
import random
import re
import subprocess
import sys
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening import Screener
from screening.assessment import Band
from screening.profile import MAX_DEPTH, Profile, Related
from screening.records import profile_from

TODAY = dt.date(2026, 6, 1)
LAW = settings(max_examples=100, deadline=None)
BANDS = [Band.CLEAR, Band.UNKNOWN, Band.REVIEW, Band.ESCALATE]

BASE: dict[str, Any] = {
    "id": "u1",
    "name": "Marta Wzorowa",
    "country": "PL",
    "phones": ["+48 512 345 678"],
    "conduct": {},
    "identity": {},
    "work": {},
}
NOTED: tuple[tuple[str, str, Any], ...] = (
    ("identity", "document_verified", False),
    ("identity", "document_refused", True),
    ("identity", "liveness_verified", False),
    ("identity", "video_refused", True),
    ("identity", "photo_present", False),
    ("identity", "photo_matches", False),
    ("identity", "document_name", "Colin Sample"),
    ("identity", "document_country", "KP"),
    ("identity", "document_expires", "2020-01-01"),
    ("conduct", "uses_other_identity", True),
    ("conduct", "account_rented", True),
    ("conduct", "chat_only", True),
    ("conduct", "avoids_meeting", True),
    ("work", "athlete_contract", True),
    ("work", "income_to_third_party", True),
    ("work", "construction_contract", True),
    ("work", "housed_on_site", True),
    ("work", "wages_to_one_person", True),
    ("work", "dprk_labour_contract", True),
    ("", "visa", {"kind": "tourist"}),
    ("", "companies", ["Yanbian Silverstar Network Technology Co., Ltd."]),
    ("", "payouts", [{"holder": "Bert Muster", "country": "CN"}]),
    ("", "logins", [{"country": "SE", "network": "vpn", "remote_tool": "AnyDesk; TeamViewer"}]),
    ("", "time_zone", "Asia/Shanghai"),
    ("", "addresses", [{"purpose": "shipping", "country": "US", "recipient": "Bert Muster"}]),
)
"""Each can only be evidence here: none of them explains another away."""


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener()


def with_fields(chosen: list[int]) -> dict[str, Any]:
    record = {key: dict(value) if isinstance(value, dict) else value for key, value in BASE.items()}
    for number in chosen:
        part, field, value = NOTED[number]
        (record[part] if part else record)[field] = value
    return record


CHOICE = st.lists(st.integers(0, len(NOTED) - 1), min_size=1, unique=True)


@given(CHOICE)
@LAW
def test_more_evidence_never_lowers_score_or_band(screener: Screener, chosen: list[int]) -> None:
    before = screener.score(with_fields(chosen[:-1]), today=TODAY)
    after = screener.score(with_fields(chosen), today=TODAY)
    assert after.score >= before.score
    assert after.deciding_score >= before.deciding_score
    assert BANDS.index(after.band) >= BANDS.index(before.band)
    assert after.score < 100


@given(CHOICE, st.randoms(use_true_random=False))
@LAW
def test_order_of_fields_changes_nothing(screener: Screener, chosen: list[int], order: random.Random) -> None:
    record = with_fields(chosen)
    shuffled = dict(order.sample(list(record.items()), len(record)))
    assert screener.score(shuffled, today=TODAY).to_json() == screener.score(record, today=TODAY).to_json()


@given(st.lists(CHOICE, min_size=2, max_size=5))
@settings(max_examples=30, deadline=None)
def test_order_of_profiles_changes_nothing(screener: Screener, choices: list[list[int]]) -> None:
    records = [{**with_fields(chosen), "id": f"u{n}"} for n, chosen in enumerate(choices)]
    forward = {a.profile_id: a.to_json() for a in screener.score_many(records, today=TODAY)}
    backward = {a.profile_id: a.to_json() for a in screener.score_many(reversed(records), today=TODAY)}
    assert forward == backward


def test_same_input_same_bytes_in_every_process() -> None:
    code = f"""
import datetime as dt, screening
from screening import Screener
screener = Screener()
for record in {[with_fields(list(range(n, len(NOTED), 3))) for n in range(3)]!r}:
    print(screener.score(record, today=dt.date(2026, 6, 1)).to_json())
"""
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(outputs) == 1
    assert outputs.pop().count(b"\n") == 3


def of_type(kind: Any, depth: int = 0) -> st.SearchStrategy[Any]:  # noqa: ANN401 - any type expression
    """Any value that a field of this type may hold."""
    if get_origin(kind) is Annotated:
        inner, meta = get_args(kind)
        if get_origin(inner) is tuple:
            return st.lists(of_type(get_args(inner)[0], depth), max_size=2).map(tuple)
        if inner is str:
            text = st.text(min_size=meta.min_length or 0, max_size=min(meta.max_length, 12))
            pattern = re.compile(meta.pattern or "")
            return text.filter(lambda value: pattern.search(value) is not None)
        if inner is int:
            return st.integers(meta.ge, 10**6)
        return st.floats(meta.ge, meta.le, allow_nan=False)
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return of_struct(kind, depth + (kind is Related))
    if kind is bool:
        return st.booleans()
    options = [option for option in get_args(kind) if option is not type(None)]
    return (
        st.none() if depth > MAX_DEPTH else st.one_of(st.none(), *(of_type(option, depth) for option in options))
    )


def of_struct(kind: type[msgspec.Struct], depth: int = 0) -> st.SearchStrategy[Any]:
    def build() -> st.SearchStrategy[Any]:
        fields = {f.name: f for f in msgspec.structs.fields(kind) if f.name != "related" or depth < 1}
        required = {name: of_type(f.type, depth) for name, f in fields.items() if f.required}
        optional = {name: of_type(f.type, depth) for name, f in fields.items() if not f.required}
        few = st.lists(st.sampled_from(sorted(optional)), max_size=4, unique=True)
        return few.flatmap(lambda names: st.builds(kind, **required, **{name: optional[name] for name in names}))

    return st.deferred(build)


PROFILES = of_struct(Profile)


@given(PROFILES)
@LAW
def test_a_profile_survives_the_way_to_plain_values_and_back(profile: Profile) -> None:
    assert profile_from(msgspec.to_builtins(profile)) == profile
    assert profile_from(msgspec.json.decode(msgspec.json.encode(profile))) == profile
    assert profile_from(profile) == profile


@given(PROFILES)
@settings(max_examples=200, deadline=None)
def test_no_readable_profile_crashes_a_screening(screener: Screener, profile: Profile) -> None:
    """Whatever the text in it: a value that cannot be read is told, and the rest is scored."""
    assessment = screener.score(profile, today=TODAY)
    assert 0 <= assessment.score < 100
    assert assessment.to_json() == screener.score(profile, today=TODAY).to_json()
    assert assessment.profile_id == profile.id
