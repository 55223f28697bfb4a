"""Plain values drawn with characters: columns that line up, bars, and a waterfall of steps to a total.

Nothing here knows what the values mean. Widths are counted in terminal cells: a Chinese, Japanese or Korean
character takes two, a combining mark and a colour none. Text must be visible already: only colours may be in it.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = ["bar", "clipped", "padded", "records", "table", "waterfall", "width", "wrapped"]

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_GAP = "  "
_LONGEST_WORD = 16
"""Where the line is short, longer words are broken before a table is given up."""


def width(text: str) -> int:
    """The number of terminal cells that a line of text takes.

    >>> width("abc"), width("김정은"), width("e\u0301")
    (3, 6, 1)
    """
    if _is_simple(text):
        return len(text)
    import wcwidth  # noqa: PLC0415 - 30 ms, which most output does without

    return wcwidth.width(text)


def _is_simple(text: str) -> bool:
    """Whether each character takes one cell; what is painted does not."""
    return text.isascii() and text.isprintable()


def padded(text: str, cells: int, *, right: bool = False) -> str:
    """Text filled up with blanks; text that is wider stays whole.

    >>> padded("김", 4) + "|", padded("7.5", 5, right=True)
    ('김  |', '  7.5')
    """
    blanks = " " * max(0, cells - width(text))
    return blanks + text if right else text + blanks


def clipped(text: str, cells: int) -> str:
    """Text of at most so many cells; what was longer ends in an ellipsis.

    >>> clipped("김정은 김정은", 8), clipped("short", 8)
    ('김정은…', 'short')
    """
    if width(text) <= cells:
        return text
    if _is_simple(text):
        return text[: max(cells - 1, 0)].rstrip(" ") + "…"
    import wcwidth  # noqa: PLC0415 - as above

    return wcwidth.clip(text, 0, max(cells - 1, 0)).rstrip(" ") + "…"


def wrapped(text: str, cells: int, first: str = "", others: str = "", *, split: bool = False) -> list[str]:
    """Lines of at most so many cells, broken between words.

    >>> wrapped("김정은 김정은", 8, "- ", "  ")
    ['- 김정은', '  김정은']

    Args:
        text: one paragraph.
        cells: of a line.
        first: what the first line begins with.
        others: what the others begin with.
        split: break words that are longer than a line; else they stay whole, as addresses must that are copied.
    """
    wrap: Callable[..., list[str]] = textwrap.wrap
    if not _is_simple(first + text + others):
        import wcwidth  # noqa: PLC0415 - as above

        wrap = wcwidth.wrap
    return wrap(
        text,
        max(cells, width(first) + 1, width(others) + 1),
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=split,
        break_on_hyphens=False,
    )


def table(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    right: Sequence[int] = (),
    widest: int = 40,
    cells: int | None = None,
) -> list[str]:
    """Lines of a table: columns as wide as their content, or as the line allows.

    >>> table(["name", "n"], [["김", "7"], ["b", "12"]], right=[1])
    ['name   n', '김     7', 'b     12']
    >>> table(["name", "why"], [["a", "one reason and another"]], cells=17)
    ['name  why', 'a     one reason', '      and another']

    Args:
        header: the column titles.
        rows: one text for each column.
        right: positions of the columns that are set to the right.
        widest: cells of a column where the line has no end; a wider text stays whole and moves its own line only.
        cells: of a line; texts are wrapped in their columns, and where that is not enough every row becomes
            a record of its own, with a label before each value.
    """
    lines = [list(header), *map(list, rows)]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    if cells is None:
        widths = [min(natural, widest) for natural in widths]
        return [_set(line, widths, right) for line in lines]
    if sum(widths) + len(_GAP) * (len(widths) - 1) <= cells:
        return [_set(line, widths, right) for line in lines]
    fitting = _shrunk(lines, widths, cells - len(_GAP) * (len(widths) - 1), right)
    if fitting is None:
        return records(header, lines[1:], cells=cells)
    return [line for row in lines for line in _folded(row, fitting, right)]


def _set(line: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> str:
    columns = (padded(text, widths[i], right=i in right) for i, text in enumerate(line))
    return _GAP.join(columns).rstrip()


def _folded(row: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> Iterator[str]:
    """The lines of a row whose texts are wrapped in their columns."""
    columns = [
        [text] if width(text) <= cells else wrapped(text, cells, split=True)
        for text, cells in zip(row, widths, strict=True)
    ]
    for number in range(max(map(len, columns))):
        line = [column[number] if number < len(column) else "" for column in columns]
        yield _set(line, widths, right)


def _shrunk(
    lines: Sequence[Sequence[str]], widths: Sequence[int], cells: int, right: Sequence[int]
) -> list[int] | None:
    """Widths that fit, taken from the widest columns; none if there is no room for words that can be read."""
    words = [max(map(_longest_word, column)) for column in zip(*lines, strict=True)]
    for longest in range(max(*words, _LONGEST_WORD), _LONGEST_WORD - 1, -1):
        least = [widths[i] if i in right else min(word, longest) for i, word in enumerate(words)]
        if sum(least) <= cells:
            level = max(level for level in range(max(widths) + 1) if sum(_at(level, least, widths)) <= cells)
            fitting = _at(level, least, widths)
            fitting[-1] += cells - sum(fitting)
            return fitting
    return None


def _at(level: int, least: Sequence[int], widths: Sequence[int]) -> list[int]:
    return [min(natural, max(few, level)) for few, natural in zip(least, widths, strict=True)]


def _longest_word(text: str) -> int:
    return max(map(width, text.split()), default=0)


def records(header: Sequence[str], rows: Iterable[Sequence[str]], *, cells: int | None = None) -> list[str]:
    """Rows as records: a line for each value that there is, with its label; a blank line between rows.

    >>> records(["name", "n"], [["a", "7"], ["b", ""]])
    ['name: a', 'n: 7', '', 'name: b']

    Args:
        header: the labels; a value without one stands alone.
        rows: one text for each label.
        cells: of a line; longer values are wrapped.
    """
    lines: list[str] = []
    for row in rows:
        lines += [""] if lines else []
        for label, text in zip(header, row, strict=True):
            fact = f"{label}: {text}" if label else text
            if text:
                lines += [fact] if cells is None else wrapped(fact, cells, others=_GAP, split=True)
    return lines


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


def waterfall(amounts: Sequence[float], *, scale: float = 100.0, cells: int = 40) -> list[str]:
    """Bars of which each begins where the one before it ends; the last one is the whole.

    >>> waterfall([50.0, 25.0], cells=8)
    ['████', '    ██', '██████']

    Args:
        amounts: the length of each step.
        scale: the length that fills the line.
        cells: the width of that line.
    """
    bars, start = [], 0.0
    for amount in amounts:
        bars.append(bar(start / scale, amount / scale, cells))
        start += amount
    return [*bars, bar(0, math.fsum(amounts) / scale, cells)]
