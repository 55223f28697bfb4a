"""A vendor check as SARIF 2.1.0, the OASIS standard that code hosts and editors show as annotations.

Rules are the ids of the indicators. Columns count characters. A workbook or a table of columns has no lines: its
results name row and column as a logical place.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import msgspec

from screening.checking.notices import ERROR, RULES, Notice, Place, VendorCheck
from screening.indicators import INDICATORS
from screening.reports.escaping import in_json, visible

__all__ = ["SCHEMA", "as_dict", "document"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {ERROR: "error", "escalate": "error", "review": "warning", "unknown": "note"}
_ABOUT = {indicator.id: indicator for indicator in INDICATORS}
_ROOT = "%SRCROOT%"


def document(check: VendorCheck) -> str:
    """The log as text."""
    return in_json(msgspec.json.format(msgspec.json.encode(as_dict(check))).decode()) + "\n"


def as_dict(check: VendorCheck) -> dict[str, Any]:
    """The log as plain values."""
    notices = list(check.notices)
    rules = {rule: number for number, rule in enumerate(sorted({notice.rule for notice in notices}))}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "screening",
                        "semanticVersion": check.version,
                        "rules": list(map(_rule, rules)),
                    }
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [_invocation(check)],
                "results": [_result(notice, rules[notice.rule]) for notice in notices],
                "properties": {
                    "today": check.today,
                    "preset": check.preset,
                    "policyDigest": check.policy_digest,
                    "failOn": check.fail_on,
                    "lists": [msgspec.to_builtins(used) for used in check.lists],
                    "remarks": list(map(visible, check.remarks)),
                },
            }
        ],
    }


def _rule(rule: str) -> dict[str, Any]:
    indicator = _ABOUT.get(rule)
    title = indicator.title if indicator else RULES[rule]
    found: dict[str, Any] = {"id": rule, "shortDescription": {"text": title}}
    if indicator:
        about = " ".join(indicator.documentation.partition("\n")[2].partition(">>>")[0].split())
        found["fullDescription"] = {"text": about or title}
        found["help"] = {"text": "\n".join([about or title, "", *(f"Source: {s}" for s in indicator.citations)])}
        found["properties"] = {"tags": [indicator.family, indicator.grade]}
    return found


def _invocation(check: VendorCheck) -> dict[str, Any]:
    return {
        "executionSuccessful": check.code <= 1,
        "exitCode": check.code,
        "toolExecutionNotifications": [
            {"level": "error" if gap.required else "warning", "message": {"text": visible(gap.message)}}
            for gap in check.gaps
        ],
    }


def _result(notice: Notice, rule: int) -> dict[str, Any]:
    found: dict[str, Any] = {
        "ruleId": notice.rule,
        "ruleIndex": rule,
        "level": _LEVELS[notice.band],
        "message": {"text": _message(notice)},
        "locations": [_location(notice.place)],
        "partialFingerprints": {
            "screening/v1": notice.fingerprint,
            "primaryLocationLineHash": f"{notice.fingerprint.partition(':')[0]}:{_count(notice)}",
        },
        "baselineState": "unchanged" if notice.known else "new",
        "properties": {
            "band": notice.band,
            **_given("listing", notice.listing),
            **({"alsoListed": list(notice.also_listed)} if notice.also_listed else {}),
            **_given("entryDigest", notice.digest),
        },
    }
    if notice.allowed is not None:
        allowed = notice.allowed
        found["suppressions"] = [
            {
                "kind": "external",
                "status": "accepted",
                "justification": visible(f"{allowed.decision} until {allowed.expires}: {allowed.reason}"),
            }
        ]
    return found


def _count(notice: Notice) -> str:
    return notice.fingerprint.partition(":")[2] or "1"


def _message(notice: Notice) -> str:
    about = ": ".join(filter(None, (notice.subject, notice.said)))
    parts: Iterable[str] = (about, f"seen: {notice.details}" if notice.details else "", f"band: {notice.band}")
    return visible(". ".join(filter(None, parts)), 4_000)


def _given(name: str, value: str) -> dict[str, str]:
    return {name: value} if value else {}


def _location(place: Place) -> dict[str, Any]:
    artifact = {"uri": quote(place.file)}
    if not place.file.startswith(("/", "..")):
        artifact["uriBaseId"] = _ROOT
    physical: dict[str, Any] = {"artifactLocation": artifact}
    found: dict[str, Any] = {"physicalLocation": physical}
    if place.unit == "line":
        physical["region"] = {"startLine": place.line}
        if span := place.span:
            physical["region"] |= {
                "startColumn": span.column,
                "endLine": span.end_line,
                "endColumn": span.end_column,
            }
    if place.number:
        name = f"{place.unit} {place.number}" + (f", column {place.column}" if place.column else "")
        found["logicalLocations"] = [{"fullyQualifiedName": visible(name)}]
    return found
