"""Canada's Consolidated Canadian Autonomous Sanctions List, XML (``sema-lmes.xml``) or JSON.

Global Affairs Canada publishes in one flat file whom its regulations under the Special Economic Measures Act and
the Justice for Victims of Corrupt Foreign Officials Act list. Root ``data-set``, one ``record`` a party, all
elements optional:

===================  ==============================================  ==========================================
until 2025           until August 2026                               since
===================  ==============================================  ==========================================
``Country``          ``Country``                                     ``Country-Pays``
``LastName``         ``LastName``                                    ``LastName-NomDeFamille``
``GivenName``        ``GivenName``                                   ``GivenName-Prenom``
``Entity``           ``EntityOrShip``                                ``EntityOrShip-EntiteOuNavire``
``Title``            ``TitleOrShip``                                 ``TitleOrShipType-TitreOuTypeDeNavire``
``Aliases``          ``Aliases``                                     ``Aliases-Alias``
``DateOfBirth``      ``DateOfBirthOrShipBuildDate``                  the same and its French half
                     ``ShipIMONumber``                               ``ShipIMONumber-NumeroOMIDuNavire``
``Schedule``         ``Schedule``                                    ``Schedule-Annexe``
``Item``             ``Item``                                        ``Item-NumeroDarticle``
``DateOfListing``    ``DateOfListing``                               ``DateOfListing-DateDinscription``
===================  ==============================================  ==========================================

Traps: ``Country`` is the regulation (``Russia / Russie``), never a nationality. There is no id: an entry is cited
by regulation, schedule and item, which together are unique, and so it is here (``Russia/1, Part 1/94``). Several
aliases stand in one text: a semicolon parts them, a comma may, or may belong to a name. What commas part is split
where the pieces look like names of their own; otherwise the text stays one name and its pieces are weak ones
besides. A name may be two, parted by a spaced slash (English and French) or by ``(also known as ...)``. Aliases
are not graded: a single word is weak, whatever parts it. A schedule ``N/A`` is none. In September 2026 some
Iranian records had a name in Persian under the IMO number, shifted from another record: it is told, and is no name
here. The file states no date.

The table on the official page is filled from ``sanctions-consolidated-list-eng.json``: an array ``data`` with
``Regulation``, ``Last Name``, ``Given Names``, ``Entity or Ship``, ``Title or Ship type``, ``Aliases``,
``Date of Birth``, ``Ship IMO number``, ``Schedule``, ``Item Number``, ``Date of Listing``; it is read as well.

No schema is published. Verified on: the opening of a whole file of the oldest spelling, and records of 2025 and
2026 in the two newer spellings and in JSON as other readers quote them in their tests; never on a whole current
file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from screening.lists.aliases import distinct, known_as
from screening.lists.fields import imo_number, iso_date, name_kind, own_id, span
from screening.lists.intake import Intake
from screening.lists.json_items import items
from screening.lists.markup import elements, root
from screening.lists.opening import Part
from screening.lists.ungraded import is_one_word, ungraded
from screening.names import legal_forms
from screening.names.text import read
from screening.watchlist import Alias, Entity, EntityKind, Identifier

__all__ = ["parse", "recognises"]

_URL = (
    "https://www.international.gc.ca/world-monde/international_relations-relations_internationales/"
    "sanctions/consolidated-consolide.aspx?lang=eng"
)
# By the English half of an element's name, which is all of it in the older spellings.
_FIELDS = {
    "Country": "regulation",
    "LastName": "last",
    "GivenName": "given",
    "Entity": "entity",
    "EntityOrShip": "entity",
    "Title": "title",
    "TitleOrShip": "title",
    "TitleOrShipType": "title",
    "Aliases": "aliases",
    "DateOfBirth": "born",
    "DateOfBirthOrShipBuildDate": "born",
    "ShipIMONumber": "imo",
    "Schedule": "schedule",
    "Item": "item",
    "DateOfListing": "listed",
}
_KEYS = {
    "Regulation": "regulation",
    "Last Name": "last",
    "Given Names": "given",
    "Entity or Ship": "entity",
    "Title or Ship type": "title",
    "Aliases": "aliases",
    "Date of Birth": "born",
    "Ship IMO number": "imo",
    "Schedule": "schedule",
    "Item Number": "item",
    "Date of Listing": "listed",
}
_JSON = re.compile(rb'\{\s*"data"\s*:\s*\[\s*\{')
_BILINGUAL = re.compile(r"\s+/\s+|\s*\|\s*")
_ABBREVIATED = re.compile(r"\(([A-Z]{4,})\)$")
_LANGUAGE = re.compile(
    r"\(?\b(?:Alias|Arabic|Belarus+ian|Burmese|Chinese|French|Georgian|Hebrew|Korean|Persian|Farsi|Russian|"
    r"Spanish|Ukrainian)\s*:",
    re.IGNORECASE,
)
_NAMES = re.compile(r"\s+/\s*|\s*/\s+")
_ALIASES = re.compile(rf"\s*[;|]\s*|{_NAMES.pattern}")
_NOT_APPLICABLE = "N/A"
_BIRTH = re.compile(r"\s+or\s+|\s*/\s*", re.IGNORECASE)
_YEARS = re.compile(r"(?:between\s+)?(\d{4})\s*(?:-|–|to|and)\s*(\d{4})", re.IGNORECASE)
_APPROXIMATE = re.compile(r"^(?:c\.|ca\.|circa|approx(?:imately|\.)?)\s*", re.IGNORECASE)


def recognises(part: Part) -> bool:
    """Whether a record names a regulation and an item as this list does."""
    if part.spreadsheet:
        return False
    if _JSON.match(part.head.lstrip()):
        return b'"Regulation"' in part.head and b'"Item Number"' in part.head
    first = re.search(rb"<record>\s*<Country(?:-Pays)?>", part.head)
    return root(part)[0] == "data-set" and first is not None and b"<Item" in part.head


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """Read the list.

    Raises:
        WatchlistError: the file is damaged.
    """
    seen: Counter[str] = Counter()
    records = _of_xml(part, intake) if root(part)[0] else _of_json(part, intake)
    for number, (fields, others) in enumerate(records, 1):
        intake.unknown(part.name, f"record {number}", "a field", others)
        entity = _Record(fields, part.name, number, intake).entity(seen)
        if entity is not None:
            yield entity


_Fields = tuple[dict[str, str], list[str]]
"""What a record says by our names of its fields, and the names of those that are not known."""


def _of_xml(part: Part, intake: Intake) -> Iterator[_Fields]:
    for record in elements(part, intake, "record"):
        said = [(str(element.tag), element.text or "") for element in record]
        yield _known(((name.partition("-")[0], name, text) for name, text in said), _FIELDS)


def _of_json(part: Part, intake: Intake) -> Iterator[_Fields]:
    for _, item in items(part, intake, "data"):
        yield _known(((name, name, "" if value is None else str(value)) for name, value in item.items()), _KEYS)


def _known(said: Iterable[tuple[str, str, str]], columns: Mapping[str, str]) -> _Fields:
    fields: dict[str, str] = {}
    others: list[str] = []
    for key, name, text in said:
        if key in columns:
            said_before = fields.get(columns[key], "")
            fields[columns[key]] = "; ".join(filter(None, (said_before, " ".join(text.split()))))
        else:
            others.append(name)
    return fields, others


class _Record:
    """One record, and where its faults are told."""

    def __init__(self, fields: Mapping[str, str], file: str, number: int, intake: Intake) -> None:
        self._said = {column: said for column, said in fields.items() if said != _NOT_APPLICABLE}
        self._file = file
        self._intake = intake
        self._remarks: list[str] = []
        self._citation = _citation(self._english("regulation"), self["schedule"], self["item"])
        self._place = self._citation or f"record {number}"

    def __getitem__(self, column: str) -> str:
        return self._said.get(column, "")

    def _english(self, column: str) -> str:
        return _BILINGUAL.split(self[column])[0]

    def _tell(self, column: str, message: str, value: str) -> None:
        self._intake.tell(self._file, self._place, column, message, value)

    def entity(self, seen: Counter[str]) -> Entity | None:
        """The party; ``None`` for a record without a name, which is told."""
        name = self["entity"] or f"{self['given']} {self['last']}".strip()
        if not name:
            self._intake.skip(self._file, self._place, "", "a record without a name")
            return None
        identifiers = self._identifiers()
        kind: EntityKind = "organization" if self["entity"] else "person"
        if identifiers or (self["entity"] and self["title"]):
            kind = "vessel"
        births = self._births() if kind == "person" else ()
        if kind != "person" and self["born"]:
            self._remarks.append(f"Built: {self['born']}")
        return Entity(
            id=self._id(name, seen),
            list="ca_sema",
            kind=kind,
            names=_names(name, self["aliases"]),
            programmes=tuple(filter(None, [self._english("regulation")])),
            legal_bases=tuple(filter(None, [self._legal_basis()])),
            birth_dates=births,
            identifiers=identifiers,
            designated_on=self._listed(),
            role=self._english("title"),
            remarks="; ".join(self._remarks),
            source="Canada SEMA",
            url=_URL,
        )

    def _id(self, name: str, seen: Counter[str]) -> str:
        if not (self["regulation"] and self["item"]):
            self._tell("Item", "an entry that cannot be cited, so its name stands for its id", name)
        citation = self._citation or name
        key = own_id(citation, seen)
        if key != citation:
            self._tell("Item", "an earlier record has the same citation", citation)
        return key

    def _legal_basis(self) -> str:
        schedule = f"Schedule {self['schedule']}" if self["schedule"] else ""
        item = f"item {self['item']}" if self["item"] else ""
        return ", ".join(filter(None, [self._english("regulation"), schedule, item]))

    def _identifiers(self) -> tuple[Identifier, ...]:
        if number := imo_number(self["imo"]):
            return (Identifier("imo", number),)
        if self["imo"]:
            self._tell("ShipIMONumber", "not an IMO number", self["imo"])
            self._remarks.append(f"Ship IMO number: {self['imo']}")
        return ()

    def _births(self) -> tuple[str, ...]:
        dates = _dates(self["born"])
        if self["born"] and not dates:
            self._tell("DateOfBirth", "not a date", self["born"])
        if self["born"] and self["born"] not in dates:
            self._remarks.append(f"Date of birth: {self['born']}")
        return dates

    def _listed(self) -> str:
        date = iso_date(self["listed"])
        if self["listed"] and not date:
            self._tell("DateOfListing", "not a date", self["listed"])
        return date


def _citation(regulation: str, schedule: str, item: str) -> str:
    """What an entry is cited by, empty if it has no regulation or no item.

    >>> _citation("Russia", "1, Part 1", "94"), _citation("Regulations of Invention (ABCD)", "", "54")
    ('Russia/1, Part 1/94', 'ABCD/54')
    """
    short = _ABBREVIATED.search(regulation)
    parts = (short[1] if short else regulation, schedule, item)
    return "/".join(filter(None, parts)) if regulation and item else ""


def _dates(text: str) -> tuple[str, ...]:
    """The birth dates in a text, empty if any of them cannot be read.

    >>> _dates("1972-08-10 or 1972-08-11"), _dates("1963-1964"), _dates("c. 1960"), _dates("Sep-99")
    (('1972-08-10', '1972-08-11'), ('1963/1964',), ('1960',), ())
    """
    text = _APPROXIMATE.sub("", text)
    if years := _YEARS.fullmatch(text):
        return (span(years[1], years[2]),)
    dates = tuple(iso_date(part) for part in _BIRTH.split(text))
    return dates if all(dates) else ()


def _names(name: str, aliases: str) -> tuple[Alias, ...]:
    said = [each for part in _NAMES.split(name) for each in known_as(part)] or [(name, "alias")]
    others = (Alias(other, "former") if kind == "former" else ungraded(other) for other, kind in said[1:])
    return distinct([Alias(said[0][0], "primary"), *others, *_split(aliases)])


def _split(text: str) -> Iterator[Alias]:
    """The names in a text; one of which it is not sure that it is one is weak.

    >>> [(a.name, a.strength) for a in _split("Made-Up Bank, Invented Bank Ltd.; MUB")]
    [('Made-Up Bank', 'strong'), ('Invented Bank Ltd.', 'strong'), ('MUB', 'weak')]
    >>> [a.name for a in _split("Ministry of Letters, numbers and signs") if a.strength == "strong"]
    ['Ministry of Letters, numbers and signs']
    >>> [a.name for a in _split("Завод Пример, АО")], [a.strength for a in _split("EXB, Example Base of Nowhere")]
    (['Завод Пример, АО'], ['weak', 'strong'])
    """
    for listed in _ALIASES.split(_LANGUAGE.sub(";", text)):
        for whole, kind in known_as(_unmatched(listed)):
            pieces = _pieces(whole)
            clear = not any(piece[0].islower() for piece in pieces) and not all(map(is_one_word, pieces))
            names = [(whole, True)] if len(pieces) > 1 and not clear else []
            names += [(piece, (clear or len(pieces) == 1) and not is_one_word(piece)) for piece in pieces]
            for name, sure in names:
                yield Alias(name, kind if kind == "former" else name_kind(name), "strong" if sure else "weak")


def _unmatched(name: str) -> str:
    """A name without the brackets at its ends that have no other half.

    >>> _unmatched("Example Bank)"), _unmatched("Example (EX)")
    ('Example Bank', 'Example (EX)')
    """
    if name.count(")") > name.count("("):
        return name.removesuffix(")")
    return name.removeprefix("(") if name.count("(") > name.count(")") else name


def _pieces(text: str) -> list[str]:
    """What commas part, a legal form kept with the name before it."""
    pieces: list[str] = []
    for piece in filter(None, map(str.strip, text.split(","))):
        if pieces and not legal_forms.strip(read(f"Example {piece}"))[0][1:]:
            pieces[-1] += f", {piece}"
        else:
            pieces.append(piece)
    return pieces
