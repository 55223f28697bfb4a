"""Switzerland's consolidated list of SECO, XML (``consolidated-list_<date>.xml``, from the SESAM search).

Root ``swiss-sanctions-list`` with ``list-type`` (``whole-list``) and ``date``; below it, each with an ``ssid``:

=====================  ============================================================================================
``sanctions-program``  ``program-key`` and ``program-name`` in several languages, ``sanctions-set``, ``origin``
``target``             ``sanctions-set-id``, ``foreign-identifier``, ``modification``; one of ``individual``,
                       ``entity`` and ``object`` (``object-type``)
``place``              ``location``, ``area``, ``country`` with ``iso-code``
=====================  ============================================================================================

An ``individual``, ``entity`` or ``object`` has a main ``identity`` and perhaps others, and what belongs to all of
them: ``justification``, ``relation``, ``other-information``, ``generic-attribute``. An ``identity`` has ``name``
of ``name-part`` (with ``value`` and ``spelling-variant``), ``day-month-year``, ``place-of-birth``,
``nationality``, ``address`` and ``identification-document``.

Traps: programmes come before the targets and places after them, so the file is read twice. Parties that were taken
off the list stay in it: their latest ``modification`` is ``de-listed``; they are left out. A modification repeats
targets as they were before and after, which is not read. A name of low quality is
weak.

The format is SECO's schema ``swiss-sanctions-list_v3.1.xsd`` of 6 December 2023, which was not at hand. Verified
on records of the live file of August and September 2026 as other readers quote them in their tests, and on what
these readers know of the rest; never on a whole file. No sample had a ``generic-attribute``: it is kept as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from screening.lists.aliases import distinct
from screening.lists.fields import imo_number, iso_date, wallets
from screening.lists.intake import Intake
from screening.lists.markup import elements, root, text, texts
from screening.lists.opening import Part
from screening.lists.switzerland.identity import Found, Place, place_of, read_identity
from screening.watchlist import Alias, Entity, EntityKind, Identifier, Relation

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["parse", "recognises"]

_ROOT = "swiss-sanctions-list"
_BELOW_ROOT = ("sanctions-program", "target", "place")
_URL = "https://www.sesam.search.admin.ch/sesam-search-web/pages/search.xhtml"
_KINDS: dict[str, EntityKind] = {"individual": "person", "entity": "organization", "object": "other"}
_OBJECTS: dict[str, EntityKind] = {"vessel": "vessel", "aircraft": "aircraft"}
_OF_TARGET = frozenset(("sanctions-set-id", "foreign-identifier", "modification", *_KINDS))
_OF_PARTY = frozenset(("identity", "justification", "relation", "other-information", "generic-attribute"))
_OF_IDENTITY = frozenset(
    ("name", "day-month-year", "place-of-birth", "nationality", "address", "identification-document")
)
_RELATIONS = {"related-to": "linked_to"}
# What an "other information" says before its colon, and what the rest is then.
_LABELS = {
    "imo number": "imo",
    "registration number": "registration",
    "state registration number": "registration",
    "main state registration number": "registration",
    "огрн/main registration number": "registration",
    "огрн/main state registration number": "registration",
    "business registration number": "registration",
    "taxpayer identification number": "tax",
    "tax identification number": "tax",
    "tax registration number": "tax",
    "website": "website",
    "e-mail": "email",
    "email": "email",
    "e-mail address": "email",
    "email address": "email",
    "tel.": "phone",
    "tel": "phone",
    "telephone": "phone",
    "telephone number": "phone",
    "swift": "swift",
    "swift code": "swift",
    "swift/bic": "swift",
    "swift/bic code": "swift",
}
_UN_REFERENCE = re.compile(r"[A-Z]{2}[ie]\.\d{3}")


def recognises(part: Part) -> bool:
    """Whether the root is SECO's."""
    return not part.spreadsheet and root(part)[0] == _ROOT


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """Read the targets that are listed at present.

    Raises:
        WatchlistError: the file is damaged.
    """
    attributes = root(part)[1]
    intake.as_of = iso_date(attributes.get("date", ""))
    if attributes.get("list-type") != "whole-list":
        intake.whole = False
        message = "not the whole list, so others are listed as well"
        intake.tell(part.name, _ROOT, "list-type", message, attributes.get("list-type"))
    references = _references(part)
    for element in elements(part, intake, *_BELOW_ROOT):
        if element.tag == "target" and not (history := _history(element)).delisted:
            for state in element.iterfind("modification/*"):  # what was, and what came, in the same words
                del state[:]
            entity = _Target(element, part.name, references, intake).entity(history)
            if entity is not None:
                yield entity


class _References(NamedTuple):
    """What targets point to.

    Attributes:
        programmes: programme and legal basis by the id of a sanctions set.
        places: places by their id.
    """

    programmes: Mapping[str, tuple[str, str]]
    places: Mapping[str, Place]


def _references(part: Part) -> _References:
    programmes: dict[str, tuple[str, str]] = {}
    places: dict[str, Place] = {}
    for element in elements(part, Intake(), *_BELOW_ROOT):  # the second reading is the one that feeds the digest
        if element.tag == "place":
            places[element.get("ssid", "")] = place_of(element)
        elif element.tag == "sanctions-program":
            key, name = _english(element, "program-key"), _english(element, "program-name")
            for found in element.iterfind("sanctions-set"):
                if found.get("lang", "eng") == "eng":
                    legal_basis = ": ".join(filter(None, (name, (found.text or "").strip())))
                    programmes[found.get("ssid", "")] = key, legal_basis
    return _References(programmes, places)


def _english(element: _Element, tag: str) -> str:
    """The English one of several texts, else the first."""
    said = [(each.get("lang", ""), (each.text or "").strip()) for each in element.iterfind(tag)]
    return next((words for language, words in said if language == "eng"), said[0][1] if said else "")


class _History(NamedTuple):
    """When a target was listed and last changed, and whether the last change took it off the list."""

    listed_on: str
    updated_on: str
    delisted: bool


def _history(target: _Element) -> _History:
    """What its modifications say: of two on one day the one that comes first in the file is the later one."""
    dated = [(_date(each), -number, each.get("modification-type", ""))
             for number, each in enumerate(target.iterfind("modification"))]  # fmt: skip
    listed = [date for date, _, what in dated if what == "listed" and date]
    last = max(dated, default=("", 0, ""))
    return _History(min(listed, default=""), last[0], last[2] == "de-listed")


def _date(modification: _Element) -> str:
    days = (modification.get(f"{which}-date", "") for which in ("effective", "enactment", "publication"))
    return next(filter(None, map(iso_date, days)), "")


class _Target:
    """One target, and where its faults are told."""

    def __init__(self, target: _Element, file: str, references: _References, intake: Intake) -> None:
        self._target = target
        self._id = target.get("ssid", "")
        self._file = file
        self._references = references
        self._intake = intake

    def _tell(self, column: str, message: str, value: object = None) -> None:
        self._intake.tell(self._file, self._id, column, message, value)

    def entity(self, history: _History) -> Entity | None:
        """The party; ``None`` if it has no id, no name or is nothing at all, which is told."""
        party = next((each for each in self._target if each.tag in _KINDS), None)
        if party is None or not self._id:
            self._intake.skip(self._file, self._id, "", "a target without an ssid or without a party")
            return None
        self._check(self._target, _OF_TARGET)
        self._check(party, _OF_PARTY)
        kind = self._kind(party)
        found = Found()
        for identity in sorted(party.iterfind("identity"), key=lambda each: each.get("main") != "true"):
            self._check(identity, _OF_IDENTITY)
            read_identity(identity, kind, self._references.places, found, self._tell)
        names = distinct(_primary_first(found.names))
        if not names:
            self._intake.skip(self._file, self._id, "name", "a target without a name")
            return None
        remarks = [*texts(party, "justification"), *texts(party, "other-information"), *found.remarks]
        remarks += [f"{each.get('name', 'attribute')}: {(each.text or '').strip()}"
                    for each in party.iterfind("generic-attribute")]  # fmt: skip
        programmes, legal_bases = self._programmes()
        un, others = self._foreign()
        return Entity(
            id=self._id,
            list="ch_seco",
            kind=kind,
            names=names,
            programmes=programmes,
            legal_bases=legal_bases,
            countries=tuple(dict.fromkeys(filter(None, [*found.countries, *found.nationalities]))),
            nationalities=tuple(dict.fromkeys(found.nationalities)),
            birth_dates=tuple(dict.fromkeys(found.births)),
            addresses=tuple(dict.fromkeys(found.addresses)),
            identifiers=tuple(dict.fromkeys([*found.identifiers, *_labelled(party)])),
            relations=tuple(self._relations(party)),
            designated_on=history.listed_on,
            updated_on=history.updated_on,
            see_also=un,
            role="; ".join(dict.fromkeys(found.roles)),
            remarks="\n".join([*remarks, *others]),
            source="Switzerland SECO",
            url=_URL,
        )

    def _check(self, parent: _Element, known: frozenset[str]) -> None:
        others = (f"{parent.tag}/{element.tag}" for element in parent if element.tag not in known)
        self._intake.unknown(self._file, self._id, "an element", others)

    def _kind(self, party: _Element) -> EntityKind:
        if party.tag != "object":
            return _KINDS[str(party.tag)]
        kind = _OBJECTS.get(party.get("object-type", ""))
        if kind is None:
            self._tell("object-type", "not a kind of object that is known", party.get("object-type", ""))
        return kind or "other"

    def _programmes(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        keys = texts(self._target, "sanctions-set-id") or [self._target.get("sanctions-set-id", "")]
        found = []
        for key in filter(None, keys):
            if key in self._references.programmes:
                found.append(self._references.programmes[key])
            else:
                self._tell("sanctions-set-id", "not a sanctions set of the file", key)
        programmes = tuple(dict.fromkeys(programme for programme, _ in found if programme))
        legal_bases = tuple(dict.fromkeys(legal_basis for _, legal_basis in found if legal_basis))
        return programmes, legal_bases

    def _foreign(self) -> tuple[tuple[str, ...], list[str]]:
        """The references of other publishers: those to the UN list, and the others in words."""
        said = texts(self._target, "foreign-identifier")
        un = tuple(f"un_sc:{each}" for each in said if _UN_REFERENCE.fullmatch(each))
        return un, [f"Foreign identifier: {each}" for each in said if not _UN_REFERENCE.fullmatch(each)]

    def _relations(self, party: _Element) -> Iterator[Relation]:
        for element in party.iterfind("relation"):
            said = element.get("relation-type", "")
            if said not in _RELATIONS:
                self._tell("relation-type", "not a relation that is known", said)
            note = "; ".join(filter(None, ["" if said in _RELATIONS else said, text(element, "remark")]))
            yield Relation(_RELATIONS.get(said, "linked_to"), element.get("target-id", ""), note)


def _primary_first(names: list[Alias]) -> list[Alias]:
    """The first primary name in front; without one, the first name is it."""
    first = next((alias for alias in names if alias.kind == "primary"), names[0] if names else None)
    if first is None:
        return []
    others = [Alias(each.name, "alias" if each.kind == "primary" else each.kind, each.strength)
              for each in names if each is not first]  # fmt: skip
    return [Alias(first.name, "primary", first.strength), *others]


def _labelled(party: _Element) -> Iterator[Identifier]:
    """The identifiers among what is said otherwise, which stays in the remarks as well; and wallets in prose."""
    for said in texts(party, "other-information"):
        label, _, value = said.partition(":")
        kind = _LABELS.get(" ".join(label.casefold().split()))
        number = value.strip().removesuffix(".")
        if kind and number:
            yield Identifier(kind, (imo_number(number) if kind == "imo" else "") or number)
    for said in (*texts(party, "other-information"), *texts(party, "justification")):
        yield from wallets(said)
