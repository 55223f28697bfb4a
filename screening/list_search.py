"""The names, numbers and addresses of one profile, searched in the lists: each name once, each party once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

import msgspec

from screening.agreements import Agreement, Conflict, birth_dates, shared
from screening.errors import InputError, Problem, RecordError
from screening.hits import AddressHit, ListHits, NumberHit, ProfileHit, agrees_in_full
from screening.identifiers import Number, numbers_of
from screening.names import Index, Match, distinctive, rarity
from screening.names.text import Text, read
from screening.names.tokens import ABBREVIATION
from screening.prepared import Prepared, party_of
from screening.profile import Profile
from screening.statements import Named, names_of
from screening.watchlist import Alias, Entity

__all__ = ["ListSearch"]

_CANDIDATES = 40
_MOST_KEPT = 1 << 15
"""Names whose answer is kept: people are scored again when their profile changes, and employers have many."""
_APART = {"owner", "school"}
_PEOPLE = frozenset({"person", "other"})
_COMPANIES = frozenset({"organization", "employer", "school"})


class _Row(NamedTuple):
    """A name of the profile, and a listing that it matches."""

    named: Named
    position: int
    entity: Entity
    alias: Alias
    match: Match


class ListSearch:
    """The names and numbers of profiles, searched in all lists."""

    def __init__(self, prepared: Prepared) -> None:
        self._prepared = prepared
        self._matching = lru_cache(_MOST_KEPT)(partial(_matching, prepared.index))

    def of(self, profile: Profile, threshold: float, today: dt.date | None = None) -> ListHits:
        """All of a profile that is in the lists; arguments and errors as of :meth:`hits`."""
        return ListHits(
            self.hits(profile, threshold, today), self.numbers(profile, today), self.addresses(profile, today)
        )

    def hits(self, profile: Profile, threshold: float, today: dt.date | None = None) -> tuple[ProfileHit, ...]:
        """Every listed party that a name of the profile points to, best match first.

        Args:
            profile: with its values read.
            threshold: matches below this score (0..1) are no hits.
            today: entries of own lists that ended before are no hits; ``None``: none ends.

        Raises:
            RecordError: a name is too long to be compared; it is never cut.
        """
        prepared = self._prepared
        spellings = _spellings(profile)
        found: dict[int, list[_Row]] = {}
        for spelling, same in spellings.items():
            for row, match in self._matching(spelling, threshold):
                for position, number in prepared.owners(row):
                    if self._ended(position, today):
                        continue
                    entity = prepared.entities[position]
                    alias = _as_strong_as_it_is(entity, entity.names[number], match)
                    alike = [
                        _Row(named, position, entity, alias, match)
                        for named in same
                        if _may_be(named, entity, match)
                    ]
                    if alike:
                        found.setdefault(prepared.leader(position), []).extend(alike)
        if not found:
            return ()
        companies = {
            party: tuple(dict.fromkeys(row.named.record for row in rows if agrees_in_full(row.alias, row.match)))
            for party, rows in found.items()
            if not _as_person(rows[0])
        }
        hits = [self._hit(party, rows, profile, companies) for party, rows in found.items()]
        return tuple(sorted(hits, key=lambda hit: (-hit.match.score, hit.entity.list, hit.entity.id)))

    def _hit(
        self, leader: int, rows: Sequence[_Row], profile: Profile, companies: Mapping[int, tuple[str, ...]]
    ) -> ProfileHit:
        best = min(rows, key=_best_first)
        named, position, entity, alias, match = best
        as_person = _as_person(best)
        listings = self._prepared.listings(leader)
        owners = sorted({row.named.owner for row in rows if row.named.owner is not None})
        conflict: Conflict | None = None
        agreements: list[Agreement] = []
        if as_person:
            for owner in owners:
                agreed, contrary = birth_dates(_at(profile, owner), owner, listings)
                agreements.extend(agreed)
                conflict = conflict or contrary
            agreements.extend(self._employers(listings, companies))
        for owner in owners or [""]:
            agreements.extend(shared(_at(profile, owner), owner, listings))
        records = tuple(dict.fromkeys(row.named.record for row in rows))
        roles = {row.named.role for row in rows}
        return ProfileHit(
            name=named.text,
            records=tuple(dict.fromkeys([*records, *(agreement.record for agreement in agreements)])),
            party=party_of(listings),
            entity=entity,
            watchlist=self._prepared.watchlist(position),
            listings=listings,
            alias=alias,
            match=match,
            rarity=min(rarity(alias.name), rarity(named.text)) if as_person else 1.0,
            as_person=as_person,
            agreements=tuple(agreements),
            conflict=conflict,
            only_as=roles.pop() if len(roles) == 1 and roles <= _APART else "",
        )

    def _employers(
        self, listings: Sequence[Entity], companies: Mapping[int, tuple[str, ...]]
    ) -> Iterator[Agreement]:
        """A listed employer with which the listed person is connected, named in the same profile."""
        for listing in listings:
            for relation in listing.relations:
                employer = self._prepared.company(relation.to)
                if employer is None:
                    continue
                for record in companies.get(employer, ()):
                    name = self._prepared.entities[employer].name
                    yield Agreement(record, f"employer {name}, to which the listed person is linked")

    def numbers(self, profile: Profile, today: dt.date | None = None) -> tuple[NumberHit, ...]:
        """Every number or address of the profile, wallets to IP addresses of logins, that a list publishes.

        Args:
            profile: with its values read.
            today: entries of own lists that ended before are no hits; ``None``: none ends.
        """
        prepared = self._prepared
        hits = [
            self._number_hit(number, position, place)
            for number in numbers_of(profile, groups=prepared.number_groups)
            for position, place in prepared.numbers(number)
            if number.may_be(prepared.entities[position].identifiers[place]) and not self._ended(position, today)
        ]
        return tuple(sorted(hits, key=lambda hit: (hit.record, hit.entity.list, hit.entity.id)))

    def addresses(self, profile: Profile, today: dt.date | None = None) -> tuple[AddressHit, ...]:
        """Every street address of a company, but those it only ships to, that is a designated party's.

        Args:
            profile: with its values read; a person's address says nothing of who the neighbours are.
            today: entries of own lists that ended before are no hits; ``None``: none ends.
        """
        if profile.kind != "organization" or not profile.addresses:
            return ()
        prepared = self._prepared
        hits = [
            AddressHit(
                f"addresses[{i}]",
                listed,
                prepared.entities[position],
                prepared.party(prepared.leader(position)),
                exact,
            )
            for i, address in enumerate(profile.addresses)
            if address.purpose != "shipping"
            for position, listed, exact in prepared.streets(address)
            if not self._ended(position, today)
        ]
        return tuple(sorted(hits, key=lambda hit: (hit.record, hit.entity.list, hit.entity.id)))

    def _ended(self, position: int, today: dt.date | None) -> bool:
        """True for an entry whose end its own list gives: what an authority publishes holds while it does."""
        if today is None or not self._prepared.entities[position].expired(today):
            return False
        return not self._prepared.watchlist(position).official

    def _number_hit(self, number: Number, position: int, place: int) -> NumberHit:
        entity = self._prepared.entities[position]
        listings = self._prepared.listings(self._prepared.leader(position))
        return NumberHit(
            number.record,
            entity.identifiers[place],
            entity,
            party_of(listings),
            certain=number.is_certainly(entity.identifiers[place]),
            designated=any(e.status == "designated" for e in listings),
            of_owner=number.of_owner,
        )


def _matching(index: Index, spelling: Text, threshold: float) -> tuple[tuple[int, Match], ...]:
    return tuple(index.search(spelling, limit=_CANDIDATES, threshold=threshold))


def _spellings(profile: Profile) -> dict[Text, list[Named]]:
    """The names of a profile by all the ways to read them, each searched once."""
    spellings: dict[Text, list[Named]] = {}
    problems: list[Problem] = []
    for named in names_of(profile):
        try:
            spelling = read(named.text)
        except InputError as error:
            problems.append(Problem(named.record, named.text, str(error)))
        else:
            if spelling.words:
                spellings.setdefault(spelling, []).append(named)
    if problems:
        raise RecordError(problems, record_id=profile.id)
    return spellings


def _may_be(named: Named, entity: Entity, match: Match) -> bool:
    """A person's own name is no ship's, and a company's only if it agrees in full."""
    if named.role != "person" or entity.kind in _PEOPLE:
        return True
    return entity.kind == "organization" and match.complete


def _as_person(row: _Row) -> bool:
    """Whether the rules for persons hold; where a list does not say what a party is, the field decides."""
    return row.entity.kind == "person" or (row.entity.kind == "other" and row.named.role not in _COMPANIES)


def _as_strong_as_it_is(entity: Entity, alias: Alias, match: Match) -> Alias:
    """The alias; weak if a company's single word, or its first letters, are all that matches.

    Publishers do not always mark those.
    """
    if entity.kind == "person" or alias.strength != "strong":
        return alias
    by_letters = len(match.aligned) == 1 and match.aligned[0].reason == ABBREVIATION
    if by_letters or len(distinctive(alias.name)) <= 1:
        return msgspec.structs.replace(alias, strength="weak")
    return alias


def _best_first(row: _Row) -> tuple[object, ...]:
    return (
        not agrees_in_full(row.alias, row.match),
        not row.match.complete,
        row.entity.status != "designated",
        row.alias.strength != "strong",
        -row.match.score,
        row.entity.list,
        row.entity.id,
        row.named.record,
    )


def _at(profile: Profile, owner: str) -> Profile:
    """The profile whose path is ``related[0].profile.`` and so on; the account itself for ``""``."""
    for number in re.findall(r"related\[(\d+)\]", owner):
        profile = (profile.related or ())[int(number)].profile
    return profile
