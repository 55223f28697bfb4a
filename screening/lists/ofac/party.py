"""One party of OFAC's XML files in the making: what the three formats say in different elements, said once.

Names are written as OFAC writes them in the CSV files: ``KIM, Sang Man``, the surname in capitals. Marks of the
writing direction around Arabic and Hebrew names are left out.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Literal

import msgspec

from screening.lists.aliases import distinct
from screening.lists.fields import country, name_kind
from screening.lists.intake import Intake
from screening.lists.ofac.companions import ALIASES, KINDS
from screening.lists.ofac.features import FIELDS, PHRASED, REMARKED, UNUSED
from screening.lists.ofac.remarks import Remarks, read_phrase
from screening.watchlist import Alias, Entity, EntityKind, Identifier, ListedAddress, Relation

__all__ = ["RELATIONS", "SDN", "SOURCES", "Party", "days_said", "relation", "script_name"]

SDN = "SDN List"
"""The name of the SDN list in the files that serve several lists."""
SOURCES = {"ofac_sdn": "OFAC SDN", "ofac_cons": "OFAC Consolidated (non-SDN)"}

_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LINKED = re.compile(r"\((Linked To: .*)\)\.?")
_RIGHT_TO_LEFT = frozenset(("Arabic", "Hebrew"))
_UNSPACED = frozenset(("Chinese Simplified", "Chinese Traditional", "Japanese", "Korean"))
_COUNTRIES = frozenset(
    (
        "Citizenship Country",
        "Nationality Country",
        "Nationality of Registration",
        "Other Vessel Flag",
        "Registration Country",
    )
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_GIVEN = {"First Name": 0, "Middle Name": 1}
_SURNAME = {"Last Name": 0, "Patronymic": 1, "Matronymic": 2, "Maiden Name": 3}

RELATIONS = {
    "Acting for or on behalf of": "acting_for",
    "Associate Of": "associate_of",
    "Family member of": "family_of",
    "Leader or official of": "linked_to",
    "Owned or Controlled By": "owned_by",
    "Owns, controls, or operates": "owner_of",
    "Principal Executive Officer": "linked_to",
    "Property in the interest of": "owned_by",
    "Providing support to": "linked_to",
    "playing a significant role in": "linked_to",
}
"""What the publisher calls a relation, and the kind it is here."""


class Party:
    """One listed party while its parts are read; what is not understood is told with its number.

    Attributes:
        number: OFAC's number, as in the first column of sdn.csv.
        kind: what the party is.
        relations: to other parties.
    """

    def __init__(self, number: str, kind_word: str, file: str, intake: Intake) -> None:
        self.number = number
        self.relations: list[Relation] = []
        self._file = file
        self._intake = intake
        self._names: list[Alias] = []
        self._said = Remarks([], [], [], [], [], [], [])
        self._addresses: list[ListedAddress] = []
        self._flags: list[str] = []
        self._roles: dict[str, str] = {}
        self._remarks: list[str] = []
        kind = KINDS.get(kind_word.casefold()) if kind_word else None
        if kind is None:
            self.tell("kind", "not a kind of party that is known", kind_word)
        self.kind: EntityKind = kind or "other"

    def tell(self, column: str, message: str, value: object = None) -> None:
        """A value that was not understood; the party stays."""
        self._intake.tell(self._file, self.number, column, message, value)

    def unknown(self, tags: Iterable[str]) -> None:
        """Elements that no reader knows, told once in a file."""
        self._intake.unknown(self._file, self.number, "an element", tags)

    def name(self, text: str, kind_word: str = "", *, primary: bool = False, weak: bool = False) -> None:
        """Add a name.

        Args:
            text: as published.
            kind_word: ``A.K.A.``, ``F.K.A.`` or ``N.K.A.``; not read for the primary name and its translations.
            primary: it is the primary name.
            weak: the publisher marks it as of low quality.
        """
        text = _DIRECTION.sub("", text).strip() if not text.isascii() else text.strip()
        kind: Literal["primary", "alias", "former", "native"] | None = "primary" if primary else "alias"
        if kind_word and not primary:
            kind = ALIASES.get(kind_word.replace(".", "").casefold())
        if kind is None:
            self.tell("name", "not one of a.k.a., f.k.a., n.k.a.", kind_word)
        if not text:
            self.tell("name", "a name without text")
            return
        if not primary and name_kind(text) == "native":
            kind = "native"
        self._names.append(Alias(text, kind or "alias", "weak" if weak else "strong"))

    def detail(self, what: str, value: str, *, issuer: str = "", note: str = "", doubted: bool = False) -> None:
        """Add a detail by its type: a birth date, an identity document, a wallet, a nationality ...

        Args:
            what: the publisher's name of the type.
            value: as published; empty: there is nothing to add, which is told.
            issuer: the country that issued a document.
            note: what else is said of a document.
            doubted: the publisher marks it as false: it goes to the remarks only.
        """
        what = what.strip().replace("’", "'")
        value = value.strip()
        if not value:
            self.tell(what, "without a value")
        elif what in FIELDS:
            self._field(FIELDS[what], value)
        elif what not in UNUSED:
            phrase = f"{PHRASED.get(what, what)} {value}"
            phrase = f"{phrase} ({issuer})" if issuer else phrase
            if doubted:
                self._remarks.append(f"{phrase} (marked as false)")
            else:
                self._phrase(what, phrase, value, note)

    def _phrase(self, what: str, phrase: str, value: str, note: str) -> None:
        before = len(self._said.identifiers)
        read = read_phrase(self._said, phrase, person=self.kind == "person")
        if read is None and not what.startswith(REMARKED):
            self.tell("type", "a detail that is not known, kept in the remarks", what)
        elif read is False:
            self.tell(what, "cannot be read", value)
        identifiers = self._said.identifiers
        if len(identifiers) > before:
            if note:
                identifiers[-1] = msgspec.structs.replace(identifiers[-1], note=note)
        elif not read or _says_more(what, value):
            self._remarks.append(phrase)

    def _field(self, field: str, value: str) -> None:
        if field == "call sign":
            self._said.identifiers.append(Identifier("other", value))
        elif field == "flag":
            self._flags.append(value)
        elif field == "owner":
            self.relations.append(Relation("controlled_by", value, "vessel owner"))
        elif value != self._roles.setdefault(field, value):
            self._roles[field] = f"{self._roles[field]}; {value}"

    def remark(self, text: str) -> None:
        """Add free text, and what its phrases say."""
        for phrase in text.removesuffix(".").split("; "):
            linked = _LINKED.fullmatch(phrase)
            read = read_phrase(self._said, linked[1] if linked else phrase, person=self.kind == "person")
            if read is False:
                self.tell("remarks", "cannot be read", phrase)
        if text:
            self._remarks.append(text)

    def kept(self, phrase: str) -> None:
        """Add a text to the remarks that is not to be read."""
        self._remarks.append(phrase)

    def address(self, lines: Iterable[str], city: str, country_name: str) -> None:
        """Add an address; one that says nothing is none."""
        line = ", ".join(filter(None, lines))
        if line or city or country_name:
            self._addresses.append(ListedAddress(line, city, country_name))

    def entity(
        self,
        key: str,
        *,
        programmes: Iterable[str] = (),
        legal_bases: Iterable[str] = (),
        designated_on: str = "",
        see_also: tuple[str, ...] = (),
    ) -> Entity | None:
        """The party, or ``None`` if it has no name, which is told."""
        names = sorted(self._names, key=lambda alias: alias.kind != "primary")
        if not names:
            self._intake.skip(self._file, self.number, "name", "an entry without a name")
            return None
        if names[0].kind != "primary":
            self.tell("name", "no name is marked as the primary one", names[0].name)
            names[0] = Alias(names[0].name, "primary", names[0].strength)
        said = self._said
        countries = [country(address.country) for address in self._addresses]
        countries += [*said.countries, *said.nationalities, *map(country, self._flags)]
        return Entity(
            id=self.number,
            list=key,
            kind=self.kind,
            names=distinct([*names, *said.names]),
            programmes=tuple(dict.fromkeys(programmes)),
            legal_bases=tuple(dict.fromkeys(legal_bases)),
            countries=tuple(dict.fromkeys(filter(None, countries))),
            nationalities=tuple(dict.fromkeys(said.nationalities)),
            birth_dates=tuple(dict.fromkeys(said.birth_dates)),
            addresses=tuple(dict.fromkeys(self._addresses)),
            identifiers=tuple(dict.fromkeys(said.identifiers)),
            relations=tuple(dict.fromkeys([*self.relations, *said.relations])),
            designated_on=designated_on,
            see_also=see_also,
            role=self._roles.get("title") or self._roles.get("vessel type", ""),
            remarks="; ".join(dict.fromkeys(self._remarks)),
            source=SOURCES[key],
            url=f"https://sanctionssearch.ofac.treas.gov/Details.aspx?id={self.number}",
        )


def _says_more(what: str, value: str) -> bool:
    """Whether a detail that was read says what no field can hold: ``circa``, or a country that is none."""
    if what == "Birthdate":
        return "circa" in value
    return what in _COUNTRIES and not country(value)


def relation(kind_word: str, to: str, note: str = "") -> Relation:
    """A relation in the publisher's words; those that are not in :data:`RELATIONS` are links.

    >>> relation("Owned or Controlled By", "EXAMPLE CO.")
    Relation(kind='owned_by', to='EXAMPLE CO.', note='Owned or Controlled By')
    """
    return Relation(RELATIONS.get(kind_word, "linked_to"), to, f"{kind_word} ({note})" if note else kind_word)


@lru_cache(maxsize=1024)
def _order(kinds: tuple[str, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Which parts of a name make its surname, and which the given names, each in the order of display."""
    given = sorted((n for n, kind in enumerate(kinds) if kind in _GIVEN), key=lambda n: _GIVEN[kinds[n]])
    rest = (n for n, kind in enumerate(kinds) if kind not in _GIVEN)
    return tuple(sorted(rest, key=lambda n: _SURNAME.get(kinds[n], 0))), tuple(given)


def script_name(parts: list[tuple[str, str]], script: str) -> str:
    """A name from its parts, as OFAC displays it.

    Names in Arabic and Hebrew are displayed given names first, others as in Latin letters. Those in Chinese,
    Japanese and Korean are joined as they are written there.

    Args:
        parts: kind and text of each, in the order of the file.
        script: the publisher's name of the script.

    >>> script_name([("First Name", "Sang Man"), ("Last Name", "Kim")], "Latin")
    'KIM, Sang Man'
    >>> script_name([("Entity Name", "Blue Lagoon Ltd.")], "Latin"), script_name([("Nickname", "Sattar")], "Latin")
    ('BLUE LAGOON LTD.', 'Sattar')
    >>> script_name([("First Name", "정은"), ("Last Name", "김")], "Korean")
    '김정은'
    """
    if len(parts) == 1 and parts[0][0] == "Nickname":
        return parts[0][1]
    front, back = _order(tuple(kind for kind, _ in parts))
    surname, given = ([parts[n][1] for n in numbers] for numbers in (front, back))
    if script in _UNSPACED:
        return "".join((*surname, *given))
    if script in _RIGHT_TO_LEFT:
        return " ".join((*given, *surname))
    last, first = " ".join(surname).upper(), " ".join(given)
    return f"{last}, {first}" if last and first else last or first


def days_said(first: date, last: date) -> str:
    """What two days span, in the words of OFAC's CSV file.

    >>> days_said(date(1972, 1, 1), date(1972, 12, 31)), days_said(date(1951, 1, 1), date(1953, 12, 31))
    ('1972', '1951 to 1953')
    >>> days_said(date(1972, 2, 1), date(1972, 2, 29)), days_said(date(1972, 2, 1), date(1972, 2, 1))
    ('Feb 1972', '01 Feb 1972')
    """
    form = "%d %b %Y"
    if first != last and first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
        form = "%Y" if (first.month, last.month) == (1, 12) else "%b %Y"
    begin, end = _shown(first, form), _shown(last, form)
    return begin if begin == end else f"{begin} to {end}"


def _shown(day: date, form: str) -> str:
    """``strftime`` in English, whatever the locale."""
    return (
        form.replace("%d", f"{day.day:02}").replace("%b", _MONTHS[day.month - 1]).replace("%Y", f"{day.year:04}")
    )
