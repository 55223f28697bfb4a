"""The files of a platform, written part by part in memory that does not grow with the number of accounts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.platform.arrow import hidden, joined, lists, plain, taken
from benchmarks.platform.drawing import Draft
from benchmarks.platform.layout import KINDS, laid_out
from benchmarks.platform.persons import ids
from benchmarks.platform.rendering import columns, typical
from benchmarks.platform.settings import CHUNK, HUBS, RINGS

__all__ = ["ACCOUNTS", "FEWEST", "MOST", "TRUTH", "Written", "parts", "write"]

ACCOUNTS, TRUTH = "accounts.parquet", "truth.parquet"
FEWEST, MOST = 1_000, 10_000_000
_RING = np.array([kind in RINGS for kind in KINDS])
_HUB = np.array([kind in HUBS for kind in KINDS])
_PAYS = KINDS.index("client_pays_developer")


class Written(NamedTuple):
    """What was written: accounts, planted rings and their members."""

    accounts: int
    rings: int
    members: int


def parts(accounts: int, seed: int, *, plain_profiles: bool = False) -> Iterator[tuple[Any, Any]]:
    """The platform in Arrow tables of :data:`~benchmarks.platform.settings.CHUNK` accounts, each with its truth.

    Args:
        accounts: how many, from :data:`FEWEST` to :data:`MOST`.
        seed: of all draws, 0 or more.
        plain_profiles: typical sign-ups, without rings and with few fields, instead of all that may be known.

    Raises:
        ValueError: the number is out of these bounds.
    """
    if not FEWEST <= accounts <= MOST:
        raise ValueError(f"{accounts} accounts: from {FEWEST:,} to {MOST:,} can be made")
    layouts = laid_out(accounts, seed, rings=not plain_profiles)
    rendered = typical if plain_profiles else columns
    for first in range(0, accounts, CHUNK):
        draft = Draft(layouts, accounts, seed, first, min(first + CHUNK, accounts))
        yield rendered(draft), _truth(draft)


def write(folder: Path, accounts: int, seed: int, *, plain_profiles: bool = False) -> Written:
    """Write the accounts and the truth into a folder, which is made if it is not there.

    Args:
        folder: where the files go; older ones are replaced.
        accounts: how many, from :data:`FEWEST` to :data:`MOST`.
        seed: of all draws, 0 or more.
        plain_profiles: as for :func:`parts`.

    Raises:
        ValueError: the number of accounts is out of bounds.
        OSError: a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rings: set[str] = set()
    members = 0
    writers: list[Any] = []
    try:
        for tables in parts(accounts, seed, plain_profiles=plain_profiles):
            if not writers:
                writers = [
                    pq.ParquetWriter(folder / name, table.schema, compression="zstd", compression_level=1)
                    for name, table in zip((ACCOUNTS, TRUTH), tables, strict=True)
                ]
            for writer, table in zip(writers, tables, strict=True):
                writer.write_table(table)
            found = tables[1]["ring"].drop_null().to_pylist()
            rings.update(found)
            members += len(found)
    finally:
        for writer in writers:
            writer.close()
    return Written(accounts, len(rings), members)


def _truth(draft: Draft) -> Any:  # noqa: ANN401 - Arrow has no types
    """Of each account its ring or its honest group, its part in the ring, and every kind of hub it is in."""
    members, kinds = draft.members, pa.array(KINDS)
    ring, hub = _RING[members.kind], _HUB[members.kind]
    kind = taken(kinds, members.kind)
    group = joined(kind, "-", plain(members.group))
    client = (members.kind == _PAYS) & (members.number == 0)
    through = draft.through
    forwarder = joined("forwarder-", plain(draft.forwarders.group))
    lone = {"carrier_nat": "nat", "vpn_exit": "vpn", "common_device": "common_device", "stock_text": "stock_text"}
    flags = np.column_stack([hub, through, *(draft.lone[habit] for habit in lone.values())])
    names = np.column_stack([
        members.kind,
        *(np.full(len(draft), number) for number in range(len(KINDS) - 1, len(KINDS) + len(lone))),
    ])  # fmt: skip
    hubs = lists(flags.sum(axis=1), taken([*KINDS, *lone], names[flags]), np.ones(len(draft), np.bool_))
    return pa.table({
        "account": ids(draft.number),
        "ring": hidden(group, ring),
        "ring_kind": hidden(kind, ring),
        "role": hidden(taken(["worker", "client"], client), ring),
        "group": hidden(group, hub),
        "forwarder": hidden(forwarder, through),
        "hubs": hubs,
    })  # fmt: skip
