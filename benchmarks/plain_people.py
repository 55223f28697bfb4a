"""How plain people fare: invented honest freelancers with the variety of real lives, scored, compared by culture.

Two thousand people in 40 countries, from Faker with fixed seeds: 300 each Korean, Chinese, Russian and Vietnamese,
the others spread over 36 more countries. Nothing is wrong with any of them. About half are as plain as can be. The
others travel for months, use a VPN, fled without papers, will not go on camera, are paid in digital currency,
share an address and a computer with their family, changed their name, write it in two scripts, hold part-time jobs
that overlap, moved abroad with the old phone, or say next to nothing.

    python -m benchmarks.plain_people [LIST ...] [--people 2000] [--seed 1] [--no-swap] [--write people.jsonl]

LIST is an official file with those that belong to it after commas: ``sdn.csv.gz,alt.csv.gz,add.csv.gz un.xml.gz``.
The honest lives that the tests of the indicators tell one by one are scored with the same lists.

Goals: at most 0.5 % in review, none escalated, at most 5 % of the plain records unknown, no culture flagged more
than twice as often as the median, no band changed by another country or name, and every told life in its band. The
exit code is 1 if one is missed.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from benchmarks.invented_people import PEOPLE, TODAY, people
from screening import Screener
from screening.assessment import Assessment, Band
from screening.fairness.measuring import MARK, Report, measure
from screening.fairness.swaps import SwapTest
from screening.lists import bundled, read
from screening.profile import Profile
from screening.reports import fairness as report_of

MOST_REVIEWED = 0.005
MOST_UNKNOWN = 0.05
TOLD = Path(__file__).parents[1] / "tests" / "indicators" / "honest_lives.toml"


class Flagged(msgspec.Struct, frozen=True):
    """One profile that was flagged, with what led to it."""

    id: str
    tags: tuple[str, ...]
    band: str
    reason: str
    findings: tuple[str, ...]


class Result(msgspec.Struct, frozen=True):
    """The measurement of all people."""

    report: Report
    flagged: tuple[Flagged, ...]
    lives: dict[str, Counter[str]]
    points: dict[str, list[float]]
    told: dict[str, str]
    seconds: float

    def goals(self) -> Iterator[tuple[str, str, bool]]:
        """What was aimed at, what was measured, and whether it was reached."""
        everybody, plain = self.report.all, self.lives.get("plain", Counter())
        review, escalate = everybody.bands["review"].share, everybody.bands["escalate"].found
        unknown = plain["unknown"] / max(1, plain.total())
        yield f"review at most {MOST_REVIEWED:.1%}", f"{review:.2%}", review <= MOST_REVIEWED
        yield "nobody escalated", f"{escalate:,}", not escalate
        yield f"plain records unknown at most {MOST_UNKNOWN:.0%}", f"{unknown:.2%}", unknown <= MOST_UNKNOWN
        above = [group.name for group in self.report.groups if group.beyond_chance]
        yield (
            f"no culture flagged over {MARK:g} times the median beyond chance",
            ", ".join(above) or "none",
            not above,
        )
        for kind, swaps in (self.report.swaps or {}).items():
            yield f"no band changed by another {kind}", f"{swaps.bands_changed:,}", not swaps.bands_changed
        above = [f"{who}: {band}" for who, band in self.told.items() if band]
        yield f"all {len(self.told)} told lives in their band", "; ".join(above) or "all", not above


def measured(screener: Screener, number: int = PEOPLE, seed: int = 1, *, swap: bool = True) -> Result:
    """Score everybody.

    Args:
        screener: policy and lists.
        number: of people.
        seed: of all draws.
        swap: make the swap test too.
    """
    lives: dict[str, Counter[str]] = {}
    points: dict[str, list[float]] = {}
    flagged: list[Flagged] = []
    tags: dict[str, tuple[str, ...]] = {}

    def everybody() -> Iterator[Profile]:
        for profile in people(number, seed):
            tags[profile.id] = profile.tags or ()
            yield profile

    def noted(assessment: Assessment) -> None:
        own = tags.pop(assessment.profile_id)
        culture, *kinds = (tag.partition(":")[2] for tag in own)
        points.setdefault(culture, []).append(assessment.deciding_score)
        for kind in kinds:
            lives.setdefault(kind, Counter())[assessment.band.value] += 1
        if assessment.band in {Band.REVIEW, Band.ESCALATE}:
            seen = tuple(f"{f.id} {f.points:g}: {f.summary}" for f in assessment.findings if f.points > 0)
            flagged.append(
                Flagged(assessment.profile_id, own, assessment.band.value, assessment.band_reason, seen)
            )

    start = time.perf_counter()
    report = measure(
        screener,
        everybody(),
        today=TODAY,
        group="tags:culture:",
        minimum=min(100, number // 10),
        swap_test=SwapTest(screener, TODAY) if swap else None,
        on_result=noted,
    )
    return Result(report, tuple(flagged), lives, points, told(screener), time.perf_counter() - start)


def told(screener: Screener) -> dict[str, str]:
    """Who the told lives are, with the band and its reason where it is not the one that is told with them."""
    found: dict[str, str] = {}
    for life in tomllib.loads(TOLD.read_text(encoding="utf-8"))["life"]:
        assessment = screener.score({"id": "u", **life["profile"]}, today=TODAY)
        expected = assessment.band == life.get("band", "clear")
        found[life["who"]] = "" if expected else f"{assessment.band} ({assessment.band_reason})"
    return found


def _shown(result: Result) -> None:
    print("".join(report_of.as_text(result.report)))
    print("| culture | people | mean deciding score | 95th percentile | highest |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for culture, scores in result.points.items():
        high = sorted(scores)[int(0.95 * len(scores))]
        print(f"| {culture} | {len(scores):,} | {statistics.mean(scores):.2f} | {high:.2f} | {max(scores):.2f} |")
    print("\n| life | people | clear | unknown | review | escalate |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for kind, bands in sorted(result.lives.items()):
        cells = " | ".join(
            f"{bands[band.value]:,}" for band in (Band.CLEAR, Band.UNKNOWN, Band.REVIEW, Band.ESCALATE)
        )
        print(f"| {kind} | {bands.total():,} | {cells} |")
    print(f"\n{len(result.flagged):,} flagged:")
    for one in result.flagged:
        print(f"{one.id} [{', '.join(one.tags)}] {one.band}: {one.reason}")
        for finding in one.findings:
            print(f"    {finding}")
    print("\n| goal | measured | |")
    print("| --- | ---: | --- |")
    for goal, value, reached in result.goals():
        print(f"| {goal} | {value} | {'met' if reached else 'MISSED'} |")
    print(f"\n{result.seconds:.1f} s")


def main(arguments: Sequence[str]) -> int:
    """Make the people, score them, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists", nargs="*", help="official files, those that belong together joined by commas")
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-swap", action="store_true")
    parser.add_argument("--write", type=Path, help="write the people there, and measure nothing")
    given = parser.parse_args(arguments)
    if given.write:
        lines = (msgspec.json.encode(profile).decode() + "\n" for profile in people(given.people, given.seed))
        with given.write.open("w", encoding="utf-8") as file:
            file.writelines(lines)
        return 0
    watchlists = [read(*files.split(","), partial=True) for files in given.lists]
    result = measured(
        Screener(watchlists=[*bundled(), *watchlists]), given.people, given.seed, swap=not given.no_swap
    )
    _shown(result)
    return 0 if all(reached for _, _, reached in result.goals()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
