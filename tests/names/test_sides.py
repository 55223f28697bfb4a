"""One name made ready to be compared."""

from __future__ import annotations

import pytest

from screening.names.sides import Side, looks_like_person, may_be_initials, side
from screening.names.text import Text, read


def _person(name: str) -> Side:
    return side(read(name), "person")


def _organization(name: str) -> Side:
    return side(read(name), "organization")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Dr. Vitaliy Andreyev", ("vitaliy", "andreyev")),
        ("ANDREYEV, Dr. Vitaliy", ("andreyev", "vitaliy")),
        ("John Sample Jr", ("john", "sample")),
        ("SAMPLE Jr, John", ("sample", "john")),
        ("Prof. Dr. Anna Musterova PhD", ("anna", "musterova")),
        ("President Erdogan", ("erdogan",)),
        ("Musterova General", ("musterova", "general")),
        ("Mr", ("mr",)),
        ("Haji Testov", ("haji", "testov")),
        ("", ()),
    ],
)
def test_titles_are_left_aside_where_they_stand_before_a_name(name: str, words: tuple[str, ...]) -> None:
    made = _person(name)
    assert made.words == words
    assert len(made.weights) == len(words)
    assert made.person


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("ANDREYEV, Vitaliy", 1), ("Vitaliy Andreyev", 0), ("ANDREYEV, Dr. Vitaliy", 1),
        ("DE LA VEGA, Anna", 3),
        ("SAMPLE Jr, John", 1), ("ANDREYEV,", 0), (", Vitaliy", 0), ("김정은", 1), ("남궁민", 2), ("李哲", 1),
    ],
)  # fmt: skip
def test_the_surname_before_a_comma_is_told(name: str, family: int) -> None:
    assert _person(name).family == family


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("KIM, Jong Un", 0), ("Kim Jong Un", 0), ("Un Jo Kim", 2), ("MUN CHOL, KIM", 2), ("Zhang Jian", 0),
        ("김정은", 0), ("Vitaliy Andreyev", -1),
    ],
)  # fmt: skip
def test_the_place_of_a_surname(name: str, surname: int) -> None:
    assert _person(name).surname == surname


@pytest.mark.parametrize(
    ("name", "korean", "chinese", "syllabic"),
    [
        ("Kim Jong Un", True, False, True), ("김정은", True, False, True), ("Sangman Kim", True, True, True),
        ("Zhang Jian", False, True, True), ("Nguyen Van Hung", False, False, True),
        ("Lee Min", True, True, True),
        ("Kim", False, False, False), ("Vitaliy Andreyev", False, False, False),
        ("Kim Kardashev", False, False, False),
        ("Anna Nguyen Testova", False, False, False),
    ],
)  # fmt: skip
def test_names_of_syllables(name: str, korean: bool, chinese: bool, syllabic: bool) -> None:
    made = _person(name)
    assert (made.korean, made.chinese, made.syllabic) == (korean, chinese, syllabic)


def test_particles_and_initials_weigh_less_than_names() -> None:
    vega = _person("Anna B. de la Vega")
    weights = dict(zip(vega.words, vega.weights, strict=True))
    assert weights["anna"] == weights["vega"] == 1
    assert max(weights["b"], weights["de"], weights["la"]) < 0.5
    assert set(_person("Kim O Ho").weights) == {1.0}


def test_an_office_counts_only_before_one_word() -> None:
    assert _person("President Erdogan").office
    assert not _person("President Recep Erdogan").office
    assert not _person("Mr Erdogan").office


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("The Silverstar Co., Ltd.", ("silverstar",)),
        ("ООО Ромашка", ("romashka",)),
        ("Forty Four Sample", ("44", "sample")),
        ("forty 4", ("44",)),
        ("twenty", ("20",)),
        ("First Sample", ("1", "sample")),
        ("1st Sample", ("1", "sample")),
        ("A B C Sample", ("abc", "sample")),
        ("The", ("the",)),
        ("Ltd", ("ltd",)),
        ("", ()),
    ],
)
def test_words_of_an_organization(name: str, words: tuple[str, ...]) -> None:
    made = _organization(name)
    assert made.words == words
    assert len(made.weights) == len(words)
    assert not made.person


def test_what_many_organizations_share_weighs_less() -> None:
    made = _organization("Silverstar Trading Bank of Mexico")
    weights = dict(zip(made.words, made.weights, strict=True))
    assert weights["silverstar"] == 1
    assert max(weight for word, weight in weights.items() if word != "silverstar") < 0.7
    assert made.places == {"mexico"}


def test_words_put_into_english_are_kept_as_they_stood() -> None:
    made = _organization("Banco Imaginario")
    assert made.words[0] == "bank"
    assert made.plain is not None
    assert made.plain.words[0] == "banco"
    assert _organization("Silverstar").plain is None


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Anna Musterova", True), ("Imaginary Ltd", False), ("Imaginary Bank", False), ("ООО Ромашка", False),
        ("김정은", True), ("조선콤퓨터쎈터", False), ("", True),
    ],
)  # fmt: skip
def test_without_a_kind_words_of_business_make_an_organization(name: str, person: bool) -> None:
    assert looks_like_person(_organization(name)) is person
    assert side(read(name), None).person is person


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("j", True),
        ("jc", True),
        ("jcd", True),
        ("ali", False),
        ("jcdf", False),
        ("1", False),
        ("j2", False),
        ("", False),
    ],
)
def test_may_be_initials(word: str, expected: bool) -> None:
    assert may_be_initials(word) is expected


def test_joined_has_every_word() -> None:
    assert _organization("Silver Star Co., Ltd.").joined == "silverstarcoltd"
    assert side(Text(()), "person").joined == ""
