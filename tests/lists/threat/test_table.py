"""Lists of identifiers with a header, of our own and of others' columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from screening.errors import WatchlistError
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.threat.table import parse, recognises
from screening.watchlist import Entity, Identifier

HASH = "sha256:" + "ab" * 32
WALLET = "bc1qinventedinventedinvented"
HEADER = "type,value,source,first_seen,expires,confidence,note\n"


def parsed(folder: Path, text: str) -> tuple[list[Entity], Intake]:
    path = folder / "feed.csv"
    path.write_bytes(text.encode())
    intake = Intake()
    return list(parse(Part(path), intake)), intake


def test_a_row(tmp_path: Path) -> None:
    text = (
        HEADER + 'email,Testov@Example.org,Invented report 12,2026-01-02,2027-01-01,80,"used, it is said, twice"\n'
    )
    (entity,), intake = parsed(tmp_path, text)
    assert intake.problems == []
    assert (entity.id, entity.list) == ("email:testov@example.org", "threat:feed")
    assert (entity.source, entity.expires_on) == ("Invented report 12", "2027-01-01")
    assert entity.remarks == "used, it is said, twice; confidence 80; first seen 2026-01-02"


def test_comments_before_the_header_hold_for_all_rows(tmp_path: Path) -> None:
    comments = "# list: Workers\n# source: Invented feed\n# expires: 2028\n# salt: s\n"
    text = f"{comments}type;value;expires\nemail;{HASH};\nip;198.51.100.7;2027-01-01\n"
    (one, two), intake = parsed(tmp_path, text)
    assert intake.problems == []
    assert one.identifiers == (Identifier("email", HASH, salt="s"),)
    assert (one.list, one.source, one.expires_on) == ("threat:Workers", "Invented feed", "2028")
    assert two.expires_on == "2027-01-01"


@pytest.mark.parametrize(
    ("columns", "row", "found"),
    [
        ("Type\tIndicator", "domain\texample.org", Identifier("domain", "example.org")),
        ("ioc_type,ioc_value", "ipv4,198.51.100.7", Identifier("ip", "198.51.100.7")),
        ("type,value,service", "username,testov,GitHub", Identifier("handle", "github:testov")),
        ("type,value", "telegram,@testov", Identifier("handle", "telegram:testov")),
        ("type,value,currency", f"wallet,{WALLET},XBT", Identifier("wallet", WALLET, currency="XBT")),
        ("type,value,salt", f"phone,{HASH},own", Identifier("phone", HASH, salt="own")),
        ("type,value", "url,hxxps://example[.]org/a", Identifier("website", "example.org/a")),
    ],
)  # fmt: skip
def test_columns_and_types_by_other_names(tmp_path: Path, columns: str, row: str, found: Identifier) -> None:
    (entity,), intake = parsed(tmp_path, f"{columns}\n{row}\n")
    assert entity.identifiers == (found,)
    assert intake.problems == []


def test_the_csv_export_of_misp(tmp_path: Path) -> None:
    text = (
        "uuid,event_id,category,type,value,comment,to_ids,date,object_relation,attribute_tag,object_uuid,"
        "object_name,object_meta_category\n"
        '"u1",1,"Payload delivery","email-src","testov@example.org","a note",1,"20260102","","","","",""\n'
        '"u2",1,"Other","email-src","victim@example.org","",0,"20260102","","","","",""\n'
        '"u3",1,"Payload delivery","md5","d41d8cd98f00b204e9800998ecf8427e","",1,"20260102","","","","",""\n'
        '"u4",1,"Payload delivery","md5","d41d8cd98f00b204e9800998ecf8427f","",1,"20260102","","","","",""\n'
    )
    (entity,), intake = parsed(tmp_path, text)
    assert entity.id == "email:testov@example.org"
    assert intake.problems == [
        "feed.csv, email-src: 1 left out: context, not meant for detection (to_ids is 0)",
        "feed.csv, md5: 2 left out: of a type that no profile has",
    ]
    assert intake.skipped == []


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("email,nobody,,,,,", "feed.csv, line 3, value: not an e-mail address (got 'nobody')"),
        ("email,,,,,,", "feed.csv, line 3, value: not an e-mail address (got '')"),
        (
            ",a@example.org,,,,,",
            "feed.csv, line 3, value: not an identifier of a known type (got 'a@example.org')",
        ),
        ("ip,10.0.0.1,,,,,", "feed.csv, line 3, value: a local or reserved address, which everybody has (got"),
        ("email,a@example.org", "feed.csv, line 3: 2 columns where"),
    ],
)
def test_a_row_that_is_none_is_told_and_left_out(tmp_path: Path, row: str, problem: str) -> None:
    found, intake = parsed(tmp_path, f"{HEADER}ip,198.51.100.7,,,,,\n{row}\nip,198.51.100.8,,,,,\n")
    assert [entity.id for entity in found] == ["ip:198.51.100.7", "ip:198.51.100.8"]
    (told,) = intake.skipped
    assert told.startswith(problem)


def test_an_end_that_cannot_be_read_is_told_and_the_item_stays(tmp_path: Path) -> None:
    (entity,), intake = parsed(tmp_path, "type,value,expires\nip,198.51.100.7,01/02/2027\n")
    assert entity.expires_on == ""
    assert intake.problems == ["feed.csv, line 2, expires: not an ISO date such as 2027-01-01 (got '01/02/2027')"]


def test_an_unknown_column_is_told(tmp_path: Path) -> None:
    _, intake = parsed(tmp_path, "type,value,expirse\nip,198.51.100.7,2027-01-01\n")
    assert intake.problems == ["feed.csv, line 1: a column that is not known and not read (got 'expirse')"]


def test_a_table_without_values_is_another_format(tmp_path: Path) -> None:
    path = tmp_path / "feed.csv"
    path.write_text("type,name\nperson,Example\n", encoding="utf-8")
    assert not recognises(Part(path))
    with pytest.raises(WatchlistError, match="there is no header"):
        list(parse(Part(path), Intake()))


def test_headings_of_several_words(tmp_path: Path) -> None:
    (found,), intake = parsed(tmp_path, "Indicator Type,Value,Valid-Until\nemail,testov@example.org,2027-01-01\n")
    assert (found.expires_on, intake.problems) == ("2027-01-01", [])


@pytest.mark.parametrize("said", ["0", "No", "FALSE", "false"])
def test_context_however_it_is_said(tmp_path: Path, said: str) -> None:
    found, intake = parsed(tmp_path, f"type,value,to_ids\nemail,testov@example.org,{said}\n")
    assert (found, len(intake.problems)) == ([], 1)
