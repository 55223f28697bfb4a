"""What links accounts: one table of kinds, which every engine reads.

A kind is *strong* if honest strangers hardly ever share it, so that it may join accounts to a cluster; *weak* if
households, offices and carriers share it every day: it is told, and joins nothing. From :attr:`Definition.hub_at`
accounts on, what is shared is a hub, whatever it is; that number and :attr:`Definition.full` are those of the
``links`` indicators.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from screening.indicators.links import HOUSEHOLD, SPANS

__all__ = [
    "COLLEAGUES_OWN", "DOMAINS_OWN", "FIRMS_OWN", "HOUSEHOLD", "HOUSEHOLD_OWN", "LINKS", "MEETING", "MEETING_WIDE",
    "Definition",
]  # fmt: skip


class Definition(NamedTuple):
    """One kind of link.

    Attributes:
        kind: one of :data:`screening.profile.LINK_KINDS`.
        strength: ``strong`` joins accounts to a cluster, ``weak`` does not.
        source: where the key comes from, and what it is compared as.
        innocent: who shares it honestly, and how that is recognised.
    """

    kind: str
    strength: Literal["strong", "weak"]
    source: str
    innocent: str

    @property
    def full(self) -> int:
        """Up to so many accounts the link speaks in full."""
        return SPANS[self.kind][0]

    @property
    def hub_at(self) -> int:
        """From so many accounts on it is a hub."""
        return SPANS[self.kind][1]


_ROWS = (
    Definition(
        "payout",
        "strong",
        "payouts.account without punctuation; with the country if it is a short number; masked ones have no key",
        "an agency, if the account is in the name of the firm that its people name, or it declares them",
    ),
    Definition(
        "wallet",
        "strong",
        "wallets.address, and payouts.account in the form of a wallet",
        "an exchange's collecting address: by degree",
    ),
    Definition(
        "phone",
        "weak",
        "phones in E.164, national ones by the stated country",
        "families; a firm's switchboard: by mail domain or employer; service numbers: by the numbering plan",
    ),
    Definition(
        "email",
        "weak",
        "emails in lower case without +tag; Gmail without dots",
        "couples; a firm's common box (office@, info@ ... at a domain of its own)",
    ),
    Definition(
        "device",
        "strong",
        "logins.device, if it is an id: six characters or more, a digit, no blank or comma as in names of models",
        "families; common machines whose ids coincide: more than ten accounts that share nothing else",
    ),
    Definition(
        "ip",
        "weak",
        "logins.ip, if public",
        "carriers, VPN, hosting: by logins.network; offices: by mail domain or employer; campuses: by degree",
    ),
    Definition("subnet", "weak", "logins.ip, if public: the /24 of IPv4, the /64 of IPv6", "as for ip"),
    Definition(
        "shipping_address",
        "strong",
        "addresses for shipping: words of the street, all numbers, country, and town or postcode",
        "coworking, offices, forwarders, hotels: by addresses.kind, or by a busy line; colleagues: by their firm",
    ),
    Definition(
        "document",
        "strong",
        "identity.document_number with the country that issued it",
        "nobody: one document belongs to one person",
    ),
    Definition("document_image", "strong", "identity.document_image", "samples that many upload: by degree"),
    Definition(
        "avatar",
        "weak",
        "a table of the platform's own keys, which holds a hash of the picture",
        "default and stock pictures: by degree",
    ),
    Definition(
        "text",
        "weak",
        "bios and proposals of 20 words or more: two of eight bands of their MinHash signatures agree",
        "published templates: by degree; an agency's boilerplate: by the firm that they name",
    ),
    Definition(
        "referee",
        "weak",
        "references.email or references.phone; two accounts that name each other's",
        "teachers and managers who recommend many: by degree",
    ),
    Definition(
        "payer_is_payee",
        "strong",
        "an account that clients pay from (payments.payer, related clients) and another is paid into",
        "nobody; a firm that moves work between its own accounts",
    ),
    Definition(
        "rating_ring",
        "strong",
        "work.ratings: one client's high ratings for four or more in two weeks, whom something else ties too",
        "a team of one project, a client with many projects: nothing else ties them, or a firm that they name",
    ),
)
LINKS: Mapping[str, Definition] = MappingProxyType({row.kind: row for row in _ROWS})
"""The kinds, in the order in which they are shown."""

DOMAINS_OWN = ("ip", "subnet", "phone")
"""What people share who are known by mail addresses at one domain that is no provider's: an office.

Only weak kinds: whoever wants a ring to pass for an office needs no more than a domain.
"""
COLLEAGUES_OWN = ("phone", "email", "ip", "subnet", "shipping_address", "text", "referee")
"""What people share who name one firm for which they work.

A ring can do so too. Then its members say openly that they belong together, where reports tell of workers who
pretend to be strangers; machines, documents and money stay links. A payout account is the firm's own if its holder
is the firm that they name.
"""
HOUSEHOLD_OWN = ("payout", "phone", "email", "device", "shipping_address")
"""What a household shares: two to four accounts in one home, by delivery address, residence or line.

Honest couples, families and flats are far more than workers who live like them. No wallet and no document.
"""
FIRMS_OWN = ("payout", "phone", "email", "ip", "subnet", "shipping_address", "text", "referee")
"""What an organisation on the platform may share with those whom it declares as its people (``related``).

No wallet, device or document: an agency has no use for its people's.
"""

MEETING = ("phone", "email", "ip", "avatar", "text", "referee")
"""Weak kinds of which two together join accounts, each of another kind."""
MEETING_WIDE = ("phone", "email", "avatar", "referee")
"""Those that do so even as a hub, if half of all who share either thing share both.

Who shares a referee with many has a teacher; who shares a text with most of them as well has more than that. No
network: what many share is an office or a campus, and its people share more things honestly.
"""
