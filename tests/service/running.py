"""Real servers: ``screening serve`` in a process of its own, on a free port of this machine."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["Answer", "Served", "Start", "serving"]

Start = Callable[..., AbstractContextManager["Served"]]


class Answer(NamedTuple):
    """What a server said."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401 - any JSON
        return json.loads(self.body)


class Served:
    """A running server, and a client of it."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path, port: int) -> None:
        self.process = process
        self.log = log
        self.port = port

    def connect(self, timeout: float = 10) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def ask(self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None) -> Answer:
        connection = self.connect()
        content = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        given = {"Content-Type": "application/json"} if body is not None else {}
        try:
            connection.request(method, path, content, given | (headers or {}))
            found = connection.getresponse()
            return Answer(found.status, {k.lower(): v for k, v in found.getheaders()}, found.read())
        finally:
            connection.close()

    def post(self, path: str, body: object, headers: dict[str, str] | None = None) -> Answer:
        return self.ask("POST", path, body, headers)

    def get(self, path: str, headers: dict[str, str] | None = None) -> Answer:
        return self.ask("GET", path, None, headers)

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def logged(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def wait_for(self, wanted: Callable[[], bool], seconds: float = 20) -> None:
        until = time.monotonic() + seconds
        while not wanted():
            assert self.process.poll() is None, self.logged()
            assert time.monotonic() < until, self.logged()
            time.sleep(0.05)


@contextmanager
def serving(folder: Path, *options: str, **environment: str) -> Iterator[Served]:
    """A server that is up, and is ended afterwards."""
    log = folder / "stderr.txt"
    clean = {name: value for name, value in os.environ.items() if name != "SCREENING_TOKEN"}
    command = [sys.executable, "-m", "screening.cli", "serve", "--port", "0", *options]
    with log.open("wb") as errors:
        process = subprocess.Popen(command, stderr=errors, env=clean | environment)
    served = Served(process, log, 0)
    try:
        served.wait_for(lambda: " serving on " in served.logged())
        served.port = int(re.search(r"http://\S+:(\d+)", served.logged())[1])  # type: ignore[index]
        served.wait_for(lambda: answers(served))
        yield served
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def answers(served: Served) -> bool:
    try:
        return served.get("/healthz").status in {200, 503}
    except OSError:
        return False
