"""One screener for all indicator tests, with a fixed date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from screening.assessment import Assessment
from screening.screener import Screener


@pytest.fixture(scope="session")
def assess() -> Callable[[Mapping[str, Any]], Assessment]:
    """Score a record that may leave out its id, as of 23 November 2026."""
    screener = Screener()

    def run(record: Mapping[str, Any]) -> Assessment:
        return screener.score({"id": "u", **record}, today=dt.date(2026, 11, 23))

    return run
