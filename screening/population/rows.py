"""Rows of Arrow record batches as profiles.

Columns are named as in a CSV file (:mod:`screening.columns`). A column of structs, or of lists of them, is a
whole part (``logins``, ``identity``, ``related``), as Parquet files hold them. Nulls and NaN are *not known*. A
row is read as :func:`screening.frames.records` reads it, at a third of the cost: one conversion for a whole
column, and a look at every value only where the column's type asks for it.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from screening.columns import Columns
from screening.errors import InputError, Problem, RecordError, shown
from screening.frames.meanings import WHOLE
from screening.frames.reading import plain
from screening.population.arrow import pa
from screening.profile import Profile

__all__ = ["Rows"]

_FIELDS = frozenset(field.name for field in msgspec.structs.fields(Profile))


class Rows:
    """How the rows of one schema are read.

    Args:
        schema: the columns; their order is irrelevant.
        place: what the rows stand in, for messages: a file's name.
        kind: the kind of rows that do not state one.

    Raises:
        InputError: a column is unknown, is there twice, or none names the profile.
    """

    def __init__(self, schema: pa.Schema, *, place: str, kind: str | None = None) -> None:
        self._place = place
        self._kind = kind
        whole = [
            number
            for number, field in enumerate(schema)
            if _holds_parts(field.type) or (field.name in WHOLE and _holds_nothing(field.type))
        ]
        self._flat = [number for number in range(len(schema)) if number not in whole]
        self._parts = [(number, schema.field(number).name) for number in whole]
        names = [name for _, name in self._parts]
        unknown = [name for name in names if name not in _FIELDS]
        if unknown:
            near = difflib.get_close_matches(unknown[0][:100], _FIELDS, n=1)
            hint = f" (did you mean {near[0]!r}?)" if near else ""
            raise InputError(f"{place}: unknown column {shown(unknown[0])}{hint}")
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise InputError(f"{place}: more than one column for {', '.join(twice)}")
        self._columns = Columns([schema.field(number).name for number in self._flat], place=place)
        self._plain = [_plain_by(field.type) for field in schema]

    def records(self, batch: pa.RecordBatch, *, first: int = 1) -> Iterator[Profile | RecordError]:
        """One profile, or one error record, for each row.

        Args:
            batch: rows of the schema.
            first: the number of its first row, for messages.
        """
        try:
            values = [self._values(batch, number) for number in range(batch.num_columns)]
        except (ValueError, OverflowError) as error:  # as text that is not UTF-8: its row alone is an error
            if batch.num_rows == 1:
                yield RecordError(
                    [Problem("", "", f"a value that cannot be read: {error}")], place=f"{self._place}, row {first}"
                )
                return
            half = batch.num_rows // 2
            yield from self.records(batch.slice(0, half), first=first)
            yield from self.records(batch.slice(half), first=first + half)
            return
        cells = zip(*(values[number] for number in self._flat), strict=True)
        wholes: Iterable[tuple[Any, ...]] = zip(*(values[number] for number, _ in self._parts), strict=True)
        if not self._parts:
            wholes = [()] * batch.num_rows
        names = [name for _, name in self._parts]
        for number, (row, whole) in enumerate(zip(cells, wholes, strict=True), start=first):
            parts = {name: part for name, part in zip(names, whole, strict=True) if part is not None}
            try:
                yield self._columns.profile(
                    row, place=f"{self._place}, row {number}", kind=self._kind, parts=parts
                )
            except RecordError as error:
                yield error

    def _values(self, batch: pa.RecordBatch, number: int) -> list[Any]:
        found: list[Any] = batch.column(number).to_pylist()
        by = self._plain[number]
        return found if by is None else list(map(by, found))


def _holds_parts(kind: pa.DataType) -> bool:
    if _is_list(kind):
        return _holds_parts(kind.value_type)
    return bool(pa.types.is_struct(kind) or pa.types.is_map(kind))


def _holds_nothing(kind: pa.DataType) -> bool:
    """Whether only nulls and empty lists can be in it: a file is typed so where a field is never known."""
    return _holds_nothing(kind.value_type) if _is_list(kind) else bool(pa.types.is_null(kind))


def _is_list(kind: pa.DataType) -> bool:
    types = pa.types
    return bool(types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind))


def _plain_by(kind: pa.DataType) -> Callable[[Any], Any] | None:
    """How values of a type become those that a record holds; ``None``: they are so already."""
    types = pa.types
    if _is_list(kind):
        item = _plain_by(kind.value_type)
        return item and (lambda values: None if values is None else [item(value) for value in values])
    if types.is_struct(kind):
        inner = {field.name: by for field in kind if (by := _plain_by(field.type))}
        return (lambda value: _plain_parts(value, inner)) if inner else None
    if types.is_dictionary(kind):
        return _plain_by(kind.value_type)
    if types.is_string(kind) or types.is_large_string(kind) or types.is_boolean(kind) or types.is_integer(kind):
        return None
    return plain


def _plain_parts(value: dict[str, Any] | None, inner: dict[str, Callable[[Any], Any]]) -> dict[str, Any] | None:
    if value is not None:
        for name, by in inner.items():
            value[name] = by(value[name])
    return value
