"""The reviewed data that travels with the library: where it lies, and how it is read.

The files stand in ``watchlists/`` at the top of the repository, so that a reviewer meets them first.
The wheel carries that folder as ``screening/watchlists``; in a checkout it lies beside the package.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path

from screening.errors import WatchlistError

__all__ = ["digest", "path", "rows"]

_PACKAGE = Path(__file__).parent
_FOLDERS = (_PACKAGE / "watchlists", _PACKAGE.parent / "watchlists")


def path(name: str) -> Path:
    """The path of a shipped file, for example ``countries.csv``.

    Raises:
        WatchlistError: the file is not there: the installation is damaged.
    """
    for folder in _FOLDERS:
        found = folder / name
        if found.is_file():
            return found
    raise WatchlistError(f"shipped file {name} is missing: the installation is damaged")


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a shipped CSV file; lines that begin with ``#`` are comments on its origin."""
    with path(name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


def digest(name: str) -> str:
    """SHA-256 of a shipped file, hexadecimal."""
    return hashlib.sha256(path(name).read_bytes()).hexdigest()
