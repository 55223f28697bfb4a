"""Payouts looked at together: what is digital currency, what was replaced and when, and who pays whom."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterator
from functools import lru_cache

import msgspec

from screening.names import compare
from screening.profile import Payment, Payout, Profile

__all__ = ["Replaced", "SelfPaid", "digital", "pays_itself", "replaced", "reported_service"]

_MOST_CACHED = 4_096

# -- digital currency and services ------------------------------------------------------------------

_DIGITAL = re.compile(
    r"crypto|bitcoin|ethereum|\bether\b|stable ?coin|tether|\b(?:digital|virtual) currency\b|monero|litecoin|"
    r"\b(?:btc|xbt|eth|usdt|usdc|trx|xmr|ltc|bnb|sol|dai(?! ichi)|erc ?20|trc ?20|bep ?20)\b",
    re.IGNORECASE,
)
"""Names, tickers and token standards of digital currencies in use."""
_WALLET = re.compile(
    r"0x[0-9a-fA-F]{40}"  # Ethereum and its like
    r"|(?:bc|tb)1[02-9ac-hj-np-z]{25,87}"  # Bitcoin, bech32: BIP 173
    r"|(?=.*[a-z])(?=.*[A-Z])[13T][1-9A-HJ-NP-Za-km-z]{25,34}"  # Bitcoin and Tron, base58
)

_CHINA_LINKED = re.compile(
    r"\b(?:ali ?pay|we ?chat ?pay|we ?chat|weixin|union ?pay)\b|支付宝|微信|银联", re.IGNORECASE
)
"""Services of Chinese companies. The guidance names their kind, not them."""
_CHINA = ("CN", "HK", "MO")
_NAMED = re.compile(r"\bpayoneer\b", re.IGNORECASE)
"""The one service that a report names (SW24, as the press had it); others are left out as unverified."""


@lru_cache(_MOST_CACHED)
def _digital_method(method: str) -> bool:
    return bool(_DIGITAL.search(_apart(method)))


def digital(payout: Payout) -> bool:
    """Whether a payout goes to digital currency, by its method or by an account in the form of a wallet.

    >>> digital(Payout(method="Bitcoin")), digital(Payout(method="bank", account="PL61109010140000071219812874"))
    (True, False)
    """
    if payout.method and _digital_method(payout.method):
        return True
    return bool(payout.account and not payout.method and _WALLET.fullmatch(payout.account.strip()))


def reported_service(method: str, stated: Container[str]) -> float:
    """How much a payment service says that reports name: 1 or 0.5; 0 for all others, and for what fits.

    Args:
        method: as given.
        stated: the countries in which the profile says to be; if it says none, nothing contradicts.
    """
    china, named = _services(method)
    if china and stated and not any(country in stated for country in _CHINA):
        return 1.0
    return 0.5 if named else 0.0


@lru_cache(_MOST_CACHED)
def _services(method: str) -> tuple[bool, bool]:
    said = _apart(method)
    return bool(_CHINA_LINKED.search(said)), bool(_NAMED.search(said))


def _apart(method: str) -> str:
    """The words of a method apart, also of one that a program writes: ``usdt_trc20``, ``WECHAT-PAY``."""
    return unicodedata.normalize("NFKC", method).replace("_", " ").replace("-", " ")


# -- changes ----------------------------------------------------------------------------------------

_ONE_CHANGE = 3
"""Days within which an account ends and another one is entered: one change, not two."""
_FIELD = re.compile(r"(payouts?|bank|bank_account|payment_method|wallets?)\b", re.IGNORECASE)
_FULL_DATE = len("2026-05-01")


class Replaced(msgspec.Struct, frozen=True, gc=False):
    """One replacement of a payout account: on which day, and which records say so."""

    day: dt.date
    records: tuple[str, ...]


def replaced(profile: Profile) -> list[Replaced]:
    """The replacements of payout accounts, in order of time; what lies a few days apart is one."""
    found: list[Replaced] = []
    for day, record in sorted(_replacements(profile)):
        if found and (day - found[-1].day).days <= _ONE_CHANGE:
            found[-1] = Replaced(found[-1].day, (*found[-1].records, record))
        else:
            found.append(Replaced(day, (record,)))
    return found


def _replacements(profile: Profile) -> Iterator[tuple[dt.date, str]]:
    payouts = profile.payouts or ()
    last = max((payout.since for payout in payouts if payout.since), default="")
    for i, payout in enumerate(payouts):
        if payout.until and len(payout.until) >= _FULL_DATE and (payout.since or "") < last:
            yield dt.date.fromisoformat(payout.until[:_FULL_DATE]), f"payouts[{i}].until"
    for i, change in enumerate(profile.changes or ()):
        if not change.old or not change.new or change.old == change.new or not _FIELD.match(change.field or ""):
            continue
        if change.at and len(change.at) >= _FULL_DATE:
            yield dt.date.fromisoformat(change.at[:_FULL_DATE]), f"changes[{i}]"


# -- who pays whom ----------------------------------------------------------------------------------

_LEAST_PAYMENTS = 2
_SHORTEST_ACCOUNT = 6
_ANY_CASE = re.compile(r"0x[0-9a-f]{40}$|[a-z]{2}\d\d[a-z0-9]{8,30}$", re.IGNORECASE)
"""Ethereum addresses, whose capitals are a check sum only (EIP-55), and IBANs."""
_MASKED = re.compile(r"[*•…]|x{3,}", re.IGNORECASE)
"""Account numbers are often shown in part; what is left of two may agree by chance."""
_HALF = 0.5


class SelfPaid(msgspec.Struct, frozen=True, gc=False):
    """One party on both sides of a payment: what was seen, in which records, and how much it says."""

    what: str
    records: tuple[str, ...]
    strength: float


def pays_itself(profile: Profile, threshold: float) -> SelfPaid | None:
    """Whether the account's client is paid through the account's own payout account, or payer is payee.

    Args:
        profile: whose clients and payments.
        threshold: two names that match from it on are one name.
    """
    own = {key: record for record, key in _accounts(profile, "")}
    if own:
        for i, related in enumerate(profile.related or ()):
            if related.role != "client":
                continue
            for record, key in _accounts(related.profile, f"related[{i}].profile."):
                if key in own:
                    name = related.profile.name or related.profile.id
                    return SelfPaid(f"client {name!r} is paid into the same account", (own[key], record), 1.0)
    pairs = Counter((p.payer, p.payee) for p in profile.payments or () if p.payer and p.payee)
    same = {
        pair: count
        for pair, count in pairs.items()
        if _folded(pair[0]) == _folded(pair[1]) or (count >= _LEAST_PAYMENTS and _one_name(*pair, threshold))
    }
    if sum(same.values()) < _LEAST_PAYMENTS:
        return None
    records = [f"payments[{i}]" for i, p in enumerate(profile.payments or ()) if _pair(p) in same]
    payer = next(iter(same))[0]
    return SelfPaid(f"{len(records)} payments name {payer!r} as payer and payee", tuple(records[:20]), _HALF)


def _pair(payment: Payment) -> tuple[str | None, str | None]:
    return payment.payer, payment.payee


def _accounts(profile: Profile, prefix: str) -> Iterator[tuple[str, str]]:
    """Path and comparable form of every payout account and wallet; letters keep their case where it matters."""
    given = [(f"payouts[{i}]", payout.account) for i, payout in enumerate(profile.payouts or ())]
    given += [(f"wallets[{i}]", wallet.address) for i, wallet in enumerate(profile.wallets or ())]
    for record, account in given:
        if account and not _MASKED.search(account):
            key = re.sub(r"[\W_]+", "", account)
            if len(key) >= _SHORTEST_ACCOUNT:
                yield prefix + record, key.lower() if _ANY_CASE.match(key) else key


@lru_cache(_MOST_CACHED)
def _folded(name: str | None) -> frozenset[str]:
    return frozenset((name or "").casefold().split())


def _one_name(payer: str | None, payee: str | None, threshold: float) -> bool:
    """By the engine, for names whose words begin alike: most payers are plainly somebody else."""
    if not payer or not payee:
        return False
    initials = {word[0] for word in _folded(payer)}
    if initials.isdisjoint(word[0] for word in _folded(payee)):
        return False
    match = compare(payer, payee)
    return match.complete and match.score >= threshold
