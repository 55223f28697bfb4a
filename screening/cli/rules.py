"""The commands about rules: ``indicators``, ``policy`` and ``schema``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from screening import inputs
from screening.cli.setting import Choices, json_text, look, say, searched, write
from screening.drawing.look import Look
from screening.errors import RecordError
from screening.fitting.comparison import compare_policies
from screening.indicator import Indicator, Need
from screening.indicators import INDICATORS
from screening.policy import Policy
from screening.records import json_schema
from screening.reports import comparison, flags
from screening.reports.escaping import in_json, visible
from screening.screener import Screener

__all__ = ["check", "compare", "indicators", "schema", "show"]

_ALTERNATIVES_SHOWN = 2
_MOST_TOLD = 100


def indicators(form: str) -> int:
    """Show every check; as JSON with its whole documentation, as Markdown with the red flags that each covers."""
    if form == "md":
        write(flags.as_markdown())
        return 0
    if form == "json":
        write(json_text([_described(indicator) for indicator in INDICATORS]))
        return 0
    write(_listed(look()))
    return 0


def _listed(look: Look) -> Iterator[str]:
    """A row for each check; on a terminal, which is too narrow for its columns, a few lines."""
    rows = [
        (i.id, i.grade, f"{i.weight:g}", ", ".join(dict.fromkeys(c.key for c in i.citations)), _needs(i), i.title)
        for i in INDICATORS
    ]
    if look.plain or look.cells is None:
        lines = look.table(("id", "grade", "weight", "sources", "needs", "title"), rows, right=[2])
        yield from (f"{line}\n" for line in lines)
        return
    for name, grade, weight, sources, needs, title in rows:
        yield f"{look.paint(name, 'title')}  {grade} {weight}\n"
        for text in (title, f"needs {needs}", f"sources {sources}"):
            yield from (f"{line}\n" for line in look.prose(text, "  ", "    "))


def check(file: str) -> int:
    """Say whether a policy can be used, and what it changes."""
    policy = Policy.load(file)
    said = f"{visible(file)}: can be used, preset {policy.preset}, digest {policy.digest}"
    write(f"{line}\n" for line in look().prose(said))
    write(_changes(Policy(), policy, "as published"))
    return 0


def show(file: str | None, preset: str | None) -> int:
    """Show every setting in force, as TOML."""
    policy = Policy.load(file) if file else Policy()
    if preset:
        policy = msgspec.structs.replace(policy, preset=preset)
    write([f"# digest {policy.digest}\n"])
    write(f"# required: {required.name}\n" for required in policy.expects.required)
    write([f"# expected: {len(policy.expects.expected)} of {len(INDICATORS)} checks\n"])
    write([in_json(policy.to_toml())])
    return 0


def compare(first: str, second: str, choices: Choices, *, files: Sequence[str], form: str, limit: int) -> int:
    """Show what one policy decides otherwise than another, in its settings and on profiles."""
    before, after = Policy.load(first), Policy.load(second)
    if not files and form == "json":
        write(json_text({name: {"from": old, "to": new} for name, (old, new) in before.diff(after).items()}))
        return 0
    if not files:
        write(_changes(before, after, "the same settings"))
        return 0
    prepared = searched(choices.lists)
    old, new = Screener(before, prepared), Screener(after, prepared)
    errors: list[RecordError] = []
    kind = choices.kind_by(before)
    profiles = (record for file in files for record in inputs.read(file, kind=kind))
    found = compare_policies(old, new, profiles, today=choices.today, limit=limit, errors=errors)
    for error in errors[:_MOST_TOLD]:
        say(str(error))
    if form == "json":
        write([comparison.as_json(found, before.diff(after))])
    else:
        write([*_changes(before, after, "the same settings"), "\n"])
        write(comparison.as_text(found, look()))
    return 2 if errors else 0


def schema() -> int:
    """Print the JSON Schema of a profile."""
    write(json_text(json_schema()))
    return 0


def _changes(first: Policy, second: Policy, same: str) -> list[str]:
    changes = first.diff(second)
    if not changes:
        return [f"{same}\n"]
    rows = [(name, visible(_toml(old)), visible(_toml(new))) for name, (old, new) in changes.items()]
    return [line + "\n" for line in look().table(("setting", "from", "to"), rows)]


def _described(indicator: Indicator) -> dict[str, object]:
    return {
        "id": indicator.id,
        "family": indicator.family,
        "title": indicator.title,
        "grade": indicator.grade,
        "weight": indicator.weight,
        "stands_alone": indicator.stands_alone,
        "kinds": indicator.kinds,
        "needs": [[need] if isinstance(need, str) else need for need in indicator.needs],
        "flags": indicator.flags,
        "sources": indicator.citations,
        "documentation": indicator.documentation,
    }


def _needs(indicator: Indicator) -> str:
    return ", and ".join(map(_need, indicator.needs))


def _need(need: Need) -> str:
    if isinstance(need, str):
        return need
    more = len(need) - _ALTERNATIVES_SHOWN
    return " or ".join([*need[:_ALTERNATIVES_SHOWN], *([f"{more} more"] if more > 0 else [])])


def _toml(value: object) -> str:
    """A text or a number as TOML; its escapes are those of JSON."""
    return in_json(msgspec.json.encode(value).decode())
