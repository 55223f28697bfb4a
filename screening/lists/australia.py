"""Australia's Consolidated List of the Department of Foreign Affairs and Trade, XLSX, or CSV of its columns.

The Australian Sanctions Office publishes one workbook (``Australian_Sanctions_Consolidated_List.xlsx``, earlier
``regulation8_consolidated.xlsx``) with a row for each name; the reference joins them: ``1000`` is the primary
name, ``1000a`` and ``1000b`` are other names of the same party, with all other columns repeated.

=================================  ================================================================================
column                             content
=================================  ================================================================================
``Reference``                      number and the letters of an alias
``Name of Individual or Entity``
``Type``                           Individual, Entity, Vessel
``Name Type``                      Primary Name, Alias, Original Script; formerly aka, Formerly known as
``Alias Strength``                 Strong, Weak
``Date of Birth``                  dates day first, years, ``Approximately 1963``, several parted by commas
``Place of Birth``, ``Citizenship``, ``Address``, ``Additional Information``
``Listing Information``            prose, ``Listed on 25 Jan. 2001 (amended ...)``
``IMO Number``                     of vessels
``Committees``                     the regime: ``1718 (DPRK)``, ``Autonomous (Russia)``
``Control Date``                   when the row was last edited, not when the party was listed
``Instrument of Designation``
``Targeted Financial Sanction``, ``Travel Ban``, ``Arms Embargo``, ``Maritime Restriction``: 1 or 0
=================================  ================================================================================

Traps: the rows of a party may be apart, and may differ in what they add, so all of them count. A cell may hold
several values as ``a) ... b) ...``. The file states no date. There are no document numbers in columns: what the
list has of them is prose, which stays in the remarks.

The columns are those of 2026, and older ones without the last five. Verified on these columns and values as other
readers describe and quote them; never on a real file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from screening.lists.aliases import distinct
from screening.lists.fields import country, iso_date, name_kind, span
from screening.lists.headings import headed, known_rows
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.rows import Row
from screening.watchlist import Alias, Entity, EntityKind, Identifier, ListedAddress

__all__ = ["parse", "recognises"]

_URL = "https://www.dfat.gov.au/international-relations/security/sanctions/consolidated-list"
_COLUMNS = {
    "reference": ("Reference",),
    "name": ("Name of Individual or Entity", "Name of Individual, Entity or Vessel"),
    "type": ("Type",),
    "name_type": ("Name Type",),
    "strength": ("Alias Strength",),
    "born": ("Date of Birth",),
    "birth_place": ("Place of Birth",),
    "citizenship": ("Citizenship",),
    "address": ("Address",),
    "information": ("Additional Information",),
    "listing": ("Listing Information",),
    "imo": ("IMO Number",),
    "committees": ("Committees",),
    "control_date": ("Control Date",),
    "instrument": ("Instrument of Designation", "Instrument"),
    "freeze": ("Targeted Financial Sanction",),
    "travel_ban": ("Travel Ban",),
    "arms_embargo": ("Arms Embargo",),
    "maritime": ("Maritime Restriction",),
}
_NEEDED = ("reference", "name", "name_type", "committees")
_KINDS: dict[str, EntityKind] = {
    "individual": "person",
    "person": "person",
    "entity": "organization",
    "vessel": "vessel",
}
_NAME_TYPES: dict[str, Literal["primary", "alias", "former", "native"]] = {
    "primary name": "primary",
    "primary": "primary",
    "alias": "alias",
    "aka": "alias",
    "original script": "native",
    "formerly known as": "former",
    "previously listed as": "former",
    "fka": "former",
}
_STRENGTHS = frozenset(("", "strong", "weak"))
_MEASURES = {
    "freeze": "targeted financial sanction",
    "travel_ban": "travel ban",
    "arms_embargo": "arms embargo",
    "maritime": "maritime restriction",
}
_YES_NO = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}
_REFERENCE = re.compile(r"(\d+)\s*([a-z]{0,3})", re.IGNORECASE)
_ENUMERATION = re.compile(r"(?:^|\s)[a-z]\)\s*")
_APART = re.compile(r"(?<=\d)\s+(?=\d)|\s*[,;]\s*|\s+(?:and|or)\s+")
_ABOUT = re.compile(r"^(?:approximately|approx\.?|circa|c\.)\s*:?\s*", re.IGNORECASE)
_YEARS = re.compile(r"(?:between\s+)?(\d{4})\s*(?:-|–|to|and)\s*(\d{4})", re.IGNORECASE)
_BETWEEN = re.compile(r"between\s+\d{4}\s+and\s+\d{4}", re.IGNORECASE)
_MONTH = re.compile(r"(\d{1,2})/(\d{4})")
_DAY = r"\d{1,2} [A-Za-z]{3,9}\.?,? \d{4}"
_LISTED = re.compile(
    rf"^({_DAY})|(?<![\w-])(?:listed|designated|declared)\b[^.;()]{{0,80}}? on:? ({_DAY})", re.IGNORECASE
)


def recognises(part: Part) -> bool:
    """Whether the header is that of this list."""
    return headed(part, _COLUMNS, _NEEDED)


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """Read the list; all its rows are held until the last, since those of one party may be apart.

    Raises:
        WatchlistError: the file is damaged, or has no header.
    """
    parties: dict[str, list[Row]] = {}
    for row in known_rows(part, intake, _COLUMNS, _NEEDED):
        number = _REFERENCE.fullmatch(row["reference"])
        if number is None:
            row.skip("Reference", "not a reference", row["reference"])
        elif not row["name"]:
            row.skip("Name of Individual or Entity", "a row without a name")
        else:
            parties.setdefault(number[1], []).append(row)
    for reference, rows in parties.items():
        yield _entity(reference, rows)


def _entity(reference: str, rows: Sequence[Row]) -> Entity:
    names = sorted((_name(row) for row in rows), key=lambda alias: alias.kind != "primary")
    kind = _kind(rows)
    remarks = [*_each(rows, "information"), *_each(rows, "listing")]
    births: list[str] = []
    if kind == "person":
        births, unread = _births(rows)
        remarks += [f"Date of birth: {text}" for text in unread]
    else:
        remarks += [f"Date of birth: {text}" for text in _each(rows, "born")]
    remarks += [f"Place of birth: {text}" for text in _each(rows, "birth_place")]
    nationalities, others = _nationalities(rows)
    remarks += [f"Citizenship: {text}" for text in others]
    measures = [said for column, said in _MEASURES.items() if _yes(rows, column)]
    remarks += [f"Measures: {', '.join(measures)}"] if measures else []
    addresses = [_address(text) for cell in _each(rows, "address") for text in _enumerated(cell)]
    countries = [*nationalities, *(country(address.country) for address in addresses)]
    return Entity(
        id=reference,
        list="au_dfat",
        kind=kind,
        names=distinct([Alias(names[0].name, "primary"), *names[1:]]),
        programmes=_each(rows, "committees"),
        legal_bases=_each(rows, "instrument"),
        countries=tuple(dict.fromkeys(filter(None, countries))),
        nationalities=tuple(dict.fromkeys(nationalities)),
        birth_dates=tuple(dict.fromkeys(births)),
        addresses=tuple(dict.fromkeys(addresses)),
        identifiers=tuple(Identifier("imo", number) for number in _each(rows, "imo")),
        designated_on=next(filter(None, map(_listed_on, _each(rows, "listing"))), ""),
        updated_on=max(_dates(rows, "control_date"), default=""),
        remarks="\n".join(remarks),
        source="Australia DFAT",
        url=_URL,
    )


def _each(rows: Sequence[Row], column: str) -> tuple[str, ...]:
    """The different texts of a column, white space aside."""
    texts = (" ".join(row[column].replace("_x000D_", " ").split()) for row in rows)
    return tuple(dict.fromkeys(filter(None, texts)))


def _name(row: Row) -> Alias:
    name = " ".join(row["name"].replace("_x000D_", " ").split())
    kind = _NAME_TYPES.get(row["name_type"].casefold())
    if kind is None:
        row.tell("Name Type", "not a type of name that is known", row["name_type"])
    if row["strength"].casefold() not in _STRENGTHS:
        row.tell("Alias Strength", "neither Strong nor Weak", row["strength"])
    strength: Literal["strong", "weak"] = "weak" if row["strength"].casefold() == "weak" else "strong"
    return Alias(name, kind if kind in {"primary", "former"} and kind else name_kind(name), strength)


def _kind(rows: Sequence[Row]) -> EntityKind:
    found = [_KINDS.get(row["type"].casefold()) for row in rows]
    for row, kind in zip(rows, found, strict=True):
        if row["type"] and (kind is None or kind != found[0]):
            message = "not a type of party that is known" if kind is None else "not the type of its first row"
            row.tell("Type", message, row["type"])
    return next((kind for kind in found if kind), "other")


def _births(rows: Sequence[Row]) -> tuple[list[str], list[str]]:
    """The birth dates of a party, and what of them stays text: what cannot be read or is only about right."""
    dates: list[str] = []
    texts: list[str] = []
    for row in rows:
        for part in _parted(row["born"]):
            said = _ABOUT.sub("", part)
            years = _YEARS.fullmatch(said)
            month = _MONTH.fullmatch(said)
            date = span(years[1], years[2]) if years else iso_date(f"00/{said}" if month else said)
            dates += [date] if date else []
            if not date and part not in texts:
                row.tell("Date of Birth", "not a date", part)
            if (not date or said != part) and part not in texts:
                texts.append(part)
    return dates, texts


def _parted(cell: str) -> list[str]:
    """The dates of a cell.

    >>> _parted("a) 5/12/1970 b) 1969"), _parted("14/04/1970 14/04/1971"), _parted("12 April 1965")
    (['5/12/1970', '1969'], ['14/04/1970', '14/04/1971'], ['12 April 1965'])
    >>> _parted("Approximately: Between 1972 and 1975, 1980")
    ['Approximately: Between 1972 and 1975', '1980']
    """
    text = _ENUMERATION.sub(", ", " ".join(cell.split()))
    text = _BETWEEN.sub(lambda match: match[0].replace(" and ", "–").replace(" And ", "–"), text)
    parts = (part.strip() for part in _APART.split(text))
    return [part.replace("–", " and ") if _ABOUT.sub("", part)[:7].casefold() == "between" else part
            for part in parts if part]  # fmt: skip


def _nationalities(rows: Sequence[Row]) -> tuple[list[str], list[str]]:
    """The codes of the citizenships, and those that are no country's name."""
    codes: list[str] = []
    others: list[str] = []
    for text in _each(rows, "citizenship"):
        for part in filter(None, map(str.strip, re.split(r"[;,]", text) if not country(text) else [text])):
            code = country(part) or country(part.partition("(")[0])
            (codes if code else others).append(code or part)
    return codes, list(dict.fromkeys(others))


def _yes(rows: Sequence[Row], column: str) -> bool:
    for row in rows:
        if row[column].casefold() not in _YES_NO:
            row.tell(_MEASURES[column].title(), "neither 1 nor 0", row[column])
    return any(_YES_NO.get(row[column].casefold(), False) for row in rows)


def _enumerated(cell: str) -> list[str]:
    """The values that a cell enumerates.

    >>> _enumerated("a) 1 Nowhere Road, Exampletown b) 2 Other Street")
    ['1 Nowhere Road, Exampletown', '2 Other Street']
    """
    return [part.strip(" ;,") for part in _ENUMERATION.split(cell) if part.strip(" ;,")]


def _address(text: str) -> ListedAddress:
    """An address; its last part is taken for the country if it is one's name."""
    line, comma, last = text.rpartition(",")
    if comma and country(last.strip(" .")):
        return ListedAddress(line.strip(), country=last.strip(" ."))
    return ListedAddress("", country=text) if country(text) else ListedAddress(text)


def _listed_on(text: str) -> str:
    """The day of the listing in the prose, empty where it names none.

    >>> _listed_on("Listed on 25 Jan. 2001 (amended on 3 Sep. 2003)"), _listed_on("28 Jan. 2003 (amended)")
    ('2001-01-25', '2003-01-28')
    >>> _listed_on("Example (Designated Persons) List 2001 (updated on 5 Aug. 2004)")
    ''
    """
    found = _LISTED.search(text)
    return iso_date((found[1] or found[2]).replace(",", "")) if found else iso_date(text)


def _dates(rows: Sequence[Row], column: str) -> list[str]:
    dates = []
    for row in rows:
        date = iso_date(row[column])
        if row[column] and not date:
            row.tell("Control Date", "not a date", row[column])
        dates += [date] if date else []
    return dates
