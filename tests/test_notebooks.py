"""The example notebooks run from the first cell to the last, warn of nothing, and say what is so."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any

import pytest

for _needed in ("altair", "jupytext", "nbclient", "nbconvert", "ipykernel", "vl_convert"):
    if importlib.util.find_spec(_needed) is None:
        pytest.skip(f"{_needed} is not installed", allow_module_level=True)

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "examples" / "notebooks").glob("*.py"))
RUN = """
import json, sys
from pathlib import Path
sys.path.insert(0, "tasks")
from notebook_page import executed, page
notebook = executed(Path(sys.argv[1]))
print(json.dumps({"cells": notebook.cells, "light": page(notebook), "dark": page(notebook, dark=True)}))
"""


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def ran(request: pytest.FixtureRequest) -> dict[str, Any]:
    """One notebook after its run: its name, cells and pages. It has a process of its own, as Jupyter has."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(request.param)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3_000:]
    return {"name": request.param.stem, **json.loads(done.stdout)}


def outputs(ran: dict[str, Any]) -> list[dict[str, Any]]:
    return [output for cell in ran["cells"] if cell["cell_type"] == "code" for output in cell["outputs"]]


def printed(ran: dict[str, Any]) -> str:
    return "".join(output["text"] for output in outputs(ran) if output["output_type"] == "stream")


def charts(ran: dict[str, Any]) -> str:
    return "".join(output.get("data", {}).get("image/svg+xml", "") for output in outputs(ran))


def costs(ran: dict[str, Any]) -> dict[int, list[int]]:
    """The table of thresholds in the second notebook."""
    tables = [output.get("data", {}).get("text/html", "") for output in outputs(ran)]
    (table,) = [table for table in tables if "of ordinary freelancers" in table]
    cells = [int(cell) for cell in re.findall(r"<t[hd]>(\d+)</t[hd]>", table)]
    return {cells[n]: cells[n + 1 : n + 5] for n in range(0, len(cells), 5)}


def test_there_are_both() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["screen_your_freelancers", "tune_a_policy"]


def test_every_cell_runs_in_order_and_none_warns(ran: dict[str, Any]) -> None:
    code = [cell for cell in ran["cells"] if cell["cell_type"] == "code"]

    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    assert [o for o in outputs(ran) if o["output_type"] == "error" or o.get("name") == "stderr"] == []


def test_it_shows_pictures_and_charts(ran: dict[str, Any]) -> None:
    kinds = [kind for output in outputs(ran) for kind in output.get("data", {})]

    assert kinds.count("image/svg+xml") >= 2
    assert sum('class="dr"' in output.get("data", {}).get("text/html", "") for output in outputs(ran)) >= 4


def test_what_the_text_says_is_so(ran: dict[str, Any]) -> None:
    shown = unescape(re.sub(r"<[^>]+>", " ", ran["light"]))
    if ran["name"] == "screen_your_freelancers":
        assert "nmae: unknown field, did you mean 'name'?" in printed(ran)
        assert "which-korea - not enough is known" in printed(ran)
        assert "'Nationality' (never read: it is no evidence)" in printed(ran)
        assert "dropped because" in shown
        assert re.search(r"rented-out\s+clear", shown)
    else:
        assert "1 of 50 profiles change band" in charts(ran)
        assert re.search(r"plain-lisbon-nomad\s+review", shown)
        assert "location is context and is capped at 25" in printed(ran)
        ordinary = {at: row[2] for at, row in costs(ran).items()}
        assert ordinary == dict.fromkeys((15, 20, 25), 1) | dict.fromkeys((30, 35, 40, 45), 0)
        found = {at: row[1] for at, row in costs(ran).items()}
        assert found == dict.fromkeys((15, 20, 25, 30, 35, 40), found[40]) | {45: found[40] - 1}
        assert len(set(re.findall(r"digest .*: +([0-9a-f]{64})", printed(ran)))) == 1


def test_its_page_needs_no_script_and_no_network(ran: dict[str, Any]) -> None:
    for theme in ("light", "dark"):
        page = ran[theme]
        assert not re.search(r"<script|<link\b|<iframe|@import|\bsrc=\"(?!data:)", page)
        assert "Traceback" not in page
    assert 'data-jp-theme-light="false"' in ran["dark"]
    assert 'data-jp-theme-light="true"' in ran["light"]
