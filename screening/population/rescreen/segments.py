"""Many states in one mapped file, and which of them have a name, a number, an address or a finding.

A segment never changes. What is scored anew goes to a new segment, and the folder says which state of a profile
is the one that holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import accumulate, chain
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
import numpy as np
from numpy.typing import NDArray

from screening import arrays, contacts
from screening.errors import InputError
from screening.indicators import INDICATORS
from screening.names import Index
from screening.names.mapped import FORMAT as INDEX_FORMAT
from screening.names.turned import Shift
from screening.population.rescreen.states import State

__all__ = ["FORMAT", "Segment", "save"]

FORMAT = 1000 + INDEX_FORMAT
"""Raise the thousands when the arrays or :class:`~screening.population.rescreen.states.State` change."""
_WHAT = "segment of profiles"
_NAMES = "names."
_IDS = {indicator.id: number for number, indicator in enumerate(INDICATORS)}
_HALF = 64
Rows = NDArray[np.uint32]


def save(states: Sequence[State], path: Path) -> None:
    """Write states to a file, which appears whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    rows_of: dict[str, list[int]] = {}
    numbers: list[tuple[int, int]] = []
    for row, state in enumerate(states):
        for name in state.names:
            rows_of.setdefault(name, []).append(row)
        numbers += [(crc32(key.encode()), row) for key in state.numbers]
    streets = [(key, row) for row, state in enumerate(states) for key in state.streets]
    v4, v6 = _addresses(states)
    blobs = list(map(msgspec.msgpack.Encoder().encode, states))
    findings = [[_IDS[name] for name in state.findings if name in _IDS] for state in states]
    found: dict[str, NDArray[Any]] = {
        **{_NAMES + name: array for name, array in Index(list(rows_of)).arrays.items()},
        "bearers": np.fromiter(chain.from_iterable(rows_of.values()), np.uint32),
        "bearers_at": _starts(rows_of.values()),
        "findings": np.fromiter(chain.from_iterable(findings), np.uint16),
        "findings_at": _starts(findings),
        "states": np.frombuffer(b"".join(blobs), np.uint8),
        "states_at": np.array([0, *accumulate(map(len, blobs))], np.uint64),
    }
    for name, pairs in (("numbers", numbers), ("streets", streets), ("v4", v4), ("v6", v6)):
        pairs.sort()
        found[name] = np.array([key for key, _ in pairs], np.uint64)
        found[f"{name}_row"] = np.array([row for _, row in pairs], np.uint32)
    arrays.save(path, found, what=_WHAT, form=FORMAT)


def _addresses(states: Iterable[State]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The IP addresses of the states, by version; of the longer ones the first half."""
    v4: list[tuple[int, int]] = []
    v6: list[tuple[int, int]] = []
    for row, state in enumerate(states):
        for key in state.numbers:
            kind, _, form = key.partition("\t")
            if kind != "ip":
                continue
            try:
                address = contacts.network(form).network_address
            except InputError:  # the form in which other numbers are compared
                continue
            if address.version == 4:  # noqa: PLR2004 - as the protocols are called
                v4.append((int(address), row))
            else:
                v6.append((int(address) >> _HALF, row))
    return v4, v6


def _starts(lists: Iterable[Sequence[int]]) -> Rows:
    return np.array([0, *accumulate(map(len, lists))], np.uint32)


class Segment:
    """States in a file, mapped.

    Args:
        path: of the file that :func:`save` wrote.

    Raises:
        WatchlistError: it is damaged, or of another version.
        OSError: it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        _, self._arrays = arrays.load(path, what=_WHAT, form=FORMAT)
        self._decode = msgspec.msgpack.Decoder(State).decode

    def __len__(self) -> int:
        return len(self._arrays["states_at"]) - 1

    def __getitem__(self, row: int) -> State:
        start, end = self._arrays["states_at"][row : row + 2].tolist()
        return self._decode(self._arrays["states"][start:end].data)

    def bearing(self, shift: Shift, threshold: float) -> Rows:
        """Rows of profiles that may be found otherwise by a name, see :meth:`screening.names.Index.seekers`."""
        tables = {n.removeprefix(_NAMES): a for n, a in self._arrays.items() if n.startswith(_NAMES)}
        index = Index.from_arrays(tables, self._path)  # what it learns of its names in a search is not kept
        found = index.seekers(shift, threshold=threshold) if len(index) else []
        return _spans(self._arrays["bearers"], self._arrays["bearers_at"], found)

    def having(self, keys: Iterable[str]) -> Rows:
        """Rows of profiles with a number of one of these keys."""
        return self._of("numbers", [(key, key) for key in (crc32(text.encode()) for text in keys)])

    def hashing(self, hashes: Mapping[tuple[str, str], Collection[str]]) -> Rows:
        """Rows of profiles with a number of which a hash is listed: each is hashed, so this reads all profiles.

        Args:
            hashes: by group and salt.
        """
        if not hashes:
            return np.empty(0, np.uint32)
        return np.array([row for row in range(len(self)) if _has_hash(self[row], hashes)], np.uint32)

    def within(self, networks: Iterable[contacts.Network]) -> Rows:
        """Rows of profiles with an IP address in one of these networks, or near the longer ones."""
        spans: Mapping[str, list[tuple[int, int]]] = {"v4": [], "v6": []}
        for network in networks:
            shift = 0 if network.version == 4 else _HALF  # noqa: PLR2004
            first, last = int(network.network_address) >> shift, int(network.broadcast_address) >> shift
            spans[f"v{network.version}"].append((first, last))
        return np.concatenate([self._of(name, found) for name, found in spans.items()])

    def at_streets(self, keys: NDArray[np.uint32]) -> Rows:
        """Rows of companies at an address with one of these keys."""
        return self._of("streets", [(key, key) for key in keys.tolist()])

    def found_by(self, indicators: Iterable[str]) -> Rows:
        """Rows of profiles in which one of these indicators found something."""
        wanted = np.isin(self._arrays["findings"], np.array([_IDS[name] for name in indicators], np.uint16))
        places = np.flatnonzero(wanted)
        return (self._arrays["findings_at"].searchsorted(places, side="right") - 1).astype(np.uint32)

    def _of(self, name: str, spans: Iterable[tuple[int, int]]) -> Rows:
        keys, rows = self._arrays[name], self._arrays[f"{name}_row"]
        found = [
            rows[keys.searchsorted(np.uint64(first)) : keys.searchsorted(np.uint64(last), side="right")]
            for first, last in spans
        ]
        return np.concatenate(found) if found else np.empty(0, np.uint32)


def _has_hash(state: State, hashes: Mapping[tuple[str, str], Collection[str]]) -> bool:
    for key in state.numbers:
        kind, _, form = key.partition("\t")
        for (group, salt), values in hashes.items():
            if group == kind and contacts.hashed(salt, form) in values:
                return True
    return False


def _spans(values: Rows, at: Rows, places: Iterable[int]) -> Rows:
    found = [values[at[place] : at[place + 1]] for place in places]
    return np.concatenate(found) if found else np.empty(0, np.uint32)
