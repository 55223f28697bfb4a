"""What the service answers a second, and how long clients wait: ``python -m benchmarks.service FOLDER``.

FOLDER is the one of real lists, with the files named below, or one compiled file. ``screening serve`` is started
with them on a free port, and wrk posts typical profiles of invented people: name, country, phone, e-mail,
employer, five logins. Rows, all of one run:

- ``/healthz``: what the HTTP server costs;
- ``/score``, constant: one ready assessment for every profile, so what the service costs without the scoring;
- ``/score``, new: profiles that were never seen, as many as are answered to 16 clients that never pause;
- ``/score``, known: 2,000 profiles in turn, as those whose names and employers were scored before;
- the two again at half of what was answered, at random times.

Latencies are those of the client. wrk sends the next request of a connection only after the answer to the last, so
that at full load they say how many clients there are, not how fast the service is.
"""

from __future__ import annotations

import argparse
import random
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from faker import Faker

from screening import compiled
from screening.assessment import Assessment
from screening.errors import RecordError
from screening.lists import bundled, read
from screening.prepared import Prepared
from screening.screener import Screener
from screening.service.server import serve
from screening.service.settings import Settings
from screening.service.standing import Ready

FILES = (
    ("ofac/sdn_20260711_derived.csv.gz", "ofac/alt_20260602.csv.gz", "ofac/add_20260602.csv.gz"),
    ("un/consolidated_20260227.xml.gz",),
    ("uk/ConList_20250410_converted.csv.gz",),
    ("eu/fsd_global_20160211.xml.gz",),
)
KINDS = {"warm": 20_000, "new": 40_000, "known": 2_000, "new-half": 20_000, "known-half": 2_000}
"""Profiles of each row; those of ``known-half`` are known after their first round."""
LOCALES = {"PL": "pl_PL", "US": "en_US", "BR": "pt_BR", "IN": "en_IN", "VN": "vi_VN", "DE": "de_DE", "NG": "en_NG"}
AREAS = (201, 202, 206, 212, 213, 214, 215, 302, 303, 305, 312, 313, 314, 404, 408, 410, 412, 415, 503, 504, 512)
"""555-0100 to 555-0199 are nobody's number in any of them."""
CLIENTS = 16
MANY = 64
"""Connections that half the load comes over, so that hardly one of them is still busy when it should send."""
GOAL, PATIENCE = 3_000, 5.0
SCRIPT = """
local bodies = {}
for line in io.lines("%(profiles)s") do bodies[#bodies + 1] = line end
local number = math.random(#bodies)
wrk.method, wrk.headers["Content-Type"] = "POST", "application/json"
function request()
  number = number %% #bodies + 1
  return wrk.format(nil, nil, nil, bodies[number])
end
"""
PAUSE = """
math.randomseed(7)
function delay() return math.floor(-math.log(1 - math.random()) * %d + 0.5) end
"""


class Load(NamedTuple):
    """Answers a second, processor time of the service for one (µs), latencies in ms, and how many were not 2xx."""

    rate: float
    cpu: float
    half: float
    p99: float
    most: float
    failed: int


class Constant(Screener):
    """Scores nothing: every profile gets the assessment of the first one."""

    ready: Assessment | None = None

    def score_batch(
        self,
        profiles: Sequence[object],
        **given: Any,  # noqa: ANN401 - what the base takes
    ) -> list[Assessment | RecordError]:
        """The same assessment as before, for each."""
        if self.ready is None:
            self.ready = self.score(profiles[0], **given)
        return [self.ready] * len(profiles)


def main() -> None:
    """Measure, and print a table."""
    options = argparse.ArgumentParser()
    options.add_argument("lists", type=Path)
    options.add_argument("--seconds", type=int, default=8)
    options.add_argument("--workers", type=int, default=1)
    options.add_argument("--constant", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.constant:
        serve(partial(constant, given.lists), Settings(port=0))
        return
    with tempfile.TemporaryDirectory() as folder:
        table(given.lists, Path(folder), given.seconds, given.workers)


def table(source: Path, folder: Path, seconds: int, workers: int) -> None:
    """Print a line for each load."""
    lists = source if source.is_file() else made(source, folder / "lists.compiled")
    sizes = [written(folder / f"{kind}.jsonl", number, seed) for seed, (kind, number) in enumerate(KINDS.items())]
    mean = sum(sizes) / sum(KINDS.values())
    print(f"profiles: {KINDS}, of {mean:,.0f} bytes; {seconds} s each; {workers} worker(s)\n")
    print(f"{'':24}{'answers/s':>10}{'CPU µs':>9}{'p50 ms':>8}{'p99 ms':>8}{'most ms':>9}{'failed':>8}")
    with served(["-m", "benchmarks.service", str(lists), "--constant"]) as address:
        load("/healthz", f"{address}/healthz", seconds)
        bare = load("/score, constant", f"{address}/score", seconds, posting(folder, "known"))
    with served(
        ["-m", "screening.cli", "serve", "--port=0", f"--lists={lists}", f"--workers={workers}"]
    ) as address:
        load("warming up", f"{address}/score", seconds, posting(folder, "warm"))
        found = {}
        for kind in ("new", "known"):
            full = load(f"/score, {kind}", f"{address}/score", seconds, posting(folder, kind))
            pause = posting(folder, f"{kind}-half", pause=MANY / (full.rate / 2) * 1_000)
            half = load(f"/score, {kind}, half", f"{address}/score", seconds, pause, connections=MANY)
            found[kind] = (full, half)
    print(f"\nthe service itself takes {bare.cpu:,.0f} µs of processor for a request")
    for kind, (full, half) in found.items():
        met = full.rate >= GOAL and half.p99 <= PATIENCE
        print(f"{kind}: goal {GOAL:,} answers/s, p99 {PATIENCE:g} ms at half of it: {'met' if met else 'MISSED'}")


def load(
    label: str, address: str, seconds: int, script: Path | None = None, *, connections: int = CLIENTS
) -> Load:
    """Let wrk ask as often as it can, and print what it measured."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout=10s"]
    before = used(address)
    said = subprocess.run(
        [*command, *(["-s", str(script)] if script else []), address], capture_output=True, text=True, check=True
    ).stdout
    spent, answers = used(address) - before, int(re.search(r"(\d+) requests in", said)[1])  # type: ignore[index]
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])  # type: ignore[index] # wrk always says it
    failed = sum(map(int, re.findall(r"(?:Non-2xx or 3xx responses|connect|read|write|timeout):? (\d+)", said)))
    most = re.search(r"Latency\s+\S+\s+\S+\s+(\S+)", said)[1]  # type: ignore[index] # as above
    half, p99 = (re.search(rf"^\s+{part}%\s+(\S+)", said, re.MULTILINE)[1] for part in (50, 99))  # type: ignore[index] # as above
    found = Load(rate, 1e6 * spent / answers, milliseconds(half), milliseconds(p99), milliseconds(most), failed)
    print(
        f"{label:24}{found.rate:10,.0f}{found.cpu:9,.0f}{found.half:8.2f}{found.p99:8.2f}{found.most:9.1f}"
        f"{found.failed:8,}",
        flush=True,
    )
    return found


def used(address: str) -> float:
    """Seconds of processor time that the service used, as its metrics tell; 0 of several workers."""
    metrics = subprocess.run(
        ["curl", "-s", "/".join([*address.split("/")[:3], "metrics"])], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"^process_cpu_seconds_total (\S+)", metrics, re.MULTILINE)
    return float(found[1]) if found else 0.0


def milliseconds(text: str) -> float:
    """A time as wrk writes it.

    >>> milliseconds("312.00us"), milliseconds("1.50ms"), milliseconds("2.00s")
    (0.312, 1.5, 2000.0)
    """
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()  # type: ignore[union-attr] # wrk's form
    return float(number) * {"us": 0.001, "ms": 1.0, "s": 1_000.0, "m": 60_000.0}[unit]


@contextmanager
def served(arguments: list[str]) -> Iterator[str]:
    """The address of a service in a process of its own."""
    with subprocess.Popen([sys.executable, *arguments], stderr=subprocess.PIPE, text=True) as process:
        try:
            for line in process.stderr or ():
                if found := re.search(r"http://\S+:\d+", line):
                    break
            else:
                raise SystemExit("the service did not start")
            wait(found[0])
            yield found[0]
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


def wait(address: str) -> None:
    """Wait until it answers."""
    subprocess.run(
        ["curl", "-s", "-o", "/dev/null", "--retry", "50", "--retry-connrefused", f"{address}/healthz"], check=True
    )


def posting(folder: Path, kind: str, pause: float = 0.0) -> Path:
    """A script for wrk that posts profiles; ``pause`` is the mean time between two of a connection, in ms."""
    script = folder / f"{kind}.lua"
    script.write_text(SCRIPT % {"profiles": folder / f"{kind}.jsonl"} + (PAUSE % round(pause) if pause else ""))
    return script


def written(path: Path, number: int, seed: int) -> int:
    """Profiles written to a file; its size."""
    return path.write_bytes(b"".join(msgspec.json.encode(profile) + b"\n" for profile in profiles(number, seed)))


def profiles(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Typical profiles of invented people."""
    rng = random.Random(seed)
    speakers = {country: Faker(locale) for country, locale in LOCALES.items()}
    for place, speaker in enumerate(speakers.values()):
        speaker.seed_instance(f"{seed} {place}")
    for number in range(count):
        country = rng.choice(list(LOCALES))
        speaker = speakers[country]
        name = f"{speaker.first_name()} {speaker.last_name()}"
        logins = [
            {
                "at": f"2026-0{rng.randint(1, 6)}-{rng.randint(10, 28)}T{rng.randint(10, 20)}:05:00Z",
                "ip": f"192.0.2.{rng.randint(1, 250)}",
                "country": country,
                "network": "home",
            }
            for _ in range(5)
        ]
        yield {
            "id": f"u{number}",
            "name": name,
            "country": country,
            "phones": [f"+1 {rng.choice(AREAS)} 555 {rng.randint(100, 199):04}"],
            "emails": [f"user{number}@example.com"],
            "companies": [speaker.company()],
            "logins": logins,
        }


def made(source: Path, target: Path) -> Path:
    """The lists of a folder in one compiled file."""
    prepared = Prepared([*bundled(), *(read(*(source / file for file in files)) for files in FILES)])
    compiled.save(prepared, target)
    print(f"{prepared!r}")
    return target


def constant(lists: Path) -> Ready:
    """A screener that scores nothing."""
    prepared = compiled.load(lists)
    return Ready(Constant(watchlists=prepared), prepared)


if __name__ == "__main__":
    main()
