"""The United Nations Security Council Consolidated List, XML.

Published by the Security Council's secretariat; schema ``sc-sanctions.xsd``. One ``CONSOLIDATED_LIST`` with the
date of generation holds ``INDIVIDUALS`` and ``ENTITIES``; every entry has its permanent ``REFERENCE_NUMBER``
(``KPe.050``), which is the id here.

============================================  ==================================================================
element                                       read as
============================================  ==================================================================
``FIRST_NAME`` ... ``FOURTH_NAME``            primary name, joined; an entity has the first one only
``NAME_ORIGINAL_SCRIPT``                      native name
``*_ALIAS``: ``QUALITY``, ``ALIAS_NAME``      aliases: Good strong, Low weak, a.k.a. strong, f.k.a. former
``UN_LIST_TYPE``                              programme: the sanctions committee's list (``DPRK``, ``Al-Qaida``)
``LISTED_ON``, ``LAST_DAY_UPDATED``           date of the listing; the last of the dates of change
``INDIVIDUAL_DATE_OF_BIRTH``                  a date, a year, ``FROM_YEAR``/``TO_YEAR``, or words in ``NOTE``
``INDIVIDUAL_DOCUMENT``                       passports and national identity numbers, the rest as their note
``*_ADDRESS``, ``NATIONALITY``                addresses, nationalities
``TITLE``, ``DESIGNATION``                    role
``COMMENTS1``                                 remarks; e-mail, SWIFT, IMO and company numbers in it, identifiers
============================================  ==================================================================

Empty elements stand for nothing. An alias may hold several names, see :mod:`screening.lists.un.names`; what the
list says besides of an alias, a birth date or a document, and where a person was born, is added to the remarks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from screening.lists.aliases import distinct
from screening.lists.fields import country, iso_date, name_kind, span
from screening.lists.intake import Intake
from screening.lists.markup import elements, root, text, texts
from screening.lists.opening import Part
from screening.lists.un.documents import identifiers_in, read_document
from screening.lists.un.names import former, noted_names, taken_apart
from screening.watchlist import Alias, Entity, EntityKind, Identifier, ListedAddress

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["parse", "recognises"]

_KINDS: dict[str, EntityKind] = {"INDIVIDUAL": "person", "ENTITY": "organization"}
_QUALITIES = {"Good": "alias", "Low": "alias", "a.k.a.": "alias", "f.k.a.": "former", "": "alias"}
_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_BIRTH = frozenset(("TYPE_OF_DATE", "DATE", "YEAR", "FROM_YEAR", "TO_YEAR", "NOTE"))
_PLACE = frozenset(("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE"))
_ALIAS = frozenset(("QUALITY", "ALIAS_NAME", "DATE_OF_BIRTH", "CITY_OF_BIRTH", "COUNTRY_OF_BIRTH", "NOTE"))
_VALUE = frozenset(("VALUE",))
_KNOWN: dict[str, frozenset[str]] = {
    **dict.fromkeys((*_NAMES, "NAME_ORIGINAL_SCRIPT", "UN_LIST_TYPE", "REFERENCE_NUMBER"), frozenset()),
    **dict.fromkeys(("LISTED_ON", "COMMENTS1", "GENDER"), frozenset()),
    **dict.fromkeys(("DATAID", "VERSIONNUM", "SORT_KEY", "SORT_KEY_LAST_MOD", "SUBMITTED_BY"), frozenset()),
    **dict.fromkeys(("TITLE", "DESIGNATION", "NATIONALITY", "LIST_TYPE", "LAST_DAY_UPDATED"), _VALUE),
    **dict.fromkeys(("INDIVIDUAL_ALIAS", "ENTITY_ALIAS"), _ALIAS),
    **dict.fromkeys(("INDIVIDUAL_ADDRESS", "ENTITY_ADDRESS", "INDIVIDUAL_PLACE_OF_BIRTH"), _PLACE),
    "SUBMITTED_ON": _VALUE,
    "INDIVIDUAL_DATE_OF_BIRTH": _BIRTH,
    "INDIVIDUAL_DOCUMENT": frozenset(
        (
            "TYPE_OF_DOCUMENT",
            "TYPE_OF_DOCUMENT2",
            "NUMBER",
            "ISSUING_COUNTRY",
            "COUNTRY_OF_ISSUE",
            "CITY_OF_ISSUE",
            "DATE_OF_ISSUE",
            "NOTE",
        )
    ),
}
_COUNTRIES = {"Congo": "CG", "former Soviet Union": ""}
"""Nationalities that no table of countries reads: the UN's name for the Republic of the Congo, and a state that is
no more and stays in the remarks."""
_LIST_PAGE = "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list"
_NOTICE = re.compile(r"https?://www\.interpol\.int/[^\s,;)]+[^\s,;).]")


def recognises(part: Part) -> bool:
    """Whether a file is the UN's list."""
    return root(part)[0] == "CONSOLIDATED_LIST"


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """The listed individuals and entities.

    Raises:
        WatchlistError: the file is damaged or no XML.
    """
    intake.as_of = iso_date(root(part)[1].get("dateGenerated", ""))
    seen: set[str] = set()
    for element in elements(part, intake, *_KINDS):
        entry = _Entry(element, part.name, intake)
        entry.tell_unknown()
        entity = entry.entity()
        if entity is not None:
            if entity.id in seen:
                entry.tell("REFERENCE_NUMBER", "stands on an earlier entry already", entity.id)
            seen.add(entity.id)
            yield entity


class _Entry:
    """One entry while it is read, and where its faults are told."""

    def __init__(self, element: _Element, file: str, intake: Intake) -> None:
        self._element = element
        self._file = file
        self._intake = intake
        self._tag = str(element.tag)
        self._data_id = text(element, "DATAID")
        self._id = text(element, "REFERENCE_NUMBER")
        self._remarks: list[str] = []

    def tell(self, column: str, message: str, value: object = None) -> None:
        self._intake.tell(self._file, self._place, column, message, value)

    @property
    def _place(self) -> str:
        return self._id or (f"DATAID {self._data_id}" if self._data_id else f"an {self._tag}")

    def tell_unknown(self) -> None:
        """Elements that are not read, each once in a file."""
        for child in self._element:
            tag = str(child.tag)
            known = _KNOWN.get(tag)
            found = [tag] if known is None else [f"{tag}/{part.tag}" for part in child if part.tag not in known]
            self._intake.unknown(self._file, self._place, "an element", found)

    def entity(self) -> Entity | None:
        names = self._names()
        if not names:
            self._intake.skip(self._file, self._place, "FIRST_NAME", "an entry without a name")
            return None
        if not self._id:
            self.tell("REFERENCE_NUMBER", "an entry without its number, its DATAID is taken", self._data_id)
        births = self._births()
        addresses = tuple(self._addresses())
        nationalities = self._nationalities()
        identifiers = tuple(dict.fromkeys(self._identifiers()))
        comments = text(self._element, "COMMENTS1")
        notice = _NOTICE.search(comments)
        codes = [*map(country, (address.country for address in addresses)), *nationalities]
        return Entity(
            id=self._id or self._data_id,
            list="un_sc",
            kind=_KINDS[self._tag],
            names=names,
            programmes=tuple(texts(self._element, "UN_LIST_TYPE")),
            countries=tuple(dict.fromkeys(filter(None, codes))),
            nationalities=nationalities,
            birth_dates=births,
            addresses=addresses,
            identifiers=identifiers,
            designated_on=self._date("LISTED_ON", text(self._element, "LISTED_ON")),
            updated_on=max(
                (self._date("LAST_DAY_UPDATED", day) for day in self._values("LAST_DAY_UPDATED")), default=""
            ),
            role="; ".join(dict.fromkeys((*self._values("TITLE"), *self._values("DESIGNATION")))),
            remarks="\n".join(filter(None, (comments, *self._born(), *self._remarks))),
            source="UN Security Council",
            url=notice[0] if notice else _LIST_PAGE,
        )

    def _values(self, tag: str) -> list[str]:
        return [" ".join(value.split()) for value in texts(self._element, f"{tag}/VALUE")]

    def _date(self, column: str, said: str) -> str:
        found = iso_date(said)
        if said and not found:
            self.tell(column, "not a date", said)
        return found

    def _names(self) -> tuple[Alias, ...]:
        primary = " ".join(part for tag in _NAMES for part in text(self._element, tag).split())
        native = " ".join(text(self._element, "NAME_ORIGINAL_SCRIPT").split())
        names = self._taken("primary name", taken_apart(primary, "primary", "strong"))
        if native:
            names.append(Alias(native, name_kind(native) if names else "primary"))
        for alias in self._element.iterfind(f"{self._tag}_ALIAS"):
            names += self._alias(alias)
        return distinct(names)

    def _alias(self, alias: _Element) -> list[Alias]:
        name, note, quality = (" ".join(text(alias, tag).split()) for tag in ("ALIAS_NAME", "NOTE", "QUALITY"))
        if not name:
            if note:
                self.tell("ALIAS_NAME", "an alias without a name", note)
            return []
        kind = _QUALITIES.get(quality)
        if kind is None:
            self.tell("QUALITY", f"not one of {', '.join(filter(None, _QUALITIES))}", quality)
        is_former = kind == "former" or former(note)
        strength: Literal["strong", "weak"] = "weak" if quality == "Low" else "strong"
        names = self._taken(name, taken_apart(name, "former" if is_former else "alias", strength))
        noted = list(noted_names(note, name, strength))
        if note and not former(note) and not note.startswith("original script"):
            self._remarks.append(f"{name}: {note}")
        return names + noted

    def _taken(self, name: str, taken: tuple[list[Alias], str]) -> list[Alias]:
        names, rest = taken
        if rest:
            self._remarks.append(f"{names[0].name if names else name}: {rest}")
        return names

    def _births(self) -> tuple[str, ...]:
        found: list[str] = []
        for birth in self._element.iterfind("INDIVIDUAL_DATE_OF_BIRTH"):
            found += filter(None, [self._birth(birth)])
        for day in texts(self._element, "INDIVIDUAL_ALIAS/DATE_OF_BIRTH"):
            found += filter(None, [self._date("INDIVIDUAL_ALIAS/DATE_OF_BIRTH", day)])
        return tuple(dict.fromkeys(found))

    def _birth(self, birth: _Element) -> str:
        note, year, day = text(birth, "NOTE"), text(birth, "YEAR"), text(birth, "DATE")
        first, last = text(birth, "FROM_YEAR"), text(birth, "TO_YEAR")
        if found := iso_date(note if not (day or year) else f"{note} {year}" if note and year else ""):
            return found  # a month that has no field of its own: Nov. 1973
        if day or year:
            found = self._date("INDIVIDUAL_DATE_OF_BIRTH", day or year)
        else:
            ends = (self._date("INDIVIDUAL_DATE_OF_BIRTH", end) for end in (first, last))
            found = span(*ends)
        about = dict.fromkeys(("approximately",) if text(birth, "TYPE_OF_DATE") == "APPROXIMATELY" else ())
        if note:
            about[note[0].lower() + note[1:]] = None
        if about:
            self._remarks.append(f"{f'Date of birth {found}'.strip()}: {', '.join(about)}")
        return found

    def _born(self) -> Iterator[str]:
        for place in self._element.iterfind("INDIVIDUAL_PLACE_OF_BIRTH"):
            parts = (text(place, tag) for tag in ("STREET", "CITY", "STATE_PROVINCE", "COUNTRY", "NOTE"))
            if said := ", ".join(filter(None, parts)):
                yield f"Place of birth: {said}"

    def _nationalities(self) -> tuple[str, ...]:
        codes: list[str] = []
        for said in self._values("NATIONALITY"):
            code = _COUNTRIES[said] if said in _COUNTRIES else country(said)
            if code:
                codes.append(code)
            else:
                self._remarks.append(f"Nationality: {said}")
                if said not in _COUNTRIES:
                    self.tell("NATIONALITY", "not a country that is known", said)
        return tuple(dict.fromkeys(codes))

    def _addresses(self) -> Iterator[ListedAddress]:
        for address in self._element.iterfind(f"{self._tag}_ADDRESS"):
            parts = [text(address, tag) for tag in ("STREET", "STATE_PROVINCE", "ZIP_CODE")]
            line, note = ", ".join(filter(None, parts)), text(address, "NOTE")
            city, where = text(address, "CITY"), text(address, "COUNTRY")
            if note:
                line = f"{line} ({note.strip('()')})" if line or city or where else note
            if line or city or where:
                yield ListedAddress(" ".join(line.split()), city, where)

    def _identifiers(self) -> Iterator[Identifier]:
        for document in self._element.iterfind("INDIVIDUAL_DOCUMENT"):
            fields = {str(part.tag): " ".join((part.text or "").split()) for part in document}
            if any(fields.values()):
                yield from self._document(fields)
        for note in (text(self._element, "COMMENTS1"), *texts(self._element, f"{self._tag}_ADDRESS/NOTE")):
            yield from identifiers_in(note)

    def _document(self, fields: dict[str, str]) -> Iterator[Identifier]:
        found = read_document(fields)
        if found is None:
            said = ", ".join(filter(None, fields.values()))
            self._remarks.append(f"Document: {said}")
            return
        if found.kind == "other":
            self.tell("TYPE_OF_DOCUMENT", "not a kind of document that is known", fields.get("TYPE_OF_DOCUMENT"))
        yield found
