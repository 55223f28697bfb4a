"""What changed between two states of a list, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterator

import jinja2
import msgspec

from screening.drawing.look import FILE, Look
from screening.lists.delta import Change, Delta
from screening.reports.escaping import in_json, visible
from screening.watchlist import Entity

__all__ = ["as_html", "as_json", "as_text"]

_PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Changes of {{ delta.new.id }}</title>
<style>
  :root { color-scheme: light dark; }
  body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
  table { border-collapse: collapse; width: 100%; }
  td, th { border-top: 1px solid #8886; padding: .3rem .6rem .3rem 0; text-align: left; vertical-align: top; }
  @media (max-width: 48rem) { td { overflow-wrap: anywhere; } }
  del { color: #b3261e; } ins { color: #1b6e36; text-decoration: none; }
  @media (prefers-color-scheme: dark) { del { color: #f2b8b5; } ins { color: #8fd8a8; } }
</style>
<h1>Changes of {{ delta.new.id }}</h1>
<p>{{ said }}</p>
{%- for title, entities in (("Added", delta.added), ("Removed", delta.removed)) if entities %}
<h2>{{ title }}: {{ "{:,}".format(entities | length) }}</h2>
<table>
<tr><th scope="col">id<th scope="col">name<th scope="col">kind<th scope="col">programmes</tr>
{%- for e in entities %}
<tr><td>{{ e.list }}:{{ e.id | said }}<td>{{ e.name | said }}<td>{{ e.kind }}
<td>{{ e.programmes | join(", ") | said }}</tr>
{%- endfor %}
</table>
{%- endfor %}
{%- if delta.changed %}
<h2>Changed: {{ "{:,}".format(delta.changed | length) }}</h2>
<table>
<tr><th scope="col">id<th scope="col">name<th scope="col">what</tr>
{%- for change in delta.changed %}
<tr><td>{{ change.new.list }}:{{ change.new.id | said }}<td>{{ change.new.name | said }}<td>
{%- for part in change.fields %}
{{ part.field }}: {% for value in part.gone %}<del>{{ value | said }}</del> {% endfor %}
{%- for value in part.come %}<ins>{{ value | said }}</ins> {% endfor %}<br>
{%- endfor %}</tr>
{%- endfor %}
</table>
{%- endif %}
</html>
"""


def as_text(delta: Delta, look: Look = FILE) -> Iterator[str]:
    """The changes line by line: ``+`` added, ``-`` removed, ``~`` changed with what went and came.

    A plain look says these words in place of the signs.
    """
    added, removed, changed = ("added:", "removed:", "changed:") if look.plain else ("+", "-", "~")
    if look.plain:
        yield from (f"{visible(line)}\n" for line in look.pairs(list(_facts(delta))))
    else:
        yield f"{visible(_summary(delta))}\n"
    for sign, entities in ((added, delta.added), (removed, delta.removed)):
        for entity in entities:
            yield f"{sign} {_line(entity)}\n"
    for change in delta.changed:
        yield f"{changed} {_line(change.new)}\n"
        yield from _parts(change, look)


def as_json(delta: Delta) -> str:
    """The changes as one JSON document."""
    return in_json(msgspec.json.format(msgspec.json.encode(delta.to_dict())).decode()) + "\n"


def as_html(delta: Delta) -> str:
    """The changes as a page by itself, with nothing in it that runs or is fetched."""
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    environment.filters["said"] = lambda value: visible(_said(value))
    return environment.from_string(_PAGE).render(delta=delta, said=_summary(delta)) + "\n"


def _summary(delta: Delta) -> str:
    (_, key), (_, old), (_, new), *counts = _facts(delta)
    said = ", ".join(f"{number} {what.removeprefix('entries ')}" for what, number in counts)
    return f"{key}, {old} to {new}: {said}"


def _facts(delta: Delta) -> Iterator[tuple[str, str]]:
    """The list, its two states, and how many entries changed between them; each with its label."""
    yield "list", delta.new.id
    for label, state in (("old", delta.old), ("new", delta.new)):
        date = state.as_of or "unknown date"
        yield label, f"{date} ({state.entries:,} entries, {state.digest[:12]})"
    for what, entries in (("added", delta.added), ("removed", delta.removed), ("changed", delta.changed)):
        yield f"entries {what}", f"{len(entries):,}"


def _line(entity: Entity) -> str:
    programmes = f" ({', '.join(entity.programmes)})" if entity.programmes else ""
    return visible(f"{entity.list}:{entity.id} {entity.name}{programmes}")


def _parts(change: Change, look: Look) -> Iterator[str]:
    gone, come = (" gone:", " new:") if look.plain else (" -", " +")
    indent = "" if look.plain else "    "
    for part in change.fields:
        for sign, values in ((gone, part.gone), (come, part.come)):
            yield from (f"{indent}{part.field}{sign} {visible(_said(value))}\n" for value in values)


def _said(value: object) -> str:
    """A plain value in one line, parts that are empty left out."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {part}" for name, part in value.items() if part)
    return str(value)
