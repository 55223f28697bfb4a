"""Stores of decisions to test with: a SQLite file, and a real PostgreSQL that the session starts and stops."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa

_CALLED = ("/usr/lib/postgresql/*/bin/initdb", "/usr/local/pgsql/bin/initdb", "/opt/homebrew/bin/initdb")
_UNSYNCED = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
"""The machine does not lose its power in a test."""
_MEMORY = "/dev/shm"  # noqa: S108 - as above: nothing here outlives the test
_NUMBER = count()


def _programs() -> Path | None:
    found = [Path(found)] if (found := shutil.which("initdb")) else []
    found += [path for pattern in _CALLED for path in sorted(Path("/").glob(pattern.removeprefix("/")))]
    return found[-1].parent if found else None


def _user() -> list[str]:
    """PostgreSQL refuses to be root's."""
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL in a temporary folder, reached through a socket in it."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: the path of a socket has 107 characters at most
    try:
        if _user():
            shutil.chown(folder, "postgres")
        data = str(folder / "data")
        made = _run([str(programs / "initdb"), "-D", data, "-U", "tester", "-A", "trust", "--no-sync"], folder)
        if made.returncode:
            pytest.skip(f"PostgreSQL cannot be set up here: {made.stderr.strip()}")
        options = " ".join(f"-c {option}" for option in (*_UNSYNCED, f"unix_socket_directories={folder}"))
        start = [str(programs / "pg_ctl"), "-D", data, "-w", "-l", str(folder / "log")]
        started = _run([*start, "-o", f"{options} -c listen_addresses=''", "start"], folder)
        if started.returncode:
            pytest.skip(f"PostgreSQL does not start here: {started.stdout.strip()}")
        try:
            yield f"postgresql+psycopg://tester@/postgres?host={folder}"
        finally:
            _run([str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop"], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    # files, not pipes: the server keeps what it inherits open
    with (folder / "out").open("w+") as out, (folder / "err").open("w+") as err:
        done = subprocess.run([*_user(), *command], stdout=out, stderr=err, check=False, timeout=60, cwd=folder)
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(command, done.returncode, out.read(), err.read())


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where a store that does not exist yet can be made, once on each database."""
    if request.param == "sqlite":
        with tempfile.TemporaryDirectory(dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None) as folder:
            yield str(Path(folder) / "decisions.sqlite")
        return
    url: str = request.getfixturevalue("postgres")
    schema = f"test_{next(_NUMBER)}"
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.schema.CreateSchema(schema))
    engine.dispose()
    yield f"{url}&options=-csearch_path%3D{schema}"
