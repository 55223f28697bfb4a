"""Opening list files: plain or gzip, told by their bytes, read line by line, every fault named.

A file is never trusted by its name. Whatever goes wrong while it is read (absent, empty, truncated
archive, binary, endless line) becomes one :class:`~screening.errors.WatchlistError` that names the file.
"""

from __future__ import annotations

import csv
import gzip
import io
import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from screening.errors import WatchlistError, shown

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["Digest", "Part", "StrPath", "as_text", "records", "trouble"]

StrPath = str | os.PathLike[str]

_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 1 << 16
_CHUNK = 1 << 18
_LONGEST_LINE = 1 << 20
_END_OF_FILE = "\x1a"


class Digest(Protocol):
    """What :mod:`hashlib` gives: something that is fed with bytes."""

    def update(self, data: bytes, /) -> object:
        """Take in more bytes."""


class Part:
    """One file of a list, opened for a first look.

    Attributes:
        path: where it lies.
        name: its file name, for messages.
        head: its first 64 KiB, uncompressed and without a byte order mark.
    """

    def __init__(self, path: StrPath) -> None:
        self.path = Path(path)
        self.name = self.path.name
        try:
            with self._open() as file:
                self.head = file.read(_HEAD).removeprefix(_BOM)
        except (OSError, EOFError, zlib.error) as error:
            raise self._damaged(error) from error
        if not self.head.strip(b"\x1a\r\n\t "):
            raise WatchlistError(f"{self.name}: the file is empty")
        if self.head.startswith(_WIDE) or b"\0" in self.head:
            raise WatchlistError(f"{self.name}: not a text file in UTF-8 (binary, or UTF-16: save it as UTF-8)")

    def lines(self, digest: Digest) -> Iterator[bytes]:
        """The uncompressed lines, fed to the digest as they are read; a leading BOM is left out."""
        rest, start = b"", True
        try:
            with self._open() as file:
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
                    lines = (rest + (chunk.removeprefix(_BOM) if start else chunk)).splitlines(keepends=True)
                    rest = b"" if lines[-1].endswith(b"\n") else lines.pop()
                    start = False
                    if len(rest) > _LONGEST_LINE:
                        raise WatchlistError(f"{self.name}: a line is longer than 1 MiB, no list has that")
                    yield from lines
        except (OSError, EOFError, zlib.error) as error:
            raise self._damaged(error) from error
        if rest:
            yield rest

    def _open(self) -> IO[bytes]:
        file = self.path.open("rb")
        packed = file.peek(2)[:2] == _GZIP
        return io.BufferedReader(_Unpacked(file), _HEAD) if packed else file

    def _damaged(self, error: Exception) -> WatchlistError:
        if isinstance(error, FileNotFoundError):
            return WatchlistError(f"{self.path}: there is no such file")
        if isinstance(error, IsADirectoryError):
            return WatchlistError(f"{self.path}: this is a folder, give the list file itself")
        if isinstance(error, EOFError | zlib.error | gzip.BadGzipFile):
            return WatchlistError(f"{self.name}: the gzip archive is damaged or cut off ({error})")
        return WatchlistError(f"{self.path}: cannot be read ({error})")


class _Unpacked(io.RawIOBase):
    """The content of a gzip file, as a raw stream that closes the file under it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._gzip = gzip.GzipFile(fileobj=file)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        return self._gzip.readinto(buffer)

    def close(self) -> None:
        self._gzip.close()
        self._file.close()
        super().close()


def trouble(file: str, line: int, column: str, message: str, value: object = None) -> str:
    """One thing that could not be read, with its place: the form of ``Watchlist.problems``.

    >>> trouble("alt.csv", 3, "type", "not one of aka, fka, nka", "zka")
    "alt.csv, line 3, type: not one of aka, fka, nka (got 'zka')"
    """
    place = f"{file}, line {line}, {column}" if column else f"{file}, line {line}"
    return f"{place}: {message}" if value is None else f"{place}: {message} (got {shown(value)})"


def as_text(part: Part, lines: Iterable[bytes], problems: list[str]) -> Iterator[str]:
    """The lines as text: UTF-8; a line that is not is read as Windows-1252, and told."""
    for number, line in enumerate(lines, 1):
        try:
            yield line.decode()
        except UnicodeDecodeError:
            problems.append(trouble(part.name, number, "", "not UTF-8, read as Windows-1252", line.rstrip()))
            yield line.decode("cp1252", "replace")


def records(part: Part, columns: int, digest: Digest, problems: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file without header, each with the number of its first line.

    A row with another number of columns is told and left out. A quotation mark that is never closed
    would swallow the lines after it: such lines are read again, each on its own.
    """
    held: list[str] = []

    def feed() -> Iterator[str]:
        for text in as_text(part, part.lines(digest), problems):
            held.append(text)
            yield text

    reader = csv.reader(feed())
    while True:
        try:
            for row in reader:
                if len(row) == columns:
                    yield reader.line_num - len(held) + 1, row
                else:
                    yield from _each_alone(part, reader.line_num, held, columns, problems)
                held.clear()
        except csv.Error:
            yield from _each_alone(part, reader.line_num, held, columns, problems)
            held.clear()
        else:
            return


def _each_alone(
    part: Part, last: int, held: list[str], columns: int, problems: list[str]
) -> Iterator[tuple[int, list[str]]]:
    for number, text in enumerate(held, last - len(held) + 1):
        if not text.strip(_END_OF_FILE + " \r\n"):
            continue
        row = _row(text, part.name, number, problems)
        if len(row) == columns:
            yield number, row
        else:
            problems.append(
                trouble(part.name, number, "", f"{len(row)} columns where {columns} were expected", text.rstrip())
            )


def _row(text: str, file: str, number: int, problems: list[str]) -> list[str]:
    try:
        return next(csv.reader([text], strict=True))
    except csv.Error as error:
        problems.append(trouble(file, number, "", f"damaged CSV ({error}), read as it stands", text.rstrip()))
    try:
        return next(csv.reader([text]))
    except csv.Error:  # a field beyond what the csv module takes in
        return []
