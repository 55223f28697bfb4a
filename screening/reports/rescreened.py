"""What a rescreening found, for people and for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from screening.drawing.look import FILE, Look
from screening.population.rescreen.changes import Change
from screening.population.rescreen.report import Report
from screening.reports.escaping import in_json, visible

__all__ = ["as_json", "as_jsonl", "as_text", "summary"]

_TITLES = {
    "new_hit": "New hits",
    "reopened": "Decisions that are open again",
    "band": "Bands that changed",
    "gone_hit": "Hits that are gone",
    "refused": "Records that cannot be screened",
    "evidence": "Other evidence, same band and hits",
}
_MOST_SHOWN = 1_000
"""Rows of a table; the formats for machines have all."""


def summary(report: Report) -> str:
    """One line: how many profiles, how many of them scored again, what changed."""
    count = Counter(change.kind for change in report.changes)
    said = [f"{count[kind]:,} {title.lower()}" for kind, title in _TITLES.items() if count[kind]]
    return (
        f"{report.profiles:,} profiles, {len(report.rescored):,} scored again: "
        f"{', '.join(said) or 'nothing changed'}"
    )


def as_text(report: Report, look: Look = FILE) -> Iterator[str]:
    """What changed and why, as tables."""
    yield f"{look.paint(f'Rescreened on {report.today}, since {report.since}', 'title')}\n"
    yield from (f"{line}\n" for line in look.pairs(_head(report)))
    for kind, title in _TITLES.items():
        changes = [change for change in report.changes if change.kind == kind]
        if not changes:
            continue
        yield f"\n{look.paint(f'{title}: {len(changes):,}', 'title')}\n"
        rows = [tuple(map(visible, _row(change))) for change in changes[:_MOST_SHOWN]]
        yield from (f"{line}\n" for line in look.table(("profile", "band", "what", "why"), rows))
        if len(changes) > _MOST_SHOWN:
            yield f"and {len(changes) - _MOST_SHOWN:,} more\n"


def _head(report: Report) -> list[tuple[str, str]]:
    entries = ", ".join(f"{count:,} {name}" for name, count in report.entries.items() if count)
    rows = [
        ("scored again", f"{len(report.rescored):,} of {report.profiles:,} profiles"),
        ("everything", "; ".join(report.everything)),
        ("lists", "; ".join(report.lists) or "as before"),
        ("entries", entries),
        ("policy", "; ".join(report.policy) or "as before"),
        ("not screened", f"{report.refused:,} records" if report.refused else ""),
    ]
    return [(label, visible(text)) for label, text in rows if text]


def _row(change: Change) -> tuple[str, str, str, str]:
    band = change.band if change.band == change.was else f"{change.was or 'none'} -> {change.band or 'none'}"
    what = f"score {change.score:.1f}"
    if change.problems:
        what = change.problems
    elif change.hit is not None:
        hit = change.hit
        what = f"{hit.matched} / {hit.listed} ({hit.listings[0]})" if hit.matched else hit.listed
    decided = f"; decided: {change.decision}" if change.decision else ""
    return change.profile, band, f"{what}{decided}", "; ".join(change.reasons)


def as_json(report: Report) -> str:
    """The report as one JSON document."""
    document = {**_about(report), "changes": [_plain(change) for change in report.changes]}
    return in_json(msgspec.json.format(msgspec.json.encode(document)).decode()) + "\n"


def as_jsonl(report: Report) -> Iterator[str]:
    """A line that says what was compared, and one for each change."""
    for value in (_about(report), *map(_plain, report.changes)):
        yield in_json(msgspec.json.encode(value).decode()) + "\n"


def _about(report: Report) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(report)
    plain["rescored"] = len(report.rescored)
    del plain["changes"]
    return {"kind": "rescreening", **plain}


def _plain(change: Change) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(change)
    if change.hit is not None:
        fields = type(change.hit).__struct_fields__
        plain["hit"] = dict(zip(fields, plain["hit"], strict=True))
    return {name: value for name, value in plain.items() if value not in ("", None, ())} | {"asks": change.asks}
