"""Bodies of requests, whole or line by line, within their limits of size and time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from functools import lru_cache

from starlette.types import Receive

from screening.errors import Problem
from screening.service.problems import RefusedError
from screening.service.waiting import within

__all__ = ["GoneError", "check_type", "lines", "whole"]


class GoneError(Exception):
    """The client went away before its request was complete: there is nobody to answer."""


def check_type(headers: Mapping[bytes, bytes], *accepted: str) -> None:
    """Refuse a body of another media type, or in another encoding than UTF-8.

    Raises:
        RefusedError: 415, naming what is accepted.
    """
    given = headers.get(b"content-type", b"")
    media, charset = _media(given)
    if media not in accepted or charset not in {"", "charset=utf-8"}:
        problem = Problem("Content-Type", given.decode("latin-1"), f"{' or '.join(accepted)} in UTF-8 is needed")
        raise RefusedError(415, "the body is of another type", (problem,))
    if headers.get(b"content-encoding", b"identity").lower() != b"identity":
        coding = headers[b"content-encoding"].decode("latin-1")
        problem = Problem("Content-Encoding", coding, "a body that is not compressed is needed")
        raise RefusedError(415, "the body is compressed", (problem,))


@lru_cache(maxsize=256)
def _media(given: bytes) -> tuple[str, str]:
    """A media type, and its parameters as they are compared."""
    media, _, parameters = given.decode("latin-1").partition(";")
    return media.strip().lower(), parameters.replace(" ", "").replace('"', "").lower()


async def whole(receive: Receive, headers: Mapping[bytes, bytes], *, limit: int, seconds: float) -> bytes:
    """The whole body.

    Args:
        receive: gives its parts.
        headers: of the request.
        limit: bytes that it may have, said beforehand or not.
        seconds: in which it must arrive.

    Raises:
        RefusedError: 413, it is longer; 408, it did not arrive in time.
        GoneError: the client went away.
    """
    said = headers.get(b"content-length", b"")
    if said.isdigit() and int(said) > limit:
        raise _too_long(int(said), limit)
    try:
        return await within(seconds, _gathered(receive, limit))
    except TimeoutError:
        raise RefusedError(
            408,
            f"the body did not arrive within {seconds:g} seconds",
            headers=(("connection", "close"),),
        ) from None


async def _gathered(receive: Receive, limit: int) -> bytes:
    body = b""
    parts: list[bytes] = []
    size = 0
    more = True
    while more:
        body, more = await _part(receive)
        size += len(body)
        if size > limit:
            raise _too_long(size, limit)
        parts.append(body)
    return body if len(parts) == 1 else b"".join(parts)


async def lines(receive: Receive, *, limit: int, seconds: float) -> AsyncIterator[list[bytes | None]]:
    r"""The complete lines of each part that arrives, without their ends; no more than one line is kept.

    Args:
        receive: gives the parts.
        limit: bytes of a line; a longer one is passed over, and ``None`` stands in its place.
        seconds: between two parts.

    Raises:
        TimeoutError: the next part did not come in time.
        GoneError: the client went away.
    """
    kept = b""
    passing_over = False
    more = True
    while more:
        part, more = await within(seconds, _part(receive))
        found: list[bytes | None] = []
        *complete, rest = (kept + part).split(b"\n")
        if not more and rest:
            complete, rest = [*complete, rest], b""
        for line in complete:
            found.append(None if passing_over or len(line) > limit else line)
            passing_over = False
        if len(rest) > limit:
            passing_over, rest = True, b""
        elif passing_over:
            rest = b""
        if not more and passing_over:
            found.append(None)
        kept = rest
        yield found


async def _part(receive: Receive) -> tuple[bytes, bool]:
    message = await receive()
    if message["type"] != "http.request":
        raise GoneError
    return message.get("body", b""), message.get("more_body", False)


def _too_long(size: int, limit: int) -> RefusedError:
    return RefusedError(
        413,
        f"the body has {size:,} bytes or more; the limit is {limit:,}",
        (Problem("body", f"{size} bytes", f"at most {limit} bytes"),),
    )
