"""Records of the DPRK itself: residence, document, phone, login or payout there.

One record asks for a review, because country menus slip between KP and KR. Two escalate. Birthplace, nationality
and language are never read: somebody who left is no record of residence.
"""

from __future__ import annotations

from collections.abc import Iterator

from screening import places
from screening.evidence import Evidence
from screening.indicator import Context, Indicator
from screening.profile import Profile
from screening.statements import stated_countries

__all__ = ["INDICATORS"]

_DPRK = "KP"
_ENOUGH = 2
_IN_CHARGE = frozenset({"owner", "director"})


def _records(profile: Profile, context: Context) -> Iterator[tuple[str, str]]:
    """Path and description of each record; a stated country and an address in it are one residence."""
    residence = {"country": profile.country, "tax_country": profile.tax_country}
    residence |= {f"addresses[{i}]": address.country for i, address in enumerate(profile.addresses or ())}
    if place := next((path for path, country in residence.items() if country == _DPRK), None):
        yield place, "address" if place.startswith("addresses") else "stated residence"
    if profile.identity and profile.identity.document_country == _DPRK:
        yield "identity.document_country", "identity document issued"
    for i, phone in enumerate(context.phones):
        if phone is not None and phone.country == _DPRK:
            yield f"phones[{i}]", "phone issued"
    for i, login in enumerate(profile.logins or ()):
        network = places.ip_range(login.ip) if login.ip else None
        if network is not None and network.country == _DPRK and network.grade == "certain":
            yield f"logins[{i}]", f"login from {login.ip}, in {network.cidr}"
        elif login.country == _DPRK:
            yield f"logins[{i}]", "login"
    for i, payout in enumerate(profile.payouts or ()):
        if payout.country == _DPRK:
            yield f"payouts[{i}]", "payout"
    for i, related in enumerate(profile.related or ()):
        if related.role in _IN_CHARGE and _DPRK in stated_countries(related.profile):
            yield f"related[{i}].profile.country", f"residence of a {related.role}"


def dprk_record(profile: Profile, context: Context) -> Evidence | None:
    """One record places the account in the DPRK.

    Innocent: the wrong Korea chosen from a menu, a geolocation error.

    >>> from datetime import date
    >>> context = Context(today=date(2026, 1, 1), name_threshold=0.8)
    >>> dprk_record(Profile(id="u", country="KP"), context).summary
    'stated residence in the DPRK'
    """
    found = list(_records(profile, context))
    if len(found) != 1:
        return None
    return Evidence(f"{found[0][1]} in the DPRK", (found[0][0],))


def dprk_records(profile: Profile, context: Context) -> Evidence | None:
    """Two or more records place the account in the DPRK.

    Paying for work done there is prohibited in most jurisdictions, whoever does it. Innocent: a menu and a
    geolocation that err alike, aid workers and diplomats.
    """
    found = list(_records(profile, context))
    if len(found) < _ENOUGH:
        return None
    what = ", ".join(dict.fromkeys(description for _, description in found))
    return Evidence(f"{len(found)} records in the DPRK: {what}", tuple(record for record, _ in found))


_NEEDS = (
    (
        "country",
        "addresses.country",
        "identity.document_country",
        "phones",
        "logins.country",
        "logins.ip",
        "payouts.country",
    ),
)
INDICATORS = (
    Indicator(
        id="jurisdiction.dprk_record",
        check=dprk_record,
        grade="strong",
        needs=_NEEDS,
        sources=("US22: locations of DPRK IT workers", "APNIC"),
        flags=("AC-08",),
        why="The guidance says that some work from there; one record may be a slip of a menu, so a person looks.",
    ),
    Indicator(
        id="jurisdiction.dprk_records",
        check=dprk_records,
        grade="conclusive",
        needs=_NEEDS,
        sources=("UN2397: paragraph 8", "US22: sanctions and legal consequences", "APNIC"),
        flags=("AC-08",),
        stands_alone=True,
        why="Two records do not slip alike, and the UN forbids the income wherever it is paid.",
    ),
)
"""The family's checks."""
