"""What the documentation of the service shows is run."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.service.running import Served

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "service.md").read_text(encoding="utf-8")


def block(language: str, served: Served) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1].replace("127.0.0.1:8000", f"127.0.0.1:{served.port}")


def test_the_commands_answer(served: Served) -> None:
    done = subprocess.run(
        ["bash", "-ec", block("sh", served)], capture_output=True, check=True, cwd=ROOT, timeout=60
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert answers[0]["today"] == "2026-11-23"
    records = len((ROOT / "examples" / "profiles.jsonl").read_bytes().splitlines())
    assert len(answers) == records + 3
    assert answers[-2]["hits"][0]["alias"] == "YANBIAN SILVER STAR"
    assert answers[-1]["status"] == "ok"


def test_the_program_runs(served: Served) -> None:
    pytest.importorskip("httpx")
    done = subprocess.run(
        [sys.executable, "-c", block("python", served)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "clear nothing found in what was checked\n"


def test_every_route_is_on_the_page(served: Served) -> None:
    routes = served.get("/openapi.json").json["paths"]
    assert [path for path in routes if f"{path}`" not in PAGE] == []
