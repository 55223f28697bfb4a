"""Two names: how well they match, word by word, with the reason of each.

A word that *contradicts* (both names have something in its place) costs far more than one that is only
*missing* (middle names are left out, ``Mexico`` is not). Nothing here knows a list or a profile.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec
from rapidfuzz.distance import OSA

from screening.names import legal_forms
from screening.names.pairing import FULL_WORD, JOIN_FROM, TOGETHER, Pair, paired
from screening.names.sides import Side, side
from screening.names.text import read
from screening.names.tokens import EXACT, KOREAN

__all__ = ["THRESHOLD", "Aligned", "Match", "compare", "distinctive", "match"]

THRESHOLD = 0.8
"""The score from which a match is worth showing to a person."""

_CONTRADICTED = 1.5  # what a contradicting word costs, in words
_MISSING = 0.12  # a middle name left out, once two words agree
_MISSING_ALONE = 0.6  # a word missing when fewer agree, or in a Korean name, or in an organisation's
_NONE_EXACT = 0.95  # no word is quite the same
_OTHER_FAMILY = 0.78  # an association against a company
_OFFICE_SCORE = 0.82
_WHOLE_SCORE = 0.97  # the same letters throughout, with the spaces elsewhere
_SURNAME_FROM = 6
_TYPO_FROM = 6


class Aligned(msgspec.Struct, frozen=True, gc=False):
    """One word of each name, side by side.

    Attributes:
        a: of the first name; several words if they are one in the other name; empty if unpaired.
        b: of the second name.
        score: 0..1; 0 for unpaired words.
        reason: why, in a few words.
    """

    a: str
    b: str
    score: float
    reason: str


class Match(msgspec.Struct, frozen=True, gc=False):
    """Two names compared.

    Attributes:
        score: 0..1. It is a rank, not a probability.
        aligned: every word of both names once, in the order of the first name.
        reasons: what made the score, in short phrases, the most important first.
        complete: every distinctive word of ``b`` agrees and ``a`` has none left over. Strict: legal forms
            and words such as *the* are left aside; joined and split spelling and one wrong character in a
            word of six letters or more are allowed; nothing else is.
    """

    score: float
    aligned: tuple[Aligned, ...]
    reasons: tuple[str, ...]
    complete: bool


@lru_cache(maxsize=1 << 13)
def _prepared(name: str, kind: str | None) -> Side:
    return side(read(name), kind)


def compare(a: str, b: str, *, kind: str | None = None) -> Match:
    """Compare two names.

    Args:
        a: a name, in any script.
        b: the name to compare with; :attr:`Match.complete` is about this one.
        kind: ``person``; any other word compares as an organisation. ``None``: as persons, unless one of
            the names bears a legal form or a word of business.

    Raises:
        InputError: a name longer than 512 characters or 64 words.

    >>> compare("Kim Jong Un", "김정은", kind="person").score > THRESHOLD
    True
    >>> compare("Kim Sang Man", "Kim Sung Min", kind="person").score > THRESHOLD
    False
    >>> compare("Yanbian Silver Star Network Technology",
    ...         "Yanbian Silverstar Network Technology Co., Ltd.", kind="organization").complete
    True
    """
    if kind is None:
        kind = "person" if _prepared(a, None).person and _prepared(b, None).person else "organization"
    elif kind != "person":
        kind = "organization"
    one, other = _prepared(a, kind), _prepared(b, kind)
    return match(one, other) or _nothing(one, other)


def distinctive(name: str) -> tuple[str, ...]:
    """The cleaned words of a name without legal forms and words such as *the*.

    >>> distinctive("The Silverstar Co., Ltd.")
    ('silverstar',)

    Raises:
        InputError: a name longer than 512 characters or 64 words.
    """
    return _prepared(name, "organization").words


def match(a: Side, b: Side, least: float = 0.0) -> Match | None:
    """Compare two names made ready under the same kind; ``None`` below ``least``."""
    pairs, left_a, left_b = paired(a, b)
    score = _score(a, b, pairs, left_a, left_b)
    differ = legal_forms.families_differ(a.families, b.families)
    if differ:
        score *= _OTHER_FAMILY
    reasons: list[str] = []
    if score < _WHOLE_SCORE and a.joined == b.joined and len(a.joined) >= JOIN_FROM:
        score = _WHOLE_SCORE
        pairs = [Pair(tuple(range(len(a.words))), tuple(range(len(b.words))), score, TOGETHER)]
        left_a, left_b = [], []
    elif score < _OFFICE_SCORE and _by_office(a, b):
        score = _OFFICE_SCORE
        reasons.append("office and surname")
    score = round(min(1.0, score), 4)
    if score < least or not score > 0:
        return None
    reasons += dict.fromkeys(pair.reason for pair in pairs if pair.reason != EXACT)
    if not left_a and not left_b and all(pair.reason == EXACT for pair in pairs):
        reasons.append("the same words" if a.words == b.words else "the same words in another order")
    if left_a and left_b:
        reasons.append("words contradict each other")
    elif left_a or left_b:
        reasons.append("words missing on one side")
    if differ:
        reasons.append("legal forms of different families")
    return Match(
        score=score,
        aligned=_aligned(a, b, pairs, left_a, left_b),
        reasons=tuple(dict.fromkeys((*reasons, *a.text.notes, *b.text.notes))),
        complete=not differ and _complete(a, b, pairs, left_a, left_b),
    )


def _nothing(a: Side, b: Side) -> Match:
    """Two names of which no word agrees, or of which one has no words."""
    reason = "no word agrees" if a.words and b.words else "nothing to compare"
    left_a, left_b = list(range(len(a.words))), list(range(len(b.words)))
    notes = dict.fromkeys((reason, *a.text.notes, *b.text.notes))
    return Match(0.0, _aligned(a, b, [], left_a, left_b), tuple(notes), complete=False)


def _score(a: Side, b: Side, pairs: list[Pair], left_a: list[int], left_b: list[int]) -> float:
    if not pairs:
        return 0.0
    agreed = weight = 0.0
    full = 0
    for pair in pairs:
        in_a, in_b = sum(a.weights[i] for i in pair.a), sum(b.weights[j] for j in pair.b)
        each = (in_a + in_b) / 2
        agreed += each * pair.score
        weight += each
        full += max(len(pair.a), len(pair.b)) if each >= FULL_WORD else 0
    lost_a, lost_b = sum(a.weights[i] for i in left_a), sum(b.weights[j] for j in left_b)
    contradicted, missing = min(lost_a, lost_b), abs(lost_a - lost_b)
    firm = a.person and full >= 2 and not (a.korean or b.korean)  # noqa: PLR2004 - two words name a person
    cost = _MISSING if firm else _MISSING_ALONE
    score = agreed / (weight + _CONTRADICTED * contradicted + cost * missing)
    if all(pair.score < 1.0 for pair in pairs) and len(pairs) > 1:
        score *= _NONE_EXACT
    return score


def _by_office(a: Side, b: Side) -> bool:
    """``President`` and a surname stands for a full name that ends in it."""
    for one, other in ((a, b), (b, a)):
        if one.office and len(other.words) > 1 and len(one.words[0]) >= _SURNAME_FROM:
            return one.words[0] == other.words[-1]
    return False


def _complete(a: Side, b: Side, pairs: list[Pair], left_a: list[int], left_b: list[int]) -> bool:
    if left_a or left_b or not pairs:
        return False
    for pair in pairs:
        if pair.score == 1.0 or pair.reason == TOGETHER:
            continue
        if a.person and pair.reason == KOREAN:
            continue
        if len(pair.a) > 1 or len(pair.b) > 1 or not _one_slip(a.words[pair.a[0]], b.words[pair.b[0]]):
            return False
    return True


def _one_slip(a: str, b: str) -> bool:
    return (
        min(len(a), len(b)) >= _TYPO_FROM
        and a.isalpha()
        and b.isalpha()
        and OSA.distance(a, b, score_cutoff=1) <= 1
    )


def _aligned(a: Side, b: Side, pairs: list[Pair], left_a: list[int], left_b: list[int]) -> tuple[Aligned, ...]:
    rows = [
        (
            pair.a[0],
            0,
            Aligned(
                " ".join(a.words[i] for i in pair.a),
                " ".join(b.words[j] for j in pair.b),
                round(pair.score, 4),
                pair.reason,
            ),
        )
        for pair in pairs
    ]
    reason = "contradicts" if left_a and left_b else "missing on the other side"
    rows.extend((i, 0, Aligned(a.words[i], "", 0.0, reason)) for i in left_a)
    rows.extend((len(a.words), j, Aligned("", b.words[j], 0.0, reason)) for j in left_b)
    rows.sort(key=lambda row: row[:2])
    return tuple(aligned for _, _, aligned in rows)
