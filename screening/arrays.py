"""Arrays in one file, and back by memory map: worker processes share one copy.

The file has a line of ASCII that says what it is, a header in JSON, and the arrays, each beginning at a multiple
of 64 bytes. It is a copy of what can be made again at any time, for the version of the library that wrote it:
its format carries no promise.
"""

from __future__ import annotations

import mmap
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
import numpy as np
from numpy.typing import NDArray

from screening.errors import WatchlistError

__all__ = ["Arrays", "is_of", "load", "save"]

Arrays = Mapping[str, NDArray[Any]]

_ALIGNED = 64
_READABLE = 0o644  # workers of other users map it too


class _Header(msgspec.Struct, frozen=True):
    """What the file holds.

    Attributes:
        format: of the content.
        arrays: of each array its name, type and length in elements, in their order.
        about: what else the owner of the file says of it.
        check: a sum of the above; data: a sum of the bytes of all arrays.
    """

    format: int
    arrays: tuple[tuple[str, str, int], ...]
    about: str
    check: int
    data: int


def save(path: Path, arrays: Arrays, *, what: str, form: int, about: str = "") -> None:
    """Write arrays to a file, which appears whole or not at all.

    Args:
        path: the file.
        arrays: one-dimensional arrays by name.
        what: what the file is, for example ``index of names``.
        form: the format of the content; another is refused by :func:`load`.
        about: what else is to be kept.

    Raises:
        OSError: it cannot be written; a file that was there before stays as it was.
    """
    listed = tuple((name, array.dtype.str, len(array)) for name, array in arrays.items())
    sums = _check(form, listed, about), _sum(arrays.values())
    header = msgspec.json.encode(_Header(form, listed, about, *sums))
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
        try:
            file.write(_magic(what) + len(header).to_bytes(8, "little") + header)
            for array in arrays.values():
                file.write(b"\0" * (-file.tell() % _ALIGNED))
                file.write(array.data)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).chmod(_READABLE)
            Path(file.name).replace(path)
        finally:
            Path(file.name).unlink(missing_ok=True)  # it is gone if it took its place


def load(path: Path, *, what: str, form: int) -> tuple[str, dict[str, NDArray[Any]]]:
    """Map the arrays of a file.

    Returns:
        What else was kept, and the arrays by name; they cannot be written to.

    Raises:
        WatchlistError: the file is damaged, is something else, or has another format.
        OSError: it cannot be read.
    """
    magic = _magic(what)
    with path.open("rb") as file:
        start = file.read(len(magic) + 8)
        size = int.from_bytes(start[len(magic) :], "little")
        if not start.startswith(magic) or len(start) < len(magic) + 8:
            raise WatchlistError(f"{path}: is no {what}")
        length = os.fstat(file.fileno()).st_size
        header = _header(path, file.read(min(size, length)), what, form)
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    arrays: dict[str, NDArray[Any]] = {}
    place = len(start) + size
    for name, kind, count in header.arrays:
        place += -place % _ALIGNED
        if place + count * np.dtype(kind).itemsize > length:
            raise WatchlistError(f"{path}: {what} is cut short")
        arrays[name] = np.frombuffer(data, kind, count, place)
        place += arrays[name].nbytes
    if _sum(arrays.values()) != header.data:
        raise WatchlistError(f"{path}: {what} is damaged")
    return header.about, arrays


def is_of(path: Path, what: str) -> bool:
    """Whether a file says of itself that it is this."""
    try:
        with path.open("rb") as file:
            return file.read(len(_magic(what))) == _magic(what)
    except OSError:
        return False


def _magic(what: str) -> bytes:
    return f"screening {what}\n".encode()


def _header(path: Path, raw: bytes, what: str, form: int) -> _Header:
    try:
        header = msgspec.json.decode(raw, type=_Header)
    except (msgspec.DecodeError, ValueError) as error:
        raise WatchlistError(f"{path}: {what} has a damaged header ({error})") from None
    if header.format != form:
        raise WatchlistError(f"{path}: {what} has format {header.format}, not {form}: make it again")
    if header.check != _check(header.format, header.arrays, header.about):
        raise WatchlistError(f"{path}: {what} has a damaged header")
    return header


def _sum(arrays: Iterable[NDArray[Any]]) -> int:
    """A sum over all bytes: a damaged index would miss names in silence."""
    total = 0
    for array in arrays:
        total = crc32(array.data, total)
    return total


def _check(form: int, arrays: tuple[tuple[str, str, int], ...], about: str) -> int:
    return crc32(msgspec.json.encode((form, arrays, about)))
