"""Threat intelligence as MISP writes it: events, and the answers of its searches for events and attributes.

========================================  ===============================================================
JSON                                      content
========================================  ===============================================================
``{"Event": {...}}``, also in a list      one event: ``info``, ``date``, ``Orgc.name``, ``Attribute``,
                                          ``Object`` with attributes of its own
``{"response": [{"Event": {...}}]}``      the events of a search
``{"response": {"Attribute": [...]}}``    the attributes of a search, each with its ``Event`` in short
``type``, ``value``                       what an attribute is; ``domain|ip`` holds two, ``ip-dst|port`` one
``to_ids``                                false: context, not meant for detection
``deleted``                               no longer said
``decay_score[].decayed``                 too old, by the decaying model of the server
``Sighting`` of type 2                    the day on which it ends
``Tag`` such as ``false-positive:...``    known to be wrong, an attribute or a whole event
========================================  ===============================================================

Published by the MISP project (https://www.misp-project.org); the layout is that of the Internet-Draft "MISP core
format" and of the server's OpenAPI description, against which this reader was verified: no export of a server was
at hand.

Traps: ``to_ids`` is off by default for user names and phone numbers, so that a feed must switch it on for them.
What is understood and left out (not for detection, deleted, decayed, types that no profile has) is counted and
told. An attribute without an end never ends by itself.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from screening.errors import InputError, WatchlistError
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.threat.items import (
    Item,
    LeftOut,
    Meant,
    day,
    decoded,
    document,
    entities,
    identifier,
    list_key,
    meant,
)
from screening.watchlist import Entity

__all__ = ["parse", "recognises"]

_LOOKS = re.compile(rb"\s*[\[{].*?\"(?:Event|Attribute|to_ids)\"\s*:", re.DOTALL)
_NESTED = 4
_SECONDS = 11
"""More digits than a number of seconds has: microseconds."""
_LATEST = 253_402_300_800
"""Seconds from 1970 to the year 10000."""
_ENDS = "2"
"""The type of a sighting that says when an attribute ends."""
_WRONG = re.compile(r"false-positive:(?!risk=\"(?:low|cannot)|confirmed=\"false)", re.IGNORECASE)
_IN_OBJECTS = {
    ("coin-address", "address-crypto"): Meant("wallet"),
    ("facebook-account", "account-name"): Meant("handle", "facebook"),
    ("gitlab-user", "username"): Meant("handle", "gitlab"),
    ("instagram-account", "account-name"): Meant("handle", "instagram"),
    ("reddit-account", "account-name"): Meant("handle", "reddit"),
    ("telegram-account", "username"): Meant("handle", "telegram"),
    ("twitter-account", "name"): Meant("handle", "twitter"),
    ("user-account", "username"): Meant("handle"),
}
"""Where the templates of MISP objects keep an identifier as mere text."""
_NODE: Any = dict[str, msgspec.Raw] | list[msgspec.Raw]


class _Named(msgspec.Struct):
    name: str = ""


class _Sighting(msgspec.Struct):
    type: Any = ""
    date_sighting: Any = ""


class _Decay(msgspec.Struct):
    decayed: bool = False


class _About(msgspec.Struct):
    """What an event says of itself, or an attribute of a search of its event."""

    info: str = ""
    uuid: str = ""
    date: str = ""
    publish_timestamp: Any = ""
    creator: _Named | None = msgspec.field(name="Orgc", default=None)
    tags: list[_Named] = msgspec.field(name="Tag", default_factory=list)


class _Attribute(msgspec.Struct):
    type: str = ""
    value: Any = ""
    comment: str | None = None
    to_ids: Any = True
    deleted: Any = False
    timestamp: Any = ""
    first_seen: Any = ""
    last_seen: Any = ""
    object_relation: str | None = None
    decay_score: list[_Decay] = []
    sightings: list[_Sighting] = msgspec.field(name="Sighting", default_factory=list)
    tags: list[_Named] = msgspec.field(name="Tag", default_factory=list)
    event: _About | None = msgspec.field(name="Event", default=None)


class _Object(msgspec.Struct):
    name: str = ""
    deleted: Any = False
    attributes: list[msgspec.Raw] = msgspec.field(name="Attribute", default_factory=list)


class _Event(_About):
    attributes: list[msgspec.Raw] = msgspec.field(name="Attribute", default_factory=list)
    objects: list[_Object] = msgspec.field(name="Object", default_factory=list)


def recognises(part: Part) -> bool:
    """Whether it is JSON that names events or attributes as MISP does."""
    return bool(_LOOKS.match(part.head))


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """Read an export.

    Raises:
        WatchlistError: the JSON is damaged or laid out otherwise.
    """
    intake.list = list_key(part)
    left = LeftOut()
    events = _events(part, document(part, intake), _NESTED)
    items = (item for event in events for item in _Reading(part, intake, left, event).items())
    yield from entities(items, intake.list)
    left.tell(part, intake)


def _events(part: Part, data: bytes | msgspec.Raw, depth: int) -> Iterator[_Event]:
    """The events, wherever they stand; attributes without one are one event that says nothing of itself."""
    node = decoded(part, data, _NODE)
    if isinstance(node, list) and node and depth:
        first = decoded(part, node[0], _NODE)
        if isinstance(first, dict) and {"type", "value"} <= first.keys():
            yield _Event(attributes=node)
        else:
            for one in node:
                yield from _events(part, one, depth - 1)
    elif isinstance(node, dict) and "response" in node and depth:
        yield from _events(part, node["response"], depth - 1)
    elif isinstance(node, dict) and "Event" in node:
        yield decoded(part, node["Event"], _Event)
    elif isinstance(node, dict) and "Attribute" in node:
        yield decoded(part, data, _Event)
    else:
        raise WatchlistError(f"{part.name}: JSON that is laid out otherwise than an export of MISP")


class _Reading:
    """One event on its way to items, and where its faults are told."""

    def __init__(self, part: Part, intake: Intake, left: LeftOut, event: _Event) -> None:
        self._file = part.name
        self._intake = intake
        self._left = left
        self._event = event
        self._link = ""
        said = _date(event.publish_timestamp) or day(event.date)
        intake.as_of = max(intake.as_of, said)

    def items(self) -> Iterator[Item]:
        groups = [("", False, self._event.attributes)]
        groups += [(thing.name, _yes(thing.deleted), thing.attributes) for thing in self._event.objects]
        read = [(name, gone, list(self._read(raws))) for name, gone, raws in groups]
        links = (a.value for _, _, some in read for a in some if a.type == "link" and isinstance(a.value, str))
        self._link = next(links, "")
        for name, gone, attributes in read:
            details = {a.object_relation: str(a.value) for a in attributes}
            for attribute in attributes:
                if attribute.type != "link":
                    yield from self._of_attribute(attribute, name, details, gone=gone)

    def _read(self, raws: list[msgspec.Raw]) -> Iterator[_Attribute]:
        for raw in raws:
            try:
                yield msgspec.json.decode(raw, type=_Attribute)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                self._intake.skip(self._file, self._place(self._event), "Attribute", str(error), bytes(raw))

    def _of_attribute(
        self, attribute: _Attribute, thing: str, details: dict[str | None, str], *, gone: bool
    ) -> Iterator[Item]:
        pairs = list(_pairs(attribute, thing, details))
        reason = "" if pairs else "of a type that no profile has"
        tags = (*attribute.tags, *self._event.tags, *(attribute.event.tags if attribute.event else ()))
        reason = reason or ("deleted" if gone else _not_taken(attribute, tags))
        if reason:
            self._left.count(attribute.type, reason)
            return
        about = attribute.event or self._event
        for what, value in pairs:
            try:
                found = identifier(what, value)
            except InputError as error:
                self._intake.skip(self._file, self._place(about), attribute.type, str(error), value)
                continue
            yield Item(
                identifier=found,
                source=self._source(about),
                url=self._link,
                updated_on=_date(attribute.timestamp),
                expires_on=max(
                    (_date(s.date_sighting) for s in attribute.sightings if str(s.type) == _ENDS), default=""
                ),
                context=tuple(_context(attribute)),
            )

    @staticmethod
    def _place(about: _About) -> str:
        return f"event {about.uuid}".strip()

    def _source(self, about: _About) -> str:
        creator = about.creator or self._event.creator
        said = ": ".join(filter(None, (creator.name if creator else "", about.info)))
        return f"{said} (MISP event {about.uuid})" if about.uuid else said or self._file


def _pairs(attribute: _Attribute, thing: str, details: dict[str | None, str]) -> Iterator[tuple[Meant, str]]:
    """What an attribute holds: one identifier, or several parted by a bar."""
    known = _IN_OBJECTS.get((thing, attribute.object_relation or ""))
    value = str(attribute.value)
    if known and attribute.type in {"text", "other"}:
        service = known.service or details.get("account-type", "") if known.kind == "handle" else ""
        yield Meant(known.kind, service, details.get("symbol", "") if known.kind == "wallet" else ""), value
        return
    for word, one in zip(attribute.type.split("|"), value.split("|"), strict=False):
        if what := meant(word):
            yield what, one


def _not_taken(attribute: _Attribute, tags: Iterable[_Named]) -> str:
    """Why an attribute is not taken that is understood; empty if it is."""
    if _yes(attribute.deleted):
        return "deleted"
    if not _yes(attribute.to_ids):
        return "context, not meant for detection (to_ids is false)"
    if attribute.decay_score and all(score.decayed for score in attribute.decay_score):
        return "decayed"
    if any(map(_WRONG.match, (tag.name for tag in tags))):
        return "tagged as a false positive"
    return ""


def _yes(flag: object) -> bool:
    """A flag as MISP writes it: true, 1, "1" or "true"."""
    return str(flag).lower() in {"true", "1"}


def _date(moment: object) -> str:
    """A date from seconds or microseconds since 1970, or from an ISO date; empty if there is none.

    >>> _date("1767225600"), _date(1767225600000000), _date("2026-01-01T10:00:00+00:00"), _date("0"), _date("soon")
    ('2026-01-01', '2026-01-01', '2026-01-01', '', '')
    """
    text = str(moment or "")
    if not text.isdecimal():
        return day(text)
    seconds = int(text[:16]) // (1_000_000 if len(text) > _SECONDS else 1)
    return dt.datetime.fromtimestamp(seconds, dt.UTC).date().isoformat() if 0 < seconds < _LATEST else ""


def _context(attribute: _Attribute) -> Iterator[str]:
    if attribute.comment:
        yield attribute.comment
    if seen := _date(attribute.first_seen):
        yield f"first seen {seen}"
    if seen := _date(attribute.last_seen):
        yield f"last seen {seen}"
    if tags := ", ".join(tag.name for tag in attribute.tags):
        yield f"tags {tags}"
