"""One screener for all indicator tests, with a fixed date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from screening.assessment import Assessment
from screening.lists import bundled
from screening.screener import Screener
from screening.watchlist import Alias, Entity, Identifier, Watchlist

ALLEGED = (
    Identifier("email", "testov@alleged.example"),
    Identifier("domain", "workers.example"),
    Identifier("ip", "198.51.100.0/24"),
    Identifier("handle", "github:testov-dev"),
    Identifier("wallet", "bc1qinventedinventedinvented"),
    Identifier("phone", "+48500000077"),
    Identifier("wallet", "0x97b1043abd9e6fc31681635166d430a458d14f9c"),
)
"""An invented feed of threat intelligence; of one wallet it says what a list says as well."""


def _feed() -> Watchlist:
    entities = [
        Entity(
            id=f"{identifier.kind}:{identifier.value}",
            list="threat:feed",
            kind="other",
            names=(),
            status="alleged",
            identifiers=(identifier,),
            source="Invented Feed, report 12",
        )
        for identifier in ALLEGED
    ]
    ended = Entity(
        id="email:ended@alleged.example",
        list="threat:feed",
        kind="other",
        names=(),
        status="alleged",
        identifiers=(Identifier("email", "ended@alleged.example"),),
        expires_on="2026-11-22",
        source="Invented Feed, report 11",
    )
    party = Entity(
        id="A-1",
        list="own:ours",
        kind="organization",
        names=(Alias("Invented Orchard Bureau", "primary"),),
        status="alleged",
        identifiers=(Identifier("registration", "EX-7654321", "PL"),),
        source="own:ours",
    )
    return Watchlist([*entities, ended, party], id="threat:feed", official=False)


@pytest.fixture(scope="session")
def assess() -> Callable[[Mapping[str, Any]], Assessment]:
    """Score a record that may leave out its id, as of 23 November 2026, with an invented feed beside the list."""
    screener = Screener(watchlists=[*bundled(), _feed()])

    def run(record: Mapping[str, Any]) -> Assessment:
        return screener.score({"id": "u", **record}, today=dt.date(2026, 11, 23))

    return run
