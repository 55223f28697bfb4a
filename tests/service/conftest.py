"""What the tests of the service share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.service.running import Served, Start, serving

pytest.importorskip("starlette", reason="the service needs the extra 'serve'")
pytest.importorskip("httptools", reason="the service needs the extra 'serve'")


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Starts a server with options of the command line."""
    return lambda *options, **environment: serving(tmp_path, *options, **environment)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with the bundled list, on a fixed day, that several tests ask."""
    with serving(tmp_path_factory.mktemp("served"), "--today", "2026-11-23", "--access-log") as found:
        yield found


@pytest.fixture
def profile() -> dict[str, Any]:
    """A profile of an invented person."""
    return {
        "id": "u1",
        "name": "Marta Wzorowa",
        "country": "PL",
        "phones": ["+48 501 234 567"],
        "emails": ["marta@wzorowa.example"],
        "logins": [{"ip": "192.0.2.7", "country": "PL", "network": "home"}],
    }
