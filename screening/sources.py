"""The public documents that indicators, lists and figures rest on: ``watchlists/sources.csv``."""

from __future__ import annotations

import msgspec

from screening import shipped

__all__ = ["SOURCES", "Citation", "cite"]


class Citation(msgspec.Struct, frozen=True, gc=False):
    """Where a statement comes from: document, date, section and address.

    Attributes:
        key: short key of the document, for example ``US22``.
        document: its title and publisher.
        date: ISO date of publication, partial where only that is known.
        section: the part that is meant; empty if the document is short.
        url: its public address.
    """

    key: str
    document: str
    date: str
    section: str
    url: str

    def __str__(self) -> str:
        return ", ".join(part for part in (self.document, self.date, self.section, self.url) if part)


SOURCES = {
    row["key"]: Citation(row["key"], row["document"], row["date"], "", row["url"])
    for row in shipped.rows("sources.csv")
}
"""Every document, by key."""


def cite(reference: str) -> Citation:
    """The citation of ``KEY`` or ``KEY: section``.

    >>> cite("US22: red flags for platforms").section
    'red flags for platforms'

    Raises:
        KeyError: there is no such document.
    """
    key, _, section = reference.partition(": ")
    source = SOURCES[key]
    return msgspec.structs.replace(source, section=section) if section else source
