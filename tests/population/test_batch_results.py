from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from screening import inputs
from screening.assessment import Assessment, Coverage, ListedHit, ListUsed, Unchecked
from screening.errors import InputError, Problem, RecordError
from screening.evidence import Finding
from screening.names import Aligned
from screening.population.batch import assessed
from screening.population.results import RESULT_SCHEMA, assessments, batch_of
from screening.screener import Screener
from screening.values import Unread
from screening.watchlist import Relation

DATE = dt.date(2026, 11, 23)
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def results() -> list[Assessment | RecordError]:
    screener = Screener()
    records = [*inputs.read(str(EXAMPLES / "profiles.jsonl")), *inputs.read(str(EXAMPLES / "vendors.csv"))]
    return assessed(records, screener, DATE)


def scored(results: list[Assessment | RecordError]) -> list[Assessment | None]:
    return [result if isinstance(result, Assessment) else None for result in results]


def test_assessments_come_back_as_they_were(results: list[Assessment | RecordError]) -> None:
    assert any(a.hits for a in results if isinstance(a, Assessment))
    assert any(a.findings for a in results if isinstance(a, Assessment))
    assert list(assessments(batch_of(results))) == scored(results)


def test_they_survive_a_parquet_file(results: list[Assessment | RecordError]) -> None:
    file = io.BytesIO()
    pq.write_table(pa.Table.from_batches([batch_of(results)]), file)
    (batch,) = pq.read_table(file).combine_chunks().to_batches()
    assert batch.schema == RESULT_SCHEMA
    assert list(assessments(batch)) == scored(results)


def test_a_refused_record_keeps_its_row_and_says_why(results: list[Assessment | RecordError]) -> None:
    error = RecordError(
        [Problem("nmae", "Marta", "unknown field"), Problem("id", "\ud800", "half a character")],
        record_id="a\ud800",
    )
    rows = batch_of([results[0], error, RecordError([Problem("", "", "not JSON")])]).to_pylist()
    assert [row["band"] is None for row in rows] == [False, True, True]
    assert rows[0]["problems"] == []
    assert rows[1]["id"] == r"a\ud800"
    assert rows[1]["problems"][0] == {"field": "nmae", "value": "'Marta'", "message": "unknown field"}
    assert {name for name, value in rows[1].items() if value is not None} == {"id", "problems"}
    assert rows[2]["id"] is None
    assert list(assessments(batch_of([error]))) == [None]


def test_no_result_is_an_empty_batch_of_the_schema() -> None:
    assert batch_of([]).schema == RESULT_SCHEMA
    assert batch_of([]).num_rows == 0


def test_another_table_is_no_result() -> None:
    with pytest.raises(InputError, match="not a table of assessments"):
        list(assessments(pa.record_batch({"id": ["u1"]})))


@pytest.mark.parametrize(
    ("column", "kind", "left_out"),
    [
        ("findings", Finding, {"sources"}),
        ("hits", ListedHit, set()),
        ("hits.relations", Relation, set()),
        ("hits.aligned", Aligned, set()),
        ("unchecked", Unchecked, set()),
        ("unread", Unread, set()),
        ("lists", ListUsed, set()),
        ("coverage", Coverage, set()),
    ],
)
def test_no_part_of_an_assessment_is_lost(column: str, kind: type[msgspec.Struct], left_out: set[str]) -> None:
    found = pa.struct(RESULT_SCHEMA)
    for name in column.split("."):
        found = found.field(name).type.value_type
    assert {field.name for field in found} - {"family"} == set(kind.__struct_fields__) - left_out - {"family"}


def test_no_field_of_an_assessment_is_lost() -> None:
    fields = set(Assessment.__struct_fields__) - {"profile_id"} | {"id", "problems"}
    assert set(RESULT_SCHEMA.names) == fields


def test_the_schema_is_stable() -> None:
    flat = {field.name: str(field.type) for field in RESULT_SCHEMA if not pa.types.is_list(field.type)}
    assert flat == {
        "id": "string",
        "kind": "string",
        "band": "string",
        "score": "double",
        "deciding_score": "double",
        "band_reason": "string",
        "today": "date32[day]",
        "preset": "string",
        "policy_digest": "string",
    }
    assert str(RESULT_SCHEMA.field("families").type) == ("list<item: struct<family: string, points: double>>")
    assert str(RESULT_SCHEMA.field("missing").type) == "list<item: string>"
