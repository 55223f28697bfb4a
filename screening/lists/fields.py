"""Values that all publishers write and each in its own way: dates, countries, scripts of names."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Literal

from screening import places
from screening.watchlist import Identifier

__all__ = ["country", "date_in_name", "imo_number", "iso_date", "name_kind", "own_id", "span", "wallets"]

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
_IMO = re.compile(r"(?:IMO[\s:.]{0,3}(?:No\.?|Number)?[\s:.]{0,3})?(\d{7})", re.ASCII | re.IGNORECASE)
_WALLET = re.compile(
    r"(?:\b([A-Z]{2,5})\s*[:：]\s*|\b(BTC|XBT|ETH|USDT|USDC)\s+)?\b(0x[0-9a-fA-F]{40}|bc1[0-9a-z]{20,60})\b"
    r"|(?:\b([A-Z]{2,5})\s*[:：]\s*|\b(BTC|XBT|LTC|TRX|USDT)\s+)([13TL][1-9A-HJ-NP-Za-km-z]{25,34})\b"
)
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


def imo_number(text: str) -> str:
    """The seven digits of a ship's or a company's IMO number, empty if the text is none.

    >>> imo_number("IMO 9999993"), imo_number("9999993"), imo_number("V8")
    ('9999993', '9999993', '')
    """
    found = _IMO.fullmatch(text.strip())
    return found[1] if found else ""


def own_id(found: str, seen: Counter[str]) -> str:
    """An id as it is found the first time; with a number behind it after that, for ids single a party out.

    >>> seen = Counter()
    >>> own_id("a", seen), own_id("a", seen), own_id("b", seen)
    ('a', 'a (2)', 'b')
    """
    seen[found] += 1
    return found if seen[found] == 1 else f"{found} ({seen[found]})"


def wallets(text: str) -> Iterator[Identifier]:
    """The wallets that a text names, with the ticker before them.

    >>> [(wallet.currency, wallet.value[:6]) for wallet in wallets("(1) ETH: 0x" + "ab" * 20)]
    [('ETH', '0xabab')]
    >>> [wallet.currency for wallet in wallets("Digital Currency Address - XBT 1" + "Examp1e" * 4)]
    ['XBT']
    """
    for found in _WALLET.finditer(text):
        yield Identifier("wallet", found[3] or found[6], currency=next(filter(None, found.group(1, 2, 4, 5)), ""))


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
