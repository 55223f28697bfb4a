"""The measurement of fairness, for people and for machines.

Values of profiles pass :func:`~screening.reports.escaping.visible`. What is assumed stands beside its number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from screening.drawing.look import FILE, Look
from screening.fairness.measuring import MARK, Group, Report
from screening.fairness.swaps import SHOWN, Changed, Swaps
from screening.rates import Precision, Rate
from screening.reports.escaping import in_json, visible
from screening.reports.text import Piece, closing, part

__all__ = ["as_json", "as_text"]

_SMALL_SHOWN = 40
_NO_PROOF = (
    "A difference is no proof of unfairness, and its absence none of fairness: look at what drives it. Rates by "
    "country or name are for checking the rules, never for deciding about a person."
)


def as_json(report: Report) -> str:
    """The whole report as one JSON document."""
    document = {**msgspec.to_builtins(report), "remarkable": report.remarkable}
    return in_json(msgspec.json.format(msgspec.json.encode(document)).decode()) + "\n"


def as_text(report: Report, look: Look = FILE) -> Iterator[str]:
    """The report piece by piece."""
    parts = [
        part(f"Flagged by {visible(report.field)}", _groups(report, look), look),
        part("What drives the difference", _drivers(report, look), look),
        part("Too few to compare, and not known", _apart(report, look), look),
        part("What a flag would be worth", _worth(report, look), look),
        part("Swap test", _swaps(report.swaps, report.changed, look), look) if report.swaps is not None else "",
        part("Made with", _made_with(report), look),
    ]
    yield from (f"{part}\n" for part in parts if part)
    yield "".join(f"{line}\n" for line in closing((_NO_PROOF, *report.notes), look))


_FIRST = ("group", "profiles", "unknown", "decided")
_HEADER = (*_FIRST, "review", "escalate", "flagged", "95 % interval", "ratio", "mark")


def _groups(report: Report, look: Look) -> Iterator[Piece]:
    if not report.groups:
        yield f"no group has {report.minimum:,} profiles that could be decided"
    rows = [*map(_row, report.groups), _row(report.all)]
    yield look.table(_HEADER, rows, right=range(1, 9), indent="  ")
    yield ""
    yield (
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


def _drivers(report: Report, look: Look) -> Iterator[Piece]:
    shown = [group for group in report.groups if group.flagged.found and group.drivers]
    rows = [
        (visible(group.name), driver.id, f"{driver.points:.2f}", f"{driver.elsewhere:.2f}", f"{driver.flagged:,}")
        for group in shown
        for driver in group.drivers
    ]
    if rows:
        header = ("group", "indicator", "points", "elsewhere", "in flagged")
        yield look.table(header, rows, right=(2, 3, 4), indent="  ")
        yield ""
        yield (
            "Mean points a profile, in the group and in all others; and flagged profiles of the group with such a "
            "finding. The family location is left out: it changes no band."
        )


def _apart(report: Report, look: Look) -> Iterator[Piece]:
    known = [report.not_known] if report.not_known else []
    groups = [*report.small[:_SMALL_SHOWN], *known]
    if groups:
        yield look.table(_HEADER[:8], [_row(group)[:8] for group in groups], right=range(1, 8), indent="  ")
        more = len(report.small) - _SMALL_SHOWN
        yield from [f"and {more:,} more"] if more > 0 else []
        yield ""
        yield f"Groups of less than {report.minimum:,} decided profiles have no part in the median."


def _worth(report: Report, look: Look) -> Iterator[Piece]:
    rows = [(f"1 in {1 / p.prevalence:,.0f}", _precision(p), f"{p.innocents:,.1f}") for p in report.precision]
    yield look.table(
        ("if so many were workers", "workers among the flagged", "innocents for each"),
        rows,
        right=(2,),
        indent="  ",
    )
    yield ""
    yield (
        f"Assumed and not measured: the base rates, and that {report.sensitivity:.0%} of the workers would be "
        "flagged; nobody has measured that, and where fewer are, the figures are lower. Measured: the "
        f"{_percent(report.all.flagged.share)} flagged here, all taken for innocent, with the interval of it."
    )


def _precision(worth: Precision) -> str:
    if worth.high >= 1:
        return f"{_percent(worth.low)} or more: nobody was flagged here"
    return f"{_percent(worth.precision)} ({_percent(worth.low)} to {_percent(worth.high)})"


def _swaps(swaps: dict[str, Swaps], changed: Sequence[Changed], look: Look) -> Iterator[Piece]:
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
    yield look.table(header, rows, right=range(1, 8), indent="  ")
    yield ""
    yield (
        "The same profiles, moved to other countries with all their records, and with all their names exchanged "
        "for others. A country or a name alone should change no band. Scores are deciding scores, without "
        "location. Not made: no consistent way, or a name that is near a listed one."
    )
    for one in changed:
        yield ""
        yield (
            f"{visible(one.profile_id)} with the {one.swap} {visible(one.to)}: {one.band} became {one.new_band}"
        )
        yield f"  before: {one.reason}"
        yield f"  after: {one.new_reason}"
        if one.appeared or one.vanished:
            yield "  " + " ".join([*(f"+{i}" for i in one.appeared), *(f"-{i}" for i in one.vanished)])
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
