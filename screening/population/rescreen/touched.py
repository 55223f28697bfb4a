"""What a change of the lists concerns: the parties that came, went or changed, with all their listings.

A hit rests on all listings of a party together: a birth date of one confirms the name of another. So a party is
touched as a whole, as it was and as it is, if any listing of it changed, or if it has other listings than before.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import msgspec

from screening import contacts
from screening.errors import InputError
from screening.identifiers import group
from screening.lists.delta import Change, diff
from screening.prepared import Prepared
from screening.watchlist import Entity, Watchlist

__all__ = ["Touched", "touched"]

_MOST_VALUES = 3
_Key: TypeAlias = tuple[str, str, str, int]
"""The list that an entry was read from, its own list and id, and how many before it have the same."""


class Touched(msgspec.Struct, frozen=True, kw_only=True):
    """Parties that changed.

    Attributes:
        entities: all their listings, as they were and as they are.
        said: by list and id, what changed about an entry.
        added, removed, changed, regrouped: how many entries; of the last, those of a party that has other
            listings now.
    """

    entities: tuple[Entity, ...] = ()
    said: dict[str, str] = {}
    added: int = 0
    removed: int = 0
    changed: int = 0
    regrouped: int = 0

    @property
    def names(self) -> tuple[list[str], list[str]]:
        """The distinct names of the parties, and the kind of party each belongs to."""
        pairs = dict.fromkeys((alias.name, e.kind) for e in self.entities for alias in e.names)
        return [name for name, _ in pairs], [kind for _, kind in pairs]

    @property
    def networks(self) -> list[contacts.Network]:
        """The IP addresses and ranges of the parties."""
        found = []
        for value in {i.value for e in self.entities for i in e.identifiers if group(i.kind) == "ip"}:
            try:
                found.append(contacts.network(value))
            except InputError:  # a hash, or what is no address
                continue
        return found

    @property
    def hashes(self) -> dict[tuple[str, str], set[str]]:
        """Identifiers of the parties that are listed as hashes, by group and salt."""
        found: dict[tuple[str, str], set[str]] = {}
        for entity in self.entities:
            for identifier in entity.identifiers:
                if contacts.is_hash(identifier.value):
                    found.setdefault((group(identifier.kind), identifier.salt), set()).add(identifier.value)
        return found


class _Lists:
    """One state of all lists: each entry by the list that it was read from, its list and its id."""

    def __init__(self, prepared: Prepared) -> None:
        self.prepared = prepared
        self.entries: dict[_Key, Entity] = {}
        self.official: dict[str, bool] = {}
        keys: list[_Key] = []
        count: Counter[tuple[str, str, str]] = Counter()
        start = 0
        for watchlist in prepared.watchlists:
            self.official[watchlist.id] = watchlist.official
            for position in range(start, start + len(watchlist)):
                entity = prepared.entities[position]
                same = watchlist.id, entity.list, entity.id
                count[same] += 1
                keys.append((*same, count[same]))
                self.entries[keys[-1]] = entity
            start += len(watchlist)
        parties: dict[int, list[_Key]] = {}
        for position, lead in enumerate(prepared.parts.leads.tolist()):
            parties.setdefault(lead, []).append(keys[position])
        self.party = {key: tuple(members) for members in parties.values() for key in members}
        self.companies = {name: self.party[keys[lead]] for name, lead in prepared.parts.companies.items()}


def touched(old: Prepared, new: Prepared, *, before: dt.date, today: dt.date) -> Touched:
    """What changed from one state of the lists to another.

    Args:
        old: the lists as they were.
        new: the lists as they are.
        before: the date as of which the old ones were read: entries of own lists end.
        today: the date as of which the new ones are read.
    """
    then, now = _Lists(old), _Lists(new)
    changes = _changed(then, now, before, today)
    others = {
        key
        for key in then.party.keys() & now.party.keys()
        if then.party[key] != now.party[key] and key not in changes
    }
    concerned = changes.keys() | others
    for name in then.companies.keys() | now.companies.keys():
        members = then.companies.get(name, ()), now.companies.get(name, ())
        if members[0] != members[1]:  # a listed employer is another party
            concerned |= {*members[0], *members[1]}
    entities: dict[Entity, None] = {}
    for state in (then, now):
        parties = dict.fromkeys(state.party[key] for key in sorted(concerned) if key in state.party)
        entities |= dict.fromkeys(state.entries[key] for party in parties for key in party)
    said = {f"{key[1]}:{key[2]}": text for key, text in changes.items()}
    for key in sorted(others):
        said.setdefault(f"{key[1]}:{key[2]}", "its party has other listings")
    added, removed = len(now.entries.keys() - then.entries.keys()), len(then.entries.keys() - now.entries.keys())
    return Touched(
        entities=tuple(entities),
        said=said,
        added=added,
        removed=removed,
        changed=len(changes) - added - removed,
        regrouped=len(others),
    )


def _changed(then: _Lists, now: _Lists, before: dt.date, today: dt.date) -> dict[_Key, str]:
    """The entries that came, went or changed, each with what is to be said of it."""
    found = {key: "added" for key in now.entries if key not in then.entries}
    found |= {key: "removed" for key in then.entries if key not in now.entries}
    both = [key for key in now.entries if key in then.entries]
    for key in both:
        was, is_now = then.entries[key], now.entries[key]
        if was != is_now:
            found[key] = _difference(key[0], was, is_now)
        elif _in_force(then, key, before) != _in_force(now, key, today):
            found[key] = "ended" if is_now.expired(today) else "in force"
    places = {key: place for place, key in enumerate(then.entries)}
    for key in _moved(both, places):
        found.setdefault(key, "stands elsewhere in its list")
    return found


def _in_force(lists: _Lists, key: _Key, today: dt.date) -> bool:
    return lists.official[key[0]] or not lists.entries[key].expired(today)


def _difference(watchlist: str, was: Entity, is_now: Entity) -> str:
    changes = diff(Watchlist([was], id=watchlist), Watchlist([is_now], id=watchlist)).changed
    return "; ".join(_said(changes)) or "other order of the same values"


def _said(changes: Iterable[Change]) -> Iterator[str]:
    """The fields that changed, with the first values that came or went."""
    for change in changes:
        for field in change.fields:
            marked = [*(f"+{_value(v)}" for v in field.come), *(f"-{_value(v)}" for v in field.gone)]
            more = [f"{len(marked) - _MOST_VALUES} more"] if len(marked) > _MOST_VALUES else []
            yield f"{field.field.replace('_', ' ')} {', '.join([*marked[:_MOST_VALUES], *more])}"


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return str(value.get("name") or value.get("value") or " ".join(map(str, filter(None, value.values()))))
    return str(value)


def _moved(keys: Sequence[_Key], places: Mapping[_Key, int]) -> set[_Key]:
    """As few entries as possible, without which the others stand in the order of before.

    The order decides which of equal matches come first.
    """
    ends: list[int] = []  # of the longest rising runs of each length, the place at which they end
    last: list[int] = []
    length_to: list[int] = []
    for key in keys:
        place = places[key]
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
        length_to.append(at)
        last.append(place)
    wanted, kept = len(ends) - 1, set()
    bound = len(places)
    for key, place, at in zip(reversed(keys), reversed(last), reversed(length_to), strict=True):
        if at == wanted and place < bound:
            kept.add(key)
            wanted, bound = at - 1, place
    return set(keys) - kept
