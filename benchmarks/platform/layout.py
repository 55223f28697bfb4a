"""Who belongs to which group: a few whole numbers for each account, held for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.platform.settings import FORWARDER, HONEST_PER_WORKER, HUBS, RINGS, Group

__all__ = ["KINDS", "Layout", "Members", "laid_out", "mixed"]

KINDS = ("", *RINGS, *HUBS, "forwarder")
"""Kinds of groups by their number; 0 is no group."""
_PART = 0.04
"""No honest group but a household is larger than this part of the platform."""
_M1, _M2, _STEP = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB), 0x9E3779B97F4A7C15
_WHOLE = 0xFFFFFFFFFFFFFFFF


def mixed(keys: NDArray[np.uint64], salt: int) -> NDArray[np.uint64]:
    """Numbers as good as drawn, but always the same for the same key and salt (splitmix64)."""
    x = keys + np.uint64((salt + 1) * _STEP & _WHOLE)
    x = (x ^ (x >> np.uint64(30))) * _M1
    x = (x ^ (x >> np.uint64(27))) * _M2
    return x ^ (x >> np.uint64(31))


class Members(NamedTuple):
    """Some accounts in their groups, in the order of the accounts.

    Attributes:
        group: numbers of the groups, -1 for none.
        kind: positions in :data:`KINDS`.
        number: which member of the group an account is, from 0.
        size: how many members the group has, 0 without one.
    """

    group: NDArray[np.int64]
    kind: NDArray[np.int64]
    number: NDArray[np.int64]
    size: NDArray[np.int64]


class Layout(NamedTuple):
    """The groups of one kind of belonging; an account is in one of them at most.

    Attributes:
        places: for each account its place in the groups laid one after the other, -1 for none.
        starts: where each group starts; sizes: how many members it has.
        kinds: of each group, a position in :data:`KINDS`.
        firsts: of each group, the account that is its first member.
    """

    places: NDArray[np.int32]
    starts: NDArray[np.int64]
    sizes: NDArray[np.int64]
    kinds: NDArray[np.int64]
    firsts: NDArray[np.int64]

    def members(self, first: int, last: int) -> Members:
        """The accounts from ``first`` to before ``last``."""
        places = self.places[first:last].astype(np.int64)
        group = np.searchsorted(self.starts, places, side="right") - 1
        inside = places >= 0
        return Members(
            np.where(inside, group, -1),
            np.where(inside, self.kinds[group], 0),
            np.where(inside, places - self.starts[group], 0),
            np.where(inside, self.sizes[group], 0),
        )


def laid_out(accounts: int, seed: int, *, rings: bool = True) -> tuple[Layout, Layout]:
    """Rings, households and other honest groups; and apart from them, who receives through which forwarder.

    Args:
        accounts: how many there are; at least 1,000.
        seed: of all draws.
        rings: whether any are planted.
    """
    rng = np.random.default_rng([seed, 0])
    sizes = [*(_rings(accounts, rng) if rings else ()), *_honest(HUBS, accounts, rng)]
    forwarders = list(_honest({"forwarder": FORWARDER}, accounts, rng))
    return _placed(accounts, sizes, rng), _placed(accounts, forwarders, rng)


def _placed(accounts: int, groups: list[tuple[int, int]], rng: np.random.Generator) -> Layout:
    if not groups:  # a platform too small for any
        nobody = np.zeros(1, np.int64)
        return Layout(np.full(accounts, -1, np.int32), nobody, nobody, nobody, nobody)
    kinds = np.array([kind for kind, _ in groups], np.int64)
    ends = np.cumsum([size for _, size in groups], dtype=np.int64)
    places = np.full(accounts, -1, np.int32)
    chosen = rng.permutation(np.arange(accounts, dtype=np.int32))[: ends[-1]]
    places[chosen] = np.arange(len(chosen), dtype=np.int32)
    starts = np.concatenate(([0], ends[:-1]))
    return Layout(places, starts, ends - starts, kinds, chosen[starts].astype(np.int64))


def _rings(accounts: int, rng: np.random.Generator) -> Iterator[tuple[int, int]]:
    """One ring of each kind, and more until there are as many members as the base rate says."""
    wanted = accounts / HONEST_PER_WORKER
    for name, ring in RINGS.items():
        planted = 0
        while not planted or planted < wanted * ring.share:
            size = _size(ring, rng)
            planted += size
            yield KINDS.index(name), size


def _honest(groups: Mapping[str, Group], accounts: int, rng: np.random.Generator) -> Iterator[tuple[int, int]]:
    for name, group in groups.items():
        left = int(accounts * group.share)
        while left >= group.sizes[0]:
            size = min(_size(group, rng), max(int(accounts * _PART), group.sizes[0]), left)
            left -= size
            yield KINDS.index(name), size


def _size(group: Group, rng: np.random.Generator) -> int:
    low, high = np.log(group.sizes[0]), np.log(group.sizes[1] + 1)
    return int(np.exp(rng.uniform(low, high)))
