"""One identifier of a threat-intelligence list: what is one, and which are nobody's in particular."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from screening.errors import InputError
from screening.lists.opening import Part
from screening.lists.own import table as own
from screening.lists.own import toml as own_toml
from screening.lists.threat import lines as threat_lines
from screening.lists.threat import misp as threat_misp
from screening.lists.threat import stix as threat_stix
from screening.lists.threat import table as threat_csv
from screening.lists.threat.items import Item, Meant, entities, identifier, meant
from screening.watchlist import Identifier

HASH = "sha256:" + "ab" * 32


@pytest.mark.parametrize(
    ("kind", "given", "value"),
    [
        ("email", "Testov@Example.ORG", "testov@example.org"),
        ("email", "testov[@]example[.]org", "testov@example.org"),
        ("email", "testov@bücher.example", "testov@xn--bcher-kva.example"),
        ("domain", "*.Bücher.example.", "xn--bcher-kva.example"),
        ("domain", "www[.]example[dot]org", "example.org"),
        ("ip", "198.51.100.7", "198.51.100.7"),
        ("ip", "198.51.100.7/24", "198.51.100.0/24"),
        ("ip", "2001:DB8:0::1", "2001:db8::1"),
        ("ip", "2001:db8::/32", "2001:db8::/32"),
        ("ip", "::ffff:198.51.100.7", "198.51.100.7"),
        ("handle", "GitHub:@Testov-Dev", "github:testov-dev"),
        ("handle", "https://github.com/Testov-Dev", "github:testov-dev"),
        ("handle", "@testov", "testov"),
        ("phone", "+48 (500) 000-000", "+48500000000"),
        ("phone", "0048500000000", "+48500000000"),
        ("wallet", "0xABCDEF0000000000000000000000000000000000", "0xabcdef0000000000000000000000000000000000"),
        ("website", "hxxps://www[.]example[.]org/Team/", "example.org/Team"),
    ],
)
def test_an_identifier_has_one_form(kind: str, given: str, value: str) -> None:
    assert identifier(Meant(kind), given) == Identifier(kind, value)


def test_a_ticker_that_leads_a_wallet_is_its_currency() -> None:
    found = identifier(Meant("wallet", currency="BTC"), "XBT:bc1qinventedinventedinvented")
    assert found == Identifier("wallet", "bc1qinventedinventedinvented", currency="XBT")


@pytest.mark.parametrize(
    ("kind", "given", "said"),
    [
        ("email", "testov@", "not an e-mail address"),
        ("email", "a@b@example.org", "not an e-mail address"),
        ("email", "testov@localhost", "not a domain"),
        ("domain", "localhost", "not a domain"),
        ("domain", "-a.example", "not a domain"),
        ("domain", "198.51.100.7", "not a domain"),
        ("domain", "a..example", "not a domain"),
        ("domain", "ü" * 300 + ".example", "not a domain"),
        ("ip", "198.51.100.256", "not an IP address or a CIDR range"),
        ("ip", "198.51.100.0/33", "not an IP address or a CIDR range"),
        ("ip", "example.org", "not an IP address or a CIDR range"),
        ("phone", "500 000 000", "not an international phone number"),
        ("phone", "+48 call me", "not an international phone number"),
        ("handle", "two\nlines", "not a user name"),
        ("handle", "", "not a user name"),
        ("wallet", "short", "not a wallet's address"),
        ("website", "http://[::1", "not a web address"),
        ("website", "x" * 3_000, "too long"),
        ("email", "sha256:abc", "not a hash: sha256: and 64 hexadecimal digits"),
        ("md5", "abc", "not an identifier of a known type"),
    ],
)
def test_what_is_none_is_refused(kind: str, given: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        identifier(Meant(kind), given)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("ip", "192.168.1.7"),
        ("ip", "10.0.0.0/8"),
        ("ip", "127.0.0.1"),
        ("ip", "0.0.0.1"),
        ("ip", "100.64.0.1"),
        ("ip", "fe80::1"),
        ("ip", "fd00:1::/32"),
        ("ip", "::1"),
        ("ip", "255.255.255.255"),
    ],
)
def test_an_address_that_everybody_has_is_refused(kind: str, value: str) -> None:
    with pytest.raises(InputError, match="local or reserved"):
        identifier(Meant(kind), value)


@pytest.mark.parametrize("value", ["0.0.0.0/0", "64.0.0.0/7", "2000::/3", "::/0"])
def test_a_range_of_half_the_world_is_refused(value: str) -> None:
    with pytest.raises(InputError, match="too wide"):
        identifier(Meant("ip"), value)


@pytest.mark.parametrize(
    ("kind", "value"), [("domain", "gmail.com"), ("domain", "www.GitHub.com"), ("website", "https://github.com/")]
)
def test_a_domain_that_millions_share_is_refused(kind: str, value: str) -> None:
    with pytest.raises(InputError, match="millions share"):
        identifier(Meant(kind), value)


def test_a_page_on_a_domain_that_millions_share_is_not() -> None:
    assert identifier(Meant("website"), "https://github.com/testov-dev").value == "github.com/testov-dev"


def test_a_hash_keeps_its_salt() -> None:
    assert identifier(Meant("email"), HASH.upper(), salt="pepper") == Identifier("email", HASH, salt="pepper")


@pytest.mark.parametrize(
    ("word", "what"),
    [
        ("email-src", Meant("email")),
        ("Domain_Name", Meant("domain")),
        ("ipv6-addr", Meant("ip")),
        ("btc", Meant("wallet", currency="BTC")),
        ("twitter-id", Meant("handle", "twitter")),
        ("sha1", None),
    ],
)
def test_words_of_others_for_our_kinds(word: str, what: Meant | None) -> None:
    assert meant(word) == what


def test_an_item_becomes_an_alleged_entity_without_a_name() -> None:
    found = Identifier("email", "testov@example.org")
    item = Item(
        identifier=found,
        source="Invented feed",
        url="https://feed.example/1",
        updated_on="2026-01-02",
        expires_on="2027-01-01",
        context=("seen in a made-up interview", ""),
    )
    (entity,) = entities([item], "threat:feed")
    assert (entity.id, entity.list, entity.kind, entity.status) == (
        *("email:testov@example.org", "threat:feed", "other", "alleged"),
    )
    assert (entity.names, entity.identifiers, entity.designated_on) == ((), (found,), "")
    assert (entity.source, entity.url) == ("Invented feed", "https://feed.example/1")
    assert (entity.updated_on, entity.expires_on) == ("2026-01-02", "2027-01-01")
    assert entity.remarks == "seen in a made-up interview"
    assert entity.name == "testov@example.org"


def test_the_same_identifier_of_two_reports_is_two_entities_of_distinct_ids() -> None:
    found = Identifier("email", "testov@example.org")
    items = [Item(identifier=found, source=source) for source in ("one", "two")]
    assert [entity.id for entity in entities(items, "threat:x")] == [
        "email:testov@example.org",
        "email:testov@example.org (2)",
    ]


def test_a_long_value_has_a_short_id() -> None:
    item = Item(identifier=Identifier("website", "example.org/" + "a" * 500), source="x")
    (entity,) = entities([item], "threat:x")
    assert len(entity.id) == len("website:") + 64


def test_a_source_is_one_line() -> None:
    (entity,) = entities([Item(identifier=Identifier("ip", "198.51.100.7"), source="a\n  b\tc")], "threat:x")
    assert entity.source == "a b c"


SAMPLES = {
    own: "name,emails,expires_on\nExample,testov@example.org,2027\n",
    own_toml: "[[party]]\nname = 'Example'\n",
    threat_lines: "# expires: 2027-01-01\ntestov@example.org\n",
    threat_csv: "# source: feed\ntype,value,expires\nemail,testov@example.org,2027\n",
    threat_misp: '{"response": [{"Event": {"info": "x", "Attribute": []}}]}',
    threat_stix: '{"type": "bundle", "id": "bundle--1", "objects": []}',
}


@pytest.mark.parametrize("of", SAMPLES, ids=lambda module: module.__name__)
def test_a_file_is_recognised_by_its_own_reader_alone(tmp_path: Path, of: ModuleType) -> None:
    path = tmp_path / "list"
    path.write_text(SAMPLES[of], encoding="utf-8")
    assert [reader for reader in SAMPLES if reader.recognises(Part(path))] == [of]


@pytest.mark.parametrize(
    "text",
    [
        "<html>",
        '[{"a": 1}]',
        '{"id": "Q1", "caption": "Example", "schema": "Person"}',
        "a poem\nof two lines\n",
        'x"' * 999,
        '7,"EXAMPLE TRADING",-0- ,"DPRK3",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n',
        "# only comments\n# testov@example.org\n",
        "Name;Type\nExample;person\n",
        "<?xml version='1.0'?><CONSOLIDATED_LIST/>",
    ],
)
def test_other_files_are_recognised_by_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "list"
    path.write_text(text, encoding="utf-8")
    threats = (own_toml, threat_lines, threat_csv, threat_misp, threat_stix)
    assert [reader for reader in threats if reader.recognises(Part(path))] == []
