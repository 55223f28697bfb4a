"""The same party on several lists: one subject with several listings.

Listings are one subject where the publishers say so, or where what singles a party out agrees:

* the same entry of the same list, read from two files;
* the same reviewed subject key;
* a cross reference of one list to another's entry of such a party (``see_also``);
* a number that no other party of its kind can have (LEI, IMO, register or document number of one issuer);
* for persons: a strong name of the same words and the same full birth date.

A name alone never joins two listings, however long it is: the Ministry of State Security is two ministries. Two
entries of one list are joined by cross references only: the publisher keeps them apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from screening.identifiers import group, normal
from screening.watchlist import Entity, Identifier

__all__ = ["subjects"]

_FULL_DATE = len("1985-03-21")
_SHORTEST = 6
"""Shorter numbers coincide too easily."""
_WORLDWIDE = frozenset({"lei", "imo"})
_NATIONAL = frozenset({"register", "document"})
_WORDS = re.compile(r"\w+")


def subjects(entities: Sequence[Entity]) -> list[int]:
    """For each listing the position of the first listing of the same party.

    Args:
        entities: the listings of all lists; the order decides which one leads.

    >>> from screening.watchlist import Alias
    >>> names = (Alias("Testov, Example", "primary"),)
    >>> here = Entity(id="1", list="un", kind="person", names=names, birth_dates=("1970-01-02",))
    >>> names = (Alias("Example TESTOV", "primary"),)
    >>> there = Entity(id="A", list="uk", kind="person", names=names, birth_dates=("1970-01-02",))
    >>> subjects([here, there])
    [0, 0]
    """
    joined = _Joined(entities)
    joined.meet(lambda entity: [(entity.list, entity.id)], sure=True)
    joined.meet(lambda entity: [entity.subject] if entity.subject else [], sure=True)
    joined.refer()
    joined.meet(_referrers)
    joined.meet(_numbers)
    joined.meet(_births)
    return [joined.leader(position) for position in range(len(entities))]


class _Joined:
    """Sets of listings (a union-find), led by the earliest one."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._entities = entities
        self._leads = list(range(len(entities)))
        self._ids = [{entity.list: {entity.id}} for entity in entities]

    def leader(self, position: int) -> int:
        while self._leads[position] != position:
            self._leads[position] = self._leads[self._leads[position]]
            position = self._leads[position]
        return position

    def meet(self, keys: Callable[[Entity], Iterable[object]], *, sure: bool = False) -> None:
        """Join the listings that share a key; ``sure``: also two entries of one list."""
        first: dict[object, int] = {}
        for position, entity in enumerate(self._entities):
            for key in keys(entity):
                self._join(first.setdefault(key, position), position, sure=sure)

    def refer(self) -> None:
        """Join each listing with the entries that it points to, if those are parties of such a kind."""
        places = {f"{e.list}:{e.id}".casefold(): position for position, e in enumerate(self._entities)}
        for position, entity in enumerate(self._entities):
            for reference in entity.see_also:
                other = places.get(reference.casefold())
                if other is not None and len({entity.kind, self._entities[other].kind} - {"other"}) <= 1:
                    self._join(position, other, sure=True)

    def _join(self, a: int, b: int, *, sure: bool) -> None:
        a, b = sorted((self.leader(a), self.leader(b)))
        if a == b:
            return
        here, there = self._ids[a], self._ids[b]
        if not sure and any(here[name] != there[name] for name in here.keys() & there.keys()):
            return
        self._leads[b] = a
        for name, ids in there.items():
            here[name] = here.get(name, set()) | ids


def _referrers(entity: Entity) -> Iterator[tuple[str, str]]:
    """The entries of other lists that it points to, so that two listings meet whose third is not loaded.

    Not for ships: the UK's entries of several ships point to the UN's one entry of the company that runs them.
    """
    if entity.kind in {"person", "organization"}:
        yield from ((entity.kind, reference.casefold()) for reference in entity.see_also)


def _numbers(entity: Entity) -> Iterator[tuple[str, str, str, str]]:
    for identifier in entity.identifiers:
        value = normal(identifier.value)
        kind = group(identifier.kind)
        if len(value) >= _SHORTEST and _is_unique(identifier, kind):
            yield entity.kind, kind, value, "" if identifier.kind in _WORLDWIDE else identifier.country


def _is_unique(identifier: Identifier, kind: str) -> bool:
    return identifier.kind in _WORLDWIDE or (kind in _NATIONAL and bool(identifier.country))


def _births(entity: Entity) -> Iterator[tuple[str, tuple[str, ...]]]:
    if entity.kind != "person":
        return
    dates = [date for date in entity.birth_dates if len(date) == _FULL_DATE]
    if dates:
        names = {_words(alias.name) for alias in entity.names if alias.strength == "strong"}
        for words in names:
            if len(words) > 1:
                yield from ((date, words) for date in dates)


def _words(name: str) -> tuple[str, ...]:
    """The words of a name without case, accents and order."""
    plain = name if name.isascii() else _without_accents(name)
    return tuple(sorted(_WORDS.findall(plain.casefold())))


def _without_accents(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
