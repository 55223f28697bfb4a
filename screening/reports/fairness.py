"""The measurement of fairness, for people and for machines.

Values of profiles pass :func:`~screening.reports.escaping.visible`. What is assumed stands beside its number.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

import msgspec

from screening.drawing.characters import table
from screening.fairness.measuring import MARK, Group, Report
from screening.fairness.swaps import SHOWN, Changed, Swaps
from screening.rates import Precision, Rate
from screening.reports.escaping import in_json, visible
from screening.reports.text import A_PERSON_DECIDES, Paint, plain

__all__ = ["as_json", "as_text"]

_WIDTH = 100
_SMALL_SHOWN = 40
_NO_PROOF = (
    "A difference is no proof of unfairness, and its absence none of fairness: look at what drives it. Rates by "
    "country or name are for checking the rules, never for deciding about a person."
)


def as_json(report: Report) -> str:
    """The whole report as one JSON document."""
    document = {**msgspec.to_builtins(report), "remarkable": report.remarkable}
    return in_json(msgspec.json.format(msgspec.json.encode(document)).decode()) + "\n"


def as_text(report: Report, paint: Paint = plain) -> Iterator[str]:
    """The report piece by piece."""
    yield from _part(f"Flagged by {visible(report.field)}", _groups(report), paint)
    yield from _part("What drives the difference", _drivers(report), paint)
    yield from _part("Too few to compare, and not known", _apart(report), paint)
    yield from _part("What a flag would be worth", _worth(report), paint)
    if report.swaps is not None:
        yield from _part("Swap test", _swaps(report.swaps, report.changed), paint)
    yield from _part("Made with", _made_with(report), paint)
    yield "\n".join([*_wrapped(_NO_PROOF), *map(visible, report.notes), A_PERSON_DECIDES]) + "\n"


def _part(title: str, lines: Iterator[str], paint: Paint) -> Iterator[str]:
    body = [f"  {line}".rstrip() for line in lines]
    if body:
        yield "\n".join([paint(title, "title"), *body, "", ""])


_FIRST = ("group", "profiles", "unknown", "decided")
_HEADER = (*_FIRST, "review", "escalate", "flagged", "95 % interval", "ratio", "")


def _groups(report: Report) -> Iterator[str]:
    if not report.groups:
        yield f"no group has {report.minimum:,} profiles that could be decided"
    rows = [*map(_row, report.groups), _row(report.all)]
    yield from table(_HEADER, rows, right=range(1, 9))
    yield ""
    yield from _wrapped(
        "Flagged is review or escalate, of the profiles that could be decided; unknown is of all. The median of "
        f"the groups is {_percent(report.median)}. Marked is more than {MARK:g} times that: ! may be chance, "
        "!! is beyond it (the interval does not meet that of all others together)."
    )
    if report.errors:
        yield f"Records that could not be screened, in no group: {report.errors:,}"


def _row(group: Group) -> Sequence[str]:
    return (
        visible(group.name),
        f"{group.profiles:,}",
        _percent(group.unknown.share),
        f"{group.decided:,}",
        _percent(group.bands["review"].share),
        _percent(group.bands["escalate"].share),
        _percent(group.flagged.share),
        _interval(group.flagged),
        "" if group.ratio is None else f"{group.ratio:.1f}",
        "!!" if group.beyond_chance else "!" if group.above else "",
    )


def _drivers(report: Report) -> Iterator[str]:
    shown = [group for group in report.groups if group.flagged.found and group.drivers]
    rows = [
        (visible(group.name), driver.id, f"{driver.points:.2f}", f"{driver.elsewhere:.2f}", f"{driver.flagged:,}")
        for group in shown
        for driver in group.drivers
    ]
    if rows:
        yield from table(("group", "indicator", "points", "elsewhere", "in flagged"), rows, right=(2, 3, 4))
        yield ""
        yield from _wrapped(
            "Mean points a profile, in the group and in all others; and flagged profiles of the group with such a "
            "finding. The family location is left out: it changes no band."
        )


def _apart(report: Report) -> Iterator[str]:
    known = [report.not_known] if report.not_known else []
    groups = [*report.small[:_SMALL_SHOWN], *known]
    if groups:
        yield from table(_HEADER[:8], [_row(group)[:8] for group in groups], right=range(1, 8))
        more = len(report.small) - _SMALL_SHOWN
        yield from [f"and {more:,} more"] if more > 0 else []
        yield ""
        yield from _wrapped(f"Groups of less than {report.minimum:,} decided profiles have no part in the median.")


def _worth(report: Report) -> Iterator[str]:
    rows = [(f"1 in {1 / p.prevalence:,.0f}", _precision(p), f"{p.innocents:,.1f}") for p in report.precision]
    yield from table(
        ("if so many were workers", "workers among the flagged", "innocents for each"), rows, right=(2,)
    )
    yield ""
    yield from _wrapped(
        f"Assumed and not measured: the base rates, and that {report.sensitivity:.0%} of the workers would be "
        "flagged; nobody has measured that, and where fewer are, the figures are lower. Measured: the "
        f"{_percent(report.all.flagged.share)} flagged here, all taken for innocent, with the interval of it."
    )


def _precision(worth: Precision) -> str:
    if worth.high >= 1:
        return f"{_percent(worth.low)} or more: nobody was flagged here"
    return f"{_percent(worth.precision)} ({_percent(worth.low)} to {_percent(worth.high)})"


def _swaps(swaps: dict[str, Swaps], changed: Sequence[Changed]) -> Iterator[str]:
    rows = [
        (
            f"another {kind}",
            f"{s.swapped:,}",
            f"{s.not_swapped:,}",
            f"{s.bands_changed:,}",
            f"{s.scores_changed:,}",
            f"{s.mean:.2f}",
            f"{s.largest:.2f}",
            f"{s.largest_with_location:.2f}",
        )
        for kind, s in swaps.items()
    ]
    header = ("swap", "made", "not made", "bands changed", "scores changed", "mean", "largest", "with location")
    yield from table(header, rows, right=range(1, 8))
    yield ""
    yield from _wrapped(
        "The same profiles, moved to other countries with all their records, and with all their names exchanged "
        "for others. A country or a name alone should change no band. Scores are deciding scores, without "
        "location. Not made: no consistent way, or a name that is near a listed one."
    )
    for one in changed:
        yield ""
        yield from _wrapped(
            f"{visible(one.profile_id)} with the {one.swap} {visible(one.to)}: {one.band} became {one.new_band}"
        )
        yield from _indented(f"before: {one.reason}")
        yield from _indented(f"after: {one.new_reason}")
        if one.appeared or one.vanished:
            yield from _indented(" ".join([*(f"+{i}" for i in one.appeared), *(f"-{i}" for i in one.vanished)]))
    if sum(s.bands_changed for s in swaps.values()) > len(changed) == SHOWN:
        yield f"and more: the first {SHOWN} are shown"


def _made_with(report: Report) -> Iterator[str]:
    for used in report.lists:
        date = used.as_of or "unknown date"
        yield f"list {visible(used.id)} of {date}: {used.entries:,} entries, digest {used.digest[:12]}"
    yield f"policy: preset {report.preset}, digest {report.policy_digest[:12]}; assessed on {report.today}"


def _percent(share: float) -> str:
    return f"{100 * share:.2f} %"


def _interval(rate: Rate) -> str:
    return f"{100 * rate.low:.2f} to {100 * rate.high:.2f} %"


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        visible(text, 4_000), _WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False
    )


def _indented(text: str) -> list[str]:
    return _wrapped(text, "  ")
