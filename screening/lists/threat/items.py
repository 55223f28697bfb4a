"""One identifier of a threat-intelligence list: its kind, whether it is one, and the entity that it becomes.

No such list ships with the library: users bring them, as lines (:mod:`screening.lists.threat.lines`), CSV
(:mod:`screening.lists.threat.table`), MISP events (:mod:`screening.lists.threat.misp`) or STIX bundles
(:mod:`screening.lists.threat.stix`). What stands in one is somebody's word: every entity is ``alleged``, has no
name, and carries its provenance in ``source``.

===========  ====================================================================================
kind         what is one
===========  ====================================================================================
``email``    an address with an international or plain domain
``domain``   a domain of two parts at least; it stands for all that lies under it
``ip``       an IPv4 or IPv6 address or CIDR range
``handle``   a user name, led by its service if that is known: ``github:testov-dev``
``phone``    an international number
``wallet``   a digital-currency address, led by a ticker if you like: ``XBT:1Ab...``
``website``  a web address
===========  ====================================================================================

Any of them may be a hash instead: ``sha256:`` and 64 hexadecimal digits, over the list's salt and the form that
:mod:`screening.contacts` describes. Written so that nobody clicks it (``hxxps://``, ``example[.]org``) it is read
as what it is.

Traps: feeds hold what half the world shares. Addresses of local networks, ranges wider than a provider's, and
domains of mail and code hosts that serve millions are told and left out. An item without an end never ends by
itself.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import TypeVar

import msgspec

from screening import contacts
from screening.errors import InputError, WatchlistError
from screening.lists.fields import iso_date, own_id
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.watchlist import Entity, Identifier

__all__ = [
    "Item",
    "LeftOut",
    "Meant",
    "day",
    "decoded",
    "document",
    "entities",
    "identifier",
    "list_key",
    "meant",
    "plain",
]

T = TypeVar("T")


class Meant(msgspec.Struct, frozen=True):
    """What a word for a type of identifier means.

    Attributes:
        kind: our kind.
        service: of a handle; empty if not known.
        currency: of a wallet; empty if not known.
    """

    kind: str
    service: str = ""
    currency: str = ""


_WORDS = {
    "email": "e-mail mail email-addr email-address email-src email-dst email-reply-to dns-soa-email "
    "whois-registrant-email",
    "domain": "domain-name hostname host fqdn",
    "ip": "ipv4 ipv6 ipv4-addr ipv6-addr ip-addr ip-address ip-src ip-dst cidr",
    "phone": "phone-number x-phone-number x-phone telephone tel msisdn whois-registrant-phone",
    "website": "url uri",
    "handle": "username user user-name user-account account account-name nickname",
    "wallet": "crypto-wallet cryptocurrency-wallet cryptocurrency-address crypto-address x-crypto "
    "x-cryptocurrency-address x-opencti-cryptocurrency-wallet",
}
_SERVICES = {"github-username": "github", "twitter-id": "twitter", "jabber-id": "jabber"} | {
    name: name
    for name in (
        *("bitbucket", "discord", "facebook", "fiverr", "freelancer", "github", "gitlab", "instagram", "linkedin"),
        *("reddit", "skype", "slack", "telegram", "twitter", "upwork", "wechat", "whatsapp", "x"),
    )
}
_CURRENCIES = {"bitcoin": "BTC", "ethereum": "ETH", "monero": "XMR", "tron": "TRX"} | {
    ticker.lower(): ticker for ticker in ("BTC", "XBT", "ETH", "XMR", "DASH", "USDT", "USDC", "TRX", "LTC", "SOL")
}
_MEANT = MappingProxyType({
    **{word: Meant(kind) for kind, words in _WORDS.items() for word in (kind, *words.split())},
    **{word: Meant("handle", service) for word, service in _SERVICES.items()},
    **{word: Meant("wallet", currency=ticker) for word, ticker in _CURRENCIES.items()},
})  # fmt: skip

_SHARED = frozenset({
    "126.com", "163.com", "aol.com", "bitbucket.org", "daum.net", "discord.com", "dropbox.com", "facebook.com",
    "fastmail.com", "foxmail.com", "github.com", "github.io", "gitlab.com", "gmail.com", "gmx.com", "gmx.de",
    "google.com", "googlemail.com", "hanmail.net", "hotmail.com", "icloud.com", "instagram.com",
    "linkedin.com", "live.com", "mac.com", "mail.com", "mail.ru", "me.com", "microsoft.com", "msn.com",
    "naver.com", "outlook.com", "outlook.kr", "pm.me", "proton.me", "protonmail.com", "qq.com", "slack.com",
    "t.me", "telegram.org", "tutanota.com", "twitter.com", "wechat.com", "whatsapp.com", "x.com",
    "yahoo.co.jp", "yahoo.com", "yandex.com", "yandex.ru", "zoho.com", "zoom.us",
})  # fmt: skip
"""Domains of mail, code and message hosts that millions share."""
_LOCAL = tuple(
    contacts.network(cidr)
    for cidr in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.168.0.0/16", "224.0.0.0/3", "::/127", "fc00::/7", "fe80::/10", "ff00::/8"),
    )
)
_WIDEST = {4: 8, 6: 16}
"""The shortest prefixes that are anybody's in particular."""
_TICKER = re.compile(r"([A-Z][A-Z0-9]{1,7}):(?=.)")
_DEFANGED = tuple(
    (re.compile(pattern, re.IGNORECASE), mark)
    for pattern, mark in (
        (r"^(?:hxxp|h\*\*p|meow)(s?)(?:\[:\]|:)", r"http\1:"),
        (r"[\[({](?:\.|dot)[\])}]", "."),
        (r"[\[({](?:@|at)[\])}]", "@"),
        (r"\[:\]", ":"),
    )
)
"""How people write an address so that nobody clicks it."""
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:[T ].*)?)?)?", re.ASCII)
_LONGEST_ID = 120
_ENDING = re.compile(r"(\.\w{2,5})?(\.gz)?$", re.IGNORECASE)
_LARGEST = 1 << 28
"""Bytes; JSON is held as a whole while its objects are taken from it one by one."""


def meant(word: str) -> Meant | None:
    """What a type is called here: our own words, those of MISP and STIX, and those in use in CSV.

    >>> meant("ipv4-addr"), meant("GitHub-Username"), meant("md5")
    (Meant(kind='ip', service='', currency=''), Meant(kind='handle', service='github', currency=''), None)
    """
    return _MEANT.get(word.strip().lower().replace("_", "-").replace(" ", "-"))


def plain(value: str) -> str:
    """A value without what keeps people from clicking it.

    >>> plain("hxxps://example[.]org/a"), plain("testov[at]example(dot)org")
    ('https://example.org/a', 'testov@example.org')
    """
    for pattern, mark in _DEFANGED:
        value = pattern.sub(mark, value)
    return value


def identifier(what: Meant, value: str, *, salt: str = "") -> Identifier:
    """An identifier, checked, in the form in which it is compared.

    >>> identifier(Meant("handle", "github"), "@Testov-Dev").value
    'github:testov-dev'

    Args:
        what: its kind, and the service or currency that goes with it.
        value: as published.
        salt: of the list, for hashes.

    Raises:
        InputError: it is none, or one that is not anybody's in particular.
    """
    value = value.strip()
    if what.kind not in contacts.KINDS:
        raise InputError("not an identifier of a known type")
    if contacts.is_hash(hashed := value.lower()):
        return Identifier(what.kind, hashed, currency=what.currency, salt=salt)
    if hashed.startswith("sha256:"):
        raise InputError("not a hash: sha256: and 64 hexadecimal digits")
    value, currency = plain(value), what.currency
    if what.kind == "wallet" and (led := _TICKER.match(value)):
        value, currency = value[led.end() :].strip(), led[1]
    if what.kind == "handle" and what.service and not contacts.handle_in(value):
        compared = contacts.handle(what.service, value)
    else:
        compared = contacts.form(what.kind, value.removeprefix("*.") if what.kind == "domain" else value)
    _refuse_shared(what.kind, compared)
    return Identifier(what.kind, compared, currency=currency)


def _refuse_shared(kind: str, value: str) -> None:
    if kind in {"domain", "website"} and value in _SHARED:
        raise InputError("millions share this domain")
    if kind == "ip":
        network = contacts.network(value)
        if network.prefixlen < _WIDEST[network.version]:
            raise InputError("too wide a range to be anybody's")
        if any(local.version == network.version and network.overlaps(local) for local in _LOCAL):
            raise InputError("a local or reserved address, which everybody has")


def day(text: str) -> str:
    """An ISO date, with or without a time, as a date; empty if it is none.

    >>> day("2027-01-01T00:00:00Z"), day("2027"), day("01/02/2027")
    ('2027-01-01', '2027', '')
    """
    text = text.strip()
    return iso_date(text) if _DAY.fullmatch(text) else ""


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One identifier, and whose word it is.

    Attributes:
        identifier: itself.
        source: feed, report, reference.
        url: where to read more.
        updated_on, expires_on: ISO dates.
        context: what else is said of it.
    """

    identifier: Identifier
    source: str
    url: str = ""
    updated_on: str = ""
    expires_on: str = ""
    context: tuple[str, ...] = ()


def entities(items: Iterable[Item], key: str) -> Iterator[Entity]:
    """One entity for each item; an identifier that several reports name is one for each of them."""
    seen: Counter[str] = Counter()
    for item in items:
        value = item.identifier.value
        if len(value) > _LONGEST_ID:
            value = hashlib.sha256(value.encode()).hexdigest()
        yield Entity(
            id=own_id(f"{item.identifier.kind}:{value}", seen),
            list=key,
            kind="other",
            names=(),
            status="alleged",
            identifiers=(item.identifier,),
            updated_on=item.updated_on,
            expires_on=item.expires_on,
            remarks="; ".join(filter(None, item.context)),
            source=" ".join(item.source.split()),
            url=item.url,
        )


def list_key(part: Part, name: str = "") -> str:
    """The key of a list: after the name that it gives itself, else after its file."""
    return f"threat:{name or _ENDING.sub('', part.name)}"


class LeftOut:
    """What a reader understands and leaves out on purpose, told once at the end with its number."""

    def __init__(self) -> None:
        self._counted: Counter[tuple[str, str]] = Counter()

    def count(self, what: str, reason: str) -> None:
        """One more of ``what`` is left out for ``reason``."""
        self._counted[what, reason] += 1

    def tell(self, part: Part, intake: Intake) -> None:
        """Tell all that was counted."""
        for (what, reason), number in sorted(self._counted.items()):
            intake.tell(part.name, "", what, f"{number:,} left out: {reason}")


def document(part: Part, intake: Intake) -> bytes:
    """A file as a whole.

    Raises:
        WatchlistError: it is damaged or larger than can be held.
    """
    with part.stream(intake.digest) as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise WatchlistError(f"{part.name}: more than {_LARGEST >> 20} MiB of JSON; export it in parts")
    return data.removeprefix(b"\xef\xbb\xbf")


def decoded(part: Part, data: bytes | msgspec.Raw, kind: type[T]) -> T:
    """JSON as a value of that type.

    Raises:
        WatchlistError: it is damaged, cut off or otherwise laid out.
    """
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise WatchlistError(
            f"{part.name}: JSON that is damaged, cut off or laid out otherwise ({error})"
        ) from error
