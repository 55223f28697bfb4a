"""Numbers that a profile states and a list may publish: wallets, register and document numbers, contacts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import msgspec

from screening import contacts, places
from screening.errors import InputError
from screening.profile import Profile
from screening.watchlist import Identifier

__all__ = ["GROUPS", "Number", "group", "normal", "numbers_of"]

_SHORTEST_NUMBER = 6
"""Shorter numbers coincide too easily to single anybody out."""
_SHORTEST_WALLET = 25
_LONG_NUMBER = 15
"""So long are only numbers that are unique in the world: a Chinese USCC has 18 characters, an LEI 20."""
GROUPS = frozenset({
    "wallet", "register", "document", "email", "website", "phone", "handle", "domain", "ip",
})  # fmt: skip
"""Kinds of numbers: what one list calls a registration, another a tax number."""


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
    for i, payment in enumerate(profile.payments or ()):
        for party in (payment.payer, payment.payee):
            if party and len(party) >= _SHORTEST_WALLET and " " not in party.strip():
                yield f"payments[{i}]", "wallet", party, ""


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
