"""Which published red flag each indicator covers, and why some have none: ``watchlists/red_flags.csv``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from screening import shipped
from screening.indicator import Indicator, Need
from screening.indicators import FAMILIES, INDICATORS

__all__ = ["Flag", "as_markdown", "flags"]


class Flag(NamedTuple):
    """One published red flag.

    Attributes:
        id, text: its number in the catalogue, and what is reported.
        indicators: ids of those that cover it.
        why_not: why none does, empty if one does.
    """

    id: str
    text: str
    indicators: tuple[str, ...]
    why_not: str


def flags() -> tuple[Flag, ...]:
    """Every flag of the catalogue, in its order.

    >>> covered = {flag.id: flag.indicators for flag in flags()}
    >>> covered["AC-17"], covered["WK-22"]
    (('access.ip_kvm',), ())
    """
    covering: dict[str, list[str]] = {}
    for indicator in INDICATORS:
        for flag in indicator.flags:
            covering.setdefault(flag, []).append(indicator.id)
    return tuple(
        Flag(row["id"], row["flag"], tuple(covering.get(row["id"], ())), row["why_not"])
        for row in shipped.rows("red_flags.csv")
    )


def as_markdown() -> Iterator[str]:
    """All indicators by family, then all flags with the indicators that cover them, as Markdown tables."""
    for family in FAMILIES:
        yield f"## {family}\n\n"
        rows = [i for i in INDICATORS if i.family == family]
        yield from _table(
            ("indicator", "grade", "points", "needs", "sources", "flags", "why this grade"), map(_row, rows)
        )
    found = flags()
    covered = sum(bool(flag.indicators) for flag in found)
    yield f"## flags\n\n{covered} of {len(found)} flags are covered by {len(INDICATORS)} indicators.\n\n"
    yield from _table(
        ("flag", "what is reported", "indicators, or why there is none"),
        ((flag.id, flag.text, _code(flag.indicators) or flag.why_not) for flag in found),
    )


def _row(indicator: Indicator) -> tuple[str, ...]:
    return (
        f"`{indicator.id}`",
        indicator.grade,
        f"{indicator.weight:g}",
        " and ".join(map(_need, indicator.needs)),
        ", ".join(dict.fromkeys(citation.key for citation in indicator.citations)),
        ", ".join(indicator.flags),
        indicator.why,
    )


def _need(need: Need) -> str:
    return f"`{need}`" if isinstance(need, str) else f"one of {_code(need)}"


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for row in (header, ("---",) * len(header), *rows):
        cells = (cell.replace("|", "\\|") for cell in row)
        yield f"| {' | '.join(cells)} |\n"
    yield "\n"
