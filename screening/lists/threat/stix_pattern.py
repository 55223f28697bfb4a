"""The identifiers that a STIX pattern names, where naming them is all that it does.

::

    [email-addr:value = 'testov@example.org' OR domain-name:value IN ('a.example', 'b.example')]
    [ipv4-addr:value ISSUBSET '198.51.100.0/24'] OR [url:value = 'https://example.org/a']
    [user-account:account_type = 'github' AND user-account:account_login = 'testov-dev']

The language is that of "STIX Version 2.1", chapter 9. Only ``OR``, ``=``, ``IN`` and ``ISSUBSET`` are read, and
``AND`` where it joins a name with its service, an address with its currency or its type: everything else asks for
more than an identifier, and is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from screening.errors import InputError
from screening.lists.threat.items import Meant, meant

__all__ = ["alternatives"]

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^'\\]|\\.)*(?:'|\\?$))"
    r"|(?P<path>[A-Za-z][\w-]*:(?:'[^']*'|[\w.*-]|\[(?:\d+|\*)\])+)"
    r"|(?P<word>[A-Za-z][\w-]*)"
    r"|(?P<mark>!=|<=|>=|[\[\]()=<>,])"
    r"|(?P<other>\S))",
    re.ASCII | re.DOTALL,
)
_LONGEST = 20_000
_DEEPEST = 20
_MOST = 1_000
_EQUAL = frozenset({"=", "==", "IN", "ISSUBSET"})
_VALUES = frozenset({"value", "address", "number", "international_phone_number"})
_NAMES = ("user-account:account_login", "user-account:user_id")
"""What singles an account out, the best first."""
_SERVICE = "user-account:account_type"
_CURRENCY = re.compile(r"[\w-]+:(?:currency|currency_code|currency_type|symbol)")
_ACCOUNT = re.compile(r"user-account:(?:display_name|x_\w+(?:\.\w+)?)")
"""What else is said of an account, and does not single it out."""
_REFERRED = {
    "email-message:from_ref.value": Meant("email"),
    "email-message:sender_ref.value": Meant("email"),
    "network-traffic:src_ref.value": Meant("ip"),
    "network-traffic:dst_ref.value": Meant("ip"),
}

_Term = list[tuple[str, str]]
"""Conditions that hold together: paths and values."""


def alternatives(pattern: str) -> list[tuple[Meant | None, str]]:
    """The identifiers, any of which is what the pattern looks for; kind ``None`` and the path for other things.

    >>> alternatives("[email-addr:value = 'testov@example.org' OR file:name = 'a.exe']")
    [(Meant(kind='email', service='', currency=''), 'testov@example.org'), (None, 'file:name')]

    Raises:
        InputError: it is no pattern, or asks for more.
    """
    if len(pattern) > _LONGEST:
        raise InputError("too long a pattern")
    tokens = [(match.lastgroup or "", match[match.lastgroup or 0]) for match in _TOKEN.finditer(pattern.strip())]
    return [found for term in _Pattern(tokens).observations(0) for found in _identifier(term)]


def _identifier(term: _Term) -> Iterator[tuple[Meant | None, str]]:
    said = dict(term)
    if name := next((path for path in _NAMES if path in said), ""):
        rest = [path for path in said if path not in {*_NAMES, _SERVICE} and not _ACCOUNT.fullmatch(path)]
        what: Meant | None = Meant("handle", said.get(_SERVICE, ""))
    else:
        currencies = [path for path in said if _CURRENCY.fullmatch(path)]
        types = {path: f"{path.removesuffix('.value')}.type" for path in said if path.endswith("_ref.value")}
        name, *rest = [path for path in said if path not in {*currencies, *types.values()}] or [""]
        what = (
            meant(said.get(types.get(name, ""), ""))
            or _REFERRED.get(name)
            or (meant(name.partition(":")[0]) if name.partition(":")[2] in _VALUES else None)
        )
        if what and what.kind == "wallet" and currencies:
            what = Meant("wallet", currency=said[currencies[0]])
        elif currencies:
            rest += currencies
    if rest or len(said) < len(term):
        raise InputError("conditions that must hold together (AND), which are more than an identifier")
    yield (what, said[name]) if what else (None, name)


class _Pattern:
    """A pattern's tokens, taken one by one."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._at = 0

    def observations(self, depth: int) -> list[_Term]:
        """Observations, to the end or to the bracket that closes them."""
        terms = self._observation(depth)
        while self._peek() == "OR":
            self._next()
            terms += self._observation(depth)
        if not depth and self._peek():
            raise InputError(f"more than an identifier ({self._peek()})")
        return terms

    def _observation(self, depth: int) -> list[_Term]:
        _bounded(depth)
        opened = self._next()[1]
        if opened == "(":
            terms = self.observations(depth + 1)
        elif opened == "[":
            terms = self._either(depth)
        else:
            raise InputError("not a STIX pattern: an observation stands in [ ]")
        self._close("]" if opened == "[" else ")")
        return terms

    def _either(self, depth: int) -> list[_Term]:
        terms = self._together(depth)
        while self._peek() == "OR":
            self._next()
            terms += self._together(depth)
        return terms

    def _together(self, depth: int) -> list[_Term]:
        terms = self._condition(depth)
        while self._peek() == "AND":
            self._next()
            others = self._condition(depth)
            if len(terms) * len(others) > _MOST:
                raise InputError("more alternatives than are read")
            terms = [[*one, *other] for one in terms for other in others]
        return terms

    def _condition(self, depth: int) -> list[_Term]:
        _bounded(depth)
        kind, path = self._next()
        if path == "(":
            terms = self._either(depth + 1)
            self._close(")")
            return terms
        if kind != "path":
            raise InputError(f"more than an identifier ({path})")
        comparison = self._next()[1].upper()
        if comparison not in _EQUAL:
            raise InputError(f"more than an identifier ({comparison})")
        return [[(path, value)] for value in (self._several() if comparison == "IN" else [self._text()])]

    def _several(self) -> list[str]:
        if self._next()[1] != "(":
            raise InputError("not a STIX pattern: IN is followed by ( )")
        values = [self._text()]
        while self._peek() == ",":
            self._next()
            values.append(self._text())
        self._close(")")
        return values

    def _text(self) -> str:
        kind, text = self._next()
        if kind != "text":
            raise InputError(f"not compared with a text ({text})")
        return re.sub(r"\\(.)", r"\1", text[1:-1])

    def _close(self, wanted: str) -> None:
        found = self._next()[1]
        if found != wanted:
            raise InputError(f"more than an identifier, or not a STIX pattern ({found} where {wanted} belongs)")

    def _peek(self) -> str:
        return self._tokens[self._at][1].upper() if self._at < len(self._tokens) else ""

    def _next(self) -> tuple[str, str]:
        if self._at == len(self._tokens):
            raise InputError("not a STIX pattern: it ends too early")
        self._at += 1
        return self._tokens[self._at - 1]


def _bounded(depth: int) -> None:
    if depth > _DEEPEST:
        raise InputError("not a STIX pattern: brackets too deep")
