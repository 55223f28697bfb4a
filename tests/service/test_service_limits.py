"""Limits of size and time: what is too long, too slow or too much is refused, and the others are answered."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.service.running import Served, Start, serving

RECORD = {"id": "u1", "name": "Marta Wzorowa", "country": "PL"}
SMALL = json.dumps(RECORD).encode()
JSON = {"Content-Type": "application/json"}
NDJSON = {"Content-Type": "application/x-ndjson"}
HEAD = b"POST /score HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("limited"), "--max-body", "200000", "--seconds", "1.5") as found:
        yield found


def raw(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=20)


def received(connection: socket.socket) -> bytes:
    """All that comes until the server closes."""
    found = b""
    with suppress(ConnectionError):
        while part := connection.recv(65_536):
            found += part
    return found


def test_a_body_over_the_limit_is_refused_before_it_is_read(limited: Served) -> None:
    with raw(limited.port) as connection:
        connection.sendall(HEAD + b"Content-Length: 999999999\r\n\r\n{")
        assert connection.recv(65_536).startswith(b"HTTP/1.1 413 ")


def test_a_body_over_the_limit_is_refused_without_a_length_too(limited: Served) -> None:
    def parts() -> Iterator[bytes]:
        yield b'{"id": "'
        for _ in range(30):
            yield b"x" * 10_000
        yield b'"}'

    connection = limited.connect()
    connection.request("POST", "/score", parts(), JSON, encode_chunked=True)
    answer = connection.getresponse()
    assert answer.status == 413
    assert json.loads(answer.read())["problems"][0]["field"] == "body"
    connection.close()


def test_a_body_in_chunks_is_answered(limited: Served) -> None:
    connection = limited.connect()
    connection.request(
        "POST", "/score", (SMALL[n : n + 7] for n in range(0, len(SMALL), 7)), JSON, encode_chunked=True
    )
    assert connection.getresponse().status == 200
    connection.close()


def test_a_body_that_does_not_come_is_not_waited_for(limited: Served) -> None:
    with raw(limited.port) as connection:
        connection.sendall(HEAD + b"Content-Length: 100\r\n\r\n{")
        began = time.monotonic()
        assert received(connection).startswith(b"HTTP/1.1 408 ")
        assert 1 < time.monotonic() - began < 8


def test_a_body_that_trickles_in_is_not_waited_for(limited: Served) -> None:
    with raw(limited.port) as connection:
        connection.sendall(HEAD + b"Content-Length: 100\r\n\r\n")
        with suppress(ConnectionError):
            for _ in range(40):
                connection.sendall(b" ")
                time.sleep(0.1)
        assert received(connection).startswith(b"HTTP/1.1 408 ")


def test_a_head_without_end_is_refused(limited: Served) -> None:
    with raw(limited.port) as connection:
        with suppress(ConnectionError):
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: ")
            for _ in range(20):
                connection.sendall(b"x" * 65_536)
        assert received(connection)[:13] in {b"HTTP/1.1 400 ", b""}
    assert limited.get("/healthz").status == 200


@pytest.mark.parametrize("junk", [b"\x16\x03\x01\x02\x00\x01", b"GET\r\n\r\n", b"GET /\xff HTTP/1.1\r\n\r\n"])
def test_what_is_no_http_is_refused(limited: Served, junk: bytes) -> None:
    with raw(limited.port) as connection:
        connection.sendall(junk)
        assert received(connection).startswith(b"HTTP/1.1 400 ")
    assert "Traceback" not in limited.logged()


def test_a_line_over_the_limit_costs_no_other_line(limited: Served) -> None:
    body = b"\n".join([SMALL, b"x" * 500_000, SMALL, b"y" * 200_001, SMALL])
    lines = limited.post("/score/batch", body, NDJSON).body.splitlines()
    found = [json.loads(line) for line in lines]
    assert [one["error"]["place"] if "error" in one else one["profile_id"] for one in found] == [
        *("u1", "line 2", "u1", "line 4", "u1")
    ]
    assert "more than 200000 bytes" in found[1]["error"]["problems"][0]["message"]


def test_a_batch_that_stops_is_broken_off(limited: Served) -> None:
    connection = limited.connect()
    connection.putrequest("POST", "/score/batch")
    connection.putheader("Content-Type", "application/x-ndjson")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()
    line = SMALL + b"\n"
    connection.send(b"%x\r\n%s\r\n" % (len(line), line))
    answer = connection.getresponse()
    assert json.loads(answer.readline())["profile_id"] == "u1"
    with pytest.raises(http.client.IncompleteRead):
        answer.read()
    connection.close()


def test_a_batch_is_answered_while_it_is_sent_in_little_memory(limited: Served) -> None:
    """8,000 profiles, of which more than 20 MB come back, are never kept."""
    number = 8_000
    before = resident(limited)
    connection = limited.connect(timeout=60)

    def send() -> None:
        connection.putrequest("POST", "/score/batch")
        connection.putheader("Content-Type", "application/x-ndjson")
        connection.putheader("Transfer-Encoding", "chunked")
        connection.endheaders()
        for first in range(0, number, 100):
            part = b"".join(b'{"id": "u%d", "name": "Marta Wzorowa"}\n' % n for n in range(first, first + 100))
            connection.send(b"%x\r\n%s\r\n" % (len(part), part))
        connection.send(b"0\r\n\r\n")

    sender = threading.Thread(target=send)
    sender.start()
    time.sleep(0.2)
    answer = connection.getresponse()
    size = 0
    for expected in range(number):
        line = answer.readline()
        size += len(line)
        assert line.startswith(b'{"profile_id":"u%d",' % expected)
    assert answer.read() == b""
    sender.join()
    connection.close()
    assert size > 20_000_000
    assert resident(limited) - before < 12_000_000


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="only Linux ends such connections")
def test_who_does_not_fetch_the_answers_is_let_go(start: Start) -> None:
    """Two clients that only ask hold the only connections, until the time is up."""
    with start("--connections", "3", "--seconds", "1") as served, contextlib.ExitStack() as held:
        for _ in range(2):
            client = held.enter_context(socket.socket())
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2_048)
            client.connect(("127.0.0.1", served.port))
            client.setblocking(False)
            with suppress(BlockingIOError):
                client.send(b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * 200)
        assert served.get("/healthz").status == 503
        served.wait_for(lambda: served.get("/healthz").status == 200)


def resident(served: Served) -> float:
    found = re.search(rb"^process_resident_memory_bytes (\S+)", served.get("/metrics").body, re.MULTILINE)
    assert found is not None
    return float(found[1])


def test_large_profiles_hold_up_nobody_and_a_long_one_is_told(limited: Served) -> None:
    """Payments to thousands of different names take long; they are scored beside the others."""
    payments = [{"payer": f"Kim {n:04x} Trading General Company {n}", "amount": 1.0} for n in range(3_000)]
    large = json.dumps({**RECORD, "payments": payments}).encode()
    assert len(large) < 200_000
    found: list[int] = []
    clients = [
        threading.Thread(target=lambda: found.append(limited.post("/score", large).status)) for _ in range(4)
    ]
    for client in clients:
        client.start()
    times = []
    while any(client.is_alive() for client in clients):
        began = time.monotonic()
        assert limited.post("/score", RECORD).status == 200
        times.append(time.monotonic() - began)
    assert len(found) == 4
    assert set(found) <= {200, 503}
    assert sorted(times)[len(times) // 2] < 0.5


def test_connections_over_the_limit_are_refused(start: Start) -> None:
    with start("--connections", "5") as served:
        held = [raw(served.port) for _ in range(5)]
        time.sleep(0.2)
        assert served.get("/healthz").status == 503
        for connection in held:
            connection.close()
        served.wait_for(lambda: served.get("/healthz").status == 200)
