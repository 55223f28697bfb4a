"""Names, read into comparable words."""

from __future__ import annotations

import pytest

from screening.errors import InputError
from screening.names import clean, distinctive
from screening.names.disguise import HIDDEN, MIXED
from screening.names.legal_forms import families_differ, strip
from screening.names.scripts import script
from screening.names.text import read


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("ERDOĞAN, Recep", "erdogan recep"),
        ("O’Neil", "oneil"),
        ("Łukasz Żak", "lukasz zak"),
        ("Сергей Лавров", "sergey lavrov"),
        ("ბარაკ ობამა", "barak obama"),
        ("김정은", "kim jong un"),
        ("박철", "pak chol"),
        ("张健", "zhang jian"),
        ("عمر الرحمن", "umar al rhmn"),
        ("L.X.C. Aviation", "lxc aviation"),
        ("11,420.2-1 CORP.", "11 420 2 1 corp"),
        ("Ｆｕｌｌ　Ｗｉｄｔｈ", "full width"),
        ("", ""),
        ("—", ""),
    ],
)
def test_clean(name: str, cleaned: str) -> None:
    assert clean(name) == cleaned


@pytest.mark.parametrize(
    ("name", "notes"),
    [
        ("Igor", ()),
        ("Ig\u043er", (MIXED,)),
        ("Иго\u0072ь", (MIXED,)),
        ("\u0391lpha", (MIXED,)),
        ("Ig\u200bor", (HIDDEN,)),
        ("Igor\u202e", (HIDDEN,)),
        ("Igor\x07", (HIDDEN,)),
        ("Igor\tPetrov", ()),
        ("می\u200cخواهم", ()),
        ("Игорь Smith", ()),
    ],
)
def test_tricks_are_told(name: str, notes: tuple[str, ...]) -> None:
    assert read(name).notes == notes


def test_look_alikes_are_the_letters_they_look_like() -> None:
    assert clean("\u0420\u0435trov") == "petrov"
    assert clean("Иго\u0070ь") == clean("Игорь")


@pytest.mark.parametrize(
    ("name", "words", "family"),
    [
        ("Siemens Aktiengesellschaft", ("siemens",), "public"),
        ("Stripe Limited Liability Company", ("stripe",), "limited"),
        ("Stripe LLC", ("stripe",), "limited"),
        ("Stripe Limited Liabilty Company", ("stripe",), "limited"),
        ("ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ РОМАШКА", ("romashka",), "limited"),
        ("ООО Ромашка", ("romashka",), "limited"),
        ("주식회사 은성", ("un", "song"), "limited"),
        ("银星网络科技有限公司", ("yin", "xing", "network", "technology"), "limited"),
        ("Societatea cu Răspundere Limitată PRO TRAFFIC", ("pro", "traffic"), "limited"),
        ("ANO Romashka", ("romashka",), "nonprofit"),
    ],
)
def test_legal_forms(name: str, words: tuple[str, ...], family: str) -> None:
    assert strip(read(name)) == (words, frozenset({family}))


def test_a_name_of_legal_forms_only_keeps_them() -> None:
    assert strip(read("Company Limited")) == (("company", "limited"), frozenset())


def test_families() -> None:
    assert families_differ(frozenset({"nonprofit"}), frozenset({"limited"}))
    assert not families_differ(frozenset({"public"}), frozenset({"limited"}))
    assert not families_differ(frozenset({"nonprofit"}), frozenset())


def test_distinctive_words() -> None:
    assert distinctive("The Silverstar Co., Ltd.") == ("silverstar",)
    assert distinctive("") == ()


@pytest.mark.parametrize(
    ("letter", "name"),
    [("a", "Latin"), ("я", "Cyrillic"), ("ش", "Arabic"), ("汉", "Han"), ("ქ", "other"), ("-", "")],
)
def test_scripts(letter: str, name: str) -> None:
    assert script(letter) == name


def test_bounds_are_told() -> None:
    with pytest.raises(InputError, match="600 characters"):
        read("x" * 600)
    with pytest.raises(InputError, match="65 words"):
        read("x y" + " xy" * 63)


@pytest.mark.parametrize("name", ["A0ﷰ", "Ig0r محمد", "银星网络科技有限公司", "Иван 0лег", "김정은 Kim"])
def test_what_is_said_of_words_is_said_of_words_of_the_name(name: str) -> None:
    text = read(name)
    for reading in (text, *text.others):
        assert reading.bare | reading.spelled | reading.translated <= set(reading.words)
        assert len(reading.hangul) in {0, len(reading.words)}


def test_spaces_between_initials_do_not_matter() -> None:
    assert clean("J.\t J.  Muster") == clean("J. J. Muster") == "jj muster"
