"""How fast many profiles are scored: ``python -m benchmarks.batch [--lists PATH]... [--rows N]...``.

Typical accounts of ``benchmarks.platform`` (name, country, phone, e-mail, employer, five logins) are written to
Parquet, and the command scores them as a user would run it. Time is that of the whole command, start and end
included; memory is the highest sum, over all of its processes, of what is resident, shared pages counted once
(``Pss``, Linux only).
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import click

from benchmarks.platform.writing import ACCOUNTS, write
from screening import compiled
from screening.cli.setting import searched

SEED = 7
EVERY = 0.1


def below(pid: int) -> Iterator[int]:
    """A process and all that it started."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from below(int(child))


def resident(pid: int) -> float:
    """Megabytes that a process and all that it started hold, shared pages counted once."""
    total = 0
    for process in below(pid):
        try:
            found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text(), re.MULTILINE)
        except OSError:
            continue
        total += int(found[1]) if found else 0
    return total / 1024


def measured(command: list[str]) -> tuple[float, float, float, int]:
    """Seconds, seconds of a core, megabytes at most, and the exit code of a command."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(command)
    highest = 0.0
    while process.poll() is None:
        try:
            highest = max(highest, resident(process.pid))
        except OSError:
            break
        time.sleep(EVERY)
    code = process.wait()
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, highest, code


@click.command()
@click.option("--lists", "-l", multiple=True, metavar="PATH", help="As the command takes them; compiled once.")
@click.option("--rows", "-n", multiple=True, type=int, default=(10_000, 100_000), show_default=True)
@click.option("--workers", "-w", "processes", type=int, default=2, show_default=True)
def main(lists: tuple[str, ...], rows: tuple[int, ...], processes: int) -> None:
    """Write invented accounts, score them, and print a table of time and memory by size."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        prepared = searched(lists)
        compiled.save(prepared, folder / "lists.compiled")
        print(prepared)
        del prepared
        print(
            f"{'rows':>10} {'seconds':>8} {'rows/s':>8} {'core s':>8} {'ms a row':>9} {'peak MB':>8} {'MB out':>7}"
        )
        for count in rows:
            write(folder, count, SEED, plain_profiles=True)
            output = folder / "assessments.parquet"
            command = [
                sys.executable,
                "-m",
                "screening.cli",
                "score",
                str(folder / ACCOUNTS),
                "-o",
                str(output),
            ]
            command += ["--lists", str(folder / "lists.compiled"), "--workers", str(processes)]
            seconds, core, memory, code = measured(command)
            if code > 1 or not output.exists():
                sys.exit(f"the command ended with {code}")
            size = output.stat().st_size / 1e6
            cost = f"{seconds:8.1f} {count / seconds:8,.0f} {core:8.1f} {core / count * 1_000:9.3f}"
            print(f"{count:10,} {cost} {memory:8,.0f} {size:7.2f}", flush=True)
            output.unlink()


if __name__ == "__main__":
    main()
