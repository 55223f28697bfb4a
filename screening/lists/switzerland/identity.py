"""One ``identity`` of a target of the Swiss list: its names, dates, addresses and documents.

A party may have several identities, of which one is the main one; the primary name of another is an alias.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from screening.lists.fields import country, iso_date, name_kind
from screening.lists.markup import text
from screening.watchlist import Alias, EntityKind, Identifier, ListedAddress

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Found", "Place", "Tell", "place_of", "read_identity"]

Tell = Callable[[str, str, object], None]
"""Tells what is not understood in a target: element or attribute, message, value."""

_NAME_TYPES = {"primary-name": "primary", "alias": "alias", "formerly-known-as": "former"}
_QUALITIES = {"good": "strong", "low": "weak"}
_NAME_PARTS = frozenset((
    "given-name", "further-given-name", "father-name", "grand-father-name", "family-name", "maiden-name",
    "tribal-name", "suffix", "title", "whole-name", "other",
))  # fmt: skip
_DOCUMENTS = {
    "passport": "passport",
    "diplomatic-passport": "passport",
    "id-card": "national_id",
    "residence-permit": "other",
    "driving-license": "other",
    "travel-document": "other",
    "other": "other",
}


class Place(NamedTuple):
    """A place that addresses point to; what is not known is empty.

    Attributes:
        code: ISO code of the country.
    """

    city: str
    area: str
    country: str
    code: str


class Found(msgspec.Struct, gc=False):
    """What the identities of one party say, put together as they are read."""

    names: list[Alias] = []
    births: list[str] = []
    nationalities: list[str] = []
    countries: list[str] = []
    addresses: list[ListedAddress] = []
    identifiers: list[Identifier] = []
    roles: list[str] = []
    remarks: list[str] = []


def place_of(element: _Element) -> Place:
    """The place that an element describes by its own parts."""
    land = element.find("country")
    code = land.get("iso-code", "") if land is not None else ""
    name = text(element, "country")
    return Place(text(element, "location"), text(element, "area"), name or code, country(code) or country(name))


def read_identity(
    identity: _Element, kind: EntityKind, places: Mapping[str, Place], found: Found, tell: Tell
) -> None:
    """Add what one identity says.

    Args:
        identity: the element.
        kind: what its party is; only people have birth dates.
        places: the places of the file by their id.
        found: where it is added.
        tell: where faults are told.
    """
    main = identity.get("main") == "true"
    for element in identity:
        if element.tag == "name":
            found.names += _names(element, found, tell, main=main)
        elif element.tag == "day-month-year":
            _add_date(element, kind, found, tell)
        elif element.tag == "nationality":
            _add_nationality(element, found, tell)
        elif element.tag == "address":
            _add_address(element, _pointed(element, places, tell), found)
        elif element.tag == "place-of-birth":
            place = _pointed(element, places, tell)
            said = _joined(place.city, place.area, place.country, text(element, "remarks"))
            found.remarks += [f"Place of birth: {said}"] if said else []
        elif element.tag == "identification-document":
            _add_document(element, found, tell)


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def _names(name: _Element, found: Found, tell: Tell, *, main: bool) -> Iterator[Alias]:
    kind = _NAME_TYPES.get(name.get("name-type", ""))
    if kind is None:
        tell("name-type", "not a type of name that is known", name.get("name-type", ""))
    quality = _QUALITIES.get(name.get("quality", "good"))
    if quality is None:
        tell("quality", "not a quality of a name that is known", name.get("quality"))
    for number, spelling in enumerate(_spellings(name, found, tell)):
        primary = kind == "primary" and main and number == 0
        yield Alias(
            spelling,
            "primary" if primary else "former" if kind == "former" else name_kind(spelling),
            "weak" if quality == "weak" else "strong",
        )


def _spellings(name: _Element, found: Found, tell: Tell) -> list[str]:
    """A name as it is listed, then as its spelling variants write it; titles are no part of it.

    Of each script and language the first variants of all parts make one spelling, the second ones another; a
    part without a variant stays as it is.
    """
    values: list[str] = []
    variants: list[dict[tuple[str, str], list[str]]] = []
    for part in sorted(name.iterfind("name-part"), key=_order):
        kind, value = part.get("name-part-type", "other"), text(part, "value")
        if kind not in _NAME_PARTS:
            tell("name-part-type", "not a part of a name that is known", kind)
        if kind == "title":
            found.roles += [value] if value else []
        elif value not in {"", "-"}:
            values.append(value)
            variants.append(_variants(part))
    spellings = [" ".join(values)] if values else []
    for key in dict.fromkeys(key for by_script in variants for key in by_script):
        columns = [by_script.get(key, []) for by_script in variants]
        spellings += [
            " ".join(said or value for said, value in zip(row, values, strict=True))
            for row in zip_longest(*columns, fillvalue="")
        ]
    return list(dict.fromkeys(spellings))


def _variants(part: _Element) -> dict[tuple[str, str], list[str]]:
    """The spelling variants of a part of a name by script and language."""
    found: dict[tuple[str, str], list[str]] = {}
    for variant in part.iterfind("spelling-variant"):
        if said := (variant.text or "").strip():
            key = variant.get("script", "").casefold(), variant.get("lang", "").casefold()
            found.setdefault(key, []).append(said)
    return found


def _order(part: _Element) -> int:
    order = part.get("order", "")
    return int(order) if order.isascii() and order.isdigit() else 0


def _add_date(element: _Element, kind: EntityKind, found: Found, tell: Tell) -> None:
    year, month, day = (element.get(unit, "") for unit in ("year", "month", "day"))
    said = "-".join(number.zfill(2) for number in (year, month, day) if number)
    calendar, quality = element.get("calendar", "Gregorian"), element.get("quality", "good")
    date = iso_date(said) if year and (month or not day) else ""
    notes = _joined(
        "" if calendar.casefold() == "gregorian" else f"{calendar} calendar",
        "" if year else "year not known",
        "" if quality == "good" else f"{quality} quality",
    )
    if year and not date:
        tell("day-month-year", "not a date", said)
    if kind == "person" and date and "calendar" not in notes:
        found.births.append(date)
    if kind != "person" or notes or not date:
        label = "Date of birth" if kind == "person" else "Date"
        found.remarks.append(f"{label}: {said}" + (f" ({notes})" if notes else ""))


def _add_nationality(element: _Element, found: Found, tell: Tell) -> None:
    for land in element.iterfind("country"):
        said = (land.text or "").strip()
        if code := country(land.get("iso-code", "")) or country(said):
            found.nationalities.append(code)
        else:
            tell("nationality", "not a country that is known", said)
            found.remarks.append(f"Nationality: {said}")


def _pointed(element: _Element, places: Mapping[str, Place], tell: Tell) -> Place:
    """The place that an element points to, else the one it describes."""
    key = element.get("place-id", "")
    if key and key not in places:
        tell(str(element.tag), "points to a place that is not in the file", key)
    return places.get(key) or place_of(element)


def _add_address(element: _Element, place: Place, found: Found) -> None:
    care_of, box, remarks = (text(element, tag) for tag in ("c-o", "p-o-box", "remarks"))
    line = _joined(
        f"c/o {care_of}" if care_of else "",
        text(element, "address-details"),
        f"P.O. Box {box}" if box else "",
        text(element, "zip-code"),
        place.area,
    )
    found.addresses.append(
        ListedAddress(f"{line} ({remarks})".strip() if remarks else line, place.city, place.country)
    )
    found.countries.append(place.code)


def _add_document(element: _Element, found: Found, tell: Tell) -> None:
    kind = element.get("document-type", "")
    if kind not in _DOCUMENTS:
        tell("document-type", "not a kind of document that is known", kind)
    issuer = element.find("issuer")
    said = text(element, "issuer")
    code = country(said) or (country(issuer.get("code", "")) if issuer is not None else "")
    note = _joined(
        "" if kind == "passport" else kind.replace("-", " "),
        "" if code else said,
        *(f"{tag.replace('-', ' ')} {value}" for tag in ("date-of-issue", "expiry-date")
          if (value := _date_in(element, tag))),
        text(element, "remark"),
    )  # fmt: skip
    number = text(element, "number")
    if number:
        found.identifiers.append(Identifier(_DOCUMENTS.get(kind, "other"), number, code, note=note))
    else:
        tell("identification-document", "a document without a number", note)


def _date_in(element: _Element, tag: str) -> str:
    """A date of a document: the element's text, or the parts of a date below it."""
    date = element.find(f"{tag}/day-month-year")
    if date is None:
        return text(element, tag)
    return "-".join(filter(None, (date.get(unit, "").zfill(2) for unit in ("year", "month", "day"))))
