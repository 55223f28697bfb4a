"""A list of identifiers as CSV with a header: threat intelligence as spreadsheets and platforms export it.

==============  =============================================================================================
column          content; only ``type`` and ``value`` must be there
==============  =============================================================================================
``type``        email, domain, ip, handle, phone, wallet or website, or the words of MISP and STIX for them
``value``       the identifier, or ``sha256:`` and its hash
``source``      whose word it is: feed, report, reference
``first_seen``  date, told as context
``last_seen``   date, told as context
``expires``     ISO date of the item's last day; without one it does not end
``confidence``  told as context
``note``        what else is said of it
``url``         where to read more
``service``     of a handle: ``github``, ``telegram``
``currency``    of a wallet: its ticker
``salt``        what stood before the identifier when it was hashed
``updated``     ISO date of the last change
``to_ids``      0: context, not meant for detection (as MISP exports it); left out and counted
==============  =============================================================================================

Columns are parted by comma, semicolon or tab, and may be called otherwise where that is usual (``indicator``,
``comment``, ``valid_until`` ...). Lines such as ``# source: ...`` before the header hold for all rows, as in
:mod:`screening.lists.threat.lines`. A column of any other name is told; so is a row whose value is not what its
type says, and it is left out. Types that no profile has (file hashes, mutexes) are counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from screening.errors import InputError
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.rows import Row, first_rows, table
from screening.lists.threat.items import Item, LeftOut, Meant, day, entities, identifier, list_key, meant
from screening.lists.threat.lines import headers
from screening.watchlist import Entity

__all__ = ["parse", "recognises"]

_COLUMNS = {
    "type": "kind indicator_type ioc_type",
    "value": "indicator ioc ioc_value observable",
    "source": "feed report provider",
    "first_seen": "date first_seen_utc created",
    "last_seen": "last_seen_utc",
    "expires": "expires_on expiry expiration valid_until",
    "confidence": "confidence_level score",
    "note": "comment comments description remarks context",
    "url": "reference link references",
    "service": "platform",
    "currency": "ticker",
    "salt": "",
    "updated": "updated_on modified",
    "to_ids": "",
}
_CALLED = {other: column for column, others in _COLUMNS.items() for other in (column, *others.split())}
_NOT_READ = frozenset({
    "uuid", "id", "event_id", "category", "object_relation", "attribute_tag", "object_uuid", "object_name",
    "object_meta_category", "event_info", "event_date", "tags",
})  # fmt: skip
"""Columns that are known, and say nothing of an identifier that is needed here."""
_DELIMITERS = (",", ";", "\t")


def recognises(part: Part) -> bool:
    """Whether there is a header that has both a type and a value."""
    return _delimiter(part) is not None


def _delimiter(part: Part) -> str | None:
    return next((d for d in _DELIMITERS if any(map(_is_header, first_rows(part, d)))), None)


def _is_header(cells: Sequence[str]) -> bool:
    return {"type", "value"} <= {_CALLED.get(_word(cell), "") for cell in cells} and not any(
        cell.lstrip().startswith("#") for cell in cells
    )


def _word(heading: str) -> str:
    """A heading as the table of columns has it.

    >>> _word(" Valid-Until "), _word("First Seen")
    ('valid_until', 'first_seen')
    """
    return heading.strip().lower().replace(" ", "_").replace("-", "_")


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """Read a list with a header.

    Raises:
        WatchlistError: there is no header.
    """
    said = headers(part.head.decode(errors="replace").splitlines(), part, intake)
    intake.list = list_key(part, said.get("list", ""))
    intake.as_of = said.get("date", "")
    yield from entities(_items(part, said, intake), intake.list)


def _items(part: Part, said: Mapping[str, str], intake: Intake) -> Iterator[Item]:
    delimiter = _delimiter(part) or ","
    header = next((cells for cells in first_rows(part, delimiter) if _is_header(cells)), [])
    names = [cell.strip() for cell in header]
    columns = {column: name for name in reversed(names) if (column := _CALLED.get(_word(name)))}
    known = {name for name in names if _word(name) in _CALLED.keys() | _NOT_READ}
    otherwise = {"source": said.get("list", part.name), **said}
    left = LeftOut()
    for row in table(part, intake, delimiter=delimiter, known=known, starts=_is_header):
        cells = {column: row[name] for column, name in columns.items() if row[name]}
        if (reason := _not_taken(cells)) is not None:
            left.count(cells.get("type", ""), reason)
        elif item := _item(otherwise | cells, row):
            yield item
    left.tell(part, intake)


def _not_taken(cells: Mapping[str, str]) -> str | None:
    """Why a row is not taken that is understood; ``None`` if it is to be read."""
    if cells.get("to_ids", "").lower() in {"0", "false", "no"}:
        return "context, not meant for detection (to_ids is 0)"
    if "type" in cells and meant(cells["type"]) is None:
        return "of a type that no profile has"
    return None


def _item(cells: Mapping[str, str], row: Row) -> Item | None:
    what = meant(cells.get("type", "")) or Meant("")
    what = Meant(what.kind, cells.get("service", what.service), cells.get("currency", what.currency))
    try:
        found = identifier(what, cells.get("value", ""), salt=cells.get("salt", ""))
    except InputError as error:
        row.skip("value", str(error), cells.get("value", ""))
        return None
    return Item(
        identifier=found,
        source=cells["source"],
        url=cells.get("url", ""),
        updated_on=_day(cells, "updated", row) or cells.get("date", ""),
        expires_on=_day(cells, "expires", row),
        context=tuple(_context(cells)),
    )


def _day(cells: Mapping[str, str], column: str, row: Row) -> str:
    if not (text := cells.get(column, "")):
        return ""
    if not (found := day(text)):
        row.tell(column, "not an ISO date such as 2027-01-01", text)
    return found


def _context(cells: Mapping[str, str]) -> Iterator[str]:
    for column, said in (
        ("note", ""),
        ("confidence", "confidence "),
        ("first_seen", "first seen "),
        ("last_seen", "last seen "),
    ):
        if column in cells:
            yield said + cells[column]
