"""Assessments and error records as JSON: one document, or one line each.

Assessments are the objects of :meth:`Assessment.to_dict`; a record that could not be screened is an object
with the one key ``error``. Both forms come piece by piece, so that millions need no memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from screening.assessment import Assessment
from screening.clearing import what_would_clear
from screening.errors import RecordError
from screening.policy import Policy
from screening.reports.escaping import in_json

__all__ = ["document", "explained", "lines", "render"]


def lines(results: Iterable[Assessment | RecordError]) -> Iterator[str]:
    """One line of JSON for each assessment or error record."""
    for result in results:
        yield _line({"error": result.to_dict()} if isinstance(result, RecordError) else result)


def document(results: Iterable[Assessment | RecordError]) -> Iterator[str]:
    """One JSON array, an element a line."""
    yield from _array(lines(results))


def explained(results: Iterable[Assessment | RecordError], policy: Policy) -> Iterator[str]:
    """As :func:`document`, and each assessment with the key ``what_would_clear``.

    Args:
        results: assessments made with the policy, and error records.
        policy: it says what is enough.
    """
    yield from _array(
        _line({**msgspec.structs.asdict(result), "what_would_clear": what_would_clear(result, policy)})
        if isinstance(result, Assessment)
        else _line({"error": result.to_dict()})
        for result in results
    )


def _line(value: object) -> str:
    return in_json(msgspec.json.encode(value).decode()) + "\n"


def _array(elements: Iterable[str]) -> Iterator[str]:
    start = "[\n"
    for line in elements:
        yield start + line.rstrip("\n")
        start = ",\n"
    yield "[]\n" if start == "[\n" else "\n]\n"


def render(results: Iterable[Assessment | RecordError]) -> str:
    r"""One JSON array as text.

    >>> render([])
    '[]\n'
    """
    return "".join(document(results))
