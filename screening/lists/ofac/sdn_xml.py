"""OFAC's plain XML: sdn.xml and consolidated.xml, ``sdnList`` with one ``sdnEntry`` for each party.

=========================  ==============================================================================
element of an entry        what it holds
=========================  ==============================================================================
``uid``                    OFAC's number, the same as in sdn.csv
``firstName lastName``     the primary name; ``lastName`` alone for organisations, vessels, aircraft
``title remarks sdnType``  text; ``Individual``, ``Entity``, ``Vessel``, ``Aircraft``
``programList``            programme codes
``akaList``                ``type`` (a.k.a., f.k.a., n.k.a.), ``category`` (strong, weak), the name
``addressList``            up to three lines, city, state, postcode, country
``idList``                 documents, and all other details: ``Gender``, ``Website``, wallets ...
``dateOfBirthList``        dates as text: ``circa 1962``; likewise places of birth
``nationalityList``        countries; likewise ``citizenshipList``
``vesselInfo``             call sign, type, flag, owner, tonnage
=========================  ==============================================================================

Traps: the root element of both lists is the same, and nothing in the file names the list: the consolidated one
begins with the Palestinian Legislative Council (``NS-PLC``). Relations stand in the remarks: ``(Linked To: ...)``.
The elements are those of OFAC's schema sdn.xsd; dates of listing and legal bases are not in this format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from screening.lists.fields import iso_date
from screening.lists.intake import Intake
from screening.lists.markup import elements, root, text, texts
from screening.lists.ofac.features import CONSOLIDATED_FILE
from screening.lists.ofac.party import Party
from screening.lists.opening import Part
from screening.watchlist import Entity

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["parse", "recognises"]

_LINES = ("address1", "address2", "address3", "stateOrProvince", "postalCode")
_VESSEL = {
    "callSign": "Vessel Call Sign",
    "grossRegisteredTonnage": "Vessel Gross Registered Tonnage",
    "tonnage": "Vessel Tonnage",
    "vesselFlag": "Vessel Flag",
    "vesselOwner": "Vessel Owner",
    "vesselType": "VESSEL TYPE",
}
_DATES = {"issueDate": "issued", "expirationDate": "expires"}
_KNOWN = frozenset(
    (
        *("sdnEntry", "uid", "firstName", "lastName", "title", "sdnType", "remarks", "programList", "program"),
        *("akaList", "aka", "type", "category", "addressList", "address", *_LINES, "city", "country"),
        *("idList", "id", "idType", "idNumber", "idCountry", *_DATES, "vesselInfo", *_VESSEL, "mainEntry"),
        *("dateOfBirthList", "dateOfBirthItem", "dateOfBirth"),
        *("placeOfBirthList", "placeOfBirthItem", "placeOfBirth"),
        *("nationalityList", "nationality", "citizenshipList", "citizenship"),
    )
)


def recognises(part: Part) -> bool:
    """Whether a file is sdn.xml or consolidated.xml."""
    return root(part)[0] == "sdnList"


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """The listed parties.

    Raises:
        WatchlistError: the file is damaged.
    """
    consolidated = b">NS-PLC<" in part.head or CONSOLIDATED_FILE.search(part.name)
    intake.list = "ofac_cons" if consolidated else "ofac_sdn"
    announced = seen = 0
    for element in elements(part, intake, "publshInformation", "sdnEntry"):
        if element.tag == "sdnEntry":
            seen += 1
            if entity := _entity(element, part, intake):
                yield entity
        else:
            intake.as_of = iso_date(text(element, "Publish_Date"), month_first=True)
            count = text(element, "Record_Count")
            announced = int(count) if count.isdecimal() else 0
    if announced and announced != seen:
        message = f"{seen:,} entries where Record_Count says {announced:,}: the file may be cut"
        intake.problems.append(f"{part.name}: {message}")


def _entity(entry: _Element, part: Part, intake: Intake) -> Entity | None:
    number = text(entry, "uid")
    if not number.isdecimal():
        intake.skip(part.name, "an entry", "uid", "not a number", number)
        return None
    party = Party(number, text(entry, "sdnType"), part.name, intake)
    if name := _name(entry):
        party.name(name, primary=True)
    if title := text(entry, "title"):
        party.detail("Title", title)
    for path, read in _READERS.items():
        for item in entry.iterfind(path):
            read(party, item)
    party.remark(text(entry, "remarks"))
    party.unknown({str(found.tag) for found in entry.iter()} - _KNOWN)
    return party.entity(intake.list, programmes=texts(entry, "programList/program"))


def _name(element: _Element) -> str:
    last, first = text(element, "lastName"), text(element, "firstName")
    return f"{last}, {first}" if last and first else last or first


def _alias(party: Party, item: _Element) -> None:
    category = text(item, "category")
    if category not in {"strong", "weak"}:
        party.tell("aka category", "not strong or weak, taken as strong", category)
    party.name(_name(item), text(item, "type"), weak=category == "weak")


def _address(party: Party, item: _Element) -> None:
    party.address([text(item, line) for line in _LINES], text(item, "city"), text(item, "country"))


def _id(party: Party, item: _Element) -> None:
    dates = [f"{said} {found}" for tag, said in _DATES.items() if (found := text(item, tag))]
    country = text(item, "idCountry")
    party.detail(text(item, "idType"), text(item, "idNumber"), issuer=country, note=", ".join(dates))


def _vessel(party: Party, item: _Element) -> None:
    for tag, what in _VESSEL.items():
        if found := text(item, tag):
            party.detail(what, found)


def _one(what: str, tag: str) -> Callable[[Party, _Element], None]:
    def read(party: Party, item: _Element) -> None:
        party.detail(what, text(item, tag))

    return read


_READERS: dict[str, Callable[[Party, _Element], None]] = {
    "akaList/aka": _alias,
    "addressList/address": _address,
    "dateOfBirthList/dateOfBirthItem": _one("Birthdate", "dateOfBirth"),
    "placeOfBirthList/placeOfBirthItem": _one("Place of Birth", "placeOfBirth"),
    "nationalityList/nationality": _one("Nationality Country", "country"),
    "citizenshipList/citizenship": _one("Citizenship Country", "country"),
    "idList/id": _id,
    "vesselInfo": _vessel,
}
