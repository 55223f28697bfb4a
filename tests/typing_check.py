"""The public calls as users write them. Never run: the type checker reads it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, assert_type

import screening
from screening import Assessment, Band, Policy, Profile, Screener, Watchlist, score
from screening.assessment import ListedHit, Unchecked
from screening.errors import RecordError, ScreeningError
from screening.evidence import Finding
from screening.lists import bundled, read
from screening.names import Index, Match, compare
from screening.values import Unread
from screening.watchlist import Alias, Entity, Hit


def one_profile() -> None:
    assessment = score({"id": "u1", "name": "Marta Wzorowa", "country": "CN"}, today=None)
    assert_type(assessment, Assessment)
    assert_type(score(Profile(id="u1")), Assessment)
    assert_type(assessment.score, float)
    assert_type(assessment.band, Band)
    assert_type(assessment.band_reason, str)
    assert_type(assessment.findings, tuple[Finding, ...])
    assert_type(assessment.hits, tuple[ListedHit, ...])
    assert_type(assessment.unchecked, tuple[Unchecked, ...])
    assert_type(assessment.unread, tuple[Unread, ...])
    assert_type(assessment.missing, tuple[str, ...])
    assert_type(assessment.to_dict(), dict[str, Any])
    assert_type(assessment.to_json(), str)
    assert_type(screening.__version__, str)


def own_policy_and_lists() -> None:
    screener = Screener(policy=Policy.load("policy.toml"), watchlists=[*bundled(), read("sdn.csv")])
    errors: list[RecordError] = []
    assert_type(
        screener.score_many([{"id": "u1"}], errors=errors, today=dt.date(2026, 6, 1)), Iterator[Assessment]
    )
    assert_type(Policy(review_at=30).diff(Policy()), dict[str, tuple[Any, Any]])
    assert_type(Policy().digest, str)
    assert_type(Policy().name_threshold, float)


def lists(watchlist: Watchlist) -> None:
    hits = watchlist.search("Yanbian Silver Star", kind="organization")
    assert_type(hits, list[Hit])
    assert_type(hits[0].entity, Entity)
    assert_type(hits[0].match.score, float)
    assert_type(next(iter(watchlist)).names, tuple[Alias, ...])
    assert_type(len(watchlist), int)


def names() -> None:
    match = compare("Kim Jong Un", "김정은", kind="person")
    assert_type(match, Match)
    assert_type(match.score, float)
    assert_type(Index(["Example"]).search("Example", limit=10, kind=None), list[tuple[int, Match]])


def every_error_is_one(error: ScreeningError) -> str:
    return str(error)


def mistakes() -> None:
    """Each line below is an error for the type checker; an unused ``ignore`` would be one too."""
    Profile(id="u1", nmae="x")  # type: ignore[call-arg]
    Profile("u1")  # type: ignore[call-arg]
    Policy(review_at="30")  # type: ignore[arg-type]
    score({"id": "u1"}).score = 0  # type: ignore[misc]
