"""Watchlists: the official files as their publishers give them out, your own lists, the bundled ones.

::

    from screening.lists import bundled, read

    read("sdn.csv")              # with alt.csv, add.csv and sdn_comments.csv beside it
    read_folder("lists")         # every list in a folder
    read("our_vendors.csv")      # your own list, see :mod:`screening.lists.own.table`
    bundled()                    # what travels with the library

Both are loaded when first asked for, so that importing this package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screening.lists.bundle import bundled
    from screening.lists.reading import read, read_folder

__all__ = ["bundled", "read", "read_folder"]

_HOMES = {
    "bundled": "screening.lists.bundle",
    "read": "screening.lists.reading",
    "read_folder": "screening.lists.reading",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found
