"""A vendor check as JUnit XML: one test case for each vendor, which CI systems list beside other tests.

A vendor at the threshold is a failure, one that could not be screened an error; one of which not enough is known
is skipped, for it did not pass. XML cannot carry control characters; they are spelled out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from screening.checking.notices import ERROR, Notice, Row, VendorCheck
from screening.reports.escaping import visible

__all__ = ["lines"]

_LONGEST = 4_000


def lines(check: VendorCheck) -> Iterator[str]:
    """The report line by line."""
    errors = len(check.troubles) + sum(not row.screened for row in check.rows)
    failures = sum(row.screened and row.fails(check.fail_on) for row in check.rows)
    skipped = sum(_is_skipped(row, check.fail_on) for row in check.rows)
    counts = _attributes(
        name="screening check",
        tests=len(check.rows) + len(check.troubles),
        failures=failures,
        errors=errors,
        skipped=skipped,
    )
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"<testsuites{counts}>\n<testsuite{counts} timestamp={quoteattr(check.today + 'T00:00:00')}>\n"
    yield f"<properties>{''.join(_properties(check))}</properties>\n"
    for trouble in check.troubles:
        yield _case(trouble.place.file, trouble.title, 1, [_outcome("error", ERROR, [trouble])])
    for row in check.rows:
        yield _case(row.place.file, row.label, row.place.number, _outcomes(row, check.fail_on))
    said = [*check.remarks, *(gap.message for gap in check.gaps if not gap.required), check.summary]
    yield f"<system-out>{_text(said)}</system-out>\n</testsuite>\n</testsuites>\n"


def _properties(check: VendorCheck) -> Iterator[str]:
    for name, value in (
        ("fail_on", check.fail_on),
        ("preset", check.preset),
        ("policy_digest", check.policy_digest),
        ("version", check.version),
        *((f"list {used.id}", f"{used.as_of} {used.digest}") for used in check.lists),
    ):
        yield f"<property{_attributes(name=name, value=value)}/>"


def _is_skipped(row: Row, fail_on: str) -> bool:
    return row.screened and row.band == "unknown" and not row.fails(fail_on)


def _outcomes(row: Row, fail_on: str) -> list[str]:
    """What is in the case of a vendor; nothing is a pass."""
    outcomes = []
    still_open = [notice for notice in row.notices if notice.open]
    settled = [notice for notice in row.notices if not notice.open]
    if not row.screened:
        outcomes.append(_outcome("error", ERROR, still_open))
    elif row.fails(fail_on):
        outcomes.append(_outcome("failure", row.band, row.notices if row.band == "escalate" else still_open))
    elif _is_skipped(row, fail_on):
        outcomes.append(f"<skipped{_attributes(message=row.reason)}/>")
    elif still_open:
        settled = [*still_open, *settled]
    if settled:
        outcomes.append(f"<system-out>{_text(map(_said, settled))}</system-out>")
    return outcomes


def _outcome(element: str, band: str, notices: Iterable[Notice]) -> str:
    said = list(map(_said, notices))
    return f"<{element}{_attributes(message=said[0] if said else band, type=band)}>{_text(said)}</{element}>"


def _case(file: str, name: str, line: int, inside: Iterable[str]) -> str:
    given = _attributes(classname=file, name=name, file=file, line=line)
    content = "".join(inside)
    return f"<testcase{given}>{content}</testcase>\n" if content else f"<testcase{given}/>\n"


def _said(notice: Notice) -> str:
    state = "known" if notice.known else "allowed" if notice.allowed is not None else notice.band
    details = f"; seen: {notice.details}" if notice.details else ""
    return f"{state}: {notice.place}: {notice.said}{details} [{notice.rule}]"


def _attributes(**given: str | int) -> str:
    return "".join(f" {name}={quoteattr(visible(str(value), _LONGEST))}" for name, value in given.items())


def _text(said: Iterable[str]) -> str:
    return escape("\n".join(visible(text, _LONGEST) for text in said))
