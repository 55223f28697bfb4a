"""Korean syllables and the Latin spellings that they go by."""

from __future__ import annotations

from itertools import combinations

import pytest

from screening.names import hangul


@pytest.mark.parametrize(
    ("syllable", "latin"),
    [
        ("김", "kim"), ("정", "jong"), ("은", "un"), ("철", "chol"), ("혁", "hyok"), ("최", "choe"),
        ("룡", "ryong"),
        ("빛", "pit"), ("의", "ui"), ("가", "ka"), ("힣", "hit"),
        ("x", ""), ("金", ""), ("ㄱ", ""), ("\u1100", ""), ("7", ""),
    ],
)  # fmt: skip
def test_spelled_as_the_dprk_writes(syllable: str, latin: str) -> None:
    assert hangul.spelled(syllable) == latin


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("eun", "은"), ("un", "은"), ("jeong", "정"), ("jung", "정"), ("jong", "정"), ("chong", "정"),
        ("yong", "영"), ("yeong", "영"), ("young", "영"), ("hyun", "현"), ("hyeon", "현"), ("hyon", "현"),
        ("kyung", "경"), ("kyong", "경"), ("gyeong", "경"), ("chul", "철"), ("cheol", "철"), ("joon", "준"),
        ("soo", "수"), ("hee", "히"), ("sung", "성"), ("seong", "성"), ("song", "성"), ("won", "원"),
        ("jungeun", "정은"), ("jongun", "정은"), ("yonggil", "영길"), ("kwangsong", "광성"),
    ],
)  # fmt: skip
def test_spells(word: str, syllables: str) -> None:
    assert hangul.spells(word, syllables)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("on", "은"), ("sang", "성"), ("so", "수"), ("jongil", "정은"), ("jong", "정은"), ("jongun", "정"),
        ("smith", "김"),
        ("", "김"), ("un", ""), ("kim" * 100, "김"), ("un", "x"),
    ],
)  # fmt: skip
def test_does_not_spell(word: str, syllables: str) -> None:
    assert not hangul.spells(word, syllables)


@pytest.mark.parametrize(
    ("word", "surname"),
    [
        ("lee", "이"), ("yi", "이"), ("rhee", "이"), ("ri", "이"), ("li", "리"), ("park", "박"), ("pak", "박"),
        ("choi", "최"),
        ("choe", "최"), ("lim", "임"), ("im", "임"), ("rim", "임"), ("yoo", "유"), ("ryu", "유"),
        ("noh", "노"), ("ro", "노"),
        ("oh", "오"), ("woo", "우"), ("shin", "신"), ("kwon", "권"), ("moon", "문"), ("suh", "서"),
        ("hur", "허"),
    ],
)  # fmt: skip
def test_surnames_have_customary_spellings(word: str, surname: str) -> None:
    assert hangul.spells(word, surname, surname=True)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("cheol", "chul", True), ("jungeun", "jongun", True), ("hyok", "hyuk", True), ("un", "on", False),
        ("sang", "sung", False), ("jong", "jang", False), ("chol", "chong", False), ("ho", "hui", False),
        ("minchol", "cholmin", False), ("jongun", "jong", False), ("smith", "smith", False), ("", "", False),
    ],
)  # fmt: skip
def test_same(a: str, b: str, same: bool) -> None:
    assert hangul.same(a, b) is same
    assert hangul.same(b, a) is same


def test_only_surnames_are_the_same_by_custom() -> None:
    assert hangul.same("lee", "ri", surname=True)
    assert not hangul.same("lee", "ri") or hangul.same("ri", "lee")
    assert hangul.same("pak", "park", surname=True)
    assert not hangul.same("kim", "pak", surname=True)


@pytest.mark.parametrize(
    ("run", "syllables"),
    [
        ("김정은", ("김", "정", "은")), ("이영길", ("리", "영", "길")), ("임철", ("림", "철")),
        ("양철", ("양", "철")),
        ("남궁민", ("남", "궁", "민")), ("영길이", ("영", "길", "이")), ("이", ("리",)),
    ],
)  # fmt: skip
def test_surname_first(run: str, syllables: tuple[str, ...]) -> None:
    assert hangul.surname_first(run) == syllables


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [("룡", "용", True), ("리", "이", True), ("은", "은", True), ("은", "운", False), ("리", "림", False)],
)
def test_same_hangul(a: str, b: str, same: bool) -> None:
    assert hangul.same_hangul(a, b) is same
    assert hangul.same_hangul(b, a) is same


@pytest.mark.parametrize("word", ["smith", "", "김", "x", "a1", "jong-un", "a" * 512, "ng" * 256])
def test_what_is_not_korean_has_no_reading(word: str) -> None:
    assert hangul.readings(word) == ()
    assert hangul.keys(word) == frozenset()


@pytest.mark.parametrize("word", ["kim", "jongun", "namgung", "hwangbo", "anana", "ieun"])
def test_readings_are_the_word_in_pieces(word: str) -> None:
    readings = hangul.readings(word)
    assert readings
    assert len(set(readings)) == len(readings)
    for reading in readings:
        assert 1 <= len(reading) <= 3
        assert "".join(reading) == word
        assert all(map(hangul.is_syllable, reading))


_SPELLINGS = (
    "kim gim ri lee yi pak park jong jung jeong chong chol chul cheol un eun on sung song sang seong yu yoo ryu"
)
_SPELLINGS += (
    " young yong yeong hyon hyun hyeon choe choi im lim rim no noh ro jongun jungeun jeongeun cholmin chulmin"
)


def test_spellings_of_one_name_share_a_key() -> None:
    for a, b in combinations(_SPELLINGS.split(), 2):
        if hangul.same(a, b, surname=True):
            assert hangul.keys(a) & hangul.keys(b), (a, b)


def test_every_usual_syllable_is_spelled_by_its_spelling() -> None:
    for onset in range(19):
        for vowel in range(21):
            for coda in (1, 4, 8, 16, 17, 21):  # k, n, l, m, p, ng
                syllable = chr(0xAC00 + (onset * 21 + vowel) * 28 + coda)
                latin = hangul.spelled(syllable)
                assert hangul.spells(latin, syllable), (syllable, latin)
