"""Logins, networks and devices: how much is how much, and what honest people do."""

from __future__ import annotations

import datetime as dt
import random
import timeit
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pytest

from screening.assessment import Assessment
from screening.evidence import Finding
from screening.indicator import Context
from screening.indicators import INDICATORS
from screening.records import profile_from

Record = Mapping[str, Any]
Assess = Callable[[Record], Assessment]
CONTEXT = Context(today=dt.date(2026, 11, 23), name_threshold=0.8)
LATE = 24


def at(hours: float, **more: object) -> dict[str, object]:
    time = dt.datetime(2026, 3, 2, 8, 1, tzinfo=dt.UTC) + dt.timedelta(hours=hours)
    return {"at": time.isoformat(), **more}


def found(assess: Assess, id_: str, logins: list[Any], country: str = "PL", **more: object) -> Finding | None:
    findings = assess({"country": country, "logins": logins, **more}).findings
    return next((finding for finding in findings if finding.id == f"access.{id_}"), None)


def strength(assess: Assess, id_: str, logins: list[Any], country: str = "PL", **more: object) -> float:
    finding = found(assess, id_, logins, country, **more)
    return finding.strength if finding else 0.0


def places(hours: float, *countries: str, network: str | None = None) -> list[Any]:
    return [at(i * hours, country=country, network=network) for i, country in enumerate(countries)]


@pytest.mark.parametrize(
    ("logins", "expected"),
    [
        (places(2, "PL", "SE"), 0),
        (places(2, "PL", "SE", "PL", "SE", "PL"), 0),
        (places(2, "PL", "SE", "AE"), 0.5),
        (places(2, "PL", "SE", "AE", "RS"), 1),
        (places(13, "PL", "SE", "AE"), 0),
        (places(40, "PL", "SE", "AE", "RS", "MY"), 0.5),
        (places(50, "PL", "SE", "AE", "RS", "MY"), 0),
        (places(27, "PL", "SE", "AE", "RS", "MY", "JP", "NO"), 1),
        (places(2, "PL", "SE", "AE", network="vpn"), 0.25),
        (places(2, "PL", "SE", "AE", "RS", network="tor"), 0.5),
        ([*places(2, "PL", "SE", "AE"), at(7, country="RS", network="vpn")], 0.5),
    ],
)
def test_how_many_countries_are_many(assess: Assess, logins: list[Any], expected: float) -> None:
    assert strength(assess, "many_countries", logins) == expected


def test_the_first_flag_is_counted_in_one_way(assess: Assess) -> None:
    logins = [at(i, country=c, asn=64500 + i) for i, c in enumerate(["PL", "SE", "AE", *["PL"] * 12])]
    assert found(assess, "many_countries", logins)
    assert not found(assess, "many_addresses", logins)


def test_addresses_of_one_provider_are_one_network(assess: Assess) -> None:
    assert strength(assess, "many_addresses", [at(i, ip=f"192.0.{i}.1") for i in range(12)]) == 0
    assert strength(assess, "many_addresses", [at(i, ip=f"19{i}.1.2.1") for i in range(8)]) == 0.5
    assert strength(assess, "many_addresses", [at(i, asn=i) for i in range(12)]) == 1
    assert strength(assess, "many_addresses", [at(5 * i, asn=i) for i in range(12)]) == 0
    assert strength(assess, "many_addresses", [at(i, asn=64500, ip=f"19{i}.1.2.1") for i in range(8)]) == 0


@pytest.mark.parametrize(
    ("durations", "expected"), [([23.9], 0), ([24], 0.5), ([24, 8, 30], 0.5), ([24, 25, 30], 1), ([8] * 90, 0)]
)
def test_days_without_a_break(assess: Assess, durations: list[float], expected: float) -> None:
    assert strength(assess, "long_session", [{"duration_hours": hours} for hours in durations]) == expected


@pytest.mark.parametrize(("step", "count", "expected"), [(3, 12, 0), (3, 14, 0.5), (3, 26, 1), (4, 30, 0)])
def test_logins_that_leave_no_time_to_sleep(assess: Assess, step: float, count: int, expected: float) -> None:
    assert strength(assess, "long_session", [at(step * i) for i in range(count)]) == expected


def test_a_year_of_long_days_is_no_run(assess: Assess) -> None:
    logins = [at(24 * day + hour) for day in range(300) for hour in (0, 3, 6, 9, 12, 15, 18)]
    assert strength(assess, "long_session", logins) == 0


def test_travel_once_counts_half(assess: Assess) -> None:
    once = [at(0, country="PL", network="home"), at(0.5, country="US", network="home")]
    twice = [*once, at(100, country="PL", network="home"), at(100.2, country="US", network="home")]
    assert strength(assess, "impossible_travel", once) == 0.5
    assert strength(assess, "impossible_travel", twice) == 1
    finding = found(assess, "impossible_travel", twice)
    assert finding is not None
    assert "within 30 minutes, 2 times in all" in finding.summary


def test_the_reported_vpn_counts_in_full_only_throughout(assess: Assess) -> None:
    over = {"network": "vpn", "provider": "ASTRILL Systems"}
    assert strength(assess, "reported_vpn", [over] * 4) == 0.5
    assert strength(assess, "reported_vpn", [over] * 5) == 1
    assert strength(assess, "reported_vpn", [over] * 5 + [{"network": "home"}]) == 0.5
    assert strength(assess, "reported_vpn", [over] * 9, "CN") == 0
    assert strength(assess, "reported_vpn", [{"network": "vpn", "provider": "Gastrillon"}]) == 0


def test_the_vpn_is_one_clue_whatever_its_name(assess: Assess) -> None:
    findings = assess({"country": "PL", "logins": [{"network": "vpn", "provider": "Astrill"}]}).findings
    assert {f.id: f.points for f in findings} == {"access.reported_vpn": 10.0, "access.hidden_network": 0.0}


def working(offset: float, stated: str, **more: object) -> dict[str, Any]:
    rng = random.Random(5)  # noqa: S311 - a simulated person
    logins = [
        at(24 * day - 8 + rng.uniform(8, LATE) - offset, **more)
        for day in range(60)
        for _ in range(rng.randint(1, 4))
    ]
    return {"country": stated, "logins": logins}


def test_hours_are_held_against_the_stated_place_and_never_against_a_place(assess: Assess) -> None:
    assert "access.active_hours_contradict_country" in {f.id for f in assess(working(9, "GB")).findings}
    for offset, country in ((9, "KR"), (9, "JP"), (8, "CN"), (1, "PL"), (-5, "US"), (3, "RU")):
        assert not [f for f in assess(working(offset, country)).findings if f.family == "access"]


def test_somebody_who_logs_in_from_abroad_is_told_of_once(assess: Assess) -> None:
    points = {f.id: f.points for f in assess(working(9, "GB", country="JP")).findings if f.family == "access"}
    assert set(points) == {"access.login_contradicts_country", "access.active_hours_contradict_country"}
    assert sorted(points.values()) == [0, 20]


def test_checks_of_logins_cost_little() -> None:
    profile = profile_from({"id": "u", **working(9, "GB", ip="192.0.2.1", network="home")})
    profile = profile_from({"id": "u", "country": "GB", "endpoint": {}, "logins": list(profile.logins or ())[:50]})
    for indicator in INDICATORS:
        if indicator.family == "access":
            check = partial(indicator.check, profile, CONTEXT)
            spent = min(timeit.repeat(check, number=20, repeat=5)) / 20
            assert spent < 0.001, indicator.id
