"""The table of phrases, ``watchlists/phrases.csv``, and the grammar of its patterns.

A pattern is words in their order with a few others between, and no free regular expression: a person can read it,
and the time that it takes grows with the length of the text and with nothing else.

======== ==================================================================================================
``a b``  the word b follows the word a at once
``a|b``  one of the two
``abc*`` a word that begins with abc
``a_b``  the words a and b side by side, as one of the alternatives
``~3``   at most three other words between (six Han characters), and no end of a sentence
======== ==================================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import msgspec

from screening import shipped
from screening.errors import WatchlistError, shown
from screening.signals.words import END, folded, is_han, words

__all__ = ["LANGUAGES", "TOPICS", "Phrase", "Rule", "compiled", "first_steps", "may_begin", "phrases", "rules"]

LANGUAGES = ("en", "zh", "ko", "ru")
"""The languages that the table covers. Each must have rules for each topic."""

TOPICS = (
    "off_platform",
    "prepayment",
    "publication_threat",
    "account_offer",
    "identity_request",
    "other_account",
    "unidentified_pay",
)
"""What the rules are about, in the order of the table."""

_FILE = "phrases.csv"
_SHORTEST = 2
_HANGUL = "가"
"""A beginning of one letter says nothing; one syllable of Hangul may be a whole stem."""
_NEAR = 10
"""So many words before and after a phrase are searched for one that silences its rule."""
_GAP = re.compile(r"~([1-8])")
"""Words further apart than eight others say nothing together."""
_WORD_COST, _HAN_COST = 2, 1
_VOCABULARY = 20_000

_Choice = tuple[tuple[str, bool], ...]  # words side by side, each with whether more letters may follow


class Rule(msgspec.Struct, frozen=True, gc=False):
    """One row of the table.

    Attributes:
        id: ``topic_language_number``; never renamed.
        topic, language: what it is about, and of which language its words are.
        pattern, unless: the phrase, and words near it that silence the rule.
        example, counter_example: invented texts, of which it must and must not speak.
    """

    id: str
    topic: str
    language: str
    pattern: str
    unless: str
    example: str
    counter_example: str


class _Step(msgspec.Struct, frozen=True, gc=False):
    """One place of a pattern: how far it may be from the last one, and what may stand there."""

    gap: int
    exact: frozenset[str]
    prefixes: tuple[str, ...]
    longer: tuple[_Choice, ...]

    def first_words(self) -> Iterator[tuple[str, bool]]:
        """The words that may stand first here, each with whether more letters may follow."""
        yield from ((word, False) for word in self.exact)
        yield from ((word, True) for word in self.prefixes)
        yield from (choice[0] for choice in self.longer)

    def ends(self, read: Sequence[str], at: int) -> Iterator[int]:
        """Where it may end if it begins at ``at``."""
        word = read[at]
        if word in self.exact or word.startswith(self.prefixes):
            yield at + 1
        for choice in self.longer:
            if all(
                at + n < len(read) and (read[at + n] == word or (more and read[at + n].startswith(word)))
                for n, (word, more) in enumerate(choice)
            ):
                yield at + len(choice)


class Phrase(msgspec.Struct, frozen=True, gc=False):
    """A rule made ready; the bits of ``wanted`` are those of its steps in :func:`may_begin`."""

    rule: Rule
    steps: tuple[_Step, ...]
    unless: _Step | None
    wanted: int = 0

    def end(self, sentence: Sequence[str], start: int) -> int:
        """Where the phrase ends that begins at ``start``; 0 if none does, or if a word near it silences it."""
        reached = {start}
        for step in self.steps:
            further: set[int] = set()
            for position in reached:
                left = step.gap
                for at in range(position, len(sentence)):
                    further.update(step.ends(sentence, at))
                    left -= _HAN_COST if is_han(sentence[at]) else _WORD_COST
                    if left < 0:
                        break
            if not further:
                return 0
            reached = further
        end = min(reached)
        return 0 if self._silenced(sentence[max(0, start - _NEAR) : end + _NEAR]) else end

    def _silenced(self, near: Sequence[str]) -> bool:
        unless = self.unless
        return unless is not None and any(True for at in range(len(near)) for _ in unless.ends(near, at))


@cache
def rules() -> tuple[Rule, ...]:
    """The rows of the table.

    Raises:
        WatchlistError: the table is damaged.
    """
    return tuple(msgspec.convert(row, Rule) for row in shipped.rows(_FILE))


def compiled(rule: Rule) -> Phrase:
    """A rule made ready.

    Raises:
        WatchlistError: the pattern is none of the grammar.
    """
    steps: list[_Step] = []
    gap = 0
    for part in rule.pattern.split():
        if found := _GAP.fullmatch(part):
            if not steps or gap:
                raise WatchlistError(f"{_FILE}, rule {rule.id}: misplaced gap {part}")
            gap = int(found[1])
        else:
            steps.append(_step(rule, part, gap))
            gap = 0
    if gap or not steps:
        raise WatchlistError(f"{_FILE}, rule {rule.id}: a pattern ends with a word")
    return Phrase(rule, tuple(steps), _step(rule, rule.unless, 0) if rule.unless else None)


def _step(rule: Rule, part: str, gap: int) -> _Step:
    exact: list[str] = []
    prefixes: list[str] = []
    longer: list[_Choice] = []
    for option in part.split("|"):
        choice = tuple(_pieces(rule, option))
        if len(choice) > 1:
            longer.append(choice)
        else:
            (prefixes if choice[0][1] else exact).append(choice[0][0])
    return _Step(gap * _WORD_COST, frozenset(exact), tuple(prefixes), tuple(longer))


def _pieces(rule: Rule, option: str) -> Iterator[tuple[str, bool]]:
    for piece in option.split("_"):
        bare = piece.removesuffix("*")
        read = words(bare) if bare else [END]
        short = piece != bare and len(bare) < _SHORTEST and bare < _HANGUL
        if "".join(read) != bare or END in read or folded(bare) != bare or short:
            raise WatchlistError(f"{_FILE}, rule {rule.id}: cannot read {shown(option)}")
        yield from ((word, False) for word in read[:-1])
        yield read[-1], piece != bare


@cache
def phrases() -> tuple[Phrase, ...]:
    """All rules, made ready."""
    made = []
    bit = 0
    for phrase in map(compiled, rules()):
        wanted = ((1 << len(phrase.steps)) - 1) << bit
        bit += len(phrase.steps)
        made.append(msgspec.structs.replace(phrase, wanted=wanted))
    return tuple(made)


@cache
def first_steps() -> int:
    """The bits of the first step of each rule."""
    return sum(phrase.wanted & -phrase.wanted for phrase in phrases())


@cache
def _beginnings() -> tuple[dict[str, int], dict[str, int], tuple[int, ...]]:
    """The steps that a word begins, those that a beginning of a word begins, and how long these are."""
    exact: dict[str, int] = {}
    prefixes: dict[str, int] = {}
    for bit, step in enumerate(step for phrase in phrases() for step in phrase.steps):
        for word, more in step.first_words():
            table = prefixes if more else exact
            table[word] = table.get(word, 0) | 1 << bit
    return exact, prefixes, tuple(sorted(set(map(len, prefixes))))


@lru_cache(_VOCABULARY)
def may_begin(word: str) -> int:
    """The steps of all rules that the word may begin, a bit each."""
    exact, prefixes, lengths = _beginnings()
    steps = exact.get(word, 0)
    for length in lengths:
        steps |= prefixes.get(word[:length], 0)
    return steps
