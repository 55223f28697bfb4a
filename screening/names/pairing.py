"""Which words of two names belong together: the same, written together or apart, similar, initials, acronyms."""

from __future__ import annotations

from rapidfuzz.distance.OSA import distance

from screening.names import chinese, hangul
from screening.names.joining import ROMANISED, Pair, either, join, unvowelled
from screening.names.keys import ACRONYM_FROM
from screening.names.sides import Side, acronyms, may_be_initials
from screening.names.spelling import fold, monosyllable
from screening.names.tokens import (
    ABBREVIATION,
    EQUAL,
    FURTHEST,
    INITIAL,
    REACH,
    ROMANISATION,
    SPELLING,
    UNLIKE,
    Likeness,
    agree,
    slip,
)

__all__ = ["FULL_WORD", "paired"]

FULL_WORD = 0.7
"""Words from this weight on are names of their own: no particle, no initial, no generic word."""

_AGREES = 0.5  # words below this are not paired
_TWO = 2
_SHORT_WORD = 0.5
_INITIALS = 3
_INITIAL_ALONE = 0.75  # of two initials only one is seen to agree
_DOUBLE_VOWELS = frozenset({"aa", "ee", "ii", "oo", "uu", "ai", "ia"})  # I. I., A. I.
_SHORT_FORM_FROM = 3
_NOTHING: frozenset[str] = frozenset()
_ARTICLES = ("al", "el", "abd", "abu", "bin", "ben", "de", "la")
_NONE: Likeness = (0.0, "")
_UNSURE = frozenset({"", SPELLING})  # vowels that a script leaves out look like slips


def paired(a: Side, b: Side) -> tuple[list[Pair], list[int], list[int]]:
    """The pairs of two names, and the positions in either that have no partner."""
    words_a, words_b = a.words, b.words
    native = bool(a.hangul) and bool(b.hangul)
    if words_a == words_b and not native:
        return [Pair((i,), (i,), 1.0, EQUAL) for i in range(len(words_a))], [], []
    pairs: list[Pair] = []
    left_a, left_b = list(range(len(words_a))), list(range(len(words_b)))
    articles = a.person and _repeats(words_a) | _repeats(words_b)
    _equal(a, b, left_a, left_b, pairs, later=articles or _NOTHING)
    if articles and left_a and left_b:
        # which of two *al* belongs to which word is known once the words are
        join(a, b, left_a, left_b, pairs)
        _equal(a, b, left_a, left_b, pairs, later=_NOTHING)
    if left_a and left_b:
        if len(left_a) + len(left_b) > _TWO:
            join(a, b, left_a, left_b, pairs)
        if left_a and left_b:
            _similar(a, b, left_a, left_b, pairs)
        if left_a and left_b and not a.person:
            _acronym(a, b, left_a, left_b, pairs)
        elif left_a and left_b and pairs and not (a.syllabic and b.syllabic):
            _initial(a, b, left_a, left_b, pairs)
    return pairs, left_a, left_b


def _repeats(words: tuple[str, ...]) -> frozenset[str]:
    """Articles that a name has more than once."""
    if len(set(words)) == len(words):
        return _NOTHING
    return frozenset([word for word in _ARTICLES if words.count(word) > 1])


def _equal(
    a: Side, b: Side, left_a: list[int], left_b: list[int], pairs: list[Pair], *, later: frozenset[str]
) -> None:
    """Words that are the same, but for some that are left for later."""
    words_a, words_b = a.words, b.words
    native = bool(a.hangul) and bool(b.hangul)
    for i in list(left_a):
        word = words_a[i]
        if word in words_b and word not in later:
            for j in left_b:
                if words_b[j] == word and not (native and _other_syllable(a.hangul[i], b.hangul[j])):
                    left_a.remove(i)
                    left_b.remove(j)
                    pairs.append(Pair((i,), (j,), 1.0, EQUAL))
                    break


def _other_syllable(a: str, b: str) -> bool:
    return bool(a) and bool(b) and not hangul.same_hangul(a, b)


def _similar(a: Side, b: Side, left_a: list[int], left_b: list[int], pairs: list[Pair]) -> None:
    """Words that are nearly the same, the most similar first."""
    korean = a.korean and b.korean
    if korean or a.hangul or b.hangul or a.text.bare or b.text.bare or (a.chinese and b.chinese):
        found = [
            (-score, abs(i - j), i, j, reason)
            for i in left_a
            for j in left_b
            for score, reason in [_across_scripts(a, i, b, j, korean=korean)]
            if score >= _AGREES
        ]
    else:
        found = _alike(a, b, left_a, left_b)
    if a.person and left_a[0] == 0 == left_b[0] and a.words[0][0] == b.words[0][0]:
        score, reason = _short_form(a.words[0], b.words[0])
        if score >= _AGREES:
            found.append((-score, 0, 0, 0, reason))
    if found:
        found.sort()
        for negative, _, i, j, reason in found:
            if i in left_a and j in left_b:
                left_a.remove(i)
                left_b.remove(j)
                pairs.append(Pair((i,), (j,), -negative, reason))
    if left_a and left_b and not korean and pairs:
        _slipped(a, b, left_a, left_b, pairs)


def _alike(a: Side, b: Side, left_a: list[int], left_b: list[int]) -> list[tuple[float, int, int, int, str]]:
    """The words of Latin names that agree; by far the most do not, and their letters tell it at once."""
    found: list[tuple[float, int, int, int, str]] = []
    person = a.person
    words_b = [(j, b.words[j], len(b.words[j])) for j in left_b]
    syllables = a.syllabic and b.syllabic
    for i in left_a:
        word_a = a.words[i]
        size = len(word_a)
        unlike = word_a in UNLIKE
        for j, word_b, size_b in words_b:
            reach = REACH[min(max(size, size_b), FURTHEST)]
            if distance(word_a, word_b, score_cutoff=reach) <= reach or unlike or word_b in UNLIKE:
                if syllables and monosyllable(word_a) and monosyllable(word_b):
                    continue  # with another letter a syllable is another
                score, reason = agree(word_a, word_b, person, False)
                if score >= _AGREES:
                    found.append((-score, abs(i - j), i, j, reason))
    return found


def _across_scripts(a: Side, i: int, b: Side, j: int, *, korean: bool) -> Likeness:
    """Words of which one or both are read from another script, or both from names of syllables."""
    word_a, word_b = a.words[i], b.words[j]
    native_a = a.hangul[i] if a.hangul else ""
    native_b = b.hangul[j] if b.hangul else ""
    surnames = i == a.surname and j == b.surname
    if native_a and native_b:
        return (1.0, EQUAL) if hangul.same_hangul(native_a, native_b) else _NONE
    if native_a or native_b:
        if not korean:
            return _NONE
        word, syllable = (word_b, native_a) if native_a else (word_a, native_b)
        return (ROMANISED, ROMANISATION) if hangul.spells(word, syllable, surname=surnames) else _NONE
    if korean and hangul.same(word_a, word_b, surname=surnames):
        return ROMANISED, ROMANISATION
    if a.chinese and b.chinese:
        if _chinese(word_a, surname=surnames) & _chinese(word_b, surname=surnames):
            return ROMANISED, ROMANISATION
        if not korean:
            return _NONE
    likeness = agree(word_a, word_b, a.person, korean)
    if likeness[1] in _UNSURE and (word_a in a.text.bare) != (word_b in b.text.bare):
        bones = unvowelled(word_a, word_b) if word_a in a.text.bare else unvowelled(word_b, word_a)
        return (max(likeness[0], bones[0]), ROMANISATION) if bones[0] else likeness
    return likeness


def _chinese(word: str, *, surname: bool) -> frozenset[tuple[str, ...]]:
    readings = chinese.syllables(word)
    return readings | {(each,) for each in chinese.surname(word)} if surname else readings


def _slipped(a: Side, b: Side, left_a: list[int], left_b: list[int], pairs: list[Pair]) -> None:
    """One slip in a short word: too little alone, enough where two other words are the same."""
    same = sum([pair.reason == EQUAL and a.weights[pair.a[0]] >= FULL_WORD for pair in pairs])
    if not same:
        return
    for i in list(left_a):
        for j in left_b:
            generic = not a.person and min(a.weights[i], b.weights[j]) < _SHORT_WORD
            if same >= (1 if generic else 2) and slip(a.words[i], b.words[j]):
                left_a.remove(i)
                left_b.remove(j)
                pairs.append(Pair((i,), (j,), 0.65, SPELLING))
                break


def _short_form(a: str, b: str) -> Likeness:
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) < _SHORT_FORM_FROM or len(long) < len(short) + 3:
        return _NONE
    return (0.8, ABBREVIATION) if fold(long).startswith(fold(short)) else _NONE


def _acronym(a: Side, b: Side, left_a: list[int], left_b: list[int], pairs: list[Pair]) -> None:
    """The first letters of all words that are left, for those words: ``IRGC``."""
    for one, many, swapped in ((left_a, left_b, False), (left_b, left_a, True)):
        side_one, side_many = (b, a) if swapped else (a, b)
        if len(one) == 1 and len(many) >= ACRONYM_FROM - 1:
            word = side_one.words[one[0]]
            whole = len(many) == len(side_many.words)
            letters = "".join([side_many.words[j][0] for j in many])
            if len(word) >= ACRONYM_FROM and (word in acronyms(side_many) if whole else word == letters):
                pairs.append(either(one[0], tuple(many), 0.8, ABBREVIATION, swapped=swapped))
                left_a.clear()
                left_b.clear()
                return


def _initial(a: Side, b: Side, left_a: list[int], left_b: list[int], pairs: list[Pair]) -> None:
    """Initials: ``J`` for ``Jean``, ``JC`` for ``Jean Claude``."""
    for one, many, swapped in ((left_a, left_b, False), (left_b, left_a, True)):
        side_one, side_many = (b, a) if swapped else (a, b)
        for i in [i for i in one if len(side_one.words[i]) <= _INITIALS]:
            letters = side_one.words[i]
            if letters in side_one.text.bare or not (may_be_initials(letters) or letters in _DOUBLE_VOWELS):
                continue
            size, score = len(letters), 0.85
            if size == _TWO and len(many) == 1:
                size, score = 1, _INITIAL_ALONE  # I. I. for one name of two
            for start in range(len(many) - size + 1):
                run = tuple(many[start : start + size])
                if all([side_many.words[j][0] == letter for j, letter in zip(run, letters, strict=False)]):
                    one.remove(i)
                    for j in run:
                        many.remove(j)
                    pairs.append(either(i, run, score, INITIAL, swapped=swapped))
                    break
