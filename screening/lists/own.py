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
``registrations``  ``;`` company, tax or register numbers
``wallets``        ``;`` addresses, led by a ticker if you like: ``XBT:1Ab...``
``addresses``      ``;`` one line each
``programmes``     ``;`` why the party is on your list
``status``         designated (the default) or reported: merely named in a document
``designated_on``  ISO date
``url``            where to read more
``remarks``        free text
=================  ==========================================================================================

UTF-8, a byte order mark is fine; columns parted by comma, semicolon or tab, whichever the header shows.
A cell that cannot be read is told in ``problems`` and taken as empty; the row stays. A row without a name is
told and left out. A column of any other name is an error: what is not read must not look as if it were
screened.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from typing import get_args

import msgspec

from screening import places
from screening.errors import WatchlistError, shown
from screening.lists.opening import Digest, Part, trouble
from screening.watchlist import Alias, Entity, EntityKind, Identifier, ListedAddress, Watchlist

__all__ = ["COLUMNS", "looks_own", "parse"]

COLUMNS = (
    "name",
    "id",
    "kind",
    "aliases",
    "weak_aliases",
    "native_name",
    "birth_dates",
    "countries",
    "registrations",
    "wallets",
    "addresses",
    "programmes",
    "status",
    "designated_on",
    "url",
    "remarks",
)

_DELIMITERS = (",", ";", "\t")
_KINDS: tuple[EntityKind, ...] = get_args(EntityKind)
_STATUSES = ("designated", "reported")
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_WALLET = re.compile(r"([A-Z][A-Z0-9]{1,7}):(.+)")
_ENDING = re.compile(r"(\.csv|\.tsv|\.txt)?(\.gz)?$", re.IGNORECASE)


def looks_own(part: Part) -> bool:
    """Whether the first line is a header of an own list, allowing for misspelt columns."""
    header, _ = _header(part)
    return any(get_close_matches(column, COLUMNS, n=1, cutoff=0.75) for column in header)


def parse(part: Part) -> Watchlist:
    """Read an own list.

    Raises:
        WatchlistError: the header lacks ``name`` or has unknown columns, the file is not UTF-8, or no row
            can be read.
    """
    header, delimiter = _header(part)
    _check(part.name, header)
    problems: list[str] = []
    digest = hashlib.sha256()
    entities: dict[str, Entity] = {}
    key = f"own:{_ENDING.sub('', part.name)}"
    for line, row in _rows(part, delimiter, digest):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(header):
            message = f"{len(row)} columns where the header has {len(header)}"
            problems.append(trouble(part.name, line, "", message, delimiter.join(row)))
            continue
        entity = _Row(part.name, line, dict(zip(header, row, strict=True)), problems).entity(key)
        if entity is not None and entity.id in entities:
            problems.append(trouble(part.name, line, "id", "stands on an earlier line already", entity.id))
            entity = msgspec.structs.replace(entity, id=f"{entity.id} (line {line})")
        if entity is not None:
            entities[entity.id] = entity
    if not entities:
        raise WatchlistError(f"{part.name}: no row can be read ({problems[0] if problems else 'only a header'})")
    return Watchlist(
        entities.values(),
        id=key,
        title=f"own list {part.name}",
        digest=digest.hexdigest(),
        official=False,
        problems=problems,
    )


class _Row:
    """One row, and where its faults are told."""

    def __init__(self, file: str, line: int, cells: dict[str, str], problems: list[str]) -> None:
        self._file = file
        self._line = line
        self._cells = cells
        self._problems = problems

    def entity(self, key: str) -> Entity | None:
        name = self._one("name")
        if not name:
            self._tell("name", "a row without a name")
            return None
        births = tuple(self._dates("birth_dates"))
        return Entity(
            id=self._one("id") or f"line-{self._line}",
            list=key,
            kind=self._kind("person" if births else "organization"),
            names=(
                Alias(name, "primary"),
                *(Alias(other, "alias") for other in self._many("aliases")),
                *(Alias(other, "native") for other in [self._one("native_name")] if other),
                *(Alias(other, "alias", "weak") for other in self._many("weak_aliases")),
            ),
            status="reported" if self._choice("status", _STATUSES) == "reported" else "designated",
            programmes=self._many("programmes"),
            countries=self._countries(),
            birth_dates=births,
            addresses=tuple(ListedAddress(line) for line in self._many("addresses")),
            identifiers=(
                *(Identifier("registration", number) for number in self._many("registrations")),
                *map(_wallet, self._many("wallets")),
            ),
            designated_on=next(self._dates("designated_on"), ""),
            remarks=self._one("remarks"),
            source=key,
            url=self._one("url"),
        )

    def _one(self, column: str) -> str:
        return self._cells.get(column, "").strip()

    def _many(self, column: str) -> tuple[str, ...]:
        return tuple(part for part in map(str.strip, self._one(column).split(";")) if part)

    def _tell(self, column: str, message: str, value: str | None = None) -> None:
        self._problems.append(trouble(self._file, self._line, column, message, value))

    def _choice(self, column: str, choices: tuple[str, ...]) -> str:
        value = self._one(column)
        if not value or value.casefold() in choices:
            return value.casefold()
        self._tell(column, f"not one of {', '.join(choices)}", value)
        return ""

    def _kind(self, otherwise: EntityKind) -> EntityKind:
        value = self._choice("kind", _KINDS)
        return next((kind for kind in _KINDS if kind == value), otherwise)

    def _countries(self) -> tuple[str, ...]:
        codes: dict[str, None] = {}
        for value in self._many("countries"):
            code = places.country(value)
            if code is None:
                self._tell("countries", places.country_problem(value), value)
            else:
                codes[code] = None
        return tuple(codes)

    def _dates(self, column: str) -> Iterator[str]:
        for value in self._many(column):
            if _is_date(value):
                yield value
            else:
                self._tell(column, "not an ISO date such as 1975, 1975-03 or 1975-03-21", value)


def _wallet(text: str) -> Identifier:
    """A wallet, with the ticker that leads it in capitals.

    >>> _wallet("ETH:0xabc").currency, _wallet("bitcoincash:qq").value
    ('ETH', 'bitcoincash:qq')
    """
    parts = _WALLET.fullmatch(text)
    return Identifier("wallet", parts[2].strip(), "", parts[1]) if parts else Identifier("wallet", text)


def _is_date(text: str) -> bool:
    parts = _ISO.fullmatch(text)
    if parts is None:
        return False
    year, month, day = parts.groups(default="1")
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


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


def _check(file: str, header: list[str]) -> None:
    unknown = []
    for column in dict.fromkeys(header):
        if column not in COLUMNS:
            near = get_close_matches(column, COLUMNS, n=1)
            unknown.append(f"{shown(column)}{f' (did you mean {near[0]}?)' if near else ''}")
    if unknown:
        raise WatchlistError(
            f"{file}: unknown column{'s' * (len(unknown) > 1)} {', '.join(unknown[:5])}"
            f"{' and more' * (len(unknown) > len(unknown[:5]))}; known are {', '.join(COLUMNS)}"
        )
    if "name" not in header:
        raise WatchlistError(f"{file}: there is no column 'name'")
    twice = [column for column in COLUMNS if header.count(column) > 1]
    if twice:
        raise WatchlistError(f"{file}: the column {twice[0]} stands twice in the header")


def _rows(part: Part, delimiter: str, digest: Digest) -> Iterator[tuple[int, list[str]]]:
    """The rows after the header, each with the number of its last line."""

    def feed() -> Iterator[str]:
        for number, line in enumerate(part.lines(digest), 1):
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
