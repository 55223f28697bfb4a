"""One assessment on one screen: the verdict first, what it rests on, what would clear it, what was not checked.

:func:`screening.reports.text.explain` tells the rest. Everything that may come from a profile or a list passes
:func:`~screening.reports.escaping.visible`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from screening.assessment import Assessment, ListedHit
from screening.clearing import what_would_clear
from screening.drawing.characters import clipped, table, width
from screening.drawing.look import FILE, Look
from screening.errors import PolicyError
from screening.evidence import Finding
from screening.names import Aligned
from screening.policy import Policy
from screening.reports.escaping import visible
from screening.reports.text import Piece, closing, enough, head, no_hit, part, points, unread, why_no_points

__all__ = ["explain"]

_MOST_FINDINGS, _MOST_HITS, _MOST_STEPS, _MOST_UNREAD = 8, 3, 5, 4
_WIDTH = 100
_DIGEST = 12


def explain(assessment: Assessment, look: Look = FILE, policy: Policy | None = None) -> str:
    """What a person must know before looking at the profile itself.

    Args:
        assessment: the result to explain.
        look: how it is set.
        policy: the one that the assessment was made with; the published one of its preset if ``None``.
    """
    parts = [
        head(assessment, look),
        part("Where the points come from", points(assessment, look), look),
        part("What was seen", _seen(assessment, look), look),
        "" if assessment.findings else _line("What was seen", "nothing", look),
        "" if assessment.hits else _line("Names and numbers in the lists", no_hit(assessment), look),
        part("Names and numbers in the lists", _hits(assessment, look), look),
        part("What would clear it", _clearing(assessment, policy), look),
        part("Not checked, which is not clear", _unchecked(assessment), look),
        part("Not read, and so not known", _few(list(unread(assessment)), _MOST_UNREAD), look),
        part("Sources", _sources(assessment, look), look),
        "\n".join([*look.prose(_made_with(assessment)), *closing(assessment.notes, look)]) + "\n",
    ]
    return "\n".join(part for part in parts if part)


def _line(title: str, text: str, look: Look) -> str:
    """A part that says one thing."""
    return "\n".join([*look.prose(f"{look.paint(title, 'title')}: {text}"), ""])


def _few(lines: Sequence[str], most: int) -> Iterator[str]:
    yield from lines[:most]
    if len(lines) > most:
        yield f"and {len(lines) - most:,} more (--full)"


def _seen(a: Assessment, look: Look) -> Iterator[Piece]:
    """The findings that count in the order of the waterfall, then those that do not."""
    counted = [finding for finding in a.findings if finding.points > 0]
    if look.plain:
        yield from _labelled(counted, look)
    else:
        said = (f"{f.summary} ({_shown(f.records)}), {f.grade} [{', '.join(_keys([f]))}]" for f in counted)
        yield from _few([f"{number}. {text}" for number, text in enumerate(said, start=1)], _MOST_FINDINGS)
    silent = [f"no points for {f.id}: {f.summary}; {why_no_points(f)}" for f in a.findings if not f.points]
    yield from _few(silent, _MOST_HITS)


def _labelled(findings: Sequence[Finding], look: Look) -> Iterator[Piece]:
    header = ("finding", "meaning", "grade", "seen", "records", "sources")
    rows = [(f.id, f.title, f.grade, f.summary, ", ".join(f.records), ", ".join(_keys([f]))) for f in findings]
    if rows:
        yield look.table(header, [tuple(map(visible, row)) for row in rows])


def _shown(records: Sequence[str], most: int = 3) -> str:
    more = len(records) - most
    return ", ".join(records[:most]) + (f" and {more} more" if more > 0 else "")


def _keys(findings: Iterable[Finding]) -> list[str]:
    return list(dict.fromkeys(source.key for finding in findings for source in finding.sources))


def _hits(a: Assessment, look: Look) -> Iterator[Piece]:
    shown = a.hits[:_MOST_HITS]
    if look.plain and shown:
        yield look.table(_HIT, [tuple(map(visible, _facts(hit))) for hit in shown])
    else:
        for number, hit in enumerate(shown, start=1):
            yield f"{number}. {hit.name} ({_shown(hit.records)}) ~ {hit.alias}: {hit.score:.2f}"
            yield f"   {_listing(hit)}"
            yield f"   {_evidence(hit)}"
            yield _words(hit.aligned, look)
    if len(a.hits) > _MOST_HITS:
        yield f"and {len(a.hits) - _MOST_HITS:,} more (--full)"


_HIT = ("name", "stands in", "listed name", "agreement of 1", "listing", "evidence", "words")


def _facts(hit: ListedHit) -> Iterator[str]:
    yield hit.name
    yield _shown(hit.records)
    yield hit.alias
    yield f"{hit.score:.2f}"
    yield _listing(hit)
    yield _evidence(hit)
    yield ", ".join(f"{w.a or 'nothing'} for {w.b or 'nothing'} ({w.reason})" for w in hit.aligned)


def _listing(hit: ListedHit) -> str:
    also = f", also as {_shown(hit.also_listed)}" if hit.also_listed else ""
    why = f" for {', '.join(hit.programmes)}" if hit.programmes else ""
    return f"{hit.status} on {hit.list} as {hit.entry_id}{also}{why}, {hit.alias_strength} name"


def _evidence(hit: ListedHit) -> str:
    words = "every distinctive word agrees" if hit.complete else "not every distinctive word agrees"
    said = f"{words}; second identifiers that agree: {'; '.join(hit.agrees) or 'none'}"
    if hit.conflicts:
        said += f"; {'dropped' if hit.dropped else 'against it'}: {hit.conflicts}"
    return said


def _words(words: Sequence[Aligned], look: Look) -> list[str]:
    """The words of both names one below the other, and why they agree; one pair a line where there is no room."""
    pairs = [(visible(w.a) or "·", visible(w.b) or "·", visible(w.reason)) for w in words]
    if not pairs:
        return []
    given, listed, why = zip(*pairs, strict=True)
    reasons = [("", *why)] if set(why) != {"equal"} else []
    lines = table(("given", *given), [("listed", *listed), *reasons])
    if max(map(width, lines)) <= (min(look.cells or _WIDTH, _WIDTH)) - 5:
        return [f"     {line}" for line in lines]
    return look.table(("given", "listed", "because"), pairs, indent="     ")


def _clearing(a: Assessment, policy: Policy | None) -> Iterator[str]:
    try:
        plan = what_would_clear(a, policy)
    except PolicyError as error:
        yield str(error)
        return
    if said := " ".join(enough(plan)):
        yield said
    steps = [
        f"{number}. {step.text} Then {step.deciding_score:g} points decide: {step.band.value}."
        for number, step in enumerate(plan.steps, start=1)
    ]
    yield from _few([*steps, *(f"required: {step.text}" for step in plan.required)], _MOST_STEPS)


def _unchecked(a: Assessment) -> Iterator[str]:
    yield from (f"required and missing: {missing}" for missing in a.missing)
    gaps = [
        f"{family} {coverage.expected - coverage.made} of {coverage.expected}"
        for family, coverage in sorted(a.coverage.items())
        if coverage.made < coverage.expected
    ]
    if gaps:
        yield f"checks that could not be made: {', '.join(gaps)} (--full names them)"


def _sources(a: Assessment, look: Look) -> Iterator[Piece]:
    """A line for each key; addresses are a matter of the full explanation."""
    cited = {c.key: c for finding in a.findings if finding.points > 0 for c in finding.sources}
    if look.plain:
        yield [f"source {key}: {', '.join(filter(None, (c.document, c.date)))}" for key, c in cited.items()]
        return
    rows = [(key, c.date, c.document) for key, c in cited.items()]
    lines = table(("", "", ""), rows)[1:] if rows else []
    yield [f"  {clipped(line, (min(look.cells or _WIDTH, _WIDTH)) - 2)}" for line in lines]


def _made_with(a: Assessment) -> str:
    lists = "; ".join(f"list {w.id} of {w.as_of or 'unknown date'} ({w.digest[:_DIGEST]})" for w in a.lists)
    return visible(f"by {lists}; policy {a.preset} ({a.policy_digest[:_DIGEST]}); more: --full", 4_000)
