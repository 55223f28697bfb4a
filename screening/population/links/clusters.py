"""Clusters: accounts that strong links join, with all that ties them, their names, places and growth."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any, Protocol

import msgspec

from screening.drawing.graph import Edge, graph
from screening.drawing.markup import Markup, card, facts, table
from screening.errors import InputError
from screening.population.links.definitions import LINKS

__all__ = ["NUMBERED", "Cluster", "Member", "Tie", "parse", "read"]

_MOST_MEMBERS, _MOST_TIES = 1_000, 1_000
_DRAWN_MEMBERS, _DRAWN_TIES = 60, 60
_MOST_SHOWN = 200
_EPOCH = dt.date(1970, 1, 1)
A_PERSON_DECIDES = (
    "A cluster is a reason to look, and no verdict: families, agencies and colleagues are clusters too."
)


class Member(msgspec.Struct, frozen=True, omit_defaults=True):
    """One account of a cluster.

    Attributes:
        id: of the account.
        names: all that it uses.
        stated, observed: the country it states; those in which it logs in, is called and is paid.
        since: first day, ISO 8601; ``None`` if not known.
    """

    id: str
    names: tuple[str, ...] = ()
    stated: str | None = None
    observed: tuple[str, ...] = ()
    since: str | None = None

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """Where it was observed, other than stated; nothing if no country is stated."""
        return tuple(place for place in self.observed if self.stated and place != self.stated)


class Tie(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that members share.

    Attributes:
        kind: of :data:`~.definitions.LINKS`.
        accounts: the members that share it.
        degree: all accounts that share it.
    """

    kind: str
    accounts: tuple[str, ...]
    degree: int

    @property
    def strong(self) -> bool:
        """Whether it joins accounts to a cluster."""
        return LINKS[self.kind].strength == "strong"


class Cluster(msgspec.Struct, frozen=True, omit_defaults=True):
    """Accounts that strong links join.

    Attributes:
        id: the first of its members' ids, in the order of characters.
        size: how many members it has.
        members: the first thousand of them, by id.
        ties: what they share, strong kinds first; at most a thousand. Hubs are none.
    """

    id: str
    size: int
    members: tuple[Member, ...]
    ties: tuple[Tie, ...]

    @property
    def kinds(self) -> dict[str, int]:
        """How many members each kind of link ties, in the order of :data:`~.definitions.LINKS`."""
        tied: dict[str, set[str]] = {}
        for tie in self.ties:
            tied.setdefault(tie.kind, set()).update(tie.accounts)
        return {kind: len(tied[kind]) for kind in LINKS if kind in tied}

    @property
    def names(self) -> tuple[str, ...]:
        """All names in use."""
        return tuple(dict.fromkeys(name for member in self.members for name in member.names))

    @property
    def stated(self) -> dict[str, int]:
        """How many members state each country, the most frequent first."""
        return _counted(member.stated for member in self.members if member.stated)

    @property
    def observed(self) -> dict[str, int]:
        """How many members were observed in each country, the most frequent first."""
        return _counted(place for member in self.members for place in member.observed)

    @property
    def growth(self) -> tuple[tuple[str, int], ...]:
        """Month, and how many members there were at its end; months without a new one are left out."""
        months = Counter(member.since[:7] for member in self.members if member.since)
        total, grown = 0, []
        for month in sorted(months):
            total += months[month]
            grown.append((month, total))
        return tuple(grown)

    def picture(self) -> Markup:
        """The members and what they share, as SVG that may stand in a page or a file of its own."""
        members = self.members[:_DRAWN_MEMBERS]
        places = {member.id: number for number, member in enumerate(members)}
        ties = [tie for tie in self.ties if sum(account in places for account in tie.accounts) > 1][:_DRAWN_TIES]
        edges = [
            Edge(places[account], number, strong=tie.strong)
            for number, tie in enumerate(ties)
            for account in tie.accounts
            if account in places
        ]
        left = [f"{member.id}  {member.names[0]}" if member.names else member.id for member in members]
        right = [
            _kind(tie.kind) + (f", {tie.degree} in all" if tie.degree > len(tie.accounts) else "") for tie in ties
        ]
        rest = f"; {self.size - len(members)} more are not drawn" if self.size > len(members) else ""
        title = f"Cluster {self.id}: {self.size} accounts and what they share{rest}"
        return graph(left, right, edges, title=title)

    def html(self) -> Markup:
        """The whole as a piece of HTML: what is shared, the picture, names, places, growth, members."""
        rows = [
            (
                member.id,
                "; ".join(member.names),
                member.stated or "",
                ", ".join(member.elsewhere),
                member.since or "",
            )
            for member in self.members[:_MOST_SHOWN]
        ]
        told = facts(
            [
                ("shared", ", ".join(f"{_kind(kind)} ({n} accounts)" for kind, n in self.kinds.items())),
                ("stated", _said(self.stated)),
                ("observed", _said(self.observed)),
                ("growth", ", ".join(f"{month}: {total}" for month, total in self.growth[-24:])),
            ]
        )
        header = ("account", "names", "stated", "observed elsewhere", "since")
        return card(f"Cluster {self.id}", told, self.picture(), table(header, rows), foot=A_PERSON_DECIDES)

    def _repr_html_(self) -> str:
        return self.html()


def _kind(kind: str) -> str:
    return kind.replace("_", " ")


def _said(counts: dict[str, int]) -> str:
    return ", ".join(f"{place} {number}" for place, number in counts.items())


def _counted(values: Iterable[str]) -> dict[str, int]:
    counts = Counter(values)
    return {value: counts[value] for value in sorted(counts, key=lambda value: (-counts[value], value))}


def parse(line: bytes | str, *, place: str = "") -> Cluster:
    """A cluster from a line of JSON.

    Args:
        line: as ``msgspec.json.encode(cluster)`` writes it.
        place: where it stands, for messages.

    Raises:
        InputError: it is none.
    """
    try:
        cluster = msgspec.json.decode(line, type=Cluster)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{place}: no cluster: {error}") from None
    if unknown := next((tie.kind for tie in cluster.ties if tie.kind not in LINKS), ""):
        raise InputError(f"{place}: no kind of link: {unknown[:80]!r}")
    return cluster


# -- from the tables of the steps ----------------------------------------------------------------------

NUMBERED = """
SELECT c.account, m.cluster, m.size
FROM components c
JOIN (
  SELECT c.label, min(a.id) AS cluster, count(*) AS size
  FROM components c JOIN accounts a ON c.account = a.account GROUP BY c.label
) m ON c.label = m.label
"""
"""The table ``clusters``: account, cluster (its least id), size."""
_MEMBERS = """
SELECT c.cluster, c.size, a.id, a.names, a.stated, a.observed, coalesce(a.created, s.day) AS since
FROM clusters c
JOIN accounts a ON c.account = a.account
LEFT JOIN (SELECT account, min(day) AS day FROM shared GROUP BY account) s ON c.account = s.account
WHERE c.size >= $least AND ($only IS NULL OR c.cluster = $only)
QUALIFY row_number() OVER (PARTITION BY c.cluster ORDER BY a.id) <= $most
ORDER BY c.size DESC, c.cluster, a.id
"""
_TIES = """
SELECT t.cluster, t.kind, t.ids, t.degree FROM (
  SELECT c.cluster, c.size, s.kind, s.key, g.degree, list(a.id ORDER BY a.id) AS ids
  FROM clusters c
  JOIN shared s ON c.account = s.account
  JOIN groups g ON s.kind = g.kind AND s.key = g.key
  JOIN accounts a ON c.account = a.account
  WHERE g.reason IS NULL AND c.size >= $least AND ($only IS NULL OR c.cluster = $only)
  GROUP BY c.cluster, c.size, s.kind, s.key, g.degree HAVING count(*) > 1
) t JOIN definitions d ON t.kind = d.kind
QUALIFY row_number() OVER (
  PARTITION BY t.cluster ORDER BY d.strong DESC, len(t.ids) DESC, t.kind, t.key
) <= $most
ORDER BY t.size DESC, t.cluster, d.strong DESC, len(t.ids) DESC, t.kind, t.ids
"""


class _Tables(Protocol):
    def rows(self, query: str, values: Mapping[str, Any] | None = None) -> Iterator[tuple[Any, ...]]: ...


def read(tables: _Tables, *, least: int, member: str | None = None) -> Iterator[Cluster]:
    """The clusters, the largest first.

    Args:
        tables: after the steps, with ``clusters`` made by :data:`NUMBERED`.
        least: members that a cluster needs.
        member: only the cluster of this account.
    """
    only = None
    if member is not None:
        query = "SELECT c.cluster FROM clusters c JOIN accounts a ON c.account = a.account WHERE a.id = $id"
        found = list(tables.rows(query, {"id": member}))
        if not found:
            return
        only = found[0][0]
    values = {"least": least, "only": only}
    ties = groupby(tables.rows(_TIES, values | {"most": _MOST_TIES}), itemgetter(0))
    listed = tables.rows(_MEMBERS, values | {"most": _MOST_MEMBERS})
    for (cluster, size), members in groupby(listed, itemgetter(0, 1)):
        shared = dict([next(ties, (cluster, ()))])
        yield Cluster(
            id=cluster,
            size=size,
            members=tuple(
                Member(id_, tuple(names or ()), stated, tuple(observed or ()), _date(since))
                for _, _, id_, names, stated, observed, since in members
            ),
            ties=_alike(Tie(kind, tuple(ids), degree) for _, kind, ids, degree in shared.get(cluster, ())),
        )


def _alike(ties: Iterable[Tie]) -> tuple[Tie, ...]:
    """One tie for keys of one kind that the same accounts share: a town and a postcode are one address."""
    return tuple(dict.fromkeys(ties))


def _date(day: int | None) -> str | None:
    return (_EPOCH + dt.timedelta(days=day)).isoformat() if day is not None else None
