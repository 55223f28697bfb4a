"""Logins as sessions: windows, networks, pauses."""

from __future__ import annotations

import time

import pytest

from screening.profile import Login
from screening.signals.sessions import (
    DAY,
    HOUR,
    Mark,
    moment,
    network_of,
    richest,
    timed,
    too_close,
    without_pause,
)


def at(*times: str) -> tuple[Login, ...]:
    return tuple(Login(at=text) for text in times)


@pytest.mark.parametrize(
    "text", ["2026-03-02", "2026-03", "2026-03-02T00:00:00", "2026-03-02T00:00:00+01:00", "noon"]
)
def test_a_date_is_no_time_and_midnight_to_the_second_is_a_date(text: str) -> None:
    assert moment(text) is None


def test_offsets_are_read_and_a_time_without_one_is_told_apart() -> None:
    assert moment("2026-03-02T10:00:00+02:00") == moment("2026-03-02T08:00:00Z")
    assert moment("1970-01-01T00:00:30") == (30.0, False)


def test_sessions_come_in_order_with_their_places() -> None:
    sessions = timed((*at("2026-03-02T10:00:00Z"), Login(country="PL"), *at("2026-03-02T09:00:00Z")))
    assert [session.position for session in sessions] == [2, 0]


def test_one_provider_is_one_network_whatever_its_addresses() -> None:
    assert network_of(Login(ip="192.0.2.1")) == network_of(Login(ip="192.0.200.77"))
    assert network_of(Login(ip="2001:db8:1::1")) == network_of(Login(ip="2001:db8:ffff::2"))
    assert network_of(Login(ip="192.0.2.1", asn=64500)) == network_of(Login(ip="198.51.100.1", asn=64500))
    assert network_of(Login(ip="not an address")) is None


def test_the_richest_window_is_found_wherever_it_lies() -> None:
    marks = [Mark(float(i), i, value) for i, value in enumerate("AABACDAAAAAA")]
    assert {mark.value for mark in richest(marks, 3.0)} == {"B", "A", "C", "D"}
    assert [mark.position for mark in richest(marks, 0.0)] == [0]
    assert richest([], 3.0) == []


def test_only_homes_of_two_countries_are_too_close() -> None:
    def pair(network: str | None, country: str = "US") -> tuple[Login, ...]:
        return (
            Login(at="2026-03-02T08:10:00Z", country="PL", network="home"),
            Login(at="2026-03-02T08:40:00Z", country=country, network=network),
        )

    assert len(too_close(timed(pair("home")), HOUR)) == 1
    assert not too_close(timed(pair("home", "PL")), HOUR)
    assert not any(too_close(timed(pair(network)), HOUR) for network in ("mobile", "vpn", "hosting", "tor", None))
    assert not too_close(timed(pair("home")), 20 * 60)


def test_times_of_an_unknown_clock_are_not_held_against_others() -> None:
    logins = (
        Login(at="2026-03-02T08:10:00", country="PL", network="home"),
        Login(at="2026-03-02T08:40:00Z", country="US", network="home"),
    )
    assert not too_close(timed(logins), HOUR)


def test_a_run_ends_with_a_pause_and_durations_fill_it() -> None:
    times = ("2026-03-02T08:00:00Z", "2026-03-02T13:00:00Z", "2026-03-02T16:00:00Z")
    assert [s.position for s in without_pause(timed(at(*times)), 4 * HOUR)] == [1, 2]
    filled = (Login(at=times[0], duration_hours=2), *at(*times[1:]))
    assert [s.position for s in without_pause(timed(filled), 4 * HOUR)] == [0, 1, 2]
    assert without_pause([], HOUR) == []


def test_hostile_profiles_cost_little() -> None:
    logins = tuple(
        Login(at=f"2026-03-02T{i // 3600 % 24:02}:{i // 60 % 60:02}:{i % 60:02}Z", country=f"C{i}", network="home")
        for i in range(1, 5_001)
    )
    begun = time.perf_counter()
    sessions = timed(logins)
    assert len(richest([Mark(s.at, s.position, str(s.position)) for s in sessions], DAY)) == 5_000
    too_close(sessions, HOUR)
    without_pause(sessions, HOUR)
    assert time.perf_counter() - begun < 1
