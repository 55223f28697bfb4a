"""What the service answers: the bytes of the command line, and clear refusals."""

from __future__ import annotations

import http.client
import json
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.service.running import Served

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "profiles.jsonl"
TODAY = "2026-11-23"
NDJSON = {"Content-Type": "application/x-ndjson"}


def command(*arguments: str) -> bytes:
    done = subprocess.run([sys.executable, "-m", "screening.cli", *arguments], capture_output=True, check=False)
    assert done.returncode in {0, 1, 2}, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def by_command() -> list[bytes]:
    return command("score", str(EXAMPLES), "--today", TODAY, "--format", "jsonl").splitlines(keepends=True)


def test_a_profile_gets_the_bytes_of_the_command(served: Served, by_command: list[bytes]) -> None:
    for line, expected in zip(EXAMPLES.read_bytes().splitlines(), by_command, strict=True):
        answer = served.post("/score", line)
        if b'{"error":' in expected:
            problems = json.loads(expected)["error"]["problems"]
            assert (answer.status, answer.json["problems"]) in [(422, problems), (400, [])]
            continue
        assert answer.status == 200
        assert answer.body == expected
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["cache-control"] == "no-store"


def test_a_batch_gets_the_bytes_of_the_command(served: Served, by_command: list[bytes]) -> None:
    answer = served.post("/score/batch", EXAMPLES.read_bytes(), NDJSON)
    assert answer.status == 200
    assert answer.body == b"".join(by_command).replace(b'"place":"profiles.jsonl, line', b'"place":"line')
    assert answer.headers["content-type"] == "application/x-ndjson"


def test_a_batch_answers_every_line_in_order(served: Served, profile: dict[str, Any]) -> None:
    good = json.dumps(profile).encode()
    body = b"\xef\xbb\xbf" + b"\n".join(
        [good, b'{"id": "u2", "nmae": "X Y"}', b"", b"not json", b"[" * 100_000, b"[]", b"\xff", b"  ", good]
    )
    lines = [json.loads(line) for line in served.post("/score/batch", body, NDJSON).body.splitlines()]
    assert [line["error"]["place"] if "error" in line else line["profile_id"] for line in lines] == [
        *("u1", "line 2", "line 4", "line 5", "line 6", "line 7", "u1")
    ]
    assert lines[1]["error"]["id"] == "u2"
    assert lines[1]["error"]["problems"][0]["field"] == "nmae"


def test_a_batch_without_a_record_is_refused(served: Served) -> None:
    for body in (b"", b"\n \n"):
        answer = served.post("/score/batch", body, NDJSON)
        assert (answer.status, answer.json["detail"]) == (400, "there is no record in the body")


def test_a_search_finds_what_the_command_finds(served: Served) -> None:
    expected = json.loads(command("match", "Yanbian Silver Star", "--kind", "organization", "--format", "json"))
    asked = {"name": "Yanbian Silver Star", "kind": "organization"}
    assert served.post("/match", asked).json == expected


def test_two_names_compare_as_the_command_compares_them(served: Served) -> None:
    expected = json.loads(command("match", "Kim Jong Un", "--against", "김정은", "--format", "json"))
    assert served.post("/match", {"name": "Kim Jong Un", "against": "김정은"}).json == expected


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"name": "x", "limit": 0}, "limit"),
        ({"nmae": "x"}, "nmae"),
        ({"name": "…"}, "name"),
        ({"name": "x" * 600}, "name"),
        ({"name": " ".join(["ab"] * 65)}, "name"),
        ({"name": "x", "against": "?"}, "against"),
        ({"name": "x", "kind": "ship"}, "kind"),
        ([], ""),
    ],
)
def test_a_question_that_cannot_be_asked_is_told_with_its_field(served: Served, asked: object, field: str) -> None:
    answer = served.post("/match", asked)
    assert answer.status == 422, answer.body
    assert answer.json["problems"][0]["field"] == field


def test_lists_schema_health_and_metrics(served: Served) -> None:
    lists = served.get("/lists").json
    assert [one["id"] for one in lists["lists"]] == ["dprk_it_workers"]
    assert lists["notes"] == ["DPRK list only, not a full sanctions screening"]
    assert served.get("/schema").json == json.loads(command("schema"))
    assert served.get("/healthz").json["status"] == "ok"
    served.post("/score", {"id": "u1", "name": "Marta Wzorowa", "country": "PL"})
    metrics = served.get("/metrics")
    assert metrics.headers["content-type"].startswith("text/plain")
    assert b'screening_assessments_total{band="clear"}' in metrics.body
    assert b'screening_http_requests_total{route="/score",status="200"}' in metrics.body
    assert b'screening_list_entries{list="dprk_it_workers"}' in metrics.body


def test_the_day_and_the_kind_can_be_given(served: Served) -> None:
    record = {"id": "v1", "name": "Wzorowa Trading"}
    answer = served.post("/score?today=2026-01-02&kind=organization", record)
    assert (answer.json["today"], answer.json["kind"]) == ("2026-01-02", "organization")
    assert served.post("/score", record).json["today"] == TODAY


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("today=yesterday", "today"),
        ("today=20261123", "today"),
        ("today=2026-02-30", "today"),
        ("today=", "today"),
        ("today=2026-01-01&today=2026-01-02", "today"),
        ("kind=ship", "kind"),
        ("tody=2026-01-01", "tody"),
        ("today=%00", "today"),
    ],
)
def test_a_parameter_that_cannot_be_read_is_told(served: Served, query: str, field: str) -> None:
    answer = served.post(f"/score?{query}", {"id": "u1"})
    assert answer.status == 422
    assert answer.json["problems"][0]["field"] == field


def nested(depth: int) -> dict[str, Any]:
    inner: dict[str, Any] = {"id": "r", "name": "Deep Example"}
    for _ in range(depth):
        inner = {"id": "r", "related": [{"role": "owner", "profile": inner}]}
    return inner


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        (b"", 400, "not a JSON object"),
        (b"{", 400, "not a JSON object"),
        (b"\xff\xfe", 400, "not a JSON object"),
        (b"[" * 500_000, 400, "nested too deeply"),
        (b'{"a":' * 100_000, 400, "nested too deeply"),
        (b"null", 422, "a mapping or an object"),
        (b"3", 422, "a mapping or an object"),
        (b"[]", 422, "a mapping or an object"),
        (b"{}", 422, "id: missing"),
        (b'{"id": "u1", "nmae": "M"}', 422, "did you mean 'name'"),
        (b'{"id": "u1", "name": "\\ud800"}', 400, "not a JSON object"),
        (b'{"id": "u1", "name": ' + b"9" * 5_000 + b"}", 400, "out of range"),
        (json.dumps(nested(5)).encode(), 422, "nested more than 4 deep"),
    ],
)
def test_what_cannot_be_screened_is_refused(served: Served, body: bytes, status: int, said: str) -> None:
    answer = served.post("/score", body)
    assert answer.status == status, answer.body
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json["status"] == status
    assert said in answer.json["detail"]


def test_hostile_text_is_answered_without_a_character_that_gives_orders(served: Served) -> None:
    hostile = "a\x1b[31mb\u202ec</script>"
    for body in ({"id": "u1", "name": hostile}, {"id": hostile, hostile: "x"}):
        answer = served.post("/score", body)
        assert answer.status in {200, 422}
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert not {"\x1b", "\u202e"} & set(answer.body.decode())


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/plain"},
        {"Content-Type": ""},
        {"Content-Type": "application/json; charset=utf-16"},
        {"Content-Encoding": "gzip"},
    ],
)
def test_another_type_of_body_is_refused(served: Served, headers: dict[str, str]) -> None:
    answer = served.post("/score", b"{}", headers)
    assert answer.status == 415
    assert answer.json["problems"][0]["field"] == next(iter(headers))


def test_no_such_path_and_no_such_method(served: Served) -> None:
    assert served.get("/nix").status == 404
    assert served.post("/score/", {}).status == 404
    answer = served.get("/score")
    assert (answer.status, answer.headers["allow"]) == (405, "POST")
    assert served.ask("HEAD", "/healthz").status == 200
    assert served.ask("OPTIONS", "/score").status == 405


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize("together", [False, True])
def test_an_offer_of_another_protocol_is_passed_over(
    served: Served, profile: dict[str, Any], *, chunked: bool, together: bool
) -> None:
    """The HTTP client of Java offers HTTP/2 with every request."""
    body = json.dumps(profile).encode()
    sent = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body) if chunked else body
    length = b"Transfer-Encoding: chunked" if chunked else b"Content-Length: %d" % len(body)
    head = (
        b"POST /score HTTP/1.1\r\nConnection: Upgrade, HTTP2-Settings\r\nHost: localhost\r\n%s\r\n"
        b"HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\nUpgrade: h2c\r\n"
        b"Content-Type: application/json\r\n\r\n"
    ) % length
    expected = served.post("/score", profile).body
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as connection:
        for _ in range(2):
            for part in [head + sent] if together else [head, sent]:
                connection.sendall(part)
                time.sleep(0.05)
            answer = http.client.HTTPResponse(connection)
            answer.begin()
            assert (answer.status, answer.read()) == (200, expected)
        connection.sendall((head + sent) * 2 + b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        found = b""
        while not found.endswith(b"}\n") or b'{"status":' not in found:
            found += connection.recv(65_536)
        assert found.count(b"HTTP/1.1 200 OK\r\n") == 3
        assert found.count(expected) == 2


def test_the_log_holds_nothing_of_a_profile(served: Served) -> None:
    secret = "Zdzisława Tajemnicza"  # noqa: S105 - a name
    served.post("/score", {"id": "secret-id", "name": secret, "emails": ["secret@hidden.example"]})
    served.post("/score", {"id": "secret-id", "nmae": secret})
    served.post("/score?today=secret-day", {"id": "secret-id", "name": secret})
    served.get("/secret-path?name=secret-query")
    served.ask("SECRETMETHOD", "/score")
    served.post("/match", {"name": secret})
    served.post("/score/batch", b'{"id": "secret-id", "nmae": "secret-value"}\nsecret garbage\n', NDJSON)
    log = served.logged()
    assert "POST /score 200 " in log
    assert "GET other 404 " in log
    assert "secret" not in log.lower()
    assert "Tajemnicza" not in log
    assert secret.encode() not in served.get("/metrics").body
    assert b"secret" not in served.get("/metrics").body
