"""CSV as publishers write it: rows with their line numbers, none swallowed, every fault told."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from screening.errors import WatchlistError
from screening.lists.intake import Intake
from screening.lists.opening import Part

__all__ = ["Row", "as_text", "first_rows", "records", "table"]

_END_OF_FILE = "\x1a"


class Row:
    """One row of a table with a header.

    ``row["City"]`` is the stripped text of a cell, empty if there is no such column.

    Attributes:
        line: the number of its first line, or of the row in a spreadsheet.
    """

    __slots__ = ("_cells", "_file", "_intake", "line")

    def __init__(self, cells: Mapping[str, str], file: str, line: int, intake: Intake) -> None:
        self._cells = cells
        self._file = file
        self._intake = intake
        self.line = line

    def __getitem__(self, column: str) -> str:
        return self._cells.get(column, "").strip()

    def many(self, column: str, separator: str = ";") -> tuple[str, ...]:
        """The values of a cell that holds several."""
        return tuple(part for part in map(str.strip, self[column].split(separator)) if part)

    def tell(self, column: str, message: str, value: object = None) -> None:
        """A value that was not understood; the row stays."""
        self._intake.tell(self._file, self.line, column, message, value)

    def skip(self, column: str, message: str, value: object = None) -> None:
        """The row is left out."""
        self._intake.skip(self._file, self.line, column, message, value)


def as_text(part: Part, lines: Iterable[bytes], intake: Intake) -> Iterator[str]:
    """The lines as text: UTF-8; a line that is not is read as Windows-1252, and told."""
    for number, line in enumerate(lines, 1):
        try:
            yield line.decode()
        except UnicodeDecodeError:
            intake.tell(part.name, number, "", "not UTF-8, read as Windows-1252", line.rstrip())
            yield line.decode("cp1252", "replace")


def table(
    part: Part,
    intake: Intake,
    *,
    delimiter: str = ",",
    encoding: str | None = None,
    known: Iterable[str] = (),
    starts: Callable[[Sequence[str]], bool] | None = None,
) -> Iterator[Row]:
    """The rows of a CSV file with a header.

    A row with another number of columns is told and left out. A column that is not ``known`` is told once: what
    is not read must not look as if it were. Columns of one name are called ``name``, ``name.2`` ...

    Args:
        part: the file.
        intake: where faults are told; its digest is fed.
        delimiter: between the cells.
        encoding: the file's encoding; ``None`` is UTF-8, lines that are not are read as Windows-1252 and told.
        known: every column that the reader knows, including those it does not use; none: all.
        starts: whether a row is the header; ``None``: the first row is.

    Raises:
        WatchlistError: there is no header.
    """
    if encoding is None:
        lines: Iterator[str] = as_text(part, part.lines(intake.digest), intake)
    else:
        lines = (line.decode(encoding, "replace") for line in part.lines(intake.digest))
    read, header = _header(part, lines, delimiter=delimiter, known=known, starts=starts, intake=intake)
    for number, cells in _rows(part, lines, len(header), intake, read=read, delimiter=delimiter):
        yield Row(dict(zip(header, cells, strict=True)), part.name, number, intake)


def _header(
    part: Part,
    lines: Iterator[str],
    *,
    delimiter: str,
    known: Iterable[str],
    starts: Callable[[Sequence[str]], bool] | None,
    intake: Intake,
) -> tuple[int, list[str]]:
    """How many lines were read up to the header, and its columns."""
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        found = next((cells for cells in reader if cells and (starts is None or starts(cells))), None)
    except csv.Error as error:
        raise WatchlistError(f"{part.name}, line {reader.line_num}: damaged CSV ({error})") from error
    if found is None:
        raise WatchlistError(f"{part.name}: there is no header")
    header = _each_once(cell.strip() for cell in found)
    columns = frozenset(known)
    for column in header:
        if columns and column not in columns:
            intake.tell(part.name, reader.line_num, "", "a column that is not known and not read", column)
    return reader.line_num, header


def _each_once(columns: Iterable[str]) -> list[str]:
    """Repeated columns numbered from the second on, for a row holds one cell of each name.

    >>> _each_once(["id", "name", "id"])
    ['id', 'name', 'id.2']
    """
    seen: Counter[str] = Counter()
    once = []
    for column in columns:
        seen[column] += 1
        once.append(column if seen[column] == 1 else f"{column}.{seen[column]}")
    return once


def first_rows(part: Part, delimiter: str = ",", most: int = 50) -> list[list[str]]:
    """The first rows as far as a first look shows them, for telling formats apart."""
    rows: list[list[str]] = []
    for line in part.head.decode(errors="replace").splitlines()[:most]:
        try:
            rows += csv.reader([line], delimiter=delimiter)
        except csv.Error:
            continue
    return rows


def records(part: Part, columns: int, intake: Intake) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file without header, each with the number of its first line."""
    return _rows(part, as_text(part, part.lines(intake.digest), intake), columns, intake)


def _rows(
    part: Part, lines: Iterator[str], columns: int, intake: Intake, *, read: int = 0, delimiter: str = ","
) -> Iterator[tuple[int, list[str]]]:
    """The rows of so many columns, each with the number of its first line, counted from those ``read`` before.

    A row with another number of columns is told and left out. A quotation mark that is never closed
    would swallow the lines after it: such lines are read again, each on its own.
    """
    held: list[str] = []

    def feed() -> Iterator[str]:
        for text in lines:
            held.append(text)
            yield text

    reader = csv.reader(feed(), delimiter=delimiter)
    while True:
        try:
            for row in reader:
                last = read + reader.line_num
                if len(row) == columns:
                    yield last - len(held) + 1, row
                else:
                    yield from _each_alone(part, last, held, columns, delimiter=delimiter, intake=intake)
                held.clear()
        except csv.Error:
            yield from _each_alone(part, read + reader.line_num, held, columns, delimiter=delimiter, intake=intake)
            held.clear()
        else:
            return


def _each_alone(
    part: Part, last: int, held: list[str], columns: int, *, delimiter: str, intake: Intake
) -> Iterator[tuple[int, list[str]]]:
    for number, text in enumerate(held, last - len(held) + 1):
        if not text.strip(f"{_END_OF_FILE} \r\n{delimiter}"):
            continue
        row = _alone(text, part.name, number, delimiter, intake)
        if len(row) == columns:
            yield number, row
        else:
            message = f"{len(row)} columns where {columns} were expected"
            intake.skip(part.name, number, "", message, text.rstrip())


def _alone(text: str, file: str, number: int, delimiter: str, intake: Intake) -> list[str]:
    try:
        return next(csv.reader([text], strict=True, delimiter=delimiter))
    except csv.Error as error:
        intake.tell(file, number, "", f"damaged CSV ({error}), read as it stands", text.rstrip())
    try:
        return next(csv.reader([text], delimiter=delimiter))
    except csv.Error:  # a field beyond what the csv module takes in
        return []
