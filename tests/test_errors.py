"""Errors: one tree, a place and a value in every message, nothing of an attacker's text raw."""

from __future__ import annotations

import pickle

import pytest

from screening.errors import InputError, PolicyError, Problem, RecordError, ScreeningError, WatchlistError, shown


@pytest.mark.parametrize("kind", [InputError, PolicyError, RecordError, WatchlistError])
def test_everything_is_a_screening_error(kind: type[Exception]) -> None:
    assert issubclass(kind, ScreeningError)


@pytest.mark.parametrize("kind", [InputError, PolicyError, RecordError])
def test_a_mistake_of_the_caller_is_a_value_error(kind: type[Exception]) -> None:
    assert issubclass(kind, ValueError)


ERROR = RecordError(
    [Problem("logins[3].ip", "999.0.0.1", "not an IP address"), Problem("nmae", "x", "unknown field")],
    place="vendors.csv, line 14",
    record_id="v1",
)


def test_a_record_error_names_place_id_field_and_value() -> None:
    assert str(ERROR) == (
        "vendors.csv, line 14, id 'v1': logins[3].ip: not an IP address (got '999.0.0.1');"
        " nmae: unknown field (got 'x')"
    )
    assert ERROR.to_dict() == {
        "place": "vendors.csv, line 14",
        "id": "v1",
        "problems": [
            {"field": "logins[3].ip", "value": "'999.0.0.1'", "message": "not an IP address"},
            {"field": "nmae", "value": "'x'", "message": "unknown field"},
        ],
    }


def test_a_record_error_can_be_given_its_place_later() -> None:
    assert ERROR.at("record 2").place == "record 2"
    assert ERROR.at("record 2").problems == ERROR.problems


def test_a_record_error_travels_between_processes() -> None:
    copy = pickle.loads(pickle.dumps(ERROR))  # noqa: S301 - our own bytes

    assert str(copy) == str(ERROR)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("A" * 10_000_000, id="ten million characters"),
        pytest.param("\x1b[2J\x1b[31m", id="terminal control"),
        pytest.param("\u202egnp.exe", id="right to left"),
        pytest.param("a\nb\rc\x85d\u2028e", id="line ends"),
        pytest.param("\ud800", id="half a surrogate pair"),
        pytest.param(b"\xff" * 1_000, id="bytes"),
        pytest.param(["x"] * 1_000_000, id="a long list"),
        pytest.param({"a": "b" * 1_000}, id="a mapping"),
        pytest.param(float("nan"), id="nan"),
        pytest.param(10**5_000, id="a number of 5,000 digits"),
    ],
)
def test_any_value_can_be_shown(value: object) -> None:
    text = shown(value)
    assert 0 < len(text) <= 80
    assert text.isprintable()
