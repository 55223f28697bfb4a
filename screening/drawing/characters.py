"""Plain values drawn with characters: columns that line up, bars, and a waterfall of steps to a total.

Nothing here knows what the values mean. Widths are counted in terminal cells: a Chinese, Japanese or Korean
character takes two, a combining mark none.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence

__all__ = ["bar", "padded", "table", "waterfall", "width"]

_EIGHTHS = " ▏▎▍▌▋▊▉█"


def width(text: str) -> int:
    """The number of terminal cells that a line of text takes.

    >>> width("abc"), width("김정은"), width("e\u0301")
    (3, 6, 1)
    """
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def padded(text: str, cells: int, *, right: bool = False) -> str:
    """Text filled up with blanks; text that is wider stays whole.

    >>> padded("김", 4) + "|", padded("7.5", 5, right=True)
    ('김  |', '  7.5')
    """
    blanks = " " * max(0, cells - width(text))
    return blanks + text if right else text + blanks


def table(
    header: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = (), widest: int = 40
) -> list[str]:
    """Lines of a table: columns as wide as their content up to a limit, the last one as it is.

    >>> table(["name", "n"], [["김", "7"], ["b", "12"]], right=[1])
    ['name   n', '김     7', 'b     12']

    Args:
        header: the column titles.
        rows: one text for each column.
        right: positions of the columns that are set to the right.
        widest: cells of a column; a wider text stays whole and moves its own line only.
    """
    lines = [list(header), *map(list, rows)]
    widths = [min(max(map(width, column)), widest) for column in zip(*lines, strict=True)]
    return [
        "  ".join(padded(text, widths[i], right=i in right) for i, text in enumerate(line)).rstrip()
        for line in lines
    ]


def bar(start: float, length: float, cells: int) -> str:
    """A bar on a scale from 0 to 1, drawn in eighths of a cell; its end is exact, its start a whole cell.

    >>> bar(0.5, 0.25, 8)
    '    ██'
    >>> bar(0, 0.01, 8)
    '▏'
    """
    start, length = (min(max(value, 0.0), 1.0) if math.isfinite(value) else 0.0 for value in (start, length))
    first = min(int(start * cells + 1e-9), max(cells - 1, 0))
    eighths = max(round(min(start + length, 1.0) * cells * 8) - first * 8, 1) if length > 0 else 0
    whole, rest = divmod(eighths, 8)
    return " " * first + "█" * whole + (_EIGHTHS[rest] if rest else "")


def waterfall(
    steps: Sequence[tuple[str, float]], total: str, *, scale: float = 100.0, cells: int = 40
) -> list[str]:
    """Lines of a waterfall: each step begins where the one before it ends, the last line is the whole.

    >>> for line in waterfall([("first", 50.0), ("second", 25.0)], "both", cells=8):
    ...     print(line)
    first   50.00  ████
    second  25.00      ██
    both    75.00  ██████

    Args:
        steps: label and length of each.
        total: label of the last line.
        scale: the length that fills the line.
        cells: the width of that line.
    """
    amounts = [amount for _, amount in steps]
    whole = math.fsum(amounts)
    rows, start = [], 0.0
    for label, amount in steps:
        rows.append((label, f"{amount:.2f}", bar(start / scale, amount / scale, cells)))
        start += amount
    rows.append((total, f"{whole:.2f}", bar(0, whole / scale, cells)))
    first, second = (max(width(row[i]) for row in rows) for i in (0, 1))
    return [f"{padded(a, first)}  {padded(b, second, right=True)}  {c}".rstrip() for a, b, c in rows]
