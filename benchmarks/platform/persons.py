"""The names, addresses of mail and phones of a part's accounts, which several columns show."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.platform.arrow import choose, digits, hexadecimal, joined, plain, taken
from benchmarks.platform.drawing import Draft, Keys
from benchmarks.platform.layout import KINDS
from benchmarks.platform.people import COUNTRIES, DOMAINS, pools
from benchmarks.platform.settings import RINGS, TODAY

__all__ = ["DATES", "Person", "account", "ids"]

DATES = [TODAY.fromordinal(TODAY.toordinal() - day).isoformat() for day in range(61 * 366)]
"""The date so many days ago."""
_FIRST_DAY, _LAST_DAY = 2_500, 40
"""Days ago, of the first and the last account."""
_BEGINNINGS = [begin for plan in COUNTRIES.values() for begin in plan.beginnings]
_BEGINNING_COUNTS = np.array([len(plan.beginnings) for plan in COUNTRIES.values()])
_BEGINNINGS_AT = np.cumsum(_BEGINNING_COUNTS) - _BEGINNING_COUNTS
_WIDTHS = np.array([plan.digits for plan in COUNTRIES.values()])
_PRIME = np.uint64(7_919)
"""Consecutive keys get numbers that do not look so; no two the same, as it divides no power of ten."""


class Person:
    """The people behind a draft's accounts.

    Attributes:
        country: code; name: in Latin letters; own: the same in own script, where ``has_own``.
        company: the employer; organization: which are firms; shown: the name of the account.
        mail: the address; phone: the number, E.164; created: days ago.
    """

    def __init__(self, draft: Draft) -> None:
        found, country = pools(), draft.country
        self.country = taken(found.codes, country)
        given = found.given.at(country, draft.mixed(draft.number, 10))
        surname = found.surname.at(country, draft.mixed(draft.keys["surname"], 11))
        family_first = found.family_first[country]
        self.name = _ordered(family_first, taken(found.given.texts, given), taken(found.surname.texts, surname))
        self.own = _ordered(
            family_first, taken(found.own_given.texts, given), taken(found.own_surname.texts, surname)
        )
        self.has_own = found.own_script[country]
        firm = found.firm.at(draft.country_of("company"), draft.mixed(draft.keys["company"], 12))
        self.company = taken(found.firm.texts, firm)
        self.mail = _mail(draft, taken(found.mail_given.texts, given), taken(found.mail_surname.texts, surname))
        self.organization = draft.lone["organization"] & (draft.members.kind == 0)
        self.shown = choose(self.organization, self.company, self.name)
        self.phone = _phone(draft)
        self.created = _created(draft)


def ids(numbers: NDArray[Any]) -> Any:  # noqa: ANN401 - Arrow has no types
    """The ids of accounts."""
    return joined("u", digits(numbers.astype(np.uint64), 8))


def account(country: Any, keys: Keys) -> Any:  # noqa: ANN401
    """Account numbers at banks."""
    return joined(country, digits(keys * _PRIME + np.uint64(99_991), 14))


def _ordered(family_first: NDArray[np.bool_], given: Any, surname: Any) -> Any:  # noqa: ANN401
    return choose(family_first, joined(surname, given, by=" "), joined(given, surname, by=" "))


def _mail(draft: Draft, given: Any, surname: Any) -> Any:  # noqa: ANN401
    """An address of one's own; of a shared box, the same one with a tag."""
    between = taken(["", ".", "", "_"], draft.mixed(draft.number, 13) % np.uint64(4))
    own = joined(given, between, surname, plain(draft.number))
    box = joined("box", hexadecimal(draft.mixed(draft.keys["mailbox"], 14), 8))
    tagged = joined(box, "+", plain(draft.members.number))
    domain = taken(list(DOMAINS), draft.mixed(draft.keys["mailbox"], 15) % np.uint64(len(DOMAINS)))
    shared = draft.shared["mailbox"]
    # Tags are of Gmail and a few others; a shared box elsewhere is the very same address.
    return joined(choose(shared, tagged, own), "@", choose(shared, "gmail.com", domain))


def _phone(draft: Draft) -> Any:  # noqa: ANN401
    """A mobile number; in a country no two keys have the same while there are fewer of them than numbers."""
    country = draft.country_of("phone")
    key = draft.keys["phone"] * _PRIME + np.uint64(12_345)
    width = _WIDTHS[country]
    turn = (key // np.uint64(10) ** width.astype(np.uint64)) % _BEGINNING_COUNTS[country].astype(np.uint64)
    rest = choose(width == 6, digits(key, 6), choose(width == 7, digits(key, 7), digits(key, 8)))
    return joined(taken(_BEGINNINGS, _BEGINNINGS_AT[country] + turn.astype(np.int64)), rest)


def _created(draft: Draft) -> NDArray[np.int64]:
    """Days before today; those of a ring within its burst."""
    when = draft.rng.integers(_LAST_DAY, _FIRST_DAY, len(draft))
    burst = np.array([RINGS[kind].burst if kind in RINGS else 0 for kind in KINDS])[draft.members.kind]
    start = draft.mixed(draft.members.group.astype(np.uint64), 17) % np.uint64(_FIRST_DAY // 2)
    within = draft.rng.integers(0, np.maximum(burst, 1))
    return np.where(burst > 0, start.astype(np.int64) + _LAST_DAY + within, when)
