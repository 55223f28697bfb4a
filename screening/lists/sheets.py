"""XLSX workbooks as rows: what :mod:`~screening.lists.rows` is for CSV, every fault told.

Cells become text as a CSV export would show them: whole numbers without a fraction, dates as ISO dates, a formula
that gives an error as nothing. python-calamine (extra ``lists``) is loaded when the first workbook is met.

A workbook is a zip archive, and its reader lays a sheet out as one rectangle: an archive bomb, or one cell in the
last corner of the sheet, would take all memory. So it is unpacked here, counted, and its cell references are
looked at before the reader sees them.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from screening.errors import WatchlistError
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.rows import Row

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

__all__ = ["first_rows", "numbered", "sheet"]

_MOST_BYTES = 1 << 28
_MOST_CELLS = 1 << 25
_WIDEST, _LONGEST = 1 << 14, 1 << 20  # what a sheet can hold
_CHUNK = 1 << 20
_SHEETS = "xl/worksheets/"
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_CELL = re.compile(rb"<(?:\w+:)?c\b")
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([^\"']*)[\"']")
_PLACE = re.compile(rb"([A-Z]{0,3})(\d{1,7})")

_OPENED: WeakKeyDictionary[Part, CalamineWorkbook] = WeakKeyDictionary()
"""Several readers take a first look at the same workbook: it is opened once."""

_Value = str | int | float | bool | date | datetime | time | timedelta


def sheet(
    part: Part,
    intake: Intake,
    *,
    known: Iterable[str] = (),
    starts: Callable[[Sequence[str]], bool] | None = None,
    name: str | None = None,
) -> Iterator[Row]:
    """The rows of one sheet with a header; rows without any text are passed over.

    A column that is not ``known`` is told once, and so is one whose heading stands twice: only its first counts.
    A cell under no heading is told.

    Args:
        part: the workbook.
        intake: where faults are told; its digest is fed with the bytes of the workbook.
        known: every column that the reader knows, including those it does not use; none: all.
        starts: whether a row is the header; ``None``: the first row with text is.
        name: the sheet; ``None``: the first.

    Raises:
        WatchlistError: python-calamine is not installed, the workbook is damaged or too large, there is no such
            sheet or no header.
    """
    with part.stream(intake.digest) as file:
        while file.read(_CHUNK):
            pass
    header: list[str | None] | None = None
    for number, cells in numbered(part, name):
        if header is not None:
            yield Row(_under(header, part, number, cells, intake), part.name, number, intake)
        elif starts is None or starts(cells):
            header = _header(part, number, cells, known, intake)
    if header is None:
        raise WatchlistError(f"{part.name}: there is no header")


def first_rows(part: Part, most: int = 50, *, name: str | None = None) -> list[list[str]]:
    """The first rows of a sheet that have text, for telling formats apart.

    Raises:
        WatchlistError: python-calamine is not installed, the workbook is damaged or too large, or there is no such
            sheet.
    """
    return [cells for _, cells in islice(numbered(part, name), most)]


def _header(part: Part, number: int, cells: list[str], known: Iterable[str], intake: Intake) -> list[str | None]:
    """The headings of the columns; ``None`` for one that was there before."""
    columns = frozenset(known)
    header: list[str | None] = []
    for heading in cells:
        if heading and heading in header:
            message = "a column whose heading stands twice, only the first is read"
            intake.tell(part.name, number, "", message, heading)
            header.append(None)
            continue
        if heading and columns and heading not in columns:
            intake.tell(part.name, number, "", "a column that is not known and not read", heading)
        header.append(heading)
    return header


def _under(header: list[str | None], part: Part, number: int, cells: list[str], intake: Intake) -> dict[str, str]:
    found: dict[str, str] = {}
    for column, text in enumerate(cells):
        heading = header[column] if column < len(header) else ""
        if heading:
            found[heading] = text
        elif text and heading is not None:
            intake.tell(part.name, number, "", f"column {column + 1} has no heading", text)
    return found


def numbered(part: Part, name: str | None = None) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet that have text, stripped, each with its number from 1.

    Raises:
        WatchlistError: python-calamine is not installed, the workbook is damaged or too large, or there is no such
            sheet.
    """
    with _telling(part):
        book = _OPENED.get(part)
        if book is None:
            book = _OPENED[part] = _opened(part)
        if not book.sheet_names or (name is not None and name not in book.sheet_names):
            raise WatchlistError(f"{part.name}: there is no sheet {name or 'in it'}")
        rows = book.get_sheet_by_name(name or book.sheet_names[0]).iter_rows()
        for number, row in enumerate(rows, 1):
            cells = [_text(cell).strip() for cell in row]
            if any(cells):
                yield number, cells


def _opened(part: Part) -> CalamineWorkbook:
    try:
        from python_calamine import CalamineWorkbook  # noqa: PLC0415 - an extra
    except ImportError:
        raise WatchlistError(
            f"{part.name}: XLSX files need python-calamine: pip install 'freelance-screening[lists]'"
        ) from None
    return CalamineWorkbook.from_object(_unpacked(part))


@contextmanager
def _telling(part: Part) -> Iterator[None]:
    try:
        yield
    except WatchlistError:
        raise
    except (
        OSError,
        EOFError,
        ValueError,
        zlib.error,
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise WatchlistError(f"{part.name}: the workbook is damaged ({error})") from error
    except BaseException as error:
        if type(error).__module__ in {"python_calamine", "pyo3_runtime"}:  # a panic is no Exception
            raise WatchlistError(f"{part.name}: the workbook is damaged ({error})") from error
        raise


def _unpacked(part: Part) -> io.BytesIO:
    """The workbook as an archive without compression: what is in it is known then."""
    plain = io.BytesIO()
    left = _MOST_BYTES
    with zipfile.ZipFile(part.path) as packed, zipfile.ZipFile(plain, "w") as archive:
        for info in packed.infolist():
            with packed.open(info) as file:
                data = file.read(left + 1)
            left -= len(data)
            if left < 0:
                raise WatchlistError(f"{part.name}: more than {_MOST_BYTES >> 20} MiB unpacked, no list has that")
            if info.filename.startswith(_SHEETS):
                _check_size(part, data)
            archive.writestr(info.filename, data)
    plain.seek(0)
    return plain


def _check_size(part: Part, data: bytes) -> None:
    """Refuses a sheet whose rectangle would be out of all proportion to what is in it."""
    width = height = 0
    for reference in set(_REFERENCE.findall(data)):
        place = _PLACE.fullmatch(reference)
        if place is None:
            raise WatchlistError(
                f"{part.name}: the workbook is damaged (a cell at {reference.decode(errors='replace')})"
            )
        width, height = max(width, _column(place[1])), max(height, int(place[2]))
    rows = _ROW.split(data)
    width += max(len(_CELL.findall(row)) for row in rows)  # cells may go without a reference
    height += len(rows)
    if width > 2 * _WIDEST or height > 2 * _LONGEST or width * height > _MOST_CELLS:
        raise WatchlistError(f"{part.name}: a sheet spans {width:,} by {height:,} cells, no list has that")


def _column(letters: bytes) -> int:
    """The number of a column.

    >>> _column(b"A"), _column(b"AJ"), _column(b"")
    (1, 36, 0)
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _text(value: _Value) -> str:
    """A cell as text.

    >>> _text(15672.0), _text(0.5), _text(datetime(2025, 4, 10)), _text(True)
    ('15672', '0.5', '2025-04-10', 'TRUE')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return str(value)
