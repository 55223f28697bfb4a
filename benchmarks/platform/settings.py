"""The rates of the made-up platform. They are guesses from public reports, in one place, to be argued with.

A *group* is a number of accounts that share things: a planted ring, or a household, agency, office. For each kind
of group a table says which things, by how many of its members, and among how many of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

__all__ = [
    "CHUNK", "FORWARDER", "HONEST_PER_WORKER", "HUBS", "KNOWN", "LONE", "PER_EXIT", "PER_NAT", "PER_SUBNET",
    "RINGS", "SIGNALS", "TODAY", "Group", "Shared",
]  # fmt: skip

TODAY = dt.date(2026, 11, 23)
"""Nothing on the platform is younger."""
CHUNK = 50_000
"""Accounts drawn at a time; part of the definition, as another number gives other accounts."""
HONEST_PER_WORKER = 3_000
"""Honest accounts for each one of a ring. At least one ring of each kind is planted, however few accounts."""

SIGNALS = (
    "country", "surname", "home", "street", "device", "payout", "wallet", "phone", "mailbox", "document",
    "referee", "template", "client", "company", "payer",
)  # fmt: skip
"""What accounts can have in common; each is a number until it is rendered."""


class Shared(NamedTuple):
    """How one thing is shared in a group: by which share of the members, and among how many (0: all) of them."""

    rate: float
    among: int = 0


class Group(NamedTuple):
    """One kind of group.

    Attributes:
        share: the share of all accounts in such groups; of rings, the share of all members of rings.
        sizes: the fewest and the most members. Sizes are drawn evenly on a logarithmic scale.
        shared: what its members have in common.
        burst: within how many days its accounts were created; 0: at any time.
    """

    share: float
    sizes: tuple[int, int]
    shared: Mapping[str, Shared]
    burst: int = 0


def _group(share: float, sizes: tuple[int, int], burst: int = 0, **shared: Shared) -> Group:
    return Group(share, sizes, MappingProxyType(shared), burst)


RINGS = MappingProxyType({
    # Laptops of many hires in one house: it receives them, they run on its line, some persona share one.
    "laptop_farm": _group(0.24, (5, 25), 180, country=Shared(0.9), home=Shared(0.85), street=Shared(0.85),
                          device=Shared(0.5, 3), referee=Shared(0.2, 4)),
    # Pay of several workers into one or two accounts, or one wallet.
    "payout_ring": _group(0.18, (4, 20), 240, payout=Shared(0.9, 10), wallet=Shared(0.4), device=Shared(0.15, 2)),
    # One operator on accounts rented from real people in several countries: machine and exit are the operator's.
    "identity_rental": _group(0.16, (4, 12), 120, home=Shared(0.7), device=Shared(0.85), wallet=Shared(0.45),
                              document=Shared(0.3, 2), mailbox=Shared(0.2, 3)),
    # The same texts and referees under many names.
    "template_ring": _group(0.22, (6, 30), 60, template=Shared(0.9), referee=Shared(0.6), phone=Shared(0.35, 4),
                            mailbox=Shared(0.2, 3), home=Shared(0.3)),
    # Accounts that bid together and are praised by one client within days.
    "bidding_ring": _group(0.12, (5, 20), 30, client=Shared(0.9), home=Shared(0.6), device=Shared(0.3, 3),
                           template=Shared(0.4)),
    # A made-up client who pays from the developers' own account. The first member is the client.
    "client_pays_developer": _group(0.08, (3, 8), 60, payer=Shared(1.0), payout=Shared(0.8), client=Shared(0.8),
                                    home=Shared(0.4)),
})  # fmt: skip
"""The planted rings."""

HUBS = MappingProxyType({
    # Two to four of one household: one line, one address, often one surname, sometimes one computer or account.
    "family": _group(0.07, (2, 4), country=Shared(1.0), surname=Shared(0.7), home=Shared(0.95), street=Shared(0.9),
                     device=Shared(0.15), payout=Shared(0.08), phone=Shared(0.05), mailbox=Shared(0.02)),
    # An agency collects for its members, who name it as their employer, and lends them its texts and office.
    "agency": _group(0.02, (3, 60), country=Shared(0.95), company=Shared(0.97), home=Shared(0.8),
                     payout=Shared(0.6), street=Shared(0.5), phone=Shared(0.4), template=Shared(0.7),
                     referee=Shared(0.4)),
    "office": _group(0.02, (5, 80), country=Shared(1.0), company=Shared(0.9), home=Shared(0.9), street=Shared(0.3),
                     referee=Shared(0.1, 5)),
    "coworking": _group(0.015, (20, 300), country=Shared(0.9), home=Shared(0.85), street=Shared(0.2)),
    "campus": _group(0.02, (100, 3_000), country=Shared(0.9), home=Shared(0.9), street=Shared(0.1)),
    # Strangers: a number that the carrier gave to somebody else, a computer sold on.
    "recycled_phone": _group(0.002, (2, 2), country=Shared(1.0), phone=Shared(1.0)),
    "sold_device": _group(0.001, (2, 2), device=Shared(1.0)),
})  # fmt: skip
"""Honest groups."""
FORWARDER = _group(0.012, (30, 3_000), street=Shared(1.0))
"""Freight forwarders: strangers from anywhere who receive at one address, each at a number of their own."""

LONE = MappingProxyType({
    "nat": 0.35,  # goes online by a mobile carrier that puts hundreds behind one address
    "vpn": 0.09,  # uses one of the commercial exits
    "common_device": 0.004,  # a fingerprint of a common phone, shared by hundreds
    "stock_text": 0.03,  # a published template, word for word
    "referred": 0.03,
    "organization": 0.02,
})  # fmt: skip
"""Shares of accounts that are alone in what they do."""
PER_NAT = 600
"""Accounts behind one address of a carrier."""
PER_EXIT = 250
"""Accounts behind one VPN exit."""
PER_SUBNET = 5
"""Accounts in one /24 of a provider for homes."""

KNOWN = MappingProxyType({
    "birth_date": 0.55, "city": 0.7, "time_zone": 0.6, "legal_name": 0.35,
    "native_name": 0.12, "phones": 0.82, "emails": 0.99, "companies": 0.3, "jobs": 0.55,
    "references": 0.12, "identity": 0.5, "document_number": 0.4, "document_image": 0.6, "logins": 0.93,
    "payouts": 0.7, "wallets": 0.08, "payments": 0.45, "work": 0.6, "texts": 0.65, "residence": 0.5,
    "shipping": 0.12,
})  # fmt: skip
"""The shares of accounts of which a platform knows these fields."""
