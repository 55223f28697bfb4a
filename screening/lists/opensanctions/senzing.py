"""Records in the format of Senzing, as OpenSanctions exports them (``senzing.json``): one object a line.

A record has ``DATA_SOURCE``, ``RECORD_ID`` and features. They stand in one list ``FEATURES``, in lists by their
kind (``NAMES``, ``DATES``, ``IDENTIFIERS`` ...), or flat in the record itself; all three are read.

==================================== =====================================================
attributes                           content
==================================== =====================================================
``RECORD_TYPE``                      PERSON, ORGANIZATION, VESSEL, AIRCRAFT, VEHICLE
``NAME_FULL`` or ``NAME_ORG``        a name; ``NAME_TYPE``: PRIMARY, ALIAS ...
``NAME_FIRST``, ``NAME_LAST`` ...    a name in parts
``DATE_OF_BIRTH``                    ISO date, possibly partial
``NATIONALITY``, ``CITIZENSHIP`` ... country codes
``ADDR_FULL`` or ``ADDR_LINE1`` ...  an address
``PASSPORT_NUMBER`` ...              a number, with ``..._COUNTRY`` and ``..._TYPE``
``REL_POINTER_KEY``                  the id of a related record, with ``REL_POINTER_ROLE``
``TOPIC``                            OpenSanctions' topics: ``sanction``, ``role.pep``
==================================== =====================================================

Traps: a record whose type is missing is of any kind (``other``); OpenSanctions repeats its own id and Wikidata's
among the identifiers; programmes are not exported. A record without the topic of a listing is ``reported``.

Official description: "Senzing Entity Specification"; the exporter's features were verified against a whole file in
lists by kind, ``FEATURES`` and flat attributes against documentation only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from screening.lists import json_items
from screening.lists.aliases import distinct
from screening.lists.fields import iso_date
from screening.lists.intake import Intake
from screening.lists.json_items import Item, first_items
from screening.lists.opening import Part
from screening.lists.opensanctions.said import values
from screening.lists.opensanctions.schema import DESIGNATED, alias, as_listed, code_of, references
from screening.watchlist import Alias, Entity, EntityKind, Identifier, ListedAddress, Relation

__all__ = ["parse", "recognises"]

_KINDS: dict[str, EntityKind] = {
    "": "other",
    "PERSON": "person",
    "ORGANIZATION": "organization",
    "VESSEL": "vessel",
    "AIRCRAFT": "aircraft",
    "VEHICLE": "other",
}
_NATIONALITIES = ("NATIONALITY", "CITIZENSHIP")
_COUNTRIES = ("COUNTRY_OF_ASSOCIATION", "REGISTRATION_COUNTRY")
_LINE = ("ADDR_LINE1", "ADDR_LINE2", "ADDR_LINE3", "ADDR_STATE", "ADDR_POSTAL_CODE")
_PARTS = ("NAME_PREFIX", "NAME_FIRST", "NAME_MIDDLE", "NAME_LAST", "NAME_SUFFIX")
_NUMBERS = {
    "PASSPORT": "passport",
    "NATIONAL_ID": "national_id",
    "SSN": "national_id",
    "DRIVERS_LICENSE": "national_id",
    "TAX_ID": "tax",
    "LEI": "lei",
    "IMO": "imo",
    "MMSI": "other",
    "DUNS": "other",
    "NPI": "other",
    "ISIN": "other",
    "OTHER_ID": "other",
}
_SINGLE = {"CALL_SIGN": "other", "WEBSITE_ADDRESS": "website", "EMAIL_ADDRESS": "email", "PHONE_NUMBER": "phone"}
_OTHER_IDS = {
    "swiftBic": "swift",
    "publicKey": "wallet",
    "cryptoAddress": "wallet",
    "uscCode": "registration",
    "okpoCode": "registration",
    "kppCode": "registration",
}
_OWN = frozenset(("OPEN_SANCTIONS", "WIKIDATA", "wikidataId", "programId"))
_DESCRIBES = frozenset(
    ("DATA_SOURCE", "RECORD_ID", "RECORD_TYPE", "LAST_CHANGE", "URL", "GENDER", "TOPIC", "DATE_OF_BIRTH")
)
_KNOWN = frozenset({
    *_DESCRIBES, *_NATIONALITIES, *_COUNTRIES, *_LINE, *_PARTS, *_SINGLE, "OFAC_ID", "NAME_TYPE", "NAME_FULL",
    "NAME_ORG", "ADDR_TYPE", "ADDR_FULL", "ADDR_CITY", "ADDR_COUNTRY", "PLACE_OF_BIRTH", "DATE_OF_DEATH",
    "REGISTRATION_DATE", "DISSOLUTION_DATE", "SOURCE_URL", "TRUSTED_ID_TYPE", "TRUSTED_ID_NUMBER",
    "REL_ANCHOR_DOMAIN", "REL_ANCHOR_KEY", "REL_POINTER_DOMAIN", "REL_POINTER_KEY", "REL_POINTER_ROLE",
    *(f"{name}_{part}" for name in _NUMBERS for part in ("NUMBER", "TYPE", "SUBTYPE", "COUNTRY", "STATE")),
})  # fmt: skip
_OFFICE = "Occupancy"

_Feature = Mapping[str, str]


def recognises(part: Part) -> bool:
    """Whether the first lines are records with a data source."""
    return not part.spreadsheet and any(
        "DATA_SOURCE" in item and "RECORD_ID" in item for item in first_items(part)
    )


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """Read the records.

    Raises:
        WatchlistError: the file is damaged.
    """
    for number, item in json_items.lines(part, intake):
        features = list(_features(item))
        key, names = "".join(values(item.get("RECORD_ID"))[:1]), _names(features)
        if not key or not names:
            column = "NAMES" if key else "RECORD_ID"
            intake.skip(part.name, number, column, "a record without a name" if key else "a record without an id")
            continue
        names_of_all = {name for feature in features for name in feature}
        intake.unknown(part.name, number, "an attribute", names_of_all - _KNOWN)
        source = "".join(values(item.get("DATA_SOURCE"))[:1]).removeprefix("OS_")
        intake.list = intake.list or f"os:{source.casefold() or 'senzing'}"
        yield _Reading(features, part.name, key, intake).entity(item, names)


def _features(item: Item) -> Iterator[_Feature]:
    """What stands in the lists of a record; then the record's own attributes, as one feature."""
    flat: dict[str, str] = {}
    for name, found in item.items():
        if isinstance(found, list):
            for feature in found:
                if isinstance(feature, dict):
                    yield {key: said[0] for key, value in feature.items() if (said := values(value))}
        elif said := values(found):
            flat[name] = said[0]
    yield flat


def _names(features: Sequence[_Feature]) -> tuple[Alias, ...]:
    """All names, the primary one first; only an alias that is marked so is one."""
    found = []
    person = any(feature.get("RECORD_TYPE") == "PERSON" for feature in features)
    for feature in features:
        parts = " ".join(feature[part] for part in _PARTS[1:] if part in feature)
        name = feature.get("NAME_FULL") or feature.get("NAME_ORG") or parts
        if name:
            found.append((feature.get("NAME_TYPE", "PRIMARY") != "PRIMARY", name))
    found.sort(key=lambda pair: pair[0])
    return distinct(
        alias(name, person=person) if place else Alias(name, "primary") for place, (_, name) in enumerate(found)
    )


class _Reading:
    """One record on its way to an entity, and where its faults are told."""

    def __init__(self, features: Sequence[_Feature], file: str, key: str, intake: Intake) -> None:
        self._features = features
        self._file = file
        self._key = key
        self._intake = intake

    def entity(self, item: Item, names: tuple[Alias, ...]) -> Entity:
        """The entity."""
        word = "".join(self._all(("RECORD_TYPE",))[:1])
        if word not in _KINDS:
            self._tell("RECORD_TYPE", "not a kind of party that is known", word)
        kind = _KINDS.get(word, "other")
        topics = self._all(("TOPIC",))
        nationalities = self._countries(_NATIONALITIES)
        official = (self._key, *self._all(("SOURCE_URL",)), *(f"ofac-{key}" for key in self._all(("OFAC_ID",))))
        return Entity(
            id=self._key,
            list=self._intake.list,
            kind=kind,
            names=names,
            status="designated" if DESIGNATED.intersection(topics) else "reported",
            programmes=_each(topics),
            countries=_each([*nationalities, *self._countries(_COUNTRIES)]),
            nationalities=_each(nationalities),
            birth_dates=self._dates(),
            addresses=tuple(dict.fromkeys(filter(None, map(_address, self._features)))),
            identifiers=tuple(dict.fromkeys(self._identifiers(person=kind == "person"))),
            relations=tuple(dict.fromkeys(self._relations())),
            updated_on=iso_date("".join(values(item.get("LAST_CHANGE"))[:1])),
            see_also=references(official),
            source="OpenSanctions",
            url="".join(values(item.get("URL"))[:1]),
        )

    def _tell(self, column: str, message: str, value: object) -> None:
        self._intake.tell(self._file, self._key, column, message, value)

    def _all(self, attributes: Iterable[str]) -> list[str]:
        return [feature[name] for name in attributes for feature in self._features if name in feature]

    def _countries(self, attributes: Iterable[str]) -> list[str]:
        codes = []
        for value in self._all(attributes):
            code = code_of(value)
            if code is None:
                self._tell("COUNTRIES", "not a country", value)
            codes.append(code or "")
        return codes

    def _dates(self) -> tuple[str, ...]:
        found = []
        for value in self._all(("DATE_OF_BIRTH",)):
            found.append(iso_date(value))
            if not found[-1]:
                self._tell("DATE_OF_BIRTH", "not a date", value)
        return _each(found)

    def _identifiers(self, *, person: bool) -> Iterator[Identifier]:
        for feature in self._features:
            for name, kind in _NUMBERS.items():
                value, scheme = feature.get(f"{name}_NUMBER"), feature.get(f"{name}_TYPE", "")
                if not value or scheme in _OWN:
                    continue
                meant = "registration" if kind == "national_id" and not person else _OTHER_IDS.get(scheme, kind)
                issuer = code_of(feature.get(f"{name}_COUNTRY", "")) or ""
                yield Identifier(meant, as_listed(meant, value), issuer, "", scheme)
            for name, kind in _SINGLE.items():
                if name in feature:
                    yield Identifier(kind, feature[name], note="call sign" if kind == "other" else "")

    def _relations(self) -> Iterator[Relation]:
        """Related records; an office that is held is none."""
        for feature in self._features:
            role = feature.get("REL_POINTER_ROLE", "")
            if "REL_POINTER_KEY" in feature and role != _OFFICE:
                yield Relation("linked_to", feature["REL_POINTER_KEY"], role)


def _address(feature: _Feature) -> ListedAddress | None:
    line = feature.get("ADDR_FULL") or ", ".join(feature[part] for part in _LINE if part in feature)
    city, country = feature.get("ADDR_CITY", ""), feature.get("ADDR_COUNTRY", "")
    return ListedAddress(line, city, country) if line or city or country else None


def _each(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, found)))
