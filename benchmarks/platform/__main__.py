"""A made-up freelance platform with known truth: honest people by the thousand, hubs, and a few planted rings.

``python -m benchmarks.platform --accounts 100000 --seed 7 -o FOLDER`` writes ``accounts.parquet``, a table that
``screening score`` reads, and ``truth.parquet``, which says who belongs to which ring, household or hub.

* :mod:`~benchmarks.platform.settings`: rates of everything, in tables;
* :mod:`~benchmarks.platform.layout`: who belongs to which group;
* :mod:`~benchmarks.platform.people`: names, phones and places of many countries;
* :mod:`~benchmarks.platform.drawing`: what each account has, as numbers, and what its group makes it share;
* :mod:`~benchmarks.platform.rendering`: the numbers as columns of a profile;
* :mod:`~benchmarks.platform.writing`: the files, part by part.

Everybody is invented. The same number of accounts and seed give the same bytes.

This folder has no ``__init__`` on purpose: a script that is run by its path has this one's parent on its path,
where a package of this name would stand in the way of the standard library's module ``platform``.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from benchmarks.platform.writing import ACCOUNTS, FEWEST, MOST, TRUTH, write

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> None:
    """Write a platform and tell what it is."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.platform", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--accounts", type=int, default=100_000, help=f"from {FEWEST:,} to {MOST:,}")
    parser.add_argument("--seed", type=int, default=7, help="0 or more; the same one gives the same bytes")
    parser.add_argument("--typical", action="store_true", help="typical sign-ups: few fields, no rings")
    parser.add_argument("-o", "--output", type=Path, required=True, help="a folder, made if it is not there")
    given = parser.parse_args(arguments)
    start = time.perf_counter()
    try:
        written = write(given.output, given.accounts, given.seed, plain_profiles=given.typical)
    except (ValueError, OSError) as error:
        parser.error(str(error))
    spent = time.perf_counter() - start
    print(f"{given.output / ACCOUNTS}: {written.accounts:,} accounts")
    if not given.typical:
        print(f"{given.output / TRUTH}: {written.rings} rings of {written.members} accounts in all")
    print(f"{spent:.1f} s, {written.accounts / spent:,.0f} accounts/s", file=sys.stderr)


if __name__ == "__main__":
    main()
