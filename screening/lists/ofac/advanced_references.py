"""What stands beside the parties in OFAC's advanced XML: code tables, dates, places, documents.

Every value is a number in the file; the tables ``ReferenceValueSets`` say what it means.
"""

from __future__ import annotations

import calendar
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from screening.lists.ofac.party import days_said
from screening.watchlist import ListedAddress

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Document", "References", "day", "document", "issued_on", "location", "period"]

_LINES = ("ADDRESS1", "ADDRESS2", "ADDRESS3", "REGION", "STATE/PROVINCE", "POSTAL CODE", "Unknown")
_DATE_WORDS = {"Issue Date": "issued", "Expiration Date": "expires"}


class References:
    """The code tables, by the name of their elements: ``references["AliasType", "1400"]``."""

    def __init__(self) -> None:
        self._tables: dict[tuple[str, str], str] = {}
        self._party_types: dict[str, str] = {}

    def read(self, element: _Element) -> None:
        """Take in ``ReferenceValueSets``."""
        for table in element:
            for entry in table:
                number = entry.get("ID", "")
                self._tables[str(entry.tag), number] = (entry.text or "").strip()
                if entry.tag == "AreaCode":  # an area is often a country by another number
                    self._tables["Area", number] = entry.get("Description", "")
                elif entry.tag == "PartySubType":
                    self._party_types[number] = entry.get("PartyTypeID", "")

    def __getitem__(self, key: tuple[str, str]) -> str:
        """What a number means in a table; empty if it is not there."""
        return self._tables.get(key, "")

    def party_kind(self, sub_type: str) -> str:
        """``Individual``, ``Entity``, ``Vessel``, ``Aircraft``; the last two are sub-types of ``Transport``."""
        name = self["PartySubType", sub_type]
        return name if name not in {"", "Unknown"} else self["PartyType", self._party_types.get(sub_type, "")]


class Document(NamedTuple):
    """A document of a party; ``note`` is all that the file says besides."""

    what: str
    number: str
    issuer: str
    note: str


def document(element: _Element, references: References) -> Document:
    """An ``IDRegDocument``."""
    number, notes = "", []
    validity = references["Validity", element.get("ValidityID", "")]
    if validity not in {"", "Valid", "Unknown"}:
        notes.append(validity.lower())
    for child in element:
        said = (child.text or "").strip()
        if child.tag == "IDRegistrationNo":
            number = said
        elif child.tag == "DocumentDate":
            kind = references["IDRegDocDateType", child.get("IDRegDocDateTypeID", "")]
            notes.append(f"{_DATE_WORDS.get(kind, kind)} {period(child[0]) if len(child) else ''}".strip())
        elif said:
            notes.append(f"issued by {said}" if child.tag == "IssuingAuthority" else said)
    what = references["IDRegDocType", element.get("IDRegDocTypeID", "")]
    issuer = references["Country", element.get("IssuedBy-CountryID", "")]
    return Document(what, number, issuer, ", ".join(notes))


def location(element: _Element, references: References) -> ListedAddress:
    """A ``Location``: an address, or a country alone, which may stand as text of an unknown kind of part."""
    country = area = ""
    parts: dict[str, str] = {}
    for child in element:
        if child.tag == "LocationPart":
            kind = references["LocPartType", child.get("LocPartTypeID", "")]
            value = next(iter(child.iterfind("LocationPartValue/Value")), None)
            if value is not None and value.text:
                parts[kind or "Unknown"] = value.text.strip()
        elif child.tag == "LocationCountry":
            country = references["Country", child.get("CountryID", "")]
        elif child.tag == "LocationAreaCode":
            area = references["Area", child.get("AreaCodeID", "")]
    if not country and parts.keys() == {"Unknown"}:
        return ListedAddress(country=parts["Unknown"])
    city = parts.pop("CITY", "")
    lines = sorted(parts, key=lambda kind: _LINES.index(kind) if kind in _LINES else len(_LINES))
    return ListedAddress(", ".join(parts[kind] for kind in lines), city, country or area)


def issued_on(element: _Element) -> str:
    """A plain date (``DateOfIssue``, ``Date``) as an ISO date; empty if it is none."""
    found = day(element, last=False)
    return found.isoformat() if found else ""


def day(element: _Element | None, *, last: bool) -> date | None:
    """The day of ``Year``, ``Month``, ``Day``; where a part is missing, the first or the last that it may be."""
    if element is None:
        return None
    numbers = {child.tag: child.text or "" for child in element}
    try:
        year = int(numbers.get("Year", ""))
        month = int(numbers.get("Month") or (12 if last else 1))
        number = int(numbers.get("Day") or (calendar.monthrange(year, month)[1] if last else 1))
        return date(year, month, number)
    except (ValueError, OverflowError):
        return None


def period(element: _Element) -> str:
    """A ``DatePeriod`` as OFAC writes it in the CSV file: ``circa 1957``, ``Jan 1972``, ``1951 to 1953``.

    The file gives the earliest and the latest day of its beginning and of its end. Empty if they are no dates.
    """
    start, end = element.find("Start"), element.find("End")
    first = day(start.find("From") if start is not None else None, last=False)
    final = day(end.find("To") if end is not None else None, last=True)
    if first is None or final is None:
        return ""
    circa = any(side is not None and side.get("Approximate") == "true" for side in (start, end))
    return f"{'circa ' if circa else ''}{days_said(first, final)}"
