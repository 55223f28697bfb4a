"""What is hidden in a name is folded away and told."""

from __future__ import annotations

import pytest

from screening.names.disguise import HIDDEN, LEET, MIXED, one_script, without_hidden, without_leet
from screening.names.scripts import scripts
from screening.names.text import read


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("I\u200bgor", "Igor"), ("I\u00adgor", "Igor"), ("\u202eIgor", "Igor"), ("Ig\u2060or\ufeff", "Igor"),
        ("Ig\u200dor", "Igor"),
        ("Ig\u3164or", "Igor"), ("Ig\u115for", "Igor"), ("Ig\ufe0for", "Igor"), ("Ig\x00or", "Igor"),
        ("Ig\ud800or", "Igor"),
        ("Ig\ue000or", "Igor"), ("김\u200d정은", "김\u200d정은"),
    ],
)  # fmt: skip
def test_hidden_characters_are_dropped_and_told(name: str, plain: str) -> None:
    notes: list[str] = []
    found = without_hidden(name, notes)
    assert found == plain.replace("\u200d", "")
    assert set(notes) == ({HIDDEN} if "\u200d" not in plain else set())


@pytest.mark.parametrize(
    "name",
    [
        "Igor Sechin",
        "",
        "é",
        "A\u0301",
        "می\u200cخواهم",
        "김정은",
        "Igor\tSechin",
        "Igor\nSechin",
        "Igor\u00a0Sechin",
    ],
)
def test_honest_names_are_left_alone(name: str) -> None:
    notes: list[str] = []
    assert without_hidden(name, notes).split() == name.replace("\u200c", "").split()
    assert notes == []


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("Ig\u043er", "Igor"), ("S\u0435\u0441hin", "Sechin"), ("\u0410nna", "Anna"), ("Ив\u0061н", "Иван"),
        ("αnna", "anna"),
        ("Ann\u0430", "Anna"), ("\u0420etrov", "Petrov"),
    ],
)  # fmt: skip
def test_letters_that_look_alike(word: str, plain: str) -> None:
    notes: list[str] = []
    assert one_script(word, scripts(word), notes) == plain
    assert set(notes) == {MIXED}


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("ig0r", "igor"), ("h4ss4n", "hassan"), ("petr0v", "petrov"), ("s3chin", "sechin"), ("b2b", "b2b"),
        ("r2d2", "r2d2"),
        ("0leg", "0leg"), ("4you", "4you"), ("abc0", "abc0"), ("44", "44"), ("a0b", "a0b"), ("", ""),
        ("anna", "anna"),
    ],
)  # fmt: skip
def test_digits_in_place_of_letters(word: str, plain: str) -> None:
    notes: list[str] = []
    assert without_leet([word], notes) == [plain]
    assert set(notes) == ({LEET} if word != plain else set())


@pytest.mark.parametrize(
    ("name", "notes"),
    [
        ("Igor Sechin", ()),
        ("Игорь Сечин", ()),
        ("Igor Сечин", ()),
        ("Kim 김", ()),
        ("Ig\u043er S3ch\u200bin", {HIDDEN, MIXED, LEET}),
        ("Ig\u043er Ig\u043er", {MIXED}),
    ],
)
def test_notes_are_told_once(name: str, notes: set[str]) -> None:
    found = read(name).notes
    assert set(found) == set(notes)
    assert len(found) == len(set(found))
