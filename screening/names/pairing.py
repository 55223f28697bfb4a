"""Which words of two names belong together: the same, written together or apart, similar, initials."""

from __future__ import annotations

import msgspec

from screening.names.romanise import syllables
from screening.names.sides import Side
from screening.names.tokens import EXACT, KOREAN, Likeness, agree, fold, skeleton, slip

__all__ = ["FULL_WORD", "JOIN_FROM", "TOGETHER", "Pair", "paired"]

TOGETHER = "written together or apart"
FULL_WORD = 0.7
"""Words from this weight on are names of their own: no particle, no initial, no generic word."""
JOIN_FROM = 4
"""The fewest letters of a word that can be two words elsewhere."""

_AGREES = 0.6  # words below this are not paired
_FUZZY_JOIN_FROM = 8
_FUZZY_JOIN = 0.9
_MOST_JOINED = 4
_WIDE_SLACK = 4  # letters that Korean spellings and vowels left out can make up
_MOST_SYLLABLES = 3
_SHORT_WORD = 0.5
_INITIALS = 3
_SHORT_FORM_FROM = 3


class Pair(msgspec.Struct):
    """Positions in either name that agree."""

    a: tuple[int, ...]
    b: tuple[int, ...]
    score: float
    reason: str


def paired(a: Side, b: Side) -> tuple[list[Pair], list[int], list[int]]:
    """The pairs of two names, and the positions in either that have no partner."""
    pairs: list[Pair] = []
    if a.words == b.words:
        return [Pair((i,), (i,), 1.0, EXACT) for i in range(len(a.words))], [], []
    places: dict[str, list[int]] = {}
    for j in range(len(b.words) - 1, -1, -1):
        places.setdefault(b.words[j], []).append(j)
    left_a: list[int] = []
    taken: set[int] = set()
    for i, word in enumerate(a.words):
        free = places.get(word)
        if free:
            j = free.pop()
            taken.add(j)
            pairs.append(Pair((i,), (j,), 1.0, EXACT))
        else:
            left_a.append(i)
    left_b = [j for j in range(len(b.words)) if j not in taken]
    if left_a and left_b:
        _join(a, b, left_a, left_b, pairs)
    if left_a and left_b:
        _similar(a, b, left_a, left_b, pairs)
    if left_a and left_b and a.person:
        _initial(a, b, left_a, left_b, pairs)
    return pairs, left_a, left_b


def _join(a: Side, b: Side, left_a: list[int], left_b: list[int], pairs: list[Pair]) -> None:
    """Words written together in one name and apart in the other."""
    if len(left_a) + len(left_b) > 2:  # noqa: PLR2004
        whole_a, whole_b = "".join(a.words[i] for i in left_a), "".join(b.words[j] for j in left_b)
        if whole_a == whole_b and len(whole_a) >= JOIN_FROM:
            pairs.append(Pair(tuple(left_a), tuple(left_b), 1.0, TOGETHER))
            left_a.clear()
            left_b.clear()
            return
    for one, many, swapped in ((left_a, left_b, False), (left_b, left_a, True)):
        if len(many) < 2:  # noqa: PLR2004
            continue
        side_one, side_many = (b, a) if swapped else (a, b)
        shortest, next_shortest, *_ = sorted([len(side_many.words[j]) for j in many])
        for i in list(one):
            if len(side_one.words[i]) + _WIDE_SLACK < shortest + next_shortest:
                continue
            run, likeness = _run(side_one, i, side_many, many)
            if run:
                one.remove(i)
                for j in run:
                    many.remove(j)
                score, reason = likeness
                pairs.append(Pair(run, (i,), score, reason) if swapped else Pair((i,), run, score, reason))


def _run(one: Side, i: int, side_many: Side, many: list[int]) -> tuple[tuple[int, ...], Likeness]:
    """The best run of words that a word is written apart into."""
    word = one.words[i]
    size = len(word)
    best: tuple[int, ...] = ()
    likeness: Likeness = (0.0, "")
    if size < JOIN_FROM:
        return best, likeness
    korean = one.korean and side_many.korean
    bare = bool(one.text.bare or side_many.text.bare)
    slack = _WIDE_SLACK if korean or bare else 1 if size >= _FUZZY_JOIN_FROM else 0
    words = side_many.words
    count = len(many)
    most, least = size + slack, size - slack
    for start in range(count - 1):
        length = len(words[many[start]])
        end = start + 1
        while end < count:
            length += len(words[many[end]])
            if length > most or end - start >= _MOST_JOINED:
                break
            if length >= least:
                run = tuple(many[start : end + 1])
                found = _joined_likeness(
                    word, [words[j] for j in run], person=one.person, korean=korean, bare=bare
                )
                if found[0] > likeness[0]:
                    best, likeness = run, found
            end += 1
    return best, likeness


def _joined_likeness(word: str, parts: list[str], *, person: bool, korean: bool, bare: bool) -> Likeness:
    joined = "".join(parts)
    if word == joined:
        return 1.0, TOGETHER
    if korean:
        readings: set[tuple[str, ...]] = {()}
        for part in parts:
            readings = {
                (*head, *tail)
                for head in readings
                for tail in syllables(part)
                if len(head) + len(tail) <= _MOST_SYLLABLES
            }
        return (0.96, KOREAN) if readings & syllables(word) else (0.0, "")
    if bare:
        likeness = _unvowelled(word, joined)
        if likeness[0]:
            return likeness
    if len(word) >= _FUZZY_JOIN_FROM:
        score, _ = agree(word, joined, person, False)
        if score >= _FUZZY_JOIN:
            return score - 0.02, "written together or apart, with a variant"
    return 0.0, ""


def _similar(a: Side, b: Side, left_a: list[int], left_b: list[int], pairs: list[Pair]) -> None:
    """Words that are nearly the same, the most similar first."""
    korean = a.korean and b.korean
    person = a.person
    bare = bool(a.text.bare or b.text.bare)
    found: list[tuple[float, int, int, int, str]] = []
    for i in left_a:
        word_a = a.words[i]
        for j in left_b:
            word_b = b.words[j]
            score, reason = agree(word_a, word_b, person, korean)
            if score < _AGREES and bare and (word_a in a.text.bare) != (word_b in b.text.bare):
                score, reason = _unvowelled(word_a, word_b)
            if score < _AGREES and person and i == 0 == j:
                score, reason = _short_form(word_a, word_b)
            if score >= _AGREES:
                found.append((-score, abs(i - j), i, j, reason))
    found.sort()
    for negative, _, i, j, reason in found:
        if i in left_a and j in left_b:
            left_a.remove(i)
            left_b.remove(j)
            pairs.append(Pair((i,), (j,), -negative, reason))
    if left_a and left_b and not korean:
        _slipped(a, b, left_a, left_b, pairs)


def _slipped(a: Side, b: Side, left_a: list[int], left_b: list[int], pairs: list[Pair]) -> None:
    """One slip in a short word: too little alone, enough where two other words are the same."""
    same = sum(pair.reason == EXACT and a.weights[pair.a[0]] >= FULL_WORD for pair in pairs)
    if not same:
        return
    for i in list(left_a):
        for j in left_b:
            generic = not a.person and min(a.weights[i], b.weights[j]) < _SHORT_WORD
            if same >= (1 if generic else 2) and slip(a.words[i], b.words[j]):
                left_a.remove(i)
                left_b.remove(j)
                pairs.append(Pair((i,), (j,), 0.65, "one character left out or swapped in a short word"))
                break


def _unvowelled(a: str, b: str) -> Likeness:
    bones = skeleton(a)
    same = bones == skeleton(b) and len(bones) > 1
    return (0.93, "the same consonants") if same else (0.0, "")


def _short_form(a: str, b: str) -> Likeness:
    short, long = sorted((a, b), key=len)
    if len(short) < _SHORT_FORM_FROM or len(long) < len(short) + 2:
        return 0.0, ""
    return (0.8, "short form") if fold(long).startswith(fold(short)) else (0.0, "")


def _initial(a: Side, b: Side, left_a: list[int], left_b: list[int], pairs: list[Pair]) -> None:
    """Initials: ``J`` for ``Jean``, ``JC`` for ``Jean Claude``."""
    for one, many, swapped in ((left_a, left_b, False), (left_b, left_a, True)):
        side_one, side_many = (b, a) if swapped else (a, b)
        for i in list(one):
            letters = side_one.words[i]
            if len(letters) > _INITIALS or not letters.isalpha():
                continue
            for start in range(len(many) - len(letters) + 1):
                run = tuple(many[start : start + len(letters)])
                if all(side_many.words[j][0] == letter for j, letter in zip(run, letters, strict=True)):
                    one.remove(i)
                    for j in run:
                        many.remove(j)
                    one_first = Pair((i,), run, 0.85, "initials")
                    pairs.append(Pair(run, (i,), 0.85, "initials") if swapped else one_first)
                    break
