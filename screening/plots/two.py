"""A chart of two policies: who moves from band to band."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from screening.assessment import Assessment
from screening.drawing.visible import visible
from screening.errors import InputError
from screening.plots.dress import COLOURS, GREY, ORDER, altair, colour, dressed, some

__all__ = ["what_if"]


def what_if(before: Iterable[Assessment], after: Iterable[Assessment], *, named: int = 20) -> Any:  # noqa: ANN401
    """What another policy would change: how many profiles move from band to band, and who.

    Args:
        before: assessments under one policy.
        after: of the same profiles under the other.
        named: at most this many profiles that change band are shown by their id, those whose score changes most
            first; 0 names nobody.

    Raises:
        InputError: the two are not of the same profiles, there is nothing to draw, or Altair is not installed.
    """
    alt = altair()
    here, there = _by_id(before, "before"), _by_id(after, "after")
    if here.keys() != there.keys():
        odd = min(here.keys() ^ there.keys())
        raise InputError(f"what_if: profile {visible(odd)!r} is assessed under one policy only")
    moves = Counter((a.band.value, there[name].band.value) for name, a in here.items())
    cells = [
        {"before": old, "after": new, "profiles": n, "moves": old != new}
        for (old, new), n in sorted(moves.items())
    ]
    base = alt.Chart(alt.Data(values=cells)).encode(
        y=alt.Y("before:N", sort=ORDER, scale=alt.Scale(domain=ORDER), title="band before"),
        x=alt.X("after:N", sort=ORDER, scale=alt.Scale(domain=ORDER), title="band after",
                axis=alt.Axis(labelAngle=0)),
        tooltip=[alt.Tooltip("before:N"), alt.Tooltip("after:N"), alt.Tooltip("profiles:Q")],
    )  # fmt: skip
    ground = alt.condition("datum.moves", alt.value(COLOURS["review"]), alt.value("transparent"))
    matrix = base.mark_rect(stroke=GREY, strokeWidth=0.5).encode(color=ground)
    dark = alt.condition("datum.moves", alt.value("#1A1207"), alt.value(GREY))
    numbers = base.mark_text(fontSize=13, fontWeight="bold").encode(text="profiles:Q", color=dark)
    count = sum(n for (old, new), n in moves.items() if old != new)
    charts = [(matrix + numbers).properties(width=280, height=130)]
    if moved := _moved(here, there)[:named]:
        charts.append(_movers(alt, moved))
    title = f"{count:,} of {len(here):,} profiles change band"
    return dressed(alt.vconcat(*charts), title)


def _by_id(assessments: Iterable[Assessment], which: str) -> dict[str, Assessment]:
    found: dict[str, Assessment] = {}
    for assessment in some(assessments):
        if assessment.profile_id in found:
            raise InputError(f"what_if: profile {visible(assessment.profile_id)!r} is there twice {which}")
        found[assessment.profile_id] = assessment
    return found


def _moved(here: dict[str, Assessment], there: dict[str, Assessment]) -> list[tuple[Assessment, Assessment]]:
    """Those whose band changes, those whose score changes most first."""
    pairs = [(a, there[name]) for name, a in here.items() if a.band != there[name].band]
    return sorted(pairs, key=lambda pair: (-abs(pair[1].score - pair[0].score), pair[0].profile_id))


def _movers(alt: Any, moved: list[tuple[Assessment, Assessment]]) -> Any:  # noqa: ANN401
    """The score of each before and after, as two points and the line between them."""
    names = [f"{visible(a.profile_id, 40)}: {a.band.value} → {b.band.value}" for a, b in moved]
    lines = [{"profile": name, "low": a.score, "high": b.score} for name, (a, b) in zip(names, moved, strict=True)]
    points = [
        {"profile": name, "score": one.score, "band": one.band.value, "policy": policy, "why": one.band_reason}
        for name, pair in zip(names, moved, strict=True)
        for policy, one in zip(("before", "after"), pair, strict=True)
    ]
    y = alt.Y("profile:N", sort=names, title=None, axis=alt.Axis(labelLimit=420))
    line = (
        alt.Chart(alt.Data(values=lines))
        .mark_rule(color=GREY, strokeWidth=2)
        .encode(y=y, x=alt.X("low:Q"), x2="high:Q")
    )
    point = (
        alt.Chart(alt.Data(values=points))
        .mark_point(size=90, filled=True, opacity=1)
        .encode(
            y=y,
            x=alt.X("score:Q", title="score, points of 100", scale=alt.Scale(domain=[0, 100])),
            color=colour(alt, "band", "band", COLOURS),
            shape=alt.Shape(
                "policy:N",
                scale=alt.Scale(domain=["before", "after"], range=["circle", "triangle-right"]),
                legend=alt.Legend(title="policy", symbolFillColor=GREY, symbolStrokeColor=GREY),
            ),
            tooltip=[alt.Tooltip(f"{name}:N") for name in ("profile", "policy", "band", "why")]
            + [alt.Tooltip("score:Q")],
        )
    )
    return (line + point).properties(width=280, height=alt.Step(20))
