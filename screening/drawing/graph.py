"""Plain nodes and edges as inline SVG: two columns, and lines between what belongs together.

Nothing here knows what the nodes mean. Both columns are ordered so that few lines cross; the same nodes and edges
give the same bytes. Colours and screen readers: as in :mod:`.svg`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from screening.drawing.characters import clipped
from screening.drawing.markup import Markup, text

__all__ = ["Edge", "graph"]

_WIDE, _LEFT, _RIGHT = 680, 250, 500
_ROW, _TOP, _DOT = 24, 16, 5
_CELLS = 34, 24
_SWEEPS = 6
_LONGEST = 4_000
_STRONG = "fill:none;stroke:var(--dr-step,#2f8fd0);stroke-width:1.8"
_WEAK = "fill:none;stroke:var(--dr-line,#8888);stroke-width:1.2;stroke-dasharray:4 3"


class Edge(NamedTuple):
    """A line from a node on the left to one on the right, by their positions; weak ones are dashed."""

    left: int
    right: int
    strong: bool = True


def graph(left: Sequence[str], right: Sequence[str], edges: Sequence[Edge], *, title: str) -> Markup:
    """Nodes in two columns, and the lines between them.

    Args:
        left: the labels of the nodes there.
        right: of those on the other side.
        edges: which of them belong together.
        title: what the picture shows, for those who cannot see it.
    """
    rows, others = _ordered(len(left), len(right), edges)
    height = _TOP + _ROW * max(len(left), len(right), 1)
    first = _places(rows, height)
    second = _places(others, height)
    drawn = [_line(first[edge.left], second[edge.right], edge) for edge in sorted(edges)]
    for number, label in enumerate(left):
        y = first[number]
        drawn.append(f'<circle cx="{_LEFT}" cy="{y}" r="{_DOT}" style="fill:var(--dr-whole,currentColor)"/>')
        drawn.append(_label(label, _LEFT - 12, y, "end", _CELLS[0]))
    for number, label in enumerate(right):
        y = second[number]
        drawn.append(
            f'<rect x="{_RIGHT - _DOT}" y="{y - _DOT}" width="{2 * _DOT}" height="{2 * _DOT}" rx="2"'
            ' style="fill:var(--dr-step,#2f8fd0)"/>'
        )
        drawn.append(_label(label, _RIGHT + 12, y, "start", _CELLS[1]))
    return Markup(
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {_WIDE} {height}" width="{_WIDE}"'
        f' height="{height}" style="display:block;max-width:100%;height:auto;font-family:inherit;color:inherit">'
        f"<title>{text(title)}</title><desc>{text(_said(left, right, edges), _LONGEST)}</desc>"
        f"{''.join(drawn)}</svg>"
    )


def _ordered(left: int, right: int, edges: Sequence[Edge]) -> tuple[list[int], list[int]]:
    """The nodes of both columns from top to bottom: each where the middle of its neighbours is."""
    rows, others = list(range(left)), list(range(right))
    for _ in range(_SWEEPS):
        others = _by_middle(others, rows, [(edge.right, edge.left) for edge in edges])
        rows = _by_middle(rows, others, [(edge.left, edge.right) for edge in edges])
    return rows, others


def _by_middle(moved: list[int], fixed: list[int], pairs: Sequence[tuple[int, int]]) -> list[int]:
    place = {node: (number + 0.5) / len(fixed) for number, node in enumerate(fixed)}
    around: dict[int, list[float]] = {}
    for node, other in pairs:
        around.setdefault(node, []).append(place[other])
    return sorted(moved, key=lambda node: (_middle(around.get(node, [1.0])), node))


def _middle(places: Sequence[float]) -> float:
    return round(sum(places) / len(places), 9)


def _places(order: Sequence[int], height: int) -> dict[int, int]:
    """The height of each node: the shorter column is spread over the length of the longer one."""
    step = (height - _TOP) / max(len(order), 1)
    return {node: round(_TOP / 2 + step * (number + 0.5)) for number, node in enumerate(order)}


def _line(y: int, other: int, edge: Edge) -> str:
    bend = (_RIGHT - _LEFT) // 2
    return (
        f'<path d="M{_LEFT + _DOT} {y}C{_LEFT + bend} {y} {_RIGHT - bend} {other} {_RIGHT - _DOT} {other}"'
        f' style="{_STRONG if edge.strong else _WEAK}"/>'
    )


def _label(label: str, x: int, y: int, anchor: str, cells: int) -> str:
    return (
        f'<text x="{x}" y="{y + 4}" text-anchor="{anchor}" font-size="12" fill="currentColor">'
        f"{text(clipped(label, cells))}</text>"
    )


def _said(left: Sequence[str], right: Sequence[str], edges: Sequence[Edge]) -> str:
    joined: dict[int, list[str]] = {}
    for edge in edges:
        joined.setdefault(edge.right, []).append(left[edge.left])
    return "; ".join(f"{label}: {', '.join(joined.get(number, ()))}" for number, label in enumerate(right))
