"""Shares with their intervals, and what a flag is worth where what it looks for is rare."""

from __future__ import annotations

import math

import msgspec

__all__ = ["Precision", "Rate", "expected_precision", "wilson"]

_Z = 1.959964
"""The 97.5 % point of the normal distribution: intervals of 95 %."""


class Rate(msgspec.Struct, frozen=True):
    """A share, with the interval that holds the true one in 95 of 100 samples (Wilson)."""

    found: int
    of: int
    share: float
    low: float
    high: float


class Precision(msgspec.Struct, frozen=True, kw_only=True):
    """What a flag would be worth at a base rate, every flag of this run taken for a false one.

    Attributes:
        prevalence: the base rate, an assumption.
        precision: workers among the flagged; low, high: by the interval of the flagged share.
        innocents: people flagged for each worker found.
    """

    prevalence: float
    precision: float
    low: float
    high: float
    innocents: float


def wilson(found: int, of: int) -> Rate:
    """A share with its 95 % interval (Wilson, 1927), which is never empty, also where nothing was found.

    >>> rate = wilson(0, 100)
    >>> rate.share, rate.low, round(rate.high, 4)
    (0.0, 0.0, 0.037)
    """
    if not of:
        return Rate(0, 0, 0.0, 0.0, 1.0)
    middle = found + _Z * _Z / 2
    half = _Z * math.sqrt(found * (of - found) / of + _Z * _Z / 4)
    low, high = ((middle + side) / (of + _Z * _Z) for side in (-half, half))
    return Rate(found, of, found / of, max(0.0, low) if found else 0.0, min(1.0, high) if found < of else 1.0)


def expected_precision(flagged: Rate, prevalence: float, sensitivity: float) -> Precision:
    """Workers among the flagged, if so many were workers and so many of those were flagged.

    >>> one = expected_precision(wilson(100, 10_000), prevalence=0.0001, sensitivity=0.9)
    >>> round(one.precision, 4), round(one.innocents)
    (0.0089, 111)

    Args:
        flagged: the flagged share, all taken for innocent: at these base rates nearly all of them are.
        prevalence: the base rate, above 0 and below 1.
        sensitivity: the share of workers that is flagged, above 0 and at most 1.
    """
    found = prevalence * sensitivity

    def worth(share: float) -> float:
        return found / (found + (1 - prevalence) * share)

    return Precision(
        prevalence=prevalence,
        precision=worth(flagged.share),
        low=worth(flagged.high),
        high=worth(flagged.low),
        innocents=(1 - prevalence) * flagged.share / found,
    )
