"""The search: what is found, in which order, under which rules."""

from __future__ import annotations

import pytest

from screening.names import THRESHOLD, Index, compare
from screening.names.finding import Finder
from screening.names.lookup import Lookup
from screening.names.tables import build
from screening.names.text import read

NAMES = [
    "KIM, Jong Un",
    "Pak Chol",
    "리영길",
    "李哲",
    "ANDREYEV, Vitaliy Sergeyevich",
    "محمد علي تستوف",
    "Yanbian Silverstar Network Technology Co., Ltd.",
    "조선콤퓨터쎈터",
    "Islamic Sample Guard Corps Foundation",
    "AL-BEISPIEL, Abdulrahman Hasan",
    "Recep Tayyip Imaginov",
    "Jean-Claude Testmann",
]


@pytest.mark.parametrize(
    ("query", "position"),
    [
        ("김정은", 0), ("金正恩", 0), ("Ким Чен Ын", 0), ("Jeong-eun Kim", 0), ("Kim Jungeun", 0),
        ("박철", 1), ("朴哲", 1), ("Park Cheol", 1), ("Park Chul", 1),
        ("Ri Yong Gil", 2), ("이영길", 2), ("RI, Yonggil", 2), ("Ri Chol", 3), ("리철", 3), ("Li Zhe", 3),
        ("Lizhe", 3),
        ("Виталий Андреев", 4), ("Vitaly Andreev", 4), ("Mohamed Ali Testov", 5),
        ("延边银星网络科技有限公司", 6), ("Yanbian Silver Star Network Technology", 6),
        ("Korea Computer Center", 7),
        ("Islamic Sample Guard Corp Foundation", 8), ("Abdul-Rahman Hassan al-Beispiel", 9),
        ("Abdelrahman Beispiel", 9),
        ("President Imaginov", 10), ("Jeanclaude Testmann", 11),
        ("J\u0435an Claude T3stmann", 11),
    ],
)  # fmt: skip
def test_finds_across_scripts_and_spellings(query: str, position: int) -> None:
    found = Index(NAMES).search(query)
    assert [at for at, _ in found][:1] == [position]


@pytest.mark.parametrize(
    "query",
    [
        "Kim Jong Il",
        "Kim Un Jong",
        "Pak Chong",
        "Hassan Beispiel Omar Sample",
        "Boris Imaginov",
        "Star",
        "Ltd",
        "al",
        "-",
    ],
)
def test_finds_no_other_party(query: str) -> None:
    assert Index(NAMES).search(query) == []


def test_the_best_come_first_and_then_the_nearest_in_spelling() -> None:
    names = ["Testova Anna", "Anna Testowa", "Anna Testova", "Anna B. Testova", "Boris Musterov"]
    found = Index(names).search("Anna Testova")
    assert [at for at, _ in found][:2] == [2, 0]
    assert {at for at, _ in found} == {0, 1, 2, 3}
    scores = [match.score for _, match in found]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("limit", [1, 2, 5, 40])
def test_a_limit_cuts_and_reorders_nothing(limit: int) -> None:
    index = Index(["Anna Testova", "Testova Anna", "Anna Testowa"] * 10)
    everything = index.search("Anna Testova", limit=100)
    assert len(everything) == 30
    assert index.search("Anna Testova", limit=limit) == everything[:limit]


@pytest.mark.parametrize("threshold", [0.5, 0.8, 0.95, 1.0])
def test_a_higher_threshold_leaves_out_the_lower_scores(threshold: float) -> None:
    names = ["Anna Testova", "Anna Clara Testova", "Anna Testowa", "Anna Tesstovax"]
    found = Index(names).search("Anna Testova", threshold=threshold, kind="person")
    assert found
    assert all(match.score >= threshold for _, match in found)
    lower = Index(names).search("Anna Testova", threshold=0.5, kind="person")
    assert found == [(at, match) for at, match in lower if match.score >= threshold]


@pytest.mark.parametrize("kind", ["person", "organization", "vessel"])
@pytest.mark.parametrize(
    "query", ["Kim Jong Un", "김정은", "Vitaly Andreev", "Yanbian Silver Star Network Technology"]
)
def test_a_match_is_that_of_the_comparison(query: str, kind: str) -> None:
    for at, match in Index(NAMES).search(query, kind=kind):
        assert match.score == compare(query, NAMES[at], kind=kind).score


def test_the_kind_stored_with_a_name_rules() -> None:
    names = ["Star Trading Johnson", "Star Trading Johnson"]
    found = dict(Index(names, kinds=["person", "organization"]).search("Johnson Star", threshold=0.1))
    assert found[0].score == compare("Johnson Star", names[0], kind="person").score
    assert found[1].score == compare("Johnson Star", names[1], kind="organization").score


def test_a_name_is_found_once_however_many_readings_agree() -> None:
    found = Index(["银星", "李哲"]).search("李哲")
    assert [at for at, _ in found] == [1]


def test_what_was_asked_before_changes_no_answer() -> None:
    texts = [(read(name), None) for name in NAMES]
    fresh, used = Finder(build(texts)), Finder(build(texts))
    queries = [read(name) for name in ("Kim Jongun", "Vitaly Andreev", "Nobody Atall", "银星 网络", "")]
    for query in reversed(queries):
        used.find(query, 10, None, 0.8)
    for query in queries:
        assert used.find(query, 10, None, 0.8) == fresh.find(query, 10, None, 0.8)


def test_every_word_of_every_name_is_known_and_no_other() -> None:
    words = ["al", "bar", "yanbian", "x", *(f"word{number}" for number in range(3_000))]
    lookup = Lookup(build([(read(f"{word} sample"), None) for word in words]))
    for row, word in enumerate(words):
        known = lookup.known(word, bare=False)
        assert row in known.rows[known.gains == 1.0].tolist(), word
    assert not len(lookup.known("nowhere", bare=False).rows)


def test_a_legal_form_stands_for_no_initials() -> None:
    index = Index(["Karl Gustaf Sample"], kinds=["person"])
    assert index.search("Sample KG", kind="person")
    assert not index.search("Sample KG")


def test_a_thousand_names_that_share_words_are_no_trouble() -> None:
    names = [f"Star Trading Sample{chr(97 + at % 26)}{chr(97 + at // 26)}" for at in range(676)]
    found = Index(names).search("Star Trading Samplecd")
    assert found[0][0] == 3 * 26 + 2
    assert found[0][1].score == 1
    assert found[0][1].complete


@pytest.mark.parametrize(
    ("listed", "query", "kind", "found"),
    [
        ("Islamic Sample Guards Corps", "ISGC", "organization", True),
        ("Islamic Sample Guards Corps", "I.S.G.C. Ltd", None, True),
        ("ISGC", "Islamic Sample Guards Corps", "organization", True),
        ("Islamic Sample Guards Corps", "ISGK", "organization", False),
        ("Islamic Sample Corps", "ISC", "organization", False),
        ("Igor Sven Gustav Carlo", "ISGC", "person", False),
    ],
)
def test_finds_a_name_by_its_acronym(listed: str, query: str, kind: str | None, found: bool) -> None:
    assert bool(Index(["Other Name", listed]).search(query, kind=kind)) is found
    assert (compare(listed, query, kind=kind).score >= THRESHOLD) is found


def test_a_persons_initials_are_no_acronym() -> None:
    assert not Index(["Igor Sven Gustav Carlo"], kinds=["person"]).search("ISGC")


def test_words_written_together_do_not_hide_the_name_that_agrees_in_full() -> None:
    listed = [f"Number{number} Beispielo Ibrahim Hasan Al-Wzorov" for number in range(40)]
    found = Index([*listed, "Umar Beispielo Ibrahim Hasan Al-Wzorov"]).search(
        "Umar Beispieloibrahim Hasan Al-Wzorov"
    )
    assert found[0][0] == len(listed)


@pytest.mark.parametrize(
    ("listed", "query", "kind"),
    [
        ("Santino Deng Wzorov", "Santino Degn Wzorov", "person"),
        ("EMEK Wzorah Farm", "EEK Wzorah Farm", "organization"),
        ("Zhang Wzorov", "Zhng Wzorov", "person"),
    ],
)
def test_finds_a_syllable_with_a_slip(listed: str, query: str, kind: str) -> None:
    """One of the two is no syllable of Korean or Chinese; two syllables are two names."""
    assert Index(["Other Name", listed], kinds=[kind, kind]).search(query, kind=kind)
