"""Names that resemble a listed one and are somebody else's; each pair expected not to match.

Two kinds: parties that one list has apart though they share a word, and listed names in which the part that tells
people apart is exchanged for another listed one. What replaces it must be far from it (no shared or similar word),
so that the verdict does not hang on a spelling.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from rapidfuzz import fuzz

from benchmarks.names import spellings
from benchmarks.names.listed_names import Listed, natural
from benchmarks.names.perturbations import Pair, usable
from benchmarks.names.spellings import Chance

Pairs = Iterator[tuple[str, str, str]]

_GENERIC = frozenset(
    """trading company general international shipping industrial industries group holding holdings technology
    technologies investment investments limited ltd llc co inc corporation corp the of and for import export
    engineering construction services service marine petroleum oil gas energy transport logistics bank foundation
    charity development commercial trade enterprise enterprises equipment electronics management maritime lines
    fze fzco gmbh sa jsc ooo pjsc ao center centre institute research production plant joint stock""".split()  # noqa: SIM905
)
_COUNTRIES = tuple(
    """iran syria russia china iraq lebanon turkey germany italy mexico panama cyprus france spain india pakistan
    malaysia singapore indonesia vietnam belarus ukraine venezuela cuba colombia brazil libya yemen sudan kenya
    nigeria ghana japan korea thailand kuwait qatar oman bahrain egypt jordan austria switzerland poland""".split()  # noqa: SIM905
)
_SAME_SYLLABLE = ({"song", "sung"}, {"tae", "thae"}, {"kun", "kon"}, {"sok", "suk"}, {"ryon", "yon"}, {"na", "ra"})
"""Spellings that are also used for one and the same syllable."""
_TITLES = frozenset(
    """general haji hajji sheikh shaykh dr doctor seyed sayyed sayyid abu abou abd abdul al el mullah maulavi
    bin ibn ben umm""".split()  # noqa: SIM905
)
"""What stands in front of a given name, or is only a part of one."""
_FAR = 55.0
"""Words with a higher ratio of shared letters could be spellings of each other."""
_SHARED = (2, 25)
"""In how many parties a shared word may be: not a single one, and not every second one."""


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("'", ""))


def _far(a: str, b: str) -> bool:
    """Whether no word of one resembles a word of the other; initials resemble what they may stand for."""
    first, second = _words(a), _words(b)
    if not first or not second or fuzz.ratio("".join(first), "".join(second)) >= _FAR:
        return False
    pairs = [(one, other) for one in first for other in second]
    return not any(
        fuzz.ratio(one, other) >= _FAR or (min(len(one), len(other)) == 1 and one[0] == other[0])
        for one, other in pairs
    )


def _named(rows: Sequence[Listed]) -> list[tuple[Listed, str, str]]:
    """Persons of the OFAC list, which says what is the surname: row, surname, given names."""
    found = []
    for row in rows:
        surname, comma, given = row.name.partition(", ")
        if row.publisher == "ofac" and row.kind == "person" and comma and given and "," not in given:
            found.append((row, surname, given))
    return found


def _same_surname(rows: Sequence[Listed], chance: Chance) -> Pairs:
    bearers: dict[str, list[tuple[Listed, str]]] = defaultdict(list)
    for row, surname, given in _named(rows):
        bearers[surname.lower()].append((row, given))
    for families in chance.sample([group for group in bearers.values() if len(group) > 1], len(bearers) // 8):
        (row, given), (other, other_given) = chance.sample(families, 2)
        if row.party != other.party and _far(given, other_given):
            yield " ".join(natural(other)), row.name, "person"


def _other_given(rows: Sequence[Listed], chance: Chance, *, rest: bool) -> Pairs:
    """Another given name of the same programme; with ``rest`` only the first of several, as of brothers."""
    named = _named(rows)
    programmes: dict[str, list[str]] = defaultdict(list)
    for row, _, given in named:
        programmes[row.programme].append(given)
    for row, surname, given in chance.sample(named, len(named)):
        first, *others = given.split()
        other = chance.choice(programmes[row.programme])
        if rest:
            other = other.split()[0]
        if bool(others) != rest or _syllables(f"{surname} {given}") or not _far(first if rest else given, other):
            continue
        if rest and _TITLES & {*_words(first), *_words(other)}:
            continue
        if rest and (len(other) < 3 or len(first) < 3 or not _far(other, surname + " " + given)):
            continue
        yield " ".join((other, *others, surname)), row.name, "person"


def _syllables(text: str) -> bool:
    return all(map(spellings.syllabic, text.split()))


def _korean(rows: Sequence[Listed], chance: Chance) -> Pairs:
    known = spellings.northern_given()
    for row in chance.sample(rows, len(rows)):
        words = " ".join(natural(row)).replace(",", "").split()
        if row.kind != "person" or len(words) != 3 or spellings.southern(" ".join(words)) is None:
            continue
        at = chance.choice((1, 2))
        other = chance.choice(sorted(known))
        old = words[at].lower()
        if other != old and {other, old} not in _SAME_SYLLABLE and known[other] != known.get(old):
            yield " ".join((*words[:at], other.title(), *words[at + 1 :])), row.name, "person"


def _parts(row: Listed) -> tuple[list[str], list[int]]:
    words = row.name.split()
    telling = [at for at, word in enumerate(words) if not set(_words(word)) <= _GENERIC]
    return words, telling


def _distinctive(rows: Sequence[Listed], chance: Chance) -> Pairs:
    firms = [row for row in rows if row.kind == "organization" and 3 <= len(row.name.split()) <= 7]
    tellers = [
        word
        for row in firms
        for at in _parts(row)[1]
        if len(word := row.name.split()[at]) >= 4 and word.isalpha() and word.lower() not in _COUNTRIES
    ]
    for row in chance.sample(firms, len(firms)):
        words, telling = _parts(row)
        other = chance.choice(tellers)
        if len(telling) != 1 or len(words[telling[0]]) < 4 or not _far(words[telling[0]], other):
            continue
        yield " ".join((*words[: telling[0]], other, *words[telling[0] + 1 :])), row.name, "organization"


def _shared(rows: Sequence[Listed], chance: Chance) -> Pairs:
    """Two firms of one list with one telling word in common, and each with another of its own."""
    bearers: dict[tuple[str, str], list[Listed]] = defaultdict(list)
    for row in rows:
        if row.kind == "organization":
            for word in {word for word in _words(row.name) if len(word) > 3} - _GENERIC - set(_COUNTRIES):
                bearers[row.publisher, word].append(row)
    least, most = _SHARED
    groups = sorted(key for key, group in bearers.items() if least <= len({row.party for row in group}) <= most)
    for key in chance.sample(groups, len(groups)):
        row, other = chance.sample(bearers[key], 2)
        own, others = (" ".join(word for word in _words(one.name) if word != key[1]) for one in (row, other))
        telling, other_telling = (" ".join(w for w in text.split() if w not in _GENERIC) for text in (own, others))
        if row.party != other.party and _far(telling, other_telling) and telling.isascii():
            yield other.name, row.name, "organization"


def _number(rows: Sequence[Listed], chance: Chance) -> Pairs:
    for row in chance.sample(rows, len(rows)):
        found = re.search(r"(?<![\w.-])\d{1,3}(?![\w.-])", row.name)
        if row.kind != "person" and found:
            number = int(found[0]) + chance.choice((1, 2, 3, 5, 10))
            changed = row.name[: found.start()] + str(number) + row.name[found.end() :]
            yield changed, row.name, row.kind or ""


def _country(rows: Sequence[Listed], chance: Chance) -> Pairs:
    for row in chance.sample(rows, len(rows)):
        words = row.name.split()
        places = [at for at, word in enumerate(words) if word.lower() in _COUNTRIES]
        if row.kind != "organization" or len(places) != 1:
            continue
        other = chance.choice([name for name in _COUNTRIES if name != words[places[0]].lower()])
        other = other.upper() if words[places[0]].isupper() else other.title()
        yield " ".join((*words[: places[0]], other, *words[places[0] + 1 :])), row.name, "organization"


WAYS: dict[str, Callable[[Sequence[Listed], Chance], Pairs]] = {
    "not: same surname": _same_surname,
    "not: other given name": lambda rows, chance: _other_given(rows, chance, rest=False),
    "not: first of several given names": lambda rows, chance: _other_given(rows, chance, rest=True),
    "not: one Korean syllable": _korean,
    "not: distinctive word": _distinctive,
    "not: shared word": _shared,
    "not: number": _number,
    "not: country": _country,
}


def near_misses(rows: Sequence[Listed], per_class: int, seed: int) -> Iterator[Pair]:
    """The pairs that are not the same name."""
    ready = usable(rows)
    for group, way in WAYS.items():
        for a, b, kind in islice(way(ready, Chance(f"{seed} {group}")), per_class):
            yield Pair(a, b, kind, group, expected=False)
