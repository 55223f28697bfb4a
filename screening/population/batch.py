"""Record batches of profiles in, record batches of assessments out: the core of every engine.

The same function runs in the processes of ``screening score``, in the workers of Spark, and in whatever else
hands over Arrow record batches. It is pure: it reads no file and no clock, keeps the order, and needs memory for
one batch.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice

from screening.assessment import Assessment
from screening.errors import RecordError
from screening.population.arrow import pa
from screening.population.results import RESULT_SCHEMA, batch_of
from screening.population.rows import Rows
from screening.profile import Profile
from screening.screener import Screener

__all__ = ["RESULT_SCHEMA", "assessed", "score_batches"]


_TOGETHER = 250


def score_batches(
    batches: Iterable[pa.RecordBatch],
    screener: Screener,
    *,
    today: dt.date,
    kind: str | None = None,
    place: str = "table",
) -> Iterator[pa.RecordBatch]:
    """Score the rows of record batches; a batch of results for each, row for row.

    Args:
        batches: profiles, their columns named as in a CSV file or, for whole parts, as the fields of a profile.
        screener: by what they are scored.
        today: the date of the assessments.
        kind: the kind of rows that do not state one; ``None``: organizations under the preset ``vendor``,
            otherwise persons.
        place: what the rows stand in, for the message about one that cannot be screened.

    Yields:
        Batches of :data:`RESULT_SCHEMA`. A row that cannot be screened has no band, and says why in ``problems``.

    Raises:
        InputError: a column is unknown, or none names the profile.
    """
    kind = kind or screener.policy.usual_kind
    rows: Rows | None = None
    schema: pa.Schema | None = None
    first = 1
    for batch in batches:
        if rows is None or schema != batch.schema:
            schema = batch.schema
            rows = Rows(schema, place=place, kind=kind)
        yield batch_of(assessed(rows.records(batch, first=first), screener, today))
        first += batch.num_rows


def assessed(
    records: Iterable[Profile | RecordError], screener: Screener, today: dt.date
) -> list[Assessment | RecordError]:
    """The assessment of each record, or why there is none: the one place where a batch of profiles is scored."""
    rest = iter(records)
    found: list[Assessment | RecordError] = []
    while some := list(islice(rest, _TOGETHER)):
        found += screener.score_batch(some, today=today)
    return found
