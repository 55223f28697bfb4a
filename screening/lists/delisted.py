"""Entries of the bundled list that their publisher has taken off since.

The bundled list is as old as its last review. Where a newer copy of the publisher's own list is searched beside it
and no longer has an entry, the entry is *delisted*: it asks for a review, and does not escalate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from screening.lists.bundle import publishers
from screening.watchlist import BUNDLED, Entity, Watchlist

__all__ = ["entries"]

_SAME_IDS = ("ofac_sdn", "un_sc", "uk_sanctions")
"""Lists whose own ids the bundled list uses; its EU ids are those of the regulations' annexes."""


def entries(watchlists: Sequence[Watchlist]) -> Iterator[Entity]:
    """The entries of all lists, one list after the other, delisted ones of the bundled list told apart."""
    newer = {w.id: {entity.id for entity in w} for w in watchlists if w.official and _is_newer(w)}
    for watchlist in watchlists:
        yield from _checked(watchlist, newer) if watchlist.id == BUNDLED and newer else watchlist


def _is_newer(watchlist: Watchlist) -> bool:
    return watchlist.id in _SAME_IDS and watchlist.as_of > publishers()[watchlist.id].as_of


def _checked(bundled: Iterable[Entity], newer: dict[str, set[str]]) -> Iterator[Entity]:
    for entity in bundled:
        gone = entity.list in newer and entity.id not in newer[entity.list]
        yield msgspec.structs.replace(entity, status="delisted") if gone else entity
