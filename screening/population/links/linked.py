"""The links of many accounts: found once, then told account by account, cluster by cluster, or written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from screening.errors import InputError
from screening.population.arrow import pa
from screening.population.links import clusters
from screening.population.links.clusters import Cluster
from screening.population.links.embedded import Embedded
from screening.population.links.keys import Row
from screening.population.links.tables import Tables, batches, row_batch
from screening.profile import Link, Profile

__all__ = ["Hub", "Linked", "link", "with_links"]

_AT_ONCE = 5_000
_RESULT = """
SELECT a.id, c.cluster, list_transform(
  r.links, lambda l: {'kind': l.kind, 'accounts': l.others, 'degree': -l.many, 'hub': l.hub}
) AS links
FROM (
  SELECT account, list_sort(list({'kind': kind, 'hub': hub, 'many': -degree, 'others': others})) AS links
  FROM links GROUP BY account
) r
JOIN accounts a ON r.account = a.account
LEFT JOIN clusters c ON r.account = c.account
"""


class Hub(msgspec.Struct, frozen=True, gc=False):
    """Hubs of one kind and reason: how many there are, and the number of accounts at the largest."""

    kind: str
    reason: str
    number: int
    most: int


class Linked:
    """Which of many accounts share what; a context manager, because it keeps a database in a folder.

    Args:
        tables: link rows and accounts, as :func:`~.tables.batches` makes them; an id that comes twice is one.
        own_keys: rows of the platform's own, for what profiles have no field for (hashes of pictures).
        memory: what the database may use; what does not fit goes to its folder.
        folder: where that folder is put.
        threads: of the database; all cores if ``None``.

    Attributes:
        unknown: own keys of accounts that are not among the tables; they are left out.

    Raises:
        InputError: the limit or the folder cannot be used.
    """

    def __init__(
        self,
        tables: Iterable[Tables],
        *,
        own_keys: Iterable[Row] = (),
        memory: str = "4GB",
        folder: str | None = None,
        threads: int | None = None,
    ) -> None:
        self._engine = Embedded(memory=memory, folder=folder, threads=threads)
        self.unknown = 0
        try:
            with self._engine.at_once():
                self._engine.load(tables)
                self._add(own_keys)
                self._engine.find()
                self._engine.make("clusters", clusters.NUMBERED)
                self._engine.make("result", _RESULT)
        except BaseException:
            self.close()
            raise

    def _add(self, rows: Iterable[Row]) -> None:
        rows = iter(rows)
        while some := list(islice(rows, _AT_ONCE)):
            self.unknown += self._engine.add_known(row_batch(some))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Remove the database."""
        self._engine.close()

    def __len__(self) -> int:
        """How many accounts were read."""
        return self._engine.number("SELECT count(*) FROM accounts WHERE listed")

    def of(self, identifier: str) -> tuple[Link, ...]:
        """The links of one account."""
        return self._links([identifier]).get(identifier, ())

    def attached(self, profiles: Iterable[Profile]) -> Iterator[Profile]:
        """The profiles, each with its links; who has none has an empty list: known to be none."""
        rest = iter(profiles)
        while some := list(islice(rest, _AT_ONCE)):
            links = self._links([profile.id for profile in some])
            yield from (with_links(profile, links.get(profile.id, ())) for profile in some)

    def column(self, ids: Sequence[str | None]) -> Any:  # noqa: ANN401 - Arrow has no types
        """The links of accounts as an Arrow column, in their order."""
        wanted = pa.table({"place": list(range(len(ids))), "id": pa.array(ids, pa.string())})
        query = """
            SELECT coalesce(r.links, []) AS links FROM wanted w LEFT JOIN result r ON w.id = r.id ORDER BY w.place
        """
        return self._engine.arrow(query, wanted=wanted).column("links").combine_chunks()

    def clusters(self, *, least: int = 3, of: str | None = None) -> Iterator[Cluster]:
        """The clusters of accounts that strong links join, the largest first.

        Args:
            least: members from which on a cluster is told; two are mostly a household.
            of: only that of which this account is a member.
        """
        return clusters.read(self._engine, least=least, member=of)

    def hubs(self) -> tuple[Hub, ...]:
        """What many share as a matter of course, and was discounted for it."""
        query = """
            SELECT kind, reason, count(*), max(degree) FROM groups WHERE reason IS NOT NULL
            GROUP BY kind, reason ORDER BY kind, reason
        """
        return tuple(Hub(*row) for row in self._engine.rows(query))

    def kinds(self) -> dict[str, int]:
        """How many accounts have a link of each kind that is no hub."""
        query = "SELECT kind, count(DISTINCT account) FROM links WHERE NOT hub GROUP BY kind ORDER BY kind"
        return dict(self._engine.rows(query))

    def save(self, path: str) -> int:
        """Write ``id``, ``cluster`` and ``links`` of every account that has a link, as Parquet; how many.

        Raises:
            InputError: the file cannot be written.
        """
        if Path(path).is_dir():
            raise InputError(f"{path}: is a folder, a file is needed")
        self._engine.write("SELECT id, cluster, links FROM result ORDER BY id", path)
        return self._engine.number("SELECT count(*) FROM result")

    def _links(self, ids: Sequence[str]) -> dict[str, tuple[Link, ...]]:
        wanted = pa.table({"id": pa.array(ids, pa.string())})
        found = self._engine.arrow(
            "SELECT id, links FROM result WHERE id IN (SELECT id FROM wanted)", wanted=wanted
        )
        return {
            row["id"]: tuple(msgspec.convert(link, Link) for link in row["links"]) for row in found.to_pylist()
        }


def link(
    profiles: Iterable[Profile],
    *,
    salt: str = "",
    own_keys: Iterable[Row] = (),
    memory: str = "4GB",
    folder: str | None = None,
    threads: int | None = None,
) -> Linked:
    """Find the links of profiles.

    >>> from screening.profile import Payout
    >>> paid = (Payout(account="PL61 1090 1014 0000 0712 1981 2874"),)
    >>> with link([Profile(id="u1", payouts=paid), Profile(id="u2", payouts=paid)]) as linked:
    ...     linked.of("u1")
    (Link(kind='payout', accounts=('u2',), degree=2, hub=False),)

    Args:
        profiles: all accounts, read once and lazily.
        salt: keys become hashes that nobody without the salt can find by trying.
        own_keys: as in :class:`Linked`.
        memory: as there.
        folder: as there.
        threads: as there.

    Raises:
        InputError: the limit or the folder cannot be used.
    """
    return Linked(batches(profiles, salt=salt), own_keys=own_keys, memory=memory, folder=folder, threads=threads)


def with_links(profile: Profile, links: Iterable[Link]) -> Profile:
    """The profile with these links in the place of those it had."""
    return msgspec.structs.replace(profile, links=tuple(links))
