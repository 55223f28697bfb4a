"""Profiles that wait at the same moment are scored together, and none is told another's."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from screening.assessment import Assessment
from screening.errors import RecordError
from screening.screener import Screener
from screening.service.waiting import AT_ONCE, Together

TODAY = dt.date(2026, 11, 24)
SCREENER = Screener()


def asked(records: Sequence[object], screeners: Sequence[Screener] = (SCREENER,)) -> list[Any]:
    """The answers to questions of one moment, each to a screener in turn."""

    async def answers() -> list[Any]:
        together = Together()
        questions = [
            together.score(screeners[n % len(screeners)], record, TODAY) for n, record in enumerate(records)
        ]
        return await asyncio.gather(*questions, return_exceptions=True)

    with ThreadPoolExecutor(1) as thread:  # a browser's loop may be running in this thread
        return thread.submit(asyncio.run, answers()).result()


@pytest.mark.parametrize("number", [1, AT_ONCE, 2 * AT_ONCE + 3])
def test_each_is_told_its_own(number: int) -> None:
    records = [{"id": f"u{n}", "name": "Marta Wzorowa", "country": "KP" if n % 3 else "PL"} for n in range(number)]
    assert asked(records) == [SCREENER.score(record, today=TODAY) for record in records]


def test_lists_may_be_exchanged_meanwhile() -> None:
    other = Screener()
    answers = asked([{"id": str(n), "name": "Marta Wzorowa"} for n in range(6)], [SCREENER, other])
    assert [answer.profile_id for answer in answers] == list("012345")


def test_one_that_cannot_be_screened_costs_no_other() -> None:
    good, bad, last = asked([{"id": "a", "name": "Marta Wzorowa"}, {"nmae": "x"}, {"id": "c", "name": "Jan Vzor"}])
    assert isinstance(good, Assessment)
    assert isinstance(bad, RecordError)
    assert last.profile_id == "c"


def test_a_fault_of_ours_is_told_to_the_one_that_has_it() -> None:
    class Faulty(Screener):
        def score(self, profile: object, **more: Any) -> Assessment:  # noqa: ANN401
            if profile == {"id": "b"}:
                raise ZeroDivisionError
            return super().score(profile, **more)

        def score_batch(self, profiles: Sequence[object], **more: Any) -> Any:  # noqa: ANN401
            if {"id": "b"} in profiles:
                raise ZeroDivisionError
            return super().score_batch(profiles, **more)

    first, second, third = asked([{"id": "a"}, {"id": "b"}, {"id": "c"}], [Faulty()])
    assert isinstance(second, ZeroDivisionError)
    assert [first.profile_id, third.profile_id] == ["a", "c"]
