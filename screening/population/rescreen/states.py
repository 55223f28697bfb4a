"""What is kept of one profile: by what a change of the lists finds it, and what was found when it was scored."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence

import msgspec

from screening.assessment import Assessment, ListedHit
from screening.errors import InputError, RecordError
from screening.hits import ListHits
from screening.identifiers import Number, normal, numbers_of
from screening.listed_streets import streets
from screening.names.text import read
from screening.policy import Policy
from screening.prepared import Prepared
from screening.profile import Profile
from screening.screener import Screener
from screening.statements import names_of
from screening.watchlist import Entity, ListedAddress

__all__ = ["Hit", "Maker", "State", "digest_of"]

_DIGEST = 16
_BY_NUMBER = frozenset({"watchlist.number", "watchlist.other_number", "watchlist.alleged_identifier"})
_BY_ADDRESS = "organisation.listed_address"
_ENCODE = msgspec.msgpack.Encoder().encode
_STATE_OF_LIST = frozenset({"list_as_of", "list_digest"})
"""What a hit says of the list as a whole: it changes whenever anything in the list does."""


class Hit(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A listed party that a profile looks like.

    Attributes:
        listings: list and id of the entry that matched best, and of the party's other entries.
        listed: what the entry is called.
        matched: the name, number or address of the profile, or where it stands.
        by: ``name``, ``number`` or ``address``.
    """

    listings: tuple[str, ...]
    listed: str
    matched: str
    by: str


class State(msgspec.Struct, frozen=True, array_like=True):
    """One profile as it was scored.

    Attributes:
        id: of the profile, or of the record that could not be screened.
        digest: of the profile as it was given.
        names, numbers, streets: by what it may meet a listed party.
        band: empty for a record that could not be screened.
        score: 0..99.9.
        hits: the listed parties it looks like.
        findings: ids of the indicators that found something.
        outcome: digest of all that the assessment says of the profile.
        problems: why it could not be screened.
    """

    id: str
    digest: bytes
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    streets: tuple[int, ...] = ()
    band: str = ""
    score: float = 0.0
    hits: tuple[Hit, ...] = ()
    findings: tuple[str, ...] = ()
    outcome: bytes = b""
    problems: str = ""


class Maker:
    """Scores profiles, and makes what is kept of them.

    Args:
        policy, lists: by what they are scored.
        today: the date of the assessments.
    """

    def __init__(self, policy: Policy, lists: Prepared, today: dt.date) -> None:
        self._screener = Screener(policy, lists)
        self._today = today

    def state(self, record: Profile | RecordError) -> State:
        """Score a record as it was read; what is kept of both."""
        if isinstance(record, RecordError):
            return State(record.record_id, digest_of(record), problems=_said(record))
        try:
            examined = self._screener.examine(record, today=self._today)
        except RecordError as error:
            return State(record.id, digest_of(record), problems=_said(error))
        given, result = examined.read.profile, examined.assessment
        return State(
            id=record.id,
            digest=digest_of(record),
            names=_names(given),
            numbers=tuple(dict.fromkeys(key for number in numbers_of(given) for key in _keys(number))),
            streets=_streets(given),
            band=result.band.value,
            score=result.score,
            hits=tuple(_hits(result, examined.found)),
            findings=tuple(finding.id for finding in result.findings),
            outcome=_outcome(result),
        )


def _hits(result: Assessment, found: ListHits) -> Iterator[Hit]:
    """Those by name, which the assessment has, then those that only a number or an address shows."""
    known: set[str] = set()
    for hit in result.hits:
        listings = tuple(dict.fromkeys([f"{hit.list}:{hit.entry_id}", *hit.also_listed]))
        known.update(listings)
        yield Hit(listings, hit.listed_name, hit.name, "name")
    findings = {finding.id for finding in result.findings}
    others: list[tuple[str, Entity, str]] = []
    if findings & _BY_NUMBER:
        others += [("number", number.entity, number.record) for number in found.numbers]
    if _BY_ADDRESS in findings:
        others += [("address", address.entity, address.record) for address in found.addresses]
    for by, entity, record in others:
        listing = f"{entity.list}:{entity.id}"
        if listing not in known:
            known.add(listing)
            yield Hit((listing,), entity.name, record, by)


def digest_of(record: Profile | RecordError) -> bytes:
    """The digest of a record as it was read: another one for any other content."""
    content = list(map(str, record.problems)) if isinstance(record, RecordError) else record
    return _digest(content)


def _said(error: RecordError) -> str:
    return "; ".join(map(str, error.problems))


def _digest(content: object) -> bytes:
    return hashlib.blake2b(_ENCODE(content), digest_size=_DIGEST).digest()


def _outcome(result: Assessment) -> bytes:
    """Of what an assessment says of a profile, and not of with which state of which list it was made."""
    return _digest(
        [
            *(result.score, result.deciding_score, result.band, result.band_reason, result.families),
            [msgspec.structs.replace(finding, sources=()) for finding in result.findings],
            [[getattr(hit, name) for name in _HIT_FIELDS] for hit in result.hits],
            *(result.missing, result.unread),
        ]
    )


_HIT_FIELDS = tuple(name for name in ListedHit.__struct_fields__ if name not in _STATE_OF_LIST)


def _names(profile: Profile) -> tuple[str, ...]:
    return tuple(text for text in dict.fromkeys(named.text for named in names_of(profile)) if read(text).words)


def _keys(number: Number) -> Iterator[str]:
    """All that a number may be listed under, whatever its kind."""
    try:
        forms: Sequence[str] = number.forms
    except InputError:
        forms = ()
    for form in dict.fromkeys([normal(number.value), *forms, *map(normal, forms)]):
        yield f"{number.group}\t{form}"


def _streets(profile: Profile) -> tuple[int, ...]:
    """The keys of a company's addresses, as those of listed parties are entered."""
    if profile.kind != "organization":
        return ()
    addresses = [
        ListedAddress(address.line, " ".join(filter(None, (address.city, address.region))), address.country)
        for address in profile.addresses or ()
        if address.line and address.country and address.purpose != "shipping"
    ]
    if not addresses:
        return ()
    entity = Entity(id=profile.id, list="", kind="organization", names=(), addresses=tuple(addresses))
    return tuple(dict.fromkeys(streets([entity]).keys.tolist()))
