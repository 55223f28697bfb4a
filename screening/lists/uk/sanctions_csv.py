"""The UK Sanctions List as CSV (``UK-Sanctions-List.csv``).

The Foreign, Commonwealth & Development Office publishes it; since 28 January 2026 it is the only list of the
United Kingdom. UTF-8, parted by commas; the first line is ``Report Date: 13-Feb-2026``, the second the header of
58 columns:

=======================================================  ======================================================
columns                                                  content
=======================================================  ======================================================
Last Updated, Date Designated                            ``dd/mm/yyyy``
Unique ID                                                ``DPR0065``: the id of the entry
OFSI Group ID, UN Reference Number                       its ids on the former list and on that of the UN
Name 6, Name 1 ... Name 5                                given names in 1 to 5; family name, or all of it, in 6
Name type, Alias strength                                Primary Name, Primary Name Variation, Alias; good, low
Name non-latin script, its type and language             the name in its own script
Regime Name                                              the regulations that it is listed under
Designation Type, Designation source                     Individual, Entity, Ship; UN, UK, Both
Sanctions Imposed                                        ``Asset freeze|Travel Ban``
Address Line 1 ... 6, Address Postal Code and Country    the town in line 6
D.O.B                                                    ``dd/mm/1945`` where only the year is known
Passport, National Identifier: number and information    of individuals
Business registration number (s), Type of entity,        of entities, under whatever name of a register:
Subsidiaries, Parent company                             ``OGRN: 1157847282603 TIN: 7840038027``
IMO number, owners, flags, Type of ship ...              of ships
=======================================================  ======================================================

Traps: a row is one combination of the values of an entry, so that one entry takes thousands of rows; an entry has
a second primary name now and then; a name in the non-Latin column may be Latin all the same. The script's type and
language are not kept, the name shows them.

Documentation: "UK Sanctions List: change to the list's format" and the format guidance at
https://www.gov.uk/government/publications/the-uk-sanctions-list. Verified against the header and single rows of
the file of 2026 as published elsewhere, and on the names, documents and dates of all 6,046 entries of May 2026 in
a table made from it; never on a whole official file.
"""

from __future__ import annotations

from collections.abc import Iterator

from screening.lists import rows, sheets
from screening.lists.headings import headed, known_rows
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.rows import Row
from screening.lists.uk.designation import NATIVE, Designation, entities
from screening.lists.uk.values import report_date
from screening.watchlist import Entity

__all__ = ["parse", "recognises"]

_KEY = "uk_sanctions"
_NAME_PARTS = tuple(f"name {number}" for number in range(1, 7))
_LINES = tuple(f"address {number}" for number in range(1, 7))
_COLUMNS = {
    "id": ("Unique ID",),
    **{part: (part,) for part in _NAME_PARTS},
    "name type": ("Name type",),
    "strength": ("Alias strength",),
    "native": ("Name non-latin script",),
    "script": ("Non-latin script type",),
    "language": ("Non-latin script language",),
    **{line: (f"Address Line {line[-1]}",) for line in _LINES},
    "postcode": ("Address Postal Code",),
    "country": ("Address Country",),
    "passport": ("Passport number",),
    "passport details": ("Passport additional information",),
    "national id": ("National Identifier number",),
    "national id details": ("National Identifier additional information",),
    "birth town": ("Town of birth",),
    "birth country": ("Country of birth",),
}
_SAID = {
    "ofsi": ("OFSI Group ID",),
    "un": ("UN Reference Number",),
    "title": ("Title",),
    "regime": ("Regime Name",),
    "kind": ("Designation Type",),
    "designated by": ("Designation source",),
    "measures": ("Sanctions Imposed",),
    "other": ("Other Information",),
    "reasons": ("UK Statement of Reasons",),
    "phone": ("Phone number",),
    "website": ("Website",),
    "email": ("Email address",),
    "designated": ("Date Designated",),
    "updated": ("Last Updated",),
    "birth": ("D.O.B",),
    "nationality": ("Nationality(/ies)", "Nationality"),
    "position": ("Position",),
    "gender": ("Gender",),
    "entity type": ("Type of entity",),
    "subsidiary": ("Subsidiaries",),
    "parent": ("Parent company",),
    "registration": ("Business registration number (s)",),
    "imo": ("IMO number",),
    "owner": ("Current owner/operator (s)",),
    "previous owner": ("Previous owner/operator (s)",),
    "flag": ("Current believed flag of ship",),
    "previous flag": ("Previous flags",),
    "ship type": ("Type of ship",),
    "tonnage": ("Tonnage of ship",),
    "length": ("Length of ship",),
    "built": ("Year Built",),
    "hull": ("Hull identification number (HIN)",),
}
_ALL = {**_COLUMNS, **_SAID}
_NEEDED = frozenset({"id", "name 6", "regime"})


def recognises(part: Part) -> bool:
    """Whether it is a table with the columns of the UK Sanctions List."""
    return headed(part, _ALL, _NEEDED)


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """Read the list; entries are given out once the last row was read, since any row may speak of any entry.

    Raises:
        WatchlistError: the file is damaged or has no header.
    """
    first = (sheets.first_rows if part.spreadsheet else rows.first_rows)(part, most=1)
    intake.as_of = report_date(first[0]) if first else ""
    found: dict[str, Designation] = {}
    for row in known_rows(part, intake, _ALL, _NEEDED):
        if not (id_ := row["id"]):
            row.skip("Unique ID", "a row without the id of its entry")
            continue
        _take(found.setdefault(id_, Designation(id_)), row)
    yield from entities(found, _KEY, part.name, intake)


def _take(entry: Designation, row: Row) -> None:
    entry.name([row[part] for part in _NAME_PARTS], row["name type"], row["strength"])
    entry.name([row["native"]], NATIVE, "")
    entry.address([row[line] for line in _LINES], row["postcode"], row["country"])
    entry.paper("passport", row["passport"], row["passport details"])
    entry.paper("national_id", row["national id"], row["national id details"])
    entry.say("birthplace", ", ".join(filter(None, (row["birth town"], row["birth country"]))))
    for what in _SAID:
        entry.say(what, row[what])
