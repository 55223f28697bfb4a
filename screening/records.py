"""Profiles from what users have: mappings, JSON lines, objects with attributes.

A good record costs one fast conversion. Only when that fails is the record read field by field, so that the error
names every mistake in it, each with its path, its value and, for an unknown key, the likely spelling.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, TypeGuard
from uuid import UUID

import msgspec

from screening.errors import Problem, RecordError, shown
from screening.field_by_field import by_field, is_null
from screening.profile import MAX_DEPTH, Profile

__all__ = ["json_schema", "numbered_jsonl", "profile_from", "read_jsonl"]

MAX_LINE = 20_000_000
"""A JSON line longer than this many bytes is an error record, and is not parsed."""
_ENCODER = msgspec.json.Encoder()
_FIELDS = tuple(field.name for field in msgspec.structs.fields(Profile))


def profile_from(record: object, *, place: str = "", kind: str | None = None) -> Profile:
    """A profile from a mapping, a row, a :class:`Profile`, or any object with attributes of those names.

    A row has ``keys()`` and an item for each, as those of sqlite3 and pandas have: its keys are held to be fields,
    as those of a mapping are.

    >>> profile_from({"id": "u1", "name": "Marta Example", "country": "PL"}).name
    'Marta Example'
    >>> profile_from({"id": "u1", "nmae": "Marta Example"})
    Traceback (most recent call last):
    screening.errors.RecordError: id 'u1': nmae: unknown field, did you mean 'name'? (got 'Marta Example')

    Args:
        record: what is known; ``None`` (or NaN, NaT, NA) is *not known*, an empty list is *known to be none*.
        place: where the record stands, for the error message.
        kind: the kind of a record that does not state one.

    Raises:
        RecordError: the record cannot be screened; it lists every mistake.
    """
    if isinstance(record, Profile):
        return _bounded(_built(record, place), place)
    if not isinstance(record, Mapping):
        record = dict(record) if _is_row(record) else _attributes(record, place)
    if kind is not None and is_null(record.get("kind")):
        record = {**record, "kind": kind}
    unordered = [name for name, value in record.items() if isinstance(value, set | frozenset)]
    if unordered:
        problems = [Problem(str(name), record[name], "a list is needed: a set has no order") for name in unordered]
        raise RecordError(problems, place=place, record_id=str(record.get("id") or ""))
    try:
        profile = msgspec.convert(record, Profile)
    except (msgspec.ValidationError, RecursionError):
        profile = by_field(record, place)
    return _in_own_text(_bounded(profile, place), place)


def read_jsonl(lines: Iterable[bytes], *, name: str, kind: str | None = None) -> Iterator[Profile | RecordError]:
    """One profile, or one error record, for each line that is not blank.

    Args:
        lines: bytes in UTF-8, one JSON object each.
        name: the file's name, for messages: ``profiles.jsonl, line 3``.
        kind: the kind of records that do not state one.
    """
    return (record for _, record in numbered_jsonl(lines, name=name, kind=kind))


def numbered_jsonl(
    lines: Iterable[bytes], *, name: str, kind: str | None = None, first: int = 1
) -> Iterator[tuple[int, Profile | RecordError]]:
    """The same as :func:`read_jsonl`, each with the number of its line; ``first`` is that of the first one."""
    for number, line in enumerate(lines, start=first):
        text = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if not text.strip():
            continue
        place = f"{name}, line {number}"
        if len(text) > MAX_LINE:
            message = f"a line of {len(text)} bytes; the limit is {MAX_LINE}"
            yield number, RecordError([Problem("", "", message)], place=place)
            continue
        try:
            yield number, profile_from(msgspec.json.decode(text), place=place, kind=kind)
        except RecordError as error:
            yield number, error
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            message = f"not a JSON object in UTF-8: {error}"
            yield number, RecordError([Problem("", "", message)], place=place)
        except RecursionError:
            yield number, RecordError([Problem("", "", "nested too deeply")], place=place)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a profile."""
    schema = msgspec.json.schema(Profile)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "screening profile",
        **schema,
    }


def _is_row(record: object) -> TypeGuard[Mapping[Any, Any]]:
    kind = type(record)  # an object may have an answer to every name
    return hasattr(kind, "keys") and hasattr(kind, "__getitem__")


def _attributes(record: object, place: str) -> dict[str, Any]:
    found = _plain(record, 0)
    if not isinstance(found, dict):
        raise RecordError(
            [Problem("", record, f"a record is a mapping or an object, not {shown(record)}")], place=place
        )
    return {name: value for name, value in found.items() if name in _FIELDS}


# What is a value, though it may have attributes.
_AS_IT_IS = (str, bytes, int, float, Decimal, Enum, UUID, Mapping, dt.date, msgspec.Struct)


def _plain(value: Any, depth: int) -> Any:  # noqa: ANN401 - any attribute of a foreign object
    """A foreign object, and those inside it, as plain values; what is not known is left out."""
    if depth > 2 * MAX_DEPTH or isinstance(value, _AS_IT_IS):
        return value
    if names := _attribute_names(value):
        known = ((name, getattr(value, name, None)) for name in names)
        return {name: _plain(item, depth + 1) for name, item in known if item is not None}
    return [_plain(item, depth + 1) for item in value] if isinstance(value, list | tuple) else value


def _attribute_names(value: object) -> Iterable[str]:
    """The public attributes of an object: its fields, slots or instance dictionary, and a profile's fields."""
    if value is None or isinstance(value, list | set | frozenset | Path):
        return ()
    kind = type(value)
    fields = getattr(value, "_fields", ())
    if not isinstance(fields, Collection):
        fields = ()
    if isinstance(value, tuple) and not fields:
        return ()
    declared = [*fields, *getattr(kind, "__slots__", ()), *getattr(value, "__dict__", ())]
    inherited = [name for name in _FIELDS if hasattr(value, name)] if hasattr(value, "id") else []
    return dict.fromkeys(name for name in [*declared, *inherited] if not name.startswith("_"))


def _built(profile: Profile, place: str) -> Profile:
    """A profile that was built in Python, where nothing looks at the types of its values, as one that was read.

    Raises:
        RecordError: a value is of a wrong type (the characters of a text in place of a list would be names), or
            text that no report could carry.
    """
    try:
        return msgspec.json.decode(msgspec.json.encode(profile, enc_hook=str.__str__), type=Profile)
    except msgspec.ValidationError:
        return by_field(msgspec.to_builtins(profile, enc_hook=str.__str__), place)
    except TypeError as error:
        message = f"a value of a type that no profile holds: {error}"
        raise RecordError([Problem("", "", message)], place=place, record_id=str(profile.id)) from None
    except UnicodeEncodeError:
        raise _unwritable(profile, place) from None
    except RecursionError:
        return profile  # refused where its depth is looked at


def _bounded(profile: Profile, place: str) -> Profile:
    """The profile, if its related parties are not nested too deeply.

    Raises:
        RecordError: they are.
    """
    depth, layer = 0, [profile]
    while layer := [related.profile for item in layer for related in item.related or ()]:
        depth += 1
        if depth > MAX_DEPTH:
            message = f"nested more than {MAX_DEPTH} deep"
            raise RecordError([Problem("related", f"{depth} levels", message)], place=place, record_id=profile.id)
    return profile


def _in_own_text(profile: Profile, place: str) -> Profile:
    """The profile, its text of Python's own type and not another library's (``numpy.str_``).

    Raises:
        RecordError: text that no report could carry.
    """
    try:
        _ENCODER.encode(profile)
    except TypeError:
        return _built(profile, place)
    except UnicodeEncodeError:
        raise _unwritable(profile, place) from None
    return profile


def _unwritable(profile: Profile, place: str) -> RecordError:
    plain = msgspec.to_builtins(profile, enc_hook=str.__str__)
    problems = [Problem(path, text, _HALF) for path, text in _texts(plain) if _halved(text)]
    return RecordError(problems, place=place, record_id=profile.id)


_HALF = "half a character, which no encoding can write"


def _halved(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


def _texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text in plain values, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from _texts(item, f"{path}[{number}]")
