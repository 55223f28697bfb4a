"""What of one profile looks like one listed party: its names and its numbers together.

A person who compares the two decides about the whole of it, and what was decided holds only while both sides stay
as they were. So each side has a digest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec

from screening.hits import NumberHit, ProfileHit
from screening.profile import Profile
from screening.statements import names_of
from screening.watchlist import Entity

__all__ = ["Likeness", "entry_digest", "likenesses"]

_DIGEST = 32
"""Hexadecimal digits of a digest: 128 bits, which nobody can meet on purpose."""
_OWN = ("name", "legal_name", "native_name", "aliases[", "registrations[", "wallets[", "websites[", "emails[")
"""Records that are the profile's own, and not those of people who stand behind it."""


class Likeness(msgspec.Struct, frozen=True, kw_only=True):
    """All hits of one profile on one party.

    Attributes:
        party: the key under which all listings of the party meet.
        entity: the listing that matched best.
        listings: all listings of the party that are known here, that one first.
        hits: the hit by name, if there is one; numbers: the hits by number.
        seen: digest of what the profile says that matched.
    """

    party: str
    entity: Entity
    listings: tuple[Entity, ...]
    hits: tuple[ProfileHit, ...]
    numbers: tuple[NumberHit, ...]
    seen: str

    @property
    def listing(self) -> str:
        """List and id of the entry."""
        return _key(self.entity)

    @property
    def also_listed(self) -> tuple[str, ...]:
        """The other listings of the party."""
        return tuple(dict.fromkeys(_key(e) for e in self.listings if _key(e) != self.listing))

    @property
    def designated(self) -> bool:
        """An authority designated the party."""
        return any(hit.designated for hit in self.hits) or any(hit.designated for hit in self.numbers)

    @property
    def exact(self) -> bool:
        """It rests on a listed number, on a company's full name, or on a name with a second identifier."""
        return any(hit.certain for hit in self.hits) or any(not hit.alleged for hit in self.numbers)

    @property
    def records(self) -> tuple[str, ...]:
        """Paths of what matched, names first."""
        found = [record for hit in self.hits for record in hit.records]
        return tuple(dict.fromkeys([*found, *(hit.record for hit in self.numbers)]))

    @property
    def own(self) -> bool:
        """What matched is the profile's own name or number, not that of a person behind it."""
        return all(record.startswith(_OWN) for record in self.records)

    def digest(self, listing: str) -> str:
        """The digest of one of the listings; empty if the party has no such listing."""
        return next((entry_digest(e, designated=self.designated) for e in self.listings if _key(e) == listing), "")


def _key(entity: Entity) -> str:
    return f"{entity.list}:{entity.id}"


_UNKNOWN: tuple[object, ...] = ("", None, (), [], {})


def entry_digest(entity: Entity, *, designated: bool) -> str:
    """The digest of a list's entry: any change of it, and of whether the party is designated, gives another.

    What is not known of the entry plays no part, so that a field which a later version adds changes no digest.
    """
    return _digest([msgspec.json.encode(_known(msgspec.to_builtins(entity))), str(designated).encode()])


def _known(value: Any) -> Any:  # noqa: ANN401 - plain values
    if isinstance(value, dict):
        return {key: _known(part) for key, part in value.items() if part not in _UNKNOWN}
    return list(map(_known, value)) if isinstance(value, (list, tuple)) else value


def likenesses(profile: Profile, hits: Iterable[ProfileHit], numbers: Iterable[NumberHit]) -> tuple[Likeness, ...]:
    """The hits of a profile gathered by party, in the order of the hits.

    Args:
        profile: with its values read.
        hits: listed parties that its names point to.
        numbers: its numbers that a list publishes.
    """
    by_name: dict[str, list[ProfileHit]] = {}
    by_number: dict[str, list[NumberHit]] = {}
    for hit in hits:
        by_name.setdefault(hit.party, []).append(hit)
    for number in numbers:
        by_number.setdefault(number.party, []).append(number)
    found = []
    for party in dict.fromkeys([*by_name, *by_number]):
        names, listed = tuple(by_name.get(party, ())), tuple(by_number.get(party, ()))
        entities = [*(hit.entity for hit in names), *(hit.entity for hit in listed)]
        entities += [listing for hit in names for listing in hit.listings]
        found.append(
            Likeness(
                party=party,
                entity=entities[0],
                listings=tuple({_key(entity): entity for entity in entities}.values()),
                hits=names,
                numbers=listed,
                seen=_seen(profile, names, listed),
            )
        )
    return tuple(found)


def _seen(profile: Profile, hits: Iterable[ProfileHit], numbers: Iterable[NumberHit]) -> str:
    """The digest of what matched: every name, second identifiers, numbers; a row that moved changes nothing."""
    said = {f"kind {profile.kind}"}
    for hit in hits:
        said |= {f"name {named.role} {named.text}" for named in names_of(profile) if named.record in hit.records}
        said |= {f"agrees {agreement.what}" for agreement in hit.agreements}
    for number in numbers:
        whose = "owner" if number.of_owner else "own"
        said.add(f"number {whose} {number.identifier.kind} {number.identifier.value}")
    return _digest(text.encode() for text in sorted(said))


def _digest(parts: Iterable[bytes]) -> str:
    """SHA-256 over parts of which none can run into the next."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:_DIGEST]
