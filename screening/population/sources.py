"""Which files are read: named ones, those of folders and patterns, and what the names of their folders say.

A folder is read as Spark and Hive write one: every file in it and below it, in the order of their paths, but not
what begins with ``.`` or ``_``. Folders called ``country=PL`` are partitions: their rows have that value.
"""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias
from urllib.parse import unquote

import msgspec

from screening.columns import ALIASES
from screening.errors import InputError, shown
from screening.profile import Profile

__all__ = ["Found", "Source", "find", "is_pattern"]

Form: TypeAlias = Literal["parquet", "csv", "jsonl"]
_FORMS: dict[str, Form] = {
    ".parquet": "parquet",
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_NO_VALUE = "__HIVE_DEFAULT_PARTITION__"


def _is_text(kind: object) -> bool:
    try:
        msgspec.convert("US", kind)
    except msgspec.ValidationError:
        return False
    return True


_KEYS = frozenset(field.name for field in msgspec.structs.fields(Profile) if _is_text(field.type)) - {"id"} | {
    "kind"
}
"""Fields that a partition can give: those of one text."""


class Source(msgspec.Struct, frozen=True):
    """A file that is read.

    Attributes:
        path: the file.
        name: what messages call it: its name, or its path inside the folder that was named.
        form: ``parquet``, ``csv`` or ``jsonl``.
        size: in bytes.
        named: whether it was named itself, not found in a folder or by a pattern.
        keys: what the names of its folders say of every row: field and value.
    """

    path: str
    name: str
    form: Form
    size: int
    named: bool
    keys: tuple[tuple[str, str], ...] = ()


class Found(NamedTuple):
    """Files to read, and what of the given folders is not read: told, since nothing is passed over in silence."""

    sources: tuple[Source, ...]
    notes: tuple[str, ...]


def is_pattern(path: str) -> bool:
    """Whether a path is no file or folder and has a wildcard in it."""
    return glob.has_magic(path) and not Path(path).exists()


def find(paths: Sequence[str]) -> Found:
    """The files that paths name.

    Args:
        paths: files, folders, and patterns such as ``data/2026-*/*.parquet`` or ``data/**/*.csv``.

    Raises:
        InputError: a path names nothing, nothing that can be read, or a file that another one names already.
    """
    sources: list[Source] = []
    notes: dict[str, None] = {}
    for path in paths:
        before = len(sources)
        for file, name in _files(path):
            form = _FORMS.get(file.suffix.lower())
            if form is None and file == Path(path):
                raise InputError(
                    f"{path}: many profiles are read from {', '.join(_FORMS)}, not {shown(file.suffix)}"
                )
            if form is None:
                notes[f"{file}: not read, {shown(file.suffix)} is none of {', '.join(_FORMS)}"] = None
                continue
            keys, unknown = _partitions(file)
            notes |= {f"partition {key}: is no field of a profile, and is not read": None for key in unknown}
            sources.append(Source(str(file), name, form, file.stat().st_size, file == Path(path), keys))
        if len(sources) == before:
            raise InputError(f"{path}: there is no file in it that can be read ({', '.join(_FORMS)})")
    _refuse_repeats(sources)
    return Found(tuple(sources), tuple(notes))


def _files(path: str) -> Iterator[tuple[Path, str]]:
    """The files that a path names, with the names that messages call them."""
    given = Path(path)
    if given.is_dir():
        for file in _below(given):
            yield file, file.relative_to(given).as_posix()
    elif given.exists():
        yield given, given.name
    elif is_pattern(path):
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        if not matches:
            raise InputError(f"{path}: no file matches")
        for match in map(Path, matches):
            yield from ((file, str(file)) for file in (_below(match) if match.is_dir() else [match]))
    else:
        raise InputError(f"{path}: No such file or directory")


def _below(folder: Path) -> list[Path]:
    return sorted(
        file
        for file in folder.rglob("*")
        if not any(part.startswith((".", "_")) for part in file.relative_to(folder).parts) and file.is_file()
    )


def _partitions(file: Path) -> tuple[tuple[tuple[str, str], ...], list[str]]:
    """What folders called ``key=value`` say, and the keys that are no field."""
    keys: dict[str, str] = {}
    unknown = []
    for part in file.parent.parts:
        key, sign, value = part.partition("=")
        if not sign or not key:
            continue
        field = ALIASES.get(key.casefold(), key.casefold())
        if field not in _KEYS:
            unknown.append(key)
        elif value and value != _NO_VALUE:
            keys[field] = unquote(value)
    return tuple(keys.items()), unknown


def _refuse_repeats(sources: Iterable[Source]) -> None:
    seen: set[Path] = set()
    for source in sources:
        path = Path(source.path).resolve()
        if path in seen:
            raise InputError(f"{source.path}: is named twice, and its rows would be scored twice")
        seen.add(path)
