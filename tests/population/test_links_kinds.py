"""What links two accounts, however they write it; and what looks alike and links nobody."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from screening.indicators import INDICATORS
from screening.population.links import LINKS, forms, link
from screening.population.links.keys import OWN_KINDS, key_number, own_row, rows
from screening.population.links.texts import signatures, text_rows
from screening.profile import LINK_KINDS, Link
from screening.records import profile_from
from screening.signals.repetition import checksums, signature

Given = Mapping[str, Any]
PROPOSAL = (
    "I have read your description twice and would start with the import of the old orders, because everything "
    "else depends on it. My last {} projects were shops of this size, two of them with the same payment provider, "
    "and I can show the code of one. A first version takes nine days, the tests three more, and I write daily."
)
SIGNED = {"texts": [{"kind": "proposal", "body": PROPOSAL.format(7)}]}
SMALL = "pl61109010140000071219812874"
IBAN = "PL61 1090 1014 0000 0712 1981 2874"
LOWER = "0x52908400098527886e0f7030069857d2e4169ee7"
PHONE = 627_814_217_767_895_611
WALLET = "0x52908400098527886E0F7030069857D2E4169EE7"


def kinds(one: Given, other: Given) -> list[str]:
    """The kinds that link the accounts of two people."""
    people = [profile_from({"id": name, "country": "PL", **given}) for name, given in (("a", one), ("b", other))]
    with link(people) as linked:
        found = linked.of("a")
        assert [found_link.accounts for found_link in linked.of("b")] == [("a",)] * len(found)
        return [found_link.kind or "" for found_link in found if not found_link.hub]


def shipping(line: str, **rest: str) -> Given:
    return {"addresses": [{"purpose": "shipping", "line": line, "country": "US", **rest}]}


def test_every_kind_is_defined_and_a_strong_one_is_a_strong_indicator() -> None:
    assert set(LINKS) == set(LINK_KINDS)
    grades = {indicator.id: indicator.grade for indicator in INDICATORS}
    names = {"wallet": "payout", "document_image": "document", "ip": "network", "subnet": "network"}
    for kind, definition in LINKS.items():
        strong = grades[f"links.{names.get(kind, kind)}"] == "strong"
        assert (definition.strength == "strong") == strong, kind


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("payout", {"payouts": [{"account": IBAN}]}, {"payouts": [{"account": SMALL}]}),
        ("payout", {"payouts": [{"account": "a@mail.example"}]}, {"payouts": [{"account": "A@mail.example"}]}),
        ("wallet", {"payouts": [{"method": "USDT", "account": WALLET}]}, {"wallets": [{"address": LOWER}]}),
        ("phone", {"phones": ["512 345 678"]}, {"phones": ["+48 512-345-678"]}),
        ("email", {"emails": ["a.b+x@gmail.com"]}, {"emails": ["AB@googlemail.com"]}),
        ("device", {"logins": [{"device": "F3A9-11"}]}, {"logins": [{"device": "f3a9-11"}]}),
        ("document", {"identity": {"document_number": "ab 12345"}}, {"identity": {"document_number": "AB-12345"}}),
        ("document_image", {"identity": {"document_image": "9F00"}}, {"identity": {"document_image": "9f00"}}),
        ("text", SIGNED, {"texts": [{"kind": "bio", "body": PROPOSAL.format(9).upper()}]}),
        (
            "referee",
            {"references": [{"email": "r@mail.example"}]},
            {"references": [{"name": "R", "email": "R@mail.example"}]},
        ),
        (
            "referee",
            {"emails": ["a@mail.example"], "references": [{"email": "b@mail.example"}]},
            {"emails": ["b@mail.example"], "references": [{"email": "a@mail.example"}]},
        ),
        ("payer_is_payee", {"payments": [{"payer": IBAN}]}, {"payouts": [{"account": IBAN}]}),
    ],
)  # fmt: skip
def test_two_accounts_are_linked_however_they_write_it(kind: str, one: Given, other: Given) -> None:
    assert kinds(one, other) == [kind]


def test_one_internet_address_is_one_subnet_too() -> None:
    login = {"logins": [{"ip": "::ffff:81.2.69.142"}]}
    assert kinds(login, {"logins": [{"ip": "81.2.69.142"}]}) == ["ip", "subnet"]
    assert kinds(login, {"logins": [{"ip": "81.2.69.7"}]}) == ["subnet"]
    assert kinds({"logins": [{"ip": "2a02:1::5"}]}, {"logins": [{"ip": "2a02:1::9"}]}) == ["subnet"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (shipping("12 Main Street", city="Springfield"), shipping("MAIN ST. 12", city="springfield")),
        (
            shipping("12 Main Street", city="Springfield", postcode="12345"),
            shipping("12 Main St", postcode="12345"),
        ),
        (
            shipping("Apt 5, 12 Main St", city="Springfield"),
            shipping("12 Main Street, apt. 5", city="Springfield"),
        ),
    ],
)
def test_one_house_is_recognised_however_it_is_written(one: Given, other: Given) -> None:
    """Two at one address are taken for a household: linked, and discounted."""
    people = [profile_from({"id": name, **given}) for name, given in (("a", one), ("b", other))]
    with link(people) as linked:
        assert linked.of("a") == (Link(kind="shipping_address", accounts=("b",), degree=2, hub=True),)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"payouts": [{"account": "****2874"}]}, {"payouts": [{"account": "****2874"}]}),
        (
            {"payouts": [{"account": "123456", "country": "PL"}]},
            {"payouts": [{"account": "123456", "country": "DE"}]},
        ),
        ({"logins": [{"device": "iPhone 15 Pro"}]}, {"logins": [{"device": "iPhone 15 Pro"}]}),
        ({"logins": [{"device": "iPhone14,2"}]}, {"logins": [{"device": "iPhone14,2"}]}),
        ({"logins": [{"ip": "192.168.1.7"}]}, {"logins": [{"ip": "192.168.1.7"}]}),
        ({"logins": [{"ip": "100.64.0.9"}]}, {"logins": [{"ip": "100.64.0.9"}]}),
        ({"phones": ["+48 000"]}, {"phones": ["+48 000"]}),
        ({"texts": [{"kind": "message", "body": PROPOSAL}]}, {"texts": [{"kind": "message", "body": PROPOSAL}]}),
        ({"texts": [{"body": "I am a web developer."}]}, {"texts": [{"body": "I am a web developer."}]}),
        (
            {"identity": {"document_number": "AB123456", "document_country": "PL"}},
            {"identity": {"document_number": "AB123456", "document_country": "DE"}},
        ),
        (shipping("12 Main St", city="Springfield"), shipping("14 Main St", city="Springfield")),
        (shipping("12 Main St, Apt 5", city="Springfield"), shipping("12 Main St, Apt 6", city="Springfield")),
        (shipping("Main St", city="Springfield"), shipping("Main St", city="Springfield")),
        ({"emails": ["b@mail.example"]}, {"references": [{"email": "b@mail.example"}]}),
        ({"payments": [{"payer": "Client Trading Ltd"}]}, {"payments": [{"payer": "Client Trading Ltd"}]}),
        ({"payouts": [{"account": IBAN}], "payments": [{"payer": IBAN}]}, {}),
    ],
)
def test_what_looks_alike_links_nobody(one: Given, other: Given) -> None:
    assert kinds(one, other) == []


def test_texts_of_one_trade_are_not_one_text() -> None:
    other = (
        "Thank you for the clear description. I build shops for small firms and have done so since 2014, most of "
        "them with the same payment provider. I would first look at the old orders, then at the tests, and I can "
        "show the code of two projects. I write on Fridays what was done and what comes next, and keep the price."
    )
    assert kinds(SIGNED, {"texts": [{"kind": "proposal", "body": other}]}) == []


def test_a_client_who_pays_from_the_developers_account_is_named() -> None:
    client = {"role": "client", "profile": {"id": "c", "payouts": [{"account": IBAN}]}}
    people = [
        profile_from({"id": "dev", "payouts": [{"account": IBAN}], "related": [client]}),
        profile_from({"id": "other"}),
    ]
    with link(people) as linked:
        assert linked.of("dev") == (Link(kind="payer_is_payee", accounts=("c",), degree=2, hub=False),)
        assert linked.of("c") == (), "is known from the developer's profile alone, and is no account of ours"


def test_keys_of_ones_own_bring_what_profiles_have_no_field_for() -> None:
    people = [
        profile_from({"id": name, "emails": emails}) for name, emails in (("a", ["x@mail.example"]), ("b", []))
    ]
    own = [
        own_row("a", "avatar", "p:9f31"),
        own_row("b", "avatar", "p:9f31"),
        own_row("b", "email", "X@mail.example"),
        own_row("nobody", "avatar", "p:9f31"),
    ]
    with link(people, own_keys=[row for row in own if row]) as linked:
        assert linked.unknown == 1
        assert [(one.kind, one.accounts) for one in linked.of("b")] == [("avatar", ("a",)), ("email", ("a",))]


@pytest.mark.parametrize("kind", OWN_KINDS)
def test_ones_own_keys_and_those_of_profiles_are_compared_alike(kind: str) -> None:
    value = {"email": "x@mail.example", "phone": "+48512345678", "wallet": WALLET}.get(kind, IBAN)
    given = own_row("a", kind, value)
    assert given is not None
    assert given.kind == kind


def test_a_salt_changes_every_key_and_no_link() -> None:
    profile = profile_from({"id": "a", "phones": ["+48 512 345 678"], "emails": ["a@mail.example"], **SIGNED})
    plain, salted = rows(profile), rows(profile, salt="kept apart")
    assert [row.kind for row in plain] == [row.kind for row in salted]
    assert {row.key for row in plain}.isdisjoint(row.key for row in salted)
    bands, others = text_rows([profile]), text_rows([profile], salt="kept apart")
    assert len(bands) == len(others) > 1
    assert {row.key for row in bands}.isdisjoint(row.key for row in others)
    twin = profile_from({"id": "b", "phones": ["+48 512 345 678"]})
    with link([profile, twin], salt="kept apart") as linked:
        assert [one.kind for one in linked.of("a")] == ["phone"]


def test_a_key_is_the_same_on_every_machine() -> None:
    assert key_number("phone", "+48512345678") == PHONE
    assert key_number("phone", "+48512345678", salt="kept apart") != PHONE


def test_the_signatures_of_many_texts_are_those_of_each() -> None:
    bodies = [
        PROPOSAL.format(7),
        PROPOSAL[:130],
        "谢谢您的来信" * 9,
        "word " * 300,
        PROPOSAL.replace("shop", "школа"),
    ]
    made = signatures([checksums(body) for body in bodies])
    assert [tuple(row) for row in made.tolist()] == [signature(body) for body in bodies]
    assert signatures([]).shape == (0, 64)


def test_an_account_has_each_band_of_its_texts_once_from_its_first_day_on() -> None:
    texts = [
        {"kind": "proposal", "body": PROPOSAL, "at": day} for day in ("2026-05-02", "2026-05-01", "2026-05-03")
    ]
    once = text_rows([profile_from({"id": "a", "texts": texts[1:2]})])
    assert text_rows([profile_from({"id": "a", "texts": texts})]) == once
    assert text_rows([profile_from({"id": "a"})]) == []


@given(st.from_regex(r"[ 0-9]{1,4}(\.[0-9]{1,4}){2,4}[ x]?", fullmatch=True) | st.ip_addresses(v=4).map(str))
@example("10.1.2.3")
@example("172.16.0.1")
@example("239.1.2.3")
@example("01.2.3.4")
@example("1.2.3.4\n")
def test_the_short_way_to_an_address_is_the_long_one(text: str) -> None:
    """What is spelled with another number of version 6 takes the long way."""
    try:
        found = ipaddress.IPv4Address(text.strip())
    except ValueError:
        assert forms.addresses(text) is None
        return
    long = forms.addresses(f"::ffff:{found}")
    assert forms.addresses(text) == long


def test_a_hostile_profile_has_a_bounded_number_of_keys() -> None:
    logins = [{"ip": f"81.{n // 250}.{n % 250}.7", "device": f"device-{n}"} for n in range(3_000)]
    found = rows(profile_from({"id": "a", "logins": logins}))
    assert len(found) == 1_500
