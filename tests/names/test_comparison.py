"""Two names: what matches, what does not, and what is complete."""

from __future__ import annotations

import pytest

from screening.errors import InputError
from screening.names import THRESHOLD, compare

SAME_PERSON = [
    ("Kim Jong Un", "김정은"),
    ("Kim Jong Un", "KIM, Jong-un"),
    ("Kim Jongun", "Kim Jong Un"),
    ("Kim Jeong-eun", "김정은"),
    ("Pak Chol", "Park Cheol"),
    ("Ri Il Jin", "Lee Il-jin"),
    ("Ri Kyong Hyon", "Lee Kyung Hyun"),
    ("Choe Chol", "Choi Chul"),
    ("Kim Sangman", "Kim Sang Man"),
    ("Sim Hyon-Sop", "SIM, Hyon Sop"),
    ("Andreyev, Vitaliy Sergeyevich", "Виталий Сергеевич Андреев"),
    ("Vitaly Andreev", "Vitaliy Sergeyevich ANDREYEV"),
    ("Dr. Vitaliy Andreyev", "Vitaliy Andreyev"),
    ("Zhang Jian", "张健"),
    ("Mohamed Ali", "محمد علي"),
    ("Choi Hyun Woo", "최현우"),
    ("Abdullah Hassan", "عبد الله حسن"),
    ("Abdulrahman Hassan", "Abd al-Rahman Hasan"),
    ("Bob Testmann", "Robert Testmann"),
    ("Wang Xiaoming", "王小明"),
    ("HAFIZ Saeed", "HAFZI Saeed"),
    ("J. C. Juncker", "Jean-Claude Juncker"),
    ("Vladimir V. Putin", "Vladimir Vladimirovich Putin"),
    ("Igor Sechin", "Ig\u043er S\u0435chin"),
    ("Igor Sechin", "I\u200bgor Sech\u00adin"),
]
OTHER_PERSON = [
    ("Kim Sang Man", "Kim Sung Min"),
    ("Kim Chol Min", "Kim Chol Man"),
    ("Kim Chol Min", "Kim Chol"),
    ("Kim Jong Un", "Kim Jong Il"),
    ("Ri Chol", "Pak Chol"),
    ("Lee Sang Ho", "Ri Song Ho"),
    ("Li Wei", "Li Wen"),
    ("Nguyen Van Hung", "Nguyen Van Hong"),
    ("Alexander Ivanov", "Alexei Ivanov"),
    ("Mario Rossini", "Maria Rossini"),
    ("Frank Testmann", "Frederik Testmann"),
    ("Hafez Makhlouf", "Rami Makhlouf"),
    ("Mohammed", "Mohammed Ahmed Hassan"),
    ("Vitaliy Sergeyevich Andreyev", "Vitaliy Sergeyevich Petrenko"),
]
SAME_ORGANIZATION = [
    ("Yanbian Silver Star Network Technology", "Yanbian Silverstar Network Technology Co., Ltd."),
    ("YANBIAN SILVERSTAR NETWORK TECHNOLOGY", "Yanbian Silverstar Network Technolgy Company Limited"),
    ("ООО Ромашка", "Romashka LLC"),
    ("A.B.C. Company", "ABC Company"),
    ("1st International Bank", "First International Bank"),
    ("Siemens AG", "Siemens Aktiengesellschaft"),
    ("SiemensAG", "Siemens AG"),
    ("Chinyong Information Technology Cooperation Company", "Jinyong Information Technology Cooperation Co"),
    ("IRAN AND EASTCOMPANY", "Iran and East Company"),
    ("Korea Ryonbong General Corporation", "Korea Ryonbong Gen Corp"),
]
OTHER_ORGANIZATION = [
    ("Banco Santander, S.A.", "Banco Santander Mexico, S.A."),
    ("Yanbian Unsong Network Technology Co.", "Yanbian Silverstar Network Technology Co., Ltd."),
    ("HYOK SIN 2", "HYOK SIN 4"),
    ("Snow", "Snoe"),
    ("Apple Inc", "Apple Bank"),
    ("Gazprom", "Gazprombank"),
    ("Star", "Star Ocean Shipping Agency of Dalian"),
    ("Alpha Trading LLC", "Beta Trading LLC"),
    ("General Trading Company", "Quesinsa General Trading Company"),
    ("ANO Romashka", "OOO Romashka"),
]


@pytest.mark.parametrize(("a", "b"), SAME_PERSON)
def test_matches_a_person(a: str, b: str) -> None:
    assert compare(a, b, kind="person").score >= THRESHOLD


@pytest.mark.parametrize(("a", "b"), OTHER_PERSON)
def test_tells_persons_apart(a: str, b: str) -> None:
    assert compare(a, b, kind="person").score < THRESHOLD
    assert compare(b, a, kind="person").score < THRESHOLD


@pytest.mark.parametrize(("a", "b"), SAME_ORGANIZATION)
def test_matches_an_organization(a: str, b: str) -> None:
    assert compare(a, b, kind="organization").score >= THRESHOLD


@pytest.mark.parametrize(("a", "b"), OTHER_ORGANIZATION)
def test_tells_organizations_apart(a: str, b: str) -> None:
    assert compare(a, b, kind="organization").score < THRESHOLD
    assert compare(b, a, kind="organization").score < THRESHOLD


@pytest.mark.parametrize(
    ("a", "b", "complete"),
    [
        ("Yanbian Silver Star Network Technology", "Yanbian Silverstar Network Technology Co., Ltd.", True),
        ("Yanbian Silverstar Network Technology", "Yanbian Silverstar Network Technology Co., Ltd.", True),
        ("Yanbian Silverstar Network Tecnology", "Yanbian Silverstar Network Technology Co., Ltd.", True),
        ("Yanbian Unsong Network Technology Co.", "Yanbian Silverstar Network Technology Co., Ltd.", False),
        ("Yanbian Unsong Network Technology Co.", "UNSONG INTERNET TECHNOLOGY CORPORATION", False),
        ("Banco Santander Mexico", "Banco Santander", False),
        ("Banco Santander", "Banco Santander Mexico", False),
        ("Hyok Sin 2", "Hyok Sin 3", False),
        ("Korea Trading", "Korea Trading Bank", False),
        ("ANO Romashka", "OOO Romashka", False),
        ("", "", False),
        ("Co., Ltd.", "Silverstar", False),
    ],
)
def test_complete_is_strict(a: str, b: str, complete: bool) -> None:
    assert compare(a, b, kind="organization").complete is complete


def test_every_word_stands_in_the_alignment_once() -> None:
    match = compare("Geoffrey Boris Johnson", "Alexandre Boris de Pfeffel Johnson", kind="person")
    assert sorted(" ".join(pair.a for pair in match.aligned).split()) == ["boris", "geoffrey", "johnson"]
    assert " ".join(pair.b for pair in match.aligned).split().count("pfeffel") == 1
    assert "words contradict each other" in match.reasons


@pytest.mark.parametrize(
    ("a", "reason"),
    [
        ("Ig\u043er Sechin", "letters of another script mixed in"),
        ("Igor\u202e Sechin", "hidden characters"),
        ("Ig0r Sechin", "digits in place of letters"),
        ("Sechin, Igor", "the same words in another order"),
        ("Igor Sechin", "the same words"),
    ],
)
def test_reasons_say_what_was_seen(a: str, reason: str) -> None:
    assert reason in compare(a, "Igor Sechin", kind="person").reasons


@pytest.mark.parametrize("a", ["", " ", "...", "\u200b", "😀", "\ud800", "\x00"])
def test_names_without_letters_score_nothing(a: str) -> None:
    for b in (a, "Igor Sechin"):
        match = compare(a, b)
        assert match.score == 0
        assert not match.complete


@pytest.mark.parametrize("a", ["a" * 513, "a " * 100, "ﷺ" * 512])
def test_names_beyond_the_bounds_are_errors(a: str) -> None:
    with pytest.raises(InputError):
        compare(a, "Igor Sechin")


def test_without_a_kind_a_legal_form_makes_an_organization() -> None:
    assert (
        compare("Romashka", "ООО Ромашка").score == compare("Romashka", "ООО Ромашка", kind="organization").score
    )
    assert compare("Boris Johnson", "Alexandre Boris de Pfeffel Johnson").score >= THRESHOLD


def test_an_office_and_a_surname_stand_for_the_person() -> None:
    assert compare("President Erdoğan", "Recep Tayyip Erdoğan", kind="person").score >= THRESHOLD
    assert compare("Mr. Erdoğan", "Recep Tayyip Erdoğan", kind="person").score < THRESHOLD
