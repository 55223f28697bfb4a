"""The names of one party put together."""

from __future__ import annotations

import pytest

from screening.lists.aliases import abbreviates, distinct, short_forms
from screening.watchlist import Alias


def test_the_first_of_equal_names_stays_and_strong_wins() -> None:
    names = [
        Alias("Example", "primary"),
        Alias("KCST", "alias", "weak"),
        Alias("EXAMPLE"),
        Alias("Kcst", "former"),
    ]
    assert distinct(names) == (Alias("Example", "primary"), Alias("KCST"))


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("KOREA KWANGSON BANKING CORPORATION (KKBC)", ["KOREA KWANGSON BANKING CORPORATION", "KKBC"]),
        ("UGANDA COMMERCIAL IMPEX (UCI) LTD", ["UGANDA COMMERCIAL IMPEX LTD", "UCI"]),
        ("HARAKAT UL-MUJAHIDIN / HUM", ["HARAKAT UL-MUJAHIDIN", "HUM"]),
        ("JAMAAT-UL-AHRAR (JuA)", ["JAMAAT-UL-AHRAR", "JuA"]),
        ("Guard Corps (GC) Regional Corps in Example", ["Guard Corps Regional Corps in Example"]),
        ("Base of the Example Guard Corps (EGC)", ["Base of the Example Guard Corps"]),
        ("LEADER (HONG KONG) INTERNATIONAL", []),
        ("AL-HARAMAYN FOUNDATION (KENYA)", []),
        ("Niru Battery Mfg. CO (Saba Battery)", []),
        ("(ABC)", []),
        ("", []),
    ],
)
def test_short_forms(name: str, forms: list[str]) -> None:
    assert [form.name for form in short_forms(Alias(name, "primary"))] == [name, *forms]


def test_a_short_form_is_weak_and_neither_is_primary() -> None:
    forms = list(short_forms(Alias("Foreign Trade Bank (FTB)", "primary")))
    assert forms[1:] == [Alias("Foreign Trade Bank"), Alias("FTB", "alias", "weak")]


def test_the_short_form_of_a_native_name_is_native_in_its_script_only() -> None:
    assert [form.kind for form in short_forms(Alias("Централен Съвет (ЦС)", "native"))] == ["native"] * 3


@pytest.mark.parametrize(
    ("short", "words"), [("", "Example"), ("X", "Xample"), ("...", "A B"), ("NGO", "Tous la paix")]
)
def test_what_abbreviates_nothing(short: str, words: str) -> None:
    assert not abbreviates(short, words)
