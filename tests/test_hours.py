"""Hours of activity: honest people of many habits are left alone, and whom the check finds.

People are simulated with fixed seeds: for 60 days they log in some times on three days of four, at hours that
their habit draws. The stated place is Poland, or New York.
"""

# ruff: noqa: S311

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

import pytest

from screening.profile import Address, Job, Login, Profile, Repository, Work
from screening.signals.hours import contradicts, foreign_commits, hours_apart, pause_of, stated_offsets

Habit = Callable[[random.Random, int], float]
BEGIN = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
POLAND, NEW_YORK = (60, 120), (-300, -240)
PEOPLE = 150


def between(*spans: tuple[float, float]) -> Habit:
    """Hours from one of the spans, longer ones more often."""
    return lambda rng, _day: rng.uniform(*rng.choices(spans, [end - begin for begin, end in spans])[0])


def shifts(every: int, *begins: float) -> Habit:
    return lambda rng, day: begins[day // every % len(begins)] + rng.uniform(-2, 11)


def logins(rng: random.Random, habit: Habit, offset: float, *, days: int = 60, most: int = 4) -> tuple[Login, ...]:
    found = []
    for day in range(days):
        if rng.random() < 0.25:
            continue
        for _ in range(rng.randint(1, most)):
            time = BEGIN + dt.timedelta(days=day, hours=habit(rng, day) - offset)
            found.append(Login(at=time.isoformat(timespec="seconds")))
    return tuple(found)


def share(habit: Habit, offset: float, stated: tuple[int, ...], *, days: int = 60, most: int = 4) -> float:
    """The part of simulated people whose hours are held against them."""
    found = 0
    for seed in range(PEOPLE):
        pause = pause_of(logins(random.Random(seed), habit, offset, days=days, most=most))
        found += pause is not None and contradicts(pause, stated)
    return found / PEOPLE


HONEST: dict[str, Habit] = {
    "an office day": between((8, 18)),
    "day and evening": between((7, 23)),
    "up before dawn": between((4, 20)),
    "a bakery": between((2.5, 17)),
    "late to bed": between((11, 27)),
    "very late to bed": between((14, 30)),
    "works nights, sleeps in the forenoon": between((16, 32)),
    "logs in at the night shift alone": between((22, 31)),
    "evenings beside a job": between((18, 25)),
    "early mornings beside a job": between((5, 9)),
    "before and after a job": between((6, 9), (19, 23.5)),
    "lunch and night": between((11.5, 13.5), (21, 26)),
    "at any hour": between((0, 24)),
    "with a small child": between((6.5, 23), (0, 3), (2, 6)),
    "shifts that change every week": shifts(7, 6, 14, 22),
    "shifts that change every four days": shifts(4, 6, 22),
    "a week in Tokyo each month": lambda rng, day: rng.uniform(7, 23) - (8 if day % 30 < 7 else 0),
}


@pytest.mark.parametrize("most", [2, 4, 12])
@pytest.mark.parametrize("habit", HONEST)
def test_honest_people_are_left_alone(habit: str, most: int) -> None:
    assert share(HONEST[habit], 1, POLAND, most=most) <= 0.01
    assert share(HONEST[habit], -5, NEW_YORK, most=most) <= 0.01


@pytest.mark.parametrize("days", [14, 20, 30])
@pytest.mark.parametrize("habit", ["at any hour", "day and evening", "very late to bed", "with a small child"])
def test_little_data_finds_nobody_either(habit: str, days: int) -> None:
    assert share(HONEST[habit], 1, POLAND, days=days) <= 0.01


def test_a_day_in_east_asia_is_found_where_its_night_is_nobodys() -> None:
    day = between((8, 24))
    assert share(day, 9, (0, 60)) > 0.9
    assert share(day, 9, POLAND) > 0.5
    assert share(day, 9, (540,)) == 0


def test_of_the_americas_little_can_be_said() -> None:
    assert share(between((8, 24)), 9, NEW_YORK) <= 0.05
    assert share(between((8, 24)), 9, (-480, -420)) == 0


def test_a_nurse_who_sleeps_before_the_shift_is_a_known_false_alarm() -> None:
    assert share(between((22, 37)), 1, POLAND) > 0.5


def test_too_few_sessions_days_or_offsets_say_nothing() -> None:
    rng = random.Random(1)
    many = logins(rng, between((8, 24)), 9)
    assert pause_of(many)
    assert pause_of(many[:39]) is None
    assert pause_of(logins(rng, between((8, 24)), 9, days=13, most=20)) is None
    assert pause_of(tuple(Login(at=(x.at or "")[:19]) for x in many)) is None
    tripled = pause_of(many * 3)
    assert tripled is not None
    assert tripled.sessions == pause_of(many).sessions  # type: ignore[union-attr]
    assert pause_of(None) is None


def test_sessions_left_open_do_not_make_a_day() -> None:
    open_all_day = tuple(
        Login(at=(BEGIN + dt.timedelta(days=day, hours=9)).isoformat(), duration_hours=20) for day in range(60)
    )
    assert pause_of(open_all_day) is not None
    assert not contradicts(pause_of(open_all_day), POLAND)  # type: ignore[arg-type]


# -- what the profile states --------------------------------------------------------------------------


def test_a_fitting_time_zone_narrows_and_another_one_widens() -> None:
    assert stated_offsets(Profile(id="u", country="RU"))[0] >= {120, 720}
    assert stated_offsets(Profile(id="u", country="RU", time_zone="Europe/Moscow"))[0] == {180}
    offsets, records = stated_offsets(Profile(id="u", country="PL", time_zone="Asia/Seoul"))
    assert offsets == {60, 120, 540}
    assert records == ("country", "time_zone")
    assert stated_offsets(Profile(id="u", country="PL", time_zone="UTC"))[0] == {60, 120}
    assert stated_offsets(Profile(id="u"))[0] == frozenset()


def test_a_country_whose_clocks_are_not_known_silences() -> None:
    assert stated_offsets(Profile(id="u", country="PL", addresses=(Address(country="BV"),)))[0] == frozenset()


@pytest.mark.parametrize(("one", "other"), [("PL", "BY"), ("CN", "PK"), ("RU", "US"), ("FR", "GB"), ("IN", "CN")])
def test_neighbours_are_not_far(one: str, other: str) -> None:
    assert hours_apart(one, other) == hours_apart(other, one) < 3


@pytest.mark.parametrize(("one", "other"), [("PL", "US"), ("KR", "US"), ("CN", "GB"), ("PL", "JP"), ("JP", "AE")])
def test_continents_are(one: str, other: str) -> None:
    assert hours_apart(one, other) >= 3


# -- commits -------------------------------------------------------------------------------------------

TODAY = dt.date(2026, 11, 23)


def committed(*repositories: Repository, **more: object) -> Profile:
    return Profile(id="u", country="PL", work=Work(repositories=repositories), **more)  # type: ignore[arg-type]


def test_clocks_of_no_named_place_are_told_with_their_repositories() -> None:
    profile = committed(Repository(utc_offsets=(1.0, 9.0)), Repository(utc_offsets=(8.0,) * 30))
    foreign, known, records = foreign_commits(profile, TODAY) or ([], 0, ())
    assert (len(foreign), known) == (31, 32)
    assert records == ("work.repositories[0]", "work.repositories[1]", "country")


@pytest.mark.parametrize(
    "profile",
    [
        committed(Repository(utc_offsets=(9.0,) * 19)),
        committed(Repository(utc_offsets=(9.0,) * 30 + (1.0,) * 8)),
        committed(Repository(utc_offsets=(0.0,) * 100)),
        committed(Repository(utc_offsets=(3.0,) * 100)),
        committed(Repository(utc_offsets=(9.0,) * 100, first_commit="2021-05-01")),
        committed(Repository(utc_offsets=(9.0,) * 100, authors=("A. Example", "B. Sample"))),
        committed(Repository(utc_offsets=(9.0,) * 100), jobs=(Job(country="KR"),)),
        committed(Repository(utc_offsets=(9.0,) * 100), time_zone="Asia/Tokyo"),
        Profile(id="u", work=Work(repositories=(Repository(utc_offsets=(9.0,) * 100),))),
    ],
    ids=[
        "few",
        "a fifth at home",
        "UTC",
        "an hour off",
        "years ago",
        "two authors",
        "a job there",
        "zone",
        "no place",
    ],
)
def test_ordinary_clocks_say_nothing(profile: Profile) -> None:
    assert foreign_commits(profile, TODAY) is None
