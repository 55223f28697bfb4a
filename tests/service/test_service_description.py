"""The description is true: schemathesis asks what it allows and what it does not, and checks every answer."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from screening.service.description import described
from screening.service.settings import Settings
from tests.service.running import Served


def test_every_reference_leads_somewhere_and_every_example_is_valid(served: Served) -> None:
    found = served.get("/openapi.json").json
    assert found["openapi"] == "3.1.0"
    schemas = found["components"]["schemas"]
    references = set(re.findall(r'"#/components/schemas/(\w+)"', str(found).replace("'", '"')))
    assert references == set(schemas), "each is defined, and used"
    assert set(found["paths"]) == {
        *("/score", "/score/batch", "/match", "/lists", "/schema", "/openapi.json", "/healthz", "/metrics")
    }
    asked = found["paths"]["/score"]["post"]["requestBody"]["content"]["application/json"]
    jsonschema.validate(asked["example"], {**asked["schema"], "components": found["components"]})
    assert served.post("/score", asked["example"]).status == 200
    questions = found["paths"]["/match"]["post"]["requestBody"]["content"]["application/json"]
    for example in questions["examples"].values():
        jsonschema.validate(example["value"], {**questions["schema"], "components": found["components"]})
        assert served.post("/match", example["value"]).status == 200


def test_what_is_answered_is_as_described(served: Served) -> None:
    found = served.get("/openapi.json").json
    for method, path, body in (
        ("post", "/score", {"id": "u1", "name": "Yanbian Silverstar", "kind": "organization", "phones": ["x"]}),
        ("post", "/score", {"nmae": "x"}),
        ("post", "/match", {"name": "Yanbian Silverstar"}),
        ("post", "/match", {"name": "Kim", "against": "Kim"}),
        ("get", "/lists", None),
        ("get", "/healthz", None),
    ):
        answer = served.ask(method.upper(), path, body)
        content = found["paths"][path][method]["responses"][str(answer.status)]["content"]
        schema = content[answer.headers["content-type"]]["schema"]
        jsonschema.validate(answer.json, {**schema, "components": found["components"]})


def test_a_token_is_described_where_it_is_needed() -> None:
    found = described(guarded=True, settings=Settings())
    assert found["security"] == [{"token": []}]
    assert found["paths"]["/healthz"]["get"]["security"] == []
    assert "401" in found["paths"]["/score"]["post"]["responses"]
    assert "401" not in described(guarded=False, settings=Settings())["paths"]["/score"]["post"]["responses"]


HOOKS = """
import schemathesis

@schemathesis.serializer("application/x-ndjson")
def lines(context, value):
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
"""
LENIENT = """
[[operations]]
include-name = "POST /score"
checks.negative_data_rejection.enabled = false
{quick}

[[operations]]
include-name = "POST /score/batch"
checks.negative_data_rejection.enabled = false
"""
"""A profile may be looser than its schema: whole numbers where text is wanted are read, as they are in files.
A batch is answered line by line, whatever stands in its lines."""
QUICK = "phases.coverage.enabled = false"
"""The schema of a profile has thousands of corners; all of them are seen by the slow one."""


@pytest.mark.parametrize("quick", [QUICK, pytest.param("", marks=pytest.mark.slow)], ids=["quick", "full"])
def test_schemathesis_finds_nothing(served: Served, tmp_path: Path, quick: str) -> None:
    pytest.importorskip("schemathesis")
    command = Path(sys.executable).with_name("schemathesis")
    (tmp_path / "hooks.py").write_text(HOOKS, encoding="utf-8")
    (tmp_path / "schemathesis.toml").write_text(LENIENT.format(quick=quick), encoding="utf-8")
    environment = {**os.environ, "SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(tmp_path)}
    address = f"http://127.0.0.1:{served.port}"
    done = subprocess.run(
        [str(command), "--no-color", "run", f"{address}/openapi.json", "--max-examples", "15", "--seed", "7",
         "--phases", "examples,coverage,fuzzing", "--generation-database", "none", "--request-timeout", "10"],
        capture_output=True, text=True, check=False, cwd=tmp_path, timeout=120, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6_000:] + done.stderr[-1_000:]
    assert re.search(r"API operations:.*|Tested: \d+", done.stdout)
    assert "Traceback" not in served.logged()
