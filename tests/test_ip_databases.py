"""Address databases: tiny ones, written here, of reserved addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from screening.errors import InputError
from screening.ip_databases import Located
from screening.profile import Login, Profile

pytest.importorskip("maxminddb")
mmdb_writer = pytest.importorskip("mmdb_writer")
netaddr = pytest.importorskip("netaddr")

Write = Callable[..., Path]

CITY: dict[str, object] = {
    "192.0.2.0/24": {
        "country": {"iso_code": "PL", "names": {"en": "Poland"}},
        "city": {"names": {"en": "Gdynia"}},
        "location": {"time_zone": "Europe/Warsaw"},
    },
    "198.51.100.0/24": {"country": {"iso_code": "SE"}},
    "2001:db8::/32": {"country": {"iso_code": "RS"}},
}
ASN = {"192.0.2.0/24": {"autonomous_system_number": 64500, "autonomous_system_organization": "Example Net"}}
ANONYMOUS = {
    "192.0.2.1/32": {"is_anonymous": True, "is_hosting_provider": True},
    "192.0.2.2/32": {"is_anonymous": True, "is_anonymous_vpn": True, "is_hosting_provider": True},
    "192.0.2.3/32": {"is_anonymous": True, "is_public_proxy": True},
    "192.0.2.4/32": {"is_anonymous": True, "is_residential_proxy": True},
    "192.0.2.5/32": {"is_anonymous": True, "is_tor_exit_node": True, "is_anonymous_vpn": True},
    "192.0.2.6/32": {"is_anonymous": True, "is_anonymous_vpn": True, "provider_name": "Invented VPN"},
    "192.0.2.7/32": {"is_anonymous": True, "is_hosting_provider": True, "provider_name": "Invented Host"},
}
ENTERPRISE = {
    "192.0.2.1/32": {"traits": {"user_type": "residential", "autonomous_system_number": 64501}},
    "192.0.2.8/32": {"traits": {"user_type": "cellular"}},
    "192.0.2.9/32": {"traits": {"user_type": "library"}},
    "192.0.2.10/32": {"traits": {"user_type": "residential"}},
}


@pytest.fixture
def database(tmp_path: Path) -> Write:
    def write(name: str, rows: Mapping[str, object], version: int = 6) -> Path:
        writer = mmdb_writer.MMDBWriter(version, database_type=name, ipv4_compatible=version == 6)
        for network, record in rows.items():
            if version == 6 or ":" not in network:
                writer.insert_network(netaddr.IPSet([network]), record)
        file = tmp_path / f"{name}.mmdb"
        writer.to_db_file(str(file))
        return file

    return write


def filled(login: Login, *files: Path) -> Login:
    with Located(*files) as located:
        (found,) = located.fill(Profile(id="u", logins=(login,))).logins or ()
    return found


def test_country_city_and_network_number_are_filled_in(database: Write) -> None:
    found = filled(Login(ip="192.0.2.77"), database("City", CITY), database("ASN", ASN))
    assert found == Login(ip="192.0.2.77", country="PL", city="Gdynia", asn=64500)


def test_the_zone_of_an_address_is_not_that_of_the_device(database: Write) -> None:
    assert filled(Login(ip="192.0.2.77"), database("City", CITY)).time_zone is None


@pytest.mark.parametrize(
    ("last", "network"),
    [(1, "hosting"), (2, "vpn"), (3, "proxy"), (4, "proxy"), (5, "tor"), (6, "vpn"), (7, "hosting"), (99, None)],
)
def test_kinds_of_hidden_networks(database: Write, last: int, network: str | None) -> None:
    assert filled(Login(ip=f"192.0.2.{last}"), database("Anonymous", ANONYMOUS)).network == network


@pytest.mark.parametrize(("last", "network"), [(8, "mobile"), (9, None), (10, "home")])
def test_kinds_of_users(database: Write, last: int, network: str | None) -> None:
    assert filled(Login(ip=f"192.0.2.{last}"), database("Enterprise", ENTERPRISE)).network == network


def test_of_two_databases_the_first_counts(database: Write) -> None:
    users, numbers = database("Enterprise", ENTERPRISE), database("ASN", ASN)
    assert filled(Login(ip="192.0.2.1"), users, numbers).asn == 64501
    assert filled(Login(ip="192.0.2.1"), numbers, users).asn == 64500


def test_a_hidden_network_counts_before_a_home_in_any_order(database: Write) -> None:
    hidden, users = database("Anonymous", ANONYMOUS), database("Enterprise", ENTERPRISE)
    assert filled(Login(ip="192.0.2.1"), hidden, users).network == "hosting"
    assert filled(Login(ip="192.0.2.1"), users, hidden).network == "hosting"


def test_a_provider_is_named_for_a_vpn_alone(database: Write) -> None:
    file = database("Anonymous", ANONYMOUS)
    assert filled(Login(ip="192.0.2.6"), file).provider == "Invented VPN"
    assert filled(Login(ip="192.0.2.7"), file).provider is None
    assert filled(Login(ip="192.0.2.6", network="home"), file).provider is None


def test_what_a_login_gives_is_never_replaced(database: Write) -> None:
    given = Login(ip="192.0.2.2", country="SE", city="Malmö", asn=1, network="home", provider="Own")
    assert filled(given, database("City", CITY), database("ASN", ASN), database("Anonymous", ANONYMOUS)) == given


@pytest.mark.parametrize(
    "ip", [None, "", "not an address", "10.0.0.1", "203.0.113.9", "2001:db9::1", "fe80::1%eth0"]
)
def test_what_no_database_says_stays_unknown(database: Write, ip: str | None) -> None:
    profile = Profile(id="u", logins=(Login(ip=ip),))
    with Located(database("City", CITY)) as located:
        assert located.fill(profile) is profile


def test_profiles_without_logins_are_as_they_were(database: Write) -> None:
    with Located(database("City", CITY)) as located:
        for profile in (Profile(id="u"), Profile(id="u", logins=())):
            assert located.fill(profile) is profile


def test_both_kinds_of_addresses_are_read(database: Write) -> None:
    both, four = database("City", CITY), database("Four", CITY, version=4)
    assert filled(Login(ip="2001:db8::77"), both).country == "RS"
    assert filled(Login(ip="2001:db8::77"), four).country is None
    assert filled(Login(ip="198.51.100.9"), four).country == "SE"


@pytest.mark.parametrize(
    "ip", [" 198.51.100.9 ", "198.51.100.9:443", "::ffff:198.51.100.9", "[::ffff:c633:6409]:1"]
)
def test_addresses_are_found_as_servers_note_them(database: Write, ip: str) -> None:
    for version in (4, 6):
        assert filled(Login(ip=ip), database(f"City{version}", CITY, version=version)).country == "SE"


def test_what_is_no_database_is_an_error_that_names_it(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.mmdb"
    wrong.write_bytes(b"no database")
    with pytest.raises(InputError, match=r"wrong\.mmdb"):
        Located(wrong)
    with pytest.raises(InputError, match=r"none\.mmdb"):
        Located(tmp_path / "none.mmdb")
