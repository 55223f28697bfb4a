"""Contact data that contradicts the stated place."""

from __future__ import annotations

from screening.evidence import Evidence
from screening.indicator import Context, Indicator
from screening.places import country_name, shares_plan
from screening.profile import Profile
from screening.statements import stated_countries

__all__ = ["INDICATORS"]


def phone_contradicts_country(profile: Profile, context: Context) -> Evidence | None:
    """No phone was issued in a country in which the profile says to be.

    Innocent, and common: people keep their number when they move, and some numbers belong to no country.

    >>> from datetime import date
    >>> from screening.places import phone
    >>> profile = Profile(id="u", country="GB", phones=("+48 512 345 678",))
    >>> context = Context(today=date(2026, 1, 1), name_threshold=0.8, phones=(phone("+48 512 345 678"),))
    >>> phone_contradicts_country(profile, context).summary
    'phone issued in Poland, profile states United Kingdom'
    """
    countries = stated_countries(profile)
    issued = [(f"phones[{i}]", p.country) for i, p in enumerate(context.phones) if p is not None and p.country]
    fits = any(shares_plan(country, stated) for _, country in issued for stated in countries)
    if not countries or not issued or fits:
        return None
    record, country = issued[0]
    states = " and ".join(map(country_name, countries))
    return Evidence(
        f"phone issued in {country_name(country)}, profile states {states}", (record, *countries.values())
    )


INDICATORS = (
    Indicator(
        id="contact.phone_contradicts_country",
        check=phone_contradicts_country,
        grade="weak",
        needs=("phones", ("country", "addresses.country", "tax_country")),
        sources=("US22: red flags for companies, inconsistent contact data",),
        flags=("ID-03", "ID-04"),
    ),
)
"""The family's checks."""
