"""The search of a profile's names and numbers in small invented lists."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest

from screening.errors import RecordError
from screening.hits import ProfileHit
from screening.list_search import ListSearch
from screening.names import THRESHOLD
from screening.prepared import Prepared
from screening.profile import Profile
from screening.records import profile_from
from screening.statements import names_of
from screening.watchlist import Alias, Entity, Identifier, Relation, Watchlist

COMPANY = Entity(
    id="1",
    list="one",
    kind="organization",
    names=(Alias("Invented Lantern Software Co., Ltd.", "primary"), Alias("ILS", "alias", "weak")),
    subject="lantern",
    identifiers=(
        Identifier("wallet", "bc1qinventedinventedinvented"),
        Identifier("registration", "EX-123456", "CN"),
    ),
)
SAME = Entity(
    id="2",
    list="two",
    kind="organization",
    names=(Alias("Invented Lantern Software", "primary"),),
    subject="lantern",
    status="reported",
)
PERSON = Entity(
    id="3",
    list="one",
    kind="person",
    names=(Alias("Wzorowski Zdzisław", "primary"),),
    birth_dates=("1975-03-21",),
    relations=(Relation("acting_for", "lantern"),),
)
SEARCH = ListSearch(Prepared([Watchlist([COMPANY, PERSON], id="one"), Watchlist([SAME], id="two")]))


def hits(**fields: Any) -> tuple[ProfileHit, ...]:  # noqa: ANN401 - any field
    return SEARCH.hits(profile_from({"id": "u", **fields}), THRESHOLD)


@pytest.mark.parametrize(
    ("fields", "record"),
    [
        ({"name": "Invented Lantern Software"}, "name"),
        ({"legal_name": "INVENTED LANTERN SOFTWARE CO LTD"}, "legal_name"),
        ({"aliases": ["Someone", "Invented Lantern Software"]}, "aliases[1]"),
        ({"companies": ["Invented Lantern Software"]}, "companies[0]"),
        ({"jobs": [{}, {"company": "Invented Lantern Software"}]}, "jobs[1].company"),
        ({"studies": [{"school": "Invented Lantern Software"}]}, "studies[0].school"),
        ({"payouts": [{"holder": "Invented Lantern Software"}]}, "payouts[0].holder"),
        ({"payments": [{"payee": "Invented Lantern Software"}]}, "payments[0].payee"),
        ({"addresses": [{"recipient": "Invented Lantern Software"}]}, "addresses[0].recipient"),
        ({"referred_by": "Invented Lantern Software"}, "referred_by"),
        (
            {"related": [{"role": "owner", "profile": {"name": "Invented Lantern Software"}}]},
            "related[0].profile.name",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_name_is_searched(fields: dict[str, Any], record: str) -> None:
    (hit,) = hits(**fields)
    assert hit.records == (record,)
    assert hit.entity.subject == "lantern"
    assert {listing.list for listing in hit.listings} == {"one", "two"}


def test_one_party_is_one_hit_however_many_lists_and_fields_name_it() -> None:
    (hit,) = hits(name="Invented Lantern Software", companies=["Invented Lantern Software Co., Ltd."])
    assert set(hit.records) == {"name", "companies[0]"}
    assert hit.designated
    assert (hit.entity.list, hit.entity.status) == ("one", "designated")


def test_the_names_of_a_profile_come_with_their_paths() -> None:
    profile = profile_from({"id": "u", "name": "A", "related": [{"role": "owner", "profile": {"name": "B"}}]})
    assert [(named.text, named.record) for named in names_of(profile)] == [
        ("A", "name"),
        ("B", "related[0].profile.name"),
    ]


@pytest.mark.parametrize(
    ("fields", "agrees", "conflicts", "dropped"),
    [
        pytest.param({}, False, False, False, id="the name alone"),
        pytest.param({"birth_date": "1975-03-21"}, True, False, False, id="the listed birth date"),
        pytest.param({"birth_date": "1975"}, False, False, False, id="a year is no identifier"),
        pytest.param({"birth_date": "1980-01-01"}, False, True, False, id="another birth date"),
        pytest.param(
            {"identity": {"document_birth_date": "1980-01-01", "document_verified": True}},
            False,
            True,
            True,
            id="another birth date on a checked document",
        ),
        pytest.param({"companies": ["Invented Lantern Software"]}, True, False, False, id="the listed employer"),
        pytest.param({"country": "PL", "city": "Lublin"}, False, False, False, id="a place is no identifier"),
    ],
)
def test_second_identifiers(fields: dict[str, Any], *, agrees: bool, conflicts: bool, dropped: bool) -> None:
    (hit,) = [h for h in hits(name="Zdzisław Wzorowski", **fields) if h.entity.kind == "person"]
    assert bool(hit.agreements) is agrees
    assert (hit.conflict is not None) is conflicts
    assert hit.dropped is dropped


@pytest.mark.parametrize(
    ("fields", "record"),
    [
        ({"wallets": [{"address": "bc1qinventedinventedinvented"}]}, "wallets[0]"),
        ({"payouts": [{"account": "bc1qinventedinventedinvented"}]}, "payouts[0]"),
        ({"payments": [{"payer": "A Client"}, {"payee": "bc1qinventedinventedinvented"}]}, "payments[1]"),
        ({"registrations": [{"number": "ex 123456", "country": "CN"}]}, "registrations[0]"),
    ],
    ids=["wallet", "account", "payee", "register number"],
)
def test_listed_numbers(fields: dict[str, Any], record: str) -> None:
    (hit,) = SEARCH.numbers(profile_from({"id": "u", **fields}))
    assert hit.record == record
    assert hit.entity is COMPANY


def test_a_register_number_of_another_country_is_another_number() -> None:
    profile = profile_from({"id": "u", "registrations": [{"number": "EX-123456", "country": "PL"}]})
    assert SEARCH.numbers(profile) == ()


def alleged(identifier: Identifier, **more: Any) -> Entity:  # noqa: ANN401 - any field
    told: dict[str, Any] = {"id": "a", "list": "threat:x", "kind": "other", "names": (), "status": "alleged"}
    return Entity(**told, identifiers=(identifier,), source="Invented feed", **more)


def search_of(*entities: Entity, official: bool = False) -> ListSearch:
    return ListSearch(Prepared([Watchlist(entities, id="threat:x", official=official)]))


@pytest.mark.parametrize(
    ("identifier", "fields", "record"),
    [
        (Identifier("email", "a@example.org"), {"emails": ["b@example.org", "A@example.org"]}, "emails[1]"),
        (Identifier("domain", "example.org"), {"websites": ["https://x.example.org"]}, "websites[0]"),
        (Identifier("ip", "198.51.100.0/24"), {"logins": [{"ip": "198.51.100.7"}]}, "logins[0]"),
        (Identifier("handle", "x:a"), {"handles": [{"service": "twitter", "name": "a"}]}, "handles[0]"),
    ],
)
def test_alleged_identifiers(identifier: Identifier, fields: dict[str, Any], record: str) -> None:
    entity = alleged(identifier)
    (hit,) = search_of(entity).numbers(profile_from({"id": "u", **fields}))
    assert (hit.record, hit.identifier, hit.entity) == (record, identifier, entity)
    assert hit.alleged
    assert not hit.designated


@pytest.mark.parametrize(
    ("expires_on", "ended"),
    [
        ("", False),
        ("2026-11-22", True),
        ("2026-11-23", False),
        ("2026-11", False),
        ("2026-10", True),
        ("2026", False),
        ("2025", True),
    ],
)
@pytest.mark.parametrize("official", [False, True])
def test_an_entry_of_an_own_list_ends_with_its_last_day(expires_on: str, *, ended: bool, official: bool) -> None:
    entity = alleged(Identifier("email", "a@example.org"), expires_on=expires_on)
    named = msgspec.structs.replace(entity, id="b", names=(Alias("Invented Lantern Software"),))
    search = search_of(entity, named, official=official)
    profile = profile_from({"id": "u", "emails": ["a@example.org"], "companies": ["Invented Lantern Software"]})
    today = dt.date(2026, 11, 23)
    there = not ended or official
    assert bool(search.numbers(profile, today)) is there
    assert bool(search.hits(profile, THRESHOLD, today)) is there
    assert search.numbers(profile)
    assert search.hits(profile, THRESHOLD)


@pytest.mark.parametrize("name", ["", "   ", "!!!", "\u200b\u202e", "😀"])
def test_a_name_without_letters_hits_nobody(name: str) -> None:
    assert hits(name=name) == ()


@pytest.mark.parametrize(
    "name",
    ["\u202eInvented Lantern Software", "Invented\u200b Lantern\x00 Software", "  Invented\nLantern\tSoftware "],
    ids=["right to left", "zero width", "line ends"],
)
def test_invisible_characters_hide_nobody(name: str) -> None:
    assert [hit.entity.subject for hit in hits(name=name)] == ["lantern"]


@pytest.mark.parametrize("name", ["a " * 200, "金" * 400, "ﷺ" * 400], ids=["words", "Han", "ligatures"])
def test_a_name_of_too_many_words_is_an_error_and_never_cut(name: str) -> None:
    with pytest.raises(RecordError, match="name of"):
        hits(name=name)


def test_a_persons_own_name_is_no_companys_for_sharing_a_word() -> None:
    entity = Entity(id="1", list="ours", kind="organization", names=(Alias("Muster Wei Tco"),))
    search = ListSearch(Prepared([Watchlist([entity], id="ours")]))
    assert search.hits(Profile(id="u", name="Muster Wei"), 0.7) == ()
    assert len(search.hits(Profile(id="u", name="Muster Wei Tco"), 0.7)) == 1
    assert len(search.hits(Profile(id="u", companies=("Muster Wei",)), 0.7)) == 1


def unknown_kind(kind: str, name: str = "Muster Vzorka Beispiel") -> ListSearch:
    entity = msgspec.convert(
        {"id": "9", "list": "ours", "kind": kind, "names": [{"name": name, "kind": "primary"}]}, Entity
    )
    return ListSearch(Prepared([Watchlist([entity], id="ours")]))


def test_a_list_that_does_not_say_what_a_party_is_accuses_no_namesake() -> None:
    """Some lists of the United States have no column for the kind of a party."""
    search = unknown_kind("other")
    (person,) = search.hits(Profile(id="u", name="Muster Vzorka Beispiel"), 0.8)
    assert (person.as_person, person.certain) == (True, False)
    (firm,) = search.hits(Profile(id="u", kind="organization", name="Muster Vzorka Beispiel"), 0.8)
    assert (firm.as_person, firm.certain) == (False, True)
    (employer,) = search.hits(Profile(id="u", companies=("Muster Vzorka Beispiel",)), 0.8)
    assert (employer.as_person, employer.certain) == (False, True)


@pytest.mark.parametrize("kind", ["vessel", "aircraft"])
def test_nobody_is_a_ship(kind: str) -> None:
    search = unknown_kind(kind)
    assert search.hits(Profile(id="u", name="Muster Vzorka Beispiel"), 0.8) == ()
    assert search.hits(Profile(id="u", companies=("Muster Vzorka Beispiel",)), 0.8)
