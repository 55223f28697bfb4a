"""Values that all publishers write and each in its own way: dates, countries, scripts of names."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import Literal

from screening import places

__all__ = ["country", "date_in_name", "iso_date", "name_kind", "span"]

_MONTHS = {
    word: number
    for number, month in enumerate(
        (
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ),
        1,
    )
    for word in (month, month[:3], *(("sept",) if number == 9 else ()))  # noqa: PLR2004 - September
}
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ]\d.*|Z|[+-]\d{2}:\d{2})?")
_WORDS = re.compile(r"(?:(\d{1,2})[ .-]+)?([A-Za-z]{3,9})\.?[ ,-]+(\d{4})")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_]?(\d{2})[-_]?(\d{2})(?!\d)")

# Words for places that lists use and no table of countries has. What is left out (Region: Kafia Kingi, Crimea,
# Netherlands Antilles, undetermined) is no country: the address keeps the word.
_PLACES = {
    "palestinian": "PS",
    "west bank": "PS",
    "gaza": "PS",
    "north gaza": "PS",
    "northern gaza": "PS",
    "northern mali": "ML",
    "north macedonia, the republic of": "MK",
    "man, isle of": "IM",
}


def iso_date(text: str, *, month_first: bool = False) -> str:
    """A date as an ISO date, partial if the list's is; empty if it cannot be read.

    Args:
        text: ``10/04/2025``, ``00/04/2025`` (day not known), ``25 Apr 1965``, ``Apr 1965``, ``1965``, or an ISO
            date, with or without a time.
        month_first: ``04/25/1965`` as in the United States.

    >>> iso_date("10/04/2025"), iso_date("00/00/1965"), iso_date("25 Apr 1965"), iso_date("Apr 1965")
    ('2025-04-10', '1965', '1965-04-25', '1965-04')
    >>> iso_date("1965-04-25T00:00:00"), iso_date("31/02/1965"), iso_date("unknown")
    ('1965-04-25', '', '')
    """
    text = text.strip()
    if parts := _ISO.fullmatch(text):
        return _whole(parts[1], parts[2], parts[3])
    if parts := _NUMBERS.fullmatch(text):
        day, month = (parts[2], parts[1]) if month_first else (parts[1], parts[2])
        return _whole(parts[3], month, day)
    if parts := _WORDS.fullmatch(text):
        month_number = _MONTHS.get(parts[2].lower())
        return _whole(parts[3], str(month_number), parts[1]) if month_number else ""
    return ""


def _whole(year: str, month: str | None, day: str | None) -> str:
    numbers = int(year), int(month or 0), int(day or 0)
    try:
        date(numbers[0], numbers[1] or 1, numbers[2] or 1)
    except ValueError:
        return ""
    if not numbers[1]:
        return year
    return f"{year}-{numbers[1]:02}-{numbers[2]:02}" if numbers[2] else f"{year}-{numbers[1]:02}"


def span(first: str, last: str) -> str:
    """The range between two ISO dates; one date if they are the same or only one is known.

    >>> span("1958", "1961"), span("1958", "1958"), span("", "1961-05")
    ('1958/1961', '1958', '1961-05')
    """
    return f"{first}/{last}" if first and last and first != last else first or last


def date_in_name(name: str) -> str:
    """The date in a file's name as ISO date, empty if there is none.

    >>> date_in_name("sdn_20231228.csv.gz"), date_in_name("sdn.csv")
    ('2023-12-28', '')
    """
    for year, month, day in _COMPACT.findall(name):
        if found := _whole(year, month, day):
            return found
    return ""


@lru_cache(maxsize=4096)
def country(text: str) -> str:
    """The ISO 3166-1 alpha-2 code of a country as lists write it, empty if it is none.

    >>> country("Korea, North"), country("Region: Gaza"), country("Region: Kafia Kingi")
    ('KP', 'PS', '')
    """
    text = text.removeprefix("Region: ").strip()
    return _PLACES.get(text.casefold()) or places.country(text) or ""


def name_kind(name: str) -> Literal["alias", "native"]:
    """``native`` if a name has letters of another script than Latin.

    >>> name_kind("Ri Jong-hyok"), name_kind("Saʿd Ḥarīrī"), name_kind("리정혁")
    ('alias', 'alias', 'native')
    """
    letters = () if name.isascii() else filter(str.isalpha, name)
    latin = all(unicodedata.name(letter, "").startswith(("LATIN", "MODIFIER LETTER")) for letter in letters)
    return "alias" if latin else "native"
