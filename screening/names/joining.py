"""Words written together in one name and apart in the other, and words without their vowels."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import msgspec

from screening.names import chinese, hangul
from screening.names.keys import JOINED_FROM
from screening.names.sides import Side
from screening.names.spelling import fold, open_bones, skeleton, vowels_apart
from screening.names.tokens import JOINED, ROMANISATION, Likeness, agree, consonants

__all__ = ["ROMANISED", "Pair", "either", "join", "unvowelled"]

ROMANISED = 0.9
"""How well two romanisations of one word agree."""

_FUZZY_JOIN_FROM = 8
_FUZZY_JOIN = 0.9
_MOST_JOINED = 4
_WIDE_SLACK = 4  # letters that Korean spellings and vowels left out can make up
_MOST_SYLLABLES = 3
_BONES = 2  # the fewest consonants that make a word
_BONY = {2: 0.8, 3: 0.86}  # many words share so few consonants
_FEW_LETTERS = 10  # of both words, where they have no more than two consonants
_OPEN_ENDED = 0.82  # Arabic and Persian write one letter for *-i* and for *-a*
_WRITTEN = frozenset("ai")
_OPEN = frozenset("aeiouyhw")
_GLIDE = re.compile("[aeiou]y+[aeiou]")
_TWO = 2
_NONE: Likeness = (0.0, "")


class Pair(msgspec.Struct, gc=False):
    """Positions in either name that agree."""

    a: tuple[int, ...]
    b: tuple[int, ...]
    score: float
    reason: str


def either(one: int, many: tuple[int, ...], score: float, reason: str, *, swapped: bool) -> Pair:
    """The pair of one word with several, which of the two names has them as it may be."""
    return Pair(many, (one,), score, reason) if swapped else Pair((one,), many, score, reason)


def join(a: Side, b: Side, left_a: list[int], left_b: list[int], pairs: list[Pair]) -> None:
    """Words written together in one name and apart in the other."""
    whole_a, whole_b = "".join([a.words[i] for i in left_a]), "".join([b.words[j] for j in left_b])
    if whole_a == whole_b and len(whole_a) >= JOINED_FROM and not (a.hangul and b.hangul):
        pairs.append(Pair(tuple(left_a), tuple(left_b), 1.0, JOINED))
        left_a.clear()
        left_b.clear()
        return
    native = (a.hangul or b.hangul) if a.person else (a.text.hangul or b.text.hangul)
    wide = (a.syllabic and b.syllabic) or bool(native or a.text.bare or b.text.bare)
    for one, many, swapped in ((left_a, left_b, False), (left_b, left_a, True)):
        if len(many) < _TWO:
            continue
        side_one, side_many = (b, a) if swapped else (a, b)
        firsts = {side_many.words[j][0] for j in many}
        for i in list(one):
            word = side_one.words[i]
            if len(word) < JOINED_FROM or not (wide or word[0] in firsts):
                continue
            run, likeness = _apart(side_one, i, side_many, many, wide=wide)
            if run:
                one.remove(i)
                for j in run:
                    many.remove(j)
                pairs.append(either(i, run, *likeness, swapped=swapped))


def _any_order(word: str, parts: list[str]) -> bool:
    """Whether a word is all the parts written together, in any order."""
    if not parts:
        return not word
    return any(
        word.startswith(part) and _any_order(word[len(part) :], [*parts[:at], *parts[at + 1 :]])
        for at, part in enumerate(parts)
    )


def _apart(one: Side, i: int, side_many: Side, many: list[int], *, wide: bool) -> tuple[tuple[int, ...], Likeness]:
    """The best run of words that a word is written apart into; all of them in any order, too."""
    word, words = one.words[i], side_many.words
    size = len(word)
    sizes = [len(words[j]) for j in many]
    free = not (one.syllabic and side_many.syllabic)  # syllables have an order
    if free and size == sum(sizes) and len(many) <= _MOST_JOINED and _any_order(word, [words[j] for j in many]):
        return tuple(many), (1.0, JOINED)
    best: tuple[int, ...] = ()
    likeness = _NONE
    slack = _WIDE_SLACK if wide else 1 if size >= _FUZZY_JOIN_FROM else 0
    count = len(many)
    most, least = size + slack, size - slack
    for start in range(count - 1):
        if not wide and words[many[start]][0] != word[0]:
            continue  # a joined word begins as the first of its parts
        length = sizes[start]
        end = start + 1
        while end < count:
            length += sizes[end]
            if length > most or end - start >= _MOST_JOINED:
                break
            if length >= least:
                run = tuple(many[start : end + 1])
                found = _joined_likeness(one, word, side_many, run)
                if found[0] > likeness[0]:
                    best, likeness = run, found
            end += 1
    return best, likeness


def _joined_likeness(one: Side, word: str, side_many: Side, run: tuple[int, ...]) -> Likeness:
    parts = [side_many.words[j] for j in run]
    joined = "".join(parts)
    if word == joined:
        return 1.0, JOINED
    if side_many.hangul and all(side_many.hangul[j] for j in run):
        syllables = "".join([side_many.hangul[j] for j in run])
        return (ROMANISED, ROMANISATION) if one.korean and hangul.spells(word, syllables) else _NONE
    if one.korean and side_many.korean:
        return (ROMANISED, ROMANISATION) if hangul.same(word, joined) and _parted(word, parts) else _NONE
    if one.chinese and side_many.chinese:
        meet = _read_apart(parts, chinese.syllables) & chinese.syllables(word)
        return (ROMANISED, ROMANISATION) if meet else _NONE
    native = not one.person and side_many.text.hangul and side_many.text.spelled.issuperset(parts)
    if native and hangul.same(word, joined) and _parted(word, parts):  # 남강 is Namgang
        return ROMANISED, ROMANISATION
    if one.text.bare or side_many.text.bare:
        likeness = unvowelled(word, joined) if word in one.text.bare else unvowelled(joined, word)
        if likeness[0]:
            return likeness
    if len(word) >= _FUZZY_JOIN_FROM:
        score, _ = agree(word, joined, one.person, False)
        if score >= _FUZZY_JOIN:
            return score - 0.02, JOINED
    return _NONE


def _parted(word: str, parts: list[str]) -> bool:
    """Whether a Korean reading of a word has as many syllables as its parts together."""
    most = {sum(sizes) for sizes in _sizes(parts)}
    return any(len(reading) in most for reading in hangul.readings(word))


def _sizes(parts: list[str]) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = [()]
    for part in parts:
        sizes = {len(reading) for reading in hangul.readings(part)}
        found = [(*head, size) for head in found for size in sizes]
    return found


def _read_apart(parts: list[str], read: Callable[[str], frozenset[tuple[str, ...]]]) -> set[tuple[str, ...]]:
    readings: set[tuple[str, ...]] = {()}
    for part in parts:
        readings = {
            (*head, *tail) for head in readings for tail in read(part) if len(head) + len(tail) <= _MOST_SYLLABLES
        }
    return readings


@lru_cache(maxsize=1 << 15)
def unvowelled(a: str, b: str) -> Likeness:
    """How well two words agree, of which the first comes from a script that writes long vowels only."""
    likeness = _by_consonants(a, b)
    if likeness[0] and (_ends_apart(a, b) or _lacks_glide(a, b) or _lacks_glide(b, a) or vowels_apart(a, b)):
        return _NONE
    return likeness


def _by_consonants(a: str, b: str) -> Likeness:
    bones, other = skeleton(a), skeleton(b)
    if a[0] == b[0] and bones[:_TWO] == other[:_TWO]:  # most words are told apart by these
        same = consonants(fold(a))
        if len(same) > _BONES and same == consonants(fold(b)):
            return ROMANISED, ROMANISATION
    score = ROMANISED
    if bones != other:
        bones = open_bones(a)
        if bones != open_bones(b):
            return _NONE
        score = _OPEN_ENDED
    if len(bones) < _BONES:
        return _NONE
    if len(bones) == _BONES and (a[0] != b[0] or len(a) + len(b) > _FEW_LETTERS):
        return _NONE
    return min(score, _BONY.get(len(bones), ROMANISED)), ROMANISATION


def _lacks_glide(a: str, b: str) -> bool:
    """Whether a word has a *y* between vowels, which every script writes, and the other has nothing like it."""
    return "y" in a and "y" not in b and "i" not in b and bool(_GLIDE.search(a))


def _ends_apart(a: str, b: str) -> bool:
    """Whether one word ends in a long vowel, which every script writes, and the other has none there.

    A *w* at the end may be silent (عمرو, *Amr*), and an *h* may be the vowel.
    """
    last = {a[-1], b[-1]}
    return bool(last & _WRITTEN) and not last <= _OPEN
