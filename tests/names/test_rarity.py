"""How rare a name is."""

from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from screening import shipped
from screening.errors import InputError
from screening.names import RARE, rarity
from screening.names.rarity import least_share
from screening.names.spelling import fold

COMMON = [
    "Kim Chol Min",
    "Kim Jong Un",
    "Ri Il Jin",
    "Pak Yong Su",
    "김정은",
    "김철민",
    "Zhang Jian",
    "Wang Wei",
    "Liu Xiaoming",
    "Nguyen Quang Viet",
    "Tran Thi Lan",
    "John Smith",
    "Mary Johnson",
    "Maria Garcia",
    "Jose Rodriguez",
    "Mohammed Ali",
    "Hassan Hussein",
    "Ivan Ivanov",
    "Elena Popova",
    "Сергей Кузнецов",
]
SOME = "kim chol min zhang jian nguyen viet john smith mohammed al ivan petrov gaspard quintrevolle q wzorowa"
WORDS = st.sampled_from(SOME.split())
NAMES = st.lists(WORDS, max_size=6)
ROWS = list(shipped.rows("common_names.csv"))


def in_a_million(value: float) -> float:
    """The share that stands behind a rarity."""
    return 2 * 10 ** (10 * (RARE - value))


@pytest.mark.parametrize("name", COMMON)
def test_common_names_are_clearly_not_rare(name: str) -> None:
    assert rarity(name) < RARE - 0.1


@pytest.mark.parametrize(
    "name",
    [
        "Vitaliy Sergeyevich Andreyev",
        "York Louis Celestino Herrera",
        "Gaspard Quintrevolle",
        "Quilliam Vanterpool Ysterbergh",
    ],
)
def test_long_names_are_rare(name: str) -> None:
    assert rarity(name) >= RARE


@pytest.mark.parametrize("name", ["Vitaliy Andreyev", "York Herrera", "Marta Wzorowa", "Gaspard Quintrev"])
def test_two_words_of_common_length_are_not_rare(name: str) -> None:
    assert rarity(name) < RARE


@pytest.mark.parametrize("name", ["", "...", "\u200b"])
def test_no_name_is_on_every_corner(name: str) -> None:
    assert rarity(name) == 0


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Mohammed Hassan", "HASAN, Muhammad"),
        ("Kim Chol Min", "Gim Cheol-min"),
        ("Pak Chol Min", "Min Chol PARK"),
        ("Kim Chol Min", "Kim Cholmin"),
        ("Ri Il Jin", "Lee Il-jin"),
        ("Choe Yong Ho", "Choi Yeong-ho"),
        ("Wang Xiao Ming", "Xiaoming Wang"),
        ("Sergey Vladimirovich Petrov", "PETROV, Sergei Vladimirovich"),
        ("Ivan Ivanov", "Иван Иванов"),
        ("Kim Yong Yong", "Kim Yong"),
    ],
)
def test_spelling_order_and_repetition_do_not_matter(a: str, b: str) -> None:
    assert rarity(a) == rarity(b)


@pytest.mark.parametrize(
    "order", [["Kim", "Kim Chol", "Kim Chol Min", "Kim Chol Min Jun"], ["Ivan", "Ivan Ivanov"]]
)
def test_each_word_tells_something(order: list[str]) -> None:
    values = [rarity(name) for name in order]
    assert values == sorted(set(values))


@given(NAMES, WORDS)
@example(["min", "jian"], "kim")
@example(["al"], "mohammed")
def test_more_words_never_make_a_name_less_rare(words: list[str], word: str) -> None:
    assert rarity(" ".join([*words, word])) >= rarity(" ".join(words))


@given(words=NAMES, random=st.randoms(use_true_random=False), upper=st.booleans())
def test_neither_order_nor_case_matters(words: list[str], random: Random, *, upper: bool) -> None:
    shuffled = list(words)
    random.shuffle(shuffled)
    name = " ".join(shuffled)
    assert rarity(name.upper() if upper else name) == rarity(" ".join(words))


@given(st.text(max_size=80))
def test_rarity_is_bounded_and_never_certain(name: str) -> None:
    try:
        value = rarity(name)
    except InputError:
        return
    assert 0 <= value < 0.95
    assert value == rarity(name)


def test_nobody_is_rarer_than_one_among_the_living() -> None:
    longest = " ".join(letter * 7 for letter in "bcdfghjklmnpqrstvwxz")
    assert in_a_million(rarity(longest)) == pytest.approx(1e6 / 8.1e9, rel=0.01)


@pytest.mark.parametrize("name", ["a" * 513, "a " * 65])
def test_what_cannot_be_read_is_an_error(name: str) -> None:
    with pytest.raises(InputError):
        rarity(name)


def test_the_scale_is_what_the_documentation_says() -> None:
    surname, given_name = 10_060, 4_690  # any two shares
    digits = -math.log10(surname * given_name / 1e12)
    assert in_a_million(RARE + 0.1 * (digits - math.log10(5e5))) == pytest.approx(surname * given_name / 1e6)
    assert in_a_million(RARE) == 2


@pytest.mark.parametrize("word", ["quintrevolle", "wzorowa", "ysterb", "xoq", "z"])
def test_an_unlisted_word_counts_by_its_length(word: str) -> None:
    expected = least_share(fold(word))
    assert in_a_million(rarity(word)) == pytest.approx(expected, rel=0.01) or rarity(word) == 0
    assert least_share(word) >= least_share(f"{word}o")


def test_no_row_makes_a_name_rarer() -> None:
    """A listed word never counts less than an unlisted one of its length: a table can only spare."""
    assert all(int(row["per_million"]) > least_share(fold(row["word"])) for row in ROWS)
    assert all(int(row["per_million"]) < 1_000_000 for row in ROWS)


def test_the_table_is_small_and_says_where_it_comes_from() -> None:
    path = shipped.path("common_names.csv")
    assert path.stat().st_size < 200_000
    head = "".join(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#"))
    cultures = {row["culture"] for row in ROWS}
    assert cultures >= {"korea", "china", "vietnam", "russia", "us", "spain", "arabic", "patronymic", "taiwan"}
    assert all(culture in head for culture in cultures)
    assert {row["part"] for row in ROWS} == {"surname", "given", "any", "syllable"}


@pytest.mark.parametrize(
    ("word", "culture", "share"),
    [
        ("kim", "korea", 215_064),
        ("wang", "china", 80_300),
        ("nguyen", "vietnam", 384_000),
        ("smith", "us", 10_060),
        ("john", "us", 16_355),
        ("ivanov", "russia", 7_407),
        ("garcia", "spain", 62_255),
    ],
)
def test_figures_of_the_sources(word: str, culture: str, share: int) -> None:
    found = [int(row["per_million"]) for row in ROWS if (row["word"], row["culture"]) == (word, culture)]
    assert max(found) == share
