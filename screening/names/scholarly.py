"""Cyrillic in Latin letters with marks: ISO 9:1995 and the scholarly system it grew from.

Libraries, and some listings, write *Ûrij Čajka* where others write *Yuriy Chayka*. Without
their marks the letters say something else (*Urij Cajka*), so such a name has a second reading.

Czech, Croatian, Slovene and the Baltic languages have the same háček with the same sound. A name with a letter or
a group of letters that ISO 9 does not have (ř, ć, *ch*) keeps its others as they are.
"""

from __future__ import annotations

__all__ = ["plain"]

_HACEK = str.maketrans({"č": "ch", "š": "sh", "ž": "zh", "ŝ": "shch"})
# ISO 9:1995, table 1, with what BGN/PCGN 1947 has for the same Cyrillic letter
_ISO_9 = str.maketrans(
    {"â": "ya", "û": "yu", "ë": "yo", "è": "e", "ì": "i", "ï": "yi", "c": "ts", "h": "kh", "j": "y"}
)
_LETTERS = frozenset("abcdefghijklmnoprstuvzâûëèìïčšžŝ")
_TELLING = frozenset("čšžŝâû")
_MOSTLY_LATIN = ("ch", "sh", "zh", "kh", "th", "ph", "ck")


def plain(name: str) -> str:
    """The name with letter groups for marked letters, in lower case; ``""`` if it has no letter that tells.

    >>> plain("Ûrij Âkovlevič Čajka")
    'yuriy yakovlevich chayka'
    >>> plain("Tomáš Příklad")
    'tomásh příklad'
    >>> plain("Zoë Müller"), plain("Juri Kozlov")
    ('', '')
    """
    name = name.lower()
    if _TELLING.isdisjoint(name):
        return ""
    iso = not any([group in name for group in _MOSTLY_LATIN]) and _LETTERS.issuperset(
        [letter for letter in name if letter.isalpha()]
    )
    found = (name.translate(_ISO_9) if iso else name).translate(_HACEK)
    return found if found != name else ""
