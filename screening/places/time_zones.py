"""A time zone, read to the countries that use it and its distances from UTC.

The table is ``watchlists/time_zones.csv``, made from the IANA time zone database
(https://www.iana.org/time-zones, public domain) by ``tasks/make_time_zones.py``. It holds the offsets of
one year, so no clock and no system files are read here.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from screening import shipped

__all__ = ["Zone", "time_zone", "zone_fits"]

_LONGEST = 64
_MOST = 14 * 60
"""No place on earth is farther than 14 hours from UTC."""

_OFFSET = re.compile(
    r"(?:UTC|GMT)?\s*([+\-−])\s*(\d\d(?=\d\d)|\d{1,2}(?!\d))(?::?(\d\d))?", re.ASCII | re.IGNORECASE
)


class Zone(msgspec.Struct, frozen=True):
    """A time zone, or a bare offset.

    Attributes:
        name: in the spelling of IANA, for example ``Asia/Shanghai``; ``UTC+08:00`` for a bare offset.
        countries: ISO 3166-1 alpha-2 codes of the countries where it is used; empty for a bare offset.
        offsets: minutes east of UTC (−840 to 840), ascending, those of daylight saving time included.
    """

    name: str
    countries: frozenset[str]
    offsets: tuple[int, ...]


@lru_cache(maxsize=4096)
def _read(text: str) -> Zone | None:
    text = text.strip()
    found = _zones().get(text.lower().replace(" ", "_"))
    if found is not None:
        return found
    parts = _OFFSET.fullmatch(text)
    if parts is None:
        return None
    minutes = int(parts[2]) * 60 + int(parts[3] or 0)
    if minutes > _MOST or int(parts[3] or 0) >= 60:  # noqa: PLR2004  # minutes of an hour
        return None
    east = minutes if parts[1] == "+" else -minutes
    return Zone(_named(east), frozenset(), (east,))


def time_zone(text: str) -> Zone | None:
    """Read a time zone, or give None for a text that is none.

    Reads names of the IANA database in any case, older ones included (``Asia/Calcutta``), and offsets:
    ``UTC+8``, ``GMT+09:00``, ``+0900``, ``-05:30``, ``Z``. Abbreviations that several places share (``CST``)
    are not read. A sign counts eastward, except inside the IANA names ``Etc/GMT+8``, which count westward.

    >>> time_zone("asia/shanghai")
    Zone(name='Asia/Shanghai', countries=frozenset({'CN'}), offsets=(480,))
    >>> time_zone("GMT+09:00").name, time_zone("CST") is None
    ('UTC+09:00', True)
    """
    return _read(text) if len(text) <= _LONGEST else None


def zone_fits(zone: Zone, country: str) -> bool:
    """Whether a clock set to the zone may stand in the country.

    True if the zone is used there, or shares an offset with a zone that is: Europe/Berlin fits PL. UTC is
    the setting of servers and fits every country, and so does every zone a country whose zones are not known.

    Args:
        zone: from `time_zone`.
        country: ISO 3166-1 alpha-2 code.

    >>> berlin = time_zone("Europe/Berlin")
    >>> zone_fits(berlin, "PL"), zone_fits(berlin, "KR"), zone_fits(time_zone("UTC"), "KR")
    (True, False, True)
    """
    if country in zone.countries or (zone.offsets == (0,) and not zone.countries):
        return True
    used = _offsets().get(country)
    return used is None or not used.isdisjoint(zone.offsets)


def _named(east: int) -> str:
    hours, minutes = divmod(abs(east), 60)
    return f"UTC{'-' if east < 0 else '+'}{hours:02}:{minutes:02}" if east else "UTC"


@cache
def _zones() -> dict[str, Zone]:
    """The zones of the table, by their names in lower case."""
    zones = {"z": Zone("UTC", frozenset(), (0,))}
    for row in shipped.rows("time_zones.csv"):
        zones[row["zone"].lower()] = Zone(
            row["zone"], frozenset(row["countries"].split()), tuple(map(int, row["offsets"].split()))
        )
    return zones


@cache
def _offsets() -> dict[str, frozenset[int]]:
    """Every offset in use in each country."""
    found: dict[str, set[int]] = {}
    for zone in _zones().values():
        for code in zone.countries:
            found.setdefault(code, set()).update(zone.offsets)
    return {code: frozenset(offsets) for code, offsets in found.items()}
