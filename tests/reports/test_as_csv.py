from __future__ import annotations

import csv
import datetime as dt
import io

import pytest

from screening.errors import Problem, RecordError
from screening.reports import as_csv
from screening.screener import Screener
from screening.watchlist import BUNDLED_ONLY

TODAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_row_tells_band_findings_hits_and_lists(screener: Screener) -> None:
    record = {"id": "u", "name": "Wang Shili", "country": "CN", "companies": ["Yanbian Unsong Network Technology"]}
    (row,) = rows(as_csv.render([screener.score(record, today=TODAY)]))
    assert tuple(row) == as_csv.COLUMNS
    assert row["band"] == "review"
    assert float(row["score"]) == 47.2
    assert row["findings"] == "watchlist.reported_party; location.stated"
    assert row["hits"] == "panel_2020:yanbian-unsong; ofac_sdn:24977"
    assert row["notes"] == BUNDLED_ONLY
    assert row["lists"].startswith("dprk_it_workers 20")
    assert row["today"] == "2026-11-23"


def test_what_is_missing_and_unread_is_told(screener: Screener) -> None:
    (row,) = rows(as_csv.render([screener.score({"id": "u", "name": "Marta", "country": "Korea"}, today=TODAY)]))
    assert row["missing"] == "one of country, phone or login"
    assert row["unread"].startswith("country: may be KR")


def test_a_record_that_cannot_be_screened_has_no_band() -> None:
    error = RecordError([Problem("id", 7, "no text")], place="p.csv, line 2", record_id="-x")
    (row,) = rows(as_csv.render([error]))
    assert row["band"] == row["score"] == ""
    assert row["id"] == "'-x"
    assert row["problems"] == "p.csv, line 2, id '-x': id: no text (got 7)"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "＝"])
def test_no_cell_is_a_formula(screener: Screener, start: str) -> None:
    assessment = screener.score({"id": f'{start}cmd|"x"', "name": f"{start}1;{start}2"}, today=TODAY)
    for line in csv.reader(io.StringIO(as_csv.render([assessment]))):
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r", "＝")) for cell in line)


def test_text_is_always_quoted(screener: Screener) -> None:
    line = as_csv.render([screener.score({"id": "a;=1", "name": "x"}, today=TODAY)]).splitlines()[1]
    assert line.startswith('"a;=1","person","unknown",0.0,0.0,')
