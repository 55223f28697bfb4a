"""Text from profiles, made safe to show: what a terminal would obey or a reader would not see is spelled out."""

from __future__ import annotations

import re

from screening.drawing.visible import LONGEST, visible

__all__ = ["LONGEST", "cell", "in_json", "visible"]

_UNSEEN = re.compile(
    "[\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890-\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def cell(text: str, limit: int = 30_000) -> str:
    """Text for a cell of a spreadsheet: visible, and never a formula.

    >>> cell("=HYPERLINK(1)"), cell(" @x"), cell("a-b")
    ("'=HYPERLINK(1)", "' @x", 'a-b')
    """
    shown = visible(text, limit)
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) else shown


def in_json(text: str) -> str:
    r"""JSON whose strings keep their value, with everything that cannot be seen written as an escape.

    >>> in_json('["a\u202eb"]')
    '["a\\u202eb"]'
    """
    return text if text.isascii() and "\x7f" not in text else _UNSEEN.sub(_json_escape, text)


def _json_escape(found: re.Match[str]) -> str:
    units = found.group().encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
