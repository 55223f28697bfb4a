"""Values inside a good record: what cannot be read is kept, named, counted as not known; the rest is scored."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest

from screening.profile import Profile
from screening.records import profile_from
from screening.values import Unread, read_values

TODAY = dt.date(2026, 6, 1)


def read(**fields: Any) -> tuple[Profile, tuple[Unread, ...]]:  # noqa: ANN401 - any field
    return read_values(profile_from({"id": "u", **fields}), TODAY)


@pytest.mark.parametrize(
    ("fields", "path", "value", "said"),
    [
        pytest.param({"country": "Korea"}, "country", "Korea", "KR (South Korea) or KP (North Korea)", id="Korea"),
        pytest.param({"country": "XK1"}, "country", "XK1", "not a country code", id="XK1"),
        pytest.param({"country": "P\u202eL"}, "country", "P\u202eL", "not a country", id="right to left"),
        pytest.param({"country": "\x1b[31m"}, "country", "\x1b[31m", "not a country", id="control characters"),
        pytest.param({"country": "A" * 200}, "country", "A" * 200, "not a country", id="long"),
        pytest.param({"tax_country": "Atlantis"}, "tax_country", "Atlantis", "not a country", id="tax country"),
        pytest.param({"birth_date": "21.03.1985"}, "birth_date", "21.03.1985", "not an ISO 8601", id="dots"),
        pytest.param(
            {"birth_date": "1985-02-30"}, "birth_date", "1985-02-30", "not an ISO 8601", id="no such day"
        ),
        pytest.param({"birth_date": "2030-01-01"}, "birth_date", "2030-01-01", "in the future", id="unborn"),
        pytest.param({"birth_date": "1800"}, "birth_date", "1800", "more than 120 years back", id="too old"),
        pytest.param({"birth_date": "١٩٨٥-٠٣-٢١"}, "birth_date", "١٩٨٥-٠٣-٢١", "not an ISO 8601", id="digits"),
        pytest.param({"created": "2026-06-03"}, "created", "2026-06-03", "in the future", id="made tomorrow"),
        pytest.param({"phones": ["banana"]}, "phones[0]", "banana", "not a phone number", id="phone"),
        pytest.param({"time_zone": "Mars/Base"}, "time_zone", "Mars/Base", "not an IANA time zone", id="zone"),
        pytest.param({"logins": [{}, {"ip": "999.1.1.1"}]}, "logins[1].ip", "999.1.1.1", "not an IP", id="ip"),
        pytest.param({"logins": [{"ip": "192.0.2.1:x"}]}, "logins[0].ip", "192.0.2.1:x", "not an IP", id="port"),
        pytest.param({"logins": [{"ip": "1.2.3.4%x"}]}, "logins[0].ip", "1.2.3.4%x", "not an IP", id="scope"),
        pytest.param({"logins": [{"network": "warp"}]}, "logins[0].network", "warp", "none of home", id="network"),
        pytest.param({"logins": [{"at": "2031-01-01"}]}, "logins[0].at", "2031-01-01", "in the future", id="at"),
        pytest.param(
            {"addresses": [{"purpose": "castle"}]}, "addresses[0].purpose", "castle", "none of res", id="purpose"
        ),
        pytest.param({"texts": [{"kind": "poem"}]}, "texts[0].kind", "poem", "none of bio", id="kind of text"),
        pytest.param({"visa": {"expires": "soon"}}, "visa.expires", "soon", "not an ISO 8601", id="visa"),
        pytest.param(
            {"identity": {"document_country": "Korea"}}, "identity.document_country", "Korea", "KP", id="document"
        ),
        pytest.param({"work": {"ratings": [{"at": "?"}]}}, "work.ratings[0].at", "?", "not an ISO", id="rating"),
        pytest.param(
            {"related": [{"role": "owner", "profile": {"country": "Korea"}}]},
            "related[0].profile.country",
            "Korea",
            "KP",
            id="an owner's",
        ),
    ],
)
def test_what_cannot_be_read_is_kept_and_not_known(
    fields: dict[str, Any], path: str, value: str, said: str
) -> None:
    profile, unread = read(name="Marta Wzorowa", **fields)
    assert [(u.field, u.value) for u in unread] == [(path, value)]
    assert said in unread[0].message
    assert value not in msgspec.json.encode(profile).decode().replace(f'"{path}"', "")
    assert profile.name == "Marta Wzorowa"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"country": " Poland "}, {"country": "PL"}, id="a name"),
        pytest.param({"country": "Republic of Korea"}, {"country": "KR"}, id="Republic of Korea"),
        pytest.param({"country": "pl"}, {"country": "PL"}, id="lower case"),
        pytest.param({"country": ""}, {"country": None}, id="empty"),
        pytest.param({"country": "  "}, {"country": None}, id="blank"),
        pytest.param({"birth_date": "1985"}, {"birth_date": "1985"}, id="a year"),
        pytest.param({"birth_date": "1985-03"}, {"birth_date": "1985-03"}, id="a month"),
        pytest.param({"birth_date": "1985-03-21T00:00:00"}, {"birth_date": "1985-03-21"}, id="with a time"),
        pytest.param({"updated": "2026-06-02"}, {"updated": "2026-06-02"}, id="a day ahead, other zone"),
        pytest.param({"phones": ["+48 512 345 678"]}, {"phones": ["+48 512 345 678"]}, id="phone"),
        pytest.param({"country": "PL", "phones": ["512 345 678"]}, {"phones": ["512 345 678"]}, id="national"),
        pytest.param({"phones": []}, {"phones": []}, id="known to have none"),
        pytest.param({"phones": ["x", "+48 512 345 678"]}, {"phones": ["", "+48 512 345 678"]}, id="one of two"),
        pytest.param({"phones": ["x"]}, {"phones": None}, id="none that can be read"),
        pytest.param({"logins": [{"ip": "2001:DB8:0::1"}]}, {"logins": [{"ip": "2001:db8::1"}]}, id="IPv6"),
        pytest.param({"logins": [{"ip": "192.0.2.1:443"}]}, {"logins": [{"ip": "192.0.2.1"}]}, id="port"),
        pytest.param(
            {"logins": [{"ip": "[2001:db8::1]:9"}]}, {"logins": [{"ip": "2001:db8::1"}]}, id="IPv6, port"
        ),
        pytest.param({"logins": [{"ip": "::ffff:192.0.2.1"}]}, {"logins": [{"ip": "192.0.2.1"}]}, id="mapped"),
        pytest.param({"logins": [{"network": " VPN "}]}, {"logins": [{"network": "vpn"}]}, id="network"),
    ],
)
def test_what_can_be_read_takes_its_canonical_form(fields: dict[str, Any], expected: dict[str, Any]) -> None:
    profile, _ = read(**fields)
    plain = msgspec.json.decode(msgspec.json.encode(profile))
    assert {name: plain.get(name) for name in expected} == expected


def test_reading_changes_nothing_that_was_given() -> None:
    given = profile_from({"id": "u", "country": "Korea", "logins": [{"network": "VPN"}]})
    copy = msgspec.json.encode(given)
    read_values(given, TODAY)
    assert msgspec.json.encode(given) == copy


def test_reading_twice_is_reading_once() -> None:
    once, _ = read(country="Poland", phones=["+48 512 345 678", "x"], logins=[{"ip": "2001:DB8::1"}])
    twice, unread = read_values(once, TODAY)
    assert twice == once
    assert unread == ()
