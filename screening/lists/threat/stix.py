"""Threat intelligence as a STIX bundle: indicators whose patterns name an identifier.

=====================================  ==================================================================
JSON                                   content
=====================================  ==================================================================
``{"type": "bundle", "objects": ...``  the bundle; or ``objects`` alone, as a TAXII server answers
``indicator.pattern``                  ``[email-addr:value = 'testov@example.org']``
``indicator.valid_until``              its end; without one it does not end
``indicator.revoked``                  true: withdrawn; left out and counted
``indicator.created_by_ref``           whose word it is: the ``identity`` of that id in the bundle
``indicator.external_references``      where it stands: ``source_name``, ``external_id``, ``url``
``indicator.confidence``               0 to 100, told as context
=====================================  ==================================================================

Published by OASIS; the layout is that of "STIX Version 2.1", chapters 3.2, 4.7 and 9, against which this reader
was verified: no whole feed was at hand. STIX 2.0, which has no ``pattern_type``, is read too.

Alternatives (``OR``, ``IN``) are several identifiers. Conditions together (``AND``, ``FOLLOWEDBY``), with a
qualifier or with a comparison other than equality mean more than an identifier: such an indicator is told and left
out. One conjunction is an identifier: an account with its service, a wallet with its currency. Other objects than
indicators (sightings, observed data, reports) allege nothing and are not read. Of several versions of one
indicator, which share its id, the one that was modified last counts: it may revoke the others.

Traps: an ``indicator_types`` of ``benign`` says that all is well; objects that STIX does not define (wallets,
phone numbers) go by many names. See :mod:`screening.lists.threat.stix_pattern`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from operator import itemgetter

import msgspec

from screening.errors import InputError
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.threat.items import Item, LeftOut, day, decoded, document, entities, identifier, list_key
from screening.lists.threat.stix_pattern import alternatives
from screening.watchlist import Entity

__all__ = ["parse", "recognises"]

_LOOKS = re.compile(
    rb"\s*\{.*?(?:\"type\"\s*:\s*\"bundle\"|\"spec_version\"\s*:\s*\"2\.|\"id\"\s*:\s*\"bundle--)", re.DOTALL
)
_BENIGN = "benign"


class _Bundle(msgspec.Struct):
    objects: list[msgspec.Raw] = []


class _Head(msgspec.Struct):
    """Of any object: what it is, in which version, and of an identity, whose."""

    type: str = ""
    id: str = ""
    modified: str = ""
    name: str | None = None


class _Reference(msgspec.Struct):
    source_name: str = ""
    external_id: str | None = None
    url: str | None = None


class _Indicator(_Head):
    pattern: str = ""
    pattern_type: str = "stix"
    valid_until: str | None = None
    created_by_ref: str = ""
    description: str | None = None
    confidence: int | None = None
    revoked: bool = False
    indicator_types: list[str] = []
    labels: list[str] = []
    external_references: list[_Reference] = []


def recognises(part: Part) -> bool:
    """Whether it is JSON that calls itself a bundle of STIX 2, or holds objects of it."""
    return bool(_LOOKS.match(part.head))


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """Read a bundle.

    Raises:
        WatchlistError: the JSON is damaged or laid out otherwise.
    """
    intake.list = list_key(part)
    objects = decoded(part, document(part, intake), _Bundle).objects
    left = LeftOut()
    names: dict[str, str] = {}
    indicators: dict[str, tuple[str, msgspec.Raw]] = {}
    for number, raw in enumerate(objects):
        head = decoded(part, raw, _Head)
        if head.type == "indicator":
            key = head.id or str(number)
            indicators[key] = max(indicators.get(key, ("", raw)), (head.modified, raw), key=itemgetter(0))
        elif head.type == "identity":
            names[head.id] = head.name or ""
        else:
            left.count(head.type, "no indicator")
    latest = [raw for _, raw in indicators.values()]
    yield from entities(_items(part, latest, names, intake, left), intake.list)
    left.tell(part, intake)


def _items(
    part: Part, indicators: list[msgspec.Raw], names: Mapping[str, str], intake: Intake, left: LeftOut
) -> Iterator[Item]:
    for raw in indicators:
        try:
            indicator = msgspec.json.decode(raw, type=_Indicator)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            intake.skip(part.name, decoded(part, raw, _Head).id, "", f"not an indicator ({error})")
            continue
        intake.as_of = max(intake.as_of, day(indicator.modified))
        if reason := _not_taken(indicator):
            left.count("indicator", reason)
        else:
            yield from _of_indicator(indicator, part, names, intake, left)


def _not_taken(indicator: _Indicator) -> str:
    """Why an indicator is not taken that is understood; empty if it is."""
    if indicator.revoked:
        return "revoked"
    if _BENIGN in {*indicator.indicator_types, *indicator.labels}:
        return "says that it is benign"
    if indicator.pattern_type != "stix":
        return f"a pattern of another language ({indicator.pattern_type})"
    return ""


def _of_indicator(
    indicator: _Indicator, part: Part, names: Mapping[str, str], intake: Intake, left: LeftOut
) -> Iterator[Item]:
    try:
        found = alternatives(indicator.pattern)
    except InputError as error:
        intake.skip(part.name, indicator.id, "pattern", str(error), indicator.pattern)
        return
    ends = indicator.valid_until or ""
    if ends and not day(ends):
        intake.tell(part.name, indicator.id, "valid_until", "not an ISO date such as 2027-01-01", ends)
    for what, value in found:
        if what is None:
            left.count(value, "of a type that no profile has")
            continue
        try:
            one = identifier(what, value)
        except InputError as error:
            intake.skip(part.name, indicator.id, "pattern", str(error), value)
            continue
        yield Item(
            identifier=one,
            source=_source(indicator, names, part.name),
            url=next((reference.url for reference in indicator.external_references if reference.url), ""),
            updated_on=day(indicator.modified),
            expires_on=day(ends),
            context=tuple(_context(indicator)),
        )


def _source(indicator: _Indicator, names: Mapping[str, str], otherwise: str) -> str:
    said = [names.get(indicator.created_by_ref, "")]
    said += [" ".join(filter(None, (r.source_name, r.external_id))) for r in indicator.external_references]
    return ", ".join(filter(None, said)) or otherwise


def _context(indicator: _Indicator) -> Iterator[str]:
    yield from filter(None, (indicator.name, indicator.description, ", ".join(indicator.indicator_types)))
    if indicator.confidence is not None:
        yield f"confidence {indicator.confidence}"
    yield indicator.id
