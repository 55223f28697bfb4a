"""Which entries of a list are connected with the DPRK, and what says so.

The programme code alone misses many: the US list has Korea Sobaeksu Trading under NPWMD with addresses in China,
and Song Kum Hyok under CYBER4. An entry is marked by

* a programme, regime or legal act against the DPRK,
* a remark that names the North Korea Sanctions Regulations,
* an address in the DPRK, unless that is one office among many countries',
* a statement of its own list that connects it with a party marked by one of the above (one step, no further),
* the reviewed list that ships with the library.

Nationality and birthplace are not read: the mark says why somebody is *listed*, not where they come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

import msgspec

from screening.lists.bundle import bundled
from screening.lists.fields import country
from screening.watchlist import Entity

__all__ = ["marked"]

_REGIME = re.compile(
    r"\bDPRK\d?\b|\bPRK\b|\bNorth Korea|\bDPR Korea|\bKorea, North\b|2017/1509|"
    r"Democratic People['’]?s['’]? Republic of Korea|북한|조선민주주의인민공화국|北朝鮮",
    re.IGNORECASE,
)
_REMARK = "North Korea Sanctions Regulations"
_MOST_OTHER_COUNTRIES = 4
"""An address beside offices in more countries than these is a branch. The false lead that taught it: a Cuban
shipping firm on the US list (SDN 1287) with offices in eleven countries, Pyongyang among them."""
_PRIVATE = "family_of"


def marked(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """The entries, those connected with the DPRK with :attr:`~screening.watchlist.Entity.dprk` filled.

    Args:
        entities: all entries of one list, since they may point to one another.
    """
    entities = tuple(entities)
    reasons = {entity.id: found for entity in entities if (found := _own_reasons(entity))}
    named = _named(entities)
    return tuple(
        _with(entity, reasons.get(entity.id, ()) or _by_relation(entity, named, reasons)) for entity in entities
    )


def _named(entities: Iterable[Entity]) -> dict[str, Entity | None]:
    """By name or id: the one party that it can mean; ``None`` where it can mean several.

    The Ministry of State Security is the DPRK's on one line of the US list and Luhansk's on another.
    """
    named: dict[str, Entity | None] = {}
    for entity in entities:
        for name in {entity.id, *(alias.name.casefold() for alias in entity.names)}:
            named[name] = None if name in named else entity
    return named


def _with(entity: Entity, reasons: tuple[str, ...]) -> Entity:
    return msgspec.structs.replace(entity, dprk=reasons) if reasons else entity


def _own_reasons(entity: Entity) -> tuple[str, ...]:
    regime = next(filter(_REGIME.search, (*entity.programmes, *entity.legal_bases)), None)
    reasons = [f"listed under {regime}"] if regime else []
    if _REMARK in entity.remarks:
        reasons.append(f"remark: {_REMARK}")
    countries = {country(address.country) or address.country for address in entity.addresses} - {""}
    if "KP" in countries and len(countries) - 1 <= _MOST_OTHER_COUNTRIES:
        reasons.append("an address in the DPRK")
    reasons += _reviewed().get((entity.list, entity.id), ())
    return tuple(reasons)


def _by_relation(
    entity: Entity, named: Mapping[str, Entity | None], reasons: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    for relation in entity.relations:
        other = named.get(relation.to) or named.get(relation.to.casefold())
        if other is not None and other.id in reasons and relation.kind != _PRIVATE:
            return (f"{relation.kind.replace('_', ' ')} {other.name}",)
    return ()


@cache
def _reviewed() -> Mapping[tuple[str, str], tuple[str, ...]]:
    return {(entity.list, entity.id): entity.dprk for watchlist in bundled() for entity in watchlist}
