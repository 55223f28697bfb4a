"""The US Consolidated Screening List: thirteen lists of three departments in one file, as CSV or JSON.

The International Trade Administration joins them daily as ``consolidated.csv`` (29 columns, ``; `` between the
values of a cell) and ``consolidated.json`` (``{"results": [{...}]}``, the same fields as arrays and objects).

================================ ==================================== ==================================
``source``                       list                                 id
================================ ==================================== ==================================
SDN                              ``ofac_sdn``                         OFAC's number
SSI, CAP, CMIC, NS-MBS, PLC, FSE ``ofac_cons``                        OFAC's number; its rows are joined
EL, UVL, MEU (Commerce)          ``bis_el``, ``bis_uvl``, ``bis_meu`` ``_id``: a hash of the list's
DPL (Commerce)                   ``bis_dpl``                          name and date, as for dpl.txt
DTC, ISN (State)                 ``us_ddtc``, ``us_isn``              ``_id``
================================ ==================================== ==================================

Traps: ``ids`` joins country, expiry, issue, number and type by commas and leaves out what is not known, so one
lone date may be either (the JSON names them). Addresses are one line, the country's code last. Weak and former
names of OFAC stand unmarked among the others: a person's name of one word counts as weak here, which OFAC's own
file says of 98 in 100 of them. Lists of Commerce and State do not say what a party is (:mod:`.us_names`). The
file states no date.

Official description: "Consolidated Screening List", https://www.trade.gov/consolidated-screening-list. The CSV
was verified against a whole file, the JSON against published records.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from screening.lists.aliases import distinct
from screening.lists.fields import country, iso_date, span
from screening.lists.intake import Intake
from screening.lists.ofac.companions import KINDS
from screening.lists.opening import Part
from screening.lists.rows import first_rows
from screening.lists.us.ids import identifier
from screening.lists.us.names import entry_id, kind_of, names_of
from screening.lists.us.screening_list_records import Address, Record, records
from screening.watchlist import Alias, Entity, EntityKind, Identifier, ListedAddress, Relation

__all__ = ["parse", "recognises"]

_LISTS = {
    "SDN": "ofac_sdn",
    **dict.fromkeys(("SSI", "CAP", "CMIC", "NS-MBS List", "PLC", "FSE"), "ofac_cons"),
    "EL": "bis_el",
    "DPL": "bis_dpl",
    "UVL": "bis_uvl",
    "MEU": "bis_meu",
    "DTC": "us_ddtc",
    "ISN": "us_isn",
}
_JOINED = frozenset(("ofac_cons", "bis_dpl"))
_LINK = re.compile(r"Linked To: ((?:[^();]|\([^()]*\))+)")
_REGISTERED = frozenset(("Nationality of Registration", "Registration Country"))


def recognises(part: Part) -> bool:
    """Whether the header, or the first object under ``results``, has the list's own fields."""
    if part.spreadsheet:
        return False
    if part.head.lstrip()[:1] == b"{":
        return b'"results"' in part.head and b'"source_information_url"' in part.head
    rows = first_rows(part, most=1)
    return bool(rows) and {"source", "entity_number", "alt_names", "source_list_url"} <= set(rows[0])


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """Read the list; entries of several rows (OFAC's non-SDN list, Denied Persons List) are joined and come last.

    Raises:
        WatchlistError: the file is damaged.
    """
    intake.list = "us_csl"
    joined: dict[tuple[str, str], Entity] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for place, record in records(part, intake):
        entity = _Reading(record, part.name, place, intake).entity()
        if entity is None:
            continue
        key = entity.list, entity.id
        if entity.list in _JOINED:
            joined[key] = _join(joined[key], entity) if key in joined else entity
            continue
        seen[key] += 1
        if seen[key] > 1:
            intake.tell(part.name, place, "id", "stands in an earlier record already", entity.id)
            entity = msgspec.structs.replace(entity, id=f"{entity.id} ({seen[key]})")
        yield entity
    yield from joined.values()


class _Reading:
    """One record on its way to an entity, and where its faults are told."""

    def __init__(self, record: Record, file: str, place: int | str, intake: Intake) -> None:
        self._record = record
        self._file = file
        self._place = place
        self._intake = intake

    def entity(self) -> Entity | None:
        """The entity; ``None`` if there is no name or id."""
        record = self._record
        name, key = (record.name or "").strip(), self._list()
        start = self._date("start_date")
        number = (
            entry_id(name, start) if key == "bis_dpl" else str(record.entity_number or record.id or "").strip()
        )
        if not name or not number:
            column = "id" if name else "name"
            self._intake.skip(self._file, self._place, column, f"an entry without {column}")
            return None
        addresses = tuple(map(_listed, record.addresses or ()))
        kind = self._kind(name, addresses)
        nationalities = self._countries("nationalities") + self._countries("citizenships")
        others = [record.vessel_flag, record.country]
        others += [entry.number for entry in record.ids or () if entry.type in _REGISTERED]
        return Entity(
            id=number,
            list=key,
            kind=kind,
            names=self._names(name, kind, treasury=key.startswith("ofac")),
            programmes=tuple(dict.fromkeys(record.programs or ())),
            legal_bases=tuple(filter(None, [(record.federal_register_notice or "").strip()])),
            countries=_each(
                [
                    *(country(address.country) for address in addresses),
                    *nationalities,
                    *(country(other or "") for other in others),
                ]
            ),
            nationalities=_each(nationalities),
            birth_dates=self._birth_dates(),
            addresses=addresses,
            identifiers=self._identifiers(person=kind == "person"),
            relations=self._relations(),
            designated_on=start,
            expires_on=self._date("end_date"),
            see_also=(f"ofac_sdn:{number}",) if key == "ofac_cons" else (),  # OFAC numbers both lists together
            role=record.title or record.vessel_type or "",
            remarks=self._remarks(),
            source=f"US CSL: {record.source.partition(' - ')[0]}",
            url=record.source_list_url or record.source_information_url or "",
        )

    def _tell(self, column: str, message: str, value: object) -> None:
        self._intake.tell(self._file, self._place, column, message, value)

    def _list(self) -> str:
        source = self._record.source
        for short, key in _LISTS.items():
            if f"({short})" in source:
                return key
        self._tell("source", "not a list that is known", source)
        return "us_csl"

    def _kind(self, name: str, addresses: Iterable[ListedAddress]) -> EntityKind:
        word = (self._record.type or "").strip().casefold()
        if word and word not in KINDS:
            self._tell("type", "not a kind of party that is known", self._record.type)
        return KINDS.get(word, "other") if word else kind_of(name, (address.line for address in addresses))

    def _names(self, name: str, kind: EntityKind, *, treasury: bool) -> tuple[Alias, ...]:
        others = self._record.alt_names or ()
        if not treasury:
            return names_of(name, others)
        return distinct((Alias(name, "primary"), *(_alias(other, kind) for other in others)))

    def _date(self, column: str) -> str:
        value = getattr(self._record, column) or ""
        found = iso_date(value)
        if value and not found:
            self._tell(column, "not a date", value)
        return found

    def _birth_dates(self) -> tuple[str, ...]:
        found = []
        for value in self._record.dates_of_birth or ():
            first, _, last = value.replace("circa ", "").partition(" to ")
            start, end = iso_date(first), iso_date(last)
            if start and bool(last) == bool(end):
                found.append(span(start, end))
            else:
                self._tell("dates_of_birth", "not a date", value)
        return _each(found)

    def _countries(self, column: str) -> list[str]:
        codes = []
        for value in getattr(self._record, column) or ():
            codes.append(country(value))
            if not codes[-1]:
                self._tell(column, "not a country", value)
        return codes

    def _identifiers(self, *, person: bool) -> tuple[Identifier, ...]:
        found: dict[Identifier, None] = {}
        for entry in self._record.ids or ():
            read = identifier(entry, person=person)
            if isinstance(read, str):
                self._tell("ids", read, f"{entry.number}, {entry.type}")
                if entry.number:
                    found[Identifier("other", entry.number, "", "", entry.type or "")] = None
            elif read is not None:
                found[read] = None
        if self._record.call_sign:
            found[Identifier("other", self._record.call_sign, note="call sign")] = None
        return tuple(found)

    def _relations(self) -> tuple[Relation, ...]:
        relations = [Relation("linked_to", to.strip()) for to in _LINK.findall(self._record.remarks or "")]
        if self._record.vessel_owner:
            relations.append(Relation("controlled_by", self._record.vessel_owner, "vessel owner"))
        return tuple(dict.fromkeys(relations))

    def _remarks(self) -> str:
        record = self._record
        said = [("", record.remarks)]
        said += [
            ("Licence requirement: ", record.license_requirement),
            ("Licence policy: ", record.license_policy),
        ]
        said += [("Standard order: ", record.standard_order)]
        said += [("", f"{entry.number}, {entry.type}") for entry in record.ids or () if identifier(entry) is None]
        return "; ".join(f"{label}{text.strip()}" for label, text in said if text and text.strip())


def _listed(address: Address) -> ListedAddress:
    line = ", ".join(part for part in (address.address, address.state, address.postal_code) if part)
    return ListedAddress(line, address.city or "", address.country or "")


def _alias(name: str, kind: EntityKind) -> Alias:
    return Alias(name, "alias", "weak" if kind == "person" and " " not in name else "strong")


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, values)))


def _join(first: Entity, second: Entity) -> Entity:
    """Two rows of one entry: of the sectoral and the menu-based list, or of two orders of one date."""
    changed: Mapping[str, object] = {
        field: tuple(dict.fromkeys((*getattr(first, field), *getattr(second, field))))
        for field in ("names", "programmes", "legal_bases", "countries", "addresses", "identifiers", "relations")
    }
    expiries = first.expires_on, second.expires_on
    return msgspec.structs.replace(first, **changed, expires_on=max(expiries) if all(expiries) else "")
