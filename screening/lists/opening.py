"""Opening list files: plain, gzip or zip, told by their bytes, every fault named.

A file is never trusted by its name. Whatever goes wrong while it is read (absent, empty, truncated
archive, binary, endless line) becomes one :class:`~screening.errors.WatchlistError` that names the file.
Archives are read in memory, member by member; nothing is ever unpacked to disk.
"""

from __future__ import annotations

import gzip
import io
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from screening.errors import WatchlistError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["LARGEST", "Digest", "Part", "StrPath", "opened"]

StrPath = str | os.PathLike[str]

LARGEST = 2 << 30
"""Bytes of one file once unpacked: the largest official list has about 120 MB; an archive bomb has no end."""

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_WORKBOOK = "xl/workbook.xml"
_MOST_MEMBERS = 100
_BOM = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 1 << 16
_CHUNK = 1 << 18
_LONGEST_LINE = 1 << 20
_DAMAGED = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)


class Digest(Protocol):
    """What :mod:`hashlib` gives: something that is fed with bytes."""

    def update(self, data: bytes, /) -> object:
        """Take in more bytes."""


def opened(path: StrPath) -> list[Part]:
    """The files in a file: itself, or the members of a zip archive.

    Raises:
        WatchlistError: it cannot be read; the archive holds no file, or more than a hundred.
    """
    path = Path(path)
    members = _members(path)
    if members is None:
        return [Part(path)]
    if not 0 < len(members) <= _MOST_MEMBERS:
        raise WatchlistError(f"{path.name}: the zip archive holds {len(members)} files")
    return [Part(path, member) for member in members]


class Part:
    """One file of a list, opened for a first look.

    Attributes:
        path: where it lies.
        member: its name in a zip archive, empty if it is a file by itself.
        name: its file name, for messages.
        head: its first 64 KiB, uncompressed and without a byte order mark; empty for a spreadsheet.
        spreadsheet: it is an XLSX workbook.
    """

    def __init__(self, path: StrPath, member: str = "") -> None:
        self.path = Path(path)
        self.member = member
        self.name = Path(member).name or self.path.name
        with self._telling(), self._file() as file:
            self.head = file.read(_HEAD).removeprefix(_BOM)
        self.spreadsheet = self.head.startswith(_ZIP) and _is_workbook(self.path)
        if self.spreadsheet:
            self.head = b""
            return
        if not self.head.strip(b"\x1a\r\n\t "):
            raise WatchlistError(f"{self.name}: the file is empty")
        if self.head.startswith(_OLD_EXCEL):
            raise WatchlistError(
                f"{self.name}: an old Excel workbook (.xls): save it as .xlsx, or as CSV in UTF-8"
            )
        if self.head.startswith(_WIDE) or b"\0" in self.head:
            raise WatchlistError(f"{self.name}: not a text file in UTF-8 (binary, or UTF-16: save it as UTF-8)")

    def lines(self, digest: Digest, *, longest: int = _LONGEST_LINE) -> Iterator[bytes]:
        """The uncompressed lines, fed to the digest as they are read; a leading BOM is left out.

        Raises:
            WatchlistError: the file is damaged, or a line has more than ``longest`` bytes.
        """
        rest, start = b"", True
        with self.stream(digest) as file:
            while chunk := file.read(_CHUNK):
                lines = (rest + (chunk.removeprefix(_BOM) if start else chunk)).splitlines(keepends=True)
                rest = b"" if lines[-1].endswith(b"\n") else lines.pop()
                start = False
                if len(rest) > longest:
                    raise WatchlistError(
                        f"{self.name}: a line is longer than {longest >> 20} MiB, no list has that"
                    )
                yield from lines
        if rest:
            yield rest

    @contextmanager
    def stream(self, digest: Digest) -> Iterator[IO[bytes]]:
        """The uncompressed bytes as a file to read from, fed to the digest as they are read.

        Raises:
            WatchlistError: the file is damaged, or has more than :data:`LARGEST` bytes; here or from a read
                inside the block.
        """
        with self._telling(), self._file() as file:
            yield io.BufferedReader(_Counted(file, digest, self.name), _CHUNK)

    def _file(self) -> IO[bytes]:
        if self.member:
            archive = zipfile.ZipFile(self.path)
            return io.BufferedReader(_Owning(archive.open(self.member), archive), _HEAD)
        file = self.path.open("rb")
        packed = file.peek(2)[:2] == _GZIP
        return io.BufferedReader(_Owning(gzip.GzipFile(fileobj=file), file), _HEAD) if packed else file

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except _DAMAGED as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> WatchlistError:
        if isinstance(error, FileNotFoundError):
            return WatchlistError(f"{self.path}: there is no such file")
        if isinstance(error, IsADirectoryError):
            return WatchlistError(f"{self.path}: this is a folder, give the list file itself")
        if isinstance(error, zipfile.BadZipFile | NotImplementedError | RuntimeError) or self.member:
            return WatchlistError(f"{self.path.name}: the zip archive is damaged or locked ({error})")
        if isinstance(error, EOFError | zlib.error | gzip.BadGzipFile):
            return WatchlistError(f"{self.name}: the gzip archive is damaged or cut off ({error})")
        return WatchlistError(f"{self.path}: cannot be read ({error})")


def _members(path: Path) -> list[str] | None:
    """The files of a zip archive; ``None`` if it is none, or a spreadsheet, which is one inside."""
    try:
        with path.open("rb") as file:
            if file.read(len(_ZIP)) != _ZIP:
                return None
        with zipfile.ZipFile(path) as archive:
            names = [info.filename for info in archive.infolist() if not info.is_dir()]
    except zipfile.BadZipFile as error:
        raise WatchlistError(f"{path.name}: the zip archive is damaged or locked ({error})") from error
    except OSError:
        return None  # the part itself says what is wrong
    return None if _WORKBOOK in names else names


def _is_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return _WORKBOOK in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


class _Owning(io.RawIOBase):
    """A stream that closes the file under it as well."""

    def __init__(self, stream: IO[bytes] | gzip.GzipFile, under: IO[bytes] | zipfile.ZipFile) -> None:
        self._stream = stream
        self._under = under

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        data = self._stream.read(memoryview(buffer).nbytes)
        memoryview(buffer).cast("B")[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        self._under.close()
        super().close()


class _Counted(io.RawIOBase):
    """Bytes on their way to a reader: counted, and fed to the digest."""

    def __init__(self, stream: IO[bytes], digest: Digest, name: str) -> None:
        self._stream = stream
        self._digest = digest
        self._name = name
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        data = self._stream.read(memoryview(buffer).nbytes)
        self._read += len(data)
        if self._read > LARGEST:
            raise WatchlistError(f"{self._name}: more than {LARGEST >> 30} GiB unpacked, no list has that")
        self._digest.update(data)
        memoryview(buffer).cast("B")[: len(data)] = data
        return len(data)
