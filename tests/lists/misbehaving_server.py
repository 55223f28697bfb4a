"""A server on the loopback interface that answers as it is told, well or badly; also a proxy, and over TLS.

Answers are functions that write to a connection. A path that has several gives one after the other and the
last for ever::

    with Server() as server:
        server.at("/sdn.csv", status(500), whole(b"..."))
        fetch(server.url("/sdn.csv"))
        assert server.asked[-1].headers["User-Agent"]
"""

from __future__ import annotations

import gzip
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple, Self
from urllib.parse import urlsplit

Answer = Callable[[BaseHTTPRequestHandler], None]


class Asked(NamedTuple):
    """One request as it came in."""

    path: str
    headers: Message


class Server:
    """The server; leaving the block ends it."""

    def __init__(self, trust: ssl.SSLContext | None = None) -> None:
        self.asked: list[Asked] = []
        self._answers: dict[str, list[Answer]] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._scheme = "https" if trust else "http"
        if trust:
            self._server.socket = trust.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def url(self, path: str = "") -> str:
        """The address of a path."""
        return f"{self._scheme}://127.0.0.1:{self._server.server_port}{path}"

    def at(self, path: str, *answers: Answer) -> None:
        """What a path answers from now on; a whole address if the server is asked as a proxy."""
        self._answers[path] = list(answers)

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [asked.path for asked in self.asked]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                server.asked.append(Asked(self.path, self.headers))
                answers = server._answers.get(self.path) or [status(404)]
                answer = answers.pop(0) if len(answers) > 1 else answers[0]
                self.close_connection = True
                with suppress(OSError):  # the client had enough
                    answer(self)
                    self.wfile.flush()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is given
                pass

            def handle(self) -> None:
                with suppress(OSError):  # no handshake came about, or the client is gone
                    super().handle()

        return Handler


def sent(handler: BaseHTTPRequestHandler, code: int, body: bytes, /, **headers: str) -> None:
    """Headers, ``Content_Type`` written with an underscore, and a body."""
    handler.send_response(code)
    usual = {"Content_Length": str(len(body)), "Content_Type": "text/csv", "Connection": "close"}
    for name, value in {**usual, **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def whole(body: bytes, etag: str = "", changed: str = "", **headers: str) -> Answer:
    """The body; 304 to who has it already by its ETag or its date."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        given = {"ETag": etag, "Last_Modified": changed}
        validators = {name: value for name, value in given.items() if value}
        asked = handler.headers.get("If-None-Match"), handler.headers.get("If-Modified-Since")
        if (etag and asked[0] == etag) or (changed and not asked[0] and asked[1] == changed):
            sent(handler, 304, b"", **validators)
        else:
            sent(handler, 200, body, **validators, **headers)

    return answer


def status(code: int, **headers: str) -> Answer:
    """Nothing but a status."""
    return lambda handler: sent(handler, code, b"", **headers)


def only_for_browsers(body: bytes) -> Answer:
    """What OFAC's service does: 403 to names that do not look like a browser's and have 40 characters."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        name = handler.headers.get("User-Agent", "")
        if name.startswith("Mozilla/5") and len(name) >= 40:
            sent(handler, 200, body)
        else:
            sent(handler, 403, b"")

    return answer


def redirect(to: str, code: int = 302) -> Answer:
    """To another address."""
    return lambda handler: sent(handler, code, b"", Location=to)


def page(handler: BaseHTTPRequestHandler) -> None:
    """A page to log in."""
    sent(handler, 200, b"<html>Please log in</html>", Content_Type="text/html; charset=utf-8")


def truncated(body: bytes) -> Answer:
    """Half of what was announced."""
    return lambda handler: sent(handler, 200, body[: len(body) // 2], Content_Length=str(len(body)))


def truncated_chunks(body: bytes) -> Answer:
    """The first of several chunks, and no end."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(f"{len(body):x}\r\n".encode() + body + b"\r\n")

    return answer


def packed(body: bytes) -> Answer:
    """Packed by gzip for the way."""
    return lambda handler: sent(handler, 200, gzip.compress(body), Content_Encoding="gzip")


def drip(handler: BaseHTTPRequestHandler) -> None:
    """A byte now and then, for ever; never so late that it would be no answer at all."""
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"1")
        handler.wfile.flush()
        time.sleep(0.02)


def dripping(start: bytes, byte: bytes, *, times: int = 200, end: bytes = b"") -> Answer:
    """The start of an answer at once, then a byte fifty times a second, and the end."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(start)
        for _ in range(times):
            handler.wfile.write(byte)
            handler.wfile.flush()
            time.sleep(0.02)
        handler.wfile.write(end)

    return answer


def endless(handler: BaseHTTPRequestHandler) -> None:
    """As much as the line takes, for ever."""
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b'1,"EXAMPLE"\r\n' * 10_000)


def silent(handler: BaseHTTPRequestHandler) -> None:
    """No answer until the client gives up."""
    time.sleep(0.5)


def garbage(handler: BaseHTTPRequestHandler) -> None:
    """What is no HTTP at all."""
    handler.wfile.write(b"\x00\xff\x16 no such protocol\r\n\r\n")


def proxied(body: bytes) -> Answer:
    """As a proxy: the body, for a request that names a whole address."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        assert urlsplit(handler.path).netloc
        sent(handler, 200, body)

    return answer
