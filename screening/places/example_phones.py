"""Phone numbers that stand for a country: examples from its plan, assigned to nobody in particular.

They come from the numbering plans of libphonenumber, by way of the package ``phonenumbers``. Nothing is dialled.
"""

from __future__ import annotations

from functools import lru_cache

from screening.places.phones import phone

__all__ = ["example_phone"]

_ORDINARY = frozenset({"mobile", "fixed", "other"})
"""Kinds that every plan has in one form or another; where a plan does not part them, one stands for the others."""
_MOST_TRIED = 500


@lru_cache(maxsize=4_096)
def example_phone(country: str, kind: str = "mobile", number: int = 0) -> str | None:
    """A valid number of a country's plan in E.164, or None where the plan has none of the kind.

    Args:
        country: alpha-2 code.
        kind: as :class:`~screening.places.phones.Phone` names it.
        number: the first such number, the second ... so that two numbers of one profile stay two.

    >>> example_phone("KR"), example_phone("KR", number=1), example_phone("KP", "voip") is None
    ('+821020000000', '+821020000001', True)
    """
    import phonenumbers  # noqa: PLC0415  # 0.1 s to import; needed only where there is a number

    kinds = phonenumbers.PhoneNumberType
    wanted = {
        "mobile": (kinds.MOBILE, kinds.FIXED_LINE_OR_MOBILE, kinds.FIXED_LINE),
        "fixed": (kinds.FIXED_LINE, kinds.FIXED_LINE_OR_MOBILE, kinds.MOBILE),
        "other": (kinds.FIXED_LINE_OR_MOBILE, kinds.MOBILE, kinds.FIXED_LINE),
        "voip": (kinds.VOIP,),
        "toll_free": (kinds.TOLL_FREE,),
        "premium": (kinds.PREMIUM_RATE,),
        "pager": (kinds.PAGER,),
    }[kind]
    found = (phonenumbers.example_number_for_type(country, one) for one in wanted)
    example = next((one for one in found if one is not None), None)
    if example is None:
        return None
    first = int(example.national_number or 0)
    start = first - first % 1_000
    fitting = 0
    for step in range(_MOST_TRIED):
        example.national_number = start + step
        text = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
        read = phone(text)
        same = read is not None and read.valid and read.country == country
        if read is not None and same and (read.kind == kind or {read.kind, kind} <= _ORDINARY):
            if fitting == number:
                return str(text)
            fitting += 1
    return None
