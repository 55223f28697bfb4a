"""The values of a profile, read: countries, dates, addresses, phones and time zones.

A value that cannot be read is kept verbatim in the list of the unread, with its path, and becomes *not known*
in the profile that the indicators see. The rest of the record is screened: a bad optional value exempts nobody.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import re
from collections.abc import Callable
from functools import lru_cache, partial
from operator import attrgetter
from typing import Any, NamedTuple

import msgspec

from screening import places
from screening.profile import (
    ADDRESS_KINDS,
    LINK_KINDS,
    NETWORKS,
    PURPOSES,
    TEXT_KINDS,
    Address,
    Change,
    Handle,
    Identity,
    Job,
    Link,
    Login,
    Payment,
    Payout,
    PreviousAccount,
    Profile,
    Rating,
    Registration,
    Related,
    Repository,
    Site,
    Study,
    Text,
    Visa,
    Work,
)

__all__ = ["ReadProfile", "Unread", "ip_address", "read_values"]

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)
_WITH_PORT = re.compile(r"((?:\d{1,3}\.){3}\d{1,3}):\d{1,5}|\[([^\[\]]+)\](?::\d{1,5})?", re.ASCII)
_OLDEST = 120
"""Nobody alive is older, in years: an earlier birth date is a slip of the keyboard."""
_MOST_CACHED = 100_000


class Unread(msgspec.Struct, frozen=True, gc=False):
    """A value that could not be read and counts as not known.

    Attributes:
        field: path of the value, for example ``logins[3].ip``.
        value: as given.
        message: what is wrong with it.
    """

    field: str
    value: str
    message: str


class ReadProfile(NamedTuple):
    """A profile with its values read, and those that could not be."""

    profile: Profile
    unread: tuple[Unread, ...]


class _UnreadableError(ValueError):
    """The value cannot be read; the message says why."""


_Reader = Callable[[str, dt.date], str]


def _name(text: str, _today: dt.date) -> str:
    if not any(map(str.isalnum, text)):
        raise _UnreadableError("no letter that could be compared")
    return text


@lru_cache(_MOST_CACHED)
def _country_code(text: str) -> str | None:
    return places.country(text)


def _country(text: str, _today: dt.date) -> str:
    code = _country_code(text)
    if code is None:
        raise _UnreadableError(places.country_problem(text))
    return code


@lru_cache(_MOST_CACHED)
def _iso(text: str) -> str | None:
    text = text.strip()
    found = _PARTIAL.fullmatch(text)
    try:
        if found:
            year, month, day = (int(part) if part else 1 for part in found.groups())
            dt.date(year, month, day)
            return text
        return dt.datetime.fromisoformat(text).isoformat() if text.isascii() else None
    except ValueError:
        return None


def _any_date(text: str, _today: dt.date) -> str:
    iso = _iso(text)
    if iso is None:
        raise _UnreadableError("not an ISO 8601 date such as 1985-03-21, 1985-03 or 1985")
    return iso


@lru_cache
def _tomorrow(today: dt.date) -> str:
    return today.isoformat() if today == dt.date.max else (today + dt.timedelta(days=1)).isoformat()


def _past(text: str, today: dt.date) -> str:
    iso = _any_date(text, today)
    if iso[:10] > _tomorrow(today)[: len(iso)]:
        raise _UnreadableError("lies in the future")
    return iso


def _birth(text: str, today: dt.date) -> str:
    iso = _past(text, today)[:10]
    if int(iso[:4]) < today.year - _OLDEST:
        raise _UnreadableError(f"lies more than {_OLDEST} years back")
    return iso


@lru_cache(_MOST_CACHED)
def ip_address(text: str) -> str | None:
    """An address in its canonical spelling, as servers note it: with a port, or IPv4 inside of IPv6.

    >>> ip_address("192.0.2.1:443"), ip_address("::ffff:192.0.2.1"), ip_address("[2001:DB8::1]:443")
    ('192.0.2.1', '192.0.2.1', '2001:db8::1')
    """
    text = text.strip()
    if places.ipv4(text) is not None:
        return text
    if found := _WITH_PORT.fullmatch(text):
        text = found[1] or found[2]
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return str(getattr(address, "ipv4_mapped", None) or address)


def _ip(text: str, _today: dt.date) -> str:
    address = ip_address(text)
    if address is None:
        raise _UnreadableError("not an IP address")
    return address


def _zone(text: str, _today: dt.date) -> str:
    zone = places.time_zone(text)
    if zone is None:
        raise _UnreadableError("not an IANA time zone or an offset such as UTC+8")
    return zone.name


def _phone(text: str, _today: dt.date, country: str | None = None) -> str:
    if places.phone(text, country) is None:
        raise _UnreadableError("not a phone number such as +48 512 345 678")
    return text


def _choice(*options: str) -> _Reader:
    def read(text: str, _today: dt.date) -> str:
        if (known := text.strip().casefold()) in options:
            return known
        raise _UnreadableError(f"none of {', '.join(options)}")

    return read


_READERS: dict[type, dict[str, _Reader]] = {
    Profile: {
        "name": _name,
        "legal_name": _name,
        "native_name": _name,
        "birth_date": _birth,
        "country": _country,
        "tax_country": _country,
        "time_zone": _zone,
        "phones": _phone,
        "created": _past,
        "updated": _past,
    },
    Address: {"country": _country, "kind": _choice(*ADDRESS_KINDS), "purpose": _choice(*PURPOSES)},
    Handle: {"created": _past},
    Site: {"created": _past},
    Work: {"hired": _any_date},
    Job: {"country": _country, "start": _any_date, "end": _any_date},
    Study: {"country": _country, "start": _any_date, "end": _any_date},
    Identity: {
        "document_name": _name,
        "document_country": _country,
        "document_birth_date": _birth,
        "document_expires": _any_date,
    },
    Login: {
        "at": _past,
        "country": _country,
        "ip": _ip,
        "network": _choice(*NETWORKS),
        "time_zone": _zone,
    },
    Payout: {"country": _country, "since": _any_date, "until": _any_date},
    Payment: {"at": _any_date},
    Visa: {"country": _country, "issued": _any_date, "expires": _any_date},
    Registration: {"country": _country},
    Change: {"at": _past},
    Link: {"kind": _choice(*LINK_KINDS)},
    PreviousAccount: {"closed": _any_date},
    Rating: {"at": _past},
    Repository: {"created": _past, "first_commit": _any_date, "last_commit": _any_date},
    Text: {"kind": _choice(*TEXT_KINDS), "at": _past},
}
_HOLDERS = (Related, *_READERS)
"""Parts that hold values to read, themselves or in parts of their own."""


_Values = Callable[[Any], tuple[Any, ...]]


def _fields(part: type) -> tuple[_Values, tuple[tuple[str, _Reader | None], ...]]:
    """The fields that need reading or (reader ``None``) may hold parts, after what gives their values."""
    readers = _READERS.get(part, {})
    found = tuple(
        (field.name, readers.get(field.name))
        for field in msgspec.structs.fields(part)
        if field.name in readers or any(holder.__name__ in str(field.type) for holder in _HOLDERS)
    )
    values = attrgetter(*[name for name, _ in found])
    return (values if len(found) > 1 else lambda part: (values(part),)), found


_FIELDS = {part: _fields(part) for part in _HOLDERS}


def read_values(profile: Profile, today: dt.date) -> ReadProfile:
    """The profile with every value in its canonical form, and what could not be read.

    Countries become ISO 3166-1 alpha-2 codes, addresses and time zones their canonical spelling.

    Args:
        profile: as given; it is not changed.
        today: dates that must lie in the past are held against it, with a day of grace for time zones.
    """
    unread: list[Unread] = []
    return ReadProfile(_read(profile, today, unread), tuple(unread))


def _read(part: Any, today: dt.date, unread: list[Unread]) -> Any:  # noqa: ANN401 - any part of a profile
    if type(part) not in _FIELDS:
        return part
    values, fields = _FIELDS[type(part)]
    changes: dict[str, Any] = {}
    for value, (name, known_reader) in zip(values(part), fields, strict=True):
        if value is None or value == ():
            continue
        reader = known_reader
        if reader is _phone:  # a national number follows the plan of the stated country, which was read before
            reader = partial(_phone, country=changes.get("country", part.country))
        told = len(unread)
        new: object
        if isinstance(value, tuple):
            new = _read_items(value, reader, today, unread)
        elif reader is not None:
            new = _read_one(value, reader, today, unread)
        else:
            new = _read(value, today, unread)
        if len(unread) > told:
            _place(name, unread, told)
        if new is not value:
            changes[name] = new
    return msgspec.structs.replace(part, **changes) if changes else part


def _read_one(value: str, reader: _Reader, today: dt.date, unread: list[Unread]) -> str | None:
    if not value.strip():
        return None
    try:
        read = reader(value, today)
    except _UnreadableError as error:
        unread.append(Unread("", value, str(error)))
        return None
    return value if read == value else read


def _read_items(
    values: tuple[Any, ...], reader: _Reader | None, today: dt.date, unread: list[Unread]
) -> tuple[Any, ...] | None:
    """Items in their places: an unreadable string leaves an empty one, so that paths keep their numbers."""
    new: list[Any] = []
    changed = False
    for i, value in enumerate(values):
        told = len(unread)
        item = _read(value, today, unread) if reader is None else _read_one(value, reader, today, unread) or ""
        if len(unread) > told:
            _place(f"[{i}]", unread, told)
        changed = changed or item is not value
        new.append(item)
    if reader is not None and not any(new):
        return None
    return tuple(new) if changed else values


def _place(where: str, unread: list[Unread], first: int) -> None:
    """Put what was told of a part, from the place ``first`` on, where the part is: most have nothing to tell."""
    for at in range(first, len(unread)):
        field = unread[at].field
        dot = "." if field and not field.startswith("[") else ""
        unread[at] = msgspec.structs.replace(unread[at], field=f"{where}{dot}{field}")
