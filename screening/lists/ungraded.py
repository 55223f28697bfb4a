"""Names on lists that do not grade them."""

from __future__ import annotations

from typing import Literal

from screening.lists.fields import name_kind
from screening.watchlist import Alias

__all__ = ["is_one_word", "ungraded"]

_FIRST_EAST_ASIAN = "\u2e80"


def is_one_word(name: str) -> bool:
    """Whether a name is a single word, in a script that parts words.

    >>> is_one_word("LAZARUS"), is_one_word("Lazarus Group"), is_one_word("라자루스")
    (True, False, False)
    """
    return " " not in name.strip() and not any(c >= _FIRST_EAST_ASIAN for c in name)


def ungraded(name: str) -> Alias:
    """Another name that no list calls strong or weak: a single word is weak, since many share it.

    >>> ungraded("LAZARUS").strength, ungraded("Lazarus Group").strength, ungraded("라자루스").kind
    ('weak', 'strong', 'native')
    """
    strength: Literal["strong", "weak"] = "weak" if is_one_word(name) else "strong"
    return Alias(name, name_kind(name), strength)
