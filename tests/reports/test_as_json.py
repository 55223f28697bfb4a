from __future__ import annotations

import datetime as dt
import json

import pytest

from screening.assessment import Assessment
from screening.errors import Problem, RecordError
from screening.reports import as_json
from screening.screener import Screener

ERROR = RecordError([Problem("nmae", "x\u202e", "unknown field")], place="p.jsonl, line 2", record_id="b")


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return Screener().score({"id": "김\u202e\x85", "name": "Marta Wzorowa"}, today=dt.date(2026, 11, 23))


def test_a_document_holds_assessments_and_errors_in_order(assessment: Assessment) -> None:
    found = json.loads(as_json.render([assessment, ERROR, assessment]))
    assert [next(iter(item)) for item in found] == ["profile_id", "error", "profile_id"]
    assert found[0] == json.loads(assessment.to_json())
    assert found[1]["error"]["problems"] == [{"field": "nmae", "value": "'x\\u202e'", "message": "unknown field"}]


def test_lines_are_one_object_each(assessment: Assessment) -> None:
    lines = list(as_json.lines([assessment, ERROR]))
    assert [line.count("\n") for line in lines] == [1, 1]
    assert json.loads(lines[0])["profile_id"] == "김\u202e\x85"
    assert json.loads(lines[1])["error"]["place"] == "p.jsonl, line 2"


def test_what_cannot_be_seen_is_escaped_without_loss(assessment: Assessment) -> None:
    text = as_json.render([assessment])
    assert "김\\u202e\\u0085" in text
    assert "\u202e" not in text


def test_results_are_asked_for_one_by_one(assessment: Assessment) -> None:
    asked = []

    def results() -> object:
        for number in range(3):
            asked.append(number)
            yield assessment

    lines = as_json.lines(results())  # type: ignore[arg-type]
    next(lines)
    assert asked == [0]


@pytest.mark.parametrize("results", [[], [ERROR]], ids=["none", "error alone"])
def test_every_document_is_json(results: list[RecordError]) -> None:
    assert len(json.loads(as_json.render(results))) == len(results)
