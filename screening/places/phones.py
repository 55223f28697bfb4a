"""A phone number, read to its country and kind with the numbering plans of libphonenumber.

Source of the plans: https://github.com/google/libphonenumber, by way of the package ``phonenumbers``.
Nothing is dialled and nothing is looked up: a ported or resold number keeps the kind of its range.
"""

from __future__ import annotations

from functools import cache, lru_cache

import msgspec

__all__ = ["Phone", "phone", "plans_version", "shares_plan"]

_LONGEST = 64
"""Longer texts are no phone number: E.164 has 15 digits, the rest is punctuation and an extension."""

_COUNTRIES = {"001": "", "AC": "SH", "TA": "SH"}
"""Regions of libphonenumber that are no ISO 3166-1 code: no country, and two islands of Saint Helena."""


_SHARED_PLANS = (
    frozenset({"GB", "GG", "JE", "IM"}),
    frozenset({"MA", "EH"}),
    frozenset({"GP", "BL", "MF"}),
    frozenset({"RE", "YT"}),
    frozenset({"NO", "SJ"}),
    frozenset({"FI", "AX"}),
    frozenset({"AU", "CC", "CX"}),
    frozenset({"IT", "VA"}),
    frozenset({"CW", "BQ"}),
)
"""Neighbours whose numbers libphonenumber tells apart badly, or whose networks are one."""


class Phone(msgspec.Struct, frozen=True):
    """One phone number.

    Attributes:
        number: in E.164, for example ``+8613800138000``.
        country: ISO 3166-1 alpha-2; empty for international networks (+870, +883 ...), and for an invalid
            number whose calling code several countries share. Where countries share a range too, it is the
            one that libphonenumber names: MA also for EH, BL also for MF.
        kind: ``mobile``, ``fixed``, ``voip``, ``toll_free``, ``premium``, ``pager`` or ``other``. Where the
            plan does not separate fixed from mobile numbers, as in the US, it is ``other``.
        valid: whether the number falls in an assigned range of its country's plan.
    """

    number: str
    country: str
    kind: str
    valid: bool


def phone(text: str, country: str | None = None) -> Phone | None:
    """Read a phone number, or give None for a text that is none.

    Args:
        text: as written, international (``+86 ...``, without `country` also ``0086 ...``) or national.
        country: alpha-2 code of the country whose numbering plan a national number follows.

    An invalid number is read too, with ``valid`` False; its country follows from the calling code, so that
    every +850 number gives KP.

    >>> phone("+86 138 0013 8000")
    Phone(number='+8613800138000', country='CN', kind='mobile', valid=True)
    >>> phone("030 123456", country="DE").country
    'DE'
    >>> phone("+850 99").country, phone("ask me") is None
    ('KP', True)
    """
    if len(text) > _LONGEST:
        return None
    return _phone(text, country)


def shares_plan(country: str, other: str) -> bool:
    """True if a number of one country may well be one of the other's: the same, or neighbours of one plan.

    >>> shares_plan("GB", "GG"), shares_plan("GB", "PL")
    (True, False)
    """
    return country == other or any(country in group and other in group for group in _SHARED_PLANS)


@cache
def plans_version() -> str:
    """The version of the numbering plans, which changes what a number means."""
    import phonenumbers  # noqa: PLC0415 - as below

    return str(phonenumbers.__version__)


@lru_cache(maxsize=16_384)
def _phone(text: str, country: str | None) -> Phone | None:
    import phonenumbers  # noqa: PLC0415  # 0.1 s to import; needed only where there is a number

    text = text.strip()
    if country is None and text.startswith("00"):
        text = "+" + text[2:]
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    kind = _kinds().get(phonenumbers.number_type(number))
    region = phonenumbers.region_code_for_number(number) or ""
    return Phone(
        number=phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
        country=_COUNTRIES.get(region, region),
        kind=kind or "other",
        valid=kind is not None,
    )


@cache
def _kinds() -> dict[int, str]:
    """Our word for each type of number; a type that is not here is that of an invalid number."""
    from phonenumbers import PhoneNumberType as Type  # noqa: PLC0415  # as above

    return {
        Type.FIXED_LINE: "fixed",
        Type.MOBILE: "mobile",
        Type.FIXED_LINE_OR_MOBILE: "other",
        Type.VOIP: "voip",
        Type.TOLL_FREE: "toll_free",
        Type.PREMIUM_RATE: "premium",
        Type.PAGER: "pager",
        Type.SHARED_COST: "other",
        Type.PERSONAL_NUMBER: "other",
        Type.UAN: "other",
        Type.VOICEMAIL: "other",
    }
