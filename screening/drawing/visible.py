"""Text that may come from a stranger, made safe to look at: what a reader would not see is spelled out."""

from __future__ import annotations

import unicodedata

__all__ = ["LONGEST", "visible"]

LONGEST = 1_000
"""Characters of one value that are shown; the rest is an ellipsis."""
_MOST_MARKS = 3
"""Marks on one letter: Vietnamese and Hebrew need two or three, more only hide what stands above and below."""
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Characters that count as letters, marks or symbols, and are drawn as nothing."""


def visible(text: str, limit: int = LONGEST) -> str:
    r"""One line of text in which every character can be seen and none gives orders.

    Control characters, line breaks, direction marks and overrides, zero-width and blank characters, variation
    selectors, lone surrogates and marks piled on one letter become escapes. Longer text ends in an ellipsis.

    >>> visible("a\x1b[31mb\u202ec")
    'a\\x1b[31mb\\u202ec'
    >>> visible("山田　太郎"), visible("x" * 10, limit=4)
    ('山田　太郎', 'xxx…')
    """
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    if text.isascii() and text.isprintable():
        return text
    shown: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        plain = _is_plain(character) and marks <= _MOST_MARKS
        shown.append(character if plain else character.encode("unicode_escape").decode("ascii"))
    return "".join(shown)


def _is_plain(character: str) -> bool:
    if character in _BLANK_LETTERS or _is_variation_selector(character):
        return False
    return character.isprintable() or unicodedata.category(character) == "Zs"


def _is_variation_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
