"""OpenSanctions' table ``targets.simple.csv``: one target a row, as much as fits into sixteen columns.

============================== ==================================================================
columns                        content
============================== ==================================================================
``id``, ``schema``, ``name``   the id, a FollowTheMoney schema, the name that OpenSanctions chose
``aliases``                    other names, weak and former ones unmarked among them
``birth_date``, ``countries``  ISO dates, codes
``addresses``, ``identifiers`` addresses in one line; numbers without their kind
``sanctions``                  a value for each sanction: authority, programme, reason; or ``""``
``phones``, ``emails``
``program_ids``                codes of programmes (since 2025)
``dataset``                    titles of the datasets it is from
``first_seen``, ``last_seen``  when OpenSanctions read it first and last
``last_change``                when it last changed
============================== ==================================================================

Traps: whether a number is a passport or a register number is not said: those of organizations count as register
numbers, ``IMO`` and seven digits as a ship's number, what looks like a wallet as one, others as ``other``. A row
without sanction or programme is no designation (politically exposed, wanted, linked): its status is ``reported``.
A person's alias of one word counts as weak. :mod:`.ftm_json` reads the exports that say all this. The data are
under CC BY-NC 4.0: whoever uses them brings them, and a licence where it is needed.

Official description: https://www.opensanctions.org/docs/bulk/csv/.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from screening.lists.aliases import distinct
from screening.lists.fields import imo_number, iso_date, wallets
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.opensanctions.schema import KINDS, alias, code_of, list_key, references
from screening.lists.rows import Row, first_rows, table
from screening.watchlist import Alias, Entity, EntityKind, Identifier, ListedAddress

__all__ = ["parse", "recognises"]

_COLUMNS = (
    "id",
    "schema",
    "name",
    "aliases",
    "birth_date",
    "countries",
    "addresses",
    "identifiers",
    "sanctions",
    "phones",
    "emails",
    "program_ids",
    "dataset",
    "first_seen",
    "last_seen",
    "last_change",
)
_IMO = re.compile(r"IMO ?\d{7}")


def recognises(part: Part) -> bool:
    """Whether the header is that of the export."""
    rows = [] if part.spreadsheet else first_rows(part, most=1)
    return bool(rows) and {"id", "schema", "name", "aliases", "identifiers", "dataset"} <= set(rows[0])


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """Read the targets.

    Raises:
        WatchlistError: the file is damaged.
    """
    intake.list = list_key(_datasets(part))
    for row in table(part, intake, known=_COLUMNS):
        if row["id"] and row["name"]:
            intake.as_of = max(intake.as_of, iso_date(row["last_seen"]))
            yield _entity(row, intake.list)
        else:
            column = "name" if row["id"] else "id"
            row.skip(column, f"a target without {column}")


def _datasets(part: Part) -> set[str]:
    """The datasets of the rows that a first look shows."""
    header, *rows = first_rows(part) or [[]]
    whole = (dict(zip(header, row, strict=True)) for row in rows if len(row) == len(header))
    return {title for row in whole for title in _cell(row.get("dataset", ""))}


def _entity(row: Row, key: str) -> Entity:
    kind = KINDS.get(row["schema"])
    if kind is None:
        row.tell("schema", "not a schema of a party", row["schema"])
    programmes, sanctions = _values(row, "program_ids"), _values(row, "sanctions")
    return Entity(
        id=row["id"],
        list=key,
        kind=kind or "other",
        names=_names(row, person=kind == "person"),
        status="designated" if row["sanctions"] or programmes else "reported",
        programmes=programmes,
        countries=tuple(dict.fromkeys(_countries(row))),
        birth_dates=tuple(_dates(row)),
        addresses=tuple(ListedAddress(line) for line in _values(row, "addresses")),
        identifiers=(
            *(_number(value, row["schema"], kind) for value in _values(row, "identifiers")),
            *(Identifier("phone", value) for value in _values(row, "phones")),
            *(Identifier("email", value) for value in _values(row, "emails")),
        ),
        updated_on=iso_date(row["last_change"]),
        see_also=references([row["id"]]),
        remarks="; ".join((*sanctions, f"Dataset: {', '.join(_values(row, 'dataset'))}")),
        source="OpenSanctions",
        url=f"https://www.opensanctions.org/entities/{row['id']}/",
    )


def _values(row: Row, column: str) -> tuple[str, ...]:
    cell = row[column]
    try:
        return _cell(cell)
    except csv.Error:
        row.tell(column, "damaged quotation marks, taken as one value", cell)
        return (cell,)


def _cell(cell: str) -> tuple[str, ...]:
    """The values of a cell.

    >>> _cell('Testov;"Testov; Probe"'), _cell('""')
    (('Testov', 'Testov; Probe'), ())
    """
    if '"' not in cell:
        parts = cell.split(";")
    else:
        parts = [part for line in csv.reader(cell.splitlines(keepends=True), delimiter=";") for part in line]
    return tuple(dict.fromkeys(said for part in parts if (said := part.strip())))


def _names(row: Row, *, person: bool) -> tuple[Alias, ...]:
    others = (alias(name, person=person) for name in _values(row, "aliases"))
    return distinct([Alias(row["name"], "primary"), *others])


def _number(value: str, schema: str, kind: EntityKind | None) -> Identifier:
    if _IMO.fullmatch(value):
        return Identifier("imo", imo_number(value))
    if schema == "CryptoWallet" or any(found.value == value for found in wallets(value)):
        return Identifier("wallet", value)
    return Identifier("registration" if kind == "organization" else "other", value)


def _countries(row: Row) -> Iterator[str]:
    for value in _values(row, "countries"):
        code = code_of(value)
        if code is None:
            row.tell("countries", "not a country", value)
        elif code:
            yield code


def _dates(row: Row) -> Iterator[str]:
    for value in _values(row, "birth_date"):
        if date := iso_date(value):
            yield date
        else:
            row.tell("birth_date", "not a date", value)
