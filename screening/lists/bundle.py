"""The reviewed watchlist that ships with the library: DPRK IT workers and the bodies behind them.

The data are five small tables in ``watchlists/dprk/`` and their origin in ``watchlists/manifest.toml``,
kept apart so that a change of one name is one line in a review. Here they are joined: one
:class:`~screening.watchlist.Entity` per listing, so that a hit always cites one list and its entry.

A listing carries the names that its own list publishes. A name that none of the party's lists publishes
(a press spelling, a native name) goes to every listing of the party. Identifiers and addresses stay
with the list that publishes them; relations belong to the party and go to all of its listings.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cache
from typing import Literal, TypeAlias, cast

import msgspec

from screening import shipped
from screening.errors import WatchlistError, shown
from screening.watchlist import BUNDLED, Alias, Entity, Identifier, ListedAddress, Relation, Watchlist

__all__ = ["Publisher", "bundled", "publishers"]

_MANIFEST = "manifest.toml"
_REVIEWED = "on the reviewed list of DPRK IT workers"
_FOLDER = "dprk/"

_COLUMNS: dict[str, tuple[str, ...]] = {
    "parties": ("subject", "list", "id", "kind", "status", "designated_on", "programmes", "countries", "role",
                "source", "url", "note", "date_basis"),
    "names": ("subject", "name", "kind", "strength", "lists", "note"),
    "identifiers": ("subject", "list", "kind", "value", "country", "currency", "source"),
    "addresses": ("subject", "list", "line", "city", "country"),
    "relations": ("subject", "kind", "to", "note", "source", "url"),
}  # fmt: skip

# Not lists: where a name comes from that no list publishes.
_UNPUBLISHED = ("reported", "general knowledge")

_BIRTH_DATE = "birth_date"
_STATUS = ("designated", "reported")
_STRENGTH = ("strong", "weak")
_PARTY_KINDS = ("person", "organization")
_NAME_KINDS = ("primary", "alias", "former", "native")  # also the order of the names of an entity
_IDENTIFIER_KINDS = (_BIRTH_DATE, "registration", "tax", "passport", "national_id", "wallet", "website",
                     "email", "phone", "swift", "other")  # fmt: skip
_RELATION_KINDS = ("controlled_by", "front_of", "acting_for", "overseen_by", "linked_to", "probably_same_as")

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_COUNTRY = re.compile(r"[A-Z]{2}")
_COUNTRY_MEANS = "an ISO 3166-1 alpha-2 code"

_Listing: TypeAlias = tuple[str, str]  # a subject, and the list it stands on


class Publisher(msgspec.Struct, frozen=True, kw_only=True):
    """Who publishes a list that the bundled watchlist draws on, and what it was checked against.

    Attributes:
        id: the list's key, as in :attr:`screening.watchlist.Entity.list`.
        title, publisher, url, licence: for people.
        as_of: ISO date of the copy that the data were checked against.
        checked: which parts of which copies were compared.
    """

    id: str
    title: str
    publisher: str
    url: str
    as_of: str
    licence: str
    checked: str


def bundled() -> tuple[Watchlist, ...]:
    """The watchlists that ship with the library, read once.

    Raises:
        WatchlistError: a shipped file is missing or damaged; names file, line, column and value.

    >>> (dprk,) = bundled()
    >>> silverstar = next(entity for entity in dprk if entity.id == "24977")
    >>> silverstar.name
    'YANBIAN SILVERSTAR NETWORK TECHNOLOGY CO., LTD.'
    >>> silverstar.list, silverstar.status, silverstar.designated_on
    ('ofac_sdn', 'designated', '2018-09-13')
    """
    return _watchlists()


@cache
def _watchlists() -> tuple[Watchlist, ...]:
    about = _manifest()["lists"].get(BUNDLED, {})
    contents = {table: shipped.path(f"{_FOLDER}{table}.csv").read_bytes() for table in _COLUMNS}
    digest = hashlib.sha256()
    for content in contents.values():
        digest.update(content)
    entities = _entities({table: _read(table, content) for table, content in contents.items()}, publishers())
    origin = {key: _said(about, key, BUNDLED) for key in ("title", "publisher", "url", "licence", "as_of")}
    return (Watchlist(entities, id=BUNDLED, official=False, digest=digest.hexdigest(), **origin),)


def publishers() -> Mapping[str, Publisher]:
    """The publishers of the lists and reports in the bundled watchlist, by list key.

    >>> publishers()["un_sc"].as_of
    '2026-02-27'
    """
    told = ("title", "publisher", "url", "as_of", "licence", "checked")
    return {
        key: Publisher(id=key, **{what: _said(about, what, key) for what in told})
        for key, about in _manifest()["publishers"].items()
    }


@cache
def _manifest() -> dict[str, dict[str, dict[str, object]]]:
    try:
        manifest = tomllib.loads(shipped.path(_MANIFEST).read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WatchlistError(f"{_MANIFEST}: {error}") from error
    for part in ("lists", "publishers"):
        tables = manifest.get(part)
        if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
            raise WatchlistError(f"{_MANIFEST}: no tables [{part}.*]")
    return manifest


def _said(about: Mapping[str, object], key: str, table: str) -> str:
    value = about.get(key)
    if not isinstance(value, str):
        raise WatchlistError(f"{_MANIFEST}, table {table}: {key} is {shown(value)}, not a string")
    return value


class _Row:
    """One row of a table, with its place for messages."""

    __slots__ = ("_cells", "_line", "_table")

    def __init__(self, table: str, line: int, cells: dict[str, str]) -> None:
        self._table = table
        self._line = line
        self._cells = cells

    def __getitem__(self, column: str) -> str:
        return self._cells[column]

    def error(self, column: str, message: str) -> WatchlistError:
        place = f"{_FOLDER}{self._table}.csv, line {self._line}, column {column}"
        return WatchlistError(f"{place}: {shown(self[column])} {message}")

    def one_of(self, column: str, allowed: Collection[str]) -> str:
        value = self[column]
        if value not in allowed:
            raise self.error(column, f"is none of {', '.join(allowed)}")
        return value

    def filled(self, column: str) -> str:
        value = self[column]
        if not value or value != value.strip():
            raise self.error(column, "is empty or has blanks around it")
        return value

    def formed(self, column: str, pattern: re.Pattern[str], meaning: str) -> str:
        """The value, which may be empty."""
        value = self[column]
        if value and not pattern.fullmatch(value):
            raise self.error(column, f"is not {meaning}")
        return value

    def countries(self, column: str) -> tuple[str, ...]:
        codes = self.many(column)
        if not all(map(_COUNTRY.fullmatch, codes)):
            raise self.error(column, "is not a row of ISO 3166-1 alpha-2 codes")
        return codes

    def many(self, column: str) -> tuple[str, ...]:
        value = self[column]
        return tuple(value.split("; ")) if value else ()


def _read(table: str, content: bytes) -> list[_Row]:
    """The rows of one table; comment lines stand before the header."""
    name = f"{_FOLDER}{table}.csv"
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise WatchlistError(f"{name}: byte {error.start} is not UTF-8") from error
    lines = io.StringIO(text, newline="")
    comments = 0
    header = lines.readline()
    while header.startswith("#"):
        comments += 1
        header = lines.readline()
    columns = _COLUMNS[table]
    if tuple(header.rstrip("\r\n").split(",")) != columns:
        raise WatchlistError(f"{name}, line {comments + 1}: the columns are not {', '.join(columns)}")
    reader = csv.reader(lines, strict=True)
    rows = []
    try:
        for cells in reader:
            line = reader.line_num + comments + 1
            if len(cells) != len(columns):
                raise WatchlistError(f"{name}, line {line}: {len(cells)} cells, not {len(columns)}")
            rows.append(_Row(table, line, dict(zip(columns, cells, strict=True))))
    except csv.Error as error:
        raise WatchlistError(f"{name}, line {reader.line_num + comments + 1}: {error}") from error
    if not rows:
        raise WatchlistError(f"{name}: no rows")
    return rows


def _entities(tables: Mapping[str, list[_Row]], lists: Mapping[str, Publisher]) -> list[Entity]:
    """One entity per row of the table of parties, in its order."""
    listed = _listed(tables["parties"], lists)
    names = _names(tables["names"], listed, lists)
    births, identifiers = _identifiers(tables["identifiers"], listed)
    addresses = _addresses(tables["addresses"], listed)
    relations = _relations(tables["relations"], listed)
    entities = []
    seen: set[tuple[str, str]] = set()
    for row in tables["parties"]:
        key = row["subject"], row["list"]
        number = row["id"] or row["subject"]  # where the publisher gives no number: the party's own key
        if (row["list"], number) in seen:
            raise row.error("id", f"stands twice on {row['list']}")
        seen.add((row["list"], number))
        if not names[key] or names[key][0].kind != "primary":
            raise row.error("subject", f"has no primary name on {row['list']}")
        entities.append(
            Entity(
                id=number,
                list=row["list"],
                kind=cast(Literal["person", "organization"], row.one_of("kind", _PARTY_KINDS)),
                names=tuple(names[key]),
                status=cast(Literal["designated", "reported"], row.one_of("status", _STATUS)),
                subject=row["subject"],
                programmes=row.many("programmes"),
                countries=row.countries("countries"),
                birth_dates=tuple(births[key]),
                addresses=tuple(addresses[key]),
                identifiers=tuple(identifiers[key]),
                relations=tuple(relations[row["subject"]]),
                dprk=(_REVIEWED,),
                designated_on=row.formed("designated_on", _DATE, "an ISO date"),
                role=row["role"],
                remarks=row["note"],
                source=row.filled("source"),
                url=row.filled("url"),
            )
        )
    return entities


def _listed(rows: list[_Row], lists: Mapping[str, Publisher]) -> dict[str, set[str]]:
    """The lists that each subject stands on."""
    listed: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        row.filled("subject")
        subject = row.formed("subject", _SLUG, "a key of small letters, digits and hyphens")
        if row.one_of("list", lists) in listed[subject]:
            raise row.error("list", f"stands twice for {subject}")
        listed[subject].add(row["list"])
    return dict(listed)


def _names(
    rows: list[_Row], listed: Mapping[str, set[str]], lists: Mapping[str, Publisher]
) -> dict[_Listing, list[Alias]]:
    """The names of each listing, the primary one first."""
    found: dict[_Listing, list[Alias]] = defaultdict(list)
    for row in rows:
        subject = _subject(row, listed)
        alias = _alias(row.filled("name"), row.one_of("kind", _NAME_KINDS), row.one_of("strength", _STRENGTH))
        sources = row.many("lists")
        if not sources or not all(source in lists or source in _UNPUBLISHED for source in sources):
            raise row.error("lists", "is not a row of known lists, reported or general knowledge")
        for where in listed[subject].intersection(sources) or listed[subject]:
            found[subject, where].append(alias)
    for (subject, where), aliases in found.items():
        aliases.sort(key=lambda alias: _NAME_KINDS.index(alias.kind))
        if sum(alias.kind == "primary" for alias in aliases) > 1:
            raise WatchlistError(f"{_FOLDER}names.csv: {subject} has several primary names on {where}")
    return found


def _identifiers(
    rows: list[_Row], listed: Mapping[str, set[str]]
) -> tuple[dict[_Listing, list[str]], dict[_Listing, list[Identifier]]]:
    """The birth dates, and the numbers and addresses of other kinds, of each listing."""
    births: dict[_Listing, list[str]] = defaultdict(list)
    found: dict[_Listing, list[Identifier]] = defaultdict(list)
    for row in rows:
        key = _listing(row, listed)
        value = row.filled("value")
        country = row.formed("country", _COUNTRY, _COUNTRY_MEANS)
        if row.one_of("kind", _IDENTIFIER_KINDS) == _BIRTH_DATE:
            births[key].append(row.formed("value", _DATE, "an ISO date"))
        else:
            found[key].append(Identifier(row["kind"], value, country, row["currency"]))
    return births, found


def _addresses(rows: list[_Row], listed: Mapping[str, set[str]]) -> dict[_Listing, list[ListedAddress]]:
    found: dict[_Listing, list[ListedAddress]] = defaultdict(list)
    for row in rows:
        country = row.formed("country", _COUNTRY, _COUNTRY_MEANS)
        found[_listing(row, listed)].append(ListedAddress(row["line"], row["city"], country))
    return found


def _alias(name: str, kind: str, strength: str) -> Alias:
    return Alias(
        name,
        cast(Literal["primary", "alias", "former", "native"], kind),
        cast(Literal["strong", "weak"], strength),
    )


def _relations(rows: list[_Row], listed: Mapping[str, set[str]]) -> dict[str, list[Relation]]:
    found: dict[str, list[Relation]] = defaultdict(list)
    for row in rows:
        to = row.filled("to")
        if _SLUG.fullmatch(to) and to not in listed:
            raise row.error("to", "is no subject of the table of parties")
        found[_subject(row, listed)].append(Relation(row.one_of("kind", _RELATION_KINDS), to, row["note"]))
    return found


def _subject(row: _Row, listed: Mapping[str, set[str]]) -> str:
    if row["subject"] not in listed:
        raise row.error("subject", "is no subject of the table of parties")
    return row["subject"]


def _listing(row: _Row, listed: Mapping[str, set[str]]) -> _Listing:
    subject = _subject(row, listed)
    if row["list"] not in listed[subject]:
        raise row.error("list", f"is no list that {subject} stands on")
    return subject, row["list"]
