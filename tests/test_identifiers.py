"""The numbers and addresses of a profile, and the forms in which they are looked for."""

from __future__ import annotations

from typing import Any

import pytest

from screening.agreements import shared
from screening.identifiers import Number, numbers_of
from screening.records import profile_from
from screening.watchlist import Alias, Entity, Identifier


def numbers(**fields: Any) -> list[tuple[str, str, str]]:  # noqa: ANN401 - any field
    return [(n.record, n.group, n.value) for n in numbers_of(profile_from({"id": "u", **fields}))]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        (
            {"emails": ["testov@example.org"]},
            [("emails[0]", "email", "testov@example.org"), ("emails[0]", "domain", "example.org")],
        ),
        (
            {"websites": ["https://github.com/testov"]},
            [
                ("websites[0]", "website", "https://github.com/testov"),
                ("websites[0]", "handle", "github:testov"),
                ("websites[0]", "domain", "https://github.com/testov"),
            ],
        ),
        ({"handles": [{"service": "GitHub", "name": "T"}]}, [("handles[0]", "handle", "GitHub:T")]),
        ({"handles": [{"service": "GitHub"}, {"name": "T"}]}, [("handles[1]", "handle", "T")]),
        ({"logins": [{"country": "PL"}, {"ip": "198.51.100.7"}]}, [("logins[1]", "ip", "198.51.100.7")]),
        (
            {"related": [{"role": "director", "profile": {"logins": [{"ip": "198.51.100.7"}]}}]},
            [("related[0].profile.logins[0]", "ip", "198.51.100.7")],
        ),
    ],
)
def test_every_number_comes_with_its_path(fields: dict[str, Any], found: list[tuple[str, str, str]]) -> None:
    assert numbers(**fields) == found


@pytest.mark.parametrize(
    ("number", "forms"),
    [
        (Number("", "email", "Testov@Example.org"), ("testov@example.org",)),
        (Number("", "email", "nobody"), ()),
        (Number("", "domain", "https://www.a.b.example/x"), ("a.b.example", "b.example")),
        (Number("", "domain", "nowhere"), ()),
        (Number("", "handle", "GitHub:Testov"), ("github:testov", "testov")),
        (Number("", "handle", "Testov"), ("testov",)),
        (Number("", "phone", "500 000 000", seat="PL"), ("+48500000000",)),
        (Number("", "phone", "500 000 000"), ()),
        (Number("", "ip", "::ffff:198.51.100.7"), ("198.51.100.7",)),
        (Number("", "register", "EX-123456"), ()),
    ],
)
def test_forms(number: Number, forms: tuple[str, ...]) -> None:
    assert number.forms == forms


@pytest.mark.parametrize(
    ("identifier", "fields", "agrees"),
    [
        (Identifier("email", "pay@lantern.example"), {"emails": ["PAY@lantern.example"]}, True),
        (Identifier("handle", "github:lantern"), {"handles": [{"service": "GitHub", "name": "lantern"}]}, True),
        (Identifier("domain", "lantern.example"), {"emails": ["pay@lantern.example"]}, False),
        (Identifier("ip", "198.51.100.7"), {"logins": [{"ip": "198.51.100.7"}]}, False),
    ],
)
def test_domains_and_ip_addresses_are_no_second_identifiers(
    identifier: Identifier, fields: dict[str, Any], *, agrees: bool
) -> None:
    listing = Entity(id="1", list="x", kind="person", names=(Alias("Example"),), identifiers=(identifier,))
    assert bool(list(shared(profile_from({"id": "u", **fields}), "", [listing]))) is agrees
