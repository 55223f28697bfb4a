"""What profiles are grouped by: a field path, and the values at it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from typing import Any, get_args

import msgspec

from screening.errors import InputError, shown
from screening.profile import Profile

__all__ = ["PRESET", "grouping"]

PRESET = "preset"
"""The one group that no profile says: what its screener expects to know."""
_LONGEST = 60
"""Characters of a group's name; what is beyond is cut, so that long texts make no long tables."""
_DEPTH = 2


def grouping(group: str) -> Callable[[Profile], Iterator[str]]:
    """What gives the groups of a profile.

    >>> list(grouping("tags:group:")(Profile(id="u", tags=("plain", "group:kr"))))
    ['kr']

    Raises:
        InputError: there is no such field.
    """
    path, _, prefix = group.partition(":")
    paths = _paths(Profile, _DEPTH)
    if path != PRESET and path not in paths:
        near = difflib.get_close_matches(path[:_LONGEST], [*paths, PRESET], n=1)
        hint = f", did you mean {near[0]}?" if near else ""
        raise InputError(f"a profile has no field {shown(path)} to group by{hint}")
    parts = path.split(".")

    def values(profile: Profile) -> Iterator[str]:
        for value in _values(profile, parts):
            text = str(value).lower() if isinstance(value, bool) else str(value)
            if text.startswith(prefix) and (name := text.removeprefix(prefix)[:_LONGEST]):
                yield name

    return values


def _values(part: Any, parts: Sequence[str]) -> Iterator[object]:  # noqa: ANN401 - any part of a profile
    if isinstance(part, tuple):
        for item in part:
            yield from _values(item, parts)
    elif not parts:
        if part is not None:
            yield part
    elif part is not None:
        yield from _values(getattr(part, parts[0], None), parts[1:])


def _paths(kind: type[msgspec.Struct], depth: int) -> list[str]:
    """Every field path of a profile that holds plain values."""
    found = []
    for field in msgspec.structs.fields(kind):
        inner = next(_structs(field.type), None)
        if inner is None:
            found.append(field.name)
        elif depth:
            found.extend(f"{field.name}.{path}" for path in _paths(inner, depth - 1))
    return found


def _structs(kind: Any) -> Iterator[type[msgspec.Struct]]:  # noqa: ANN401 - a type expression
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield kind
    for one in get_args(kind):
        yield from _structs(one)
