"""Listed names as they are met in the wild: slips, order, scripts; each pair expected to match.

Every class is one documented way to write a name; nothing here looks at the engine. Pairs come from the UN, OFAC
and UK lists (no weak aliases) by a seeded generator, so the same lists give the same pairs. The pairs that must
not match are in ``near_misses``, both together in ``suite``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from benchmarks.names import spellings, writings
from benchmarks.names.listed_names import Listed, natural
from benchmarks.names.spellings import Chance

PUBLISHERS = ("un", "ofac", "uk")

_NEIGHBOURS = dict(
    zip(
        "qwertyuiopasdfghjklzxcvbnm",
        "wa qes wrd etf ryg tuh yij uok ipl ol qsz adwx sfec dgrv fhtb gjyn hkum jli kop xas zcd xvf cbg vnh bmj nk".split(),  # noqa: E501, SIM905
        strict=True,
    )
)
_FORM = re.compile(
    r"^(?:LIMITED LIABILITY COMPANY|OOO|LLC)\s+|[,\s]+(?:CO(?:MPANY)?\.?,?\s+L(?:TD|IMITED)\.?|LIMITED|LTD\.?"
    r"|L\.?L\.?C\.?|GMBH|INC\.?|CORP(?:ORATION)?\.?|FZE|FZCO)$",
    re.IGNORECASE,
)
_FORMS = ("Ltd", "Limited", "LLC", "Co., Ltd.", "GmbH", "Inc.", "OOO")
_LEGAL = frozenset(
    """joint stock company limited liability open public closed private obshchestvo aktsionernoe ogranichennoi
    otvetstvennostyu otvetstvennostiu s.a. de c.v. c.v ltd ltd. llc co co. s a v c""".split()  # noqa: SIM905
)
_TITLES = ("Dr.", "Mr.", "Mrs.", "Eng.", "Prof.")


class Pair(NamedTuple):
    """Two names, and whether a screener would want to see them side by side."""

    a: str
    b: str
    kind: str
    group: str
    expected: bool


def usable(rows: Sequence[Listed]) -> list[Listed]:
    """The strong Latin names of two to eight words, each once."""
    seen: dict[str, Listed] = {}
    for row in rows:
        fits = row.name.isascii() and len(row.name) <= 120 and 2 <= len(row.name.split()) <= 8
        if not fits or row.weak or not row.kind or row.publisher not in PUBLISHERS:
            continue
        kept = seen.get(row.name)
        if kept is None or (row.native and not kept.native):
            seen[row.name] = row
    return list(seen.values())


def _syllables(words: Sequence[str]) -> bool:
    return all(spellings.syllabic(word) for word in words)


def _edited(word: str, way: str, chance: Chance) -> str:
    place = chance.randrange(len(word) - 1)
    letter = chance.choice(_NEIGHBOURS[word[place].lower()])
    letter = letter.upper() if word[place].isupper() else letter
    if way == "transposition":
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    kept = {"insertion": word[place] + letter, "deletion": "", "substitution": letter}[way]
    return word[:place] + kept + word[place + 1 :]


def _slip(row: Listed, chance: Chance, *, way: str, known: frozenset[str]) -> str | None:
    """One slip in a word of four letters or more; never one that makes another listed word of it.

    A syllable of a person's name only has letters swapped: any other slip makes another syllable (Zang, Zhang).
    """
    words = natural(row)
    places = [at for at, word in enumerate(words) if len(word) >= 4 and word.isalpha()]
    if row.kind == "person" and way != "transposition":
        places = [at for at in places if not spellings.syllabic(words[at])]
    if row.kind == "vessel" or not places:
        return None
    at = chance.choice(places)
    changed = _edited(words[at], way, chance)
    if changed.lower() == words[at].lower() or changed.lower() in known:
        return None
    return " ".join((*words[:at], changed, *words[at + 1 :]))


def _order(row: Listed, chance: Chance) -> str | None:
    words = natural(row)
    if row.kind != "person":
        if row.kind == "vessel" or any(word.lower().strip(",") in _LEGAL for word in words):
            return None  # inside a legal form, order is no mistake that people make
        at = chance.randrange(len(words) - 1)
        words[at], words[at + 1] = words[at + 1], words[at]
        return " ".join(words)
    return " ".join((words[-1], *words[:-1]))


def _comma(row: Listed, _: Chance) -> str | None:
    words = natural(row)
    if row.kind != "person" or "," in row.name:
        return None
    if _syllables(words):
        return f"{words[0].upper()}, {' '.join(words[1:])}"
    return f"{words[-1].upper()}, {' '.join(words[:-1])}"


def _middle(row: Listed, chance: Chance) -> str | None:
    words = natural(row)
    places = [at for at in range(1, len(words) - 1) if len(words[at]) > 3 and words[at].isalpha()]
    if not row.name.isupper():  # the lists write surnames, which stay, in capitals
        places = [at for at in places if not words[at].isupper()]
    if row.kind != "person" or not places or any(map(spellings.syllabic, (words[0], words[-1]))):
        return None
    at = chance.choice(places)
    return " ".join(words[:at] + words[at + 1 :])


def _joined(row: Listed, chance: Chance) -> str | None:
    words = natural(row)
    places = [at for at in range(len(words) - 1) if words[at].isalpha() and words[at + 1].isalpha()]
    if not places:
        return None
    at = chance.choice(places)
    return " ".join((*words[:at], words[at] + words[at + 1].lower(), *words[at + 2 :]))


def _split(row: Listed, chance: Chance) -> str | None:
    words = natural(row)
    places = [at for at, word in enumerate(words) if len(word) >= 8 and word.isalpha()]
    if not places:
        return None
    at = chance.choice(places)
    cut = chance.randrange(3, len(words[at]) - 2)
    return " ".join((*words[:at], words[at][:cut], words[at][cut:], *words[at + 1 :]))


def _initial(row: Listed, _: Chance) -> str | None:
    words = natural(row)
    if row.kind != "person" or _syllables(words) or not words[0].isalpha() or len(words[0]) < 3:
        return None
    return " ".join((words[0][0].upper() + ".", *words[1:])) if len(words[-1]) > 3 else None


def _title(row: Listed, chance: Chance) -> str | None:
    return f"{chance.choice(_TITLES)} {' '.join(natural(row))}" if row.kind == "person" else None


def _form(row: Listed, chance: Chance, *, dropped: bool) -> str | None:
    bare = _FORM.sub("", row.name)
    if row.kind != "organization" or bare == row.name or len(bare.split()) < 2:
        return None
    old = re.sub(r"\W", "", row.name[len(bare) :]).lower()
    form = chance.choice([form for form in _FORMS if re.sub(r"\W", "", form).lower() != old])
    return bare if dropped else f"{bare} {form}"


def ways(rows: Sequence[Listed]) -> dict[str, Callable[[Listed, Chance], str | None]]:
    """Each class, and how a listed name becomes one of it."""
    known = frozenset(word.lower() for row in rows for word in re.findall(r"\w+", row.name))
    slips = ("insertion", "deletion", "substitution", "transposition")
    return {
        **{f"typo: {way}": partial(_slip, way=way, known=known) for way in slips},
        "word order": _order,
        "surname, given": _comma,
        "middle name dropped": _middle,
        "words joined": _joined,
        "word split": _split,
        "initial": _initial,
        "title": _title,
        "legal form swapped": partial(_form, dropped=False),
        "legal form dropped": partial(_form, dropped=True),
        **{f"script: {name}": partial(writings.native, wanted=name) for name in writings.SCRIPTS.values()},
        **{f"romanised: {name}": partial(writings.cyrillic, system=name) for name in spellings.CYRILLIC_SYSTEMS},
        "script: Hangul, as the name sounds": writings.hangul,
        "romanised: Korean, Seoul": writings.southern,
        "romanised: Arabic": writings.arabic,
        "homoglyph": writings.homoglyph,
    }


def matches(rows: Sequence[Listed], per_class: int, seed: int) -> Iterator[Pair]:
    """The pairs that are the same name."""
    ready = usable(rows)
    for group, way in ways(rows).items():
        chance = Chance(f"{seed} {group}")
        made = 0
        for row in chance.sample(ready, len(ready)):
            if made == per_class:
                break
            changed = way(row, chance)
            if changed and changed != row.name:
                made += 1
                yield Pair(changed, row.name, row.kind or "", group, expected=True)
