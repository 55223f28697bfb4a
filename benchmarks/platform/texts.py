"""Bios and proposals: of honest people their own, of some a published template, of rings one in many versions."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.platform.arrow import choose, joined, lists, plain, struct, taken
from benchmarks.platform.drawing import Draft
from benchmarks.platform.persons import DATES, Person

__all__ = ["column"]

_SENTENCES = 4
_BEGINNINGS = (
    "I build", "I have built", "I look after", "My work is on", "For years I have made", "I like to repair",
    "Clients ask me for", "I was taught to plan", "Most of my days go into", "I began with",
)  # fmt: skip
_THINGS = (
    "small shops", "booking pages", "internal dashboards", "mobile apps", "payment forms", "data pipelines",
    "translations of manuals", "logos and type", "test suites", "reports for boards", "old code bases", "games",
    "course material", "search pages", "maps", "newsletters", "warehouse software", "medical forms",
)  # fmt: skip
_WHERE = (
    "for firms in my town", "with teams in other time zones", "for schools", "in hospitals", "mostly alone",
    "for a family business", "together with my brother", "for museums", "with two friends", "for farms",
    "for local authorities", "on short contracts", "since my studies", "in the evenings",
)  # fmt: skip
_HOW = (
    "and answer within a day.", "and write tests first.", "with plain tools.", "and keep notes of every step.",
    "at a fixed price.", "and send drafts early.", "and I do not work on Sundays.", "with care for detail.",
)  # fmt: skip


@cache
def _sentences() -> list[str]:
    return [" ".join(parts) for parts in product(_BEGINNINGS, _THINGS, _WHERE, _HOW)]


def column(draft: Draft, person: Person) -> Any:  # noqa: ANN401 - Arrow has no types
    """The texts of each account: a bio, of every third a proposal as well.

    What shares a template shares its sentences but one word or number; a published template is copied as it is.
    """
    known = draft.known["texts"]
    counts = np.where(known, 1 + (draft.rng.random(len(draft)) < 0.35), 0)
    who = np.repeat(np.arange(len(draft)), counts)
    proposal = np.zeros(len(who), np.bool_)
    proposal[1:] = who[1:] == who[:-1]
    key = draft.keys["template"][who] * np.uint64(2) + proposal.astype(np.uint64)
    parts = [_one(draft, key, slot) for slot in range(_SENTENCES)]
    years = plain(draft.rng.integers(2, 20, len(who)))
    own = choose(draft.lone["stock_text"][who], "", joined(" ", years, " years of experience."))
    return lists(
        counts,
        struct(
            kind=choose(proposal, "proposal", "bio"),
            body=joined(joined(*parts, by=" "), own),
            at=taken(DATES, person.created[who]),
        ),
        known,
    )


def _one(draft: Draft, key: NDArray[np.uint64], slot: int) -> Any:  # noqa: ANN401
    sentences = _sentences()
    return taken(sentences, draft.mixed(key, 70 + slot) % np.uint64(len(sentences)))
