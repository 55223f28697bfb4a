from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pyspark")
pytest.importorskip("faker")
pytest.importorskip("pypinyin")
pytest.importorskip("duckdb")

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.platform.writing import parts
from screening import frames
from screening.population.links import Linked
from screening.population.links.on_spark import SparkLinks, links_spark
from screening.population.links.tables import batches
from screening.profile import Profile

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")

ACCOUNTS = 3_000
SALT = "pepper"


@pytest.fixture(scope="module")
def platform() -> tuple[pa.Table, pa.Table]:
    return next(parts(ACCOUNTS, 5))


@pytest.fixture(scope="module")
def here(platform: tuple[pa.Table, pa.Table], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("here") / "links.parquet"
    profiles = (record for record in frames.records(platform[0]) if isinstance(record, Profile))
    with Linked(batches(profiles, salt=SALT)) as linked:
        linked.save(str(path))
    return {row["id"]: row for row in pq.read_table(path).to_pylist()}


@pytest.fixture(scope="module")
def there(
    spark: SparkSession, platform: tuple[pa.Table, pa.Table], tmp_path_factory: pytest.TempPathFactory
) -> SparkLinks:
    folder = tmp_path_factory.mktemp("there")
    pq.write_table(platform[0], folder / "accounts.parquet")
    df = spark.read.parquet(str(folder / "accounts.parquet")).repartition(4)
    return links_spark(df, str(folder / "tables"), salt=SALT)


def test_links_and_clusters_are_those_of_one_process_account_by_account(
    here: dict[str, Any], there: SparkLinks
) -> None:
    found = {row["id"]: row for row in there.links.toArrow().to_pylist()}
    assert set(found) == set(here)
    assert len(found) > ACCOUNTS / 3
    assert [identifier for identifier, row in found.items() if row != here[identifier]] == []


def test_planted_rings_are_among_the_clusters(platform: tuple[pa.Table, pa.Table], there: SparkLinks) -> None:
    rings = platform[1].filter(pc.is_valid(platform[1]["ring"])).to_pylist()
    clusters = {row["id"]: row["cluster"] for row in there.links.toArrow().to_pylist()}
    together = sum(clusters.get(row["account"]) is not None for row in rings)
    assert together > 0.8 * len(rings)
    assert 1 <= there.rounds < 12
