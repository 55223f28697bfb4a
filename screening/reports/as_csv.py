"""Assessments and error records as CSV for a spreadsheet: one row each, and no cell is ever a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from screening.assessment import Assessment
from screening.errors import RecordError
from screening.reports.escaping import cell

__all__ = ["COLUMNS", "lines", "render"]

COLUMNS = (
    "id",
    "kind",
    "band",
    "score",
    "deciding_score",
    "band_reason",
    "findings",
    "hits",
    "missing",
    "unread",
    "problems",
    "notes",
    "today",
    "preset",
    "policy_digest",
    "lists",
)
"""The columns, in order. ``band`` is empty for a record that could not be screened; ``problems`` says why."""


def lines(results: Iterable[Assessment | RecordError]) -> Iterator[str]:
    """The header, then one line for each assessment or error record."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, restval="", quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writeheader()
    for result in results:
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        row = _error(result) if isinstance(result, RecordError) else _row(result)
        writer.writerow({name: cell(value) if isinstance(value, str) else value for name, value in row.items()})
    yield buffer.getvalue()


def render(results: Iterable[Assessment | RecordError]) -> str:
    """The whole file as text.

    >>> render([]).partition(",")[0]
    '"id"'
    """
    return "".join(lines(results))


def _row(a: Assessment) -> dict[str, str | float]:
    return {
        "id": a.profile_id,
        "kind": a.kind,
        "band": a.band.value,
        "score": a.score,
        "deciding_score": a.deciding_score,
        "band_reason": a.band_reason,
        "findings": "; ".join(finding.id for finding in a.findings if finding.points > 0),
        "hits": "; ".join(f"{hit.list}:{hit.entry_id}" for hit in a.hits),
        "missing": "; ".join(a.missing),
        "unread": "; ".join(f"{unread.field}: {unread.message}" for unread in a.unread),
        "notes": "; ".join(a.notes),
        "today": a.today,
        "preset": a.preset,
        "policy_digest": a.policy_digest,
        "lists": "; ".join(f"{used.id} {used.as_of} {used.digest[:12]}".replace("  ", " ") for used in a.lists),
    }


def _error(error: RecordError) -> dict[str, str | float]:
    return {"id": error.record_id, "problems": str(error)}
