"""A vendor check as a Code Quality report of GitLab, which shows it at the rows of a merge request.

Only what is open is in it: the report has no field for what was decided. Fingerprints are unique and stay with a
vendor whose row moves.
"""

from __future__ import annotations

from typing import Any

import msgspec

from screening.checking.notices import ERROR, Notice, VendorCheck
from screening.reports.check_text import ranked
from screening.reports.escaping import in_json, visible

__all__ = ["as_list", "document"]

_SEVERITIES = {ERROR: "blocker", "escalate": "critical", "review": "major", "unknown": "info"}


def document(check: VendorCheck) -> str:
    """The report as text."""
    return in_json(msgspec.json.format(msgspec.json.encode(as_list(check))).decode()) + "\n"


def as_list(check: VendorCheck) -> list[dict[str, Any]]:
    """The report as plain values."""
    return [_issue(notice) for notice in ranked(check) if notice.open]


def _issue(notice: Notice) -> dict[str, Any]:
    place = notice.place
    lines = {"begin": place.line}
    if place.span:
        lines["end"] = place.span.end_line
    details = f"; seen: {notice.details}" if notice.details else ""
    said = ": ".join(filter(None, (notice.band, str(place), notice.subject, notice.said + details)))
    return {
        "description": visible(said, 4_000),
        "check_name": notice.rule,
        "fingerprint": notice.fingerprint,
        "severity": _SEVERITIES[notice.band],
        "location": {"path": place.file, "lines": lines},
    }
