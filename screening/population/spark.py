"""Profiles of a Spark data frame, scored where they are.

Every Python worker maps one file of compiled lists, which is shipped to each machine once or lies where all of
them read; then :func:`~screening.population.batch.score_batches` runs over the Arrow batches of each partition.
Nothing but profiles, results and, once, the lists moves. Spark may run a task twice: a score rests on nothing but
the profile, the lists, the policy and the date, so it gives the same rows.

Spark itself is imported when it is used; profiles reach it as a data frame and never as Python objects.
"""

from __future__ import annotations

import atexit
import datetime as dt
import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from os import PathLike
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import msgspec

from screening import compiled
from screening.errors import InputError
from screening.policy import Policy
from screening.population.arrow import pa
from screening.population.batch import RESULT_SCHEMA, score_batches
from screening.population.rows import Rows
from screening.prepared import Prepared
from screening.screener import Screener

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["check_columns", "score_spark", "spark_schema"]

_PLACE = "table"
_KEPT_SCREENERS = 2
"""A worker process lives longer than a job, and does not keep all lists that it ever used."""


class _Order(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker needs to know: where the lists are, and by what to score."""

    lists: str
    shipped: bool
    checked_on: tuple[tuple[str, str], ...]
    policy: Policy
    today: dt.date
    kind: str | None
    columns: tuple[str, ...]
    keep: tuple[str, ...]


def score_spark(
    df: DataFrame,
    screener: Screener | str | PathLike[str],
    *,
    today: dt.date,
    policy: Policy | None = None,
    kind: str | None = None,
    keep: Sequence[str] = (),
    ship: bool = True,
) -> DataFrame:
    """Score every row of a data frame; a row of results for each, in no particular order, as Spark has none.

    Args:
        df: profiles: columns named as in a CSV file or, for whole parts, as the fields of a profile, with a column
            ``id``, by which results are joined.
        screener: by what profiles are scored; or the file of compiled lists (``screening lists compile``), with
            ``policy``. The file starts at once; the lists of a screener are compiled for the job first.
        today: the date of the assessments.
        policy: of the lists in a file; the published one if ``None``.
        kind: the kind of rows that do not state one; ``None``: organizations under the preset ``vendor``,
            otherwise persons.
        keep: columns that are no part of a profile, carried through in front of the results: a tenant, a day.
        ship: send the file to every machine with Spark's own means. ``False``: it is read at this path by all of
            them, from a shared or mounted folder or an image.

    Returns:
        A data frame of the ``keep`` columns and :data:`~screening.population.results.RESULT_SCHEMA`. A row that
        cannot be screened has no band, and says why in ``problems``.

    Raises:
        InputError: a column is unknown or missing, or pyspark is.
        WatchlistError: the lists cannot be used.
    """
    types = _types()
    if isinstance(screener, Screener) and policy is not None:
        raise InputError("a screener has a policy already: give policy with a file of compiled lists only")
    carried = _checked(df, keep)
    path, prepared = _file(screener)
    used = screener.policy if isinstance(screener, Screener) else policy or Policy()
    Screener(used, prepared)  # what is wrong with lists or policy is said here, and not by every worker
    order = _Order(
        lists=_ship(df.sparkSession, path) if ship else str(path),
        shipped=ship,
        checked_on=tuple((watchlist.id, watchlist.checked_on) for watchlist in prepared),
        policy=used,
        today=today,
        kind=kind,
        columns=tuple(df.columns),
        keep=tuple(keep),
    )

    def score(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return _scored(order, batches)

    numbered = df.toDF(*map(str, range(len(order.columns))))  # mapInArrow takes no name with a dot in it
    return numbered.mapInArrow(score, types.StructType([*carried, *spark_schema(RESULT_SCHEMA)]))


def spark_schema(schema: pa.Schema) -> Any:  # noqa: ANN401 - a StructType, of a library that is imported when used
    """The Spark type of rows of an Arrow schema: text, numbers, booleans, dates, and lists and structs of them.

    Args:
        schema: :data:`~screening.population.results.RESULT_SCHEMA`, for a table that is to take results.

    Raises:
        InputError: pyspark is missing, or a column has a type that no result has.
    """
    types = _types()
    return types.StructType([types.StructField(f.name, _type(types, f.type), f.nullable) for f in schema])


def check_columns(df: DataFrame) -> None:
    """Read the columns as the workers will.

    Raises:
        InputError: one is unknown, there twice, or none names the profile; said before a job starts.
    """
    _check(df.schema)


def _check(fields: Iterable[Any]) -> None:
    types = _types()
    Rows(pa.schema([(field.name, _shape(types, field.dataType)) for field in fields]), place=_PLACE)


def _shape(types: ModuleType, kind: Any) -> pa.DataType:  # noqa: ANN401
    """An Arrow type that says what of a Spark type the meaning of a column rests on: lists and structs."""
    if isinstance(kind, types.ArrayType):
        return pa.list_(_shape(types, kind.elementType))
    if isinstance(kind, types.StructType):
        return pa.struct([(field.name, _shape(types, field.dataType)) for field in kind])
    if isinstance(kind, types.MapType):
        return pa.map_(_shape(types, kind.keyType), _shape(types, kind.valueType))
    return pa.null() if isinstance(kind, types.NullType) else pa.string()


def _type(types: ModuleType, kind: pa.DataType) -> Any:  # noqa: ANN401
    if pa.types.is_list(kind):
        return types.ArrayType(_type(types, kind.value_type), kind.value_field.nullable)
    if pa.types.is_struct(kind):
        return types.StructType([types.StructField(f.name, _type(types, f.type), f.nullable) for f in kind])
    named = {
        pa.string(): types.StringType,
        pa.float64(): types.DoubleType,
        pa.int64(): types.LongType,
        pa.int32(): types.IntegerType,
        pa.bool_(): types.BooleanType,
        pa.date32(): types.DateType,
    }
    if kind not in named:
        raise InputError(f"no type of Spark is known for {kind}")
    return named[kind]()


def _types() -> ModuleType:
    try:
        return import_module("pyspark.sql.types")
    except ImportError:
        raise InputError("Spark needs the extra 'spark': pip install 'freelance-screening[spark]'") from None


def _checked(df: DataFrame, keep: Sequence[str]) -> list[Any]:
    """The fields that are carried through.

    Raises:
        InputError: a column is missing, is one of the result, or is as :func:`check_columns` says.
    """
    missing = [name for name in keep if name not in df.columns]
    if missing:
        raise InputError(f"{_PLACE}: no column {', '.join(missing)} to keep; there are {', '.join(df.columns)}")
    taken = [name for name in keep if name in RESULT_SCHEMA.names]
    if taken:
        raise InputError(f"{_PLACE}: column {', '.join(taken)} is one of the result; rename it to keep it")
    read = [field for field in df.schema if field.name not in keep]
    _check(read)
    if not any(field.name.strip().casefold() == "id" for field in read):
        raise InputError(f"{_PLACE}: a column id is needed: rows of Spark have no order, results are joined by it")
    return [df.schema[name] for name in keep]


def _file(screener: Screener | str | PathLike[str]) -> tuple[Path, Prepared]:
    """The file of compiled lists, made in a folder of its own if there is none yet, and what it holds."""
    if not isinstance(screener, Screener):
        path = Path(screener)
        return path, compiled.load(path)
    path = _folder() / compiled.FILE
    compiled.save(screener.prepared, path)
    return path, screener.prepared


def _ship(session: SparkSession, path: Path) -> str:
    """Give the file to Spark under the name of its content, as Spark never replaces a file that it has by name."""
    context = getattr(session, "sparkContext", None)
    if context is None:
        raise InputError(
            "this session has no SparkContext (Spark Connect) to ship the lists: put the file where every worker "
            "reads it, and give its path with ship=False"
        )
    with path.open("rb") as file:
        name = f"screening-{hashlib.file_digest(file, 'sha256').hexdigest()[:20]}.compiled"
    if not any(added.rpartition("/")[2] == name for added in context.listFiles):
        named = _folder() / name
        shutil.copyfile(path, named)
        context.addFile(str(named))
    return name


def _folder() -> Path:
    """A folder that is there until this process ends: executors that join later fetch from it."""
    folder = Path(tempfile.mkdtemp(prefix="screening-spark-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


# In the workers

_screeners: dict[tuple[str, str, tuple[tuple[str, str], ...]], Screener] = {}


def _scored(order: _Order, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Results of the batches of one partition, each behind the columns that are carried through."""
    screener = _screener(order)
    for numbered in batches:
        batch = numbered.rename_columns(list(order.columns))
        profiles = batch.select([name for name in order.columns if name not in order.keep])
        for found in score_batches([profiles], screener, today=order.today, kind=order.kind, place=_PLACE):
            columns = [*(batch.column(name) for name in order.keep), *found.columns]
            yield pa.RecordBatch.from_arrays(columns, names=[*order.keep, *found.schema.names])


def _screener(order: _Order) -> Screener:
    """The screener of this process, made when the first partition comes."""
    key = (order.lists, order.policy.digest, order.checked_on)
    if key not in _screeners:
        if len(_screeners) >= _KEPT_SCREENERS:
            _screeners.clear()
        prepared = compiled.load(_local(order))
        checked_on = dict(order.checked_on)
        for watchlist in prepared:
            watchlist.checked_on = checked_on.get(watchlist.id, watchlist.checked_on)
        _screeners[key] = Screener(order.policy, prepared)
    return _screeners[key]


def _local(order: _Order) -> str:
    if not order.shipped:
        return order.lists
    from pyspark import SparkFiles  # noqa: PLC0415 - only where Spark runs

    return str(SparkFiles.get(order.lists))
