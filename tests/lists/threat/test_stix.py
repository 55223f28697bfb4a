"""STIX bundles of invented content, in the layout of "STIX Version 2.1"; verified against documentation only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from screening.errors import InputError, WatchlistError
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.threat.items import Meant
from screening.lists.threat.stix import parse, recognises
from screening.lists.threat.stix_pattern import alternatives
from screening.watchlist import Entity, Identifier

Json = dict[str, Any]
ACCOUNT = "user-account:"
WALLET = "bc1qinventedinventedinvented"
TOGETHER = "conditions that must hold together (AND), which are more than an identifier"
FEED = "identity--00000000-0000-4000-8000-000000000001"


def indicator(pattern: str, number: int = 1, **more: object) -> Json:
    return {
        "type": "indicator",
        "spec_version": "2.1",
        "id": f"indicator--00000000-0000-4000-8000-{number:012}",
        "created": "2026-01-01T00:00:00.000Z",
        "modified": f"2026-01-{number:02}T00:00:00.000Z",
        "indicator_types": ["malicious-activity"],
        "pattern": pattern,
        "pattern_type": "stix",
        "pattern_version": "2.1",
        "valid_from": "2026-01-01T00:00:00Z",
        **more,
    }


def bundle(*objects: Json) -> Json:
    return {"type": "bundle", "id": "bundle--00000000-0000-4000-8000-000000000009", "objects": list(objects)}


def parsed(folder: Path, document: object) -> tuple[list[Entity], Intake]:
    path = folder / "stix.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    part, intake = Part(path), Intake()
    assert recognises(part)
    return list(parse(part, intake)), intake


EMAIL = "[email-addr:value = 'testov@example.org']"


def test_an_indicator(tmp_path: Path) -> None:
    said = indicator(
        EMAIL,
        name="Invented worker",
        created_by_ref=FEED,
        valid_until="2027-01-01T00:00:00Z",
        confidence=40,
        external_references=[{"source_name": "report", "external_id": "12", "url": "https://feed.example/12"}],
    )
    identity = {"type": "identity", "spec_version": "2.1", "id": FEED, "name": "Invented Feed"}
    (entity,), intake = parsed(tmp_path, bundle(said, identity))
    assert intake.problems == []
    assert (entity.id, entity.list) == ("email:testov@example.org", "threat:stix")
    assert entity.source == "Invented Feed, report 12"
    assert (entity.url, entity.expires_on, entity.updated_on) == (
        "https://feed.example/12",
        "2027-01-01",
        "2026-01-01",
    )
    assert entity.remarks == f"Invented worker; malicious-activity; confidence 40; {said['id']}"
    assert intake.as_of == "2026-01-01"
    assert len(intake.digest.hexdigest()) == 64


def test_without_an_end_it_does_not_end_and_the_file_is_the_source(tmp_path: Path) -> None:
    (entity,), _ = parsed(tmp_path, bundle(indicator(EMAIL)))
    assert (entity.expires_on, entity.source) == ("", "stix.json")


def test_the_answer_of_a_taxii_server(tmp_path: Path) -> None:
    (entity,), _ = parsed(tmp_path, {"more": False, "objects": [indicator(EMAIL)]})
    assert entity.id == "email:testov@example.org"


def test_stix_2_0_has_no_language_of_the_pattern(tmp_path: Path) -> None:
    old = indicator(EMAIL, labels=["malicious-activity"])
    del old["pattern_type"]
    assert len(parsed(tmp_path, bundle(old))[0]) == 1


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"revoked": True}, "revoked"),
        ({"indicator_types": ["benign"]}, "says that it is benign"),
        ({"labels": ["benign"]}, "says that it is benign"),
        ({"pattern_type": "sigma"}, "a pattern of another language (sigma)"),
    ],
)
def test_what_is_left_out_is_counted(tmp_path: Path, more: Json, reason: str) -> None:
    found, intake = parsed(tmp_path, bundle(indicator(EMAIL, **more), indicator(EMAIL, 2, **more)))
    assert found == []
    assert intake.problems == [f"stix.json, indicator: 2 left out: {reason}"]
    assert intake.skipped == []


def test_other_objects_allege_nothing(tmp_path: Path) -> None:
    sighted = {"type": "sighting", "id": "sighting--1"}
    seen = {"type": "email-addr", "id": "email-addr--1", "value": "victim@example.org"}
    (entity,), intake = parsed(tmp_path, bundle(sighted, seen, indicator(EMAIL)))
    assert entity.id == "email:testov@example.org"
    assert intake.problems == [
        "stix.json, email-addr: 1 left out: no indicator",
        "stix.json, sighting: 1 left out: no indicator",
    ]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("[domain-name:value = 'example.org']", [Identifier("domain", "example.org")]),
        ("[ipv4-addr:value = '198.51.100.0/24']", [Identifier("ip", "198.51.100.0/24")]),
        ("[ipv4-addr:value ISSUBSET '198.51.100.0/24']", [Identifier("ip", "198.51.100.0/24")]),
        ("[ipv6-addr:value = '2001:db8::/32']", [Identifier("ip", "2001:db8::/32")]),
        ("[network-traffic:dst_ref.value = '198.51.100.7']", [Identifier("ip", "198.51.100.7")]),
        ("[email-message:from_ref.value = 'a@example.org']", [Identifier("email", "a@example.org")]),
        ("[url:value = 'https://example.org/o\\'neill']", [Identifier("website", "example.org/o'neill")]),
        ("[user-account:account_login = 'testov']", [Identifier("handle", "testov")]),
        (
            f"[{ACCOUNT}account_type = 'github' AND {ACCOUNT}user_id = '7' AND {ACCOUNT}account_login = 'Testov']",
            [Identifier("handle", "github:testov")],
        ),
        (
            f"[{ACCOUNT}account_type = 'x' AND ({ACCOUNT}account_login = 'a1' OR {ACCOUNT}account_login = 'b2')]",
            [Identifier("handle", "twitter:a1"), Identifier("handle", "twitter:b2")],
        ),
        (
            "[cryptocurrency-wallet:value = 'bc1qinventedinventedinvented']",
            [Identifier("wallet", "bc1qinventedinventedinvented")],
        ),
        (
            f"[x-crypto:value = '{WALLET}' AND x-crypto:currency = 'BTC']",
            [Identifier("wallet", "bc1qinventedinventedinvented", currency="BTC")],
        ),
        ("[phone-number:value = '+48 500 000 000']", [Identifier("phone", "+48500000000")]),
        (
            "[email-addr:value = 'a@example.org' OR domain-name:value IN ('a.example', 'b.example')]",
            [
                Identifier("email", "a@example.org"),
                Identifier("domain", "a.example"),
                Identifier("domain", "b.example"),
            ],
        ),
        (
            "([hostname:value='a.example'] OR [hostname:value='b.example']) OR [ipv4-addr:value='198.51.100.7']",
            [
                Identifier("domain", "a.example"),
                Identifier("domain", "b.example"),
                Identifier("ip", "198.51.100.7"),
            ],
        ),
    ],
)
def test_patterns(tmp_path: Path, pattern: str, found: list[Identifier]) -> None:
    entities, intake = parsed(tmp_path, bundle(indicator(pattern)))
    assert intake.problems == []
    assert [entity.identifiers[0] for entity in entities] == found


def test_what_no_profile_has_is_counted(tmp_path: Path) -> None:
    pattern = "[file:hashes.'SHA-256' = 'aa' OR file:name = 'a.exe' OR domain-name:value = 'a.example']"
    (entity,), intake = parsed(tmp_path, bundle(indicator(pattern)))
    assert entity.id == "domain:a.example"
    assert intake.problems == [
        "stix.json, file:hashes.'SHA-256': 1 left out: of a type that no profile has",
        "stix.json, file:name: 1 left out: of a type that no profile has",
    ]


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("[domain-name:value = 'a.example' AND ipv4-addr:value = '198.51.100.7']", TOGETHER),
        ("[domain-name:value = 'a.example' AND domain-name:value = 'b.example']", TOGETHER),
        ("[user-account:account_login = 'a' AND file:name = 'b']", TOGETHER),
        ("[url:value = 'a.example'] AND [url:value = 'b.example']", "more than an identifier (AND)"),
        ("[domain-name:value = 'a.example'] FOLLOWEDBY [url:value = 'b']", "more than an identifier (FOLLOWEDBY)"),
        ("[domain-name:value = 'a.example'] WITHIN 5 SECONDS", "more than an identifier (WITHIN)"),
        ("[domain-name:value != 'a.example']", "more than an identifier (!=)"),
        ("[domain-name:value LIKE '%.example']", "more than an identifier (LIKE)"),
        ("[domain-name:value MATCHES '^a']", "more than an identifier (MATCHES)"),
        ("[domain-name:value NOT = 'a.example']", "more than an identifier (NOT)"),
        ("[autonomous-system:number = 64496]", "not compared with a text"),
        ("[domain-name:value = 'a.example'", "not a STIX pattern: it ends too early"),
        ("domain-name:value = 'a.example'", "not a STIX pattern: an observation stands in [ ]"),
        ("", "not a STIX pattern: it ends too early"),
        ("(" * 10_000, "not a STIX pattern: brackets too deep"),
        ("[" + "(" * 10_000, "not a STIX pattern: brackets too deep"),
        ("x" * 30_000, "too long a pattern"),
        (" " * 19_000, "not a STIX pattern: it ends too early"),
        ("[" + "a-" * 9_000, "more than an identifier"),
        ("[" + "'\\" * 9_000, "more than an identifier"),
        (
            f"[{' AND '.join(['url:value IN (' + ', '.join(['1'.join(chr(39) * 2)] * 40) + ')'] * 3)}]",
            "more alternatives than are read",
        ),
    ],
)  # fmt: skip
def test_a_pattern_that_asks_for_more_is_told_and_left_out(tmp_path: Path, pattern: str, said: str) -> None:
    (entity,), intake = parsed(tmp_path, bundle(indicator(pattern), indicator(EMAIL, 2)))
    assert entity.id == "email:testov@example.org"
    (problem,) = intake.skipped
    assert problem.startswith(f"stix.json, indicator--00000000-0000-4000-8000-000000000001, pattern: {said}")


def test_words_of_the_language_may_be_in_lower_case() -> None:
    assert alternatives("[domain-name:value = 'a.example' or domain-name:value in ('b.example')]") == [
        (Meant("domain"), "a.example"),
        (Meant("domain"), "b.example"),
    ]


@pytest.mark.parametrize(
    "pattern", ["[email-addr:value = 'a' OR", "[email-addr:value IN ()]", "[:value = 'a']", "[]"]
)
def test_a_damaged_pattern_is_an_input_error(pattern: str) -> None:
    with pytest.raises(InputError):
        alternatives(pattern)


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (indicator("[ipv4-addr:value = '999.1.1.1']"), "pattern: not an IP address or a CIDR range"),
        (indicator("[domain-name:value = 'gmail.com']"), "pattern: millions share this domain"),
        (indicator(EMAIL, revoked="perhaps"), "not an indicator (Expected `bool`, got `str`"),
    ],
)
def test_an_indicator_that_cannot_be_read_costs_nothing_else(tmp_path: Path, bad: Json, said: str) -> None:
    (entity,), intake = parsed(tmp_path, bundle(bad, indicator(EMAIL, 2)))
    assert entity.id == "email:testov@example.org"
    (problem,) = intake.skipped
    assert said in problem
    assert bad["id"] in problem


def test_an_end_that_cannot_be_read_is_told_and_the_item_stays(tmp_path: Path) -> None:
    (entity,), intake = parsed(tmp_path, bundle(indicator(EMAIL, valid_until="soon")))
    assert entity.expires_on == ""
    assert intake.problems[0].endswith("valid_until: not an ISO date such as 2027-01-01 (got 'soon')")


@pytest.mark.parametrize(
    "text",
    [
        '{"type": "bundle", "objects": [',
        '{"type": "bundle", "objects": {}}',
        '{"type": "bundle", "objects": [7]}',
        '{"type": "bundle", "objects": ' + "[" * 100_000,
    ],
)
def test_another_layout_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "stix.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WatchlistError, match=r"stix\.json: JSON that is damaged, cut off or laid out otherwise"):
        list(parse(Part(path), Intake()))


@pytest.mark.parametrize("turned", [False, True])
def test_of_an_indicator_in_several_versions_the_latest_counts(tmp_path: Path, turned: bool) -> None:
    versions = [indicator(EMAIL), indicator(EMAIL, modified="2026-03-01T00:00:00.000Z", revoked=True)]
    found, intake = parsed(tmp_path, bundle(*(reversed(versions) if turned else versions)))
    assert found == []
    assert any("revoked" in problem for problem in intake.problems)


@pytest.mark.parametrize(
    ("kind", "value", "meant"),
    [("ipv4-addr", "198.51.100.7", "ip"), ("domain-name", "a.example", "domain")],
)
def test_traffic_to_an_address_whose_type_is_named(kind: str, value: str, meant: str) -> None:
    pattern = f"[network-traffic:dst_ref.type = '{kind}' AND network-traffic:dst_ref.value = '{value}']"
    assert alternatives(pattern) == [(Meant(meant), value)]
