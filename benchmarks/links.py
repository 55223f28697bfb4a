"""Links between accounts on a made-up platform: ``python -m benchmarks.links [--accounts 100000] [--seed 7]``.

Time and memory of each part; how many planted rings, and how many of their members, are found in clusters of three
accounts or more; how many members of clusters belong to a ring; and whom links alone send to review, among honest
people and members of rings. ``--rows`` measures the database alone, over ten million drawn link rows.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.platform.writing import ACCOUNTS, TRUTH, write
from screening import Screener
from screening.population.links import Linked
from screening.population.links.gathering import gather
from screening.population.links.tables import ABOUT, KEYS, Tables
from screening.population.sources import find
from screening.profile import Link, Profile

TODAY = dt.date(2026, 11, 23)
LEAST = 3
"""Members of a cluster that counts."""
GOAL = 0.95
AT_ONCE = 500_000


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
    accuracy(inside, truth)
    reviewed(folder / "links.parquet", truth)


def accuracy(inside: dict[str, str], truth: dict[str, dict[str, Any]]) -> None:
    """Print precision and recall by members, and rings found by at least half of their members in one cluster."""
    members = {account: row["ring"] for account, row in truth.items() if row["ring"]}
    found = {account for account in members if account in inside}
    sizes = Counter(members.values())
    most: dict[str, int] = {}
    for (ring, _), number in Counter((members[account], inside[account]) for account in found).items():
        most[ring] = max(most.get(ring, 0), number)
    whole = sum(2 * most.get(ring, 0) >= size for ring, size in sizes.items())
    kinds = Counter(row["ring_kind"] for row in truth.values() if row["ring"])
    by_kind = Counter(truth[account]["ring_kind"] for account in found)
    precision = len(found) / max(len(inside), 1)
    print(f"\nin clusters: {len(inside):,} accounts, {len(found):,} of them of planted rings")
    print(f"precision {precision:.3f} (goal {GOAL}), recall of members {len(found) / len(members):.3f}")
    print(f"rings found, with half of their members in one cluster: {whole} of {len(sizes)}")
    print("members found: " + ", ".join(f"{kind} {by_kind[kind]}/{kinds[kind]}" for kind in sorted(kinds)))


def reviewed(links: Path, truth: dict[str, dict[str, Any]]) -> None:
    """Score everybody on links alone, and print who would be looked at."""
    screener = Screener()
    counts: Counter[str] = Counter()
    bands: dict[tuple[Any, ...], bool] = {}
    for batch in pq.ParquetFile(links).iter_batches():
        for row in batch.to_pylist():
            shape = tuple((one["kind"], one["degree"], one["hub"]) for one in row["links"])
            if shape not in bands:
                given = tuple(Link(**{**one, "accounts": tuple(one["accounts"] or ())}) for one in row["links"])
                profile = Profile(id=row["id"], name="Marta Wzorowa", country="PL", links=given)
                bands[shape] = screener.score(profile, today=TODAY).band.value in {"review", "escalate"}
            if bands[shape]:
                known = truth[row["id"]]
                counts[
                    known["ring_kind"] or "honest: " + ((known["group"] or "").rpartition("-")[0] or "strangers")
                ] += 1
    honest = sum(1 for row in truth.values() if not row["ring"])
    told = sum(number for kind, number in counts.items() if kind.startswith("honest"))
    print(f"\nto review by links alone: {told:,} of {honest:,} honest accounts; by their group:")
    print("  " + ", ".join(f"{kind} {number:,}" for kind, number in counts.most_common()))


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
