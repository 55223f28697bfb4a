"""The command ``match``: one name against the lists, or against another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click
import msgspec

from screening.cli.setting import paint, searched, write
from screening.errors import InputError, shown
from screening.names import THRESHOLD, Match, clean, compare
from screening.prepared import Found, Prepared
from screening.reports.escaping import in_json, visible
from screening.reports.text import A_PERSON_DECIDES, aligned
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
        write([_json(as_json)] if form == "json" else _compared(found))
        return int(found.score >= THRESHOLD)
    lists_searched = searched(lists)
    hits = lists_searched.search(name, kind=kind, limit=limit)
    write([_json(_found(name, lists_searched, hits))] if form == "json" else _lines(name, lists_searched, hits))
    return int(bool(hits))


def _check(name: str) -> None:
    if any("\ud800" <= character <= "\udfff" for character in name):
        raise InputError(f"name {shown(name)}: is not UTF-8")
    if not clean(name):
        raise InputError(f"name {shown(name)}: has no letter or digit that could be searched")


def _compared(found: Match) -> Iterator[str]:
    said = "the same or nearly" if found.score >= THRESHOLD else "different names"
    why = ", ".join(found.reasons) or "nothing agrees"
    yield f"{found.score:.2f} of 1, {said} (threshold {THRESHOLD:g}): {visible(why)}\n"
    yield from (f"  {line}\n" for line in aligned(found.aligned, "other"))


def _lines(name: str, searched: Prepared, hits: Sequence[Found]) -> Iterator[str]:
    if not hits:
        yield f"no name of {len(searched.entities):,} list entries matches {visible(name)}\n"
    for number, hit in enumerate(hits, start=1):
        entity, alias, watchlist = hit.entity, hit.alias, hit.watchlist
        yield paint()(f"{number}. {visible(alias.name)}: {hit.match.score:.2f}\n", "title")
        also = "" if alias.name == entity.name else f" {visible(entity.name)},"
        where = f"{entity.status} on {visible(entity.list)} as {visible(entity.id)}"
        yield f"   {entity.kind},{also} {where} ({alias.strength} name)\n"
        if others := _others(hit):
            yield f"   also listed as {visible(', '.join(others))}\n"
        if entity.dprk:
            yield f"   connected with the DPRK: {visible('; '.join(entity.dprk))}\n"
        date = watchlist.as_of or "unknown date"
        yield f"   list {visible(watchlist.id)} of {date}, digest {watchlist.digest[:12]}\n"
        if entity.url:
            yield f"   {visible(entity.url)}\n"
        yield from (f"   {line}\n" for line in aligned(hit.match.aligned))
        yield "\n"
    yield "".join(f"{note}\n" for note in scope(searched))
    yield f"{A_PERSON_DECIDES}\n"


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
