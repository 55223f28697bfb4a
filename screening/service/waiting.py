"""Time and turns in the event loop: limits, a thread for what takes long, and a turn for the others.

A typical profile is scored where it was read: it takes less time than handing it to a thread and back. A large one
would hold up all others, so it goes to the one thread of this process, which takes them in order.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from screening.service.problems import RefusedError

__all__ = ["Background", "in_turn", "within"]

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


def _busy(detail: str) -> RefusedError:
    return RefusedError(503, detail, headers=(("retry-after", "1"),))
