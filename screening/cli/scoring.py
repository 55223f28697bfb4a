"""The commands that score profiles: ``score``, ``explain``, ``demo``."""

from __future__ import annotations

import datetime as dt
import difflib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

import screening
from screening import inputs
from screening.assessment import Assessment
from screening.cli.setting import Choices, look, records, say, write
from screening.cli.tally import WORST_FIRST, Result, Tally
from screening.errors import InputError, RecordError, shown
from screening.population.sources import is_pattern
from screening.profile import Profile
from screening.reports import as_csv, as_json, brief, text
from screening.screener import Screener

__all__ = ["demo", "explain", "format_of", "is_batch", "score"]

_FORMS: dict[str, Callable[[Iterable[Result]], Iterator[str]]] = {
    "json": as_json.document,
    "jsonl": as_json.lines,
    "csv": as_csv.lines,
}
_BY_NAME = {".parquet": "parquet", ".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json"}
_ELSE = frozenset({".xlsx", ".xls", ".ods", ".tsv", ".html", ".htm", ".pdf", ".xml"})
_LONG = 2_000
"""Records from which a progress bar is worth drawing."""
_IDS_KEPT = 1_000


def format_of(form: str | None, output: str | None) -> str:
    """The format that was asked for, or that the name of the output says, or text.

    Raises:
        InputError: the name says a format that is not written here: text in it would be a damaged file.
    """
    suffix = Path(output or "").suffix.lower()
    if form is None and suffix in _ELSE:
        hint = "screening report writes a page" if suffix in {".html", ".htm"} else "or say --format"
        raise InputError(f"{output}: {suffix} is not written ({', '.join(_BY_NAME)}, or text are); {hint}")
    return form or _BY_NAME.get(suffix, "text")


def is_batch(files: Sequence[str], form: str) -> bool:
    """Whether profiles are many: a folder or a pattern, or a Parquet file to write."""
    return form == "parquet" or any(Path(file).is_dir() or is_pattern(file) for file in files)


def score(files: Sequence[str], form: str, output: str | None, choices: Choices) -> int:
    """Score the profiles of files; errors and a summary go to stderr."""
    tally, screener = Tally(), choices.screener()
    results = tally.over(_results(screener, files, choices))
    with _progress(results, files, streams=output is None and form != "text") as shown_results:
        pieces = _table(shown_results, output) if form == "text" else _FORMS[form](shown_results)
        write(pieces, output, keep=[*files, *choices.files])
    say(tally.summary())
    return tally.code(screener.gaps(choices.today))


def explain(file: str, identifier: str, form: str, choices: Choices, *, full: bool) -> int:
    """Explain the profiles of a file that bear an id, on one screen each or in full."""
    found: list[Profile | RecordError] = []
    ids: list[str] = []
    nameless = 0
    screener = choices.screener()
    for record in inputs.read(file, kind=choices.kind_by(screener.policy)):
        given = record.record_id if isinstance(record, RecordError) else record.id
        if given == identifier:
            found.append(record)
        elif given and len(ids) < _IDS_KEPT:
            ids.append(given)
        nameless += not given
    if not found:
        near = difflib.get_close_matches(identifier[:200], ids, n=1)
        hint = f", did you mean {shown(near[0])}?" if near else ""
        what = "record" if nameless == 1 else "records"
        more = f"; {nameless:,} {what} whose id could not be read" if nameless else ""
        raise InputError(f"{file}: no record with the id {shown(identifier)}{hint}{more}")
    tally = Tally()
    results = list(tally.over(_scored(screener, record, choices.today) for record in found))
    if form == "json":
        write(as_json.explained(results, screener.policy))
    else:
        assessments = (result for result in results if isinstance(result, Assessment))
        explained = text.explain if full else brief.explain
        write(explained(assessment, look(), screener.policy) for assessment in assessments)
    return tally.code(screener.gaps(choices.today))


def demo(file: str | None, output: str | None, choices: Choices) -> int:
    """Score the example profiles, show a table and one explanation, and write JSON if a folder is named."""
    examples = Path(screening.__file__).parents[1] / "examples" / "profiles.jsonl"
    if file is None and not examples.is_file():
        raise InputError("the example profiles come with a checkout, not with the wheel: screening demo FILE")
    tally, screener = Tally(), choices.screener()
    source = file or str(examples)
    results = list(tally.over(_results(screener, [source], choices)))
    assessments = [result for result in results if isinstance(result, Assessment)]
    if not assessments:
        raise InputError(f"{source}: no profile in it could be scored")
    write([text.render(assessments, look()), "\n"])
    write([look().paint("The one with most to explain", "title"), "\n\n"])
    write([brief.explain(_telling(assessments), look(), screener.policy)])
    if output is not None:
        folder = Path(output)
        folder.mkdir(parents=True, exist_ok=True)
        write(as_json.document(results), str(folder / "assessments.json"), keep=[source, *choices.files])
        say(f"all assessments are in {folder / 'assessments.json'}")
    say(tally.summary())
    return 0


def _results(screener: Screener, files: Iterable[str], choices: Choices) -> Iterator[Result]:
    """Every record of every file, scored."""
    today = choices.today
    for record in records(files, choices.kind_by(screener.policy)):
        yield _scored(screener, record, today)


def _scored(screener: Screener, record: Profile | RecordError, today: dt.date) -> Result:
    if isinstance(record, RecordError):
        return record
    try:
        return screener.score(record, today=today)
    except RecordError as error:
        return error


def _table(results: Iterable[Result], output: str | None) -> Iterator[str]:
    """The table of all assessments, which is in order only once all are known."""
    assessments = [result for result in results if isinstance(result, Assessment)]
    if assessments:
        yield text.render(assessments, look(output))


@contextmanager
def _progress(results: Iterator[Result], files: Sequence[str], *, streams: bool) -> Iterator[Iterable[Result]]:
    """The results behind a progress bar, if the run is long, somebody watches, and no results run past there."""
    watched = sys.stderr is not None and sys.stderr.isatty() and not (streams and sys.stdout.isatty())
    total = inputs.count(files) if watched else 0
    if total < _LONG:
        yield results
        return
    with click.progressbar(results, length=total, label="scoring", file=sys.stderr) as bar:
        yield bar


def _telling(assessments: Iterable[Assessment]) -> Assessment:
    """Of those to look at first, the one with most findings that count."""
    return min(
        assessments,
        key=lambda a: (WORST_FIRST.index(a.band), -sum(f.points > 0 for f in a.findings), -a.score, a.profile_id),
    )
