"""How old lists are, what is missing, and where it is told."""

from __future__ import annotations

import datetime as dt

import pytest

from screening.errors import PolicyError
from screening.freshness import age, gaps
from screening.lists import bundled
from screening.policy import Policy
from screening.screener import Screener
from screening.watchlist import Alias, Entity, Watchlist

TODAY = dt.date(2026, 11, 24)
ENTRY = Entity(id="1", list="un_sc", kind="organization", names=(Alias("Beispielwerk", "primary"),))


def un(as_of: str = "", checked_on: str = "", *, official: bool = True) -> Watchlist:
    return Watchlist([ENTRY], id="un_sc", as_of=as_of, checked_on=checked_on, official=official)


@pytest.mark.parametrize(
    ("watchlist", "days"),
    [
        (un("2026-11-20"), 4),
        (un("2026-02-27", "2026-11-24"), 0),
        (un("2026-11-24"), 0),
        (un("2026-11-25"), None),
        (un("2026-11"), None),
        (un(), None),
    ],
)
def test_age(watchlist: Watchlist, days: int | None) -> None:
    assert age(watchlist, TODAY) == days


@pytest.mark.parametrize(
    ("lists", "said"),
    [
        pytest.param([un("2026-11-20")], [], id="fresh"),
        pytest.param([un("2026-10-25")], [], id="thirty days"),
        pytest.param([un("2026-10-24")], ["STALE LIST: un_sc is 31 days old, more than 30"], id="thirty-one"),
        pytest.param([un("2024-01-01", "2026-11-23")], [], id="old, and confirmed yesterday"),
        pytest.param([un()], ["LIST OF UNKNOWN AGE: un_sc does not say of when it is"], id="no date"),
        pytest.param([], ["MISSING LIST: un_sc is required and was not searched"], id="missing"),
        pytest.param(
            [un("2026-11-20", official=False)],
            ["MISSING LIST: un_sc is required and was not searched"],
            id="an own list of that name does not stand for it",
        ),
    ],
)
def test_gaps(lists: list[Watchlist], said: list[str]) -> None:
    found = gaps([*bundled(), *lists], required=["un_sc"], most_days=30, today=TODAY)
    assert [gap.message for gap in found] == said
    assert all(gap.required for gap in found)


def test_a_list_that_is_not_required_is_told_all_the_same() -> None:
    (gap,) = gaps([un("2020-01-01")], most_days=30, today=TODAY)
    assert not gap.required


def test_every_assessment_says_so_first() -> None:
    screener = Screener(Policy(required_lists=("ofac_sdn",)), [*bundled(), un("2026-01-01")])
    notes = screener.score({"id": "1", "name": "Anna Wzorowa"}, today=TODAY).notes
    assert notes[0].startswith("MISSING LIST: ofac_sdn")
    assert notes[1].startswith("STALE LIST: un_sc is 327 days old")
    fresh = screener.score({"id": "1", "name": "Anna Wzorowa"}, today=dt.date(2026, 1, 5)).notes
    assert [note[:12] for note in fresh] == ["MISSING LIST"]


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        ("max_list_age = 0", "max_list_age = 0: unsafe outside 1 to 366 days"),
        ("max_list_age = 400", "max_list_age = 400: unsafe"),
        ('required_lists = ["ofac_snd"]', "required_lists: unknown list 'ofac_snd', did you mean 'ofac_sdn'?"),
    ],
)
def test_unsafe_policies_are_refused(policy: str, said: str) -> None:
    with pytest.raises(PolicyError, match=said.replace("?", r"\?")):
        Policy.from_toml(policy)
