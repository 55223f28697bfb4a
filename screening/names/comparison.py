"""Two names: how well they match, word by word, with the reason of each.

A word that *contradicts* (both names have something in its place) costs far more than one that is only
*missing* (middle names are left out, ``Mexico`` is not). Nothing here knows a list or a profile.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from rapidfuzz.distance import OSA

from screening.drawing import markup
from screening.names import legal_forms
from screening.names.joining import Pair
from screening.names.keys import JOINED_FROM
from screening.names.pairing import paired
from screening.names.sides import Side, side
from screening.names.text import Text, read
from screening.names.tokens import (
    CONTRADICTING,
    EQUAL,
    JOINED,
    MISSING,
    ROMANISATION,
    TRANSLATION,
)
from screening.names.weighing import turned, weighed

__all__ = ["THRESHOLD", "Aligned", "Match", "closeness", "compare", "distinctive", "match"]

THRESHOLD = 0.8
"""The score from which a match is worth showing to a person."""

SAME = "the same words"
REORDERED = "the same words in another order"

_OTHER_FAMILY = 0.78  # an association against a company
_OFFICE_SCORE = 0.82
_TRANSLATED = 0.95
_WHOLE_SCORE = 0.97  # the same letters throughout, with the spaces elsewhere
_SLIPS = 2
_SURNAME_FROM = 6
_TYPO_FROM = 6


class Aligned(msgspec.Struct, frozen=True, gc=False):
    """One word of each name, side by side.

    Attributes:
        a: of the first name; several words if they are one in the other name; empty if unpaired.
        b: of the second name.
        score: 0..1; 0 for unpaired words.
        reason: one of those of :mod:`screening.names.tokens`: equal, spelling, sound, romanisation, translation,
            initial, joined, abbreviation, missing, contradicting.
        weight: 0..1, how much it counts: distinctive words have 1, or nearly, words that many share less.
    """

    a: str
    b: str
    score: float
    reason: str
    weight: float = 1.0


class Match(msgspec.Struct, frozen=True, gc=False):
    """Two names compared.

    Attributes:
        score: 0..1. It is a rank, not a probability.
        aligned: every word of both names once, in the order of the first name.
        reasons: what made the score, in short phrases, the most important first.
        complete: every distinctive word of ``b`` agrees and ``a`` has none left over. Strict: legal forms
            and words such as *the* are left aside; joined and split spelling, one wrong character in a word of
            six letters or more, other romanisations of Korean and Chinese persons, and another order are
            allowed; nothing else is.
    """

    score: float
    aligned: tuple[Aligned, ...]
    reasons: tuple[str, ...]
    complete: bool

    def _repr_html_(self) -> str:
        words = [(w.a, w.b, w.score, w.reason) for w in self.aligned]
        said = "every distinctive word agrees" if self.complete else "not every distinctive word agrees"
        return markup.card(
            f"Match: {self.score:.2f}", markup.paired(words, ("a", "b")), foot="; ".join((said, *self.reasons))
        )


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
    text_a, text_b = read(a), read(b)
    if kind is None:
        kind = "person" if side(text_a, None).person and side(text_b, None).person else "organization"
    ones, others = _sides(text_a, kind), _sides(text_b, kind)
    found: Match | None = None
    for one in ones:  # of equal matches that of the likelier readings
        for other in others:
            result = match(one, other)
            if result is not None and (found is None or result.score > found.score):
                found = result
    return found or _nothing(ones[0], others[0])


def _sides(text: Text, kind: str) -> list[Side]:
    """The readings of a name, made ready."""
    return [side(text, kind), *[side(reading, kind) for reading in text.others]]


def closeness(match: Match) -> int:
    """The order among matches of one score: exact 0, reordered 1, other spellings 2, other romanisations 3."""
    if match.reasons[0] == SAME:
        return 0
    if match.reasons[0] == REORDERED:
        return 1
    return 3 if any(aligned.reason == ROMANISATION for aligned in match.aligned) else 2


def distinctive(name: str) -> tuple[str, ...]:
    """The cleaned words of a name without legal forms and words such as *the*.

    >>> distinctive("The Silverstar Co., Ltd.")
    ('silverstar',)

    Raises:
        InputError: a name longer than 512 characters or 64 words.
    """
    return side(read(name), "organization").words


class _Judged(msgspec.Struct, gc=False):
    """Two sides paired and scored."""

    a: Side
    b: Side
    score: float
    pairs: list[Pair]
    left_a: list[int]
    left_b: list[int]
    office: bool = False

    def turned(self) -> _Judged:
        """The same with the names changed about."""
        pairs = sorted(turned(self.pairs), key=lambda pair: pair.a)
        return _Judged(self.b, self.a, self.score, pairs, self.left_b, self.left_a, self.office)


def match(a: Side, b: Side, least: float = 0.0) -> Match | None:
    """Compare two names made ready under the same kind; ``None`` below ``least``."""
    found = _judged(a, b)
    if (a.plain or b.plain) and found.score < _WHOLE_SCORE and _untranslated(a, b):
        plain = _judged(a.plain or a, b.plain or b)
        found = plain if plain.score > found.score else found
    score = round(min(1.0, found.score), 4)
    if score < least or not score > 0:
        return None
    differ = legal_forms.families_differ(a.families, b.families)
    return Match(
        score=score,
        aligned=_aligned(found),
        reasons=tuple(dict.fromkeys((*_reasons(found, differ=differ), *a.text.notes, *b.text.notes))),
        complete=not differ and _complete(found),
    )


def _untranslated(a: Side, b: Side) -> bool:
    """Whether a word that was put into English nearly is one of the other name, as that stands."""
    for one, other in ((a, b), (b, a)):
        if one.plain is not None:
            words = (other.plain or other).words
            for word in one.plain.words:
                if word not in one.words:
                    size = len(word)
                    for near in words:
                        if OSA.distance(word, near, score_cutoff=_SLIPS) <= _SLIPS < size:
                            return True
    return False


def _judged(a: Side, b: Side) -> _Judged:
    """Pair and score; always in one order, so that it makes no difference which name comes first."""
    if b.words < a.words:
        return _judged(b, a).turned()
    pairs, left_a, left_b = paired(a, b)
    if a.text.translated or b.text.translated:
        pairs = [_as_translated(a, b, pair) for pair in pairs]
    score = weighed(a, b, pairs, left_a, left_b)
    if legal_forms.families_differ(a.families, b.families):
        score *= _OTHER_FAMILY
    native = a.text.translated or b.text.translated or (a.hangul and b.hangul)
    if score < _WHOLE_SCORE and not native and a.joined == b.joined and len(a.joined) >= JOINED_FROM:
        whole = [Pair(tuple(range(len(a.words))), tuple(range(len(b.words))), _WHOLE_SCORE, JOINED)]
        return _Judged(a, b, _WHOLE_SCORE, whole, [], [])
    if score < _OFFICE_SCORE and _by_office(a, b):
        return _Judged(a, b, _OFFICE_SCORE, pairs, left_a, left_b, office=True)
    return _Judged(a, b, score, pairs, left_a, left_b)


def _as_translated(a: Side, b: Side, pair: Pair) -> Pair:
    """A pair of which one name has the word itself and the other what it means."""
    here = any([a.words[i] in a.text.translated for i in pair.a])
    there = any([b.words[j] in b.text.translated for j in pair.b])
    return pair if here == there else Pair(pair.a, pair.b, min(pair.score, _TRANSLATED), TRANSLATION)


def _reasons(found: _Judged, *, differ: bool) -> Iterator[str]:
    if found.office:
        yield "office and surname"
    yield from (pair.reason for pair in found.pairs if pair.reason != EQUAL)
    if not found.left_a and not found.left_b and all([pair.reason == EQUAL for pair in found.pairs]):
        yield SAME if found.a.words == found.b.words else REORDERED
    if found.left_a and found.left_b:
        yield "words contradict each other"
    elif found.left_a or found.left_b:
        yield "words missing on one side"
    if differ:
        yield "legal forms of different families"


def _nothing(a: Side, b: Side) -> Match:
    """Two names of which no word agrees, or of which one has no words."""
    reason = "no word agrees" if a.words and b.words else "nothing to compare"
    nothing = _Judged(a, b, 0.0, [], list(range(len(a.words))), list(range(len(b.words))))
    notes = dict.fromkeys((reason, *a.text.notes, *b.text.notes))
    return Match(0.0, _aligned(nothing), tuple(notes), complete=False)


def _by_office(a: Side, b: Side) -> bool:
    """``President`` and a surname stands for a full name that ends in it."""
    for one, other in ((a, b), (b, a)):
        if one.office and len(other.words) > 1 and len(one.words[0]) >= _SURNAME_FROM:
            return one.words[0] == other.words[-1]
    return False


def _complete(found: _Judged) -> bool:
    if found.left_a or found.left_b or found.score < THRESHOLD:
        return False
    for pair in found.pairs:
        if pair.score == 1.0 or (pair.reason == JOINED and pair.score >= _WHOLE_SCORE):
            continue
        if found.a.person and pair.reason == ROMANISATION and found.a.syllabic:
            continue
        if pair.reason == TRANSLATION or len(pair.a) != 1 or len(pair.b) != 1:
            return False
        if not _one_slip(found.a.words[pair.a[0]], found.b.words[pair.b[0]]):
            return False
    return True


def _one_slip(a: str, b: str) -> bool:
    return (
        min(len(a), len(b)) >= _TYPO_FROM
        and a.isalpha()
        and b.isalpha()
        and OSA.distance(a, b, score_cutoff=1) <= 1
    )


def _aligned(found: _Judged) -> tuple[Aligned, ...]:
    """Every word once, in the order of the first name; those of the second alone at the end."""
    words_a, words_b = found.a.words, found.b.words
    rows = [
        (
            pair.a[0],
            Aligned(
                " ".join([words_a[i] for i in pair.a]),
                " ".join([words_b[j] for j in pair.b]),
                round(pair.score, 4),
                pair.reason,
                max([found.a.weights[i] for i in pair.a]),
            ),
        )
        for pair in found.pairs
    ]
    reason = CONTRADICTING if found.left_a and found.left_b else MISSING
    weights_a, weights_b = found.a.weights, found.b.weights
    rows.extend([(i, Aligned(words_a[i], "", 0.0, reason, weights_a[i])) for i in found.left_a])
    rows.sort(key=lambda row: row[0])
    alone = [Aligned("", words_b[j], 0.0, reason, weights_b[j]) for j in found.left_b]
    return (*[aligned for _, aligned in rows], *alone)
