"""CSV files of profiles: a header of known :mod:`~screening.columns`, and a profile in each row below it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from screening.columns import Columns
from screening.errors import InputError, Problem, RecordError
from screening.profile import Profile

__all__ = ["Row", "header_of", "lines_of", "read_csv", "rows_below", "rows_of", "without_empty_end"]

_SEPARATOR = re.compile(r"sep=([,;\t])\r?\n?")
"""A first line that tells spreadsheets what separates the cells."""


class Row(NamedTuple):
    """One record of a CSV file.

    Attributes:
        record: the profile, or what is wrong with it.
        line: the number of its first line.
        text: its lines as they stand in the file.
        columns: what the header means.
        delimiter: what separates its cells.
        apart: its cell in the column that stands apart, if there is one.
    """

    record: Profile | RecordError
    line: int
    text: str
    columns: Columns
    delimiter: str
    apart: str | None = None


def read_csv(text: bytes, *, name: str, kind: str | None = None) -> Iterator[Profile | RecordError]:
    """One profile, or one error record, for each row.

    Args:
        text: the bytes of the file, UTF-8 with or without a byte-order mark; separated by commas, tabs or
            semicolons, as its header shows.
        name: the file's name, for messages: ``vendors.csv, line 14, column phone``.
        kind: the kind of rows that do not state one.

    Raises:
        InputError: the file as a whole cannot be read: empty, wrong encoding, no or unknown header.
    """
    return (row.record for row in rows_of(text, name=name, kind=kind))


def rows_of(text: bytes, *, name: str, kind: str | None = None) -> Iterator[Row]:
    """The same as :func:`read_csv`, each with its place."""
    lines = lines_of(text, name=name)
    columns, delimiter, first = header_of(lines, name=name)
    return rows_below(lines, columns, delimiter, name=name, first=first, kind=kind)


def lines_of(text: bytes, *, name: str) -> Iterator[str]:
    """The lines of a CSV file, with their ends.

    Raises:
        InputError: it is empty, or not UTF-8.
    """
    return io.StringIO(_decoded(text, name), newline="")


def header_of(lines: Iterable[str], *, name: str, apart: str | None = None) -> tuple[Columns, str, int]:
    """What the header of a CSV file means, what separates its cells, and the number of the line below it.

    Args:
        lines: the lines of the file; those of the header are taken off, if this is an iterator.
        name: the file's name, for messages.
        apart: a column that is no field of a profile, and stays out of it.

    Raises:
        InputError: there is no header, or not one that is known.
    """
    lines = iter(lines)
    first, line = next(lines, ""), 1
    if said := _SEPARATOR.fullmatch(first):
        first, line, delimiter = next(lines, ""), 2, said[1]
    else:
        delimiter = "," if "," in first else "\t" if "\t" in first else ";" if ";" in first else ","
    rows = csv.reader(chain([first], lines), delimiter=delimiter, strict=True)
    try:
        header = next(rows)
    except (StopIteration, csv.Error) as error:
        message = f"{name}, line {line}: no header that can be read: {error or 'the file is empty'}"
        raise InputError(message) from None
    columns = Columns(without_empty_end(header), place=f"{name}, line {line}", apart=apart)
    return columns, delimiter, rows.line_num + line


def without_empty_end(header: Sequence[str]) -> Sequence[str]:
    """A header without the empty columns that spreadsheets write behind it."""
    width = len(header)
    while width and not header[width - 1].strip():
        width -= 1
    return header[:width]


def rows_below(
    lines: Iterable[str], columns: Columns, delimiter: str, *, name: str, first: int, kind: str | None = None
) -> Iterator[Row]:
    """The rows in lines that stand below a header.

    Args:
        lines: whole rows, with their line ends.
        columns: what the header means.
        delimiter: what separates cells.
        name: the file's name, for messages.
        first: the number of the first of the lines.
        kind: the kind of rows that do not state one.
    """
    taken: list[str] = []
    rows = csv.reader(_kept(lines, taken), delimiter=delimiter, strict=True)
    while True:
        line = first + rows.line_num
        place = f"{name}, line {line}"
        taken.clear()
        apart: str | None = None
        record: Profile | RecordError
        try:
            cells = next(rows)
            if not any(cell.strip() for cell in cells):
                continue
            record = columns.profile(cells, place=place, kind=kind)
            apart = None if columns.apart is None else cells[columns.apart]
        except StopIteration:
            return
        except csv.Error as error:
            message = f"not readable as CSV: {error}"
            if len(taken) > 1:
                last = line + len(taken) - 1
                message += f"; lines {line} to {last} are one row, a quotation mark is not closed"
            record = RecordError([Problem("", "", message)], place=place)
        except RecordError as error:
            record = error
        yield Row(record, line, "".join(taken), columns, delimiter, apart)


def _kept(lines: Iterable[str], taken: list[str]) -> Iterator[str]:
    """The lines, of which those of the current record are kept."""
    for line in lines:
        taken.append(line)
        yield line


def _decoded(text: bytes, name: str) -> str:
    if not text.strip():
        raise InputError(f"{name}: the file is empty")
    if text[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise InputError(f"{name}: is UTF-16; save it as UTF-8")
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{name}, line {line}: not UTF-8 (byte {text[error.start]:#04x}); save it as UTF-8"
        ) from None
