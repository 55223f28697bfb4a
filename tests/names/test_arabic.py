"""Names in Arabic script, in Latin letters."""

from __future__ import annotations

import csv
import gzip
import os
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from screening.names.arabic import readings

LISTS = Path(os.environ.get("SCREENING_LISTS") or Path(__file__).parents[2].parent / "shared" / "lists")
UK = LISTS / "uk" / "ConList_20250410_converted.csv.gz"
MEASURED = 0.86
LETTERS = [letter for letter in map(chr, range(0x620, 0x6D4)) if letter.isalpha()]
DIGRAPHS = {"kh": "x", "gh": "k", "sh": "1", "ch": "1", "th": "t", "dh": "d", "ph": "f", "q": "k"}


def read(name: str) -> list[str]:
    return [" ".join(reading) for reading in readings(tuple(name.split()))]


@pytest.mark.parametrize(
    ("name", "main"),
    [
        ("طاهر الحسن", "tahr al hasan"),
        ("زهراني", "zahrani"),
        ("محمد بن علي", "muhammad bin ali"),
        ("وائل الخطيب", "wail al khtib"),
        ("عثمان يوسف", "uthman yusuf"),
        ("حمد الله", "hmdullah"),
        ("الله", "allah"),
        ("عبدالعزيز", "abd al aziz"),
        ("محمدرضا", "muhammad reza"),
        ("پرویز چنگیزی", "prviz chngizi"),
        ("جواد موسوی", "jvad musvi"),
        ("ژاله گلی", "zhalh gli"),
        ("مُحَمَّد", "muhammad"),
        ("حسـن", "hasan"),
    ],
)
def test_main_reading(name: str, main: str) -> None:
    assert read(name)[0] == main


@pytest.mark.parametrize(
    ("name", "further"),
    [
        ("عبد الرحمن", ["abdurrhmn"]),
        ("نورالدين", ["nuruddin"]),
        ("موسى السعدي", ["musa assadi"]),
        ("عبد الحليم", []),
        ("رجب", ["rgb"]),
        ("ثاقب", ["saqb", "sagb"]),
        ("مرتضی واحدی", ["mrtzi wahdi"]),
        ("قربانی", ["ghrbani"]),
        ("قاسم واحدی", ["ghasm vahdi", "qasm wahdi"]),
    ],
)
def test_further_readings(name: str, further: list[str]) -> None:
    assert read(name)[1:] == further


@given(st.lists(st.text(LETTERS, min_size=1, max_size=30), max_size=16))
def test_any_letters_make_a_few_readings_of_ascii_words(words: list[str]) -> None:
    found = readings(tuple(words))
    assert 1 <= len(found) <= 4
    assert len(set(found)) == len(found)
    assert all(re.fullmatch(r"[a-z0-9 ]*", " ".join(reading)) for reading in found)


def test_nothing_is_one_empty_reading() -> None:
    assert readings(()) == ((),)
    assert readings(("\u0640",)) == ((),)
    assert len(readings(("قاسم",) * 64)) == 1


def bones(name: str) -> str:
    """The consonants of a name, its words in alphabetical order, without articles."""
    words = sorted(word for word in re.findall(r"[a-z]+", name.lower()) if word not in {"al", "el", "bin", "ben"})
    text = " ".join(words)
    for spelled, sound in DIGRAPHS.items():
        text = text.replace(spelled, sound)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouwyv ]|h(?= |$)", "", text))


def test_names_of_listed_persons_have_the_bones_of_their_latin_spelling() -> None:
    if not UK.is_file():
        pytest.skip(f"no official lists in {LISTS}; set SCREENING_LISTS to the folder that has them")
    parties: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    with gzip.open(UK, "rt", encoding="utf-8", newline="") as file:
        next(file)
        for row in csv.DictReader(file):
            if row["Group Type"] != "Individual":
                continue
            arabic, latin = parties[row["Group ID"]]
            latin.add(" ".join(filter(None, (*(row[f"Name {n}"] for n in (1, 2, 3, 4, 5)), row["Name 6"]))))
            words = unicodedata.normalize("NFKC", row["Name Non-Latin Script"]).replace("-", " ").split()
            if words and all(re.fullmatch("[\u0620-\u06d3]+", word) for word in words):
                arabic.add(" ".join(words))
    met = [
        any(fuzz.ratio(bones(reading), bones(name)) >= 85 for reading in read(spelled) for name in latin)
        for arabic, latin in parties.values()
        if latin
        for spelled in arabic
    ]
    assert len(met) > 300
    assert sum(met) / len(met) >= MEASURED
