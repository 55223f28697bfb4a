from __future__ import annotations

import ast
import datetime as dt
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

import pandas as pd
import polars as pl
import pytest

from screening.errors import InputError, RecordError
from screening.frames import ADDED, EXPLODED, records, scored_rows
from screening.frames.meanings import USUAL, known
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


def columns(frame: Any, names: Iterable[str] = ADDED) -> dict[str, list[Any]]:  # noqa: ANN401 - any frame
    """The columns of a frame as lists, nulls as None."""
    if isinstance(frame, pd.DataFrame):
        return {
            str(name): [None if value is None or value != value else value for value in frame[name].to_list()]  # noqa: PLR0124 - NaN
            for name in names
        }
    if isinstance(frame, pl.DataFrame):
        return {name: frame[name].to_list() for name in names}
    return {name: frame[name].to_pylist() for name in names}


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
    made, expected = sum(c.made for c in one.coverage.values()), sum(c.expected for c in one.coverage.values())
    assert 0 < made < expected
    assert found["coverage"][1] == pytest.approx(made / expected, abs=0.0001)


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
        (pl.DataFrame({"id": [Decimal(12345678901234567890)]}), "id", "12345678901234567890"),
        (pd.DataFrame({"id": ["u"], "name": [Decimal("NaN")]}), "name", None),
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


@pytest.mark.parametrize("nothing", [pd.NaT, pd.NA, float("nan"), None])
def test_nothing_inside_of_a_part_is_not_known(nothing: object) -> None:
    (profile,) = records(pd.DataFrame({"id": ["u"], "logins": [[{"ip": "192.0.2.1", "at": nothing}]]}))
    assert isinstance(profile, Profile)
    assert profile.logins is not None
    assert (profile.logins[0].ip, profile.logins[0].at) == ("192.0.2.1", None)


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


MINE: dict[str, list[Any]] = {
    "Account": [7, 8, 9],
    "Freelancer": ["Marta Wzorowa", "Jong Song Hwa", "a " * 90],
    "Residence": ["PL", "CN", "DE"],
    "Born on": [None, "1970-02-05", None],
    "Nationality": ["PL", "CN", "DE"],
    "Notes": ["x", "y", "z"],
}
MEANING: dict[str, str | None] = {
    "Account": "id",
    "Freelancer": "name",
    "Residence": "country",
    "Born on": "birth_date",
    "Nationality": None,
    "Notes": None,
}


@EACH
def test_columns_mean_what_the_caller_says(screener: Screener, make: Maker) -> None:
    scored = screener.score_frame(make(MINE), columns=MEANING, today=TODAY)

    assert list(scored.columns if not isinstance(scored, pa.Table) else scored.column_names) == [*MINE, *ADDED]
    found = columns(scored, [*MINE, *ADDED])
    assert found["Notes"] == ["x", "y", "z"]
    assert found["Account"] == [7, 8, 9]
    assert found["band"] == ["clear", "escalate", None]
    assert found["hits"][1] == "ofac_sdn:24979"


def test_a_whole_part_may_be_called_otherwise_too() -> None:
    frame = pl.DataFrame({"Key": ["u"], "Sessions": [[{"country": "PL", "network": "home"}]]})
    (profile,) = records(frame, columns={"Key": "id", "Sessions": "logins"})

    assert isinstance(profile, Profile)
    assert profile.logins is not None
    assert profile.logins[0].country == "PL"


def test_a_mistake_in_a_cell_is_told_under_the_name_that_the_table_has() -> None:
    (error,) = records(pl.DataFrame({"id": ["u"], "Hours": ["long"]}), columns={"Hours": "logins.duration_hours"})

    assert str(error) == "table, row 1, id 'u': column Hours: not a number (got 'long')"


def test_unknown_columns_come_with_the_setting_that_names_them(screener: Screener) -> None:
    with pytest.raises(InputError) as refused:
        screener.score_frame(pd.DataFrame(MINE))

    assert str(refused.value) == (
        "table: unknown column 'Account' (did you mean 'id'?), 'Freelancer' (did you mean 'name'?), "
        "'Residence' (did you mean 'country'?), 'Born on' (did you mean 'birth_date'?), "
        "'Nationality' (never read: it is no evidence), 'Notes'. Say what it means: columns={'Account': 'id', "
        "'Freelancer': 'name', 'Residence': 'country', 'Born on': 'birth_date', 'Nationality': None, "
        "'Notes': None}; None is not read"
    )
    proposed = str(refused.value).partition("columns=")[2].partition("}")[0] + "}"
    assert ast.literal_eval(proposed) == MEANING


def test_every_proposal_is_a_column_that_can_be_read() -> None:
    for usual, field in USUAL.items():
        assert field is not None
        assert known(field), f"{usual} -> {field}"
        assert not known(usual), f"{usual} is known already"


@pytest.mark.parametrize(
    ("meaning", "message"),
    [
        ({"Freelance": "name"}, "columns: the table has no column 'Freelance' (did you mean 'Freelancer'?)"),
        ({"x": "name"}, "columns: the table has no column 'x'; it has 'Account', 'Freelancer', 'Residence'"),
        ({"Freelancer": "nmae"}, "columns: 'Freelancer' cannot mean 'nmae' (did you mean 'name'?)"),
        ({"Freelancer": "qqqqqq"}, "columns: 'Freelancer' cannot mean 'qqqqqq'"),
        (
            {"Nationality": "country"},
            "columns: 'Nationality' is no evidence and never read; leave it out with None",
        ),
        ({**MEANING, "Notes": "name"}, "table: more than one column for name"),
        (dict.fromkeys(MEANING), "table: no column id, name or legal_name"),
    ],
)
def test_a_meaning_that_cannot_be_is_refused(
    screener: Screener, meaning: Mapping[str, str | None], message: str
) -> None:
    with pytest.raises(InputError) as refused:
        screener.score_frame(pd.DataFrame(MINE), columns=meaning)

    assert str(refused.value).startswith(message)


@EACH
def test_exploded_there_is_a_row_for_each_finding_and_for_each_refusal(screener: Screener, make: Maker) -> None:
    given = make(COLUMNS)
    exploded = screener.score_frame(given, explode=True, today=TODAY)

    assert type(exploded) is type(given)
    assert list(exploded.columns if not isinstance(exploded, pa.Table) else exploded.column_names) == [
        "id",
        *EXPLODED,
    ]
    found = columns(exploded, ["id", *EXPLODED])
    assert found["id"] == ["reported", "reported", "reported", "bad", "nested"]
    assert found["finding"] == [
        *("watchlist.reported_party", "location.stated", "watchlist.similar_company"),
        *(None, "identity.document_failed"),
    ]
    assert found["points"] == [45.0, 4.0, 0.0, None, 45.0]
    assert sum(found["share"][:3]) == pytest.approx(1)
    assert "states China" in found["summary"][1]
    assert found["sources"][0].count("https://") >= 1
    assert "not a number" in found["problems"][3]
    assert found["problems"][:3] == [None] * 3


def test_exploded_rows_are_those_of_the_assessments(screener: Screener) -> None:
    profiles = [profile for profile in records(pl.DataFrame(COLUMNS)) if isinstance(profile, Profile)]
    wanted = [(a.profile_id, f.id, f.points, f.share, f.summary)
              for a in screener.score_many(profiles, today=TODAY) for f in a.findings]  # fmt: skip
    rows = screener.score_frame(pl.DataFrame(COLUMNS), explode=True, today=TODAY).drop_nulls("finding")

    assert rows.select("id", "finding", "points", "share", "summary").rows() == wanted


@EACH
def test_exploded_a_table_without_ids_says_which_row(screener: Screener, make: Maker) -> None:
    frame = make({"name": ["Marta Wzorowa", "Jong Song Hwa"], "birth_date": [None, "1970-02-05"]})
    found = columns(screener.score_frame(frame, explode=True, today=TODAY), ["id", "finding"])

    assert found == {"id": ["row 2"], "finding": ["watchlist.confirmed_person"]}


@EACH
def test_exploded_nothing_gives_the_columns(screener: Screener, make: Maker) -> None:
    frame = make({"id": ["u"], "name": ["Marta Wzorowa"]})
    found = columns(screener.score_frame(frame, explode=True, today=TODAY), ["id", *EXPLODED])

    assert found == {name: [] for name in ("id", *EXPLODED)}


def test_exploded_the_index_of_a_pandas_frame_is_kept(screener: Screener) -> None:
    frame = pd.DataFrame({"id": ["a", "b"], "name": ["Marta", "Jong Song Hwa"], "country": ["PL", "CN"],
                          "birth_date": [None, "1970-02-05"]}, index=["x", "y"])  # fmt: skip

    assert screener.score_frame(frame, explode=True, today=TODAY).index.to_list() == ["y", "y"]


def test_a_bar_is_shown_only_if_asked_for(screener: Screener, capsys: pytest.CaptureFixture[str]) -> None:
    frame = pl.DataFrame({"id": ["u", "v"], "name": ["Marta Wzorowa", "Colin Sample"]})
    quiet = screener.score_frame(frame, today=TODAY)
    assert capsys.readouterr() == ("", "")

    watched = screener.score_frame(frame, progress=True, today=TODAY)
    assert "2/2" in capsys.readouterr().err
    assert watched.equals(quiet)


def test_a_bar_without_a_library_is_refused(screener: Screener, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("tqdm.auto", "rich.console", "rich.progress"):
        monkeypatch.setitem(sys.modules, name, None)

    with pytest.raises(InputError, match="a progress bar needs tqdm or rich"):
        screener.score_frame(pl.DataFrame({"id": ["u"]}), progress=True)


@EACH
def test_a_scored_table_is_read_again(screener: Screener, make: Maker) -> None:
    rows = scored_rows(screener.score_frame(make(COLUMNS), today=TODAY))

    assert [row["band"] for row in rows] == ["clear", "review", "unknown", "review"]
    assert rows[1]["findings"] == ["watchlist.reported_party", "location.stated"]
    with pytest.raises(InputError, match="no column band, score, findings: is it a result"):
        scored_rows(make({"id": ["u"]}))


@pytest.mark.parametrize("statement", ["import screening", "import screening.screener", "import screening.cli"])
def test_no_frame_library_is_loaded_before_a_frame(statement: str) -> None:
    code = f"{statement}; import sys; print({{'narwhals', 'pandas', 'polars', 'pyarrow'}} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
