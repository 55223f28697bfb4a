"""Places and address ranges that public reports name, each with the report that names it.

Being in such a place is context and never a case: most people there have nothing to do with the reports.

Tables: ``watchlists/reported_places.csv`` and ``watchlists/ranges.csv``. Only rows marked ``verified`` are
used: the report was read, and says so.
"""

from __future__ import annotations

import ipaddress
import re
from functools import cache, lru_cache

import msgspec

from screening import shipped
from screening.errors import InputError, shown
from screening.places.countries import country as read_country
from screening.places.countries import country_name, folded
from screening.places.internet import ipv4

__all__ = ["Range", "ReportedPlace", "ip_range", "reported_place"]

_LONGEST = 200
"""Longer texts are no place name and no address."""

_BETWEEN = re.compile(r"[,，、;/]|(?<=省)")

_SUFFIXES = (" city", " shi", " province", " sheng", "市", "省", "시")
"""Words that people add to the name of a city or region."""


class ReportedPlace(msgspec.Struct, frozen=True):
    """A country, region or city that a public report names.

    Attributes:
        country: ISO 3166-1 alpha-2 code.
        region: English name, empty for a whole country or a city that is its own region.
        city: English name, empty for a region or a whole country.
        name: the narrowest of the three, in English.
        note: what was reported there.
        source: the document, with its date.
        url: where to read it; may be empty.
    """

    country: str
    region: str
    city: str
    name: str
    note: str
    source: str
    url: str


class Range(msgspec.Struct, frozen=True):
    """A range of IP addresses with a published connection to a country.

    Attributes:
        cidr: network and prefix length, for example ``192.0.2.0/24``.
        label: who holds or uses it.
        country: ISO 3166-1 alpha-2 code of the country that its addresses are registered in.
        grade: how far to trust it today: ``certain``, ``dated`` or ``stale``.
        as_of: ISO date (partial allowed) for which the connection is documented.
        source: the document.
        url: where to read it.
        note: what to keep in mind.
    """

    cidr: str
    label: str
    country: str
    grade: str
    as_of: str
    source: str
    url: str
    note: str


def reported_place(country: str | None, region: str | None, city: str | None) -> ReportedPlace | None:
    """The most specific published place that a stated location lies in: city, else region, else country.

    Args:
        country: alpha-2 code. If None, the city must name its country: "Dandong, Liaoning, China".
        region: as written, in any spelling of the table.
        city: as written, in any spelling and script of the table; "Dandong, Liaoning" is read too.

    A city is not held against the stated region: regions are written in too many ways to be contradicted.

    >>> reported_place("CN", None, "Dandong, Liaoning").name
    'Dandong'
    >>> reported_place("PL", None, "Gdynia") is None
    True
    """
    if not city and not region:
        return _places()[1].get(country) if country else None
    parts = _parts(city or "") + _parts(region or "")
    if country is None:
        country = next(filter(None, map(read_country, parts[1:])), None)
    if country is None:
        return None
    named, countries = _places()
    for part in parts:
        for spelling in _spellings(part):
            found = named.get((country, spelling))
            if found is not None:
                return found
    return countries.get(country)


def _parts(text: str) -> list[str]:
    """What stands between the commas, and before and after the Chinese word for a province."""
    return [part for part in _BETWEEN.split(text[:_LONGEST]) if part.strip()]


@lru_cache(maxsize=4096)
def _spellings(name: str) -> tuple[str, ...]:
    """The folded name, and what is left of it without a word such as "city"."""
    name = folded(name)
    return (name, *(name.removesuffix(suffix) for suffix in _SUFFIXES if name.endswith(suffix)))


@cache
def _places() -> tuple[dict[tuple[str, str], ReportedPlace], dict[str, ReportedPlace]]:
    """Cities and regions by country and folded spelling, a city before a region; and whole countries."""
    cities: dict[tuple[str, str], ReportedPlace] = {}
    regions: dict[tuple[str, str], ReportedPlace] = {}
    countries: dict[str, ReportedPlace] = {}
    for row in shipped.rows("reported_places.csv"):
        if row["mark"] != "verified":
            continue
        country, region, city = row["country"], row["region"], row["city"]
        place = ReportedPlace(
            country=country,
            region=region,
            city=city,
            name=city or region or country_name(country),
            note=row["note"],
            source=row["source"],
            url=row["url"],
        )
        if read_country(place.name) == country:  # a whole country, or a city that is one
            countries[country] = place
        if city or region:
            table = cities if city else regions
            for spelling in (place.name, *row["name_variants"].split("; ")):
                table[country, folded(spelling)] = place
    return regions | cities, countries


def ip_range(ip: str) -> Range | None:
    """The narrowest published range that holds an IP address.

    Args:
        ip: IPv4 or IPv6; an IPv4 address inside IPv6 (``::ffff:192.0.2.1``) is read as IPv4.

    Raises:
        InputError: (a ValueError) the text is no IP address.

    >>> ip_range("175.45.176.7").country
    'KP'
    >>> ip_range("192.0.2.1") is None
    True
    """
    return _range_of(ip)


@lru_cache(maxsize=16_384)
def _range_of(ip: str) -> Range | None:
    version, number = 4, ipv4(ip)
    if number is None:
        try:
            address = ipaddress.ip_address(ip[:_LONGEST].strip())
        except ValueError:
            raise InputError(f"{shown(ip)} is not an IP address") from None
        if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
            address = address.ipv4_mapped
        version, number = address.version, int(address)
    for its_version, host_bits, found in _ranges():
        if its_version == version and number >> host_bits in found:
            return found[number >> host_bits]
    return None


@cache
def _ranges() -> tuple[tuple[int, int, dict[int, Range]], ...]:
    """The ranges by IP version and number of host bits, the narrowest first, each by its network bits."""
    found: dict[tuple[int, int], dict[int, Range]] = {}
    for row in shipped.rows("ranges.csv"):
        if row["mark"] != "verified":
            continue
        network = ipaddress.ip_network(row["cidr"])
        host_bits = network.max_prefixlen - network.prefixlen
        table = found.setdefault((network.version, host_bits), {})
        table[int(network.network_address) >> host_bits] = Range(
            **{field: row[field] for field in Range.__struct_fields__}
        )
    return tuple((version, bits, table) for (version, bits), table in sorted(found.items()))
