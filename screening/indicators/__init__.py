"""Every published red flag that data can show, one module per family or two, each ending in its table.

The list below is the registry: nothing registers itself.
"""

from __future__ import annotations

from screening.indicator import Indicator
from screening.indicators import (
    access,
    claims,
    conduct,
    contact,
    endpoint,
    identity,
    jurisdiction,
    labour,
    links,
    location,
    logistics,
    organisation,
    payment,
    watchlist,
    work,
)

__all__ = ["FAMILIES", "INDICATORS"]

INDICATORS: tuple[Indicator, ...] = (
    *watchlist.INDICATORS,
    *jurisdiction.INDICATORS,
    *identity.INDICATORS,
    *location.INDICATORS,
    *contact.INDICATORS,
    *access.INDICATORS,
    *endpoint.INDICATORS,
    *payment.INDICATORS,
    *logistics.INDICATORS,
    *conduct.INDICATORS,
    *claims.INDICATORS,
    *labour.INDICATORS,
    *work.INDICATORS,
    *organisation.INDICATORS,
    *links.INDICATORS,
)
"""All indicators, in the order of reports."""

FAMILIES: tuple[str, ...] = tuple(dict.fromkeys(indicator.family for indicator in INDICATORS))
"""The families, in the order of reports."""
