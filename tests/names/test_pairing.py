"""Which words of two names belong together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.names.joining import Pair
from screening.names.pairing import paired
from screening.names.sides import Side, side
from screening.names.text import read
from screening.names.tokens import ABBREVIATION, EQUAL, INITIAL, JOINED, ROMANISATION, SOUND, SPELLING

_WORDS = "kim chol min cholmin silver star silverstar ivan petrov petrova bin abd rahman abdulrahman j jc 2 hassan"
NAMES = st.lists(st.sampled_from(_WORDS.split()), min_size=1, max_size=6).map(" ".join)


def _sides(a: str, b: str, kind: str) -> tuple[Side, Side]:
    return side(read(a), kind), side(read(b), kind)


def _pairs(a: str, b: str, kind: str = "person") -> list[tuple[str, str, str]]:
    one, other = _sides(a, b, kind)
    pairs, _, _ = paired(one, other)
    return sorted(
        (" ".join(one.words[i] for i in pair.a), " ".join(other.words[j] for j in pair.b), pair.reason)
        for pair in pairs
    )


@pytest.mark.parametrize(
    ("a", "b", "pair"),
    [
        ("Anna Testov", "Testov Anna", ("anna", "anna", EQUAL)),
        ("Silver Star", "Silverstar", ("silver star", "silverstar", JOINED)),
        ("Abdulrahman Testov", "Abdul Rahman Testov", ("abdulrahman", "abdul rahman", JOINED)),
        ("Kim Sangman", "Kim Sang Man", ("sangman", "sang man", JOINED)),
        ("Kim Jongun", "Kim Jeong Eun", ("jongun", "jeong eun", ROMANISATION)),
        ("Kim Jongun", "김정은", ("jongun", "jong un", JOINED)),
        ("Kim Jungeun", "김정은", ("jungeun", "jong un", ROMANISATION)),
        ("Pak Chol", "Park Cheol", ("chol", "cheol", ROMANISATION)),
        ("Sergey Testov", "Sergei Testov", ("sergey", "sergei", SOUND)),
        ("Anna Musterova", "Anna Musterowax", ("musterova", "musterowax", SPELLING)),
        ("Jean Claude Testov", "J. C. Testov", ("jean claude", "jc", INITIAL)),
        ("Jean Testov", "J. Testov", ("jean", "j", INITIAL)),
        ("Bob Testov", "Robert Testov", ("bob", "robert", ABBREVIATION)),
        ("Wang Xiaoming", "Wang Xiao Ming", ("xiaoming", "xiao ming", JOINED)),
    ],
)
def test_words_that_belong_together(a: str, b: str, pair: tuple[str, str, str]) -> None:
    assert pair in _pairs(a, b)
    assert (pair[1], pair[0], pair[2]) in _pairs(b, a)


@pytest.mark.parametrize(
    ("a", "b", "left"),
    [
        ("Kim Sang Man", "Kim Sung Min", ({"sang", "man"}, {"sung", "min"})),
        ("Kim Chol", "Kim Chol Min", (set(), {"min"})),
        ("Hassan Testov", "Hussein Testov", ({"hassan"}, {"hussein"})),
        ("Kim J Ho", "Kim Jong Ho", ({"j"}, {"jong"})),
        ("김정은", "김정운", ({"un"}, {"un"})),
        ("Anna", "Boris", ({"anna"}, {"boris"})),
    ],
)
def test_words_without_a_partner(a: str, b: str, left: tuple[set[str], set[str]]) -> None:
    one, other = _sides(a, b, "person")
    _, left_a, left_b = paired(one, other)
    assert ({one.words[i] for i in left_a}, {other.words[j] for j in left_b}) == left


def test_organizations_have_acronyms_and_no_initials() -> None:
    long = "Islamic Sample Guard Corps"
    assert ("isgc", "islamic sample guard corps", ABBREVIATION) in _pairs("ISGC", long, "vessel")
    assert not [pair for pair in _pairs("J Sample", "Jean Sample", "organization") if pair[2] == INITIAL]


@given(NAMES, NAMES, st.sampled_from(["person", "organization"]))
def test_every_position_is_paired_or_left_once(a: str, b: str, kind: str) -> None:
    """Every word of either name is in one pair or has no partner, never both, never twice."""
    one, other = _sides(a, b, kind)
    pairs, left_a, left_b = paired(one, other)
    assert sorted([*left_a, *(i for pair in pairs for i in pair.a)]) == list(range(len(one.words)))
    assert sorted([*left_b, *(j for pair in pairs for j in pair.b)]) == list(range(len(other.words)))
    assert all(0 < pair.score <= 1 and pair.reason for pair in pairs)


@given(NAMES)
def test_a_name_pairs_with_itself_word_by_word(name: str) -> None:
    """A name against itself has a pair of equals at every position."""
    one, other = _sides(name, name, "person")
    pairs, left_a, left_b = paired(one, other)
    assert pairs == [Pair((at,), (at,), 1.0, EQUAL) for at in range(len(one.words))]
    assert (left_a, left_b) == ([], [])
