"""The European Union's consolidated list of financial sanctions, FSF XML 1.1 (``xmlFullSanctionsList_1_1``).

Published by the European Commission (DG FISMA); schema ``schema_1_1.xsd``, namespace
``http://eu.europa.ec/fpi/fsd/export``. One ``export`` with ``generationDate`` holds a ``sanctionEntity`` for each
party; nearly everything is in attributes, remarks and legal acts are elements.

==================  ==========================================================================================
element             attributes read
==================  ==========================================================================================
``sanctionEntity``  euReferenceNumber, logicalId, unitedNationId, designationDate, designationDetails,
                    delistingDate
``subjectType``     code (person, enterprise), classificationCode (P, E)
``regulation``      numberTitle, programme, publicationDate, ``publicationUrl``: the legal acts
``nameAlias``       wholeName or firstName, middleName, lastName; strong, nameLanguage, title, function
``birthdate``       birthdate, or year, monthOfYear, dayOfMonth, or yearRangeFrom, yearRangeTo; circa,
                    calendarType
``citizenship``     countryIso2Code, countryDescription; ``00`` is not known
``address``         street, poBox, place, zipCode, region, city, country; ``contactInfo`` key, value
``identification``  number, latinNumber, identificationTypeCode, flags (knownExpired, knownFalse ...), issue,
                    validity
==================  ==========================================================================================

``regulationSummary`` names the act of a part: the latest of them is the date of change. The id is the EU reference
number, else ``EU-`` and the logical id: see :mod:`screening.lists.eu.party`. Verified against the schema's
elements and attributes and short published excerpts only; no whole file was at hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from screening.lists.eu.party import Party
from screening.lists.fields import iso_date
from screening.lists.intake import Intake
from screening.lists.markup import elements, root, text, texts
from screening.lists.opening import Part
from screening.watchlist import Entity

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["parse", "recognises"]

_WHERE = "region place countryIso2Code countryDescription"
_ATTRIBUTES = {
    "sanctionEntity": "delistingDate designationDate designationDetails unitedNationId euReferenceNumber",
    "subjectType": "code classificationCode",
    "regulation": "regulationType organisationType publicationDate entryIntoForceDate numberTitle programme",
    "nameAlias": "firstName middleName lastName wholeName function gender title nameLanguage strong",
    "citizenship": f"acquisitionDate disenfranchisementDate {_WHERE}",
    "birthdate": "circa calendarType city zipCode birthdate dayOfMonth monthOfYear year yearRangeFrom yearRangeTo "
    + _WHERE,
    "address": f"city street poBox zipCode asAtListingTime {_WHERE}",
    "identification": "diplomatic knownExpired knownFalse reportedLost revokedByIssuer issueDate issuedBy "
    "latinNumber nameOnDocument number validFrom validTo identificationTypeCode identificationTypeDescription "
    + _WHERE,
    "remark": "",
    "additionalInformation": "key value",
}
_EVERYWHERE = frozenset(("logicalId", "regulationLanguage"))
_KNOWN = {tag: frozenset(names.split()) | _EVERYWHERE for tag, names in _ATTRIBUTES.items()}
_INSIDE = frozenset(
    ("remark", "additionalInformation", "regulationSummary", "contactInfo", "publicationUrl", "corrigendum")
)


def recognises(part: Part) -> bool:
    """Whether a file is the EU's list in FSF XML."""
    name, attributes = root(part)
    return name == "export" and any("/fsd/export" in value for value in attributes.values())


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """The listed parties.

    Raises:
        WatchlistError: the file is damaged or no XML.
    """
    intake.as_of = iso_date(root(part)[1].get("generationDate", ""))
    seen: set[str] = set()
    for element in elements(part, intake, "sanctionEntity"):
        place = element.get("euReferenceNumber") or f"EU-{element.get('logicalId', '')}"

        def tell(column: str, message: str, value: object = None, place: str = place) -> None:
            intake.tell(part.name, place, column, message, value)

        intake.unknown(part.name, place, "an element", _unknown(element))
        entity = _party(element, Party(element.get("logicalId", ""), tell)).entity()
        if entity is None:
            intake.skip(part.name, place, "nameAlias", "an entry without a name")
            continue
        if entity.id in seen:
            tell("logicalId", "stands on an earlier entry already", entity.id)
        seen.add(entity.id)
        yield entity


def _party(element: _Element, party: Party) -> Party:
    entry = _fields(element)
    subject = element.find("subjectType")
    party.describe({**entry, **(_fields(subject) if subject is not None else {})})
    for act in element.iterfind("regulation"):
        party.regulation({**_fields(act), "publicationUrl": text(act, "publicationUrl")})
    for act in element.iterfind("*/regulationSummary"):
        party.changed(_fields(act))
    for tag, read in (
        ("nameAlias", party.name),
        ("birthdate", party.birth),
        ("citizenship", party.citizenship),
        ("address", party.address),
        ("identification", party.identification),
    ):
        for child in element.iterfind(tag):
            read(_fields(child))
    for contact in element.iterfind("address/contactInfo"):
        party.contact(contact.get("key", ""), contact.get("value", "") or (contact.text or "").strip())
    for more in element.iter("additionalInformation"):
        party.remark(": ".join(filter(None, (more.get("key"), more.get("value"), (more.text or "").strip()))))
    return party


def _fields(element: _Element) -> dict[str, str]:
    """The attributes and the remarks of an element."""
    fields = {str(name): str(value).strip() for name, value in element.attrib.items()}
    remarks = texts(element, "remark")
    if remarks:
        fields["remark"] = "\n".join(remarks)
    return fields


def _unknown(element: _Element) -> Iterator[str]:
    """Elements and attributes that are not read."""
    for part in (element, *element):
        tag = str(part.tag)
        known = _KNOWN.get(tag)
        if known is None:
            yield tag
            continue
        yield from (f"{tag}/@{name}" for name in map(str, part.attrib) if name not in known)
        if part is not element:
            yield from (f"{tag}/{child.tag}" for child in part if child.tag not in _INSIDE)
