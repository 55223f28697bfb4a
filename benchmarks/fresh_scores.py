"""How long a score of a new profile takes: ``python -m benchmarks.fresh_scores LISTS [--profiles 2000]``.

LISTS is a list, a folder of lists or a compiled file. Typical accounts of ``benchmarks.platform`` (name, country,
phone, e-mail, employer, five logins) are scored after a warm-up of as many others, so that phones and dates are
new, and many words; then the same ones once more, and others as a batch. Full profiles (most fields, fifty logins,
eight names) come last. Processor time of one core, so that other work on the machine counts less.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
import pyarrow.parquet as pq

from benchmarks.platform.writing import ACCOUNTS, write
from screening import Screener
from screening.cli.setting import searched
from screening.population.rows import Rows
from screening.profile import Profile
from screening.records import profile_from

TODAY = dt.date(2026, 11, 24)
SEED = 7
TOGETHER = 250
GOAL = 250.0
"""Microseconds, for the median of the typical profile."""


def typical(number: int) -> list[Profile]:
    """Accounts of the made-up platform."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), number, SEED, plain_profiles=True)
        table = pq.read_table(Path(folder) / ACCOUNTS)
    (batch,) = table.combine_chunks().to_batches()
    return [
        profile for profile in Rows(batch.schema, place=ACCOUNTS).records(batch) if isinstance(profile, Profile)
    ]


def full(number: int) -> Profile:
    """An invented profile that knows most fields."""
    draw = random.Random(number)
    name = f"Vzorka{number % 37} Musterova{number % 91}"
    login = {"country": "PL", "network": "home", "device": "d1", "time_zone": "Europe/Warsaw"}
    record: dict[str, Any] = {
        "id": str(number),
        "name": name,
        "legal_name": name,
        "native_name": "Взорка Мустерова",
        "aliases": [f"V. Musterova{number % 91}", f"Vzorka M{number}"],
        "birth_date": "1990-05-01",
        "country": "PL",
        "city": "Krakow",
        "time_zone": "Europe/Warsaw",
        "phones": ["+48512345678", "+48512000111"],
        "emails": [f"v{number}@example.org"],
        "websites": ["https://example.org"],
        "companies": [f"Beispielwerk{number % 53} Software"],
        "jobs": [
            {"company": f"Probefirma{number % 29} GmbH", "start": "2015", "end": "2019"},
            {"company": "Musterhaus AG", "start": "2019"},
        ],
        "studies": [{"school": "Example University", "start": "2009", "end": "2014"}],
        "identity": {"document_verified": True, "document_name": name, "document_number": "AB1234567"},
        "logins": [
            {
                "at": f"2026-{draw.randint(5, 10):02}-{draw.randint(1, 28):02}T{draw.randint(7, 19):02}:10:00Z",
                "ip": f"192.0.2.{draw.randint(1, 250)}",
                **login,
            }
            for _ in range(50)
        ],
        "payouts": [{"method": "bank", "country": "PL", "holder": name}],
        "addresses": [{"purpose": "residence", "line": "1 Sample St", "city": "Krakow", "country": "PL"}],
        "texts": [{"kind": "bio", "body": "I build web applications with care. " * 8}],
        "referred_by": "Anna Testova",
    }
    return profile_from(record)


def each(score: Callable[[Profile], object], profiles: Sequence[Profile]) -> list[float]:
    """Microseconds of each call, in order of size."""
    times = []
    for profile in profiles:
        start = time.process_time_ns()
        score(profile)
        times.append((time.process_time_ns() - start) / 1_000)
    return sorted(times)


def tell(what: str, times: Sequence[float]) -> None:
    """One line: mean, median and what one in a hundred needs."""
    mean, median, hundredth = statistics.mean(times), statistics.median(times), times[len(times) * 99 // 100]
    print(f"{what:26}{mean:8.0f}{median:8.0f}{hundredth:8.0f}")


@click.command()
@click.argument("lists", nargs=-1, required=True)
@click.option("--profiles", default=2_000, show_default=True)
def main(lists: tuple[str, ...], profiles: int) -> None:
    """Measure and print."""
    prepared = searched(lists)
    print(prepared)

    def score(screener: Screener) -> Callable[[Profile], object]:
        return lambda profile: screener.score(profile, today=TODAY)

    accounts = typical(3 * profiles)
    warm, fresh, together = (accounts[at : at + profiles] for at in range(0, 3 * profiles, profiles))
    screener = Screener(watchlists=prepared)
    each(score(screener), warm)
    print(f"{'microseconds':26}{'mean':>8}{'median':>8}{'p99':>8}")
    first = each(score(screener), fresh)
    tell("typical, new", first)
    tell("typical, once more", each(score(screener), fresh))
    start = time.process_time()
    for at in range(0, profiles, TOGETHER):
        screener.score_batch(together[at : at + TOGETHER], today=TODAY)
    batch = (time.process_time() - start) * 1e6 / profiles
    print(
        f"{'typical, new, in a batch':26}{batch:8.0f}{'':16}  {batch / statistics.mean(first):.2f} of one by one"
    )
    richer = [full(number) for number in range(2 * profiles)]
    each(score(screener), richer[:profiles])
    tell("full, new", each(score(screener), richer[profiles:]))
    median = statistics.median(first)
    print(f"goal {GOAL:.0f} for the median of typical, new ones: {'met' if median <= GOAL else 'MISSED'}")


if __name__ == "__main__":
    main()
