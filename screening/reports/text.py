"""Assessments as plain text: a table of many, the full explanation of one.

Everything that may come from a profile or a list passes :func:`~screening.reports.escaping.visible`.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from screening.assessment import Assessment, Band, ListedHit
from screening.clearing import Plan, Step, what_would_clear
from screening.drawing.look import FILE, Look
from screening.errors import PolicyError
from screening.evidence import Finding
from screening.indicators import INDICATORS
from screening.names import Aligned
from screening.policy import Policy
from screening.reports.escaping import visible

__all__ = [
    "A_PERSON_DECIDES",
    "Piece",
    "aligned",
    "closing",
    "enough",
    "explain",
    "head",
    "no_hit",
    "part",
    "points",
    "render",
    "unread",
    "why_no_points",
]

A_PERSON_DECIDES = "No score and no band rejects anybody: a person decides."
"""What every report ends with."""
Piece: TypeAlias = str | list[str]
"""A paragraph, whose leading blanks are its indent, or lines that are set already."""

_ORDER = (Band.ESCALATE, Band.REVIEW, Band.UNKNOWN, Band.CLEAR)
_ABOUT = {indicator.id: indicator.documentation for indicator in INDICATORS}
_NUMBER, _LABEL = re.compile(r"\d+\. "), re.compile(r"[\w ;]+: ")
_LONGEST = 4_000
_DIGEST = 12


def render(assessments: Iterable[Assessment], look: Look = FILE) -> str:
    """A table of assessments, those to look at first on top.

    >>> from screening import Screener
    >>> print(render([Screener().score({"id": "u1", "name": "Marta Wzorowa"})]).splitlines()[1])
    unknown   0.00  u1  not enough is known: one of country, phone or login

    Args:
        assessments: of one run.
        look: how it is set.
    """
    ranked = sorted(assessments, key=lambda a: (_ORDER.index(a.band), -a.score))
    rows = [
        (look.paint(a.band.value, a.band.value), f"{a.score:.2f}", visible(a.profile_id), visible(a.band_reason))
        for a in ranked
    ]
    notes = dict.fromkeys(note for a in ranked for note in a.notes)
    lines = [*look.table(("band", "score", "id", "why"), rows, right=[1]), ""]
    return "\n".join([*lines, *closing(notes, look)]) + "\n"


def explain(assessment: Assessment, look: Look = FILE, policy: Policy | None = None) -> str:
    """Everything about one assessment; :mod:`screening.reports.brief` shows it on one screen.

    The rule of its band, where its points come from and on whose authority, what could not be checked, and what
    would clear it.

    Args:
        assessment: the result to explain.
        look: how it is set.
        policy: the one that the assessment was made with; the published one of its preset if ``None``.
    """
    parts = [
        head(assessment, look),
        part("Where the points come from", points(assessment, look), look),
        part("Findings", _findings(assessment), look),
        part("Names and numbers in the lists", _hits(assessment, look), look),
        part("Not checked, which is not clear", _unchecked(assessment), look),
        part("Not read, and so not known", unread(assessment), look),
        part("What would clear it", _clearing(assessment, policy), look),
        part("Made with", _made_with(assessment), look),
        "\n".join(closing(assessment.notes, look)) + "\n",
    ]
    return "\n".join(part for part in parts if part)


def aligned(words: Iterable[Aligned], look: Look = FILE, *, other: str = "listed", indent: str = "") -> list[str]:
    """Lines that set the words of two names side by side, each pair with its reason.

    Args:
        words: the words of a match.
        look: how they are set.
        other: what the second name is.
        indent: blanks before each line.
    """
    rows = [(visible(w.a) or "·", visible(w.b) or "·", f"{w.score:.2f}", visible(w.reason)) for w in words]
    return look.table(("given", other, "agree", "because"), rows, right=[2], indent=indent) if rows else []


def head(a: Assessment, look: Look) -> str:
    """Whose assessment it is, the verdict, and the rule that gave it."""
    without = "" if a.score == a.deciding_score else f", {a.deciding_score:.2f} without location, which decide"
    return "\n".join(
        [
            *look.prose(look.paint(f"{visible(a.profile_id)} ({a.kind}), assessed on {a.today}", "title")),
            *look.prose(look.paint(f"{a.band.value}: {a.score:.2f} of 100 points{without}", a.band.value)),
            *look.prose(visible(f"because of the rule: {a.band_reason}", _LONGEST)),
            "",
        ]
    )


def part(title: str, pieces: Iterable[Piece], look: Look) -> str:
    """A title and what stands under it; nothing if there is nothing."""
    lines: list[str] = []
    for piece in pieces:
        if isinstance(piece, list):
            lines += piece
        else:
            text = visible(piece.strip(" "), _LONGEST)
            indent = " " * (len(piece) - len(piece.lstrip(" ")) + 2)
            lines += look.prose(text, indent, indent + _hanging(text)) if text else [""]
    return "\n".join([*look.prose(look.paint(title, "title")), *lines, ""]) if lines else ""


def _hanging(text: str) -> str:
    """Blanks before the second line of a paragraph: as many as its number takes, or two after a label."""
    if number := _NUMBER.match(text):
        return " " * number.end()
    return "  " if _LABEL.match(text) else ""


def closing(notes: Iterable[str], look: Look) -> list[str]:
    """What every report ends with: its notes, and who decides."""
    return [line for note in (*map(visible, notes), A_PERSON_DECIDES) for line in look.prose(note)]


def points(a: Assessment, look: Look) -> Iterator[list[str]]:
    """The waterfall of the findings that count, each with its part of the score."""
    counted = [finding for finding in a.findings if finding.points > 0]
    if counted:
        steps = [(f"{number}. {f.id}", f.share * a.score) for number, f in enumerate(counted, start=1)]
        yield look.waterfall(steps, "   score", indent="  ")


def _findings(a: Assessment) -> Iterator[str]:
    if not a.findings:
        yield "none"
    for number, finding in enumerate(a.findings, start=1):
        if number > 1:
            yield ""
        yield f"{number}. {finding.id} ({finding.grade}): {_worth(finding)}"
        yield f"   {finding.title}"
        yield f"   seen: {finding.summary}"
        yield f"   records: {', '.join(finding.records)}"
        if finding.points > 0 and (about := _about(finding.id)):
            yield f"   {about}"
        yield from (f"   source: {source}" for source in finding.sources)


def _worth(finding: Finding) -> str:
    if finding.points > 0:
        return f"{finding.points:g} of {finding.weight:g} points, {finding.share:.1%} of the score"
    return f"no points, {why_no_points(finding)}"


def why_no_points(finding: Finding) -> str:
    """Why a finding is shown and does not count."""
    if finding.counted_in:
        return f"its clue is counted in {', '.join(finding.counted_in)}"
    if finding.family == "watchlist":
        return "so common a name says nothing by itself"
    return "no sign by itself"


def _about(identifier: str) -> str:
    """Why a red flag is reported and its innocent explanations, without title and examples."""
    text = inspect.cleandoc(_ABOUT.get(identifier, "")).partition("\n")[2].partition(">>>")[0]
    return " ".join(text.split())


def _hits(a: Assessment, look: Look) -> Iterator[Piece]:
    if not a.hits:
        yield no_hit(a)
    for number, hit in enumerate(a.hits, start=1):
        if number > 1:
            yield ""
        where = ", ".join(hit.records)
        yield f"{number}. {hit.name} (in {where}) ~ {hit.alias}: {hit.score:.2f}"
        yield from (f"   {line}" for line in _listing(hit))
        yield aligned(hit.aligned, look, indent="     ")


def no_hit(a: Assessment) -> str:
    """What to say where there is no hit: searched in vain is not the same as not searched."""
    searched = a.coverage.get("watchlist")
    nothing = searched is not None and searched.made == 0
    return "nothing could be searched" if nothing else "none of its names is near a listed one"


def _listing(hit: ListedHit) -> Iterator[str]:
    yield f"{hit.status} on {hit.list} as {hit.entry_id}: {hit.listed_name} ({hit.alias_strength} name)"
    if hit.also_listed:
        yield f"also listed as {', '.join(hit.also_listed)}"
    if hit.programmes:
        yield f"programmes: {', '.join(hit.programmes)}"
    yield f"list of {hit.list_as_of or 'unknown date'}, digest {hit.list_digest[:_DIGEST]}"
    if hit.url:
        yield f"address: {hit.url}"
    words = "every distinctive word agrees" if hit.complete else "not every distinctive word agrees"
    yield f"{words}; {', '.join(hit.reasons)}" if hit.reasons else words
    yield f"second identifiers that agree: {'; '.join(hit.agrees) or 'none'}"
    if hit.conflicts:
        said = "dropped, because a verified record speaks against it" if hit.dropped else "against it"
        yield f"{said}: {hit.conflicts}"


def _unchecked(a: Assessment) -> Iterator[str]:
    for missing in a.missing:
        yield f"required and missing: {missing}"
    for family, coverage in sorted(a.coverage.items()):
        if coverage.made < coverage.expected:
            yield f"{family}: {coverage.made} of {coverage.expected} expected checks made"
            lacking = [check for check in a.unchecked if check.id.partition(".")[0] == family]
            yield from (f"  {check.id} needs {check.needs}" for check in lacking)


def unread(a: Assessment) -> Iterator[str]:
    """Values that could not be read, each with its reason."""
    for value in a.unread:
        yield f"{visible(value.field)}: {visible(value.value, 80)!r}: {visible(value.message)}"


def _clearing(a: Assessment, policy: Policy | None) -> Iterator[str]:
    try:
        plan = what_would_clear(a, policy)
    except PolicyError as error:
        yield str(error)
        return
    yield from enough(plan)
    for number, step in enumerate(plan.steps, start=1):
        yield from ("", f"{number}. {step.text}", *_check(step))
        yield f"   what is left then: {step.deciding_score:g} points that decide, {step.band.value}"
    for step in plan.required:
        yield from ("", f"required: {step.text}", *_check(step))


def enough(plan: Plan) -> Iterator[str]:
    """What would have to be for the band to fall, in a sentence or two."""
    if plan.steps:
        yield _if_all_is_well(plan)
    if plan.required:
        yield "What is required must be known to be clear, and what it shows counts then."
    if plan.steps or plan.required:
        yield "Ask everybody alike: no question is asked because of a name or a place."


def _if_all_is_well(plan: Plan) -> str:
    start, conditions = "", ["nothing else were found"]
    if checks := sum(not step.person_decides for step in plan.steps):
        conditions.insert(0, f"{checks} check{'' if checks == 1 else 's'} came out well")
    if plan.person_decides:
        start = f"No check clears {' and '.join(plan.person_decides)}: a person must decide. "
        conditions.insert(0, "they decided that it is false")
    *most, last = conditions
    said = f"{start}If {', '.join(most)} and {last}, the band would be {plan.band_then.value}."
    return said if plan.smallest else f"{said} There were too many sets of checks to try all: fewer may be enough."


def _check(step: Step) -> Iterator[str]:
    yield f"   answers: {', '.join(step.answers)}"
    yield f"   collect: {', '.join(step.collect)}"
    if step.not_known and step.not_known != step.collect:
        yield f"   not known yet: {', '.join(step.not_known)}"
    label = (
        "a person must decide; what speaks for a false positive" if step.person_decides else "it comes out well if"
    )
    yield f"   {label}: {step.clears}"
    yield from (f"   source: {source}" for source in step.sources)


def _made_with(a: Assessment) -> Iterator[str]:
    for used in a.lists:
        date, digest = used.as_of or "unknown date", used.digest[:_DIGEST]
        yield f"list {used.id} of {date}: {used.entries:,} entries, digest {digest}"
    yield f"policy: preset {a.preset}, digest {a.policy_digest[:_DIGEST]}"
    yield "versions: " + ", ".join(f"{name} {version}" for name, version in a.versions.items())
