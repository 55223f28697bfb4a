"""What each account of a part of the platform has, as numbers: keys that stand for a device, a street, an address.

An account that is alone in something has its own number as the key; what a group shares has a key of the group. A
key always renders to the same text, so that two accounts share exactly what their keys share.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from benchmarks.platform.layout import KINDS, Layout, Members, mixed
from benchmarks.platform.people import COUNTRIES
from benchmarks.platform.settings import HUBS, KNOWN, LONE, RINGS, SIGNALS

__all__ = ["US", "Draft", "Keys"]

Keys = NDArray[np.uint64]
_GROUP, _FORWARDER, _COMMON, _STOCK = (np.uint64(1 << bit) for bit in (40, 41, 43, 44))
"""Where the keys of groups, forwarders, common devices and published texts begin; accounts come before them."""
_SUBGROUPS = np.uint64(1 << 10)
_COUNTRY, _LOTS = 1, 80
_ALL = 2.0**64
_SHARES = np.cumsum([country.share for country in COUNTRIES.values()])
US = list(COUNTRIES).index("US")
_FARM = KINDS.index("laptop_farm")
_STOCK_TEXTS = 40
_PER_COMMON = 400
_FIELD = {
    "street": "shipping", "payout": "payouts", "wallet": "wallets", "phone": "phones", "mailbox": "emails",
    "document": "document_image", "referee": "references", "template": "texts", "client": "work",
    "company": "companies", "payer": "payments", "home": "logins",
}  # fmt: skip
"""The field in which something shared is seen; it is known of those who share it."""


class Draft:
    """The accounts from ``first`` to before ``last``.

    Attributes:
        rng: the chance of this part alone.
        number: of each account.
        members: rings, households and other groups; group_first: the first account of each one's group.
        forwarders: whose customer each would be; through: who does receive through that forwarder.
        keys: of each signal; shared: whether the key is a group's.
        country: position in :data:`~benchmarks.platform.people.COUNTRIES`.
        known: for each field, whether the platform knows it.
        lone: of each habit, who has it.
    """

    def __init__(self, layouts: tuple[Layout, Layout], accounts: int, seed: int, first: int, last: int) -> None:
        self.accounts = accounts
        self.salt = (seed % (1 << 31)) << 8
        self.rng = np.random.default_rng([seed, 1, first])
        self.number = np.arange(first, last, dtype=np.uint64)
        self.members = layouts[0].members(first, last)
        self.forwarders = layouts[1].members(first, last)
        self.group_first = layouts[0].firsts[self.members.group]
        self.keys: dict[str, Keys] = {}
        self.shared: dict[str, NDArray[np.bool_]] = {}
        for signal in SIGNALS:
            self._share(signal)
        self.known = {field: self.chance(rate) for field, rate in KNOWN.items()}
        self.lone = {habit: self.chance(rate) for habit, rate in LONE.items()}
        self._habits()
        for signal, field in _FIELD.items():
            self.known[field] |= self.shared[signal]
        self.country = self.country_of("country")

    def __len__(self) -> int:
        return len(self.number)

    def chance(self, rate: float) -> NDArray[np.bool_]:
        """Who, by chance."""
        return self.rng.random(len(self), dtype=np.float32) < rate

    def mixed(self, keys: Keys, salt: int) -> Keys:
        """What a key stands for in one regard (``salt`` below 256)."""
        return mixed(keys, salt + self.salt)

    def country_of(self, signal: str) -> NDArray[np.int64]:
        """The country of what a key stands for: the account's own, or the one of what is shared."""
        found = self.country_of_keys(self.keys[signal])
        if signal != "country":
            found = np.where(self.shared[signal], found, self.country)
        return np.where(self.shared[signal] & (self.members.kind == _FARM), US, found).astype(np.int64)

    def country_of_keys(self, keys: Keys) -> NDArray[np.int64]:
        """The country that keys stand for."""
        draw = self.mixed(keys, _COUNTRY) % np.uint64(_SHARES[-1])
        return np.searchsorted(_SHARES, draw.astype(np.int64), side="right")

    def _share(self, signal: str) -> None:
        """Give what groups share the key of the group, or of the part of the group that shares it."""
        keys = self.number.copy()
        rates, among = np.zeros(len(KINDS)), np.zeros(len(KINDS), np.int64)
        for name, group in (RINGS | HUBS).items():
            if signal in group.shared:
                rates[KINDS.index(name)], among[KINDS.index(name)] = group.shared[signal]
        members: Members = self.members
        shares = self.rng.random(len(self)) < rates[members.kind]
        part = np.zeros(len(self), np.int64)
        lots = np.flatnonzero(among[members.kind])
        shares[lots], part[lots] = self._lots(signal, lots, rates, among)
        group_keys = _GROUP + members.group.astype(np.uint64) * _SUBGROUPS + part.astype(np.uint64)
        keys[shares] = group_keys[shares]
        self.keys[signal], self.shared[signal] = keys, shares

    def _lots(
        self, signal: str, who: NDArray[np.int64], rates: NDArray[np.float64], among: NDArray[np.int64]
    ) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
        """Which members share something among a few, and in which lot; a last one alone goes to the lot before.

        Drawn for whole groups, as members are in many parts of the platform: those who share are numbered first
        and parted then. Were everybody parted first, most of a few in a lot would share it with nobody.
        """
        members: Members = self.members
        group, number, kind = members.group[who], members.number[who], members.kind[who]
        each = np.arange(members.size[who].max(initial=0))
        everybody = group[:, None].astype(np.uint64) * _SUBGROUPS + each.astype(np.uint64)
        drawn = self.mixed(everybody, _LOTS + SIGNALS.index(signal)) / _ALL
        shares = (drawn < rates[kind][:, None]) & (each < members.size[who][:, None])
        before = (shares & (each < number[:, None])).sum(axis=1)
        last = np.maximum((shares.sum(axis=1) - 2) // among[kind], 0)
        return shares[np.arange(len(who)), number], np.minimum(before // among[kind], last)

    def _habits(self) -> None:
        """What strangers have in common as a matter of course."""
        self.through = through = (self.forwarders.group >= 0) & ~self.shared["street"]
        self.keys["street"][through] = _FORWARDER + self.forwarders.group[through].astype(np.uint64)
        self.shared["street"] |= through
        for signal, habit, start, number in (
            ("device", "common_device", _COMMON, 1 + int(self.accounts * LONE["common_device"] / _PER_COMMON)),
            ("template", "stock_text", _STOCK, _STOCK_TEXTS),
        ):
            who = self.lone[habit] & ~self.shared[signal]
            self.lone[habit] = who
            self.keys[signal][who] = start + self.rng.integers(0, number, int(who.sum())).astype(np.uint64)
