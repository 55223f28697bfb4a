"""How rare a person's name is, as far as it can be told without knowing a language."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache

from screening import shipped
from screening.names.text import read
from screening.names.tokens import fold

__all__ = ["RARE", "rarity"]

RARE = 0.5
"""From this rarity on a name may be called rare."""

_LIMIT = 40.0  # bits at which a name is as rare as we tell
_MOST = 9.5  # bits a word can carry
_SYLLABLE = 4.5  # bits a word of one syllable can carry
_VOWELS = re.compile(r"[aeiouy]+")
_LETTER = 2.0  # bits a letter carries in a word that the table does not have


@cache
def _counts() -> tuple[dict[str, int], int]:
    """How many listed persons bear a word, its spelling variants together; and how many persons there are."""
    counts: dict[str, int] = {}
    persons = 1
    for row in shipped.rows("name_tokens.csv"):
        if row["token"]:
            key = fold(row["token"])
            counts[key] = counts.get(key, 0) + int(row["count"])
        else:
            persons = int(row["count"])
    return counts, persons


@lru_cache(maxsize=1 << 14)
def _bits(word: str) -> float:
    counts, persons = _counts()
    most = _SYLLABLE if len(_VOWELS.findall(word)) <= 1 else _MOST
    count = counts.get(word)
    if count is None:
        return min(most, _LETTER * len(word))
    return min(most, -math.log2(min(1.0, count / persons)))


def rarity(name: str) -> float:
    """How rare a person's name is, 0 (on every corner) to 1.

    Bits add up over the distinct words of the name, spelling variants being one word: ``-log2`` of the
    share of listed persons who bear it (``watchlists/name_tokens.csv``), or two bits a letter for a word that
    is not in the table; at most 9.5 bits a word, and 4.5 for a word of one syllable, since names of syllables
    are shared by very many people whatever the table says. 40 bits are rarity 1. So a name of two words is
    never rare, and no language is known by name.

    Raises:
        InputError: longer than 512 characters, or more than 64 words.

    >>> [rarity(name) < RARE for name in ("Kim Chol Min", "Zhang Jian", "John Smith", "Mohammed Ali")]
    [True, True, True, True]
    >>> rarity("York Louis Celestino Herrera") >= RARE
    True
    """
    bits = math.fsum(_bits(word) for word in sorted(set(map(fold, read(name).words))))
    return round(min(1.0, bits / _LIMIT), 4)
