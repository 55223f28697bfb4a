"""Where numbers and addresses are listed, and which of them a profile has."""

from __future__ import annotations

import ipaddress
import time
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening import contacts
from screening.identifiers import Number, numbers_of
from screening.listed_numbers import find, placed
from screening.records import profile_from
from screening.watchlist import Entity, Identifier

WALLET = "bc1qinventedinventedinvented"


def listed(*identifiers: Identifier) -> list[Entity]:
    return [
        Entity(id=str(n), list="threat:x", kind="other", names=(), status="alleged", identifiers=(identifier,))
        for n, identifier in enumerate(identifiers)
    ]


def found(identifiers: list[Identifier], **fields: Any) -> dict[str, list[str]]:  # noqa: ANN401 - any field
    """What of the list the profile has, by record."""
    entities = listed(*identifiers)
    places = placed(entities)
    hits: dict[str, list[str]] = {}
    for number in numbers_of(profile_from({"id": "u", **fields})):
        for position, place in find(number, places, entities):
            hits.setdefault(number.record, []).append(entities[position].identifiers[place].value)
    return hits


def has(identifier: Identifier, **fields: Any) -> bool:  # noqa: ANN401 - any field
    return bool(found([identifier], **fields))


def login(ip: str) -> dict[str, Any]:
    return {"logins": [{"ip": ip}]}


@pytest.mark.parametrize(
    ("kind", "value", "fields", "there"),
    [
        ("email", "testov@example.org", {"emails": ["TESTOV@Example.org"]}, True),
        ("email", "testov@example.org", {"emails": ["testov2@example.org"]}, False),
        ("domain", "example.org", {"emails": ["a@example.org"]}, True),
        ("domain", "example.org", {"emails": ["a@mail.example.org"]}, True),
        ("domain", "example.org", {"websites": ["https://www.example.org/team"]}, True),
        ("domain", "example.org", {"emails": ["a@notexample.org"]}, False),
        ("domain", "example.org", {"emails": ["a@example.org.net"]}, False),
        ("domain", "mail.example.org", {"emails": ["a@example.org"]}, False),
        ("domain", "xn--bcher-kva.example", {"websites": ["http://bücher.example"]}, True),
        ("website", "example.org/team", {"websites": ["https://example.org/team/"]}, True),
        ("website", "example.org/team", {"websites": ["https://example.org/"]}, False),
        ("website", "github.com/testov", {"handles": [{"service": "GitHub", "name": "Testov"}]}, True),
        ("handle", "github:testov", {"handles": [{"service": "GitHub", "name": "@Testov"}]}, True),
        ("handle", "github:testov", {"websites": ["https://github.com/testov/repository"]}, True),
        ("handle", "github:testov", {"handles": [{"service": "gitlab", "name": "testov"}]}, False),
        ("handle", "github:testov", {"handles": [{"name": "testov"}]}, False),
        ("handle", "testov", {"handles": [{"service": "gitlab", "name": "testov"}]}, True),
        ("wallet", WALLET, {"wallets": [{"address": WALLET}]}, True),
        ("wallet", "0x" + "ab" * 20, {"payouts": [{"account": "0x" + "AB" * 20}]}, True),
        ("phone", "+48500000000", {"phones": ["+48 500-000-000"]}, True),
        ("phone", "+48500000000", {"phones": ["500 000 000"], "country": "PL"}, True),
        ("phone", "+48500000000", {"phones": ["500 000 000"], "country": "DE"}, False),
        ("phone", "+48 500 000 000", {"phones": ["0048500000000"]}, True),
        ("ip", "198.51.100.7", login("198.51.100.7"), True),
        ("ip", "198.51.100.7", login("198.51.100.8"), False),
        ("ip", "198.51.100.0/24", login("198.51.100.255"), True),
        ("ip", "198.51.100.0/24", login("198.51.101.0"), False),
        ("ip", "198.51.100.0/24", login("::ffff:198.51.100.9"), True),
        ("ip", "2001:db8::/32", login("2001:db8:ffff::1"), True),
        ("ip", "2001:db8::/32", login("2001:db9::1"), False),
    ],
)  # fmt: skip
def test_what_is_the_same(kind: str, value: str, fields: dict[str, Any], *, there: bool) -> None:
    assert has(Identifier(kind, value), **fields) is there


@pytest.mark.parametrize(
    ("kind", "form", "fields"),
    [
        ("email", "testov@example.org", {"emails": ["Testov@example.org"]}),
        ("domain", "example.org", {"emails": ["a@mail.example.org"]}),
        ("handle", "github:testov", {"handles": [{"service": "GitHub", "name": "Testov"}]}),
        ("handle", "testov", {"handles": [{"service": "GitHub", "name": "Testov"}]}),
        ("phone", "+48500000000", {"phones": ["500 000 000"], "country": "PL"}),
        ("wallet", WALLET, {"wallets": [{"address": WALLET}]}),
        ("website", "example.org/Team", {"websites": ["https://www.example.org/Team/"]}),
        ("ip", "198.51.100.7", login("198.51.100.7")),
    ],
)
def test_a_hashed_identifier_is_found_by_its_salt(kind: str, form: str, fields: dict[str, Any]) -> None:
    hashed = contacts.hashed("one", form)
    assert has(Identifier(kind, hashed, salt="one"), **fields)
    assert not has(Identifier(kind, hashed, salt="two"), **fields)
    assert not has(Identifier("other", hashed, salt="one"), **fields)


def test_lists_of_different_salts_are_searched_together() -> None:
    identifiers = [
        Identifier("email", contacts.hashed(salt, f"{salt}{n}@example.org"), salt=salt)
        for salt in ("a", "b", "")
        for n in range(3)
    ]
    hits = found(identifiers, emails=["a1@example.org", "b2@example.org", "0@example.org", "c0@example.org"])
    assert sorted(hits) == ["emails[0]", "emails[1]", "emails[2]"]


def test_every_range_around_an_address_is_found() -> None:
    ranges = ["198.51.100.7", "198.51.100.0/24", "198.51.0.0/16", "198.0.0.0/8", "203.0.113.0/24"]
    assert found([Identifier("ip", value) for value in ranges], **login("198.51.100.7")) == {
        "logins[0]": ["198.0.0.0/8", "198.51.0.0/16", "198.51.100.0/24", "198.51.100.7"]
    }


@given(st.integers(0, 2**32 - 1), st.integers(0, 32), st.integers(0, 2**32 - 1))
def test_an_address_lies_in_a_range_as_ipaddress_says(network: int, length: int, address: int) -> None:
    of = ipaddress.ip_network((network, length), strict=False)
    near = ipaddress.ip_address((int(of.network_address) + address % (2 * of.num_addresses)) % 2**32)
    assert has(Identifier("ip", str(of)), **login(str(near))) is (near in of)


def test_an_unreadable_listed_value_is_no_error_and_hits_nobody() -> None:
    values = [Identifier(kind, "?") for kind in ("ip", "domain", "handle", "phone", "email", "website")]
    assert found(values, emails=["a@example.org"], phones=["+48 500 000 000"], **login("198.51.100.7")) == {}


def test_places_can_be_kept_in_a_file() -> None:
    places = placed(
        listed(Identifier("ip", "198.51.100.0/24"), Identifier("email", "sha256:" + "a" * 64, salt="s"))
    )
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(places), type=dict[str, list[tuple[int, int]]]) == places


def test_a_login_costs_no_more_the_longer_the_list_is() -> None:
    entities = listed(*(Identifier("ip", str(ipaddress.ip_address(n * 65_537 + 2**24))) for n in range(20_000)))
    places = placed(entities)
    logins = [Number(f"logins[{n}]", "ip", f"198.51.{n % 200}.{n % 250}") for n in range(1_000)]
    start = time.perf_counter()
    for number in logins:
        list(find(number, places, entities))
    assert time.perf_counter() - start < 0.5  # a loop over the list would take ten thousand times as long
