"""What several tests share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

_QUIETLY = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A real Chromium, driven by Playwright, started once; without either its tests are skipped."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed")
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("there is no Chromium: apt-get install chromium")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=program, args=_QUIETLY)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def lists_folder() -> Path:
    """The folder of real list files, which are not part of the repository."""
    said = os.environ.get("SCREENING_LISTS")
    folder = Path(said) if said else Path(__file__).parents[2] / "shared" / "lists"
    if not folder.is_dir():
        pytest.skip("no real list files: set SCREENING_LISTS to the folder that has ofac/, un/, uk/ in it")
    return folder
