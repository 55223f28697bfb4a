"""How rare a name is."""

from __future__ import annotations

import pytest

from screening import shipped
from screening.names import RARE, rarity


@pytest.mark.parametrize(
    "name",
    ["Kim Chol Min", "Zhang Jian", "Ri Il Jin", "Nguyen Quang Viet", "John Smith", "Mohammed Ali", "김정은"],
)
def test_common_names_are_clearly_not_rare(name: str) -> None:
    assert rarity(name) < RARE - 0.1


@pytest.mark.parametrize("name", ["Vitaliy Sergeyevich Andreyev", "York Louis Celestino Herrera"])
def test_long_names_are_rare(name: str) -> None:
    assert rarity(name) >= RARE


@pytest.mark.parametrize("name", ["", "...", "\u200b"])
def test_no_name_is_on_every_corner(name: str) -> None:
    assert rarity(name) == 0


def test_spelling_and_order_do_not_matter() -> None:
    assert rarity("Mohammed Hassan") == rarity("HASAN, Muhammad")


def test_the_table_is_small_and_holds_no_single_person() -> None:
    assert shipped.path("name_tokens.csv").stat().st_size < 60_000
    assert min(int(row["count"]) for row in shipped.rows("name_tokens.csv")) >= 4
