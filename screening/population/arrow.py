"""The library of columns that this room needs, pyarrow, with a clear word where it is missing."""

from __future__ import annotations

from screening.errors import InputError

try:
    import pyarrow as pa
except ImportError:  # pragma: no cover - the extra is installed wherever tests run
    raise InputError("many profiles need the extra 'batch': pip install 'freelance-screening[batch]'") from None

__all__ = ["pa"]
