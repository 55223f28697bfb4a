"""What many profiles share is written once, and named by its number; how data stands in an HTML page."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

import msgspec

from screening.reports.escaping import in_json

__all__ = ["Table", "encoded"]

_Value = TypeVar("_Value", bound=Hashable)


class Table(Generic[_Value]):
    """Distinct values in the order in which they came, each with a number.

    >>> table = Table[str]()
    >>> [table.number(word) for word in ("a", "b", "a")], list(table)
    ([0, 1, 0], ['a', 'b'])
    """

    def __init__(self) -> None:
        self._numbers: dict[_Value, int] = {}

    def number(self, value: _Value) -> int:
        """The number of a value; a new one takes the next."""
        return self._numbers.setdefault(value, len(self._numbers))

    def __iter__(self) -> Iterator[_Value]:
        return iter(self._numbers)


def encoded(value: object) -> str:
    r"""JSON that may stand in a ``script`` element: no text in it can end the element, or begin a comment.

    >>> encoded(["</script><!--", "\u2028"])
    '["\\u003c/script\\u003e\\u003c!--","\\u2028"]'
    """
    text = in_json(msgspec.json.encode(value).decode())
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
