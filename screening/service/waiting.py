"""Time and turns in the event loop: limits, a thread for what takes long, and a turn for the others.

A typical profile is scored in the event loop: it takes less time than handing it to a thread and back. Those that
wait at the same moment are scored together, which takes less time than one after the other. A large one would hold
up all others, so it goes to the one thread of this process, which takes them in order.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from typing import NamedTuple, TypeVar

from screening.assessment import Assessment
from screening.screener import Screener
from screening.service.problems import RefusedError

__all__ = ["AT_ONCE", "Background", "Together", "all_of", "in_turn", "within"]

AT_ONCE = 16
"""The most profiles that are scored in one turn of the event loop: about 5 ms of typical ones."""

_MOST_WAITING = 32
T = TypeVar("T")


async def within(seconds: float, awaited: Awaitable[T]) -> T:
    """What is awaited, if it comes in time.

    Raises:
        TimeoutError: it did not.
    """
    async with asyncio.timeout(seconds):
        return await awaited


async def in_turn() -> None:
    """Let the other requests have a turn."""
    await asyncio.sleep(0)


async def all_of(awaited: Iterable[Awaitable[T]]) -> list[T]:
    """All results, in order; what is awaited goes on side by side."""
    return list(await asyncio.gather(*awaited))


class Background:
    """One thread, and a short queue before it.

    Args:
        seconds: after which a caller is told that it takes too long; what runs is not broken off.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._thread = ThreadPoolExecutor(1, "screening-large")
        self.waiting = 0

    async def run(self, work: Callable[[], T]) -> T:
        """The result of the work.

        Raises:
            RefusedError: 503, as too much is waiting, or it took too long.
        """
        if self.waiting >= _MOST_WAITING:
            raise _busy(f"{self.waiting} large requests are waiting already")
        self.waiting += 1
        future = self._thread.submit(work)
        future.add_done_callback(self._done)
        try:
            return await within(self._seconds, asyncio.wrap_future(future))
        except TimeoutError:
            raise _busy(f"not done within {self._seconds:g} seconds") from None

    def close(self) -> None:
        """Take no more work, and drop what waits."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _done(self, _: object) -> None:
        self.waiting -= 1


class _Waiting(NamedTuple):
    """A profile that waits to be scored, and who is told."""

    screener: Screener
    today: dt.date
    profile: object
    told: asyncio.Future[Assessment]

    @property
    def by(self) -> tuple[int, dt.date]:
        """By what it is scored: lists may be exchanged while profiles wait."""
        return id(self.screener), self.today


class Together:
    """Profiles that wait at the same moment, scored together in the next turn of the event loop."""

    def __init__(self) -> None:
        self._waiting: list[_Waiting] = []

    async def score(self, screener: Screener, profile: object, today: dt.date) -> Assessment:
        """The assessment of one profile.

        Raises:
            RecordError: it cannot be screened.
        """
        loop = asyncio.get_running_loop()
        told: asyncio.Future[Assessment] = loop.create_future()
        if not self._waiting:
            loop.call_soon(self._turn, loop)
        self._waiting.append(_Waiting(screener, today, profile, told))
        return await told

    def _turn(self, loop: asyncio.AbstractEventLoop) -> None:
        some, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
        if self._waiting:
            loop.call_soon(self._turn, loop)
        for _, alike in groupby(some, key=lambda one: one.by):
            for one, result in _scored(list(alike)):
                if one.told.done():  # its client went away
                    continue
                if isinstance(result, Exception):
                    one.told.set_exception(result)
                else:
                    one.told.set_result(result)


def _scored(some: list[_Waiting]) -> Iterable[tuple[_Waiting, Assessment | Exception]]:
    """Profiles by one screener on one date; what goes wrong with one costs no other."""
    screener, today = some[0].screener, some[0].today
    try:
        return zip(some, screener.score_batch([one.profile for one in some], today=today), strict=True)
    except Exception:  # noqa: BLE001 - a fault of ours, which the one that has it is told
        return [(one, _alone(one)) for one in some]


def _alone(one: _Waiting) -> Assessment | Exception:
    try:
        return one.screener.score(one.profile, today=one.today)
    except Exception as error:  # noqa: BLE001 - as above
        return error


def _busy(detail: str) -> RefusedError:
    return RefusedError(503, detail, headers=(("retry-after", "1"),))
