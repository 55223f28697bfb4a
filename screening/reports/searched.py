"""What a search for a name found, and how two names compare, as the values that JSON shows."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from screening.assessment import ListUsed
from screening.names import THRESHOLD, Aligned, Match
from screening.prepared import Found, Prepared
from screening.watchlist import scope

__all__ = ["Comparison", "Hits", "NameHit", "comparison", "hits_of", "others"]


class NameHit(msgspec.Struct, frozen=True, kw_only=True):
    """A listed party that a name points to, and how the names compare."""

    list: str
    entry_id: str
    listed_name: str
    kind: str
    status: str
    also_listed: tuple[str, ...]
    dprk: tuple[str, ...]
    alias: str
    alias_strength: str
    url: str
    list_digest: str
    score: float
    aligned: tuple[Aligned, ...]
    reasons: tuple[str, ...]
    complete: bool


class Hits(msgspec.Struct, frozen=True, kw_only=True):
    """What a search of the lists found, best first, and which lists were searched."""

    name: str
    threshold: float
    hits: tuple[NameHit, ...]
    lists: tuple[ListUsed, ...]
    notes: tuple[str, ...]


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Two names compared; from the threshold on they are the same or nearly."""

    name: str
    against: str
    threshold: float
    score: float
    aligned: tuple[Aligned, ...]
    reasons: tuple[str, ...]
    complete: bool


def hits_of(name: str, prepared: Prepared, found: Iterable[Found]) -> Hits:
    """What was found of a name in lists."""
    return Hits(
        name=name,
        threshold=THRESHOLD,
        hits=tuple(map(_hit, found)),
        lists=tuple(ListUsed(w.id, w.as_of, w.digest, len(w)) for w in prepared),
        notes=scope(prepared),
    )


def comparison(name: str, against: str, match: Match) -> Comparison:
    """How two names compare."""
    return Comparison(name=name, against=against, threshold=THRESHOLD, **msgspec.structs.asdict(match))


def others(found: Found) -> list[str]:
    """The other listings of the same party."""
    this = f"{found.entity.list}:{found.entity.id}"
    return [key for key in dict.fromkeys(f"{e.list}:{e.id}" for e in found.listings) if key != this]


def _hit(found: Found) -> NameHit:
    entity, alias = found.entity, found.alias
    return NameHit(
        list=entity.list,
        entry_id=entity.id,
        listed_name=entity.name,
        kind=entity.kind,
        status=entity.status,
        also_listed=tuple(others(found)),
        dprk=entity.dprk,
        alias=alias.name,
        alias_strength=alias.strength,
        url=entity.url,
        list_digest=found.watchlist.digest,
        **msgspec.structs.asdict(found.match),
    )
