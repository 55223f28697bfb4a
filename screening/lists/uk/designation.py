"""One designation of the United Kingdom, gathered from the rows or elements that speak of it.

A row of a CSV file is one combination of the values of one designation: ten names, seven addresses and three
telephone numbers make 210 rows. So each value is kept once, in the order of its first mention.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from msgspec.structs import replace

from screening.lists.aliases import distinct, short_forms
from screening.lists.fields import name_kind, wallets
from screening.lists.intake import Intake
from screening.lists.uk.values import (
    contacts,
    documents,
    items,
    land,
    nationalities,
    partial_date,
    parties,
    phones,
)
from screening.watchlist import Alias, Entity, EntityKind, Identifier, ListedAddress, Relation

__all__ = ["NATIVE", "Designation", "entities"]

NATIVE = "native"
"""The type of a name that stands in a column or element for non-Latin scripts."""

_SOURCES = {"uk_sanctions": "UK Sanctions List", "uk_ofsi": "OFSI Consolidated List"}
_PAGES = {
    "uk_sanctions": "https://www.gov.uk/government/publications/the-uk-sanctions-list",
    "uk_ofsi": "https://www.gov.uk/government/publications/financial-sanctions-consolidated-list-of-targets",
}
_ENTRY = "https://search-uk-sanctions-list.service.gov.uk/designations"
_KINDS: dict[str, EntityKind] = {"individual": "person", "entity": "organization", "ship": "vessel"}
_NAME_KINDS: dict[str, Literal["primary", "former", ""]] = {
    "primary name": "primary",
    "prime alias": "primary",
    "primary name variation": "",
    "alias": "",
    "aka": "",
    "fka": "former",
    NATIVE: "",
}
"""The types of names; empty where the script decides between an alias and a native name."""
_STRENGTH = re.compile(r"(good|low) quality\b", re.IGNORECASE)
_RELATIONS = {
    "parent": ("owned_by", "parent company"),
    "subsidiary": ("owner_of", "subsidiary"),
    "owner": ("controlled_by", "current owner or operator"),
    "previous owner": ("linked_to", "previous owner or operator"),
}
_UN = re.compile(r"\b([A-Z]{2})([ei])\.\s?(\d{3})\b", re.IGNORECASE)

# What has no field of its own; the label is empty where the text speaks for itself.
_REMARKS = {
    "other": "",
    "reasons": "Statement of reasons",
    "measures": "Sanctions imposed",
    "designated by": "Designation source",
    "title": "Title",
    "birthplace": "Born in",
    "gender": "Gender",
    "entity type": "Type of entity",
    "flag": "Flag",
    "previous flag": "Previous flag",
    "tonnage": "Tonnage",
    "length": "Length",
    "built": "Year built",
}

_Tell = Callable[[str, str, object], None]


class Designation:
    """What a list says of one designation, each value once.

    Attributes:
        id: the list's own id of it.
        names: name, type and strength as the list writes them.
        addresses: without those that say nothing.
        papers: kind of document, number, what else is said of it.
        said: all other values by the reader's word for them (``birth``, ``phone``, ``parent`` ...).
    """

    __slots__ = ("addresses", "id", "names", "papers", "said")

    def __init__(self, id: str) -> None:  # noqa: A002 - the field's own word
        self.id = id
        self.names: dict[tuple[str, str, str], None] = {}
        self.addresses: dict[ListedAddress, None] = {}
        self.papers: dict[tuple[str, str, str], None] = {}
        self.said: dict[str, dict[str, None]] = {}

    def say(self, what: str, value: str) -> None:
        """Take in a value; an empty one says nothing."""
        if value := value.strip():
            self.said.setdefault(what, {})[value] = None

    def values(self, what: str) -> tuple[str, ...]:
        """The values of one kind."""
        return tuple(self.said.get(what, ()))

    def name(self, parts: list[str], kind: str, strength: str) -> None:
        """Take in a name from its parts in the order of display; parts that are all empty are no name."""
        if name := " ".join(" ".join(parts).split()):
            self.names[name, kind.strip().casefold(), strength.strip()] = None

    def address(self, lines: list[str], postcode: str, country: str) -> None:
        """Take in an address of six lines, of which the last is the town."""
        *street, town = (line.strip() for line in lines)
        line = ", ".join(filter(None, [*street, postcode.strip()]))
        if line or town or country.strip():
            self.addresses[ListedAddress(line, town, country.strip())] = None

    def paper(self, kind: str, number: str, details: str) -> None:
        """Take in a document; one without a number may have it among its details."""
        number, details = number.strip(), details.strip()
        if number or details:
            self.papers[kind, number or details, details if number else ""] = None


def entities(found: dict[str, Designation], key: str, file: str, intake: Intake) -> Iterator[Entity]:
    """The listed parties, each taken out of ``found`` as it is made.

    Args:
        found: the designations by id, in the order of the file.
        key: the list.
        file: its name, for messages.
        intake: where faults are told.
    """
    for id_ in list(found):
        designation = found.pop(id_)

        def tell(column: str, message: str, value: object, place: str = id_) -> None:
            intake.tell(file, place, column, message, value)

        kind = _kind(designation, tell)
        names = _names(designation, kind, tell)
        if names:
            yield _entity(designation, key, kind, names, tell)
        else:
            intake.skip(file, id_, "", "a designation without a name")


def _entity(designation: Designation, key: str, kind: EntityKind, names: tuple[Alias, ...], tell: _Tell) -> Entity:
    unread: list[str] = []
    nations = list(_nationalities(designation, tell, unread))
    dates = {what: list(_dates(designation, what, tell, unread)) for what in ("birth", "designated", "updated")}
    identifiers = tuple(_identifiers(designation, unread))
    regimes = designation.values("regime")
    countries = [land(address.country) for address in designation.addresses]
    countries += [*nations, *map(land, designation.values("flag"))]
    return Entity(
        id=designation.id,
        list=key,
        kind=kind,
        names=names,
        programmes=regimes,
        legal_bases=tuple(regime for regime in regimes if "Regulations" in regime),
        countries=tuple(dict.fromkeys(filter(None, countries))),
        nationalities=tuple(dict.fromkeys(nations)),
        birth_dates=tuple(dict.fromkeys(dates["birth"])),
        addresses=tuple(designation.addresses),
        identifiers=identifiers,
        relations=tuple(
            Relation(relation, to, note)
            for what, (relation, note) in _RELATIONS.items()
            for text in designation.values(what)
            for to in parties(text)
        ),
        designated_on=min(dates["designated"], default=""),
        updated_on=max(dates["updated"], default=""),
        see_also=_see_also(designation, key, tell),
        role="; ".join(designation.values("position") or designation.values("ship type")),
        remarks="\n".join([*_remarks(designation), *unread]),
        source=_SOURCES[key],
        url=_url(designation, key),
    )


def _nationalities(designation: Designation, tell: _Tell, unread: list[str]) -> Iterator[str]:
    for text in designation.values("nationality"):
        codes, others = nationalities(text)
        yield from codes
        for other in others:
            tell("nationality", "not a country that is known", other)
            unread.append(f"Nationality: {other}")


def _kind(designation: Designation, tell: _Tell) -> EntityKind:
    said = next(iter(designation.values("kind")), "")
    kind = _KINDS.get(said.casefold())
    if kind is None:
        tell("kind", "not a kind of party that is known", said)
    return kind or "other"


def _names(designation: Designation, kind: EntityKind, tell: _Tell) -> tuple[Alias, ...]:
    """All names: the first primary one, of which any other primary one is an alias; native ones last."""
    found = [_alias(*said, tell) for said in designation.names]
    found.sort(key=lambda alias: alias.kind == "native")
    lead = next((alias for alias in found if alias.kind == "primary"), found[0] if found else None)
    if lead is None:
        return ()
    names = [replace(lead, kind="primary")]
    names += [
        replace(alias, kind=name_kind(alias.name)) if alias.kind == "primary" else alias
        for alias in found
        if alias is not lead
    ]
    if kind != "person":
        names += [short for name in names for short in list(short_forms(name))[1:]]
    return distinct(names)


def _alias(name: str, said: str, quality: str, tell: _Tell) -> Alias:
    kind = _NAME_KINDS.get(said)
    if kind is None:
        tell("type of name", f"not one of {', '.join(_NAME_KINDS)}", said)
    grade = _STRENGTH.match(quality)
    if quality and grade is None:
        tell("strength of name", "neither good nor low quality", quality)
    weak = grade is not None and grade[1].casefold() == "low"
    return Alias(name, kind or name_kind(name), "weak" if weak else "strong")


def _identifiers(designation: Designation, unread: list[str]) -> Iterator[Identifier]:
    """Each number once; what is said of it in several places stands together in its note."""
    found: dict[tuple[str, str], Identifier] = {}
    for identifier in _all_identifiers(designation, unread):
        first = found.setdefault((identifier.kind, identifier.value), identifier)
        notes = [first.note] if identifier.note in first.note else filter(None, (first.note, identifier.note))
        found[identifier.kind, identifier.value] = replace(
            first, country=first.country or identifier.country, note="; ".join(notes)
        )
    yield from found.values()


def _all_identifiers(designation: Designation, unread: list[str]) -> Iterator[Identifier]:
    for kind, number, details in sorted(designation.papers, key=lambda paper: paper[0]):
        yield from _or_unread(documents(kind, number, details), kind, number, unread)
    for what, read in _NUMBERS.items():
        for text in designation.values(what):
            yield from _or_unread(read(text), what, text, unread)
    for text in (*designation.values("other"), *designation.values("reasons")):
        yield from wallets(text)


def _or_unread(numbers: Iterable[Identifier], what: str, text: str, unread: list[str]) -> list[Identifier]:
    """The numbers; a text that holds none goes to the remarks."""
    found = list(numbers)
    if not found:
        unread.append(f"{what.replace('_', ' ').capitalize()}: {text}")
    return found


def _imo(text: str) -> Iterator[Identifier]:
    for item in items(text):
        yield Identifier("imo", re.sub(r"^IMO[\s:]*", "", item, flags=re.IGNORECASE))


_NUMBERS: dict[str, Callable[[str], Iterable[Identifier]]] = {
    "registration": lambda text: documents("registration", text),
    "imo": _imo,
    "hull": lambda text: [Identifier("other", text, note="hull identification number")],
    "phone": phones,
    "email": lambda text: contacts("email", text),
    "website": lambda text: contacts("website", text),
    "wallet": lambda text: list(wallets(text)) or [Identifier("wallet", text)],
}


def _dates(designation: Designation, what: str, tell: _Tell, unread: list[str]) -> Iterator[str]:
    for text in designation.values(what):
        if date := partial_date(text):
            yield date
        else:
            tell(what, "not a date", text)
            unread.append(f"{what.capitalize()}: {text}")


def _see_also(designation: Designation, key: str, tell: _Tell) -> tuple[str, ...]:
    also: list[str] = []
    for text in designation.values("un"):
        numbers = _UN.findall(text)
        also += [f"un_sc:{regime.upper()}{kind.lower()}.{number}" for regime, kind, number in numbers]
        if not numbers:
            tell("UN reference", "not a reference number of the UN's list", text)
    other, word = ("uk_ofsi", "ofsi") if key == "uk_sanctions" else ("uk_sanctions", "uk")
    also += [f"{other}:{text}" for text in designation.values(word)]
    return tuple(dict.fromkeys(also))


def _remarks(designation: Designation) -> Iterator[str]:
    for what, label in _REMARKS.items():
        values = designation.values(what)
        if values and not label:
            yield from values
        elif values:
            yield f"{label}: {'; '.join(values)}"


def _url(designation: Designation, key: str) -> str:
    """The entry in the official search; the list's page if the entry states no id of the UK Sanctions List."""
    ids = (designation.id,) if key == "uk_sanctions" else designation.values("uk")
    kinds = designation.values("kind")
    return f"{_ENTRY}/{ids[0]}/{kinds[0]}" if ids and kinds else _PAGES[key]
