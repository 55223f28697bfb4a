r"""A vendor check as workflow commands of GitHub: annotations at the rows of a pull request.

A command ends with its line, so that line breaks, ``%`` and, in a property, ``:`` and ``,`` are escaped as GitHub
asks for. GitHub shows only the first ten annotations of each kind of a step: the worst come first.
"""

from __future__ import annotations

from collections.abc import Iterator

from screening.checking.notices import ERROR, Notice, VendorCheck
from screening.reports.check_text import inert, ranked

__all__ = ["lines"]

_COMMANDS = {ERROR: "error", "escalate": "error", "review": "warning", "unknown": "notice"}
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def lines(check: VendorCheck) -> Iterator[str]:
    """The report line by line: what is open as annotations, the rest as plain lines."""
    for notice in ranked(check):
        if notice.open or notice.band == "escalate":
            yield _command(notice) if notice.allowed is None else _settled(notice)
        else:
            yield _settled(notice)
    for gap in check.gaps:
        if not gap.required:
            yield f"::warning title=screening::{_escaped(gap.message, _DATA)}\n"
    yield from (f"screening: {inert(remark)}\n" for remark in check.remarks)
    yield f"screening: {inert(check.summary)}\n"


def _settled(notice: Notice) -> str:
    state = "allowed" if notice.allowed is not None else "known"
    return f"screening: {state}: {inert(f'{notice.place}: {notice.subject}: {notice.said}')}\n"


def _command(notice: Notice) -> str:
    place = notice.place
    given = {"file": place.file}
    if place.number:
        given |= {"line": str(place.line)}
        if span := place.span:
            given |= {"endLine": str(span.end_line)}
            if span.end_line == span.line:  # GitHub takes columns within one line only
                given |= {"col": str(span.column), "endColumn": str(span.end_column)}
    given["title"] = f"{notice.band}: {notice.rule}"
    properties = ",".join(f"{name}={_escaped(value, _PROPERTY)}" for name, value in given.items())
    details = f"; seen: {notice.details}" if notice.details else ""
    said = ": ".join(filter(None, (str(place), notice.subject, notice.said + details)))
    return f"::{_COMMANDS[notice.band]} {properties}::{_escaped(said, _DATA)}\n"


def _escaped(text: str, how: dict[str, str]) -> str:
    """Text in which nothing can be seen as the end of a value; what GitHub decodes is escaped last.

    >>> _escaped("50 % of a:b", _PROPERTY)
    '50 %25 of a%3Ab'
    """
    return "".join(how.get(character, character) for character in inert(text))
