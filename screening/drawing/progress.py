"""A progress bar for those who ask for one: tqdm's in a notebook or a terminal, else rich's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, TypeVar

__all__ = ["watched"]

_T = TypeVar("_T")


def watched(items: Iterable[_T], *, total: int, label: str) -> Iterator[_T]:
    """The items, with a bar on standard error that says how many of them went by.

    Args:
        items: whatever is worked through.
        total: how many there are.
        label: what they are.

    Raises:
        ImportError: neither tqdm nor rich is installed.
    """
    tqdm: Any
    try:
        tqdm = import_module("tqdm.auto").tqdm
    except ImportError:
        console = import_module("rich.console").Console(stderr=True)
        yield from import_module("rich.progress").track(items, description=label, total=total, console=console)
    else:
        yield from tqdm(items, total=total, desc=label)
