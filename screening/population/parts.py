"""Finished pieces of a run in a hidden folder beside its output, and what the run is made of.

A part is written under another name, forced to the disk and renamed: it is there whole or not at all, whenever
the run is killed. A run that goes on must read the same files with the same rules, lists, version and date, so
that its output is the one that the first run would have made, byte by byte.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Self

import msgspec

from screening.errors import InputError
from screening.population.sources import Source

if sys.platform != "win32":
    import fcntl

__all__ = ["Input", "ListState", "Part", "Parts", "Recipe", "input_of", "replaced"]

_RECIPE = "run.json"
_LOCK = "lock"
_ENDS = 65_536
_MOST_SAID = 3


class Input(msgspec.Struct, frozen=True):
    """A file as it was when the run began; ``digest`` is that of its first and last bytes."""

    path: str
    size: int
    changed_ns: int
    digest: str
    keys: tuple[tuple[str, str], ...]


class ListState(msgspec.Struct, frozen=True):
    """A list as the run uses it."""

    id: str
    digest: str
    checked_on: str


class Recipe(msgspec.Struct, frozen=True, kw_only=True):
    """All that decides what a run writes.

    Attributes:
        today: the date of the assessments.
        form: of the output.
        kind: of records that do not state one.
        policy: its digest.
        preset: the policy's.
        lists: those that are searched.
        versions: of the library, its tables and pyarrow.
        rows: of a piece.
        inputs: the files, in order.
    """

    today: str
    form: str
    kind: str | None
    policy: str
    preset: str
    lists: tuple[ListState, ...]
    versions: dict[str, str]
    rows: int
    inputs: tuple[Input, ...]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one piece.

    Attributes:
        rows: records that were read, good or not.
        bands: how many of them are in each band.
        refused: how many could not be screened.
        told: the first of their messages.
        body: the results, in the form of the output.
        errors: the lines of the error file.
    """

    rows: int
    bands: dict[str, int]
    refused: int = 0
    told: tuple[str, ...] = ()
    body: bytes = b""
    errors: bytes = b""

    def told_of(self) -> Part:
        """The same without its rows."""
        return msgspec.structs.replace(self, body=b"", errors=b"")


class Parts:
    """The finished pieces of one run; as a context, it lets go of their folder at the end.

    Args:
        output: the file that the run will write.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self.folder = output.with_name(f".{output.name}.parts")
        self._lock: IO[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._lock is not None:
            self._lock.close()

    def begin(self, recipe: Recipe, *, resume: bool) -> bool:
        """Make the folder ready; whether an earlier run goes on.

        Raises:
            InputError: the earlier run was made of something else, which is named; or another one is at work.
            OSError: no folder can be made.
        """
        self.folder.mkdir(exist_ok=True)
        self._alone()
        known = self._recipe()
        if resume and known is not None:
            if different := list(_differences(known, recipe)):
                raise InputError(
                    f"{self.output}: cannot go on, for the run that was interrupted had {'; '.join(different)}; "
                    "give it the same again, or start anew without --resume"
                )
            return True
        (self.folder / _RECIPE).unlink(missing_ok=True)
        for file in self.folder.iterdir():
            if file.name != _LOCK:
                file.unlink()
        replaced(self.folder / _RECIPE, msgspec.json.encode(recipe))
        return False

    def unfinished(self) -> bool:
        """Whether an earlier run of this output was interrupted."""
        return self._recipe() is not None

    def write(self, number: int, part: Part) -> None:
        """Keep what became of a piece."""
        replaced(self._file(number), msgspec.msgpack.encode(part))

    def read(self, number: int) -> Part | None:
        """What became of a piece; ``None`` if it is not known, or not wholly.

        One that cannot be read counts as not done, and is made again.
        """
        try:
            return msgspec.msgpack.decode(self._file(number).read_bytes(), type=Part)
        except (OSError, msgspec.DecodeError):
            return None

    def remove(self) -> None:
        """Remove the folder: first what says that there is something to go on with."""
        (self.folder / _RECIPE).unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _alone(self) -> None:
        """Hold the folder for this process; the system lets go of it, however the process ends."""
        self._lock = (self.folder / _LOCK).open("wb")
        if sys.platform != "win32":
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise InputError(f"{self.output}: another run is writing it at this moment") from None

    def _file(self, number: int) -> Path:
        return self.folder / f"{number:07}.part"

    def _recipe(self) -> Recipe | None:
        try:
            return msgspec.json.decode((self.folder / _RECIPE).read_bytes(), type=Recipe)
        except (OSError, msgspec.DecodeError):
            return None


def replaced(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write a file that appears whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with new.open("wb") as file:
            file.writelines([content] if isinstance(content, bytes) else content)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except BaseException:  # a disk that is full is not filled with what nobody can use
        new.unlink(missing_ok=True)
        raise


def input_of(source: Source) -> Input:
    """A file as it is now.

    Raises:
        InputError: it cannot be read.
    """
    try:
        with Path(source.path).open("rb") as file:
            state = os.fstat(file.fileno())
            digest = hashlib.sha256(file.read(_ENDS))
            file.seek(max(0, state.st_size - _ENDS))
            digest.update(file.read(_ENDS))
    except OSError as error:
        raise InputError(f"{source.path}: {error.strerror}") from None
    return Input(source.path, state.st_size, state.st_mtime_ns, digest.hexdigest(), source.keys)


def _differences(before: Recipe, now: Recipe) -> Iterator[str]:
    """What an earlier run had, and this one has not."""
    for name, what in (
        ("today", "the date"),
        ("form", "the format"),
        ("kind", "the kind"),
        ("preset", "the preset"),
    ):
        if getattr(before, name) != getattr(now, name):
            yield f"{what} {getattr(before, name)}, not {getattr(now, name)}"
    if before.policy != now.policy and before.preset == now.preset:
        yield "another policy"
    yield from _changed("list", {x.id: x for x in before.lists}, {x.id: x for x in now.lists})
    yield from _changed("version of", before.versions, now.versions)
    yield from _changed("file", {x.path: x for x in before.inputs}, {x.path: x for x in now.inputs})
    if before.rows != now.rows:
        yield "pieces of another size"
    if [x.path for x in before.inputs] != [x.path for x in now.inputs]:
        yield "its files in another order"


def _changed(what: str, before: Mapping[str, object], now: Mapping[str, object]) -> Iterator[str]:
    names = [name for name in dict.fromkeys([*before, *now]) if before.get(name) != now.get(name)]
    if names:
        more = f" and {len(names) - _MOST_SAID:,} more" if len(names) > _MOST_SAID else ""
        yield f"another {what} {', '.join(names[:_MOST_SAID])}{more}"
