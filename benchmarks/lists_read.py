"""How long a list takes to read: ``python -m benchmarks.lists_read sdn.csv [alt.csv add.csv]``.

Prints the best of five readings, and what was read, so that a faster reader that reads less is seen.
"""

from __future__ import annotations

import sys
import time

from screening.lists import read

ROUNDS = 5


def main(paths: list[str]) -> None:
    """Read the list and print times and counts."""
    if not paths:
        sys.exit(__doc__)
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        watchlist = read(paths, partial=True)
        times.append(time.perf_counter() - start)
    names = [alias for entity in watchlist for alias in entity.names]
    weak = sum(alias.strength == "weak" for alias in names)
    print(f"list      {watchlist.id} as of {watchlist.as_of or 'unknown'}, digest {watchlist.digest[:12]}")
    print(f"read      {min(times):.2f} s (best of {ROUNDS}; all: {' '.join(f'{used:.2f}' for used in times)})")
    print(f"entities  {len(watchlist):,}")
    print(f"names     {len(names):,}: {len(names) - weak:,} strong, {weak:,} weak")
    print(f"problems  {len(watchlist.problems):,}")


if __name__ == "__main__":
    main(sys.argv[1:])
