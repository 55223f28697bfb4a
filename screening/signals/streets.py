"""Postal addresses compared: the same house, another one, or not to be told.

People write more or less of an address, in any order and script. So two addresses are *elsewhere* only where both
give a street and a house number, in a script they share, and one of the two cannot agree.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

import msgspec

from screening.names.scripts import scripts
from screening.profile import Address

__all__ = ["ANY_ADDRESS", "Street", "compare_streets", "of_address", "street"]

_WORDS = re.compile(r"\d+|[^\W\d_]+")
ANY_ADDRESS = frozenset({
    "address", "al", "aleja", "alley", "and", "apartment", "appartement", "apt", "av", "ave", "avenida", "avenue",
    "bldg", "block", "blvd", "boulevard", "box", "building", "calle", "city", "close", "court", "ct", "de", "del",
    "der", "district", "dom", "dr", "drive", "floor", "flat", "fl", "gasse", "house", "krai", "kv", "lane", "ln",
    "lok", "m", "no", "nr", "number", "oblast", "of", "office", "os", "pl", "place", "platz", "plaza", "po", "pom",
    "pomeshch", "pomeshcheniye", "province", "rd", "region", "road", "room", "rm", "rue", "section", "sq",
    "square", "st", "sta", "ste", "str", "strasse", "street", "suite", "the", "town", "ul", "ulica", "ulitsa",
    "unit", "via", "way", "weg",
})  # fmt: skip
"""Words of any address, in the languages that addresses in Latin letters are mostly written in."""
_LONG_NUMBER = 5
"""Numbers of so many digits are postcodes."""
_POSTCODE = re.compile(r"\b(\d{2}-\d{3}|\d{3}-\d{4}|\d{4}-\d{3}|\d{5}-\d{3,4})\b")
_SPACED = frozenset({"Latin", "Cyrillic", "Greek"})
"""Scripts whose words stand apart; what is written without spaces cannot be told word by word."""
_SAME_BEGINNING = 4
"""Letters that two spellings of one street share at least: Dluga and Dlugiej, Lenin and Lenina."""
_MOST_CACHED = 16_384


class Street(msgspec.Struct, frozen=True, gc=False):
    """What of an address can be compared.

    Attributes:
        words: words without those of any address, lower-case, without accents.
        numbers: house and room numbers.
        scripts: the scripts of its letters.
    """

    words: frozenset[str]
    numbers: frozenset[str]
    scripts: frozenset[str]


@lru_cache(_MOST_CACHED)
def street(line: str) -> Street:
    """The comparable parts of a street line.

    >>> parts = street("ul. Długa 4/12, 30-001")
    >>> sorted(parts.words), sorted(parts.numbers)
    (['dluga'], ['12', '4'])
    """
    plain = line.casefold() if line.isascii() else _without_accents(line.casefold())
    found = _WORDS.findall(_POSTCODE.sub(" ", plain))
    return Street(
        frozenset(word for word in found if not word.isdigit() and word not in ANY_ADDRESS),
        frozenset(word.lstrip("0") for word in found if word.isdigit() and len(word) < _LONG_NUMBER),
        scripts(line),
    )


def _without_accents(text: str) -> str:
    text = text.replace("ł", "l").replace("ø", "o").replace("đ", "d").replace("ı", "i")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def of_address(address: Address) -> tuple[Street, frozenset[str]]:
    """The street of an address, and the words of its town and region, which are no part of a street."""
    town = street(" ".join(filter(None, (address.city, address.region)))).words
    return street(address.line or ""), town


def compare_streets(
    here: tuple[Street, frozenset[str]], there: tuple[Street, frozenset[str]]
) -> Literal["same", "elsewhere", "unclear"]:
    """Whether two addresses are of one house.

    >>> home = of_address(Address(line="ul. Długa 4", city="Kraków"))
    >>> compare_streets(home, (street("Dluga 4 m. 12, 30-001 Krakow"), frozenset()))
    'same'
    >>> compare_streets(home, (street("Lipowa 4, 30-001 Kraków"), frozenset()))
    'elsewhere'
    >>> compare_streets(home, (street("Краков, Длуга 4"), frozenset()))
    'unclear'
    """
    (a, town), (b, other_town) = here, there
    towns = town | other_town
    words, others = a.words - towns, b.words - towns
    if not (words and others and a.numbers and b.numbers) or a.scripts.isdisjoint(b.scripts):
        return "unclear"
    if not _SPACED.issuperset(a.scripts | b.scripts):
        return "unclear"
    if a.numbers.isdisjoint(b.numbers):
        return "elsewhere"
    return "same" if any(_alike(one, two) for one in words for two in others) else "elsewhere"


def _alike(one: str, two: str) -> bool:
    return one == two or (len(one) >= _SAME_BEGINNING and one[:_SAME_BEGINNING] == two[:_SAME_BEGINNING])
