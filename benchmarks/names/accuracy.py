"""Precision, recall and F1 of name matching: ours beside rapidfuzz and, if asked, nomenklatura's logic-v2.

On labelled pairs (CSV with the columns a, b, kind, expected), on the suite generated from the lists, or on both.
The peers of rapidfuzz are shown at 0.8 and at the threshold that suits each best on these very pairs, which
flatters them. Prints Markdown.

    python -m benchmarks.names.accuracy [--pairs pairs.csv] [--lists FOLDER] [--per-class 300] [--seed 1]
        [--peer-python PATH] [--wrong 10]

PATH is the Python of an environment that holds nomenklatura: it runs there, and is no dependency of ours.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, utils

from benchmarks.names import listed_names
from benchmarks.names.measures import best_threshold, measured
from benchmarks.names.perturbations import PUBLISHERS, Pair
from benchmarks.names.suite import suite
from screening.names import THRESHOLD, compare

PEER = Path(__file__).with_name("peer_logic_v2.py")
PEER_THRESHOLD = 0.7
"""What its configuration calls a match."""
LEAST = 0.8

Scorer = Callable[[str, str], float]
_SCORERS: dict[str, Scorer] = {
    "ratio": lambda a, b: fuzz.ratio(a, b, processor=utils.default_process) / 100,
    "token_sort_ratio": lambda a, b: fuzz.token_sort_ratio(a, b, processor=utils.default_process) / 100,
    "token_set_ratio": lambda a, b: fuzz.token_set_ratio(a, b, processor=utils.default_process) / 100,
    "WRatio": lambda a, b: fuzz.WRatio(a, b, processor=utils.default_process) / 100,
}


class Contender(NamedTuple):
    """The scores of one engine, in the order of the pairs."""

    label: str
    scores: list[float]
    threshold: float


def labelled(path: Path) -> list[Pair]:
    """Pairs with a verdict, from a file."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Pair(row["a"], row["b"], row["kind"], row.get("class") or path.stem, row["expected"] == "match")
            for row in csv.DictReader(file)
        ]


def ours(pairs: Iterable[Pair]) -> list[float]:
    """The scores of this library."""
    return [compare(pair.a, pair.b, kind=pair.kind).score for pair in pairs]


def peer_scores(python: Path, pairs: Sequence[Pair]) -> list[float]:
    """The scores of logic-v2, computed by another interpreter."""
    question = json.dumps({"pairs": [pair[:3] for pair in pairs]})
    answer = subprocess.run([python, PEER], input=question, capture_output=True, text=True, check=True)
    return [float(score) for score in json.loads(answer.stdout)["scores"]]


def contenders(pairs: Sequence[Pair], peer_python: Path | None) -> list[Contender]:
    """Every engine, ours first."""
    expected = [pair.expected for pair in pairs]
    found = [Contender(f"screening.names at {THRESHOLD:.2f}", ours(pairs), THRESHOLD)]
    if peer_python is not None:
        scores = peer_scores(peer_python, pairs)
        found.append(Contender(f"logic-v2 at {PEER_THRESHOLD:.2f}", scores, PEER_THRESHOLD))
        best = best_threshold(scores, expected)
        found.append(Contender(f"logic-v2 at {best:.2f} (its best)", scores, best))
    for name, scorer in _SCORERS.items():
        scores = [scorer(pair.a, pair.b) for pair in pairs]
        best = best_threshold(scores, expected)
        found.append(Contender(f"{name} at {LEAST:.2f}", scores, LEAST))
        found.append(Contender(f"{name} at {best:.2f} (its best)", scores, best))
    return found


def _number(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.3f}"


def _overall(engines: Sequence[Contender], expected: Sequence[bool]) -> None:
    print("\n| engine | precision | recall | F1 | wrong |\n| --- | ---: | ---: | ---: | ---: |")
    for engine in engines:
        result = measured(engine.scores, expected, engine.threshold)
        pairs = zip(engine.scores, expected, strict=True)
        wrong = sum((score >= engine.threshold) != wanted for score, wanted in pairs)
        print(f"| {engine.label} | {' | '.join(map(_number, result))} | {wrong:,} |")


def _per_class(engines: Sequence[Contender], pairs: Sequence[Pair]) -> None:
    """The share of each class that is right: of a class that should match, its recall."""
    shown = [engine for engine in engines if "its best" in engine.label or engine.threshold != LEAST]
    shown = [engines[0], *(engine for engine in shown if engine is not engines[0])]
    groups: dict[tuple[str, str], list[int]] = {}
    for at, pair in enumerate(pairs):
        kind = "person" if pair.kind == "person" else "other"
        groups.setdefault((pair.group, kind), []).append(at)
    print(f"\nShare that is right, by class:\n\n| class | kind | pairs | {' | '.join(e.label for e in shown)} |")
    print(f"| --- | --- | ---: |{' ---: |' * len(shown)}")
    for (group, kind), places in groups.items():
        shares = [
            sum((engine.scores[at] >= engine.threshold) == pairs[at].expected for at in places) / len(places)
            for engine in shown
        ]
        print(f"| {group} | {kind} | {len(places)} | {' | '.join(f'{share:.3f}' for share in shares)} |")


def _wrong(engine: Contender, pairs: Sequence[Pair], most: int) -> None:
    """Our mistakes, the worst of each class first."""
    groups: dict[str, list[tuple[float, Pair]]] = {}
    for score, pair in zip(engine.scores, pairs, strict=True):
        if (score >= engine.threshold) != pair.expected:
            groups.setdefault(pair.group, []).append((score, pair))
    for group, mistakes in groups.items():
        print(f"\n{group}: {len(mistakes)} wrong")
        mistakes.sort(key=lambda entry: (-abs(entry[0] - engine.threshold), entry[1]))
        for score, pair in mistakes[:most]:
            print(f"  {score:.3f}  {pair.a} | {pair.b} ({pair.kind})")


def main(arguments: Sequence[str]) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, action="append", default=[])
    parser.add_argument("--lists", type=Path)
    parser.add_argument("--per-class", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peer-python", type=Path)
    parser.add_argument("--wrong", type=int, default=0)
    given = parser.parse_args(arguments)
    sets = {path.name: labelled(path) for path in given.pairs}
    if given.lists:
        rows = listed_names.read(given.lists, PUBLISHERS)
        sets[f"generated, seed {given.seed}"] = suite(rows, given.per_class, given.seed)
    if not sets:
        parser.error("nothing to compare: give --pairs or --lists")
    for name, pairs in sets.items():
        expected = [pair.expected for pair in pairs]
        print(f"\n### {name}: {len(pairs):,} pairs, {sum(expected):,} of them matches")
        engines = contenders(pairs, given.peer_python)
        _overall(engines, expected)
        if len({pair.group for pair in pairs}) > 1:
            _per_class(engines, pairs)
        if given.wrong:
            _wrong(engines[0], pairs, given.wrong)


if __name__ == "__main__":
    main(sys.argv[1:])
