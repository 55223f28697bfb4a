"""The numbers of a draft as the columns of profiles, all accounts of a part at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from benchmarks.platform import texts
from benchmarks.platform.activity import logins, payments, work
from benchmarks.platform.arrow import choose, hidden, lists, one_each, taken
from benchmarks.platform.drawing import Draft
from benchmarks.platform.papers import addresses, identity, jobs, payouts, references, wallets
from benchmarks.platform.people import pools
from benchmarks.platform.persons import DATES, Person, ids

__all__ = ["columns", "typical"]

_MOST_LOGINS = 9
_TYPICAL_LOGINS = 5
_YOUNGEST, _OLDEST = 22 * 365, 60 * 365


def typical(draft: Draft) -> Any:  # noqa: ANN401 - Arrow has no types
    """A typical sign-up: name, country, phone, e-mail, employer and five logins; nothing is missing."""
    person, everybody = Person(draft), np.ones(len(draft), np.bool_)
    five = np.full(len(draft), _TYPICAL_LOGINS)
    return pa.table({
        "id": ids(draft.number),
        "name": person.name,
        "country": person.country,
        "phones": one_each(person.phone, everybody),
        "emails": one_each(person.mail, everybody),
        "companies": one_each(person.company, everybody),
        "logins": lists(five, logins(draft, five, person), everybody),
    })  # fmt: skip


def columns(draft: Draft) -> Any:  # noqa: ANN401
    """All that a platform may know of its accounts; what it does not know of one is null."""
    person, known, country, found = Person(draft), draft.known, draft.country, pools()
    organization = person.organization
    counts = np.where(known["logins"], 1 + draft.rng.integers(0, _MOST_LOGINS, len(draft)), 0)
    born = draft.rng.integers(_YOUNGEST, _OLDEST, len(draft))
    city = found.city.at(country, draft.mixed(draft.number, 16))
    return pa.table({
        "id": ids(draft.number),
        "kind": choose(organization, "organization", pa.scalar("person")),
        "name": person.shown,
        "legal_name": hidden(person.shown, known["legal_name"]),
        "native_name": hidden(person.own, known["native_name"] & person.has_own & ~organization),
        "birth_date": hidden(taken(DATES, born), known["birth_date"] & ~organization),
        "country": person.country,
        "city": hidden(taken(found.city.texts, city), known["city"]),
        "time_zone": hidden(taken(found.zones, country), known["time_zone"]),
        "addresses": addresses(draft, person),
        "phones": one_each(person.phone, known["phones"]),
        "emails": one_each(person.mail, known["emails"]),
        "companies": one_each(person.company, known["companies"]),
        "jobs": jobs(draft, person),
        "references": references(draft),
        "identity": identity(draft, person, born),
        "logins": lists(counts, logins(draft, counts, person), known["logins"]),
        "payouts": payouts(draft, person),
        "payments": payments(draft, person),
        "wallets": wallets(draft),
        "work": work(draft),
        "texts": texts.column(draft, person),
        "referred_by": hidden(ids(draft.rng.integers(0, draft.accounts, len(draft))), draft.lone["referred"]),
        "created": taken(DATES, person.created),
    })  # fmt: skip
