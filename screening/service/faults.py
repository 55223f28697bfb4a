"""Where an unforeseen exception came from, told without its message: that may hold a value of a profile."""

from __future__ import annotations

import traceback
from pathlib import Path

__all__ = ["where"]


def where(error: BaseException) -> str:
    """The kind of an exception, and the file, line and function that raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    last = frames[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno} {last.name}"
