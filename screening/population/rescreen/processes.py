"""The processes of a rescreening: each ends with its parent, however that ends."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial

from screening.errors import InputError

__all__ = ["started"]


@contextmanager
def started(workers: int, begin: Callable[..., None], *given: object) -> Iterator[ProcessPoolExecutor]:
    """Processes that begin with what is given to them, as soon as the first work is handed over.

    Raises:
        InputError: one of them ended before its time.
    """
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=partial(_begin, begin, *given))
    try:
        yield pool
    except BrokenProcessPool:
        raise InputError("a process ended before its time, perhaps for want of memory: try --workers 1") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(begin: Callable[..., None], *given: object) -> None:
    """Make a process ready. An interrupt is the parent's to answer, and without it nothing is left to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    begin(*given)
    gc.freeze()  # lists and tables live as long as the process: no collection need look at them


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
