"""How much of what was paid may have reached the state: a range, for a match that a person has confirmed.

The shares are what public reports say of whole programmes. They are no measure of one person, and no estimate is
made while nobody has confirmed who stands behind an account.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType

import msgspec

from screening.errors import InputError, shown
from screening.profile import Payment, Profile
from screening.sources import Citation, cite

__all__ = ["CAVEATS", "FIGURES", "Estimate", "Exposure", "Figure", "exposure", "remitted_by"]


class Figure(msgspec.Struct, frozen=True):
    """One figure of a public report.

    Attributes:
        value, unit: for example ``1700`` and ``USD a month``.
        period: the year that it speaks of.
        says: what it is, in one phrase.
        source: where it stands.
    """

    value: float
    unit: str
    period: str
    says: str
    source: Citation


FIGURES: Mapping[str, Figure] = MappingProxyType(
    {
        "earned": Figure(5_000, "USD a month", "2019", "average earnings of one IT worker", cite("UPI20")),
        "remitted": Figure(1_700, "USD a month", "2019", "of it handed to the state by one worker", cite("UPI20")),
        "income": Figure(20_400_000, "USD a year", "2019", "the state's income from IT workers", cite("UPI20")),
        "workers": Figure(1_000, "workers", "2019", "IT workers sent abroad, at least", cite("US22: annex")),
        "share_low": Figure(0.34, "of earnings", "2019", "1,700 of 5,000: the share remitted", cite("UPI20")),
        "share_high": Figure(
            0.90, "of earnings", "2022", "the share withheld by the state, at most", cite("US22")
        ),
    }
)
"""The reviewed figures, by name."""
CAVEATS = (
    "The shares are reported for whole programmes, not for one person.",
    "The amount of USD 1,700 a month is of 2019; it is no flat monthly amount for later years.",
    "Only payments on record are counted; what was paid elsewhere is not known.",
    "An estimate for a person who decides, no finding and no legal advice.",
)
"""What every estimate says with it."""
_MOST = 1e15
"""As of one payment in a profile."""


class Exposure(msgspec.Struct, frozen=True):
    """The estimate for one currency, in that currency: paid, and the least and most that was remitted."""

    currency: str
    paid: float
    remitted_low: float
    remitted_high: float


class Estimate(msgspec.Struct, frozen=True):
    """A range for each currency, with what a reader must know.

    Attributes:
        amounts: one for each currency, in alphabetical order; nothing is converted.
        left_out: payments that were not counted, and why.
        caveats: what the figures do not say.
        figures: the shares used, with their sources.
    """

    amounts: tuple[Exposure, ...]
    left_out: tuple[str, ...]
    caveats: tuple[str, ...]
    figures: tuple[Figure, ...]


def exposure(paid: Profile | Iterable[Payment] | Mapping[str, float | Decimal], *, confirmed: bool) -> Estimate:
    """The range of what was remitted from a sum of payments.

    >>> exposure({"USD": 60_000}, confirmed=True).amounts
    (Exposure(currency='USD', paid=60000.0, remitted_low=20400.0, remitted_high=54000.0),)
    >>> exposure({"USD": 60_000}, confirmed=False)
    Traceback (most recent call last):
    screening.errors.InputError: an exposure is estimated only after a person has confirmed the match

    Args:
        paid: a profile or its payments, or sums by currency. Payments to the account are positive.
        confirmed: ``True`` only if a person has confirmed that a listed party stands behind the account.

    Raises:
        InputError: nobody has confirmed the match, or a sum is no amount of money.
    """
    if confirmed is not True:
        raise InputError("an exposure is estimated only after a person has confirmed the match")
    left_out: list[str] = []
    sums = _given(paid) if isinstance(paid, Mapping) else _added(paid, left_out)
    low, high = FIGURES["share_low"], FIGURES["share_high"]
    amounts = tuple(
        Exposure(currency, round(total, 2), round(total * low.value, 2), round(total * high.value, 2))
        for currency, total in sorted(sums.items())
    )
    return Estimate(amounts, tuple(left_out), CAVEATS, (low, high))


def remitted_by(workers: int, months: int) -> float:
    """What that many workers hand to the state in USD, by the reported average of 2019.

    >>> remitted_by(1_000, 12)
    20400000.0
    """
    return float(FIGURES["remitted"].value * months * workers)


def _given(sums: Mapping[str, float | Decimal]) -> dict[str, float]:
    checked: dict[str, float] = {}
    for currency, total in sums.items():
        if not _is_money(total):
            raise InputError(f"paid in {shown(currency)}: an amount of money is needed (got {shown(total)})")
        if not currency.strip():
            raise InputError(f"paid {shown(total)}: a currency is needed")
        checked[_code(currency)] = checked.get(_code(currency), 0.0) + float(total)
    return checked


def _is_money(total: object) -> bool:
    if isinstance(total, bool) or not isinstance(total, int | float | Decimal):
        return False
    return (isinstance(total, int) or math.isfinite(total)) and 0 <= total <= _MOST


def _added(paid: Profile | Iterable[Payment], left_out: list[str]) -> dict[str, float]:
    payments = (paid.payments or ()) if isinstance(paid, Profile) else paid
    amounts: dict[str, list[float]] = {}
    for number, payment in enumerate(payments):
        if payment.amount is None or not payment.currency or not payment.currency.strip():
            left_out.append(f"payments[{number}]: no amount or no currency")
        elif not math.isfinite(payment.amount) or payment.amount < 0:
            left_out.append(f"payments[{number}]: {payment.amount:g} is no payment to the account")
        else:
            amounts.setdefault(_code(payment.currency), []).append(payment.amount)
    return {currency: math.fsum(values) for currency, values in amounts.items()}


def _code(currency: str) -> str:
    return currency.strip().upper()
