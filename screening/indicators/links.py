"""What the account shares with other accounts, as the population step or a joined column says."""

from __future__ import annotations

from screening.indicator import Indicator

__all__ = ["INDICATORS"]

INDICATORS: tuple[Indicator, ...] = ()
"""The family's checks."""
