from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from screening.fairness.measuring import Report, measure
from screening.fairness.swaps import SwapTest
from screening.records import profile_from
from screening.reports.fairness import as_json, as_text
from screening.reports.text import A_PERSON_DECIDES
from screening.screener import Screener

TODAY = dt.date(2026, 11, 23)


def record(number: int, **given: object) -> dict[str, Any]:
    return {"id": f"u{number}", "name": "Marta Wzorowa", "country": "PL", **given}


@pytest.fixture(scope="module")
def report() -> Report:
    screener = Screener()
    records = [record(n) for n in range(5)]
    records += [record(n, country="KR", payouts=[{"holder": "Colin Sample"}]) for n in range(5, 10)]
    records += [record(n, country="SE") for n in range(12, 17)]
    records += [record(10, country="DE"), {"id": "u11", "name": "Marta Wzorowa"}]
    profiles = map(profile_from, records)
    return measure(screener, profiles, today=TODAY, minimum=5, swap_test=SwapTest(screener, TODAY))


@pytest.fixture(scope="module")
def text(report: Report) -> str:
    return "".join(as_text(report))


def test_every_part_is_there(text: str) -> None:
    for title in (
        "Flagged by country",
        "What drives the difference",
        "Too few to compare, and not known",
        "What a flag would be worth",
        "Swap test",
        "Made with",
    ):
        assert f"\n{title}\n" in f"\n{text}"


def test_assumptions_are_told_as_assumptions(text: str) -> None:
    flowing = " ".join(text.split())
    assert "Assumed and not measured: the base rates, and that 90% of the workers would be flagged" in flowing
    assert "A difference is no proof of unfairness" in flowing
    assert text.endswith(f"{A_PERSON_DECIDES}\n")


def test_groups_are_in_order_with_their_marks(text: str) -> None:
    lines = [line.split() for line in text.splitlines()]
    korea = next(line for line in lines if line[:1] == ["KR"])
    assert korea[-1] == "!!"
    assert "100.00" in korea
    assert any(line[:2] == ["DE", "1"] for line in lines)
    assert any(line[:2] == ["(not", "known)"] for line in lines)


def test_json_holds_everything(report: Report) -> None:
    document = json.loads(as_json(report))
    assert document["field"] == "country"
    assert [group["name"] for group in document["groups"]] == ["KR", "PL", "SE"]
    assert document["groups"][0]["drivers"][0]["id"] == "payment.holder_differs"
    assert document["not_known"]["profiles"] == 1
    assert set(document["swaps"]) == {"country", "name"}
    assert document["sensitivity"] == 0.9


def test_the_same_input_gives_the_same_bytes(report: Report) -> None:
    assert as_json(report) == as_json(report)


def test_values_of_profiles_cannot_break_out() -> None:
    evil = "\x1b[31mKR\u202e\n  PL"
    profiles = [profile_from(record(n, tags=[evil])) for n in range(2)]
    report = measure(Screener(), profiles, today=TODAY, group="tags", minimum=1)
    text = "".join(as_text(report))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\n  PL" not in text
    assert "\\x1b" in text
    assert "\u202e" not in as_json(report)
