"""Second identifiers: what besides a name a profile and a list entry may share.

Birth dates, document and register numbers, wallets, street addresses, e-mail addresses, websites, phones and
handles. Country, city and nationality are none: millions share them; nor are domains and IP addresses, which a
list may allege all the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

import msgspec

from screening import contacts, places
from screening.errors import InputError
from screening.profile import Profile
from screening.watchlist import Entity, Identifier, ListedAddress

__all__ = [
    "GROUPS",
    "Agreement",
    "Conflict",
    "Number",
    "birth_dates",
    "group",
    "normal",
    "numbers_of",
    "same_building",
    "shared",
]

_SHORTEST_NUMBER = 6
"""Shorter numbers coincide too easily to single anybody out."""
_SHORTEST_WALLET = 25
_LONG_NUMBER = 15
"""So long are only numbers that are unique in the world: a Chinese USCC has 18 characters, an LEI 20."""
_ANY_ADDRESS = frozenset({
    "address", "apartment", "apt", "avenue", "ave", "block", "building", "bldg", "city", "district", "dom",
    "floor", "house", "krai", "lane", "no", "number", "oblast", "office", "province", "rd", "region", "road",
    "room", "st", "str", "street", "suite", "ul", "ulitsa", "unit",
})  # fmt: skip
"""Words of any address."""
_GRACE_YEARS = 2
"""A listed bare year is often an estimate."""
_FULL_DATE = len("1985-03-21")
GROUPS = frozenset({
    "wallet", "register", "document", "email", "website", "phone", "handle", "domain", "ip",
})  # fmt: skip
"""Kinds of numbers: what one list calls a registration, another a tax number."""
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


class Number(msgspec.Struct, frozen=True, gc=False):
    """One number that a profile states.

    Attributes:
        record: its path.
        group: one of :data:`GROUPS`.
        value: as given.
        country: ISO 3166-1 alpha-2 of the issuer, empty if not known.
        seat: the country that the profile states, which is likely the issuer's.
        of_owner: it belongs to an owner, of whom the share decides.
    """

    record: str
    group: str
    value: str
    country: str = ""
    seat: str = ""
    of_owner: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        """The number as :mod:`screening.contacts` compares it: all forms under which it may be listed.

        A domain is also each domain above it, a handle also the mere name; none of register and document numbers.
        """
        try:
            return _FORMS.get(self.group, _form)(self)
        except InputError:
            return ()

    def is_certainly(self, identifier: Identifier) -> bool:
        """True if the number alone singles the party out: no other issuer can have given it to another."""
        if self.group == "wallet":
            return True
        issuer = self.country or self.seat
        same_country = bool(issuer) and issuer == identifier.country
        return self.group == "register" and (same_country or len(normal(self.value)) >= _LONG_NUMBER)

    def may_be(self, identifier: Identifier) -> bool:
        """True unless both sides name an issuing country and they differ."""
        return not (self.country and identifier.country and self.country != identifier.country)


def _form(number: Number) -> tuple[str, ...]:
    return (contacts.form(number.group, number.value),) if number.group in contacts.KINDS else ()


def _phone(number: Number) -> tuple[str, ...]:
    phone = places.phone(number.value, number.seat or None)
    return (phone.number,) if phone else ()


def _domains(number: Number) -> tuple[str, ...]:
    labels = contacts.host(number.value).split(".")
    return tuple(".".join(labels[first:]) for first in range(len(labels) - 1))


def _handles(number: Number) -> tuple[str, ...]:
    handle = contacts.form("handle", number.value)
    name = handle.partition(":")[2]
    return (handle, name) if name else (handle,)


_FORMS = {"phone": _phone, "domain": _domains, "handle": _handles}


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


_ETHER = re.compile(r"0[xX][0-9a-fA-F]{40}")
_MIXED_CASE = re.compile(r"(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9]{25,}")
_WEB = re.compile(r"^https?://(?:www\.)?|^www\.|/+$")
_PUNCTUATION = re.compile(r"[^\w@.]|_")


def normal(value: str) -> str:
    """A number as it is compared; letters keep their case only where it matters, in wallets."""
    value = value.strip()
    if len(value) >= _SHORTEST_WALLET:
        if _ETHER.fullmatch(value):
            return value.lower()
        if _MIXED_CASE.fullmatch(value):
            return value
    value = value.casefold()
    return value if value.isalnum() else _PUNCTUATION.sub("", _WEB.sub("", value))


def numbers_of(
    profile: Profile, prefix: str = "", *, of_owner: bool = False, groups: Collection[str] = GROUPS
) -> Iterator[Number]:
    """Every number in the profile, and in those related to it, that a list may publish.

    Args:
        profile: with its values read.
        prefix: its path in the account.
        of_owner: it is an owner's.
        groups: what is asked for, of :data:`GROUPS`: most lists have no domains, no handles, no IP addresses.
    """
    for record, kind, value, country in _own_numbers(profile, groups):
        yield Number(prefix + record, kind, value, country, profile.country or "", of_owner)
    for i, related in enumerate(profile.related or ()):
        path = f"{prefix}related[{i}].profile."
        yield from numbers_of(related.profile, path, of_owner=related.role == "owner", groups=groups)


def _own_numbers(profile: Profile, groups: Collection[str]) -> Iterator[tuple[str, str, str, str]]:
    if "wallet" in groups:
        yield from _wallets(profile)
    if "register" in groups:
        for i, entry in enumerate(profile.registrations or ()):
            if entry.number and len(normal(entry.number)) >= _SHORTEST_NUMBER:
                yield f"registrations[{i}]", "register", entry.number, entry.country or ""
    identity = profile.identity if "document" in groups else None
    if identity and identity.document_number and len(normal(identity.document_number)) >= _SHORTEST_NUMBER:
        yield "identity.document_number", "document", identity.document_number, identity.document_country or ""
    for field, values in (("email", profile.emails), ("website", profile.websites), ("phone", profile.phones)):
        if values and field in groups:
            for i, value in enumerate(values):
                yield f"{field}s[{i}]", field, value, ""
    yield from _alleged(profile, groups)


def _wallets(profile: Profile) -> Iterator[tuple[str, str, str, str]]:
    for i, wallet in enumerate(profile.wallets or ()):
        if wallet.address:
            yield f"wallets[{i}]", "wallet", wallet.address, ""
    for i, payout in enumerate(profile.payouts or ()):
        if payout.account:
            yield f"payouts[{i}]", "wallet", payout.account, ""


def _alleged(profile: Profile, groups: Collection[str]) -> Iterator[tuple[str, str, str, str]]:
    """What only lists of allegations name: handles, domains and the IP addresses of logins."""
    if "handle" in groups:
        for i, handle in enumerate(profile.handles or ()):
            if handle.name:
                value = f"{handle.service}:{handle.name}" if handle.service else handle.name
                yield f"handles[{i}]", "handle", value, ""
        for i, website in enumerate(profile.websites or ()):
            if handle_there := contacts.handle_in(website):
                yield f"websites[{i}]", "handle", handle_there, ""
    if "domain" in groups:
        for i, email in enumerate(profile.emails or ()):
            yield f"emails[{i}]", "domain", email.rpartition("@")[2], ""
        for i, website in enumerate(profile.websites or ()):
            yield f"websites[{i}]", "domain", website, ""
    if "ip" in groups:
        for i, login in enumerate(profile.logins or ()):
            if login.ip:
                yield f"logins[{i}]", "ip", login.ip, ""


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
