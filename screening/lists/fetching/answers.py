"""What the headers and the packing of an HTTP answer mean; nothing here opens a connection."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from screening.errors import WatchlistError, shown
from screening.lists.fetching.gathering import public_address
from screening.lists.fetching.snapshots import StoredFile

__all__ = ["PassingError", "conditions", "followed", "unpacked", "validator", "wait_asked_for"]

_GZIP = 31
_CHUNK = 1 << 18
_LONGEST_VALIDATOR = 500


class PassingError(Exception):
    """A fault that may be over in a moment.

    Attributes:
        after: seconds after which the server says to come again, ``None`` if it does not say.
    """

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


def conditions(address: str, known: StoredFile | None) -> dict[str, str]:
    """The headers that make a server answer that nothing changed.

    What another address said of its file means nothing to this one.
    """
    if known is None or known.url != public_address(address):
        return {}
    said = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in said.items() if value}


def validator(value: str) -> str:
    """What a server calls its version of a file, to be sent back word for word; empty if it is no such thing."""
    return value if len(value) <= _LONGEST_VALIDATOR and value.isprintable() else ""


def followed(address: str, location: str) -> str:
    """Where a redirect leads: to a secure address, or at least from one insecure address to another.

    Raises:
        WatchlistError: it leads anywhere else.

    >>> followed("https://example.org/a/sdn.csv", "../b/sdn.csv")
    'https://example.org/b/sdn.csv'
    """
    try:
        to = urljoin(address, location)
        scheme, before = urlsplit(to).scheme, urlsplit(address).scheme
    except ValueError:
        raise WatchlistError(f"redirected to something that is no address (got {shown(location)})") from None
    if not location or (scheme != "https" and not (scheme == before == "http")):
        raise WatchlistError(f"redirected to an address that is not safe (got {shown(public_address(to))})")
    return to


def wait_asked_for(headers: Mapping[str, str]) -> float | None:
    """Seconds after which a server says to come again; ``None`` if it does not say."""
    text = headers.get("Retry-After", "").strip()
    if text.isdecimal() and text.isascii():
        return float(text)
    try:
        wait = parsedate_to_datetime(text) - parsedate_to_datetime(headers.get("Date", ""))
    except (ValueError, TypeError, OverflowError):
        return None
    return max(wait.total_seconds(), 0)


def unpacked(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The body as it was before the server packed it, in pieces of bounded size.

    Raises:
        WatchlistError: it is damaged, or packed otherwise than by gzip.
        PassingError: it is cut off.
    """
    encoding = encoding.strip().lower()
    if encoding in {"", "identity"}:
        yield from pieces
        return
    if encoding not in {"gzip", "x-gzip"}:
        raise WatchlistError(f"packed in a way that was not asked for (got {shown(encoding)})")
    decoder = zlib.decompressobj(_GZIP)
    try:
        for piece in pieces:
            rest = piece
            while rest:
                if decoder.eof:
                    decoder = zlib.decompressobj(_GZIP)
                yield decoder.decompress(rest, _CHUNK)
                rest = decoder.unused_data if decoder.eof else decoder.unconsumed_tail
        yield decoder.flush()
    except zlib.error as error:
        raise WatchlistError(f"the packed answer is damaged ({error})") from error
    if not decoder.eof:
        raise PassingError("the packed answer is cut off")
