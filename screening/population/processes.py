"""Processes that work on parts of a population: each ends with its parent, however that ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from typing import Any

from screening.errors import InputError

__all__ = ["started"]


class _Pool(ProcessPoolExecutor):
    """Starts a process while interrupts wait, so that none meets one that cannot answer it yet."""

    def submit(self, work: Callable[..., Any], /, *given: Any, **more: Any) -> Future[Any]:  # noqa: ANN401
        """Hand over work; a process that begins inherits that interrupts wait, and ignores them from then on."""
        if not hasattr(signal, "pthread_sigmask"):  # Windows has none
            return super().submit(work, *given, **more)
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return super().submit(work, *given, **more)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def started(
    workers: int, begin: Callable[..., None], *given: object, lost: str = "try --workers 1"
) -> Iterator[ProcessPoolExecutor]:
    """Processes that begin with what is given to them, as soon as the first work is handed over.

    Args:
        workers: how many.
        begin: makes a process ready.
        *given: for that.
        lost: what to do if one of them is lost.

    Raises:
        InputError: one of them ended before its time.
    """
    context = multiprocessing.get_context("spawn")
    pool = _Pool(workers, mp_context=context, initializer=partial(_begin, begin, *given))
    try:
        yield pool
    except BrokenProcessPool:
        raise InputError(f"a process ended before its time, perhaps for want of memory: {lost}") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(begin: Callable[..., None], *given: object) -> None:
    """Make a process ready. An interrupt is the parent's to answer, and without it nothing is left to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    begin(*given)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
