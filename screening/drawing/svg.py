"""Plain values drawn as inline SVG: a waterfall of steps to a total, bars, and marks on a scale.

Nothing here knows what the values mean. Colours are CSS variables that a page may set (:mod:`.markup` does, for
light and dark), each with a middle tone that can be seen on both; text has the colour of the text around it. A
picture is one image to a screen reader: its title names it and its description holds every value.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence

from screening.drawing.markup import Markup, text

__all__ = ["bars", "scale", "waterfall"]

_WIDE = 680
_LABELS = 236
_AMOUNTS = 64
_BAR = _WIDE - _LABELS - _AMOUNTS - 12
_ROW = 22
_AXIS = 18
_LABEL_CELLS = 34
_MOST = 20

_FILL = "fill:var(--dr-step,#2f8fd0)"
_WHOLE = "fill:var(--dr-whole,currentColor)"
_REST = "fill:var(--dr-rest,#8884)"
_LINE = "stroke:var(--dr-line,#8888);stroke-width:1"
_FAINT = "fill:currentColor;opacity:.75"


def waterfall(
    steps: Sequence[tuple[str, float]], total: str, *, title: str, whole: float = 100.0, most: int = _MOST
) -> Markup:
    """A waterfall: each step begins where the one before it ends, the last row is their sum.

    Args:
        steps: label and length of each, in the order in which they are drawn.
        total: label of the last row.
        title: what the picture shows, for those who cannot see it.
        whole: the length that fills the width.
        most: at most this many steps; the others are one step together.
    """
    drawn = list(steps[:most])
    if len(steps) > most:
        drawn.append((f"{len(steps) - most} more", math.fsum(amount for _, amount in steps[most:])))
    rows, start = [], 0.0
    for number, (label, amount) in enumerate(drawn):
        y = _AXIS + number * _ROW
        rows.append(_row(label, f"{amount:.2f}", y, _rect(start, amount, whole, y, _FILL)))
        start += amount
        x = _x(start, whole)
        rows.append(f'<line x1="{x}" x2="{x}" y1="{y + _ROW - 6}" y2="{y + _ROW + 4}" style="{_LINE}"/>')
    y = _AXIS + len(drawn) * _ROW
    rows.append(_row(total, f"{start:.2f}", y, _rect(0, start, whole, y, _WHOLE), bold=True))
    said = "; ".join(f"{label} {amount:.2f}" for label, amount in [*drawn, (total, start)])
    return _picture(title, said, y + _ROW, [*_axis(whole, y + _ROW), *rows])


def bars(rows: Iterable[tuple[str, float, float, str]], *, title: str) -> Markup:
    """Horizontal bars, each filled as far as its own value goes.

    Args:
        rows: label, value, the value of a full bar, and how the value reads.
        title: what the picture shows, for those who cannot see it.
    """
    drawn, said, y = [], [], 0
    for label, value, full, reads in rows:
        filled = _rect(0, value, full, y, _FILL)
        drawn.append(_row(label, reads, y, _rect(0, 1, 1, y, _REST) + filled))
        said.append(f"{label} {reads}")
        y += _ROW
    return _picture(title, "; ".join(said), y, drawn)


def scale(marks: Sequence[tuple[str, float]], *, title: str, whole: float = 100.0) -> Markup:
    """Marks on a scale that begins at 0.

    Args:
        marks: label and place of each, ascending.
        title: what the picture shows, for those who cannot see it.
        whole: the end of the scale.
    """
    y = 2 * _ROW
    drawn = [f'<rect x="4" y="{y}" width="{_WIDE - 8}" height="8" rx="4" style="{_REST}"/>']
    for number, (label, place) in enumerate(marks):
        x = _number(4 + _share(place, whole) * (_WIDE - 8))
        anchor = "end" if _share(place, whole) > 0.5 else "start"  # noqa: PLR2004 - the middle
        top = 12 if number % 2 else 12 + _ROW
        drawn.append(f'<line x1="{x}" x2="{x}" y1="{top - 8}" y2="{y + 12}" style="{_LINE};stroke:currentColor"/>')
        gap = -5 if anchor == "end" else 5
        drawn.append(
            f'<text x="{_number(float(x) + gap)}" y="{top}" text-anchor="{anchor}" font-size="12"'
            f' fill="currentColor">{text(f"{label} {place:g}")}</text>'
        )
    drawn += [
        f'<text x="{x}" y="{y + 24}" text-anchor="{anchor}" font-size="11" style="{_FAINT}">{end:g}</text>'
        for x, anchor, end in ((4, "start", 0.0), (_WIDE - 4, "end", whole))
    ]
    said = "; ".join(f"{label} {place:g}" for label, place in marks)
    return _picture(title, f"scale from 0 to {whole:g}: {said}", y + 28, drawn)


def _picture(title: str, said: str, height: int, drawn: Iterable[str]) -> Markup:
    return Markup(
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {_WIDE} {height}" width="{_WIDE}"'
        f' height="{height}" style="display:block;max-width:100%;height:auto;font-family:inherit;color:inherit">'
        f"<title>{text(title)}</title><desc>{text(said, 4_000)}</desc>{''.join(drawn)}</svg>"
    )


def _row(label: str, amount: str, y: int, bar: str, *, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    label = text(_clipped(label))
    return (
        f'<text x="0" y="{y + 15}" font-size="12" fill="currentColor"{weight}>{label}</text>'
        f'<text x="{_LABELS + _AMOUNTS - 4}" y="{y + 15}" text-anchor="end" font-size="12" fill="currentColor"'
        f' style="font-variant-numeric:tabular-nums"{weight}>{text(amount)}</text>{bar}'
    )


def _rect(start: float, length: float, whole: float, y: int, style: str) -> str:
    first, last = _share(start, whole), _share(start + length, whole)
    if last <= first:
        return ""
    wide = max((last - first) * _BAR, 1.5)  # what is there is seen
    return f'<rect x="{_x(start, whole)}" y="{y + 4}" width="{_number(wide)}" height="14" rx="2" style="{style}"/>'


def _axis(whole: float, height: int) -> Iterable[str]:
    for quarter in range(5):
        x = _x(quarter * whole / 4, whole)
        yield f'<line x1="{x}" x2="{x}" y1="{_AXIS - 4}" y2="{height}" style="{_LINE};opacity:.6"/>'
        yield (
            f'<text x="{x}" y="10" text-anchor="middle" font-size="10" style="{_FAINT}">'
            f"{quarter * whole / 4:g}</text>"
        )


def _x(value: float, whole: float) -> str:
    return _number(_LABELS + _AMOUNTS + _share(value, whole) * _BAR)


def _share(value: float, whole: float) -> float:
    if not (math.isfinite(value) and whole > 0):
        return 0.0
    return min(max(value / whole, 0.0), 1.0)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _clipped(label: str) -> str:
    """A label that fits beside its bar; a Chinese, Japanese or Korean character takes the room of two letters."""
    room = _LABEL_CELLS
    for position, character in enumerate(label):
        room -= 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
        if room < 0:
            return label[: position - 1] + "…"
    return label
