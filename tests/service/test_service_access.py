"""Who is answered: holders of a token, and this machine alone where there is none."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from screening.errors import InputError
from screening.service.gate import Gate
from screening.service.problems import RefusedError
from screening.service.settings import Settings, tokens
from tests.service.running import Served, Start

TOKEN = "invented-token-0123456789"  # noqa: S105 - invented
ANYWHERE = "0.0.0.0"  # noqa: S104 - what is refused without a token
OTHER = "another-invented-token-42"
RECORD = {"id": "u1", "name": "Marta Wzorowa", "country": "PL"}


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_a_token_is_needed_once_there_is_one(start: Start) -> None:
    with start(SCREENING_TOKEN=TOKEN) as served:
        for path in ("/lists", "/schema", "/openapi.json", "/metrics", "/nix"):
            answer = served.get(path)
            assert (answer.status, answer.json["status"]) == (401, 401)
            assert answer.headers["www-authenticate"] == 'Bearer realm="screening"'
        for wrong in (
            "",
            "Bearer",
            f"Basic {TOKEN}",
            f"Bearer {TOKEN}x",
            f"Bearer {TOKEN[:-1]}",
            TOKEN,
            "Bearer é",
        ):
            answer = served.post("/score", RECORD, {"Authorization": wrong})
            assert answer.status == 401
            assert TOKEN.encode() not in answer.body
        assert served.post("/score", RECORD, bearer(TOKEN)).status == 200
        assert (
            served.post("/score", RECORD, {"authorization": f"bearer {TOKEN}", "Host": "screening.example"}).status
            == 200
        )
        assert served.get("/healthz").status == 200
        assert TOKEN not in served.logged()


def test_a_token_file_is_read_again_at_a_reload(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "token.txt"
    file.write_text(f"{TOKEN}\n", encoding="utf-8")
    with start("--token-file", str(file)) as served:
        assert served.get("/lists", bearer(TOKEN)).status == 200
        assert served.get("/lists", bearer(OTHER)).status == 401
        file.write_text(f"{OTHER}\n{TOKEN}\n", encoding="utf-8")
        served.signal(signal.SIGHUP)
        served.wait_for(lambda: served.get("/lists", bearer(OTHER)).status == 200)
        assert served.get("/lists", bearer(TOKEN)).status == 200
        file.write_text("short\n", encoding="utf-8")
        served.signal(signal.SIGHUP)
        served.wait_for(lambda: "RELOAD FAILED" in served.get("/healthz").body.decode())
        assert served.get("/lists", bearer(OTHER)).status == 200


@pytest.mark.parametrize(
    ("given", "environment", "said"),
    [
        ({"host": ANYWHERE}, {}, "a bearer token is needed"),
        ({"host": "::"}, {}, "a bearer token is needed"),
        ({"host": ANYWHERE}, {"SCREENING_TOKEN": "short"}, "at least 16"),
        ({}, {"SCREENING_TOKEN": ""}, "at least 16"),
        ({}, {"SCREENING_TOKEN": "with a space in its middle"}, "no space"),
        ({"token_file": "absent.txt"}, {}, "No such file"),
        ({"token_file": os.devnull}, {}, "no token in it"),
    ],
)
def test_no_service_without_the_token_that_is_needed(
    given: dict[str, str], environment: dict[str, str], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        tokens(Settings(**given), environment)  # type: ignore[arg-type]


def test_the_command_refuses_in_one_line() -> None:
    command = [sys.executable, "-m", "screening.cli", "serve", "--host", ANYWHERE, "--port", "0"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 2
    assert done.stderr.startswith("screening: --host 0.0.0.0 can be reached from other machines")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("library", ["starlette", "uvicorn", "httptools", "prometheus_client"])
def test_a_missing_library_is_told_with_the_extra_that_brings_it(library: str) -> None:
    code = f"import sys; sys.modules[{library!r}] = None; from screening.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "serve"], capture_output=True, text=True, check=False, timeout=30
    )
    assert done.returncode == 2
    assert "pip install 'freelance-screening[serve]'" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_port_in_use_is_told(served: Served) -> None:
    command = [sys.executable, "-m", "screening.cli", "serve", "--port", str(served.port)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 2
    assert f"--port {served.port}: cannot listen there" in done.stderr


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:8000", 200),
        ("127.0.0.1:1", 200),
        ("[::1]:8000", 200),
        ("screening.example", 421),
        ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost@evil.example", 421),
        ("2130706433", 421),
        ("[", 421),
        (ANYWHERE, 421),
    ],
)
def test_without_a_token_another_host_is_refused(served: Served, host: str, status: int) -> None:
    """A name that was made to point at this machine (DNS rebinding) is another's."""
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)
    connection.putrequest("GET", "/lists", skip_host=True)
    connection.putheader("Host", host)
    connection.endheaders()
    assert connection.getresponse().status == status
    connection.close()


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://localhost:3000", 200),
        ("http://127.0.0.1", 200),
        ("https://evil.example", 403),
        ("null", 403),
        ("http://localhost.evil.example", 403),
    ],
)
def test_without_a_token_a_page_of_another_site_is_refused(served: Served, origin: str, status: int) -> None:
    assert served.post("/score", RECORD, {"Origin": origin}).status == status


def test_every_token_is_tried() -> None:
    gate = Gate([TOKEN, OTHER])
    for token in (TOKEN, OTHER):
        gate.check("/score", {b"authorization": f"Bearer {token}".encode()})
    with pytest.raises(RefusedError, match="not accepted"):
        gate.check("/score", {b"authorization": b"Bearer x"})
