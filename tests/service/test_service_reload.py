"""Lists are replaced while requests run, and none is lost; what cannot be read replaces nothing."""

from __future__ import annotations

import http.client
import json
import shutil
import signal
import threading
from functools import partial
from pathlib import Path

from screening import compiled
from screening.lists import bundled, read
from screening.prepared import Prepared
from tests.service.running import Served, Start

OWN = """name,kind
Wzorowa Example Holdings,organization
{name},person
"""
ASKED = {"id": "u1", "name": "Zdzislaw Przykladowski", "country": "PL"}
KNOWN = {"id": "u1", "nmae": "Marta"}


def make(path: Path, name: str) -> None:
    """Compile the bundled list and an own one that names somebody."""
    own = path.with_suffix(".csv")
    own.write_text(OWN.format(name=name), encoding="utf-8")
    fresh = path.with_suffix(".new")
    compiled.save(Prepared([*bundled(), read(own)]), fresh)
    fresh.replace(path)


def reloads(served: Served) -> float:
    line = next(x for x in served.get("/metrics").body.splitlines() if x.startswith(b"screening_reloads "))
    return float(line.split()[1])


def reloaded(served: Served, times: int) -> bool:
    return reloads(served) == times


def test_nothing_is_lost_while_lists_are_replaced_under_good_and_bad_requests(
    start: Start, tmp_path: Path
) -> None:
    lists = tmp_path / "lists.compiled"
    make(lists, "Somebody Entirely Different")
    with start("--lists", str(lists), "--watch", "0") as served:
        stop = threading.Event()
        wrong: list[object] = []
        answered = [0] * 6
        digests: set[str] = set()

        def client(number: int) -> None:
            connection = served.connect()
            while not stop.is_set():
                body, expected = [(ASKED, 200), (KNOWN, 422), (None, 400)][(number + answered[number]) % 3]
                content = b"garbage" if body is None else json.dumps(body).encode()
                try:
                    connection.request("POST", "/score", content, {"Content-Type": "application/json"})
                    found = connection.getresponse()
                    answer = json.loads(found.read())
                except (OSError, http.client.HTTPException, ValueError) as error:
                    wrong.append(repr(error))
                    return
                if found.status != expected:
                    wrong.append((found.status, answer))
                elif expected == 200:
                    own = next(x for x in answer["lists"] if x["id"] != "dprk_it_workers")
                    digests.add(own["digest"])
                    hit = any(hit["list"] == own["id"] for hit in answer["hits"])
                    if hit != (own["digest"] in named):
                        wrong.append(answer)
                answered[number] += 1
            connection.close()

        named: set[str] = set()
        clients = [threading.Thread(target=client, args=(number,)) for number in range(6)]
        for one in clients:
            one.start()
        for turn in range(1, 6):
            make(lists, ASKED["name"] if turn % 2 else f"Somebody Else {turn}")
            if turn % 2:
                named.update(w.digest for w in compiled.load(lists).watchlists if w.id != "dprk_it_workers")
            served.signal(signal.SIGHUP)
            served.wait_for(partial(reloaded, served, turn))
        stop.set()
        for one in clients:
            one.join()
        assert wrong == []
        assert min(answered) > 20
        assert len(digests) >= 3


def test_what_cannot_be_read_replaces_nothing_and_is_told(start: Start, tmp_path: Path) -> None:
    lists = tmp_path / "lists.compiled"
    make(lists, ASKED["name"])
    whole = lists.read_bytes()
    with start("--lists", str(lists), "--watch", "0.1") as served:
        assert served.get("/healthz").json["status"] in {"ok", "warning"}
        damaged = tmp_path / "damaged"
        damaged.write_bytes(whole[: len(whole) // 2])
        damaged.replace(lists)
        served.wait_for(lambda: "RELOAD FAILED" in served.get("/healthz").body.decode())
        health = served.get("/healthz")
        assert (health.status, health.json["status"]) == (200, "warning")
        assert "lists.compiled" in served.get("/lists").json["failed"]
        assert b"\nscreening_reload_failed 1.0\n" in served.get("/metrics").body
        assert served.post("/score", ASKED).json["hits"]
        shutil.copy(damaged.with_name("lists.csv"), tmp_path / "other.csv")
        make(lists, "Somebody Entirely Different")
        served.wait_for(lambda: reloads(served) == 1)
        assert "RELOAD FAILED" not in served.get("/healthz").body.decode()
        assert served.post("/score", ASKED).json["hits"] == []


def test_without_a_required_list_nothing_is_scored(start: Start) -> None:
    with start("--require", "ofac_sdn") as served:
        health = served.get("/healthz")
        assert (health.status, health.json["status"]) == (503, "degraded")
        assert "MISSING LIST: ofac_sdn" in health.json["reasons"][0]
        for path in ("/score", "/score/batch", "/match"):
            headers = {"Content-Type": "application/x-ndjson"} if path == "/score/batch" else None
            answer = served.post(path, {"name": "x"} if path == "/match" else ASKED, headers)
            assert answer.status == 503
            assert answer.json["problems"][0]["value"] == "'ofac_sdn'"
        assert b"\nscreening_degraded 1.0\n" in served.get("/metrics").body
