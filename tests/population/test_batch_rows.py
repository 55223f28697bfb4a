from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from screening import frames
from screening.errors import InputError, RecordError
from screening.policy import Policy
from screening.population.batch import score_batches
from screening.population.results import RESULT_SCHEMA, assessments
from screening.population.rows import Rows
from screening.profile import Profile
from screening.screener import Screener

DATE = dt.date(2026, 11, 23)
LOGIN = {"at": "2026-01-02T08:00:00", "ip": "192.0.2.1", "country": "PL", "asn": 64496, "duration_hours": 7.5}
TABLES: dict[str, dict[str, Any]] = {
    "plain": {"id": ["u1", "u2"], "name": ["Marta Wzorowa", None], "country": ["PL", ""]},
    "common names of columns": {
        "id": ["u1"],
        "Display Name": [" Marta Wzorowa "],
        "email": ["m@example.com; n@example.com"],
    },
    "lists": {"id": ["u1", "u2", "u3"], "name": ["A", "B", "C"], "phones": [["+48 1", "+48 2"], [], None]},
    "logins": {
        "id": ["u1", "u2", "u3"],
        "name": ["A", "B", "C"],
        "logins": [[LOGIN, {**LOGIN, "ip": None}], [], None],
    },
    "a struct": {"name": ["A", "B"], "identity": [{"document_verified": True}, None]},
    "no id": {"name": ["A", "B"], "country": ["PL", "PT"]},
    "numbers": {"id": [1, 2], "name": ["A", "B"], "owners": ["X; Y", None], "owner_shares": ["60; 40", None]},
    "floats": {
        "id": ["u1", "u2"],
        "name": ["A", "B"],
        "work.bids": [3.0, float("nan")],
        "vendor.staff": [1.0, 2.5],
    },
    "dates": {
        "id": ["u1", "u2"],
        "name": ["A", "B"],
        "birth_date": [dt.date(1990, 1, 2), None],
        "created": [dt.datetime(2026, 1, 2, tzinfo=None), dt.datetime(2026, 1, 2, 3, 4)],  # noqa: DTZ001 - as tables have them
        "updated": pa.array([dt.datetime(2026, 1, 2, tzinfo=dt.UTC), None], pa.timestamp("us", "UTC")),
    },
    "moments in structs": {
        "id": ["u1"],
        "name": ["A"],
        "payments": [[{"at": dt.datetime(2026, 1, 2, 3, 4), "amount": Decimal("10.50")}]],  # noqa: DTZ001
    },
    "decimals": {"id": ["u1"], "name": ["A"], "work.applications_per_day": [Decimal("1.5")]},
    "dictionaries": {
        "id": ["u1", "u2"],
        "name": ["A", "B"],
        "country": pa.array(["PL", None]).dictionary_encode(),
    },
    "large strings": {"id": ["u1"], "name": pa.array(["A"], pa.large_string())},
    "bad rows": {
        "id": ["u1", "", None, "u4"],
        "name": ["A", "B", "C", "D" * 500],
        "document_verified": ["yes", "maybe", "no", "perhaps"],
        "logins": [[{"asn": -1}], None, [], [{"asn": 1}]],
    },
    "a key that no login has": {"id": ["u1"], "name": ["A"], "logins": [[{"adress": "192.0.2.1"}]]},
    "bytes": {"id": ["u1"], "name": pa.array([b"A"], pa.binary())},
    "nothing known": {"id": ["u1"], "name": ["A"], "country": pa.nulls(1)},
    "parts of which nothing is known": {
        "id": ["u1"],
        "name": ["A"],
        "identity": pa.nulls(1),
        "logins": pa.array([[]], pa.list_(pa.null())),
    },
    "a struct and a column of it": {
        "id": ["u1", "u2"],
        "name": ["A", "B"],
        "identity": [{"document_verified": True}, {"document_verified": True}],
        "document_name": ["A", None],
    },
    "flags as numbers": {"id": ["u1", "u2"], "name": ["A", "B"], "document_verified": pa.array([1, 0], pa.int8())},
    "no row": {"id": pa.array([], pa.string()), "name": pa.array([], pa.string())},
}


def told(records: Iterable[Profile | RecordError]) -> list[object]:
    return [record.to_dict() if isinstance(record, RecordError) else record for record in records]


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_read_as_a_table_in_memory_is(name: str) -> None:
    table = pa.table(TABLES[name])
    batch = table.combine_chunks().to_batches()[0] if len(table) else pa.RecordBatch.from_pylist([], table.schema)
    found = Rows(table.schema, place="table").records(batch)
    assert told(found) == told(frames.records(table))


def test_the_order_of_columns_is_irrelevant() -> None:
    table = pa.table(TABLES["logins"])
    turned = table.select(table.column_names[::-1])
    assert list(Rows(table.schema, place="t").records(table.to_batches()[0])) == list(
        Rows(turned.schema, place="t").records(turned.to_batches()[0])
    )


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"id": ["u1"], "nmae": ["A"]}, "unknown column 'nmae' .did you mean 'name'"),
        ({"id": ["u1"], "login": [[LOGIN]]}, "unknown column 'login' .did you mean 'logins'"),
        ({"country": ["PL"]}, "no column id, name or legal_name"),
        ({"id": ["u1"], "name": ["A"], "full_name": ["B"]}, "more than one column for name"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(columns: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        Rows(pa.table(columns).schema, place="t")


def test_a_value_that_cannot_be_read_costs_its_row_alone() -> None:
    latin = pa.array([f"Jos{n}".encode() if n != 3 else b"Jos\xe9" for n in range(7)])
    names = pa.Array.from_buffers(pa.string(), 7, latin.buffers())
    far = pa.array([10**18 if n == 5 else 0 for n in range(7)], pa.timestamp("us"))
    table = pa.table({"name": names, "created": far})
    found = list(Rows(table.schema, place="table").records(table.to_batches()[0], first=11))
    assert [r.id for r in found if isinstance(r, Profile)] == [f"row {n}" for n in (11, 12, 13, 15, 17)]
    assert [str(r).partition(" read")[0] for r in found if isinstance(r, RecordError)] == [
        "table, row 14: a value that cannot be",
        "table, row 16: a value that cannot be",
    ]


def test_batches_are_scored_row_for_row() -> None:
    rows = [
        {"id": "clear", "name": "Marta Wzorowa", "country": "PL", "companies": None},
        {"id": "", "name": "Marta Wzorowa", "country": "PL", "companies": None},
        {
            "id": "escalate",
            "name": "Wang Shili",
            "country": "CN",
            "companies": ["Yanbian Silverstar Network Technology"],
        },
    ]
    table = pa.Table.from_pylist(rows)
    screener = Screener()
    found = list(score_batches(table.to_batches(max_chunksize=2), screener, today=DATE, place="accounts"))
    assert [batch.num_rows for batch in found] == [2, 1]
    assert all(batch.schema == RESULT_SCHEMA for batch in found)
    scored = [assessment for batch in found for assessment in assessments(batch)]
    assert scored == [screener.score(rows[0], today=DATE), None, screener.score(rows[2], today=DATE)]
    (problem,) = found[0].to_pylist()[1]["problems"]
    assert problem["field"] == "id"


def test_batches_are_scored_only_when_asked_for() -> None:
    def batches() -> Iterator[pa.RecordBatch]:
        yield pa.record_batch({"name": ["Marta Wzorowa"]})
        pytest.fail("the second batch was read before the first was taken")

    found = score_batches(batches(), Screener(), today=DATE)
    assert next(found).num_rows == 1


def test_rows_are_numbered_over_batches_and_vendors_are_organizations() -> None:
    batch = pa.record_batch({"name": ["Example Trading Ltd"]})
    found = list(score_batches([batch, batch], Screener(Policy(preset="vendor")), today=DATE))
    assert [row["id"] for part in found for row in part.to_pylist()] == ["row 1", "row 2"]
    assert {row["kind"] for part in found for row in part.to_pylist()} == {"organization"}


def test_a_profile_is_what_comes_out() -> None:
    table = pa.table(TABLES["logins"])
    first = next(Rows(table.schema, place="t").records(table.to_batches()[0]))
    assert isinstance(first, Profile)
    assert first.logins is not None
    assert [login.ip for login in first.logins] == ["192.0.2.1", None]
