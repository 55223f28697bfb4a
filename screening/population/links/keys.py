"""From profiles to link rows: who has which key.

A key is a hash of 64 bits of what is shared, in the form in which it is compared; with a salt, nobody without the
salt can find a phone or a document number by trying them all. No value leaves this module. Accounts are numbered
by a hash of their id as well, so that rows can be made anywhere, in any order, and joined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b, sha256
from types import MappingProxyType
from typing import NamedTuple

from screening.population.links import forms
from screening.profile import ADDRESS_KINDS, Payout, Profile
from screening.signals import emails, payouts

__all__ = [
    "OWN_KINDS", "PLAIN", "About", "Row", "about", "account_number", "bytes_number", "key_number", "own_row",
    "rows",
]  # fmt: skip

_MOST_KEYS = 500
"""Keys of one kind that an account may have: profiles are hostile."""
PLAIN = "plain"
_NETWORKS = {
    "mobile": "mobile network",
    "hosting": "hosting",
    "vpn": "VPN",
    "proxy": "proxy",
    "tor": "Tor",
    "home": PLAIN,
}
_SERVICE_PHONES = {"toll_free": "service number", "premium": "service number"}
_OWN_PEOPLE = frozenset({"owner", "director", "staff"})
_HIGH = 0.9
"""From this part of the scale on a rating is high."""


class Row(NamedTuple):
    """One key of one account.

    Attributes:
        account: the number of the account.
        kind: one of :data:`~.definitions.LINKS`; ``payer`` for an account that somebody pays from; ``home`` for a
            residence; ``member`` for one of a firm's own people, whose key is the number of the firm.
        key: hash of what is shared.
        day: first day on which it was seen, in days since 1970.
        known: why strangers share it as a matter of course, for example ``mobile network``; :data:`PLAIN` if it
            is known that it is nothing of the kind; ``None`` if nothing is known.
    """

    account: int
    kind: str
    key: int
    day: int | None = None
    known: str | None = None


class About(NamedTuple):
    """What is shown of an account in a cluster.

    Attributes:
        account, id: its number and id.
        names: display and legal name, aliases, name in its own script.
        stated, observed: the stated country; those of logins, phones and payouts.
        created: in days since 1970.
        domain: hash of the domain of its mail addresses, if that is no provider's.
        company: hash of the firm for which the person says to work.
        listed: false for a client who is known from a developer's profile alone.
    """

    account: int
    id: str
    names: tuple[str, ...] = ()
    stated: str | None = None
    observed: tuple[str, ...] = ()
    created: int | None = None
    domain: int | None = None
    company: int | None = None
    listed: bool = True


def account_number(identifier: str) -> int:
    """The number of an account.

    >>> account_number("u1") == account_number("u1") != account_number("u2")
    True
    """
    return _hash(identifier, b"")


def key_number(space: str, value: str, *, salt: str = "") -> int:
    """The key of what is shared.

    Args:
        space: what it is; kinds that may be one fact, as payout and wallet, are one: ``money``.
        value: in the form in which it is compared.
        salt: keeps others from finding the value by trying.
    """
    return _hash(f"{space}\0{value}", _salted(salt))


@lru_cache(8)
def _salted(salt: str) -> bytes:
    return sha256(salt.encode()).digest() if salt else b""


def bytes_number(value: bytes, *, salt: str = "") -> int:
    """As :func:`key_number`, of bytes that begin with what they are."""
    return int.from_bytes(blake2b(value, digest_size=8, key=_salted(salt)).digest(), "big", signed=True)


def _hash(text: str, salt: bytes) -> int:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8, key=salt).digest()
    return int.from_bytes(digest, "big", signed=True)


class _Seen(NamedTuple):
    """One value before it is hashed; ``account`` if it is another's than the profile's own."""

    kind: str
    space: str
    value: str
    at: str | None = None
    known: str | None = None
    account: str = ""


def rows(profile: Profile, *, salt: str = "") -> list[Row]:
    """The link rows of one profile but those of its texts, each key once for each kind.

    >>> profile = Profile(id="u1", country="PL", phones=("512 345 678", "+48 512 345 678"))
    >>> [row.kind for row in rows(profile)]
    ['phone']

    Args:
        profile: as given; values that cannot be read have no key.
        salt: as in :func:`key_number`.
    """
    found: dict[tuple[str, str, str, str], tuple[int | None, str | None]] = {}
    counts: dict[str, int] = {}
    for kind, space, value, at, known, account in _seen(profile):
        place = (account, kind, space, value)
        day = forms.day(at)
        if (before := found.get(place)) is not None:
            found[place] = (min(filter(None, (before[0], day)), default=None), _told(before[1], known))
        elif (count := counts.get(kind, 0)) < _MOST_KEYS:
            counts[kind] = count + 1
            found[place] = (day, known)
    own, salted = account_number(profile.id), _salted(salt)
    made = [
        Row(account_number(account) if account else own, kind, _hash(f"{space}\0{value}", salted), day, known)
        for (account, kind, space, value), (day, known) in found.items()
    ]
    return made + [Row(member, "member", own) for member in _members(profile)]


def _told(known: str | None, other: str | None) -> str | None:
    """What is known of a key that an account has twice: what is special outweighs what is plain."""
    return known if known and known != PLAIN else other or known


def own_row(account: str, kind: str, value: str, *, at: str | None = None, salt: str = "") -> Row | None:
    """A row of the platform's own, for what profiles have no field for: ``None`` if the value has no key.

    >>> own_row("u1", "avatar", "p:d1c4f0e2b3a59687") is None, own_row("u1", "email", "no address") is None
    (False, True)

    Args:
        account: the id of the account.
        kind: one of :data:`OWN_KINDS`.
        value: what is shared: text, number or hash.
        at: when it was seen, ISO 8601.
        salt: as in :func:`key_number`.
    """
    space, form = OWN_KINDS[kind]
    compared = form(value.strip())
    return (
        Row(account_number(account), kind, key_number(space, compared, salt=salt), forms.day(at))
        if compared
        else None
    )


def about(profile: Profile, *, salt: str = "") -> list[About]:
    """What is shown of the account, and the clients whom nobody but this profile names."""
    names = (profile.name, profile.legal_name, *(profile.aliases or ()), profile.native_name)
    clients = (related.profile.id for related in profile.related or () if related.role == "client")
    return [
        About(
            account_number(profile.id),
            profile.id,
            tuple(dict.fromkeys(name for name in names if name)),
            forms.country(profile.country),
            _observed(profile),
            forms.day(profile.created),
            _own_domain(profile, salt),
            next((key_number("company", firm, salt=salt) for firm in _firms(profile)), None),
        ),
        *(About(account_number(client), client, listed=False) for client in clients if _is_account(client)),
    ]


def _observed(profile: Profile) -> tuple[str, ...]:
    stated = forms.country(profile.country)
    phones = (forms.phone(text, stated) for text in profile.phones or ())
    places_seen = (
        *(forms.country(login.country) for login in profile.logins or ()),
        *(phone.country for phone in phones if phone),
        *(forms.country(payout.country) for payout in profile.payouts or ()),
    )
    return tuple(sorted({place for place in places_seen if place}))


def _own_domain(profile: Profile, salt: str) -> int | None:
    """The domain at which a firm's people are known: of the first address, if it is no provider's."""
    domain = next(filter(None, map(emails.mail_domain, profile.emails or ())), "")
    return key_number("domain", emails.site(domain), salt=salt) if domain and not emails.provider(domain) else None


def _firms(profile: Profile) -> Iterator[str]:
    """The firms for which the person says to work now."""
    now = (job.company for job in profile.jobs or () if job.company and not job.end)
    for company in (*(profile.companies or ()), *now):
        if words := forms.words(company):
            yield words


def _members(profile: Profile) -> Iterator[int]:
    """The accounts of those whom an organisation declares as its own people."""
    if profile.kind != "organization":
        return
    for related in profile.related or ():
        if related.role in _OWN_PEOPLE and _is_account(related.profile.id):
            yield account_number(related.profile.id)


def _is_account(identifier: str) -> bool:
    """Related parties without an id of their own are named after their place."""
    return not identifier.startswith("related[")


def _seen(profile: Profile) -> Iterator[_Seen]:
    yield from _contact(profile)
    yield from _money(profile)
    yield from _sessions(profile)
    yield from _papers(profile)
    yield from _ratings(profile)


# -- contact data and money ---------------------------------------------------------------------------


def _contact(profile: Profile) -> Iterator[_Seen]:
    country = forms.country(profile.country)
    for text in profile.phones or ():
        if phone := forms.phone(text, country):
            yield _Seen("phone", "phone", phone.number, profile.created, _SERVICE_PHONES.get(phone.kind))
    for text in profile.emails or ():
        if address := forms.email(text):
            yield _Seen("email", "email", address, profile.created, forms.common_box(address))
    for reference in profile.references or ():
        if reference.email and (address := forms.email(reference.email)):
            yield _Seen("referee", "email", address, profile.created)
        if reference.phone and (phone := forms.phone(reference.phone, country)):
            yield _Seen("referee", "phone", phone.number, profile.created)


def _money(profile: Profile) -> Iterator[_Seen]:
    yield from _accounts(profile)
    for payment in profile.payments or ():
        if payment.payer and (account := forms.paying_account(payment.payer)):
            yield _Seen("payer", "money", account, payment.at)
    for related in profile.related or ():
        if related.role == "client" and _is_account(related.profile.id):
            for seen in _accounts(related.profile):
                yield seen._replace(kind="payer", account=related.profile.id)


def _accounts(profile: Profile) -> Iterator[_Seen]:
    firms = set(_firms(profile)) if profile.payouts else set()
    for payout in profile.payouts or ():
        if account := forms.account(payout):
            kind = "wallet" if payouts.digital(payout) else "payout"
            known = None
            if holder := forms.words(payout.holder or ""):
                known = "account of the firm that they name" if holder in firms else PLAIN
            yield _Seen(kind, "money", account, payout.since or profile.created, known)
    for wallet in profile.wallets or ():
        if wallet.address and (address := forms.wallet(wallet.address)):
            yield _Seen("wallet", "money", address, profile.created)


# -- sessions, papers, ratings -----------------------------------------------------------------------


def _sessions(profile: Profile) -> Iterator[_Seen]:
    """Devices and internet addresses, each once: people log in from the same ones again and again."""
    devices: dict[str, str | None] = {}
    lines: dict[str, tuple[str | None, str | None]] = {}
    for login in profile.logins or ():
        if login.device:
            devices[login.device] = _earlier(devices.get(login.device), login.at)
        if login.ip:
            known = _NETWORKS.get((login.network or "").strip().casefold())
            at, before = lines.get(login.ip, (None, None))
            lines[login.ip] = _earlier(at, login.at), _told(before, known)
    for given, at in devices.items():
        if device := forms.device(given):
            yield _Seen("device", "device", device, at)
    for ip, (at, known) in lines.items():
        if addresses := forms.addresses(ip):
            yield _Seen("ip", "ip", addresses[0], at, known)
            yield _Seen("subnet", "ip", addresses[1], at, known)


def _earlier(at: str | None, other: str | None) -> str | None:
    return min(at, other) if at and other else at or other


def _papers(profile: Profile) -> Iterator[_Seen]:
    for address in profile.addresses or ():
        purpose = (address.purpose or "residence").strip().casefold()
        if purpose == "residence":
            yield from (_Seen("home", "address", key) for key in forms.house(address))
        elif purpose == "shipping":
            kind = (address.kind or "").strip().casefold()
            known = None
            if kind in ADDRESS_KINDS:
                known = PLAIN if kind == "home" else kind.replace("_", " ")
            yield from (
                _Seen("shipping_address", "address", key, profile.created, known) for key in forms.house(address)
            )
    identity = profile.identity
    if identity is None:
        return
    if number := forms.document(identity.document_number or "", identity.document_country):
        yield _Seen("document", "document", number, profile.created)
    image = (identity.document_image or "").strip().casefold()
    if image:
        yield _Seen("document_image", "document image", image, profile.created)


def _ratings(profile: Profile) -> Iterator[_Seen]:
    """The clients who gave high ratings, by the day of the first one."""
    given = [rating for rating in (profile.work.ratings if profile.work else None) or () if rating.client]
    highest = max((rating.stars or 0.0 for rating in given), default=0.0)
    scale = next(scale for scale in (5.0, 10.0, 100.0) if highest <= scale)
    for rating in given:
        client = (rating.client or "").strip().casefold()
        if client and forms.day(rating.at) is not None and (rating.stars or 0.0) >= _HIGH * scale:
            yield _Seen("rating_ring", "client", client, rating.at)


def _own_phone(text: str) -> str:
    phone = forms.phone(text, None)
    return phone.number if phone else ""


OWN_KINDS: Mapping[str, tuple[str, Callable[[str], str]]] = MappingProxyType(
    {
        "avatar": ("avatar", str),
        "document_image": ("document image", str.casefold),
        "device": ("device", str.casefold),
        "email": ("email", forms.email),
        "phone": ("phone", _own_phone),
        "payout": ("money", lambda text: forms.account(Payout(account=text))),
        "payer": ("money", lambda text: forms.account(Payout(account=text))),
        "wallet": ("money", forms.wallet),
    }
)
"""Kinds of which a platform may give rows of its own: what the keys are hashed with, and their form.

``payer`` is an account that a client pays from; an ``email`` may be one for recovery.
"""
