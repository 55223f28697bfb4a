"""Own lists in TOML: the same columns and checks as in CSV."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from screening.errors import WatchlistError
from screening.lists import read
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.own.party import COLUMNS, SEVERAL
from screening.lists.own.toml import parse, recognises
from screening.watchlist import Alias, Entity, Identifier

EXAMPLE = Path(__file__).parents[3] / "examples" / "own_list.csv"


def put(folder: Path, text: str) -> Part:
    path = folder / "ours.toml"
    path.write_bytes(text.encode())
    return Part(path)


def parties(folder: Path, text: str) -> tuple[list[Entity], Intake]:
    intake = Intake()
    return list(parse(put(folder, text), intake)), intake


def quoted(column: str, cell: str) -> str:
    values = [f'"{value.strip()}"' for value in cell.split(";")]
    return f"{column} = [{', '.join(values)}]" if column in SEVERAL else f'{column} = "{cell}"'


def test_the_example_of_the_csv_reads_the_same(tmp_path: Path) -> None:
    rows = csv.DictReader(EXAMPLE.read_text(encoding="utf-8").splitlines())
    text = "\n".join(
        "[[party]]\n" + "\n".join(quoted(column, cell) for column, cell in row.items() if cell) for row in rows
    )
    found, intake = parties(tmp_path, text)
    assert intake.problems == []
    for entity, other in zip(found, read(EXAMPLE), strict=True):
        assert entity.list == "own:ours"
        for field in ("id", "kind", "names", "status", "birth_dates", "identifiers", "addresses", "see_also"):
            assert getattr(entity, field) == getattr(other, field)


def test_values_need_no_quotation_marks_where_toml_has_a_type(tmp_path: Path) -> None:
    dates = "birth_dates = 1975\nexpires_on = 2027-01-31"
    text = f"as_of = 2026-05-01\n[[party]]\nname = 'Example'\n{dates}\nimo = [1234567]\n"
    (entity,), intake = parties(tmp_path, text)
    assert (entity.kind, entity.birth_dates, entity.expires_on) == ("person", ("1975",), "2027-01-31")
    assert entity.identifiers == (Identifier("imo", "1234567"),)
    assert entity.id == "party-1"
    assert intake.as_of == "2026-05-01"
    assert len(intake.digest.hexdigest()) == 64


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("kind = 'robot'", "kind: not one of person, organization, vessel, aircraft, other (got 'robot')"),
        ("countries = ['KP', 'Atlantis']", "countries: not a country code or a name in the reviewed table (got"),
        ("birth_dates = '21.03.1975'", "birth_dates: not an ISO date such as 1975, 1975-03 or 1975-03-21 (got"),
        ("aliases = ['A', true]", "aliases: not a text, a date or a whole number (got True)"),
        ("remarks = {a = 1}", "remarks: not a text, a date or a whole number (got a dict of 1)"),
        ("designated_on = 2024-05-01T10:00:00Z", "designated_on: not a text, a date or a whole number"),
        ("url = ['https://a.example', 'https://b.example']", "url: one value is wanted, not a list"),
    ],
)
def test_a_value_that_cannot_be_read_costs_nothing_else(tmp_path: Path, line: str, problem: str) -> None:
    (entity,), intake = parties(tmp_path, f"[[party]]\nname = 'Example'\n{line}\n")
    assert entity.names == (Alias("Example", "primary"), *entity.names[1:])
    (told,) = intake.problems
    assert told.startswith(f"ours.toml, party 1, {problem}")
    assert intake.skipped == []


def test_a_party_without_a_name_is_told_and_left_out(tmp_path: Path) -> None:
    found, intake = parties(
        tmp_path, "[[party]]\nid = '1'\n[[party]]\nname = 'B'\nid = '2'\n[[party]]\nname = 'C'\nid = '2'"
    )
    assert [entity.id for entity in found] == ["2", "2 (party 3)"]
    assert intake.skipped == ["ours.toml, party 1, name: a row without a name"]
    assert intake.problems[1:] == ["ours.toml, party 3, id: stands on an earlier line already (got '2')"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[[party]]\nname = 'A'\nalaises = ['B']",
            r"unknown key 'alaises' \(did you mean aliases\?\); known are name",
        ),
        ("[[partei]]\nname = 'A'", r"unknown key 'partei' \(did you mean party\?\); known are as_of, party"),
        ("[party]\nname = 'A'", r"parties are tables, each led by \[\[party\]\]"),
        ("party = ['A']", r"parties are tables, each led by \[\[party\]\]"),
        ("as_of = 2026-01-01", r"parties are tables"),
        ("[[party]]\nname = ", r"ours\.toml: not TOML \("),
        ("[[party]]\nname = 1" + "0" * 5_000, r"ours\.toml: not TOML \("),
        ("[[party]]\nname = " + "[" * 5_000, r"ours\.toml: not TOML \("),
    ],
)
def test_faults_of_the_file(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(WatchlistError, match=said):
        parties(tmp_path, text)


def test_it_must_be_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_bytes("[[party]]\nname = 'Exämple'".encode("cp1252"))
    with pytest.raises(WatchlistError, match="not UTF-8, save the list as UTF-8"):
        list(parse(Part(path), Intake()))


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("# ours\n[[party]]\nname = 'A'", True),
        ("[[ parties ]]\nname = 'A'", True),
        ("party = [\n {name = 'A'},\n]", True),
        ("name,party\n[[party]] of one,2", False),
        ("[party]\nname = 'A'", False),
        ("[tool.party]\n", False),
    ],
)
def test_what_is_one(tmp_path: Path, text: str, *, known: bool) -> None:
    assert recognises(put(tmp_path, text)) is known


def test_every_column_of_the_csv_is_a_key(tmp_path: Path) -> None:
    text = "[[party]]\nname = 'A'\n" + "\n".join(f"{column} = ''" for column in COLUMNS if column != "name")
    (entity,), intake = parties(tmp_path, text)
    assert entity.name == "A"
    assert intake.problems == []
