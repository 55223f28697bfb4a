"""OpenSanctions' FollowTheMoney exports: ``targets.nested.json`` and ``entities.ftm.json``, one object a line.

=========================  ==========================================================================
``targets.nested.json``    one line for each target, what is said of it nested in its properties
``entities.ftm.json``      one line for each entity; sanctions, passports, addresses, shares are entities
                           of their own, anywhere in the file, that point to their party
=========================  ==========================================================================

Each object has ``id``, ``caption``, ``schema``, ``properties`` (always lists), ``referents`` (the ids that were
joined into it), ``datasets``, ``first_seen``, ``last_seen``, ``last_change`` and ``target``. The file is read
twice: what is said of parties is gathered first, in the compact form that it will have in the end.

A party is an entity of a schema of :data:`.schema.KINDS` that is a target, or that has a topic such as
``sanction``; a wallet that has a holder is a number of its holder's. Relatives, owners and others that are no
targets are counted and told; offices and who holds them (``Position``, ``Occupancy``) are passed over. A party
that no authority listed (politically exposed, wanted, linked to a sanctioned one) has the status ``reported``.

Traps: ``target`` and ``topics`` are no designation by themselves; countries include those that are no more
(``suhh``); ids of merged parties (``NK-...``, ``Q...``) are OpenSanctions' own, the official ones stand among the
referents. The data are under CC BY-NC 4.0: whoever uses them brings them, and a licence where it is needed.

Official description: https://www.opensanctions.org/docs/bulk/json/.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from screening.lists import json_items
from screening.lists.aliases import distinct
from screening.lists.fields import iso_date, name_kind
from screening.lists.intake import Intake
from screening.lists.json_items import Item, first_items
from screening.lists.opening import Part
from screening.lists.opensanctions.said import Said, Web, values
from screening.lists.opensanctions.schema import (
    DESCRIBES,
    DESIGNATED,
    IDENTIFIERS,
    ISSUERS,
    KINDS,
    LINKS,
    alias,
    as_listed,
    code_of,
    list_key,
    references,
)
from screening.watchlist import Alias, Entity, Identifier, ListedAddress, Relation

__all__ = ["parse", "recognises"]

_COUNTRIES = ("country", "mainCountry", "jurisdiction", "flag")
_NATIONALITIES = ("nationality", "citizenship")
_NAMES = ("name", "alias", "weakAlias", "previousName", "abbreviation")
_TEXTS = ("notes", "summary", "description")
_ROLES = ("position", "title")
_PROGRAMMES = ("programId", "program", "topics")
_READ = frozenset({
    *_COUNTRIES, *_NATIONALITIES, *_NAMES, *_TEXTS, *_ROLES, *_PROGRAMMES, *IDENTIFIERS, *LINKS, *DESCRIBES,
    "birthDate", "address", "addressEntity", "sourceUrl", "holder",
})  # fmt: skip
_PASSED_OVER = frozenset(("Position", "Occupancy"))
_LINKED = "sanction.linked"


def recognises(part: Part) -> bool:
    """Whether the first lines are entities with a schema and properties."""
    return not part.spreadsheet and any(
        "schema" in item and isinstance(item.get("properties"), dict) for item in first_items(part)
    )


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """Read the parties of an export, with what its other entities say of them.

    Raises:
        WatchlistError: the file is damaged.
    """
    web = Web()
    left_out: Counter[str] = Counter()
    datasets: set[str] = set()
    for number, item in json_items.lines(part, intake):
        if not _is_entity(item):
            intake.skip(part.name, number, "", "no entity with id, schema and properties", item.get("id"))
            continue
        datasets.update(values(item.get("datasets")))
        if not _is_party(item) and not web.add(item) and item["schema"] not in _PASSED_OVER:
            left_out[item["schema"]] += 1
    intake.list = list_key(datasets)
    reading = _Reading(part.name, web, intake)
    again = Intake()  # what is wrong was told in the first round
    for _, item in json_items.lines(part, again):
        if _is_entity(item) and _is_party(item):
            yield reading.entity(item)
    if left_out:
        counts = ", ".join(f"{count:,} {schema}" for schema, count in left_out.most_common())
        intake.tell(part.name, "", "", "entities that are no targets, left out", counts)


def _is_entity(item: Item) -> bool:
    texts = (item.get("id"), item.get("schema"))
    return isinstance(item.get("properties"), dict) and all(isinstance(text, str) and text for text in texts)


def _is_party(item: Item) -> bool:
    topics = values(item["properties"].get("topics"))
    listed = item.get("target") is True or any(topic in DESIGNATED or topic == _LINKED for topic in topics)
    held = item["schema"] == "CryptoWallet" and values(item["properties"].get("holder"), ids=True)
    return listed and not held and item["schema"] in KINDS


class _Reading:
    """Turns the entities of one file into parties, and tells what is not understood, a property once."""

    def __init__(self, file: str, web: Web, intake: Intake) -> None:
        self._file = file
        self._web = web
        self._intake = intake
        self._unknown: set[str] = set()

    def entity(self, item: Item) -> Entity:
        """The party."""
        properties: Mapping[str, Any] = item["properties"]
        key, schema = item["id"], item["schema"]
        said = self._web.said(item)
        self._tell_unknown(key, properties)
        topics = values(properties.get("topics"))
        addresses = self._addresses(properties, said)
        nationalities = self._countries(key, properties, _NATIONALITIES)
        countries = self._countries(key, properties, _COUNTRIES)
        countries += [code for address in addresses if (code := code_of(address.country))]
        seen = values(item.get("last_seen"))
        self._intake.as_of = max(self._intake.as_of, *(iso_date(date) for date in seen), "")
        datasets = values(item.get("datasets"))
        official = (key, *values(item.get("referents")), *values(properties.get("sourceUrl")), *said.references)
        identifiers = self._identifiers(properties, person=KINDS[schema] == "person")
        return Entity(
            id=key,
            list=self._intake.list,
            kind=KINDS[schema],
            names=_names(item, frozenset(number.value for number in identifiers), person=schema == "Person"),
            status="designated" if said.sanctioned or DESIGNATED.intersection(topics) else "reported",
            programmes=_each((*_all(properties, _PROGRAMMES[:2]), *said.programmes, *topics)),
            countries=_each([*countries, *nationalities]),
            nationalities=_each(nationalities),
            birth_dates=self._dates(key, properties),
            addresses=addresses,
            identifiers=tuple(dict.fromkeys((*identifiers, *said.identifiers))),
            relations=tuple(dict.fromkeys((*_links(properties), *said.relations))),
            designated_on=min(said.started, default=""),
            updated_on=iso_date(next(iter(values(item.get("last_change"))), "")),
            expires_on=max(said.ended) if said.ended and len(said.ended) == said.sanctioned else "",
            see_also=references(official, datasets),
            role="; ".join(_each(_all(properties, _ROLES))),
            remarks="; ".join(_each((*_all(properties, _TEXTS), *said.remarks))),
            source="OpenSanctions",
            url=f"https://www.opensanctions.org/entities/{key}/",
        )

    def _tell(self, key: str, column: str, message: str, value: object) -> None:
        self._intake.tell(self._file, key, column, message, value)

    def _tell_unknown(self, key: str, properties: Mapping[str, Any]) -> None:
        for name in sorted(properties.keys() - _READ - self._unknown):
            if plain := values(properties[name]):
                self._unknown.add(name)
                self._tell(key, name, "a property that FollowTheMoney does not have, not read", plain[0])

    def _countries(self, key: str, properties: Mapping[str, Any], names: Iterable[str]) -> list[str]:
        codes = []
        for name in names:
            for value in values(properties.get(name)):
                code = code_of(value)
                if code is None:
                    self._tell(key, name, "not a country", value)
                codes.append(code or "")
        return codes

    def _dates(self, key: str, properties: Mapping[str, Any]) -> tuple[str, ...]:
        found = []
        for value in values(properties.get("birthDate")):
            found.append(iso_date(value))
            if not found[-1]:
                self._tell(key, "birthDate", "not a date", value)
        return _each(found)

    def _addresses(self, properties: Mapping[str, Any], said: Said) -> tuple[ListedAddress, ...]:
        entities = [*said.addresses, *self._web.addresses(properties)]
        lines = {address.line for address in entities}
        plain = (ListedAddress(line) for line in values(properties.get("address")) if line not in lines)
        return tuple(dict.fromkeys((*entities, *plain)))

    def _identifiers(self, properties: Mapping[str, Any], *, person: bool) -> list[Identifier]:
        found = []
        for name, kind in IDENTIFIERS.items():
            meant = "registration" if kind == "national_id" and not person else kind
            for value in values(properties.get(name)):
                currency = next(iter(values(properties.get("currency"))), "") if kind == "wallet" else ""
                note = name if kind == "other" else ""
                found.append(Identifier(meant, as_listed(meant, value), ISSUERS.get(name, ""), currency, note))
        return found


def _names(item: Item, numbers: frozenset[str], *, person: bool) -> tuple[Alias, ...]:
    """All names, the caption first; a wallet's own address is no name."""
    properties = item["properties"]
    caption = next(iter(values(item.get("caption"))), "")
    first = caption or next(iter(values(properties.get("name"))), "")
    names = [Alias(first, "primary")] if first else []
    names += [
        alias(name, person=person) for name in (*values(properties.get("name")), *values(properties.get("alias")))
    ]
    names += [Alias(name, "former") for name in values(properties.get("previousName"))]
    for property_ in ("weakAlias", "abbreviation"):
        names += [Alias(name, name_kind(name), "weak") for name in values(properties.get(property_))]
    return distinct(name for name in names if name.name not in numbers)


def _links(properties: Mapping[str, Any]) -> Iterator[Relation]:
    for name, kind in LINKS.items():
        for to in values(properties.get(name), ids=True):
            yield Relation(kind, to, name if kind == "linked_to" else "")


def _all(properties: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    return [value for name in names for value in values(properties.get(name))]


def _each(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, found)))
