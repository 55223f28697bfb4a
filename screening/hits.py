"""What of a profile is in the lists: a party that its names point to, a number, a street address.

A hit on a person's name alone says little: names repeat. So every hit carries how rare the name is, which
second identifiers agree (a full birth date, a document number, a street address, a wallet, a listed employer)
and whether the birth date speaks against it.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import NamedTuple

import msgspec

from screening.agreements import Agreement, Conflict
from screening.assessment import ListedHit
from screening.drawing import markup
from screening.names import RARE, Match
from screening.names.spelling import monosyllable
from screening.watchlist import Alias, Entity, Identifier, ListedAddress, Watchlist

__all__ = ["AddressHit", "ListHits", "NumberHit", "ProfileHit", "agrees_in_full"]

_SYLLABLE = 0.5
"""*Hwa Song* is one word."""


class ProfileHit(msgspec.Struct, frozen=True, kw_only=True):
    """One listed party that a profile's names point to.

    Attributes:
        name: the name in the profile that matched best.
        records: paths of all its names that matched this party, and of the identifiers that agree.
        party: the key under which all listings of the party meet.
        entity: the listing that matched best; watchlist: where it was read from.
        listings: all listings of the same party.
        alias: the listed name that matched.
        match: the comparison of the two.
        rarity: 0..1, how rare the name is: as it is listed or as the profile has it, whichever more people bear.
        agreements: second identifiers that agree.
        conflict: a birth date that speaks against it.
        as_person: the party is a person, or may be one: a list does not say, and the name is not a company's.
        only_as: ``owner`` or ``school`` if every matching name is one of those: of an owner the share decides,
            and having been to a school is no wrong.
    """

    name: str
    records: tuple[str, ...]
    party: str
    entity: Entity
    watchlist: Watchlist
    listings: tuple[Entity, ...]
    alias: Alias
    match: Match
    rarity: float
    as_person: bool
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
        return bool(self.agreements) and (self.as_person or self.match.complete)

    @property
    def words_agreeing(self) -> float:
        """How much agrees, in words that few names share: a common word is a part of one.

        A syllable of a name in another script, where many names are read alike, is half of one.
        """
        syllable = 1.0 if self.name.isascii() else _SYLLABLE
        return math.fsum(
            pair.weight * (syllable if monosyllable(word) else 1.0)
            for pair in self.match.aligned
            if pair.score
            for word in pair.b.split()
        )

    @property
    def rare(self) -> bool:
        """The full, strong name of a person that few others bear."""
        return self.rarity >= RARE and self.match.complete and self.alias.strength == "strong"

    @property
    def certain(self) -> bool:
        """Good enough to escalate: confirmed, or a company by its full strong name."""
        return self.confirmed or (not self.as_person and agrees_in_full(self.alias, self.match))

    @property
    def dropped(self) -> bool:
        """A verified birth date conflicts: shown, without points."""
        return self.conflict is not None and self.conflict.verified and not self.agreements

    @property
    def told(self) -> ListedHit:
        """The hit as an assessment tells it."""
        entity = self.entity
        also = (f"{e.list}:{e.id}" for e in self.listings if (e.list, e.id) != (entity.list, entity.id))
        return ListedHit(
            list=entity.list,
            entry_id=entity.id,
            listed_name=entity.name,
            alias=self.alias.name,
            alias_strength=self.alias.strength,
            status="designated" if self.designated else entity.status,
            also_listed=tuple(dict.fromkeys(also)),
            programmes=entity.programmes,
            role=entity.role,
            relations=entity.relations,
            url=entity.url,
            list_as_of=self.watchlist.as_of,
            list_digest=self.watchlist.digest,
            name=self.name,
            records=self.records,
            score=round(self.match.score, 6),
            complete=self.match.complete,
            rarity=round(self.rarity, 6),
            aligned=self.match.aligned,
            reasons=self.match.reasons,
            agrees=tuple(agreement.what for agreement in self.agreements),
            conflicts=self.conflict.what if self.conflict else "",
            dropped=self.dropped,
        )

    def _repr_html_(self) -> str:
        entity = self.entity
        return markup.card(
            f"{self.name}: {self.match.score:.2f}",
            markup.paired([(w.a, w.b, w.score, w.reason) for w in self.match.aligned], ("given", "listed")),
            markup.facts(
                [
                    ("listed as", f"{self.alias.name} ({self.alias.strength} name of {entity.name})"),
                    ("on", "; ".join(dict.fromkeys(f"{e.list}, entry {e.id}" for e in (entity, *self.listings)))),
                    ("agrees", "; ".join(agreement.what for agreement in self.agreements)),
                    ("speaks against it", self.conflict.what if self.conflict else ""),
                    ("rarity", f"{self.rarity:.2f}" if self.as_person else ""),
                ]
            ),
            lead=f"stands in {', '.join(self.records)}",
        )


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

    @property
    def alleged(self) -> bool:
        """Merely somebody's word."""
        return self.entity.status == "alleged"


class AddressHit(msgspec.Struct, frozen=True, gc=False):
    """A street address of a company that a list publishes for a designated party.

    Attributes:
        record: its path in the profile.
        listed: as listed; entity: for whom; party: the key under which all its listings meet.
        exact: the room or flat agrees as well, or neither side gives one.
    """

    record: str
    listed: ListedAddress
    entity: Entity
    party: str
    exact: bool


class ListHits(NamedTuple):
    """All of a profile that is in the lists."""

    names: tuple[ProfileHit, ...]
    numbers: tuple[NumberHit, ...]
    addresses: tuple[AddressHit, ...]

    def without(self, parties: Collection[str]) -> ListHits:
        """The same without some parties."""
        if not parties:
            return self
        return ListHits(
            tuple(hit for hit in self.names if hit.party not in parties),
            tuple(hit for hit in self.numbers if hit.party not in parties),
            tuple(hit for hit in self.addresses if hit.party not in parties),
        )


def agrees_in_full(alias: Alias, match: Match) -> bool:
    """Whether every distinctive word of a strong alias agrees."""
    return alias.strength == "strong" and match.complete
