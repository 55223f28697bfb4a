"""The UK Sanctions List as XML (``UK-Sanctions-List.xml``): the list of :mod:`~screening.lists.uk.sanctions_csv`.

Root ``Designations``: ``DateGenerated`` (``02/09/2026``), then one ``Designation`` an entry, whose elements all
may be absent:

=============================================  ================================================================
element                                        content
=============================================  ================================================================
UniqueID, OFSIGroupID, UNReferenceNumber       ``DPR0065``: the id of the entry; those on other lists
LastUpdated, DateDesignated                    ``dd/mm/yyyy``
Names/Name                                     Name1 ... Name6, NameType, AliasStrength
NonLatinNames/NonLatinName                     NameNonLatinScript, NonLatinScriptType, NonLatinScriptLanguage
IndividualEntityShip, DesignationSource        Individual, Entity, Ship; UN, UK, Both
RegimeName, SanctionsImposed                   the regulations; ``Asset freeze|Travel Ban``
SanctionsImposedIndicators                     the same measures as yes or no; not read
Addresses/Address                              AddressLine1 ... AddressLine6, AddressPostalCode, AddressCountry
IndividualDetails/Individual                   DOBs, BirthDetails, PassportDetails, Nationalities, Positions ...
EntityDetails/Entity                           BusinessRegistrationNumbers, ParentCompanies, Subsidiaries ...
ShipDetails/Ship                               IMONumbers, CurrentOwnerOperators, CurrentBelievedFlagOfShips ...
=============================================  ================================================================

The schema also has CryptoWalletAddresses and HullIdentificationNumbers, which no entry had so far. A path that is
not known and holds text is told.

Documentation: the XSD beside the list at https://www.gov.uk/government/publications/the-uk-sanctions-list.
Verified against single entries of the file of 2026 as published elsewhere, and on the names, documents and dates
of all 6,046 entries of May 2026 in a table made from it; never on a whole official file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from screening.lists.fields import iso_date
from screening.lists.intake import Intake
from screening.lists.markup import elements, root, text
from screening.lists.opening import Part
from screening.lists.uk.designation import NATIVE, Designation, entities
from screening.watchlist import Entity

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["parse", "recognises"]

_KEY = "uk_sanctions"
_PERSON, _FIRM, _SHIP = "IndividualDetails/Individual", "EntityDetails/Entity", "ShipDetails/Ship"
_PAPERS = {
    "Passport": "passport",
    "NationalIdentifier": "national_id",
}
_SAID = {
    "OFSIGroupID": "ofsi",
    "UNReferenceNumber": "un",
    "Titles/Title": "title",
    "RegimeName": "regime",
    "IndividualEntityShip": "kind",
    "DesignationSource": "designated by",
    "SanctionsImposed": "measures",
    "OtherInformation": "other",
    "UKStatementofReasons": "reasons",
    "PhoneNumbers/PhoneNumber": "phone",
    "Websites/Website": "website",
    "EmailAddresses/EmailAddress": "email",
    "DateDesignated": "designated",
    "LastUpdated": "updated",
    "CryptoWalletAddresses/CryptoWalletAddress": "wallet",
    f"{_PERSON}/DOBs/DOB": "birth",
    f"{_PERSON}/Nationalities/Nationality": "nationality",
    f"{_PERSON}/Positions/Position": "position",
    f"{_PERSON}/Genders/Gender": "gender",
    f"{_FIRM}/TypeOfEntities/TypeOfEntity": "entity type",
    f"{_FIRM}/Subsidiaries/Subsidiary": "subsidiary",
    f"{_FIRM}/ParentCompanies/ParentCompany": "parent",
    f"{_FIRM}/BusinessRegistrationNumbers/BusinessRegistrationNumber": "registration",
    f"{_SHIP}/IMONumbers/IMONumber": "imo",
    f"{_SHIP}/CurrentOwnerOperators/CurrentOwnerOperator": "owner",
    f"{_SHIP}/PreviousOwnerOperators/PreviousOwnerOperator": "previous owner",
    f"{_SHIP}/CurrentBelievedFlagOfShips/CurrentBelievedFlagOfShip": "flag",
    f"{_SHIP}/PreviousFlags/PreviousFlag": "previous flag",
    f"{_SHIP}/TypeOfShipDetails/TypeOfShip": "ship type",
    f"{_SHIP}/TonnageOfShipDetails/TonnageOfShip": "tonnage",
    f"{_SHIP}/LengthOfShipDetails/LengthOfShip": "length",
    f"{_SHIP}/YearsBuilt/YearBuilt": "built",
    f"{_SHIP}/HullIdentificationNumbers/HullIdentificationNumber": "hull",
}
_LINES = tuple(f"AddressLine{number}" for number in range(1, 7))
_NAME_PARTS = tuple(f"Name{number}" for number in range(1, 7))
# Elements that belong together, with what they may hold.
_GROUPS = {
    "Names/Name": (*_NAME_PARTS, "NameType", "AliasStrength"),
    "NonLatinNames/NonLatinName": ("NameNonLatinScript", "NonLatinScriptType", "NonLatinScriptLanguage"),
    "Addresses/Address": (*_LINES, "AddressPostalCode", "AddressCountry"),
    f"{_PERSON}/BirthDetails/Location": ("TownOfBirth", "CountryOfBirth"),
    f"{_PERSON}/PassportDetails/Passport": ("PassportNumber", "PassportAdditionalInformation"),
    f"{_PERSON}/NationalIdentifierDetails/NationalIdentifier": (
        "NationalIdentifierNumber",
        "NationalIdentifierAdditionalInformation",
    ),
}
_KNOWN = frozenset({
    "UniqueID",
    *_SAID,
    *(f"{group}/{element}" for group, held in _GROUPS.items() for element in held),
})  # fmt: skip
_NOT_READ = "SanctionsImposedIndicators/"
_SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}"


def recognises(part: Part) -> bool:
    """Whether its root is that of the UK Sanctions List."""
    return root(part)[0] == "Designations"


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """Read the list, an entry at a time.

    Raises:
        WatchlistError: lxml is not installed, or the file is damaged or cut off.
    """
    seen: set[str] = set()
    for element in elements(part, intake, "DateGenerated", "Designation"):
        if element.tag == "DateGenerated":
            intake.as_of = iso_date(element.text or "")
            continue
        id_ = text(element, "UniqueID")
        if not id_:
            intake.skip(part.name, text(element, "Names/Name/Name6"), "UniqueID", "an entry without its id")
            continue
        if id_ in seen:
            intake.tell(part.name, id_, "UniqueID", "stands on an earlier entry already")
        seen.add(id_)
        intake.unknown(part.name, id_, "an element", _unknown(element))
        yield from entities({id_: _designation(id_, element)}, _KEY, part.name, intake)


def _designation(id_: str, element: _Element) -> Designation:
    entry = Designation(id_)
    for name in element.iterfind("Names/Name"):
        entry.name([text(name, part) for part in _NAME_PARTS], text(name, "NameType"), text(name, "AliasStrength"))
    for name in element.iterfind("NonLatinNames/NonLatinName"):
        entry.name([text(name, "NameNonLatinScript")], NATIVE, "")
    for address in element.iterfind("Addresses/Address"):
        lines = [text(address, line) for line in _LINES]
        entry.address(lines, text(address, "AddressPostalCode"), text(address, "AddressCountry"))
    for paper, kind in _PAPERS.items():
        for found in element.iterfind(f"{_PERSON}/{paper}Details/{paper}"):
            entry.paper(kind, text(found, f"{paper}Number"), text(found, f"{paper}AdditionalInformation"))
    for place in element.iterfind(f"{_PERSON}/BirthDetails/Location"):
        parts = text(place, "TownOfBirth"), text(place, "CountryOfBirth")
        entry.say("birthplace", ", ".join(filter(None, parts)))
    for path, what in _SAID.items():
        for found in element.iterfind(path):
            entry.say(what, found.text or "")
    return entry


def _unknown(entry: _Element) -> Iterator[str]:
    """The paths below an entry that hold text or attributes and are not known."""

    def walk(element: _Element, path: str) -> Iterator[str]:
        for child in element.iterchildren("*"):
            place = f"{path}{child.tag}"
            if (child.text or "").strip() and place not in _KNOWN and not place.startswith(_NOT_READ):
                yield place
            yield from (f"{place}/@{name}" for name in map(str, child.attrib) if not name.startswith(_SCHEMA))
            yield from walk(child, f"{place}/")

    return walk(entry, "")
