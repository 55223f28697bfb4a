"""Own lists: every column, and every fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from screening.errors import WatchlistError
from screening.lists import read
from screening.lists.opening import Part
from screening.lists.own.table import COLUMNS, recognises
from screening.watchlist import Alias, Identifier, ListedAddress

EXAMPLE = Path(__file__).parents[3] / "examples" / "own_list.csv"


def own(folder: Path, text: str, name: str = "ours.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def test_the_example_shows_every_column() -> None:
    watchlist = read(EXAMPLE)
    assert EXAMPLE.read_text(encoding="utf-8").splitlines()[0].split(",") == list(COLUMNS)
    assert watchlist.problems == ()
    assert (watchlist.id, len(watchlist)) == ("own:own_list", 3)
    first = watchlist.entities[0]
    assert first.id == "A-1"
    assert first.kind == "organization"
    assert first.names == (
        Alias("Invented Lantern Software Co., Ltd.", "primary"),
        Alias("Invented Lantern"),
        Alias("Lantern Made-Up Studio"),
        Alias("样例灯笼软件有限公司", "native"),
        Alias("ILS", "alias", "weak"),
    )
    assert first.countries == ("CN", "RU")
    assert first.addresses == (ListedAddress("1 Nowhere Road, Exampletown"),)
    assert first.identifiers == (
        Identifier("registration", "EX-0001"),
        Identifier("tax", "EX-TAX-0001"),
        Identifier("lei", "EXAMPLE0000000000001"),
        Identifier("imo", "0000001"),
        Identifier("email", "pay@lantern.example"),
        Identifier("website", "https://lantern.example"),
        Identifier("phone", "+48 500 000 001"),
        Identifier("wallet", "bc1qinventedinventedinvented", "", "XBT"),
        Identifier("wallet", "0xINVENTED"),
    )
    assert first.legal_bases == ("House rule 7",)
    assert first.updated_on == "2025-06-01"
    assert first.see_also == ("un_sc:KPe.000",)
    second = watchlist.entities[1]
    assert second.nationalities == ("PL",)
    assert second.identifiers == (Identifier("passport", "EX1234567"),)
    assert second.expires_on == "2027-12-31"
    assert {entity.status for entity in watchlist} == {"designated", "reported", "alleged"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_delimiters(tmp_path: Path, delimiter: str, start: str) -> None:
    text = f'{start}Name|ALIASES|kind\r\nExample One|"Uno; One"|person\r\n\r\n'.replace("|", delimiter)
    (entity,) = read(own(tmp_path, text))
    assert [alias.name for alias in entity.names] == ["Example One", "Uno", "One"]
    assert (entity.kind, entity.id) == ("person", "line-2")


def test_the_kind_follows_from_a_birth_date(tmp_path: Path) -> None:
    one, two = read(own(tmp_path, "name,birth_dates\nExample Person,1975-03; 1976\nExample Company,\n"))
    assert (one.kind, one.birth_dates) == ("person", ("1975-03", "1976"))
    assert two.kind == "organization"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("x,,,", "ours.csv, line 3, name: a row without a name"),
        (
            "x,Example,robot,",
            "ours.csv, line 3, kind: not one of person, organization, vessel, aircraft, other (got 'robot')",
        ),
        (
            "x,Example,,Atlantis",
            ("ours.csv, line 3, countries: not a country code or a name in the reviewed table (got 'Atlantis')"),
        ),
        ("x,Example", "ours.csv, line 3: 2 columns where the header has 4 (got 'x,Example')"),
        ("1,Example,,", "ours.csv, line 3, id: stands on an earlier line already (got '1')"),
    ],
)
def test_faults_of_a_row(tmp_path: Path, row: str, problem: str) -> None:
    watchlist = read(own(tmp_path, f"id,name,kind,countries\n1,First,person,KP\n{row}\n4,Last,person,KP\n"))
    assert watchlist.problems == (problem,)
    assert watchlist.entities[0].name == "First"
    assert watchlist.entities[-1].name == "Last"
    assert len({entity.id for entity in watchlist}) == len(watchlist)


@pytest.mark.parametrize("value", ["21.03.1975", "1975-13", "1975-02-30", "0000"])
@pytest.mark.parametrize("column", ["birth_dates", "designated_on", "updated_on", "expires_on"])
def test_dates_are_iso(tmp_path: Path, column: str, value: str) -> None:
    watchlist = read(own(tmp_path, f"name,{column}\nExample,{value}\n"))
    assert watchlist.problems == (
        f"ours.csv, line 2, {column}: not an ISO date such as 1975, 1975-03 or 1975-03-21 (got '{value}')",
    )
    (entity,) = watchlist
    assert (entity.birth_dates, entity.designated_on, entity.updated_on, entity.expires_on) == ((), "", "", "")


def test_a_reference_to_another_list_names_the_list(tmp_path: Path) -> None:
    watchlist = read(own(tmp_path, "name,see_also\nExample,un_sc:KPe.050; KPe.051; ofac_sdn:\n"))
    assert watchlist.entities[0].see_also == ("un_sc:KPe.050",)
    assert watchlist.problems == (
        "ours.csv, line 2, see_also: not a list and an id such as un_sc:KPe.050 (got 'KPe.051')",
        "ours.csv, line 2, see_also: not a list and an id such as un_sc:KPe.050 (got 'ofac_sdn:')",
    )


def test_a_name_that_is_given_twice_is_kept_once_and_strong(tmp_path: Path) -> None:
    (entity,) = read(own(tmp_path, "name,aliases,weak_aliases\nExample,Example; Uno,Uno; EX\n"))
    assert entity.names == (Alias("Example", "primary"), Alias("Uno"), Alias("EX", "alias", "weak"))


def test_several_native_names(tmp_path: Path) -> None:
    (entity,) = read(own(tmp_path, "name,native_name\nExample,样例; 例子\n"))
    assert entity.names[1:] == (Alias("样例", "native"), Alias("例子", "native"))


@pytest.mark.parametrize("header", ["type,value,name", "emails,phones,country", "id,kind"])
def test_other_tables_are_no_own_list(tmp_path: Path, header: str) -> None:
    assert not recognises(Part(own(tmp_path, f"{header}\n1,2,3\n")))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,alaises\nX,Y\n", r"unknown column 'alaises' \(did you mean aliases\?\); known are name, id"),
        ("nmae\nX\n", r"unknown column 'nmae' \(did you mean name\?\)"),
        (
            "name,a,b,c,d,e,f\n1,2,3,4,5,6,7\n",
            r"unknown columns 'a', 'b', 'c', 'd' \(did you mean id\?\), 'e' and more; known",
        ),
        ("aliases,kind\nX,person\n", "there is no column 'name'"),
        ("name,kind,name\nX,person,Y\n", "the column name stands twice"),
        ("name\n", "no entry can be read \\(it holds no entry\\)"),
        ("name,kind\n,person\n", "no entry can be read \\(ours.csv, line 2, name: a row without a name\\)"),
        ('name\n"Example" x\n', r"ours\.csv, line 2: damaged CSV"),
        ('name\n"Example\n', r"ours\.csv, line 2: damaged CSV"),
    ],
)
def test_faults_of_the_file(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(WatchlistError, match=said):
        read(own(tmp_path, text))


def test_the_list_is_called_after_its_file(tmp_path: Path) -> None:
    watchlist = read(own(tmp_path, "name\nExample\n", "House List.CSV"))
    assert watchlist.id == "own:House List"
    assert watchlist.entities[0].list == "own:House List"
    assert len(watchlist.digest) == 64
