"""The steps in Spark: links and clusters of accounts that no single machine holds.

::

    profiles ── workers: keys of each ──> rows ──┐
                                                 ├─ the steps of steps.py, each table a Parquet file ──> result
    folder, which every machine reads and writes ┘

Tables are files in a folder and not Spark's own checkpoints: a plan never grows with the rounds of the
components, no executor that dies takes a table with it, and memory is that of one shuffle. Of what the rounds make
anew only the last two states are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from screening.population.arrow import pa
from screening.population.links import steps
from screening.population.links.clusters import NUMBERED
from screening.population.links.tables import ABOUT, KEYS, batches
from screening.population.rows import Rows
from screening.population.spark import check_columns, spark_schema
from screening.profile import Profile

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["SparkEngine", "SparkLinks", "links_spark"]

_RESULT = """
SELECT r.id, r.cluster, transform(
  array_sort(collect_list(named_struct('kind', r.kind, 'hub', r.hub, 'many', -r.degree, 'others', r.others))),
  l -> named_struct('kind', l.kind, 'accounts', l.others, 'degree', -l.many, 'hub', l.hub)
) AS links
FROM (
  SELECT a.id, c.cluster, l.kind, l.degree, l.hub, l.others
  FROM links l
  JOIN accounts a ON l.account = a.account
  LEFT JOIN clusters c ON l.account = c.account
) r
GROUP BY r.id, r.cluster
"""
_CARRIED = ("spark.sql.shuffle.partitions", "spark.sql.session.timeZone", "spark.sql.adaptive.enabled")
"""Settings of the caller's session that hold for the session of the steps too."""
_ONCE = frozenset({
    "definitions", "members", "candidates", "plain", "payers", "mutual", "workplaces", "offices", "firms", "homes",
    "households", "weeks", "ring_ties", "named",
})  # fmt: skip
"""Tables that one other is made of: they are made on the way to it, and not kept."""
_ROWS = pa.schema(
    [
        pa.field(name, pa.struct([field.with_nullable(nullable=True) for field in schema]))
        for name, schema in (("keys", KEYS), ("abouts", ABOUT))
    ]
)


class SparkLinks(NamedTuple):
    """What was found.

    Attributes:
        links: ``id``, ``cluster`` and ``links`` of every account that has a link, to be joined to profiles.
        engine: the tables that :mod:`.steps` names, and ``clusters``.
        rounds: of the search for clusters.
    """

    links: DataFrame
    engine: SparkEngine
    rounds: int


def links_spark(df: DataFrame, folder: str, *, salt: str = "", kind: str | None = None) -> SparkLinks:
    """Find what accounts share, by the same definitions and steps as in one process, and with the same result.

    Args:
        df: profiles, as :func:`~screening.population.spark.score_spark` takes them; a column ``links`` is not
            read. Rows that cannot be read have no links.
        folder: for this run alone, on a file system that every machine reaches (HDFS, an object store, a mounted
            folder). It is left as it is at the end; tables of an earlier run in it are replaced.
        salt: keys become hashes that nobody without the salt can find by trying.
        kind: the kind of rows that do not state one.

    Raises:
        InputError: a column is unknown, or pyspark is missing.
    """
    session = df.sparkSession
    kept = [name for name in df.columns if name.strip().casefold() != "links"]
    engine = SparkEngine(session, folder)
    engine.rows(df.select(*kept), salt=salt, kind=kind)
    rounds = steps.find(engine)
    engine.make("clusters", NUMBERED)
    engine.make("result", _RESULT)
    return SparkLinks(session.read.parquet(engine.path("result")), engine, rounds)


class SparkEngine:
    """Tables of a session of their own, each a file in the folder; an :class:`~.steps.Engine`.

    Args:
        session: whose cluster is used; its views are neither seen nor changed.
        folder: where the tables are.
    """

    def __init__(self, session: SparkSession, folder: str) -> None:
        self._folder = folder.rstrip("/")
        self._own = session.newSession()
        for name in _CARRIED:
            if (value := session.conf.get(name)) is not None:
                self._own.conf.set(name, value)
        self._made: dict[str, int] = {}

    def path(self, name: str) -> str:
        """Where a table is."""
        return f"{self._folder}/{name}-{self._made[name] % 2}"

    def table(self, name: str) -> DataFrame:
        """A table that was made."""
        return self._own.table(name)

    def make(self, name: str, query: str) -> None:
        """Keep the result of a query as a table; the one that it is made from may bear the same name."""
        frame = self._own.sql(query)
        if name in _ONCE:
            frame.createOrReplaceTempView(name)
        else:
            self._keep(name, frame)

    def number(self, query: str) -> int:
        """The one number that a query gives."""
        return int(self._own.sql(query).collect()[0][0])

    def rows(self, profiles: DataFrame, *, salt: str, kind: str | None) -> None:
        """Make ``keys`` and ``abouts`` of profiles, in the workers."""
        check_columns(profiles)

        def read(found: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            return _rows(found, salt, kind)

        self._keep("rows", profiles.mapInArrow(read, spark_schema(_ROWS)))
        for name in _ROWS.names:
            rows = self.table("rows")
            rows.where(rows[name].isNotNull()).select(f"{name}.*").createOrReplaceTempView(name)

    def _keep(self, name: str, frame: DataFrame) -> None:
        self._made[name] = self._made.get(name, 0) + 1
        frame.write.mode("overwrite").parquet(self.path(name))
        self._own.read.schema(frame.schema).parquet(self.path(name)).createOrReplaceTempView(name)


def _rows(found: Iterable[pa.RecordBatch], salt: str, kind: str | None) -> Iterator[pa.RecordBatch]:
    """Link rows and what is shown of accounts, in two columns of one table, of which one is null in each row."""
    for batch in found:
        records = Rows(batch.schema, place="table", kind=kind).records(batch)
        profiles = (record for record in records if isinstance(record, Profile))
        for pair in batches(profiles, salt=salt):
            for number, made in enumerate(pair):
                columns = [pa.nulls(made.num_rows, its) for its in _ROWS.types]
                columns[number] = pa.StructArray.from_arrays(made.columns, fields=list(_ROWS.types[number]))
                yield pa.RecordBatch.from_arrays(columns, schema=_ROWS)
