"""What changed between two states of a list: entries added, removed, and changed, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from screening.watchlist import Entity, Watchlist

__all__ = ["Change", "Delta", "FieldChange", "State", "diff"]

_IDENTITY = frozenset({"id", "list"})


class State(msgspec.Struct, frozen=True):
    """Which state of which list was compared."""

    id: str
    as_of: str
    digest: str
    entries: int


class FieldChange(msgspec.Struct, frozen=True):
    """One field of an entry that differs.

    Attributes:
        field: its name in :class:`~screening.watchlist.Entity`.
        gone, come: values that only the old and only the new state has, as plain values. What is the same in
            both is not repeated, and order does not count.
    """

    field: str
    gone: tuple[Any, ...]
    come: tuple[Any, ...]


class Change(msgspec.Struct, frozen=True):
    """An entry that differs between two states of a list."""

    old: Entity
    new: Entity
    fields: tuple[FieldChange, ...]

    @property
    def names(self) -> bool:
        """A name came, went, or became weak or strong."""
        return any(change.field == "names" for change in self.fields)


class Delta(msgspec.Struct, frozen=True):
    """What changed, entries in the order of the lists they stand in.

    Attributes:
        old, new: the two states.
        added: entries of the new state only; removed: of the old one only.
        changed: entries of both that differ.
    """

    old: State
    new: State
    added: tuple[Entity, ...]
    removed: tuple[Entity, ...]
    changed: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    def to_dict(self) -> dict[str, Any]:
        """The delta as plain values; of a changed entry its id, name and the fields that differ."""
        return {
            "old": msgspec.to_builtins(self.old),
            "new": msgspec.to_builtins(self.new),
            "added": [_filled(entity) for entity in self.added],
            "removed": [_filled(entity) for entity in self.removed],
            "changed": [
                {
                    "list": change.new.list,
                    "id": change.new.id,
                    "name": change.new.name,
                    "fields": [msgspec.to_builtins(part) for part in change.fields],
                }
                for change in self.changed
            ],
        }


def diff(old: Watchlist, new: Watchlist) -> Delta:
    """Compare two states of a list by the ids of their entries.

    >>> from screening.watchlist import Alias
    >>> before = Entity(id="1", list="ours", kind="organization", names=(Alias("Probe GmbH", "primary"),))
    >>> after = msgspec.structs.replace(before, names=(*before.names, Alias("Musterfirma")))
    >>> found = diff(Watchlist([before], id="ours"), Watchlist([after], id="ours"))
    >>> [(change.new.id, part.field, part.come[0]["name"]) for change in found.changed for part in change.fields]
    [('1', 'names', 'Musterfirma')]
    """
    before, after = _by_id(old), _by_id(new)
    return Delta(
        _state(old),
        _state(new),
        tuple(entity for key, entity in after.items() if key not in before),
        tuple(entity for key, entity in before.items() if key not in after),
        tuple(_changes(before, after)),
    )


def _by_id(entities: Iterable[Entity]) -> dict[tuple[str, str], Entity]:
    return {(entity.list, entity.id): entity for entity in entities}


def _state(watchlist: Watchlist) -> State:
    return State(watchlist.id, watchlist.as_of, watchlist.digest, len(watchlist))


def _changes(
    before: Mapping[tuple[str, str], Entity], after: Mapping[tuple[str, str], Entity]
) -> Iterator[Change]:
    for key, entity in after.items():
        earlier = before.get(key)
        if earlier is not None and earlier != entity:
            fields = tuple(_fields(earlier, entity))
            if fields:
                yield Change(earlier, entity, fields)


def _fields(old: Entity, new: Entity) -> Iterator[FieldChange]:
    for name in Entity.__struct_fields__:
        was, now = _values(getattr(old, name)), _values(getattr(new, name))
        gone = tuple(msgspec.to_builtins(value) for value in was if value not in now)
        come = tuple(msgspec.to_builtins(value) for value in now if value not in was)
        if (gone or come) and name not in _IDENTITY:
            yield FieldChange(name, gone, come)


def _values(value: object) -> dict[object, None]:
    """The values of a field, a single one as the only one, an empty one as none."""
    if isinstance(value, tuple):
        return dict.fromkeys(value)
    return {value: None} if value else {}


def _filled(entity: Entity) -> dict[str, Any]:
    """An entry as plain values, without its empty fields."""
    plain: dict[str, Any] = msgspec.to_builtins(entity)
    return {name: value for name, value in plain.items() if value}
