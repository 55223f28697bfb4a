"""Charts say what the assessments say: their numbers are compared, and each is drawn."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

from screening import plots
from screening.assessment import Assessment
from screening.errors import InputError
from screening.policy import Policy
from screening.profile import Profile
from screening.records import profile_from, read_jsonl
from screening.screener import Screener

pytest.importorskip("altair")
vl_convert: Any = pytest.importorskip("vl_convert")
TODAY = dt.date(2026, 11, 23)
EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="module")
def profiles() -> list[Profile]:
    with (EXAMPLES / "profiles.jsonl").open("rb") as lines:
        return [p for p in read_jsonl(lines, name="profiles.jsonl") if isinstance(p, Profile)]


@pytest.fixture(scope="module")
def assessments(profiles: list[Profile]) -> list[Assessment]:
    return list(Screener().score_many(profiles, today=TODAY))


@pytest.fixture(scope="module")
def stricter(profiles: list[Profile]) -> list[Assessment]:
    return list(Screener(Policy(review_at=20, preset="employer")).score_many(profiles, today=TODAY))


def drawn(chart: Any) -> str:  # noqa: ANN401 - a chart
    """The picture; a chart that is wrong cannot be drawn."""
    picture: str = vl_convert.vegalite_to_svg(chart.to_json())
    return picture


def rows(chart: Any) -> list[list[dict[str, Any]]]:  # noqa: ANN401 - a chart
    """The values of each data set, in the order of the charts that show them."""
    spec = json.loads(chart.to_json())

    def found(part: Any) -> list[list[dict[str, Any]]]:  # noqa: ANN401
        if isinstance(part, list):
            return [values for inner in part for values in found(inner)]
        if not isinstance(part, dict):
            return []
        data = part.get("data", {})
        own = [spec["datasets"][data["name"]] if "name" in data else data["values"]] if data else []
        return own + [v for key in ("vconcat", "hconcat", "layer") for v in found(part.get(key, []))]

    unique: list[list[dict[str, Any]]] = []
    for values in found(spec):
        if values not in unique:
            unique.append(values)
    return unique


def said(picture: str) -> str:
    return " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", picture))


def test_bands_are_counted_and_labelled(assessments: list[Assessment]) -> None:
    chart = plots.bands(assessments)
    totals, steps = rows(chart)
    wanted = Counter(a.band.value for a in assessments)

    assert {row["band"]: row["profiles"] for row in totals} == wanted
    assert sum(row["profiles"] for row in steps) == len(assessments)
    for row in steps:
        inside = [a for a in assessments if a.band == row["band"] and row["from"] <= a.score < row["to"]]
        assert len(inside) == row["profiles"]
    text = said(drawn(chart))
    assert all(band in text and str(n) in text for band, n in wanted.items())


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
def test_a_scored_table_gives_the_same_charts(library: str) -> None:
    table: dict[str, list[Any]] = {
        "id": ["a", "b", "c", "d"],
        "name": ["Marta Wzorowa", "Jong Song Hwa", "Colin Sample", "x " * 90],
        "country": ["PL", "CN", None, None],
        "birth_date": [None, "1970-02-05", None, None],
    }
    screener = Screener()
    makers = {"pandas": pd.DataFrame, "polars": pl.DataFrame, "pyarrow": pytest.importorskip("pyarrow").table}
    scored = screener.score_frame(makers[library](table), today=TODAY)
    good = [{name: cells[n] for name, cells in table.items()} for n in range(3)]
    one_by_one = list(screener.score_many(good, today=TODAY))

    assert plots.bands(scored).to_json() == plots.bands(one_by_one).to_json()
    assert plots.indicators(scored).to_json() == plots.indicators(one_by_one).to_json()


def test_the_indicators_seen_most_often_stand_on_top(assessments: list[Assessment]) -> None:
    chart = plots.indicators(assessments, top=5)
    (values,) = rows(chart)
    counted = Counter(f.id for a in assessments for f in a.findings if f.points > 0)
    shown: Counter[str] = Counter()
    for row in values:
        shown[row["indicator"]] += row["profiles"]

    assert len(shown) == 5
    assert all(counted[name] == n for name, n in shown.items())
    assert min(shown.values()) >= max(n for name, n in counted.items() if name not in shown)
    order = json.loads(chart.to_json())["encoding"]["y"]["sort"]
    assert [counted[name] for name in order] == sorted(shown.values(), reverse=True)
    assert all(name in said(drawn(chart)) for name in shown)


def test_coverage_is_the_share_of_checks_made(assessments: list[Assessment]) -> None:
    chart = plots.coverage(assessments)
    (values,) = rows(chart)

    for row in values:
        told = [a.coverage[row["family"]] for a in assessments if row["family"] in a.coverage]
        assert (row["made"], row["expected"]) == (sum(c.made for c in told), sum(c.expected for c in told))
    assert {row["family"] for row in values} == {family for a in assessments for family in a.coverage}
    assert "jurisdiction" in said(drawn(chart))


def test_what_if_shows_every_move(assessments: list[Assessment], stricter: list[Assessment]) -> None:
    chart = plots.what_if(assessments, stricter, named=100)
    cells, _, points = rows(chart)
    moved = {a.profile_id for a, b in zip(assessments, stricter, strict=True) if a.band != b.band}

    assert len(moved) > 3
    assert sum(cell["profiles"] for cell in cells) == len(assessments)
    assert sum(cell["profiles"] for cell in cells if cell["moves"]) == len(moved)
    assert {row["profile"].partition(": ")[0] for row in points} == moved
    after = {row["profile"].partition(": ")[0]: row["band"] for row in points if row["policy"] == "after"}
    assert after == {b.profile_id: b.band.value for b in stricter if b.profile_id in moved}
    text = said(drawn(chart))
    assert f"{len(moved)} of {len(assessments)} profiles change band" in text
    assert "laptop-shipped-abroad: clear → review" in text


def test_what_if_names_only_as_many_as_it_may(assessments: list[Assessment], stricter: list[Assessment]) -> None:
    nobody = plots.what_if(assessments, stricter, named=0).to_json()

    assert not any(a.profile_id in nobody for a in assessments)
    assert len({row["profile"] for row in rows(plots.what_if(assessments, stricter, named=2))[1]}) == 2
    assert "0 of 50 profiles change band" in said(drawn(plots.what_if(assessments, assessments)))


def test_what_if_needs_the_same_profiles(assessments: list[Assessment]) -> None:
    with pytest.raises(InputError, match="'plain-seoul-developer' is assessed under one policy only"):
        plots.what_if(assessments, assessments[1:])
    with pytest.raises(InputError, match="'plain-seoul-developer' is there twice after"):
        plots.what_if(assessments[:1], assessments[:1] * 2)


def account(*logins: Mapping[str, str]) -> Profile:
    return profile_from({"id": "u1", "logins": list(logins)})


def test_logins_stand_on_their_day_with_country_and_network() -> None:
    chart = plots.logins(
        account(
            {"at": "2026-09-02T23:30:00+09:00", "country": "CN", "network": "vpn", "city": "Shenyang"},
            {"at": "2026-06-04", "country": "PL", "network": "home"},
            {"at": "2026-06-05T08:00"},
            {"country": "US"},
            {"at": "yesterday", "country": "US"},
        )
    )
    (values,) = rows(chart)

    assert [(v["at"], v["country"], v["network"]) for v in values] == [
        ("2026-06-04T00:00:00", "PL", "home"),
        ("2026-06-05T08:00:00", "not known", "not known"),
        ("2026-09-02T23:30:00", "CN", "vpn"),
    ]
    text = said(drawn(chart))
    assert "Logins of u1; 2 without a date are not shown" in text
    assert "vpn" in text
    assert "US" not in text.split()


@pytest.mark.parametrize("logins", [None, [], [{"country": "PL"}], [{"at": "soon"}]])
def test_logins_without_a_date_cannot_be_drawn(logins: object) -> None:
    with pytest.raises(InputError, match="no login of profile 'u1' has a date"):
        plots.logins(profile_from({"id": "u1", "logins": logins}))


def test_hostile_text_is_spelled_out() -> None:
    hostile = "<script>\u202e\x1b"
    chart = plots.logins(profile_from({"id": hostile, "logins": [{"at": "2026-01-01", "country": hostile,
                                                                  "device": hostile}]}))  # fmt: skip

    assert not re.search("[\u202e\x1b]|<script", drawn(chart))
    assert r"<script>\u202e\x1b" in {row["device"] for (row,) in rows(chart)}


@pytest.mark.parametrize("draw", [plots.bands, plots.indicators, plots.coverage])
def test_nothing_cannot_be_drawn(draw: Any) -> None:  # noqa: ANN401 - a function of charts
    with pytest.raises(InputError, match="there is no assessment to draw"):
        draw([])


def test_without_altair_it_says_what_to_install(
    assessments: list[Assessment], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)

    with pytest.raises(InputError, match=r"the extra 'plot': pip install 'freelance-screening\[plot\]'"):
        plots.bands(assessments)


# Colours: Machado et al. 2009, severity 1, in linear RGB; distances in CIELAB.
_SEEN_BY = {
    "everybody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.3039),
    ),
}


def _linear(colour: str) -> list[float]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def _lab(rgb: list[float]) -> tuple[float, float, float]:
    r, g, b = (min(max(v, 0.0), 1.0) for v in rgb)
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("eyes", _SEEN_BY)
def test_bands_differ_to_every_eye(eyes: str) -> None:
    def seen(colour: str) -> tuple[float, float, float]:
        rgb = _linear(colour)
        return _lab([sum(w * v for w, v in zip(row, rgb, strict=True)) for row in _SEEN_BY[eyes]])

    for (one, a), (other, b) in itertools.combinations(plots.COLOURS.items(), 2):
        distance = sum((p - q) ** 2 for p, q in zip(seen(a), seen(b), strict=True)) ** 0.5
        assert distance > 20, f"{one} and {other} look alike: {distance:.0f}"


def test_charts_fit_light_and_dark_pages(assessments: list[Assessment]) -> None:
    for chart in (plots.bands(assessments), plots.indicators(assessments), plots.coverage(assessments)):
        spec = json.loads(chart.to_json())
        assert spec["background"] == "transparent"
        grey = spec["config"]["axis"]["labelColor"]
        light = 0.2126 * (rgb := _linear(grey))[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]
        assert 1.05 / (light + 0.05) > 4
        assert (light + 0.05) / (0.0056 + 0.05) > 4, "Jupyter's dark ground is #111111"
