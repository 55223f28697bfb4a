"""A connection: uvicorn's, with limits on how long and how large the head of a request may be.

Uvicorn limits neither, so that a client could hold a connection for ever with half a request, or fill the memory
with one endless header.

Its parser also takes what follows an offer of another protocol for that protocol, so that the body is lost: the
HTTP client of Java offers ``Upgrade: h2c`` unless it is told otherwise. A server that does not speak the other
protocol answers as if it had not been offered (RFC 9110, 7.8).
"""

from __future__ import annotations

import asyncio
from array import array
from typing import Any

from httptools import HttpParserUpgrade, HttpRequestParser
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

__all__ = ["Connection"]

_MOST_HEAD = 1 << 16
_HEAD_SECONDS = 10.0
_REST_SECONDS = 5.0
"""After its answer, a client may go on to send the body that was refused for so long."""


class _Parser(HttpRequestParser):
    """Reads a head that offers another protocol again, without the offer."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self.set_dangerous_leniencies(lenient_data_after_close=True)  # as uvicorn sets its own
        self._connection = connection

    @property
    def offered(self) -> bool:
        """Whether the head that was just read offers another protocol, and so comes again."""
        return bool(self.should_upgrade()) and self.get_method() != b"CONNECT"

    def feed_data(self, data: bytes | bytearray | memoryview | array[int]) -> None:
        """Read a part."""
        rest = memoryview(data)
        while True:
            try:
                super().feed_data(rest)
            except HttpParserUpgrade as offer:
                if not self.offered:
                    raise
                rest = rest[offer.args[0] :]
                super().feed_data(self._plain_head())
            else:
                return

    def _plain_head(self) -> bytes:
        connection = self._connection
        lines = [b"%s %s HTTP/%s" % (self.get_method(), connection.url, self.get_http_version().encode())]
        lines += [b"%s: %s" % header for header in connection.headers if header[0] != b"upgrade"]
        return b"\r\n".join([*lines, b"", b""])


class Connection(HttpToolsProtocol):
    """Closed if the head of a request does not come in ten seconds, or is longer than 64 KiB."""

    _head = 0
    _in_body = False
    _timer: asyncio.TimerHandle | None = None

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - uvicorn's own
        super().__init__(*args, **options)
        self.parser: _Parser = _Parser(self)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as the base has it
        """Begin to wait for a head."""
        super().connection_made(transport)
        self._arm(_HEAD_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._disarm()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read a part, and refuse a head that goes on and on."""
        self._head += len(data)
        super().data_received(data)
        if self._head > _MOST_HEAD and not self._in_body and not self.transport.is_closing():
            self.send_400_response("Request head too large.")
        elif self._head and not self._in_body and self._timer is None:
            self._arm(_HEAD_SECONDS)

    def on_headers_complete(self) -> None:
        """The head is there."""
        if self.parser.offered:
            return
        self._disarm()
        self._in_body = True
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The body is there too."""
        if self.parser.offered:
            return
        self._disarm()
        self._in_body, self._head = False, 0
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Wait a little for the rest of a body that nobody reads."""
        super().on_response_complete()
        if self._in_body and not self.transport.is_closing():
            self._arm(_REST_SECONDS)

    def _arm(self, seconds: float) -> None:
        self._disarm()
        self._timer = self.loop.call_later(seconds, self._late)

    def _disarm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _late(self) -> None:
        self._timer = None
        if not self.transport.is_closing():
            self.transport.abort()
