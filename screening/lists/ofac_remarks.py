"""The remarks of an OFAC entry: free text with fixed phrases, taken apart.

OFAC's CSV files have no columns for birth dates, documents, wallets or nationalities. They stand in one
remark of phrases parted by ``; ``, each possibly led by ``alt. ``, the last one ended by a full stop::

    DOB 25 Apr 1965; nationality Korea, North; Passport 12345 (Korea, North) issued 16 Oct 2019; a.k.a. 'X'.

Phrases without a meaning here (places of birth, gender, sanctions notes) stay in the whole remark.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

import msgspec

from screening import places
from screening.watchlist import Alias, Identifier, Relation

__all__ = ["Remarks", "birth_dates", "country", "read_remarks"]

_LONGEST_RANGE = 30

# OFAC's own words for places, which no other list uses. What is left out (Region: Kafia Kingi, Region:
# Crimea, Netherlands Antilles, undetermined) is no country: the address keeps the word.
_OFAC_PLACES = {
    "palestinian": "PS",
    "west bank": "PS",
    "gaza": "PS",
    "north gaza": "PS",
    "northern gaza": "PS",
    "northern mali": "ML",
    "north macedonia, the republic of": "MK",
    "man, isle of": "IM",
}

# What a phrase begins with, and what it gives: from the releases of December 2023 and May 2024.
_PHRASES = {
    "a.k.a. ": "alias",
    "n.k.a. ": "alias",
    "f.k.a. ": "former",
    "DOB ": "birth",
    "nationality ": "country",
    "citizen ": "country",
    "Nationality of Registration ": "country",
    "Linked To: ": "linked",
    "Digital Currency Address - ": "wallet",
    "Website ": "website",
    "Email Address ": "email",
    "Email ": "email",
    "Phone Number ": "phone",
    "Phone No. ": "phone",
    "PHONE ": "phone",
    "Telephone No. ": "phone",
    "Telephone ": "phone",
    "SWIFT/BIC ": "swift",
    "Legal Entity Number ": "lei",
    "Vessel Registration Identification IMO ": "imo",
    "Identification Number IMO ": "imo",
    "Company Number IMO ": "imo",
    "Vessel Registration Identification ": "other",
    "MMSI ": "other",
    "Aircraft Tail Number ": "other",
    "Previous Aircraft Tail Number ": "other",
    "Aircraft Manufacturer's Serial Number (MSN) ": "other",
    "Aircraft Serial Identification ": "other",
    "D-U-N-S Number ": "other",
    "Driver's License No. ": "other",
    "BIK (RU) ": "other",
    "ISIN ": "other",
    "Passport ": "passport",
    "Diplomatic Passport ": "passport",
    "Stateless Person Passport ": "passport",
    "British National Overseas Passport ": "passport",
    "Travel Document Number ": "passport",
    "National ID No. ": "national_id",
    "Identification Number ": "national_id",
    "Cedula No. ": "national_id",
    "C.U.R.P. ": "national_id",
    "C.U.I. ": "national_id",
    "D.N.I. ": "national_id",
    "N.I.E. ": "national_id",
    "I.F.E. ": "national_id",
    "SSN ": "national_id",
    "LE Number ": "national_id",
    "C.U.I.P. ": "national_id",
    "Numero de Identidad ": "national_id",
    "Electoral Registry No. ": "national_id",
    "Credencial electoral ": "national_id",
    "Cartilla de Servicio Militar Nacional ": "national_id",
    "National Foreign ID Number ": "national_id",
    "Personal ID Card ": "national_id",
    "Residency Number ": "national_id",
    "Refugee ID Card ": "national_id",
    "Birth Certificate Number ": "national_id",
    "Citizen's Card Number ": "national_id",
    "Kenyan ID No. ": "national_id",
    "Turkish Identification Number ": "national_id",
    "UAE Identification ": "national_id",
    "Tazkira National ID Card ": "national_id",
    "Tax ID No. ": "tax",
    "NIT # ": "tax",
    "RUC # ": "tax",
    "RIF # ": "tax",
    "R.F.C. ": "tax",
    "RFC ": "tax",
    "RTN ": "tax",
    "C.U.I.T. ": "tax",
    "C.I.F. ": "tax",
    "N.I.F. ": "tax",
    "US FEIN ": "tax",
    "V.A.T. Number ": "tax",
    "Fiscal Code ": "tax",
    "Italian Fiscal Code ": "tax",
    "Romanian Tax Registration ": "tax",
    "Paraguayan tax identification number ": "tax",
    "Registration Number ": "registration",
    "Registration ID ": "registration",
    "Business Registration Number ": "registration",
    "Business Registration Document # ": "registration",
    "Business Number ": "registration",
    "Public Registration Number ": "registration",
    "MSB Registration Number ": "registration",
    "Company Number ": "registration",
    "UK Company Number ": "registration",
    "Unified Social Credit Code (USCC) ": "registration",
    "United Social Credit Code Certificate (USCCC) ": "registration",
    "Organization Code ": "registration",
    "Government Gazette Number ": "registration",
    "Commercial Registry Number ": "registration",
    "Central Registration System Number ": "registration",
    "Chamber of Commerce Number ": "registration",
    "Istanbul Chamber of Comm. No. ": "registration",
    "Dubai Chamber of Commerce Membership No. ": "registration",
    "Economic Register Number (CBLS) ": "registration",
    "Enterprise Number ": "registration",
    "Branch Unit Number ": "registration",
    "Certificate of Incorporation Number ": "registration",
    "C.R. No. ": "registration",
    "Romanian C.R. ": "registration",
    "Folio Mercantil No. ": "registration",
    "Matricula Mercantil No ": "registration",
    "Registered Charity No. ": "registration",
    "Trade License No. ": "registration",
    "License ": "registration",
    "Permit Number ": "registration",
    "File Number ": "registration",
}
_BARE = frozenset(("linked", "website", "email", "phone", "swift"))

_BY_FIRST_WORD: dict[str, tuple[tuple[str, str], ...]] = {}
for _phrase in sorted(_PHRASES, key=len, reverse=True):
    _word = _phrase.partition(" ")[0]
    _BY_FIRST_WORD[_word] = (*_BY_FIRST_WORD.get(_word, ()), (_phrase, _PHRASES[_phrase]))

_VALIDITY = re.compile(r",? (?:issued|expires|expired)\b.*")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(r"(?:(?:(\d{1,2}) )?([A-Z][a-z]{2}) )?(\d{4})")


class Remarks(msgspec.Struct, gc=False):
    """What one remark says.

    Attributes:
        names: weak names (``a.k.a. 'X'``, ``f.k.a. 'X'``); the publisher's own word for them is weak.
        countries: codes of nationality, citizenship and registration.
        unread: phrases that should have been understood, and were not.
    """

    names: list[Alias]
    birth_dates: list[str]
    countries: list[str]
    identifiers: list[Identifier]
    relations: list[Relation]
    unread: list[str]


def read_remarks(text: str, *, person: bool = True, cut: bool = False) -> Remarks:
    """Take a remark apart.

    Args:
        text: the whole remark.
        person: the entry is a person; the identity number of a company is its registration.
        cut: the text stops in mid-sentence, so its last phrase is not to be trusted.

    >>> said = read_remarks("DOB 25 Apr 1965; Passport 12 (Korea, North) issued 16 Oct 2019; a.k.a. 'RED'.")
    >>> said.birth_dates, said.names[0].name, said.identifiers[0].value, said.identifiers[0].country
    (['1965-04-25'], 'RED', '12', 'KP')
    """
    found = Remarks([], [], [], [], [], [])
    phrases = text.removesuffix(".").split("; ")
    if cut:
        phrases.pop()
    for whole in phrases:
        said = whole.removeprefix("alt. ")
        for phrase, kind in _BY_FIRST_WORD.get(said.partition(" ")[0], ()):
            if said.startswith(phrase):
                meant = "registration" if kind == "national_id" and not person else kind
                if not _take(found, meant, said[len(phrase) :].strip()):
                    found.unread.append(whole)
                break
    return found


def _take(found: Remarks, kind: str, value: str) -> bool:
    """Add what a phrase gives; False if it should have given something, and did not."""
    issuer = currency = ""
    if kind == "country":
        code = country(value)
        found.countries += [code] if code else []
        return True  # what is no country stays in the remark
    if kind == "birth":
        dates = birth_dates(value)
        found.birth_dates += dates
        return bool(dates)
    if kind in {"alias", "former"}:
        value = value.strip("'").strip()
    elif kind == "wallet":
        currency, _, value = value.partition(" ")
        value = value.strip()
    elif kind not in _BARE:
        value, issuer = _issued(value)
    if not value:
        return False
    if kind == "linked":
        found.relations.append(Relation("linked_to", value))
    elif kind in {"alias", "former"}:
        found.names.append(Alias(value, "former" if kind == "former" else "alias", "weak"))
    else:
        found.identifiers.append(Identifier(kind, value, issuer, currency))
    return True


def _issued(value: str) -> tuple[str, str]:
    """A document's number and the country that issued it: ``12 (Iran) expires 23 Aug 2005``."""
    if " issued " in value or " expire" in value:
        value = _VALIDITY.sub("", value)
    if value.endswith(")"):
        number, _, issuer = value[:-1].rpartition(" (")
        if code := country(issuer):
            return number, code
    return value, ""


@lru_cache(maxsize=4096)
def country(text: str) -> str:
    """The ISO code of a country as OFAC writes it, empty if it is not one.

    >>> country("Korea, North"), country("Region: Gaza"), country("Region: Kafia Kingi")
    ('KP', 'PS', '')
    """
    text = text.removeprefix("Region: ").strip()
    return _OFAC_PLACES.get(text.casefold()) or places.country(text) or ""


@lru_cache(maxsize=4096)
def birth_dates(text: str) -> tuple[str, ...]:
    """The dates that a birth date phrase stands for, empty if it cannot be read.

    A range of years gives every year of it, so that a date inside never looks like a contradiction; a range
    within one month or year gives that month or year. ``circa`` cannot be said in an ISO date: it gives
    the year, and stays in the remark.

    >>> birth_dates("25 Apr 1965"), birth_dates("circa 1950"), birth_dates("Jan 1972")
    (('1965-04-25',), ('1950',), ('1972-01',))
    >>> birth_dates("1951 to 1953"), birth_dates("01 Feb 1958 to 28 Feb 1958")
    (('1951', '1952', '1953'), ('1958-02',))
    """
    first, _, last = text.removeprefix("circa ").replace("-", " to ").partition(" to ")
    start = _iso(first)
    if not last or not start:
        return (start,) if start and not last else ()
    end = _iso(last.removeprefix("circa "))
    if not end or end[:4] < start[:4]:
        return ()
    if start[:4] == end[:4]:
        same_month = len(start) > len("1958") and start[:7] == end[:7]
        return (start[:7],) if same_month else (start[:4],)
    years = range(int(start[:4]), int(end[:4]) + 1)
    return tuple(map(str, years)) if len(years) <= _LONGEST_RANGE else ()


def _iso(text: str) -> str:
    parts = _DATE.fullmatch(text)
    if parts is None:
        return ""
    day, month, year = parts.groups()
    if month is None:
        return year if year > "1000" else ""
    if month not in _MONTHS:
        return ""
    number = _MONTHS.index(month) + 1
    if day is None:
        return f"{year}-{number:02}"
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return ""
