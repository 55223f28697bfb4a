"""What the charts have in common: Altair itself, colours, axes and a ground that fits any page."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from screening.assessment import Assessment, Band
from screening.errors import InputError

__all__ = ["COLOURS", "GREY", "ORDER", "WIDTH", "altair", "colour", "dressed", "some", "whole_axis"]

COLOURS = {"clear": "#0077BB", "unknown": "#8A8A8A", "review": "#F08A33", "escalate": "#C1260F"}
"""The colour of each band, told apart by every kind of eye; a test measures it."""
ORDER = [band.value for band in (Band.CLEAR, Band.UNKNOWN, Band.REVIEW, Band.ESCALATE)]
GREY = "#7A7A7A"
WIDTH = 460


def altair() -> Any:  # noqa: ANN401 - an optional library
    """The library.

    Raises:
        InputError: it is not installed.
    """
    try:
        return import_module("altair")
    except ImportError:
        raise InputError("plots need the extra 'plot': pip install 'freelance-screening[plot]'") from None


def some(assessments: Iterable[Assessment]) -> list[Assessment]:
    """The assessments.

    Raises:
        InputError: there is none.
    """
    found = list(assessments)
    if not found:
        raise InputError("there is no assessment to draw")
    return found


def colour(alt: Any, field: str, title: str, colours: dict[str, str]) -> Any:  # noqa: ANN401
    """The colour of a mark, from a table of names."""
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    return alt.Color(f"{field}:N", scale=scale, legend=alt.Legend(title=title))


def whole_axis(alt: Any) -> Any:  # noqa: ANN401
    """An axis of whole numbers."""
    return alt.Axis(tickMinStep=1, format=",d")


def dressed(chart: Any, title: str) -> Any:  # noqa: ANN401
    """The chart with its title, readable on any ground."""
    return (
        chart.properties(title=title, background="transparent")
        .configure_title(color=GREY, anchor="start", fontSize=14)
        .configure_axis(labelColor=GREY, titleColor=GREY, domainColor=GREY, tickColor=GREY, gridColor="#8A8A8A40")
        .configure_legend(labelColor=GREY, titleColor=GREY)
        .configure_view(stroke=None)
    )
