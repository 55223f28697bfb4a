"""Assessments as Arrow record batches, and back: one stable schema for a warehouse.

A row is one profile or one error record, in the order of the input. Nothing is JSON in a string: findings, hits
and whatever else there are many of are lists of structs. Left out are the sources of a finding, which follow from
its id (``screening indicators``); :func:`assessments` puts them back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, chain, starmap
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

import msgspec

from screening.assessment import Assessment
from screening.errors import InputError, RecordError
from screening.indicators import INDICATORS
from screening.population.arrow import pa

__all__ = ["RESULT_SCHEMA", "assessments", "batch_of", "writable"]

_TEXT, _TEXTS, _NUMBER, _COUNT, _YES = pa.string(), pa.list_(pa.string()), pa.float64(), pa.int64(), pa.bool_()


def _structs(**fields: pa.DataType) -> pa.DataType:
    return pa.list_(pa.struct([pa.field(name, kind) for name, kind in fields.items()]))


RESULT_SCHEMA: pa.Schema = pa.schema(
    [
        pa.field("id", _TEXT),
        pa.field("kind", _TEXT),
        pa.field("band", _TEXT),
        pa.field("score", _NUMBER),
        pa.field("deciding_score", _NUMBER),
        pa.field("band_reason", _TEXT),
        pa.field("families", _structs(family=_TEXT, points=_NUMBER)),
        pa.field(
            "findings",
            _structs(
                id=_TEXT,
                family=_TEXT,
                title=_TEXT,
                grade=_TEXT,
                summary=_TEXT,
                records=_TEXTS,
                weight=_NUMBER,
                strength=_NUMBER,
                points=_NUMBER,
                share=_NUMBER,
                counted_in=_TEXTS,
                stands_alone=_YES,
            ),
        ),
        pa.field(
            "hits",
            _structs(
                list=_TEXT,
                entry_id=_TEXT,
                listed_name=_TEXT,
                alias=_TEXT,
                alias_strength=_TEXT,
                status=_TEXT,
                also_listed=_TEXTS,
                programmes=_TEXTS,
                role=_TEXT,
                relations=_structs(kind=_TEXT, to=_TEXT, note=_TEXT),
                url=_TEXT,
                list_as_of=_TEXT,
                list_digest=_TEXT,
                name=_TEXT,
                records=_TEXTS,
                score=_NUMBER,
                complete=_YES,
                rarity=_NUMBER,
                aligned=_structs(a=_TEXT, b=_TEXT, score=_NUMBER, reason=_TEXT, weight=_NUMBER),
                reasons=_TEXTS,
                agrees=_TEXTS,
                conflicts=_TEXT,
                dropped=_YES,
            ),
        ),
        pa.field("missing", _TEXTS),
        pa.field("unchecked", _structs(id=_TEXT, needs=_TEXT)),
        pa.field("unread", _structs(field=_TEXT, value=_TEXT, message=_TEXT)),
        pa.field("coverage", _structs(family=_TEXT, made=_COUNT, expected=_COUNT)),
        pa.field("notes", _TEXTS),
        pa.field("problems", _structs(field=_TEXT, value=_TEXT, message=_TEXT)),
        pa.field("today", pa.date32()),
        pa.field("preset", _TEXT),
        pa.field("policy_digest", _TEXT),
        pa.field("lists", _structs(id=_TEXT, as_of=_TEXT, digest=_TEXT, entries=_COUNT)),
        pa.field("versions", _structs(name=_TEXT, version=_TEXT)),
    ]
)
"""The columns of a result. Of a record that could not be screened only ``id``, where it could be read, and
``problems`` are there; ``problems`` of one that was screened is empty."""


_Result: TypeAlias = Assessment | RecordError
_SOURCES = {indicator.id: indicator.citations for indicator in INDICATORS}


class _Points(NamedTuple):
    family: str
    points: float


class _Checks(NamedTuple):
    family: str
    made: int
    expected: int


class _Version(NamedTuple):
    name: str
    version: str


class _Problem(NamedTuple):
    field: str
    value: str
    message: str


_READ: dict[str, Callable[[Assessment], Any]] = {
    "id": lambda a: a.profile_id,
    "families": lambda a: [_Points(*item) for item in a.families.items()],
    "coverage": lambda a: tuple(a.coverage.items()),
    "versions": lambda a: tuple(a.versions.items()),
    "today": lambda a: dt.date.fromisoformat(a.today),
    "problems": lambda _: (),
}
"""Columns that are not an attribute of an assessment as it stands."""
_REFUSED: dict[str, Callable[[RecordError], Any]] = {
    "id": lambda error: writable(error.record_id) or None,
    "problems": lambda error: [_Problem(*map(writable, (p.field, p.value, p.message))) for p in error.problems],
}
"""The columns of a record that could not be screened; the others are null."""


_REPEATED: dict[str, Callable[[Any], Any]] = {
    "missing": tuple,
    "unchecked": tuple,
    "coverage": lambda items: [_Checks(family, c.made, c.expected) for family, c in items],
    "notes": tuple,
    "lists": tuple,
    "versions": lambda items: list(starmap(_Version, items)),
}
"""Columns in which few values stand in many rows, and what the items of each are: they are made once."""


def batch_of(results: Sequence[_Result]) -> pa.RecordBatch:
    """Results as one record batch of :data:`RESULT_SCHEMA`, a row each, in the same order."""
    columns = []
    for field in RESULT_SCHEMA:
        read = _READ.get(field.name) or attrgetter(field.name)
        refused = _REFUSED.get(field.name, _nothing)
        values = [read(r) if isinstance(r, Assessment) else refused(r) for r in results]
        made = _REPEATED.get(field.name)
        columns.append(_array(values, field.type) if made is None else _repeated(values, made, field.type))
    return pa.RecordBatch.from_arrays(columns, schema=RESULT_SCHEMA)


def assessments(batch: pa.RecordBatch) -> Iterator[Assessment | None]:
    """The assessments in a record batch, whole again; ``None`` for a record that could not be screened.

    Raises:
        InputError: the batch is not of :data:`RESULT_SCHEMA`.
    """
    if batch.schema != RESULT_SCHEMA:
        raise InputError("not a table of assessments: its columns are others than those of RESULT_SCHEMA")
    for row in batch.to_pylist():
        yield None if row["band"] is None else msgspec.convert(_restored(row), Assessment)


def _restored(row: dict[str, Any]) -> dict[str, Any]:
    del row["problems"]
    return {
        **row,
        "profile_id": row["id"],
        "families": {part["family"]: part["points"] for part in row["families"]},
        "findings": [{**found, "sources": _SOURCES.get(found["id"], ())} for found in row["findings"]],
        "coverage": {part.pop("family"): part for part in row["coverage"]},
        "versions": {part["name"]: part["version"] for part in row["versions"]},
        "today": row["today"].isoformat(),
    }


def _nothing(_error: RecordError) -> None:
    return None


def writable(text: str) -> str:
    """Text of a record that was refused, which may hold what no encoding can write."""
    return text.encode("utf-8", "backslashreplace").decode()


def _repeated(values: Sequence[Any], made: Callable[[Any], Any], kind: pa.DataType) -> pa.Array:
    places: dict[Any, int] = {}
    same: dict[int, int] = {}  # most are the same object, which saves comparing what is in it
    taken = []
    for value in values:
        place = same.get(id(value))
        if place is None:
            place = same[id(value)] = places.setdefault(value, len(places))
        taken.append(place)
    distinct = [None if value is None else made(value) for value in places]
    return _array(distinct, kind).take(pa.array(taken, pa.int32()))


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """Values as an array; lists of structs are taken apart into columns, which is several times faster."""
    if pa.types.is_struct(kind):
        return pa.StructArray.from_arrays(
            [_array(list(map(attrgetter(field.name), values)), field.type) for field in kind], fields=list(kind)
        )
    if not pa.types.is_list(kind):
        return pa.array(values, kind)
    at = list(accumulate((len(value) if value else 0 for value in values), initial=0))
    offsets = [None if value is None else start for value, start in zip(values, at, strict=False)]
    inner = _array(list(chain.from_iterable(value for value in values if value)), kind.value_type)
    return pa.ListArray.from_arrays(pa.array([*offsets, at[-1]], pa.int32()), inner, type=kind)
