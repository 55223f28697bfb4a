"""The command ``match``: one name against the lists, or against another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click
import msgspec

from screening.cli.setting import look, searched, write
from screening.drawing.look import Look
from screening.errors import InputError, shown
from screening.names import THRESHOLD, Match, clean, compare
from screening.prepared import Found, Prepared
from screening.reports.escaping import in_json, visible
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
        as_json = {"name": name, "against": against, "threshold": THRESHOLD, **_plain(found)}
        write([_json(as_json)] if form == "json" else _compared(found, look()))
        return int(found.score >= THRESHOLD)
    lists_searched = searched(lists)
    hits = lists_searched.search(name, kind=kind, limit=limit)
    if form == "json":
        write([_json(_found(name, lists_searched, hits))])
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
    if others := _others(hit):
        yield f" also listed as {', '.join(others)}"
    if entity.dprk:
        yield f" connected with the DPRK: {'; '.join(entity.dprk)}"
    yield f" list {watchlist.id} of {watchlist.as_of or 'unknown date'}, digest {watchlist.digest[:12]}"
    if entity.url:
        yield f" {entity.url}"
    yield aligned(hit.match.aligned, look, indent="   ")


def _others(hit: Found) -> list[str]:
    """The other listings of the same party."""
    this = f"{hit.entity.list}:{hit.entity.id}"
    return [key for key in dict.fromkeys(f"{e.list}:{e.id}" for e in hit.listings) if key != this]


def _found(name: str, searched: Prepared, hits: Sequence[Found]) -> dict[str, object]:
    return {
        "name": name,
        "threshold": THRESHOLD,
        "hits": [
            {
                "list": hit.entity.list,
                "entry_id": hit.entity.id,
                "listed_name": hit.entity.name,
                "kind": hit.entity.kind,
                "status": hit.entity.status,
                "also_listed": _others(hit),
                "dprk": hit.entity.dprk,
                "alias": hit.alias.name,
                "alias_strength": hit.alias.strength,
                "url": hit.entity.url,
                "list_digest": hit.watchlist.digest,
                **_plain(hit.match),
            }
            for hit in hits
        ],
        "lists": [{"id": w.id, "as_of": w.as_of, "digest": w.digest, "entries": len(w)} for w in searched],
        "notes": scope(searched),
    }


def _plain(found: Match) -> dict[str, object]:
    plain: dict[str, object] = msgspec.to_builtins(found)
    return plain


def _json(value: object) -> str:
    return in_json(msgspec.json.format(msgspec.json.encode(value)).decode()) + "\n"
