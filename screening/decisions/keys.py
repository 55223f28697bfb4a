"""What can be decided on in an assessment, and the state of both sides on which a decision rests.

A person decides about a hit (is this profile that listed party?) or about a finding. The decision holds while the
profile's fields that it was judged by, and the list's entry, stay as they were. So each subject has two digests:

* ``profile_digest``: for a hit the names and numbers that matched, and the names, birth date, document, addresses,
  registrations and wallets of whoever they belong to; for a finding what stands at its records. A row that moved
  changes nothing, and neither does a field that plays no part.
* ``entry_digest``: the whole entry of the list, and whether the party is designated; ``None`` for a finding.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

import msgspec

from screening.assessment import Assessment
from screening.likeness import Likeness, entry_digest
from screening.profile import Profile
from screening.statements import names_of

__all__ = ["FINDING", "HIT", "Subject", "canonical", "subjects"]

HIT, FINDING = "hit:", "finding:"
_ENCODER = msgspec.json.Encoder(order="deterministic")
_JUDGED_BY = ("kind", "name", "legal_name", "native_name", "aliases", "birth_date", "addresses", "registrations")
_DOCUMENT = ("verified", "name", "number", "birth_date", "country", "address")
_NUMBER = re.compile(r"\[(\d+)\]")


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """One thing in an assessment that a person can decide on.

    Attributes:
        profile: id of the profile.
        key: ``hit:<list>:<entry id>`` of the listing that matched best, or ``finding:<indicator id>``.
        profile_digest: SHA-256 of the profile's fields that it was judged by.
        entry_digest: digest of the list's entry; ``None`` for a finding.
        party: the key under which all listings of the party meet; empty for a finding.
        others: the party's other listings: key and digest of the entry.
        designated: an authority designated the party, so that nobody may accept the risk.
        exact: the match rests on a number, a company's full name or a second identifier.
    """

    profile: str
    key: str
    profile_digest: str
    entry_digest: str | None = None
    party: str = ""
    others: dict[str, str] = {}
    designated: bool = False
    exact: bool = False

    def entry_of(self, key: str) -> str | None:
        """The digest of the entry under one of the subject's keys; ``None`` if it has no such key, or no entry."""
        return self.entry_digest if key == self.key else self.others.get(key)


def subjects(profile: Profile, assessment: Assessment, alike: Iterable[Likeness]) -> tuple[Subject, ...]:
    """What can be decided on in an assessment: its parties in the order of their hits, then its findings.

    One party is one subject, however many lists name it.

    >>> from screening import Screener
    >>> given = Profile(id="u1", country="PL", phones=("+850 191 000 0000",))
    >>> examined = Screener().examine(given)
    >>> [subject.key for subject in subjects(given, examined.assessment, examined.alike)]
    ['finding:jurisdiction.dprk_record', 'finding:contact.phone_contradicts_country']

    Args:
        profile: as it was given to be scored.
        assessment: its result.
        alike: the listed parties that it looks like, as :attr:`screening.screener.Examined.alike` has them; those
            that were cleared before may be among them.
    """
    found = [_of_hit(profile, likeness) for likeness in alike]
    found += [
        Subject(
            profile=profile.id,
            key=FINDING + finding.id,
            profile_digest=_digest([finding.id, *_at_records(profile, finding.records)]),
        )
        for finding in assessment.findings
    ]
    return tuple(found)


def canonical(value: object) -> bytes:
    """JSON of which there is only one for a value: keys in order, no spaces, UTF-8."""
    return _ENCODER.encode(value)


def _of_hit(profile: Profile, likeness: Likeness) -> Subject:
    designated = likeness.designated
    listings = {f"{HIT}{e.list}:{e.id}": entry_digest(e, designated=designated) for e in likeness.listings}
    key = HIT + likeness.listing
    return Subject(
        profile=profile.id,
        key=key,
        profile_digest=_digest(_seen(profile, likeness)),
        entry_digest=listings.pop(key),
        party=likeness.party,
        others=listings,
        designated=designated,
        exact=likeness.exact,
    )


def _seen(profile: Profile, likeness: Likeness) -> Iterator[object]:
    """What matched, and what else of its bearers a person compares with the entry."""
    yield {"kind": profile.kind}
    records = {record for hit in likeness.hits for record in hit.records}
    for named in names_of(profile):
        if named.record in records:
            yield {"role": named.role, "name": named.text}
    for hit in likeness.hits:  # what agrees or conflicts may change with another listing of the party
        yield from ({"agrees": _NUMBER.sub("", agreement.record)} for agreement in hit.agreements)
        if hit.conflict is not None:
            yield {"conflicts": _NUMBER.sub("", hit.conflict.record)}
    for number in likeness.numbers:
        whose = "owner" if number.of_owner else "own"
        yield {"whose": whose, "kind": number.identifier.kind, "value": number.identifier.value}
    for owner in sorted({_owner(record) for record in likeness.records} | {""}):
        yield {"bearer": _NUMBER.sub("", owner), **_identifying(_profile_at(profile, owner))}


def _identifying(profile: Profile) -> dict[str, object]:
    """The fields of a person or firm that are compared with those of an entry, what is not known left out."""
    found = {field: getattr(profile, field) for field in _JUDGED_BY}
    found["wallets"] = tuple(wallet.address for wallet in profile.wallets or ()) or None
    if profile.identity is not None:
        found |= {f"document_{field}": getattr(profile.identity, f"document_{field}") for field in _DOCUMENT}
    return {field: _unordered(value) for field, value in found.items() if value is not None}


def _unordered(value: object) -> object:
    return sorted(canonical(item).decode() for item in value) if isinstance(value, tuple) else value


def _owner(record: str) -> str:
    """The path of the related profile, however deep, that a record belongs to; empty for the account itself."""
    head, found, _ = record.rpartition(".profile.")
    return head + found


def _profile_at(profile: Profile, owner: str) -> Profile:
    for number in _NUMBER.findall(owner):
        profile = (profile.related or ())[int(number)].profile
    return profile


def _at_records(profile: Profile, records: Iterable[str]) -> Iterator[object]:
    """What stands at paths of a profile; the path goes without its numbers, so that rows may move."""
    for record in records:
        yield [_NUMBER.sub("", record), _value_at(profile, record)]


def _value_at(value: object, path: str) -> object:
    """The value at a path such as ``logins[3].ip``; ``None`` where nothing stands."""
    for step in re.findall(r"[^.\[\]]+", path):
        if isinstance(value, tuple):
            value = value[int(step)] if step.isdigit() and int(step) < len(value) else None
        else:
            value = getattr(value, step, None)
    return value


def _digest(parts: Iterable[object]) -> str:
    """SHA-256 of parts, each once, in whatever order they come."""
    return hashlib.sha256(canonical(sorted({canonical(part).decode() for part in parts}))).hexdigest()
