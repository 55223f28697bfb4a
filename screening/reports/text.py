"""Assessments as plain text: a table of many, the full explanation of one.

Everything that may come from a profile or a list passes :func:`~screening.reports.escaping.visible`.
"""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Iterable, Iterator

from screening.assessment import Assessment, Band, ListedHit
from screening.clearing import Plan, Step, what_would_clear
from screening.drawing.characters import table, waterfall
from screening.errors import PolicyError
from screening.evidence import Finding
from screening.indicators import INDICATORS
from screening.names import Aligned
from screening.policy import Policy
from screening.reports.escaping import visible

__all__ = ["A_PERSON_DECIDES", "Paint", "aligned", "explain", "plain", "render"]

A_PERSON_DECIDES = "No score and no band rejects anybody: a person decides."
"""What every report ends with."""
Paint = Callable[[str, str], str]
"""Takes a text and the name of its style (a band, ``title``, ``faint``); gives the text as it is shown."""

_ORDER = (Band.ESCALATE, Band.REVIEW, Band.UNKNOWN, Band.CLEAR)
_ABOUT = {indicator.id: indicator.documentation for indicator in INDICATORS}
_WIDTH = 100
_DIGEST = 12


def plain(text: str, _style: str) -> str:
    """The style of a file: none."""
    return text


def render(assessments: Iterable[Assessment], paint: Paint = plain) -> str:
    """A table of assessments, those to look at first on top.

    >>> from screening import Screener
    >>> print(render([Screener().score({"id": "u1", "name": "Marta Wzorowa"})]).splitlines()[1])
    unknown   0.00  u1  not enough is known: one of country, phone or login

    Args:
        assessments: of one run.
        paint: gives bands their colour on a terminal.
    """
    ranked = sorted(assessments, key=lambda a: (_ORDER.index(a.band), -a.score))
    rows = [(a.band.value, f"{a.score:.2f}", visible(a.profile_id), visible(a.band_reason)) for a in ranked]
    header, *lines = table(("band", "score", "id", "why"), rows, right=[1])
    painted = [paint(line, a.band.value) for line, a in zip(lines, ranked, strict=True)]
    notes = dict.fromkeys(note for a in ranked for note in a.notes)
    return "\n".join([paint(header, "title"), *painted, "", *map(visible, notes), A_PERSON_DECIDES]) + "\n"


def explain(assessment: Assessment, paint: Paint = plain, policy: Policy | None = None) -> str:
    """Everything about one assessment.

    The rule of its band, where its points come from and on whose authority, what could not be checked, and what
    would clear it.

    Args:
        assessment: the result to explain.
        paint: gives bands and titles their colour on a terminal.
        policy: the one that the assessment was made with; the published one of its preset if ``None``.
    """
    parts = [
        _head(assessment, paint),
        _part("Where the points come from", _waterfall(assessment), paint),
        _part("Findings", _findings(assessment), paint),
        _part("Names and numbers in the lists", _hits(assessment), paint),
        _part("Not checked, which is not clear", _unchecked(assessment), paint),
        _part("Not read, and so not known", _unread(assessment), paint),
        _part("What would clear it", _clearing(assessment, policy), paint),
        _part("Made with", _made_with(assessment), paint),
        "\n".join([*map(visible, assessment.notes), A_PERSON_DECIDES]) + "\n",
    ]
    return "\n".join(part for part in parts if part)


def aligned(words: Iterable[Aligned], other: str = "listed") -> list[str]:
    """Lines that set the words of two names side by side, each pair with its reason.

    Args:
        words: the words of a match.
        other: what the second name is.
    """
    rows = [(visible(w.a) or "·", visible(w.b) or "·", f"{w.score:.2f}", visible(w.reason)) for w in words]
    return table(("given", other, "agree", "because"), rows, right=[2]) if rows else []


def _head(a: Assessment, paint: Paint) -> str:
    without = "" if a.score == a.deciding_score else f", {a.deciding_score:.2f} without location, which decide"
    return "\n".join(
        [
            paint(f"{visible(a.profile_id)} ({a.kind}), assessed on {a.today}", "title"),
            paint(f"{a.band.value}: {a.score:.2f} of 100 points{without}", a.band.value),
            *_wrapped(f"because of the rule: {a.band_reason}"),
            "",
        ]
    )


def _part(title: str, lines: Iterable[str], paint: Paint) -> str:
    body = [f"  {line}".rstrip() for line in lines]
    return "\n".join([paint(title, "title"), *body, ""]) if body else ""


def _waterfall(a: Assessment) -> list[str]:
    steps = [(finding.id, finding.share * a.score) for finding in a.findings if finding.points > 0]
    return waterfall(steps, "score") if steps else []


def _findings(a: Assessment) -> Iterator[str]:
    if not a.findings:
        yield "none"
    for number, finding in enumerate(a.findings, start=1):
        if number > 1:
            yield ""
        yield f"{number}. {finding.id} ({finding.grade}): {_worth(finding)}"
        yield from _indented(finding.title)
        yield from _indented(f"seen: {finding.summary}")
        yield from _indented(f"records: {', '.join(finding.records)}")
        if finding.points > 0:
            yield from _indented(_about(finding.id))
        for source in finding.sources:
            yield from _indented(f"source: {source}")


def _worth(finding: Finding) -> str:
    if finding.points > 0:
        return f"{finding.points:g} of {finding.weight:g} points, {finding.share:.1%} of the score"
    if finding.counted_in:
        return f"no points, its clue is counted in {', '.join(finding.counted_in)}"
    if finding.family == "watchlist":
        return "no points, so common a name says nothing by itself"
    return "no points, it fits what was stated"


def _about(identifier: str) -> str:
    """Why a red flag is reported and its innocent explanations, without title and examples."""
    text = inspect.cleandoc(_ABOUT.get(identifier, "")).partition("\n")[2].partition(">>>")[0]
    return " ".join(text.split())


def _hits(a: Assessment) -> Iterator[str]:
    searched = a.coverage.get("watchlist")
    if not a.hits:
        nothing = searched is not None and searched.made == 0
        yield "nothing could be searched" if nothing else "none of its names is near a listed one"
    for number, hit in enumerate(a.hits, start=1):
        if number > 1:
            yield ""
        where = ", ".join(hit.records)
        yield f"{number}. {visible(hit.name)} (in {where}) ~ {visible(hit.alias)}: {hit.score:.2f}"
        for line in _listing(hit):
            yield from _indented(line)
        yield from (f"   {line}" for line in aligned(hit.aligned))


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
        yield f"required and missing: {visible(missing)}"
    for family, coverage in sorted(a.coverage.items()):
        if coverage.made < coverage.expected:
            yield f"{family}: {coverage.made} of {coverage.expected} expected checks made"
            lacking = [check for check in a.unchecked if check.id.partition(".")[0] == family]
            yield from (f"  {check.id} needs {check.needs}" for check in lacking)


def _unread(a: Assessment) -> Iterator[str]:
    for unread in a.unread:
        yield f"{visible(unread.field)}: {visible(unread.value, 80)!r}: {visible(unread.message)}"


def _clearing(a: Assessment, policy: Policy | None) -> Iterator[str]:
    try:
        plan = what_would_clear(a, policy)
    except PolicyError as error:
        yield from _wrapped(str(error))
        return
    if plan.steps:
        yield from _wrapped(_enough(plan))
    if plan.required:
        yield from _wrapped("What is required must be known to be clear, and what it shows counts then.")
    if plan.steps or plan.required:
        yield from _wrapped("Ask everybody alike: no question is asked because of a name or a place.")
    for number, step in enumerate(plan.steps, start=1):
        yield from ("", *_wrapped(f"{number}. {step.text}"), *_check(step))
        yield from _indented(f"what is left then: {step.deciding_score:g} points that decide, {step.band.value}")
    for step in plan.required:
        yield from ("", *_wrapped(f"required: {step.text}"), *_check(step))


def _enough(plan: Plan) -> str:
    """What would have to be for the band to fall, in a sentence or two."""
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
    yield from _indented(f"answers: {', '.join(step.answers)}")
    yield from _indented(f"collect: {', '.join(step.collect)}")
    if step.not_known and step.not_known != step.collect:
        yield from _indented(f"not known yet: {', '.join(step.not_known)}")
    label = (
        "a person must decide; what speaks for a false positive" if step.person_decides else "it comes out well if"
    )
    yield from _indented(f"{label}: {step.clears}")
    for source in step.sources:
        yield from _indented(f"source: {source}")


def _made_with(a: Assessment) -> Iterator[str]:
    for used in a.lists:
        date, digest = used.as_of or "unknown date", used.digest[:_DIGEST]
        yield f"list {visible(used.id)} of {date}: {used.entries:,} entries, digest {digest}"
    yield f"policy: preset {a.preset}, digest {a.policy_digest[:_DIGEST]}"
    yield from _wrapped("versions: " + ", ".join(f"{name} {version}" for name, version in a.versions.items()))


def _wrapped(text: str, indent: str = "") -> list[str]:
    """Lines of about the report's width; long words such as addresses stay whole."""
    return textwrap.wrap(
        visible(text, 4_000),
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _indented(text: str) -> list[str]:
    return _wrapped(text, "   ") if text else []
