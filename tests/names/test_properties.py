"""Laws that hold for any text."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from screening.errors import InputError
from screening.names import Index, Match, clean, compare, distinctive, rarity

TEXT = st.text(max_size=60)
SOME = "kim chol min silver star trading bank al ivan petrov 2 co ltd"
WORDS = st.lists(st.sampled_from(SOME.split()), max_size=6)
NAMES = WORDS.map(" ".join)
KINDS = st.sampled_from(["person", "organization", "vessel", None])


@given(TEXT, TEXT, KINDS)
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_compared(a: str, b: str, kind: str | None) -> None:
    try:
        match = compare(a, b, kind=kind)
    except InputError:
        return
    assert isinstance(match, Match)
    assert 0 <= match.score <= 1
    assert match == compare(a, b, kind=kind)
    assert 0 <= rarity(a) <= 1
    distinctive(a)


@given(TEXT, KINDS)
@settings(max_examples=200, deadline=None)
def test_a_name_matches_itself(name: str, kind: str | None) -> None:
    match = compare(name, name, kind=kind)
    if clean(name):
        assert match.score == 1
        assert match.complete
    else:
        assert match.score == 0


@given(TEXT)
@settings(max_examples=300, deadline=None)
def test_cleaning_twice_is_cleaning_once(name: str) -> None:
    assert clean(clean(name)) == clean(name)


@given(NAMES, NAMES, KINDS)
@settings(max_examples=200, deadline=None)
def test_every_word_is_aligned_and_the_score_hardly_depends_on_the_side(a: str, b: str, kind: str | None) -> None:
    match, other = compare(a, b, kind=kind), compare(b, a, kind=kind)
    assert abs(match.score - other.score) < 0.1
    if kind == "person" and match.aligned:
        assert sorted(" ".join(pair.b for pair in match.aligned).split()) == sorted(
            " ".join(pair.a for pair in other.aligned).split()
        )


@given(st.lists(NAMES, min_size=1, max_size=8), st.randoms(use_true_random=False), NAMES)
@settings(max_examples=100, deadline=None)
def test_the_order_of_the_index_does_not_matter(names: list[str], random: Random, query: str) -> None:
    shuffled = list(names)
    random.shuffle(shuffled)
    found = [(names[at], match) for at, match in Index(names).search(query)]
    again = [(shuffled[at], match) for at, match in Index(shuffled).search(query)]
    assert sorted(found, key=repr) == sorted(again, key=repr)


@given(st.lists(TEXT, max_size=5), TEXT)
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_searched(names: list[str], query: str) -> None:
    for position, match in Index(names).search(query):
        assert match.score > 0
        assert names[position]
