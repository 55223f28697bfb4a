"""Stopping: what runs is finished, and the process ends with 0. Several workers are one service."""

from __future__ import annotations

import http.client
import json
import signal
import time

import pytest

from tests.service.running import Served, Start

RECORD = {"id": "u1", "name": "Marta Wzorowa", "country": "PL"}
LINE = json.dumps(RECORD).encode() + b"\n"


def begun(served: Served) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
    """A batch that has begun, and is not at its end."""
    connection = served.connect(timeout=20)
    connection.putrequest("POST", "/score/batch")
    connection.putheader("Content-Type", "application/x-ndjson")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()
    connection.send(b"%x\r\n%s\r\n" % (len(LINE), LINE))
    answer = connection.getresponse()
    assert json.loads(answer.readline())["profile_id"] == "u1"
    return connection, answer


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_what_runs_is_finished(start: Start, number: signal.Signals) -> None:
    with start() as served:
        connection, answer = begun(served)
        served.signal(number)
        time.sleep(0.5)
        assert served.process.poll() is None
        with pytest.raises(OSError, match="refused"):
            served.get("/healthz")
        connection.send(b"%x\r\n%s\r\n0\r\n\r\n" % (len(LINE), LINE))
        assert json.loads(answer.read())["profile_id"] == "u1"
        connection.close()
        assert served.process.wait(10) == 0
        assert "Traceback" not in served.logged()


def test_what_does_not_end_is_broken_off_after_the_time_of_grace(start: Start) -> None:
    with start("--grace", "1") as served:
        connection, _ = begun(served)
        began = time.monotonic()
        served.signal(signal.SIGTERM)
        assert served.process.wait(10) == 0
        assert time.monotonic() - began < 6
        assert "Traceback" not in served.logged()
        connection.close()


def test_workers_do_not_outlive_the_first_process(start: Start) -> None:
    with start("--workers", "2") as served:
        served.process.kill()
        served.process.wait()
        until = time.monotonic() + 15
        while answered(served):
            assert time.monotonic() < until
            time.sleep(0.1)


def reloaded(served: Served) -> bool:
    """Whether both workers have reloaded; one that was not up yet is asked again."""
    served.signal(signal.SIGHUP)
    time.sleep(0.3)
    return served.logged().count("reloaded") >= 2


def answered(served: Served) -> bool:
    try:
        return bool(served.get("/healthz").status)
    except OSError:
        return False


def test_workers_are_one_service(start: Start) -> None:
    with start("--workers", "2", "--watch", "0") as served:
        for _ in range(40):
            assert served.post("/score", RECORD).status == 200
        counted = b'screening_http_requests_total{route="/score",status="200"} 40.0'
        served.wait_for(lambda: counted in served.get("/metrics").body)
        served.wait_for(lambda: reloaded(served))
        assert served.post("/score", RECORD).status == 200
        served.signal(signal.SIGTERM)
        assert served.process.wait(15) == 0
        assert "Traceback" not in served.logged()
