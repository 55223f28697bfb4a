"""Who may ask: the holder of a bearer token, or, without any, who asks on a loopback address by its own name.

A web page that a browser on this machine shows must not reach a service without a token: a foreign ``Host``
(a name that was made to point here, DNS rebinding) and a foreign ``Origin`` are refused.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from screening.errors import Problem
from screening.service.problems import RefusedError
from screening.service.settings import is_loopback

__all__ = ["OPEN", "Gate"]

OPEN = frozenset({"/healthz"})
"""What is answered without a token: probes of load balancers carry none."""
_CHALLENGE = ("www-authenticate", 'Bearer realm="screening"')


class Gate:
    """Lets a request pass, or refuses it.

    Args:
        tokens: the accepted ones; without any the loopback rules hold.
    """

    def __init__(self, tokens: Iterable[str]) -> None:
        self._digests = tuple(_digest(token.encode()) for token in tokens)

    @property
    def guarded(self) -> bool:
        """Whether a token is needed."""
        return bool(self._digests)

    def check(self, path: str, headers: Mapping[bytes, bytes]) -> None:
        """Refuse who may not ask.

        Raises:
            RefusedError: 401 without a right token; 421 and 403 for another's ``Host`` or ``Origin`` on loopback.
        """
        if not self._digests:
            _check_local(headers)
        elif path not in OPEN:
            self._check_token(headers.get(b"authorization", b""))

    def _check_token(self, given: bytes) -> None:
        scheme, _, token = given.partition(b" ")
        if not token or scheme.lower() != b"bearer":
            raise RefusedError(401, "a bearer token is needed", headers=(_CHALLENGE,))
        digest = _digest(token.strip())
        # every token is compared, and digests all have one length: the time says nothing
        if not sum(hmac.compare_digest(digest, known) for known in self._digests):
            challenge = (_CHALLENGE[0], _CHALLENGE[1] + ', error="invalid_token"')
            raise RefusedError(401, "the bearer token is not accepted", headers=(challenge,))


def _check_local(headers: Mapping[bytes, bytes]) -> None:
    host = headers.get(b"host", b"").decode("latin-1")
    if host and not _is_local(f"//{host}"):
        raise RefusedError(
            421,
            "without a token only this machine's own names are answered",
            (Problem("Host", host, "localhost, 127.0.0.1 or [::1] is needed"),),
        )
    origin = headers.get(b"origin", b"").decode("latin-1")
    if origin and not _is_local(origin):
        raise RefusedError(
            403,
            "without a token no page of another site is answered",
            (Problem("Origin", origin, "an origin on this machine is needed"),),
        )


@lru_cache(maxsize=256)
def _is_local(address: str) -> bool:
    try:
        return is_loopback(urlsplit(address).hostname or "")
    except ValueError:
        return False


def _digest(token: bytes) -> bytes:
    return hashlib.sha256(token).digest()
