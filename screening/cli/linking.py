"""The command ``links``: from files to links, clusters and their pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import msgspec

from screening.cli.setting import cores, look, refuse, say, write
from screening.drawing.look import Look
from screening.errors import InputError
from screening.population.links import Cluster, Linked
from screening.population.links.clusters import A_PERSON_DECIDES, parse
from screening.population.links.gathering import Gathered, attach, gather, own_keys
from screening.population.links.tables import Tables
from screening.population.sources import Source, find
from screening.reports.escaping import in_json, visible

__all__ = ["Options", "links", "read_clusters"]

_MOST_TOLD = 100
_SHOWN = 20
_FEW = 20_000_000
"""Bytes of input that one process reads before a second one has started."""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What the command takes; see :mod:`screening.cli.link_commands`."""

    files: tuple[str, ...]
    output: str | None
    attach: str | None
    clusters: str | None
    cluster: str | None
    least: int
    form: str
    picture: str | None
    keys: str | None
    salt: str
    memory: str
    temp: str | None
    workers: int | None
    kind: str | None


def links(options: Options) -> int:
    """Find links, or show a cluster that was found before."""
    if options.form in {"html", "svg"} and options.cluster is None:
        raise InputError(f"--format {options.form} shows one cluster: name a member of it with --cluster")
    if not options.files:
        return _kept(options)
    found = find(options.files)
    for note in found.notes:
        say(note)
    for target in filter(None, (options.output, options.clusters, options.picture)):
        refuse(target, [*(str(source.path) for source in found.sources), *filter(None, [options.keys])])
    tally = _Tally()
    gathered = gather(
        found.sources, salt=options.salt, kind=options.kind, workers=_workers(options, found.sources)
    )
    own = own_keys(options.keys, salt=options.salt) if options.keys else ()
    with Linked(tally.over(gathered), own_keys=own, memory=options.memory, folder=options.temp) as linked:
        if linked.unknown:
            say(f"{options.keys}: {linked.unknown:,} rows of accounts that are in no file")
        if options.output:
            say(f"links of {linked.save(options.output):,} accounts are in {options.output}")
        if options.attach:
            attach(linked, found.sources, options.attach, kind=options.kind)
            say(f"profiles with their links are in {options.attach}")
        if options.clusters:
            write((_line(c) for c in linked.clusters(least=options.least)), options.clusters)
        if options.cluster is not None:
            _show(_the_one(linked.clusters(least=2, of=options.cluster), options.cluster), options)
        else:
            write(_summary(linked, options, look()))
    return 2 if tally.refused else 0


class _Tally:
    """Tells records that could not be read, and counts them."""

    def __init__(self) -> None:
        self.refused = 0

    def over(self, gathered: Iterable[Gathered]) -> Iterator[Tables]:
        for part in gathered:
            for error in part.refused:
                self.refused += 1
                if self.refused <= _MOST_TOLD:
                    say(str(error))
            yield part.tables
        if self.refused:
            say(f"not read: {self.refused:,} record{'' if self.refused == 1 else 's'}")


def _workers(options: Options, sources: Iterable[Source]) -> int:
    if options.workers:
        return options.workers
    if sum(source.size for source in sources) < _FEW:
        return 1
    return cores()


def _kept(options: Options) -> int:
    """Show a cluster from a file of clusters."""
    if options.clusters is None or options.cluster is None:
        raise InputError("name files of accounts; or --clusters FILE, written before, and --cluster ID")
    _show(_the_one(read_clusters(options.clusters), options.cluster), options)
    return 0


def read_clusters(path: str) -> Iterator[Cluster]:
    """The clusters of a file that ``--clusters`` wrote.

    Raises:
        InputError: a line is no cluster.
        OSError: the file cannot be read.
    """
    with Path(path).open("rb") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield parse(line, place=f"{path}, line {number}")


def _the_one(clusters: Iterable[Cluster], member: str) -> Cluster:
    for cluster in clusters:
        if cluster.id == member or any(one.id == member for one in cluster.members):
            return cluster
    raise InputError(f"no cluster has the account {visible(member, 80)!r}")


def _show(cluster: Cluster, options: Options) -> None:
    if options.form == "svg":
        write([cluster.picture(), "\n"], options.picture)
    elif options.form == "html":
        title = visible(f"Cluster {cluster.id}").replace("&", "&amp;").replace("<", "&lt;")
        head = (
            f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>\n'
        )
        write([head, cluster.html(), "\n</body></html>\n"], options.picture)
    elif options.form == "json":
        write([_line(cluster)], options.picture)
    else:
        write(_told(cluster, look(options.picture)), options.picture)


def _line(cluster: Cluster) -> str:
    return in_json(msgspec.json.encode(cluster).decode()) + "\n"


def _told(cluster: Cluster, look: Look) -> Iterator[str]:
    yield f"cluster {visible(cluster.id)}: {cluster.size:,} accounts\n"
    yield f"shared: {_counts(cluster.kinds)}\n"
    yield f"stated: {_counts(cluster.stated) or 'nothing'}; observed: {_counts(cluster.observed) or 'nothing'}\n"
    if cluster.growth:
        yield f"growth: {', '.join(f'{month} {total}' for month, total in cluster.growth)}\n"
    rows = [
        (visible(m.id, 60), visible("; ".join(m.names), 60), m.stated or "", ", ".join(m.elsewhere), m.since or "")
        for m in cluster.members
    ]
    header = ("account", "names", "stated", "observed elsewhere", "since")
    yield from (line + "\n" for line in look.table(header, rows))
    yield A_PERSON_DECIDES + "\n"


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {number}" for name, number in counts.items())


def _summary(linked: Linked, options: Options, look: Look) -> Iterator[str]:
    found = list(islice(linked.clusters(least=options.least), _SHOWN + 1))
    if options.form == "json":
        made = {
            "accounts": len(linked),
            "linked": linked.kinds(),
            "hubs": linked.hubs(),
            "clusters": [{"id": c.id, "size": c.size, "kinds": c.kinds} for c in found[:_SHOWN]],
        }
        yield in_json(msgspec.json.format(msgspec.json.encode(made), indent=2).decode()) + "\n"
        return
    yield f"{len(linked):,} accounts; linked by {_counts(linked.kinds()) or 'nothing'}\n"
    if hubs := linked.hubs():
        yield "\ndiscounted, because strangers or households share it as a matter of course\n"
        rows = [(h.kind.replace("_", " "), h.reason, f"{h.number:,}", f"{h.most:,}") for h in hubs]
        yield from (line + "\n" for line in look.table(("kind", "because", "hubs", "largest"), rows, right=[2, 3]))
    if not found:
        yield f"\nno cluster of {options.least} accounts or more\n"
        return
    yield "\nclusters, the largest first\n"
    shown = [(visible(c.id, 60), f"{c.size:,}", _counts(c.kinds)) for c in found[:_SHOWN]]
    yield from (
        line + "\n" for line in look.table(("cluster of", "accounts", "accounts that share"), shown, right=[1])
    )
    if len(found) > _SHOWN:
        yield "and more: --clusters FILE writes all\n"
    yield A_PERSON_DECIDES + "\n"
