"""What one reading of a list tells besides its entities: its date, its digest, and what was not understood."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from screening.errors import shown

__all__ = ["Intake", "trouble"]


class Intake:
    """Filled by a reader while its entities are taken from it; whole once the last one was.

    Attributes:
        digest: SHA-256, fed with the uncompressed bytes of each file as it is read.
        as_of: ISO date of the data, if the file says it.
        list: the list that the file turned out to be, where one format serves several; else empty.
        whole: False for a part of a list, such as an export by programme: it never stands for the list.
        problems: what was not understood, each with file, line and value.
        skipped: those of the problems that cost a whole record.
    """

    def __init__(self) -> None:
        self.digest = hashlib.sha256()
        self.as_of = ""
        self.list = ""
        self.whole = True
        self.problems: list[str] = []
        self.skipped: list[str] = []
        self._unknown: set[str] = set()

    def tell(self, file: str, place: int | str, column: str, message: str, value: object = None) -> None:
        """A value that was not understood; its record stays."""
        self.problems.append(trouble(file, place, column, message, value))

    def unknown(self, file: str, place: int | str, what: str, names: Iterable[str]) -> None:
        """Names of the format that the reader does not know, each told once, at the first record that has it.

        What is not read must not look as if it were.

        Args:
            file: the file's name.
            place: the record.
            what: they are called, for example ``an element``.
            names: those that are not known, in any order.
        """
        for name in sorted(set(names) - self._unknown):
            self._unknown.add(name)
            self.tell(file, place, name, f"{what} that is not known and not read")

    def skip(self, file: str, place: int | str, column: str, message: str, value: object = None) -> None:
        """A record that is left out."""
        self.tell(file, place, column, message, value)
        self.skipped.append(self.problems[-1])


def trouble(file: str, place: int | str, column: str, message: str, value: object = None) -> str:
    """One thing that could not be read, with its place: the form of ``Watchlist.problems``.

    Args:
        file: the file's name.
        place: the number of a line, or an entry's own id (``KPi.001``) where lines mean nothing.
        column: column, element or phrase; empty if the whole record is meant.
        message: what is wrong.
        value: what stands there.

    >>> trouble("alt.csv", 3, "type", "not one of aka, fka, nka", "zka")
    "alt.csv, line 3, type: not one of aka, fka, nka (got 'zka')"
    >>> trouble("un.xml", "KPi.001", "", "an entry without a name")
    'un.xml, KPi.001: an entry without a name'
    """
    where = f"line {place}" if isinstance(place, int) else place
    at = ", ".join(part for part in (file, where, column) if part)
    return f"{at}: {message}" if value is None else f"{at}: {message} (got {shown(value)})"
