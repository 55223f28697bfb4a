"""The names and numbers of one profile, searched in the lists: each distinct name once, each party once.

A hit on a person's name alone says little: names repeat. So every hit carries how rare the name is, which
second identifiers agree (a full birth date, a document number, a street address, a wallet, a listed employer)
and whether the birth date speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from screening.errors import InputError, Problem, RecordError
from screening.identifiers import Agreement, Conflict, birth_dates, group, normal, numbers_of, shared
from screening.names import RARE, Index, Match, distinctive, rarity
from screening.names.text import Text, read
from screening.profile import Profile
from screening.statements import Named, names_of
from screening.watchlist import Alias, Entity, Identifier, Watchlist

__all__ = ["ListSearch", "NumberHit", "ProfileHit"]

_CANDIDATES = 40
_APART = {"owner", "school"}


class ProfileHit(msgspec.Struct, frozen=True, kw_only=True):
    """One listed party that a profile's names point to.

    Attributes:
        name: the name in the profile that matched best.
        records: paths of all its names that matched this party, and of the identifiers that agree.
        party: the key under which all listings of the party meet.
        entity: the listing that matched best; listings: all listings of the same party.
        alias: the listed name that matched.
        match: the comparison of the two.
        rarity: 0..1, how rare the matching name is.
        agreements: second identifiers that agree.
        conflict: a birth date that speaks against it.
        only_as: ``owner`` or ``school`` if every matching name is one of those: of an owner the share decides,
            and having been to a school is no wrong.
    """

    name: str
    records: tuple[str, ...]
    party: str
    entity: Entity
    listings: tuple[Entity, ...]
    alias: Alias
    match: Match
    rarity: float
    agreements: tuple[Agreement, ...] = ()
    conflict: Conflict | None = None
    only_as: str = ""

    @property
    def designated(self) -> bool:
        """An authority designated the party, in at least one listing."""
        return self.designation is not None

    @property
    def designation(self) -> Entity | None:
        """The listing by which the party is designated: the matching one if it does, else the first that does."""
        designating = [e for e in (self.entity, *self.listings) if e.status == "designated"]
        return designating[0] if designating else None

    @property
    def confirmed(self) -> bool:
        """A second identifier agrees; a company's name must agree in full besides."""
        return bool(self.agreements) and (self.entity.kind == "person" or self.match.complete)

    @property
    def rare(self) -> bool:
        """The full, strong name of a person that few others bear."""
        return self.rarity >= RARE and self.match.complete and self.alias.strength == "strong"

    @property
    def certain(self) -> bool:
        """Good enough to escalate: confirmed, or a company by its full strong name."""
        return self.confirmed or (self.entity.kind != "person" and _full(self.alias, self.match))

    @property
    def dropped(self) -> bool:
        """A verified birth date conflicts: shown, without points."""
        return self.conflict is not None and self.conflict.verified and not self.agreements


class NumberHit(msgspec.Struct, frozen=True, gc=False):
    """A number of the profile (wallet, register number, document, contact) that a list publishes.

    Attributes:
        record: its path in the profile.
        identifier: as listed; entity: for whom; party: the key under which all its listings meet.
        certain: the number alone singles the party out.
        designated: an authority designated the party.
        of_owner: the number is an owner's, of whom the share decides.
    """

    record: str
    identifier: Identifier
    entity: Entity
    party: str
    certain: bool
    designated: bool
    of_owner: bool


class ListSearch:
    """All loaded lists, made ready: one index over their names, one table of their numbers.

    The same listing in two lists (same publisher's list and id), and listings with the same subject key, are
    one party.
    """

    def __init__(self, watchlists: Sequence[Watchlist]) -> None:
        self.watchlists = tuple(watchlists)
        self._listings: dict[str, list[Entity]] = {}
        self._party: dict[tuple[str, str], str] = {}
        entities = [entity for watchlist in watchlists for entity in watchlist]
        for entity in sorted(entities, key=lambda e: not e.subject):
            party = self._party.setdefault((entity.list, entity.id), entity.key)
            self._listings.setdefault(party, []).append(entity)
        self._by_name = {e.name.casefold(): self._party[e.list, e.id] for e in entities if e.kind != "person"}
        self._origin = {id(entity): watchlist for watchlist in watchlists for entity in watchlist}
        self._owners: list[list[tuple[Entity, Alias]]] = []
        self._index = self._build(entities)
        self._numbers: dict[tuple[str, str], list[tuple[Identifier, Entity]]] = {}
        for entity in entities:
            for identifier in entity.identifiers:
                key = (group(identifier.kind), normal(identifier.value))
                self._numbers.setdefault(key, []).append((identifier, entity))

    def _build(self, entities: Iterable[Entity]) -> Index:
        rows: dict[tuple[str, str], int] = {}
        names: list[str] = []
        kinds: list[str | None] = []
        for entity in entities:
            for alias in entity.names:
                key = (alias.name, entity.kind)
                row = rows.get(key)
                if row is None:
                    row = rows[key] = len(names)
                    names.append(alias.name)
                    kinds.append(entity.kind)
                    self._owners.append([])
                self._owners[row].append((entity, alias))
        return Index(names, kinds=kinds)

    def party(self, entity: Entity) -> str:
        """The key under which all listings of the same party meet."""
        return self._party[entity.list, entity.id]

    def watchlist(self, entity: Entity) -> Watchlist:
        """The list that an entity was read from."""
        return self._origin[id(entity)]

    def hits(self, profile: Profile, threshold: float) -> tuple[ProfileHit, ...]:
        """Every listed party that a name of the profile points to, best match first.

        Args:
            profile: with its values read.
            threshold: matches below this score (0..1) are no hits.

        Raises:
            RecordError: a name is too long to be compared; it is never cut.
        """
        spellings = _spellings(profile)
        found: dict[str, list[tuple[Named, Entity, Alias, Match]]] = {}
        for spelling, same in spellings.items():
            for row, match in self._index.search(spelling, limit=_CANDIDATES, threshold=threshold):
                for entity, listed in self._owners[row]:
                    alias = _as_strong_as_it_is(entity, listed)
                    alike = [(named, entity, alias, match) for named in same if _may_be(named, entity, match)]
                    if alike:
                        found.setdefault(self.party(entity), []).extend(alike)
        if not found:
            return ()
        companies = {
            party: tuple(dict.fromkeys(named.record for named, _, alias, match in rows if _full(alias, match)))
            for party, rows in found.items()
            if rows[0][1].kind != "person"
        }
        hits = [self._hit(party, rows, profile, companies) for party, rows in found.items()]
        return tuple(sorted(hits, key=lambda hit: (-hit.match.score, hit.entity.list, hit.entity.id)))

    def _hit(
        self,
        party: str,
        rows: Sequence[tuple[Named, Entity, Alias, Match]],
        profile: Profile,
        companies: dict[str, tuple[str, ...]],
    ) -> ProfileHit:
        named, entity, alias, match = min(rows, key=_best_first)
        listings = tuple(self._listings[party])
        owners = sorted({row[0].owner for row in rows if row[0].owner is not None})
        conflict: Conflict | None = None
        agreements: list[Agreement] = []
        if entity.kind == "person":
            for owner in owners:
                agreed, contrary = birth_dates(_at(profile, owner), owner, listings)
                agreements.extend(agreed)
                conflict = conflict or contrary
            agreements.extend(self._employers(listings, companies))
        for owner in owners or [""]:
            agreements.extend(shared(_at(profile, owner), owner, listings))
        records = tuple(dict.fromkeys(row[0].record for row in rows))
        return ProfileHit(
            name=named.text,
            records=tuple(dict.fromkeys([*records, *(agreement.record for agreement in agreements)])),
            party=party,
            entity=entity,
            listings=listings,
            alias=alias,
            match=match,
            rarity=rarity(alias.name) if entity.kind == "person" else 1.0,
            agreements=tuple(agreements),
            conflict=conflict,
            only_as=roles.pop() if len(roles := {row[0].role for row in rows}) == 1 and roles <= _APART else "",
        )

    def _employers(self, listings: Sequence[Entity], companies: dict[str, tuple[str, ...]]) -> Iterator[Agreement]:
        """A listed employer with which the listed person is connected, named in the same profile."""
        for listing in listings:
            for relation in listing.relations:
                employer = self._by_name.get(relation.to.casefold(), relation.to)
                for record in companies.get(employer, ()):
                    name = self._listings[employer][0].name
                    yield Agreement(record, f"employer {name}, to which the listed person is linked")

    def numbers(self, profile: Profile) -> tuple[NumberHit, ...]:
        """Every wallet, register or document number, e-mail, website and phone that a list publishes."""
        hits = [
            NumberHit(
                number.record,
                identifier,
                entity,
                self.party(entity),
                certain=number.is_certainly(identifier),
                designated=any(e.status == "designated" for e in self._listings[self.party(entity)]),
                of_owner=number.of_owner,
            )
            for number in numbers_of(profile)
            for identifier, entity in self._numbers.get((number.group, normal(number.value)), ())
            if number.may_be(identifier)
        ]
        return tuple(sorted(hits, key=lambda hit: (hit.record, hit.entity.list, hit.entity.id)))


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
    """A person's own name is no company's for sharing a word or two: only one that agrees in full is."""
    return named.role != "person" or entity.kind == "person" or match.complete


def _as_strong_as_it_is(entity: Entity, alias: Alias) -> Alias:
    """The alias, weak if it is a company's single word: publishers do not always mark those."""
    if entity.kind != "person" and alias.strength == "strong" and len(distinctive(alias.name)) <= 1:
        return msgspec.structs.replace(alias, strength="weak")
    return alias


def _full(alias: Alias, match: Match) -> bool:
    return alias.strength == "strong" and match.complete


def _best_first(row: tuple[Named, Entity, Alias, Match]) -> tuple[object, ...]:
    named, entity, alias, match = row
    return (
        not _full(alias, match),
        not match.complete,
        entity.status != "designated",
        alias.strength != "strong",
        -match.score,
        entity.list,
        entity.id,
        named.record,
    )


def _at(profile: Profile, owner: str) -> Profile:
    """The profile whose path is ``related[0].profile.`` and so on; the account itself for ``""``."""
    for number in re.findall(r"related\[(\d+)\]", owner):
        profile = (profile.related or ())[int(number)].profile
    return profile
