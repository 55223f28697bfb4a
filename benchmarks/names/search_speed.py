"""How fast a name is found among those of five official lists, and whether it is found at all.

A seeded mix of queries (70 % innocent people, 20 % companies, 10 % listed names perturbed) is asked once, each
query for the first time, by a fresh process that has just loaded the index: nothing is cached. Then names per
second over a batch, size on disk, time to load, memory, and the time of an update. An exhaustive search by
rapidfuzz's ``token_set_ratio`` runs beside it on a few of the queries.

    python -m benchmarks.names.search_speed FOLDER [--queries 2000] [--many 20000] [--seed 1] [--exhaustive N]

``--exhaustive`` compares N of the queries with every listed name and tells which hits the search missed; slow.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

from rapidfuzz import fuzz, process, utils

from benchmarks.names import innocents, listed_names, perturbations
from benchmarks.names.listed_names import Listed
from benchmarks.names.measures import quantile, resident
from screening.errors import InputError
from screening.names import THRESHOLD, Index
from screening.names.comparison import match
from screening.names.sides import Side, side
from screening.names.text import read

Query = tuple[str, str, str]  # group, kind, name
PEER_QUERIES = 20
UPDATED = 100
_EVERY_HIT = 1_000
_TRADES = ("Trading", "Shipping", "Software", "Logistics", "Electronics", "Consulting", "Holdings", "Engineering")
_FORMS = ("Ltd", "LLC", "GmbH", "Inc.", "Co., Ltd.", "S.A.", "Pty Ltd", "BV")


def people(number: int, seed: int) -> list[str]:
    """Innocent people: one half American, the other from everywhere."""
    return innocents.american(number - number // 2, seed) + innocents.worldwide(number // 2, seed)


def mixed(rows: Sequence[Listed], number: int, seed: int) -> list[Query]:
    """The queries, shuffled; the same for the same lists and seed."""
    chance = random.Random(f"{seed} queries")
    firms = sorted({row.name for row in rows if row.kind == "organization" and len(row.name) <= 200})
    named, firm_number = number // 10, number // 5
    invented = [
        f"{name.split()[-1]} {chance.choice(_TRADES)} {chance.choice(_FORMS)}"
        for name in people(firm_number - firm_number // 2, seed + 1)
    ]
    pairs = list(perturbations.matches(rows, max(1, named // 20 + 1), seed))
    queries: list[Query] = [
        *(("innocent", "person", name) for name in people(number - named - firm_number, seed)),
        *(("company", "organization", name) for name in chance.sample(firms, firm_number // 2) + invented),
        *(("perturbed", pair.kind, pair.a) for pair in chance.sample(pairs, min(named, len(pairs)))),
    ]
    chance.shuffle(queries)
    return queries


def built(names: Sequence[str], kinds: Sequence[str | None]) -> tuple[Index, float]:
    """An index over the names, and the seconds that it took."""
    start = time.perf_counter()
    index = Index(names, kinds=kinds)
    return index, time.perf_counter() - start


def save(index: Index, path: Path) -> None:
    """Write the index: mapped later if the engine can, else pickled."""
    if hasattr(index, "save"):
        index.save(path)
    else:
        path.write_bytes(pickle.dumps(index))


def load(path: Path) -> Index:
    """Read what :func:`save` wrote."""
    if hasattr(Index, "load"):
        loaded: Index = Index.load(path)
        return loaded
    index: Index = pickle.loads(path.read_bytes())  # noqa: S301 - written by this script a moment ago
    return index


def size(path: Path) -> int:
    """Bytes of a file, or of all files of a folder."""
    return sum(part.stat().st_size for part in path.rglob("*")) if path.is_dir() else path.stat().st_size


def asked(path: Path, queries: Sequence[Query], many: Sequence[str]) -> dict[str, Any]:
    """What a fresh process measures."""
    before = resident()
    start = time.perf_counter()
    index = load(path)
    loaded = time.perf_counter() - start
    held = resident()
    start = time.perf_counter()
    index.search("Marta Wzorowa", kind="person")
    first = time.perf_counter() - start
    times: list[float] = []
    for _, kind, name in queries:
        start = time.perf_counter()
        index.search(name, kind=kind)
        times.append(time.perf_counter() - start)
    after = resident()
    start, cpu = time.perf_counter(), time.process_time()
    found = sum(1 for hits in index.search_many(many, kind="person") if hits)
    return {
        "loaded": loaded,
        "first": first,
        "times": times,
        "many": len(many) / (time.perf_counter() - start),
        "many_core": len(many) / (time.process_time() - cpu),
        "many_found": found,
        "memory": [before, held, after, resident()],
    }


def _fresh(path: Path, queries: Sequence[Query], many: Sequence[str]) -> dict[str, Any]:
    question = json.dumps([str(path), queries, many])
    command = [sys.executable, "-m", "benchmarks.names.search_speed", "--child"]
    answer = subprocess.run(command, input=question, capture_output=True, text=True, check=True, env=os.environ)
    result: dict[str, Any] = json.loads(answer.stdout)
    return result


def _latencies(queries: Sequence[Query], times: Sequence[float]) -> None:
    print("\n| queries | number | p50 | p90 | p99 | max |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    for group in ("innocent", "company", "perturbed", "all"):
        own = [used * 1e6 for (of, _, _), used in zip(queries, times, strict=True) if group in {of, "all"}]
        if own:
            cells = " | ".join(f"{quantile(own, share):,.0f} µs" for share in (0.5, 0.9, 0.99))
            print(f"| {group} | {len(own):,} | {cells} | {max(own):,.0f} µs |")


def peer(names: Sequence[str], queries: Sequence[Query]) -> float:
    """Seconds of one exhaustive search by ``token_set_ratio``, the names being made ready before."""
    ready = [utils.default_process(name) for name in names]
    times = []
    for _, _, name in queries[:PEER_QUERIES]:
        start = time.perf_counter()
        process.extractOne(utils.default_process(name), ready, scorer=fuzz.token_set_ratio, score_cutoff=80)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def recall(index: Index, names: Sequence[str], kinds: Sequence[str | None], queries: Sequence[Query]) -> None:
    """Print which hits of an exhaustive comparison with the names of its kind the search did not find.

    There is no short cut: a cheap filter could hide the very misses that are looked for. Only the reading of the
    listed names is done once; what is done with them is what ``compare`` does.
    """
    listed = dict(zip(names, kinds, strict=True))
    ready = {kind: _ready(listed, kind) for kind in ("person", "organization")}
    wanted = found = best_lost = with_hits = 0
    for group, kind, query in queries:
        there = {names[position] for position, _ in index.search(query, limit=_EVERY_HIT, kind=kind)}
        first = {names[position] for position, _ in index.search(query, limit=10, kind=kind)}
        sides = _sides(query, kind)
        hits: dict[str, float] = {}
        for name, others in ready[kind]:
            matches = [match(side, other, THRESHOLD) for side in sides for other in others]
            score = max((result.score for result in matches if result is not None), default=0.0)
            if score:
                hits[name] = score
        lost = sorted(((score, name) for name, score in hits.items() if name not in there), reverse=True)
        wanted, found = wanted + len(hits), found + len(hits) - len(lost)
        with_hits += bool(hits)
        best = max(hits.values(), default=0.0)
        best_lost += bool(hits) and not any(hits[name] == best for name in hits if name in first)
        for score, name in lost[:3]:
            print(f"  lost {score:.3f}  {query} | {name} ({group}, listed as {listed[name]})")
    print(
        f"hits found {found:,} of {wanted:,}; the best one lost in {best_lost} of {len(queries)} queries", end=""
    )
    print(f", {with_hits} of them with hits")


def _ready(listed: Mapping[str, str | None], kind: str) -> list[tuple[str, list[Side]]]:
    return [
        (name, _sides(name, kind))
        for name, own in listed.items()
        if own is None or (own == "person") == (kind == "person")
    ]


def _sides(name: str, kind: str) -> list[Side]:
    text = read(name)
    return [side(reading, kind) for reading in (text, *text.others)]


def _some_of_each(queries: Sequence[Query], number: int) -> list[Query]:
    """A third of each group, the first ones."""
    groups = ("perturbed", "company", "innocent")
    shares = {group: number // 3 + (place < number % 3) for place, group in enumerate(groups)}
    return [query for group in groups for query in [one for one in queries if one[0] == group][: shares[group]]]


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    if list(arguments) == ["--child"]:
        path, queries, many = json.load(sys.stdin)
        json.dump(asked(Path(path), queries, many), sys.stdout)
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--queries", type=int, default=2_000)
    parser.add_argument("--many", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--exhaustive", type=int, default=0)
    given = parser.parse_args(arguments)
    rows = listed_names.read(given.folder)
    names, kinds, too_long = listed_names.searchable(rows)
    queries = mixed(rows, given.queries, given.seed)
    print(f"{len(names):,} names, {len(set(names)):,} different; {too_long} too long and left out")
    print(f"{len(queries):,} queries, digest {crc32(json.dumps(queries).encode()):08x}")
    index, seconds = built(names, kinds)
    print(f"built in {seconds:.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "index")
        save(index, path)
        result = _fresh(path, queries, people(given.many, given.seed + 2))
        print(f"saved: {size(path) / 1e6:.1f} MB; loaded in {result['loaded'] * 1e3:,.0f} ms")
    start = time.perf_counter()
    index.updated(add=[f"{name} Nowa" for name in names[:UPDATED]], remove=list(range(UPDATED)))
    print(f"{UPDATED} names added and {UPDATED} removed in {(time.perf_counter() - start) * 1e3:,.0f} ms")
    before, held, after, end = result["memory"]
    print(f"memory in MB: {before:.0f} without, {held:.0f} with the index, {after:.0f}, {end:.0f} after queries")
    print(f"first query {result['first'] * 1e3:.1f} ms")
    _latencies(queries, result["times"])
    print(f"\nsearch_many: {result['many']:,.0f} names/s, {result['many_core']:,.0f} per second of processor time")
    usual = statistics.median(result["times"])
    other = peer(sorted(set(names)), queries)
    print(f"rapidfuzz token_set_ratio, exhaustive: {other * 1e3:,.1f} ms; {other / usual:,.0f} times ours")
    if given.exhaustive:
        print()
        recall(index, names, kinds, _some_of_each(queries, given.exhaustive))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except InputError as error:
        sys.exit(str(error))
