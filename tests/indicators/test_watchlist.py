"""Listed parties in names and numbers: each rule of a hit, and its near miss."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from screening.assessment import Assessment
from screening.errors import WatchlistError
from screening.screener import Screener
from screening.watchlist import Entity, Identifier, Watchlist

Record = Mapping[str, Any]

PL = {"name": "Marta Wzorowa", "country": "PL"}


@pytest.mark.parametrize(
    ("fields", "points"),
    [
        ({"emails": ["testov@alleged.example"]}, 8.0),
        ({"emails": ["a@workers.example"]}, 4.0),
        ({"emails": ["a@workers.example"], "logins": [{"ip": "198.51.100.7"}]}, 4.0),
        ({"emails": ["testov@alleged.example"], "logins": [{"ip": "198.51.100.7"}]}, 8.0),
        ({"emails": ["testov@alleged.example"] * 5, "phones": ["+48 500 000 077"]}, 8.0),
    ],
)
def test_what_is_merely_alleged_weighs_little_and_leaves_a_profile_clear(
    assess: Callable[[Record], Assessment], fields: Record, points: float
) -> None:
    assessment = assess({**PL, **fields})
    assert assessment.band == "clear"
    assert [(finding.id, finding.points) for finding in assessment.findings if finding.family == "watchlist"] == [
        ("watchlist.alleged_identifier", points)
    ]


def test_an_alleged_identifier_of_a_record_that_counted_already_counts_once(
    assess: Callable[[Record], Assessment],
) -> None:
    wallet = "0x97B1043ABD9E6FC31681635166D430A458D14F9C"
    listed = assess({**PL, "payouts": [{"account": wallet}]})
    found = [finding for finding in listed.findings if finding.family == "watchlist"]
    assert {finding.id: (finding.points, finding.counted_in) for finding in found} == {
        "watchlist.number": (95.0, ()),
        "watchlist.alleged_identifier": (0.0, ("watchlist.number",)),
    }


def test_the_check_is_not_expected_of_anyone(assess: Callable[[Record], Assessment]) -> None:
    assert "watchlist.alleged_identifier" not in {item.id for item in assess({"name": "Marta Wzorowa"}).unchecked}


def test_allegations_alone_are_no_list_to_screen_against() -> None:
    item = Entity(
        id="email:testov@alleged.example",
        list="threat:feed",
        kind="other",
        names=(),
        status="alleged",
        identifiers=(Identifier("email", "testov@alleged.example"),),
    )
    with pytest.raises(WatchlistError, match="no usable list: without listed names"):
        Screener(watchlists=[Watchlist([item], id="threat:feed", official=False)])
