"""How text is set: for a terminal of some width, for a file, or as plain lines for a screen reader."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

import msgspec

from screening.drawing.characters import padded, records, table, waterfall, width, wrapped

__all__ = ["FILE", "Look", "Paint", "unpainted"]

Paint = Callable[[str, str], str]
"""Takes a text and the name of its style (``title``, ``faint`` ...); gives the text as it is shown."""

_PROSE = 100
"""Cells of a line of prose at most: longer ones are hard to read."""
_BAR, _SHORTEST_BAR = 40, 8


def unpainted(text: str, _style: str) -> str:
    """The style of a file: none."""
    return text


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """How text is set.

    Attributes:
        paint: gives titles and states their colour.
        cells: of a line; ``None`` is a file: prose takes 100, a table what it needs.
        plain: one fact a line, each with its label, no columns and no bars: a screen reader reads line by line.
    """

    paint: Paint = unpainted
    cells: int | None = None
    plain: bool = False

    def prose(self, text: str, first: str = "", others: str = "  ") -> list[str]:
        """Lines of a paragraph; long words such as addresses stay whole.

        Args:
            text: the paragraph.
            first: what its first line begins with.
            others: what the others begin with.
        """
        if self.plain:
            return [first.lstrip() + text]
        return wrapped(text, min(self.cells or _PROSE, _PROSE), first, others)

    def table(
        self, header: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = (), indent: str = ""
    ) -> list[str]:
        """Lines of a table that fits the width; as plain text a record of labelled values for each row.

        >>> Look(plain=True).table(["name", "n"], [["a", "7"], ["b", "12"]])
        ['name: a', 'n: 7', '', 'name: b', 'n: 12']

        Args:
            header: the column titles.
            rows: one text for each column; colours may be in it.
            right: positions of the columns that are set to the right.
            indent: blanks before each line.
        """
        if self.plain:
            return records(header, rows)
        cells = None if self.cells is None else self.cells - width(indent)
        titles = [self.paint(title, "title") if title else "" for title in header]
        lines = table(titles, rows, right=right, cells=cells)
        return [f"{indent}{line}" if line else "" for line in lines]

    def pairs(self, rows: Sequence[tuple[str, str]], indent: str = "") -> list[str]:
        """Lines of a label and a text each; the text is wrapped beside its label.

        >>> Look(cells=20).pairs([("name", "a text that goes on"), ("n", "7")])
        ['name  a text that', '      goes on', 'n     7']
        """
        if self.plain:
            return [f"{label}: {text}" for label, text in rows]
        longest = max((width(label) for label, _ in rows), default=0)
        lines: list[str] = []
        for label, text in rows:
            first = f"{indent}{padded(label, longest)}  "
            lines += [first + text] if self.cells is None else wrapped(text, self.cells, first, " " * width(first))
        return lines

    def waterfall(self, steps: Sequence[tuple[str, float]], total: str, *, indent: str = "") -> list[str]:
        """Lines of steps to a total: label, amount, share of the total, and a bar where there is room.

        >>> for line in Look().waterfall([("first", 50.0), ("second", 25.0)], "both"):
        ...     print(line.rstrip())
        first   50.00  66.7 %  ████████████████████
        second  25.00  33.3 %                      ██████████
        both    75.00          ██████████████████████████████

        Args:
            steps: label and amount (0..100) of each.
            total: label of the last line.
            indent: blanks before each line.
        """
        amounts = [amount for _, amount in steps]
        whole = math.fsum(amounts)
        shares = [f"{100 * amount / whole:.1f} %" if whole else "" for amount in amounts]
        labels = [label for label, _ in steps]
        points = [f"{amount:.2f}" for amount in (*amounts, whole)]
        rows = list(zip([*labels, total], points, [*shares, ""], strict=True))
        if self.plain:
            return [f"{a.strip()}: {b} points{c and f', {c} of the {total.strip()}'}" for a, b, c in rows]
        columns = [max(map(width, column)) for column in zip(*rows, strict=True)]
        room = min(self.cells or _PROSE, _PROSE) - width(indent) - sum(columns) - 6
        bars = waterfall(amounts, cells=min(room, _BAR)) if room >= _SHORTEST_BAR else [""] * len(rows)
        bars = [*(self.paint(drawn, "bar") if drawn else "" for drawn in bars[:-1]), bars[-1]]
        return [
            f"{indent}{padded(a, columns[0])}  {padded(b, columns[1], right=True)}"
            f"  {padded(c, columns[2], right=True)}  {drawn}".rstrip()
            for (a, b, c), drawn in zip(rows, bars, strict=True)
        ]


FILE = Look()
"""The same bytes wherever it is written."""
