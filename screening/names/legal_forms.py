"""Legal forms of organisations: what is dropped from a name before it is compared.

The family of a dropped form is kept, so that ``GmbH``, ``Ltd`` and ``ООО`` agree, and an association does not
pass for a company of the same name. The forms stand in ``watchlists/legal_forms.csv``, in native script and
as they are romanised; those in Han and Hangul arrive here in English, since
:func:`screening.names.business_words.segments` has translated them.

Words that many organisations share (*trading*, *group*, *technology*) stay, with less weight: see
:mod:`screening.names.business_words`.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from screening import shipped
from screening.names import business_words
from screening.names.business_words import STOP
from screening.names.text import Text, read

__all__ = ["FIELDS", "GENERIC", "STOP", "families_differ", "strip", "words"]

FIELDS: frozenset[str]
GENERIC: frozenset[str]

_FILE = "legal_forms.csv"
_LONG = 7  # letters of a word of a form that is recognised with a typing error
_ERROR_FROM = 6
_FRONT = ("front", "ends")
_END = ("end", "beside", "ends")
_BESIDE = ("beside", "ends")


class _Forms(NamedTuple):
    """The forms that begin with one word.

    Attributes:
        sizes: how many words they have after the first, the most first.
        families: by those words the family, and the place in a name where it is a form; empty for everywhere.
    """

    sizes: tuple[int, ...]
    families: dict[tuple[str, ...], tuple[str, str]]


def __getattr__(name: str) -> frozenset[str]:
    """``GENERIC`` and ``FIELDS`` of :mod:`screening.names.business_words`, read on first use."""
    if name == "GENERIC":
        return business_words.generic()
    if name == "FIELDS":
        return business_words.fields()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def strip(text: Text) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words without legal forms, and the families of the forms dropped.

    A name that consists of legal forms only keeps its words. One typing error in a long word of a form is
    forgiven.

    >>> strip(read("Yanbian Silverstar Network Technology Co., Ltd."))
    (('yanbian', 'silverstar', 'network', 'technology'), frozenset({'limited'}))
    >>> strip(read("ПАО Газпром"))
    (('gazprom',), frozenset({'public'}))
    >>> strip(read("Romashka Limitd Liabilty Company"))
    (('romashka',), frozenset({'limited'}))
    """
    words = text.words
    forms = _forms()
    for position, word in enumerate(words):
        if word in forms or (len(word) >= _ERROR_FROM and _meant(word) in forms):
            return _stripped(words, position)
    return words, _NONE


@cache
def words() -> frozenset[str]:
    """All words of legal forms, as they are read: where they stand for one, they are dropped."""
    return frozenset(word for form, _, _ in _rows() for word in form)


def families_differ(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether one is an association and the other a company.

    >>> families_differ(frozenset({"nonprofit"}), frozenset({"limited"}))
    True
    """
    return bool(a) and bool(b) and ("nonprofit" in a) != ("nonprofit" in b)


_NONE: frozenset[str] = frozenset()
_FAMILIES: dict[tuple[str, ...], frozenset[str]] = {
    (family,): frozenset({family}) for family in ("limited", "public", "state", "nonprofit")
}


def _stripped(words: tuple[str, ...], position: int) -> tuple[tuple[str, ...], frozenset[str]]:
    """Drop the forms of a name, from the position of the first word that may begin one."""
    table = _forms()
    kept = list(words[:position])
    families: set[str] = set()
    count = len(words)
    while position < count:
        word = words[position]
        forms = table.get(word)
        if forms is None and len(word) >= _ERROR_FROM:
            forms = table.get(_meant(word))
        end = position + 1
        family = ""
        if forms is not None:
            for size in forms.sizes:
                stop = position + 1 + size
                if stop > count:
                    continue
                rest = words[position + 1 : stop]
                found = forms.families.get(rest) or forms.families.get(tuple(map(_meant, rest)))
                if found and (not found[1] or _in_place(found[1], position, stop, words, families)):
                    family, end = found[0], stop
                    break
        if family:
            families.add(family)
        else:
            kept.extend(words[position:end])
        position = end
    if not kept:
        return words, _NONE
    return tuple(kept), _FAMILIES.get(tuple(families)) or frozenset(families)


def _in_place(place: str, start: int, stop: int, words: tuple[str, ...], families: set[str]) -> bool:
    """Short forms are forms only at an end of the name (``SA``, ``AS``), or behind another form."""
    if start == 0:
        return place in _FRONT and len(words) > stop
    if families and place in _BESIDE:
        return True
    forms = _forms()
    return place in _END and all(word in forms for word in words[stop:])


@cache
def _rows() -> tuple[tuple[tuple[str, ...], str, str], ...]:
    """Words, family and place of every form."""
    return tuple((read(row["form"]).words, row["family"], row["place"]) for row in shipped.rows(_FILE))


@cache
def _forms() -> dict[str, _Forms]:
    """Forms by their first word, each under all words that are one typing error apart."""
    table: dict[str, dict[tuple[str, ...], tuple[str, str]]] = {}
    for words, family, place in _rows():
        meant = tuple(map(_meant, words))
        families = table.setdefault(meant[0], {})
        families.setdefault(words[1:], (family, place))
        families.setdefault(meant[1:], (family, place))
    found = {
        first: _Forms(tuple(sorted({len(rest) for rest in families}, reverse=True)), families)
        for first, families in table.items()
    }
    return found | {words[0]: found[_meant(words[0])] for words, _, _ in _rows()}


@cache
def _long_words() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """What long words of forms stand for, and those words by what is left with one letter left out.

    Spellings that are one error apart (*ogranichennoy*, *ogranichennoi*) stand for the first of them.
    """
    meant = {words[0]: words[0] for words, family, _ in _rows() if len(words) == 1 and not family}
    near: dict[str, tuple[str, ...]] = {}
    for word in dict.fromkeys(word for words, _, _ in _rows() for word in words if len(word) >= _LONG):
        if word not in meant:
            first = _nearest(word, near)
            meant[word] = meant.get(first, word)
            for key in _keys(word):
                near[key] = tuple(sorted({meant[word], word, *near.get(key, ())}))
    return meant, near


def _nearest(word: str, near: dict[str, tuple[str, ...]]) -> str:
    found = {right for key in _keys(word) for right in near.get(key, ())}
    return min((right for right in found if OSA.distance(word, right, score_cutoff=1) <= 1), default="")


def _keys(word: str) -> tuple[str, ...]:
    return word, *(word[:at] + word[at + 1 :] for at in range(len(word)))


@lru_cache(maxsize=1 << 15)
def _meant(word: str) -> str:
    """The word of a form that a word is meant to be, with one typing error at most; itself if none."""
    if len(word) < _ERROR_FROM:
        return word
    meant, near = _long_words()
    right = meant.get(word) or _nearest(word, near)
    return meant.get(right, word)
