"""What texts say in plain words: the reviewed phrases of ``watchlists/phrases.csv``, in four languages alike.

A rule is a row that a person can read (:mod:`screening.signals.phrases`). It has an example that it speaks of and
one of which it must not, and what is found quotes the words.

A rule reads what is said and never in which language: each topic has rules in every language of
:data:`LANGUAGES`, and :func:`rates` measures, on texts of your own, how often they speak. Texts in other languages
are not read, which spares their writers; that is a limit of the table, and no statement about them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, reduce
from operator import itemgetter, or_

import msgspec

from screening.profile import Text
from screening.rates import Rate, wilson
from screening.signals.phrases import LANGUAGES, TOPICS, Rule, first_steps, may_begin, phrases
from screening.signals.words import END, places, words

__all__ = ["LANGUAGES", "TOPICS", "Said", "rates", "said", "said_in"]

_PROFILES = 4
"""The checks of one profile ask one after the other; keeping more would only hold text in memory."""
_MOST_TRIES = 200
"""Texts are hostile: a rule that begins so often in one text, and never ends, is not tried further."""


class Said(msgspec.Struct, frozen=True, gc=False):
    """What a text says of one topic: the rule that spoke first, and the words that it read."""

    topic: str
    rule: str
    quote: str


def said(text: str) -> tuple[Said, ...]:
    """What a text says of each topic, if anything; of several phrases on one topic the first.

    >>> [(one.topic, one.quote) for one in said("Hi! Please contact me on Telegram.")]
    [('off_platform', 'contact me on Telegram')]
    >>> said("I build bots for Telegram.")
    ()
    """
    read = words(text)
    may = {word: may_begin(word) for word in set(read)}
    found: dict[str, tuple[Rule, int, int]] = {}
    tries: Counter[str] = Counter()
    for start, sentence in _sentences(read):
        for first, last, rule in sorted(_in_sentence(sentence, may, tries), key=itemgetter(0, 1)):
            found.setdefault(rule.topic, (rule, start + first, start + last))
    if not found:
        return ()
    quotable, spans = places(text)
    return tuple(
        Said(topic, rule.id, " ".join(quotable[spans[first][0] : spans[last - 1][1]].split()))
        for topic, (rule, first, last) in found.items()
    )


def _sentences(read: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    first = 0
    for i, word in enumerate(read):
        if word == END:
            if i > first:
                yield first, read[first:i]
            first = i + 1
    if first < len(read):
        yield first, read[first:]


def _in_sentence(
    sentence: Sequence[str], may: Mapping[str, int], tries: Counter[str]
) -> Iterator[tuple[int, int, Rule]]:
    """The rules that speak of a sentence, each after where its phrase first begins and ends."""
    begun = [may[word] for word in sentence]
    beginning = first_steps()
    starts = [i for i, steps in enumerate(begun) if steps & beginning]
    if not starts:
        return
    present = reduce(or_, begun)
    for phrase in phrases():
        if present & phrase.wanted != phrase.wanted:
            continue
        for i in starts:
            if begun[i] & phrase.wanted & beginning and tries[phrase.rule.id] < _MOST_TRIES:
                tries[phrase.rule.id] += 1
                if end := phrase.end(sentence, i):
                    yield i, end, phrase.rule
                    break


@lru_cache(_PROFILES)
def said_in(texts: tuple[Text, ...]) -> Mapping[str, tuple[tuple[int, Said], ...]]:
    """By topic what the texts of a profile say, each with the number of its text."""
    found: dict[str, list[tuple[int, Said]]] = {}
    for number, text in enumerate(texts):
        for one in said(text.body or ""):
            found.setdefault(one.topic, []).append((number, one))
    return {topic: tuple(rows) for topic, rows in found.items()}


def rates(groups: Mapping[str, Iterable[str]], topic: str | None = None) -> dict[str, Rate]:
    """In which part of each group's texts a rule speaks, of one topic or of any; for example by language.

    Measure it on texts of honest people: a group in which the rules speak much more often than in the others is
    treated worse by them, and the weights of these indicators belong at 0 until the rows are mended.

    >>> rates({"en": ["Good morning", "Pay me before I start"], "ko": ["안녕하세요"]})["en"].share
    0.5
    """
    measured = {}
    for group, texts in groups.items():
        read = [{one.topic for one in said(text)} for text in texts]
        measured[group] = wilson(
            sum(bool(topics) if topic is None else topic in topics for topics in read), len(read)
        )
    return measured
