"""Scores of nomenklatura's logic-v2 for pairs of names, for another Python to ask.

Runs alone, in an environment that holds nomenklatura; this library is not needed there. JSON on the standard
input: ``{"pairs": [[a, b, kind], ...]}``; on the standard output the scores, the seconds for all pairs, for the
comparisons alone, and for the import and the first pair, and the resident memory in MB.

    some/bin/python benchmarks/names/peer_logic_v2.py < pairs.json
"""

from __future__ import annotations

import json
import sys
import time
from itertools import count
from pathlib import Path
from typing import Any

SCHEMATA = {"person": "Person", "organization": "Company", "vessel": "Vessel"}
_IDS = count()


def _entity(model: Any, name: str, kind: str | None) -> Any:  # noqa: ANN401 - it has no types
    """An entity with only a name. Its id is fresh: what is known of an entity is cached by its id."""
    schema = SCHEMATA.get(kind or "", "LegalEntity")
    return model.get_proxy({"id": f"e{next(_IDS)}", "schema": schema, "properties": {"name": [name]}})


def _resident() -> float:
    status = Path("/proc/self/status")
    return int(status.read_text().split("VmRSS:")[1].split()[0]) / 1024 if status.exists() else 0.0


def main() -> None:
    """Answer one question."""
    question = json.load(sys.stdin)
    pairs = question["pairs"]
    start = time.perf_counter()
    from followthemoney import model  # type: ignore[import-not-found]  # noqa: PLC0415 - a part of what is timed
    from nomenklatura.matching import LogicV2  # type: ignore[import-not-found]  # noqa: PLC0415

    config = LogicV2.default_config()
    for a, b, kind in question.get("first", [("Marta Wzorowa", "Martha Wzorowa", "person")]):
        LogicV2.compare(_entity(model, a, kind), _entity(model, b, kind), config)
    first_seconds = time.perf_counter() - start
    start = time.perf_counter()
    made = [(_entity(model, a, kind), _entity(model, b, kind)) for a, b, kind in pairs]
    middle = time.perf_counter()
    scores = [LogicV2.compare(a, b, config).score for a, b in made]
    end = time.perf_counter()
    answer = {
        "scores": scores,
        "seconds": end - start,
        "compare_seconds": end - middle,
        "first_seconds": first_seconds,
        "memory": _resident(),
    }
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
