"""Tables in one file, and back by memory map: worker processes share one copy.

The file has a line of ASCII, a header in JSON, and the arrays, each beginning at a multiple of 64 bytes. It is
made for the version of the engine that wrote it; another refuses it. It is a copy of what an index holds and can
be made again at any time, so its format carries no promise.
"""

from __future__ import annotations

import mmap
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
import numpy as np
from numpy.typing import NDArray

from screening.errors import WatchlistError
from screening.names.tables import Tables

__all__ = ["load", "save"]

_MAGIC = b"screening names index\n"
_FORMAT = 4
"""Raise it when the tables, the keys or the rules of weights change."""
_ALIGNED = 64
_READABLE = 0o644  # workers of other users map it too


class _Header(msgspec.Struct, frozen=True):
    """What the file holds.

    Attributes:
        format: of this file.
        arrays: of each array its name, type and length in elements, in their order.
        check: a sum of the above; data: a sum of the bytes of all arrays.
    """

    format: int
    arrays: tuple[tuple[str, str, int], ...]
    check: int
    data: int


def save(tables: Tables, path: Path) -> None:
    """Write the tables to a file, which appears whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    arrays = {field.name: getattr(tables, field.name) for field in msgspec.structs.fields(Tables)}
    listed = tuple((name, array.dtype.str, len(array)) for name, array in arrays.items())
    header = msgspec.json.encode(_Header(_FORMAT, listed, _check(listed), _sum(arrays.values())))
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
        try:
            file.write(_MAGIC + len(header).to_bytes(8, "little") + header)
            for array in arrays.values():
                file.write(b"\0" * (-file.tell() % _ALIGNED))
                file.write(array.tobytes())
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).chmod(_READABLE)
            Path(file.name).replace(path)
        finally:
            Path(file.name).unlink(missing_ok=True)  # it is gone if it took its place


def load(path: Path) -> Tables:
    """Map the tables of a file.

    Raises:
        WatchlistError: the file is damaged, or no index of this version.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        start = file.read(len(_MAGIC) + 8)
        size = int.from_bytes(start[len(_MAGIC) :], "little")
        if not start.startswith(_MAGIC) or len(start) < len(_MAGIC) + 8:
            raise WatchlistError(f"{path}: is no index of names")
        length = os.fstat(file.fileno()).st_size
        header = _header(path, file.read(min(size, length)))
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    arrays: dict[str, Any] = {}
    place = len(start) + size
    for name, kind, count in header.arrays:
        place += -place % _ALIGNED
        if place + count * np.dtype(kind).itemsize > length:
            raise WatchlistError(f"{path}: index of names is cut short")
        arrays[name] = np.frombuffer(data, kind, count, place)
        place += arrays[name].nbytes
    if _sum(arrays.values()) != header.data:
        raise WatchlistError(f"{path}: index of names is damaged")
    return Tables(**arrays)


def _header(path: Path, raw: bytes) -> _Header:
    try:
        header = msgspec.json.decode(raw, type=_Header)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise WatchlistError(f"{path}: index of names has a damaged header ({error})") from None
    if header.format != _FORMAT:
        raise WatchlistError(f"{path}: index of names has format {header.format}, not {_FORMAT}: make it again")
    wanted = {field.name for field in msgspec.structs.fields(Tables)}
    if {name for name, _, _ in header.arrays} != wanted or header.check != _check(header.arrays):
        raise WatchlistError(f"{path}: index of names has a damaged header")
    return header


def _sum(arrays: Iterable[NDArray[Any]]) -> int:
    """A sum over all bytes: a damaged index would miss names in silence."""
    total = 0
    for array in arrays:
        total = crc32(array.data, total)
    return total


def _check(arrays: tuple[tuple[str, str, int], ...]) -> int:
    return crc32(msgspec.json.encode(arrays))
