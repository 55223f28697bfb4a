"""What the CV claims: employers, schools, references, and what of it proved false."""

from __future__ import annotations

from screening.indicator import Indicator

__all__ = ["INDICATORS"]

INDICATORS: tuple[Indicator, ...] = ()
"""The family's checks."""
