"""The command ``match``: one name against the lists, or against another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from screening.cli.setting import json_text, look, searched, write
from screening.drawing.look import Look
from screening.errors import InputError, shown
from screening.names import THRESHOLD, Match, clean, compare
from screening.prepared import Found, Prepared
from screening.reports.escaping import visible
from screening.reports.searched import comparison, hits_of, others
from screening.reports.text import Piece, aligned, closing, part
from screening.watchlist import scope

__all__ = ["match"]


def match(name: str, *, kind: str | None, against: str | None, limit: int, lists: Sequence[str], form: str) -> int:
    """Search the lists for a name, or compare it with another; 1 if anything matches."""
    for given in (name, against):
        if given is not None:
            _check(given)
    if against is not None:
        if lists:
            raise click.UsageError("--against compares two names, --lists searches: one of them")
        found = compare(name, against, kind=kind)
        write([json_text(comparison(name, against, found))] if form == "json" else _compared(found, look()))
        return int(found.score >= THRESHOLD)
    lists_searched = searched(lists)
    hits = lists_searched.search(name, kind=kind, limit=limit)
    if form == "json":
        write([json_text(hits_of(name, lists_searched, hits))])
    else:
        write(_lines(name, lists_searched, hits, look()))
    return int(bool(hits))


def _check(name: str) -> None:
    if any("\ud800" <= character <= "\udfff" for character in name):
        raise InputError(f"name {shown(name)}: is not UTF-8")
    if not clean(name):
        raise InputError(f"name {shown(name)}: has no letter or digit that could be searched")


def _compared(found: Match, look: Look) -> Iterator[str]:
    said = "the same or nearly" if found.score >= THRESHOLD else "different names"
    why = ", ".join(found.reasons) or "nothing agrees"
    verdict = visible(f"{found.score:.2f} of 1, {said} (threshold {THRESHOLD:g}): {why}")
    lines = [*look.prose(verdict), *aligned(found.aligned, look, other="other", indent="  ")]
    yield from (f"{line}\n" for line in lines)


def _lines(name: str, searched: Prepared, hits: Sequence[Found], look: Look) -> Iterator[str]:
    if not hits:
        said = f"no name of {len(searched.entities):,} list entries matches {visible(name)}"
        yield from (f"{line}\n" for line in look.prose(said))
    for number, hit in enumerate(hits, start=1):
        title = f"{number}. {visible(hit.alias.name)}: {hit.match.score:.2f}"
        yield f"{part(title, _hit(hit, look), look)}\n"
    yield "".join(f"{line}\n" for line in closing(scope(searched), look))


def _hit(hit: Found, look: Look) -> Iterator[Piece]:
    entity, alias, watchlist = hit.entity, hit.alias, hit.watchlist
    also = "" if alias.name == entity.name else f" {entity.name},"
    yield f" {entity.kind},{also} {entity.status} on {entity.list} as {entity.id} ({alias.strength} name)"
    if also_listed := others(hit):
        yield f" also listed as {', '.join(also_listed)}"
    if entity.dprk:
        yield f" connected with the DPRK: {'; '.join(entity.dprk)}"
    yield f" list {watchlist.id} of {watchlist.as_of or 'unknown date'}, digest {watchlist.digest[:12]}"
    if entity.url:
        yield f" {entity.url}"
    yield aligned(hit.match.aligned, look, indent="   ")
