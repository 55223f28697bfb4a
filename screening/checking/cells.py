"""Where the cells of a CSV record stand in its text: what an editor or a code host underlines."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

__all__ = ["Span", "span"]

_BREAK = re.compile("\r\n|\r|\n")


class Span(msgspec.Struct, frozen=True, gc=False):
    """A part of a text: lines and columns from 1, the end just behind the last character.

    Columns count characters (Unicode code points).
    """

    line: int
    column: int
    end_line: int
    end_column: int


def span(record: str, number: int, *, delimiter: str = ",", line: int = 1) -> Span | None:
    r"""Where a cell stands, its quotation marks included; ``None`` if the record has no such cell.

    >>> span('V-1,"Sample, Ltd",PL\n', 1, line=14)
    Span(line=14, column=5, end_line=14, end_column=18)

    Args:
        record: the lines of one record as they stand in the file.
        number: which cell, from 0.
        delimiter: what separates cells.
        line: the number of the record's first line.
    """
    for place, (start, end) in enumerate(_cells(record, delimiter)):
        if place == number:
            return Span(*_at(record, start, line), *_at(record, end, line))
    return None


def _cells(record: str, delimiter: str) -> Iterator[tuple[int, int]]:
    """Start and end of each cell, by the rules of the csv module."""
    start = 0
    while True:
        at = start
        if record[start : start + 1] == '"':
            at = _closing(record, start)
        while at < len(record) and record[at] not in (delimiter, "\r", "\n"):
            at += 1
        yield start, at
        if record[at : at + 1] != delimiter:
            return
        start = at + 1


def _closing(record: str, start: int) -> int:
    """The place behind the quotation mark that closes the cell; two of them are one in the cell."""
    at = start + 1
    while (at := record.find('"', at)) >= 0:
        if record[at + 1 : at + 2] != '"':
            return at + 1
        at += 2
    return len(record)


def _at(record: str, place: int, line: int) -> tuple[int, int]:
    breaks = [found.end() for found in _BREAK.finditer(record, 0, place)]
    return line + len(breaks), place - (breaks[-1] if breaks else 0) + 1
