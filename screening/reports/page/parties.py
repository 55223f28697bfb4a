"""The listed parties that profiles point to, as their lists publish them, each once for all profiles."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from screening.places import country_name
from screening.reports.escaping import visible
from screening.watchlist import Entity, ListedAddress

__all__ = ["Party", "party"]

_MOST = 30
_LONGEST = 5_000


class Party(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One listing, as the page shows it beside a profile.

    Attributes:
        list, id, kind, status: of the listing; name: its primary name.
        native: names in the party's own script; others: its other names, weak ones marked.
        born, addresses, numbers, programmes, legal, countries: as published.
        listed, changed, ends: ISO dates of the listing.
        dprk: why it counts as connected with the DPRK.
        relations: how it stands to others.
    """

    list: str
    id: str
    kind: str
    status: str
    name: str
    native: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    born: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    legal: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    listed: str = ""
    changed: str = ""
    ends: str = ""
    role: str = ""
    remarks: str = ""
    dprk: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    url: str = ""


def party(entity: Entity) -> Party:
    """What the page shows of a listing."""
    return Party(
        list=visible(entity.list),
        id=visible(entity.id),
        kind=entity.kind,
        status=entity.status,
        name=visible(entity.name),
        native=_few(alias.name for alias in entity.names if alias.kind == "native"),
        others=_few(
            alias.name if alias.strength == "strong" else f"{alias.name} (weak)"
            for alias in entity.names
            if alias.kind != "native" and alias.name != entity.name
        ),
        born=_few(date.replace("/", " to ") for date in entity.birth_dates),
        addresses=_few(map(_line, entity.addresses)),
        numbers=_few(f"{i.kind.replace('_', ' ')} {i.value} {i.country}".strip() for i in entity.identifiers),
        programmes=_few(entity.programmes),
        legal=_few(entity.legal_bases),
        countries=_few(map(country_name, entity.countries)),
        listed=visible(entity.designated_on),
        changed=visible(entity.updated_on),
        ends=visible(entity.expires_on),
        role=visible(entity.role),
        remarks=visible(entity.remarks, _LONGEST),
        dprk=_few(entity.dprk),
        relations=_few(
            f"{r.kind.replace('_', ' ')} {r.to}" + (f" ({r.note})" if r.note else "") for r in entity.relations
        ),
        url=visible(entity.url),
    )


def _line(address: ListedAddress) -> str:
    return ", ".join(part for part in (address.line, address.city, address.country) if part)


def _few(texts: Iterable[str]) -> tuple[str, ...]:
    """The first of many texts, each once and made visible, and how many more there are."""
    given = list(dict.fromkeys(texts))
    shown = tuple(map(visible, given[:_MOST]))
    return (*shown, f"and {more:,} more") if (more := len(given) - _MOST) > 0 else shown
