"""Files of profiles scored by several processes, in order, into one file.

::

    files ── pieces ──> processes: read, score, write a part ──> parts on disk ── joined, in order ──> output
                        (each maps the same compiled lists)      (an interrupted run goes on here)

The parent reads and cuts, and never holds more than a few pieces; a process holds one. What a piece gives depends
on nothing but the piece, so the output is the same with one process or many, and with or without an interruption.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path

import msgspec

from screening import compiled, places
from screening.errors import InputError
from screening.policy import Policy
from screening.population.arrow import pa
from screening.population.parts import ListState, Part, Parts, Recipe, input_of, replaced
from screening.population.pieces import ROWS, check, pieces
from screening.population.results import RESULT_SCHEMA
from screening.population.sources import Found
from screening.population.workers import MOST_TOLD, Form, Setting, Submit, processes
from screening.prepared import Prepared
from screening.screener import Screener

__all__ = ["Done", "Job", "errors_file", "run"]

_WAITING = 2
"""Pieces that wait for each process, so that none waits for the parent."""
_ROW_GROUP = 20_000
_LISTS = "lists.compiled"


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """By what profiles are scored, and how many processes do it.

    Attributes:
        policy, today: as a screener takes them.
        kind: of records that do not state one.
        form: of the output.
        workers: processes; with 1 nothing is started.
        resume: whether an interrupted run of the same output goes on.
    """

    policy: Policy
    today: dt.date
    kind: str | None
    form: Form
    workers: int
    resume: bool


class Done(msgspec.Struct):
    """What has been done so far.

    Attributes:
        size: of all files, in bytes.
        pieces: that are finished.
        rows: records that were read.
        bands: how many of them are in each band.
        refused: how many could not be screened.
        share: of the bytes of all files, 0..1.
        rows_before, share_before: what of them an interrupted run had done.
    """

    size: int = 1
    pieces: int = 0
    rows: int = 0
    bands: Counter[str] = msgspec.field(default_factory=Counter)
    refused: int = 0
    share: float = 0.0
    rows_before: int = 0
    share_before: float = 0.0

    def add(self, part: Part, weight: float, *, before: bool) -> None:
        """Count a finished piece, of so many bytes, which an interrupted run had done or this one did."""
        self.pieces += 1
        self.rows += part.rows
        self.bands.update(part.bands)
        self.refused += part.refused
        self.share += weight / self.size
        if before:
            self.rows_before += part.rows
            self.share_before += weight / self.size


def run(
    found: Found,
    output: Path,
    lists: Prepared,
    job: Job,
    *,
    mapped: Path | None = None,
    tell: Callable[[str], None],
    watch: Callable[[Done], None],
) -> Done:
    """Score the profiles of files into one file, and those that could not be screened into another beside it.

    Args:
        found: the files.
        output: the file to write; what stood there stays until the new one is whole.
        lists: those to search.
        job: by what, and by how many processes.
        mapped: the compiled file that holds ``lists``; made for the run if ``None``.
        tell: is given messages: errors of records, and what of the files is not read.
        watch: is given what has been done, after each piece.

    Raises:
        InputError: a file cannot be used, there is no record in any, or an interrupted run was of other things.
        OSError: something cannot be written.
    """
    _check_output(found, output)
    for source in found.sources:
        check(source)
    for note in found.notes:
        tell(note)
    recipe = _recipe(found, lists, job)
    with Parts(output) as parts:
        if parts.unfinished() and not job.resume:
            tell(f"{output}: an earlier run was interrupted, and is begun anew (--resume would go on with it)")
        resumed = parts.begin(recipe, resume=job.resume)
        setting = _setting(parts, lists, job, mapped)
        done = Done(size=sum(source.size for source in found.sources) or 1)
        with processes(setting, job.workers) as submit:
            for weight, part, before in _parts(found, parts, submit, _WAITING * job.workers, resumed=resumed):
                for message in part.told[: max(0, MOST_TOLD - done.refused)]:
                    tell(message)
                done.add(part, weight, before=before)
                watch(done)
        if not done.rows:
            parts.remove()
            raise InputError("there is no record in any of the files")
        for source, state in zip(found.sources, recipe.inputs, strict=True):
            if input_of(source) != state:
                raise InputError(f"{source.path}: changed while it was read; nothing is written, start anew")
        _join(parts, done.pieces, job.form)
        return done


def errors_file(output: Path) -> Path:
    """The file beside an output that holds the records that could not be screened; each output has its own."""
    return output.with_name(f"{output.name}.errors.jsonl")


def _check_output(found: Found, output: Path) -> None:
    target = output.resolve()
    beside = errors_file(output).resolve()
    for source in found.sources:
        path = Path(source.path).resolve()
        if path in {target, beside}:
            raise InputError(f"{source.path}: is read and would be written over")
    if not output.parent.is_dir():
        raise InputError(f"{output}: there is no folder {output.parent}")


def _recipe(found: Found, lists: Prepared, job: Job) -> Recipe:
    screener = Screener(job.policy, lists)
    return Recipe(
        today=job.today.isoformat(),
        form=job.form.name,
        kind=job.kind,
        policy=job.policy.digest,
        preset=job.policy.preset,
        lists=tuple(ListState(watchlist.id, watchlist.digest, watchlist.checked_on) for watchlist in lists),
        versions={**screener.versions, "phonenumbers": places.plans_version(), "pyarrow": pa.__version__},
        rows=ROWS,
        inputs=tuple(map(input_of, found.sources)),
    )


def _setting(parts: Parts, lists: Prepared, job: Job, mapped: Path | None) -> Setting:
    """What the processes need; the lists lie with the parts, where no update of them changes the run."""
    file = parts.folder / _LISTS
    if mapped is None:
        compiled.save(lists, file)
    else:
        shutil.copyfile(mapped, file)
    return Setting(
        policy=job.policy,
        lists=str(file),
        checked_on={watchlist.id: watchlist.checked_on for watchlist in lists},
        today=job.today,
        kind=job.kind,
        form=job.form,
        output=str(parts.output),
    )


def _parts(
    found: Found, parts: Parts, submit: Submit, ahead: int, *, resumed: bool
) -> Iterator[tuple[float, Part, bool]]:
    """What became of every piece, in order, with its weight, and whether an earlier run had done it."""
    waiting: deque[tuple[float, Callable[[], Part], bool]] = deque()
    for piece in pieces(found.sources):
        kept = parts.read(piece.number) if resumed else None
        result = submit(piece) if kept is None else partial(Part.told_of, kept.told_of())
        waiting.append((piece.weight, result, kept is not None))
        while len(waiting) > ahead:
            weight, result, before = waiting.popleft()
            yield weight, result(), before
    for weight, result, before in waiting:
        yield weight, result(), before


def _join(parts: Parts, count: int, form: Form) -> None:
    """Write the output and the file of errors, each whole or not at all, and remove the parts."""
    errors = errors_file(parts.output)
    lines = (part.errors for part in _all(parts, count))
    if (first := next(filter(None, lines), None)) is None:
        errors.unlink(missing_ok=True)
    else:
        replaced(errors, chain([first], lines))
    if form.lines is not None:
        head = [next(iter(form.lines([]))).encode()] if form.head else []
        replaced(parts.output, chain(head, (part.body for part in _all(parts, count))))
    else:
        new = parts.folder / "output.new"
        _write_parquet(new, _all(parts, count))
        new.replace(parts.output)
    parts.remove()


def _all(parts: Parts, count: int) -> Iterator[Part]:
    for number in range(1, count + 1):
        part = parts.read(number)
        if part is None:
            raise InputError(f"{parts.folder}: part {number} is damaged or gone; --resume makes it again")
        yield part


def _write_parquet(path: Path, parts: Iterable[Part]) -> None:
    """Row groups of many parts each: small ones cost a reader time."""
    import pyarrow.parquet  # noqa: PLC0415 - where it is missing, screening.population.arrow says so

    with path.open("wb") as file:
        with pyarrow.parquet.ParquetWriter(file, RESULT_SCHEMA, compression="zstd") as writer:
            held: list[pa.RecordBatch] = []
            for part in parts:
                with pa.ipc.open_stream(part.body) as stream:
                    held.extend(stream)
                if sum(batch.num_rows for batch in held) >= _ROW_GROUP:
                    writer.write_table(pa.Table.from_batches(held))
                    held.clear()
            if held:
                writer.write_table(pa.Table.from_batches(held))
        file.flush()
        os.fsync(file.fileno())
