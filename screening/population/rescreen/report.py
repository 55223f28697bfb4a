"""What a rescreening is given, and what it tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeAlias

import msgspec

from screening.policy import Policy
from screening.population.rescreen.changes import Change

__all__ = ["Job", "Report", "Rescored", "Settle"]


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """By what a population is scored.

    Attributes:
        policy, today: as a screener takes them.
        kind: of records that do not state one.
        workers: processes, where there is much to search or to score; with 1 nothing is started.
        keep: whether the snapshot stays as it is.
    """

    policy: Policy
    today: dt.date
    kind: str | None = None
    workers: int = 1
    keep: bool = False


class Rescored(msgspec.Struct, frozen=True):
    """A record that was scored again: its id, the number of its file, and that of its row or line there."""

    id: str
    file: int
    line: int


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a rescreening found.

    Attributes:
        since, today: of what date the snapshot was, and is now.
        profiles: records of the population; refused: those of them that cannot be screened.
        lists: those in another state, or that are new or gone.
        entries: how many entries of the lists were added, removed, changed, or are of a party with other listings.
        policy: what changed of it.
        everything: why every profile was scored again; empty if not.
        rescored: the records that were scored again.
        changes: what is otherwise about profiles, in the order of the population, those that are gone last.
    """

    since: dt.date
    today: dt.date
    profiles: int
    refused: int
    lists: tuple[str, ...]
    entries: dict[str, int]
    policy: tuple[str, ...]
    everything: tuple[str, ...]
    rescored: tuple[Rescored, ...]
    changes: tuple[Change, ...]

    @property
    def asks(self) -> bool:
        """Whether somebody must look at anything."""
        return any(change.asks for change in self.changes)


Settle: TypeAlias = Callable[[Report], Report]
"""Takes what was found before the snapshot is brought up to date, and gives what is to be told."""
