"""The Latin spellings of Chinese syllables and surnames."""

from __future__ import annotations

import time
from itertools import chain

import pytest

from screening.names import chinese
from screening.names.chinese import PINYIN, is_syllable, surname, syllables


@pytest.mark.parametrize(
    ("word", "readings"),
    [
        ("zhang", {"zhang"}),
        ("chang", {"chang", "zhang"}),
        ("hsu", {"xu"}),
        ("tsai", {"cai", "zai"}),
        ("chien", {"jian", "qian", "ji en", "qi en", "chi en"}),
        ("chu", {"chu", "zhu", "qu", "ju"}),
        ("hsueh", {"xue"}),
        ("yueh", {"yue"}),
        ("yu", {"yu", "you"}),
        ("jen", {"ren"}),
        ("szu", {"si"}),
        ("ssu", {"si"}),
        ("tzu", {"zi", "ci"}),
        ("chih", {"zhi", "chi"}),
        ("shih", {"shi"}),
        ("erh", {"er"}),
        ("kuo", {"guo", "kuo"}),
        ("lo", {"lo", "luo"}),
        ("ko", {"ge", "ke"}),
        ("kuei", {"gui", "kui"}),
        ("hsiung", {"xiong"}),
        ("lyu", {"lu"}),
        ("lv", {"lu"}),
        ("nyu", {"nu"}),
        ("lyue", {"lue"}),
        ("tsing", {"qing"}),
        ("hwang", {"huang"}),
        ("xian", {"xian", "xi an"}),
        ("xiaoping", {"xiao ping", "xi ao ping"}),
        ("hsiaoping", {"xiao ping", "xiao bing"}),
        ("tsinghua", {"qing hua"}),
        ("heilongjiang", {"hei long jiang"}),
        ("xiue", {"xiu e"}),
        ("xiuhsing", set()),
        ("wong", set()),
        ("smith", set()),
        ("", set()),
        ("Zhang", set()),
        ("zh", set()),
    ],
)
def test_readings(word: str, readings: set[str]) -> None:
    assert {" ".join(reading) for reading in syllables(word)} == readings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("xuecheng", "hsuehcheng"),
        ("zedong", "tsetung"),
        ("enlai", "enlai"),
        ("jieshi", "chiehshih"),
        ("guofeng", "kuofeng"),
        ("jintao", "chintao"),
        ("yingjiu", "yingjeou"),
        ("shuibian", "shuipien"),
        ("lyu", "lu"),
    ],
)
def test_spellings_that_meet(one: str, other: str) -> None:
    assert syllables(one) & syllables(other)


@pytest.mark.parametrize(
    ("one", "other"), [("zhang", "zheng"), ("wang", "huang"), ("chen", "chan"), ("li", "lai")]
)
def test_spellings_that_do_not_meet(one: str, other: str) -> None:
    assert not syllables(one) & syllables(other)


@pytest.mark.parametrize("word", ["zhang" * 100, "a" * 512, "xian" * 4, "chuang" * 86, "i" * 18])
def test_long_words_are_bounded(word: str) -> None:
    before = time.perf_counter()
    assert syllables(word) == frozenset()
    assert surname(word) == frozenset()
    assert time.perf_counter() - before < 0.1


def test_no_word_has_many_readings() -> None:
    words = (
        one + other for one in ("chuang", "chu", "tsu", "ko", "an") for other in (*sorted(PINYIN), "chu", "hsi")
    )
    assert max(len(syllables(word)) for word in words) <= 18


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("wong", {"wang", "huang"}),
        ("chan", {"chen", "zeng", "zhan"}),
        ("cheung", {"zhang", "jiang"}),
        ("ng", {"wu", "huang"}),
        ("lee", {"li"}),
        ("tan", {"chen", "tan", "dan"}),
        ("lim", {"lin"}),
        ("goh", {"wu"}),
        ("teo", {"zhang"}),
        ("chua", {"cai"}),
        ("ong", {"wang", "weng"}),
        ("kwok", {"guo"}),
        ("leung", {"liang"}),
        ("tse", {"xie"}),
        ("ieong", {"yang"}),
        ("chio", {"zhao"}),
        ("szeto", {"situ"}),
        ("auyeung", {"ouyang"}),
        ("ouyang", {"ouyang"}),
        ("ssuma", {"sima"}),
        ("zhuge", {"zhuge"}),
        ("chuko", {"zhuge"}),
        ("hsu", {"xu"}),
        ("lyu", {"lu"}),
        ("zhang", {"zhang"}),
        ("smith", set()),
        ("xuecheng", set()),
        ("", set()),
    ],
)
def test_surnames(word: str, names: set[str]) -> None:
    assert surname(word) == names


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("zhang", True),
        ("hsu", True),
        ("lyu", True),
        ("xian", True),
        ("xuecheng", False),
        ("wong", False),
        ("", False),
    ],
)
def test_is_syllable(word: str, is_one: bool) -> None:
    assert is_syllable(word) is is_one


def test_the_tables() -> None:
    assert len(PINYIN) == 403
    assert all(syllables(syllable) for syllable in PINYIN)
    doubles = chinese._DOUBLE_SURNAMES  # noqa: SLF001 - the table is the subject
    names = chinese._SURNAMES | {"".join(name) for name in doubles}  # noqa: SLF001 - as above
    assert set(chain(chinese._SURNAMES, *doubles)) <= PINYIN  # noqa: SLF001 - as above
    assert set(chinese._SOUTHERN) <= names  # noqa: SLF001 - as above
    for spellings in chinese._SOUTHERN.values():  # noqa: SLF001 - as above
        assert spellings.split() == sorted(set(spellings.split()))


def test_every_wade_giles_spelling_is_known_by_its_pinyin() -> None:
    for syllable in PINYIN:
        for spelling in chinese._wade(syllable):  # noqa: SLF001 - the rule is the subject
            assert (syllable,) in syllables(spelling)
