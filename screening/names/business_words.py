"""The words that company names share, in the languages that companies write them in.

A Chinese or Korean company translates its name (银星网络科技有限公司 is *Silver Star Network Technology
Co., Ltd.*), and so does a Russian or a Vietnamese one. ``watchlists/business_words.csv`` holds the usual parts
as concepts: :func:`segments` cuts a run of Han or Hangul into such parts, :func:`normal` folds Latin words to
the English of the concept, :func:`weight` and :func:`kind` tell how much a word says about whose name it is.
The native legal forms come from ``watchlists/legal_forms.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec
from anyascii import anyascii

from screening import shipped

__all__ = ["STOP", "fields", "generic", "kind", "meanings", "normal", "segments", "spellings", "weight"]


def _words(text: str) -> list[str]:
    return text.split()


STOP = frozenset(
    _words("""
        the and of for a an de la le les des du del di da do dos y e et und in on at to von der die das no nr
        number numero
        with s ve va na los las el por para fur
    """)
)
"""Words that carry nothing: articles, prepositions, *and*."""

_FILE = "business_words.csv"
_FORMS_FILE = "legal_forms.csv"
_CUT_FROM = 4  # a shorter run is likelier a person's name
_WHOLE_FROM = 3  # unless it is one of the terms
_NATIVE = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_SKELETON_FROM = 4
_ARABIC = re.compile("[\u0600-\u06ff]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_WORD = re.compile("[a-z0-9]+")
_MARKS = re.compile("['`]")
_ARTICLE = re.compile(r"(?<!\S)ال(?=\S{3})")
_LANGUAGES = ("zh", "ko", "ru", "uk", "vi", "es", "fr", "de", "ar", "fa", "tr", "other")
_KINDS = ("generic", "field", "place")
_FORM_IN_ENGLISH = {
    "limited": "co ltd",
    "public": "joint stock company",
    "state": "state enterprise",
    "nonprofit": "nonprofit organization",
}

# The ways in which Cyrillic is commonly written in Latin letters, and the letters that they do not share.
_LETTERS = dict(
    zip("абвдежзклмнопрстуфчшыэґў", _words("a b v d e zh z k l m n o p r s t u f ch sh y e g u"), strict=True)
)
_RUSSIAN, _UKRAINIAN = (
    tuple(
        str.maketrans(_LETTERS | dict(zip("йюяхцщьъёіїєиг", system.split(","), strict=True))) for system in systems
    )
    for systems in (
        (
            "y,yu,ya,kh,ts,shch,,,yo,i,i,e,i,g",  # BGN/PCGN (1947), its marks left out
            "i,iu,ia,kh,ts,shch,,ie,e,i,i,e,i,g",  # ICAO 9303
            "j,ju,ja,h,c,shh,,,jo,i,i,e,i,g",  # what comes near GOST 7.79
        ),
        (
            "y,yu,ya,kh,ts,shch,,,e,i,yi,ye,y,h",  # BGN/PCGN (1965)
            "i,iu,ia,kh,ts,shch,,,e,i,i,ie,y,h",  # Cabinet resolution 55 (2010)
        ),
    )
)
_IN_UKRAINIAN = re.compile("[іїєґ]")
_SHORT_ENDING = re.compile(r"[иы]й\b")  # -y
_AFTER_VOWEL = re.compile(r"(?:(?<=[аеёиоуыэюя])|\b)е")  # BGN/PCGN writes ye there

_Spelled = list[tuple[dict[str, str], list[tuple[str, ...]]]]  # rows with the Latin spellings of each


class _Tables(msgspec.Struct, frozen=True):
    """What one read of the two files gives.

    Attributes:
        native: Han and Hangul terms by their length, each with its English.
        anchors: those of them that show that a run is an organisation's name.
        meanings: distinctive native terms with their translations.
        folds: by their first word, the rest of a spelling and the English words; the longest first.
        weights: of each word that weighs less than 1.
        kinds: of the same words.
        generic: single words that tell an organisation from a person.
        fields: those of them that say what it does.
    """

    native: dict[int, dict[str, str]]
    anchors: frozenset[str]
    meanings: dict[str, tuple[str, ...]]
    folds: dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]
    weights: dict[str, float]
    kinds: dict[str, str]
    generic: frozenset[str]
    fields: frozenset[str]


def segments(run: str) -> tuple[tuple[str, str], ...]:
    """Cut a run of Han or Hangul letters into the parts that have a translation, and the rest.

    Each part comes with its English words, or with an empty string where it is a name to be romanised. The
    longest known term wins, from left to right. A run of fewer than four letters, or without any word of
    business in it, is likely a person's name and stays in one piece.

    >>> segments("银星网络科技有限公司")
    (('银星', ''), ('网络', 'network'), ('科技', 'technology'), ('有限公司', 'co ltd'))
    >>> segments("조선콤퓨터쎈터")
    (('조선', 'korea'), ('콤퓨터쎈터', 'computer center'))
    >>> segments("김정은"), segments("田中国男")
    ((('김정은', ''),), (('田中国男', ''),))
    """
    tables = _tables()
    if len(run) < _CUT_FROM:
        known = len(run) >= _WHOLE_FROM and run in tables.anchors
        return ((run, tables.native[len(run)][run] if known else ""),)
    found: list[tuple[str, str]] = []
    anchored = False
    start = position = 0
    while position < len(run):
        for size, terms in tables.native.items():
            term = run[position : position + size]
            english = terms.get(term)
            if english is not None:
                if start < position:
                    found.append((run[start:position], ""))
                found.append((term, english))
                anchored = anchored or term in tables.anchors
                position += size
                start = position
                break
        else:
            position += 1
    if not anchored:
        return ((run, ""),)
    if start < position:
        found.append((run[start:], ""))
    return tuple(found)


def meanings(part: str) -> tuple[str, ...]:
    """Translations of a distinctive part of a name: a further reading beside the romanisation.

    >>> meanings("银星"), meanings("은성"), meanings("평양")
    (('silver star',), ('silver star',), ())
    """
    return _tables().meanings.get(part, ())


def normal(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with business words and places in one spelling and in English.

    The same tuple comes back where nothing changes. Meant for names of organisations: some of the words are
    names of persons too.

    >>> normal(("silverstar", "tech"))
    ('silverstar', 'technology')
    >>> normal(("cong", "nghe", "sao", "bac")), normal(("torgovyi", "dom", "romashka"))
    (('technology', 'sao', 'bac'), ('trading', 'house', 'romashka'))
    """
    folds = _tables().folds
    for word in words:
        if word in folds:
            folded = _folded(words)
            return words if folded == words else folded
    return words


def weight(word: str) -> float:
    """How much a word counts in a comparison of two organisations: 1 if it is distinctive.

    >>> weight("trading"), weight("bank"), weight("dandong"), weight("romashka")
    (0.3, 0.45, 0.55, 1.0)
    """
    return _tables().weights.get(word, 1.0)


def kind(word: str) -> str:
    """What sort of shared word it is: ``generic``, ``field`` (of activity), ``place``, or empty for none.

    >>> kind("trading"), kind("bank"), kind("dandong"), kind("romashka")
    ('generic', 'field', 'place', '')
    """
    return _tables().kinds.get(word, "")


def generic() -> frozenset[str]:
    """Words that tell an organisation from a person: generic ones and fields, in English and romanised.

    >>> "trading" in generic(), "law" in generic(), "pyongyang" in generic()
    (True, False, False)
    """
    return _tables().generic


def fields() -> frozenset[str]:
    """Those of the generic words that say what an organisation does: two of one name in two fields are two.

    >>> "bank" in fields(), "trading" in fields()
    (True, False)
    """
    return _tables().fields


def spellings(term: str) -> frozenset[tuple[str, ...]]:
    """The Latin words that a term is written with: for Cyrillic, one for each system in common use.

    Arabic script comes without its short vowels, and nothing shorter than four letters is told by its consonants.

    >>> sorted(" ".join(words) for words in spellings("торговый дом"))
    ['torgovy dom', 'torgovyi dom', 'torgovyj dom', 'torgovyy dom']
    """
    term = _ARTICLE.sub("ال ", term.lower())
    written = {term}
    if _CYRILLIC.search(term):
        systems = _UKRAINIAN if _IN_UKRAINIAN.search(term) else _RUSSIAN
        written |= {form.translate(system) for form in (term, _AFTER_VOWEL.sub("ye", term)) for system in systems}
        written.add(_SHORT_ENDING.sub("y", term).translate(systems[0]))
    latin = (form if form.isascii() else anyascii(form).lower() for form in written)
    found = (tuple(_WORD.findall(_MARKS.sub("", form))) for form in latin)
    least = _SKELETON_FROM if _ARABIC.search(term) else 1
    return frozenset(words for words in found if len("".join(words)) >= least)


def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    folds = _tables().folds
    found: list[str] = []
    position = 0
    while position < len(words):
        for rest, english in folds.get(words[position], ()):
            end = position + 1 + len(rest)
            if words[position + 1 : end] == rest:
                found.extend(english)
                position = end
                break
        else:
            found.append(words[position])
            position += 1
    return tuple(found)


@cache
def _tables() -> _Tables:
    rows = list(shipped.rows(_FILE))
    native: dict[str, str] = {}
    anchors: set[str] = set()
    translated: dict[str, list[str]] = {}
    for term, family in _native_forms():
        native[term] = _FORM_IN_ENGLISH[family]
        anchors.add(term)
    for row in rows:
        for term in filter(_NATIVE.search, _terms(row, _LANGUAGES)):
            native.setdefault(term, row["english"] if row["kind"] else "")
            if not row["kind"]:
                translated.setdefault(term, []).append(row["english"])
            elif row["kind"] != "place":
                anchors.add(term)
    sized: dict[int, dict[str, str]] = {}
    for term in sorted(native, key=lambda term: (-len(term), term)):
        sized.setdefault(len(term), {})[term] = native[term]
    shared = [(row, sorted(_latin(row))) for row in rows if row["kind"]]
    weights, kinds = _weights(shared)
    persons = {term for row in rows for term in _terms(row, ("persons",))}
    return _Tables(
        native=sized,
        anchors=frozenset(anchors),
        meanings={term: tuple(english) for term, english in translated.items()},
        folds=_folds(shared),
        weights=weights,
        kinds=kinds,
        generic=frozenset(word for word, sort in kinds.items() if sort != "place" and word not in persons),
        fields=frozenset(word for word, sort in kinds.items() if sort == "field" and word not in persons),
    )


def _native_forms() -> Iterator[tuple[str, str]]:
    for row in shipped.rows(_FORMS_FILE):
        if row["family"] and _NATIVE.search(row["form"]):
            yield row["form"], row["family"]


def _terms(row: dict[str, str], columns: Iterable[str]) -> Iterator[str]:
    for column in columns:
        if row[column]:
            yield from row[column].split("; ")


def _latin(row: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """Every Latin spelling of a concept but the English one itself."""
    for term in _terms(row, ("variants", *_LANGUAGES)):
        if not _NATIVE.search(term):
            yield from spellings(term)


def _folds(rows: _Spelled) -> dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]:
    """The spellings to fold, by first word. The English of a concept stays whole, whatever its first word."""
    folded: dict[tuple[str, ...], tuple[str, ...]] = {}
    for row, _ in rows:
        english = tuple(row["english"].split())
        folded[english] = english
    for row, spelled in rows:
        english = tuple(row["english"].split())
        for words in spelled:
            folded.setdefault(words, english)
    firsts: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for words, english in folded.items():
        firsts.setdefault(words[0], []).append((words[1:], english))
    return {
        first: tuple(sorted(entries, key=lambda entry: (-len(entry[0]), entry)))
        for first, entries in firsts.items()
        if any(rest or (first,) != english for rest, english in entries)
    }


def _weights(rows: _Spelled) -> tuple[dict[str, float], dict[str, str]]:
    """Of single words first, then of the words of longer concepts that have no row of their own."""
    weights: dict[str, float] = {}
    kinds: dict[str, str] = {}

    def told(word: str, row: dict[str, str]) -> None:
        if word not in STOP:
            weights.setdefault(word, float(row["weight"]))
            kinds.setdefault(word, row["kind"])

    rows = sorted(rows, key=lambda entry: _KINDS.index(entry[0]["kind"]))
    for row, _ in rows:
        if " " not in row["english"]:
            told(row["english"], row)
    for row, spelled in rows:
        for words in spelled:
            if len(words) == 1:
                told(words[0], row)
    for row, _ in rows:
        for word in row["english"].split():
            told(word, row)
    return weights, kinds
