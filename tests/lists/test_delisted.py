"""Entries of the bundled list that a newer official list no longer has: shown, reviewed, never escalated."""

from __future__ import annotations

import datetime as dt

import pytest

from screening.lists import bundled
from screening.screener import Screener
from screening.watchlist import Alias, Entity, Watchlist

TODAY = dt.date(2026, 11, 24)
VENDOR = {"id": "v", "kind": "organization", "name": "Yanbian Silverstar Network Technology Co., Ltd."}
OTHER = Entity(id="1", list="ofac_sdn", kind="organization", names=(Alias("Beispielwerk", "primary"),))
SILVERSTAR = next(entity for entity in bundled()[0] if entity.id == "24977")


def ofac(*entities: Entity, as_of: str = "2026-11-20") -> Watchlist:
    return Watchlist(entities, id="ofac_sdn", as_of=as_of)


@pytest.mark.parametrize(
    ("official", "band"),
    [
        pytest.param(None, "escalate", id="no official list"),
        pytest.param(ofac(OTHER, SILVERSTAR), "escalate", id="still listed"),
        pytest.param(ofac(OTHER), "review", id="no longer listed"),
        pytest.param(ofac(OTHER, as_of="2023-12-28"), "escalate", id="not on an older copy"),
        pytest.param(ofac(OTHER, as_of=""), "escalate", id="not on a copy without a date"),
    ],
)
def test_band(official: Watchlist | None, band: str) -> None:
    found = Screener(watchlists=[*bundled(), *([official] if official else [])]).score(VENDOR, today=TODAY)
    assert found.band == band
    told = [f.summary for f in found.findings if "formerly listed" in f.summary]
    assert bool(told) == (band == "review")


def test_ids_of_another_kind_are_not_compared() -> None:
    """The bundled EU entries bear the ids of the regulations' annexes, the EU's file has others."""
    eu = Watchlist(
        [Entity(id="EU.1.2", list="eu_fsf", kind="person", names=OTHER.names)], id="eu_fsf", as_of="2026-11-20"
    )
    mansudae = {"id": "v", "kind": "organization", "name": "Sobaeku United Corp."}
    assert Screener(watchlists=[*bundled(), eu]).score(mansudae, today=TODAY).band == "escalate"
