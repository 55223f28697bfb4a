from __future__ import annotations

import re
from typing import Any

import pytest

from screening.drawing.svg import bars, scale, waterfall

etree: Any = pytest.importorskip("lxml.etree")
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '"><script>alert(1)</script>\u202e\x00'


def parsed(picture: str) -> Any:  # noqa: ANN401 - an element
    return etree.fromstring(picture)


def rects(picture: str) -> list[tuple[float, float]]:
    """Where each bar begins and ends."""
    found = parsed(picture).iter(f"{SVG}rect")
    return [(float(r.get("x")), float(r.get("x")) + float(r.get("width"))) for r in found]


def texts(picture: str) -> list[str]:
    return [element.text for element in parsed(picture).iter(f"{SVG}text")]


def test_each_step_begins_where_the_one_before_it_ends() -> None:
    first, second, third, total = rects(waterfall([("a", 50.0), ("b", 20.0), ("c", 5.0)], "all", title="t"))

    assert first[1] == pytest.approx(second[0], abs=0.02)
    assert second[1] == pytest.approx(third[0], abs=0.02)
    assert total[0] == first[0]
    assert total[1] == pytest.approx(third[1], abs=0.02)
    assert (second[1] - second[0]) / (first[1] - first[0]) == pytest.approx(0.4, abs=0.001)


def test_the_numbers_are_read_and_seen() -> None:
    picture = waterfall([("first", 50.0), ("second", 25.5)], "both", title="points of u1")
    root = parsed(picture)

    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "points of u1"
    assert root.findtext(f"{SVG}desc") == "first 50.00; second 25.50; both 75.50"
    assert texts(picture)[5:] == ["first", "50.00", "second", "25.50", "both", "75.50"]


def test_many_steps_end_in_one_for_the_rest() -> None:
    picture = waterfall([(f"s{n}", 1.0) for n in range(30)], "all", title="t", most=4)

    assert texts(picture)[5:] == [
        *("s0", "1.00", "s1", "1.00", "s2", "1.00", "s3", "1.00"),
        *("26 more", "26.00", "all", "30.00"),
    ]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -3.0, 0.0])
def test_what_has_no_length_has_no_bar(value: float) -> None:
    assert rects(waterfall([("a", value)], "all", title="t")) == []


def test_a_small_step_can_be_seen_and_a_large_one_ends_at_the_edge() -> None:
    small, large, _ = rects(waterfall([("a", 0.001), ("b", 500.0)], "all", title="t"))

    assert small[1] - small[0] == pytest.approx(1.5)
    assert large[1] <= 680


def test_bars_are_filled_as_far_as_they_go() -> None:
    picture = bars([("access", 5.0, 10.0, "5 of 10"), ("none", 0.0, 0.0, "0 of 0")], title="checks")
    ground, filled, empty = rects(picture)

    assert (filled[1] - filled[0]) == pytest.approx((ground[1] - ground[0]) / 2)
    assert empty == ground
    assert parsed(picture).findtext(f"{SVG}desc") == "access 5 of 10; none 0 of 0"


def test_marks_stand_at_their_place() -> None:
    picture = scale([("review at", 40.0), ("escalate at", 75.0)], title="t")
    places = [float(line.get("x1")) for line in parsed(picture).iter(f"{SVG}line")]

    assert places == [4 + 0.4 * 672, 4 + 0.75 * 672]
    assert {"review at 40", "escalate at 75"} <= set(texts(picture))


@pytest.mark.parametrize(
    "picture",
    [
        waterfall([(HOSTILE, 5.0)], HOSTILE, title=HOSTILE),
        bars([(HOSTILE, 1.0, 1.0, HOSTILE)], title=HOSTILE),
        scale([(HOSTILE, 1.0)], title=HOSTILE),
    ],
    ids=["waterfall", "bars", "scale"],
)
def test_hostile_labels_are_text(picture: str) -> None:
    tags = {element.tag.removeprefix(SVG) for element in parsed(picture).iter()}

    assert tags <= {"svg", "title", "desc", "text", "line", "rect"}
    assert "\u202e" not in picture
    assert r"\u202e" in picture


def test_long_labels_leave_room_for_their_bar() -> None:
    long, wide = texts(bars([("x" * 99, 1, 1, "1"), ("김" * 99, 1, 1, "1")], title="t"))[::2]

    assert (long, wide) == ("x" * 33 + "…", "김" * 16 + "…")


def test_no_colour_of_text_is_fixed() -> None:
    picture = waterfall([("a", 5.0)], "all", title="t")

    assert set(re.findall(r'fill="([^"]+)"', picture)) == {"currentColor"}


def test_the_same_values_give_the_same_bytes() -> None:
    made = {waterfall([("a", 1 / 3), ("b", 2 / 7)], "all", title="t") for _ in range(3)}

    assert len(made) == 1
