"""How fast a daily delta is rescreened: ``python -m benchmarks.rescreen [--lists PATH]... [--rows N]...``.

Typical accounts of ``benchmarks.platform`` are scored once, and the snapshot is made. The lists of the next day
are those given; those of the day before are the same without some entries, with some names fewer, and with a few
entries that are gone since. Then the command rescreens as cron would run it. Time is that of the whole command,
start and end included, and the less of two runs: the first may find nothing in the cache of the disk. Memory as in
``benchmarks.batch``.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click
import msgspec

from benchmarks.batch import measured
from benchmarks.platform.writing import ACCOUNTS, write
from screening import compiled
from screening.cli.setting import searched
from screening.prepared import Prepared
from screening.watchlist import Entity, Watchlist

SEED = 7
DAY = "2026-11-23"


def yesterday(lists: Prepared, entries: int, draw: random.Random) -> Prepared:
    """The lists of the day before: of the entries that differ, half are added since, and the others changed."""
    official = [w for w in lists if w.official] or list(lists)
    places = [(w, place) for w in official for place in range(len(w))]
    chosen = draw.sample(places, entries)
    added, changed = chosen[: entries // 2], chosen[entries // 2 :]
    watchlists = []
    for watchlist in lists:
        gone = {place for other, place in added if other is watchlist}
        other = {place for each, place in changed if each is watchlist}
        found = [before(e) if n in other else e for n, e in enumerate(watchlist) if n not in gone]
        watchlists.append(same(watchlist, found) if gone or other else watchlist)
    return lists.updated(watchlists)


def before(entity: Entity) -> Entity:
    """An entry without its last name, or without what it was changed for."""
    names = entity.names[:-1] if len(entity.names) > 1 else entity.names
    return msgspec.structs.replace(entity, names=names, updated_on="2026-11-01", remarks="as it was")


def same(watchlist: Watchlist, entities: list[Entity]) -> Watchlist:
    """A list with other entries."""
    about = ("id", "title", "publisher", "url", "licence", "as_of", "checked_on", "official")
    return Watchlist(entities, **{name: getattr(watchlist, name) for name in about}, digest="the day before")


@click.command()
@click.option("--lists", "-l", multiple=True, metavar="PATH", help="As the command takes them; compiled once.")
@click.option("--rows", "-n", multiple=True, type=int, default=(10_000, 100_000), show_default=True)
@click.option("--entries", "-e", type=int, default=50, show_default=True, help="Entries that changed.")
@click.option("--folder", type=Path, help="Keep the files there, and use those that are there already.")
def main(lists: tuple[str, ...], rows: tuple[int, ...], entries: int, folder: Path | None) -> None:
    """Make snapshots of invented accounts, rescreen them, and print a table by size."""
    with tempfile.TemporaryDirectory() as place:
        home = folder or Path(place)
        home.mkdir(parents=True, exist_ok=True)
        now, then = home / "now.compiled", home / "then.compiled"
        if not now.exists():
            prepared = searched(lists)
            compiled.save(prepared, now)
            compiled.save(yesterday(prepared, entries, random.Random(SEED)), then)
        print(compiled.load(now))
        heads = (
            ("rows", 10),
            ("init s", 8),
            ("MB", 6),
            ("on disk", 8),
            ("rescreen s", 10),
            ("core s", 7),
            ("MB", 6),
        )
        print(*(f"{title:>{width}}" for title, width in heads), " told")
        for count in rows:
            one(home, count, now, then)


def one(home: Path, count: int, now: Path, then: Path) -> None:
    """Measure one size."""
    people, snapshot = home / str(count), home / f"snapshot-{count}"
    if not (people / ACCOUNTS).exists():
        write(people, count, SEED, plain_profiles=True)
    command = [sys.executable, "-m", "screening.cli", "rescreen", str(people / ACCOUNTS)]
    command += ["--since", str(snapshot), "--today", DAY]
    seconds, most = 0.0, 0.0
    if not (snapshot / "snapshot.json").exists():
        seconds, _, most, _ = measured([*command, "--init", "--lists", str(then)])
    size = sum(file.stat().st_size for file in snapshot.iterdir()) / 1e6
    again = [*command, "--lists", str(now), "--keep", "--output", str(home / "told.txt")]
    took, cores, memory, code = measured(again)
    start = time.perf_counter()
    subprocess.run([*again[:-2], "--output", str(home / "told.txt")], stderr=subprocess.DEVNULL, check=False)
    warm = time.perf_counter() - start
    told = (home / "told.txt").read_text(encoding="utf-8").splitlines()[1]
    print(
        f"{count:>10,} {seconds:>8.0f} {most:>6.0f} {size:>8.0f} {min(took, warm):>10.2f} {cores:>7.2f} "
        f"{memory:>6.0f}  {told}, exit {code}",
        flush=True,
    )


if __name__ == "__main__":
    main()
