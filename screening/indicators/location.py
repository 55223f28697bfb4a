"""Places that public reports name: context, for order and explanation, never a case.

Small points, capped, and without any part in a band. What fits the stated place has strength 0. The places that
workers *claim* (the US, Korea, Poland ...) carry nothing. Serving customers in China, Russia, Canada or the US
online is no flag: the article only says that workers did.
"""

from __future__ import annotations

from collections.abc import Iterable

from screening import places
from screening.evidence import Evidence
from screening.indicator import Context, Indicator
from screening.profile import Profile
from screening.signals.sessions import HIDDEN
from screening.statements import stated_countries

__all__ = ["INDICATORS"]

_NEXT_TO_STATED = 1.0
_NOTHING_STATED = 0.5


def stated(profile: Profile, _context: Context) -> Evidence | None:
    """The stated place is one where delegations or fronts were reported.

    Innocent, nearly always: the Korean Chinese of Yanbian alone number over a million.

    >>> stated(Profile(id="u", country="CN", city="Dandong"), None).strength
    1.0
    >>> stated(Profile(id="u", country="KR", city="Seoul"), None) is None
    True
    """
    place = places.reported_place(profile.country, profile.region, profile.city)
    if place is None:
        return None
    records = ["country"] + ["city"] * bool(place.city) + ["region"] * bool(place.region and profile.region)
    strength = 1.0 if place.city else 0.75 if place.region else 0.5
    return Evidence(f"states {_named(place)}; reported there: {place.note}", tuple(records), strength)


def phone(profile: Profile, context: Context) -> Evidence | None:
    """A phone was issued in a country where delegations or fronts were reported.

    Innocent, nearly always: family, studies, work or holidays there.
    """
    seen = ((f"phones[{i}]", p.country, None) for i, p in enumerate(context.phones) if p is not None)
    return _elsewhere(profile, "phone issued", seen)


def login(profile: Profile, _context: Context) -> Evidence | None:
    """A login came from a place where delegations or fronts were reported.

    The far end of a VPN or proxy elsewhere is no place where somebody is. Innocent, nearly always: people travel.
    """
    countries = stated_countries(profile)
    seen = (
        (f"logins[{i}]", item.country, item.city)
        for i, item in enumerate(profile.logins or ())
        if item.network not in HIDDEN or item.country in countries
    )
    return _elsewhere(profile, "login", seen)


def payout(profile: Profile, _context: Context) -> Evidence | None:
    """A payout goes to a country where delegations or fronts were reported.

    Transfers to bank accounts in China are a published red flag. Innocent: legal and common for people who live
    there; then the strength is 0.
    """
    seen = ((f"payouts[{i}]", item.country, None) for i, item in enumerate(profile.payouts or ()))
    return _elsewhere(profile, "payout", seen)


def _elsewhere(profile: Profile, what: str, seen: Iterable[tuple[str, str | None, str | None]]) -> Evidence | None:
    countries = stated_countries(profile)
    best: Evidence | None = None
    for record, country, city in seen:
        place = places.reported_place(country, None, city)
        if place is None or country is None:
            continue
        if country in countries:
            found = Evidence(f"{what} in {_named(place)}, as the stated place", (record,), 0.0)
        else:
            strength = _NEXT_TO_STATED if countries else _NOTHING_STATED
            found = Evidence(f"{what} in {_named(place)}; reported there: {place.note}", (record,), strength)
        if best is None or found.strength > best.strength:
            best = found
    return best


def _named(place: places.ReportedPlace) -> str:
    return place.name if not (place.city or place.region) else f"{place.name} ({place.country})"


_SOURCES = ("UPI20", "US22: locations of DPRK IT workers", "OFAC: addresses of designated parties")
INDICATORS = (
    Indicator(
        id="location.stated",
        check=stated,
        grade="weak",
        needs=("country",),
        sources=_SOURCES,
        why="Lists and reports name the place, where millions live and only a handful were reported: context.",
    ),
    Indicator(
        id="location.phone",
        check=phone,
        grade="weak",
        needs=("phones",),
        sources=_SOURCES,
        why="Whoever has lived there kept a number; the contradiction, if it is one, is counted elsewhere.",
    ),
    Indicator(
        id="location.login",
        check=login,
        grade="weak",
        needs=("logins.country",),
        sources=_SOURCES,
        why="Reports name the place, and travellers log in from it every day: context for the person who looks.",
    ),
    Indicator(
        id="location.payout",
        check=payout,
        grade="weak",
        needs=("payouts.country",),
        sources=("US22: red flags for platforms, transfers to bank accounts in China", "UPI20"),
        flags=("PY-01",),
        why="The guidance names transfers to banks in China, which are lawful and common: context.",
    ),
)
"""The family's checks; the family is capped at 25 and left out of every threshold."""
