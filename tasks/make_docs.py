"""Write what the documentation takes from the code: tables, indicator pages, the output of commands.

python tasks/make_docs.py            rewrites the generated pages, and the marked sections of the others
python tasks/make_docs.py --check    tells which are old; exit code 1 if any is

A marked section stands between ``<!-- made by tasks/make_docs.py: NAME -->`` and ``<!-- end -->``. Its name is
one of ``SECTIONS``, or ``$ screening ...``: then it holds what that command prints, with ``| head -n N`` behind it
the first lines of that.
"""

from __future__ import annotations

import argparse
import inspect
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

import click
import msgspec
from msgspec import inspect as types

from screening import errors, shipped
from screening.cli import commands as command_line
from screening.columns import ALIASES, Columns
from screening.errors import InputError
from screening.evidence import LOCATION
from screening.indicator import GRADE_WEIGHTS, Indicator, Need
from screening.indicators import FAMILIES, INDICATORS
from screening.lists import bundled
from screening.lists.bundle import publishers
from screening.lists.catalogue import published
from screening.lists.formats import FORMATS
from screening.lists.own import table as own
from screening.policy import PRESETS, Policy
from screening.profile import Profile
from screening.reports.flags import flags
from screening.sources import SOURCES, Citation
from screening.watchlist import Relation

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
_MARKED = re.compile(
    r"(?P<open><!-- made by tasks/make_docs\.py: (?P<name>[^\n]+?) -->\n)(?P<body>.*?)(?P<close><!-- end -->)",
    re.DOTALL,
)
_PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
_WIDTH = 100
_EXIT_CODES = (0, 1, 2, 3)


def table(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    r"""A Markdown table.

    >>> print(table(["a", "b"], [[1, "x|y"]]))
    | a | b |
    | --- | --- |
    | 1 | x\|y |
    """
    head = list(header)
    lines = [head, ["---"] * len(head), *([str(cell).replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def markdown(text: str) -> str:
    """The text of a docstring as Markdown: no doctest, plain code marks, the innocent explanations led in bold."""
    text = inspect.cleandoc(text).split("\n>>>")[0]
    text = re.sub(r"\n(?:Args|Raises|Returns|Attributes):\n.*", "", text, flags=re.DOTALL)
    text = re.sub(r":\w+:`~?([^`]+)`", r"`\1`", text).replace("``", "`")
    text = re.sub(r"(?:(?<=[.:])\s+|^)(Innocent\b[^.:]*:)", r"\n\n**\1**", text, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def code(names: Iterable[str]) -> str:
    """Names as code, parted by commas."""
    return ", ".join(f"`{name}`" for name in names)


# Profile and CSV


def _kind(kind: types.Type) -> str:
    """A type in words."""
    if isinstance(kind, types.Metadata):
        return _kind(kind.type)
    if isinstance(kind, types.UnionType):
        return " or ".join(_kind(option) for option in kind.types if not isinstance(option, types.NoneType))
    if isinstance(kind, types.VarTupleType):
        return f"list of at most {kind.max_length:,}: {_kind(kind.item_type)}"
    if isinstance(kind, types.StructType):
        return f"[{kind.cls.__name__}](#{kind.cls.__name__.lower()})"
    if isinstance(kind, types.StrType):
        return f"text of {'1 to' if kind.min_length else 'at most'} {kind.max_length:,} characters"
    if isinstance(kind, types.IntType | types.FloatType):
        low, high = (None if limit is None else f"{limit:,g}" for limit in (kind.ge, kind.le))
        number = "whole number" if isinstance(kind, types.IntType) else "number"
        return f"{number}, {low} to {high}" if high else f"{number}, {low} or more"
    if isinstance(kind, types.LiteralType):
        return " or ".join(f"`{value}`" for value in kind.values)
    if isinstance(kind, types.BoolType):
        return "yes or no"
    raise TypeError(f"no words for {kind}")


@cache
def _parts() -> Mapping[str, types.StructType]:
    """The profile and every part of it, by name, in the order in which they are met."""
    found: dict[str, types.StructType] = {}

    def visit(kind: types.Type) -> None:
        if isinstance(kind, types.StructType) and kind.cls.__name__ not in found:
            found[kind.cls.__name__] = kind
            for field in kind.fields:
                visit(field.type)
        for inner in (*getattr(kind, "types", ()), getattr(kind, "item_type", None), getattr(kind, "type", None)):
            if isinstance(inner, types.Type):
                visit(inner)

    visit(types.type_info(Profile))
    return found


def _needing(path: str) -> str:
    found = [i.id for i in INDICATORS if any(path == p or p.startswith(f"{path}.") for p in _paths(i.needs))]
    return code(found) if "." in path else ", ".join(dict.fromkeys(f"`{i.partition('.')[0]}`" for i in found))


def profile_fields() -> str:
    """Every field of a profile and of its parts."""
    contents = tomllib.loads((DOCS / "fields.toml").read_text(encoding="utf-8"))
    if gone := contents.keys() - _parts().keys():
        raise SystemExit(f"docs/fields.toml describes parts that do not exist: {', '.join(gone)}")
    where = {
        part: field.name
        for field in _parts()["Profile"].fields
        for part in re.findall(r"[A-Z]\w+", _kind(field.type))
    }
    sections = []
    for name, part in _parts().items():
        known = contents[name]
        if known.keys() != {field.name for field in part.fields}:
            raise SystemExit(f"docs/fields.toml: fields of {name} differ from screening/profile.py")
        path = "" if name == "Profile" else f"{where.get(name, 'work.' + name.lower())}."
        rows = [(f"`{f.name}`", known[f.name], _kind(f.type), _needing(path + f.name)) for f in part.fields]
        doc = "" if name == "Profile" else markdown(part.cls.__doc__ or "") + "\n\n"
        sections.append(f"### {name}\n\n{doc}{table(('field', 'content', 'type', 'checks that need it'), rows)}")
    return "\n\n".join(sections)


def csv_columns() -> str:
    """Every column that a file of profiles may have."""
    paths = [
        path
        for field in _parts()["Profile"].fields
        for path in (field.name, *(f"{field.name}.{leaf}" for leaf in _leaves(field.type)))
    ]
    aliases: dict[str, list[str]] = {}
    for alias, column in ALIASES.items():
        aliases.setdefault(column, []).append(alias)
    rows = [
        (f"`{path}`", code(aliases.get(path, ())))
        for path in (*paths, "owners", "owner_shares", "directors")
        if _is_column(path) and path not in ALIASES
    ]
    return table(("column", "also called"), rows)


def _leaves(kind: types.Type) -> list[str]:
    name = next((word for word in re.findall(r"[A-Z]\w+", _kind(kind))), "")
    return [field.name for field in _parts()[name].fields] if name else []


def _is_column(path: str) -> bool:
    try:
        Columns(["id", path] if path != "id" else ["id"], place="")
    except InputError:
        return False
    return True


# Policy and scoring


def policy_settings() -> str:
    """Every setting of a policy, with its published value."""
    said = dict(_attributes(inspect.getdoc(Policy) or ""))
    rows = []
    for field in msgspec.structs.fields(Policy):
        default = getattr(Policy(), field.name)
        rows.append((f"`{field.name}`", f"`{default}`" if default not in ("", {}) else "", said[field.name]))
    return table(("setting", "published", "meaning"), rows)


def _attributes(doc: str) -> Iterator[tuple[str, str]]:
    """Names and texts of the ``Attributes`` of a docstring; names that share a text each get it."""
    listed = doc.partition("Attributes:\n")[2]
    for names, text in re.findall(r"^    (\w[\w, ]*): (.*(?:\n {8}.*)*)", listed, re.MULTILINE):
        for name in names.split(", "):
            yield name, markdown(" ".join(text.split()))


def grades_and_caps() -> str:
    """The starting weight of each grade, and the cap of each family."""
    caps = Policy().all_caps
    grades = table(
        ("grade", "points", "indicators"),
        ((g, f"{w:g}", sum(i.grade == g for i in INDICATORS)) for g, w in GRADE_WEIGHTS.items()),
    )
    families = table(
        ("family", "indicators", "cap"),
        ((f"[{f}](indicators/{f}.md)", sum(i.family == f for i in INDICATORS), f"{caps[f]:g}") for f in FAMILIES),
    )
    return f"{grades}\n\n{families}"


def cases() -> str:
    """The case studies of the examples: story, band, what is found, and whose report it is."""
    about = tomllib.loads((ROOT / "examples" / "cases" / "about.toml").read_text(encoding="utf-8"))
    told = []
    for name, case in about.items():
        found = f" {code(case['findings'])}." if case["findings"] else ""
        keys = ", ".join(source.partition(":")[0] for source in case["sources"])
        told.append(f"* **{name}**, {case['band']}. {case['story']}{found} [{keys}]")
    return "\n".join(told)


def presets() -> str:
    """What each preset requires and expects."""
    required = table(
        ("preset", "required, or the band is `unknown`", "expected checks"),
        (
            (f"`{name}`", "; ".join(f"{r.name} ({code(r.needs)})" for r in preset.required), len(preset.expected))
            for name, preset in PRESETS.items()
        ),
    )
    rows = [(f"`{i.id}`", *("x" if i.id in p.expected else "" for p in PRESETS.values())) for i in INDICATORS]
    rows = [row for row in rows if "x" in row]
    return f"{required}\n\n{table(('expected check', *(f'`{name}`' for name in PRESETS)), rows)}"


# Lists and sources


def watchlist_counts() -> str:
    """What the bundled list holds."""
    entities = [entity for watchlist in bundled() for entity in watchlist]
    listed = Counter((entity.list, entity.kind) for entity in entities)
    rows = [
        (
            f"`{p.id}`",
            f"[{p.title}]({p.url}), {p.publisher}",
            ", ".join(sorted({e.status for e in entities if e.list == p.id})),
            listed[p.id, "person"],
            listed[p.id, "organization"],
            p.as_of,
        )
        for p in publishers().values()
    ]
    names = {(entity.key, alias.name, alias.strength) for entity in entities for alias in entity.names}
    weak = sum(strength == "weak" for *_, strength in names)
    kinds = {entity.key: entity.kind for entity in entities}
    designated = {entity.key for entity in entities if entity.status == "designated"}
    summary = (
        f"{len(kinds)} parties ({sum(k == 'person' for k in kinds.values())} people) in {len(entities)} listings; "
        f"{len(designated)} designated by an authority, {len(kinds) - len(designated)} named in a report only. "
        f"{len(names)} names, {weak} of them weak."
    )
    head = ("list", "document and publisher", "status", "people", "organisations", "compared with the copy of")
    return f"{summary}\n\n{table(head, rows)}"


def licences() -> str:
    """The licence note of each list that the bundled data draw on, and what was compared."""
    return table(
        ("list", "licence note", "what was compared"),
        ((f"`{p.id}`", p.licence, p.checked) for p in publishers().values()),
    )


def reported_parties() -> str:
    """Every name that a report gives, and who designated the party, if anybody did."""
    entities = [entity for watchlist in bundled() for entity in watchlist]
    designating: dict[str, dict[str, None]] = {}
    for entity in entities:
        if entity.status == "designated":
            designating.setdefault(entity.key, {})[entity.list] = None
    called = {entity.key: entity.name for entity in entities}
    rows = (
        (
            e.name,
            f"`{e.list}`",
            code(designating.get(e.key, ())) or "nobody",
            "; ".join(_said(e.relations, called)),
        )
        for e in entities
        if e.status == "reported"
    )
    return table(("name in the report", "report", "designated by", "how it stands to others"), rows)


def _said(relations: Iterable[Relation], called: Mapping[str, str]) -> Iterator[str]:
    for relation in relations:
        text = f"{relation.kind.replace('_', ' ')} {called.get(relation.to, relation.to)}"
        yield f"{text} ({relation.note})" if relation.note else text


def places_and_ranges() -> str:
    """How many places and ranges are in use."""
    rows = []
    for name in ("reported_places.csv", "ranges.csv"):
        marks = Counter(row["mark"] for row in shipped.rows(name))
        rows.append((f"`watchlists/{name}`", marks["verified"], marks["unverified"]))
    return table(("file", "rows in use", "rows shown to reviewers, not used"), rows)


def red_flags() -> str:
    """Every published red flag, and the indicators that cover it or the reason why none does."""
    found = flags()
    known = {flag.id for flag in found}
    wrong = [flag.id for flag in found if bool(flag.indicators) == bool(flag.why_not)]
    unknown = sorted({flag for indicator in INDICATORS for flag in indicator.flags} - known)
    if wrong or unknown:
        raise SystemExit(f"red_flags.csv: an indicator or a reason, not both: {wrong}; not in it: {unknown}")
    covered = sum(bool(flag.indicators) for flag in found)
    said = f"{covered} of {len(found)} flags are covered by {len(INDICATORS)} indicators."
    header = ("flag", "what is reported", "indicators, or why there is none")
    rows = ((flag.id, flag.text, code(flag.indicators) or flag.why_not) for flag in found)
    return f"{said}\n\n{table(header, rows)}"


def list_formats() -> str:
    """Every format that can be read, and on what it was tested."""
    ofac = ("OFAC's CSV files", "`ofac_sdn`, `ofac_cons`", "whole files")
    rows = ((form.title, f"`{form.list}`" if form.list else "as the file says", form.seen) for form in FORMATS)
    return table(("format", "list", "tested on real data"), (ofac, *rows))


def official_lists() -> str:
    """Every official list that is known, and whether it can be fetched."""
    rows = (
        (
            f"`{key}`",
            f"[{about.title}]({about.page})",
            about.publisher,
            "yes" if about.files else "by hand",
            about.licence,
        )
        for key, about in published().items()
    )
    return table(("list", "title", "publisher", "fetched", "licence"), rows)


def own_list_columns() -> str:
    """The columns of an own list, from the reader's docstring."""
    lines = re.findall(r"^``(\w+)``\s+(\S.*(?:\n {19}.*)*)", own.__doc__ or "", re.MULTILINE)
    if tuple(column for column, _ in lines) != own.COLUMNS:
        raise SystemExit("screening/lists/own/table.py: the docstring lists other columns than COLUMNS")
    return table(("column", "content"), ((f"`{c}`", markdown(" ".join(text.split()))) for c, text in lines))


def sources() -> str:
    """Every document that the library cites."""
    return table(("key", "document", "date"), ((f"`{s.key}`", _linked(s), s.date) for s in SOURCES.values()))


def _linked(citation: Citation) -> str:
    return f"[{citation.document}]({citation.url})" if citation.url else citation.document


def error_tree() -> str:
    """The tree of errors."""
    tree = (errors.__doc__ or "").partition("::\n\n")[2].partition("\n\n")[0]
    return f"```text\n{inspect.cleandoc(tree)}\n```"


# Command line


def commands(group: click.Command = command_line, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The path of every command, groups first."""
    yield path
    if isinstance(group, click.Group):
        context = click.Context(group)
        for name in group.list_commands(context):
            found = group.get_command(context, name)
            if found is not None and not found.hidden:
                yield from commands(found, (*path, name))


def help_texts() -> str:
    """The help of every command."""
    return "\n\n".join(
        f"## {' '.join(('screening', *path))}\n\n{shell(' '.join(('screening', *path, '--help')))}"
        for path in commands()
    )


@cache
def shell(line: str) -> str:
    """A command line and what it prints, as a text block."""
    run, _, lines = line.partition(" | head -n ")
    program, *arguments = shlex.split(run)
    if program != "screening":
        raise SystemExit(f"only screening is run for the documentation: {line}")
    done = subprocess.run(  # noqa: S603 - our own command line
        [sys.executable, "-m", "screening.cli", *arguments],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": str(_WIDTH), "NO_COLOR": "1", "PYTHONUTF8": "1", "TERM": "dumb"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode not in _EXIT_CODES or "Traceback" in done.stderr:
        raise SystemExit(f"{line}: exit code {done.returncode}\n{done.stderr}")
    printed = [text.rstrip() for text in (done.stdout + done.stderr).strip("\n").splitlines()]
    return "\n".join(["```text", f"$ {line}", *printed[: int(lines) if lines else None], "```"])


# Indicator pages


def _paths(needs: Iterable[Need]) -> Iterator[str]:
    for need in needs:
        yield from (need,) if isinstance(need, str) else need


def _needs(indicator: Indicator) -> str:
    groups = [(need,) if isinstance(need, str) else need for need in indicator.needs]
    return " and ".join(code(group) if len(group) == 1 else f"one of {code(group)}" for group in groups)


def _entry(indicator: Indicator) -> str:
    title, _, text = indicator.documentation.partition("\n")
    rows = [
        ("grade", f"{indicator.grade}: {indicator.weight:g} points at full strength"),
        ("escalates by itself", "yes" if indicator.stands_alone else "no"),
        ("applies to", " and ".join(f"`{kind}`" for kind in indicator.kinds)),
        ("needs", _needs(indicator)),
        ("covers flags", ", ".join(indicator.flags) or "none of the catalogue"),
    ]
    cited = "\n".join(
        f"* {_linked(c)}{c.date and f', {c.date}'}{c.section and f': {c.section}'}" for c in indicator.citations
    )
    body = markdown(text)
    return (
        f"## {indicator.id}\n\n**{title.rstrip('.')}.**\n\n{body}{2 * chr(10) if body else ''}"
        f"{table(('', ''), rows)}\n\nSources:\n\n{cited}"
    )


def indicator_page(family: str) -> str:
    """The page of one family."""
    about = markdown(import_module(f"screening.indicators.{family}").__doc__ or "")
    found = [indicator for indicator in INDICATORS if indicator.family == family]
    cap = f"The family is capped at {Policy().all_caps[family]:g} points"
    cap += " and left out of every threshold." if family == LOCATION else "."
    rows = ((f"`{i.id}`", i.title, i.grade, f"{i.weight:g}") for i in found)
    return "\n\n".join(
        [
            f"<!-- generated by tasks/make_docs.py from screening/indicators/{family}.py; do not edit -->",
            f"# {family}",
            about,
            cap,
            table(("indicator", "title", "grade", "points"), rows),
            *map(_entry, found),
        ]
    )


def indicator_families() -> str:
    """A table of all families, with a line on each."""
    rows = (
        (
            f"[{family}](indicators/{family}.md)",
            sum(i.family == family for i in INDICATORS),
            markdown(import_module(f"screening.indicators.{family}").__doc__ or "").split("\n\n")[0],
        )
        for family in FAMILIES
    )
    return table(("family", "indicators", "what it looks at"), rows)


def indicator_contents() -> str:
    """The pages of all families, for the table of contents."""
    return "\n".join(["```{toctree}", ":maxdepth: 1", "", *(f"indicators/{family}" for family in FAMILIES), "```"])


SECTIONS: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        section.__name__.replace("_", "-"): section
        for section in (
            profile_fields,
            csv_columns,
            policy_settings,
            grades_and_caps,
            cases,
            presets,
            watchlist_counts,
            licences,
            reported_parties,
            places_and_ranges,
            red_flags,
            list_formats,
            official_lists,
            own_list_columns,
            sources,
            error_tree,
            help_texts,
            indicator_families,
            indicator_contents,
        )
    }
)


def filled(text: str) -> str:
    """A page with its marked sections made anew."""

    def made(found: re.Match[str]) -> str:
        name = found["name"]
        body = shell(name.removeprefix("$ ")) if name.startswith("$ ") else SECTIONS[name]()
        return f"{found['open']}\n{body}\n\n{found['close']}"

    return _MARKED.sub(made, text)


def pages() -> dict[str, str]:
    """Every page that is generated or holds a marked section, by its path in the repository, as it should be."""
    found = {f"docs/indicators/{family}.md": indicator_page(family) + "\n" for family in FAMILIES}
    for path in (*map(ROOT.joinpath, _PAGES), *sorted(DOCS.glob("*.md"))):
        text = path.read_text(encoding="utf-8")
        if _MARKED.search(text):
            found[path.relative_to(ROOT).as_posix()] = filled(text)
    return found


def main() -> int:
    """Write, or check."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing, tell which pages are old")
    check = parser.parse_args().check
    fresh = pages()
    now = {name: (ROOT / name).read_text(encoding="utf-8") if (ROOT / name).exists() else "" for name in fresh}
    old = [name for name in fresh if now[name] != fresh[name]]
    gone = [p for p in sorted(DOCS.glob("indicators/*.md")) if p.relative_to(ROOT).as_posix() not in fresh]
    for name in old:
        print(f"{name}: {'old' if check else 'written'}")
        if not check:
            (ROOT / name).parent.mkdir(exist_ok=True)
            (ROOT / name).write_text(fresh[name], encoding="utf-8", newline="\n")
    for path in gone:
        print(f"{path.relative_to(ROOT)}: belongs to no family, remove it")
    return 1 if gone or (check and old) else 0


if __name__ == "__main__":
    sys.exit(main())
