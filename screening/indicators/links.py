"""What the account shares with other accounts, as the population step or a joined column says.

A link says *that* something is shared, how many accounts share it, and with whom. Few strangers share a payout
account; thousands share the address of a carrier. So each kind has two numbers in :data:`SPANS`: up to the first
the link speaks in full, from the second on it is taken for a hub, marked or not, and says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from screening.evidence import Evidence, Grade
from screening.indicator import Check, Context, Indicator
from screening.profile import Link, Profile

__all__ = ["HOUSEHOLD", "INDICATORS", "SPANS"]

HOUSEHOLD = 4
"""So many accounts at most may be those of one household."""

SPANS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "payout": (10, 50),
        "wallet": (10, 50),
        "document": (10, 50),
        "document_image": (10, 50),
        "device": (10, 30),
        "shipping_address": (10, 30),
        "payer_is_payee": (10, 50),
        "rating_ring": (10, 50),
        "phone": (5, 15),
        "email": (5, 15),
        "referee": (5, 15),
        "avatar": (5, 15),
        "text": (5, 30),
        "ip": (5, 20),
        "subnet": (5, 20),
    }
)
"""By kind: accounts that share it up to which a link has full strength, and from which on it is a hub.

Editorial. Reports tell of clusters of some twenty personas (RF26); what hundreds share is an agency, a sample, a
carrier. Phones, addresses, pictures and networks become a hub sooner, because honest households, agencies and
offices share them.
"""

_SUBNET = 0.5
"""A subnet is a neighbourhood, not an address."""
_PAIR = 2
_OF_A_HOUSEHOLD = frozenset({"payout", "shipping_address"})
"""Kinds of which up to four accounts count half, which is no strong finding: they are far more often a family than
workers. No machine of three, which reports tell of; no wallet and no document.
"""
_HALF = 0.5
_OF_A_PAIR = frozenset({"device", "shipping_address"})
"""Kinds that two people of one household share as a matter of course: a pair counts little."""
_LITTLE = 0.3
_NAMED = 5
"""At most so many other accounts are named in a summary."""
_TIES = frozenset({"payout", "wallet", "device", "document", "document_image"})
"""Kinds by which a referrer is tied to the account: by money, machine or document."""
_OWN_PEOPLE = frozenset({"owner", "director", "staff"})


class _Seen(NamedTuple):
    """A link to accounts that are not the user's own: its path, the others, how many share it, its strength."""

    record: str
    kind: str
    others: tuple[str, ...]
    degree: int
    strength: float


def _seen(profile: Profile, kinds: tuple[str, ...]) -> Iterator[_Seen]:
    """The links of these kinds. The user's earlier accounts and a firm's own people are no strangers."""
    own: set[str] | None = None
    for i, link in enumerate(profile.links or ()):
        if link.kind not in kinds:
            continue
        if own is None:
            own = _own_accounts(profile)
        others = tuple(dict.fromkeys(account for account in link.accounts or () if account not in own))
        explained = len(link.accounts or ()) - len(others)
        degree = max((link.degree or 0) - explained, len(others) + 1)
        if degree >= _PAIR:
            yield _Seen(f"links[{i}]", link.kind, others, degree, _strength(link, degree))


def _own_accounts(profile: Profile) -> set[str]:
    own = {profile.id}
    own.update(account.id for account in profile.previous_accounts or () if account.id)
    own.update(related.profile.id for related in profile.related or () if related.role in _OWN_PEOPLE)
    return own


def _strength(link: Link, degree: int) -> float:
    """Full up to the first number of its kind, none from the second on, nor for what is marked as a hub.

    Full too from the second on, if the record says that it is none: somebody looked at it. Half at most for what
    a household may be.
    """
    full, hub = SPANS[link.kind or ""]
    if link.hub is True or degree >= hub:
        return 1.0 if link.hub is False else 0.0
    if degree == _PAIR and link.kind in _OF_A_PAIR:
        return _LITTLE
    if degree <= HOUSEHOLD and link.kind in _OF_A_HOUSEHOLD:
        return _HALF
    return 1.0 if degree <= full else (hub - degree) / (hub - full)


def _who(seen: _Seen) -> str:
    if not seen.others:
        return f"{seen.degree - 1} other accounts" if seen.degree > _PAIR else "another account"
    named = ", ".join(map(repr, seen.others[:_NAMED]))
    rest = max(seen.degree - 1, len(seen.others)) - min(len(seen.others), _NAMED)
    return named + (f" and {rest} more" if rest > 0 else "")


def _told(seen: list[_Seen], what: str) -> Evidence | None:
    """One finding for all links of one meaning: its strongest link speaks, hubs are shown without points."""
    if not seen:
        return None
    best = max(seen, key=lambda one: one.strength)
    if not best.strength:
        widest = max(seen, key=lambda one: one.degree)
        summary = f"{what} with {_who(widest)}: no sign, where many share it"
        return Evidence(summary, tuple(one.record for one in seen), 0.0)
    counted = [one for one in seen if one.strength]
    whom = dict.fromkeys(other for one in [best, *counted] for other in one.others)
    together = best._replace(others=tuple(whom), degree=max(best.degree, len(whom) + 1))
    return Evidence(f"{what} with {_who(together)}", tuple(one.record for one in counted), best.strength)


def shared(what: str, *kinds: str) -> Check:
    """The check of one kind of sharing, or of kinds that are one fact.

    >>> check = shared("payout account shared", "payout", "wallet")
    >>> links = (Link(kind="payout", accounts=("u7",)), Link(kind="wallet", accounts=("u7",)))
    >>> check(Profile(id="u1", links=links), None)
    Evidence(summary="payout account shared with 'u7'", records=('links[0]', 'links[1]'), strength=1.0)
    """

    def check(profile: Profile, _context: Context) -> Evidence | None:
        return _told(list(_seen(profile, kinds)), what) if profile.links else None

    return check


def network(profile: Profile, _context: Context) -> Evidence | None:
    """The account is used from an internet address that a few other accounts use too.

    Reported: several developer accounts behind one address; one address for the laptops, for crowd work and for
    applications. A shared subnet counts half, an office, campus or carrier marked as a hub nothing. Innocent, and
    usual: a family, a shared flat, a company, a café, a provider that puts thousands behind one address.
    """
    if not profile.links:
        return None
    seen = [
        one._replace(strength=one.strength * _SUBNET) if one.kind == "subnet" else one
        for one in _seen(profile, ("ip", "subnet"))
    ]
    return _told(seen, "internet address shared")


def shipping_address(profile: Profile, _context: Context) -> Evidence | None:
    """Equipment goes to an address to which that of other accounts goes as well.

    Reported of laptop farms: one house receives the computers of many hires. Little for two accounts, a
    couple or flatmates, and half for up to four, a family; none for what is marked as a hub, or where the
    profile's own shipping address is known to be an office, a forwarder, a box or a hotel. Innocent: families,
    shared flats, co-working spaces, a firm's own office.
    """
    if not profile.links:
        return None
    explained = any(
        address.purpose == "shipping" and address.kind not in {None, "home"} for address in profile.addresses or ()
    )
    seen = list(_seen(profile, ("shipping_address",)))
    if explained:
        seen = [one._replace(strength=0.0) for one in seen]
    return _told(seen, "delivery address shared")


def referrer_tied(profile: Profile, _context: Context) -> Evidence | None:
    """Whoever recommended the account shares a payout account, a device or a document with it.

    Reported: workers recommend further workers; it means more where money or machine ties the two. Innocent: a
    couple who freelance from one computer, a parent who set the account up.
    """
    referrer = (profile.referred_by or "").strip().casefold()
    if not referrer or not profile.links:
        return None
    tied = [
        one
        for one in _seen(profile, tuple(_TIES))
        if one.strength and referrer in {other.casefold() for other in one.others}
    ]
    if not tied:
        return None
    ways = " and ".join(dict.fromkeys(one.kind.replace("_", " ") for one in tied))
    return Evidence(
        f"recommended by {profile.referred_by!r}, with whom it shares a {ways}",
        ("referred_by", *(one.record for one in tied)),
        max(one.strength for one in tied),
    )


def _row(
    name: str,
    check: Check,
    grade: Grade,
    *,
    sources: tuple[str, ...],
    flags: tuple[str, ...],
    why: str,
    about: str = "",
    needs: tuple[str, ...] = ("links",),
) -> Indicator:
    return Indicator(
        id=f"links.{name}",
        check=check,
        grade=grade,
        needs=needs,
        sources=sources,
        flags=flags,
        about=about,
        why=why,
    )


INDICATORS = (
    _row(
        "payout",
        shared("payout account or wallet shared", "payout", "wallet"),
        "strong",
        about="""Other accounts are paid into the same payout account or wallet.

        Reported: several workers, one account behind them. An account that is also a wallet is one fact. Half for
        an account of up to four, who may be a family; a wallet counts in full. The user's earlier accounts and a
        firm's own people are no strangers. Innocent: a couple, an agency that collects for its members, a family
        business.""",
        sources=("US22: mitigation, accounts that use the same payment service account", "PSA25-01"),
        flags=("PY-05",),
        why="The 2022 guidance asks platforms to flag it by itself, and few strangers share an account for pay.",
    ),
    _row(
        "device",
        shared("device shared", "device"),
        "strong",
        about="""Other accounts are used from the same device.

        Reported: one computer behind several personas. Little for two accounts, who may be a household.
        Innocent: a family computer, an internet café, a device sold on; fingerprints of common phones coincide.
        Device ids differ in what they are worth: look how yours are made.""",
        sources=("RF26: personas on one device", "US22: hiding identity"),
        flags=("AC-13",),
        why="Reports tie personas together by it; families share devices too, so an exact id is needed.",
    ),
    _row(
        "document",
        shared("identity document shared", "document", "document_image"),
        "strong",
        about="""Other accounts were opened with the same identity document, or the same image of one.

        Reported: one set of documents behind several developer or client accounts. Innocent: a second account of
        the same person, who should say so; a sample image that many upload.""",
        sources=("US22: mitigation, accounts opened with the same documents", "PSA23"),
        flags=("ID-12",),
        why="The 2022 guidance asks platforms to flag it by itself; one document belongs to one person.",
    ),
    _row(
        "shipping_address",
        shipping_address,
        "strong",
        sources=("DOJ25", "PSA24", "JUL26"),
        flags=("LG-05",),
        why="Laptop farms are known by it; two accounts at one address are a couple and count little.",
    ),
    _row(
        "avatar",
        shared("profile picture shared", "avatar"),
        "moderate",
        about="""Other accounts show the same profile picture.

        Reported: one portrait under several names. Innocent: a second account of the same person, a default or
        stock picture (a hub), a victim whose portrait was taken.""",
        sources=("PSA23: one photo with several profiles", "SEAL"),
        flags=("ID-09",),
        why="Named by two sources; less than strong, because default, stock and stolen pictures coincide too.",
    ),
    _row(
        "phone",
        shared("phone shared", "phone"),
        "moderate",
        about="""Other accounts give the same phone.

        Reported: the same contact data in several applications. Innocent: a family, an agency, a number that the
        carrier gave to somebody else.""",
        sources=("PSA25-01: the same contact data in several applications", "MAND24"),
        flags=("ID-22",),
        why="The notice names shared contact data; families and agencies share a phone too.",
    ),
    _row(
        "email",
        shared("mail address shared", "email"),
        "moderate",
        about="""Other accounts give the same mail address, or recover their passwords through the same one.

        Reported: the same contact data in several applications, and clusters of addresses behind one recovery
        address. Innocent: a couple, a firm's common address, an assistant.""",
        sources=("PSA25-01: the same contact data in several applications", "DTEX25"),
        flags=("ID-22", "ID-27"),
        why="Patterns of addresses mean something in a cluster only; firms and couples share an address.",
    ),
    _row(
        "network",
        network,
        "weak",
        sources=("US22: red flags for platforms, several accounts from one address", "NPA-FBI26"),
        flags=("AC-02", "AC-23"),
        why="Named by the guidance, but families, offices and whole carriers share addresses every day.",
    ),
    _row(
        "text",
        shared("wording shared", "text"),
        "weak",
        about="""Other accounts send the same proposals or show the same CV, nearly word for word.

        Reported: the same templates across developer accounts. Innocent, and common: published templates, an
        agency's boilerplate, writing assistants, somebody whose text was copied.""",
        sources=("US22: mitigation, the same templates across accounts", "PSA25-01"),
        flags=("WK-01", "ID-22"),
        why="Named by the guidance, but templates and machine-written proposals circulate among honest people.",
    ),
    _row(
        "referee",
        shared("referee shared, or vouched for mutually,", "referee"),
        "moderate",
        about="""The same people vouch for several accounts, or the accounts vouch for one another.

        Reported: personas that are each other's references. Innocent: a manager or teacher who recommends many,
        colleagues who recommend each other.""",
        sources=("GTIG25: fabricated references",),
        flags=("ED-03",),
        why="Reported as fabricated references; honest colleagues vouch for each other all the time.",
    ),
    _row(
        "payer_is_payee",
        shared("client and developer paid through one account, shared", "payer_is_payee"),
        "strong",
        about="""A client and a developer account use one account to pay and to be paid.

        Reported: a made-up client pays the developer from the developer's own money, for the ratings. Innocent: a
        firm that moves work between its own accounts, spouses who hire each other.""",
        sources=("US22: red flags for platforms, a client account that pays itself",),
        flags=("WK-02",),
        why="The guidance describes it as a fraud in itself; honest people have no use for paying themselves.",
    ),
    _row(
        "rating_ring",
        shared("ratings of one client, in a short time, shared", "rating_ring"),
        "strong",
        about="""One client gave several developer accounts high ratings within a short time.

        Reported together with similar documents behind the accounts. Innocent: a client who hires a team and
        praises all of it on the day the project ends.""",
        sources=("US22: red flags for platforms, ratings from one client", "US22: mitigation, ratings"),
        flags=("WK-03",),
        why="The guidance asks platforms to flag it; the population step must leave teams of one project out.",
    ),
    _row(
        "referrer_tied",
        referrer_tied,
        "moderate",
        sources=("US22: how DPRK IT workers operate, recommending others", "SEAL"),
        flags=("CM-15",),
        needs=("links", "referred_by"),
        why="A recommendation alone is what everybody asks for; with money or machine it is the pattern.",
    ),
)
"""The family's checks: one finding for each kind of sharing, however many links say it."""
