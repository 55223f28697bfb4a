"""The same person under another name: every name of theirs replaced together, so that only the name changes.

Names of the profile that agree with one another get one new name, and those that disagree get different ones: so
two names that contradicted each other still do. A stranger who is named in another script than Latin as holder or
recipient gets a name of the new culture too, because names in different scripts are not compared; other strangers,
companies and clients stay, but holders and recipients share with the new name what they shared with the old one:
relatives remain relatives, and joint accounts joint. A user name of one word that is no name of the person stays.

The names come from the reviewed table ``watchlists/plain_names.csv``, or from the caller. Which culture they
are of is a label of that table alone: nothing reads it from a profile.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import msgspec

from screening import shipped
from screening.names import THRESHOLD, clean, scripts
from screening.profile import Profile
from screening.statements import agree, disagree, own_names, telling_words

__all__ = ["PlainName", "own_records", "plain_names", "renamed"]

_OWN = frozenset({"name", "legal_name", "native_name", "document_name"})
_STRANGERS = frozenset({"holder", "recipient"})
_CLIENTS = frozenset({"payer", "payee"})
_NAMED = frozenset({"name", "legal_name", "native_name"})
_WRITTEN = frozenset({"emails", "websites", "url", "email", "website"})
_TOGETHER = frozenset({"Hangul", "Han", "Hiragana", "Katakana"})
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 3
"""Letters of a word that is looked for in addresses: shorter ones stand in many words."""


class PlainName(msgspec.Struct, frozen=True):
    """One plain name.

    Attributes:
        culture: a label, to choose and to report by.
        name: in Latin letters.
        given: the given name in it.
        native: in its own script; empty where that is the Latin one.
    """

    culture: str
    name: str
    given: str
    native: str = ""


@cache
def plain_names() -> dict[str, tuple[PlainName, ...]]:
    """The reviewed plain names by culture.

    >>> plain_names()["polish"][0].name
    'Agnieszka Wrona'
    """
    found: dict[str, list[PlainName]] = {}
    for row in shipped.rows("plain_names.csv"):
        found.setdefault(row["culture"], []).append(PlainName(**row))
    return {culture: tuple(names) for culture, names in found.items()}


def own_records(profile: Profile) -> frozenset[str]:
    """The paths of the names that the account gives as its own."""
    return frozenset(path for path, _ in own_names(profile))


def renamed(
    profile: Profile, names: Sequence[PlainName], *, keep: Collection[str] = frozenset()
) -> Profile | None:
    """The profile as if the person bore another name.

    >>> from screening.profile import Payout
    >>> payouts = (Payout(holder="WZOROWA MARTA"), Payout(holder="X Y"))
    >>> other = renamed(Profile(id="u", name="Marta Wzorowa", payouts=payouts), plain_names()["russian"])
    >>> other.name, [payout.holder for payout in other.payouts]
    ('Darya Sokolova', ['Darya Sokolova', 'X Y'])

    Args:
        profile: with read values, as :func:`screening.values.read_values` gives it.
        names: of one culture; the first is the new name, the others serve where the profile holds names that
            disagree.
        keep: names that stay whatever they are, for example those of listed parties.

    Returns:
        ``None`` where the person bears no name, or more different ones than there are new names.
    """
    try:
        parties = _Parties(profile, names, keep)
        if not parties.own:
            return None
        new: Profile = _renamed(profile, parties, own=True)
    except LookupError:
        return None
    return new


class _Parties:
    """Who is who in a profile: groups of names that agree, each with its new name."""

    def __init__(self, profile: Profile, names: Sequence[PlainName], keep: Collection[str]) -> None:
        self._keep = keep
        kept = list(_kept(profile))
        self._free = [name for name in names if not any(_alike(name.name, text) for text in kept)]
        self._groups: list[tuple[list[str], PlainName]] = []
        self.own: list[str] = []
        own = sorted(
            (text for _, text in own_names(profile)), key=lambda text: (not _whole(text), not _latin(text))
        )
        for text in own:
            if _whole(text) or any(_alike(text, one) for one in self.own):
                self.own.append(text)
                self._new(text)
        self.words = dict(self._words())

    def _new(self, text: str) -> PlainName:
        for one_person in (_agree, _not_compared):  # who is surely meant comes before who may be
            for texts, name in self._groups:
                if one_person(text, texts):
                    if text not in texts:
                        texts.append(text)
                    return name
        if not self._free:
            raise LookupError
        self._groups.append(([text], self._free.pop(0)))
        return self._groups[-1][1]

    def of_own(self, text: str) -> str:
        """The new name of the person in place of one of their own; a mere user name stays."""
        return _like(text, self._new(text)) if _whole(text) or text in self.own else text

    def of_client(self, text: str) -> str:
        """The new name in place of the person's own, wherever it stands; every other name stays."""
        return _like(text, self._new(text)) if any(_alike(text, one) for one in self.own) else text

    def of_stranger(self, text: str) -> str:
        """As :meth:`of_client`; a stranger in another script is renamed too, to stay comparable."""
        if any(_alike(text, one) for one in self.own):
            return self.of_client(text)
        if text in self._keep:
            return text
        if _latin(text):
            return self._sharing(text)
        if any(not set(telling_words(text)).isdisjoint(telling_words(one)) for one in self.own):
            raise LookupError  # a relative in another script, for whom no name like the new one is known
        return _like(text, self._new(text))

    def _sharing(self, text: str) -> str:
        """A stranger's name with the words of the person's old names exchanged for those of the new ones."""
        words: dict[str, str] = {}
        for texts, new in self._groups:
            fresh = telling_words(new.name)
            for one in texts:
                for place, word in enumerate(telling_words(one)):
                    words.setdefault(word, fresh[min(place, len(fresh) - 1)])
        return _WORD.sub(lambda found: words.get(clean(found[0]), found[0]), text)

    def _words(self) -> Iterator[tuple[str, str]]:
        """Words of the old names, alone and joined, with those of the new ones."""
        for texts, new in self._groups:
            fresh = [word.casefold() for word in _WORD.findall(new.name)]
            for text in texts:
                old = [word.casefold() for word in _WORD.findall(text)] if _latin(text) else []
                for word, other in zip(old, fresh, strict=False):
                    if len(word) >= _SHORTEST:
                        yield word, other
                if len(old) > 1:
                    yield "".join(old), "".join(fresh)
                    yield "".join(reversed(old)), "".join(reversed(fresh))

    def written(self, text: str) -> str:
        """An address with the words of the old names replaced."""
        return _WORD.sub(lambda found: self.words.get(found[0].casefold(), found[0]), text)


def _renamed(part: Any, parties: _Parties, *, own: bool) -> Any:  # noqa: ANN401 - any part of a profile
    changes: dict[str, Any] = {}
    for field in part.__struct_fields__:
        value = getattr(part, field)
        if not value or not isinstance(value, str | tuple | msgspec.Struct):
            continue
        new = _value(part, field, value, parties, own)
        if new is not value:
            changes[field] = new
    return msgspec.structs.replace(part, **changes) if changes else part


def _value(part: Any, field: str, value: Any, parties: _Parties, own: bool) -> Any:  # noqa: ANN401
    kind = type(part).__name__
    if field == "aliases" and own:
        return tuple(parties.of_own(text) for text in value)
    if field == "authors":
        return tuple(parties.of_client(text) for text in value)
    if field in _WRITTEN:
        return parties.written(value) if isinstance(value, str) else tuple(map(parties.written, value))
    if field in _OWN and kind in {"Profile", "Identity"}:
        return parties.of_own(value) if own else parties.of_client(value)
    if field in _STRANGERS or (field == "name" and kind == "PreviousAccount"):
        return parties.of_stranger(value)
    if field in _CLIENTS:
        return parties.of_client(value)
    if field == "name" and kind == "Handle":
        return parties.written(value)
    if kind == "Change" and field in {"old", "new"}:
        return parties.of_stranger(value) if part.field in _NAMED else value
    if isinstance(value, msgspec.Struct):
        return _renamed(value, parties, own=own and field != "profile")
    if isinstance(value, tuple) and isinstance(value[0], msgspec.Struct):
        return tuple(_renamed(item, parties, own=own and field != "related") for item in value)
    return value


def _kept(profile: Profile) -> Iterator[str]:
    """Names in the profile that stay, with which a new name must not agree."""
    own = [text for _, text in own_names(profile)]
    others: Iterable[str | None] = (
        *(payout.holder for payout in profile.payouts or ()),
        *(address.recipient for address in profile.addresses or ()),
        *(account.name for account in profile.previous_accounts or ()),
        *(related.profile.name for related in profile.related or ()),
        *(text for payment in profile.payments or () for text in (payment.payer, payment.payee)),
    )
    yield from own
    yield from (text for text in dict.fromkeys(others) if text)


def _agree(text: str, texts: Sequence[str]) -> bool:
    return text in texts or any(_alike(text, one) for one in texts)


def _not_compared(text: str, texts: Sequence[str]) -> bool:
    """Whether a name disagrees with none of these, because it is in another script."""
    return not any(disagree(text, one, "person", THRESHOLD) for one in texts)


def _alike(a: str, b: str) -> bool:
    return a == b or agree(a, b, "person", THRESHOLD)


def _whole(text: str) -> bool:
    """Whether a text is a whole name: two words, or one in a script that writes them together."""
    return len(_WORD.findall(text)) > 1 or not scripts(text).isdisjoint(_TOGETHER)


def _latin(text: str) -> bool:
    return scripts(text) <= {"Latin"}


def _like(text: str, new: PlainName) -> str:
    """The new name as the old one was written: Latin or in its own script, whole or the given name alone."""
    if not _latin(text):
        return new.native or new.name
    return new.name if _whole(text) else new.given
