"""A snapshot: a population as it was scored last, in a folder.

The manifest names all other files, and is replaced last: a run that is interrupted leaves the snapshot as it was.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from screening import arrays, compiled
from screening.errors import InputError, WatchlistError
from screening.policy import Policy
from screening.population.parts import replaced
from screening.population.rescreen.segments import Segment
from screening.population.rescreen.states import State
from screening.population.sources import Source
from screening.prepared import Prepared

if sys.platform != "win32":
    import fcntl

__all__ = ["Input", "ListState", "Manifest", "Places", "Snapshot", "inputs_of", "number_of", "publish", "writing"]

_FORMAT = 1
_MANIFEST = "snapshot.json"
_LOCK = "lock"
_PLACES = "places of profiles"
_OWNER_ONLY = 0o700
"""It holds what the accounts hold."""
_OWN = re.compile(r"(lists-\d+\.compiled|places-\d+(\.npy)?|segment-\d+-\d+)(\w{8})?|snapshot\.json\.\d+\.new")
"""The names of its files, and of those that a run which was killed had not finished: nothing else is removed."""


class Input(msgspec.Struct, frozen=True):
    """A file of the population as it was read: the same digest, the same rows."""

    name: str
    form: str
    digest: str
    keys: tuple[tuple[str, str], ...]


class ListState(msgspec.Struct, frozen=True):
    """A list as it was searched."""

    id: str
    as_of: str
    digest: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a snapshot is made of.

    Attributes:
        format: of the folder.
        number: how many states of it there were before.
        today: the date of the assessments.
        kind: of records that do not state one.
        policy: every setting in force.
        lists: those that were searched; lists_file: compiled.
        versions: of the library and its tables.
        inputs: the files of the population, in order.
        segments: files of states.
        places_file: where each profile is.
        profiles: how many records the population has.
    """

    format: int = _FORMAT
    number: int
    today: dt.date
    kind: str | None
    policy: dict[str, Any]
    lists: tuple[ListState, ...]
    lists_file: str
    versions: dict[str, str]
    inputs: tuple[Input, ...]
    segments: tuple[str, ...]
    places_file: str
    profiles: int

    @property
    def files(self) -> set[str]:
        """All files but the manifest."""
        return {self.lists_file, self.places_file, *self.segments}


class Places(NamedTuple):
    """Where each record of the population is, in its order.

    Attributes:
        segment, row: of its state.
        file, line: of the record: the number of the input, and of its row or line.
        refused: 1 where it could not be screened.
    """

    segment: NDArray[np.uint32]
    row: NDArray[np.uint32]
    file: NDArray[np.uint32]
    line: NDArray[np.uint32]
    refused: NDArray[np.uint32]

    def save(self, path: Path) -> None:
        """Write them to a file."""
        arrays.save(path, self._asdict(), what=_PLACES, form=_FORMAT)


class Snapshot:
    """A snapshot in a folder, as it is read.

    Args:
        folder: where it is.

    Raises:
        InputError: there is none, or it is of another format.
        WatchlistError: it is damaged.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._segments: dict[int, Segment] = {}
        try:
            content = (folder / _MANIFEST).read_bytes()
        except OSError as error:
            raise InputError(
                f"{folder}: no snapshot there ({error.strerror}); screening rescreen --init makes one"
            ) from None
        try:
            self.manifest = msgspec.json.decode(content, type=Manifest)
        except msgspec.DecodeError as error:
            raise WatchlistError(f"{folder / _MANIFEST}: damaged ({error})") from None
        if self.manifest.format != _FORMAT:
            raise InputError(f"{folder}: a snapshot of another version: make it anew with --init")

    @cached_property
    def policy(self) -> Policy:
        """By which it was scored."""
        return msgspec.convert(self.manifest.policy, Policy)

    @cached_property
    def lists(self) -> Prepared:
        """The lists that were searched."""
        return compiled.load(self.folder / self.manifest.lists_file)

    def segment(self, number: int) -> Segment:
        """A segment, mapped."""
        found = self._segments.get(number)
        if found is None:
            found = self._segments[number] = Segment(self.folder / self.manifest.segments[number])
        return found

    @cached_property
    def places(self) -> Places:
        """Where each record is."""
        _, found = arrays.load(self.folder / self.manifest.places_file, what=_PLACES, form=_FORMAT)
        return Places(**found)

    def __len__(self) -> int:
        return self.manifest.profiles

    def state(self, place: int) -> State:
        """The state of the record at a place of the population."""
        return self.segment(int(self.places.segment[place]))[int(self.places.row[place])]

    def states(self) -> Iterator[State]:
        """All states, in the order of the population."""
        return map(self.state, range(len(self)))


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the folder for one process.

    Raises:
        InputError: another one holds it.
        OSError: it cannot be made.
    """
    folder.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
    with (folder / _LOCK).open("wb") as lock:
        if sys.platform != "win32":
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise InputError(f"{folder}: another run is writing it at this moment") from None
        yield


def number_of(folder: Path) -> int:
    """How many states a snapshot had; 0 if there is none that can be read."""
    with contextlib.suppress(InputError, WatchlistError):
        return Snapshot(folder).manifest.number
    return 0


def publish(folder: Path, manifest: Manifest) -> None:
    """Let a manifest take the place of the last one, and remove what it does not name."""
    replaced(folder / _MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
    for file in folder.iterdir():
        if file.name not in {_MANIFEST, _LOCK, *manifest.files} and _OWN.fullmatch(file.name):
            file.unlink()


def _input_of(source: Source) -> Input:
    """A file as it is now, read from end to end.

    Raises:
        InputError: it cannot be read.
    """
    try:
        with Path(source.path).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"{source.path}: {error.strerror}") from None
    return Input(source.name, source.form, digest, source.keys)


def inputs_of(sources: Iterable[Source]) -> tuple[Input, ...]:
    """All files as they are now."""
    return tuple(map(_input_of, sources))
