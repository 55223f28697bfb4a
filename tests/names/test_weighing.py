"""What pairs amount to: the order of faults, not their numbers."""

from __future__ import annotations

from itertools import pairwise

import pytest

from screening.names.joining import Pair
from screening.names.pairing import paired
from screening.names.sides import side
from screening.names.text import read
from screening.names.tokens import EQUAL
from screening.names.weighing import CONTRADICTED, LEFT_OUT, LEFT_OUT_ALONE, turned, weighed


def _weighed(a: str, b: str, kind: str = "person") -> float:
    one, other = side(read(a), kind), side(read(b), kind)
    return weighed(one, other, *paired(one, other))


def test_a_contradiction_costs_most_and_a_middle_name_least() -> None:
    assert LEFT_OUT < LEFT_OUT_ALONE < CONTRADICTED


@pytest.mark.parametrize(
    "falling",
    [
        ["Vitaliy Petrovich Testov", "Vitaliy Testov", "Testov"],
        ["Vitaliy Testov", "Vitaliy Tesstov", "Vitaliy Musterov"],
    ],
    ids=["words missing", "words that agree less"],
)
def test_less_that_agrees_is_a_lower_score(falling: list[str]) -> None:
    scores = [_weighed(name, falling[0]) for name in falling]
    assert scores[0] == 1
    assert all(more > less for more, less in pairwise(scores))


def test_missing_costs_less_than_contradicting() -> None:
    assert _weighed("Anna Testova", "Anna Clara Testova") > _weighed("Anna Boris Testova", "Anna Clara Testova")


def test_a_particle_costs_less_than_a_name() -> None:
    assert _weighed("Anna Vega Testova", "Anna de Vega Testova") > _weighed(
        "Anna Vega Testova", "Anna Eva Vega Testova"
    )


def test_a_syllable_missing_costs_more_than_a_middle_name() -> None:
    assert _weighed("Kim Chol", "Kim Chol Min") < _weighed("Anna Testova", "Anna Clara Testova")


def test_syllables_have_an_order_and_other_names_have_none() -> None:
    assert _weighed("Kim Chol Min", "Kim Min Chol") < 1
    assert _weighed("Kim Chol Min", "Chol Min Kim") == 1
    assert _weighed("Anna Clara Testova", "Testova Clara Anna") == 1


def test_the_middle_name_is_the_one_that_may_be_left_out() -> None:
    whole = "BYABASAIJA, Johnson Christopher"
    assert _weighed("Johnson Byabasaija", whole) > _weighed("Christopher Johnson", whole)
    whole = "MAKAROV, Maksim Vladimirovich"
    assert _weighed("Maksim Makarov", whole) > _weighed("Maksim Vladimirovich", whole)


def test_another_place_is_another_branch() -> None:
    assert _weighed("Imaginary Bank", "Imaginary Mexico Bank", "organization") < _weighed(
        "Imaginary Bank", "Imaginary Trading Bank", "organization"
    )


def test_nothing_paired_is_nothing() -> None:
    assert _weighed("Anna", "Boris") == 0
    assert _weighed("", "") == 0


def test_turned() -> None:
    pairs = [Pair((0,), (1, 2), 0.9, EQUAL)]
    assert turned(pairs) == [Pair((1, 2), (0,), 0.9, EQUAL)]
    assert turned(turned(pairs)) == pairs
