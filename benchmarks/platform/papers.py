"""What accounts have stated and shown: addresses, jobs, referees, documents, accounts for their pay."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from benchmarks.platform.arrow import (
    choose,
    digits,
    hexadecimal,
    hidden,
    joined,
    lists,
    one_each,
    plain,
    struct,
    taken,
)
from benchmarks.platform.drawing import Draft
from benchmarks.platform.layout import KINDS
from benchmarks.platform.people import pools
from benchmarks.platform.persons import DATES, Person, account
from benchmarks.platform.settings import TODAY

__all__ = ["addresses", "identity", "jobs", "payouts", "references", "wallets"]

_FARM, _AGENCY = KINDS.index("laptop_farm"), KINDS.index("agency")
_OFFICES = [KINDS.index(kind) for kind in ("agency", "office", "coworking", "campus")]
_SOON = [TODAY.fromordinal(TODAY.toordinal() + day).isoformat() for day in range(3_000)]
_BEGIN, _END = (
    ["Oak", "Lime", "Birch", "Mill", "Hill", "Lake", "Park", "River", "Elm", "Church", "Garden", "Market"],
    ["wood", "field", "side", "view", "gate", "ford", "bury", "ton"],
)
_STREETS = [f"{a}{b}" for a in _BEGIN for b in _END]
_WAYS = ["Street", "St", "St.", "street"]
"""Spellings of one way."""
_KINDS_OF_PLACE = ["home", "office", "forwarder"]
_WALLET = ((60, 16), (61, 16), (62, 8))
_DOCUMENTS = ["passport", "identity card", "driving licence"]
_TITLES = ["web developer", "designer", "translator", "data analyst", "mobile developer", "writer", "tester"]


def addresses(draft: Draft, person: Person) -> Any:  # noqa: ANN401 - Arrow has no types
    """The residence of some, the delivery address of fewer, two of a few; spelled as people do."""
    rng, everybody = draft.rng, np.arange(len(draft))
    at_home, ships = draft.known["residence"], draft.known["shipping"]
    through = draft.through
    who = np.repeat(everybody, 2)
    shipping = np.tile([False, True], len(draft))
    kept = np.where(shipping, ships[who], at_home[who])
    who, shipping = who[kept], shipping[kept]
    # Nobody lives at the forwarder, in the office or at the farm; the family does share its residence.
    away = through | (np.isin(draft.members.kind, [*_OFFICES, _FARM]) & draft.shared["street"])
    key = np.where(shipping | ~away[who], draft.keys["street"][who], draft.number[who])
    elsewhere = (shipping & away[who]) & ~through[who]
    own = draft.country[who]
    its = np.where(elsewhere, draft.country_of("street")[who], own)
    its = np.where(shipping & through[who], draft.country_of_keys(key), its)
    place = np.where(
        shipping & through[who], 2, np.where(shipping & np.isin(draft.members.kind, _OFFICES)[who], 1, 0)
    )
    told = (rng.random(len(who)) < 0.5) & (shipping & away[who]) & (draft.members.kind[who] != _FARM)
    found = pools()
    return lists(
        at_home.astype(np.int64) + ships,
        struct(
            purpose=choose(shipping, "shipping", pa.scalar("residence")),
            kind=hidden(taken(_KINDS_OF_PLACE, place), told),
            line=_line(draft, who, key, shipping & through[who]),
            city=taken(found.city.texts, found.city.at(its, draft.mixed(key, 40))),
            country=taken(found.codes, its),
            postcode=digits(draft.mixed(key, 41), 5),
            recipient=hidden(taken(person.shown, who), shipping & (rng.random(len(who)) < 0.6)),
        ),
        at_home | ships,
    )


def _line(draft: Draft, who: NDArray[np.int64], key: NDArray[np.uint64], suite: NDArray[np.bool_]) -> Any:  # noqa: ANN401
    rng = draft.rng
    house = plain((draft.mixed(key, 42) % np.uint64(9_000)) + np.uint64(1))
    street = taken(_STREETS, draft.mixed(key, 43) % np.uint64(len(_STREETS)))
    way = taken(_WAYS, rng.integers(0, len(_WAYS), len(who)))
    line = joined(
        joined(house, street, way, by=" "), choose(suite, joined(", Suite ", plain(draft.number[who])), "")
    )
    return choose(rng.random(len(who)) < 0.15, pc.utf8_upper(line), line)


def jobs(draft: Draft, person: Person) -> Any:  # noqa: ANN401
    """One or two employers, the last one first."""
    rng, known = draft.rng, draft.known["jobs"]
    counts = np.where(known, 1 + (rng.random(len(draft)) < 0.4), 0)
    who = np.repeat(np.arange(len(draft)), counts)
    last = np.ones(len(who), np.bool_)
    last[1:] = who[1:] != who[:-1]
    found = pools()
    keys = rng.integers(0, 1 << 40, len(who)).astype(np.uint64)
    other = taken(found.firm.texts, found.firm.at(draft.country[who], keys))
    end = np.where(last, rng.integers(30, 400, len(who)), rng.integers(1_600, 2_000, len(who)))
    months = pc.utf8_slice_codeunits(pa.array(DATES), 0, 7)
    return lists(
        counts,
        struct(
            company=choose(last & draft.shared["company"][who], person.company.take(pa.array(who)), other),
            title=taken(_TITLES, rng.integers(0, len(_TITLES), len(who))),
            country=taken(found.codes, draft.country[who]),
            start=taken(months, end + rng.integers(200, 1_100, len(who))),
            end=hidden(taken(months, end), ~last | (rng.random(len(who)) < 0.5)),
        ),
        known,
    )


def references(draft: Draft) -> Any:  # noqa: ANN401
    """One referee: a name, a firm and an address of mail."""
    key, found = draft.keys["referee"], pools()
    country = draft.country_of("referee")
    given = found.given.at(country, draft.mixed(key, 50))
    surname = found.surname.at(country, draft.mixed(key, 51))
    firm = found.firm.at(country, draft.mixed(key, 52))
    mail = joined(
        taken(found.mail_given.texts, given), ".", taken(found.mail_surname.texts, surname),
        hexadecimal(draft.mixed(key, 53), 6), "@", "mail.example",
    )  # fmt: skip
    referee = struct(
        name=joined(taken(found.given.texts, given), taken(found.surname.texts, surname), by=" "),
        company=taken(found.firm.texts, firm),
        email=mail,
    )
    return one_each(referee, draft.known["references"])


def identity(draft: Draft, person: Person, born: NDArray[np.int64]) -> Any:  # noqa: ANN401
    """The outcome of the identity check, of those who had one."""
    rng, everybody = draft.rng, len(draft)
    known = (draft.known["identity"] | draft.shared["document"]) & ~person.organization
    number = draft.known["document_number"] | draft.shared["document"]
    key = draft.keys["document"]
    true = pa.array(np.ones(everybody, np.bool_))
    fields = {
        "document_verified": pa.array(rng.random(everybody) < 0.995),
        "document_kind": taken(_DOCUMENTS, rng.integers(0, 3, everybody)),
        "document_name": choose(rng.random(everybody) < 0.4, pc.utf8_upper(person.name), person.name),
        "document_country": person.country,
        "document_number": hidden(joined("P", digits(key * np.uint64(7_919) + np.uint64(17), 9)), number),
        "document_birth_date": hidden(taken(DATES, born), rng.random(everybody) < 0.8),
        "document_expires": taken(_SOON, rng.integers(20, len(_SOON), everybody)),
        "document_image": hidden(
            joined("img-", hexadecimal(draft.mixed(key, 54), 16)), known & draft.known["document_image"]
        ),
        "photo_present": true,
        "photo_matches": hidden(pa.array(rng.random(everybody) < 0.995), rng.random(everybody) < 0.7),
    }
    return pa.StructArray.from_arrays(list(fields.values()), list(fields), mask=pa.array(~known))


def payouts(draft: Draft, person: Person) -> Any:  # noqa: ANN401
    """The account for pay: mostly a bank's, in the own name; of an agency's members, in the agency's."""
    collected = (draft.members.kind == _AGENCY) & draft.shared["payout"]
    country = taken(pools().codes, draft.country_of("payout"))
    own = choose(draft.rng.random(len(draft)) < 0.3, pc.utf8_upper(person.shown), person.shown)
    payout = struct(
        method=choose(draft.rng.random(len(draft)) < 0.8, "bank", pa.scalar("e-wallet")),
        country=country,
        holder=hidden(choose(collected, person.company, own), (draft.rng.random(len(draft)) < 0.85) | collected),
        account=account(country, draft.keys["payout"]),
    )
    return one_each(payout, draft.known["payouts"])


def wallets(draft: Draft) -> Any:  # noqa: ANN401
    """The digital-currency address of the few who have one."""
    key = draft.keys["wallet"]
    address = joined("0x", *(hexadecimal(draft.mixed(key, salt), width) for salt, width in _WALLET))
    wallet = struct(currency=taken(["USDT", "USDC"], draft.rng.integers(0, 2, len(draft))), address=address)
    return one_each(wallet, draft.known["wallets"])
