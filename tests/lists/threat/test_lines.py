"""Lists of one identifier a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.threat.lines import parse, recognises
from screening.watchlist import Entity, Identifier

HASH = "sha256:" + "ab" * 32
LIST = f"""\
# list: Invented workers
# source: Invented report 12
# url: https://feed.example/12
# date: 2026-05-01
# expires: 2027-01-01
# salt: made-up salt

testov@example.org   # used in a made-up interview
example.net
198.51.100.0/24
2001:db8::7
+48 500 000 000
XBT:bc1qinventedinventedinvented
github:testov-dev
@testov_dev
https://portfolio.example/testov
handle: telegram:testov
email: {HASH}
"""


def parsed(folder: Path, text: str) -> tuple[list[Entity], Intake]:
    path = folder / "feed.txt"
    path.write_bytes(text.encode())
    intake = Intake()
    return list(parse(Part(path), intake)), intake


def test_every_kind_of_line(tmp_path: Path) -> None:
    found, intake = parsed(tmp_path, LIST)
    assert intake.problems == []
    assert [entity.identifiers[0] for entity in found] == [
        Identifier("email", "testov@example.org"),
        Identifier("domain", "example.net"),
        Identifier("ip", "198.51.100.0/24"),
        Identifier("ip", "2001:db8::7"),
        Identifier("phone", "+48500000000"),
        Identifier("wallet", "bc1qinventedinventedinvented", currency="XBT"),
        Identifier("handle", "github:testov-dev"),
        Identifier("handle", "testov_dev"),
        Identifier("website", "portfolio.example/testov"),
        Identifier("handle", "telegram:testov"),
        Identifier("email", HASH, salt="made-up salt"),
    ]


def test_the_headers_hold_for_every_item(tmp_path: Path) -> None:
    found, intake = parsed(tmp_path, LIST)
    assert (intake.list, intake.as_of) == ("threat:Invented workers", "2026-05-01")
    assert {entity.source for entity in found} == {"Invented report 12"}
    assert {entity.url for entity in found} == {"https://feed.example/12"}
    assert {entity.expires_on for entity in found} == {"2027-01-01"}
    assert [entity.remarks for entity in found][:2] == ["used in a made-up interview", ""]


def test_without_headers_nothing_ends_and_the_file_is_the_source(tmp_path: Path) -> None:
    (entity,), intake = parsed(tmp_path, "\ufefftestov@example.org\r\n\r\n")
    assert (entity.list, entity.source, entity.expires_on) == ("threat:feed", "feed.txt", "")
    assert intake.problems == []
    assert len(intake.digest.hexdigest()) == 64


def test_a_list_may_be_of_one_kind(tmp_path: Path) -> None:
    found, _ = parsed(tmp_path, f"# kind: handle\ntestov\n{HASH}\n")
    assert [entity.id for entity in found] == ["handle:testov", f"handle:{HASH}"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("testov", "not an identifier of a kind that can be told; lead it with its kind, such as handle:"),
        (HASH, "not an identifier of a kind that can be told"),
        ("198.51.100.256", "not an IP address or a CIDR range (got '198.51.100.256')"),
        ("192.168.0.1", "a local or reserved address, which everybody has"),
        ("gmail.com", "millions share this domain"),
        ("email: nobody", "not an e-mail address (got 'email: nobody')"),
        (":" * 200_000, "too long"),
        ("a" + " " * 200_000 + "b", "too long"),
    ],
)
def test_a_line_that_is_none_is_told_and_left_out(tmp_path: Path, line: str, said: str) -> None:
    found, intake = parsed(tmp_path, f"# expires: 2027\n{line}\ntestov@example.org\n")
    assert [entity.id for entity in found] == ["email:testov@example.org"]
    (problem,) = intake.skipped
    assert problem.startswith(f"feed.txt, line 2: {said}")


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("# expries: 2027-01-01", "expries: a comment that is not read (did you mean expires?)"),
        ("# expires: 01/02/2027", "expires: not an ISO date such as 2027-01-01 (got '01/02/2027')"),
        ("# kind: robots", "kind: not one of email, domain, ip, handle, phone, wallet, website (got 'robots')"),
    ],
)
def test_a_header_that_is_not_understood_is_told(tmp_path: Path, comment: str, said: str) -> None:
    (entity,), intake = parsed(tmp_path, f"# made up by hand: yes\n{comment}\ntestov@example.org\n")
    (problem,) = intake.problems
    assert problem.startswith(f"feed.txt, line 2, {said}")
    assert entity.expires_on == ""


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (LIST, True),
        ("testov@example.org\nexample.net\nnonsense here\n", True),
        ("nonsense here\nand here\ntestov@example.org\n", False),
        ("# kind: handle\ntestov\nexample\n", True),
        ("name\nExample Person\n", False),
        ("testov@example.org,1\nexample.net,2\n", False),
        ("# nothing\n", False),
    ],
)
def test_what_is_one(tmp_path: Path, text: str, *, known: bool) -> None:
    path = tmp_path / "feed.txt"
    path.write_text(text, encoding="utf-8")
    assert recognises(Part(path)) is known


def test_another_encoding_is_told_and_read_on(tmp_path: Path) -> None:
    path = tmp_path / "feed.txt"
    path.write_bytes(b"testov@example.org # h\xe9\nexample.net\n")
    intake = Intake()
    assert len(list(parse(Part(path), intake))) == 2
    assert "not UTF-8, read as Windows-1252" in intake.problems[0]


def test_a_header_may_be_indented(tmp_path: Path) -> None:
    (found,), _ = parsed(tmp_path, "  # expires: 2027-01-01\n# source: Invented report\ntestov@example.org\n")
    assert (found.expires_on, found.source) == ("2027-01-01", "Invented report")
