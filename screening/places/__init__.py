"""Where things are: countries, published places, address ranges, phone regions and time zones.

Plain look-ups in reviewed tables of ``watchlists/``. Nothing here guesses, and nothing here scores.
Each table is read on first use, in a few milliseconds, and kept.

::

    countries     a country as people write it, to ISO 3166-1 alpha-2
    published     places and address ranges that public reports name
    internet      IPv4 addresses as numbers
    phones        a phone number to its country and kind
    time_zones    a time zone to its countries and offsets
"""

from __future__ import annotations

from screening.places.countries import country, country_name, country_problem, one_state
from screening.places.internet import dotted, ipv4
from screening.places.phones import Phone, phone, plans_version, shares_plan
from screening.places.published import Range, ReportedPlace, ip_range, reported_place
from screening.places.time_zones import Zone, time_zone, zone_fits

__all__ = [
    "Phone",
    "Range",
    "ReportedPlace",
    "Zone",
    "country",
    "country_name",
    "country_problem",
    "dotted",
    "ip_range",
    "ipv4",
    "one_state",
    "phone",
    "plans_version",
    "reported_place",
    "shares_plan",
    "time_zone",
    "zone_fits",
]
