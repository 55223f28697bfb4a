"""From link rows to links and clusters, as steps in SQL that DuckDB and Spark understand alike.

An engine makes tables from queries, one after another, and counts. :func:`find` tells it which; an engine that has
no ``slice``, ``sort_array`` or ``array_remove`` of Spark's meaning defines them. Input: ``keys`` and ``abouts``
(:mod:`.tables`). Output:

``accounts``    account, id, names, stated, observed, created, domain, listed; one row each
``shared``      kind, key, account, day, known: only what two accounts or more share
``groups``      kind, key, degree, first (its least account), reason (why it is a hub, null if it is none)
``links``       account, kind, degree, hub, others (ids; null for hubs): at most ten of a kind for an account
``components``  account, label: the least of those whom one strong link joins, or two weak ones of different kinds

Everything is a group-by or a join on keys; nothing compares accounts pair by pair. A key that n accounts share is
a star around its least account, so that edges are never more than rows. Components: each round gives an account,
and what its label points to, the least label around, then follows labels one step; the rounds grow with the
logarithm of the longest chain. Who shares a weaker thing with three members of a cluster joins it afterwards, if
those in clusters are half of those who share it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from screening.population.links import queries

__all__ = ["Engine", "find"]


class Engine(Protocol):
    """What runs the steps."""

    def make(self, name: str, query: str) -> None:
        """Keep the result of a query as a table, in the place of one that had this name."""

    def number(self, query: str) -> int:
        """The one number that a query gives."""


def find(engine: Engine) -> int:
    """Make the tables named above from ``keys`` and ``abouts``; the number of rounds that the components took."""
    _make(engine, queries.STEPS)
    rounds = _components(engine)
    _make(engine, queries.FOLLOWERS)
    rounds += _components(engine)
    _make(engine, queries.LAST)
    return rounds


def _make(engine: Engine, steps: Iterable[tuple[str, str]]) -> None:
    for name, query in steps:
        engine.make(name, query)


def _components(engine: Engine) -> int:
    """Label each account with the least one that it is joined to; the number of rounds.

    Labels only ever become less, so that this ends.
    """
    engine.make("labels", "SELECT DISTINCT a AS account, a AS label FROM edges")
    rounds, changed = 0, 1
    while changed:
        engine.make("hooked", queries.HOOK)
        engine.make("jumped", queries.JUMP)
        changed = engine.number(queries.CHANGED)
        engine.make("labels", "SELECT account, label FROM jumped")
        rounds += 1
    return rounds
