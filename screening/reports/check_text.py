"""A vendor check for a terminal or the log of a CI job: what to look at first on top, one line each.

No line begins with anything that a vendor wrote, and what some CI systems would read as a command is broken up.
"""

from __future__ import annotations

from collections.abc import Iterator

from screening.checking.notices import ERROR, Notice, VendorCheck
from screening.reports.escaping import visible
from screening.reports.text import A_PERSON_DECIDES, Paint, plain

__all__ = ["inert", "lines", "ranked"]

_ORDER = (ERROR, "escalate", "review", "unknown")


def ranked(check: VendorCheck) -> list[Notice]:
    """All notices, those to look at first on top; what is allowed or known comes last."""
    return sorted(check.notices, key=lambda n: (not n.open, _ORDER.index(n.band), n.place.file, n.place.number))


def inert(text: str) -> str:
    r"""Visible text in which ``##[...]`` and ``##vso[...]`` are no commands for a CI system.

    >>> inert("##[add-mask]secret")
    '#\\x23[add-mask]secret'
    """
    return visible(text).replace("##", "#\\x23")


def lines(check: VendorCheck, paint: Paint = plain) -> Iterator[str]:
    """The report line by line.

    Args:
        check: the outcome.
        paint: gives bands their colour on a terminal.
    """
    for notice in ranked(check):
        yield paint(f"{_band(notice)}: {inert(_where(notice))}: {inert(_said(notice))}\n", notice.band)
        if notice.details:
            yield f"    seen: {inert(notice.details)}\n"
        if notice.allowed is not None:
            allowed = notice.allowed
            by = ", ".join(filter(None, (allowed.approved_by, allowed.second_approver)))
            yield f"    {allowed.decision} until {allowed.expires}, by {inert(by)}: {inert(allowed.reason)}\n"
    if check.notices:
        yield "\n"
    for row in check.rows:
        if row.unread:
            yield f"not read at {inert(str(row.place))}: {inert(', '.join(row.unread))}\n"
    yield from (f"{inert(remark)}\n" for remark in check.remarks)
    yield from (f"{inert(gap.message)}\n" for gap in check.gaps if not gap.required)
    yield f"{check.summary}\n{A_PERSON_DECIDES}\n"


def _band(notice: Notice) -> str:
    if notice.allowed is not None:
        return f"allowed ({notice.band})"
    return f"known ({notice.band})" if notice.known else notice.band


def _where(notice: Notice) -> str:
    """``vendors.csv:14:5`` where there are lines, which editors open; the place in words elsewhere."""
    place = notice.place
    if place.unit != "line" or not place.number:
        return str(place)
    column = f":{place.span.column}" if place.span else ""
    return f"{place.file}:{place.line}{column}"


def _said(notice: Notice) -> str:
    return ": ".join(filter(None, (notice.subject, f"{notice.said} [{notice.rule}]")))
