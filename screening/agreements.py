"""Second identifiers: what besides a name a profile and a list entry share, or what speaks against it.

Birth dates, document and register numbers, wallets, street addresses, e-mail addresses, websites, phones and
handles. Country, city and nationality are none: millions share them; nor are domains and IP addresses, which a
list may allege all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from screening.identifiers import group, normal, numbers_of
from screening.profile import Profile
from screening.watchlist import Entity, ListedAddress

__all__ = ["Agreement", "Conflict", "birth_dates", "same_building", "shared"]

_ANY_ADDRESS = frozenset({
    "address", "apartment", "apt", "avenue", "ave", "block", "building", "bldg", "city", "district", "dom",
    "floor", "house", "krai", "lane", "no", "number", "oblast", "office", "province", "rd", "region", "road",
    "room", "st", "str", "street", "suite", "ul", "ulitsa", "unit",
})  # fmt: skip
"""Words of any address."""
_GRACE_YEARS = 2
"""A listed bare year is often an estimate."""
_FULL_DATE = len("1985-03-21")
_SHARED_BY_MANY = frozenset({"domain", "ip"})
"""What is no second identifier."""


class Agreement(msgspec.Struct, frozen=True, gc=False):
    """A second identifier that the profile and the list share."""

    record: str
    what: str


class Conflict(msgspec.Struct, frozen=True, gc=False):
    """A birth date that speaks against a hit; ``verified`` if a checked document shows it."""

    record: str
    what: str
    verified: bool


def birth_dates(
    profile: Profile, prefix: str, listings: Sequence[Entity]
) -> tuple[list[Agreement], Conflict | None]:
    """Whether the birth dates of a profile agree with the listed ones, or speak against them.

    Only a full date agrees; a partial one that fits says nothing. What a checked document shows outweighs what
    was typed in.
    """
    listed = {date for listing in listings for date in listing.birth_dates}
    if not listed:
        return [], None
    identity = profile.identity
    verified = identity is not None and identity.document_verified is True
    stated = [(prefix + "birth_date", profile.birth_date, False)]
    if identity is not None:
        stated.append((prefix + "identity.document_birth_date", identity.document_birth_date, verified))
    agreements: list[Agreement] = []
    conflict: Conflict | None = None
    for record, date, checked in stated:
        if not date:
            continue
        if len(date) == _FULL_DATE and date in listed:
            agreements.append(Agreement(record, f"birth date {date} is the listed one"))
            conflict = None if checked else conflict
        elif not any(_may_be_same(date, known) for known in listed):
            conflict = Conflict(record, f"birth date {date}, listed {' or '.join(sorted(listed))}", checked)
            agreements = [] if checked else agreements
    return agreements, conflict


def _may_be_same(date: str, listed: str) -> bool:
    """Two dates that may be of one birth."""
    first, _, last = listed.partition("/")
    if last:
        return _earliest(first) <= date[:10] + "-99" and date <= _latest(last)
    if len(listed) == len("1985"):
        return abs(int(date[:4]) - int(listed)) <= _GRACE_YEARS
    return date.startswith(listed) or listed.startswith(date)


def _earliest(date: str) -> str:
    """Where a listed range begins, with the grace of a bare year."""
    return f"{int(date) - _GRACE_YEARS:04}" if len(date) == len("1985") else date


def _latest(date: str) -> str:
    """Where it ends: after every date that begins like it."""
    return (f"{int(date) + _GRACE_YEARS:04}" if len(date) == len("1985") else date) + "-99"


def shared(profile: Profile, prefix: str, listings: Sequence[Entity]) -> Iterator[Agreement]:
    """Numbers and street addresses that the profile shares with a listed party."""
    listed = {(group(i.kind), normal(i.value)): i for listing in listings for i in listing.identifiers}
    for number in numbers_of(profile, prefix):
        if number.group in _SHARED_BY_MANY:
            continue
        identifier = listed.get((number.group, normal(number.value)))
        if identifier and number.may_be(identifier):
            yield Agreement(number.record, f"{identifier.kind} {identifier.value} is a listed one")
    for record, line, town in _street_addresses(profile, prefix):
        for listing in listings:
            for street in listing.addresses:
                if same_building(line, town, street):
                    yield Agreement(record, f"address {street.line}, {street.city} is a listed one")


def same_building(line: str, town: str, listed: ListedAddress) -> bool:
    """True if house number, street and town agree with a listed address.

    Lists and people write more or less of an address, so what only one of them has (an office, a district)
    does not count against it; a house number that only the profile has does. Town and postcode alone are no
    building.

    >>> listed = ListedAddress("Office 2, Dom 113/5, Vokzalnaya Street", "Artyom, Primorsky Krai 692760", "RU")
    >>> same_building("Vokzalnaya 113/5", "Artyom", listed), same_building("Vokzalnaya 14", "Artyom", listed)
    (True, False)
    >>> same_building("", "Artyom 692760", listed)
    False
    """
    here, there = _words(line), _words(listed.line)
    numbers = {word for word in here if word[0].isdigit()}
    street = (here & there) - numbers - _words(f"{town} {listed.city}")
    towns = _words(listed.city)
    same_town = not towns or any(word.isalpha() for word in towns & (here | _words(town)))
    return bool(numbers) and numbers <= there and bool(street) and same_town


def _words(address: str) -> set[str]:
    return set(re.findall(r"\w+", address.casefold())) - _ANY_ADDRESS


def _street_addresses(profile: Profile, prefix: str) -> Iterator[tuple[str, str, str]]:
    """Record, street line and town of each address."""
    for i, address in enumerate(profile.addresses or ()):
        if address.line:
            yield f"{prefix}addresses[{i}]", address.line, " ".join(filter(None, (address.city, address.region)))
    if profile.identity and profile.identity.document_address:
        yield f"{prefix}identity.document_address", profile.identity.document_address, ""
