"""The search turned about: nobody is left out who is found otherwise once other names are listed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.lists import bundled
from screening.names import Index
from screening.names.text import read

LISTED = list(dict.fromkeys((alias.name, e.kind) for w in bundled() for e in w for alias in e.names))
COMMON = [
    *("Abdul Rahman Ahmed", "Abdulrahman Ahmed", "Mohammad Mohammad", "Electro Company", "J. Kim", "Kim"),
    *("President Kim", "KSRC", "Marta Wzorowa Trading Ltd", "Ltd", "Mu H", "Silver Star", "Silverstar Network"),
]


def index(names: Sequence[tuple[str, str]]) -> Index:
    return Index([name for name, _ in names], kinds=[kind for _, kind in names])


def slipped(name: str, draw: random.Random) -> str:
    """A name as people write it: words left out, turned, joined, shortened, misspelt, with a title or a form."""
    words = name.split()
    if len(words) > 1 and draw.random() < 0.3:
        words.pop(draw.randrange(len(words)))
    if draw.random() < 0.4:
        draw.shuffle(words)
    if draw.random() < 0.4:
        at, letter = draw.randrange(len(words)), draw.randrange(1, 9)
        words[at] = words[at][:letter] + draw.choice(["", "a", "h"]) + words[at][letter + 1 :]
    if len(words) > 1 and draw.random() < 0.2:
        words[:2] = ["".join(words[:2])]
    if len(words) > 3 and draw.random() < 0.1:
        words = ["".join(word[0] for word in words)]
    if draw.random() < 0.1:
        words[0] = words[0][:1] + "."
    if draw.random() < 0.2:
        words = [*draw.choice([["Mr"], ["President"], []]), *words, *draw.choice([["Ltd"], ["Trading"], []])]
    return " ".join(words)


@cache
def population() -> tuple[list[str], Index]:
    draw = random.Random(3)  # noqa: S311 - names, no secret
    names = [*COMMON, *(slipped(name, draw) for name, _ in LISTED)]
    names = [name for name in dict.fromkeys(names) if read(name).words]
    return names, Index(names)


@settings(max_examples=6, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**32), threshold=st.sampled_from([0.6, 0.8, 0.95]))
def test_whoever_is_found_otherwise_is_among_the_seekers(seed: int, threshold: float) -> None:
    names, people = population()
    draw = random.Random(seed)  # noqa: S311 - a choice, no secret
    changed = draw.sample(LISTED, 20)
    before = [pair for pair in LISTED if pair not in changed or draw.random() < 0.3]
    then, now = index(before), index(LISTED)
    found = set(people.seekers(then.shift(now, index(changed)), threshold=threshold))
    assert 0 < len(found) < len(names) / 2
    for place, name in enumerate(names):
        old = [(before[at], match.score) for at, match in then.search(name, limit=40, threshold=threshold)]
        new = [(LISTED[at], match.score) for at, match in now.search(name, limit=40, threshold=threshold)]
        assert old == new or place in found, name


@pytest.mark.parametrize(
    ("added", "seeker"),
    [
        ("TESTOV, Boris Ivanovich", "Boris Testov"),  # words that agree
        ("Yanbian Silver Star Network Technology", "Yanbian Silverstar Network"),  # neighbours there
        ("Silverstar Technology", "Silver Star Technology Ltd"),  # neighbours here
        ("Muh Sholeh", "Mu H Sholeh"),  # too short for a key
        ("MOHAMMAD HASSAN", "Mohammad Mohammad Hasan"),  # a word twice
        ("Yanbian Silver Star Network Technology", "YSSNT"),  # first letters
        ("YSSNT", "Yanbian Silver Star Network Technology"),
        ("Kim", "President Kim"),  # an office
        ("John Testov", "J. Testov"),  # an initial
        ("محمد", "Mohamed"),  # short vowels
    ],
)
def test_a_name_finds_what_is_added(added: str, seeker: str) -> None:
    people = Index(["Anna Musterova", seeker, "Clara Probst"])
    listed = Index(["Wholly Unlike"])
    now = listed.updated([added])
    assert now.search(seeker)
    assert people.seekers(listed.shift(now, Index([added]))) == [1]
    assert people.seekers(now.shift(listed, Index([added]))) == [1]


def test_a_name_that_is_only_among_the_candidates_is_no_seeker() -> None:
    listed = Index(["Wholly Unlike"])
    people = Index(["Colin Smith"])
    assert people.seekers(listed.shift(listed.updated(["Always Smooth Ltd"]), Index(["Always Smooth Ltd"]))) == []


def test_a_word_that_a_list_gets_may_unfind_a_name_that_stays() -> None:
    """Words that an index does not know are looked for more freely."""
    listed = Index(["شركة الكوثر"], kinds=["organization"])
    now = listed.updated(["Alkowsar Mado Ivanov Petrov Sidorov"], kinds=["person"])
    assert [at for at, _ in listed.search("Alkowsar Company")] == [0]
    assert now.search("Alkowsar Company") == []
    assert Index(["Alkowsar Company"]).seekers(listed.shift(now, Index(["Unlike"]))) == [0]
