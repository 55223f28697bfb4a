"""The ``ids`` of the Consolidated Screening List: OFAC's phrases, turned round.

What OFAC's files write as ``Passport 123 (Iran) issued 16 Oct 2019`` stands here as ``IR, 2019-10-16, 123,
Passport``: the same phrases, so that the same table says what they are.
"""

from __future__ import annotations

import re

import msgspec

from screening.lists.fields import country
from screening.lists.ofac.remarks import read_remarks
from screening.watchlist import Identifier

__all__ = ["Id", "identifier", "ids_in"]

# Types of number that single a party out and that OFAC's own remarks have in another wording, or not at all.
_OTHER = {
    "Chinese Commercial Code": "other",
    "RSIN": "registration",
    "SRE Permit No.": "other",
    "VisaNumberID": "passport",
    "Numero Unico de Identificacao Tributaria (NUIT)": "tax",
    "Afghan Money Service Provider License Number": "registration",
    "Immigration No.": "national_id",
    "Pilot License Number": "other",
    "Other Vessel Call Sign": "other",
    "Aircraft Construction Number (also called L/N or S/N or F/N)": "other",
    "Aircraft Mode S Transponder Code": "other",
    "Stateless Person ID Card": "national_id",
    "Bosnian Personal ID No.": "national_id",
    "Serial No.": "other",
    "CNP (Personal Numerical Code)": "national_id",
    "Romanian Permanent Resident": "national_id",
    "Tourism License No.": "registration",
    "Seafarer's Identification Document": "passport",
    "Moroccan Personal ID No.": "national_id",
    "Public Security and Immigration No.": "national_id",
    "Equity Ticker": "other",
    "MICEX Code": "other",
    "UN/LOCODE": "other",
}
# Types that describe a party and are no numbers: they go to the remarks.
_DESCRIBES = re.compile(
    r"Gender|Additional Sanctions Information|Secondary sanctions risk|Transactions Prohibited|Organization "
    r"(?:Established Date|Type)|Determination|Executive Order|Aircraft (?:Model|Manufacture Date|Operator)|Target "
    r"Type|(?:Former|Other) Vessel (?:Flag|Type)|Issuer Name|(?:Effective|Listing) Date|Purchase/Sales|CAATSA"
    r"|PEESA|Nationality of Registration|Registration Country"
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CODE = re.compile(r"[A-Z]{2}")


class Id(msgspec.Struct, frozen=True):
    """One entry of ``ids``; ``date`` is a lone date of the CSV, of issue or expiry."""

    type: str | None = None
    number: str | None = None
    country: str | None = None
    issue_date: str | None = None
    expiration_date: str | None = None
    date: str | None = None


def ids_in(cell: str) -> list[Id]:
    """The entries of a cell of the CSV.

    >>> ids_in("JO, 2014-08-30, 2009-08-31, K475336, Passport; Male, Gender")[0].issue_date
    '2009-08-31'
    >>> ids_in("QA, 2019-01-01, 7, Passport")[0].date
    '2019-01-01'
    """
    return [_id(entry.strip()) for entry in cell.split("; ") if entry.strip()]


def _id(entry: str) -> Id:
    before, _, type_ = entry.rpartition(", ")
    parts = before.split(", ")
    code = parts.pop(0) if len(parts) > 1 and _CODE.fullmatch(parts[0]) and country(parts[0]) else None
    dates = []
    while len(parts) > 1 and _DATE.fullmatch(parts[0]):
        dates.append(parts.pop(0))
    number = ", ".join(parts)
    if len(dates) == len(("expiry", "issue")):
        return Id(type_, number, code, issue_date=dates[1], expiration_date=dates[0])
    return Id(type_, ", ".join((*dates[1:], number)), code, date=dates[0] if dates else None)


def identifier(entry: Id, *, person: bool = True) -> Identifier | str | None:
    """What an entry is.

    Args:
        entry: the entry.
        person: its party is a person; the identity number of a company is its registration.

    Returns:
        The identifier; ``None`` if the entry describes the party and numbers nothing; what is wrong with it.

    >>> found = identifier(Id("Digital Currency Address - XBT", "1Ab"))
    >>> found.kind, found.value, found.currency
    ('wallet', '1Ab', 'XBT')
    """
    kind, number = (entry.type or "").strip(), (entry.number or "").strip()
    if _DESCRIBES.search(kind):
        return None
    if not kind or not number:
        return "an identifier without number or type"
    code = country(entry.country or "")
    if kind in _OTHER:
        return Identifier(_OTHER[kind], number, code, "", _note(entry, kind))
    found = read_remarks(f"{kind} {number}", person=person).identifiers
    if len(found) != 1:
        return "not a type of identifier that is known"
    note = _note(entry, kind if found[0].kind == "other" else "")
    return Identifier(found[0].kind, found[0].value, code or found[0].country, found[0].currency, note)


def _note(entry: Id, said: str) -> str:
    dates = (("issued", entry.issue_date), ("expires", entry.expiration_date), ("dated", entry.date))
    return ", ".join(filter(None, (said, *(f"{word} {date}" for word, date in dates if date))))
