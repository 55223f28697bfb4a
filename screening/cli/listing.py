"""What the commands about lists do: ``status``, ``update``, ``diff``, ``compile``, ``show``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from screening import compiled
from screening.cli.setting import json_text, keys, look, refuse, say, searched, write
from screening.drawing.look import Look
from screening.errors import InputError, shown
from screening.freshness import age, gaps
from screening.lists import read
from screening.lists.delta import Delta
from screening.lists.delta import diff as changes_between
from screening.policy import Policy
from screening.prepared import Prepared
from screening.reports import changes
from screening.reports.escaping import visible
from screening.watchlist import Entity, Watchlist, scope

if TYPE_CHECKING:
    from screening.lists.update import Outcome

__all__ = ["compile_lists", "diff", "show", "status", "update"]

_HIDDEN = frozenset({"names", "addresses", "identifiers", "relations", "id", "list"})


def status(
    paths: Sequence[str], *, require: tuple[str, ...], policy: str | None, form: str, today: dt.date | None
) -> int:
    """Show each list that is searched; 3 if a required one is missing or stale."""
    rules = Policy.load(policy) if policy else Policy()
    if require:
        rules = msgspec.structs.replace(rules, required_lists=keys(require))
    day = today or dt.datetime.now(tz=dt.UTC).date()
    prepared = searched(paths)
    found = gaps(prepared, required=rules.required_lists, most_days=rules.max_list_age, today=day)
    rows = [_state(watchlist, day) for watchlist in prepared]
    notes = [*(gap.message for gap in found), *scope(prepared)]
    write([json_text({"lists": rows, "notes": notes})] if form == "json" else _table(rows, notes, look()))
    return 3 if any(gap.required for gap in found) else 0


def _state(watchlist: Watchlist, today: dt.date) -> dict[str, Any]:
    return {
        "list": watchlist.id,
        "as_of": watchlist.as_of,
        "checked_on": watchlist.checked_on,
        "age": age(watchlist, today) if watchlist.official else None,
        "entries": len(watchlist),
        "names": sum(len(entity.names) for entity in watchlist),
        "dprk": sum(bool(entity.dprk) for entity in watchlist),
        "problems": len(watchlist.problems),
        "digest": watchlist.digest,
        "publisher": watchlist.publisher,
        "title": watchlist.title,
    }


def _table(rows: Sequence[dict[str, Any]], notes: Sequence[str], look: Look) -> Iterator[str]:
    header = ("list", "as of", "days", "entries", "names", "DPRK", "digest", "publisher and title")
    cells = [
        (
            visible(row["list"]),
            row["as_of"] or "unknown",
            "" if row["age"] is None else f"{row['age']:,}",
            f"{row['entries']:,}",
            f"{row['names']:,}",
            f"{row['dprk']:,}",
            row["digest"][:12],
            visible(", ".join(filter(None, (row["publisher"], row["title"])))),
        )
        for row in rows
    ]
    lines = [*look.table(header, cells, right=[2, 3, 4, 5]), ""]
    yield from (f"{line}\n" for line in (*lines, *(line for n in notes for line in look.prose(visible(n)))))


def update(
    folder: str, *, only: str | None, urls: Sequence[str], accept_shrink: bool, keep: int, no_compile: bool
) -> int:
    """Fetch the lists, tell what became of each, compile them; 3 if one failed."""
    from screening.lists.update import update as fetch  # noqa: PLC0415 - nothing else opens connections

    now = dt.datetime.now(tz=dt.UTC)
    outcomes = fetch(
        folder,
        today=now.date(),
        now=now,
        only=None if only is None else _named(only),
        urls=dict(map(_address, urls)),
        accept_shrink=accept_shrink,
        keep=keep,
        on_progress=None,
    )
    for outcome in outcomes:
        write(f"{line}\n" for line in _told(outcome, look()))
    if not no_compile and any(outcome.snapshot for outcome in outcomes):
        compiled.make(folder)
    return 3 if any(outcome.result == "failed" for outcome in outcomes) else 0


def _told(outcome: Outcome, look: Look) -> Iterator[str]:
    """What became of a list, and what else a person should know of it."""
    if look.plain:
        remarks = (("remark", visible(remark)) for remark in outcome.remarks)
        said = visible(outcome.message)
        yield from look.pairs([("list", outcome.list), ("result", outcome.result), ("message", said), *remarks])
        yield ""
        return
    yield f"{outcome.list}: {outcome.result}, {visible(outcome.message)}"
    for remark in outcome.remarks:
        yield from look.prose(visible(remark), "  ")


def _named(only: str) -> list[str]:
    """Keys of lists; that nothing was named must not fetch everything, or nothing."""
    found = [key.strip() for key in only.split(",") if key.strip()]
    if not found:
        raise click.UsageError("--only names no list")
    return found


def _address(given: str) -> tuple[str, str]:
    key, _, url = (part.strip() for part in given.partition("="))
    if not (key and url):
        raise click.UsageError(f"--url {shown(given)}: say LIST=URL")
    return key, url


def diff(old: str, new: str, *, form: str, output: str | None) -> int:
    """Show what changed between two states of a list; 1 if anything did."""
    before, after = read(old, partial=True), read(new, partial=True)
    if before.id != after.id and (before.official or after.official):
        raise InputError(
            f"{old} is the list {before.id}, {new} is {after.id}: two states of one list can be compared"
        )
    delta: Delta = changes_between(_called(before, after.id), after)
    if form == "text":
        write(changes.as_text(delta, look(output)), output, keep=[old, new])
    else:
        write([changes.as_json(delta) if form == "json" else changes.as_html(delta)], output, keep=[old, new])
    return int(bool(delta))


def _called(own: Watchlist, key: str) -> Watchlist:
    """An own list under the key of its other state: its key is the name of its file, which may bear a date."""
    if own.id == key:
        return own
    as_there = {own.id: key}
    entities = [
        msgspec.structs.replace(e, list=as_there.get(e.list, e.list), source=as_there.get(e.source, e.source))
        for e in own
    ]
    return Watchlist(entities, id=key, as_of=own.as_of, digest=own.digest, official=False)


def compile_lists(folder: str, *, paths: Sequence[str], output: str | None) -> int:
    """Compile the lists of a folder into it, or those of ``paths`` to a file."""
    if bool(paths) != bool(output):
        raise click.UsageError("--lists and --output go together; without them the lists of --dir are compiled")
    if paths and output:
        refuse(output, paths)
        prepared = searched(paths)
        try:
            compiled.save(prepared, output)
        except OSError as error:
            error.filename = output  # not that of the new file beside it
            raise
    else:
        prepared = compiled.make(folder)
    target = output or str(Path(folder) / compiled.FILE)
    say(f"{target}: {len(prepared.entities):,} entries of {', '.join(w.id for w in prepared)}")
    return 0


def show(entry: str, *, paths: Sequence[str], form: str) -> int:
    """Show one entry whole, and the other listings of the same party."""
    prepared = searched(paths)
    position = _found(prepared, entry)
    entity = prepared.entities[position]
    listings = [
        e for e in prepared.listings(prepared.leader(position)) if (e.list, e.id) != (entity.list, entity.id)
    ]
    also = list(dict.fromkeys(f"{e.list}:{e.id}" for e in listings))
    if form == "json":
        write([json_text({**msgspec.to_builtins(entity), "also_listed": also})])
        return 0
    watchlist = prepared.watchlist(position)
    write(_lines(entity, also, look()))
    write([f"from list {visible(watchlist.id)} of {watchlist.as_of or 'unknown date'}, {watchlist.digest[:12]}\n"])
    return 0


def _found(prepared: Prepared, entry: str) -> int:
    """The entry of that list and id, the publisher's own list before the bundled one."""
    wanted = _plain(entry)
    places = {_plain(f"{e.list}:{e.id}"): number for number, e in enumerate(prepared.entities)}
    if wanted not in places:
        near = get_close_matches(wanted[:100], places, n=1, cutoff=0.8)
        hint = f", did you mean {near[0]}?" if near else "; say LIST:ID, for example ofac_sdn:24977"
        raise InputError(f"no entry {shown(entry)} in {', '.join(w.id for w in prepared)}{hint}")
    return places[wanted]


def _plain(entry: str) -> str:
    """``OFAC-SDN:24977`` and ``ofac_sdn:24977`` are one entry."""
    key, _, number = entry.partition(":")
    return f"{key.strip().replace('-', '_')}:{number.strip()}".casefold()


def _lines(entity: Entity, also: Sequence[str], look: Look) -> Iterator[str]:
    yield f"{look.paint(visible(entity.name), 'title')}\n"
    yield f"{entity.status} on {visible(entity.list)} as {visible(entity.id)}\n"
    if also:
        yield f"also listed as {visible(', '.join(also))}\n"
    rows = [("name", f"{alias.name} ({alias.kind}, {alias.strength})") for alias in entity.names]
    rows += [
        (name.replace("_", " "), part)
        for name in entity.__struct_fields__
        if name not in _HIDDEN
        for part in _texts(getattr(entity, name))
    ]
    rows += [("address", ", ".join(filter(None, (a.line, a.city, a.country)))) for a in entity.addresses]
    rows += [
        (i.kind, " ".join(filter(None, (i.currency, i.value, i.country and f"({i.country})", i.note))))
        for i in entity.identifiers
    ]
    rows += [
        (relation.kind.replace("_", " "), f"{relation.to}{relation.note and f' ({relation.note})'}")
        for relation in entity.relations
    ]
    yield from (f"{line}\n" for line in look.pairs([(name, visible(text)) for name, text in rows]))


def _texts(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()
