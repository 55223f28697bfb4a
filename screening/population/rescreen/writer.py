"""The next state of a snapshot, as it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from screening import places
from screening.errors import InputError
from screening.policy import Policy
from screening.population.rescreen.report import Job
from screening.population.rescreen.segments import FORMAT
from screening.population.rescreen.snapshot import (
    Input,
    ListState,
    Manifest,
    Places,
    Snapshot,
    inputs_of,
    publish,
)
from screening.population.rescreen.states import State
from screening.population.rescreen.surveying import Hands
from screening.population.sources import Found
from screening.prepared import Prepared
from screening.screener import Screener
from screening.watchlist import Watchlist

__all__ = ["Where", "Writer", "states_of", "versions_of"]

Rows: TypeAlias = NDArray[np.uint32]
Where: TypeAlias = tuple[int, int, int, bool]
"""Segment and row of a state, line of the record, and whether that could not be screened."""
_SEGMENT = 100_000
"""Profiles of a segment: its index is built in memory."""
_SMALL, _MOST_SMALL = 20_000, 8
"""Segments in which fewer states hold are small; of more than so many, one is made."""
_NONE: Rows = np.empty(0, np.uint32)


class Writer:
    """Writes the next state of a snapshot."""

    def __init__(self, folder: Path, number: int, hands: Hands, segments: Iterable[str] = ()) -> None:
        self._folder, self._number, self._hands = folder, number, hands
        self._segments = list(segments)
        self._kept = len(self._segments)
        self._states: list[State] = []
        self._waiting: list[Callable[[], None]] = []
        self._put = 0
        self._chunks: list[Places] = []

    def __len__(self) -> int:
        return sum(len(chunk.line) for chunk in self._chunks)

    @property
    def refused(self) -> int:
        """How many records could not be screened."""
        return sum(int(chunk.refused.sum()) for chunk in self._chunks)

    def put(self, state: State) -> tuple[int, int]:
        """Keep a state; its segment, and its row there."""
        at = self._kept + self._put // _SEGMENT, self._put % _SEGMENT
        self._put += 1
        self._states.append(state)
        if len(self._states) == _SEGMENT:
            self._build()
        return at

    def extend(self, file: int, rows: Iterable[Where]) -> None:
        """Add the records of a file."""
        table = np.array(list(rows), np.uint32).reshape(-1, 4).T.copy()
        self.extend_by(file, *table)

    def extend_by(self, file: int, segment: Rows, row: Rows, line: Rows, refused: Rows) -> None:
        """The same, by columns."""
        self._chunks.append(Places(segment, row, np.full(len(line), file, np.uint32), line, refused))

    def merge(self, old: Snapshot) -> None:
        """Make one of many small segments."""
        counts = np.zeros(self._kept, np.int64)
        for segment in (chunk.segment for chunk in self._chunks):
            counts += np.bincount(segment[segment < self._kept], minlength=self._kept)
        small = np.flatnonzero((counts > 0) & (counts < _SMALL))
        if len(small) <= _MOST_SMALL:
            return
        for segment, row in ((chunk.segment, chunk.row) for chunk in self._chunks):
            for at in np.flatnonzero(np.isin(segment, small)).tolist():
                segment[at], row[at] = self.put(old.segment(int(segment[at]))[int(row[at])])

    def finish(self) -> None:
        """Write what is left, and leave out segments of which nothing holds any more."""
        self._build()
        for wait in self._waiting:
            wait()
        used = np.unique(np.concatenate([chunk.segment for chunk in self._chunks] or [_NONE]))
        self._chunks = [c._replace(segment=used.searchsorted(c.segment).astype(np.uint32)) for c in self._chunks]
        self._segments = [self._segments[number] for number in used.tolist()]

    def _build(self) -> None:
        if self._states:
            name = f"segment-{self._number}-{len(self._segments)}"
            self._waiting.append(self._hands.build(self._states, self._folder / name))
            self._segments.append(name)
            self._states = []

    def publish(self, inputs: tuple[Input, ...], lists: Prepared, job: Job, found: Found) -> None:
        """Let the new state take the place of the old one.

        Raises:
            InputError: a file changed while it was read.
        """
        where = Places(*map(np.concatenate, zip(*self._chunks, strict=True)))
        file = f"places-{self._number}"
        where.save(self._folder / file)
        if inputs_of(found.sources) != inputs:
            raise InputError("a file of the population changed while it was read; nothing is written, start anew")
        manifest = Manifest(
            number=self._number,
            today=job.today,
            kind=job.kind,
            policy=job.policy.settings(),
            lists=states_of(lists),
            lists_file=f"lists-{self._number}.compiled",
            versions=versions_of(lists, job.policy),
            inputs=inputs,
            segments=tuple(self._segments),
            places_file=file,
            profiles=len(where.row),
        )
        publish(self._folder, manifest)


def states_of(lists: Iterable[Watchlist]) -> tuple[ListState, ...]:
    """The states of lists, in their order."""
    return tuple(ListState(w.id, w.as_of, w.digest) for w in lists)


def versions_of(lists: Prepared, policy: Policy) -> dict[str, str]:
    """The versions that results rest on, and that of the files."""
    return {
        **Screener(policy, lists).versions,
        "phonenumbers": places.plans_version(),
        "segments": str(FORMAT),
    }
