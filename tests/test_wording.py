"""Phrases: each row is held to its examples, each topic has equal power in each language, and time is bounded."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.errors import WatchlistError
from screening.profile import Text
from screening.signals.phrases import LANGUAGES, TOPICS, Rule, compiled, rules
from screening.signals.wording import rates, said, said_in
from screening.signals.words import END, legible, places, words

TEXTS: dict[str, list[dict[str, str]]] = tomllib.loads(
    (Path(__file__).parent / "wording_texts.toml").read_text(encoding="utf-8")
)
RULE = Rule("test_en_1", "off_platform", "en", "alpha ~2 beta|gamma*", "", "", "")
BY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


def neutral(language: str) -> list[str]:
    return [text[language] for text in TEXTS["neutral"]]


# -- the table --------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_every_rule_speaks_of_its_example_and_not_of_its_counter_example(rule: Rule) -> None:
    assert rule.id in {one.rule for one in said(rule.example)}
    assert said(rule.counter_example) == ()


def test_rules_have_ids_that_say_what_they_are_and_stand_in_order() -> None:
    ids = [rule.id for rule in rules()]
    assert len(set(ids)) == len(ids)
    assert all(rule.id.rpartition("_")[0] == f"{rule.topic}_{rule.language}" for rule in rules())
    assert ids == [
        rule.id
        for topic in TOPICS
        for language in LANGUAGES
        for rule in rules()
        if (rule.topic, rule.language) == (topic, language)
    ]


@pytest.mark.parametrize("topic", TOPICS)
def test_each_topic_has_as_many_rules_in_each_language(topic: str) -> None:
    counts = {
        language: sum(r.topic == topic and r.language == language for r in rules()) for language in LANGUAGES
    }
    assert min(counts.values()) >= 3
    assert len(set(counts.values())) == 1, counts


@BY_LANGUAGE
def test_no_rule_reads_a_word_about_origin(language: str) -> None:
    origins = {
        "en": ("korea", "china", "chinese", "russia", "nationality"),
        "zh": ("朝鲜", "韩国", "中国", "俄罗斯", "国籍"),
        "ko": ("북한", "한국", "중국", "러시아", "국적"),
        "ru": ("коре", "кита", "росси", "русск", "гражданств"),
    }
    patterns = " ".join(rule.pattern + rule.unless for rule in rules() if rule.language == language)
    assert not [word for word in origins[language] if word in patterns]


# -- equal power in each language ---------------------------------------------------------------------


def test_the_texts_are_the_same_in_every_language() -> None:
    assert len(TEXTS["neutral"]) == 30
    assert len(TEXTS["said"]) == 3 * len(TOPICS)
    for text in (*TEXTS["neutral"], *TEXTS["said"]):
        assert set(LANGUAGES) <= set(text)
    examples = {rule.example for rule in rules()} | {rule.counter_example for rule in rules()}
    assert not examples & {text[language] for texts in TEXTS.values() for text in texts for language in LANGUAGES}


def test_the_rules_are_silent_on_neutral_texts_in_every_language() -> None:
    measured = rates({language: neutral(language) for language in LANGUAGES})
    assert {language: rate.found for language, rate in measured.items()} == dict.fromkeys(LANGUAGES, 0)
    assert all(rate.of == 30 for rate in measured.values())


@BY_LANGUAGE
def test_what_is_meant_is_found_about_as_often_in_every_language(language: str) -> None:
    """Measured on texts that the rules were not made from: 17 of 21 in English, 19, 18 and 18 in the others."""
    found = sum(text["topic"] in {one.topic for one in said(text[language])} for text in TEXTS["said"])
    assert 16 <= found <= 20


@BY_LANGUAGE
def test_nothing_else_is_found_in_a_text_that_means_one_thing(language: str) -> None:
    other = [
        (text[language], one)
        for text in TEXTS["said"]
        for one in said(text[language])
        if one.topic != text["topic"]
    ]
    assert other == []


def test_rates_count_texts_and_not_phrases_by_topic_if_asked() -> None:
    groups = {
        "a": ["Pay me before I start. Pay me before I start.", "Hello"],
        "b": ["I want to rent your account."],
        "c": [],
    }
    assert {group: (rate.found, rate.of) for group, rate in rates(groups).items()} == {
        "a": (1, 2),
        "b": (1, 1),
        "c": (0, 0),
    }
    assert {group: rate.found for group, rate in rates(groups, "account_offer").items()} == {
        "a": 0,
        "b": 1,
        "c": 0,
    }


# -- the grammar ------------------------------------------------------------------------------------


def speaks(pattern: str, text: str, unless: str = "") -> bool:
    phrase = compiled(msgspec.structs.replace(RULE, pattern=pattern, unless=unless))
    read = words(text)
    return any(phrase.end(read, i) for i in range(len(read)))


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("alpha beta", "Alpha beta!", True),
        ("alpha beta", "alpha or beta", False),
        ("alpha ~2 beta", "alpha one two beta", True),
        ("alpha ~2 beta", "alpha one two three beta", False),
        ("alpha ~2 beta", "alpha beta", True),
        ("alpha ~2 beta", "beta alpha", False),
        ("alpha|gamma beta", "gamma beta", True),
        ("alp* beta", "alphabet beta", True),
        ("alp beta", "alphabet beta", False),
        ("up_front|early", "up front", True),
        ("up_front|early", "up to the front", False),
        ("alpha_bet* gamma", "alpha better gamma", True),
        ("平台 ~1 外", "平台之外", True),
        ("平台 ~1 外", "平台以及之外", False),
        ("平台 ~1 外", "平臺之外", True),
        ("계정*", "계정을", True),
        ("аккаунт* ~1 счет", "аккаунта нет счёт", True),
        ("20 %", "20%", True),
        ("dont pay", "Don’t pay", True),
        ("dont pay", "don't pay", True),
        ("alpha beta", "ＡＬＰＨＡ beta", True),
        ("alpha beta", "al\u200bpha be\u00adta", True),
    ],
)
def test_the_grammar(pattern: str, text: str, found: bool) -> None:
    assert speaks(pattern, text) is found


@pytest.mark.parametrize("end", [". ", "! ", "? ", "\n", "。", "！", "？"])
def test_a_phrase_never_crosses_the_end_of_a_sentence(end: str) -> None:
    assert not said(f"Please contact me{end}on Telegram.")


@pytest.mark.parametrize("inside", ["3.5", "v1.2", "a.b"])
def test_a_point_within_a_word_ends_no_sentence(inside: str) -> None:
    assert END not in words(f"see {inside} there")


@pytest.mark.parametrize(
    ("text", "found"), [("never alpha beta", False), ("alpha beta never", False), ("alpha beta", True)]
)
def test_a_word_nearby_silences_a_rule(text: str, found: bool) -> None:
    assert speaks("alpha beta", text, unless="never|no_way") is found


def test_a_word_far_away_does_not_silence_a_rule() -> None:
    assert speaks("alpha beta", "never " + "word " * 30 + "alpha beta", unless="never")


@pytest.mark.parametrize(
    "pattern",
    [
        *("", "~2 alpha", "alpha ~2", "alpha ~2 ~3 beta", "alpha ~0 beta", "alpha ~9 beta", "alpha ~12 beta"),
        *("a*", "*", "alpha|", "alpha _ beta", "al-pha", "Alpha", "帳號", "alpha .", "(alpha)", "alpha.* beta"),
    ],
)
def test_what_is_none_of_the_grammar_is_refused(pattern: str) -> None:
    with pytest.raises(WatchlistError, match="test_en_1"):
        compiled(msgspec.structs.replace(RULE, pattern=pattern))


# -- quotes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Hi,\n\nplease CONTACT   me on\tTelegram now", "CONTACT me on Telegram"),
        ("請加我微信吧，詳細說。", "加我微信"),
        ("Пишите мне в телеграм, ждём!", "Пишите мне в телеграм"),
        ("제 카톡 아이디는 primer입니다.", "제 카톡 아이디는"),
    ],
)
def test_the_words_are_quoted_as_they_stand(text: str, quote: str) -> None:
    assert [one.quote for one in said(text)] == [quote]


def test_the_first_phrase_of_a_topic_is_quoted() -> None:
    (one,) = said("Write to me on Skype. Write to me on Discord.")
    assert one.quote == "Write to me on Skype"


@given(st.text(max_size=300))
def test_any_text_is_read_and_quoted_within_its_bounds(text: str) -> None:
    read = words(text)
    quotable, spans = places(text)
    assert len(read) == len(spans)
    assert all(0 <= first < last <= len(quotable) for first, last in spans)
    assert all(one.quote for one in said(text))


@given(
    st.text(
        alphabet="плати вперед до начала pay me before i start 먼저 대금을 보내 주세요先付款。. ", max_size=200
    )
)
def test_what_is_quoted_stands_in_the_text(text: str) -> None:
    for one in said(text):
        assert one.quote in " ".join(legible(text).split())


def test_texts_are_numbered() -> None:
    texts = (Text(body="Hello"), Text(), Text(body="Pay me before I start"), Text(body="Pay me before we begin"))
    assert [number for number, _ in said_in(texts)["prepayment"]] == [2, 3]


# -- time -------------------------------------------------------------------------------------------


def hostile() -> list[str]:
    """Texts of the greatest length that begin every rule again and again, and end none."""
    texts = ["a " * 25_000, "word" * 12_500, "不" * 50_000, "'" * 50_000, "~|*_" * 12_500]
    for rule in rules():
        started: Any = [
            part.split("|")[0].strip("*").replace("_", " ") for part in rule.pattern.split() if "~" not in part
        ]
        texts.append((" ".join(started[:-1] or started) + " ") * 5_000)
        texts.append((started[0] + " ") * 25_000)
    return [text[:50_000] for text in texts]


def test_time_grows_with_the_length_alone() -> None:
    slowest = 0.0
    for text in hostile():
        began = time.perf_counter()
        said(text)
        slowest = max(slowest, time.perf_counter() - began)
    assert slowest < 1.0, "50,000 characters took some 40 ms at worst where this was written"
