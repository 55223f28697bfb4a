"""The folder of fetched lists: what is read from it, what stays in it, and what a killed update leaves."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from screening.errors import WatchlistError
from screening.lists.fetching.snapshots import LOCK, Snapshot, held, staging, stored
from screening.lists.folder import adopt, book, read_current, state
from screening.lists.reading import read

NOW = dt.datetime(2026, 1, 10, 6, 30, tzinfo=dt.UTC)
TODAY = NOW.date()


def put(
    folder: Path, count: int, *, as_of: str = "2026-01-05", keep: int = 5, pinned: tuple[str, ...] = ()
) -> Snapshot:
    """A release with so many entries, taken over."""
    numbers = range(1, count + 1)
    files = {
        "sdn.csv": "".join(f'{n},"EXAMPLE {n}",-0- ,"DPRK3"{",-0- " * 8}\r\n' for n in numbers),
        "alt.csv": "".join(f'{n},{n}0,"aka","MADE-UP {n}",-0- \r\n' for n in numbers),
        "add.csv": "".join(f"{n},{n}1,-0- ,-0- ,-0- ,-0- \r\n" for n in numbers),
    }
    folder.mkdir(exist_ok=True)
    with held(folder, NOW), staging(folder, "ofac_sdn") as staged:
        written = tuple(stored(staged / name, [text.encode()], 1 << 20) for name, text in files.items())
        watchlist = read([staged / name for name in files])
        snapshot = Snapshot(
            folder="new",
            as_of=as_of,
            dated_by="server",
            fetched_at=NOW.isoformat(),
            checked_at=NOW.isoformat(),
            digest=watchlist.digest,
            source="https://lists.invalid",
            entities=len(watchlist),
            names=2 * len(watchlist),
            dprk=0,
            problems=0,
            files=written,
        )
        return adopt(folder, "ofac_sdn", staged, snapshot, keep=keep, pinned=pinned)


def edit(folder: Path, change: Callable[[Any], object]) -> None:
    """Change ``lists.json`` by hand."""
    path = folder / "lists.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def snapshots(folder: Path) -> set[str]:
    return {path.name for path in (folder / "ofac_sdn").iterdir()}


class TestReading:
    def test_the_current_snapshot(self, tmp_path: Path) -> None:
        put(tmp_path, 3)
        new = put(tmp_path, 4)
        (watchlist,) = read_current(tmp_path)
        assert (watchlist.id, len(watchlist), watchlist.as_of) == ("ofac_sdn", 4, "2026-01-05")
        assert watchlist.digest == new.digest
        assert watchlist.official

    def test_how_lists_stand(self, tmp_path: Path) -> None:
        put(tmp_path, 3)
        (stands,) = state(tmp_path, TODAY + dt.timedelta(days=2))
        assert (stands.list, stands.age, stands.unchecked, stands.earlier) == ("ofac_sdn", 7, 2, 0)
        assert stands.snapshot.entities == 3

    def test_nothing_fetched_yet(self, tmp_path: Path) -> None:
        assert state(tmp_path / "nowhere", TODAY) == ()
        with pytest.raises(WatchlistError, match="no list was fetched into this folder yet"):
            read_current(tmp_path)

    @pytest.mark.parametrize("name", ["sdn.csv", "alt.csv", "add.csv"])
    def test_a_changed_file_is_not_read(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / "ofac_sdn" / put(tmp_path, 3).folder / name
        path.write_bytes(path.read_bytes() + b" ")
        with pytest.raises(WatchlistError, match=rf"list ofac_sdn is damaged: .*{name}: is not as it was fetched"):
            read_current(tmp_path)

    def test_a_file_that_is_gone(self, tmp_path: Path) -> None:
        (tmp_path / "ofac_sdn" / put(tmp_path, 3).folder / "alt.csv").unlink()
        with pytest.raises(WatchlistError, match=r"alt\.csv: cannot be read \(No such file"):
            read_current(tmp_path)

    def test_a_file_beside_it_is_not_read(self, tmp_path: Path) -> None:
        place = tmp_path / "ofac_sdn" / put(tmp_path, 3).folder
        (place / "sdn_comments.csv").write_bytes(b'1,"; put there by somebody"\r\n')
        with pytest.raises(WatchlistError, match=r"sdn_comments\.csv: is no file of it"):
            read_current(tmp_path)


class TestRecord:
    @pytest.mark.parametrize(
        "content",
        [b"", b"{", b"[]", b"\xff\xfe", b'{"format": 1, "lists": {"a": {}}}', b'{"lists": {}, "more": 1}'],
    )
    def test_damaged(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "lists.json").write_bytes(content)
        for reading in (read_current, lambda folder: state(folder, TODAY)):
            with pytest.raises(WatchlistError, match=r"lists\.json: damaged"):
                reading(tmp_path)

    def test_of_a_later_version(self, tmp_path: Path) -> None:
        (tmp_path / "lists.json").write_text('{"format": 2, "lists": {}}')
        with pytest.raises(WatchlistError, match=r"lists\.json: format 2, this version reads format 1"):
            state(tmp_path, TODAY)

    @pytest.mark.parametrize("name", ["../../etc", "/etc", "..", "", "a/b", "a\\b", "C:x"])
    @pytest.mark.parametrize("what", ["folder", "file", "list"])
    def test_a_name_never_leads_out(self, tmp_path: Path, name: str, what: str) -> None:
        put(tmp_path, 3)

        def change(content: Any) -> None:  # noqa: ANN401 - JSON
            lists = content["lists"]
            if what == "folder":
                lists["ofac_sdn"]["current"]["folder"] = name
            elif what == "file":
                lists["ofac_sdn"]["current"]["files"][0]["name"] = name
            else:
                lists[name] = lists.pop("ofac_sdn")

        edit(tmp_path, change)
        with pytest.raises(WatchlistError, match=r"lists\.json: damaged"):
            read_current(tmp_path)

    def test_dates_that_are_none(self, tmp_path: Path) -> None:
        put(tmp_path, 3)
        edit(tmp_path, lambda content: content["lists"]["ofac_sdn"]["current"].update(as_of="2026", checked_at=""))
        (stands,) = state(tmp_path, TODAY)
        assert (stands.age, stands.unchecked) == (None, None)


class TestKeeping:
    def test_the_oldest_go(self, tmp_path: Path) -> None:
        folders = [put(tmp_path, count, keep=3).folder for count in range(1, 7)]
        assert snapshots(tmp_path) == set(folders[-3:])
        kept = book(tmp_path).lists["ofac_sdn"]
        assert [s.folder for s in (kept.current, *kept.history)] == folders[:-4:-1]

    def test_the_current_one_stays_whatever_is_said(self, tmp_path: Path) -> None:
        put(tmp_path, 3, keep=0)
        assert len(read_current(tmp_path)[0]) == 3

    @pytest.mark.parametrize(
        "line",
        ["{0.folder}", "ofac_sdn/{0.folder}/", "{0.digest}", "  {0.digest}  # case 17", "{short}", "{loud}"],
    )
    def test_a_snapshot_that_is_named_stays(self, tmp_path: Path, line: str) -> None:
        first = put(tmp_path, 1)
        text = line.format(first, short=first.digest[:12], loud=first.digest.upper())
        (tmp_path / "keep.txt").write_text(f"# recorded assessments\n\n{text}\n", encoding="utf-8")
        last = [put(tmp_path, count, keep=1).folder for count in (2, 3)]
        assert snapshots(tmp_path) == {first.folder, last[-1]}

    def test_a_snapshot_that_the_caller_names_stays(self, tmp_path: Path) -> None:
        first = put(tmp_path, 1)
        last = put(tmp_path, 2, keep=1, pinned=(first.digest,))
        assert snapshots(tmp_path) == {first.folder, last.folder}

    def test_a_short_or_empty_line_names_nothing(self, tmp_path: Path) -> None:
        first = put(tmp_path, 1)
        (tmp_path / "keep.txt").write_text(f"{first.digest[:11]}\n\n/\n")
        assert snapshots(tmp_path) != {put(tmp_path, 2, keep=1).folder, first.folder}

    def test_a_keep_file_that_cannot_be_read_stops_before_anything_changes(self, tmp_path: Path) -> None:
        first = put(tmp_path, 1)
        (tmp_path / "keep.txt").write_bytes(b"\xff")
        with pytest.raises(WatchlistError, match=r"keep\.txt: cannot be read"):
            put(tmp_path, 2)
        assert snapshots(tmp_path) == {first.folder}
        assert len(read_current(tmp_path)[0]) == 1

    def test_the_same_release_again_is_one_snapshot(self, tmp_path: Path) -> None:
        assert put(tmp_path, 1).folder == put(tmp_path, 1).folder
        assert len(snapshots(tmp_path)) == 1
        assert state(tmp_path, TODAY)[0].earlier == 0

    def test_a_foreign_folder_of_the_same_name_is_left_alone(self, tmp_path: Path) -> None:
        name = put(tmp_path, 1).folder
        (tmp_path / "lists.json").unlink()
        (tmp_path / "ofac_sdn" / name / "notes.txt").write_text("mine")
        assert put(tmp_path, 1).folder == f"{name}-2"
        assert (tmp_path / "ofac_sdn" / name / "notes.txt").read_text() == "mine"


class TestLock:
    def lock(self, folder: Path, **changed: object) -> None:
        holder = {"pid": os.getppid(), "host": platform.node(), "since": NOW.isoformat(), **changed}
        (folder / LOCK).write_text(json.dumps(holder))

    def test_a_running_update_keeps_others_out(self, tmp_path: Path) -> None:
        self.lock(tmp_path)
        holder = re.escape(f"(process {os.getppid()} on {platform.node()}, since 2026-01-10 06:30)")
        with pytest.raises(WatchlistError, match=f"another update is running {holder}"), held(tmp_path, NOW):
            pytest.fail("it went on")
        assert (tmp_path / LOCK).exists()

    def test_within_one_process(self, tmp_path: Path) -> None:
        with held(tmp_path, NOW), pytest.raises(WatchlistError, match="another update"), held(tmp_path, NOW):
            pytest.fail("it went on")
        assert not (tmp_path / LOCK).exists()

    @pytest.mark.parametrize(
        "changed",
        [
            pytest.param({"pid": 2**22 + 1}, id="a process that is gone"),
            pytest.param({"pid": 2**70}, id="no process at all"),
            pytest.param({"pid": os.getpid()}, id="our number, which another process had"),
            pytest.param({"since": "2026-01-10T00:29:00+00:00"}, id="older than any update takes"),
            pytest.param({"host": "elsewhere", "since": "2026-01-09T06:30:00Z"}, id="another machine, long ago"),
            pytest.param({"since": "2026-01-10T06:00:00"}, id="a time without its zone"),
            pytest.param({"pid": "x"}, id="damaged"),
        ],
    )
    def test_a_lock_that_nobody_holds_is_taken_over(self, tmp_path: Path, changed: dict[str, object]) -> None:
        self.lock(tmp_path, **changed)
        with held(tmp_path, NOW) as check:
            check()
        assert not (tmp_path / LOCK).exists()

    def test_an_empty_lock_is_taken_over(self, tmp_path: Path) -> None:
        (tmp_path / LOCK).touch()
        with held(tmp_path, NOW):
            pass

    def test_another_machine_a_moment_ago(self, tmp_path: Path) -> None:
        self.lock(tmp_path, host="elsewhere", pid=2**22 + 1)
        with pytest.raises(WatchlistError, match=r"process 4194305 on elsewhere"), held(tmp_path, NOW):
            pytest.fail("it went on")

    def test_a_lock_that_was_taken_away_is_noticed_and_left(self, tmp_path: Path) -> None:
        with held(tmp_path, NOW) as check:
            self.lock(tmp_path)
            with pytest.raises(WatchlistError, match="another update took over"):
                check()
        assert (tmp_path / LOCK).exists()

    def test_leftovers_of_a_killed_update_go(self, tmp_path: Path) -> None:
        left = tmp_path / ".incoming-ofac_sdn-1"
        left.mkdir()
        (left / "sdn.csv").write_text("half")
        with held(tmp_path, NOW):
            assert not left.exists()


KILLED = """
import json, os, shutil, signal, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
import test_folder

folder, before = Path({folder!r}), Path({before!r})

def killed_at(step):
    def dying(call):
        def wrapped(*args, **more):
            nonlocal step
            step -= 1
            if step < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*args, **more)
        return wrapped
    for name in ("fsync", "rename", "replace", "mkdir", "unlink", "rmdir", "open"):
        setattr(os, name, dying(getattr(os, name)))

def update(step):
    child = os.fork()
    if not child:
        killed_at(step)
        test_folder.put(folder, 4, keep=1)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0

def entities():
    (watchlist,) = test_folder.read_current(folder)
    (stands,) = test_folder.state(folder, test_folder.TODAY)
    assert stands.snapshot.entities == len(watchlist)
    return len(watchlist)

for step in range(200):
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(before, folder)
    finished, after_it = update(step), entities()
    assert update(1000)
    print(json.dumps([finished, after_it, entities(), sorted(path.name for path in folder.iterdir())]))
    if finished:
        break
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that forks")
def test_killed_at_any_moment_the_old_list_or_the_new_one_is_there(tmp_path: Path) -> None:
    put(tmp_path / "before", 3)
    places = {"folder": str(tmp_path / "lists"), "before": str(tmp_path / "before")}
    code = KILLED.format(tests=str(Path(__file__).parent), **places)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    finished, left, *rest = zip(*map(json.loads, done.stdout.splitlines()), strict=True)
    assert finished == (False,) * (len(finished) - 1) + (True,)
    assert left == (3,) * left.count(3) + (4,) * left.count(4)  # the old one up to a moment, from then on the new
    assert left.count(3) > 8
    assert left.count(4) > 3
    assert set(rest[0]) == {4}  # the next update is not in the way of what was left
    assert all(names == ["lists.json", "ofac_sdn"] for names in rest[1])


def test_the_record_is_plain_json(tmp_path: Path) -> None:
    put(tmp_path, 3)
    content = json.loads((tmp_path / "lists.json").read_text(encoding="utf-8"))
    assert content["format"] == 1
    current = content["lists"]["ofac_sdn"]["current"]
    assert {
        "folder",
        "as_of",
        "fetched_at",
        "checked_at",
        "digest",
        "entities",
        "names",
        "files",
    } <= current.keys()
    assert msgspec.convert(current, Snapshot) == book(tmp_path).lists["ofac_sdn"].current
