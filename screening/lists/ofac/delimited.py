"""OFAC's CSV files: a primary file, its aliases, its addresses, and what its remarks had no room for.

===============  ================  ===============================================================
SDN list         consolidated      columns, without header; ``-0-`` stands for nothing
===============  ================  ===============================================================
``sdn``          ``cons_prim``     12: number, name, kind, programmes, title, vessel data, remarks
``alt``          ``cons_alt``      5: number, alias number, ``aka``/``fka``/``nka``, name, remarks
``add``          ``cons_add``      6: number, address number, street, city, country, remarks
``sdn_comments`` ``cons_comments`` 2: number, the remark's continuation after 1,000 characters
===============  ================  ===============================================================

Names in the alias file are strong, those in the remarks (``a.k.a. 'X'``) weak: OFAC's own division.
The digest runs over the uncompressed bytes of aliases, addresses, comments and primary file, in this order. A
vessel's tonnage is not kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

import msgspec

from screening.errors import WatchlistError
from screening.lists.fields import country, date_in_name
from screening.lists.intake import Intake
from screening.lists.ofac.companions import ALIASES, COLUMNS, KINDS, Role, field, fields, is_consolidated
from screening.lists.ofac.remarks import read_remarks
from screening.lists.opening import Part
from screening.lists.rows import records
from screening.watchlist import Alias, Entity, Identifier, ListedAddress, Relation

__all__ = ["parse"]

_SOURCES = {"ofac_sdn": "OFAC SDN", "ofac_cons": "OFAC Consolidated (non-SDN)"}
_FULL_REMARK = 1000


def parse(parts: Mapping[Role, Part], intake: Intake) -> Iterator[Entity]:
    """Read one list from its files; ``primary`` is needed, what else is there is used.

    Raises:
        WatchlistError: a file is damaged, or nothing in it can be read.
    """
    primary = parts["primary"]
    rest = _Companions(
        _gather(parts.get("alt"), "alt", _alias, intake),
        _gather(parts.get("add"), "add", _address, intake),
        _gather(parts.get("comments"), "comments", _comment, intake),
    )
    intake.list = "ofac_cons" if is_consolidated(primary) else "ofac_sdn"
    intake.as_of = date_in_name(primary.name)
    entities = _entities(primary, rest, intake)
    if not entities:
        raise WatchlistError(f"{primary.name}: no entry can be read ({intake.problems[0]})")
    _tell_mismatches(parts, rest, entities, intake)
    yield from _exact_relations(entities.values())


_T = TypeVar("_T")
_Rows = dict[str, list[tuple[int, _T]]]


class _Companions(NamedTuple):
    """By entry number: what the other files say of it, each with its line."""

    alt: _Rows[Alias]
    add: _Rows[ListedAddress | None]
    comments: _Rows[str]


def _gather(
    part: Part | None,
    what: Role,
    read: Callable[[list[str]], _T | _Fault],
    intake: Intake,
) -> _Rows[_T]:
    found: _Rows[_T] = {}
    if part is None:
        return found
    for line, row in records(part, COLUMNS[what], intake):
        number = row[0].strip()
        value = read(row) if number.isdecimal() else _Fault("number", "not a number", row[0])
        if isinstance(value, _Fault):
            intake.skip(part.name, line, *value)
        else:
            found.setdefault(number, []).append((line, value))
    if not found:
        raise WatchlistError(f"{part.name}: no row can be read ({intake.problems[-1]})")
    return found


class _Fault(NamedTuple):
    column: str
    message: str
    value: str | None = None


def _alias(row: list[str]) -> Alias | _Fault:
    kind = ALIASES.get(row[2].strip().casefold())
    if kind is None:
        return _Fault("type", "not one of aka, fka, nka", row[2])
    name = field(row[3])
    if not name:
        return _Fault("name", "an alias without a name", row[3])
    return Alias(name, kind, "weak" if "weak" in row[4].casefold() else "strong")


def _address(row: list[str]) -> ListedAddress | _Fault | None:
    line, city, country_name, remark = fields(row[2:])
    if not (line or city or country_name or remark):
        return None
    return ListedAddress(f"{line} ({remark})".strip() if remark else line, city, country_name)


def _comment(row: list[str]) -> str:
    return row[1]


def _entities(primary: Part, rest: _Companions, intake: Intake) -> dict[str, Entity]:
    entities: dict[str, Entity] = {}
    for line, row in records(primary, COLUMNS["primary"], intake):
        number = row[0].strip()
        if not number.isdecimal():
            intake.skip(primary.name, line, "number", "not a number", row[0])
        elif number in entities:
            intake.skip(primary.name, line, "number", "stands on an earlier line already", row[0])
        elif not field(row[1]):
            intake.skip(primary.name, line, "name", "an entry without a name", row[1])
        else:
            entities[number], faults = _entity(number, row, rest, intake.list)
            for fault in faults:
                intake.tell(primary.name, line, *fault)
    return entities


def _entity(number: str, row: list[str], rest: _Companions, key: str) -> tuple[Entity, list[_Fault]]:
    faults: list[_Fault] = []
    _, name, kind_word, programmes, title, call_sign, vessel, _, _, flag, owner, remark = fields(row)
    if remark:
        remark = row[-1]  # a space at the cut belongs to it
    kind = KINDS.get(kind_word.casefold())
    if kind is None:
        faults.append(_Fault("kind", "not a kind of party that is known", kind_word))
    comments = rest.comments.get(number)
    if comments:
        remark += "".join(text for _, text in comments)
    cut = comments is None and len(remark) >= _FULL_REMARK
    if cut:
        faults.append(_Fault("remarks", "cut off at 1,000 characters, and no comments file goes on", remark[-40:]))
    said = read_remarks(remark.strip(), person=kind == "person", cut=cut)
    faults += [_Fault("remarks", "cannot be read", phrase) for phrase in said.unread]
    addresses = tuple(address for _, address in rest.add.get(number, ()) if address is not None)
    countries = [country(address.country) for address in addresses]
    countries += said.countries + said.nationalities
    if flag:
        countries.append(country(flag))
    if call_sign:
        said.identifiers.append(Identifier("other", call_sign))
    if owner:
        said.relations.append(Relation("controlled_by", owner, "vessel owner"))
    names = [Alias(name, "primary"), *(alias for _, alias in rest.alt.get(number, ())), *said.names]
    entity = Entity(
        id=number,
        list=key,
        kind=kind or "other",
        names=tuple(names),
        programmes=_programmes(programmes),
        countries=tuple(dict.fromkeys(filter(None, countries))),
        nationalities=tuple(dict.fromkeys(said.nationalities)),
        birth_dates=tuple(dict.fromkeys(said.birth_dates)),
        addresses=addresses,
        identifiers=tuple(said.identifiers),
        relations=tuple(said.relations),
        role=title or vessel,
        remarks=remark.strip(),
        source=_SOURCES[key],
        url=f"https://sanctionssearch.ofac.treas.gov/Details.aspx?id={number}",
    )
    return entity, faults


def _tell_mismatches(
    parts: Mapping[Role, Part], rest: _Companions, entities: Mapping[str, Entity], intake: Intake
) -> None:
    """Rows of companions without an entry, and entries without the address row that each should have."""
    primary = parts["primary"].name
    kinds: tuple[tuple[Role, Mapping[str, Sequence[tuple[int, object]]]], ...] = (
        ("alt", rest.alt),
        ("add", rest.add),
        ("comments", rest.comments),
    )
    for what, rows in kinds:
        for number, found in rows.items():
            if number not in entities:
                for line, _ in found:
                    intake.skip(parts[what].name, line, "number", f"no such entry in {primary}", number)
    bare = len(entities.keys() - rest.add.keys())
    if "add" in parts and bare:
        intake.problems.append(
            f"{parts['add'].name}: no row for {bare:,} of the {len(entities):,} entries of {primary}: "
            "the files may be of different releases"
        )


def _exact_relations(entities: Iterable[Entity]) -> Iterator[Entity]:
    """Restores a full stop that ended a name and not the remark: ``Linked To: EXAMPLE CO., LTD.``."""
    entities = list(entities)
    names = {entity.name for entity in entities}
    for entity in entities:
        if any(to.to not in names and f"{to.to}." in names for to in entity.relations):
            relations = tuple(
                Relation(to.kind, f"{to.to}.", to.note) if to.to not in names and f"{to.to}." in names else to
                for to in entity.relations
            )
            yield msgspec.structs.replace(entity, relations=relations)
        else:
            yield entity


@lru_cache(maxsize=4096)
def _programmes(text: str) -> tuple[str, ...]:
    """The programmes of an entry, which the file joins as ``DPRK3] [DPRK4``; ``CAATSA - RUSSIA`` is one."""
    return tuple(part for part in map(str.strip, re.split(r"[\[\];]+", text)) if part)
