"""A table scored: result columns row by row, or a row for each finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

import narwhals.stable.v1 as nw

from screening.assessment import Assessment, Coverage
from screening.drawing.progress import watched
from screening.errors import InputError, RecordError
from screening.frames.meanings import Meaning, field_of
from screening.frames.reading import records, table_of, values
from screening.profile import Profile

__all__ = ["ADDED", "EXPLODED", "score_frame", "scored_rows"]

_Score: TypeAlias = Callable[[Profile], Assessment]
ADDED = ("band", "score", "coverage", "band_reason", "findings", "hits", "missing", "problems")
"""The columns of a result. ``coverage`` is the share (0..1) of the expected checks that could be made.
``findings`` (ids of those with points, the strongest first), ``hits`` (``list:entry``) and ``missing`` are joined
by ``; ``; ``problems`` says why a record could not be screened, and then ``band`` and ``score`` are null."""
EXPLODED = ("band", "score", "finding", "family", "grade", "points", "share", "summary", "sources", "problems")
"""The columns of a result with one row for each finding, after the column of ids."""
_NUMBERS = frozenset({"score", "coverage", "points", "share"})


def score_frame(
    score: _Score,
    frame: Any,  # noqa: ANN401 - any frame
    *,
    columns: Meaning | None = None,
    explode: bool = False,
    progress: bool = False,
) -> Any:  # noqa: ANN401
    """The frame with the columns :data:`ADDED`, row by row in the same order; or a row for each finding.

    Args:
        score: scores one profile.
        frame: a pandas or polars data frame, or a pyarrow table.
        columns: what columns mean that are not named as in a CSV file: ``{"Full name": "name", "Notes": None}``.
            ``None`` is carried along and not read.
        explode: give one row for each finding, those without points included: the column of ids and
            :data:`EXPLODED`. A record that could not be screened has one row, which says why; a profile without
            findings has none.
        progress: show a bar, of tqdm or rich.

    Raises:
        InputError: it is no such table, a column is unknown, or bears the name of a result column.
    """
    table = table_of(frame)
    key = next((name for name in table.columns if field_of(name, columns or {}) == "id"), "")
    added = EXPLODED if explode else ADDED
    taken = [name for name in ((key,) if explode else table.columns) if name in added]
    if taken:
        raise InputError(f"table: column {', '.join(taken)} is one that the result adds; rename or drop it")
    results: Iterable[Assessment | RecordError] = _results(score, records(frame, columns=columns or {}))
    if progress:
        results = _watched(results, len(table))
    if explode:
        return _exploded(table, key, results)
    rows = [_refused(found) if isinstance(found, RecordError) else _told(found) for found in results]
    return _with(table, ADDED, rows).to_native()


def scored_rows(frame: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - any frame
    """The result columns of a scored frame, a row each; refused records are left out.

    Raises:
        InputError: it is no table, or has no result in it.
    """
    table = table_of(frame)
    lacking = [name for name in ("band", "score", "findings") if name not in table.columns]
    if lacking:
        raise InputError(f"table: no column {', '.join(lacking)}: is it a result of score_frame?")
    found = zip(*(values(table[name]) for name in ("band", "score", "findings")), strict=True)
    return [
        {"band": band, "score": float(score), "findings": ids.split("; ") if ids else []}
        for band, score, ids in found
        if band is not None
    ]


def _results(score: _Score, profiles: Iterable[Profile | RecordError]) -> Iterator[Assessment | RecordError]:
    for profile in profiles:
        if isinstance(profile, RecordError):
            yield profile
            continue
        try:
            yield score(profile)
        except RecordError as error:
            yield error


def _watched(results: Iterable[Assessment | RecordError], total: int) -> Iterator[Assessment | RecordError]:
    try:
        yield from watched(results, total=total, label="screened")
    except ImportError:
        raise InputError("a progress bar needs tqdm or rich: pip install tqdm") from None


def _exploded(table: nw.DataFrame[Any], key: str, results: Iterable[Assessment | RecordError]) -> Any:  # noqa: ANN401 - any frame
    """A row for each finding, and one for each record that was refused."""
    numbers: list[int] = []
    rows: list[tuple[str | float | None, ...]] = []
    for number, found in enumerate(results):
        here: list[tuple[str | float | None, ...]]
        if isinstance(found, RecordError):
            here = [(None,) * (len(EXPLODED) - 1) + (str(found),)]
        else:
            here = [
                (
                    *(found.band.value, found.score, f.id, f.family, f.grade, f.points, f.share, f.summary),
                    *("; ".join(map(str, f.sources)), None),
                )
                for f in found.findings
            ]
        numbers.extend([number] * len(here))
        rows.extend(here)
    if key:
        kept = table.select(key)[numbers] if numbers else table.select(key).head(0)
        return _with(kept, EXPLODED, rows).to_native()
    first = table.select(table.columns[0])
    kept = first[numbers] if numbers else first.head(0)
    named = [(f"row {number + 1}", *row) for number, row in zip(numbers, rows, strict=True)]
    return _with(kept, ("id", *EXPLODED), named).select("id", *EXPLODED).to_native()


def _with(
    table: nw.DataFrame[Any], names: tuple[str, ...], rows: list[tuple[str | float | None, ...]]
) -> nw.DataFrame[Any]:
    """The table with columns added."""
    backend = nw.get_native_namespace(table)
    columns: Iterable[tuple[Any, ...]] = zip(*rows, strict=True) if rows else [()] * len(names)
    return table.with_columns(
        *(
            nw.new_series(
                name, list(cells), nw.Float64() if name in _NUMBERS else nw.String(), native_namespace=backend
            )
            for name, cells in zip(names, columns, strict=True)
        )
    )


def _told(a: Assessment) -> tuple[str | float | None, ...]:
    findings = "; ".join(finding.id for finding in a.findings if finding.points > 0)
    hits = "; ".join(f"{hit.list}:{hit.entry_id}" for hit in a.hits)
    missing = "; ".join(a.missing)
    return (a.band.value, a.score, _covered(a.coverage.values()), a.band_reason, findings, hits, missing, None)


def _covered(families: Iterable[Coverage]) -> float | None:
    """The share of the expected checks that could be made."""
    families = list(families)
    made, expected = sum(c.made for c in families), sum(c.expected for c in families)
    return round(made / expected, 4) if expected else None


def _refused(error: RecordError) -> tuple[str | float | None, ...]:
    return (None,) * (len(ADDED) - 1) + (str(error),)
