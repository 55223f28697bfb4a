"""Where the lists publish street addresses, and which of them an address of a profile is.

Stricter than :func:`screening.identifiers.same_building`, which asks no more than that an address speaks for a
party whose name is there already. Here there is no name, so country, town, house number and every word of the
street must agree. An address is found by one look at a sorted array, however long the lists are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from screening import places
from screening.profile import Address
from screening.signals.streets import ANY_ADDRESS
from screening.watchlist import Entity, ListedAddress

__all__ = ["Streets", "find_street", "streets"]

_WORDS = re.compile(r"\d+[^\W\d_]?(?!\w)|[^\W\d_]+|\d+")
_POSTCODE = 5
"""Numbers of so many digits are postcodes."""
_SHORTEST = 3
"""Shorter words are initials and abbreviations."""
_MOST_WORDS = 8
_MOST_CACHED = 4_096
_SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")


class Streets(NamedTuple):
    """Addresses of designated parties by country, house number and word of the street.

    Attributes:
        keys: CRC-32 of the three, sorted.
        entity, place: for each key the position of the entity, and of the address among its own.
    """

    keys: NDArray[np.uint32]
    entity: NDArray[np.uint32]
    place: NDArray[np.uint32]


class _Parts(NamedTuple):
    words: frozenset[str]
    numbers: frozenset[str]


def streets(entities: Iterable[Entity]) -> Streets:
    """Enter every address of a designated party that has a country, a street and a house number."""
    found: list[tuple[int, int, int]] = []
    for position, entity in enumerate(entities):
        if entity.status != "designated":
            continue
        for place, address in enumerate(entity.addresses):
            country = _country(address.country)
            if not country or not address.line:
                continue
            parts = _parts(address.line)
            streets_only = parts.words - _parts(address.city).words
            found += [
                (_key(country, number, word), position, place) for number in parts.numbers for word in streets_only
            ]
    found.sort()
    table = np.array(found, np.uint32).reshape(-1, 3)
    return Streets(*(np.ascontiguousarray(table[:, column]) for column in range(3)))


def find_street(
    address: Address, listed: Streets, entities: Sequence[Entity]
) -> Iterator[tuple[int, ListedAddress, bool]]:
    """Where an address is listed: position of the entity, the listed address, and whether the room agrees as well.

    Args:
        address: of a profile, with its values read.
        listed: as :func:`streets` entered them.
        entities: those they were entered from.
    """
    if not address.line or not address.country or not len(listed.keys):
        return
    here = _parts(address.line)
    town = _parts(" ".join(filter(None, (address.city, address.region)))).words
    words = here.words - town - _parts(places.country_name(address.country)).words
    if not words or not here.numbers:
        return
    longest = sorted(words, key=lambda word: (-len(word), word))
    number = min(here.numbers)
    candidates: set[tuple[int, int]] = set()
    for word in longest[: 1 if town else _MOST_WORDS]:  # one of them may be the town
        key = np.uint32(_key(address.country, number, word))
        first, last = (int(listed.keys.searchsorted(key, side)) for side in _SIDES)
        candidates.update(zip(listed.entity[first:last].tolist(), listed.place[first:last].tolist(), strict=True))
    for position, place in sorted(candidates):
        candidate = entities[position].addresses[place]
        there, there_town = _parts(candidate.line), _parts(candidate.city).words
        if _country(candidate.country) != address.country or not here.numbers <= there.numbers:
            continue
        same_town = there_town & (town | here.words) or there.words & town
        street = words - there_town
        if same_town and street and street <= there.words:
            yield position, candidate, here.numbers == there.numbers


def _key(country: str, number: str, word: str) -> int:
    return crc32(f"{country}\t{number}\t{word}".encode())


@lru_cache(_MOST_CACHED)
def _parts(text: str) -> _Parts:
    """Words that are not those of any address, and numbers that are no postcodes, without case and accents."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    found = _WORDS.findall(plain)
    return _Parts(
        frozenset(w for w in found if not w[0].isdigit() and len(w) >= _SHORTEST and w not in ANY_ADDRESS),
        frozenset(w.lstrip("0") for w in found if w[0].isdigit() and len(w) < _POSTCODE),
    )


@lru_cache(_MOST_CACHED)
def _country(text: str) -> str | None:
    return places.country(text) if text else None
