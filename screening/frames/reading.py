"""The rows of a table as profiles."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import narwhals.stable.v1 as nw

from screening.columns import ALIASES
from screening.errors import InputError, RecordError, shown
from screening.field_by_field import is_whole
from screening.frames.meanings import WHOLE, Meaning, check, header
from screening.profile import Profile

__all__ = ["plain", "records", "table_of", "values"]


def records(
    frame: Any,  # noqa: ANN401 - any frame
    *,
    place: str = "table",
    first: int = 1,
    kind: str | None = None,
    columns: Meaning | None = None,
) -> Iterator[Profile | RecordError]:
    """One profile, or one error record, for each row.

    Args:
        frame: a pandas or polars data frame, or a pyarrow table.
        place: the table's name, for messages.
        first: the number of the first row.
        kind: the kind of rows that do not state one.
        columns: what columns mean that are not named as in a CSV file; ``None`` is not read.

    Raises:
        InputError: it is no such table, or a column is unknown.
    """
    table = table_of(frame)
    meaning = columns or {}
    check(meaning, table.columns)
    read = {name: meant for name in table.columns if (meant := meaning.get(name, name)) is not None}
    parts = {name: meant for name, meant in read.items() if meant in WHOLE and not _is_alias(table[name], meant)}
    flat = {name: meant for name, meant in read.items() if name not in parts}
    said = header(flat, place, settable=columns is not None)
    rows = zip(*(values(table[name]) for name in flat), strict=True)
    wholes = zip(*(values(table[name]) for name in parts), strict=True) if parts else iter([()] * len(table))
    for number, (cells, whole) in enumerate(zip(rows, wholes, strict=True), start=first):
        row = f"{place}, row {number}"
        try:
            given = {meant: part for meant, part in zip(parts.values(), whole, strict=True) if part is not None}
            yield said.profile(cells, place=row, kind=kind, parts=given)
        except RecordError as error:
            yield error


def _is_alias(column: nw.Series[Any], meant: str) -> bool:
    """Whether a column is not the part of that name but text, for which the name stands too: ``vendor``."""
    return meant in ALIASES and column.dtype == nw.String


def table_of(frame: Any) -> nw.DataFrame[Any]:  # noqa: ANN401 - any frame
    """The frame, as every library's frames are read here.

    Raises:
        InputError: it is no table of pandas, polars or pyarrow.
    """
    try:
        table: nw.DataFrame[Any] = nw.from_native(frame, eager_only=True)
        odd = [name for name in table.columns if not isinstance(name, str)]
    except (TypeError, ValueError) as error:
        raise InputError(f"not a table that can be read: pandas, polars or pyarrow is needed ({error})") from None
    if odd:
        raise InputError(f"table: column names are text, not {shown(odd[0])}")
    return table


def values(column: nw.Series[Any]) -> list[Any]:
    """The cells of a column as plain values; nulls are ``None``."""
    nulls = column.is_null().to_list()
    return [None if null else plain(value) for value, null in zip(column.to_list(), nulls, strict=True)]


def plain(value: Any) -> Any:  # noqa: ANN401
    """A cell as the values that a record holds: what frames write differently, written alike."""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        if math.isnan(value):
            return None
        return int(value) if is_whole(value) else value
    if isinstance(value, Decimal):
        return int(value) if is_whole(value) else plain(float(value))
    if isinstance(value, dt.datetime):
        return _moment(value)
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return plain(value.tolist()) if hasattr(value, "tolist") else value


def _moment(value: dt.datetime) -> str | None:
    try:
        midnight = value.time() == dt.time()
    except ValueError:  # pandas has one that is no time, NaT, inside of lists too
        return None
    return value.date().isoformat() if midnight and not value.tzinfo else value.isoformat()
