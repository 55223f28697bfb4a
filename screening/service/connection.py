"""A connection: uvicorn's, with limits on how long and how large the head of a request may be.

Uvicorn limits neither, so that a client could hold a connection for ever with half a request, or fill the memory
with one endless header.
"""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

__all__ = ["Connection"]

_MOST_HEAD = 1 << 16
_HEAD_SECONDS = 10.0
_REST_SECONDS = 5.0
"""After its answer, a client may go on to send the body that was refused for so long."""


class Connection(HttpToolsProtocol):
    """Closed if the head of a request does not come in ten seconds, or is longer than 64 KiB."""

    _head = 0
    _in_body = False
    _timer: asyncio.TimerHandle | None = None

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
        self._disarm()
        self._in_body = True
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The body is there too."""
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
