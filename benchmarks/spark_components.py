"""How long Spark takes to join accounts to clusters: ``python -m benchmarks.spark_components [edges ...]``.

Three shapes of graphs, each of so many edges, with account numbers that tell nothing:

* ``clusters``: stars of 2 to 30 accounts, as links between accounts are, and longer chains of such stars;
* ``random``: as many edges as accounts, joined blindly: one component holds most of them;
* ``chain``: each account is joined to the next one only, the worst there is for labels that travel along edges.

Told are the rounds, the shuffles of one round as planned without broadcasts, the time here (``local[2]``) and
in DuckDB, and whether both give the same components.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from screening.population.links import steps
from screening.population.links.embedded import Embedded
from screening.population.links.on_spark import SparkEngine

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

EDGES = (100_000, 1_000_000, 10_000_000)
MOST_OF_OTHERS = 1_000_000
"""A platform is neither one chain nor joined blindly; beyond this those shapes would only cost time."""
MEMORY = "4g"
Graph = tuple[NDArray[np.int64], NDArray[np.int64]]


def clusters(edges: int, rng: np.random.Generator) -> Graph:
    """Stars of 2 to 30; every tenth is tied to the one before."""
    sizes = np.exp(rng.uniform(np.log(2), np.log(31), edges)).astype(np.int64)
    sizes = sizes[: np.searchsorted(np.cumsum(sizes - 1), edges) + 1]
    centre = np.repeat(np.cumsum(sizes) - sizes, sizes - 1)[:edges]
    leaf = np.arange(len(centre)) + np.repeat(np.arange(len(sizes)), sizes - 1)[:edges] + 1
    tied = rng.random(len(sizes)) < 0.1
    tied[0] = False
    starts = np.cumsum(sizes) - sizes
    return np.concatenate([centre, starts[tied]]), np.concatenate([leaf, starts[tied] - 1])


def random(edges: int, rng: np.random.Generator) -> Graph:
    """As many edges as accounts."""
    return rng.integers(0, edges, edges), rng.integers(0, edges, edges)


def chain(edges: int, _rng: np.random.Generator) -> Graph:
    """One after the other."""
    return np.arange(edges), np.arange(edges) + 1


SHAPES: dict[str, Callable[[int, np.random.Generator], Graph]] = {
    "clusters": clusters,
    "random": random,
    "chain": chain,
}


def written(shape: str, edges: int, folder: Path) -> Path:
    """The edges of a graph, both ways, as a file."""
    rng = np.random.default_rng([edges, len(shape)])
    a, b = SHAPES[shape](edges, rng)
    numbers = rng.permutation(max(int(a.max()), int(b.max())) + 1).astype(np.int64) * 7_919
    a, b = numbers[a], numbers[b]
    apart = a != b
    table = pa.table({"a": np.concatenate([a[apart], b[apart]]), "b": np.concatenate([b[apart], a[apart]])})
    path = folder / f"{shape}-{edges}.parquet"
    pq.write_table(table, path)
    return path


def session() -> SparkSession:
    """Two tasks at a time, bound to the loopback; joins as between tables that no machine holds."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    from pyspark.sql import SparkSession  # noqa: PLC0415 - after its settings

    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": MEMORY,
        "spark.sql.shuffle.partitions": "8",
        "spark.sql.autoBroadcastJoinThreshold": "-1",
        "spark.log.level": "ERROR",
    }
    builder = SparkSession.builder.master("local[2]").appName("components")
    for name, value in settings.items():
        builder = builder.config(name, value)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return builder.getOrCreate()


class Counted(SparkEngine):
    """Counts the shuffles that are planned for each table and number."""

    def __init__(self, spark: SparkSession, folder: str) -> None:
        super().__init__(spark, folder)
        self.shuffles = 0

    def make(self, name: str, query: str) -> None:
        """Count, then make."""
        self._count(query)
        super().make(name, query)

    def number(self, query: str) -> int:
        """Count, then number."""
        self._count(query)
        return super().number(query)

    def _count(self, query: str) -> None:
        plan = self._own.sql(query)._jdf.queryExecution().executedPlan().toString()  # noqa: SLF001 - no public way
        self.shuffles += plan.count("Exchange hashpartitioning") + plan.count("Exchange SinglePartition")


def on_spark(spark: SparkSession, path: Path, folder: Path) -> tuple[int, float, float, pa.Table]:
    """Rounds, shuffles of a round, seconds, and the labels."""
    engine = Counted(spark, str(folder / "tables"))
    start = time.perf_counter()
    engine.make("edges", f"SELECT a, b FROM parquet.`{path}`")  # noqa: S608 - our own file
    rounds = steps._components(engine)  # noqa: SLF001 - one step of those that are public
    spent = time.perf_counter() - start
    return rounds, engine.shuffles / rounds, spent, engine.table("labels").toArrow()


def embedded(path: Path, folder: Path) -> tuple[float, pa.Table]:
    """Seconds and labels of DuckDB, with as much memory."""
    with Embedded(memory="4GB", folder=str(folder), threads=2) as engine:
        start = time.perf_counter()
        engine.make("edges", f"SELECT a, b FROM '{path}'")  # noqa: S608 - our own file
        steps._components(engine)  # noqa: SLF001 - as above
        spent = time.perf_counter() - start
        return spent, engine.arrow("SELECT account, label FROM labels")


def main(arguments: list[str]) -> None:
    """Print one line for each shape and size."""
    sizes = [int(argument) for argument in arguments] or EDGES
    folder = Path(tempfile.mkdtemp(prefix="components-"))
    spark = session()
    print("| graph | edges | accounts | rounds | shuffles a round | Spark local[2] | DuckDB | same |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |")
    try:
        for shape in SHAPES:
            for edges in sizes:
                if shape != "clusters" and edges > MOST_OF_OTHERS:
                    continue
                path = written(shape, edges, folder)
                rounds, shuffles, spent, found = on_spark(spark, path, folder)
                here, expected = embedded(path, folder)
                same = found.sort_by("account").equals(expected.cast(found.schema).sort_by("account"))
                print(
                    f"| {shape} | {edges:,} | {found.num_rows:,} | {rounds} | {shuffles:.1f} | {spent:.0f} s "
                    f"| {here:.1f} s | {'yes' if same else 'NO'} |",
                    flush=True,
                )
                path.unlink()
    finally:
        spark.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1:])
