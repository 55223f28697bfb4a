"""Settings of the documentation: `sphinx-build -W -b html docs docs/_build`."""  # noqa: INP001 - no package

import re
from pathlib import Path

from sphinx.application import Sphinx

_VERSION = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)
_PACKAGE = Path(__file__).resolve().parent.parent / "screening" / "version.py"

project = "screening"
author = "The screening authors"
copyright = "The screening authors, Apache-2.0"  # noqa: A001 - Sphinx's own word
release = _VERSION.findall(_PACKAGE.read_text(encoding="utf-8"))[0]
language = "en"

extensions = ["myst_parser"]
exclude_patterns = ["_build"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

_PICTURE = re.compile(r"^!\[[^\]]*\]\((pictures/[\w-]+\.png)\)\n", re.MULTILINE)


def setup(app: Sphinx) -> None:
    """Leave out photographs that were not made: they are no part of the repository."""
    app.connect("source-read", _only_pictures_that_are_there)


def _only_pictures_that_are_there(app: Sphinx, _page: str, source: list[str]) -> None:
    there = Path(app.srcdir)
    source[0] = _PICTURE.sub(lambda found: found[0] if (there / found[1]).is_file() else "", source[0])


html_theme = "furo"
html_title = f"screening {release}"
html_copy_source = False
html_show_sphinx = False
html_static_path = ["style"]
html_css_files = ["tables.css"]
