"""The generated suite: perturbations that match and near misses that do not.

python -m benchmarks.names.suite FOLDER [--per-class 300] [--seed 1] [-o suite.csv]
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.names import listed_names
from benchmarks.names.listed_names import Listed
from benchmarks.names.near_misses import near_misses
from benchmarks.names.perturbations import PUBLISHERS, Pair, matches


def suite(rows: Sequence[Listed], per_class: int, seed: int = 1) -> list[Pair]:
    """All pairs, those that match and those that do not."""
    return [*matches(rows, per_class, seed), *near_misses(rows, per_class, seed)]


def main(arguments: Sequence[str]) -> None:
    """Write the suite as CSV, or count it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--per-class", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args(arguments)
    pairs = suite(listed_names.read(given.folder, PUBLISHERS), given.per_class, given.seed)
    if given.output:
        with given.output.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(("a", "b", "kind", "class", "expected"))
            table.writerows((*pair[:4], "match" if pair.expected else "nomatch") for pair in pairs)
    for group, count in Counter(pair.group for pair in pairs).items():
        print(f"{count:6,}  {group}")


if __name__ == "__main__":
    main(sys.argv[1:])
