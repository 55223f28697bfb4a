"""What ``screening serve`` was told: where to listen, who may ask, and how much."""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from screening.errors import InputError

__all__ = ["TOKEN_VARIABLE", "Settings", "is_loopback", "tokens"]

TOKEN_VARIABLE = "SCREENING_TOKEN"  # noqa: S105 - the name of a variable, not its value
"""The environment variable that holds the bearer token, where no file does."""
_SHORTEST_TOKEN = 16


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How the service runs; each worker process gets its own copy.

    Attributes:
        host, port: where to listen; port 0 takes a free one.
        workers: processes.
        token_file: a file with the bearer token; a second line is a second token, for the days of a change.
        kind: the kind of records that do not state one.
        date: the date of all assessments; the current day in UTC if ``None``.
        watched: files whose change means that lists are to be read again.
        watch: seconds between two looks at them; 0 looks never.
        max_body: bytes of one profile, and of one line of a batch.
        seconds: how long a request may take to arrive, to be scored, and its answer to be fetched.
        grace: seconds that running requests get when the service is stopped.
        connections: open connections of one worker; more are answered 503.
        access_log: a line on stderr for each request: method, route, status, time.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    token_file: str | None = None
    kind: str | None = None
    date: dt.date | None = None
    watched: tuple[str, ...] = ()
    watch: float = 30.0
    max_body: int = 1 << 20
    seconds: float = 10.0
    grace: float = 30.0
    connections: int = 1_000
    access_log: bool = False

    @property
    def today(self) -> dt.date:
        """The date of an assessment that is made now."""
        return self.date or dt.datetime.now(tz=dt.UTC).date()


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address.

    >>> [is_loopback(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "example.com")]
    [True, True, True, False, False]
    """
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def tokens(settings: Settings, environment: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The bearer tokens that are accepted; none on a loopback address without any.

    Args:
        settings: where to look.
        environment: that of the process if ``None``.

    Raises:
        InputError: there is none where one is needed, or it is too short or not plain ASCII.
    """
    environment = os.environ if environment is None else environment
    if settings.token_file is not None:
        place = f"token file {settings.token_file}"
        try:
            found = Path(settings.token_file).read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{place}: {getattr(error, 'strerror', None) or 'is not text'}") from None
        given = [line.strip() for line in found if line.strip()]
        if not given:
            raise InputError(f"{place}: there is no token in it")
    else:
        place = f"environment variable {TOKEN_VARIABLE}"
        given = [environment[TOKEN_VARIABLE].strip()] if TOKEN_VARIABLE in environment else []
    for token in given:
        if len(token) < _SHORTEST_TOKEN or not (token.isascii() and token.isprintable()) or " " in token:
            raise InputError(
                f"{place}: a token has at least {_SHORTEST_TOKEN} ASCII characters and no space; "
                'make one with: python -c "import secrets; print(secrets.token_urlsafe(32))"'
            )
    if not given and not is_loopback(settings.host):
        raise InputError(
            f"--host {settings.host} can be reached from other machines, so a bearer token is needed: "
            f"set {TOKEN_VARIABLE}, or name a file with --token-file"
        )
    return tuple(given)
