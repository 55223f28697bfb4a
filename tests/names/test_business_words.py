"""The words that company names share: the reviewed table, and what is made of it."""

from __future__ import annotations

import csv
import gzip
import os
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from screening import shipped
from screening.names import business_words
from screening.names.business_words import kind, meanings, normal, segments, weight
from screening.names.legal_forms import strip
from screening.names.text import Text, read

LISTS = Path(os.environ.get("SCREENING_LISTS") or Path(__file__).parents[2].parent / "shared" / "lists")
ROWS = list(shipped.rows("business_words.csv"))
LANGUAGES = ("zh", "ko", "ru", "uk", "vi", "es", "fr", "de", "ar", "fa", "tr", "other")
NATIVE = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
RUN = re.compile("[\u3400-\u9fff\uf900-\ufaff]+|[\uac00-\ud7a3]+")


@pytest.mark.parametrize(
    ("run", "english"),
    [
        ("延边银星网络科技有限公司", "yanbian|银星|network|technology|co ltd"),
        ("沈阳金丰利网络科技有限公司", "shenyang|金丰利|network|technology|co ltd"),
        ("丹东浩通商贸有限公司", "dandong|浩通|trading|co ltd"),
        ("香港恒邦微電子有限公司", "hong kong|恒邦|microelectronics|co ltd"),
        ("中国进出口银行", "china|import export|bank"),
        ("진영정보기술개발협조회사", "진영|information technology|development|cooperation|co ltd"),
        ("조선콤퓨터쎈터", "korea|computer center"),
        ("조선컴퓨터센터", "korea|computer center"),
        ("조선무역은행", "korea|foreign trade bank"),
        ("로은산무역회사", "로은산|trading|co ltd"),
        ("조선대외건설총회사", "korea|external construction|general corporation"),
        ("주식회사은성", "co ltd|은성"),
        ("연구소", "research institute"),
        # no word of business: a person, or nobody
        ("김정은", "김정은"),
        ("银星", "银星"),
        ("银行", "银行"),
        ("田中国男", "田中国男"),
        ("남궁은성", "남궁은성"),
        ("", ""),
    ],
)
def test_segments(run: str, english: str) -> None:
    found = segments(run)
    assert "|".join(words or part for part, words in found) == english
    assert "".join(part for part, _ in found) == run


@pytest.mark.parametrize("run", ["公司" * 256, "银" * 512, "有限" * 256])
def test_any_run_is_cut_once(run: str) -> None:
    assert "".join(part for part, _ in segments(run)) == run


@pytest.mark.parametrize(
    ("part", "found"),
    [("银星", ("silver star",)), ("銀星", ("silver star",)), ("은성", ("silver star",)), ("科技", ()), ("은", ())],
)
def test_meanings(part: str, found: tuple[str, ...]) -> None:
    assert meanings(part) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("romashka tech", "romashka technology"),
        ("romashka technologies", "romashka technology"),
        ("romashka intl traders", "romashka international trading"),
        ("romashka import and export", "romashka import export"),
        ("romashka co operation", "romashka cooperation"),
        ("cong nghe sao bac", "technology sao bac"),
        ("xuat nhap khau sao bac", "import export sao bac"),
        ("torgovyy dom romashka", "trading house romashka"),
        ("torgovyi dom romashka", "trading house romashka"),
        ("nauchno issledovatelskii institut romashka", "research institute romashka"),
        ("nauchno proizvodstvennoe obedinenie romashka", "npo romashka"),
        ("romashka dis ticaret", "romashka foreign trade"),
        ("romashka keji", "romashka technology"),
        ("chosun muyok", "korea trading"),
        ("joint venture romashka", "joint venture romashka"),
    ],
)
def test_normal(words: str, found: str) -> None:
    assert " ".join(normal(tuple(words.split()))) == found


@pytest.mark.parametrize(
    "words",
    ["silver star", "romashka import export", "joint venture", "kim jong un", "bank melli", "star vostok", ""],
)
def test_nothing_to_fold_is_the_same_object(words: str) -> None:
    given = tuple(words.split())
    assert normal(given) is given


def test_folding_twice_is_folding_once() -> None:
    again = [
        row["english"]
        for row in ROWS
        if row["kind"] and normal(tuple(row["english"].split())) != tuple(row["english"].split())
    ]
    assert again == []


@pytest.mark.parametrize(
    ("word", "sort", "counts"),
    [
        ("trading", "generic", 0.3),
        ("technologies", "generic", 0.3),
        ("bank", "field", 0.45),
        ("university", "field", 0.45),
        ("pyongyang", "place", 0.55),
        ("kong", "place", 0.55),
        ("silver", "", 1.0),
        ("the", "", 1.0),
        ("", "", 1.0),
    ],
)
def test_weights(word: str, sort: str, counts: float) -> None:
    assert (kind(word), weight(word)) == (sort, counts)


def test_words_that_tell_an_organisation() -> None:
    generic = business_words.generic()
    assert {"trading", "bank", "technologies", "zavod", "tsentr", "organizatsiya"} <= generic
    assert generic & {"law", "banks", "wood", "kim", "jordan", "islam", "korea", "susan", "al"} == set()
    assert business_words.fields() < generic


def terms(row: dict[str, str], *columns: str) -> list[str]:
    return [term for column in columns if row[column] for term in row[column].split("; ")]


def test_rows_are_clean() -> None:
    assert {row["kind"] for row in ROWS} == {"generic", "field", "place", ""}
    assert {(row["kind"], row["weight"]) for row in ROWS} == {
        ("generic", "0.3"), ("field", "0.45"), ("place", "0.55"), ("", "1.0"),
    }  # fmt: skip
    assert len({row["english"] for row in ROWS}) == len(ROWS)
    assert [row["english"] for row in ROWS if row["english"] != " ".join(read(row["english"]).words)] == []
    untidy = [
        term
        for row in ROWS
        for term in terms(row, "variants", *LANGUAGES)
        if term != " ".join(term.split()) or not term or "|" in term
    ]
    assert untidy == []


def test_a_native_term_means_one_thing() -> None:
    seen: dict[str, set[str]] = defaultdict(set)
    for row in ROWS:
        if row["kind"]:
            for term in filter(NATIVE.search, terms(row, *LANGUAGES)):
                seen[term].add(row["english"])
    assert {term: found for term, found in seen.items() if len(found) > 1} == {}


def test_variants_are_folded() -> None:
    wrong = [
        (term, row["english"])
        for row in ROWS
        if row["kind"]
        for term in terms(row, "variants", "vi", "es", "fr", "de", "tr")
        if len(read(term).words) == 1 and " ".join(normal(read(term).words)) != row["english"]
    ]
    # a spelling that two languages share goes to the first of its concepts
    assert len(wrong) <= 12, wrong


def test_importing_loads_no_table() -> None:
    code = "import csv; csv.DictReader = None; import screening.names.business_words, screening.names.legal_forms"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout == b""


def shares_words(native: str, latin: list[str]) -> bool:
    """Whether all translated words of a native name but its legal form stand in one of the Latin names."""
    english = [word for run in RUN.findall(native) for _, words in segments(run) for word in words.split()]
    kept = set(strip(Text(("romashka", *english)))[0]) - {"romashka"}
    return any(kept <= set(normal(strip(read(name))[0])) for name in latin)


def test_shipped_organisations_meet() -> None:
    names: dict[str, list[str]] = defaultdict(list)
    people = {row["subject"] for row in shipped.rows("dprk/parties.csv") if row["kind"] == "person"}
    for row in shipped.rows("dprk/names.csv"):
        names[row["subject"]].append(row["name"])
    pairs = [
        (name, [other for other in known if not RUN.search(other)])
        for subject, known in names.items()
        if subject not in people
        for name in known
        if RUN.search(name) and len(RUN.findall(name)[0]) > 3
    ]
    assert len(pairs) > 15
    apart = [native for native, latin in pairs if latin and not shares_words(native, latin)]
    assert len(apart) <= len(pairs) * 0.25, apart


def test_organisations_of_the_uk_list_meet() -> None:
    path = LISTS / "uk" / "ConList_20250410_converted.csv.gz"
    if not path.is_file():
        pytest.skip(f"no official lists in {LISTS}; set SCREENING_LISTS to the folder that has them")
    native: dict[str, set[str]] = defaultdict(set)
    latin: dict[str, list[str]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        next(file)
        for row in csv.DictReader(file):
            if row["Group Type"] == "Entity":
                latin[row["Group ID"]].append(" ".join(row[f"Name {n}"] for n in range(1, 7) if row[f"Name {n}"]))
                if RUN.search(row["Name Non-Latin Script"]):
                    native[row["Group ID"]].add(row["Name Non-Latin Script"])
    pairs = [(name, latin[group]) for group, names in native.items() for name in names]
    meet = sum(shares_words(name, others) for name, others in pairs)
    assert len(pairs) >= 20
    assert meet / len(pairs) >= 0.7
