"""The records of the US Consolidated Screening List, from rows of its CSV and objects of its JSON alike."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from screening.lists import json_items
from screening.lists.fields import country
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.rows import Row, table
from screening.lists.us.ids import Id, ids_in

__all__ = ["Address", "Record", "records"]

_CODE = 2


class Address(msgspec.Struct, frozen=True):
    """One address; the CSV has all but the country in one line."""

    address: str | None = None
    city: str | None = None
    state: str | None = None
    postal_code: str | None = None
    country: str | None = None


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One row or object; the fields of both formats, as the JSON has them."""

    source: str
    name: str | None = None
    id: str | int | None = None
    entity_number: str | int | None = None
    type: str | None = None
    programs: list[str] | None = None
    title: str | None = None
    addresses: list[Address] | None = None
    federal_register_notice: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    standard_order: str | None = None
    license_requirement: str | None = None
    license_policy: str | None = None
    call_sign: str | None = None
    vessel_type: str | None = None
    vessel_flag: str | None = None
    vessel_owner: str | None = None
    remarks: str | None = None
    source_list_url: str | None = None
    source_information_url: str | None = None
    alt_names: list[str] | None = None
    citizenships: list[str] | None = None
    nationalities: list[str] | None = None
    dates_of_birth: list[str] | None = None
    ids: list[Id] | None = None
    country: str | None = None


_TEXTS = (
    "type",
    "title",
    "federal_register_notice",
    "start_date",
    "end_date",
    "standard_order",
    "license_requirement",
    "license_policy",
    "call_sign",
    "vessel_type",
    "vessel_flag",
    "vessel_owner",
    "remarks",
    "source_list_url",
    "source_information_url",
)
_UNREAD = frozenset(("gross_tonnage", "gross_registered_tonnage", "places_of_birth"))
_COLUMNS = frozenset((*Record.__struct_fields__, "_id", *_UNREAD))


def records(part: Part, intake: Intake) -> Iterator[tuple[int | str, Record]]:
    """The records with their places: the number of a line, or of an item.

    Raises:
        WatchlistError: the file is damaged.
    """
    if part.head.lstrip()[:1] != b"{":
        for row in table(part, intake, known=_COLUMNS):
            yield row.line, _from_row(row)
        return
    for number, item in json_items.items(part, intake):
        intake.unknown(part.name, f"item {number}", "a field", item.keys() - _COLUMNS)
        try:
            yield f"item {number}", msgspec.convert(item, Record)
        except msgspec.ValidationError as error:
            intake.skip(part.name, f"item {number}", "", f"not a record of the list ({error})")


def _from_row(row: Row) -> Record:
    return Record(
        source=row["source"],
        name=row["name"],
        id=row["_id"],
        entity_number=row["entity_number"],
        programs=list(row.many("programs")),
        addresses=[_address(line) for line in row.many("addresses", "; ")],
        alt_names=list(row.many("alt_names")),
        citizenships=list(row.many("citizenships")),
        nationalities=list(row.many("nationalities")),
        dates_of_birth=list(row.many("dates_of_birth")),
        ids=ids_in(row["ids"]),
        **{column: row[column] for column in _TEXTS},
    )


def _address(line: str) -> Address:
    """An address in one line; a code at its end is the country's.

    >>> _address("1 Nowhere Road, Yanji, 133000, CN").country, _address("1 Nowhere Road, TX, 75159").country
    ('CN', '')
    """
    before, _, last = line.rpartition(", ")
    if len(last) == _CODE and last.isupper() and country(last):
        return Address(before, country=last)
    return Address(line, country="")
