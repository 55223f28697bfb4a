"""The Denied Persons List of the US Bureau of Industry and Security: ``dpl.txt``.

A table with a header, parted by tabs, every cell in quotation marks; one row for each address of a party.

================================== =====================================================================
columns                            content
================================== =====================================================================
``Name``                           the party; in some rows with another name in it
``Street_Address`` ... ``Country`` one address; the country is a code, often empty for the United States
``Effective_Date``                 of the order, ``MM/DD/YYYY``
``Expiration_Date``                of the order; empty: for good
``Standard_Order``                 ``Y`` if the order denies all export privileges
``Last_Update``                    ISO date
``Action``                         what was done last: ``FR NOTICE ADDED``
``FR_Citation``                    where the orders stand in the Federal Register
================================== =====================================================================

Traps: the list has no numbers (an entry is a name under the order of a date, over all its rows, which need not
follow one another), states no date of its own, and does not say what a party is. Orders that ran out stay on
the list until they are taken off: their date stands in ``expires_on``.

Official description: "Denied Persons List", https://www.bis.gov/dpl; orders under 15 CFR 764.3(a)(2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from screening.lists.fields import country, iso_date
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.rows import Row, first_rows, table
from screening.lists.us.names import entry_id, kind_of, names_of
from screening.watchlist import Entity, ListedAddress

__all__ = ["parse", "recognises"]

_ADDRESS = ("Street_Address", "City", "State", "Postal_Code", "Country")
_COLUMNS = (
    "Name",
    *_ADDRESS,
    "Effective_Date",
    "Expiration_Date",
    "Standard_Order",
    "Last_Update",
    "Action",
    "FR_Citation",
)
_CITATIONS = re.compile(r"(?:(?<!\s)\s+and\s+|(?<![,;\s])[,;\s]+)(?=\d+\s*F\.?\s*R\b)")
_SAID = {"Y": "standard order", "N": "not the standard order"}
_URL = "https://www.bis.gov/dpl"


def recognises(part: Part) -> bool:
    """Whether the header is the list's."""
    rows = [] if part.spreadsheet else first_rows(part, "\t", 1)
    return bool(rows) and {"Name", "Effective_Date", "Expiration_Date", "FR_Citation"} <= set(rows[0])


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """Read the list; the rows of one party under one order are one entry.

    Raises:
        WatchlistError: the file is damaged.
    """
    entries: dict[tuple[str, str], list[Row]] = {}
    for row in table(part, intake, delimiter="\t", known=_COLUMNS):
        if not row["Name"]:
            row.skip("Name", "a row without a name")
            continue
        effective = _date(row, "Effective_Date")
        entries.setdefault((entry_id(row["Name"], effective), effective), []).append(row)
    for (key, effective), rows in entries.items():
        yield _entity(key, effective, rows)


def _entity(key: str, effective: str, rows: Sequence[Row]) -> Entity:
    addresses = tuple(dict.fromkeys(address for row in rows if (address := _address(row)) is not None))
    names = names_of(rows[0]["Name"])
    expiries = [_date(row, "Expiration_Date") for row in rows]
    return Entity(
        id=key,
        list="bis_dpl",
        kind=kind_of(names[0].name, (address.line for address in addresses)),
        names=names,
        programmes=("Denied Persons List",),
        legal_bases=_each(part for row in rows for part in _CITATIONS.split(row["FR_Citation"])),
        countries=_each(map(_country, rows)),
        addresses=addresses,
        designated_on=effective,
        updated_on=max(_date(row, "Last_Update") for row in rows),
        expires_on="" if "" in expiries else max(expiries),
        remarks="; ".join(_each(part for row in rows for part in (_order(row), row["Action"]))),
        source="BIS Denied Persons List",
        url=_URL,
    )


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(said for value in values if (said := value.strip(" ,;"))))


def _date(row: Row, column: str) -> str:
    value = row[column]
    found = iso_date(value, month_first=True)
    if value and not found:
        row.tell(column, "not a date", value)
    return found


def _order(row: Row) -> str:
    value = row["Standard_Order"].upper()
    if value and value not in _SAID:
        row.tell("Standard_Order", "neither Y nor N", value)
    return _SAID.get(value, "")


def _address(row: Row) -> ListedAddress | None:
    line = ", ".join(part for part in (row["Street_Address"], row["State"], row["Postal_Code"]) if part)
    return ListedAddress(line, row["City"], row["Country"]) if any(row[column] for column in _ADDRESS) else None


def _country(row: Row) -> str:
    """The code of an address's country; the list often leaves out that of an American state."""
    code = country(row["Country"])
    if row["Country"] and not code:
        row.tell("Country", "not a country", row["Country"])
    return code
