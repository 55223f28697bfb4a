"""All lists made ready to be searched.

One index over the distinct names of all lists, the listings of each name, the listings of each party
(:mod:`screening.subjects`), and where each number is listed. :mod:`screening.compiled` keeps it in a file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from screening.identifiers import Number
from screening.listed_numbers import Places, find, listed_groups, placed
from screening.listed_streets import Streets, find_street, streets
from screening.lists import delisted
from screening.names import Index, Match
from screening.profile import Address
from screening.subjects import subjects
from screening.watchlist import Alias, Entity, ListedAddress, Watchlist

__all__ = ["Found", "Parts", "Places", "Prepared", "party_of"]


class Parts(NamedTuple):
    """What lists are made ready into.

    Attributes:
        names: the distinct names of each kind of party.
        owners_at, owner_entity, owner_alias: for row ``i`` of the index, which alias of which entity, at
            ``owners_at[i]`` to ``owners_at[i + 1]``.
        leads: for each entity the position of the first listing of the same party.
        numbers: which identifier of which entity each number is, see :mod:`screening.listed_numbers`.
        companies: the first listing of a company by its primary name, and of a party by its subject key.
        streets: which address of which entity each street address is, see :mod:`screening.listed_streets`.
    """

    names: Index
    owners_at: NDArray[np.uint32]
    owner_entity: NDArray[np.uint32]
    owner_alias: NDArray[np.uint32]
    leads: NDArray[np.uint32]
    numbers: Places
    companies: dict[str, int]
    streets: Streets


class Found(NamedTuple):
    """A listed party that a name points to.

    Attributes:
        entity, alias: the listing and its name that matched best; watchlist: where it was read from.
        match: the comparison.
        listings: all listings of the party, this one included.
    """

    entity: Entity
    alias: Alias
    watchlist: Watchlist
    match: Match
    listings: tuple[Entity, ...]


class Prepared:
    """Lists, ready to be searched; they never change.

    Iterable: the watchlists.

    Args:
        watchlists: the lists, in the order in which their listings lead.
        entities, parts: what was made of them before; made now if ``None``.

    Attributes:
        watchlists: the lists.
        entities: the entries of all lists, one list after the other; others name them by their position here.
        index: the distinct names; :meth:`owners` says whose they are.
        parts: all that was made, for keeping it.
        number_groups: of the numbers that the lists publish, see :data:`screening.identifiers.GROUPS`.
    """

    def __init__(
        self,
        watchlists: Iterable[Watchlist],
        *,
        entities: Sequence[Entity] | None = None,
        parts: Parts | None = None,
    ) -> None:
        self.watchlists = tuple(watchlists)
        self.entities = list(delisted.entries(self.watchlists)) if entities is None else entities
        self.parts = _built(self.entities) if parts is None else parts
        self.index = self.parts.names
        self.number_groups = listed_groups(self.parts.numbers)
        self._starts = [0, *accumulate(map(len, self.watchlists))]

    def __iter__(self) -> Iterator[Watchlist]:
        return iter(self.watchlists)

    def __repr__(self) -> str:
        return f"<Prepared {', '.join(w.id for w in self.watchlists)}: {len(self.entities):,} entities>"

    def updated(self, watchlists: Iterable[Watchlist]) -> Prepared:
        """Other states of the lists made ready, with the names that both have taken over as they are read.

        Args:
            watchlists: the lists as they are now.
        """
        watchlists = tuple(watchlists)
        entities = list(delisted.entries(watchlists))
        before, now = _rows(self.entities), _rows(entities)
        if list(before) == list(now):
            return Prepared(watchlists, entities=entities, parts=_made(entities, now, self.index))
        gone = [row for row, name in enumerate(before) if name not in now]
        added = [name for name in now if name not in before]
        places = {name: place for place, name in enumerate([*(name for name in before if name in now), *added])}
        index = self.index.updated(
            [name for name, _ in added],
            gone,
            kinds=[kind for _, kind in added],
            order=[places[name] for name in now],
        )
        parts = _made(entities, now, index)
        return Prepared(watchlists, entities=entities, parts=parts)

    def search(
        self, name: str, *, kind: str | None = None, limit: int = 10, threshold: float | None = None
    ) -> list[Found]:
        """The listed parties whose names match, best first; each party once, by its best name.

        Args:
            name: the name to look for, in any script.
            kind: ``person`` or ``organization`` compares under that kind's rules and shows only parties of that
                kind; ``None`` shows all.
            limit: at most this many parties.
            threshold: scores (0..1) below it are not shown; by default :data:`screening.names.THRESHOLD`.

        Raises:
            InputError: the name is too long to be compared.
        """
        found: dict[int, Found] = {}
        for row, match in self.index.search(name, limit=len(self.index), kind=kind, threshold=threshold):
            for position, number in self.owners(row):
                entity = self.entities[position]
                leader = self.leader(position)
                if leader not in found and kind in {None, entity.kind}:
                    alias, watchlist = entity.names[number], self.watchlist(position)
                    found[leader] = Found(entity, alias, watchlist, match, self.listings(leader))
        return list(found.values())[:limit]

    def owners(self, row: int) -> Iterator[tuple[int, int]]:
        """Whose a name of the index is: positions of the entities, and of the name among theirs."""
        parts = self.parts
        for at in range(int(parts.owners_at[row]), int(parts.owners_at[row + 1])):
            yield int(parts.owner_entity[at]), int(parts.owner_alias[at])

    def leader(self, position: int) -> int:
        """The position of the first listing of the same party, by which the party is known."""
        return int(self.parts.leads[position])

    def listings(self, leader: int) -> tuple[Entity, ...]:
        """All listings of a party, by that first one."""
        first, last = np.searchsorted(self._by_leader[1], np.array([leader, leader + 1], np.uint32))
        return tuple(self.entities[position] for position in self._by_leader[0][first:last].tolist())

    @cached_property
    def _by_leader(self) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        order = np.argsort(self.parts.leads, kind="stable")
        return order, self.parts.leads[order]

    def party(self, leader: int) -> str:
        """What a party is called: see :func:`party_of`."""
        return party_of(self.listings(leader))

    def watchlist(self, position: int) -> Watchlist:
        """The list that an entry was read from."""
        return self.watchlists[bisect_right(self._starts, position) - 1]

    def numbers(self, number: Number) -> Iterator[tuple[int, int]]:
        """Where a number of a profile is listed: positions of the entities, and of the identifier among theirs."""
        return find(number, self.parts.numbers, self.entities)

    def streets(self, address: Address) -> Iterator[tuple[int, ListedAddress, bool]]:
        """Where an address is listed: position of the entity, the listed address, whether the room agrees too."""
        return find_street(address, self.parts.streets, self.entities)

    def company(self, name: str) -> int | None:
        """The first listing of the company of that primary name, or of the party of that subject key."""
        return self.parts.companies.get(name.casefold())


def _built(entities: Sequence[Entity]) -> Parts:
    rows = _rows(entities)
    return _made(entities, rows, Index([name for name, _ in rows], kinds=[kind for _, kind in rows]))


def party_of(listings: Sequence[Entity]) -> str:
    """What the party of all these listings is called: its reviewed subject key, else list and id of the first."""
    return next((entity.subject for entity in listings if entity.subject), listings[0].key)


def _rows(entities: Iterable[Entity]) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """The distinct names of each kind of party, in order, and whose they are."""
    rows: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for position, entity in enumerate(entities):
        for number, alias in enumerate(entity.names):
            rows.setdefault((alias.name, entity.kind), []).append((position, number))
    return rows


def _made(
    entities: Sequence[Entity], rows: Mapping[tuple[str, str], list[tuple[int, int]]], index: Index
) -> Parts:
    leads = subjects(entities)
    owners = [owner for same in rows.values() for owner in same]
    companies: dict[str, int] = {}
    for position, entity in enumerate(entities):
        if entity.kind != "person" and entity.names:
            companies[entity.name.casefold()] = leads[position]
        if entity.subject:
            companies.setdefault(entity.subject, leads[position])
    return Parts(
        index,
        np.array([0, *accumulate(map(len, rows.values()))], np.uint32),
        np.array([position for position, _ in owners], np.uint32),
        np.array([number for _, number in owners], np.uint32),
        np.array(leads, np.uint32),
        placed(entities),
        companies,
        streets(entities),
    )
