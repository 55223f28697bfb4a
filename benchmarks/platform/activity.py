"""What accounts do: they log in, are paid, bid, are rated."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from benchmarks.platform.arrow import choose, hexadecimal, hidden, joined, lists, plain, struct, taken
from benchmarks.platform.drawing import Draft
from benchmarks.platform.layout import KINDS
from benchmarks.platform.networks import Addresses, written
from benchmarks.platform.people import pools
from benchmarks.platform.persons import DATES, Person, account, ids

__all__ = ["logins", "payments", "work"]

_RENTED, _CAMPUS, _FARM = (KINDS.index(kind) for kind in ("identity_rental", "campus", "laptop_farm"))
_PAYS = KINDS.index("client_pays_developer")
_KEPT_DAYS = 180
_TIMES = [f"T{minute // 60:02}:{minute % 60:02}:00" for minute in range(24 * 60)]
_NETWORKS = ["home", "mobile", "vpn", "hosting"]
_HOME, _MOBILE, _VPN, _HOSTING = range(4)
_BITS = np.uint64(50)
_MOST = 4
"""Payments and ratings that are kept."""
_PRAISE_DAYS = 10
"""A ring's client rates all of it within so many days."""
_STARS = [3.0, 4.0, 4.0, 5.0, 5.0, 5.0, 5.0, 5.0]


def logins(draft: Draft, counts: NDArray[np.int64], person: Person) -> Any:  # noqa: ANN401 - Arrow has no types
    """So many logins of each account, one after the other."""
    rng, who = draft.rng, np.repeat(np.arange(len(draft)), counts)
    number = np.arange(len(who)) - np.repeat(np.cumsum(counts) - counts, counts)
    network = np.full(len(who), _HOME)
    draw = rng.random(len(who), dtype=np.float32)
    network[draft.lone["nat"][who] & (draw < 0.6)] = _MOBILE
    network[draft.lone["vpn"][who] & (draw > 0.5)] = _VPN
    operated = (draft.members.kind == _RENTED) & draft.shared["home"]
    network[operated[who] & (draw < 0.8)] = _HOSTING
    # Who shares a line was seen on it, be it by one login of many.
    network[draft.shared["home"][who] & (number == 0) & (network != _HOSTING)] = _HOME
    country, block, host, sixth = _lines(draft, who, number, network)
    second = (rng.random(len(who), dtype=np.float32) < 0.15) & (number > 0)
    device = np.where(second, draft.number[who] | (np.uint64(1) << _BITS), draft.keys["device"][who])
    days = rng.integers(1, np.minimum(_KEPT_DAYS, person.created[who]))
    days = days[np.lexsort((-days, who))]
    shown = rng.random(len(draft), dtype=np.float32) < 0.9
    found = pools()
    return struct(
        at=joined(taken(DATES, days), taken(_TIMES, rng.integers(0, len(_TIMES), len(who)))),
        ip=written(block, host, sixth),
        country=taken(found.codes, country),
        network=taken(_NETWORKS, network),
        device=hidden(
            joined("d-", hexadecimal(draft.mixed(device, 30), 12)), (shown | draft.shared["device"])[who]
        ),
    )


def _lines(
    draft: Draft, who: NDArray[np.int64], number: NDArray[np.int64], network: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.uint64], NDArray[np.uint64], NDArray[np.bool_]]:
    """Country, neighbourhood and line of each login, and whether its address is of version 6."""
    plan, key, kind = Addresses(draft.accounts), draft.keys["home"], draft.members.kind
    at = draft.country_of("home")
    # Some providers give a new address from time to time; a campus has several, a farm two.
    turn = np.where((draft.mixed(key, 20) % np.uint64(10) < 3)[who], number // 3, 0)
    turn = np.where(kind[who] == _CAMPUS, (draft.mixed(draft.number, 21) % np.uint64(8))[who], turn)
    turn = np.where(kind[who] == _FARM, (draft.mixed(draft.number, 22) % np.uint64(2))[who], turn)
    line = key[who] | (turn.astype(np.uint64) << _BITS)
    country = np.where(network == _MOBILE, draft.country[who], at[who])
    block, host = plan.home(country, draft.mixed(key, 23)[who], draft.mixed(line, 24))
    for one, (its_block, its_host) in (
        (_MOBILE, plan.carrier(country, draft.mixed(draft.number, 25)[who])),
        (_HOSTING, plan.exit(draft.mixed(key, 28)[who])),
        (_VPN, plan.exit(draft.mixed(draft.number[who] | ((number // 2).astype(np.uint64) << _BITS), 26))),
    ):
        block, host = np.where(network == one, its_block, block), np.where(network == one, its_host, host)
    sixth = (draft.mixed(key, 27) % np.uint64(8) == 0)[who] & (network == _HOME)
    return country, block, host, sixth


def payments(draft: Draft, person: Person) -> Any:  # noqa: ANN401
    """Payments of clients; in a ring where the client pays from the developers' account, of that account."""
    rng, known = draft.rng, draft.known["payments"]
    counts = np.where(known, 1 + rng.integers(0, _MOST, len(draft)), 0)
    who = np.repeat(np.arange(len(draft)), counts)
    found, country = pools(), rng.choice(len(pools().codes), len(who))
    client = taken(found.firm.texts, found.firm.at(country, rng.integers(0, 1 << 40, len(who)).astype(np.uint64)))
    own = draft.shared["payer"][who]
    ring = account(taken(found.codes, draft.country_of("payer")), draft.keys["payer"])
    days = rng.integers(1, np.minimum(_KEPT_DAYS, person.created[who]))
    return lists(
        counts,
        struct(
            at=taken(DATES, days),
            amount=pa.array(np.round(rng.lognormal(6, 1, len(who)), 2)),
            currency=taken(["USD", "USD", "EUR"], rng.integers(0, 3, len(who))),
            payer=choose(own, ring.take(pa.array(who)), client),
        ),
        known,
    )


def work(draft: Draft) -> Any:  # noqa: ANN401
    """Bids, hires and ratings."""
    rng, known = draft.rng, draft.known["work"]
    bids = rng.integers(0, 120, len(draft))
    hires = np.minimum(bids, (bids * rng.uniform(0.02, 0.4, len(draft))).astype(np.int64))
    praised = draft.shared["client"]
    counts = np.where(known, np.minimum(hires, rng.integers(0, _MOST, len(draft))), 0) + praised
    who = np.repeat(np.arange(len(draft)), counts)
    first = np.ones(len(who), np.bool_)
    first[1:] = who[1:] != who[:-1]
    planted = first & praised[who]
    group = draft.members.group[who].astype(np.uint64)
    outside = joined("client-r", plain(group.astype(np.int64)))
    inside = ids(draft.group_first[who])
    client = choose(draft.members.kind[who] == _PAYS, inside, outside)
    any_client = joined(
        "client-", plain((rng.random(len(who)) ** 3 * (draft.accounts // 4 + 10)).astype(np.int64))
    )
    start = (draft.mixed(group, 31) % np.uint64(30)).astype(np.int64) + 5
    days = np.where(planted, start + rng.integers(0, _PRAISE_DAYS, len(who)), rng.integers(1, 600, len(who)))
    stars = np.where(planted, 5.0, np.array(_STARS)[rng.integers(0, len(_STARS), len(who))])
    ratings = struct(client=choose(planted, client, any_client), stars=pa.array(stars), at=taken(DATES, days))
    return pa.StructArray.from_arrays(
        [pa.array(bids), pa.array(hires), lists(counts, ratings, known)],
        ["bids", "hires", "ratings"],
        mask=pa.array(~known),
    )
