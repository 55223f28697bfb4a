"""E-mail addresses, domains, IP addresses, handles and more, in the one form in which they are compared.

===========  ==========================================================  =====================================
kind         form                                                        example
===========  ==========================================================  =====================================
``email``    lower case; the domain as below                             ``testov@xn--mller-kva.example``
``domain``   lower case, ASCII (IDNA), without ``www.`` and last dot     ``xn--mller-kva.example``
``ip``       shortest spelling; a network with its prefix length, IPv4   ``198.51.100.7``, ``2001:db8::/32``
             inside IPv6 as IPv4
``handle``   lower case, ``service:name``, without ``@``; ``name`` if    ``github:testov-dev``
             nobody says which service
``phone``    E.164                                                       ``+48500000000``
``wallet``   as given; ``0x`` addresses in lower case                    ``0xab...``
``website``  without scheme, ``www.``, ``#...`` and last slash; the      ``example.org/Team``
             domain as above
===========  ==========================================================  =====================================

A hash of an identifier is SHA-256 over the salt and this form, both as UTF-8, written ``sha256:`` and 64
hexadecimal digits. Nothing is looked up: no mail is sent, no name resolved.
"""

from __future__ import annotations

import hashlib
import ipaddress
import re
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import urlsplit

from screening import places
from screening.errors import InputError

__all__ = ["KINDS", "Network", "form", "handle", "handle_in", "hashed", "host", "is_hash", "network"]

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_LONGEST = 2_000
_MAIL = re.compile(r"([^@\s,;<>\"]{1,64})@([^@\s,;<>\"]+)")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NAME = re.compile(r"[^\s/@:,;<>\"](?:[^/,;<>\"\r\n\t]{0,98}[^\s/,;<>\"])?")
_WALLET = re.compile(r"[A-Za-z0-9][A-Za-z0-9:_.-]{18,118}[A-Za-z0-9]", re.ASCII)
_HASH = re.compile(r"sha256:[0-9a-f]{64}")
_LONGEST_DOMAIN = 253

_SERVICES = MappingProxyType({"x": "twitter", "t.me": "telegram", "tg": "telegram", "wa.me": "whatsapp"})
"""Other words for a service."""
_PAGES = MappingProxyType({
    "bitbucket.org": "bitbucket",
    "facebook.com": "facebook",
    "freelancer.com/u": "freelancer",
    "github.com": "github",
    "gitlab.com": "gitlab",
    "instagram.com": "instagram",
    "linkedin.com/in": "linkedin",
    "t.me": "telegram",
    "twitter.com": "twitter",
    "upwork.com/freelancers": "upwork",
    "x.com": "twitter",
})  # fmt: skip
"""Where a service shows the page of a user: what stands before the user's name."""
_NO_NAMES = frozenset({"about", "explore", "features", "home", "login", "orgs", "search", "settings", "share"})


def _email(text: str) -> str:
    parts = _MAIL.fullmatch(text)
    if parts is None:
        raise InputError("not an e-mail address")
    return f"{parts[1].lower()}@{_ascii(parts[2])}"


def _domain(text: str) -> str:
    return _ascii(text).removeprefix("www.")


def _ascii(name: str) -> str:
    """A host's name in ASCII, checked."""
    name = name.rstrip(".").lower()
    try:
        name = name if name.isascii() else name.encode("idna").decode()
    except UnicodeError:
        raise InputError("not a domain") from None
    labels = name.split(".")
    if (
        len(labels) == 1
        or len(name) > _LONGEST_DOMAIN
        or labels[-1].isdigit()
        or not all(map(_LABEL.fullmatch, labels))
    ):
        raise InputError("not a domain")
    return name


def _ip(text: str) -> str:
    found = network(text)
    return str(found.network_address) if found.prefixlen == found.max_prefixlen else str(found)


@lru_cache(maxsize=16_384)
def network(text: str) -> Network:
    """An IP address or CIDR range; IPv4 inside IPv6 is read as IPv4.

    >>> network("198.51.100.7/24"), network("::ffff:198.51.100.7")
    (IPv4Network('198.51.100.0/24'), IPv4Network('198.51.100.7/32'))

    Raises:
        InputError: it is neither.
    """
    try:
        found = ipaddress.ip_network(text, strict=False)
    except ValueError:
        raise InputError("not an IP address or a CIDR range") from None
    inside = found.network_address.ipv4_mapped if isinstance(found, ipaddress.IPv6Network) else None
    before = 128 - 32
    return (
        ipaddress.ip_network((inside, found.prefixlen - before)) if inside and found.prefixlen >= before else found
    )


def _phone(text: str) -> str:
    found = places.phone(text) if text.startswith(("+", "00")) else None
    if found is None:
        raise InputError("not an international phone number, with + and the country's code")
    return found.number


def _wallet(text: str) -> str:
    if not _WALLET.fullmatch(text):
        raise InputError("not a wallet's address")
    return text.lower() if text[:2] in {"0x", "0X"} else text


def _website(text: str) -> str:
    site = host(text)
    parts = urlsplit(text if "//" in text else f"//{text}")
    path = parts.path.rstrip("/")
    return f"{site}{path}?{parts.query}" if parts.query else f"{site}{path}"


def host(url: str) -> str:
    """The domain of a web address, empty of ``www.``; or its IP address.

    >>> host("HTTPS://www.Example.org:8080/a?b"), host("example.org")
    ('example.org', 'example.org')

    Raises:
        InputError: there is none.
    """
    try:
        name = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        raise InputError("not a web address") from None
    try:
        return _ip(name)
    except InputError:
        pass
    try:
        return _domain(name)
    except InputError:
        raise InputError("not a web address") from None


def _handle(text: str) -> str:
    if found := handle_in(text):
        return found
    service, colon, name = text.partition(":")
    return handle(service, name) if colon else handle("", service)


def handle(service: str, name: str) -> str:
    """A user name on a service, or on one that is not known.

    >>> handle("GitHub.com", "@Testov-Dev"), handle("", "Testov")
    ('github:testov-dev', 'testov')

    Raises:
        InputError: that is no name.
    """
    name = name.strip().removeprefix("@").lower()
    service = service.strip().lower()
    if not _NAME.fullmatch(name) or (":" in name and not service):
        raise InputError("not a user name")
    service = _SERVICES.get(service, service.removesuffix(".com").removesuffix(".org"))
    return f"{service}:{name}" if service else name


def handle_in(url: str) -> str:
    """The handle whose page a web address is, empty if it is none.

    >>> handle_in("https://github.com/Testov-Dev/some-repository"), handle_in("https://example.org/testov")
    ('github:testov-dev', '')
    """
    try:
        site = _website(url.strip()).partition("?")[0]
    except InputError:
        return ""
    parts = site.split("/")
    for depth in (1, 2):
        service = _PAGES.get("/".join(parts[:depth]).lower())
        name = parts[depth].lower() if len(parts) > depth else ""
        if service and name not in _NO_NAMES and _NAME.fullmatch(name.removeprefix("@")):
            return handle(service, name)
    return ""


_FORMS = MappingProxyType({
    "email": _email,
    "domain": _domain,
    "ip": _ip,
    "handle": _handle,
    "phone": _phone,
    "wallet": _wallet,
    "website": _website,
})  # fmt: skip
KINDS = tuple(_FORMS)
"""The kinds of identifiers that have such a form."""


@lru_cache(maxsize=65_536)
def form(kind: str, text: str) -> str:
    """An identifier as it is compared.

    >>> form("email", " Testov@Example.ORG "), form("domain", "www.Müller.example.")
    ('testov@example.org', 'xn--mller-kva.example')
    >>> form("handle", "GitHub:@Testov-Dev"), form("phone", "+48 500 000 000")
    ('github:testov-dev', '+48500000000')
    >>> form("website", "https://www.Example.org/Team/#top"), form("ip", "2001:DB8::/32")
    ('example.org/Team', '2001:db8::/32')

    Args:
        kind: one of :data:`KINDS`.
        text: as given.

    Raises:
        InputError: it is none; the message says what it is not.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        raise InputError("too long")
    return _FORMS[kind](text)


def is_hash(value: str) -> bool:
    """Whether a listed value is a hash: ``sha256:`` and 64 hexadecimal digits."""
    return bool(_HASH.fullmatch(value))


def hashed(salt: str, compared: str) -> str:
    """The hash of an identifier.

    >>> hashed("invented salt", form("email", "Testov@example.org"))[:20]
    'sha256:811dbc18e5bb4'
    """
    return "sha256:" + hashlib.sha256((salt + compared).encode()).hexdigest()
