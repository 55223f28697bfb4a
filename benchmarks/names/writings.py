"""Listed names in another script or romanisation, for ``perturbations``.

Where a list has the name in its own script, that is taken; else the tables of ``spellings`` make it.
"""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz import fuzz

from benchmarks.names import spellings
from benchmarks.names.listed_names import Listed, natural
from benchmarks.names.spellings import Chance, plain

SCRIPTS = {"CYRILLIC": "Cyrillic", "ARABIC": "Arabic", "CJK": "Han", "HANGUL": "Hangul", "LATIN": "Latin"}
_ALIKE = 45.0
"""Names in two scripts with fewer letters in common, in hundredths, are two names of the party."""


def script(text: str) -> str:
    """The script of the letters, if they are all of one: ``Cyrillic``, ``Han`` ...; else nothing."""
    found = {SCRIPTS.get(unicodedata.name(letter, "").split()[0], "?") for letter in text if letter.isalpha()}
    return found.pop() if len(found) == 1 else ""


def native(row: Listed, _: Chance, *, wanted: str) -> str | None:
    """The name in its own script, if that is the wanted one and stands beside it in the list."""
    if row.kind != "person" or script(row.native) != wanted or re.search(r"[,،;؛/()]", row.native):
        return None
    spaced = wanted in {"Cyrillic", "Arabic", "Latin"}
    size, listed = len(row.native.split()), len(row.name.replace("-", " ").split())
    if row.native == row.name or (spaced and (size < 2 or abs(size - listed) > 1)):
        return None
    if wanted in {"Cyrillic", "Latin"} and fuzz.token_sort_ratio(plain(row.native), plain(row.name)) < _ALIKE:
        return None  # the file has another name of the party in that place
    return row.native


def cyrillic(row: Listed, chance: Chance, *, system: str) -> str | None:
    """A Russian name that the list has in Cyrillic, in Latin letters by another system."""
    written = native(row, chance, wanted="Cyrillic")
    if written is None or any(letter.isalpha() and letter not in spellings.RUSSIAN for letter in written.lower()):
        return None  # Ukrainian, Belarusian and others have tables of their own
    return spellings.from_cyrillic(written, system)


def southern(row: Listed, _: Chance) -> str | None:
    """A DPRK spelling as Seoul would write it."""
    return spellings.southern(" ".join(natural(row)).replace(",", "")) if row.kind == "person" else None


def hangul(row: Listed, chance: Chance) -> str | None:
    """A DPRK spelling in Hangul."""
    return spellings.hangul(" ".join(natural(row)).replace(",", ""), chance) if row.kind == "person" else None


def arabic(row: Listed, chance: Chance) -> str | None:
    """Every Arabic name in it in another usual spelling."""
    return spellings.other_arabic(" ".join(natural(row)), chance) if row.kind == "person" else None


def homoglyph(row: Listed, chance: Chance) -> str | None:
    """One letter replaced by one that looks the same."""
    return spellings.homoglyph(" ".join(natural(row)), chance)
