"""Assessments and error records as JSON: one document, or one line each.

Assessments are the objects of :meth:`Assessment.to_dict`; a record that could not be screened is an object
with the one key ``error``. Both forms come piece by piece, so that millions need no memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from screening.assessment import Assessment
from screening.errors import RecordError
from screening.reports.escaping import in_json

__all__ = ["document", "lines", "render"]


def lines(results: Iterable[Assessment | RecordError]) -> Iterator[str]:
    """One line of JSON for each assessment or error record."""
    for result in results:
        if isinstance(result, RecordError):
            yield in_json(msgspec.json.encode({"error": result.to_dict()}).decode()) + "\n"
        else:
            yield in_json(result.to_json()) + "\n"


def document(results: Iterable[Assessment | RecordError]) -> Iterator[str]:
    """One JSON array, an element a line."""
    start = "[\n"
    for line in lines(results):
        yield start + line.rstrip("\n")
        start = ",\n"
    yield "[]\n" if start == "[\n" else "\n]\n"


def render(results: Iterable[Assessment | RecordError]) -> str:
    r"""One JSON array as text.

    >>> render([])
    '[]\n'
    """
    return "".join(document(results))
