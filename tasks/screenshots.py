"""Make the pictures of the documentation: ``python tasks/screenshots.py [terminal] [page] [notebook]``.

The terminal is drawn as SVG from what the real command writes to a pseudo-terminal; these files are text, are kept
in ``docs/pictures/`` and are compared by a test. The review page and the notebook are photographed in Chromium;
those files are made before the documentation is built, and not kept.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import shlex
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

from screening.drawing.characters import width

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
DATE = "2026-11-23"
CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
)

CELL, LINE, MARGIN = 8.4, 19, 16
"""Pixels of a terminal cell at 14 pixels a letter, of a line, and around."""
STYLES = {
    "1": "bold",
    "31": "red",
    "32": "green",
    "33": "yellow",
    "34": "blue",
    "36": "cyan",
}
"""The colours that the commands use, by their codes; ``0`` ends all."""
LOOK = """\
text{font:14px ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#1f2328;white-space:pre}
.page{fill:#f6f8fa;stroke:#d0d7de}.bold{font-weight:700}
.red{fill:#b3261e}.yellow{fill:#7a5200}.cyan{fill:#00626b}.green{fill:#1a6b2b}.blue{fill:#2b5fab}
@media (prefers-color-scheme:dark){
text{fill:#e6edf3}.page{fill:#0d1117;stroke:#30363d}
.red{fill:#ff8a80}.yellow{fill:#f2c14e}.cyan{fill:#6fd6e0}.green{fill:#7fd58a}.blue{fill:#8ab4f8}}"""


class Shot(NamedTuple):
    """A command to run, and the width of the terminal that it is run in."""

    command: str
    cells: int


TERMINAL = {
    "explain": Shot(f"screening explain examples/cases/laptop-farm.json --id laptop-farm --today {DATE}", 100),
    "explain-listed": Shot(
        f"screening explain examples/cases/silver-star-vendor.json --id silver-star-vendor --today {DATE}", 100
    ),
    "score": Shot(f"screening score examples/vendors.csv --preset vendor --today {DATE}", 100),
    "check": Shot(f"screening check examples/vendors.csv --today {DATE}", 100),
    "match": Shot('screening match "Yanbian Silver Star Network Technlogy" --kind organization', 80),
}
"""Pictures of a terminal by their names."""


def shown(shot: Shot) -> str:
    """What a command writes to a terminal, colours included; its errors and summaries are left out.

    Raises:
        RuntimeError: it wrote nothing.
    """
    text = on_terminal([sys.executable, "-m", "screening.cli", *shlex.split(shot.command)[1:]], shot.cells)
    if not text:
        raise RuntimeError(f"nothing was written by: {shot.command}")
    return text


def on_terminal(command: Sequence[str], cells: int) -> str:
    """What a program writes to its standard output, a terminal of that width with colours."""
    main, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 60, cells, 0, 0))
    unset = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "SCREENING_PLAIN"}
    env = {name: value for name, value in os.environ.items() if name not in unset}
    env["TERM"] = "xterm-256color"
    with subprocess.Popen(  # noqa: S603 - our own command line
        command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=terminal, stderr=subprocess.DEVNULL, env=env
    ):
        os.close(terminal)
        text = b""
        try:
            while part := os.read(main, 65_536):
                text += part
        except OSError:  # a terminal whose other end is gone
            pass
    os.close(main)
    return text.decode().replace("\r\n", "\n")


def svg(shot: Shot, text: str) -> str:
    """A picture of a terminal; its words can be selected and searched, and no font is fetched.

    Args:
        shot: the command, which is shown first.
        text: what it wrote.
    """
    lines = ["\x1b[1m$\x1b[0m " + shot.command, *text.rstrip("\n").split("\n")]
    across = round(shot.cells * CELL + 2 * MARGIN)
    down = len(lines) * LINE + 2 * MARGIN
    body = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {down}" width="{across}" role="img">',
        f"<title>{escape(shot.command)}</title>",
        f"<style>{LOOK}</style>",
        f'<rect class="page" x="0.5" y="0.5" width="{across - 1}" height="{down - 1}" rx="8"/>',
    ]
    for number, line in enumerate(lines):
        words = "".join(_words(line))
        if words:
            body.append(f'<text y="{MARGIN + LINE * number + 14}">{words}</text>')
    return "\n".join([*body, "</svg>"]) + "\n"


def _words(line: str) -> Iterator[str]:
    """The runs of a line without wide gaps, each set where the terminal sets it."""
    column, styles = 0, list[str]()
    for part in re.split(r"(\x1b\[[\d;]*m)", line):
        if part.startswith("\x1b"):
            codes = part[2:-1].split(";")
            styles = [] if codes in (["0"], [""]) else [*styles, *(STYLES[code] for code in codes)]
            continue
        for run in re.split(r"(\s{2,})", part):
            cells = width(run)
            if run.strip():
                looks = f' class="{" ".join(styles)}"' if styles else ""
                place = f'x="{MARGIN + CELL * column:g}" textLength="{CELL * cells:g}"'
                yield f"<tspan {place}{looks}>{escape(run, quote=False)}</tspan>"
            column += cells


def terminal(folder: Path = PICTURES) -> None:
    """Draw every picture of a terminal."""
    for name, shot in TERMINAL.items():
        (folder / f"{name}.svg").write_text(svg(shot, shown(shot)), encoding="utf-8")


def photograph(page: Path, target: Path, *, at: str = "", across: int = 1280, down: int = 900) -> None:
    """A picture of an HTML file as Chromium shows it, without a network.

    Args:
        page: the file.
        target: the picture, PNG.
        at: the part of the page to open, as behind ``#`` in an address.
        across: pixels of the window from side to side.
        down: pixels of the window from top to bottom.
    """
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only for pictures of pages

    with sync_playwright() as drivers:
        browser = drivers.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        context = browser.new_context(viewport={"width": across, "height": down}, offline=True)
        opened = context.new_page()
        opened.goto(f"{page.as_uri()}#{at}")
        opened.screenshot(path=str(target))
        browser.close()


def review_page(folder: Path = PICTURES) -> None:
    """The review page of the example profiles."""
    with tempfile.TemporaryDirectory() as scratch:
        page = Path(scratch) / "review.html"
        _python("-m", "screening.cli", "report", "examples/profiles.jsonl", "--today", DATE, "-o", str(page))
        photograph(page, folder / "review-page.png", at="profile=namesake-same-birth-date")


def notebook(folder: Path = PICTURES) -> None:
    """The example notebook, run and shown as a page."""
    script = ROOT / "examples" / "notebooks" / "screen_your_freelancers.py"
    with tempfile.TemporaryDirectory() as scratch:
        page = Path(scratch) / "notebook.html"
        _python("tasks/notebook_page.py", str(script), "-o", str(page))
        photograph(page, folder / "notebook.png", at="Look-at-one", down=1200)


def _python(*arguments: str) -> None:
    """Run something of ours that writes a page; that some profiles want a review is no failure."""
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    if not Path(arguments[-1]).is_file():
        raise RuntimeError(f"no page was written by: {shlex.join(arguments)}\n{done.stderr}")


PARTS: dict[str, Callable[[], None]] = {"terminal": terminal, "page": review_page, "notebook": notebook}


def main() -> None:
    """Make the pictures that were named, or all."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()


if __name__ == "__main__":
    main()
