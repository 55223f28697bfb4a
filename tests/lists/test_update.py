"""Fetching lists, from a server on the loopback interface that behaves well and badly."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import os
import re
import shutil
import ssl
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import urllib3

from screening.errors import InputError, WatchlistError
from screening.lists.catalogue import Download, Published, published
from screening.lists.fetching.gathering import Limits
from screening.lists.fetching.release import Outcome
from screening.lists.folder import read_current, state
from screening.lists.update import USER_AGENT, update
from tests.lists import misbehaving_server as server
from tests.lists.misbehaving_server import Answer, Server

NAMES = ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")
CHANGED = "Mon, 05 Jan 2026 10:00:00 GMT"
DAY = dt.date(2026, 1, 10)
QUICK = Limits(connect=5, read=2, deadline=20, tries=3, backoff=0.01, longest_wait=0.05)


def trio(count: int, word: str = "EXAMPLE") -> dict[str, bytes]:
    """A release of OFAC's list with so many entries."""
    numbers = range(1, count + 1)
    rest = ",-0- " * 8
    return {
        "sdn.csv": "".join(f'{n},"{word} TRADING {n}",-0- ,"DPRK3"{rest}\r\n' for n in numbers).encode(),
        "alt.csv": "".join(f'{n},{n}0,"aka","MADE-UP {n}",-0- \r\n' for n in numbers).encode(),
        "add.csv": "".join(f"{n},{n}1,-0- ,-0- ,-0- ,-0- \r\n" for n in numbers).encode(),
        "sdn_comments.csv": b'1,"; more of it"\r\n',
    }


def row(base: str, *names: str) -> Published:
    files = tuple(
        Download(name=name, url=f"{base}/{name}", optional="comments" in name) for name in names or NAMES
    )
    return Published(title="An example", publisher="nobody", page="", licence="", files=files)


class Folder(NamedTuple):
    """A folder of lists, and the server that they come from."""

    path: Path
    server: Server

    def serve(self, files: Mapping[str, bytes], version: str = "1") -> None:
        for name, body in files.items():
            self.server.at(f"/{name}", server.whole(body, etag=f'"{version}"', changed=CHANGED))

    def update(
        self, *, names: tuple[str, ...] = (), days: int = 0, limits: Limits = QUICK, **more: object
    ) -> Outcome:
        """One list fetched from the server."""
        settings = {"catalogue": {"ofac_sdn": row(self.server.url(), *names)}, **more}
        (outcome,) = run(self.path, days=days, limits=limits, **settings)
        return outcome


def run(folder: Path, *, days: int = 0, limits: Limits = QUICK, **more: object) -> list[Outcome]:
    now = dt.datetime(2026, 1, 10, 6, 30, tzinfo=dt.UTC) + dt.timedelta(days=days)
    return update(folder, today=now.date(), now=now, limits=limits, **more)  # type: ignore[arg-type]


def contents(folder: Path) -> list[tuple[object, ...]]:
    return [(w.id, w.as_of, w.digest, w.entities) for w in read_current(folder)]


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    with Server() as running:
        yield Folder(tmp_path / "lists", running)


@pytest.fixture
def filled(folder: Folder) -> Folder:
    """With ten entries, fetched on 10 January."""
    folder.serve(trio(10))
    assert folder.update().result == "fetched"
    folder.server.asked.clear()
    return folder


class TestFirst:
    def test_a_list_is_fetched_and_read(self, folder: Folder) -> None:
        folder.serve(trio(10))
        outcome = folder.update()
        assert (outcome.list, outcome.result, outcome.age) == ("ofac_sdn", "fetched", 5)
        assert outcome.message == "10 entities as of 2026-01-05"
        (watchlist,) = read_current(folder.path)
        assert (watchlist.id, len(watchlist), watchlist.as_of) == ("ofac_sdn", 10, "2026-01-05")
        assert [alias.name for alias in watchlist.entities[2].names] == ["EXAMPLE TRADING 3", "MADE-UP 3"]
        assert "more of it" in watchlist.entities[0].remarks
        assert watchlist.problems == ()

    def test_what_is_recorded(self, folder: Folder) -> None:
        folder.serve(trio(10))
        snapshot = folder.update().snapshot
        assert snapshot is not None
        (watchlist,) = read_current(folder.path)
        assert snapshot.folder == f"2026-01-05-{watchlist.digest[:12]}"
        assert (snapshot.as_of, snapshot.dated_by) == ("2026-01-05", "server")
        assert snapshot.fetched_at == snapshot.checked_at == "2026-01-10T06:30:00+00:00"
        assert (snapshot.entities, snapshot.names, snapshot.problems) == (10, 20, 0)
        assert (snapshot.digest, snapshot.source) == (watchlist.digest, folder.server.url())
        assert [file.name for file in snapshot.files] == list(NAMES)
        first = snapshot.files[0]
        assert (first.url, first.etag, first.last_modified) == (folder.server.url("/sdn.csv"), '"1"', CHANGED)
        stored = folder.path / "ofac_sdn" / snapshot.folder
        assert {file.name: file.read_bytes() for file in stored.iterdir()} == trio(10)

    def test_only_the_list_and_its_record_stay_behind(self, filled: Folder) -> None:
        assert sorted(path.name for path in filled.path.iterdir()) == ["lists.json", "ofac_sdn"]

    def test_the_name_is_one_that_services_let_in(self, folder: Folder) -> None:
        for name, body in trio(3).items():
            folder.server.at(f"/{name}", server.only_for_browsers(body))
        assert folder.update().result == "fetched"
        assert {asked.headers["User-Agent"] for asked in folder.server.asked} == {USER_AGENT}
        assert "freelance-screening" in USER_AGENT
        assert len(USER_AGENT) >= 40

    def test_without_any_date_the_day_of_the_fetch_counts(self, folder: Folder) -> None:
        for name, body in trio(3).items():
            folder.server.at(f"/{name}", server.whole(body))
        snapshot = folder.update().snapshot
        assert snapshot is not None
        assert (snapshot.as_of, snapshot.dated_by) == ("2026-01-10", "fetch")

    @pytest.mark.parametrize("stated", ["Fri, 31 Dec 2099 10:00:00 GMT", "yesterday", "Mon, 99 Jan 2026", "\x7f"])
    def test_a_date_of_the_server_is_never_later_than_today(self, folder: Folder, stated: str) -> None:
        for name, body in trio(3).items():
            folder.server.at(f"/{name}", server.whole(body, changed=stated))
        snapshot = folder.update().snapshot
        assert snapshot is not None
        assert snapshot.as_of == "2026-01-10"

    def test_progress_is_told(self, folder: Folder) -> None:
        told: list[tuple[str, int]] = []
        folder.serve(trio(10))
        folder.update(on_progress=lambda name, size: told.append((name, size)))
        assert dict(told) == {name: len(body) for name, body in trio(10).items()}

    @pytest.mark.parametrize("body", [b"", b"\x1a", b"\r\n\x1a"])
    def test_an_optional_file_may_be_empty(self, folder: Folder, body: bytes) -> None:
        folder.serve({**trio(3), "sdn_comments.csv": body})
        snapshot = folder.update().snapshot
        assert snapshot is not None
        assert [file.name for file in snapshot.files] == list(NAMES[:3])
        assert folder.update().result == "not modified"

    def test_an_optional_file_may_be_absent(self, folder: Folder) -> None:
        folder.serve({name: body for name, body in trio(3).items() if "comments" not in name})
        assert folder.update().result == "fetched"
        assert folder.update().result == "not modified"

    def test_a_file_that_is_needed_may_not_be_absent(self, folder: Folder) -> None:
        folder.serve({"sdn.csv": trio(3)["sdn.csv"]})
        outcome = folder.update()
        assert outcome.result == "failed"
        assert f"alt.csv from 127.0.0.1:{folder.server.url().rpartition(':')[2]}: answered 404" in outcome.message
        assert outcome.message.endswith("; there is no earlier one")
        assert (outcome.snapshot, outcome.age) == (None, None)

    def test_packed_on_the_way(self, folder: Folder) -> None:
        for name, body in trio(2_000).items():
            folder.server.at(f"/{name}", server.packed(body))
        assert folder.update().result == "fetched"
        assert len(read_current(folder.path)[0]) == 2_000

    def test_one_archive_for_all_files_and_nothing_of_it_is_unpacked(self, folder: Folder, tmp_path: Path) -> None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, body in trio(10).items():
                archive.writestr(f"../../../{name}", body)
        folder.serve({"sdn.zip": packed.getvalue()})
        assert folder.update(names=("sdn.zip",)).result == "fetched"
        assert len(read_current(folder.path)[0]) == 10
        assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["lists.json", "sdn.zip"]


class TestAgain:
    def test_nothing_new_keeps_the_snapshot_and_records_the_check(self, filled: Folder) -> None:
        before = contents(filled.path)
        outcome = filled.update(days=3)
        assert (outcome.result, outcome.age) == ("not modified", 8)
        assert contents(filled.path) == before
        snapshot = state(filled.path, dt.date(2026, 1, 14))[0]
        assert (snapshot.age, snapshot.unchecked, snapshot.earlier) == (9, 1, 0)
        assert snapshot.snapshot.fetched_at == "2026-01-10T06:30:00+00:00"
        assert filled.server.paths() == [f"/{name}" for name in NAMES]
        assert {asked.headers["If-None-Match"] for asked in filled.server.asked} == {'"1"'}
        assert {asked.headers["If-Modified-Since"] for asked in filled.server.asked} == {CHANGED}

    def test_by_date_alone(self, folder: Folder) -> None:
        for name, body in trio(10).items():
            folder.server.at(f"/{name}", server.whole(body, changed=CHANGED))
        folder.update()
        assert folder.update(days=1).result == "not modified"

    def test_the_same_bytes_again_are_nothing_new(self, folder: Folder) -> None:
        for name, body in trio(10).items():
            folder.server.at(f"/{name}", server.whole(body))  # as the EU's service: no ETag, no 304
        folder.update()
        assert folder.update(days=1).result == "not modified"
        assert len(list((folder.path / "ofac_sdn").iterdir())) == 1

    def test_if_one_file_changed_all_are_fetched_again(self, filled: Folder) -> None:
        filled.server.at("/add.csv", server.whole(trio(10)["add.csv"] + b"10,99,-0- ,-0- ,-0- ,-0- \r\n", '"2"'))
        outcome = filled.update(days=1)
        assert outcome.result == "fetched"
        whole = [asked.path for asked in filled.server.asked if "If-None-Match" not in asked.headers]
        assert sorted(set(whole)) == ["/alt.csv", "/sdn.csv", "/sdn_comments.csv"]
        assert filled.server.paths()[-1] == "/sdn.csv"  # whether it changed meanwhile

    def test_a_longer_list(self, filled: Folder) -> None:
        filled.serve(trio(12), "2")
        outcome = filled.update(days=1)
        assert outcome.message == "12 entities as of 2026-01-05, before 10 entities as of 2026-01-05"
        assert len(read_current(filled.path)[0]) == 12
        assert state(filled.path, DAY)[0].earlier == 1

    def test_back_to_an_earlier_release(self, filled: Folder) -> None:
        first = contents(filled.path)
        filled.serve(trio(11), "2")
        filled.update(days=1)
        filled.serve(trio(10), "3")
        assert filled.update(days=2).result == "fetched"
        assert contents(filled.path) == first
        assert state(filled.path, DAY)[0].earlier == 1
        assert len(list((filled.path / "ofac_sdn").iterdir())) == 2

    def test_what_another_address_said_is_not_sent(self, filled: Folder) -> None:
        with Server() as other:
            for name, body in trio(11).items():
                other.at(f"/mirror/{name}", server.whole(body, etag='"1"', changed=CHANGED))
            assert filled.update(urls={"ofac_sdn": other.url("/mirror/")}).result == "fetched"
            assert "If-None-Match" not in other.asked[0].headers
        assert filled.server.asked == []

    def test_a_damaged_snapshot_is_fetched_anew(self, filled: Folder) -> None:
        good = contents(filled.path)
        (alt,) = filled.path.glob("ofac_sdn/*/alt.csv")
        alt.write_bytes(alt.read_bytes().replace(b"MADE-UP", b"CHANGED"))
        with pytest.raises(
            WatchlistError, match=r"list ofac_sdn is damaged: .*alt\.csv: is not as it was fetched"
        ):
            read_current(filled.path)
        assert filled.update(days=1).result == "fetched"
        assert contents(filled.path) == good
        assert "If-None-Match" not in filled.server.asked[0].headers

    def test_an_optional_file_that_is_gone_is_a_change(self, filled: Folder) -> None:
        filled.server.at("/sdn_comments.csv", server.status(404))
        outcome = filled.update(days=1)
        assert outcome.result == "fetched"
        assert outcome.snapshot is not None
        assert len(outcome.snapshot.files) == 3


TOO_MUCH = QUICK._replace(received=100_000)
BOMB = gzip.compress(b"0" * 30_000_000)
FAULTS: dict[str, tuple[Answer, str, Limits]] = {
    "turned away": (
        server.status(403),
        r"answered 403 Forbidden: fetch the list by hand, or name a mirror",
        QUICK,
    ),
    "not there": (server.status(404), r"answered 404 Not Found", QUICK),
    "nothing": (server.status(204), r"answered 204 No Content", QUICK),
    "always busy": (server.status(429, Retry_After="1"), r"answered 429 Too Many Requests \(3 times\)", QUICK),
    "always broken": (server.status(500), r"answered 500 Internal Server Error \(3 times\)", QUICK),
    "no such protocol": (server.garbage, r"the connection failed \(.*\) \(3 times\)", QUICK),
    "no answer": (server.silent, r"no answer in time \(3 times\)", QUICK._replace(read=0.1)),
    "slow": (server.drip, r"not there after 0.3 seconds", QUICK._replace(deadline=0.3)),
    "cut": (server.truncated(trio(11)["sdn.csv"]), r"the connection failed \(.*\) \(3 times\)", QUICK),
    "cut between chunks": (server.truncated_chunks(trio(11)["sdn.csv"]), r"the connection failed", QUICK),
    "endless": (server.endless, r"more than 100,000 bytes, no list has that", TOO_MUCH),
    "a loop": (server.redirect("/sdn.csv"), r"redirected more than 5 times", QUICK),
    "to a file": (server.redirect("file:///etc/passwd"), r"not safe \(got 'file:///etc/passwd'\)", QUICK),
    "to nowhere": (server.redirect("http://[::1"), r"redirected to something that is no address", QUICK),
    "without a direction": (server.redirect(""), r"redirected to an address that is not safe", QUICK),
    "a page": (server.page, r"a web page, not a list: a login or an error \(got 'text/html'\)", QUICK),
    "a page by its text": (
        server.whole(b"<html>log in</html>"),
        r"sdn\.csv: not a file of OFAC's CSV list",
        QUICK,
    ),
    "empty": (server.whole(b""), r"sdn\.csv from 127\.0\.0\.1:\d+: an empty answer", QUICK),
    "blank": (server.whole(b"\r\n\x1a"), r"the file is empty", QUICK),
    "prose": (server.whole(b"a poem\nof two lines\n"), r"sdn\.csv: not a file of OFAC's CSV list", QUICK),
    "binary": (server.whole(b"\0\1\2"), r"not a text file in UTF-8", QUICK),
    "no entries": (server.whole(b'x,"A",,,,,,,,,,\r\n'), r"sdn\.csv: not a file of OFAC's CSV list", QUICK),
    "shrunken": (server.whole(trio(8)["sdn.csv"]), r"has 8 entities where the one of 2026-01-05 had 10", QUICK),
    "a bomb on the way": (
        lambda handler: server.sent(handler, 200, BOMB, Content_Encoding="gzip"),
        r"more than 1,000,000 bytes, no list has that",
        QUICK._replace(unpacked=1_000_000),
    ),
    "packed badly": (
        server.whole(b"not gzip at all", Content_Encoding="gzip"),
        r"packed answer is damaged",
        QUICK,
    ),
    "packed and cut": (
        server.whole(gzip.compress(trio(99)["sdn.csv"])[:-20], Content_Encoding="gzip"),
        r"the packed answer is cut off \(3 times\)",
        QUICK,
    ),
    "packed otherwise": (server.whole(b"...", Content_Encoding="br"), r"was not asked for \(got 'br'\)", QUICK),
}


OK = b"HTTP/1.1 200 OK\r\n"
DRIPS: dict[str, Answer] = {
    "a status line": server.dripping(b"HTTP/1.1 200 ", b"O"),
    "a header": server.dripping(OK + b"X-Header: ", b"x"),
    "the size of a chunk": server.dripping(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
    "a body": server.dripping(OK + b"Content-Length: 10000\r\n\r\n", b"1"),
    "a body, its size not said": server.dripping(OK + b"\r\n", b"1"),
}


class TestFaults:
    """After any failure the folder holds exactly what it held before."""

    @pytest.mark.parametrize(("answer", "said", "limits"), FAULTS.values(), ids=FAULTS)
    def test_the_list_stays_as_it_was(self, filled: Folder, answer: Answer, said: str, limits: Limits) -> None:
        before, record = contents(filled.path), (filled.path / "lists.json").read_bytes()
        filled.server.at("/sdn.csv", answer)
        outcome = filled.update(days=2, limits=limits)
        assert outcome.result == "failed"
        with pytest.raises(WatchlistError, match=said):
            raise WatchlistError(outcome.message)
        assert outcome.message.endswith("; the list of 2026-01-05 stays (7 days old)")
        assert outcome.age == 7
        assert contents(filled.path) == before
        assert (filled.path / "lists.json").read_bytes() == record
        assert sorted(path.name for path in filled.path.iterdir()) == ["lists.json", "ofac_sdn"]
        filled.serve(trio(11), "2")
        assert filled.update(days=3).result == "fetched"

    @pytest.mark.parametrize("name", NAMES[:3])
    def test_whichever_file_it_is(self, filled: Folder, name: str) -> None:
        before = contents(filled.path)
        filled.serve(trio(11), "2")
        filled.server.at(f"/{name}", server.truncated(trio(11)[name]))
        assert filled.update().result == "failed"
        assert contents(filled.path) == before

    def test_a_bomb_in_a_file(self, filled: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("screening.lists.opening.LARGEST", 1_000_000)
        before = contents(filled.path)
        bomb = gzip.compress(
            trio(1)["sdn.csv"] + b'2,"X",-0- ,"DPRK3",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\r\n' * 90_000
        )
        filled.serve({"sdn.csv": bomb}, "2")
        outcome = filled.update()
        assert (outcome.result, "unpacked, no list has that" in outcome.message) == ("failed", True)
        assert contents(filled.path) == before

    def test_nothing_new_is_no_answer_to_who_has_nothing(self, folder: Folder) -> None:
        folder.server.at("/sdn.csv", server.status(304))
        assert "answered 304 Not Modified" in folder.update().message

    def test_a_list_without_its_names_has_shrunk(self, filled: Folder) -> None:
        filled.serve({"alt.csv": trio(2)["alt.csv"]}, "2")
        assert "has 12 names where the one of 2026-01-05 had 20" in filled.update().message

    def test_a_shrunken_list_can_be_accepted(self, filled: Folder) -> None:
        filled.serve(trio(5), "2")
        assert filled.update().result == "failed"
        assert filled.update(accept_shrink=True).result == "fetched"
        assert len(read_current(filled.path)[0]) == 5

    def test_another_list_at_the_address(self, filled: Folder) -> None:
        body = trio(10)["sdn.csv"].replace(b"DPRK3", b"NS-PLC")
        filled.serve({"sdn.csv": body}, "2")
        assert "sdn.csv: this is the list ofac_cons, not ofac_sdn" in filled.update().message

    def test_files_that_disagree_are_told(self, filled: Folder) -> None:
        filled.serve({"alt.csv": trio(12)["alt.csv"]}, "2")
        outcome = filled.update()
        orphan = "alt.csv, line 11, number: no such entry in sdn.csv (got '11')"
        assert outcome.result == "fetched"
        assert outcome.remarks == (
            f"its files disagree, they may be of different releases: {orphan} (and 1 more)",
            "2 things in it were not understood",
        )

    def test_changed_while_it_was_fetched(self, filled: Folder) -> None:
        old, new = trio(11), trio(12)
        for name in NAMES:
            filled.server.at(
                f"/{name}",
                *([server.whole(old[name], '"2"')] if name != "add.csv" else []),
                server.whole(new[name], '"3"'),
            )
        outcome = filled.update()
        assert (outcome.result, outcome.remarks) == ("fetched", ())
        assert len(read_current(filled.path)[0]) == 12

    def test_changed_all_the_time(self, filled: Folder) -> None:
        filled.server.at("/sdn.csv", *(server.whole(trio(n)["sdn.csv"], f'"{n}"') for n in range(11, 20)))
        assert "sdn.csv: changes while the list is fetched: try again later" in filled.update().message

    def test_one_list_fails_and_the_next_is_fetched(self, folder: Folder) -> None:
        folder.serve({f"b/{name}": body for name, body in trio(3).items()})
        base = folder.server.url()
        cons = {
            f"b/{new}": trio(3)[old].replace(b"DPRK3", b"NS-PLC")
            for old, new in zip(NAMES, ("cons_prim.csv", "cons_alt.csv", "cons_add.csv"), strict=False)
        }
        folder.serve(cons)
        two = {
            "ofac_sdn": row(base),
            "ofac_cons": row(f"{base}/b", "cons_prim.csv", "cons_alt.csv", "cons_add.csv"),
        }
        assert [outcome.result for outcome in run(folder.path, catalogue=two)] == ["failed", "fetched"]
        assert [watchlist.id for watchlist in read_current(folder.path)] == ["ofac_cons"]

    def test_an_older_release_is_told(self, filled: Folder) -> None:
        for name, body in trio(11).items():
            filled.server.at(f"/{name}", server.whole(body, changed="Mon, 01 Dec 2025 10:00:00 GMT"))
        assert "it is older than the one before, which is of 2026-01-05" in filled.update().remarks


class TestPatience:
    def test_broken_then_well(self, folder: Folder) -> None:
        folder.serve(trio(3))
        folder.server.at(
            "/sdn.csv", server.status(500), server.truncated(b"1234"), server.whole(trio(3)["sdn.csv"])
        )
        assert folder.update().result == "fetched"

    @pytest.mark.parametrize(
        ("asked", "waits"),
        [
            pytest.param({"Retry_After": "7"}, 7, id="seconds"),
            pytest.param({"Retry_After": "99999999"}, 60, id="too long"),
            pytest.param({"Retry_After": "-5"}, 1, id="no number"),
            pytest.param({"Retry_After": "²"}, 1, id="no digit"),
            pytest.param({"Retry_After": "soon"}, 1, id="no date"),
            pytest.param({}, 1, id="nothing"),
        ],
    )
    def test_a_server_says_when_to_come_again(self, folder: Folder, asked: dict[str, str], waits: float) -> None:
        slept: list[float] = []
        folder.serve(trio(3))
        folder.server.at("/sdn.csv", server.status(429, **asked), server.whole(trio(3)["sdn.csv"]))
        assert folder.update(limits=Limits(sleep=slept.append)).result == "fetched"
        assert slept == [waits]

    def test_a_date_to_come_again(self, folder: Folder) -> None:
        slept: list[float] = []
        folder.serve(trio(3))
        again = (dt.datetime.now(tz=dt.UTC) + dt.timedelta(seconds=30)).strftime("%a, %d %b %Y %H:%M:%S GMT")
        folder.server.at("/sdn.csv", server.status(503, Retry_After=again), server.whole(trio(3)["sdn.csv"]))
        folder.update(limits=Limits(sleep=slept.append))
        assert 28 <= slept[0] <= 30

    @pytest.mark.parametrize("answer", DRIPS.values(), ids=DRIPS)
    def test_no_server_outruns_the_deadline(self, folder: Folder, answer: Answer) -> None:
        folder.server.at("/sdn.csv", answer)
        start = time.monotonic()
        outcome = folder.update(limits=QUICK._replace(deadline=0.4))
        assert time.monotonic() - start < 2
        assert "not there after 0.4 seconds" in outcome.message
        assert not list(folder.path.glob(".*"))

    def test_what_comes_after_the_deadline_is_written_nowhere(self, folder: Folder) -> None:
        body, told, others = trio(3)["sdn.csv"], [], set(threading.enumerate())
        end = b"\r\nContent-Type: text/csv\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        folder.server.at("/sdn.csv", server.dripping(OK + b"X-Header: ", b"x", times=40, end=end))
        limits = QUICK._replace(deadline=0.3)
        folder.update(limits=limits, on_progress=lambda name, _: told.append(name))
        for thread in set(threading.enumerate()) - others:
            if thread.name.startswith("screening"):
                thread.join(5)
                break
        else:
            pytest.fail("nobody waits for the rest of the answer")
        assert (told, list(folder.path.glob("*"))) == ([], [])

    def test_a_wait_past_the_deadline_is_not_waited(self, folder: Folder) -> None:
        folder.server.at("/sdn.csv", server.status(429, Retry_After="50"))
        outcome = folder.update(limits=Limits(deadline=20, sleep=lambda _: pytest.fail("it waited")))
        assert "answered 429 Too Many Requests;" in outcome.message

    def test_nobody_there(self, folder: Folder) -> None:
        with Server() as gone:
            base = gone.url()
        outcome = folder.update(catalogue={"ofac_sdn": row(base)})
        assert "the connection failed" in outcome.message
        assert "refused" in outcome.message

    def test_redirects_are_followed(self, folder: Folder) -> None:
        folder.serve({**trio(3), "moved/sdn.csv": trio(3)["sdn.csv"]})
        folder.server.at("/sdn.csv", server.redirect("/on"))
        folder.server.at("/on", server.redirect(folder.server.url("/moved/sdn.csv"), 307))
        assert folder.update().result == "fetched"
        folder.server.asked.clear()
        assert folder.update().result == "not modified"
        assert folder.server.asked[2].headers["If-None-Match"] == '"1"'


class TestProxy:
    def test_the_proxy_of_the_environment(self, folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("http_proxy", folder.server.url().replace("http://", "http://user:s%20cret@"))
        for name, body in trio(3).items():
            folder.server.at(f"http://lists.invalid/{name}", server.proxied(body))
        assert folder.update(catalogue={"ofac_sdn": row("http://lists.invalid")}).result == "fetched"
        assert folder.server.asked[0].headers["Proxy-Authorization"] == "Basic dXNlcjpzIGNyZXQ="

    def test_a_proxy_without_a_scheme(self, folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("all_proxy", folder.server.url().removeprefix("http://"))
        for name, body in trio(3).items():
            folder.server.at(f"http://lists.invalid/{name}", server.proxied(body))
        assert folder.update(catalogue={"ofac_sdn": row("http://lists.invalid")}).result == "fetched"

    def test_addresses_without_proxy(self, folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("http_proxy", "http://nobody.invalid:1")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        folder.serve(trio(3))
        assert folder.update().result == "fetched"

    @pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "http://me:secret@[::1"])
    def test_a_proxy_that_cannot_be_used(
        self, folder: Folder, monkeypatch: pytest.MonkeyPatch, proxy: str
    ) -> None:
        monkeypatch.setenv("http_proxy", proxy)
        message = folder.update().message
        assert "not an address that can be fetched" in message
        assert "secret" not in message

    def test_a_client_of_ones_own(self, folder: Folder) -> None:
        folder.serve(trio(3))
        with urllib3.PoolManager(headers={"X-Own": "1"}) as client:
            assert folder.update(client=client).result == "fetched"


class TestMirrors:
    @pytest.fixture
    def mirror(self, tmp_path: Path) -> Path:
        path = tmp_path / "my mirror"
        path.mkdir()
        for name, body in trio(10).items():
            (path / name.upper()).write_bytes(body)
            os.utime(path / name.upper(), (1_767_607_200, 1_767_607_200))  # 5 January 2026
        return path

    @pytest.mark.parametrize("address", ["{}", "{}/", "file://{}/"])
    def test_a_folder(self, tmp_path: Path, mirror: Path, address: str) -> None:
        where = address.format(mirror if "file" not in address else str(mirror).replace(" ", "%20"))
        catalogue = {"ofac_sdn": row("https://lists.invalid")}
        (outcome,) = run(tmp_path / "lists", urls={"ofac_sdn": where}, catalogue=catalogue)
        assert (outcome.result, outcome.age) == ("fetched", 5)
        (outcome,) = run(tmp_path / "lists", urls={"ofac_sdn": where}, catalogue=catalogue)
        assert outcome.result == "not modified"

    def test_a_folder_of_packed_files(self, tmp_path: Path, mirror: Path) -> None:
        for path in mirror.iterdir():
            path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))
            path.unlink()
        catalogue = {"ofac_sdn": row("https://lists.invalid")}
        (outcome,) = run(tmp_path / "lists", urls={"ofac_sdn": str(mirror)}, catalogue=catalogue)
        assert outcome.result == "fetched"

    def test_a_file_that_is_not_there(self, tmp_path: Path, mirror: Path) -> None:
        (mirror / "ALT.CSV").unlink()
        (outcome,) = run(tmp_path / "lists", urls={"ofac_sdn": str(mirror)}, catalogue={"ofac_sdn": row("")})
        assert f"alt.csv from {mirror}: there is no such file" in outcome.message

    @pytest.mark.parametrize("address", ["mine.zip", "./mine.zip", "file:mine.zip"])
    def test_a_file_of_another_name_that_is_not_there(self, folder: Folder, address: str) -> None:
        outcome = folder.update(names=("sdn.zip",), urls={"ofac_sdn": address})
        assert outcome.message.startswith("sdn.zip from mine.zip: there is no such file")

    @pytest.mark.parametrize("address", ["https://", "http:///lists/", "https://:80/"])
    def test_an_address_without_a_server(self, folder: Folder, address: str) -> None:
        outcome = folder.update(urls={"ofac_sdn": address})
        assert f"not an address: it names no server (got '{address}')" in outcome.message

    def test_one_file_for_a_list_of_several(self, folder: Folder) -> None:
        outcome = folder.update(urls={"ofac_sdn": "https://me:secret@lists.invalid/sdn.csv?token=secret"})
        assert "ofac_sdn has several files (sdn.csv, alt.csv, add.csv, sdn_comments.csv): give" in outcome.message
        assert "secret" not in outcome.message

    def test_the_file_of_a_list_that_has_one(self, tmp_path: Path, mirror: Path) -> None:
        archive = tmp_path / "mine.zip"
        shutil.make_archive(str(archive.with_suffix("")), "zip", mirror)
        catalogue = {"ofac_sdn": row("https://lists.invalid", "sdn.zip")}
        (outcome,) = run(tmp_path / "lists", urls={"ofac_sdn": str(archive)}, catalogue=catalogue)
        assert outcome.result == "fetched"

    def test_nothing_secret_is_recorded(self, folder: Folder) -> None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, body in trio(10).items():
                archive.writestr(name, body)
        folder.server.at("/one?token=secret", server.whole(packed.getvalue()))
        address = folder.server.url("/one?token=secret").replace("http://", "http://me:secret@")
        assert folder.update(names=("sdn.zip",), urls={"ofac_sdn": address}).result == "fetched"
        assert "secret" not in (folder.path / "lists.json").read_text(encoding="utf-8")

    @pytest.mark.parametrize("address", ["ftp://lists.invalid/", "http://[::1/", "http:///"])
    def test_no_address(self, folder: Folder, address: str) -> None:
        outcome = folder.update(urls={"ofac_sdn": address})
        assert "not an address" in outcome.message


class TestChoice:
    @pytest.mark.parametrize(
        ("settings", "said"),
        [
            ({"only": ["ofac_snd"]}, r"'ofac_snd' is not a list that is known; do you mean ofac_sdn\?"),
            ({"urls": {"un": "/srv"}}, r"'un' is not a list that is known"),
            ({"only": ["by_hand"]}, r"'by_hand' has no file to download, see its page"),
        ],
    )
    def test_a_list_that_is_not_there(self, tmp_path: Path, settings: dict[str, Any], said: str) -> None:
        by_hand = Published(title="", publisher="", page="", licence="")
        with pytest.raises(InputError, match=said):
            run(tmp_path, catalogue={"ofac_sdn": row(""), "by_hand": by_hand}, **settings)

    def test_only_some(self, folder: Folder) -> None:
        folder.serve(trio(3))
        two = {"ofac_sdn": row(folder.server.url()), "ofac_cons": row("http://lists.invalid")}
        assert [outcome.list for outcome in run(folder.path, catalogue=two, only=["ofac_sdn"])] == ["ofac_sdn"]

    def test_two_updates_at_once(self, filled: Folder) -> None:
        going, seen = threading.Event(), threading.Event()

        def wait(handler: object) -> None:
            going.set()
            seen.wait(5)

        filled.server.at("/sdn.csv", wait, server.whole(trio(11)["sdn.csv"], '"2"'))
        first: list[Outcome] = []
        patient = Limits(connect=2, read=5, backoff=0)
        thread = threading.Thread(target=lambda: first.append(filled.update(limits=patient)))
        thread.start()
        assert going.wait(5)
        with pytest.raises(WatchlistError, match=rf"another update is running \(process {os.getpid()} on "):
            filled.update()
        seen.set()
        thread.join()
        assert first[0].result == "fetched"

    def test_a_folder_that_cannot_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("x")
        with pytest.raises(WatchlistError, match="cannot be written"):
            run(tmp_path / "file" / "lists", catalogue={"ofac_sdn": row("")})

    def test_a_full_disk(self, filled: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
        before = contents(filled.path)
        filled.serve(trio(11), "2")

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr("screening.lists.fetching.snapshots.os.fsync", full)
            assert "No space left on device" in filled.update().message
        assert contents(filled.path) == before


def test_a_server_without_a_certificate_that_can_be_trusted(tmp_path: Path) -> None:
    if not shutil.which("openssl"):
        pytest.skip("no openssl to make a certificate with")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trust.load_cert_chain(certificate, key)
    with Server(trust) as secure:
        secure.at("/sdn.csv", server.whole(b"1"))
        (outcome,) = run(tmp_path / "lists", catalogue={"ofac_sdn": row(secure.url())})
        assert "the server cannot be trusted (self-signed certificate)" in outcome.message
        assert secure.asked == []


def test_without_urllib3() -> None:
    code = (
        "import sys; sys.modules['urllib3'] = None\n"
        "from screening.errors import WatchlistError\n"
        "try:\n    import screening.lists.update\n"
        "except WatchlistError as error:\n    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "fetching lists needs urllib3: pip install 'freelance-screening[lists]'\n"


def test_importing_and_reading_open_no_connection(filled: Folder) -> None:
    code = (
        "import sys\n"
        "sys.addaudithook(lambda event, _: event.startswith('socket.') and sys.exit(f'connected: {event}'))\n"
        "import screening.lists, screening.lists.folder\n"
        f"print(len(screening.lists.folder.read_current({str(filled.path)!r})))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_the_addresses_of_the_publishers_are_secure_and_their_names_safe() -> None:
    for key, about in published().items():
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", key)
        assert not about.files or about.checked, f"{key}: how were its addresses verified?"
        assert not about.files or not about.files[0].optional, f"{key}: the primary file comes first"
        for file in about.files:
            assert file.url.startswith("https://")
            assert re.fullmatch(r"[\w.-]+", file.name)
