"""Profiles with their outcome: what a platform found out about accounts that it once had to judge.

The outcome stands in a column or field (``label``, or as named), or in a tag ``label:worker`` or
``label:honest``. It is taken out of the record before the profile is made: no indicator sees it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

import msgspec

from screening import inputs
from screening.csv_files import header_of, lines_of, rows_below
from screening.errors import InputError, Problem, RecordError, shown
from screening.profile import Profile
from screening.records import MAX_LINE, profile_from

__all__ = ["Labelled", "read_labelled"]

_WORDS: Mapping[str, bool | None] = MappingProxyType(
    {
        **dict.fromkeys(("true", "yes", "y", "1", "worker"), True),
        **dict.fromkeys(("false", "no", "n", "0", "honest"), False),
        **dict.fromkeys(("unknown", "null", "none", ""), None),
    }
)
_WRONG = "neither true (worker) nor false (honest) nor unknown"


class Labelled(msgspec.Struct, frozen=True):
    """A profile and what is known of who stood behind it.

    Attributes:
        profile: without its label.
        label: ``True`` a worker of the scheme or another listed party, ``False`` honest, ``None`` not known.
        place: where the record stands, for messages.
    """

    profile: Profile
    label: bool | None
    place: str


Records: TypeAlias = Iterator[Labelled | RecordError]


def read_labelled(path: str, *, label: str = "label", kind: str | None = None) -> Records:
    """One labelled profile, or one error record, for each record of a file.

    A column (CSV, TSV) or field (JSON lines) of the label's name is the label; in every kind of file a tag
    ``label:worker``, ``label:honest`` or ``label:unknown`` is one too. A record without either is unknown.

    Args:
        path: the file, as :func:`screening.inputs.read` takes it.
        label: the name of the column or field, and what stands before the colon of a tag.
        kind: the kind of records that do not state one.

    Raises:
        InputError: the file as a whole cannot be used.
    """
    suffix = Path(path).suffix.lower()
    if suffix in {".csv", ".tsv"}:
        return _csv(Path(path), label, kind)
    if suffix in {".jsonl", ".ndjson"}:
        return _json_lines(Path(path), label, kind)
    return _tagged(path, label, kind)


def _tagged(path: str, label: str, kind: str | None) -> Records:
    name = Path(path).name
    for number, record in enumerate(inputs.read(path, kind=kind), start=1):
        if isinstance(record, RecordError):
            yield record
        else:
            yield _labelled(record, (), label, f"{name}, record {number}")


def _json_lines(file: Path, label: str, kind: str | None) -> Records:
    """Each line without its label, which the reader of profiles would refuse as unknown."""
    found = False
    for number, line in enumerate(_content(file).split(b"\n"), start=1):
        if not line.strip():
            continue
        found = True
        place = f"{file.name}, line {number}"
        if len(line) > MAX_LINE:
            message = f"a line of {len(line)} bytes; the limit is {MAX_LINE}"
            yield RecordError([Problem("", "", message)], place=place)
            continue
        try:
            record = msgspec.json.decode(line)
            given = [record.pop(label)] if isinstance(record, dict) and label in record else []
            yield _labelled(profile_from(record, place=place, kind=kind), given, label, place, "field")
        except RecordError as error:
            yield error if error.place else error.at(place)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield RecordError([Problem("", "", f"not a JSON object in UTF-8: {error}")], place=place)
        except RecursionError:
            yield RecordError([Problem("", "", "nested too deeply")], place=place)
    if not found:
        raise InputError(f"{file.name}: is empty, there is no record in it")


def _csv(file: Path, label: str, kind: str | None) -> Records:
    """Each row without the cell of its label."""
    lines = lines_of(_content(file), name=file.name)
    columns, delimiter, first = header_of(lines, name=file.name, apart=label)
    if columns.apart is None and columns.column("tags") is None:
        raise InputError(
            f"{file.name}, line 1: no column {shown(label)} and no column tags: name the column of the labels"
        )
    for row in rows_below(lines, columns, delimiter, name=file.name, first=first, kind=kind):
        if isinstance(row.record, RecordError):
            yield row.record
            continue
        given = () if row.apart is None else (row.apart,)
        try:
            yield _labelled(row.record, given, label, f"{file.name}, line {row.line}", "column")
        except RecordError as error:
            yield error


def _content(file: Path) -> bytes:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}") from None
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in content[:4096]:
        raise InputError(f"{file.name}: is no text in UTF-8")
    if not content.strip():
        raise InputError(f"{file.name}: is empty, there is no record in it")
    return content.removeprefix(b"\xef\xbb\xbf")


def _labelled(profile: Profile, given: Iterable[Any], label: str, place: str, stands: str = "") -> Labelled:
    """The profile with the label of its column or field, or of its tags.

    Raises:
        RecordError: the label cannot be read, or the record has two that differ.
    """
    said: list[tuple[str, Any]] = [(f"{stands} {label}", value) for value in given]
    mark = f"{label}:"
    said += [("tags", tag[len(mark) :]) for tag in profile.tags or () if tag.startswith(mark)]
    problems = [Problem(where, value, _WRONG) for where, value in said if not _readable(value)]
    labels = {_WORDS[_word(value)] for _, value in said if _readable(value)} - {None}
    if not problems and len(labels) > 1:
        problems = [Problem(said[0][0], "", "the record is labelled both true and false")]
    if problems:
        raise RecordError(problems, place=place, record_id=profile.id)
    return Labelled(profile, next(iter(labels), None), place)


def _word(value: object) -> str:
    """A label as one of the words that are known; JSON says yes, no and nothing in its own way."""
    if value is None or isinstance(value, bool):
        return str(value).casefold()
    return str(value).strip().casefold() if isinstance(value, str | int) else "?"


def _readable(value: object) -> bool:
    return (not isinstance(value, int) or value in {0, 1}) and _word(value) in _WORDS
