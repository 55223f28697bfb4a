"""A vendor check as one JSON document, with every row in its place; it serves as a baseline later."""

from __future__ import annotations

from typing import Any

import msgspec

from screening.checking.notices import FORM, Notice, Row, VendorCheck
from screening.reports.escaping import in_json

__all__ = ["as_dict", "document"]


def document(check: VendorCheck) -> str:
    """The document, indented."""
    return in_json(msgspec.json.format(msgspec.json.encode(as_dict(check))).decode()) + "\n"


def as_dict(check: VendorCheck) -> dict[str, Any]:
    """The check as plain values; what is empty is left out of notices."""
    plain: dict[str, Any] = msgspec.to_builtins(check)
    return {
        "form": FORM,
        "exit_code": check.code,
        "summary": check.summary,
        **plain,
        "troubles": list(map(_notice, check.troubles)),
        "rows": [_row(row, check.fail_on) for row in check.rows],
    }


def _row(row: Row, fail_on: str) -> dict[str, Any]:
    return {
        "place": _place(row),
        "subject": row.subject,
        "name": row.name,
        "screened": row.screened,
        "band": row.band,
        "reason": row.reason,
        "fails": row.fails(fail_on),
        "unread": row.unread,
        "notices": list(map(_notice, row.notices)),
    }


def _notice(notice: Notice) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(notice)
    return {
        **{name: value for name, value in plain.items() if value not in ("", (), [], None)},
        "place": _place(notice),
    }


def _place(of: Row | Notice) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(of.place)
    return {name: value for name, value in plain.items() if value not in ("", None)}
