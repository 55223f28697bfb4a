"""Internet addresses: who is behind one line, one neighbourhood, one carrier, one commercial exit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from benchmarks.platform.arrow import choose, hexadecimal, joined, plain, taken
from benchmarks.platform.people import COUNTRIES
from benchmarks.platform.settings import LONE, PER_EXIT, PER_NAT, PER_SUBNET

__all__ = ["Addresses", "written"]

Keys = NDArray[np.uint64]

_OCTETS = [octet for octet in range(11, 100) if octet not in {77, 80, 83}]
"""First parts of made-up addresses: none of a range that is reported or reserved as a whole."""
_FIRST = pa.array(list(map(str, _OCTETS)))
_SIXTH = "2a02"
_HOSTS = 254
_PER_BLOCK = 32


class Addresses:
    """The address plan of a platform of so many accounts: denser where more people live.

    Args:
        accounts: how many there are; a /24 for homes has a handful of them, a carrier's address hundreds.
    """

    def __init__(self, accounts: int) -> None:
        shares = np.array([country.share for country in COUNTRIES.values()], np.float64)
        each = accounts * shares / shares.sum()
        self._homes = (np.ceil(each / PER_SUBNET) + 4).astype(np.uint64)
        self._carriers = np.ceil(each * LONE["nat"] / PER_NAT).astype(np.uint64)
        self.exits = int(accounts * LONE["vpn"] / PER_EXIT) + 3
        blocks = np.concatenate([self._homes, self._carriers // np.uint64(_PER_BLOCK) + np.uint64(1)])
        starts = (np.cumsum(blocks) - blocks).astype(np.uint64)
        self._home_start, self._carrier_start = starts[: len(COUNTRIES)], starts[len(COUNTRIES) :]
        self._exit_start = blocks.sum()

    def home(self, country: NDArray[np.int64], where: Keys, which: Keys) -> tuple[Keys, Keys]:
        """Neighbourhood and line, from what the line's key stands for in two regards."""
        return self._home_start[country] + where % self._homes[country], which % np.uint64(_HOSTS) + np.uint64(1)

    def carrier(self, country: NDArray[np.int64], which: Keys) -> tuple[Keys, Keys]:
        """One of the addresses behind which the carriers of a country put their customers."""
        number = which % self._carriers[country]
        return self._carrier_start[country] + number // np.uint64(_PER_BLOCK), number % np.uint64(
            _PER_BLOCK
        ) + np.uint64(1)

    def exit(self, which: Keys) -> tuple[Keys, Keys]:
        """One of the exits of commercial VPNs."""
        number = which % np.uint64(self.exits)
        return self._exit_start + number // np.uint64(_PER_BLOCK), number % np.uint64(_PER_BLOCK) + np.uint64(1)


def written(block: Keys, host: Keys, sixth: NDArray[np.bool_]) -> Any:  # noqa: ANN401
    """Addresses as text; of version 6 where ``sixth`` says so."""
    first = taken(_FIRST, (block >> np.uint64(16)) % np.uint64(len(_OCTETS)))
    octets = [plain((block >> np.uint64(8)) & np.uint64(255)), plain(block & np.uint64(255)), plain(host)]
    fourth = joined(first, *octets, by=".")
    if not sixth.any():
        return fourth
    prefix = joined(_SIXTH, hexadecimal(block >> np.uint64(16), 4), hexadecimal(block, 4), by=":")
    return choose(sixth, joined(prefix, plain(host), by="::"), fourth)
