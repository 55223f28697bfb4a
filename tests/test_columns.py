"""Profiles in columns: headers, cells, lists, owners, and every way in which a file can be wrong."""

from __future__ import annotations

import pytest

from screening.columns import ALIASES, Columns
from screening.csv_files import read_csv
from screening.errors import InputError, RecordError
from screening.profile import Identity, Login, Payout, Profile, Related, Wallet


def read(text: bytes | str, kind: str | None = None) -> list[Profile | RecordError]:
    return list(read_csv(text.encode() if isinstance(text, str) else text, name="vendors.csv", kind=kind))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff"], ids=["plain", "with a mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_separators(delimiter: str, start: str, end: str) -> None:
    text = end.join([f"{start}ID{delimiter}Vendor Name", f"v1{delimiter}Example Ltd", ""])
    assert read(text, "organization") == [Profile(id="v1", kind="organization", name="Example Ltd")]


def test_common_names_lists_and_parts() -> None:
    header = "id,dob,aliases,login_ip,login_country,payee,document_verified,wallet"
    row = "u1,1985-03-21,Marta; M. Wzorowa,192.0.2.1;198.51.100.7,PL;,Marta Wzorowa,no,bc1qinvented"
    assert read(f"{header}\n{row}\n") == [
        Profile(
            id="u1",
            birth_date="1985-03-21",
            aliases=("Marta", "M. Wzorowa"),
            logins=(Login(ip="192.0.2.1", country="PL"), Login(ip="198.51.100.7")),
            payouts=(Payout(holder="Marta Wzorowa"),),
            identity=Identity(document_verified=False),
            wallets=(Wallet(address="bc1qinvented"),),
        )
    ]


def test_owners_and_shares() -> None:
    (profile,) = read("name,owners,owner_shares,directors\nExample Ltd,Anna A; Bert B,60%;40,Carla C\n")
    assert isinstance(profile, Profile)
    assert profile.related == (
        Related(role="owner", share=60.0, profile=Profile(id="related[0]", name="Anna A")),
        Related(role="owner", share=40.0, profile=Profile(id="related[1]", name="Bert B")),
        Related(role="director", profile=Profile(id="related[2]", name="Carla C")),
    )


def test_an_empty_cell_is_not_known_and_brackets_are_none() -> None:
    (profile,) = read("id,phones,emails,country,owners\nu1,[],,  ,[]\n")
    assert profile == Profile(id="u1", phones=(), related=())


def test_rows_without_an_id_are_called_by_their_line() -> None:
    assert [r.id for r in read('name\n"A\nB"\n\nC\n') if isinstance(r, Profile)] == ["line 2", "line 5"]


@pytest.mark.parametrize("alias", sorted(ALIASES))
def test_every_common_name_leads_to_a_column(alias: str) -> None:
    columns = Columns(["id", alias], place="vendors.csv")
    assert columns.has_id


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(b"", "vendors.csv: the file is empty", id="empty"),
        pytest.param(b" \r\n\n", "vendors.csv: the file is empty", id="blank"),
        pytest.param("id,name\n1,x\n".encode("utf-16"), "vendors.csv: is UTF-16; save it as UTF-8", id="UTF-16"),
        pytest.param(
            "id,name\n1,José\n".encode("cp1252"), "vendors.csv, line 2: not UTF-8 (byte 0xe9)", id="cp1252"
        ),
        pytest.param(b"v1,Example Ltd,PL\nv2,Muster,DE\n", "line 1: unknown column 'v1'", id="no header"),
        pytest.param(b"PL\n", "line 1: unknown column 'PL'", id="no header, one column"),
        pytest.param(b"country,city\nPL,Lublin\n", "no column id, name or legal_name", id="nobody is named"),
        pytest.param(b"id,nmae\n1,x\n", "unknown column 'nmae' (did you mean 'name'?)", id="unknown column"),
        pytest.param(b"id,name,full_name\n1,x,y\n", "more than one column for name", id="twice by alias"),
        pytest.param(b"id,id\n1,2\n", "more than one column for id", id="twice"),
        pytest.param(b"id,,name\n1,2,3\n", "unknown column ''", id="a column without a name"),
        pytest.param(
            b"sep=;\nid;nmae\n1;x\n", "line 2: unknown column 'nmae'", id="below a line of the separator"
        ),
        pytest.param(b"sep=;\n", "line 2: no column id, name or", id="a line of the separator alone"),
        pytest.param(b'id,"name\n1,x\n', "line 1: no header that can be read", id="header with an open quote"),
        pytest.param(b"id," + b"a" * 300_000 + b"\n1,2\n", "no header that can be read", id="endless header"),
        pytest.param("id,\x1b[31mname\n1,x\n", "unknown column '\\x1b[31mname'", id="control characters"),
        pytest.param(b"\x00\x01\x02\xff\xfe", "vendors.csv, line 1: not UTF-8", id="binary"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_clear_error(text: bytes | str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert said in str(caught.value)
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param("v2,x,y,z", "line 3: 4 cells where the header has 3 columns", id="too many cells"),
        pytest.param("v2", "line 3: 1 cells where the header has 3 columns", id="too few cells"),
        pytest.param("v2," + "A" * 10_000_000 + ",no", "line 3: not readable as CSV: field larger", id="10 MB"),
        pytest.param(
            "v2," + "A" * 401 + ",no", "line 3, id 'v2': name: text of at most 400 characters is needed", id="long"
        ),
        pytest.param(
            "v2,x,maybe", "column document_verified: neither yes nor no (got 'maybe')", id="no yes or no"
        ),
        pytest.param('v2,"x"y,no', "line 3: not readable as CSV", id="text after a quote"),
        pytest.param(",x,no", "line 3: id: missing", id="no id"),
    ],
)
def test_a_bad_row_is_told_and_the_next_is_read(row: str, said: str) -> None:
    first, bad, last = read(f"id,name,document_verified\nv1,A,yes\n{row}\nv3,C,\n")
    assert isinstance(first, Profile)
    assert last == Profile(id="v3", name="C")
    assert isinstance(bad, RecordError)
    assert said in str(bad)
    assert len(str(bad)) < 500


def test_a_quote_that_never_ends_is_told() -> None:
    first, bad = read('id,name\nv1,A\nv2,"B\nv3,C\n')
    assert first == Profile(id="v1", name="A")
    assert "line 3: not readable as CSV" in str(bad)
    assert "; lines 3 to 4 are one row, a quotation mark is not closed" in str(bad)


def test_a_row_with_many_errors_names_all() -> None:
    header = "id,name,kind,document_verified,owners,owner_shares,logins.asn,logins.country"
    row = f"v1,{'A' * 401},robot,maybe,Anna; Bert,x;40,abc,PL"
    (error,) = read(f"{header}\n{row}\n")
    assert isinstance(error, RecordError)
    assert {problem.field for problem in error.problems} == {
        "name",
        "kind",
        "column document_verified",
        "column owner_shares",
        "column logins.asn",
    }


@pytest.mark.parametrize("share", ["nan", "inf", "-1", "101", "1e400"])
def test_a_share_that_is_none_is_an_error(share: str) -> None:
    (error,) = read(f"id,owners,owner_shares\nv1,Anna,{share}\n")
    assert isinstance(error, RecordError)


@pytest.mark.parametrize("shares", ["0.6;0.4", "1;", "0.5;0"])
def test_shares_that_may_be_parts_of_one_are_an_error(shares: str) -> None:
    """A spreadsheet keeps 60 % as 0.6: who owns more than half would be taken for a small owner."""
    (error,) = read(f'id,owners,owner_shares\nv1,Anna;Bert,"{shares}"\n')
    assert "column owner_shares: percent, or parts of 1?" in str(error)


@pytest.mark.parametrize(
    ("shares", "expected"),
    [("0.6%;0.4%", (0.6, 0.4)), ("60;0.5", (60, 0.5)), ("0;0", (0, 0)), ("100 %;", (100, None))],
)
def test_shares_of_which_the_meaning_is_plain(shares: str, expected: tuple[float | None, ...]) -> None:
    (profile,) = read(f'id,owners,owner_shares\nv1,Anna;Bert,"{shares}"\n')
    assert isinstance(profile, Profile)
    assert tuple(owner.share for owner in profile.related or ()) == expected


def test_empty_columns_behind_the_header_are_passed_over() -> None:
    full, short, wrong = read("id,name,,\nv1,A,,\nv2,B\nv3,C,,x\n")
    assert full == Profile(id="v1", name="A")
    assert short == Profile(id="v2", name="B")
    assert "4 cells where the header has 2 columns" in str(wrong)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_first_line_may_tell_the_separator(separator: str) -> None:
    (profile,) = read(f"sep={separator}\r\nname{separator}phones\r\nA{separator}+48 1\r\n")
    assert profile == Profile(id="line 3", name="A", phones=("+48 1",))


def test_a_field_is_given_whole_or_in_columns_and_never_both() -> None:
    """One would be dropped in silence: an owner who is listed, perhaps."""
    columns = Columns(["id", "owners"], place="table")
    whole = {"related": [{"role": "director", "profile": {"name": "A"}}]}
    assert columns.profile(["v1", ""], place="row 1", parts=whole).related is not None
    with pytest.raises(RecordError, match="related: is given whole, and in columns of its own"):
        columns.profile(["v1", "B"], place="row 1", parts=whole)


def test_shares_and_owners_must_agree_in_number() -> None:
    (error,) = read("id,owners,owner_shares\nv1,Anna;Bert,60\n")
    assert "1 shares for 2 owners" in str(error)


def test_parts_of_a_list_must_agree_in_number() -> None:
    (error,) = read("id,logins.ip,logins.country\nu1,192.0.2.1;192.0.2.2,PL\n")
    assert "1 values where other columns of the same list have 2" in str(error)
