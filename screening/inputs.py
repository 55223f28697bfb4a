"""Files of profiles, opened by their extension: JSON lines, JSON, CSV, TSV, XLSX and Parquet; JSON lines on stdin.

A file that cannot be used at all is one clear error; a record that cannot be screened is an error record, and the
rest of the file is read.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import IO, Any, NamedTuple, TypeAlias

import msgspec

from screening.columns import Columns
from screening.csv_files import rows_of, without_empty_end
from screening.errors import InputError, Problem, RecordError, WatchlistError, shown
from screening.lists.opening import Part
from screening.lists.sheets import numbered
from screening.profile import Profile
from screening.records import MAX_LINE, numbered_jsonl, profile_from

__all__ = ["EXTENSIONS", "STDIN", "Placed", "check_text", "count", "placed", "read", "whole_lines"]

STDIN = "-"
"""Read JSON lines from standard input."""
Record: TypeAlias = Profile | RecordError


class Placed(NamedTuple):
    """One record of a file, and where it stands.

    Attributes:
        record: the profile, or what is wrong with it.
        number: which line, row or record of the file it is, from 1.
        unit: ``line``, ``row`` of a sheet or table, or ``record`` of a JSON document.
        text: the lines of a CSV record as they stand in the file; empty for others.
        delimiter: what separates its cells.
        columns: what the columns mean, where there are any.
    """

    record: Record
    number: int
    unit: str = "line"
    text: str = ""
    delimiter: str = ""
    columns: Columns | None = None


Records: TypeAlias = Iterator[Placed]
_HEAD = 4_096
_ROWS = 2_000
"""Rows of a Parquet file that are read at once."""
_FOREIGN = (
    (b"\xff\xfe", "is UTF-16; save it as UTF-8"),
    (b"\xfe\xff", "is UTF-16; save it as UTF-8"),
    (b"\x1f\x8b", "is compressed; unpack it first"),
    (b"PK\x03\x04", "is a zip archive or a spreadsheet; save it as CSV in UTF-8"),
    (b"%PDF", "is a PDF"),
    (b"PAR1", "is a Parquet file; name it so, with the extension .parquet"),
)


def read(path: str, *, kind: str | None = None) -> Iterator[Record]:
    """One profile, or one error record, for each record of a file.

    Args:
        path: the file, or ``-`` for JSON lines on standard input.
        kind: the kind of records that do not state one.

    Raises:
        InputError: the file as a whole cannot be used: missing, a folder, empty, of no known kind or encoding.
    """
    found = placed(path, kind=kind)
    return (one.record for one in found)


def placed(path: str, *, kind: str | None = None) -> Records:
    """The same as :func:`read`, each with its place.

    Args:
        path: the file, or ``-`` for JSON lines on standard input.
        kind: the kind of records that do not state one.

    Raises:
        InputError: the file as a whole cannot be used: missing, a folder, empty, of no known kind or encoding.
    """
    if path == STDIN:
        return _stdin(kind)
    file = Path(path)
    if file.is_dir():
        raise InputError(f"{path}: is a folder, a file is needed")
    if not file.exists():
        raise InputError(f"{path}: No such file or directory")
    reader = _READERS.get(file.suffix.lower())
    if reader is None:
        raise InputError(
            f"{path}: the extension says what a file is, {shown(file.suffix)} says nothing; "
            f"{', '.join(EXTENSIONS)} can be read"
        )
    return reader(file, kind)


def count(paths: Iterable[str]) -> int:
    """About how many records files hold, for a progress bar: their lines. 0 where nothing can be said."""
    lines = 0
    for path in map(Path, paths):
        if path.suffix.lower() not in {".jsonl", ".ndjson", ".csv", ".tsv"}:
            return 0
        try:
            with path.open("rb") as file:
                while chunk := file.read(1 << 20):
                    lines += chunk.count(b"\n")
        except OSError:
            return 0
    return lines


def _stdin(kind: str | None) -> Records:
    if sys.stdin is None or sys.stdin.closed:
        raise InputError("standard input is closed; give a file, or pipe JSON lines in")
    try:
        yield from _json_lines(sys.stdin.buffer, "standard input", kind)
    except OSError as error:
        raise InputError(f"standard input cannot be read: {error.strerror}") from None


def _jsonl(file: Path, kind: str | None) -> Records:
    try:
        with file.open("rb") as opened:
            yield from _json_lines(opened, file.name, kind)
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}") from None


def _json_lines(stream: IO[bytes], name: str, kind: str | None) -> Records:
    if isinstance(stream, io.BufferedReader):
        check_text(stream.peek(_HEAD), name)
    found = False
    for number, record in numbered_jsonl(whole_lines(stream), name=name, kind=kind):
        found = True
        yield Placed(record, number)
    if not found:
        raise InputError(f"{name}: is empty, there is no record in it")


def whole_lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Lines of which none takes more memory than the limit: what is beyond it is passed over."""
    while line := stream.readline(MAX_LINE + 2):
        yield line
        while len(line) > MAX_LINE and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE + 2)


def check_text(head: bytes, name: str) -> None:
    """Refuse what begins as no text in UTF-8 does.

    Raises:
        InputError: it is in another encoding, compressed, or of a binary format.
    """
    said = next((said for mark, said in _FOREIGN if head.startswith(mark)), "")
    if not said and b"\0" in head[:_HEAD]:
        said = "is no text file"
    if said:
        raise InputError(f"{name}: {said}")


def _json(file: Path, kind: str | None) -> Records:
    content = _content(file).removeprefix(b"\xef\xbb\xbf")
    try:
        found = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        hint = "; a file of JSON lines has the extension .jsonl" if b"}\n{" in content[:1_000_000] else ""
        raise InputError(f"{file.name}: not JSON in UTF-8: {error}{hint}") from None
    except RecursionError:
        raise InputError(f"{file.name}: nested too deeply") from None
    if not isinstance(found, list | dict):
        raise InputError(f"{file.name}: an object or a list of objects is needed, not {shown(found)}")
    if not found:
        raise InputError(f"{file.name}: there is no record in it")
    records = found if isinstance(found, list) else [found]
    for number, record in enumerate(records, start=1):
        try:
            profile = profile_from(record, place=f"{file.name}, record {number}", kind=kind)
            yield Placed(profile, number, "record")
        except RecordError as error:
            yield Placed(error, number, "record")


def _csv(file: Path, kind: str | None) -> Records:
    found = False
    for row in rows_of(_content(file), name=file.name, kind=kind):
        found = True
        yield Placed(row.record, row.line, "line", row.text, row.delimiter, row.columns)
    if not found:
        raise InputError(f"{file.name}: there is no record below its header")


def _xlsx(file: Path, kind: str | None) -> Records:
    """The first sheet of a workbook; cells are text, as a CSV export would show them."""
    try:
        if not file.is_file():
            raise InputError(f"{file}: No such file or directory")
        part = Part(file)
        if not part.spreadsheet:
            raise InputError(f"{file.name}: is no XLSX workbook, or a damaged one")
        rows = numbered(part)
        first, header = next(rows, (0, []))
        if not header:
            raise InputError(f"{file.name}: is empty, there is no record in it")
        columns = Columns(without_empty_end(header), place=f"{file.name}, row {first}")
        found = False
        for number, cells in rows:
            found = True
            yield Placed(_row(columns, cells, f"{file.name}, row {number}", kind), number, "row", columns=columns)
    except WatchlistError as error:  # what the reader of lists says of a workbook
        raise InputError(str(error)) from None
    if not found:
        raise InputError(f"{file.name}: there is no record below its header")


def _row(columns: Columns, cells: list[str], place: str, kind: str | None) -> Record:
    """A sheet is one rectangle: what goes beyond the header must be empty."""
    width = len(columns.header)
    cells = [*cells, *[""] * (width - len(cells))]
    if any(cells[width:]):
        return RecordError([Problem("", "", "a cell under no heading")], place=place)
    try:
        return columns.profile(cells[:width], place=place, kind=kind)
    except RecordError as error:
        return error


def _content(file: Path) -> bytes:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}") from None
    check_text(content[:_HEAD], file.name)
    if not content.strip():
        raise InputError(f"{file.name}: is empty, there is no record in it")
    return content


def _parquet(file: Path, kind: str | None) -> Records:
    try:
        pa, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise InputError(f"{file.name}: Parquet needs pyarrow: pip install 'freelance-screening[batch]'") from None
    from screening import frames  # noqa: PLC0415 - no frame library before a frame

    def rows(table: Any, first: int) -> list[Record]:  # noqa: ANN401 - of pyarrow
        """The rows of a table; one with a value that Python has none for is an error."""
        try:
            return list(frames.records(table, place=file.name, first=first, kind=kind))
        except InputError:
            raise
        except (ValueError, OverflowError) as error:
            if len(table) == 1:
                problem = Problem("", "", f"a value that cannot be read: {error}")
                return [RecordError([problem], place=f"{file.name}, row {first}")]
        half = len(table) // 2
        return rows(table.slice(0, half), first) + rows(table.slice(half), first + half)

    first = 1
    try:
        opened = parquet.ParquetFile(file)
        names = opened.schema_arrow.names
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise InputError(f"{file.name}: more than one column for {', '.join(map(shown, twice))}")
        for batch in opened.iter_batches(batch_size=_ROWS):
            part = pa.Table.from_batches([batch])
            for number, record in enumerate(rows(part, first), start=first):
                yield Placed(record, number, "row")
            first += len(part)
    except (pa.ArrowException, OSError) as error:
        said = getattr(error, "strerror", None) or str(error).partition("\n")[0]
        raise InputError(f"{file}: not readable as Parquet: {said}") from None
    if first == 1:
        raise InputError(f"{file.name}: there is no record in it")


_READERS: dict[str, Callable[[Path, str | None], Records]] = {
    ".jsonl": _jsonl,
    ".ndjson": _jsonl,
    ".json": _json,
    ".csv": _csv,
    ".tsv": _csv,
    ".parquet": _parquet,
    ".xlsx": _xlsx,
}
EXTENSIONS = tuple(_READERS)
"""What a file may be called."""
