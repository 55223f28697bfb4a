"""The reviewed questions that answer findings and make required checks: ``watchlists/questions.csv``.

Asked of everybody alike: no question names a country, a people, a language, a script or an origin, and none
answers the family location.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec

from screening import shipped
from screening.sources import Citation, cite

__all__ = ["Question", "questions"]


class Question(msgspec.Struct, frozen=True, gc=False):
    """One reviewed row: a question or check, asked of everybody alike.

    Attributes:
        id: a readable key, never renamed.
        answers: indicators, a family (``identity.*``), or a required check that it answers.
        text: what to ask or verify.
        collect: paths of the fields that hold the answer.
        clears: the outcome that sets what it answers to none.
        sources: the public documents that advise it.
    """

    id: str
    answers: tuple[str, ...]
    text: str
    collect: tuple[str, ...]
    clears: str
    sources: tuple[Citation, ...]


@cache
def questions() -> Mapping[str, Question]:
    """The reviewed questions by what they answer.

    >>> questions()["identity.document_failed"].id, questions()["identity.*"].id
    ('document_again', 'identity_default')
    """
    found: dict[str, Question] = {}
    for row in shipped.rows("questions.csv"):
        answers, collect, sources = (tuple(row[name].split("; ")) for name in ("answers", "collect", "source"))
        question = Question(row["id"], answers, row["question"], collect, row["clears"], tuple(map(cite, sources)))
        found.update(dict.fromkeys(answers, question))
    return found
