"""The page put together: data that nothing executes, and one script and one style, known by their digest.

The queue is read at once, the details of a hundred profiles when one of them is opened. So twenty thousand
profiles open as fast as twenty.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import jinja2

from screening.decisions.standing import Decision
from screening.policy import Policy
from screening.prepared import Prepared
from screening.reports.page.collecting import Collected, Result
from screening.reports.text import A_PERSON_DECIDES

__all__ = ["page"]

_FOLDER = Path(__file__).parent
_SCRIPTS = ("elements", "data", "queue", "decisions", "profile", "party", "grounds", "printing", "page")
"""In this order they are one script."""


def page(
    results: Iterable[Result],
    policy: Policy,
    prepared: Prepared,
    *,
    pictures: Mapping[str, str] = MappingProxyType({}),
    decisions: Mapping[str, Sequence[Decision]] = MappingProxyType({}),
) -> Iterator[str]:
    """The review page, piece by piece; every result is taken before the first piece is there.

    Args:
        results: profiles with their assessments, and records that could not be screened.
        policy: the one that the assessments were made with.
        prepared: the lists that were searched.
        pictures: SVG of links between accounts, by the id of a profile; shown as images.
        decisions: that were recorded, by the id of a profile; shown beside what they are about. The scores are as
            if nobody had decided.
    """
    return _rendered(Collected(results, policy, prepared, pictures, decisions), pictures=bool(pictures))


def _rendered(collected: Collected, *, pictures: bool) -> Iterator[str]:
    style, script = _text("page.css"), _script()
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    return environment.from_string(_text("page.html.j2")).generate(
        style=style,
        style_digest=_source(style),
        script=script,
        script_digest=_source(script),
        about=collected.about,
        count=collected.count,
        data=collected.data(),
        blocks=collected.blocks,
        pictures=pictures,
        decides=A_PERSON_DECIDES,
    )


def _script() -> str:
    return "\n".join(['"use strict";\n(() => {', *(_text(f"{name}.js") for name in _SCRIPTS), "})();\n"])


def _text(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _source(text: str) -> str:
    """What a content security policy calls an inline script or style."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
