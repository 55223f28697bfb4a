"""The rooms of the package and their floors: imports point one way, and effects stay at the edge.

The table below is the plan of the house. A module imports from lower floors or from its own room. Exempt are
``__init__`` files, imports for type checking alone, and those in :data:`LATE`.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = Path(__file__).parents[1] / "screening"

FLOORS = (
    ("errors", "drawing"),  # values that know nothing of the domain, and the documents it rests on
    ("arrays", "shipped", "version"),
    ("places", "names", "profile", "rates", "sources"),
    ("field_by_field",),
    ("contacts", "evidence", "github_report", "questions", "records", "statements", "values", "watchlist"),
    ("assessment", "columns", "freshness", "identifiers", "lists", "signals"),
    ("agreements", "csv_files", "frames", "ip_databases", "listed_numbers", "listed_streets", "subjects"),
    ("prepared",),
    ("compiled", "hits"),
    ("indicator", "inputs", "likeness", "list_search", "ownership"),
    ("indicators",),
    ("policy", "exposure"),
    ("presence",),
    ("screener", "clearing"),
    ("checking", "decisions", "fairness", "fitting"),
    ("population",),
    ("plots", "reports"),
    ("service",),
    ("cli",),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}

LATE = {
    ("__init__.py", "score"): "the first minute: one function that makes a screener when first called",
    ("screener.py", "score_frame"): "a method's convenience: no frame library before a frame",
    ("names/__init__.py", "__getattr__"): "two names are compared without numpy, which an index needs",
    ("inputs.py", "_parquet"): "no frame library before a table of columns",
}
"""Imports of our own modules inside functions, and why; the first one points up."""

NO_ADDRESS = frozenset({"utils", "util", "common", "base", "helpers", "helper", "misc", "core", "tools"})

LIBRARIES = {
    "altair": ("plots",),
    "anyascii": ("names",),
    "click": ("cli",),
    "duckdb": ("population",),
    "httptools": ("service",),
    "jellyfish": ("names",),
    "jinja2": ("reports",),
    "lxml": ("lists",),
    "maxminddb": ("ip_databases",),
    "narwhals": ("frames",),
    "numpy": ("arrays", "compiled", "fitting", "listed_streets", "names", "population", "prepared"),
    "phonenumbers": ("places",),
    "python_calamine": ("lists",),
    "prometheus_client": ("service",),
    "pyarrow": ("population",),
    "pyspark": ("population",),
    "rapidfuzz": ("names",),
    "rich": ("cli", "reports", "drawing"),
    "sqlalchemy": ("decisions",),
    "starlette": ("service",),
    "uvicorn": ("service",),
    "uvloop": ("service",),
    "wcwidth": ("drawing",),
}
"""The rooms in which a library is used; ``msgspec`` is everywhere, being the data model."""

HEAVY = frozenset({"jinja2", "lxml", "narwhals", "numpy", "pandas", "phonenumbers", "polars", "rich"})
NETWORK = frozenset(
    {"socket", "ssl", "http", "urllib.request", "urllib3", "requests", "ftplib", "smtplib", "asyncio"}
)
CONNECTED = frozenset({"lists/update.py", "service/connection.py", "service/server.py", "service/waiting.py"})
"""Who may open connections: the download of lists, and the service that was asked to listen."""
CLOCK = frozenset({"now", "today", "utcnow", "time", "time_ns", "monotonic"})
CLOCKS = frozenset({"dt.datetime", "dt.date", "datetime", "date", "datetime.datetime", "time"})
EDGE = frozenset({"screener", "frames", "service", "cli"})

PURE = frozenset(
    {"__future__", "collections", "collections.abc", "functools", "itertools", "math", "re", "types", "typing"}
)
EFFECTS = frozenset({"open", "input", "print", "exec", "eval", "__import__", "globals", "breakpoint"})


class Edge(NamedTuple):
    """One import statement: where it stands and what it names."""

    file: str
    line: int
    function: str
    typing_only: bool
    target: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.target}"

    @property
    def importer(self) -> str:
        return room_of(self.file)

    @property
    def imported(self) -> str:
        return self.target.split(".")[1] if self.target.startswith("screening.") else ""


def files() -> list[Path]:
    found = sorted(PACKAGE.rglob("*.py"))
    assert found
    return found


def label(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def room_of(file: str) -> str:
    return file.split("/", 1)[0].removesuffix(".py")


def is_module(dotted: str) -> bool:
    path = PACKAGE.parent.joinpath(*dotted.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def named(statement: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """The modules that a statement imports."""
    if isinstance(statement, ast.Import):
        yield from (alias.name for alias in statement.names)
        return
    assert statement.level == 0, "imports are absolute"
    module = statement.module or ""
    for alias in statement.names:
        inner = f"{module}.{alias.name}"
        yield inner if is_module(inner) and inner.startswith("screening") else module


def edges_of(path: Path) -> Iterator[Edge]:
    def walk(node: ast.AST, function: str, typing_only: bool) -> Iterator[Edge]:
        for child in ast.iter_child_nodes(node):
            inside = child.name if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) else function
            typed = typing_only or (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test))
            if isinstance(child, ast.Import | ast.ImportFrom):
                for target in named(child):
                    yield Edge(label(path), child.lineno, inside, typed, target)
            yield from walk(child, inside, typed)

    yield from walk(ast.parse(path.read_text(encoding="utf-8")), "", typing_only=False)


@cache
def edges() -> tuple[Edge, ...]:
    return tuple(edge for path in files() for edge in edges_of(path))


def test_every_room_has_a_floor_and_every_floor_its_rooms() -> None:
    rooms = {room_of(label(path)) for path in files()} - {"__init__", "__main__"}
    assert rooms == set(FLOOR)


def test_imports_point_down() -> None:
    wrong = [
        f"{edge}: {edge.importer} is on floor {FLOOR[edge.importer]}, {edge.imported} on {FLOOR[edge.imported]}"
        for edge in edges()
        if edge.imported in FLOOR
        and edge.importer in FLOOR
        and not edge.file.endswith("__init__.py")
        and not edge.typing_only
        and (edge.file, edge.function) not in LATE
        and edge.imported != edge.importer
        and FLOOR[edge.imported] >= FLOOR[edge.importer]
    ]
    assert wrong == []


def test_every_exemption_is_in_use() -> None:
    used = {(edge.file, edge.function) for edge in edges() if edge.imported and not edge.typing_only}
    assert set(LATE) - used == set()


def test_late_imports_of_own_modules_only_where_they_are_allowed() -> None:
    late = [
        str(edge)
        for edge in edges()
        if edge.imported and edge.function and (edge.file, edge.function) not in LATE and edge.importer != "cli"
    ]
    assert late == [], "an import inside a function hides an edge: move it up, or add it to LATE with its reason"


def test_families_never_import_one_another() -> None:
    wrong = [
        str(edge)
        for edge in edges()
        if edge.importer == "indicators"
        and edge.imported == "indicators"
        and edge.file != "indicators/__init__.py"
    ]
    assert wrong == []


def test_there_is_no_cycle() -> None:
    graph: dict[str, set[str]] = {}
    for edge in edges():
        module = "screening." + edge.file.removesuffix(".py").replace("/", ".")
        if module.endswith("__init__") or edge.typing_only or (edge.file, edge.function) in LATE:
            continue
        graph.setdefault(module, set())
        if edge.imported:
            graph[module].add(edge.target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_every_room_has_an_address() -> None:
    parts = {part.removesuffix(".py") for path in files() for part in label(path).split("/")}
    assert parts & NO_ADDRESS == set()


def test_libraries_are_used_in_their_rooms() -> None:
    wrong = [
        str(edge)
        for edge in edges()
        if (library := edge.target.split(".")[0]) in LIBRARIES and edge.importer not in LIBRARIES[library]
    ]
    assert wrong == []


def test_nothing_opens_a_connection_but_the_download_and_the_service() -> None:
    wrong = [
        str(edge)
        for edge in edges()
        if (edge.target in NETWORK or edge.target.split(".")[0] in NETWORK) and edge.file not in CONNECTED
    ]
    assert wrong == []


def test_the_clock_is_read_at_the_edge_alone() -> None:
    wrong = [
        f"{label(path)}:{node.lineno} {ast.unparse(node)}"
        for path in files()
        if room_of(label(path)) not in EDGE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCK
        and ast.unparse(node.func.value) in CLOCKS
    ]
    assert wrong == []


@pytest.mark.parametrize("path", sorted((PACKAGE / "indicators").glob("*.py")), ids=lambda path: path.stem)
def test_indicators_have_no_effects(path: Path) -> None:
    foreign = [
        str(edge) for edge in edges() if edge.file == label(path) and not edge.imported and edge.target not in PURE
    ]
    foreign = [line for line in foreign if not line.endswith((" imports screening", " imports datetime"))]
    assert foreign == [], "an indicator reads no clock, file, environment or network"
    called = {
        name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for name in (ast.unparse(node.func),)
        if name in EFFECTS or name.rpartition(".")[2] in CLOCK - {"time"}
    }
    assert called == set()


def loaded_by(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["screening", "screening.cli"])
def test_importing_costs_nothing_heavy(module: str) -> None:
    assert loaded_by(f"import {module}") & HEAVY == set()


def test_importing_the_package_loads_none_of_its_rooms_but_the_version() -> None:
    loaded = {name for name in loaded_by("import screening") if name.startswith("screening.")}
    assert loaded == {"screening.version"}


def test_a_first_score_loads_only_what_it_needs() -> None:
    code = "import screening; screening.score({'id': 'u', 'name': 'Marta Wzorowa', 'country': 'PL'})"
    unwanted = {"jinja2", "rich", "narwhals", "pandas", "polars", "lxml", "phonenumbers", "click"}
    assert loaded_by(code) & unwanted == set()
