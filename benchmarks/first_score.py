"""How long the first minute takes: ``python -m benchmarks.first_score``.

The median of five fresh processes, beside ``python -c pass`` on the same machine, for ``screening --help`` and for
importing the library and scoring a first profile against the bundled list. One more process warms the disk.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 5
FIRST = "import screening; screening.score({'id': 'u1', 'name': 'Marta Wzorowa', 'country': 'PL'})"
COMMAND = Path(sys.executable).with_name("screening")
MEASURED = (
    ("python -c pass", [sys.executable, "-c", "pass"], None),
    ("import screening", [sys.executable, "-c", "import screening"], None),
    ("screening --help", [str(COMMAND), "--help"], 0.15),
    ("import and first score", [sys.executable, "-c", FIRST], 0.50),
)


def seconds(command: list[str]) -> float:
    """Wall time of a fresh process: the median of five."""
    times = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def slowest_imports(statement: str, number: int = 10) -> list[tuple[float, str]]:
    """Modules by the time that they themselves take to import, in milliseconds."""
    command = [sys.executable, "-X", "importtime", "-c", statement]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    rows = [line.removeprefix("import time:").split("|") for line in said.splitlines() if "|" in line]
    return sorted(
        ((int(row[0]) / 1_000, row[2].strip()) for row in rows if row[0].strip().isdigit()), reverse=True
    )[:number]


def main() -> None:
    """Print the table, and where an import takes its time."""
    bare = 0.0
    missed = 0
    for label, command, goal in MEASURED:
        took = seconds(command)
        bare = bare or took
        verdict = ""
        if goal is not None:
            missed += took > goal
            verdict = f"  goal {goal:.2f} s: {'met' if took <= goal else 'MISSED'}"
        print(f"{label:24} {took:6.3f} s  {took / bare:5.1f} x bare{verdict}")
    print("\nslowest imports of a first score, in ms of their own")
    for took, name in slowest_imports(FIRST):
        print(f"{took:8.1f}  {name}")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
