"""``screening score`` for many profiles: several processes, one file, and on a terminal how long it will take."""

from __future__ import annotations

import contextlib
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import click

from screening import compiled
from screening.assessment import Band
from screening.cli.setting import Choices, cores, refuse, say, searched
from screening.cli.tally import Tally
from screening.errors import InputError, WatchlistError
from screening.freshness import gaps
from screening.population.run import Done, Job, errors_file, run
from screening.population.sources import Found, find
from screening.population.workers import PARQUET, Form
from screening.prepared import Prepared
from screening.reports import as_csv, as_json

__all__ = ["score"]

_FORMS = {"parquet": PARQUET, "csv": Form("csv", as_csv.lines, head=True), "jsonl": Form("jsonl", as_json.lines)}
_FEW = 100_000
"""Bytes of input that one process scores before a second one has started."""
_OFTEN = 0.2
_MINUTE, _HOUR = 60, 3_600


def score(
    files: Sequence[str], form: str, output: str | None, choices: Choices, *, workers: int | None, resume: bool
) -> int:
    """Score the profiles of files, folders and patterns into one file."""
    if output is None:
        folder = next((f"{file}: is a folder, and its" for file in files if Path(file).is_dir()), "many")
        raise InputError(f"{folder} profiles go to a file: name it with --output, as -o assessments.parquet")
    if form not in _FORMS:
        raise InputError(f"--format {form} is for few profiles; many go to {', '.join(_FORMS)}")
    refuse(output, choices.files)
    target = Path(output)
    found = find(files)
    lists = searched(choices.lists)
    policy = choices.rules()
    job = Job(
        policy=policy,
        today=choices.today,
        kind=choices.kind_by(policy),
        form=_FORMS[form],
        workers=workers or _workers(found),
        resume=resume,
    )
    unusable = gaps(lists, required=policy.required_lists, most_days=policy.max_list_age, today=job.today)
    mapped = _mapped(choices.lists, lists)
    with _Progress() as progress:
        done = run(found, target, lists, job, mapped=mapped, tell=progress.tell, watch=progress.show)
    tally = Tally(Counter({Band(band): count for band, count in done.bands.items()}), done.refused)
    say(tally.summary())
    if done.refused:
        say(f"what could not be screened is in {errors_file(target)}")
    return tally.code(unusable)


def _workers(found: Found) -> int:
    if sum(source.size for source in found.sources) < _FEW:
        return 1
    return cores()


def _mapped(paths: Sequence[str], lists: Prepared) -> Path | None:
    """The compiled file that holds the lists, if there is one."""
    if len(paths) != 1:
        return None
    path = Path(paths[0])
    file = path / compiled.FILE if path.is_dir() else path
    with contextlib.suppress(WatchlistError, OSError):  # none, or another state: made for the run
        if [(w.id, w.digest) for w in compiled.load(file)] == [(w.id, w.digest) for w in lists]:
            return file
    return None


class _Progress:
    """A line on a terminal's stderr: how far the run is, how fast, and how long it will take."""

    def __init__(self) -> None:
        self._watched = sys.stderr is not None and sys.stderr.isatty()
        self._start = time.monotonic()
        self._last = self._start - _OFTEN
        self._line = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._draw("")

    def tell(self, message: str) -> None:
        """A message, for which the line makes room."""
        line = self._line
        self._draw("")
        say(message)
        self._draw(line)

    def show(self, done: Done) -> None:
        """What has been done by now."""
        now = time.monotonic()
        if self._watched and now - self._last >= _OFTEN:
            self._last = now
            self._draw(_said(done, now - self._start))

    def _draw(self, line: str) -> None:
        if line or self._line:
            click.echo(f"\r{line:{len(self._line)}}" + ("" if line else "\r"), err=True, nl=False)
        self._line = line


def _said(done: Done, seconds: float) -> str:
    """How far, how fast, how long.

    >>> _said(Done(rows=30_000, share=0.25), 10.0)
    '30,000 profiles, 25 %, 3,000 a second, 30 s left'
    """
    said = f"{done.rows:,} profiles, {done.share:.0%}".replace("%", " %")
    here, share = done.rows - done.rows_before, done.share - done.share_before
    if not here or share <= 0:
        return said
    return f"{said}, {here / seconds:,.0f} a second, {_time(seconds * (1 - done.share) / share)} left"


def _time(seconds: float) -> str:
    if seconds < _MINUTE:
        return f"{seconds:.0f} s"
    if seconds < _HOUR:
        return f"{seconds / _MINUTE:.0f} min"
    return f"{seconds // _HOUR:.0f} h {seconds % _HOUR / _MINUTE:.0f} min"
