"""Records of a population read and scored, by several processes or in this one."""

from __future__ import annotations

import datetime as dt
import gc
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeAlias

import msgspec
import numpy as np
import pyarrow.parquet
from numpy.typing import NDArray

from screening import compiled
from screening.errors import RecordError
from screening.policy import Policy
from screening.population.arrow import pa
from screening.population.pieces import Piece, pieces, read
from screening.population.processes import started
from screening.population.rescreen.segments import save
from screening.population.rescreen.states import Maker, State, digest_of
from screening.population.rows import Rows
from screening.population.sources import Source
from screening.profile import Profile

__all__ = ["Digests", "Hands", "Order", "Surveyed", "at_lines", "processes", "survey"]

Record: TypeAlias = Profile | RecordError
Surveyed: TypeAlias = tuple[int, str, bytes, State | None]
"""Line or row of a record, its id and digest, and its state; ``None`` where it is as before."""
_AHEAD = 3
_BATCH = 8_192
"""Rows of a Parquet file that are read at once."""
_NOBODY: frozenset[bytes] = frozenset()
_DECODER = msgspec.msgpack.Decoder(list[Surveyed])


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What a process needs before its first piece.

    Attributes:
        policy, lists, today: by what profiles are scored; ``lists`` is a compiled file.
        kind: of records that do not state one.
        known: file of the digests of profiles that are not scored again; empty: all are scored.
    """

    policy: Policy
    lists: str
    today: dt.date
    kind: str | None
    known: str = ""


class _Worker:
    def __init__(self, order: Order) -> None:
        self._kind = order.kind
        self.maker = Maker(order.policy, compiled.load(order.lists), order.today)
        self._known = Digests(np.load(order.known)) if order.known else _NOBODY

    def survey(self, piece: Piece) -> bytes:
        return msgspec.msgpack.encode(list(survey(read(piece, kind=self._kind), self.maker, self._known)))

    @staticmethod
    def build(states: bytes, path: str) -> None:
        save(msgspec.msgpack.decode(states, type=list[State]), Path(path))


class Digests:
    """A set of digests that takes no more memory than they have bytes.

    Args:
        table: both halves of each as numbers, in order.
    """

    def __init__(self, table: NDArray[np.uint64]) -> None:
        self._first, self._last = np.ascontiguousarray(table.T)

    def __contains__(self, digest: object) -> bool:
        assert isinstance(digest, bytes)  # noqa: S101 - a set of digests
        first, last = np.frombuffer(digest, ">u8").astype(np.uint64)
        place = int(self._first.searchsorted(first))
        while place < len(self._first) and self._first[place] == first:
            if self._last[place] == last:
                return True
            place += 1
        return False

    @staticmethod
    def table(digests: Iterable[bytes]) -> NDArray[np.uint64]:
        """What a set is made of."""
        halves = np.frombuffer(b"".join(sorted(digests)), ">u8").astype(np.uint64)
        return halves.reshape(-1, 2)


def survey(
    records: Iterable[tuple[int, Record]], maker: Maker, known: Container[bytes] = _NOBODY
) -> Iterator[Surveyed]:
    """Score records, but those whose digest is known.

    Args:
        records: with the number of their line or row.
        maker: by what they are scored.
        known: digests of profiles that are as they were.
    """
    for line, record in records:
        digest = digest_of(record)
        given = record.record_id if isinstance(record, RecordError) else record.id
        if digest in known:
            yield line, given, digest, None
        else:
            yield line, given, digest, maker.state(record)


def at_lines(source: Source, lines: NDArray[np.uint32], *, kind: str | None) -> Iterator[tuple[int, Record]]:
    """The records at some lines or rows of a file, in their order.

    Args:
        source: the file.
        lines: their numbers, rising.
        kind: of records that do not state one.
    """
    if source.form == "parquet" and not source.keys:
        yield from _rows(source, lines, kind)
        return
    for piece in pieces([source]):
        first, last = lines.searchsorted(np.array([piece.first, piece.first + max(piece.span, 1)], np.uint32))
        wanted = lines[first:last]
        if not len(wanted):
            continue
        if source.form == "jsonl" and not piece.trouble:
            content = piece.data.split(b"\n")
            for line in wanted.tolist():
                one = msgspec.structs.replace(piece, first=line, span=1, data=content[line - piece.first])
                yield from read(one, kind=kind)
        else:
            among = set(wanted.tolist())
            yield from ((line, record) for line, record in read(piece, kind=kind) if line in among)


def _rows(source: Source, wanted: NDArray[np.uint32], kind: str | None) -> Iterator[tuple[int, Record]]:
    """Rows of a Parquet file; of its groups only those with any of them are read."""
    first = 1
    with pyarrow.parquet.ParquetFile(source.path) as file:
        rows = Rows(file.schema_arrow, place=source.name, kind=kind)
        for group in range(file.num_row_groups):
            after = first + file.metadata.row_group(group).num_rows
            here = wanted[slice(*wanted.searchsorted(np.array([first, after], np.uint32)))]
            if len(here):
                yield from _among(file.iter_batches(_BATCH, row_groups=[group]), first, here, rows)
            first = after


def _among(
    batches: Iterable[pa.RecordBatch], first: int, wanted: NDArray[np.uint32], rows: Rows
) -> Iterator[tuple[int, Record]]:
    """Some rows of batches, of which no more are read than have any."""
    for batch in batches:
        after = first + len(batch)
        here = wanted[slice(*wanted.searchsorted(np.array([first, after], np.uint32)))]
        for run in np.split(here, np.flatnonzero(np.diff(here) != 1) + 1) if len(here) else ():
            part = batch.slice(int(run[0]) - first, len(run))
            yield from zip(run.tolist(), rows.records(part, first=int(run[0])), strict=True)
        if after > wanted[-1]:
            return
        first = after


class Hands:
    """Does the work of a survey: in processes, or here."""

    def __init__(self, pool: ProcessPoolExecutor | None, worker: Callable[[], _Worker], workers: int) -> None:
        self._pool = pool
        self._make = worker
        self._worker: _Worker | None = None
        self._ahead = _AHEAD * workers

    def survey(self, source: Source) -> Iterator[Surveyed]:
        """All records of a file."""
        waiting: deque[Callable[[], bytes]] = deque()
        for piece in pieces([source]):
            if self._pool is None:
                waiting.append(partial(self._here().survey, piece))
            else:
                waiting.append(self._pool.submit(_survey, piece).result)
            while len(waiting) >= self._ahead:
                yield from _DECODER.decode(waiting.popleft()())
        for result in waiting:
            yield from _DECODER.decode(result())

    def build(self, states: list[State], path: Path) -> Callable[[], None]:
        """Write a segment; what comes back waits until it is written."""
        if self._pool is None:
            save(states, path)
            return lambda: None
        return self._pool.submit(_Worker.build, msgspec.msgpack.encode(states), str(path)).result

    def _here(self) -> _Worker:
        self._worker = self._worker or self._make()
        return self._worker


@contextmanager
def processes(order: Order, workers: int) -> Iterator[Hands]:
    """Hands for a survey; with one worker nothing is started."""
    if workers == 1:
        yield Hands(None, lambda: _Worker(order), 1)
        return
    with started(workers, _begin, order) as pool:
        yield Hands(pool, lambda: _Worker(order), workers)


_worker: _Worker | None = None


def _begin(order: Order) -> None:
    global _worker  # noqa: PLW0603 - what a process keeps from piece to piece
    _worker = _Worker(order)
    gc.freeze()  # lists and tables live as long as the process: no collection need look at them


def _survey(piece: Piece) -> bytes:
    assert _worker is not None  # noqa: S101 - the pool began it
    return _worker.survey(piece)
