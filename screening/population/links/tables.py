"""Link rows and what is shown of accounts, as Arrow record batches: what engines join, and what workers send."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from screening.population.arrow import pa
from screening.population.links.keys import About, Row, about, rows
from screening.population.links.texts import text_rows
from screening.profile import Profile

__all__ = ["ABOUT", "KEYS", "Tables", "about_batch", "batches", "key_batch", "row_batch"]

KEYS: pa.Schema = pa.schema(
    [
        pa.field("account", pa.int64(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("key", pa.int64(), nullable=False),
        pa.field("day", pa.int32()),
        pa.field("known", pa.string()),
    ]
)
"""Columns of :class:`~.keys.Row`."""
ABOUT: pa.Schema = pa.schema(
    [
        pa.field("account", pa.int64(), nullable=False),
        pa.field("id", pa.string(), nullable=False),
        pa.field("names", pa.list_(pa.string())),
        pa.field("stated", pa.string()),
        pa.field("observed", pa.list_(pa.string())),
        pa.field("created", pa.int32()),
        pa.field("domain", pa.int64()),
        pa.field("company", pa.int64()),
        pa.field("listed", pa.bool_(), nullable=False),
    ]
)
"""Columns of :class:`~.keys.About`."""
_AT_ONCE = 5_000
"""Profiles whose rows are one batch."""


def key_batch(profiles: Sequence[Profile], *, salt: str = "") -> pa.RecordBatch:
    """The link rows of profiles."""
    made = [row for profile in profiles for row in rows(profile, salt=salt)]
    return _batch(made + text_rows(profiles, salt=salt), KEYS)


def about_batch(profiles: Iterable[Profile], *, salt: str = "") -> pa.RecordBatch:
    """What is shown of profiles, and of clients whom they name."""
    return _batch([row for profile in profiles for row in about(profile, salt=salt)], ABOUT)


class Tables(NamedTuple):
    """Link rows of some accounts, and what is shown of them."""

    keys: pa.RecordBatch
    abouts: pa.RecordBatch


def batches(profiles: Iterable[Profile], *, salt: str = "") -> Iterator[Tables]:
    """Both for many profiles, in bounded memory.

    Args:
        profiles: read lazily.
        salt: as in :func:`~.keys.key_number`.
    """
    some: list[Profile] = []
    for profile in profiles:
        some.append(profile)
        if len(some) == _AT_ONCE:
            yield Tables(key_batch(some, salt=salt), about_batch(some, salt=salt))
            some = []
    yield Tables(key_batch(some, salt=salt), about_batch(some, salt=salt))


def row_batch(made: Iterable[Row]) -> pa.RecordBatch:
    """Link rows that were made elsewhere."""
    return _batch(list(made), KEYS)


def _batch(made: Sequence[Row | About], schema: pa.Schema) -> pa.RecordBatch:
    arrays = [pa.array([row[place] for row in made], field.type) for place, field in enumerate(schema)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)
