"""What is shared, in the form in which it is compared; empty or ``None`` for what has no such form.

Looser than :mod:`screening.contacts` where people write one thing in several ways (tags in mail addresses, spaces
in account numbers), stricter where a value says nothing (masked numbers, names of models, private addresses).
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import re
from collections.abc import Iterator
from functools import lru_cache

from screening import contacts, places
from screening.errors import InputError
from screening.profile import Address, Payout
from screening.signals import emails, payouts, streets

__all__ = [
    "account", "addresses", "common_box", "country", "day", "device", "document", "email", "house",
    "paying_account", "phone", "wallet", "words",
]  # fmt: skip

_SHORTEST = 6
_SHORT_NUMBER = 12
"""Account numbers of fewer digits are unique in their country at best."""
_DIGIT = re.compile(r"\d")
_LEAST_DIGITS = 8
_MASKED = re.compile(r"[*•…]|x{3,}", re.IGNORECASE)
_PUNCTUATION = re.compile(r"[\W_]+")
_MODEL = re.compile(r"[\s,]")
_GMAIL = frozenset({"gmail.com", "googlemail.com"})
_COMMON_BOXES = frozenset({
    "accounting", "accounts", "admin", "billing", "contact", "finance", "hello", "hr", "info", "invoices", "jobs",
    "mail", "office", "people", "projects", "sales", "support", "team",
})  # fmt: skip
_NOT_PUBLIC = tuple(
    map(
        ipaddress.ip_network,
        ("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
         "192.168.0.0/16", "224.0.0.0/3", "::/128", "::1/128", "fc00::/7", "fe80::/10", "ff00::/8"),
    )
)  # fmt: skip
"""Addresses that mean something inside one network only."""
_OCTET = r"(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_USUAL = re.compile(
    rf"(?!(?:0|10|100|127|169|172|192|22[4-9]|2[345][0-9])\.)({_OCTET}\.{_OCTET}\.{_OCTET}\.){_OCTET}"
)
"""Addresses of version 4 that share the first number with none of these."""
_EPOCH = dt.date(1970, 1, 1)
_FULL_DATE = len("2026-01-31")


def words(name: str) -> str:
    """A firm's or holder's name without case and punctuation."""
    return _PUNCTUATION.sub(" ", name.casefold()).strip()


def phone(text: str, country: str | None) -> places.Phone | None:
    """A valid phone number; a national one follows the plan of the country."""
    phone = places.phone(text, None if text.strip().startswith(("+", "00")) else country) if text else None
    return phone if phone and phone.valid else None


@lru_cache(65_536)
def email(text: str) -> str:
    """The box to which mail goes.

    >>> email("Marta.Wzorowa+bids@GoogleMail.com"), email("office+a@workshop.example")
    ('martawzorowa@gmail.com', 'office@workshop.example')
    """
    try:
        local, _, domain = contacts.form("email", text).rpartition("@")
    except InputError:
        return ""
    local = local.partition("+")[0] or local
    if domain in _GMAIL:
        local, domain = local.replace(".", "") or local, "gmail.com"
    return f"{local}@{domain}"


def common_box(address: str) -> str | None:
    """Why many share a mail address: it is a firm's common box, at a domain of its own."""
    local, _, domain = address.rpartition("@")
    return "a firm's common box" if local in _COMMON_BOXES and not emails.provider(domain) else None


def account(payout: Payout) -> str:
    """The account into which a payout goes: a wallet, a mail address, or a number.

    >>> account(Payout(account="pl61 1090 1014 0000 0712 1981 2874")), account(Payout(account="****2874"))
    ('PL61109010140000071219812874', '')
    >>> account(Payout(account="12345678", country="US"))
    'US 12345678'
    """
    given = (payout.account or "").strip()
    if not given or _MASKED.search(given):
        return ""
    if address := email(given):
        return address
    if payouts.digital(payout):
        return wallet(given)
    number = _PUNCTUATION.sub("", given).upper()
    if len(number) < _SHORTEST:
        return ""
    if number.isdigit() and len(number) < _SHORT_NUMBER:
        return f"{country(payout.country) or ''} {number}"
    return number


def wallet(given: str) -> str:
    """A digital-currency address."""
    try:
        return contacts.form("wallet", given)
    except InputError:
        return ""


def device(given: str) -> str:
    """A device's id; a model ("iPhone 15", "iPhone14,2") is none."""
    device = given.strip().casefold()
    is_id = len(device) >= _SHORTEST and not _MODEL.search(device) and any(map(str.isdigit, device))
    return device if is_id else ""


@lru_cache(262_144)
def addresses(text: str) -> tuple[str, str] | None:
    """A public address and its subnet.

    >>> addresses("81.2.69.142"), addresses("10.0.0.1") is None
    (('81.2.69.142', '81.2.69.0/24'), True)
    """
    text = text.strip()
    if usual := _USUAL.fullmatch(text):  # most are, and the way below costs ten times as much
        return text, f"{usual[1]}0/24"
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    if isinstance(found, ipaddress.IPv6Address):
        found = found.ipv4_mapped or found
    if any(found in net for net in _NOT_PUBLIC if net.version == found.version):
        return None
    prefix = 24 if found.version == 4 else 64  # noqa: PLR2004 - IPv4
    return str(found), str(ipaddress.ip_network((found, prefix), strict=False))


def house(address: Address) -> Iterator[str]:
    """The house, by town and by postcode, since people leave out one of them. None without a house number."""
    street, town = streets.of_address(address)
    words = street.words - town
    if not words or not street.numbers:
        return
    house = f"{country(address.country) or ''} {' '.join(sorted(words))} {' '.join(sorted(street.numbers))}"
    place = streets.street(address.city or "").words
    if place:
        yield f"{house} / {' '.join(sorted(place))}"
    postcode = _PUNCTUATION.sub("", address.postcode or "").upper()
    if postcode:
        yield f"{house} / {postcode}"


@lru_cache(4_096)
def country(text: str | None) -> str | None:
    """The ISO 3166-1 code of a country."""
    return places.country(text) if text else None


@lru_cache(65_536)
def day(text: str | None) -> int | None:
    """Days since 1970; a partial date is its first day."""
    if not text:
        return None
    whole = text[:_FULL_DATE] + "-01" * max(0, 3 - len(text[:_FULL_DATE].split("-")))
    try:
        return (dt.date.fromisoformat(whole) - _EPOCH).days
    except ValueError:
        return None


def paying_account(payer: str) -> str:
    """The account in the name of a payer, which mostly is a name and no account."""
    return account(Payout(account=payer)) if len(_DIGIT.findall(payer)) >= _LEAST_DIGITS else ""


def document(number: str, issuer: str | None) -> str:
    """A document's number with the country that issued it."""
    compared = _PUNCTUATION.sub("", number).upper()
    if len(compared) < _SHORTEST or _MASKED.search(number):
        return ""
    return f"{country(issuer) or ''} {compared}"
