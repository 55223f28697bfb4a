"""How long what was recorded is kept, and what is due to go.

Only the content goes: a tombstone stays, so that the chain can still be verified. Nothing about a profile under
legal hold is due, whatever its age.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from screening.decisions.chain import APPROVAL, ASSESSMENT, DECISION, HOLD, POLICY, PURGE, Entry, read
from screening.errors import InputError, shown

__all__ = ["KEPT", "Due", "due", "kept"]

_YEAR = 366
KEPT = {
    "true_match": 10 * _YEAR,
    "accepted_risk": 5 * _YEAR,
    "false_positive": _YEAR,
    "needs_information": 90,
    "escalate": 5 * _YEAR,
    "review": _YEAR,
    "unknown": 90,
    "clear": 90,
    "hold": 10 * _YEAR,
}
"""Days for which each class is kept: decisions by what was decided, assessments by their band, and ended holds.

Ten years is what 31 CFR 501.601 asks of records of sanctions in the United States; the others are this library's
suggestion.
"""
_EVIDENCE = frozenset({"true_match", "accepted_risk"})
"""Decisions that keep the assessments of their profile with them."""
_NEVER = frozenset({PURGE, POLICY})
"""What holds nobody's data, and is needed to read the rest."""


class Due(NamedTuple):
    """An entry whose content is to go, and its class."""

    number: int
    kept_as: str


class _Row(NamedTuple):
    number: int
    kind: str
    kept_as: str
    day: dt.date
    subject: str | None


class _Read(msgspec.Struct):
    decision: str = ""
    band: str = ""
    approves: int = 0
    released: bool = False


def kept(changes: Iterable[str]) -> dict[str, int]:
    """The days of each class, with changes such as ``false_positive=180``.

    >>> kept(["clear=30"])["clear"]
    30

    Raises:
        InputError: no such class, or no number of days.
    """
    days = dict(KEPT)
    for change in changes:
        name, _, number = change.partition("=")
        if name not in KEPT:
            raise InputError(f"--keep {shown(change)}: one of {', '.join(KEPT)} is needed before the =")
        if not (number.isascii() and number.isdigit() and 0 < int(number) <= 100 * _YEAR):
            raise InputError(f"--keep {shown(change)}: a number of days is needed after the =")
        days[name] = int(number)
    return days


def due(entries: Iterable[Entry], days: dict[str, int], today: dt.date) -> list[Due]:
    """What is due to be purged, by number.

    Args:
        entries: all of them, in order.
        days: for which each class is kept.
        today: age is counted to this day.
    """
    rows: list[_Row] = []
    classes: dict[int, str] = {}
    held: set[str | None] = set()
    for entry in entries:
        if entry.content is None or entry.kind in _NEVER:
            continue
        found = read(entry, _Read)
        if entry.kind == HOLD:
            (held.discard if found.released else held.add)(entry.subject)
        kept_as = _class(entry.kind, found, classes)
        if kept_as in days:
            classes[entry.number] = kept_as
            rows.append(
                _Row(entry.number, entry.kind, kept_as, dt.date.fromisoformat(entry.at[:10]), entry.subject)
            )
    aged = [r for r in rows if r.subject not in held and (today - r.day).days > days[r.kept_as]]
    going = {row.number for row in aged}
    supported = {
        row.subject
        for row in rows
        if row.kind == DECISION and row.kept_as in _EVIDENCE and row.number not in going
    }
    return [Due(row.number, row.kept_as) for row in aged if row.kind != ASSESSMENT or row.subject not in supported]


def _class(kind: str, found: _Read, classes: dict[int, str]) -> str:
    if kind == APPROVAL:  # goes with what it approves
        return classes.get(found.approves, "needs_information")
    return {DECISION: found.decision, ASSESSMENT: found.band, HOLD: HOLD}.get(kind, "")
