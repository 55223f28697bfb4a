"""Where the money goes: another person's account, another country than the stated one."""

from __future__ import annotations

from screening.evidence import Evidence
from screening.indicator import Context, Indicator
from screening.names import clean
from screening.places import country_name
from screening.profile import Profile
from screening.statements import stated_countries, whose

__all__ = ["INDICATORS"]

_PAYMENT_SERVICES = ("payoneer", "wise", "paypal", "revolut", "skrill")
"""Services whose accounts stand in another country than their holder as a matter of course."""
_FULL_NAME = 2


def holder_differs(profile: Profile, context: Context) -> Evidence | None:
    """A payout account is held in another name than the account's own.

    Full strength only where the profile gives a full name: a nickname differs from every account holder. The
    account's own companies, owners and directors are no strangers. A name in another script that does not meet
    is shown without points: there is more than one way to read it. Innocent: a spouse's account, a maiden name,
    an agent; ask for the relation.

    >>> from datetime import date
    >>> from screening.profile import Payout
    >>> context = Context(today=date(2026, 1, 1), name_threshold=0.8)
    >>> profile = Profile(id="u", name="Marta Wzorowa", payouts=(Payout(holder="Colin Sample"),))
    >>> holder_differs(profile, context).summary
    "payout goes to 'Colin Sample', the account is 'Marta Wzorowa'"
    """
    identity = profile.identity
    full = profile.legal_name or (identity.document_name if identity else None)
    name = full or profile.name or profile.native_name
    if not name:
        return None
    strangers: list[tuple[str, str]] = []
    unclear: list[tuple[str, str]] = []
    for i, payout in enumerate(profile.payouts or ()):
        if payout.holder:
            who = whose(profile, payout.holder, context.name_threshold)
            if who != "own":
                (strangers if who == "stranger" else unclear).append((f"payouts[{i}]", payout.holder))
    if strangers:
        strength = 1.0 if full or len(clean(name).split()) >= _FULL_NAME else 0.5
        summary = f"payout goes to {strangers[0][1]!r}, the account is {name!r}"
        return Evidence(summary, tuple(record for record, _ in strangers), strength)
    if unclear:
        summary = f"payout goes to {unclear[0][1]!r}, in another script than {name!r}: not compared"
        return Evidence(summary, tuple(record for record, _ in unclear), 0.0)
    return None


def payout_contradicts_country(profile: Profile, _context: Context) -> Evidence | None:
    """Payouts go to countries in which the profile does not say to be.

    Half strength for payment services, whose accounts stand abroad as a matter of course, and where other
    payouts fit. Innocent: a bank at home kept after moving, banks that refuse foreigners.

    >>> from screening.profile import Payout
    >>> payout_contradicts_country(Profile(id="u", country="CN", payouts=(Payout(country="CN"),)), None) is None
    True
    """
    countries = stated_countries(profile)
    placed = [(i, payout) for i, payout in enumerate(profile.payouts or ()) if payout.country]
    other = [(i, payout) for i, payout in placed if payout.country not in countries]
    if not countries or not other:
        return None
    banks = [
        p for _, p in other if not any(service in (p.method or "").casefold() for service in _PAYMENT_SERVICES)
    ]
    strength = 1.0 if banks and len(other) == len(placed) else 0.5
    goes = " and ".join(dict.fromkeys(country_name(payout.country or "") for _, payout in other))
    states = " and ".join(map(country_name, countries))
    records = (*(f"payouts[{i}]" for i, _ in other), *countries.values())
    return Evidence(f"payout to {goes}, profile states {states}", records, strength)


def income_to_third_party(profile: Profile, _context: Context) -> Evidence | None:
    """Income is noted to go to a third party who passes on a share.

    Innocent: an agency, a guardian, a court order. Ask for the contract.
    """
    if profile.work and profile.work.income_to_third_party is True:
        return Evidence("income is paid to a third party", ("work.income_to_third_party",))
    return None


INDICATORS = (
    Indicator(
        id="payment.holder_differs",
        check=holder_differs,
        grade="strong",
        needs=("payouts.holder", ("name", "legal_name", "native_name", "identity.document_name")),
        sources=("DOJ24", "US22: mitigation, bank data that do not match documents"),
        flags=("PY-04", "PY-08"),
    ),
    Indicator(
        id="payment.payout_contradicts_country",
        check=payout_contradicts_country,
        grade="moderate",
        needs=("payouts.country", ("country", "addresses.country", "tax_country")),
        sources=("US22: red flags for platforms, payments to accounts abroad",),
        flags=("PY-01", "PY-08"),
    ),
    Indicator(
        id="payment.income_to_third_party",
        check=income_to_third_party,
        grade="moderate",
        needs=("work.income_to_third_party",),
        sources=("DOJ24", "UPI20"),
        flags=("PY-12",),
    ),
)
"""The family's checks."""
