from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pandas as pd
import polars as pl
import pytest

from screening.errors import InputError, RecordError
from screening.frames import ADDED, records
from screening.profile import Profile
from screening.screener import Screener

pa: Any = pytest.importorskip("pyarrow")
TODAY = dt.date(2026, 11, 23)
COLUMNS: dict[str, list[Any]] = {
    "id": ["plain", "reported", "sparse", "bad", "nested"],
    "full_name": ["Marta Wzorowa", "Wang Shili", "Piotr Wzorowy", "Jonas Beispiel", "Lena Vorbild"],
    "country": ["PL", "CN", None, "DE", "DE"],
    "companies": [["Lantern"], ["Yanbian Unsong Network Technology"], None, None, []],
    "birth_date": [dt.date(1990, 1, 2), None, None, dt.date(1991, 1, 1), None],
    "document_number": [12345, None, None, None, None],
    "document_verified": [True, None, None, None, False],
    "logins.duration_hours": [None, None, None, "long", None],
    "addresses": [[{"purpose": "residence", "city": "Toruń"}], None, None, None, [{"city": "Bonn"}]],
}  # fmt: skip
Maker = Callable[[dict[str, list[Any]]], Any]
MAKERS: dict[str, Maker] = {"pandas": pd.DataFrame, "polars": pl.DataFrame, "pyarrow": pa.table}
EACH = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener()


def columns(frame: Any) -> dict[str, list[Any]]:  # noqa: ANN401 - any frame
    """The columns of a frame as lists, nulls as None."""
    if isinstance(frame, pd.DataFrame):
        return {
            str(name): [None if value is None or value != value else value for value in frame[name].to_list()]  # noqa: PLR0124 - NaN
            for name in ADDED
        }
    if isinstance(frame, pl.DataFrame):
        return {name: frame[name].to_list() for name in ADDED}
    return {name: frame[name].to_pylist() for name in ADDED}


@EACH
def test_the_same_kind_comes_back_with_the_result_in_columns(screener: Screener, make: Maker) -> None:
    given = make(COLUMNS)
    scored = screener.score_frame(given, today=TODAY)
    assert type(scored) is type(given)
    assert list(scored.columns if not isinstance(scored, pa.Table) else scored.column_names) == [*COLUMNS, *ADDED]
    found = columns(scored)
    assert found["band"] == ["clear", "review", "unknown", None, "review"]
    assert found["score"] == [0.0, 47.2, 0.0, None, 45.0]
    assert found["findings"][1].split("; ") == ["watchlist.reported_party", "location.stated"]
    assert found["hits"][1] == "panel_2020:yanbian-unsong; ofac_sdn:24977"
    assert found["missing"][2] == "one of country, phone or login"
    assert found["problems"][0] is None
    assert (
        "table, row 4, id 'bad': column logins.duration_hours: not a number (got 'long')" in found["problems"][3]
    )


def test_every_library_gives_the_same_result(screener: Screener) -> None:
    results = [columns(screener.score_frame(make(COLUMNS), today=TODAY)) for make in MAKERS.values()]
    assert results[0] == results[1] == results[2]


def test_the_result_is_that_of_single_records(screener: Screener) -> None:
    one = screener.score(
        {
            "id": "reported",
            "name": "Wang Shili",
            "country": "CN",
            "companies": ["Yanbian Unsong Network Technology"],
        },
        today=TODAY,
    )
    found = columns(screener.score_frame(pl.DataFrame(COLUMNS), today=TODAY))
    assert (found["score"][1], found["band"][1], found["band_reason"][1]) == (one.score, one.band, one.band_reason)


def test_the_index_of_a_pandas_frame_is_kept(screener: Screener) -> None:
    frame = pd.DataFrame({"name": ["Marta Wzorowa", "Wang Shili"], "country": ["PL", None]}, index=[7, 7])
    scored = screener.score_frame(frame, today=TODAY)
    assert scored.index.to_list() == [7, 7]
    assert scored["band"].to_list() == ["clear", "unknown"]


@EACH
def test_a_frame_without_rows_has_the_columns(screener: Screener, make: Maker) -> None:
    scored = screener.score_frame(make({"id": []}), today=TODAY)
    assert len(scored) == 0
    assert columns(scored) == {name: [] for name in ADDED}


@pytest.mark.parametrize(
    ("frame", "field", "value"),
    [
        (pd.DataFrame({"id": ["u"], "document_number": [12345.0]}), "identity", "12345"),
        (pd.DataFrame({"id": ["u"], "name": [float("nan")]}), "name", None),
        (pd.DataFrame({"id": ["u"], "name": [pd.NA]}), "name", None),
        (pd.DataFrame({"id": ["u"], "birth_date": pd.to_datetime(["1990-01-02"])}), "birth_date", "1990-01-02"),
        (pd.DataFrame({"id": ["u"], "created": [pd.Timestamp("2020-02-02 03:04")]}),
         "created", "2020-02-02T03:04:00"),
        (pl.DataFrame({"id": ["u"], "birth_date": [dt.date(1990, 1, 2)]}), "birth_date", "1990-01-02"),
        (pl.DataFrame({"id": [7]}), "id", "7"),
        (pl.DataFrame({"name": ["x"]}), "id", "row 1"),
        (pl.DataFrame({"id": ["u"], "languages": ["pl; en"]}), "languages", ("pl", "en")),
        (pl.DataFrame({"id": ["u"], "languages": [["pl", "en"]]}), "languages", ("pl", "en")),
        (pl.DataFrame({"id": ["u"], "languages": [[]]}), "languages", ()),
        (pl.DataFrame({"id": ["u"], "kind": ["organization"]}), "kind", "organization"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)  # fmt: skip
def test_cells_mean_what_they_say(frame: object, field: str, value: object) -> None:
    (profile,) = records(frame)
    assert isinstance(profile, Profile)
    found = getattr(profile, field)
    assert (found.document_number if field == "identity" else found) == value


def test_whole_parts_may_be_lists_and_structs() -> None:
    frame = pa.table(
        {
            "id": ["u"],
            "payments": [[{"amount": Decimal("12.50"), "currency": "USD"}]],
            "identity": [{"document_verified": True, "document_name": None}],
            "related": [[{"role": "owner", "share": 60.0, "profile": {"name": "Wang Shili"}}]],
        }
    )
    (from_arrow,) = records(frame)
    (from_pandas,) = records(frame.to_pandas())
    assert isinstance(from_arrow, Profile)
    assert from_arrow == from_pandas
    assert from_arrow.payments is not None
    assert from_arrow.payments[0].amount == 12.5
    assert from_arrow.identity is not None
    assert from_arrow.identity.document_verified is True
    assert from_arrow.related is not None
    assert from_arrow.related[0].profile.name == "Wang Shili"


def test_rows_that_state_no_kind_take_the_one_given() -> None:
    (profile,) = records(pl.DataFrame({"id": ["u"]}), kind="organization")
    assert isinstance(profile, Profile)
    assert profile.kind == "organization"


def test_a_part_of_the_wrong_shape_is_an_error_record() -> None:
    (error,) = records(pl.DataFrame({"id": ["u"], "logins": ["x"]}), place="t", first=10)
    assert isinstance(error, RecordError)
    assert str(error).startswith("t, row 10, id 'u': logins")


def test_a_name_of_too_many_words_is_an_error_record(screener: Screener) -> None:
    scored = screener.score_frame(pl.DataFrame({"id": ["u", "v"], "name": ["a " * 90, "Marta"]}), today=TODAY)
    assert scored["band"].to_list() == [None, "unknown"]
    assert "name of 90 words" in scored["problems"][0]


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        ([1], "not a table that can be read"),
        ({"id": ["u"]}, "not a table that can be read"),
        (pl.DataFrame({"id": ["u"]}).lazy(), "not a table that can be read"),
        (pd.DataFrame([["u", "v"]], columns=["id", "id"]), "not a table that can be read"),
        (pd.DataFrame({0: ["u"]}), "column names are text, not 0"),
        (pl.DataFrame({"id": ["u"], "nmae": ["x"]}), "unknown column 'nmae' .did you mean 'name'?"),
        (pl.DataFrame({"id": ["u"], "band": ["x"]}), "column band is one that the result adds"),
        (pl.DataFrame({"country": ["PL"]}), "no column id, name or legal_name"),
        (pd.DataFrame(), "no column id, name or legal_name"),
    ],
    ids=["list", "dict", "lazy", "twice", "numbers", "unknown", "result", "no id", "empty"],
)
def test_what_is_no_table_of_profiles_is_refused(screener: Screener, frame: object, message: str) -> None:
    with pytest.raises(InputError, match=message):
        screener.score_frame(frame)


@pytest.mark.parametrize("statement", ["import screening", "import screening.screener", "import screening.cli"])
def test_no_frame_library_is_loaded_before_a_frame(statement: str) -> None:
    code = f"{statement}; import sys; print({{'narwhals', 'pandas', 'polars', 'pyarrow'}} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
