"""What users import is there, is listed, and is loaded only when asked for."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import screening

PACKAGE = Path(screening.__file__).parent
MODULES = sorted(
    ".".join(["screening", *path.relative_to(PACKAGE).with_suffix("").parts]).removesuffix(".__init__")
    for path in PACKAGE.rglob("*.py")
    if path.name != "__main__.py"
)


@pytest.mark.parametrize("name", ["score", "Screener", "Profile", "Policy", "Assessment", "Watchlist", "Band"])
def test_the_first_minute_is_one_import_away(name: str) -> None:
    assert name in screening.__all__
    assert getattr(screening, name).__name__ == name
    assert name in dir(screening)


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("screening.names", "compare"),
        ("screening.names", "Index"),
        ("screening.lists", "read"),
        ("screening.lists", "bundled"),
    ],
)
def test_calls_that_others_rely_on(module: str, name: str) -> None:
    """They stay callable after a module of the same name has been imported, in whatever order."""
    code = f"""
from importlib import import_module
try:
    import_module("{module}.{name}")
except ModuleNotFoundError:
    pass
from {module} import {name}
assert callable({name}), {name}
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'scroe'"):
        screening.scroe  # noqa: B018 - reading it is the test


@pytest.mark.parametrize("module", MODULES)
def test_all_is_complete_sorted_and_true(module: str) -> None:
    path = PACKAGE.joinpath(*module.split(".")[1:])
    tree = ast.parse((path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).read_text("utf-8"))
    defined = {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    }
    loaded = import_module(module)
    if not (defined or hasattr(loaded, "__all__")):
        return
    listed = loaded.__all__
    assert len(set(listed)) == len(listed)
    missing = [name for name in listed if not hasattr(loaded, name)]
    assert missing == []
    if not module.startswith(("screening.indicators.", "screening.cli")):  # an indicator is public by its table
        assert defined <= set(listed), "a public name is listed, or begins with an underscore"


@pytest.mark.parametrize("module", MODULES)
def test_every_module_says_what_it_is(module: str) -> None:
    text = import_module(module).__doc__ or ""
    assert re.match(r"[A-Z\"'`].*[.:!?]", text.partition("\n")[0]), f"{module}: a first line that is a sentence"
