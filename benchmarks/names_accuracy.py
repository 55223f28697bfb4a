"""Precision, recall and F1 of name matching on labelled pairs, beside plain token_set_ratio.

The CSV has the columns ``a,b,kind,expected`` with ``match`` or ``nomatch`` in the last. The peer is shown at
the threshold that suits it best on this very file, which flatters it.

    python benchmarks/names_accuracy.py pairs.csv
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from rapidfuzz import fuzz, utils

from screening.names import THRESHOLD, compare


def measured(scores: list[float], expected: list[bool], threshold: float) -> tuple[float, float, float]:
    """Precision, recall and F1 at a threshold."""
    found = [score >= threshold for score in scores]
    right = sum(got and wanted for got, wanted in zip(found, expected, strict=True))
    precision = right / sum(found) if any(found) else 0.0
    recall = right / sum(expected) if any(expected) else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def main(path: Path) -> None:
    """Print the table and the pairs that are wrong."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    expected = [row["expected"] == "match" for row in rows]
    ours = [compare(row["a"], row["b"], kind=row["kind"]).score for row in rows]
    peer = [fuzz.token_set_ratio(row["a"], row["b"], processor=utils.default_process) / 100 for row in rows]
    best = max((step / 100 for step in range(50, 100)), key=lambda step: measured(peer, expected, step)[2])
    print(f"{len(rows)} pairs, {sum(expected)} of them matches")
    print(f"{'':34}precision  recall     F1")
    for label, scores, threshold in (
        (f"screening.names at {THRESHOLD:.2f}", ours, THRESHOLD),
        (f"token_set_ratio at {THRESHOLD:.2f}", peer, THRESHOLD),
        (f"token_set_ratio at {best:.2f} (its best)", peer, best),
    ):
        precision, recall, f1 = measured(scores, expected, threshold)
        print(f"{label:34}{precision:9.3f}{recall:8.3f}{f1:7.3f}")
    for row, score, wanted in zip(rows, ours, expected, strict=True):
        if (score >= THRESHOLD) != wanted:
            print(f"{row['expected']:8}{score:.3f}  {row['a']} | {row['b']} ({row['kind']})")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
