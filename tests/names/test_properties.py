"""Laws that hold for any text; each docstring quotes the law."""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from screening.errors import InputError
from screening.names import Index, Match, clean, compare, distinctive, rarity
from screening.names.sides import Side, side
from screening.names.text import MAX_LENGTH, read

TEXT = st.text(max_size=60)
SOME = "kim chol min silver star trading bank al ivan petrov 2 co ltd"
WORDS = st.lists(st.sampled_from(SOME.split()), max_size=6)
NAMES = WORDS.map(" ".join)
KINDS = st.sampled_from(["person", "organization", "vessel", None])

_PERSON_WORDS = """
    Anna Musterova Boris Testov al-Beispiel Abd Rahman Hassan José Łukasz Müller O'Neil Kim Chol Min Zhang Jian
    Nguyen Van Hung de la Vega J. B. Petrovich Jean-Claude Jeanclaude
"""
PERSONS = st.lists(st.sampled_from(_PERSON_WORDS.split()), min_size=1, max_size=6).map(" ".join)
"""Without titles, which count by where they stand."""
_MIXED_WORDS = """
    Kim Jong Un 김정은 리철 박철민 李哲 金正恩 延边银星 网络科技 有限公司 Иван Петров Ким Чен Ын
    محمد علي عبد الرحمن Silver Star Silverstar Trading Bank Co., Ltd. ООО Musterova, Anna José 44 forty four 2
"""
MIXED = st.lists(st.sampled_from(_MIXED_WORDS.split()), max_size=5).map(" ".join)

_NASTY_CHARACTERS = st.one_of(
    st.characters(codec=None),
    st.characters(categories=["Mn", "Me", "Mc"]),
    st.characters(categories=["Cs"]),
    st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3),
    st.characters(min_codepoint=0x1100, max_codepoint=0x11FF),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
    st.characters(min_codepoint=0x20000, max_codepoint=0x323AF),
    st.characters(min_codepoint=0x400, max_codepoint=0x52F),
    st.characters(min_codepoint=0x600, max_codepoint=0x6FF),
    st.sampled_from("\u200b\u200c\u200d\u2060\ufeff\u202e\u3164\x00\t\n ,.-'’ﷺ㈜㈱ǅİßﬁ①٣３"),
)
_RUNS = st.sampled_from(
    [
        *("ng", "a", "ab", "w ", "kim ", "chol", "zhang", "ск", "Ж", "Щ", "чен ", "김", "이", "李", "银星"),
        *("م", "عبد ", "ﷺ", "e\u0301", "\u0301", "\u200b", "\ud800", "Аa", "0o", "a.", "a,", "'", "al-"),
        *("co ltd ", "forty ", "有限公司", "주식회사"),
    ]
)
NASTY = st.one_of(
    st.text(_NASTY_CHARACTERS, max_size=80),
    st.builds(
        lambda run, more, end: (run * MAX_LENGTH)[:more] + end, _RUNS, st.integers(1, 500), st.text(max_size=12)
    ),
    st.builds(lambda run, other, times: (run + other) * times, _RUNS, _RUNS, st.integers(1, 32)),
).filter(lambda text: len(text) <= MAX_LENGTH)

_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_ARABIC_DIGITS = {ord("0") + digit: 0x660 + digit for digit in range(10)}
_DISGUISES = (str.upper, str.lower, str.title, lambda name: name.translate(_WIDE))


def _whole(match: Match) -> tuple[float, bool, list[tuple[str, str, float, str]]]:
    return match.score, match.complete, sorted((pair.a, pair.b, pair.score, pair.reason) for pair in match.aligned)


def _sides(name: str) -> list[Side]:
    text = read(name)
    return [side(reading, "person") for reading in (text, *text.others)]


@given(TEXT, TEXT, KINDS)
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_compared(a: str, b: str, kind: str | None) -> None:
    """A comparison is a pure function, and a score is between 0 and 1."""
    try:
        match = compare(a, b, kind=kind)
    except InputError:
        return
    assert isinstance(match, Match)
    assert 0 <= match.score <= 1
    assert match == compare(a, b, kind=kind)
    assert 0 <= rarity(a) <= 1
    distinctive(a)


@given(NASTY, NASTY, KINDS)
@settings(max_examples=150, deadline=None)
def test_nasty_text_is_read_compared_and_searched(a: str, b: str, kind: str | None) -> None:
    """Any string of up to 512 characters is read, compared and searched, or refused as an error; no crash."""
    readable = []
    for name in (a, b):
        try:
            text = read(name)
        except InputError:
            continue
        readable.append(name)
        for reading in (text, *text.others):
            assert all(word.isascii() and word.isalnum() and word == word.lower() for word in reading.words)
            assert 0 <= reading.family <= len(reading.words)
            assert len(reading.hangul) in {0, len(reading.words)}
    for one in readable:
        match = compare(one, readable[-1], kind=kind)
        assert 0 <= match.score <= 1
        found = Index(readable).search(one, kind=kind)
        assert all(0 <= position < len(readable) for position, _ in found)


@given(st.one_of(TEXT, PERSONS, MIXED, NASTY), KINDS)
@settings(max_examples=300, deadline=None)
def test_a_name_matches_itself(name: str, kind: str | None) -> None:
    """A name matches itself at 1."""
    try:
        cleaned = clean(name)
    except InputError:
        return
    match = compare(name, name, kind=kind)
    if cleaned:
        assert match.score == 1
        assert match.complete
    else:
        assert match.score == 0


@given(st.one_of(TEXT, MIXED))
@settings(max_examples=300, deadline=None)
def test_cleaning_twice_is_cleaning_once(name: str) -> None:
    """Cleaning twice is cleaning once."""
    assert clean(clean(name)) == clean(name)


@given(st.one_of(NAMES, PERSONS, MIXED), st.one_of(NAMES, PERSONS, MIXED), KINDS)
@settings(max_examples=500, deadline=None)
def test_it_makes_no_difference_which_name_comes_first(a: str, b: str, kind: str | None) -> None:
    """``compare(a, b)`` and ``compare(b, a)`` have the same score exactly, and mirrored alignments."""
    match, other = compare(a, b, kind=kind), compare(b, a, kind=kind)
    score, complete, aligned = _whole(match)
    assert _whole(other) == (score, complete, sorted((two, one, at, reason) for one, two, at, reason in aligned))
    assert sorted(match.reasons) == sorted(other.reasons)


@given(st.one_of(NAMES, PERSONS), st.one_of(NAMES, PERSONS), KINDS)
@settings(max_examples=200, deadline=None)
def test_every_word_is_aligned_once(a: str, b: str, kind: str | None) -> None:
    """Every word that counts stands in the alignment once, on its side."""
    match = compare(a, b, kind=kind)
    words_a = " ".join(pair.a for pair in match.aligned).split()
    words_b = " ".join(pair.b for pair in match.aligned).split()
    if kind == "person":
        assert sorted(words_a) == sorted(side(read(a), kind).words)
        assert sorted(words_b) == sorted(side(read(b), kind).words)
    assert all(bool(pair.a and pair.b) == (pair.score > 0) for pair in match.aligned)


@given(
    st.one_of(NAMES, PERSONS),
    st.sampled_from(_DISGUISES),
    st.sampled_from([" ", "  ", "\t", "\u3000", "\u00a0"]),
    KINDS,
)
@settings(max_examples=200, deadline=None)
def test_case_spacing_and_width_do_not_matter(
    name: str, disguise: Callable[[str], str], space: str, kind: str | None
) -> None:
    """Case, spacing and full-width letters make no difference."""
    assume("." not in name)  # initials are joined over one space
    changed = space + space.join(disguise(name).split(" ")) + space
    assert clean(changed) == clean(name)
    assert read(changed) == read(name)
    if clean(name):
        assert compare(changed, name, kind=kind).score == 1


@given(st.integers(0, 10**9), st.sampled_from(["Hyok Sin {}", "{} Corp", "Sample{}"]))
@settings(max_examples=50, deadline=None)
def test_the_script_of_digits_does_not_matter(number: int, name: str) -> None:
    """Digits are the same in every script: ASCII, Arabic-Indic, full-width."""
    plain = name.format(number)
    for table in (_ARABIC_DIGITS, _WIDE):
        other = name.format(str(number).translate(table))
        assert clean(other) == clean(plain)
        assert compare(other, plain, kind="organization").score == 1


@given(st.one_of(TEXT, PERSONS, MIXED), KINDS)
@settings(max_examples=200, deadline=None)
def test_composed_and_combining_accents_are_one(name: str, kind: str | None) -> None:
    """An accent is the same whether it is composed or combining."""
    composed, combining = unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)
    assume(len(combining) <= MAX_LENGTH)
    assert read(composed) == read(combining)
    if clean(name):
        assert compare(composed, combining, kind=kind).score == 1


@given(PERSONS, st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_the_order_of_words_does_not_matter_for_persons(name: str, random: Random) -> None:
    """A person's name matches any order of its words at 1, but for syllables, whose order tells names apart."""
    words = name.split()
    random.shuffle(words)
    other = " ".join(words)
    assume(not any(one.syllabic for one in (*_sides(name), *_sides(other))))
    assume("." not in name)  # initials in a row are an acronym
    assert compare(name, other, kind="person").score == 1


@given(st.permutations(["Chol", "Min", "Ho"]))
def test_the_order_of_syllables_matters(given_names: list[str]) -> None:
    """Names of syllables in another order are other names."""
    name = " ".join(["Kim", *given_names])
    assert (compare(name, "Kim Chol Min Ho", kind="person").score == 1) is (given_names == ["Chol", "Min", "Ho"])


@given(st.lists(NAMES, min_size=1, max_size=8), st.randoms(use_true_random=False), NAMES)
@settings(max_examples=100, deadline=None)
def test_the_order_of_the_index_does_not_matter(names: list[str], random: Random, query: str) -> None:
    """The order of the names in an index makes no difference to what is found."""
    shuffled = list(names)
    random.shuffle(shuffled)
    found = [(names[at], match) for at, match in Index(names).search(query)]
    again = [(shuffled[at], match) for at, match in Index(shuffled).search(query)]
    assert sorted(found, key=repr) == sorted(again, key=repr)


@given(st.lists(TEXT, max_size=5), TEXT)
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_searched(names: list[str], query: str) -> None:
    """What is found is a name of the index, with the match that it has."""
    for position, match in Index(names).search(query):
        assert match.score > 0
        assert names[position]


@given(st.lists(MIXED, min_size=1, max_size=8), st.data(), KINDS)
@settings(max_examples=60, deadline=None)
def test_a_saved_index_answers_as_before(names: list[str], data: st.DataObject, kind: str | None) -> None:
    """An index that was saved and loaded gives the same answers; ``search_many`` gives those of ``search``."""
    queries = data.draw(st.lists(st.one_of(MIXED, st.sampled_from(names)), max_size=5))
    index = Index(
        names, kinds=[None, "person", "organization", "vessel"][: len(names)] + [None] * (len(names) - 4)
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "names.index")
        index.save(path)
        loaded = Index.load(path)
        answers = [index.search(query, kind=kind) for query in queries]
        assert [loaded.search(query, kind=kind) for query in queries] == answers
        assert list(loaded.search_many(queries, kind=kind)) == answers
        assert len(loaded) == len(index)
        assert list(index.search_many(queries, kind=kind)) == answers


@given(st.lists(MIXED, min_size=1, max_size=8), st.lists(MIXED, max_size=4), st.data())
@settings(max_examples=60, deadline=None)
def test_an_updated_index_is_one_built_anew(names: list[str], add: list[str], data: st.DataObject) -> None:
    """``updated`` gives the index that is built from the names that stay and then the added ones."""
    remove = data.draw(st.sets(st.integers(0, len(names) - 1)))
    kinds = data.draw(st.lists(KINDS, min_size=len(names), max_size=len(names)))
    kept = [at for at in range(len(names)) if at not in remove]
    new = Index(names, kinds=kinds).updated(add, sorted(remove))
    built = Index([names[at] for at in kept] + add, kinds=[kinds[at] for at in kept] + [None] * len(add))
    assert len(new) == len(built)
    for query in (*names, *add):
        assert new.search(query) == built.search(query)
        assert new.search(query, kind="person") == built.search(query, kind="person")


@given(st.lists(MIXED, min_size=1, max_size=8), st.lists(MIXED, min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_earlier_queries_change_no_answer(names: list[str], queries: list[str]) -> None:
    """Caches have no effect: queries in another order, or asked twice, get the same answers."""
    index, other = Index(names), Index(names)
    forwards = {query: index.search(query) for query in queries}
    backwards = {query: other.search(query) for query in reversed(queries)}
    assert forwards == backwards
    assert {query: index.search(query) for query in queries} == forwards
    assert {query: Index(names).search(query) for query in queries} == forwards


@given(st.lists(st.one_of(PERSONS, NAMES), min_size=1, max_size=8), st.data())
@settings(max_examples=100, deadline=None)
def test_a_name_of_the_index_is_found_by_itself(names: list[str], data: st.DataObject) -> None:
    """Every name of an index is found by itself, at 1."""
    at = data.draw(st.integers(0, len(names) - 1))
    found = dict(Index(names).search(names[at], limit=len(names)))
    if clean(names[at]):
        assert found[at].score == 1


@given(st.lists(st.one_of(PERSONS, MIXED), min_size=1, max_size=6), st.one_of(PERSONS, MIXED))
@settings(max_examples=100, deadline=None)
def test_what_is_found_is_what_a_comparison_says(names: list[str], query: str) -> None:
    """A match that is found is that of the comparison."""
    for kind in ("person", "organization"):
        for position, match in Index(names).search(query, kind=kind):
            assert match.score == compare(query, names[position], kind=kind).score
