from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pyspark")
pytest.importorskip("faker")
pytest.importorskip("pypinyin")
pytest.importorskip("pyarrow")

import pyarrow as pa
from pyspark.sql import types
from pyspark.sql.pandas.types import from_arrow_schema

from benchmarks.platform.writing import FEWEST, parts
from screening import Policy, Screener, compiled
from screening.errors import InputError, WatchlistError
from screening.lists import bundled, read
from screening.population import spark as module
from screening.population.batch import RESULT_SCHEMA, score_batches
from screening.population.spark import score_spark, spark_schema
from screening.prepared import Prepared

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")

TODAY = dt.date(2026, 11, 23)
OWN = Path(__file__).parents[2] / "examples" / "own_list.csv"
ROWS: list[dict[str, Any]] = [
    {"id": "listed", "name": "Yanbian Silverstar Network Technology Co., Ltd.", "kind": "organization"},
    {"id": "plain", "name": "Marta Wzorowa", "country": "PL", "birth_date": dt.date(1990, 5, 1)},
    {
        "id": "unread",
        "name": "Marta Wzorowa",
        "country": "Nowhere",
        "updated": dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC),
    },
    {"id": "refused", "name": "M" * 500},
    {"id": "", "name": "Nobody"},
]
SMALL = types.StructType([
    types.StructField("id", types.StringType()),
    types.StructField("kind", types.StringType()),
    types.StructField("name", types.StringType()),
    types.StructField("country", types.StringType()),
    types.StructField("birth_date", types.DateType()),
    types.StructField("updated", types.TimestampType()),
])  # fmt: skip


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener()


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lists") / "any.compiled"
    compiled.save(Prepared(bundled()), path)
    return path


@pytest.fixture
def small(spark: SparkSession) -> DataFrame:
    rows = [tuple(row.get(name) for name in SMALL.names) for row in ROWS]
    return spark.createDataFrame(rows, SMALL).repartition(3)


@pytest.fixture(scope="module")
def platform(spark: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> DataFrame:
    import pyarrow.parquet as pq  # noqa: PLC0415 - beside the one use

    table, _ = next(parts(FEWEST, 11))
    path = tmp_path_factory.mktemp("platform") / "accounts.parquet"
    pq.write_table(table, path)
    return spark.read.parquet(str(path)).repartition(4).cache()


def rows(table: pa.Table) -> list[dict[str, Any]]:
    """The rows in an order of their own, and comparable."""
    return sorted(table.to_pylist(), key=lambda row: json.dumps(row, default=str, sort_keys=True))


def local(df: DataFrame, screener: Screener, kind: str | None = None) -> pa.Table:
    batches = score_batches(df.toArrow().to_batches(), screener, today=TODAY, kind=kind)
    return pa.Table.from_batches(batches, RESULT_SCHEMA)


def test_a_platform_is_scored_as_here_row_by_row(platform: DataFrame, screener: Screener) -> None:
    found = score_spark(platform, screener, today=TODAY).toArrow()
    assert found.num_rows == FEWEST
    assert set(found["band"].to_pylist()) >= {"clear", "review"}
    assert rows(found) == rows(local(platform, screener))


def test_odd_rows_are_scored_and_refused_as_here(small: DataFrame, screener: Screener) -> None:
    found = score_spark(small, screener, today=TODAY).toArrow()
    assert rows(found) == rows(local(small, screener))
    bands = {row["id"]: row["band"] for row in found.to_pylist()}
    assert bands == {"listed": "escalate", "plain": "clear", "unread": "unknown", "refused": None, None: None}


@pytest.mark.parametrize("ship", [True, False])
def test_a_file_of_lists_and_a_policy_do_what_their_screener_does(
    small: DataFrame, screener: Screener, lists: Path, ship: bool
) -> None:
    policy = Policy(preset="vendor")
    expected = rows(local(small, Screener(policy, bundled())))
    assert expected != rows(local(small, screener))
    assert rows(score_spark(small, lists, policy=policy, today=TODAY, ship=ship).toArrow()) == expected


def test_the_kind_of_rows_that_state_none(small: DataFrame, screener: Screener) -> None:
    found = score_spark(small, screener, today=TODAY, kind="organization").toArrow()
    assert set(found["kind"].to_pylist()) == {"organization", None}
    assert rows(found) == rows(local(small, screener, kind="organization"))


def test_the_same_lists_are_shipped_once_and_others_beside_them(
    spark: SparkSession, small: DataFrame, lists: Path, tmp_path: Path
) -> None:
    score_spark(small, lists, today=TODAY)
    before = spark.sparkContext.listFiles
    score_spark(small, str(lists), today=TODAY)
    assert spark.sparkContext.listFiles == before
    longer = tmp_path / lists.name
    compiled.save(Prepared([*bundled(), read(OWN)]), longer)
    other = score_spark(small, longer, today=TODAY).toArrow()
    assert len(spark.sparkContext.listFiles) == len(before) + 1
    assert {len(used) for used in other["lists"].to_pylist() if used} == {len(list(bundled())) + 1}


def test_a_worker_loads_the_lists_once_for_many_partitions(
    spark: SparkSession, small: DataFrame, lists: Path
) -> None:
    many = small.repartition(16)
    score_spark(many, lists, today=TODAY).count()

    def tell(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            kept = len(module._screeners)  # noqa: SLF001 - what no result shows
            yield pa.RecordBatch.from_arrays([pa.array([kept] * batch.num_rows)], names=["kept"])

    kept = spark.range(64).repartition(8).mapInArrow(tell, "kept long").toArrow()["kept"].to_pylist()
    assert max(kept) >= 1


def test_columns_that_are_no_part_of_a_profile_are_carried_through(small: DataFrame, screener: Screener) -> None:
    from pyspark.sql import functions as f  # noqa: PLC0415 - needs a session

    tenants = small.withColumn("tenant", f.concat(f.lit("t-"), f.col("id"))).withColumn("day", f.lit(7))
    found = score_spark(tenants, screener, today=TODAY, keep=["tenant", "day"])
    assert found.columns == ["tenant", "day", *RESULT_SCHEMA.names]
    table = found.toArrow()
    assert all(row["tenant"] == f"t-{row['id'] or ''}" and row["day"] == 7 for row in table.to_pylist())
    assert rows(table.drop_columns(["tenant", "day"])) == rows(local(small, screener))


def test_names_of_columns_may_have_dots(small: DataFrame, screener: Screener) -> None:
    """As columns of a CSV file have them; Spark takes ``payouts.country`` for a field of a struct."""
    plain = small.withColumnRenamed("country", "payouts.country")
    dotted = plain.withColumnRenamed("birth_date", "tenant.born")
    found = score_spark(dotted, screener, today=TODAY, keep=["tenant.born"])
    assert found.columns == ["tenant.born", *RESULT_SCHEMA.names]
    assert rows(found.toArrow().drop_columns(["tenant.born"])) == rows(local(plain.drop("birth_date"), screener))


def test_a_part_of_which_nothing_is_known_may_be_void(small: DataFrame, screener: Screener) -> None:
    from pyspark.sql import functions as f  # noqa: PLC0415 - needs a session

    found = score_spark(small.withColumn("logins", f.lit(None)), screener, today=TODAY)
    assert rows(found.toArrow()) == rows(local(small, screener))


def test_an_empty_table_gives_an_empty_one(small: DataFrame, screener: Screener) -> None:
    found = score_spark(small.limit(0), screener, today=TODAY)
    assert found.toArrow().num_rows == 0


@pytest.mark.parametrize(
    ("change", "named", "told"),
    [
        (("name", "nmae"), {}, "unknown column 'nmae'"),
        (("id", "account"), {"keep": ["account"]}, "a column id is needed"),
        (("country", "region"), {"keep": ["country"]}, "no column country to keep"),
        (("country", "score"), {"keep": ["score"]}, "column score is one of the result"),
        (("id", "id"), {"policy": Policy()}, "a screener has a policy already"),
    ],
)
def test_what_cannot_work_is_said_before_a_job_starts(
    small: DataFrame, screener: Screener, change: tuple[str, str], named: dict[str, Any], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        score_spark(small.withColumnRenamed(*change), screener, today=TODAY, **named)


def test_a_damaged_file_is_said_before_a_job_starts(small: DataFrame, lists: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.compiled"
    damaged.write_bytes(lists.read_bytes()[:-100])
    with pytest.raises(WatchlistError):
        score_spark(small, damaged, today=TODAY)


def test_the_schema_is_what_spark_makes_of_the_arrow_one() -> None:
    assert spark_schema(RESULT_SCHEMA) == from_arrow_schema(RESULT_SCHEMA)


def test_a_table_that_takes_results_keeps_its_schema() -> None:
    """A change here breaks the tables of those who write results into a warehouse: say so in the changelog."""
    short = {field.name: field.dataType.simpleString().partition("<")[0] for field in spark_schema(RESULT_SCHEMA)}
    assert short == {
        "id": "string", "kind": "string", "band": "string", "score": "double", "deciding_score": "double",
        "band_reason": "string", "families": "array", "findings": "array", "hits": "array", "missing": "array",
        "unchecked": "array", "unread": "array", "coverage": "array", "notes": "array", "problems": "array",
        "today": "date", "preset": "string", "policy_digest": "string", "lists": "array", "versions": "array",
    }  # fmt: skip
    findings = spark_schema(RESULT_SCHEMA)["findings"].dataType.simpleString()
    assert findings.startswith("array<struct<id:string,family:string,title:string,grade:string,summary:string,")


def test_types_that_no_result_has_are_refused() -> None:
    with pytest.raises(InputError, match="no type of Spark is known for duration"):
        spark_schema(pa.schema([("a", pa.duration("s"))]))
