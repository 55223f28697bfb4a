"""Where equipment and papers are sent, and who receives them."""

from __future__ import annotations

from screening.evidence import Evidence
from screening.indicator import Context, Indicator
from screening.places import country_name
from screening.profile import Profile
from screening.statements import own_names, stated_countries, whose

__all__ = ["INDICATORS"]


def recipient_differs(profile: Profile, context: Context) -> Evidence | None:
    """Somebody else receives what is shipped to the person.

    Reported of laptop farms. Innocent: relatives, neighbours, an office that takes parcels in.
    """
    name = next((text for _, text in own_names(profile)), None)
    if name is None:
        return None
    for i, address in enumerate(profile.addresses or ()):
        if address.purpose != "shipping" or not address.recipient:
            continue
        if whose(profile, address.recipient, context.name_threshold) == "stranger":
            return Evidence(
                f"shipments go to {address.recipient!r}, the account is {name!r}", (f"addresses[{i}]",)
            )
    return None


def ships_abroad(profile: Profile, _context: Context) -> Evidence | None:
    """Equipment is to be sent to a country in which the profile does not say to be.

    Innocent: a move, a holiday address, a forwarder where the seller does not ship.
    """
    countries = stated_countries(profile)
    for i, address in enumerate(profile.addresses or ()):
        if address.purpose == "shipping" and address.country and countries and address.country not in countries:
            states = " and ".join(map(country_name, countries))
            summary = f"shipping address in {country_name(address.country)}, profile states {states}"
            return Evidence(summary, (f"addresses[{i}]", *countries.values()))
    return None


INDICATORS = (
    Indicator(
        id="logistics.recipient_differs",
        check=recipient_differs,
        grade="strong",
        needs=("addresses.recipient", ("name", "legal_name", "native_name", "identity.document_name")),
        sources=("RF26", "DOJ25"),
        flags=("LG-06",),
    ),
    Indicator(
        id="logistics.ships_abroad",
        check=ships_abroad,
        grade="moderate",
        needs=("addresses.purpose", ("country", "addresses.country", "tax_country")),
        sources=("US22: red flags for companies, shipping to other addresses",),
        flags=("LG-01",),
    ),
)
"""The family's checks."""
