"""How long all lists take to be read, made ready, saved and mapped.

``python -m benchmarks.lists_prepared FOLDER``: the folder of real lists, with the files named below. Loading is
timed in a fresh process, after the imports; the first score is timed as well, since entries are decoded when they
are first asked for. Memory is the peak of what is resident, mapped pages that workers share included (Linux only).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from screening import compiled
from screening.lists import bundled, read
from screening.prepared import Prepared
from screening.watchlist import Watchlist

FILES = (
    ("ofac/sdn_20260711_derived.csv.gz", "ofac/alt_20260602.csv.gz", "ofac/add_20260602.csv.gz"),
    ("ofac/cons_nonsdn_20260108.xml",),
    ("un/consolidated_20260227.xml.gz",),
    ("uk/ConList_20250410_converted.csv.gz",),
    ("us/trade_gov_consolidated.csv.gz",),
    ("us/bis_dpl_wm.txt",),
    ("eu/fsd_global_20160211.xml.gz",),
)
ROUNDS = 5
CHILD = """
import json, re, sys, time
from screening import compiled
from screening.screener import Screener
imported = time.perf_counter()
prepared = compiled.load(sys.argv[1])
screener = Screener(watchlists=prepared)
loaded = time.perf_counter()
screener.score({"id": "1", "name": "Anna Wzorowa", "companies": ["Yanbian Silverstar"]})
scored = time.perf_counter()
peak = int(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1]) / 1024
print(json.dumps([loaded - imported, scored - loaded, peak]))
"""


def main(folder: Path) -> None:
    """Print times, sizes, and how many listings are one party."""
    lists: list[Watchlist] = [*bundled()]
    for files in FILES:
        start = time.perf_counter()
        lists.append(read(*(folder / file for file in files)))
        found = lists[-1]
        names = sum(len(entity.names) for entity in found)
        print(
            f"{found.id:14} {found.as_of or 'unknown':10} {len(found):7,} entries {names:7,} names "
            f"{sum(bool(e.dprk) for e in found):5,} DPRK {len(found.problems):4,} problems "
            f"{time.perf_counter() - start:6.2f} s"
        )
    start = time.perf_counter()
    prepared = Prepared(lists)
    print(f"made ready in {time.perf_counter() - start:.2f} s")
    sizes = Counter(
        len(prepared.listings(leader)) for leader in {prepared.leader(p) for p in range(len(prepared.entities))}
    )
    shared = sum(count for size, count in sizes.items() if size > 1)
    print(
        f"{len(prepared.entities):,} listings of {sum(sizes.values()):,} parties, {shared:,} with several listings"
    )
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "lists.compiled"
        start = time.perf_counter()
        compiled.save(prepared, path)
        print(f"saved in {time.perf_counter() - start:.2f} s, {path.stat().st_size / 1e6:.1f} MB")
        rounds = [
            json.loads(subprocess.run([sys.executable, "-c", CHILD, path], capture_output=True, check=True).stdout)
            for _ in range(ROUNDS)
        ]
    for name, values, unit in zip(
        ("load", "first score", "peak memory"), zip(*rounds, strict=True), ("s", "s", "MB"), strict=True
    ):
        print(f"{name:12} {sorted(values)[ROUNDS // 2]:8.3f} {unit} (median of {ROUNDS} fresh processes)")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
