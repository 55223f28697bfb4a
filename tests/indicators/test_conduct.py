"""Conduct: what was noted and what was said are one clue, and each topic can be switched off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from screening.assessment import Assessment
from screening.indicator import Indicator
from screening.indicators import INDICATORS
from screening.policy import Policy
from screening.screener import Screener
from screening.signals.wording import TOPICS

Record = Mapping[str, Any]
Assess = Callable[[Record], Assessment]

TODAY = dt.date(2026, 11, 23)
SAID = {
    "off_platform": ("Please write to me on Telegram.", "conduct.moves_off_platform"),
    "prepayment": ("Pay me before I start.", "conduct.wants_prepayment"),
    "publication_threat": ("I will leak your source code.", "conduct.threatens_publication"),
    "account_offer": ("I want to rent your account.", "conduct.account_rented"),
    "identity_request": ("Use your identity to win contracts with me.", "conduct.asks_for_identities"),
    "other_account": ("Continue with my second account.", "conduct.continues_elsewhere"),
    "unidentified_pay": ("Pay me without any KYC.", "funds.avoids_identification"),
}


def message(*bodies: str) -> Record:
    return {"texts": [{"kind": "message", "body": body} for body in bodies]}


def noted(path: str, value: bool = True) -> Record:
    part, field = path.split(".")
    return {part: {field: value}}


def needed(indicator: Indicator) -> list[tuple[str, ...]]:
    return [(group,) if isinstance(group, str) else group for group in indicator.needs]


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_has_its_indicator_and_one_noted_field(topic: str) -> None:
    assert topic in SAID
    assert f"conduct.says_{topic}" in {indicator.id for indicator in INDICATORS}
    assert any(SAID[topic][1] in group for indicator in INDICATORS for group in needed(indicator))


@pytest.mark.parametrize("topic", TOPICS)
def test_what_was_said_and_noted_is_one_clue_and_the_stronger_counts(assess: Assess, topic: str) -> None:
    body, path = SAID[topic]
    said, note = f"conduct.says_{topic}", noted(path)
    only_noted, only_said = assess(note), assess(message(body))
    both = {finding.id: finding for finding in assess({**note, **message(body)}).findings}
    (stronger,) = (finding for finding in only_noted.findings if finding.points)
    assert [finding.id for finding in only_said.findings] == [said]
    assert only_said.findings[0].points < stronger.points
    assert both[stronger.id].points == stronger.points
    assert both[said].points == 0
    assert both[said].counted_in == (stronger.id,)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_note_that_says_no_leaves_the_words_with_the_text(assess: Assess, topic: str) -> None:
    body, path = SAID[topic]
    (finding,) = assess({**noted(path, value=False), **message(body)}).findings
    assert finding.records == ("texts[0]",)


def test_where_the_note_is_switched_off_the_words_still_count() -> None:
    screener = Screener(Policy(weights={"conduct.account_rented": 0}))
    record = {"id": "u", **noted("conduct.account_rented"), **message("I want to rent your account.")}
    (finding,) = screener.score(record, today=TODAY).findings
    assert (finding.id, finding.points) == ("conduct.says_account_offer", 8.0)


@pytest.mark.parametrize("topic", TOPICS)
def test_each_topic_is_switched_off_by_itself(topic: str) -> None:
    screener = Screener(Policy(weights={f"conduct.says_{topic}": 0}))
    record = {"id": "u", **message(*(body for body, _ in SAID.values()))}
    found = {finding.id for finding in screener.score(record, today=TODAY).findings}
    assert found == {f"conduct.says_{other}" for other in TOPICS if other != topic}


@pytest.mark.parametrize(("times", "points"), [(1, 4.0), (2, 8.0), (5, 8.0)])
def test_what_many_honest_people_ask_once_counts_half(assess: Assess, times: int, points: float) -> None:
    (finding,) = assess(message(*["Pay me before I start."] * times)).findings
    assert finding.points == points


def test_one_message_on_two_topics_is_one_record(assess: Assess) -> None:
    one = assess(message("I will leak your source code. I want to rent your account."))
    two = assess(message("I will leak your source code.", "I want to rent your account."))
    assert one.score == 8.0
    assert two.score == pytest.approx(15.36)


def test_words_alone_never_review(assess: Assess) -> None:
    everything = assess(message(*[body for body, _ in SAID.values()] * 3))
    assert everything.band in {"clear", "unknown"}


def test_a_finding_shows_bounded_visible_words(assess: Assess) -> None:
    (finding,) = assess(message("Please write to me\u202e\u0007 on\u200b Telegram" + "!" * 4_000)).findings
    assert "write to me" in finding.summary
    assert finding.summary.isprintable()
    assert len(finding.summary) < 200


def test_a_finding_names_so_many_texts_and_no_more(assess: Assess) -> None:
    (finding,) = assess(message(*["Pay me before I start."] * 300)).findings
    assert len(finding.records) == 20
    assert "and 299 more" in finding.summary


def test_an_altered_face_and_a_failed_liveness_check_are_one_clue(assess: Assess) -> None:
    record = {"conduct": {"face_or_voice_altered": True}, "identity": {"liveness_verified": False}}
    assessment = assess(record)
    assert assessment.score == 45.0
    assert assessment.band == "review"
    assert assess({"conduct": {"face_or_voice_altered": True}}).score == 45.0
