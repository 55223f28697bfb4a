from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pyspark")
pytest.importorskip("faker")
pytest.importorskip("pypinyin")
pytest.importorskip("duckdb")

import pyarrow.parquet as pq

from benchmarks.platform.writing import FEWEST, parts
from screening import compiled
from screening.lists import bundled
from screening.prepared import Prepared

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")

PAGE = (Path(__file__).parents[2] / "docs" / "spark.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_python_of_the_page_runs(
    spark: SparkSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    pq.write_table(next(parts(FEWEST, 1))[0], "accounts.parquet")
    Path("lists").mkdir()
    compiled.save(Prepared(bundled()), "lists/lists.compiled")
    assert len(BLOCKS) >= 5
    names: dict[str, object] = {}
    for block in BLOCKS:
        code = block.replace('"accounts.parquet"', repr(str(tmp_path / "accounts.parquet")))
        for name in ("results", "tables"):  # Java's folder is where Spark was started
            code = code.replace(f'"{name}"', repr(str(tmp_path / name)))
        exec(compile(code, "docs/spark.md", "exec"), names)  # noqa: S102 - the page's own code
    shown = capsys.readouterr().out
    assert re.search(r"\|\s*clear\|\s*\d+\|", shown)
    assert re.search(r"\|\s*u\d{8}\|\s*\d+\|", shown), "the least account of a cluster"
    assert names["unscreened"] == 0
    assert spark.read.parquet(str(tmp_path / "results")).count() == FEWEST
