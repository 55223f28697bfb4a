"""What can be decided on, and which changes make it another."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest

from screening.decisions.keys import Subject, subjects
from screening.prepared import Prepared
from screening.profile import Address, Identity, Login, Profile, Registration, Related, Wallet
from screening.screener import Screener
from screening.watchlist import Alias, Entity, Identifier, Watchlist

TODAY = dt.date(2026, 11, 24)
FIRM = Entity(
    id="7",
    list="un_sc",
    kind="organization",
    names=(Alias("Vermilion Kestrel Shipping Company", "primary"),),
    identifiers=(Identifier("registration", "770512345678", "RU"),),
)
SAME_FIRM = msgspec.structs.replace(FIRM, list="uk_fcdo", see_also=("un_sc:7",))
PERSON = Entity(
    id="9",
    list="un_sc",
    kind="person",
    names=(Alias("Quillon Ardenvale", "primary"),),
    birth_dates=("1980-02-03",),
)
VENDOR = Profile(id="V-1", kind="organization", name="Vermilion Kestrel Shipping", country="SG")
WORKER = Profile(
    id="u1", name="Quillon Ardenvale", birth_date="1991-01-01", country="PL", logins=(Login(ip="192.0.2.1"),)
)


def lists(*entities: Entity) -> list[Watchlist]:
    keys = dict.fromkeys(entity.list for entity in entities)
    return [Watchlist([e for e in entities if e.list == key], id=key, as_of="2026-11-01") for key in keys]


def found(profile: Profile, *entities: Entity) -> dict[str, Subject]:
    prepared = Prepared(lists(*(entities or (FIRM, SAME_FIRM, PERSON))))
    screener = Screener(watchlists=prepared)
    examined = screener.examine(profile, today=TODAY)
    return {subject.key: subject for subject in subjects(profile, examined.assessment, examined.alike)}


def changed(profile: Profile, **fields: Any) -> Profile:  # noqa: ANN401 - fields of a profile
    return msgspec.structs.replace(profile, **fields)


def test_one_party_on_two_lists_is_one_subject() -> None:
    hits = [subject for key, subject in found(VENDOR).items() if key.startswith("hit:")]
    assert [(hit.key, list(hit.others), hit.designated) for hit in hits] == [
        ("hit:uk_fcdo:7", ["hit:un_sc:7"], True)
    ]


def test_findings_are_subjects_without_an_entry() -> None:
    subjects = found(changed(VENDOR, country="KP"))
    (finding,) = (subject for key, subject in subjects.items() if key == "finding:jurisdiction.dprk_record")
    assert (finding.entry_digest, finding.party, finding.profile) == (None, "", "V-1")


def test_the_same_gives_the_same_digests() -> None:
    assert found(WORKER) == found(WORKER)


@pytest.mark.parametrize(
    "fields",
    [
        {"birth_date": "1980-02-03"},
        {"birth_date": "1992-01-01"},
        {"legal_name": "Quillon J. Ardenvale"},
        {"aliases": ("Quill",)},
        {"identity": Identity(document_number="AB1234567")},
        {"identity": Identity(document_verified=True)},
        {"addresses": (Address(line="Example Street 5", city="Sampletown"),)},
        {"registrations": (Registration(number="12345678", country="PL"),)},
        {"wallets": (Wallet(address="bc1qexampleexampleexampleexample"),)},
    ],
)
def test_what_a_hit_is_judged_by_changes_its_digest(fields: dict[str, Any]) -> None:
    before, after = found(WORKER)["hit:un_sc:9"], found(changed(WORKER, **fields))["hit:un_sc:9"]
    assert before.profile_digest != after.profile_digest
    assert before.entry_digest == after.entry_digest


@pytest.mark.parametrize(
    "fields",
    [
        {"logins": (Login(ip="198.51.100.7", country="DE"), Login(ip="192.0.2.1"))},
        {"city": "Gdynia"},
        {"tags": ("seen",)},
        {"updated": "2026-11-20"},
        {"languages": ("pl",)},
    ],
)
def test_what_plays_no_part_does_not(fields: dict[str, Any]) -> None:
    assert found(WORKER)["hit:un_sc:9"] == found(changed(WORKER, **fields))["hit:un_sc:9"]


def test_rows_may_move() -> None:
    here, there = Address(line="Example Street 5"), Address(line="Sample Road 6")
    assert (
        found(changed(WORKER, addresses=(here, there)))["hit:un_sc:9"]
        == found(changed(WORKER, addresses=(there, here)))["hit:un_sc:9"]
    )


@pytest.mark.parametrize(
    "fields", [{"birth_dates": ("1980-02-04",)}, {"remarks": "also known to ..."}, {"status": "reported"}]
)
def test_any_change_of_the_entry_changes_its_digest(fields: dict[str, Any]) -> None:
    before = found(WORKER, PERSON)["hit:un_sc:9"]
    after = found(WORKER, msgspec.structs.replace(PERSON, **fields))["hit:un_sc:9"]
    assert before.entry_digest != after.entry_digest


def test_an_owner_is_judged_by_the_owners_own_fields() -> None:
    def owned(birth_date: str, country: str) -> Subject:
        owner = Profile(id="o", name="Quillon Ardenvale", birth_date=birth_date, country=country)
        profile = changed(
            VENDOR, name="Plain Trading", related=(Related(role="owner", profile=owner, share=60.0),)
        )
        return found(profile)["hit:un_sc:9"]

    assert owned("1991-01-01", "PL") == owned("1991-01-01", "DE")
    assert owned("1991-01-01", "PL") != owned("1991-01-02", "PL")


def test_another_listing_that_comes_to_agree_changes_the_digest() -> None:
    profile = changed(VENDOR, registrations=(Registration(number="990011223344", country="RU"),))
    number = Identifier("registration", "990011223344", "RU")
    more = msgspec.structs.replace(SAME_FIRM, identifiers=(*SAME_FIRM.identifiers, number))
    before, after = (next(iter(found(profile, FIRM, other).values())) for other in (SAME_FIRM, more))
    key = "hit:un_sc:7"
    assert before.entry_of(key) == after.entry_of(key) is not None
    assert before.profile_digest != after.profile_digest
    assert after.exact
