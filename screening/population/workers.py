"""The processes that score pieces: each maps the compiled lists, reads, scores, and leaves a part on disk.

What goes back to the parent is a handful of numbers.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeAlias

import msgspec

from screening import compiled
from screening.assessment import Assessment
from screening.errors import RecordError
from screening.policy import Policy
from screening.population.arrow import pa
from screening.population.batch import assessed
from screening.population.parts import Part, Parts
from screening.population.pieces import Piece, read
from screening.population.processes import started
from screening.population.results import RESULT_SCHEMA, batch_of, writable
from screening.screener import Screener

__all__ = ["MOST_TOLD", "PARQUET", "Form", "Setting", "processes"]

MOST_TOLD = 100
"""Error records that are told one by one; the file of errors holds all of them."""
Result: TypeAlias = Assessment | RecordError
Submit: TypeAlias = Callable[[Piece], Callable[[], Part]]
"""Hands over a piece; what comes back waits for it, and gives its part without the rows."""


class Form(msgspec.Struct, frozen=True):
    """How results are written.

    Attributes:
        name: of the format.
        lines: makes a line, or a head and a line, of each result; ``None``: Parquet.
        head: whether the first of them is a head, which stands in the file once.
    """

    name: str
    lines: Callable[[Iterable[Result]], Iterator[str]] | None
    head: bool = False


PARQUET = Form("parquet", None)


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What a process needs before its first piece."""

    policy: Policy
    lists: str
    checked_on: dict[str, str]
    today: dt.date
    kind: str | None
    form: Form
    output: str


@contextmanager
def processes(setting: Setting, workers: int) -> Iterator[Submit]:
    """Hands pieces to processes; with one worker there is none, and the work is done here."""
    if workers == 1:
        worker = _Worker(setting)
        yield lambda piece: partial(worker.work, piece)
        return
    lost = f"what is finished of {setting.output} is kept, and --resume goes on, with fewer --workers if need be"
    with started(workers, _begin, setting, lost=lost) as pool:
        yield lambda piece: pool.submit(_work, piece).result


class _Worker:
    """Scores pieces and keeps the results as parts."""

    def __init__(self, setting: Setting) -> None:
        prepared = compiled.load(setting.lists)
        for watchlist in prepared:
            watchlist.checked_on = setting.checked_on.get(watchlist.id, watchlist.checked_on)
        self._setting = setting
        self._screener = Screener(setting.policy, prepared)
        self._parts = Parts(Path(setting.output))

    def work(self, piece: Piece) -> Part:
        """Score a piece; the part is on disk when this returns, and what comes back has no rows in it."""
        setting = self._setting
        numbers, records = [], []
        for number, record in read(piece, kind=setting.kind):
            numbers.append(number)
            records.append(record)
        results = assessed(records, self._screener, setting.today)
        refused = [
            (number, result)
            for number, result in zip(numbers, results, strict=True)
            if isinstance(result, RecordError)
        ]
        bands = Counter(result.band.value for result in results if isinstance(result, Assessment))
        part = Part(
            rows=0 if piece.trouble else len(results),
            bands=dict(sorted(bands.items())),
            refused=len(refused),
            told=tuple(str(error) for _, error in refused[:MOST_TOLD]),
            body=_body(results, setting.form),
            errors="".join(_error_lines(piece, refused)).encode(),
        )
        self._parts.write(piece.number, part)
        return part.told_of()


_worker: _Worker | None = None


def _begin(setting: Setting) -> None:
    global _worker  # noqa: PLW0603 - what a process keeps from piece to piece
    _worker = _Worker(setting)
    gc.freeze()  # lists and tables live as long as the process: no collection need look at them


def _work(piece: Piece) -> Part:
    assert _worker is not None  # noqa: S101 - the pool began it
    return _worker.work(piece)


def _body(results: Sequence[Result], form: Form) -> bytes:
    if form.lines is not None:
        return "".join(islice(form.lines(results), int(form.head), None)).encode()
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    with pa.ipc.new_stream(sink, RESULT_SCHEMA, options=options) as writer:
        writer.write_batch(batch_of(results))
    return bytes(sink.getvalue())


def _error_lines(piece: Piece, refused: Iterable[tuple[int, RecordError]]) -> Iterator[str]:
    """A line of JSON for each mistake; ASCII, so that no value gives a terminal orders."""
    for row, error in refused:
        for problem in error.problems:
            told = {"file": piece.source.path, "row": row, "id": error.record_id, **problem.to_dict()}
            yield json.dumps(
                {key: writable(value) if isinstance(value, str) else value for key, value in told.items()}
            )
            yield "\n"
