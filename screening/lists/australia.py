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
``Date of Birth``                  dates day first, years, ``Approximately 1963``, ``21/03/1962 to 20/04/1962``,
                                   several parted by commas; at times ``March 16, 1972`` and ``07/04/62``
``Place of Birth``, ``Citizenship``, ``Address``, ``Additional Information``
``Listing Information``            prose, ``Listed on 25 Jan. 2001 (amended ...)``
``IMO Number``                     of vessels
``Committees``                     the regime: ``1718 (DPRK)``, ``Autonomous (Russia)``
``Control Date``                   when the row was last edited, not when the party was listed
``Instrument of Designation``
``Targeted Financial Sanction``, ``Travel Ban``, ``Arms Embargo``, ``Maritime Restriction``: 1 or 0
=================================  ================================================================================

Traps: the rows of a party may be apart, and may differ in what they add, so all of them count. References were
given twice by mistake: a second primary name is told, and taken for another name of the party. A cell may hold
several values as ``a) ... b) ...``, ``i) ... ii) ...`` or parted by semicolons. The file states no date. There are
no document numbers in columns: what the list has of them is prose, which stays in the remarks.

The columns are those of 2026, and older ones without the last five. Verified on these columns and values as other
readers describe and quote them; never on a real file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from screening.lists.aliases import distinct
from screening.lists.fields import country, imo_number, iso_date, name_kind, span, wallets
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
_ENUMERATION = re.compile(r"(?:^|\s)(?:[a-z]|[ivx]{2,4})\)\s*")
_APART = re.compile(r"(?<=\d)\s+(?=\d)|(?:\s*[,;]\s*|\s*\b(?:and|or)\b\s*)+")
_ABOUT = re.compile(r"^(?:approximately|approx\.?|circa|c\.)\s*:?\s*", re.IGNORECASE)
_YEARS = re.compile(r"(?:between\s+)?(\d{4})\s*(?:-|–|to|and)\s*(\d{4})", re.IGNORECASE)
_BETWEEN = re.compile(r"between\s+\d{4}\s+and\s+\d{4}", re.IGNORECASE)
_MONTH = re.compile(r"\(?/?(\d{1,2}/\d{4})\)?")
_CENTURY = re.compile(r"(\d{1,2}/\d{1,2}/)([3-9]\d)")
"""A day with a year of two digits that can be of one century only."""
_SPAN = re.compile(r"(\d{1,2}/\d{1,2}/\d{4}) to (\d{1,2}/\d{1,2}/\d{4})", re.IGNORECASE)
_SLASH = re.compile(r"\s*/[\s,]*")
_AMERICAN = re.compile(
    r"\b((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})\.?(?: (\d{1,2}))?, ?(\d{4})\b",
    re.IGNORECASE,
)
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
        _tell_primaries(rows)
        yield _entity(reference, rows)


def _tell_primaries(rows: Sequence[Row]) -> None:
    """Tells each primary name after the first: then two parties may have got one reference."""
    first = ""
    for row in rows:
        name = _plain(row["name"])
        if _NAME_TYPES.get(row["name_type"].casefold()) == "primary":
            first = first or name
            if name != first:
                message = "has a primary name already, taken for another name of its party"
                row.tell("Reference", message, name)


def _entity(reference: str, rows: Sequence[Row]) -> Entity:
    names = sorted((_name(row) for row in rows), key=lambda alias: alias.kind != "primary")
    others = [Alias(name.name, name_kind(name.name), name.strength) if name.kind == "primary" else name
              for name in names[1:]]  # fmt: skip
    kind = _kind(rows)
    remarks = [*_each(rows, "information"), *_each(rows, "listing")]
    births: list[str] = []
    if kind == "person":
        births, unread = _births(rows)
        remarks += [f"Date of birth: {text}" for text in unread]
    else:
        remarks += [f"Date of birth: {text}" for text in _each(rows, "born")]
    remarks += [f"Place of birth: {text}" for text in _each(rows, "birth_place")]
    nationalities, unknown = _nationalities(rows)
    remarks += [f"Citizenship: {text}" for text in unknown]
    measures = [said for column, said in _MEASURES.items() if _yes(rows, column)]
    remarks += [f"Measures: {', '.join(measures)}"] if measures else []
    found = dict.fromkeys(wallet for text in _each(rows, "information") for wallet in wallets(text))
    numbers, unread = _imo_numbers(rows)
    remarks += [f"IMO Number: {text}" for text in unread]
    addresses = [_address(text) for cell in _each(rows, "address") for text in _enumerated(cell)]
    countries = [*nationalities, *(country(address.country) for address in addresses)]
    return Entity(
        id=reference,
        list="au_dfat",
        kind=kind,
        names=distinct([Alias(names[0].name, "primary"), *others]),
        programmes=_each(rows, "committees"),
        legal_bases=_each(rows, "instrument"),
        countries=tuple(dict.fromkeys(filter(None, countries))),
        nationalities=tuple(dict.fromkeys(nationalities)),
        birth_dates=tuple(dict.fromkeys(births)),
        addresses=tuple(dict.fromkeys(addresses)),
        identifiers=(*(Identifier("imo", number) for number in numbers), *found),
        designated_on=next(filter(None, map(_listed_on, _each(rows, "listing"))), ""),
        updated_on=max(_dates(rows, "control_date"), default=""),
        remarks="\n".join(remarks),
        source="Australia DFAT",
        url=_URL,
    )


def _each(rows: Sequence[Row], column: str) -> tuple[str, ...]:
    """The different texts of a column, white space aside."""
    return tuple(dict.fromkeys(filter(None, (_plain(row[column]) for row in rows))))


def _plain(cell: str) -> str:
    """The text of a cell on one line; a workbook may spell a line break out."""
    return " ".join(cell.replace("_x000D_", " ").split())


def _name(row: Row) -> Alias:
    name = _plain(row["name"])
    kind = _NAME_TYPES.get(row["name_type"].casefold())
    if not row["name_type"] and row["reference"].isdecimal():
        kind = "primary"
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
            date = _birth(said)
            dates += [date] if date else []
            if not date and part not in texts:
                row.tell("Date of Birth", "not a date", part)
            if (not date or said != part or _CENTURY.fullmatch(said)) and part not in texts:
                texts.append(part)
    return dates, texts


def _birth(said: str) -> str:
    """One birth date or range, empty if it cannot be read.

    >>> _birth("03/1955"), _birth("07/04/62"), _birth("07/04/02"), _birth("1/02/1962 to 3/04/1962")
    ('1955-03', '1962-04-07', '', '1962-02-01/1962-04-03')
    """
    if years := _YEARS.fullmatch(said):
        return span(years[1], years[2])
    if days := _SPAN.fullmatch(said):
        first, last = map(iso_date, days.groups())
        return span(first, last) if first and last else ""
    if month := _MONTH.fullmatch(said):
        return iso_date(f"00/{month[1]}")
    short = _CENTURY.fullmatch(said)
    return iso_date(f"{short[1]}19{short[2]}" if short else said)


def _parted(cell: str) -> list[str]:
    """The dates of a cell.

    >>> _parted("a) 5/12/1970 b) 1969"), _parted("14/04/1970 14/04/1971"), _parted("12 April 1965")
    (['5/12/1970', '1969'], ['14/04/1970', '14/04/1971'], ['12 April 1965'])
    >>> _parted("Approximately: Between 1972 and 1975, 1980")
    ['Approximately: Between 1972 and 1975', '1980']
    """
    text = _SLASH.sub("/", _ENUMERATION.sub(", ", _plain(cell)))
    text = _AMERICAN.sub(lambda match: " ".join(filter(None, (match[2], match[1], match[3]))), text)
    text = _BETWEEN.sub(lambda match: match[0].replace(" and ", "–").replace(" And ", "–"), text)
    parts = (part.strip() for part in _APART.split(text))
    return [part.replace("–", " and ") if _ABOUT.sub("", part)[:7].casefold() == "between" else part
            for part in parts if part]  # fmt: skip


def _nationalities(rows: Sequence[Row]) -> tuple[list[str], list[str]]:
    """The codes of the citizenships, and those that are no country's name."""
    codes: list[str] = []
    others: list[str] = []
    for text in (value for cell in _each(rows, "citizenship") for value in _enumerated(cell)):
        for part in filter(None, map(str.strip, re.split(r"[,/]", text) if not country(text) else [text])):
            code = country(part) or country(part.partition("(")[0])
            (codes if code else others).append(code or part)
    return codes, list(dict.fromkeys(others))


def _imo_numbers(rows: Sequence[Row]) -> tuple[list[str], list[str]]:
    """The numbers of a ship, and what is none."""
    numbers: list[str] = []
    texts: list[str] = []
    for row in rows:
        if number := imo_number(row["imo"]):
            numbers.append(number)
        elif row["imo"] and row["imo"] not in texts:
            row.tell("IMO Number", "not an IMO number", row["imo"])
            texts.append(row["imo"])
    return list(dict.fromkeys(numbers)), texts


def _yes(rows: Sequence[Row], column: str) -> bool:
    for row in rows:
        if row[column].casefold() not in _YES_NO:
            row.tell(_MEASURES[column].title(), "neither 1 nor 0", row[column])
    return any(_YES_NO.get(row[column].casefold(), False) for row in rows)


def _enumerated(cell: str) -> list[str]:
    """The values that a cell enumerates, or parts by semicolons.

    >>> _enumerated("a) 1 Nowhere Road, Exampletown b) 2 Other Street; Third Street")
    ['1 Nowhere Road, Exampletown', '2 Other Street', 'Third Street']
    """
    return list(filter(None, (part.strip(" ,") for part in re.split(rf";|{_ENUMERATION.pattern}", cell))))


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
