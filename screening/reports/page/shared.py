"""What the profiles of one page have in common: checks, sources, questions, lists, what was not checked."""

from __future__ import annotations

from collections.abc import Iterable
from inspect import cleandoc
from typing import Any

import msgspec

from screening.assessment import Assessment, Coverage, Unchecked
from screening.indicators import INDICATORS
from screening.policy import Policy
from screening.questions import Question, questions
from screening.reports.escaping import visible
from screening.reports.page.parties import Party, party
from screening.reports.page.tables import Table
from screening.sources import Citation
from screening.watchlist import Entity

__all__ = ["Shared"]

_CHECKS = {indicator.id: indicator for indicator in INDICATORS}


class _Gaps(msgspec.Struct, frozen=True):
    """What could not be checked in a profile; profiles that know the same fields share it."""

    missing: tuple[str, ...]
    coverage: tuple[tuple[str, Coverage], ...]
    unchecked: tuple[Unchecked, ...]


class Shared:
    """Tables that grow while profiles are added; each profile names rows of them by number.

    Args:
        policy: the one that the assessments were made with.
    """

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._checks = Table[str]()
        self._sources = Table[Citation]()
        self._questions = Table[str]()
        self._gaps = Table[_Gaps]()
        self._parties: dict[str, Party] = {}

    def check(self, indicator: str) -> int:
        """The number of an indicator."""
        return self._checks.number(indicator)

    def question(self, identifier: str) -> int:
        """The number of a reviewed question."""
        return self._questions.number(identifier)

    def gaps(self, assessment: Assessment) -> int:
        """The number of what could not be checked."""
        coverage = tuple(sorted(assessment.coverage.items()))
        return self._gaps.number(_Gaps(assessment.missing, coverage, assessment.unchecked))

    def listings(self, entities: Iterable[Entity]) -> list[str]:
        """The keys of listings, ``list:id``."""
        keys = []
        for entity in entities:
            key = f"{entity.list}:{entity.id}"
            if key not in self._parties:
                self._parties[key] = party(entity)
            keys.append(key)
        return keys

    def tables(self) -> dict[str, Any]:
        """All tables, as the page's script reads them; to be called once every profile was added."""
        by_id = {question.id: question for question in questions().values()}
        found = {
            "gaps": [self._gap(gap) for gap in self._gaps],
            "questions": [self._asked(by_id[identifier]) for identifier in self._questions],
            "checks": [self._check(identifier) for identifier in self._checks],
            "parties": dict(sorted(self._parties.items())),
        }
        return {**found, "sources": list(self._sources)}

    def _gap(self, gap: _Gaps) -> dict[str, Any]:
        return {
            "missing": gap.missing,
            "coverage": [[family, coverage.made, coverage.expected] for family, coverage in gap.coverage],
            "unchecked": [[self.check(unchecked.id), unchecked.needs] for unchecked in gap.unchecked],
        }

    def _asked(self, question: Question) -> dict[str, Any]:
        return {
            "text": question.text,
            "collect": question.collect,
            "clears": question.clears,
            "sources": [self._sources.number(source) for source in question.sources],
        }

    def _check(self, identifier: str) -> dict[str, Any]:
        indicator = _CHECKS[identifier]
        text = cleandoc(indicator.documentation).partition("\n")[2].partition(">>>")[0]
        return {
            "id": identifier,
            "family": indicator.family,
            "title": indicator.title,
            "grade": indicator.grade,
            "weight": self._policy.weight(identifier),
            "about": visible(" ".join(text.split()), 4_000),
            "sources": [self._sources.number(source) for source in indicator.citations],
        }
