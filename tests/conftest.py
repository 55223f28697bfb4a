"""What several tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def lists_folder() -> Path:
    """The folder of real list files, which are not part of the repository."""
    said = os.environ.get("SCREENING_LISTS")
    folder = Path(said) if said else Path(__file__).parents[2] / "shared" / "lists"
    if not folder.is_dir():
        pytest.skip("no real list files: set SCREENING_LISTS to the folder that has ofac/, un/, uk/ in it")
    return folder
