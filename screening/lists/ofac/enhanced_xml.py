"""OFAC's enhanced XML: SDN_ENHANCED.XML, CONS_ENHANCED.XML and exports by filter, ``sanctionsData``.

=======================  ================================================================================
element                  what it holds
=======================  ================================================================================
``publicationInfo``      date of the data; the lists and programmes that the export was filtered by
``referenceValues``      code tables; not needed, every element repeats its value in words
``featureTypes``         the types of features; not needed
``entities/entity``      one party, ``id`` is OFAC's number as in sdn.csv (``identityId`` is not)
=======================  ================================================================================

A party has ``generalInfo``, ``sanctionsLists`` (with the day of listing), ``sanctionsPrograms``,
``sanctionsTypes``, ``legalAuthorities``, ``names`` (each in several scripts), ``addresses``, ``features``
(birth dates, wallets, nationalities ...), ``identityDocuments`` and ``relationships``.

Traps: a party on several lists stands in the file of each; the consolidated file is the one filtered on
``Consolidated List``. An export by programme has the same layout as the whole list, and is told. the name of a
related party may be empty, and its number alone be given. The elements are those of OFAC's schema
ENHANCED_XML.xsd.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from screening.lists.fields import iso_date
from screening.lists.intake import Intake
from screening.lists.markup import elements, root, text, texts
from screening.lists.ofac.party import RELATIONS, SDN, Party, days_said, relation
from screening.lists.opening import Part
from screening.watchlist import Entity

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["parse", "recognises"]

_LINES = ("ADDRESS1", "ADDRESS2", "ADDRESS3", "REGION", "STATE/PROVINCE", "POSTAL CODE")
_PARTS = frozenset((*_LINES, "CITY", "COUNTRY"))
_DATES = {"issueDate": "issued", "expirationDate": "expires"}
_NOTES = {"issuingAuthority": "issued by", "issuingLocation": "issued in", "comments": ""}
_SPANS = ("fromDateBegin", "fromDateEnd", "toDateBegin", "toDateEnd", "isApproximate", "isDateRange")
_KNOWN = frozenset(
    (
        *("entity", "generalInfo", "identityId", "entityType", "remarks", "title"),
        *("sanctionsLists", "sanctionsList", "sanctionsPrograms", "sanctionsProgram"),
        *("sanctionsTypes", "sanctionsType", "legalAuthorities", "legalAuthority"),
        *("names", "name", "isPrimary", "aliasType", "isLowQuality", "translations", "translation", "script"),
        *(
            "formattedFirstName",
            "formattedLastName",
            "formattedFullName",
            "nameParts",
            "namePart",
            "type",
            "value",
        ),
        *("addresses", "address", "country", "addressParts", "addressPart"),
        *("features", "feature", "versionId", "valueRefId", "valueDate", "reliability", *_SPANS),
        *(
            "identityDocuments",
            "identityDocument",
            "documentNumber",
            "isValid",
            "issuingCountry",
            *_NOTES,
            *_DATES,
        ),
        *("idFeatures", "idFeature", "relationships", "relationship", "quality", "relatedEntity"),
    )
)


class _File(NamedTuple):
    part: Part
    intake: Intake


def recognises(part: Part) -> bool:
    """Whether a file is an export in OFAC's enhanced format."""
    return root(part)[0] == "sanctionsData"


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """The listed parties.

    Raises:
        WatchlistError: the file is damaged.
    """
    file = _File(part, intake)
    for element in elements(part, intake, "publicationInfo", "entity"):
        if element.tag == "publicationInfo":
            _about(element, file)
        elif entity := _entity(element, file):
            yield entity


def _about(info: _Element, file: _File) -> None:
    """The date, the list, and whether the export holds a part of it only."""
    file.intake.as_of = iso_date(text(info, "dataAsOf"))
    lists = texts(info, "filters/sanctionsLists/sanctionsList")
    if lists:
        file.intake.list = "ofac_sdn" if SDN in lists else "ofac_cons"
    filters = info.find("filters")
    for found in filters if filters is not None else ():
        if found.tag != "sanctionsLists":
            file.intake.whole = False
            said = ", ".join(filter(None, (str(words).strip() for words in found.itertext())))
            file.intake.problems.append(
                f"{file.part.name}: not the whole list, an export filtered on {found.tag!s}: {said[:200]}"
            )


def _entity(element: _Element, file: _File) -> Entity | None:
    number = element.get("id", "")
    if not number.isdecimal():
        file.intake.skip(file.part.name, "an entity", "id", "not a number", number)
        return None
    party = Party(number, text(element, "generalInfo/entityType"), file.part.name, file.intake)
    if title := text(element, "generalInfo/title"):
        party.detail("Title", title)
    for name in element.iterfind("names/name"):
        _name(party, name)
    for address in element.iterfind("addresses/address"):
        _address(party, address)
    for feature in element.iterfind("features/feature"):
        doubted = text(feature, "reliability") == "False"
        party.detail(text(feature, "type"), text(feature, "value"), doubted=doubted)
    for document in element.iterfind("identityDocuments/identityDocument"):
        _document(party, document)
    for found in element.iterfind("relationships/relationship"):
        _relationship(party, found)
    for kind in texts(element, "sanctionsTypes/sanctionsType"):
        if kind != "Block":
            party.kept(f"Sanctions type: {kind}")
    party.remark(text(element, "generalInfo/remarks"))
    party.unknown({str(found.tag) for found in element.iter()} - _KNOWN)
    return _listed(party, element, file.intake)


def _listed(party: Party, element: _Element, intake: Intake) -> Entity | None:
    lists = [*element.iterfind("sanctionsLists/sanctionsList")]
    on_sdn = any(found.text == SDN for found in lists)
    on_others = any(found.text != SDN for found in lists)
    intake.list = intake.list or ("ofac_sdn" if on_sdn else "ofac_cons")
    key = "ofac_sdn" if intake.list == "ofac_sdn" and on_sdn else "ofac_cons"
    other, on_other = ("ofac_cons", on_others) if key == "ofac_sdn" else ("ofac_sdn", on_sdn)
    own = [found for found in lists if (found.text == SDN) == (key == "ofac_sdn")]
    days = [iso_date(str(found.get("datePublished", ""))) for found in own]
    return party.entity(
        key,
        programmes=texts(element, "sanctionsPrograms/sanctionsProgram"),
        legal_bases=texts(element, "legalAuthorities/legalAuthority"),
        designated_on=min(filter(None, days), default=""),
        see_also=(f"{other}:{party.number}",) if on_other else (),
    )


def _name(party: Party, name: _Element) -> None:
    primary = text(name, "isPrimary") == "true"
    weak = text(name, "isLowQuality") == "true"
    kind = text(name, "aliasType")
    for translation in name.iterfind("translations/translation"):
        original = primary and text(translation, "isPrimary") == "true"
        party.name(text(translation, "formattedFullName"), kind, primary=original, weak=weak)


def _address(party: Party, address: _Element) -> None:
    country = text(address, "country")
    translations = address.findall("translations/translation")
    for translation in translations:
        parts: dict[str, str] = {}
        for part in translation.iterfind("addressParts/addressPart"):
            kind = text(part, "type")
            if kind not in _PARTS:
                party.tell("address", "a part that is not known, kept with the street", kind)
            parts[kind] = text(part, "value")
        lines = [parts[kind] for kind in sorted(parts.keys() - {"CITY", "COUNTRY"}, key=_place)]
        party.address(lines, parts.get("CITY", ""), country or parts.get("COUNTRY", ""))
    if not translations:
        party.address((), "", country)


def _place(kind: str) -> int:
    return _LINES.index(kind) if kind in _LINES else len(_LINES)


def _document(party: Party, document: _Element) -> None:
    notes = ["marked as not valid"] if text(document, "isValid") == "false" else []
    for tag, said in _DATES.items():
        notes += [f"{said} {_days(found)}" for found in document.iterfind(tag)]
    for tag, said in _NOTES.items():
        notes += [f"{said} {found}".strip() for found in texts(document, tag)]
    notes += texts(document, "idFeatures/idFeature")
    number, country = text(document, "documentNumber"), text(document, "issuingCountry")
    party.detail(text(document, "type"), number, issuer=country, note=", ".join(notes))


def _days(element: _Element) -> str:
    first, last = text(element, "fromDateBegin"), text(element, "toDateEnd")
    try:
        return days_said(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        return f"{first} to {last}"


def _relationship(party: Party, found: _Element) -> None:
    other = found.find("relatedEntity")
    kind, quality = text(found, "type"), text(found, "quality")
    number = other.get("entityId", "") if other is not None else ""
    to = text(found, "relatedEntity") or number
    if kind not in RELATIONS or not to:
        party.tell("relationship", "not a relation that is known, or to nobody", kind)
    if to:
        party.relations.append(relation(kind, to, f"quality: {quality}" if quality else ""))
