"""Charts of many assessments: bands and scores, what was found most often, and what was checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from screening import frames
from screening.assessment import Assessment
from screening.drawing.visible import visible
from screening.errors import InputError
from screening.indicators import INDICATORS
from screening.plots.dress import COLOURS, GREY, ORDER, WIDTH, altair, colour, dressed, some, whole_axis

__all__ = ["bands", "coverage", "indicators"]

_STEP = 5
_TITLES = {indicator.id: indicator.title for indicator in INDICATORS}


def bands(results: Any) -> Any:  # noqa: ANN401 - assessments or any frame; altair's charts are not typed
    """How many profiles are in each band, and how their scores lie, in steps of five points.

    Args:
        results: assessments, or what :meth:`~screening.screener.Screener.score_frame` gave.

    Raises:
        InputError: there is nothing to draw, or Altair is not installed.
    """
    alt = altair()
    rows = _rows(results)
    per_band = Counter(row["band"] for row in rows)
    binned = Counter((row["band"], int(row["score"] // _STEP) * _STEP) for row in rows)
    totals = [{"band": band, "profiles": per_band[band], "order": n} for n, band in enumerate(ORDER)]
    steps = [
        {"band": band, "from": low, "to": low + _STEP, "profiles": n, "order": ORDER.index(band)}
        for (band, low), n in sorted(binned.items())
    ]
    by_band = colour(alt, "band", "band", COLOURS)
    base = alt.Chart(alt.Data(values=totals)).encode(
        y=alt.Y("band:N", sort=ORDER, title=None), x=alt.X("profiles:Q", title="profiles", axis=whole_axis(alt))
    )
    shares = base.mark_bar(height=16).encode(
        color=by_band, tooltip=[alt.Tooltip("band:N"), alt.Tooltip("profiles:Q")]
    )
    labels = base.mark_text(align="left", dx=4, color=GREY).encode(text="profiles:Q")
    scores = (
        alt.Chart(alt.Data(values=steps))
        .mark_bar()
        .encode(
            x=alt.X("from:Q", bin="binned", title="score, points of 100", scale=alt.Scale(domain=[0, 100])),
            x2="to:Q",
            y=alt.Y("profiles:Q", title="profiles", axis=whole_axis(alt)),
            color=by_band,
            order="order:Q",
            tooltip=[alt.Tooltip(f"{name}:{kind}") for name, kind in (("band", "N"), ("from", "Q"), ("to", "Q"),
                                                                       ("profiles", "Q"))],
        )
        .properties(width=WIDTH, height=160)
    )  # fmt: skip
    top = (shares + labels).properties(width=WIDTH, height=110)
    return dressed(alt.vconcat(top, scores), f"Bands and scores of {len(rows):,} profiles")


def indicators(results: Any, *, top: int = 15) -> Any:  # noqa: ANN401 - as above
    """The indicators that give points to most profiles.

    Args:
        results: assessments, or what :meth:`~screening.screener.Screener.score_frame` gave.
        top: at most this many.

    Raises:
        InputError: there is nothing to draw, or Altair is not installed.
    """
    alt = altair()
    rows = _rows(results)
    seen = Counter((name, row["band"]) for row in rows for name in row["findings"])
    totals = Counter(name for row in rows for name in row["findings"])
    kept = [name for name, _ in sorted(totals.items(), key=lambda item: (-item[1], item[0]))[:top]]
    values = [
        {
            "indicator": visible(name),
            "title": _TITLES.get(name, ""),
            "band": band,
            "profiles": n,
            "order": ORDER.index(band),
        }
        for (name, band), n in sorted(seen.items())
        if name in kept
    ]
    chart = (
        alt.Chart(alt.Data(values=values))
        .mark_bar(height=14)
        .encode(
            y=alt.Y("indicator:N", sort=kept, title=None, axis=alt.Axis(labelLimit=260)),
            x=alt.X("profiles:Q", title="profiles to which it gives points", axis=whole_axis(alt)),
            color=colour(alt, "band", "band of the profile", COLOURS),
            order="order:Q",
            tooltip=[alt.Tooltip(f"{name}:N") for name in ("indicator", "title", "band")]
            + [alt.Tooltip("profiles:Q")],
        )
        .properties(width=WIDTH, height=alt.Step(20))
    )
    return dressed(chart, f"What was found most often in {len(rows):,} profiles")


def coverage(assessments: Iterable[Assessment]) -> Any:  # noqa: ANN401 - as above
    """The share of the expected checks that could be made, by family. Not checked is not clear.

    Args:
        assessments: of one run; those that expect no check of a family do not count there.

    Raises:
        InputError: there is nothing to draw, or Altair is not installed.
    """
    alt = altair()
    made: Counter[str] = Counter()
    expected: Counter[str] = Counter()
    for assessment in some(assessments):
        for family, told in assessment.coverage.items():
            made[family] += told.made
            expected[family] += told.expected
    values = [
        {"family": family, "made": made[family], "expected": expected[family], "share": made[family] / total}
        for family, total in sorted(expected.items())
        if total
    ]
    base = alt.Chart(alt.Data(values=values)).encode(
        y=alt.Y("family:N", sort="-x", title=None),
        x=alt.X("share:Q", title="expected checks that could be made", scale=alt.Scale(domain=[0, 1]),
                axis=alt.Axis(format="%")),
        tooltip=[alt.Tooltip("family:N"), alt.Tooltip("made:Q"), alt.Tooltip("expected:Q")],
    )  # fmt: skip
    labels = base.mark_text(align="left", dx=4, color=GREY).encode(text=alt.Text("share:Q", format=".0%"))
    chart = (base.mark_bar(height=14, color=COLOURS["clear"]) + labels).properties(
        width=WIDTH, height=alt.Step(20)
    )
    return dressed(chart, "Coverage by family")


def _rows(results: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - assessments or any frame
    if hasattr(results, "columns"):
        rows = frames.scored_rows(results)
    else:
        rows = [
            {"band": a.band.value, "score": a.score, "findings": [f.id for f in a.findings if f.points > 0]}
            for a in results
        ]
    if not rows:
        raise InputError("there is no assessment to draw")
    return rows
