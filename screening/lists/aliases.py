"""The names of one party put together: each once, and the other names that a name carries in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from screening.lists.fields import name_kind
from screening.watchlist import Alias

__all__ = ["abbreviates", "distinct", "known_as", "short_forms"]

_SHORT = re.compile(r"\s*\(([^()]{2,12})\)|\s+/\s+(\S{2,12})$")
_KNOWN_AS = re.compile(
    r"[\s,;(（\[]*(?<![^\W_])(?:"
    r"(also known as|a\.\s?k\.\s?a\b|a/k/a|n\.\s?k\.\s?a\b)|"
    r"(?:formerly known as|(?:formerly|previously) listed as|f\.\s?k\.\s?a\b|f/k/a)"
    r")[.,:：]*\s*",
    re.IGNORECASE,
)
_OPENS, _CLOSES = re.compile(r"[(（\[]"), re.compile(r"[)）\]](?=[^)）\]]*$)")
_LONGEST_NAME = 1000
"""What is longer is no name, and not looked into."""
_LONGEST_REST = 4
"""Letters that may follow a party's own short form: ``Uganda Commercial Impex (UCI) LTD``."""


def distinct(names: Iterable[Alias]) -> tuple[Alias, ...]:
    """Each name once, whatever its capitals: where it stands first, strong if it is so anywhere.

    >>> [(name.name, name.strength) for name in distinct([Alias("DCB", strength="weak"), Alias("Dcb")])]
    [('DCB', 'strong')]
    """
    kept: dict[str, Alias] = {}
    for alias in names:
        first = kept.setdefault(alias.name.casefold(), alias)
        if first.strength == "weak" and alias.strength == "strong":
            kept[alias.name.casefold()] = Alias(first.name, first.kind)
    return tuple(kept.values())


def known_as(text: str) -> Iterator[tuple[str, Literal["alias", "former"]]]:
    """The names of a text that says what its party is also, or was, known as; the text itself if it does not.

    >>> list(known_as("Example Works (a.k.a. Invented Works; f.k.a. Made-Up Works)"))
    [('Example Works', 'alias'), ('Invented Works', 'alias'), ('Made-Up Works', 'former')]
    >>> list(known_as("Example (also known as Exampel) Ltd., a/k/a EX")), list(known_as("Works (IV)"))
    ([('Example Ltd.', 'alias'), ('Exampel', 'alias'), ('EX', 'alias')], [('Works (IV)', 'alias')])
    """
    if len(text) > _LONGEST_NAME or not _KNOWN_AS.search(text):
        yield text.strip(), "alias"
        return
    first, *said = _KNOWN_AS.split(text)
    others: list[tuple[str, Literal["alias", "former"]]] = []
    for also, text_of_it in zip(said[::2], said[1::2], strict=True):
        closed = len(_CLOSES.findall(text_of_it)) > len(_OPENS.findall(text_of_it))
        inside, rest = _CLOSES.split(text_of_it, 1) if closed else (text_of_it, "")
        first += rest  # what follows the bracket goes on with the name before it
        others += [(name, "alias" if also else "former") for name in re.split(r"[;；]", inside)]
    for name, kind in ((first, "alias"), *others):
        if bare := name.strip(" ;,"):
            yield bare, kind


def short_forms(alias: Alias) -> Iterator[Alias]:
    """The name as published; if it carries a short form, also the name without it, and the short form.

    One that stands for a part of the name only (``Islamic Revolutionary Guard Corps (IRGC) Regional Corps ...``)
    is left away and no name: it would be that of another party.

    >>> [name.name for name in short_forms(Alias("FOREIGN TRADE BANK (FTB)", "primary"))]
    ['FOREIGN TRADE BANK (FTB)', 'FOREIGN TRADE BANK', 'FTB']
    >>> [name.name for name in short_forms(Alias("AL-HARAMAIN FOUNDATION (PAKISTAN)"))]
    ['AL-HARAMAIN FOUNDATION (PAKISTAN)']
    """
    yield alias
    full, found = alias.name, []
    matches = [*_SHORT.finditer(alias.name)] if len(alias.name) <= _LONGEST_NAME else []
    for match in reversed(matches):
        short, words = match[1] or match[2], alias.name[: match.start()]
        if abbreviates(short, words):
            full = full[: match.start()] + full[match.end() :]
            if words[0].casefold() == short[0].casefold() and len(alias.name) - match.end() <= _LONGEST_REST:
                found.append(short)
    if full != alias.name:
        kind = "alias" if alias.kind == "primary" else alias.kind
        yield Alias(full, kind, alias.strength)
        for short in found:
            yield Alias(short, name_kind(short) if kind == "native" else kind, "weak")


def abbreviates(short: str, words: str) -> bool:
    """Whether a text in capitals is made of letters of these words in their order, from an initial on.

    >>> abbreviates("KKBC", "Korea Kwangson Banking Corporation"), abbreviates("KENYA", "Al-Haramayn Foundation")
    (True, False)
    """
    letters = [letter.casefold() for letter in short if letter.isalnum()]
    capitals = sum(map(str.isupper, short))
    if capitals < 2 or capitals <= sum(map(str.islower, short)):  # noqa: PLR2004 - one capital is an initial
        return False
    text = words.casefold()
    return any(_in_order(letters, text[start.start() :]) for start in re.finditer(r"\b\w", text))


def _in_order(letters: list[str], text: str) -> bool:
    """Whether the first letter begins the text and the others follow in their order."""
    rest = iter(text)
    return text[:1] == letters[0] and all(letter in rest for letter in letters)
