"""Exports of MISP: events of invented content in the layout of the core format, and answers of its searches.

Verified against documentation only: the Internet-Draft "MISP core format" and the server's OpenAPI description.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from screening.errors import WatchlistError
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.threat.misp import parse, recognises
from screening.watchlist import Entity, Identifier

Json = dict[str, Any]
WALLET = "bc1qinventedinventedinvented"
UUID = "0f6a4a34-0000-4000-8000-000000000001"


def attribute(kind: str, value: object, **more: object) -> Json:
    return {
        "id": "7",
        "uuid": "0f6a4a34-0000-4000-8000-000000000007",
        "event_id": "1",
        "category": "Payload delivery",
        "type": kind,
        "value": value,
        "to_ids": True,
        "deleted": False,
        "comment": "",
        "timestamp": "1767225600",
        "distribution": "5",
        "sharing_group_id": "0",
        "disable_correlation": False,
        **more,
    }


def event(*attributes: Json, **more: object) -> Json:
    return {
        "Event": {
            "id": "1",
            "uuid": UUID,
            "info": "Invented workers",
            "date": "2026-01-01",
            "published": True,
            "publish_timestamp": "1767312000",
            "Orgc": {"id": "2", "uuid": UUID, "name": "Invented Sharing Group"},
            "Tag": [{"name": "tlp:green", "colour": "#33FF00"}],
            "Attribute": list(attributes),
            "Object": [],
            **more,
        }
    }


def parsed(folder: Path, document: object) -> tuple[list[Entity], Intake]:
    path = folder / "misp.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    part, intake = Part(path), Intake()
    assert recognises(part)
    return list(parse(part, intake)), intake


def test_an_attribute_of_an_event(tmp_path: Path) -> None:
    said = attribute(
        "email-src",
        "Testov@example.org",
        comment="seen in a made-up interview",
        first_seen="1735689600000000",
        Tag=[{"name": "tlp:green"}],
    )
    link = attribute("link", "https://feed.example/1", to_ids=False)
    (entity,), intake = parsed(tmp_path, event(said, link))
    assert intake.problems == []
    assert (entity.id, entity.list) == ("email:testov@example.org", "threat:misp")
    assert entity.source == f"Invented Sharing Group: Invented workers (MISP event {UUID})"
    assert (entity.url, entity.updated_on, entity.expires_on) == ("https://feed.example/1", "2026-01-01", "")
    assert entity.remarks == "seen in a made-up interview; first seen 2025-01-01; tags tlp:green"
    assert intake.as_of == "2026-01-02"
    assert len(intake.digest.hexdigest()) == 64


@pytest.mark.parametrize(
    ("kind", "value", "found"),
    [
        ("domain|ip", "a.test|198.51.100.7", [Identifier("domain", "a.test"), Identifier("ip", "198.51.100.7")]),
        ("ip-dst|port", "198.51.100.7|443", [Identifier("ip", "198.51.100.7")]),
        ("hostname", "a.example.org", [Identifier("domain", "a.example.org")]),
        ("github-username", "Testov-Dev", [Identifier("handle", "github:testov-dev")]),
        ("jabber-id", "testov@jabber.example", [Identifier("handle", "jabber:testov@jabber.example")]),
        ("btc", WALLET, [Identifier("wallet", WALLET, currency="BTC")]),
        ("whois-registrant-email", "testov@example.org", [Identifier("email", "testov@example.org")]),
        ("phone-number", "+48 500 000 000", [Identifier("phone", "+48500000000")]),
        ("url", "https://example.org/a", [Identifier("website", "example.org/a")]),
    ],
)  # fmt: skip
def test_types(tmp_path: Path, kind: str, value: str, found: list[Identifier]) -> None:
    entities, intake = parsed(tmp_path, event(attribute(kind, value)))
    assert [entity.identifiers[0] for entity in entities] == found
    assert intake.problems == []


@pytest.mark.parametrize(
    ("name", "relation", "details", "found"),
    [
        ("telegram-account", "username", {}, Identifier("handle", "telegram:testov")),
        ("user-account", "username", {"account-type": "GitHub"}, Identifier("handle", "github:testov")),
        ("user-account", "username", {}, Identifier("handle", "testov")),
        ("coin-address", "address-crypto", {"symbol": "XMR"}, Identifier("wallet", "4" * 95, currency="XMR")),
    ],
)
def test_an_identifier_in_an_object(
    tmp_path: Path, name: str, relation: str, details: dict[str, str], found: Identifier
) -> None:
    value = found.value.rpartition(":")[2]
    inside = [attribute("text", value, object_relation=relation)]
    inside += [attribute("text", text, object_relation=other, to_ids=False) for other, text in details.items()]
    (entity,), intake = parsed(tmp_path, event(Object=[{"name": name, "deleted": False, "Attribute": inside}]))
    assert entity.identifiers == (found,)
    assert [problem for problem in intake.problems if "type" not in problem] == []


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"to_ids": False}, "context, not meant for detection (to_ids is false)"),
        ({"to_ids": "0"}, "context, not meant for detection (to_ids is false)"),
        ({"deleted": True}, "deleted"),
        ({"deleted": "1"}, "deleted"),
        ({"decay_score": [{"score": 1.5, "decayed": True, "DecayingModel": {"id": "1"}}]}, "decayed"),
        ({"Tag": [{"name": 'false-positive:risk="high"'}]}, "tagged as a false positive"),
    ],
)
def test_what_is_not_said_any_more_is_left_out_and_counted(
    tmp_path: Path, more: dict[str, Any], reason: str
) -> None:
    gone = [attribute("email-src", f"{n}@example.org", **more) for n in range(2)]
    (entity,), intake = parsed(tmp_path, event(*gone, attribute("domain", "example.net")))
    assert entity.id == "domain:example.net"
    assert intake.problems == [f"misp.json, email-src: 2 left out: {reason}"]
    assert intake.skipped == []


@pytest.mark.parametrize(
    "more",
    [
        {"decay_score": [{"decayed": True}, {"decayed": False}]},
        {"Tag": [{"name": 'false-positive:risk="low"'}]},
        {"to_ids": "1", "deleted": "0"},
    ],
)
def test_what_is_still_said_stays(tmp_path: Path, more: dict[str, Any]) -> None:
    assert len(parsed(tmp_path, event(attribute("domain", "example.net", **more)))[0]) == 1


def test_the_attributes_of_a_deleted_object_are_deleted(tmp_path: Path) -> None:
    inside = [attribute("email-src", "testov@example.org")]
    found, intake = parsed(tmp_path, event(Object=[{"name": "person", "deleted": True, "Attribute": inside}]))
    assert found == []
    assert intake.problems == ["misp.json, email-src: 1 left out: deleted"]


def test_a_sighting_of_the_end_is_its_end(tmp_path: Path) -> None:
    sightings = [{"type": "0", "date_sighting": "1767225600"}, {"type": "2", "date_sighting": "1798761600"}]
    (entity,), _ = parsed(tmp_path, event(attribute("domain", "example.net", Sighting=sightings)))
    assert entity.expires_on == "2027-01-01"


def of_search(**about: object) -> Json:
    return attribute("domain", "example.net", Event={"id": "1", "info": "Found", "uuid": UUID, **about})


@pytest.mark.parametrize(
    ("document", "source"),
    [
        (
            [event(attribute("domain", "example.net"))],
            f"Invented Sharing Group: Invented workers (MISP event {UUID})",
        ),
        (
            {"response": [event(attribute("domain", "example.net"))]},
            f"Invented Sharing Group: Invented workers (MISP event {UUID})",
        ),
        ({"response": {"Attribute": [of_search()]}}, f"Found (MISP event {UUID})"),
        ([{"response": {"Attribute": [of_search()]}}], f"Found (MISP event {UUID})"),
        ({"Attribute": [of_search()]}, f"Found (MISP event {UUID})"),
        ([of_search()], f"Found (MISP event {UUID})"),
        ([attribute("domain", "example.net")], "misp.json"),
    ],
)
def test_every_shape_of_an_export(tmp_path: Path, document: object, source: str) -> None:
    (entity,), intake = parsed(tmp_path, document)
    assert (entity.id, entity.source) == ("domain:example.net", source)
    assert intake.problems == []


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (attribute("email-src", "nobody"), f"misp.json, event {UUID}, email-src: not an e-mail address (got"),
        (attribute("ip-src", "10.1.1.1"), f"misp.json, event {UUID}, ip-src: a local or reserved address"),
        (attribute("email-src", None), f"misp.json, event {UUID}, email-src: not an e-mail address"),
        ({"type": 7}, f"misp.json, event {UUID}, Attribute: Expected `str`, got `int`"),
        ("text", f"misp.json, event {UUID}, Attribute: Expected `object`, got `str`"),
    ],
)
def test_an_attribute_that_cannot_be_read_costs_nothing_else(tmp_path: Path, bad: Any, said: str) -> None:  # noqa: ANN401
    (entity,), intake = parsed(tmp_path, event(bad, attribute("domain", "example.net")))
    assert entity.id == "domain:example.net"
    (problem,) = intake.skipped
    assert problem.startswith(said)


@pytest.mark.parametrize(
    "text",
    [
        '{"Event": {"info": "x", "Attribute": [',
        '{"Event": []}',
        '{"Event": {"Attribute": {}}}',
        '{"response": {"response": {"response": {"response": {"response": {"Event": {}}}}}}}',
        '[{"x": {"to_ids": true}}]',
        '{"Event": ' + "[" * 100_000,
        '{"Event": {"info": "\ud800"}}',
    ],
)
def test_another_layout_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "misp.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    part = Part(path)
    assert recognises(part)
    with pytest.raises(WatchlistError, match=r"misp\.json: JSON that is"):
        list(parse(part, Intake()))


def test_an_event_that_is_tagged_as_false(tmp_path: Path) -> None:
    wrong = event(attribute("email", "testov@example.org"), Tag=[{"name": 'false-positive:risk="high"'}])
    found, intake = parsed(tmp_path, wrong)
    assert found == []
    assert "tagged as a false positive" in intake.problems[0]
