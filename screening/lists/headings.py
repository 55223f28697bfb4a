"""Tables whose header is worded differently from release to release: columns by what they mean.

A heading may change its case, break into lines (``国名、地域名`` above ``Country or Region``), or stand below a
title. So a reader gives for each column all the words that may stand over it, and reads rows by its own names.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence

from screening.lists import sheets
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.rows import Row, table

__all__ = ["Columns", "headed", "heading", "known_rows"]

Columns = Mapping[str, tuple[str, ...]]
"""By the reader's own name of a column: the headings that may stand over it."""

_FIRST_ROWS = 50


def heading(text: str) -> str:
    """A heading in the form in which two are compared: letters and digits only, whatever their width and case.

    >>> heading("IMO  number") == heading("ＩＭＯ Number"), heading("개인/단체")
    (True, '개인단체')
    """
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def headed(part: Part, columns: Columns, needed: Collection[str]) -> bool:
    """Whether the file is a table with these columns, by its first rows."""
    return any(_has(_meant(cells, columns), needed) for cells in _first_rows(part))


def known_rows(part: Part, intake: Intake, columns: Columns, needed: Collection[str]) -> Iterator[Row]:
    """The rows below the header, with the reader's own column names; columns that are not known are told.

    Args:
        part: a CSV file, or a workbook with the table on its first sheet.
        intake: where faults are told.
        columns: what may stand in the header.
        needed: the columns by which the header is recognised.

    Raises:
        WatchlistError: no row is that header, or the file is damaged.
    """
    found: dict[str, str] = {}

    def starts(cells: Sequence[str]) -> bool:
        meant = _meant(cells, columns)
        if not _has(meant, needed):
            return False
        found.update(meant)
        for cell in cells:
            if cell.strip() and cell.strip() not in meant.values():
                message = "a column that is not known and not read"
                intake.tell(part.name, "header", "", message, cell.strip())
        return True

    rows = sheets.sheet(part, intake, starts=starts) if part.spreadsheet else table(part, intake, starts=starts)
    for row in rows:  # a workbook's rows have their headings on one line
        cells = {column: row[cell] or row[" ".join(cell.split())] for column, cell in found.items()}
        yield Row(cells, part.name, row.line, intake)


def _has(meant: Mapping[str, str], needed: Collection[str]) -> bool:
    return all(column in meant for column in needed)


def _meant(cells: Sequence[str], columns: Columns) -> dict[str, str]:
    """By the reader's name of a column, the heading that stands over it; the first one if there are several."""
    by_heading = {heading(word): column for column, words in columns.items() for word in words}
    meant: dict[str, str] = {}
    for cell in map(str.strip, cells):
        for line in (cell, *cell.splitlines()):
            if (column := by_heading.get(heading(line))) is not None:
                meant.setdefault(column, cell)
                break
    return meant


def _first_rows(part: Part) -> Iterator[list[str]]:
    """The first rows as far as a first look shows them; a cell of a CSV file may have several lines."""
    if part.spreadsheet:
        yield from sheets.first_rows(part, _FIRST_ROWS)
        return
    reader = csv.reader(part.head.decode(errors="replace").splitlines(keepends=True))
    try:
        for _, row in zip(range(_FIRST_ROWS), reader, strict=False):
            yield row
    except csv.Error:
        return
