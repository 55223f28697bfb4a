"""Links between accounts on a made-up platform: ``python -m benchmarks.links [--accounts 100000] [--seed 7]``.

Time and memory of each part, and what is found in clusters of three accounts or more, measured apart:

* *precision*: how many members of clusters belong to a planted ring;
* *members found of all planted*, whether or not anything is left that ties them to their ring;
* *members found of those who are traced*: who share at least one value with another member, be it a subnet;
* *rings found*: with two members or more, and at least half of them, in one cluster;
* *review by links alone*: honest people, members of rings, and rings of which anybody is looked at;
* *lost*: the members who are not found, by what they share.

``--rows`` measures the database alone, over ten million drawn link rows.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.platform.writing import ACCOUNTS, TRUTH, write
from screening import Screener
from screening.population.links import Linked
from screening.population.links.gathering import gather
from screening.population.links.keys import account_number
from screening.population.links.tables import ABOUT, KEYS, Tables
from screening.population.sources import find
from screening.profile import Link, Profile

TODAY = dt.date(2026, 11, 23)
LEAST = 3
"""Members of a cluster that counts."""
GOAL = 0.95
AT_ONCE = 500_000
_MONEY = {"payout": "money", "wallet": "money", "payer": "money"}
"""Kinds of which one account of two is enough to tie them: who pays from where another is paid."""
_BANDS = 2
"""Bands of a text's signature that agree in texts that are nearly the same."""

Truth = Mapping[str, dict[str, Any]]
"""What is known of each account."""


class Watch:
    """Prints how long each step took, and the most memory that this process had by then."""

    def __init__(self) -> None:
        self.start = self.last = time.perf_counter()

    def tell(self, what: str) -> None:
        """One line."""
        now = time.perf_counter()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{what:44}{now - self.last:9.1f} s{memory:9,.0f} MB")
        self.last = now


def platform(folder: Path, accounts: int, seed: int, workers: int) -> None:
    """Measure the whole on a platform of known truth."""
    watch = Watch()
    written = write(folder, accounts, seed)
    watch.tell(f"made: {accounts:,} accounts, {written.rings} rings of {written.members}")
    parts = list(gather(find([str(folder / ACCOUNTS)]).sources, workers=workers))
    rows = sum(part.tables.keys.num_rows for part in parts)
    watch.tell(f"keys by {workers} processes: {rows:,} link rows")
    with Linked((part.tables for part in parts), folder=str(folder)) as linked:
        watch.tell("loaded, linked and clustered")
        linked.save(str(folder / "links.parquet"))
        watch.tell("written")
        inside = {member.id: cluster.id for cluster in linked.clusters(least=LEAST) for member in cluster.members}
        watch.tell("clusters told")
    truth = {row["account"]: row for row in pq.read_table(folder / TRUTH).to_pylist()}
    tied = traced((part.tables.keys for part in parts), truth)
    found = accuracy(inside, truth, tied)
    found.update(reviewed(folder / "links.parquet", truth, tied - inside.keys()))
    print("\n" + "\n".join(f"{what:64}{number}" for what, number in found.items()))


def traced(keys: Iterable[pa.RecordBatch], truth: Truth) -> set[str]:
    """Members of rings who share at least one value with another member of theirs, however many others share it.

    Args:
        keys: the link rows of everybody.
        truth: who is in which ring.
    """
    members = {account_number(account): account for account, row in truth.items() if row["ring"]}
    wanted = pa.array(list(members), pa.int64())
    who: dict[tuple[str, str, int], set[str]] = defaultdict(set)
    for batch in keys:
        for row in batch.filter(pc.is_in(batch["account"], wanted)).to_pylist():
            account, kind = members[row["account"]], _MONEY.get(row["kind"], row["kind"])
            who[truth[account]["ring"], kind, row["key"]].add(account)
    alike = Counter(
        pair for (_, kind, _), some in who.items() if kind == "text" for pair in combinations(sorted(some), 2)
    )
    pairs = [set(pair) for pair, bands in alike.items() if bands >= _BANDS]
    return set().union(*pairs, *(some for (_, kind, _), some in who.items() if kind != "text" and len(some) > 1))


def accuracy(inside: Mapping[str, str], truth: Truth, traced: set[str]) -> dict[str, str]:
    """What is told of precision, and of the three ways to count what is found.

    Args:
        inside: of each account in a cluster that counts, the cluster.
        truth: who is in which ring.
        traced: as :func:`traced` gives it.
    """
    members = {account: row["ring"] for account, row in truth.items() if row["ring"]}
    caught = members.keys() & inside.keys()
    sizes = Counter(members.values())
    most: dict[str, int] = {}
    for (ring, _), number in Counter((members[account], inside[account]) for account in caught).items():
        most[ring] = max(most.get(ring, 0), number)
    whole = sum(number > 1 and 2 * number >= sizes[ring] for ring, number in most.items())
    kinds = Counter(truth[account]["ring_kind"] for account in members)
    by_kind = Counter(truth[account]["ring_kind"] for account in caught)
    return {
        f"precision: of rings, of those in clusters (goal {GOAL})": _of(len(caught), len(inside)),
        f"recall: members found, of all planted (goal {GOAL})": _of(len(caught), len(members)),
        "members found, of those who share a value with their ring": _of(len(caught & traced), len(traced)),
        "rings found: two members and half of all in one cluster": _of(whole, len(sizes)),
        "members found, by kind": ", ".join(f"{kind} {by_kind[kind]}/{kinds[kind]}" for kind in sorted(kinds)),
        "lost: share nothing with another member": str(len(members.keys() - caught - traced)),
    }


def _of(part: int, whole: int) -> str:
    return f"{part / max(whole, 1):.3f} ({part:,} of {whole:,})"


def reviewed(links: Path, truth: Truth, missed: set[str]) -> dict[str, str]:
    """Score everybody on links alone: what is told of who would be looked at, and of what the lost ones share.

    Args:
        links: the file of links.
        truth: who is in which ring.
        missed: members who share something with their ring and are not found.
    """
    screener = Screener()
    counts: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    rings: set[str] = set()
    bands: dict[tuple[Any, ...], bool] = {}
    for batch in pq.ParquetFile(links).iter_batches():
        for row in batch.to_pylist():
            shape = tuple((one["kind"], one["degree"], one["hub"]) for one in row["links"])
            if shape not in bands:
                given = tuple(Link(**{**one, "accounts": tuple(one["accounts"] or ())}) for one in row["links"])
                profile = Profile(id=row["id"], name="Marta Wzorowa", country="PL", links=given)
                bands[shape] = screener.score(profile, today=TODAY).band.value in {"review", "escalate"}
            known = truth[row["id"]]
            if bands[shape]:
                group = (known["group"] or "").rpartition("-")[0] or "strangers"
                counts[known["ring_kind"] or f"honest: {group}"] += 1
                rings |= {known["ring"]} - {None}
            if row["id"] in missed:
                lost[_told(row["links"])] += 1
    lost["share only what is no link by itself, as a client"] = len(missed) - lost.total()
    planted = Counter(row["ring"] for row in truth.values() if row["ring"])
    members = sum(planted.values())
    honest = sum(number for kind, number in counts.items() if kind.startswith("honest"))
    return {
        **{f"lost: {what}": str(number) for what, number in lost.most_common()},
        "honest accounts to review by links alone": f"{honest:,} of {len(truth) - members:,}",
        "members of rings to review by links alone": _of(counts.total() - honest, members),
        "rings of which links alone send somebody to review": _of(len(rings), len(planted)),
        "to review, by kind": ", ".join(f"{kind} {number:,}" for kind, number in counts.most_common()),
    }


def _told(links: Iterable[Mapping[str, Any]]) -> str:
    """What an account shares with anybody, at best."""
    if any(not link["hub"] and link["kind"] != "subnet" for link in links):
        return "share too little, with whomever"
    if any(link["hub"] and link["accounts"] for link in links):
        return "share only what households do, or many"
    return "share only what many do, or a subnet"


def drawn(accounts: int, seed: int) -> Iterator[Tables]:
    """About ten link rows for each account, of which a few hundredths are shared, and some are hubs."""
    rng = np.random.default_rng(seed)
    people = rng.integers(-(2**62), 2**62, accounts)

    def part(kind: str, who: np.ndarray[Any, Any], keys: np.ndarray[Any, Any]) -> Iterator[Tables]:
        for first in range(0, len(who), AT_ONCE):
            some = slice(first, first + AT_ONCE)
            size = len(who[some])
            columns = [who[some], [kind] * size, keys[some], [19_000] * size, [None] * size]
            made = [pa.array(column, field.type) for column, field in zip(columns, KEYS, strict=True)]
            yield Tables(
                pa.RecordBatch.from_arrays(made, schema=KEYS), pa.RecordBatch.from_pylist([], schema=ABOUT)
            )

    for kind in ("phone", "email", "payout", "device", "document"):
        yield from part(kind, people, rng.integers(-(2**63), 2**63 - 1, accounts))
    twice = np.repeat(people, 2)
    yield from part("ip", twice, rng.integers(0, accounts, 2 * accounts))
    yield from part("subnet", twice, rng.integers(0, accounts // 20 + 1, 2 * accounts))
    for kind, share, size in (("phone", 0.05, 2), ("device", 0.05, 2), ("payout", 0.02, 3), ("device", 0.002, 8)):
        who = rng.choice(people, int(accounts * share), replace=False)
        yield from part(kind, who, rng.integers(0, len(who) // size + 1, len(who)) * 7_919 + size)
    for kind, share, size in (("ip", 0.3, 5_000), ("subnet", 0.3, 20_000)):
        who = rng.choice(people, int(accounts * share), replace=False)
        yield from part(kind, who, rng.integers(0, len(who) // size + 1, len(who)) + 2**40)
    for first in range(0, accounts, AT_ONCE):
        who = people[first : first + AT_ONCE]
        size = len(who)
        names = [f"u{number}" for number in range(first, first + size)]
        rest = [[["Marta Wzorowa"]] * size, ["PL"] * size, [["PL"]] * size, [19_000] * size]
        columns = [who, names, *rest, [None] * size, [None] * size, [True] * size]
        made = [pa.array(column, field.type) for column, field in zip(columns, ABOUT, strict=True)]
        yield Tables(pa.RecordBatch.from_pylist([], schema=KEYS), pa.RecordBatch.from_arrays(made, schema=ABOUT))


def database(folder: Path, accounts: int, seed: int, memory: str) -> None:
    """Measure the steps alone, over drawn link rows."""
    watch = Watch()
    tables = list(drawn(accounts, seed))
    watch.tell(f"drawn: {sum(part.keys.num_rows for part in tables):,} link rows")
    with Linked(tables, folder=str(folder), memory=memory) as linked:
        watch.tell(f"loaded, linked and clustered in {memory}")
        linked.save(str(folder / "links.parquet"))
        watch.tell("written")
        print(", ".join(f"{hub.kind} {hub.number:,} hubs" for hub in linked.hubs()))


def main() -> None:
    """Measure, and say how it went."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.links", description=__doc__)
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--memory", default="4GB")
    parser.add_argument("--rows", action="store_true", help="the database alone")
    parser.add_argument("--folder", help="where the files are put while it runs")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        if given.rows:
            database(Path(folder), given.accounts, given.seed, given.memory)
        else:
            platform(Path(folder), given.accounts, given.seed, given.workers)


if __name__ == "__main__":
    main()
