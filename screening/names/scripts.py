"""Which script a letter belongs to."""

from __future__ import annotations

__all__ = ["script", "scripts"]

_RANGES = (
    (0x41, 0x24F, "Latin"),
    (0x370, 0x3FF, "Greek"),
    (0x400, 0x52F, "Cyrillic"),
    (0x590, 0x5FF, "Hebrew"),
    (0x600, 0x6FF, "Arabic"),
    (0x750, 0x77F, "Arabic"),
    (0x1100, 0x11FF, "Hangul"),
    (0x1E00, 0x1EFF, "Latin"),
    (0x3130, 0x318F, "Hangul"),
    (0x3400, 0x9FFF, "Han"),
    (0xAC00, 0xD7A3, "Hangul"),
    (0xF900, 0xFAFF, "Han"),
    (0x20000, 0x323AF, "Han"),
)


def script(letter: str) -> str:
    """The script of a letter, empty for digits, marks and scripts that need no care here.

    >>> script("д"), script("é"), script("김"), script("7")
    ('Cyrillic', 'Latin', 'Hangul', '')
    """
    code = ord(letter)
    if not letter.isalpha():
        return ""
    for first, last, name in _RANGES:
        if first <= code <= last:
            return name
    return "other"


def scripts(name: str) -> frozenset[str]:
    """The scripts of the letters of a name.

    >>> sorted(scripts("Kim 김 7"))
    ['Hangul', 'Latin']
    """
    return frozenset(filter(None, map(script, name)))
