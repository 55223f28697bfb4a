"""What another policy would change on profiles, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from screening.drawing.look import FILE, Look
from screening.fitting.comparison import Comparison, Moved, Points
from screening.reports.escaping import in_json, visible
from screening.reports.text import closing, part

__all__ = ["as_json", "as_text"]


def as_text(comparison: Comparison, look: Look = FILE) -> Iterator[str]:
    """Counts, then the profiles that would move, each with both rules and the points that differ."""
    yield f"{comparison.profiles:,} profiles compared, {comparison.changed:,} would change band\n"
    if comparison.unusable:
        records = "record" if comparison.unusable == 1 else "records"
        yield f"{comparison.unusable:,} {records} could not be screened\n"
    rows = [
        (look.paint(before.value, before.value), look.paint(after.value, after.value), f"{count:,}")
        for (before, after), count in comparison.counts.items()
        if before is not after
    ]
    if rows:
        yield "\n"
        yield from (line + "\n" for line in look.table(("from", "to", "profiles"), rows, right=[2]))
    if comparison.score_moved:
        yield f"in the same band with another score: {comparison.score_moved:,}\n"
    for moved in comparison.moved:
        title = f"{visible(moved.id)}: {moved.before.value} -> {moved.after.value}"
        yield f"\n{part(title, _moved(moved), look)}"
    if comparison.left_out:
        yield f"\n{comparison.left_out:,} more that change are not shown (--limit)\n"
    yield "".join(f"{line}\n" for line in ("", *closing((), look)))


def _moved(moved: Moved) -> Iterator[str]:
    yield f"before: {moved.reason_before}"
    yield f"after: {moved.reason_after}"
    if not moved.points:
        yield "no finding's points differ: thresholds, caps or required checks do"
    for points in moved.points:
        yield f"{points.id}: {points.before:g} -> {points.after:g} points{_why(points)}"


def _why(points: Points) -> str:
    """A weight that differs, or the same weight where the clue is counted under another finding."""
    if points.weight_before != points.weight_after:
        return f" (weight {points.weight_before:g} -> {points.weight_after:g})"
    return " (same weight: the clue is counted under another finding, or no longer)"


def as_json(comparison: Comparison, settings: Mapping[str, tuple[Any, Any]]) -> str:
    """Everything, with the settings that differ.

    Args:
        comparison: the profiles.
        settings: of :meth:`screening.policy.Policy.diff`.
    """
    plain: dict[str, Any] = {
        "settings": {name: {"from": old, "to": new} for name, (old, new) in settings.items()},
        "profiles": comparison.profiles,
        "unusable": comparison.unusable,
        "changed": comparison.changed,
        "counts": [
            {"from": before.value, "to": after.value, "profiles": count}
            for (before, after), count in comparison.counts.items()
        ],
        "score_moved": comparison.score_moved,
        "moved": msgspec.to_builtins(comparison.moved),
        "left_out": comparison.left_out,
    }
    return in_json(msgspec.json.format(msgspec.json.encode(plain)).decode()) + "\n"
