"""The steps in DuckDB, in this process: a limit of memory, and a folder for what does not fit."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from screening.errors import InputError
from screening.population.arrow import pa
from screening.population.links import steps
from screening.population.links.tables import ABOUT, KEYS, Tables

try:
    import duckdb
except ImportError:  # pragma: no cover - the extra is installed wherever tests run
    raise InputError("links need the extra 'batch': pip install 'freelance-screening[batch]'") from None

__all__ = ["Embedded"]

_FUNCTIONS = (
    "CREATE MACRO sort_array(items) AS list_sort(items)",
    "CREATE MACRO slice(items, start, length) AS list_slice(items, start, start + length - 1)",
    "CREATE MACRO array_remove(items, gone) AS list_filter(items, lambda item: item <> gone)",
)
"""Spark's names, with Spark's meaning."""


class Embedded:
    """A database in a folder that is removed at the end; an :class:`~.steps.Engine`.

    Args:
        memory: what the engine may use, as ``4GB``; what does not fit goes to the folder.
        folder: where the database is put; the system's folder for temporary files if ``None``.
        threads: of the engine; all cores if ``None``.

    Raises:
        InputError: the limit cannot be read, or the folder not be used.
    """

    def __init__(self, *, memory: str = "4GB", folder: str | None = None, threads: int | None = None) -> None:
        self._memory = memory
        try:
            self.folder = Path(tempfile.mkdtemp(prefix="screening-links-", dir=folder))
        except OSError as error:
            raise InputError(f"{folder}: no place for temporary files: {error.strerror}") from None
        try:
            self.connection = duckdb.connect(
                str(self.folder / "links.duckdb"), config=self._settings(memory, threads)
            )
        except duckdb.Error as error:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise InputError(f"memory {memory!r}: {str(error).splitlines()[0]}") from None
        for statement in _FUNCTIONS:
            self.connection.execute(statement)
        for name, schema in (("keys", KEYS), ("abouts", ABOUT)):
            self.connection.register("empty", schema.empty_table())
            self.make(name, "SELECT * FROM empty")
            self.connection.unregister("empty")

    def _settings(self, memory: str, threads: int | None) -> dict[str, str | bool | int | float | list[str]]:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": memory,
            "temp_directory": str(self.folder / "spilled"),
            "preserve_insertion_order": "false",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
        return settings | ({"threads": threads} if threads else {})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the memory back and remove the folder."""
        self.connection.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """One transaction, that others see whole: writing each table down for itself would take longer.

        Raises:
            InputError: the memory is not enough, even with the folder.
        """
        self.connection.begin()
        try:
            yield
            self.connection.commit()
        except duckdb.OutOfMemoryException:
            raise InputError(f"memory {self._memory!r} is too little for so many accounts") from None

    def load(self, batches: Iterable[Tables]) -> None:
        """Take in link rows and accounts, as :func:`~.tables.batches` makes them."""
        for keys, abouts in batches:
            self.add("keys", keys)
            self.add("abouts", abouts)

    def add(self, name: str, batch: pa.RecordBatch) -> None:
        """Add rows to a table."""
        self.connection.register("added", pa.Table.from_batches([batch]))
        self.connection.execute(f"INSERT INTO {name} SELECT * FROM added")  # noqa: S608 - our own names
        self.connection.unregister("added")

    def add_known(self, keys: pa.RecordBatch) -> int:
        """Add link rows of accounts that are there; how many others there were."""
        self.connection.register("added", pa.Table.from_batches([keys]))
        others = self.number("SELECT count(*) FROM added WHERE account NOT IN (SELECT account FROM abouts)")
        self.connection.execute(
            "INSERT INTO keys SELECT * FROM added WHERE account IN (SELECT account FROM abouts)"
        )
        self.connection.unregister("added")
        return others

    def make(self, name: str, query: str) -> None:
        """Keep the result of a query as a table."""
        self.connection.execute(f"CREATE OR REPLACE TABLE {name} AS {query}")

    def number(self, query: str) -> int:
        """The one number that a query gives."""
        return int(self.connection.execute(query).fetchall()[0][0])

    def arrow(self, query: str, **tables: pa.Table) -> pa.Table:
        """The result of a query over our tables and the given ones."""
        for name, table in tables.items():
            self.connection.register(name, table)
        found = self.connection.sql(query).to_arrow_table()
        for name in tables:
            self.connection.unregister(name)
        return found

    def write(self, query: str, path: str) -> None:
        """The result of a query as a Parquet file.

        Raises:
            InputError: the file cannot be written.
        """
        name = path.replace("'", "''")
        try:
            self.connection.execute(f"COPY ({query}) TO '{name}' (FORMAT parquet, COMPRESSION zstd)")
        except duckdb.IOException as error:
            raise InputError(f"{path}: cannot be written: {str(error).splitlines()[0]}") from None

    def find(self) -> int:
        """Run the steps; the number of rounds for the components."""
        return steps.find(self)

    def rows(self, query: str, values: Mapping[str, Any] | None = None) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, some at a time."""
        cursor = self.connection.cursor()
        cursor.execute(query, dict(values or {}))
        while found := cursor.fetchmany(10_000):
            yield from found
