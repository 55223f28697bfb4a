"""A firm called after one word is not held to be every listed firm or ship that bears it."""

from __future__ import annotations

import datetime as dt

import pytest

from screening.lists import bundled
from screening.screener import Screener
from screening.watchlist import Alias, Entity, EntityKind, Watchlist

TODAY = dt.date(2026, 11, 24)


def found(
    employer: str, listed: str, kind: EntityKind = "organization", *, dprk: bool = False
) -> tuple[str, set[str]]:
    entity = Entity(
        id="1",
        list="ofac_sdn",
        kind=kind,
        names=(Alias(listed, "primary"),),
        dprk=("listed under DPRK3",) if dprk else (),
    )
    screener = Screener(watchlists=[*bundled(), Watchlist([entity], id="ofac_sdn", as_of="2026-07-01")])
    profile = {"id": "1", "name": "Anna Wzorowa", "country": "PL", "companies": [employer]}
    a = screener.score(profile, today=TODAY)
    return a.band.value, {finding.id for finding in a.findings if finding.points > 0}


@pytest.mark.parametrize(
    ("employer", "listed", "kind"),
    [
        pytest.param("Powell LLC", "POWELL INTERNATIONAL FZE", "organization", id="more than the word"),
        pytest.param("Leonard Ltd", "LEOPARD", "organization", id="a letter apart"),
        pytest.param("Snow Ltd", "SNOW", "vessel", id="a ship"),
        pytest.param("Wood PLC", "DEREVOOBRABATYVAYUSHCHAYA KOMPANIYA OOO", "organization", id="by translation"),
    ],
)
def test_one_word_is_a_weak_clue(employer: str, listed: str, kind: EntityKind) -> None:
    band, ids = found(employer, listed, kind)
    assert band == "clear"
    assert ids <= {"watchlist.weak_name"}


@pytest.mark.parametrize(
    ("employer", "listed", "dprk"),
    [
        pytest.param("Kinoatis Ltd", "KINOATIS LLC", False, id="the whole official name"),
        pytest.param("Ryonbongg Corp", "RYONBONG CORP", True, id="a slip, connected with the DPRK"),
        pytest.param("Fajr Industris Group", "FAJR INDUSTRIES GROUP", False, id="a slip in more than a word"),
    ],
)
def test_what_asks_for_a_review_still_does(employer: str, listed: str, dprk: bool) -> None:
    band, ids = found(employer, listed, dprk=dprk)
    assert band == "review"
    assert "watchlist.similar_company" in ids
