"""Where the chain is kept: a SQLite file, or PostgreSQL by its URL.

Entries are appended one transaction at a time. The row of the head is locked for it, so that numbers have no gap
and nothing is lost, however many processes write. What is committed survives the end of the process and of the
machine; what is not is as if it had never been.
"""

from __future__ import annotations

import secrets
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import msgspec

from screening.decisions.chain import PURGE, START, Entry, Head, Verdict, ranges, sealed, verify
from screening.decisions.keys import canonical
from screening.errors import InputError, shown

try:
    import sqlalchemy as sa
    from sqlalchemy.exc import DBAPIError, NoSuchModuleError, SQLAlchemyError
except ImportError:
    raise InputError(
        "keeping decisions needs the extra 'store': pip install 'freelance-screening[store]'"
    ) from None

__all__ = ["Draft", "Store"]

_VERSION = 1
_BUSY = 60.0
"""Seconds that a writer waits for the others."""
_LOCK = 7_261_544_310
"""The advisory lock under which the tables of PostgreSQL are made; any number that nobody else uses."""
_READ_AT_ONCE = 1_000
_SWITCHES, _PAUSE = 600, 0.1
"""How often, and after how many seconds, SQLite is asked again to keep a write-ahead log."""
_DRIVERS = frozenset({"sqlite", "postgresql+psycopg"})
_IMMEDIATE = "screening_immediate"
_METADATA = sa.MetaData()
_ENTRIES = sa.Table(
    "screening_entries",
    _METADATA,
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("subject", sa.String(64), index=True),
    sa.Column("content", sa.LargeBinary),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("previous", sa.String(64), nullable=False),
    sa.Column("seal", sa.String(64), nullable=False),
    sa.Index("screening_entries_kind", "kind", "number"),
)
_HEAD = sa.Table(
    "screening_head",
    _METADATA,
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("count", sa.BigInteger, nullable=False),
    sa.Column("seal", sa.String(64), nullable=False),
)
_FIELDS = tuple(_ENTRIES.c.keys())


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What is to become an entry.

    Attributes:
        kind: see :class:`~screening.decisions.chain.Entry`.
        content: plain values; ``profile`` is the id of the profile that it is about.
    """

    kind: str
    content: Mapping[str, Any]


class Store:
    """An append-only store of entries.

    Args:
        place: a SQLite file, or a URL such as ``postgresql+psycopg://user@host/screening``.
        create: make the file and the tables if there are none.

    Raises:
        InputError: there is no such store, or it cannot be used.
    """

    def __init__(self, place: str | Path, *, create: bool = False) -> None:
        self.place = str(place)
        url = _url(self.place)
        self.name = url.render_as_string(hide_password=True) if "://" in self.place else self.place
        file = url.database if url.get_backend_name() == "sqlite" else None
        if file and not create and not Path(file).is_file():
            raise InputError(f"{self.name}: no such store of decisions")
        self._engine = _engine(url)
        try:
            with self._told():
                self._prepare(create=create)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def append(self, drafts: Iterable[Draft], *, at: str) -> list[Entry]:
        """Append entries, all of them or none.

        Args:
            drafts: in their order.
            at: when, ISO 8601 in UTC.
        """
        drafts = tuple(drafts)
        with self._told(), self._writing() as connection:
            return _append(connection, drafts, at)

    def head(self) -> Head:
        """Where the chain ends."""
        with self._told(), self._reading() as connection:
            return _head(connection)

    def entries(self) -> Iterator[Entry]:
        """All entries by their numbers, as they are at one moment."""
        with self._told(), self._reading() as connection:
            yield from _all(connection)

    def verify(self, noted: Head | None = None) -> Verdict:
        """Check the whole chain as it is at one moment, see :func:`~screening.decisions.chain.verify`.

        Args:
            noted: a head that was noted elsewhere.
        """
        with self._told(), self._reading() as connection:
            return verify(_all(connection), ends=_head(connection), noted=noted)

    def about(self, subject: str) -> list[Entry]:
        """All entries about one profile, by their numbers.

        Args:
            subject: under what they are filed, see :func:`~screening.decisions.chain.filed`.
        """
        return self._where(_ENTRIES.c.subject == subject)

    def of_kind(self, kind: str) -> list[Entry]:
        """All entries of a kind, by their numbers."""
        return self._where(_ENTRIES.c.kind == kind)

    def numbered(self, number: int) -> Entry | None:
        """The entry of a number; ``None`` if there is none."""
        return next(iter(self._where(_ENTRIES.c.number == number)), None)

    def purge(
        self, choose: Callable[[Iterator[Entry]], Sequence[int]], content: Mapping[str, Any], *, at: str
    ) -> Entry | None:
        """Take the content out of entries and say so in a new one, all in one transaction.

        Args:
            choose: the numbers to purge, in rising order, of the entries as they are; nobody writes meanwhile.
            content: of the new entry, besides the numbers.
            at: when, ISO 8601 in UTC.

        Returns:
            The new entry; ``None`` if there was nothing to purge.
        """
        with self._told(), self._writing() as connection:
            _head(connection, lock=True)
            spans = ranges(choose(_all(connection)))
            if not spans:
                return None
            for first, last in spans:
                rows = _ENTRIES.update().where(_ENTRIES.c.number.between(first, last))
                connection.execute(rows.values(content=None, subject=None))
            (entry,) = _append(connection, [Draft(kind=PURGE, content={**content, "numbers": spans})], at)
        if self._engine.dialect.name == "sqlite":  # what was purged stands in the write-ahead log until then
            with self._told(), self._engine.connect() as connection:
                connection.exec_driver_sql("ROLLBACK")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return entry

    def _where(self, condition: sa.ColumnElement[bool]) -> list[Entry]:
        with self._told(), self._reading() as connection:
            return [_entry(row) for row in connection.execute(_select().where(condition))]

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        """A transaction that sees one state."""
        with self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        """A transaction in which nobody else writes."""
        with self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.execution_options(isolation_level="READ COMMITTED")
            with connection.execution_options(**{_IMMEDIATE: True}).begin():
                yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What a database says becomes an error that names the store, and no password."""
        try:
            yield
        except DBAPIError as error:
            said = str(error.orig).strip().partition("\n")[0]
            raise InputError(f"{self.name}: {said}") from None
        except SQLAlchemyError as error:
            raise InputError(f"{self.name}: {str(error).partition(chr(10))[0]}") from None

    def _prepare(self, *, create: bool) -> None:
        """Make the tables if there are none, while nobody else does."""
        with self._reading() as connection:
            made = sa.inspect(connection).has_table(_HEAD.name)
        if not made and not create:
            raise InputError(f"{self.name}: holds no decisions")
        if not made:
            with self._writing() as connection:
                if connection.dialect.name == "postgresql":
                    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
                if not sa.inspect(connection).has_table(_HEAD.name):
                    _METADATA.create_all(connection, checkfirst=False)
                    connection.execute(_HEAD.insert().values(version=_VERSION, count=0, seal=START))
        with self._reading() as connection:
            version = connection.execute(sa.select(_HEAD.c.version)).scalar()
        if version != _VERSION:
            raise InputError(f"{self.name}: its tables are of version {version}, {_VERSION} is known")


def _url(place: str) -> sa.URL:
    if "://" not in place:
        return sa.URL.create("sqlite", database=place)
    try:
        url = sa.make_url(place)
    except SQLAlchemyError:
        raise InputError("the store of decisions: not readable as the URL of a database") from None
    if url.drivername in {"postgres", "postgresql"}:
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in _DRIVERS or not url.database:
        raise InputError(
            f"the store of decisions: {shown(url.drivername)}: a SQLite file or postgresql:// is needed"
        )
    return url


def _engine(url: sa.URL) -> sa.Engine:
    try:
        if url.get_backend_name() == "postgresql":
            return sa.create_engine(url)
        engine = sa.create_engine(url, connect_args={"timeout": _BUSY})
    except (ImportError, NoSuchModuleError):
        raise InputError(
            "a store in PostgreSQL needs the extra 'postgres': pip install 'freelance-screening[postgres]'"
        ) from None

    @sa.event.listens_for(engine, "connect")
    def _opened(connection: Any, _: object) -> None:  # noqa: ANN401 - whatever the driver gives
        connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("PRAGMA synchronous=FULL")
        _write_ahead(connection)

    @sa.event.listens_for(engine, "begin")
    def _begun(connection: sa.Connection) -> None:
        immediate = connection.get_execution_options().get(_IMMEDIATE)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def _write_ahead(connection: Any) -> None:  # noqa: ANN401 - whatever the driver gives
    """Let readers read while one writes; SQLite does not wait for others when it switches to that."""
    for attempt in range(_SWITCHES):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if attempt == _SWITCHES - 1:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _append(connection: sa.Connection, drafts: Iterable[Draft], at: str) -> list[Entry]:
    """Append within a transaction; the lock on the head is held to its end."""
    head = _head(connection, lock=True)
    entries: list[Entry] = []
    for draft in drafts:
        content = canonical({**draft.content, "salt": secrets.token_hex(16)})
        entry = sealed(number=head.count + 1, kind=draft.kind, at=at, content=content, previous=head.seal)
        head = Head(entry.number, entry.seal)
        entries.append(entry)
    if entries:
        connection.execute(_ENTRIES.insert(), [msgspec.structs.asdict(entry) for entry in entries])
        connection.execute(_HEAD.update().values(count=head.count, seal=head.seal))
    return entries


def _head(connection: sa.Connection, *, lock: bool = False) -> Head:
    rows = sa.select(_HEAD.c.count, _HEAD.c.seal)
    row = connection.execute(rows.with_for_update() if lock else rows).first()
    if row is None:
        raise InputError(f"{_HEAD.name}: the row that says where the chain ends is gone")
    return Head(row[0], row[1])


def _all(connection: sa.Connection) -> Iterator[Entry]:
    with connection.execute(_select(), execution_options={"yield_per": _READ_AT_ONCE}) as rows:
        yield from map(_entry, rows)


def _select() -> sa.Select[Any]:
    """Every column as its type: SQLite keeps whatever somebody puts there."""
    return sa.select(*(sa.cast(column, column.type) for column in _ENTRIES.c)).order_by(_ENTRIES.c.number)


def _entry(row: sa.Row[Any]) -> Entry:
    return Entry(**dict(zip(_FIELDS, row, strict=True)))
