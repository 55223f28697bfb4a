"""A fitted policy: as the TOML that a person reads and signs, and its proof as text or JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import msgspec

from screening.drawing.look import FILE, Look
from screening.fitting.held_out import Performance
from screening.fitting.learning import Fit, FittedWeight
from screening.fitting.outcomes import Share
from screening.fitting.weighing import CAP_SPAN, HELD, LEAST_SEEN, SPANS
from screening.policy import Policy
from screening.reports.escaping import in_json
from screening.version import __version__

__all__ = ["CAVEATS", "as_json", "as_text", "as_toml"]

CAVEATS = (
    "A score is no probability of guilt. The shares hold in this file, with its mix of workers and honest people.",
    "On a platform workers are far rarer, and most of those flagged are honest.",
    "Labels are what somebody decided. Where that followed the score, or a country, the fit repeats it.",
    "A country or a place gains no weight: location, lists and the DPRK on record are never fitted.",
    "This is a proposal: a person reads it, compares it on profiles (screening policy compare), and signs it.",
)
"""What every report of a fit says."""
_BANDS = ("escalate", "review", "unknown", "clear")


def as_toml(fit: Fit, today: dt.date, *, digest: str = "") -> str:
    """The fitted policy as a file for :meth:`Policy.load`; ``approved_by`` is left for a person.

    Args:
        fit: the fit.
        today: the date from which the policy holds.
        digest: SHA-256 of the file of outcomes.
    """
    made = (
        f"Fitted to {fit.workers} profiles of workers and {fit.honest} honest ones"
        + (f" ({fit.unknown} unknown left out)" if fit.unknown else "")
        + f", {fit.folds} folds, budget {fit.budget:g} of honest profiles flagged; held out: "
        f"recall {fit.held_out.recall.share:g}, {fit.held_out.false_positives.share:g} of the honest flagged"
    )
    policy = msgspec.structs.replace(fit.policy, approved_by="", effective_from=today.isoformat(), reason=made)
    return "".join(_toml(policy, fit, digest))


def _toml(policy: Policy, fit: Fit, digest: str) -> Iterator[str]:
    yield f"# Made by screening {__version__}, policy fit. A proposal: read it, then sign it at approved_by.\n"
    yield f"# from the policy {fit.base}\n"
    if digest:
        yield f"# from the outcomes {digest}\n"
    yield from (f"# warning: {warning}\n" for warning in fit.warnings)
    plain, published = msgspec.to_builtins(policy), msgspec.to_builtins(Policy())
    for key, value in plain.items():
        if not isinstance(value, dict) and (value != published[key] or key == "approved_by"):
            yield f"{key} = {_value(value)}\n"
    seen = {weight.id: weight for weight in fit.weights}
    if policy.weights:
        yield "\n[weights]\n"
    for id_, weight in sorted(policy.weights.items()):
        row = seen[id_]
        seen_in = f"seen in {row.workers} workers, {row.honest} honest"
        yield f'"{id_}" = {_value(weight)}  # before {row.before:g}; {seen_in}\n'
    if policy.caps:
        yield "\n[caps]\n"
    before = {cap.family: cap.before for cap in fit.caps}
    yield from (
        f"{family} = {_value(cap)}  # before {before[family]:g}\n" for family, cap in sorted(policy.caps.items())
    )


def as_json(fit: Fit) -> str:
    """Everything about a fit."""
    plain = {**msgspec.to_builtins(fit), "caveats": CAVEATS}
    return in_json(msgspec.json.format(msgspec.json.encode(plain)).decode()) + "\n"


def as_text(fit: Fit, look: Look = FILE) -> Iterator[str]:
    """The proof of a fit, piece by piece."""
    budget = f"{fit.budget:.2%} of the honest flagged, a tenth of it escalated"
    if look.plain:
        facts = [("profiles of workers", f"{fit.workers:,}"), ("honest profiles", f"{fit.honest:,}")]
        facts += [("unknown, not used", f"{fit.unknown:,}"), ("folds", str(fit.folds)), ("budget", budget)]
        yield from (f"{line}\n" for line in look.pairs(facts))
    else:
        yield (
            f"{fit.workers:,} profiles of workers, {fit.honest:,} honest, {fit.unknown:,} unknown (not used); "
            f"{fit.folds} folds; budget: {budget}\n"
        )
    for warning in fit.warnings:
        yield f"Warning: {warning}\n"
    yield from _part("How well it does (shares with 95 % intervals)", _performance(fit, look), look)
    yield from _part("Bands: workers and honest", _bands(fit.before, fit.held_out, look), look)
    yield from _part("Held-out profiles by deciding score", _calibration(fit, look), look)
    yield from _part("Thresholds and caps", _thresholds(fit, look), look)
    yield from _part("Weights", _weights(fit.weights, look), look)
    spans = ", ".join(f"{grade} {low} to {high}" for grade, (low, high) in SPANS.items())
    yield (
        f"\nSpans in points: {spans}; caps {CAP_SPAN[0]} to {CAP_SPAN[1]}. Never fitted: conclusive indicators, "
        f"those seen in fewer than {LEAST_SEEN} profiles, and the families {', '.join(sorted(HELD))}.\n\n"
    )
    yield from (f"{caveat}\n" for caveat in CAVEATS)


def _part(title: str, lines: Iterable[str], look: Look) -> Iterator[str]:
    yield f"\n{look.paint(title, 'title')}\n"
    yield from (f"{line}\n" for line in lines)


def _performance(fit: Fit, look: Look) -> list[str]:
    rows = [
        (name, _said(getattr(fit.before, field)), _said(getattr(fit.held_out, field)))
        for name, field in (
            ("recall: workers flagged", "recall"),
            ("precision in this file", "precision"),
            ("honest flagged", "false_positives"),
            ("honest escalated", "false_escalations"),
        )
    ]
    rows.append(("log loss", f"{fit.before.log_loss:.5f}", f"{fit.held_out.log_loss:.5f}"))
    measure = "measure" if look.plain else ""
    return look.table((measure, "policy of before", "fitted, held out"), rows, indent="  ")


def _said(found: Share) -> str:
    if not found.of:
        return "none"
    return f"{found.share:.2%} ({found.low:.2%} to {found.high:.2%})"


def _bands(before: Performance, after: Performance, look: Look) -> list[str]:
    rows = [
        (band, *(f"{count:,}" for bands in (before.bands, after.bands) for count in bands[band]))
        for band in _BANDS
    ]
    header = ("band", "workers before", "honest before", "workers held out", "honest held out")
    return look.table(header, rows, right=[1, 2, 3, 4], indent="  ")


def _calibration(fit: Fit, look: Look) -> list[str]:
    rows = [
        (f"{tenth.from_score} to under {tenth.to_score}", f"{tenth.workers.of:,}", _said(tenth.workers))
        for tenth in fit.calibration
    ]
    return look.table(("score", "profiles", "share of workers"), rows, right=[1], indent="  ")


def _thresholds(fit: Fit, look: Look) -> list[str]:
    rows = [
        ("review_at", f"{fit.review_at[0]:g}", f"{fit.review_at[1]:g}"),
        ("escalate_at", f"{fit.escalate_at[0]:g}", f"{fit.escalate_at[1]:g}"),
        *((f"caps.{cap.family}", f"{cap.before:g}", f"{cap.after:g}") for cap in fit.caps),
    ]
    return look.table(("setting", "before", "after"), rows, right=[1, 2], indent="  ")


def _weights(weights: Iterable[FittedWeight], look: Look) -> list[str]:
    """Those that were seen, the ones that moved most on top."""
    ranked = sorted((w for w in weights if w.workers + w.honest), key=lambda w: (-abs(w.after - w.before), w.id))
    rows = [
        (w.id, w.grade, f"{w.before:g}", f"{w.after:g}", f"{w.workers:,}", f"{w.honest:,}", w.note) for w in ranked
    ]
    header = ("indicator", "grade", "before", "after", "workers", "honest", "note")
    return look.table(header, rows, right=[2, 3, 4, 5], indent="  ")


def _value(value: object) -> str:
    return in_json(msgspec.json.encode(value).decode())
