"""Han characters, read in Mandarin and in Korean."""

from __future__ import annotations

import csv
import gzip
import json
import os
import re
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import chain, pairwise, product
from pathlib import Path

import pytest

from screening import shipped
from screening.names import chinese, han, hangul

LISTS = Path(os.environ.get("SCREENING_LISTS") or Path(__file__).parents[2].parent / "shared" / "lists")
UN, UK, EU = (
    LISTS / name
    for name in (
        "un/consolidated_20260227.xml.gz",
        "uk/ConList_20250410_converted.csv.gz",
        "eu/fsf_20260605_names_repack.json.gz",
    )
)
RUN = re.compile("[\u3400-\u9fff]+")
KANA = re.compile("[\u3040-\u30ff]")
PERSON = 4
MEASURED = 55 / 66


@pytest.mark.parametrize(
    ("run", "reading"),
    [
        ("银星", "yin xing"),
        ("延邊銀星", "yan bian yin xing"),
        ("吕绿", "lu lu"),
        ("单国强", "shan guo qiang"),
        ("曾荫权", "zeng yin quan"),
        ("仇和", "qiu he"),
        ("查良镛", "zha liang yong"),
        ("朴哲", "piao zhe"),
        ("解晓东", "xie xiao dong"),
        ("任正非", "ren zheng fei"),
        ("盖如垠", "ge ru yin"),
        ("翟墨", "zhai mo"),
        ("區伯", "ou bo"),
        ("尉迟恭", "yu chi gong"),
        ("萬俟卨", "mo qi xie"),
        ("李长春", "li chang chun"),
        ("陈都灵", "chen du ling"),
        ("重庆", "chong qing"),
        ("重慶長安", "chong qing chang an"),
        ("长沙", "chang sha"),
        ("厦门银行", "xia men yin hang"),
        ("朝鲜", "chao xian"),
        ("朝阳", "chao yang"),
        ("沈阳音乐学院", "shen yang yin yue xue yuan"),
        ("上海会计师事务所", "shang hai kuai ji shi shi wu suo"),
        ("东莞番禺重工", "dong guan pan yu zhong gong"),
        ("西藏自治区", "xi zang zi zhi qu"),
    ],
)
def test_the_likeliest_mandarin(run: str, reading: str) -> None:
    assert " ".join(han.mandarin(run)[0]) == reading


@pytest.mark.parametrize(
    ("run", "readings"),
    [
        ("单于", {"chan yu", "shan yu", "dan yu"}),
        ("解放", {"jie fang", "xie fang"}),
        ("重生", {"zhong sheng", "chong sheng"}),
        ("朝晖", {"zhao hui"}),
        ("乐乐", {"yue le", "le le", "yue yue", "le yue"}),
        ("银星科技", {"yin xing ke ji"}),
        ("重庆", {"chong qing"}),
        ("长江银行", {"chang jiang yin hang"}),
        ("王朝阳", {"wang chao yang", "wang zhao yang"}),
    ],
)
def test_further_readings(run: str, readings: set[str]) -> None:
    assert {" ".join(reading) for reading in han.mandarin(run)} == readings


@pytest.mark.parametrize(
    ("run", "reading"), [("\U00020000", "he"), ("\U0002a700", ""), ("々", ""), ("の", "no"), ("", "")]
)
def test_unknown_characters_are_read_by_anyascii_or_left_out(run: str, reading: str) -> None:
    assert han.mandarin(run) == (tuple(reading.split()),)


@pytest.mark.parametrize("run", ["长" * 512, "行长乐重会" * 100, "银行" * 256, "重庆市" * 170])
def test_long_runs_are_bounded(run: str) -> None:
    before = time.perf_counter()
    readings = han.mandarin(run)
    assert 1 <= len(readings) <= 4
    assert all(len(reading) == len(run) for reading in readings)
    assert len(han.korean(run)) == len(run)
    assert time.perf_counter() - before < 0.5


@pytest.mark.parametrize(
    ("run", "hangul"),
    [
        ("金正恩", "김정은"),
        ("李哲", "리철"),
        ("李雪主", "리설주"),
        ("金与正", "김여정"),
        ("崔龙海", "최룡해"),
        ("崔龍海", "최룡해"),
        ("朴奉珠", "박봉주"),
        ("林光一", "림광일"),
        ("柳明善", "류명선"),
        ("盧成男", "로성남"),
        ("卢成男", "로성남"),
        ("沈成日", "심성일"),
        ("车哲马", "차철마"),
        ("金铁三", "김철삼"),
        ("张成泽", "장성택"),
        ("廉哲成", "렴철성"),
        ("平壤", "평양"),
        ("朝鲜联合机械贸易会社", "조선련합기계무역회사"),
        ("万寿台海外开发会社", "만수대해외개발회사"),
        ("朝鲜黄金银行", "조선황금은행"),
        ("金星", "김성"),
        ("鱿鱼冼", ""),
        ("金々", ""),
        ("", ""),
    ],
)
def test_korean(run: str, hangul: str) -> None:
    assert han.korean(run) == hangul


def test_the_table() -> None:
    rows = list(shipped.rows("han.csv"))
    assert 8_000 < len(rows) < 13_000
    assert shipped.path("han.csv").stat().st_size < 250_000
    assert len({row["char"] for row in rows}) == len(rows)
    for row in rows:
        assert set(row["mandarin"].split()) <= chinese.PINYIN
        assert all("가" <= syllable <= "힣" for syllable in row["korean"].split())
        assert row["mandarin"] or row["korean"]


def test_the_phrases() -> None:
    letters = {row["char"]: row["mandarin"].split() for row in shipped.rows("han.csv")}
    for row in shipped.rows("han_phrases.csv"):
        syllables = row["mandarin"].split()
        assert len(syllables) == len(row["phrase"])
        assert set(syllables) <= chinese.PINYIN
        assert any(
            len(letters[letter]) > 1 or letters[letter] != [syllable]
            for letter, syllable in zip(row["phrase"], syllables, strict=True)
        ), f"{row['phrase']} says nothing that its characters do not"


def test_no_surname_is_said_twice() -> None:
    letters = {row["char"]: row["mandarin"].split() for row in shipped.rows("han.csv")}
    for letter, surname in han._SURNAMES.items():  # noqa: SLF001 - the table is the subject
        assert letters[letter][0] != surname


def _un() -> Iterator[tuple[str, set[str]]]:
    with gzip.open(UN) as file:
        root = ET.parse(file).getroot()  # noqa: S314 - a file of our own choosing
    for party in (*root.iter("INDIVIDUAL"), *root.iter("ENTITY")):
        parts = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
        names = {" ".join(filter(None, map(party.findtext, parts))), party.findtext("NAME_ORIGINAL_SCRIPT") or ""}
        yield f"un {party.findtext('DATAID')}", names | {alias.text or "" for alias in party.iter("ALIAS_NAME")}


def _uk() -> Iterator[tuple[str, set[str]]]:
    groups: dict[str, set[str]] = {}
    with gzip.open(UK, "rt", encoding="utf-8", newline="") as file:
        next(file)
        for row in csv.DictReader(file):
            names = groups.setdefault(row["Group ID"], set())
            names.add(" ".join(row[f"Name {part}"] or "" for part in (6, 1, 2, 3, 4, 5)))
            names.add(row["Name Non-Latin Script"] or "")
    yield from ((f"uk {group}", names) for group, names in groups.items())


def _eu() -> Iterator[tuple[str, set[str]]]:
    with gzip.open(EU, "rt", encoding="utf-8") as file:
        for party in json.load(file):
            yield f"eu {party['id']}", {party["full_name"], *party["aliases"]}


def _meets(run: str, name: str) -> bool:
    """Whether a Latin name spells a person's name whole, or two syllables of a company's name."""
    words = re.findall("[a-z]+", name.lower())
    if not words:
        return False
    readings, korean = han.mandarin(run), han.korean(run)
    spelled = [chinese.syllables(word) for word in words]
    if len(run) > PERSON:
        pairs = {pair for reading in readings for pair in pairwise(reading)}
        apart = ((*one, *other) for two in pairwise(spelled) for one, other in product(*two))
        return any(pairs & set(pairwise(syllables)) for syllables in chain(*spelled, apart)) or any(
            hangul.spells(word, "".join(pair)) for word in words for pair in pairwise(korean)
        )
    if len(words) > len(run):
        return False
    told = {tuple(sorted(chain(*choice))) for choice in product(*spelled)}
    return any(tuple(sorted(reading)) in told for reading in readings) or any(
        len(order) == len(korean) and all(map(hangul.spells, order, korean))
        for order in (words, [words[-1], *words[:-1]])
    )


@pytest.mark.skipif(not all(path.exists() for path in (UN, UK, EU)), reason="needs the lists of SCREENING_LISTS")
def test_listed_parties_meet_their_latin_names() -> None:
    """Every person does. What misses are companies that translate their name or use a brand: 道通 is Autel."""
    met: list[tuple[str, list[str], list[str]]] = []
    missed: list[tuple[str, list[str], list[str]]] = []
    for key, names in (*_un(), *_uk(), *_eu()):
        runs = {"".join(RUN.findall(name)) for name in names if RUN.search(name) and not KANA.search(name)}
        if runs:
            party = key, sorted(runs), sorted(names)
            (met if any(_meets(run, name) for run in runs for name in names) else missed).append(party)
    assert len(met) / (len(met) + len(missed)) >= MEASURED, missed
    assert not [party for party in missed if any(len(run) <= PERSON for run in party[1])]
