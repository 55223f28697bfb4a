"""Second identifiers: what besides a name a profile and a list entry may share.

Birth dates, document and register numbers, wallets, street addresses, e-mail addresses and websites. Country,
city and nationality are none: millions share them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from screening.profile import Profile
from screening.watchlist import Entity, Identifier

__all__ = ["Agreement", "Conflict", "Number", "birth_dates", "group", "normal", "numbers_of", "shared"]

_SHORTEST_NUMBER = 6
"""Shorter numbers coincide too easily to single anybody out."""
_FEWEST_WORDS = 2
"""A street and a town: fewer common words say nothing."""
_AGREEING = 0.75
_ANY_ADDRESS = frozenset({
    "address", "apartment", "apt", "avenue", "ave", "block", "building", "bldg", "city", "district", "dom",
    "floor", "house", "krai", "lane", "no", "number", "oblast", "office", "province", "rd", "region", "road",
    "room", "st", "str", "street", "suite", "ul", "ulitsa", "unit",
})  # fmt: skip
"""Words of any address."""
_GRACE_YEARS = 2
"""A listed bare year is often an estimate."""
_FULL_DATE = len("1985-03-21")


class Agreement(msgspec.Struct, frozen=True, gc=False):
    """A second identifier that the profile and the list share."""

    record: str
    what: str


class Conflict(msgspec.Struct, frozen=True, gc=False):
    """A birth date that speaks against a hit; ``verified`` if a checked document shows it."""

    record: str
    what: str
    verified: bool


class Number(msgspec.Struct, frozen=True, gc=False):
    """One number that a profile states.

    Attributes:
        record: its path.
        group: ``wallet``, ``register``, ``document``, ``email`` or ``website``.
        value: as given.
        country: ISO 3166-1 alpha-2 of the issuer, empty if not known.
    """

    record: str
    group: str
    value: str
    country: str = ""

    def may_be(self, identifier: Identifier) -> bool:
        """True unless both sides name an issuing country and they differ."""
        return not (self.country and identifier.country and self.country != identifier.country)


def birth_dates(
    profile: Profile, prefix: str, listings: Sequence[Entity]
) -> tuple[list[Agreement], Conflict | None]:
    """Whether the birth dates of a profile agree with the listed ones, or speak against them.

    Only a full date agrees; a partial one that fits says nothing.
    """
    listed = {date for listing in listings for date in listing.birth_dates}
    if not listed:
        return [], None
    identity = profile.identity
    verified = identity is not None and identity.document_verified is True
    stated = [(prefix + "birth_date", profile.birth_date, False)]
    if identity is not None:
        stated.append((prefix + "identity.document_birth_date", identity.document_birth_date, verified))
    agreements = []
    conflict: Conflict | None = None
    for record, date, checked in stated:
        if not date:
            continue
        if len(date) == _FULL_DATE and date in listed:
            agreements.append(Agreement(record, f"birth date {date} is the listed one"))
        elif not any(_may_be_same(date, known) for known in listed):
            what = f"birth date {date}, listed {' or '.join(sorted(listed))}"
            if conflict is None or checked:
                conflict = Conflict(record, what, checked)
    return agreements, conflict


def _may_be_same(date: str, listed: str) -> bool:
    """Two dates that may be of one birth."""
    if len(listed) == len("1985"):
        return abs(int(date[:4]) - int(listed)) <= _GRACE_YEARS
    return date.startswith(listed) or listed.startswith(date)


_GROUPS = {
    "registration": "register",
    "tax": "register",
    "lei": "register",
    "passport": "document",
    "national_id": "document",
}


def group(kind: str) -> str:
    """The group of a listed identifier's kind: lists and profiles draw the lines differently."""
    return _GROUPS.get(kind, kind)


def normal(value: str) -> str:
    """A number as it is compared; letters keep their case only where it matters, in wallets."""
    value = value.strip()
    if re.fullmatch(r"0[xX][0-9a-fA-F]{40}", value):
        return value.lower()
    if re.fullmatch(r"[A-Za-z0-9]{25,}", value) and not value.isupper() and not value.islower():
        return value
    value = value.casefold().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    return "".join(c for c in value if c.isalnum() or c in "@.")


def numbers_of(profile: Profile, prefix: str = "") -> Iterator[Number]:
    """Every number in the profile, and in those related to it, that a list may publish."""
    for i, wallet in enumerate(profile.wallets or ()):
        if wallet.address:
            yield Number(f"{prefix}wallets[{i}]", "wallet", wallet.address)
    for i, payout in enumerate(profile.payouts or ()):
        if payout.account:
            yield Number(f"{prefix}payouts[{i}]", "wallet", payout.account)
    for i, entry in enumerate(profile.registrations or ()):
        if entry.number and len(normal(entry.number)) >= _SHORTEST_NUMBER:
            yield Number(f"{prefix}registrations[{i}]", "register", entry.number, entry.country or "")
    identity = profile.identity
    if identity and identity.document_number and len(normal(identity.document_number)) >= _SHORTEST_NUMBER:
        record = f"{prefix}identity.document_number"
        yield Number(record, "document", identity.document_number, identity.document_country or "")
    for field, values in (("email", profile.emails), ("website", profile.websites)):
        for i, value in enumerate(values or ()):
            yield Number(f"{prefix}{field}s[{i}]", field, value)
    for i, related in enumerate(profile.related or ()):
        yield from numbers_of(related.profile, f"{prefix}related[{i}].profile.")


def shared(profile: Profile, prefix: str, listings: Sequence[Entity]) -> Iterator[Agreement]:
    """Numbers and street addresses that the profile shares with a listed party."""
    listed = {(group(i.kind), normal(i.value)): i for listing in listings for i in listing.identifiers}
    for number in numbers_of(profile, prefix):
        identifier = listed.get((number.group, normal(number.value)))
        if identifier and number.may_be(identifier):
            yield Agreement(number.record, f"{identifier.kind} {identifier.value} is a listed one")
    streets = [street for listing in listings for street in listing.addresses if re.search(r"\d", street.line)]
    for record, text in _street_addresses(profile, prefix) if streets else ():
        for street in streets:
            if same_street_address(text, f"{street.line} {street.city}"):
                yield Agreement(record, f"address {street.line}, {street.city} is a listed one")


def same_street_address(given: str, listed: str) -> bool:
    """True if two addresses name the same building: house number, street and town agree.

    Lists and people write more or less of an address, so what only one of them has (an office, a district, a
    postcode) does not count against it; a house number that only the profile has does.

    >>> same_street_address("Vokzalnaya 113/5, Artyom", "Office 2, Dom 113/5, Vokzalnaya Street, Artyom, 692760")
    True
    >>> same_street_address("Vokzalnaya 14, Artyom", "Office 2, Dom 113/5, Vokzalnaya Street, Artyom, 692760")
    False
    """
    here, there = _words(given), _words(listed)
    common = here & there
    numbers = {word for word in here if word[0].isdigit()}
    enough = len(common) >= _AGREEING * min(len(here), len(there))
    return bool(numbers & there) and numbers <= there and len(common - numbers) >= _FEWEST_WORDS and enough


def _words(address: str) -> set[str]:
    return set(re.findall(r"\w+", address.casefold())) - _ANY_ADDRESS


def _street_addresses(profile: Profile, prefix: str) -> Iterator[tuple[str, str]]:
    for i, address in enumerate(profile.addresses or ()):
        parts = (address.line, address.postcode, address.city, address.region)
        yield f"{prefix}addresses[{i}]", " ".join(filter(None, parts))
    if profile.identity and profile.identity.document_address:
        yield f"{prefix}identity.document_address", profile.identity.document_address
