"""Nodes and edges: drawn whole, in one order, with few crossings, and told to those who cannot see them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from screening.drawing.graph import Edge, graph

SVG = "{http://www.w3.org/2000/svg}"


def crossings(picture: str) -> int:
    ends = [(int(a), int(b)) for a, b in re.findall(r'd="M\d+ (\d+)C.*? \d+ (\d+)"', picture)]
    return sum((a - c) * (b - d) < 0 for i, (a, b) in enumerate(ends) for c, d in ends[:i])


def test_every_node_and_edge_is_drawn_and_told() -> None:
    edges = [Edge(0, 0), Edge(1, 0), Edge(1, 1, strong=False)]
    picture = graph(["a & b", "김"], ["one", "two"], edges, title="T <1>")
    tree = ET.fromstring(picture)  # noqa: S314 - our own
    assert tree.findtext(f"{SVG}title") == "T <1>"
    assert tree.findtext(f"{SVG}desc") == "one: a & b, 김; two: 김"
    assert [text.text for text in tree.findall(f"{SVG}text")] == ["a & b", "김", "one", "two"]
    paths = tree.findall(f"{SVG}path")
    assert ["dasharray" in (path.get("style") or "") for path in paths] == [False, False, True]


def test_the_order_of_edges_does_not_matter_and_the_columns_are_untangled() -> None:
    edges = [Edge(n, 9 - n) for n in range(10)]
    labels = [str(n) for n in range(10)]
    picture = graph(labels, labels, edges, title="t")
    assert picture == graph(labels, labels, edges[::-1], title="t")
    assert crossings(picture) == 0


def test_long_labels_are_cut_and_nothing_is_still_a_picture() -> None:
    assert "x" * 40 not in re.sub("<desc>.*</desc>", "", graph(["x" * 400], ["y"], [Edge(0, 0)], title="t"))
    assert ET.fromstring(graph([], [], [], title="t")).get("role") == "img"  # noqa: S314 - our own
