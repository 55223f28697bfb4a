"""Which profiles a change may concern: segments searched one after another, by several processes if need be."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

from screening import compiled, contacts
from screening.listed_numbers import placed
from screening.listed_streets import streets
from screening.names import Index
from screening.population.processes import started
from screening.population.rescreen.snapshot import Snapshot
from screening.population.rescreen.touched import Touched
from screening.prepared import Prepared

__all__ = ["Helpers", "Mask", "Searcher", "Sought", "helpers"]

Mask: TypeAlias = NDArray[np.bool_]
"""For each state of a segment, whether it is concerned."""


class Sought(msgspec.Struct, frozen=True, kw_only=True):
    """By what a change may concern a profile.

    Attributes:
        names, kinds: of the parties that changed; threshold: of the search for names, 0..1.
        numbers, networks, hashes, streets: of these parties.
        indicators: those of another weight.
    """

    names: Sequence[str]
    kinds: Sequence[str]
    threshold: float
    numbers: Sequence[str]
    networks: Sequence[contacts.Network]
    hashes: Mapping[tuple[str, str], Collection[str]]
    streets: NDArray[np.uint32]
    indicators: Sequence[str]

    @classmethod
    def of(cls, changed: Touched, indicators: Collection[str], threshold: float) -> Sought:
        """What is to be looked for after a change of lists, and of the weights of some indicators."""
        names, kinds = changed.names
        return cls(
            names=names,
            kinds=kinds,
            threshold=threshold,
            numbers=tuple(placed(changed.entities)),
            networks=changed.networks,
            hashes=changed.hashes,
            streets=streets(changed.entities).keys,
            indicators=tuple(indicators),
        )


class Searcher:
    """Searches one segment after another.

    Args:
        snapshot: that they belong to.
        lists: as they are now.
        sought: by what.
    """

    def __init__(self, snapshot: Snapshot, lists: Prepared, sought: Sought) -> None:
        self._snapshot, self._sought = snapshot, sought
        changed = Index(sought.names, kinds=sought.kinds) if sought.names else None
        self._shift = changed and snapshot.lists.index.shift(lists.index, changed)

    def concerned(self, number: int) -> Mask:
        """Which profiles of a segment may be otherwise though they did not change themselves."""
        sought, segment = self._sought, self._snapshot.segment(number)
        mask = np.zeros(len(segment), np.bool_)
        if self._shift:
            mask[segment.bearing(self._shift, sought.threshold)] = True
        mask[segment.having(sought.numbers)] = True
        mask[segment.within(sought.networks)] = True
        mask[segment.hashing(sought.hashes)] = True
        mask[segment.at_streets(sought.streets)] = True
        mask[segment.found_by(sought.indicators)] = True
        return mask


class Helpers:
    """Other processes that search, each a segment at a time.

    Args:
        pool: the processes; ``None``: there are none.
        number: how many.
    """

    def __init__(self, pool: ProcessPoolExecutor | None = None, number: int = 0) -> None:
        self._pool, self._number = pool, number

    def search(self, snapshot: Snapshot, lists: Prepared, sought: Sought) -> list[Mask]:
        """For each segment which profiles are concerned; who is done with one takes the next, here or there."""
        left = iter(range(len(snapshot.manifest.segments)))
        found: dict[int, Mask] = {}

        def take(concerned: Callable[[int], Mask]) -> None:
            try:
                for number in left:
                    found[number] = concerned(number)
            finally:
                deque(left, maxlen=0)  # after an error nobody need go on

        with ThreadPoolExecutor(max(self._number, 1)) as threads:
            waiting = [threads.submit(take, partial(self._elsewhere, sought)) for _ in range(self._number)]
            take(Searcher(snapshot, lists, sought).concerned)
            for each in waiting:
                each.result()
        return [found[number] for number in sorted(found)]

    def _elsewhere(self, sought: Sought, number: int) -> Mask:
        assert self._pool is not None  # noqa: S101 - there are helpers
        return self._pool.submit(_searched, sought, number).result()


@contextmanager
def helpers(snapshot: Path, lists: Path, number: int) -> Iterator[Helpers]:
    """Processes that make themselves ready while it is still found out here what is sought.

    Args:
        snapshot: the folder.
        lists: as they are now, compiled.
        number: how many; with 0 nothing is started.
    """
    if not number:
        yield Helpers()
        return
    with started(number, _begin, snapshot, lists) as pool:
        for _ in range(number):
            pool.submit(_ready)  # without work no process begins
        yield Helpers(pool, number)


_given: tuple[Snapshot, Prepared] | None = None
_searcher: Searcher | None = None


def _begin(folder: Path, lists: Path) -> None:
    global _given  # noqa: PLW0603 - what a process keeps until it is told what is sought
    _given = Snapshot(folder), compiled.load(lists)
    _ = _given[0].lists  # mapped now, while nobody waits
    gc.freeze()  # they live as long as the process: no collection need look at them


def _ready() -> None:
    """Nothing but that the process began."""


def _searched(sought: Sought, number: int) -> Mask:
    global _searcher  # noqa: PLW0603 - what is sought is the same for all segments
    assert _given is not None  # noqa: S101 - the pool began it
    _searcher = _searcher or Searcher(*_given, sought)
    return _searcher.concerned(number)
