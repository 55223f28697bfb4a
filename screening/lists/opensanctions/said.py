"""What entities of a FollowTheMoney export say of a party: sanctions, documents, wallets, addresses, relations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from screening.lists.fields import iso_date
from screening.lists.json_items import Item
from screening.lists.opensanctions.schema import EDGES, code_of
from screening.watchlist import Identifier, ListedAddress, Relation

__all__ = ["Said", "Web", "values"]

_DOCUMENTS = {"Passport": "passport", "Identification": "national_id"}
_SHARE = ("percentage", "role", "relationship", "status")


class Said(msgspec.Struct):
    """What is said of one party.

    Attributes:
        sanctioned: the number of sanctions.
        started, ended: the dates of sanctions.
        references: ids and addresses of the sanctions with their authorities.
    """

    sanctioned: int = 0
    started: list[str] = []
    ended: list[str] = []
    programmes: list[str] = []
    references: list[str] = []
    remarks: list[str] = []
    identifiers: list[Identifier] = []
    addresses: list[ListedAddress] = []
    relations: list[Relation] = []


def values(found: object, *, ids: bool = False) -> list[str]:
    """The plain values of a property, whatever a file makes of it.

    Args:
        found: what stands there.
        ids: also the ids of entities that are nested there.

    >>> values(["a", " ", {"id": "b"}]), values("a"), values(None), values([{"id": "b"}], ids=True)
    (['a'], ['a'], [], ['b'])
    """
    plain = []
    for value in found if isinstance(found, list) else [found]:
        if ids and isinstance(value, dict):
            value = value.get("id")  # noqa: PLW2901 - it stands for the entity
        if isinstance(value, str | int | float) and not isinstance(value, bool) and (text := str(value).strip()):
            plain.append(text)
    return plain


class Web:
    """What is said of all parties of a file, by their ids."""

    def __init__(self) -> None:
        self._said: dict[str, Said] = {}
        self._addresses: dict[str, ListedAddress] = {}

    def add(self, item: Item) -> bool:
        """Take in an entity that stands by itself; False if it says nothing of others."""
        if item.get("schema") == "Address":
            self._addresses[item["id"]] = _address(item["properties"])
            return True
        return _add(self._said, item, "")

    def said(self, item: Item) -> Said:
        """What is said of a party by others, and by what is nested in it; asked once, then it is forgotten."""
        found = {item["id"]: self._said.pop(item["id"], Said())}
        for nested in _nested(item["properties"]):
            _add(found, nested, item["id"])
        return found[item["id"]]

    def addresses(self, properties: Mapping[str, Any]) -> Iterator[ListedAddress]:
        """The addresses that a party points to."""
        for key in values(properties.get("addressEntity"), ids=True):
            if key in self._addresses:
                yield self._addresses[key]


def _nested(properties: Mapping[str, Any]) -> Iterator[Item]:
    for found in properties.values():
        for value in found if isinstance(found, list) else ():
            if isinstance(value, dict) and isinstance(value.get("properties"), dict):
                yield value


def _add(said: dict[str, Said], item: Item, party: str) -> bool:
    """Add what an entity says to the parties it points to.

    Args:
        said: by party.
        item: the entity.
        party: the one it is nested in, of whom alone it is asked; empty if it stands by itself.
    """
    schema, properties = str(item.get("schema")), item["properties"]
    if schema == "Address" and party:
        said[party].addresses.append(_address(properties))
        return True
    if schema in EDGES:
        _relate(said, schema, properties, party)
        return True
    pointer = "entity" if schema == "Sanction" else "holder"
    holders = values(properties.get(pointer), ids=True)
    if schema not in {"Sanction", "CryptoWallet", *_DOCUMENTS} or not (holders or party):
        return False
    for holder in [party] if party else holders:
        about = said.setdefault(holder, Said())
        if schema == "Sanction":
            _sanction(about, properties)
        elif schema == "CryptoWallet":
            about.identifiers += _wallets(properties)
        else:
            about.identifiers += _documents(_DOCUMENTS[schema], properties)
    return True


def _relate(said: dict[str, Said], schema: str, properties: Mapping[str, Any], party: str) -> None:
    edge = EDGES[schema]
    sources = values(properties.get(edge.source), ids=True) or [party]
    targets = values(properties.get(edge.target), ids=True) or [party]
    note = ", ".join([part for name in _SHARE for part in values(properties.get(name))][:3]) or edge.label
    for source in sources:
        for target in targets:
            if not source or not target or source == target:
                continue
            if party in {"", source}:
                said.setdefault(source, Said()).relations.append(Relation(edge.forth, target, note))
            if party in {"", target}:
                said.setdefault(target, Said()).relations.append(Relation(edge.back, source, note))


def _sanction(about: Said, properties: Mapping[str, Any]) -> None:
    about.sanctioned += 1
    for name in ("startDate", "listingDate"):
        about.started += filter(None, map(iso_date, values(properties.get(name))))
    about.ended += [date for text in values(properties.get("endDate"))[:1] if (date := iso_date(text))]
    for name in ("programId", "program"):
        about.programmes += values(properties.get(name))
    for name in ("unscId", "authorityId", "recordId", "sourceUrl"):
        about.references += values(properties.get(name))
    about.remarks += [f"Authority: {text}" for text in values(properties.get("authority"))]
    about.remarks += [*values(properties.get("reason")), *values(properties.get("provisions"))]


def _wallets(properties: Mapping[str, Any]) -> Iterator[Identifier]:
    currency = [*values(properties.get("currency")), *values(properties.get("currencySymbol")), ""][0]
    for name in ("publicKey", "cryptoAddress"):
        for value in values(properties.get(name)):
            yield Identifier("wallet", value, "", currency)


def _documents(kind: str, properties: Mapping[str, Any]) -> Iterator[Identifier]:
    code = next((code for text in values(properties.get("country")) if (code := code_of(text))), "")
    note = ", ".join((*values(properties.get("type")), *values(properties.get("summary"))))
    numbers = [*values(properties.get("number")), *values(properties.get("passportNumber"))]
    for number in dict.fromkeys(numbers):
        yield Identifier(kind, number, code, "", note)


def _address(properties: Mapping[str, Any]) -> ListedAddress:
    def first(name: str) -> str:
        return next(iter(values(properties.get(name))), "")

    parts = map(first, ("postOfficeBox", "street", "street2", "postalCode", "region", "state"))
    full = first("full") or ", ".join(filter(None, parts))
    return ListedAddress(full, first("city"), first("country").upper())
