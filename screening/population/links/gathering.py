"""Link rows from files, by several processes; and files with the links of their accounts put in."""

from __future__ import annotations

import csv
import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pyarrow.parquet

from screening.errors import InputError, RecordError
from screening.population.arrow import pa
from screening.population.links.keys import OWN_KINDS, Row, own_row
from screening.population.links.linked import Linked
from screening.population.links.tables import Tables, about_batch, key_batch
from screening.population.pieces import Piece, pieces, read
from screening.population.processes import started
from screening.population.sources import Source
from screening.profile import Profile

__all__ = ["Gathered", "attach", "gather", "own_keys"]

_AHEAD = 4
"""Pieces for each process that are read before they are needed."""
_AT_ONCE = 10_000
_COLLECT_AT = 200_000
"""New objects, more than some pieces leave behind, after which a process looks for cycles."""
_COLUMNS = ("account", "kind", "key")


class Gathered(NamedTuple):
    """What a piece of a file gave: its tables, and the records that could not be read."""

    tables: Tables
    refused: tuple[RecordError, ...]


def gather(
    sources: Iterable[Source], *, salt: str = "", kind: str | None = None, workers: int = 1
) -> Iterator[Gathered]:
    """The link rows of files, piece by piece, in order.

    Args:
        sources: as :func:`screening.population.sources.find` found them.
        salt: as in :func:`~.keys.key_number`.
        kind: the kind of records that do not state one.
        workers: processes; one works in this one.
    """
    work = partial(_work, salt=salt, kind=kind)
    if workers <= 1:
        yield from map(work, pieces(sources))
        return
    with started(workers, _begin) as pool:
        waiting: deque[Future[Gathered]] = deque()
        for piece in pieces(sources):
            waiting.append(pool.submit(work, piece))
            if len(waiting) >= workers * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _begin() -> None:
    """Look for cycles less often: profiles and rows have none, and looking took a sixth of the time."""
    gc.set_threshold(_COLLECT_AT)


def _work(piece: Piece, *, salt: str, kind: str | None) -> Gathered:
    profiles: list[Profile] = []
    refused: list[RecordError] = []
    for _, record in read(piece, kind=kind):
        if isinstance(record, RecordError):
            refused.append(record)
        else:
            profiles.append(record)
    return Gathered(Tables(key_batch(profiles, salt=salt), about_batch(profiles, salt=salt)), tuple(refused))


# -- a platform's own keys -----------------------------------------------------------------------------


def own_keys(path: str, *, salt: str = "") -> Iterator[Row]:
    """The rows of a table with columns ``account``, ``kind``, ``key`` and perhaps ``at``, as CSV or Parquet.

    Args:
        path: the table.
        salt: as in :func:`~.keys.key_number`.

    Raises:
        InputError: the table cannot be read, or a row of it not be used.
    """
    readers: dict[str, Callable[[str], Iterator[dict[str, Any]]]] = {".csv": _csv, ".parquet": _parquet}
    reader = readers.get(Path(path).suffix.lower())
    if reader is None:
        raise InputError(f"{path}: keys are a table, .csv or .parquet")
    try:
        for number, row in enumerate(reader(path), start=1):
            yield from _own(row, f"{path}, row {number}", salt)
    except (OSError, UnicodeDecodeError, csv.Error, pa.ArrowException) as error:
        said = getattr(error, "strerror", None) or str(error).partition("\n")[0]
        raise InputError(f"{path}: not readable: {said}") from None


def _own(row: dict[str, Any], place: str, salt: str) -> Iterator[Row]:
    values = {name: str(value) for name, value in row.items() if name and value is not None}
    for column in _COLUMNS:
        if not values.get(column, "").strip():
            raise InputError(f"{place}, column {column}: missing")
    if values["kind"] not in OWN_KINDS:
        raise InputError(f"{place}, column kind: {values['kind'][:80]!r} is none of {', '.join(OWN_KINDS)}")
    made = own_row(values["account"], values["kind"], values["key"], at=values.get("at"), salt=salt)
    if made is not None:
        yield made


def _csv(path: str) -> Iterator[dict[str, Any]]:
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _parquet(path: str) -> Iterator[dict[str, Any]]:
    with pyarrow.parquet.ParquetFile(path) as file:
        for batch in file.iter_batches():
            yield from batch.to_pylist()


# -- links put in --------------------------------------------------------------------------------------


def attach(linked: Linked, sources: Sequence[Source], output: str, *, kind: str | None = None) -> None:
    """Write the accounts of files again, each with its links: what ``screening score`` reads.

    Args:
        linked: the links of these files.
        sources: the files.
        output: ``.parquet`` (of Parquet files of one schema, every column as it is) or ``.jsonl``.
        kind: the kind of records that do not state one.

    Raises:
        InputError: the output can be neither, is one of the files, or cannot be written.
    """
    target = Path(output)
    if target.exists() and any(target.samefile(source.path) for source in sources):
        raise InputError(f"{output}: is read and would be written over")
    form = target.suffix.lower()
    if form == ".parquet" and all(source.form == "parquet" for source in sources):
        _attach_parquet(linked, sources, target)
    elif form in {".jsonl", ".ndjson"}:
        _attach_lines(linked, sources, target, kind)
    else:
        raise InputError(f"{output}: profiles with links go to .jsonl, those of Parquet files also to .parquet")


def _attach_parquet(linked: Linked, sources: Sequence[Source], target: Path) -> None:
    writer: pyarrow.parquet.ParquetWriter | None = None
    try:
        for source in sources:
            with pyarrow.parquet.ParquetFile(source.path) as file:
                for batch in file.iter_batches(batch_size=_AT_ONCE):
                    table = _with_column(linked, pa.Table.from_batches([batch]), source)
                    if writer is None:
                        writer = pyarrow.parquet.ParquetWriter(target, table.schema, compression="zstd")
                    if table.schema != writer.schema:
                        raise InputError(
                            f"{source.name}: has other columns than the files before it; write .jsonl"
                        )
                    writer.write_table(table)
    finally:
        if writer is not None:
            writer.close()


def _with_column(linked: Linked, table: pa.Table, source: Source) -> pa.Table:
    if "id" not in table.column_names:
        raise InputError(f"{source.name}: no column id, by which links are put in")
    for name, value in source.keys:
        if name not in table.column_names:
            table = table.append_column(name, pa.array([value] * len(table), pa.string()))
    links = linked.column(table.column("id").cast(pa.string()).to_pylist())
    if "links" in table.column_names:
        table = table.drop_columns(["links"])
    return table.append_column("links", links)


def _attach_lines(linked: Linked, sources: Sequence[Source], target: Path, kind: str | None) -> None:
    records = (record for piece in pieces(sources) for _, record in read(piece, kind=kind))
    profiles = (record for record in records if isinstance(record, Profile))
    with target.open("wb") as file:
        for profile in linked.attached(profiles):
            file.write(msgspec.json.encode(profile) + b"\n")
