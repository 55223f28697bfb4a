"""A vendor check for a terminal or the log of a CI job: what to look at first on top.

A log has one line for each, which editors and other programs read; a terminal shows what belongs to one vendor
together. No line begins with anything that a vendor wrote, and what some CI systems would read as a command is
broken up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from screening.checking.notices import ERROR, Notice, VendorCheck
from screening.drawing.look import FILE, Look
from screening.reports.escaping import visible
from screening.reports.text import A_PERSON_DECIDES

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


def lines(check: VendorCheck, look: Look = FILE) -> Iterator[str]:
    """The report line by line.

    Args:
        check: the outcome.
        look: how it is set.
    """
    show = _labelled if look.plain else _logged if look.cells is None else _gathered
    yield from show(ranked(check), look)
    if check.notices:
        yield "\n"
    for row in check.rows:
        if row.unread:
            yield from _set(f"not read at {inert(str(row.place))}: {inert(', '.join(row.unread))}", look)
    for remark in (*check.remarks, *(gap.message for gap in check.gaps if not gap.required)):
        yield from _set(inert(remark), look)
    for said in (check.summary, A_PERSON_DECIDES):
        yield from _set(said, look)


def _logged(notices: Iterable[Notice], look: Look) -> Iterator[str]:
    """One line for each, and one for what stands beside it."""
    for notice in notices:
        said = ": ".join(filter(None, (notice.subject, f"{notice.said} [{notice.rule}]")))
        yield f"{look.paint(_band(notice), notice.band)}: {inert(_where(notice))}: {inert(said)}\n"
        yield from (f"    {label}: {inert(text)}\n" for label, text in _more(notice))


def _gathered(notices: Iterable[Notice], look: Look) -> Iterator[str]:
    """A vendor's notices together, its band and place first."""
    for (band, subject, where), of_vendor in groupby(notices, key=lambda n: (_band(n), n.subject, _where(n))):
        found = list(of_vendor)
        parts = (look.paint(band, found[0].band), look.paint(inert(subject), "title"), inert(where))
        yield from _set("  ".join(filter(None, parts)), look)
        for notice in found:
            yield from _set(inert(f"{notice.said} [{notice.rule}]"), look, indent="  ")
            for label, text in _more(notice):
                yield from _set(f"{label}: {inert(text)}", look, indent="    ")


def _labelled(notices: Iterable[Notice], _look: Look) -> Iterator[str]:
    """One labelled fact a line."""
    for notice in notices:
        facts = [
            ("band", _band(notice)),
            ("place", _where(notice)),
            ("vendor", notice.subject),
            ("reason", notice.said),
            ("rule", notice.rule),
            *_more(notice),
        ]
        yield from (f"{label}: {inert(text)}\n" for label, text in facts if text)
        yield "\n"


def _more(notice: Notice) -> Iterator[tuple[str, str]]:
    if notice.details:
        yield "seen", notice.details
    if notice.allowed is not None:
        allowed = notice.allowed
        by = ", ".join(filter(None, (allowed.approved_by, allowed.second_approver)))
        yield f"{allowed.decision} until {allowed.expires}, by {inert(by)}", allowed.reason


def _set(text: str, look: Look, indent: str = "") -> list[str]:
    """Lines: one for a log, as many as it takes on a terminal."""
    if look.cells is None:
        return [f"{indent}{text}\n"]
    return [f"{line}\n" for line in look.prose(text, indent, f"{indent}  ")]


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
