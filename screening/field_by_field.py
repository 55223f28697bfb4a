"""A record read field by field: what is harmless is mended, and every mistake is told with its path and its value.

For records that the fast conversion of :mod:`screening.records` refused.
"""

from __future__ import annotations

import datetime as dt
import difflib
import math
import re
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Literal, get_args, get_origin
from uuid import UUID

import msgspec

from screening.errors import Problem, RecordError, shown
from screening.profile import MAX_DEPTH, Profile, Related

__all__ = ["by_field", "is_null", "is_whole", "needed"]

_AT = re.compile(r" - at `\$\.?(.*)`$")
_EXPECTED = re.compile(r"Expected `(\w+)(?: \| null)?`(?: (of length <=|<=|>=) (\d+)(?:\.0)?)?(?:, got .*)?")
_MISSING = re.compile(r"Object missing required field `(.*)`")
_NO_DATE = "Invalid RFC3339 encoded date"
_KINDS = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a mapping of fields",
}
_BOUNDS = {"of length <=": " of at most", "<=": " of at most", ">=": " of at least"}
_LONGEST_NUMBER = 256
_MOST_DIGITS = 77
"""Whole numbers of more bits, or of more digits, are no id and no phone number."""
_NULLS = frozenset({"NAType", "NaTType"})
"""What pandas writes for *not known*, by its types."""


def by_field(record: Mapping[Any, Any], place: str) -> Profile:
    """Read a record that the fast conversion refused: mend what is harmless, report everything else.

    Raises:
        RecordError: every mistake in it, each with its path, its value and what is needed.
    """
    problems: list[Problem] = []
    values = _struct(record, Profile, "", problems, 0)
    identifier = values.get("id") if isinstance(values.get("id"), str) else ""
    if not problems:
        try:
            return msgspec.convert(values, Profile)
        except (msgspec.ValidationError, RecursionError) as error:
            problems.append(Problem("", "", str(error)))
    raise RecordError(problems, place=place, record_id=str(identifier or "")) from None


def _struct(record: object, kind: Any, path: str, problems: list[Problem], depth: int) -> dict[str, Any]:  # noqa: ANN401
    if not isinstance(record, Mapping):
        problems.append(Problem(path, record, "a mapping of fields is needed here"))
        return {}
    if depth > MAX_DEPTH:
        problems.append(Problem(path, record, f"nested more than {MAX_DEPTH} deep"))
        return {}
    fields = _fields_of(kind)
    values: dict[str, Any] = {}
    for key, value in record.items():
        where = f"{path}.{key}" if path else str(key)
        if key not in fields:
            near = difflib.get_close_matches(str(key)[:100], fields, n=1)
            hint = f", did you mean {near[0]!r}?" if near else ""
            problems.append(Problem(shown(where).strip("'"), value, f"unknown field{hint}"))
        elif not is_null(value):
            values[key] = _value(value, fields[key].type, where, problems, depth)
    for name, field in fields.items():
        if field.required and name not in values:
            if kind is Profile and name == "id" and path:
                values["id"] = path.removesuffix(".profile")
            else:
                problems.append(Problem(f"{path}.{name}" if path else name, None, "missing"))
    return values


@cache
def _fields_of(kind: Any) -> dict[str, msgspec.structs.FieldInfo]:  # noqa: ANN401 - a part of a profile
    return {field.name: field for field in msgspec.structs.fields(kind)}


def _value(value: Any, kind: Any, where: str, problems: list[Problem], depth: int) -> Any:  # noqa: ANN401
    if _fits(value, kind):
        return value
    if hasattr(value, "tolist"):  # a number or an array of NumPy
        value = value.tolist()
    for option in get_args(kind) or (kind,):
        inner = _unwrapped(option)
        if isinstance(inner, type) and issubclass(inner, msgspec.Struct):
            if isinstance(value, inner):
                return value
            return _struct(value, inner, where, problems, depth + (inner is Related))
        if get_origin(inner) is tuple and isinstance(value, list | tuple):
            item = get_args(inner)[0]
            read = [_value(v, item, f"{where}[{i}]", problems, depth) for i, v in enumerate(value[:10_001])]
            return _checked(read, kind, where, problems)
    return _checked(_mended(value, kind), kind, where, problems)


def _fits(value: Any, kind: Any) -> bool:  # noqa: ANN401
    try:
        msgspec.convert(value, kind)
    except (msgspec.ValidationError, RecursionError):
        return False
    return True


def _unwrapped(kind: Any) -> Any:  # noqa: ANN401
    """A type without its ``Annotated`` and ``Optional`` wrapping."""
    while hasattr(kind, "__metadata__"):
        kind = kind.__origin__
    return kind


def is_whole(value: float | Decimal) -> bool:
    """Whether a number is whole, and has no more digits than a table's column of decimals."""
    if isinstance(value, float):
        return value.is_integer()
    return value.is_finite() and value.adjusted() < _MOST_DIGITS and value == value.to_integral_value()


def _mended(value: Any, kind: Any) -> Any:  # noqa: ANN401
    """A value of another type or spelling whose meaning is plain.

    Dates, keys and whole numbers where text is wanted, 0 and 1 where yes or no is, ``Organisation``.
    """
    if isinstance(value, Enum):
        value = value.value
    if get_origin(kind) is Literal and isinstance(value, str):
        word = value.strip().casefold().replace("organis", "organiz")
        return word if word in get_args(kind) else value
    if isinstance(value, float | Decimal) and is_whole(value):
        value = int(value)
    if "bool" in str(kind):
        return bool(value) if isinstance(value, int) and value in {0, 1} else value
    if "str" in str(kind):
        if isinstance(value, dt.date):
            return value.isoformat()
        if isinstance(value, UUID):
            return str(value)
        if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() <= _LONGEST_NUMBER:
            return str(value)
    return value


def _checked(value: Any, kind: Any, where: str, problems: list[Problem]) -> Any:  # noqa: ANN401
    try:
        msgspec.convert(value, kind)
    except (msgspec.ValidationError, RecursionError) as error:
        if any(problem.field.startswith(where) for problem in problems):
            return value
        choices = ", ".join(get_args(kind)) if get_origin(kind) is Literal else ""
        message = f"one of {choices} is needed" if choices else needed(str(error))[1]
        problems.append(Problem(where, value, message))
    return value


def is_null(value: object) -> bool:
    """Whether a value is *not known*, as Python, NumPy or pandas writes it."""
    if isinstance(value, float):
        return math.isnan(value)
    return value is None or type(value).__name__ in _NULLS


def needed(message: str) -> tuple[str, str]:
    """What msgspec says against a value: the path of the value, and what is needed there.

    >>> needed("Expected `str | null`, got `int` - at `$.logins[3].ip`")
    ('logins[3].ip', 'text is needed')
    >>> needed("Expected `array` of length <= 100"), needed("Expected `float` <= 100.0")
    (('', 'a list of at most 100 is needed'), ('', 'a number of at most 100 is needed'))
    """
    at = _AT.search(message)
    path, message = (at[1], message[: at.start()]) if at else ("", message)
    if message == _NO_DATE:
        return path, "a date such as 2026-01-31 is needed"
    if found := _MISSING.fullmatch(message):
        return f"{path}.{found[1]}".lstrip("."), "missing"
    found = _EXPECTED.fullmatch(message)
    if not found or found[1] not in _KINDS:
        return path, message[0].lower() + message[1:]
    bound = f"{_BOUNDS[found[2]]} {found[3]}" if found[2] else ""
    letters = " characters" if bound and found[1] == "str" else ""
    return path, f"{_KINDS[found[1]]}{bound}{letters} is needed"
