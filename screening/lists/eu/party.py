"""What the European Union's files have in common: one party, put together from parts in whatever layout.

Parts come as fields under the attribute names of the FSF XML schema (``wholeName``, ``countryIso2Code`` ...), into
which the readers of the other layouts translate. The EU lists a name in up to 24 languages; the primary one is the
first strong Latin name that is English or of no language.

An entry's id is its EU reference number (``EU.27.28``), or ``EU-13`` after its logical id where a file has no such
number; the logical id is always in ``see_also``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from screening.lists.aliases import distinct, short_forms
from screening.lists.eu.documents import Tell, contact, contacts, documents
from screening.lists.fields import country, iso_date, name_kind, span
from screening.watchlist import Alias, Entity, EntityKind, Identifier, ListedAddress

__all__ = ["Fields", "Party"]

Fields = Mapping[str, str]

_KINDS: dict[str, EntityKind] = {
    "p": "person",
    "person": "person",
    "e": "organization",
    "enterprise": "organization",
}
_WHERE = ("countryDescription", "countryIso2Code")
_NOWHERE = frozenset(("", "00", "UNKNOWN"))
_GONE = frozenset(("YUG", "YU", "CS", "SCG", "SU", "SUN", "AN", "ANT"))
"""Codes of countries that are no more: the address keeps them."""
_ENGLISH = frozenset(("", "EN"))
_LOW = re.compile(r"\blow?[ -]quality\b", re.IGNORECASE)
_QUALITY = re.compile(r"\W*(?:\w+[ -]quality\b)?\W*(?:a\.?k\.?a\.?|alias)?\W*", re.IGNORECASE)
_FORMER = re.compile(r"\bf\.?k\.?a\b|\b(?:formerly|previously) (?:listed|known)\b|\bformer name\b", re.IGNORECASE)
_LONGEST_QUALITY = 60
_LONGEST_LOOK = 10_000
_DESIGNATED = re.compile(r"Date of (?:UN )?designation[^:()]*(?:\([^)]*\)[^:()]*)*: ?([\d.-]+\d)")
_UN_ID = re.compile(r"[A-Z]{2}[ie]\.\d{3}")
_LIST_PAGE = (
    "https://data.europa.eu/data/datasets/"
    "consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions"
)


class Party:
    """One listed party while its parts are read; each part is a call, :meth:`entity` gives the whole.

    Attributes:
        logical_id: the list's internal number of the entry.
        tell: where faults are told.
    """

    def __init__(self, logical_id: str, tell: Tell) -> None:
        self.tell = tell
        self.logical_id = logical_id
        self._seen: set[tuple[str, ...]] = set()
        self._reference = self._designated_on = self._delisted_on = self._url = ""
        self._kind: EntityKind | None = None
        self._names: list[tuple[Alias, str]] = []
        self._identifiers: list[Identifier] = []
        self._addresses: list[ListedAddress] = []
        self._births: list[str] = []
        self._nationalities: list[str] = []
        self._countries: list[str] = []
        self._programmes: list[str] = []
        self._legal_bases: list[str] = []
        self._changed: list[str] = []
        self._un_ids: list[str] = []
        self._roles: list[str] = []
        self._remarks: list[str] = []

    def first_time(self, part: str, fields: Fields) -> bool:
        """Whether a part is new: the CSV files repeat parts on many lines."""
        known = len(self._seen)
        self._seen.add((part, *fields.values()))
        return len(self._seen) > known

    def describe(self, fields: Fields) -> None:
        """The entry itself: its numbers, its dates, what it is."""
        self._reference = self._reference or fields.get("euReferenceNumber", "")
        said = [fields.get(name, "") for name in ("code", "classificationCode")]
        self._kind = self._kind or next(filter(None, (_KINDS.get(word.casefold()) for word in said)), None)
        if self._kind is None and any(said):
            self.tell("subjectType", "not a kind of party that is known", "/".join(said))
            self._kind = "other"
        self._designated_on = self._designated_on or self.date("designationDate", fields)
        self._delisted_on = self._delisted_on or self.date("delistingDate", fields)
        if united_nations := fields.get("unitedNationId", ""):
            self._un_ids += _UN_ID.findall(united_nations) or [united_nations]
        for name in ("designationDetails", "remark"):
            self.remark(fields.get(name, ""))

    def remark(self, text: str) -> None:
        """Something that the list says in words; a backslash and n stand for a new line in the CSV files."""
        self._remarks += [text.replace("\\n", "\n")] if text else []

    def date(self, column: str, fields: Fields) -> str:
        """The date in a field, told if it cannot be read."""
        said = fields.get(column, "")
        found = iso_date(said)
        if said and not found:
            self.tell(column, "not a date", said)
        return found

    def changed(self, fields: Fields) -> None:
        """The legal act that last touched the entry or a part of it."""
        self._changed.append(self.date("publicationDate", fields))

    def regulation(self, fields: Fields) -> None:
        """A legal act that the listing rests on."""
        self.changed(fields)
        self.programme(fields.get("programme", ""))
        self._legal_bases += filter(None, [fields.get("numberTitle", "")])
        self._url = self._url or fields.get("publicationUrl", "")

    def programme(self, said: str) -> None:
        """The programme that a part of the entry belongs to."""
        self._programmes += filter(None, [said])

    def name(self, fields: Fields) -> None:
        """One name in one language, with the function under which the act lists it."""
        parts = (fields.get(part, "") for part in ("firstName", "middleName", "lastName"))
        whole = " ".join((fields.get("wholeName", "") or " ".join(parts)).split()).strip(" ;")
        self._roles += filter(None, (fields.get(name, "").strip() for name in ("title", "function")))
        note = fields.get("remark", "")
        if not whole:
            if note:
                self.tell("wholeName", "a name that is empty", note)
            return
        if "?" in whole:
            self.tell("wholeName", "letters of the name are lost", whole)
        if "??" in whole:
            self.remark(whole)
            return  # what is left of it would match others
        weak = "?" in whole or fields.get("strong", "true").casefold() == "false" or _LOW.search(note)
        script = name_kind(whole)
        kind = "former" if script == "alias" and _FORMER.search(note) else script
        self._names.append(
            (Alias(whole, kind, "weak" if weak else "strong"), fields.get("nameLanguage", "").upper())
        )
        if len(note) > _LONGEST_QUALITY or not _QUALITY.fullmatch(note):
            self.remark(f"{whole}: {note}")

    def birth(self, fields: Fields) -> None:
        """A date of birth, or the years between which it lies; other calendars than ours stay remarks."""
        first, last = self.date("yearRangeFrom", fields), self.date("yearRangeTo", fields)
        exact = self.date("birthdate", fields) or _from_parts(fields)
        said = exact or span(first, last)
        if not said and fields.get("year"):
            self.tell("year", "not a year", fields["year"])
        about = [fields.get("remark", "")]
        foreign = fields.get("calendarType", "").upper() not in {"", "GREGORIAN"}
        if foreign:
            about.append(f"{fields['calendarType'].lower()} calendar")
        elif exact or (first and last):
            self._births.append(said)
        elif said:
            about.append("or later" if first else "or earlier")
        if _flag(fields, "circa"):
            about.append("approximately")
        if any(about):
            self.remark(f"{f'Date of birth {said}'.strip()}: {', '.join(filter(None, about))}")
        place = (fields.get(part, "") for part in ("place", "city", "region", "countryDescription"))
        if where := ", ".join(part for part in place if part not in _NOWHERE):
            self.remark(f"Place of birth: {where}")

    def citizenship(self, fields: Fields) -> None:
        """A nationality."""
        code = self._country(fields)
        self._nationalities += filter(None, [code])
        said = fields.get("countryDescription", "") or fields.get("countryIso2Code", "")
        if not code and said not in _NOWHERE:
            self.remark(f"Nationality: {said}")
        self.remark(fields.get("remark", ""))

    def address(self, fields: Fields) -> None:
        """An address, with the telephone numbers and the like under ``contactInfo``."""
        code = self._country(fields)
        self._countries += filter(None, [code])
        box = fields.get("poBox", "")
        parts = [fields.get("street", ""), box and f"PO Box {box}", fields.get("place", "")]
        parts += [fields.get("zipCode", ""), fields.get("region", "")]
        notes = [fields.get("remark", "").replace("\\n", "; ")]
        notes += ["as at listing time"] if _flag(fields, "asAtListingTime") else []
        found, rest = contacts(fields.get("contactInfo", ""), self.tell)
        self._identifiers += found
        line, note = ", ".join(filter(None, parts)), "; ".join(filter(None, (*notes, rest)))
        where = next((said for said in map(fields.get, _WHERE) if said and said not in _NOWHERE), "")
        line = f"{line} ({note})".strip() if note else line
        if line or where or fields.get("city"):
            self._addresses.append(ListedAddress(line, fields.get("city", ""), where))

    def contact(self, key: str, value: str) -> None:
        """One ``contactInfo`` of the XML file."""
        self._identifiers += contact(key, value, self.tell)

    def identification(self, fields: Fields) -> None:
        """A passport, an identity number, a register's number."""
        code = self._country(fields)
        self._identifiers += documents(fields, code, person=self._kind != "organization", tell=self.tell)

    def _country(self, fields: Fields) -> str:
        said = [text for text in map(fields.get, reversed(_WHERE)) if text and text not in _NOWHERE]
        code = next(filter(None, map(country, said)), "")
        if said and not code and said[0] not in _GONE:
            self.tell("countryIso2Code", "not a country that is known", said[0])
        return code

    def entity(self) -> Entity | None:
        """The party; ``None`` if it has no name."""
        names = _primary_first(self._names)
        if not names:
            return None
        remarks = tuple(dict.fromkeys(self._remarks))
        said = _DESIGNATED.search("\n".join(remarks)[:_LONGEST_LOOK])
        logical = f"EU-{self.logical_id}"
        other_ids = [f"un_sc:{number}" for number in self._un_ids]
        if self._reference and self.logical_id:
            other_ids.append(f"eu_fsf:{logical}")
        return Entity(
            id=self._reference or logical,
            list="eu_fsf",
            kind=self._kind or "other",
            names=names,
            programmes=_once(self._programmes),
            legal_bases=_once(self._legal_bases),
            countries=_once([*self._countries, *self._nationalities]),
            nationalities=_once(self._nationalities),
            birth_dates=_once(self._births),
            addresses=tuple(dict.fromkeys(self._addresses)),
            identifiers=tuple(dict.fromkeys(self._identifiers)),
            designated_on=self._designated_on or (iso_date(said[1]) if said else ""),
            updated_on=max(self._changed, default=""),
            expires_on=self._delisted_on,
            see_also=_once(other_ids),
            role="; ".join(_once(self._roles)),
            remarks="\n".join(remarks),
            source="European Union",
            url=self._url or _LIST_PAGE,
        )


def _flag(fields: Fields, name: str) -> bool:
    """Whether a yes/no field says yes.

    >>> _flag({"circa": "true"}, "circa"), _flag({"circa": "false"}, "circa"), _flag({}, "circa")
    (True, False, False)
    """
    return fields.get(name, "").casefold() in {"true", "1", "yes"}


def _once(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


@lru_cache(maxsize=4096)
def _whole(year: str, month: str, day: str) -> str:
    return iso_date(f"{year}-{month or 0}-{day or 0}" if month else year)


def _from_parts(fields: Fields) -> str:
    """The date of its three parts, of which the last ones may be missing."""
    return _whole(*(fields.get(part, "").strip() for part in ("year", "monthOfYear", "dayOfMonth")))


def _primary_first(names: list[tuple[Alias, str]]) -> tuple[Alias, ...]:
    """The names, each once, the primary one first."""
    if not names:
        return ()
    first = min(range(len(names)), key=lambda number: (_rank(*names[number]), number))
    primary = Alias(names[first][0].name, "primary", names[first][0].strength)
    rest = [alias for number, (alias, _) in enumerate(names) if number != first]
    return distinct(form for alias in (primary, *rest) for form in short_forms(alias))


def _rank(alias: Alias, language: str) -> tuple[bool, bool, bool]:
    return alias.strength == "weak" or alias.kind == "former", alias.kind == "native", language not in _ENGLISH
