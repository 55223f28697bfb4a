"""OFAC's advanced XML: SDN_ADVANCED.XML and CONS_ADVANCED.XML, ``Sanctions`` in the United Nations' ASM schema.

========================  ===============================================================================
section, in this order    what it holds
========================  ===============================================================================
``DateOfIssue``           date of the data
``ReferenceValueSets``    code tables: everything below is a number in them
``Locations``             addresses, and countries of nationality
``IDRegDocuments``        identity and registration documents, by ``IdentityID``
``DistinctParties``       parties: names by script, features; ``Profile/@ID`` is OFAC's number
``ProfileRelationships``  from one profile to another
``SanctionsEntries``      per profile and list: programmes, legal bases, dates
========================  ===============================================================================

Parties come before what they are listed for, so they are kept until the end of the file. Measured on 127 MB: to
read the file twice takes 1.4 s more, to keep the parties packed as bytes saves 3 MB of 92.

Traps: names are parts to be put together, surnames in capitals; a party on the SDN list may have entries of other
lists in the same file, and one on the consolidated list entries of the SDN list: a file is the SDN list's if all
of its parties are on it. Documentation: OFAC's *Advanced Sanctions Data Model, XML Explanatory Notes* and
sdn_advanced.xsd.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from screening.lists.intake import Intake
from screening.lists.markup import elements, root
from screening.lists.ofac.advanced_references import Document, References, document, issued_on, location, period
from screening.lists.ofac.features import CONSOLIDATED_FILE
from screening.lists.ofac.party import RELATIONS, SDN, SOURCES, Party, relation, script_name
from screening.lists.opening import Part
from screening.watchlist import Entity, ListedAddress

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["parse", "recognises"]

_PROGRAMME = "Program"
_TRIVIAL = frozenset(("", "Unknown", "Block", _PROGRAMME))


class _Listing(NamedTuple):
    """What a profile is listed for on one list."""

    list: str
    since: str
    programmes: tuple[str, ...]
    legal_bases: tuple[str, ...]
    measures: tuple[str, ...]


class _Held:
    """All that is known so far."""

    def __init__(self, part: Part, intake: Intake) -> None:
        self.part = part
        self.intake = intake
        self.references = References()
        self.locations: dict[str, ListedAddress] = {}
        self.documents: dict[str, list[Document]] = defaultdict(list)
        self.parties: list[Entity] = []
        self.names: dict[str, str] = {}
        self.relations: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        self.listings: dict[str, list[_Listing]] = defaultdict(list)
        self.lost: dict[str, list[str]] = defaultdict(list)


def recognises(part: Part) -> bool:
    """Whether a file is in the advanced format."""
    name, attributes = root(part)
    return name == "Sanctions" and any("un.org/sanctions" in value for value in attributes.values())


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """The listed parties; the first is ready when the whole file was read.

    Raises:
        WatchlistError: the file is damaged.
    """
    held = _Held(part, intake)
    for element in elements(part, intake, *_SECTIONS):
        _SECTIONS[str(element.tag)](element, held)
    held.locations.clear()
    on_sdn = [any(each.list == SDN for each in found) for found in held.listings.values()]
    consolidated = not all(on_sdn) if on_sdn else CONSOLIDATED_FILE.search(part.name)
    intake.list = "ofac_cons" if consolidated else "ofac_sdn"
    held.parties.reverse()
    while held.parties:
        yield _listed(held.parties.pop(), held)
    held.lost["sanctions entries of no party"] = list(held.listings)
    held.lost["documents of no party"] = list(held.documents)
    held.lost["relationships of no party"] = list(held.relations)
    for what, numbers in held.lost.items():
        if numbers:
            intake.problems.append(f"{part.name}: {len(numbers):,} {what} in the file, the first is {numbers[0]}")


def _date(element: _Element, held: _Held) -> None:
    held.intake.as_of = issued_on(element)


def _references(element: _Element, held: _Held) -> None:
    held.references.read(element)


def _location(element: _Element, held: _Held) -> None:
    held.locations[element.get("ID", "")] = location(element, held.references)


def _document(element: _Element, held: _Held) -> None:
    held.documents[element.get("IdentityID", "")].append(document(element, held.references))


def _relationship(element: _Element, held: _Held) -> None:
    references = held.references
    kind = references["RelationType", element.get("RelationTypeID", "")]
    quality = references["RelationQuality", element.get("RelationQualityID", "")]
    notes = [element.findtext("Comment") or "", "former" if element.get("Former") == "true" else ""]
    notes.append(f"quality: {quality}" if quality not in {"", "Unknown"} else "")
    note = ", ".join(filter(None, map(str.strip, notes)))
    held.relations[element.get("From-ProfileID", "")].append((kind, element.get("To-ProfileID", ""), note))


def _entry(element: _Element, held: _Held) -> None:
    references = held.references
    dates, bases, programmes, measures = [], [], [], []
    for child in element:
        if child.tag == "EntryEvent":
            bases.append(references["LegalBasis", child.get("LegalBasisID", "")])
            dates += [issued_on(found) for found in child.iterchildren("Date")]
        elif child.tag == "SanctionsMeasure":
            kind = references["SanctionsType", child.get("SanctionsTypeID", "")]
            comment = next((found.text for found in child.iterchildren("Comment")), None)
            if kind == _PROGRAMME:
                programmes.append((comment or "").strip())
            elif kind not in _TRIVIAL:
                measures.append(kind)
    held.listings[element.get("ProfileID", "")].append(
        _Listing(
            references["List", element.get("ListID", "")],
            min(filter(None, dates), default=""),
            tuple(filter(None, programmes)),
            tuple(base for base in bases if base not in _TRIVIAL),
            tuple(measures),
        )
    )


def _party(element: _Element, held: _Held) -> None:
    for profile in element.iterchildren("Profile"):
        number = profile.get("ID", "")
        if not number.isdecimal():
            held.intake.skip(held.part.name, "a party", "Profile ID", "not a number", number)
            continue
        kind = held.references.party_kind(profile.get("PartySubTypeID", ""))
        party = Party(number, kind, held.part.name, held.intake)
        for child in profile:
            if child.tag == "Identity":
                _identity(party, child, held)
            elif child.tag == "Feature":
                _feature(party, child, held)
            else:
                party.unknown([str(child.tag)])
        party.remark((element.findtext("Comment") or "").strip())
        if entity := party.entity("ofac_sdn"):
            held.names[number] = entity.name
            held.parties.append(entity)


def _identity(party: Party, identity: _Element, held: _Held) -> None:
    groups = {
        group.get("ID", ""): held.references["NamePartType", group.get("NamePartTypeID", "")]
        for group in identity.iter("NamePartGroup")
    }
    for child in identity:
        if child.tag == "Alias":
            _alias(party, child, groups, held)
        elif child.tag != "NamePartGroups":
            party.unknown([str(child.tag)])
    for found in held.documents.pop(identity.get("ID", ""), ()):
        party.detail(found.what, found.number, issuer=found.issuer, note=found.note)


def _alias(party: Party, alias: _Element, groups: dict[str, str], held: _Held) -> None:
    references = held.references
    kind = references["AliasType", alias.get("AliasTypeID", "")]
    primary = alias.get("Primary") == "true"
    weak = alias.get("LowQuality") == "true"
    for name in alias.iterchildren("DocumentedName"):
        parts, script = [], ""
        for value in name.iter("NamePartValue"):
            parts.append((groups.get(value.get("NamePartGroupID", ""), ""), (value.text or "").strip()))
            script = references["Script", value.get("ScriptID", "")]
        original = primary and references["DocNameStatus", name.get("DocNameStatusID", "")] != "Others"
        party.name(script_name(parts, script), "" if kind == "Name" else kind, primary=original, weak=weak)


def _feature(party: Party, feature: _Element, held: _Held) -> None:
    what = held.references["FeatureType", feature.get("FeatureTypeID", "")]
    for version in feature.iterchildren("FeatureVersion"):
        said, comment, lost = "", "", False
        place: ListedAddress | None = None
        for child in version:
            if child.tag == "VersionDetail":
                looked_up = held.references["DetailReference", child.get("DetailReferenceID", "")]
                said = said or looked_up or (child.text or "").strip()
            elif child.tag == "VersionLocation":
                place = held.locations.get(child.get("LocationID", ""))
                lost = place is None
            elif child.tag == "DatePeriod":
                said = said or period(child)
            elif child.tag == "Comment":
                comment = (child.text or "").strip()
            else:
                party.unknown([str(child.tag)])
        if lost:
            held.lost["features with a location that is not"].append(version.get("ID", ""))
        if what == "Location" and place:
            party.address([place.line], place.city, place.country)
        elif what != "Location" and (said or not lost):
            doubted = held.references["Reliability", version.get("ReliabilityID", "")] == "False"
            party.detail(what, said or (place.country if place else ""), doubted=doubted)
        if comment:
            party.kept(f"{what}: {comment}")


def _listed(entity: Entity, held: _Held) -> Entity:
    """The party with what the sections after it say of it."""
    key = held.intake.list
    listings = held.listings.pop(entity.id, [])
    if not listings:
        held.lost["parties without a sanctions entry"].append(entity.id)
    own = [each for each in listings if (each.list == SDN) == (key == "ofac_sdn")]
    other = "ofac_cons" if key == "ofac_sdn" else "ofac_sdn"
    measures = dict.fromkeys(measure for each in listings for measure in each.measures)
    remarks = [entity.remarks, *(f"Sanctions type: {measure}" for measure in measures)]
    relations = [*entity.relations]
    for kind, to, note in held.relations.pop(entity.id, ()):
        if kind not in RELATIONS:
            held.intake.tell(held.part.name, entity.id, "relationship", "not a relation that is known", kind)
        relations.append(relation(kind, held.names.get(to, to), note))
    return msgspec.structs.replace(
        entity,
        list=key,
        source=SOURCES[key],
        programmes=tuple(dict.fromkeys(code for each in listings for code in each.programmes)),
        legal_bases=tuple(dict.fromkeys(base for each in listings for base in each.legal_bases)),
        designated_on=min((each.since for each in own if each.since), default=""),
        see_also=(f"{other}:{entity.id}",) if len(own) < len(listings) else (),
        relations=tuple(dict.fromkeys(relations)),
        remarks="; ".join(filter(None, remarks)),
    )


_SECTIONS: dict[str, Callable[[_Element, _Held], None]] = {
    "DateOfIssue": _date,
    "ReferenceValueSets": _references,
    "Location": _location,
    "IDRegDocument": _document,
    "DistinctParty": _party,
    "ProfileRelationship": _relationship,
    "SanctionsEntry": _entry,
}
