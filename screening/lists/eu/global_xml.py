"""The European Union's consolidated list in its old layout, ``global.xml`` of the Financial Sanctions Database.

Published by the European Commission until 2017, still met in archives; the CSV 1.0 file has the same fields under
other names and is read with the help of this module. One ``WHOLE`` with the ``Date`` holds an ``ENTITY`` for each
party, which knows only its logical id: ``EU-13``.

============  ========================================================  =======================================
element       holds                                                     in CSV 1.0
============  ========================================================  =======================================
``ENTITY``    Id, Type (P, E), legal_basis, reg_date, pdf_link,         ``Entity_logical_id``, ``Subject_type``,
              programme, remark                                         ``Leba_``..., ``EU_ref_num``
``NAME``      LASTNAME, FIRSTNAME, MIDDLENAME, WHOLENAME, GENDER,       ``Naal_``...
              TITLE, FUNCTION, LANGUAGE
``ADDRESS``   NUMBER, STREET, ZIPCODE, CITY, COUNTRY, OTHER             ``Addr_``...
``BIRTH``     DATE, PLACE, COUNTRY                                      ``Birt_``...
``PASSPORT``  NUMBER, COUNTRY                                           ``Iden_``...
``CITIZEN``   COUNTRY                                                   ``Citi_``...
============  ========================================================  =======================================

Every part has its own legal basis and programme. A ``DATE`` may be ``1958 - 1963 (approximative)``; a ``NUMBER``
holds its kind and its remarks: ``D 000912 (passport-National passport) [known to be expired](issued in Kabul)``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from screening.lists.eu.party import Fields, Party
from screening.lists.fields import iso_date
from screening.lists.intake import Intake
from screening.lists.markup import elements, root
from screening.lists.opening import Part
from screening.watchlist import Entity

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Old", "parse", "recognises"]

_KNOWN = {
    "NAME": frozenset(
        ("LASTNAME", "FIRSTNAME", "MIDDLENAME", "WHOLENAME", "GENDER", "TITLE", "FUNCTION", "LANGUAGE")
    ),
    "ADDRESS": frozenset(("NUMBER", "STREET", "ZIPCODE", "CITY", "COUNTRY", "OTHER")),
    "BIRTH": frozenset(("DATE", "PLACE", "COUNTRY")),
    "PASSPORT": frozenset(("NUMBER", "COUNTRY")),
    "CITIZEN": frozenset(("COUNTRY",)),
}
_BORN = re.compile(r"([\d-]*\d)(?: - (\d{4}))?( \(approximative\))?")
_LONGEST = 2000
_NUMBER = re.compile(r"(.*?)\s*\(([A-Za-z]+)-([^()]*)\)\s*(.*)", re.DOTALL)


def recognises(part: Part) -> bool:
    """Whether a file is the old global list, or a part of it by regime."""
    return root(part)[0] == "WHOLE" and b"<ENTITY" in part.head


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """The listed parties.

    Raises:
        WatchlistError: the file is damaged or no XML.
    """
    intake.as_of = iso_date(root(part)[1].get("Date", ""))
    for element in elements(part, intake, "ENTITY"):
        place = f"EU-{element.get('Id', '')}"

        def tell(column: str, message: str, value: object = None, place: str = place) -> None:
            intake.tell(part.name, place, column, message, value)

        intake.unknown(part.name, place, "an element", _unknown(element))
        entity = _party(element, Party(element.get("Id", ""), tell)).entity()
        if entity is None:
            intake.skip(part.name, place, "NAME", "an entry without a name")
        else:
            yield entity


def _party(element: _Element, party: Party) -> Party:
    party.describe({"code": element.get("Type", ""), "remark": element.get("remark", "")})
    for act in (element, *element):
        fields = {
            "numberTitle": act.get("legal_basis", ""),
            "publicationDate": act.get("reg_date", ""),
            "publicationUrl": act.get("pdf_link", ""),
            "programme": act.get("programme", ""),
        }
        if act is element:
            party.regulation(fields)
        else:
            party.changed(fields)
            party.programme(fields["programme"])
    old = Old(party)
    for child in element:
        if read := old.readers.get(str(child.tag)):
            read({str(part.tag): (part.text or "").strip() for part in child})
    return party


def _unknown(element: _Element) -> Iterator[str]:
    for child in element:
        tag = str(child.tag)
        if tag not in _KNOWN:
            yield tag
        else:
            yield from (f"{tag}/{part.tag}" for part in child if part.tag not in _KNOWN[tag])


class Old:
    """The parts of the old layouts, handed to a party under the names of the new one.

    Attributes:
        readers: what takes the fields of a part, by the part's element.
    """

    def __init__(self, party: Party) -> None:
        self._party = party
        self.readers: dict[str, Callable[[Fields], None]] = {
            "NAME": self._name,
            "BIRTH": self._birth,
            "CITIZEN": self._citizen,
            "ADDRESS": self._address,
            "PASSPORT": self._passport,
        }

    def _name(self, said: Fields) -> None:
        names = {"WHOLENAME": "wholeName", "FIRSTNAME": "firstName", "MIDDLENAME": "middleName"}
        names |= {"LASTNAME": "lastName", "TITLE": "title", "FUNCTION": "function", "LANGUAGE": "nameLanguage"}
        self._party.name({name: said.get(old, "") for old, name in names.items()})

    def _birth(self, said: Fields) -> None:
        fields = {"place": said.get("PLACE", ""), "countryDescription": said.get("COUNTRY", "")}
        date = said.get("DATE", "")
        if date not in {"", "N/A"}:
            born = _BORN.fullmatch(date)
            if born is None:
                self._party.tell("DATE", "not a date of birth", date)
                fields["remark"] = date
            else:
                first, last, about = born.groups()
                fields |= {"yearRangeFrom": first, "yearRangeTo": last} if last else {"birthdate": first}
                fields["circa"] = "true" if about else ""
        self._party.birth(fields)

    def _citizen(self, said: Fields) -> None:
        self._party.citizenship({"countryDescription": said.get("COUNTRY", "")})

    def _address(self, said: Fields) -> None:
        street = " ".join(filter(None, (said.get("NUMBER", ""), said.get("STREET", ""))))
        self._party.address(
            {
                "street": street,
                "zipCode": said.get("ZIPCODE", ""),
                "city": said.get("CITY", ""),
                "countryDescription": said.get("COUNTRY", ""),
                "contactInfo": said.get("OTHER", ""),
            }
        )

    def _passport(self, said: Fields) -> None:
        fields = {"number": said.get("NUMBER", ""), "countryDescription": said.get("COUNTRY", "")}
        fields["identificationTypeCode"] = "other"
        parts = _NUMBER.fullmatch(fields["number"]) if len(fields["number"]) <= _LONGEST else None
        if parts:
            number, code, description, rest = parts.groups()
            fields |= {
                "number": number,
                "identificationTypeCode": code,
                "identificationTypeDescription": description,
            }
            lines = (" ".join(line.split()) for line in rest.replace("\\n", "\n").splitlines())
            fields["remark"] = "; ".join(dict.fromkeys(filter(None, lines)))
        self._party.identification(fields)
