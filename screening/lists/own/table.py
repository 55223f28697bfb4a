"""Your own list: a CSV file with a header, one party a row.

=================  ==========================================================================================
column             content; only ``name`` must be there, ``;`` parts the values of one cell
=================  ==========================================================================================
``name``           the party's name
``id``             your key; ``line-<number>`` if you have none, which changes when rows are inserted
``kind``           person, organization, vessel, aircraft or other; without one: person if there is a birth
                   date, else organization
``aliases``        ``;`` other names that identify the party
``weak_aliases``   ``;`` acronyms, nicknames, single words: they need a second identifier to count
``native_name``    ``;`` the name in the party's own script
``birth_dates``    ``;`` ISO dates; ``1975`` and ``1975-03`` are fine
``countries``      ``;`` codes or names
``nationalities``  ``;`` codes or names: shown to whoever compares, nothing else reads them
``registrations``  ``;`` company or register numbers
``tax_numbers``    ``;`` tax numbers
``passports``      ``;`` passport numbers
``lei``            ``;`` Legal Entity Identifiers
``imo``            ``;`` IMO numbers of ships and their companies
``emails``         ``;`` e-mail addresses
``websites``       ``;`` web addresses
``phones``         ``;`` phone numbers, with ``+`` and the country's code
``wallets``        ``;`` addresses, led by a ticker if you like: ``XBT:1Ab...``
``addresses``      ``;`` one line each
``programmes``     ``;`` why the party is on your list
``legal_bases``    ``;`` acts and orders that it rests on
``status``         designated (the default), reported: merely named in a document, or alleged: somebody's unproved
                   word
``designated_on``  ISO date
``updated_on``     ISO date of the last change of the entry
``expires_on``     ISO date of the entry's last day; without one it does not end
``see_also``       ``;`` the same party on other lists, as list and id: ``un_sc:KPe.050``
``url``            where to read more
``remarks``        free text
=================  ==========================================================================================

UTF-8, a byte order mark is fine; columns parted by comma, semicolon or tab, whichever the header shows.
A cell that cannot be read is told in ``problems`` and taken as empty; the row stays. A row without a name is
told and left out. A column of any other name is an error: what is not read must not look as if it were
screened. The same columns may be written as TOML, see :mod:`screening.lists.own.toml`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from difflib import get_close_matches

from screening.errors import WatchlistError
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.own.party import COLUMNS, SEVERAL, Cells, parties, refuse_unknown
from screening.watchlist import Entity

__all__ = ["COLUMNS", "parse", "recognises"]

_DELIMITERS = (",", ";", "\t")
_TELLING = ("name", "aliases", "weak_aliases", "native_name")
"""Columns of which an own list has one at least, be it misspelt."""
_OTHERS = frozenset({"type", "value"})
"""Columns of a list of identifiers, which is another format."""
_ENDING = re.compile(r"(\.csv|\.tsv|\.txt)?(\.gz)?$", re.IGNORECASE)


def recognises(part: Part) -> bool:
    """Whether the first line is a header of an own list, allowing for misspelt columns."""
    if part.spreadsheet:
        return False
    header, _ = _header(part)
    return not _OTHERS.issubset(header) and any(
        get_close_matches(column, _TELLING, n=1, cutoff=0.75) for column in header
    )


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """Read an own list.

    Raises:
        WatchlistError: the header lacks ``name`` or has unknown columns, or the file is damaged or not UTF-8.
    """
    header, delimiter = _header(part)
    refuse_unknown(part.name, "column", header)
    if "name" not in header:
        raise WatchlistError(f"{part.name}: there is no column 'name'")
    twice = [column for column in COLUMNS if header.count(column) > 1]
    if twice:
        raise WatchlistError(f"{part.name}: the column {twice[0]} stands twice in the header")
    intake.list = f"own:{_ENDING.sub('', part.name)}"
    yield from parties(_cells(part, header, delimiter, intake), part.name, intake.list, intake)


def _cells(part: Part, header: list[str], delimiter: str, intake: Intake) -> Iterator[tuple[int, Cells]]:
    for line, row in _rows(part, delimiter, intake):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) == len(header):
            yield line, {column: _values(column, cell) for column, cell in zip(header, row, strict=True)}
        else:
            message = f"{len(row)} columns where the header has {len(header)}"
            intake.skip(part.name, line, "", message, delimiter.join(row))


def _values(column: str, cell: str) -> tuple[str, ...]:
    parts = cell.split(";") if column in SEVERAL else (cell,)
    return tuple(part for part in map(str.strip, parts) if part)


def _header(part: Part) -> tuple[list[str], str]:
    """The columns of the first line, and the delimiter under which most of them are known."""
    first = part.head.decode(errors="replace").splitlines()[0]
    readings = []
    for delimiter in _DELIMITERS:
        try:
            cells = next(csv.reader([first], delimiter=delimiter), [])
        except csv.Error:
            cells = []
        readings.append(([cell.strip().casefold() for cell in cells], delimiter))
    return max(readings, key=lambda reading: (sum(cell in COLUMNS for cell in reading[0]), len(reading[0])))


def _rows(part: Part, delimiter: str, intake: Intake) -> Iterator[tuple[int, list[str]]]:
    """The rows after the header, each with the number of its last line."""

    def feed() -> Iterator[str]:
        for number, line in enumerate(part.lines(intake.digest), 1):
            try:
                yield line.decode()
            except UnicodeDecodeError as error:
                raise WatchlistError(f"{part.name}, line {number}: not UTF-8, save the list as UTF-8") from error

    reader = csv.reader(feed(), delimiter=delimiter, strict=True)
    try:
        next(reader)
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise WatchlistError(f"{part.name}, line {reader.line_num}: damaged CSV ({error})") from error
