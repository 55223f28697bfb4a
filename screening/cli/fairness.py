"""The command ``fairness``."""

from __future__ import annotations

from collections.abc import Sequence

from screening.cli.setting import Choices, look, records, say, write
from screening.cli.tally import Tally
from screening.errors import InputError, shown
from screening.fairness.measuring import measure
from screening.fairness.swaps import SwapTest
from screening.reports import fairness as report_of

__all__ = ["fairness"]


def fairness(
    files: Sequence[str],
    choices: Choices,
    *,
    form: str,
    output: str | None,
    group: str,
    minimum: int,
    prevalence: str,
    sensitivity: float,
    swap: bool,
) -> int:
    """Measure by group, and swap countries and names."""
    prevalences = _numbers(prevalence)
    screener, today = choices.screener(), choices.today
    report = measure(
        screener,
        records(files, choices.kind_by(screener.policy)),
        today=today,
        group=group,
        minimum=minimum,
        prevalences=prevalences,
        sensitivity=sensitivity,
        swap_test=SwapTest(screener, today) if swap else None,
        on_error=Tally().count,
    )
    if not report.all.profiles:
        raise InputError("no profile could be scored, so there is nothing to measure")
    pieces = [report_of.as_json(report)] if form == "json" else report_of.as_text(report, look(output))
    write(pieces, output, keep=[*files, *choices.files])
    required = [gap for gap in screener.gaps(today) if gap.required]
    for gap in required:
        say(gap.message)
    if required:
        return 3
    return 2 if report.errors else int(report.remarkable)


def _numbers(text: str) -> list[float]:
    try:
        found = [float(part) for part in text.split(",") if part.strip()]
    except ValueError:
        found = []
    if not found:
        raise InputError(f"--prevalence: numbers with commas between them are needed, not {shown(text)}")
    return found
