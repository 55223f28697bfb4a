"""Run an example notebook and write it as one HTML page that needs no network.

python tasks/notebook_page.py examples/notebooks/tune_a_policy.py -o tune.html [--dark]

The notebook is a jupytext script in the percent format. Charts become SVG (``vl-convert-python``), scripts are
left out, and the page opens from a file. To make a screenshot, call this and open the page in a
browser, or do the same from Python::

    html = page(executed(Path("examples/notebooks/tune_a_policy.py")), dark=True)

Needs jupytext, nbclient, nbconvert and ipykernel.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

import jupytext  # type: ignore[import-untyped]
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from traitlets.config import Config

ROOT = Path(__file__).resolve().parent.parent
_DRAWN = "import altair\n_ = altair.renderers.enable('svg')"
_SECONDS = 120
_FOREIGN = re.compile(r"<script\b.*?</script>|<link\b[^>]*>", re.IGNORECASE | re.DOTALL)


def executed(script: Path) -> Any:  # noqa: ANN401 - nbformat's notebooks are not typed
    """The notebook with what its cells give, run from the root of the repository.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell fails.
    """
    notebook = jupytext.read(script)
    notebook.cells[:0] = jupytext.reads(_DRAWN, fmt="py:percent").cells
    NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=_SECONDS,
        resources={"metadata": {"path": str(ROOT)}},
        config=Config({"ConnectionFileMixin": {"transport": "ipc"}}),  # no open port
    ).execute()
    del notebook.cells[0]
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for number, cell in enumerate(code, start=1):
        for place in (cell, *cell.outputs):
            if "execution_count" in place:
                place.execution_count = number
    return notebook


def page(notebook: Any, *, dark: bool = False) -> str:  # noqa: ANN401 - as above
    """The notebook as HTML without scripts, in Jupyter's light or dark theme."""
    exporter: Any = HTMLExporter
    html, _ = exporter(theme="dark" if dark else "light", embed_images=True).from_notebook_node(notebook)
    return _FOREIGN.sub("", html)


def main() -> None:
    """Run the notebook and write the page."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("script", type=Path, help="a notebook as a jupytext script")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the page to write")
    parser.add_argument("--dark", action="store_true", help="Jupyter's dark theme")
    given = parser.parse_args()
    given.output.write_text(page(executed(given.script), dark=given.dark), encoding="utf-8")


if __name__ == "__main__":
    main()
