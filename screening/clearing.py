"""What would clear an assessment: the smallest set of checks that, if they come out well, bring it below review.

A pure function of the assessment and its policy. Each finding that the band rests on is answered by one row of
``watchlists/questions.csv``: what to ask, collect or verify, and the outcome that sets the evidence to none. The
rules of :mod:`screening.evidence` and :mod:`screening.assessment` say which answers are enough.

A plan is no verdict and no promise. A conclusive finding is never cleared by a check: a person must decide that
it was a false positive, and the row says what to verify first. Findings of the family location are context, so
nothing is asked because of them. Ask the questions of everybody alike, not of one person because of a score.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import comb
from operator import itemgetter
from typing import NamedTuple

import msgspec

from screening.assessment import Assessment, Band, Unchecked, decide
from screening.errors import PolicyError
from screening.evidence import LOCATION, Finding, combine
from screening.policy import Policy
from screening.questions import Question, questions
from screening.sources import Citation

__all__ = ["Plan", "Step", "what_would_clear"]

_BANDS = (Band.CLEAR, Band.UNKNOWN, Band.REVIEW, Band.ESCALATE)
_BELOW_REVIEW = frozenset({Band.CLEAR, Band.UNKNOWN})
_MOST_WEIGHED = 10_240
"""Findings in all sets that are tried: enough for every set of ten checks, or for all pairs of twenty; tens of ms.

Profiles are hostile, so beyond it a choice is made among sets that are enough.
"""
_FEW = 10
"""Of this many steps, each is put where its effect is greatest; of more, the stronger come first."""
_FAMILY = ".*"
_REQUIRED = "required: "


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One check of a plan, and what is left once it and those before it have come out well.

    Attributes:
        question, text, collect, clears, sources: as in :class:`~screening.questions.Question`.
        answers: the findings that it answers, or the required check that it makes.
        not_known: fields of ``collect`` that the assessment names as not checked.
        person_decides: it answers a conclusive finding: no check clears that, a person must decide.
        deciding_score, band: what is left after this step.
    """

    question: str
    text: str
    collect: tuple[str, ...]
    clears: str
    sources: tuple[Citation, ...]
    answers: tuple[str, ...]
    not_known: tuple[str, ...]
    person_decides: bool
    deciding_score: float
    band: Band


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """The smallest set of checks that could bring an assessment below review.

    Attributes:
        band: the band as it is.
        steps: the checks that answer findings, the one with most effect first.
        band_then: the band if every step comes out well and nothing else is found.
        required: the missing required checks; what they show counts then, for or against.
        person_decides: the conclusive findings: unless a person decides that they are false, nothing is cleared.
        smallest: no smaller set is enough; False if there were too many findings to try every set.
    """

    band: Band
    steps: tuple[Step, ...]
    band_then: Band
    required: tuple[Step, ...]
    person_decides: tuple[str, ...]
    smallest: bool


def what_would_clear(assessment: Assessment, policy: Policy | None = None) -> Plan:
    """The smallest set of checks that could bring the assessment below review, in the order of their effect.

    >>> from screening import score
    >>> plan = what_would_clear(score({"id": "u", "country": "PL", "identity": {"document_verified": False}}))
    >>> [step.question for step in plan.steps], plan.band_then.value
    (['document_again'], 'unknown')
    >>> [step.answers[0] for step in plan.required]
    ['a name, searched in the lists']

    Args:
        assessment: as a screener gave it.
        policy: the one that it was made with; the published one of its preset if ``None``.

    Raises:
        PolicyError: the assessment was made with another policy, whose thresholds are not known here.
    """
    policy = policy or Policy(preset=assessment.preset)
    if policy.digest != assessment.policy_digest:
        raise PolicyError("the assessment was made with another policy: give that one to see what would clear it")
    rules = _Rules(policy.all_caps, policy.review_at, policy.escalate_at, assessment.missing)
    findings = tuple(_as_seen(assessment.findings))
    not_known = frozenset(_not_known(assessment.unchecked))
    now = rules.outcome(findings)
    chosen, smallest = _smallest(_groups(findings), findings, rules)
    steps = tuple(_in_order(chosen, findings, rules, not_known))
    then = rules.outcome(_without(findings, chosen))
    answered = {identifier for step in steps for identifier in step.answers}
    return Plan(
        band=now.band,
        steps=steps,
        band_then=then.band,
        required=tuple(_required(name, not_known, then) for name in assessment.missing),
        person_decides=tuple(f.id for f in findings if _is_conclusive(f) and f.id in answered),
        smallest=smallest,
    )


class _Group(NamedTuple):
    """The findings that one check answers."""

    question: Question
    findings: tuple[str, ...]
    person_decides: bool


class _Outcome(NamedTuple):
    deciding: float
    band: Band


class _Rules(NamedTuple):
    """The rules of scores and bands, by one policy."""

    caps: Mapping[str, float]
    review_at: float
    escalate_at: float
    missing: tuple[str, ...]

    def outcome(self, findings: Sequence[Finding]) -> _Outcome:
        """Score and band if these findings were all."""
        total = combine(findings, self.caps)
        band, _ = decide(findings, total, self.missing, review_at=self.review_at, escalate_at=self.escalate_at)
        return _Outcome(total.deciding, band)


def _as_seen(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings as they were before any clue was counted already: one may count once another is answered."""
    for finding in findings:
        if finding.family == LOCATION:
            continue
        points = finding.points or round(finding.weight * finding.strength, 6)
        if points > 0:
            yield msgspec.structs.replace(finding, points=points, share=0.0, counted_in=())


def _not_known(unchecked: Iterable[Unchecked]) -> Iterator[str]:
    """The fields that the checks which could not be made would need."""
    for check in unchecked:
        yield from check.needs.replace(",", " ").split()


def _groups(findings: Iterable[Finding]) -> list[_Group]:
    """One check for the findings that a row answers by name; one for each that only its family's row answers."""
    by_question: dict[str, list[Finding]] = {}
    asked: dict[str, Question] = {}
    for finding in sorted(findings, key=lambda f: (-f.points, f.id)):
        question = questions().get(finding.id)
        key = question.id if question else finding.id
        asked[key] = question or questions()[finding.family + _FAMILY]
        by_question.setdefault(key, []).append(finding)
    return [
        _Group(asked[key], tuple(f.id for f in answered), any(map(_is_conclusive, answered)))
        for key, answered in by_question.items()
    ]


def _is_conclusive(finding: Finding) -> bool:
    return finding.stands_alone or finding.grade == "conclusive"


def _without(findings: Iterable[Finding], groups: Iterable[_Group]) -> tuple[Finding, ...]:
    answered = {identifier for group in groups for identifier in group.findings}
    return tuple(finding for finding in findings if finding.id not in answered)


def _smallest(groups: Sequence[_Group], findings: Sequence[Finding], rules: _Rules) -> tuple[list[_Group], bool]:
    """The smallest set of checks that is enough; of equals the one that leaves least; and whether it is proved.

    One more finding never lowers a band. So a check whose findings alone ask for a review is in every set that
    is enough, and only the others are searched, from the smallest sets up.
    """
    needed: list[_Group] = []
    others: list[_Group] = []
    for group in groups:
        answered = [finding for finding in findings if finding.id in group.findings]
        (others if rules.outcome(answered).band in _BELOW_REVIEW else needed).append(group)
    left = _without(findings, needed)
    weighed = 0
    for size in range(len(others)):
        weighed += comb(len(others), size) * len(left)
        if weighed > _MOST_WEIGHED:
            return [*needed, *_enough(others, left, rules)], False
        tried = ((rules.outcome(_without(left, more)), more) for more in combinations(others, size))
        enough = [(outcome.deciding, more) for outcome, more in tried if outcome.band in _BELOW_REVIEW]
        if enough:
            return [*needed, *min(enough, key=itemgetter(0))[1]], True
    return [*needed, *others], True


def _enough(groups: Sequence[_Group], findings: Sequence[Finding], rules: _Rules) -> list[_Group]:
    """A set that is enough, of which no check can be left out.

    It is the smaller of the strongest ones, as many as are needed, and of all that do not belong to one family:
    the findings of one family alone ask for no review.
    """

    def below(chosen: Sequence[_Group]) -> bool:
        return rules.outcome(_without(findings, chosen)).band in _BELOW_REVIEW

    most = bisect_left(range(len(groups)), True, key=lambda number: below(groups[:number]))
    sets = [list(groups[:most])]
    for family in sorted({finding.family for finding in findings}):
        own = {finding.id for finding in findings if finding.family == family}
        sets.append([group for group in groups if not own.issuperset(group.findings)])
    chosen = min(filter(below, sets), key=len)
    for group in reversed(chosen[:]):
        fewer = [other for other in chosen if other is not group]
        if below(fewer):
            chosen = fewer
    return chosen


def _in_order(
    groups: Sequence[_Group], findings: tuple[Finding, ...], rules: _Rules, not_known: frozenset[str]
) -> Iterator[Step]:
    """The steps by their effect: each is the one that leaves the lowest score, then the lowest band.

    Of many steps, those whose findings are stronger come first.
    """
    waiting = list(groups)
    if len(waiting) > _FEW:
        rank = {finding.id: (-finding.points, finding.id) for finding in findings}
        waiting.sort(key=lambda group: min(rank[identifier] for identifier in group.findings))
    while waiting:
        group = waiting[0] if len(groups) > _FEW else _next(waiting, findings, rules)
        waiting.remove(group)
        findings = _without(findings, [group])
        yield _step(group.question, group.findings, not_known, rules.outcome(findings), group.person_decides)


def _next(groups: Iterable[_Group], findings: Sequence[Finding], rules: _Rules) -> _Group:
    def effect(group: _Group) -> tuple[float, int, str, tuple[str, ...]]:
        left = rules.outcome(_without(findings, [group]))
        return left.deciding, _BANDS.index(left.band), group.question.id, group.findings

    return min(groups, key=effect)


def _required(name: str, not_known: frozenset[str], then: _Outcome) -> Step:
    question = questions()[_REQUIRED + name]
    return _step(question, (name,), not_known | set(question.collect), then, person_decides=False)


def _step(
    question: Question, answers: tuple[str, ...], not_known: frozenset[str], left: _Outcome, person_decides: bool
) -> Step:
    return Step(
        question=question.id,
        text=question.text,
        collect=question.collect,
        clears=question.clears,
        sources=question.sources,
        answers=answers,
        not_known=tuple(path for path in question.collect if path in not_known),
        person_decides=person_decides,
        deciding_score=left.deciding,
        band=left.band,
    )
