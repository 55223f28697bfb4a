"""The tables of an index as named arrays, and back, so that they can lie in one file and be mapped."""

from __future__ import annotations

from pathlib import Path

import msgspec

from screening import arrays
from screening.arrays import Arrays
from screening.errors import WatchlistError
from screening.names.tables import Tables

__all__ = ["FORMAT", "arrays_of", "load", "save", "tables_of"]

FORMAT = 7
"""Raise it when the tables, the keys or the rules of weights change: an index serves the engine that wrote it."""
_WHAT = "index of names"
_FIELDS = frozenset(field.name for field in msgspec.structs.fields(Tables))


def save(tables: Tables, path: Path) -> None:
    """Write the tables to a file, which appears whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    arrays.save(path, arrays_of(tables), what=_WHAT, form=FORMAT)


def load(path: Path) -> Tables:
    """Map the tables of a file.

    Raises:
        WatchlistError: the file is damaged, or no index of this version.
        OSError: it cannot be read.
    """
    _, found = arrays.load(path, what=_WHAT, form=FORMAT)
    return tables_of(found, path)


def arrays_of(tables: Tables) -> Arrays:
    """The tables by their names."""
    return {name: getattr(tables, name) for name in sorted(_FIELDS)}


def tables_of(found: Arrays, path: Path) -> Tables:
    """The tables again.

    Raises:
        WatchlistError: there are others than an index has; names the file.
    """
    if found.keys() != _FIELDS:
        raise WatchlistError(f"{path}: {_WHAT} has a damaged header")
    return Tables(**found)
