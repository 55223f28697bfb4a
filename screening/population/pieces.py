"""Files of profiles, found by name, folder or pattern, and cut into pieces of some thousand rows.

A piece holds what a process needs to score it: an Arrow batch as IPC bytes, or whole lines of a text file. Where
it begins and ends depends on the file alone, so that every run over the same files cuts the same pieces.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TypeVar

import msgspec
import pyarrow.parquet

from screening.columns import Columns
from screening.csv_files import header_of, rows_below
from screening.errors import InputError, Problem, RecordError
from screening.inputs import check_text, whole_lines
from screening.population.arrow import pa
from screening.population.rows import Rows
from screening.population.sources import Source
from screening.profile import Profile
from screening.records import MAX_LINE, numbered_jsonl, profile_from

__all__ = ["ROWS", "Piece", "check", "pieces", "read"]

ROWS = 2_000
"""Rows of a piece: a second of work or less, so that two processes share small files, and little is done twice."""
_BYTES = 8_000_000
"""A piece holds no more bytes than this, if its rows are not longer themselves."""
_HEAD = 4_096
_MARK = "\xef\xbb\xbf"
_NOT_UTF8 = re.compile("[\udc80-\udcff]")
_ESCAPED = 0xDC00
_Item = TypeVar("_Item", bytes, list[str])
_LOOSE = "latin-1"
"""Every byte is a character of it: text is cut into rows without being read, and comes out as it went in."""


class Piece(msgspec.Struct, frozen=True):
    """Some rows of a file.

    Attributes:
        number: of all pieces, from 1.
        source: the file.
        first: the number of its first row (Parquet) or line.
        span: how many rows (Parquet) or lines of the file it takes up.
        weight: how many bytes of the file it is, for those who measure what is left.
        data: the rows.
        header: the columns of a CSV file.
        delimiter: what separates its cells.
        trouble: what is wrong with the file from here on; then there are no rows.
    """

    number: int
    source: Source
    first: int
    span: int
    weight: float = 0.0
    data: bytes = b""
    header: tuple[str, ...] = ()
    delimiter: str = ","
    trouble: str = ""


class _Cut(msgspec.Struct, frozen=True):
    """A piece that has no number yet."""

    first: int
    span: int
    weight: float
    data: bytes
    header: tuple[str, ...] = ()
    delimiter: str = ","


def check(source: Source) -> None:
    """Refuse a file that cannot be used at all, before hours of work.

    Raises:
        InputError: it cannot be opened, is of another format than its name says, or has an unknown column.
    """
    try:
        if source.form == "parquet":
            with pyarrow.parquet.ParquetFile(source.path) as file:
                Rows(file.schema_arrow, place=source.name)
            return
        with Path(source.path).open("rb") as opened:
            head = opened.read(_HEAD)
        check_text(head, source.name)
        if source.form == "csv" and head:
            with _text(source) as file:
                _header(_bounded(file, source.name), source.name)
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"{source.path}: {_said(error)}") from None


def pieces(sources: Iterable[Source]) -> Iterator[Piece]:
    """All pieces of files, in order.

    A file that turns out to be damaged ends in a piece that says so. So does one that was named and has no record
    in it; in a folder, files without any are usual.
    """
    number = 0
    for source in sources:
        row, before = 1, number
        try:
            for cut in _CUTTERS[source.form](source):
                number += 1
                row = cut.first + cut.span
                yield Piece(number, source, **msgspec.structs.asdict(cut))
        except (pa.ArrowException, OSError, InputError) as error:
            number += 1
            yield Piece(number, source, row, 0, trouble=f"not readable: {_said(error)}")
        if number == before and source.named:
            number += 1
            yield Piece(number, source, row, 0, trouble="there is no record in it")


def read(piece: Piece, *, kind: str | None = None) -> Iterator[tuple[int, Profile | RecordError]]:
    """The records of a piece, each with the number of its row or line.

    Args:
        piece: some rows.
        kind: the kind of rows that do not state one; that of a partition goes before.
    """
    source = piece.source
    if piece.trouble:
        place = source.name if piece.first == 1 else f"{source.name}, from {_UNITS[source.form]} {piece.first} on"
        yield piece.first, RecordError([Problem("", "", piece.trouble)], place=place)
        return
    keys = dict(source.keys)
    found = _READERS[source.form](piece, keys.pop("kind", kind))
    if not keys:
        yield from found
        return
    for number, record in found:
        yield number, _with(record, keys, f"{source.name}, {_UNITS[source.form]} {number}")


def _with(record: Profile | RecordError, keys: dict[str, str], place: str) -> Profile | RecordError:
    """A profile with what the names of the folders say, where it says nothing itself."""
    if isinstance(record, RecordError):
        return record
    given = {name: value for name, value in keys.items() if getattr(record, name) is None}
    try:
        return profile_from({**msgspec.structs.asdict(record), **given}, place=place) if given else record
    except RecordError as error:
        return error


# -- Parquet --------------------------------------------------------------------------------------


def _cut_parquet(source: Source) -> Iterator[_Cut]:
    first = 1
    with pyarrow.parquet.ParquetFile(source.path, buffer_size=1 << 20, pre_buffer=False) as file:
        total = file.metadata.num_rows
        for batch in file.iter_batches(batch_size=ROWS, use_threads=False):
            parts = max(1, -(-batch.nbytes // _BYTES))
            size = max(1, -(-batch.num_rows // parts))
            for start in range(0, batch.num_rows, size):
                part = batch.slice(start, size)
                yield _Cut(first, part.num_rows, source.size * part.num_rows / total, _stream(part))
                first += part.num_rows


def _stream(batch: pa.RecordBatch) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return bytes(sink.getvalue())


def _read_arrow(piece: Piece, kind: str | None) -> Iterator[tuple[int, Profile | RecordError]]:
    with pa.ipc.open_stream(piece.data) as stream:
        batch = stream.read_next_batch()
    rows = Rows(batch.schema, place=piece.source.name, kind=kind)
    return enumerate(rows.records(batch, first=piece.first), start=piece.first)


# -- JSON lines -----------------------------------------------------------------------------------


def _cut_lines(source: Source) -> Iterator[_Cut]:
    first = 1
    with Path(source.path).open("rb") as file:
        for lines in _gathered(map(_ended, whole_lines(file)), len):
            data = b"".join(lines)
            if not data.isspace():
                yield _Cut(first, len(lines), len(data), data)
            first += len(lines)


def _ended(line: bytes) -> bytes:
    """A line of which the end was passed over, because it is too long, ends nevertheless."""
    return line if len(line) <= MAX_LINE or line.endswith(b"\n") else line[:-1] + b"\n"


def _read_lines(piece: Piece, kind: str | None) -> Iterator[tuple[int, Profile | RecordError]]:
    return numbered_jsonl(io.BytesIO(piece.data), name=piece.source.name, kind=kind, first=piece.first)


# -- CSV ------------------------------------------------------------------------------------------


def _cut_csv(source: Source) -> Iterator[_Cut]:
    with _text(source) as file:
        lines = _bounded(file, source.name)
        try:
            columns, delimiter, first = _header(lines, source.name)
        except _EmptyFileError:
            return
        for rows in _gathered(_whole_rows(lines, delimiter), lambda row: sum(map(len, row))):
            taken = [line for row in rows for line in row]
            data = "".join(taken).encode(_LOOSE)
            if not data.isspace():
                yield _Cut(first, len(taken), len(data), data, columns.header, delimiter)
            first += len(taken)


def _text(source: Source) -> io.TextIOWrapper:
    return Path(source.path).open(encoding=_LOOSE, newline="")


def _bounded(file: io.TextIOWrapper, name: str) -> Iterator[str]:
    number = 0
    while line := file.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            raise InputError(f"{name}, line {number}: longer than {MAX_LINE} bytes")
        yield line


def _header(lines: Iterator[str], name: str) -> tuple[Columns, str, int]:
    """As :func:`screening.columns.header_of`, of lines that were not read yet."""
    first = next(lines, "")
    if not first:
        raise _EmptyFileError
    try:
        return header_of(map(_utf8, chain([first.removeprefix(_MARK)], lines)), name=name)
    except UnicodeDecodeError as error:
        message = f"{name}, line 1: not UTF-8 (byte {error.object[error.start]:#04x}); save it as UTF-8"
        raise InputError(message) from None


class _EmptyFileError(Exception):
    """There is not even a header: no rows, which is nothing wrong among many files."""


def _utf8(line: str) -> str:
    return line.encode(_LOOSE).decode()


def _whole_rows(lines: Iterator[str], delimiter: str) -> Iterator[list[str]]:
    """The lines of each row: quoted cells may go over several."""
    taken: list[str] = []
    rows = csv.reader(_kept(lines, taken), delimiter=delimiter, strict=True)
    while True:
        try:
            next(rows)
        except StopIteration:
            return
        except csv.Error:  # told by whoever reads the piece
            pass
        yield taken.copy()
        taken.clear()


def _kept(lines: Iterable[str], taken: list[str]) -> Iterator[str]:
    for line in lines:
        taken.append(line)
        yield line


def _read_csv(piece: Piece, kind: str | None) -> Iterator[tuple[int, Profile | RecordError]]:
    name = piece.source.name
    columns = Columns(piece.header, place=f"{name}, line 1")
    text = piece.data.decode(errors="surrogateescape")
    lines = io.StringIO(text, newline="")
    for row in rows_below(lines, columns, piece.delimiter, name=name, first=piece.first, kind=kind):
        wrong = _NOT_UTF8.search(row.text)
        if wrong is None:
            yield row.line, row.record
        else:
            message = f"not UTF-8 (byte {ord(wrong.group()) - _ESCAPED:#04x}); save the file as UTF-8"
            yield row.line, RecordError([Problem("", "", message)], place=f"{name}, line {row.line}")


# -- all ------------------------------------------------------------------------------------------


def _gathered(items: Iterable[_Item], size: Callable[[_Item], int]) -> Iterator[list[_Item]]:
    """Items in lists of at most :data:`ROWS`, and no more bytes than a piece may hold, or one item."""
    gathered: list[_Item] = []
    held = 0
    for item in items:
        if gathered and (len(gathered) == ROWS or held + size(item) > _BYTES):
            yield gathered
            gathered, held = [], 0
        gathered.append(item)
        held += size(item)
    if gathered:
        yield gathered


def _said(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error).partition("\n")[0]


_CUTTERS = {"parquet": _cut_parquet, "jsonl": _cut_lines, "csv": _cut_csv}
_READERS = {"parquet": _read_arrow, "jsonl": _read_lines, "csv": _read_csv}
_UNITS = {"parquet": "row", "jsonl": "line", "csv": "line"}
