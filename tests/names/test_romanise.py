"""Names in other scripts, every way to read them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.errors import InputError
from screening.names.romanise import readings
from screening.names.scripts import scripts
from screening.names.text import Text, read


def _readings(name: str) -> list[str]:
    text = read(name)
    return [" ".join(reading.words) for reading in (text, *text.others)]


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("李哲", "li zhe"), ("李哲", "ri chol"), ("李 哲", "ri chol"), ("金正恩", "jin zheng en"),
        ("金正恩", "kim jong un"),
        ("Ким Чен Ын", "kim jong un"), ("김정은", "kim jong un"), ("이영길", "ri yong kil"),
        ("남궁민", "nam kung min"),
        ("Иван Петров", "ivan petrov"), ("ბარაკ", "barak"), ("Kim 김", "kim kim"),
        ("조선콤퓨터쎈터", "korea computer center"),
        ("延边银星网络科技有限公司", "yanbian silver star network technology co ltd"),
        ("延边银星网络科技有限公司", "yanbian un song network technology co ltd"),
        ("延边银星网络科技有限公司", "yanbian yin xing network technology co ltd"),
        ("주식회사 한국", "co ltd han kuk"), ("㈜삼성", "co ltd sam song"), ("Anna é", "anna e"),
    ],
)  # fmt: skip
def test_readings(name: str, reading: str) -> None:
    assert reading in _readings(name)


@pytest.mark.parametrize("name", ["Anna Musterova", "김정은", "Łukasz Żak", "ბარაკ", "", "44"])
def test_most_names_have_one(name: str) -> None:
    assert len(_readings(name)) == 1


def test_what_a_reading_tells_of_its_words() -> None:
    company = read("延边银星网络科技有限公司")
    assert {"network", "technology"} <= company.translated <= company.spelled
    assert not read("Silver Star").spelled
    assert read("김정은").hangul == ("김", "정", "은")
    assert read("Kim 김").hangul == ("", "김")
    assert read("李哲").hangul == ()
    assert read("李哲").others[0].hangul == ("리", "철")
    assert read("李哲").family == 1
    assert read("歐陽修").family == 2
    assert "slvm" in read("שלום").bare
    assert not read("محمد علي").bare  # everybody knows their vowels
    assert read("مهدي تستوف").bare


@pytest.mark.parametrize(
    "words", [[], ["Anna"], ["金正恩"], ["银星金华"] * 8, ["Ким", "Чен", "Ын"], ["银星", "عبد", "Чен"]]
)
def test_at_least_one_reading_and_at_most_four(words: list[str]) -> None:
    found = readings([(word, scripts(word)) for word in words])
    assert 1 <= len(found) <= 4
    assert all(bool(reading) is bool(words) for reading in found)


@given(st.text(st.sampled_from("金正恩李哲银星网络有限公司김정은리철чен ынжм علمحאש aB.,-"), max_size=30))
@settings(deadline=None)
def test_readings_differ_and_have_no_others(name: str) -> None:
    """The readings of a name are distinct, at most four, and have no others of their own."""
    try:
        text = read(name)
    except InputError:
        return
    bare = [
        Text(t.words, t.notes, t.bare, t.spelled, t.translated, t.family, t.hangul) for t in (text, *text.others)
    ]
    assert len(bare) <= 4
    assert all(other.others == () for other in text.others)
    assert len(set(text.others)) == len(text.others)
    assert read(name) == text
