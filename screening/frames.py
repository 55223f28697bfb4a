"""Tables of profiles in memory: pandas, polars and pyarrow in, the same kind out.

Columns are named as in a CSV file (:mod:`screening.columns`). A column of whole parts (``logins``,
``identity``, ``related``) may hold lists and structs, as Parquet files do. Nulls and NaN are *not known*.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeAlias, get_args

import msgspec
import narwhals.stable.v1 as nw

from screening.assessment import Assessment
from screening.columns import Columns
from screening.errors import InputError, RecordError, shown
from screening.profile import Profile

__all__ = ["ADDED", "records", "score_frame"]

_Score: TypeAlias = Callable[[Profile], Assessment]
ADDED = ("band", "score", "band_reason", "findings", "hits", "missing", "problems")
"""The columns of a result. ``findings``, ``hits`` and ``missing`` are joined by ``; ``; ``problems`` says why a
record could not be screened, and then ``band`` and ``score`` are null."""


def _holds_parts(kind: Any) -> bool:  # noqa: ANN401 - a type expression
    return (isinstance(kind, type) and issubclass(kind, msgspec.Struct)) or any(map(_holds_parts, get_args(kind)))


_WHOLE = frozenset(field.name for field in msgspec.structs.fields(Profile) if _holds_parts(field.type))
"""Fields that hold parts: their columns are lists and structs, no text has to be read."""


def score_frame(score: _Score, frame: Any) -> Any:  # noqa: ANN401 - any frame
    """The frame with the columns :data:`ADDED`, row by row in the same order.

    Args:
        score: scores one profile.
        frame: a pandas or polars data frame, or a pyarrow table.

    Raises:
        InputError: it is no such table, a column is unknown, or bears the name of a result column.
    """
    table = _table(frame)
    taken = [name for name in table.columns if name in ADDED]
    if taken:
        raise InputError(f"table: column {', '.join(taken)} is one that the result adds; rename or drop it")
    found: dict[str, list[Any]] = {name: [] for name in ADDED}
    for record in records(frame):
        for name, value in zip(ADDED, _cells(score, record), strict=True):
            found[name].append(value)
    kinds = {name: nw.Float64 if name == "score" else nw.String for name in ADDED}
    backend = nw.get_native_namespace(table)
    added = [nw.new_series(name, found[name], kinds[name](), native_namespace=backend) for name in ADDED]
    return table.with_columns(*added).to_native()


def records(
    frame: Any,  # noqa: ANN401 - any frame
    *,
    place: str = "table",
    first: int = 1,
    kind: str | None = None,
) -> Iterator[Profile | RecordError]:
    """One profile, or one error record, for each row.

    Args:
        frame: a pandas or polars data frame, or a pyarrow table.
        place: the table's name, for messages.
        first: the number of the first row.
        kind: the kind of rows that do not state one.

    Raises:
        InputError: it is no such table, or a column is unknown.
    """
    table = _table(frame)
    parts = [name for name in table.columns if name in _WHOLE]
    flat = [name for name in table.columns if name not in _WHOLE]
    columns = Columns(flat, place=place)
    values = zip(*(_values(table[name]) for name in flat), strict=True)
    wholes = zip(*(_values(table[name]) for name in parts), strict=True) if parts else iter([()] * len(table))
    for number, (cells, whole) in enumerate(zip(values, wholes, strict=True), start=first):
        row = f"{place}, row {number}"
        try:
            given = {name: part for name, part in zip(parts, whole, strict=True) if part is not None}
            yield columns.profile(cells, place=row, kind=kind, parts=given)
        except RecordError as error:
            yield error


def _table(frame: Any) -> nw.DataFrame[Any]:  # noqa: ANN401
    try:
        table: nw.DataFrame[Any] = nw.from_native(frame, eager_only=True)
        odd = [name for name in table.columns if not isinstance(name, str)]
    except (TypeError, ValueError) as error:
        raise InputError(f"not a table that can be read: pandas, polars or pyarrow is needed ({error})") from None
    if odd:
        raise InputError(f"table: column names are text, not {shown(odd[0])}")
    return table


def _values(column: nw.Series[Any]) -> list[Any]:
    nulls = column.is_null().to_list()
    return [None if null else _plain(value) for value, null in zip(column.to_list(), nulls, strict=True)]


def _plain(value: Any) -> Any:  # noqa: ANN401
    """A cell as the values that a record holds: what frames write differently, written alike."""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        if math.isnan(value):
            return None
        return int(value) if value.is_integer() else value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() and not value.tzinfo else value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return _plain(value.tolist()) if hasattr(value, "tolist") else value


def _cells(
    score: Callable[[Profile], Assessment], record: Profile | RecordError
) -> tuple[str | float | None, ...]:
    if isinstance(record, RecordError):
        return _refused(str(record))
    try:
        return _told(score(record))
    except RecordError as error:
        return _refused(str(error))


def _told(a: Assessment) -> tuple[str | float | None, ...]:
    findings = "; ".join(finding.id for finding in a.findings if finding.points > 0)
    hits = "; ".join(f"{hit.list}:{hit.entry_id}" for hit in a.hits)
    return (a.band.value, a.score, a.band_reason, findings, hits, "; ".join(a.missing), None)


def _refused(problems: str) -> tuple[str | float | None, ...]:
    return (None,) * (len(ADDED) - 1) + (problems,)
