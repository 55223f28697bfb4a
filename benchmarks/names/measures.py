"""How good an answer is, in numbers."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Measured(NamedTuple):
    """Precision, recall and F1; ``nan`` where there is nothing to divide by."""

    precision: float
    recall: float
    f1: float


def measured(scores: Sequence[float], expected: Sequence[bool], threshold: float) -> Measured:
    """What a threshold makes of these scores."""
    found = [score >= threshold for score in scores]
    right = sum(got and wanted for got, wanted in zip(found, expected, strict=True))
    precision = right / sum(found) if any(found) else math.nan
    recall = right / sum(expected) if any(expected) else math.nan
    return Measured(precision, recall, 2 * right / (sum(found) + sum(expected)) if any(expected) else math.nan)


def best_threshold(scores: Sequence[float], expected: Sequence[bool]) -> float:
    """The threshold with the highest F1 on these very pairs, which flatters it."""
    return max((step / 100 for step in range(30, 101)), key=lambda step: measured(scores, expected, step).f1)


def wilson(found: int, of: int) -> tuple[float, float]:
    """The interval that holds the true share in 95 of 100 samples (Wilson, 1927).

    >>> [round(bound, 4) for bound in wilson(3, 1000)]
    [0.001, 0.0088]
    """
    if not of:
        return 0.0, 1.0
    z = 1.959964
    middle = found + z * z / 2
    half = z * math.sqrt(found * (of - found) / of + z * z / 4)
    return max(0.0, (middle - half) / (of + z * z)), min(1.0, (middle + half) / (of + z * z))


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def resident() -> float:
    """Megabytes of memory that this process holds now."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmRSS:")[1].split()[0]) / 1024
    import resource  # noqa: PLC0415 - Unix without /proc: the peak must do

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
