"""Logins as sessions in time: how many places and networks within how short a span, and how long without a pause.

Only logins with a time of day are read. A time of exactly midnight is a date that some export turned into a time,
and counts as none; a time without an offset is held against others of its kind alone.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from screening import places
from screening.profile import Login

__all__ = [
    "DAY",
    "HIDDEN",
    "HOUR",
    "Mark",
    "Session",
    "moment",
    "network_of",
    "richest",
    "timed",
    "too_close",
    "without_pause",
]

HOUR = 3_600.0
DAY = 24 * HOUR
HIDDEN = frozenset({"hosting", "vpn", "proxy", "tor"})
"""Networks that stand for somebody who is elsewhere."""
_MOST_CACHED = 20_000
_PROVIDER_V4, _PROVIDER_V6 = 16, 32
"""Prefixes of about one provider. Within them addresses change by themselves: mobile carriers hand out a new one
for each connection, and an IPv6 host takes one a day (RFC 8981)."""


class Session(msgspec.Struct, frozen=True, gc=False):
    """One login with a time.

    Attributes:
        at: seconds since 1970, of UTC if ``zoned``, else of an unknown clock.
        position: its place among the logins of the profile.
        zoned: the time states its offset from UTC.
        login: the login.
    """

    at: float
    position: int
    zoned: bool
    login: Login


class Mark(msgspec.Struct, frozen=True, gc=False):
    """Something seen at a time: a country, a network.

    Attributes:
        at: seconds since 1970.
        position: place among the logins of the profile.
        value: what was seen.
    """

    at: float
    position: int
    value: str


@lru_cache(_MOST_CACHED)
def moment(text: str) -> tuple[float, bool] | None:
    """Seconds since 1970 and whether the offset is known; ``None`` for a date, or midnight to the second.

    >>> moment("1970-01-02T09:00:00+09:00"), moment("1970-01-02T09:00:00"), moment("1970-01-02")
    ((86400.0, True), (118800.0, False), None)
    """
    try:
        read = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    if read.hour == read.minute == read.second == read.microsecond == 0:
        return None
    zoned = read.tzinfo is not None
    return (read if zoned else read.replace(tzinfo=dt.UTC)).timestamp(), zoned


def timed(logins: Iterable[Login] | None) -> list[Session]:
    """The logins that have a time of day, from the earliest on."""
    found = [
        Session(read[0], i, read[1], login)
        for i, login in enumerate(logins or ())
        if login.at and (read := moment(login.at)) is not None
    ]
    found.sort(key=lambda session: session.at)
    return found


@lru_cache(_MOST_CACHED)
def _block(ip: str) -> str | None:
    number = places.ipv4(ip)
    if number is not None:
        rest = 32 - _PROVIDER_V4
        return f"{places.dotted(number >> rest << rest)}/{_PROVIDER_V4}"
    try:
        network = ipaddress.ip_network((ip, _PROVIDER_V6), strict=False)
    except ValueError:
        return None
    return str(network)


def network_of(login: Login) -> str | None:
    """The provider's network that a login came from: its number, or else the block of its address.

    >>> network_of(Login(ip="192.0.2.1")), network_of(Login(ip="2001:db8:7::1")), network_of(Login(asn=64500))
    ('192.0.0.0/16', '2001:db8::/32', 'AS64500')
    """
    if login.asn is not None:
        return f"AS{login.asn}"
    return _block(login.ip) if login.ip else None


def richest(marks: Sequence[Mark], span: float) -> list[Mark]:
    """The first mark of each different value in that window of time which has the most of them.

    >>> marks = [Mark(0.0, 0, "PL"), Mark(50.0, 1, "SE"), Mark(120.0, 2, "PL"), Mark(140.0, 3, "US")]
    >>> [mark.value for mark in richest(marks, 100.0)]
    ['SE', 'PL', 'US']

    Args:
        marks: from the earliest on.
        span: length of the window in seconds.
    """
    inside: Counter[str] = Counter()
    start, most, best = 0, 0, (0, 0)
    for end, mark in enumerate(marks):
        inside[mark.value] += 1
        while mark.at - marks[start].at > span:
            gone = marks[start].value
            inside[gone] -= 1
            if not inside[gone]:
                del inside[gone]
            start += 1
        if len(inside) > most:
            most, best = len(inside), (start, end + 1)
    first: dict[str, Mark] = {}
    for mark in marks[slice(*best)]:
        first.setdefault(mark.value, mark)
    return list(first.values())


def too_close(sessions: Sequence[Session], span: float) -> list[tuple[Session, Session]]:
    """Sessions from two countries that follow one another within a span, both from a fixed line at home.

    A phone abroad comes in through its home carrier, and a VPN from wherever its owner likes: neither is a place.
    Of sessions whose network is not known nothing is said.
    """
    pairs: list[tuple[Session, Session]] = []
    last: dict[bool, Session] = {}
    for session in sessions:
        if not session.login.country or session.login.network != "home":
            continue
        before = last.get(session.zoned)
        if before and before.login.country != session.login.country and session.at - before.at < span:
            pairs.append((before, session))
        last[session.zoned] = session
    return pairs


def without_pause(sessions: Sequence[Session], pause: float) -> list[Session]:
    """The longest run of sessions in which no pause is as long as ``pause`` seconds; durations count if known.

    Sessions that are themselves a day and longer are left out: they are told of apart.
    """
    best: tuple[int, int] = (0, 0)
    kept = [session for session in sessions if (session.login.duration_hours or 0.0) * HOUR < DAY]
    start, until, longest = 0, 0.0, -1.0
    for end, session in enumerate(kept):
        if end and session.at - until >= pause:
            start = end
        until = max(until, session.at + (session.login.duration_hours or 0.0) * HOUR)
        if session.at - kept[start].at > longest:
            longest, best = session.at - kept[start].at, (start, end + 1)
    return kept[slice(*best)]
