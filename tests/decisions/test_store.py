"""The store on both databases: nothing is lost, numbers have no gap, and whoever tampers is found."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
import sqlalchemy as sa

from screening.decisions.chain import Entry, Head
from screening.decisions.store import Draft, Store
from screening.errors import InputError

AT = "2026-11-24T10:00:00Z"
COPY = """
INSERT INTO screening_entries SELECT 6, kind, at, subject, content, digest, seal, seal
FROM screening_entries WHERE number = 5
"""
WRITER = """
import sys
from screening.decisions.store import Draft, Store
with Store(sys.argv[1], create=True) as store:
    for n in range(int(sys.argv[3])):
        draft = Draft(kind="decision", content={"profile": sys.argv[2], "n": n})
        (entry,) = store.append([draft], at="2026-11-24")
        print(entry.number, flush=True)
"""


def writer(place: str, name: str, many: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, place, name, str(many)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_two_processes_lose_nothing(place: str) -> None:
    writers = [writer(place, name, 5_000) for name in ("a", "b")]
    told = [int(line) for process in writers for line in process.communicate(timeout=120)[0].splitlines()]
    assert [process.returncode for process in writers] == [0, 0]
    assert sorted(told) == list(range(1, 10_001))
    with Store(place) as store:
        verdict = store.verify()
        assert (verdict.head.count, verdict.faults) == (10_000, ())


def test_a_killed_writer_loses_no_more_than_what_was_not_committed(place: str) -> None:
    process = writer(place, "a", 100_000)
    assert process.stdout is not None
    told = [int(process.stdout.readline()) for _ in range(50)]
    os.kill(process.pid, signal.SIGKILL)
    told += [int(line) for line in process.stdout.read().splitlines() if line]
    process.stdout.close()
    assert process.wait(timeout=30) == -signal.SIGKILL
    with Store(place) as store:
        verdict = store.verify()
        assert verdict.faults == ()
        assert verdict.head.count in {told[-1], told[-1] + 1}, (
            "what was told is there; at most one more was not told"
        )
        (entry,) = store.append([Draft(kind="decision", content={"profile": "b"})], at=AT)
        assert entry.number == verdict.head.count + 1, "and the next writer goes on"


def filled(place: str, many: int = 6) -> Head:
    with Store(place, create=True) as store:
        store.append([Draft(kind="decision", content={"profile": f"u{n}", "n": n}) for n in range(many)], at=AT)
        return store.head()


def execute(place: str, *statements: str) -> None:
    """What somebody with access to the database does behind the library's back."""
    engine = sa.create_engine(place if "://" in place else f"sqlite:///{place}")
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def faults(place: str, noted: Head | None = None) -> str:
    with Store(place) as store:
        return "; ".join(store.verify(noted).faults)


SET = "UPDATE screening_entries SET"
TAMPERED = {
    "content edited": ([f"{SET} content = '{{}}' WHERE number = 3"], "entry 3: its content was changed"),
    "content no JSON": ([f"{SET} content = '' WHERE number = 3"], "entry 3: its content was changed"),
    "time edited": ([f"{SET} at = '2020' WHERE number = 3"], "entry 3: its number, kind, time"),
    "refiled": ([f"{SET} subject = NULL WHERE number = 3"], "entry 3: it is filed under"),
    "content removed": (
        [f"{SET} content = NULL, subject = NULL WHERE number = 3"],
        "entry 3: its content is gone, and no purge says so",
    ),
    "entry removed": (["DELETE FROM screening_entries WHERE number = 3"], "entry 3: missing"),
    "first removed": (["DELETE FROM screening_entries WHERE number = 1"], "entry 1: missing"),
    "removed and closed up": (
        [
            "DELETE FROM screening_entries WHERE number = 3",
            f"{SET} number = 3 WHERE number = 4",
            f"{SET} number = 4 WHERE number = 5",
            f"{SET} number = 5 WHERE number = 6",
        ],
        "entry 3: does not follow",
    ),
    "reordered": (
        [
            f"{SET} number = 99 WHERE number = 3",
            f"{SET} number = 3 WHERE number = 4",
            f"{SET} number = 4 WHERE number = 99",
        ],
        "entry 3: does not follow",
    ),
    "inserted": (
        [f"{SET} number = 7 WHERE number = 6", COPY],
        "entry 6: its number, kind, time or digest was changed",
    ),
    "tail cut": (["DELETE FROM screening_entries WHERE number > 4"], "the store says that it ends with entry 6"),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_tampering_is_found_and_the_entry_named(place: str, how: str) -> None:
    filled(place)
    assert faults(place) == ""
    statements, said = TAMPERED[how]
    execute(place, *statements)
    assert said in faults(place)


def test_a_tail_cut_with_its_head_is_found_by_the_noted_one(place: str) -> None:
    noted = filled(place)
    execute(
        place,
        "DELETE FROM screening_entries WHERE number > 4",
        "UPDATE screening_head SET count = 4, seal = (SELECT seal FROM screening_entries WHERE number = 4)",
    )
    assert faults(place) == ""
    assert "its tail was cut off" in faults(place, noted)
    with Store(place) as store:
        store.append([Draft(kind="decision", content={"profile": "x"})] * 5, at=AT)
    assert "entry 6: is not the one whose seal was noted" in faults(place, noted), "nor does growing again hide it"


def test_all_of_a_batch_or_none(place: str) -> None:
    filled(place)
    with Store(place) as store:
        with pytest.raises(InputError, match=r"kind|null"):
            store.append([Draft(kind="decision", content={}), Draft(kind=None, content={})], at=AT)  # type: ignore[arg-type]
        assert store.verify().faults == ()
        assert store.head().count == 6


def test_a_purge_takes_the_content_and_leaves_the_chain(place: str) -> None:
    noted = filled(place)
    with Store(place) as store:
        (secret,) = store.append([Draft(kind="decision", content={"profile": "u9", "reason": "hush" * 20})], at=AT)
        entry = store.purge(lambda entries: [e.number for e in entries if e.number in {2, 7}], {"by": "t"}, at=AT)
        assert entry is not None
        verdict = store.verify(noted)
        assert (verdict.faults, verdict.purged, verdict.head.count) == ((), 2, 8)
        assert [e.number for e in store.entries() if e.content is None] == [2, 7]
        assert store.about(str(secret.subject)) == []
        assert store.purge(lambda _: [], {"by": "t"}, at=AT) is None
        if "://" not in place:
            left = b"".join(path.read_bytes() for path in Path(place).parent.iterdir())
            assert b"hushhush" not in left, "nothing of it is left in the file or its log"


def test_nobody_writes_while_a_purge_chooses(place: str) -> None:
    filled(place)
    done: list[int] = []

    def write() -> None:
        with Store(place) as other:
            (entry,) = other.append([Draft(kind="hold", content={"profile": "u1", "released": False})], at=AT)
            done.append(entry.number)

    writer = Thread(target=write)

    def choose(entries: Iterator[Entry]) -> list[int]:
        list(entries)
        writer.start()
        writer.join(0.5)
        assert done == [], "the hold waits for the purge"
        return [2]

    with Store(place) as store:
        entry = store.purge(choose, {"by": "t"}, at=AT)
        assert entry is not None
        writer.join(30)
        assert (entry.number, done) == (7, [8])
        assert store.verify().faults == ()


def test_a_head_that_is_gone_is_told(place: str) -> None:
    filled(place)
    execute(place, "DELETE FROM screening_head")
    with pytest.raises(InputError, match="version None"):
        Store(place).verify()


def test_a_file_that_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such store"):
        Store(tmp_path / "none.sqlite")
    assert list(tmp_path.iterdir()) == [], "and asking made none"
    (tmp_path / "text.sqlite").write_text("not a database, whatever its name says\n" * 100)
    with pytest.raises(InputError, match=r"text\.sqlite: file is not a database"):
        Store(tmp_path / "text.sqlite", create=True)
    sqlite3.connect(tmp_path / "other.sqlite").close()
    (tmp_path / "other.sqlite").touch()
    with pytest.raises(InputError, match=r"other\.sqlite: holds no decisions"):
        Store(tmp_path / "other.sqlite")


def test_a_store_of_another_version_is_not_touched(place: str) -> None:
    filled(place)
    execute(place, "UPDATE screening_head SET version = 2")
    with pytest.raises(InputError, match="version 2, 1 is known"):
        Store(place)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://u:hush@127.0.0.1:1/db", r"u:\*\*\*@127.0.0.1:1/db: .*refused"),
        ("mysql://u:hush@127.0.0.1/db", "a SQLite file or postgresql:// is needed"),
        ("nonsense://", "not readable as the URL|a SQLite file"),
    ],
)
def test_a_url_that_cannot_be_used_is_told_without_its_password(url: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        Store(url, create=True)
    assert "hush" not in str(caught.value)
