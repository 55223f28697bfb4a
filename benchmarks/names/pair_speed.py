"""How many fresh pairs of names a second: ours, rapidfuzz and, if asked, nomenklatura's logic-v2.

Persons and firms of the lists; half of the pairs are a name and a perturbation of it, half two names of different
parties. No string occurs twice, so no cache of whole names helps. Each engine runs in a fresh process of its own,
one after the other, several rounds; the median counts. The first call includes the import.

    python -m benchmarks.names.pair_speed FOLDER [--pairs 4000] [--rounds 3] [--seed 1] [--peer-python PATH]
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.names.listed_names import Listed
from benchmarks.names.measures import resident

Names = tuple[str, str, str]  # a, b, kind
OURS = "screening.names.compare"
PEER = Path(__file__).with_name("peer_logic_v2.py")
_SCORERS = ("ratio", "token_sort_ratio", "token_set_ratio", "WRatio")


def fresh_pairs(rows: Sequence[Listed], number: int, seed: int) -> list[Names]:
    """Pairs in which no string occurs twice."""
    from benchmarks.names import perturbations  # noqa: PLC0415 - not in the processes that are measured

    chance = random.Random(f"{seed} pairs")
    used: set[str] = set()
    found: list[Names] = []
    matching = list(perturbations.matches(rows, number // 12, seed))
    for pair in chance.sample(matching, len(matching)):
        if len(found) < number // 2 and not used & {pair.a, pair.b}:
            used |= {pair.a, pair.b}
            found.append(pair[:3])
    for kind in ("person", "organization"):
        left = sorted({row.name for row in rows if row.kind == kind and len(row.name) <= 120} - used)
        chosen = chance.sample(left, min(len(left), number // 2 + number % 2) // 2 * 2)
        found.extend((a, b, kind) for a, b in zip(chosen[::2], chosen[1::2], strict=True))
    chance.shuffle(found)
    return found[:number]


FIRST_CALLS = (
    ("Marta Wzorowa", "Martha Wzorowa", "person"),
    ("Romashka Trading LLC", "ООО Ромашка", "organization"),
    ("王小明", "Wang Xiaoming", "person"),
)
"""Each engine reads its tables with these, and is timed after them."""


def _scorer(name: str) -> Callable[[str, str, str], float]:
    if name == OURS:
        from screening.names import compare  # noqa: PLC0415 - the import is a part of what is timed

        return lambda a, b, kind: compare(a, b, kind=kind).score
    from rapidfuzz import fuzz, utils  # noqa: PLC0415 - as above

    scorer = getattr(fuzz, name)
    return lambda a, b, _: float(scorer(a, b, processor=utils.default_process))


def timed(name: str, pairs: Sequence[Names]) -> dict[str, float]:
    """What a fresh process measures of one engine."""
    start = time.perf_counter()
    scorer = _scorer(name)
    for a, b, kind in FIRST_CALLS:
        scorer(a, b, kind)
    first = time.perf_counter() - start
    start = time.perf_counter()
    for a, b, kind in pairs:
        scorer(a, b, kind)
    return {"seconds": time.perf_counter() - start, "first_seconds": first, "memory": resident()}


def _fresh(command: Sequence[str | Path], question: dict[str, Any]) -> dict[str, Any]:
    asked = subprocess.run(command, input=json.dumps(question), capture_output=True, text=True, check=True)
    result: dict[str, Any] = json.loads(asked.stdout)
    return result


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    if list(arguments) == ["--child"]:
        question = json.load(sys.stdin)
        json.dump(timed(question["engine"], question["pairs"]), sys.stdout)
        return
    from benchmarks.names import listed_names, perturbations  # noqa: PLC0415 - see fresh_pairs

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pairs", type=int, default=4_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peer-python", type=Path)
    given = parser.parse_args(arguments)
    rows = listed_names.read(given.folder, perturbations.PUBLISHERS)
    pairs = fresh_pairs(rows, given.pairs, given.seed)
    print(f"{len(pairs):,} pairs, each string new; median of {given.rounds} fresh processes\n")
    commands: dict[str, list[str | Path]] = {
        name: [sys.executable, "-m", "benchmarks.names.pair_speed", "--child"] for name in (OURS, *_SCORERS)
    }
    if given.peer_python:
        commands["logic-v2"] = [given.peer_python, PEER]
    results: dict[str, list[dict[str, Any]]] = {name: [] for name in commands}
    for _ in range(given.rounds):
        for name, command in commands.items():
            results[name].append(_fresh(command, {"engine": name, "pairs": pairs, "first": FIRST_CALLS}))
    usual = {
        name: {key: statistics.median(run[key] for run in runs) for key in ("seconds", "first_seconds", "memory")}
        for name, runs in results.items()
    }
    print("| engine | pairs/s | µs per pair | ours is | first call | memory |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, result in usual.items():
        each, ratio = result["seconds"] / len(pairs) * 1e6, result["seconds"] / usual[OURS]["seconds"]
        faster = "–" if name == OURS else f"{ratio:.1f} × as fast" if ratio >= 1 else f"{1 / ratio:.0f} × slower"
        first, memory = f"{result['first_seconds'] * 1e3:,.0f} ms", f"{result['memory']:,.0f} MB"
        print(f"| {name} | {len(pairs) / result['seconds']:,.0f} | {each:.1f} | {faster} | {first} | {memory} |")


if __name__ == "__main__":
    main(sys.argv[1:])
