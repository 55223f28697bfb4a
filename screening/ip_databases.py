"""Country, city, network and provider of logins, from address databases that the user has.

Files in the MaxMind DB format (``.mmdb``): GeoLite or GeoIP Country, City, Enterprise, ASN, Anonymous IP and
Anonymous Plus, or others with the same fields. They are read before scoring, on this computer; nothing is asked
over a network, and scoring itself opens no file::

    with Located("GeoLite2-City.mmdb", "GeoIP2-Anonymous-IP.mmdb") as located:
        assessment = screener.score(located.fill(profile))

Needs the extra ``ip``: ``pip install "freelance-screening[ip]"``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Self

import msgspec

from screening.errors import InputError
from screening.profile import Login, Profile
from screening.signals.sessions import HIDDEN
from screening.values import ip_address

__all__ = ["Located"]

_LONGEST = 200
_KINDS = (
    ("is_tor_exit_node", "tor"),
    ("is_anonymous_vpn", "vpn"),
    ("is_public_proxy", "proxy"),
    ("is_residential_proxy", "proxy"),
    ("is_hosting_provider", "hosting"),
)
"""Fields of Anonymous IP and Anonymous Plus, and what they are here; of several the first counts."""
_USERS = {"residential": "home", "cellular": "mobile", "hosting": "hosting"}
"""``traits.user_type`` of Enterprise. Its other values (business, college, library ...) are no network of ours."""


class Located:
    """Databases, opened, that say where addresses are.

    A value that a login gives already is never replaced, and what no database says stays unknown. The time zone
    of an address is not filled in: the field is for that of the device.

    Args:
        paths: database files; where two say different things the first one counts, but a hidden network counts
            before a home.

    Raises:
        InputError: a file cannot be read or is no such database, or the extra ``ip`` is not installed.
    """

    def __init__(self, *paths: str | Path) -> None:
        try:
            import maxminddb  # noqa: PLC0415  # an extra: only who has a database needs it
        except ImportError:
            raise InputError('databases of addresses need: pip install "freelance-screening[ip]"') from None
        self._readers: list[Any] = []
        for path in paths:
            try:
                self._readers.append(maxminddb.open_database(str(path)))
            except OSError as error:
                self.close()
                raise InputError(f"{path}: {error.strerror or error}") from None
            except (maxminddb.InvalidDatabaseError, ValueError) as error:
                self.close()
                raise InputError(f"{path}: no database in the MaxMind DB format: {error}") from None
        self._damaged = maxminddb.InvalidDatabaseError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the files."""
        for reader in self._readers:
            reader.close()

    def fill(self, profile: Profile) -> Profile:
        """The profile with what the databases say of the addresses of its logins.

        Args:
            profile: it is not changed.

        Raises:
            InputError: a database is damaged.
        """
        if not profile.logins:
            return profile
        known: dict[str, dict[str, Any]] = {}
        logins = tuple(self._filled(login, known) for login in profile.logins)
        if all(a is b for a, b in zip(logins, profile.logins, strict=True)):
            return profile
        return msgspec.structs.replace(profile, logins=logins)

    def _filled(self, login: Login, known: dict[str, dict[str, Any]]) -> Login:
        if not login.ip:
            return login
        if login.ip not in known:
            known[login.ip] = self._said_of(login.ip)
        new = {field: value for field, value in known[login.ip].items() if getattr(login, field) is None}
        if "provider" in new and (login.network or new.get("network")) not in {"vpn", "proxy"}:
            del new["provider"]  # a VPN's name beside another network would name the wrong thing
        return msgspec.structs.replace(login, **new) if new else login

    def _said_of(self, ip: str) -> dict[str, Any]:
        """The fields of a login that the databases know of an address."""
        address = ip_address(ip)
        if address is None:
            return {}
        found: dict[str, Any] = {}
        for reader in self._readers:
            if ":" in address and reader.metadata().ip_version == 4:  # noqa: PLR2004
                continue
            try:
                record = reader.get(address)
            except self._damaged as error:
                raise InputError(f"a database of addresses is damaged: {error}") from None
            if isinstance(record, Mapping):
                said = _fields(record)
                if said.get("network") in HIDDEN and found.get("network") not in HIDDEN:
                    found["network"] = said["network"]
                found = {**said, **found}
        return found


def _fields(record: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a login in one record of any of the databases.

    >>> _fields({"country": {"iso_code": "PL"}, "city": {"names": {"en": "Gdynia"}}})
    {'country': 'PL', 'city': 'Gdynia'}
    >>> _fields({"is_anonymous": True, "is_anonymous_vpn": True, "is_hosting_provider": True})
    {'network': 'vpn'}
    """
    traits = _mapping(record.get("traits"))
    kind = next((kind for field, kind in _KINDS if record.get(field) is True), None)
    user = traits.get("user_type")
    found = {
        "country": _text(_mapping(record.get("country")).get("iso_code")),
        "city": _text(_mapping(_mapping(record.get("city")).get("names")).get("en")),
        "asn": _first(_number, record.get("autonomous_system_number"), traits.get("autonomous_system_number")),
        "network": kind or (_USERS.get(user) if isinstance(user, str) else None),
        "provider": _text(record.get("provider_name")),
    }
    return {field: value for field, value in found.items() if value is not None}


def _first(read: Callable[[object], int | None], *values: object) -> int | None:
    return next((found for value in values if (found := read(value)) is not None), None)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and 0 < len(value) <= _LONGEST else None


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
