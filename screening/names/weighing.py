"""What the pairs of two names amount to: a score in 0..1.

A word that *contradicts* (both names have something in its place) costs far more than one that is only *missing*.
A middle name is left out more lightly than anything else, and only where the words that agree stand as they would
in one name: surname and first given name, in one order. Words that agree but loosely need others that are equal.
"""

from __future__ import annotations

from screening.names.joining import Pair
from screening.names.pairing import FULL_WORD
from screening.names.sides import Side
from screening.names.tokens import ABBREVIATION, SPELLING

__all__ = ["CONTRADICTED", "LEFT_OUT", "LEFT_OUT_ALONE", "turned", "weighed"]

CONTRADICTED = 1.5  # what a contradicting word costs, in words
LEFT_OUT = 0.12  # a middle name left out, once two words agree
LEFT_OUT_ALONE = 0.6  # a word missing when fewer agree, or in a Korean name, or in an organisation's
_PATRONYMIC = ("vich", "vych", "vna", "vic", "ichna")
_CHILD_OF = frozenset({"bin", "ben", "ibn", "bint", "ould"})
_CHILD = frozenset({"oglu", "ogly", "oghlu", "ogli", "ughli", "qizi", "kyzy", "gizi", "kizi"})
_PARTICLE = 0.3
_FROM = 0.35  # the place in front of an organisation's name
_TWO = 2  # words of their own name a person
_LOOSE = 0.85  # more words agree but loosely than the others can carry
_LOOSELY = frozenset({SPELLING, ABBREVIATION})
_SYLLABLE = 1.0  # a syllable more is another name
_SAME_WORD = 0.95  # from here: in customary spellings, or translated
_SHORT_NAME = 6  # letters, of one only
_OUT_OF_ORDER = 0.75  # the same syllables, but another name
_NONE_EXACT = 0.95  # no word is quite the same


def weighed(a: Side, b: Side, pairs: list[Pair], left_a: list[int], left_b: list[int]) -> float:
    """The score of two names by their pairs and the words that have no partner."""
    if not pairs:
        return 0.0
    agreed = weight = 0.0
    full = loose = 0
    for pair in pairs:
        in_a, in_b = sum([a.weights[i] for i in pair.a]), sum([b.weights[j] for j in pair.b])
        each = (in_a + in_b) / 2
        agreed += each * pair.score
        weight += each
        if each >= FULL_WORD:
            full += max(1, int(each + _PARTICLE))  # joined words count as one and as many, a particle as none
            loose += pair.reason in _LOOSELY
    lost_a, lost_b = _lost(a, left_a), _lost(b, left_b)
    if full and (a.places or b.places) and not (left_a and left_b):
        lost_a, lost_b = lost_a - _spared(a, left_a), lost_b - _spared(b, left_b)
    contradicted, missing = min(lost_a, lost_b), abs(lost_a - lost_b)
    cost = _SYLLABLE if a.syllabic and b.syllabic else LEFT_OUT_ALONE
    named = full >= _TWO or (full and len(pairs) >= _TWO)  # an initial names a person beside a surname
    if missing and a.person and named and not a.syllabic and not b.syllabic:
        firm = _in_place(a, b, pairs, full) if lost_a < lost_b else _in_place(b, a, turned(pairs), full)
        cost = LEFT_OUT if firm else LEFT_OUT_ALONE
    score = agreed / (weight + CONTRADICTED * contradicted + cost * missing)
    if a.person and loose:
        lacking = _lacks_names(a, left_a) or _lacks_names(b, left_b)
        if loose > _carried(a, b, pairs, full, missing=lacking) or _crossed(a, b, pairs):
            score *= _LOOSE
    elif (
        len(pairs) == 1 == len(pairs[0].a) == len(pairs[0].b)
        and not a.person
        and pairs[0].score < _SAME_WORD
        and _short(a, b, pairs[0])
    ):
        score *= _LOOSE
    if len(pairs) > 1:
        if a.syllabic and b.syllabic and not _in_order(a, b, pairs):
            score *= _OUT_OF_ORDER
        if all([pair.score < (1.0 if a.person else _SAME_WORD) for pair in pairs]):
            score *= _NONE_EXACT
    return score


def _carried(a: Side, b: Side, pairs: list[Pair], full: int, *, missing: bool) -> int:
    """How many words may agree but loosely: one beside one that is the same, one more for each further word."""
    if missing and (a.family or b.family):
        return max(full - _TWO - 1, 0)
    exact = any([pair.score == 1.0 and a.weights[pair.a[0]] >= FULL_WORD for pair in pairs])
    return max(full - _TWO, 0) + exact


def _crossed(a: Side, b: Side, pairs: list[Pair]) -> bool:
    """Whether a name of two words has a slip, and its order is another too: David Mason is not DAVIS, Mason.

    Letters that changed places are a slip of the hand, whatever the order.
    """
    if len(pairs) != _TWO or len(a.words) != _TWO or len(b.words) != _TWO or bool(a.family) == bool(b.family):
        return False
    if pairs[0].a != pairs[0].b:
        return False
    slips = [(a.words[pair.a[0]], b.words[pair.b[0]]) for pair in pairs if pair.reason == SPELLING]
    return any([sorted(one) != sorted(other) for one, other in slips])


def _short(a: Side, b: Side, pair: Pair) -> bool:
    """Whether an organisation's only word is so short that a slip makes the name of another: *Caron*, *Carlon*."""
    sizes = len(a.words[pair.a[0]]), len(b.words[pair.b[0]])
    return max(sizes) <= _SHORT_NAME


def _lacks_names(side: Side, left: list[int]) -> bool:
    """Whether a word without partner is a name of its own, and no patronymic, which is often left out."""
    return any([side.weights[i] >= FULL_WORD and not _patronymic(side, i) for i in left])


def _patronymic(side: Side, i: int) -> bool:
    """Whether a word names the father: *Ivanovich*, *bin Awad* before more of the name, *Heydar oglu*."""
    if side.words[i].endswith(_PATRONYMIC):
        return True
    if i == len(side.words) - 1:
        return False
    return side.words[i + 1] in _CHILD or (i > 0 and side.words[i - 1] in _CHILD_OF)


def _given_first(pairs: list[Pair], family: int) -> bool:
    """Whether the shorter name has the given names before the surname, as people write them without a comma."""
    places = [j >= family for _, j in sorted([(pair.a[0], pair.b[0]) for pair in pairs])]
    return places == sorted(places, reverse=True)


def _in_order(a: Side, b: Side, pairs: list[Pair]) -> bool:
    """Whether the syllables stand in the order of one name: Jong Un is not Un Jong.

    Only the surname may stand at either end, where the name does not tell which it is.
    """
    partner = {i: pair.b[0] for pair in pairs for i in pair.a}
    ways_b = [{j: place for place, j in enumerate(way)} for way in _orders(b)]
    for way in _orders(a):
        found = [partner[i] for i in way if i in partner]
        for place in ways_b:
            places = [place[j] for j in found]
            if places == sorted(places):
                return True
    return False


def _orders(side: Side) -> list[list[int]]:
    """The places of the words, surname first."""
    places = list(range(len(side.words)))
    first_is_surname = side.family == 1 or (side.family and side.surname == 0 and side.text.spelled)
    return [places] if first_is_surname else [places, [places[-1], *places[:-1]]]


def _lost(side: Side, left: list[int]) -> float:
    """What words without a partner weigh; another place is another branch, whatever a place weighs otherwise."""
    if not side.places:
        return sum([side.weights[i] for i in left])
    return sum([1.0 if side.words[i] in side.places else side.weights[i] for i in left])


def _spared(side: Side, left: list[int]) -> float:
    """What is no loss: a place in front tells where a company is from, and is often left out (*Korea Namgang*)."""
    return 1.0 - _FROM if left and left[0] == 0 and side.words[0] in side.places else 0.0


def turned(pairs: list[Pair]) -> list[Pair]:
    """The pairs with the names changed about."""
    return [Pair(pair.b, pair.a, pair.score, pair.reason) for pair in pairs]


def _in_place(short: Side, long: Side, pairs: list[Pair], full: int) -> bool:
    """Whether the words that a longer name has besides are such as people leave out: middle names, patronymics.

    Where the longer name tells its surname apart, surname and first given name must be among those that agree;
    where it does not, the words must stand in one order, at one end at least. Three words are enough anyhow.
    """
    found = {j for pair in pairs for j in pair.b}
    left = [j for j in range(len(long.words)) if j not in found and long.weights[j] >= FULL_WORD]
    if all([_patronymic(long, j) for j in left]):
        return True
    if full < _TWO:
        return False
    if short.family and long.text.bare and _begins_with_surname(short, pairs):
        return False
    family = long.family
    if family:
        in_family = [j for j in found if j < family and long.weights[j] >= FULL_WORD]
        in_given = [j for j in found if j >= family and long.weights[j] >= FULL_WORD]
        if full > _TWO or not in_family or not in_given:
            return bool(in_family and in_given)
        particle = any([weight < FULL_WORD for weight in long.weights[:family]])
        firsts = family in found and (0 in found or particle)
        same = left[0] >= family and all([pair.score == 1.0 for pair in pairs])
        return len(left) == 1 and firsts and (_given_first(pairs, family) or same)
    if full > _TWO:
        return True
    same = all([pair.score == 1.0 for pair in pairs])
    last = len(long.words) - 1 in found
    if len(left) > 1 and not same:
        return False
    places = [j for _, j in sorted([(pair.a[0], pair.b[0]) for pair in pairs])]
    if places == sorted(places):
        slips = any([pair.reason == SPELLING for pair in pairs])
        return last or (0 in found and not slips)
    turned_about = [places[-1], *places[:-1]]  # the surname first, in the longer name, as never in Arabic script
    return same and not long.text.bare and 0 in found and turned_about == sorted(turned_about)


def _begins_with_surname(short: Side, pairs: list[Pair]) -> bool:
    """Whether the longer name begins with the shorter one's surname: never so in Arabic script."""
    return any([0 in pair.b and min(pair.a) < short.family for pair in pairs])
