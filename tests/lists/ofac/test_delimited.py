"""OFAC's CSV files: the real ones, and what a damaged one gives."""

from __future__ import annotations

import gzip
import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from screening.errors import WatchlistError
from screening.lists import read
from screening.watchlist import Alias, Entity, Identifier, ListedAddress, Relation, Watchlist

PARTS = ("alt_20231228.csv", "add_20231228.csv.gz", "sdn_comments_20231228.csv", "sdn_20231228.csv.gz")


@pytest.fixture(scope="module")
def sdn(lists_folder: Path) -> Watchlist:
    return read(lists_folder / "ofac" / "sdn_20231228.csv.gz")


@pytest.fixture(scope="module")
def by_id(sdn: Watchlist) -> dict[str, Entity]:
    return {entity.id: entity for entity in sdn}


class TestRealRelease:
    """The trio of 28 December 2023."""

    def test_every_entry_and_name_is_there(self, sdn: Watchlist) -> None:
        names = [alias for entity in sdn for alias in entity.names]
        assert len(sdn) == 13_821
        assert sum(alias.strength == "strong" for alias in names) == 30_912  # 13,821 primary + 17,091 alt
        assert sum(alias.strength == "weak" for alias in names) == 3_391  # from the remarks
        assert sum(len(entity.names) - 1 for entity in sdn) == 17_091 + 3_391

    def test_kinds(self, sdn: Watchlist) -> None:
        kinds = [entity.kind for entity in sdn]
        counts = {kind: kinds.count(kind) for kind in set(kinds)}
        assert counts == {"person": 6_646, "organization": 6_033, "vessel": 764, "aircraft": 378}

    def test_what_could_not_be_read_is_told(self, sdn: Watchlist) -> None:
        orphans = [said for said in sdn.problems if said.startswith("sdn_comments_20231228.csv, line ")]
        cut = [said for said in sdn.problems if "cut off at 1,000 characters" in said]
        assert len(orphans) == 3  # the comments are six days older and continue entries taken off since
        assert len(orphans) + len(cut) == len(sdn.problems)

    def test_origin(self, sdn: Watchlist, lists_folder: Path) -> None:
        digest = hashlib.sha256()
        for part in PARTS:
            data = (lists_folder / "ofac" / part).read_bytes()
            digest.update(gzip.decompress(data) if part.endswith(".gz") else data)
        assert (sdn.id, sdn.as_of, sdn.digest) == ("ofac_sdn", "2023-12-28", digest.hexdigest())

    def test_silver_star(self, by_id: dict[str, Entity]) -> None:
        entity = by_id["24977"]
        assert entity.name == "YANBIAN SILVERSTAR NETWORK TECHNOLOGY CO., LTD."
        assert Alias("UNSONG INTERNET TECHNOLOGY CORPORATION") in entity.names
        assert len(entity.names) == 8
        assert entity.kind == "organization"
        assert entity.programmes == ("DPRK3", "DPRK4")
        assert entity.countries == ("CN",)
        assert ListedAddress("20998B-26 Changbaishan East Road", "Yanji, Jilin", "China") in entity.addresses
        assert entity.identifiers == (Identifier("registration", "91222401MA0Y31E659", "CN"),)
        assert entity.url == "https://sanctionssearch.ofac.treas.gov/Details.aspx?id=24977"
        assert (entity.list, entity.source, entity.status) == ("ofac_sdn", "OFAC SDN", "designated")

    def test_kim_sang_man(self, by_id: dict[str, Entity]) -> None:
        entity = by_id["43377"]
        assert entity.name == "KIM, Sang Man"
        assert entity.kind == "person"
        assert entity.birth_dates == ("1965-04-25",)
        assert "KP" in entity.countries
        assert Identifier("passport", "109420132", "KP") in entity.identifiers
        assert Identifier("wallet", "1D6gG9iKEhPitTcWRJiniuj1jYM2hNeAfJ", "", "XBT") in entity.identifiers

    def test_a_remark_goes_on_in_the_comments(self, by_id: dict[str, Entity]) -> None:
        entity = by_id["27307"]
        assert Alias("WHOIS HACKING TEAM", "alias", "weak") in entity.names  # cut within the word
        assert "a.k.a. 'WHOIS HACKING TEAM'; a.k.a. 'RED DOT'" in entity.remarks
        assert by_id["28263"].relations == (Relation("linked_to", "LAZARUS GROUP"),)

    def test_linked_names_are_names_of_the_list(self, sdn: Watchlist) -> None:
        names = {entity.name for entity in sdn}
        linked = [link.to for entity in sdn for link in entity.relations if link.kind == "linked_to"]
        assert "FUZHOU HONGLONG OCEAN FISHING CO., LTD." in linked  # the full stop is the name's, not the remark's
        assert sum(to in names for to in linked) / len(linked) > 0.98

    def test_plain_and_gzip_give_the_same(self, sdn: Watchlist, lists_folder: Path, tmp_path: Path) -> None:
        for part in PARTS:
            source = lists_folder / "ofac" / part
            if part.endswith(".gz"):
                (tmp_path / part[:-3].upper()).write_bytes(gzip.decompress(source.read_bytes()))
            else:
                shutil.copyfile(source, tmp_path / part)
        plain = read(tmp_path / "SDN_20231228.CSV")
        assert plain.entities == sdn.entities
        assert plain.digest == sdn.digest

    def test_found_by_name(self, sdn: Watchlist) -> None:
        assert sdn.search("Yanbian Silver Star", kind="organization")[0].entity.id == "24977"


def test_release_without_companions(lists_folder: Path) -> None:
    path = lists_folder / "ofac" / "sdn_20240503.csv.gz"
    with pytest.raises(WatchlistError, match=r"put alt_20240503.csv and add_20240503.csv beside it"):
        read(path)
    sdn = read(path, partial=True)
    weak = [alias for entity in sdn for alias in entity.names if alias.strength == "weak"]
    wallets = [entity for entity in sdn if any(part.kind == "wallet" for part in entity.identifiers)]
    assert len(sdn) == 14_973
    assert len(weak) == 3_575 + 88  # a.k.a. but for three at a cut; f.k.a. and n.k.a.
    assert len(wallets) == 55
    assert sdn.problems[0] == "sdn_20240503.csv.gz: read in part, without its aliases and addresses"
    # The file alone: its digest is the one that sha256sum gives.
    assert sdn.digest == "36a3ef82bf77e2537ec40fc7c06f758db637f2ed883dcb0e2ab9cfff09fe8196"


def test_consolidated_list(lists_folder: Path) -> None:
    cons = read(lists_folder / "ofac" / "cons_prim_wm.csv")
    strong = [alias for entity in cons for alias in entity.names if alias.strength == "strong"]
    assert (cons.id, len(cons), len(strong)) == ("ofac_cons", 442, 442 + 1_073)
    assert cons.entities[0].source == "OFAC Consolidated (non-SDN)"
    assert cons.as_of == ""


def test_companions_of_another_release_are_told(lists_folder: Path) -> None:
    ofac = lists_folder / "ofac"
    names = ("sdn_20260711_derived.csv.gz", "add_20260602.csv.gz", "alt_20260602.csv.gz")
    sdn = read([ofac / name for name in names])
    assert len(sdn) == 19_143
    assert sum(len(entity.names) for entity in sdn) == 19_143 + 20_260 - 10
    assert sum(said.startswith("alt_20260602.csv.gz, line ") for said in sdn.problems) == 10
    assert sdn.problems[-1] == (
        "add_20260602.csv.gz: no row for 156 of the 19,143 entries of sdn_20260711_derived.csv.gz: "
        "the files may be of different releases"
    )


SDN = '7,"EXAMPLE TRADING CO., LTD.",-0- ,"DPRK3] [NPWMD",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
SHIP = '8,"INVENTED STAR","vessel","DPRK4",-0- ,"XYZ1","Tug","9","9","Cuba","Made-up Lines","DOB soon."\r\n'
ALT = '7,70,"aka","MADE-UP TRADE",-0- \r\n7,71,"fka","OLD MADE-UP",-0- \r\n'
ADD = '7,90,"1 Nowhere Road","Yanji","China",-0- \r\n8,91,-0- ,-0- ,-0- ,-0- \r\n'

Trio = Callable[..., Path]


@pytest.fixture
def trio(tmp_path: Path) -> Trio:
    def write(sdn: str = SDN + SHIP, alt: str = ALT, add: str = ADD, comments: str = "") -> Path:
        (tmp_path / "alt.csv").write_bytes((alt + "\x1a").encode("utf-8", "surrogateescape"))
        (tmp_path / "add.csv").write_bytes((add + "\x1a").encode("utf-8", "surrogateescape"))
        if comments:
            (tmp_path / "SDN_Comments.csv").write_bytes(comments.encode())
        path = tmp_path / "sdn.csv"
        path.write_bytes((sdn + "\x1a").encode("utf-8", "surrogateescape"))
        return path

    return write


def test_small_trio(trio: Trio) -> None:
    company, ship = read(trio())
    assert company.names == (
        Alias("EXAMPLE TRADING CO., LTD.", "primary"),
        Alias("MADE-UP TRADE", "alias"),
        Alias("OLD MADE-UP", "former"),
    )
    assert company.programmes == ("DPRK3", "NPWMD")
    assert company.addresses == (ListedAddress("1 Nowhere Road", "Yanji", "China"),)
    assert company.remarks == ""
    assert (ship.kind, ship.countries, ship.role) == ("vessel", ("CU",), "Tug")
    assert ship.relations == (Relation("controlled_by", "Made-up Lines", "vessel owner"),)
    assert ship.identifiers == (Identifier("other", "XYZ1"),)
    assert ship.addresses == ()


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        pytest.param(
            {"sdn": SDN + "9,too,few\r\n"},
            "sdn.csv, line 2: 3 columns where 12 were expected (got '9,too,few')",
            id="too few columns",
        ),
        pytest.param(
            {"sdn": SDN + SDN.replace("7", "x7", 1)},
            "sdn.csv, line 2, number: not a number (got 'x7')",
            id="number that is none",
        ),
        pytest.param(
            {"sdn": SDN + SDN},
            "sdn.csv, line 2, number: stands on an earlier line already (got '7')",
            id="entry twice",
        ),
        pytest.param(
            {"sdn": SDN + SHIP.replace('"INVENTED STAR"', "-0- ")},
            "sdn.csv, line 2, name: an entry without a name (got '-0- ')",
            id="entry without name",
        ),
        pytest.param(
            {"sdn": SDN + SHIP.replace('"vessel"', '"submarine"')},
            "sdn.csv, line 2, kind: not a kind of party that is known (got 'submarine')",
            id="unknown kind",
        ),
        pytest.param(
            {},
            "sdn.csv, line 2, remarks: cannot be read (got 'DOB soon')",
            id="birth date that is none",
        ),
        pytest.param(
            {"alt": ALT + '99,72,"aka","NOBODY\'S NAME",-0- \r\n'},
            "alt.csv, line 3, number: no such entry in sdn.csv (got '99')",
            id="alias of nobody",
        ),
        pytest.param(
            {"add": ADD + "99,92,-0- ,-0- ,-0- ,-0- \r\n"},
            "add.csv, line 3, number: no such entry in sdn.csv (got '99')",
            id="address of nobody",
        ),
        pytest.param(
            {"alt": ALT + '7,72,"zka","NAME",-0- \r\n'},
            "alt.csv, line 3, type: not one of aka, fka, nka (got 'zka')",
            id="unknown type of alias",
        ),
        pytest.param(
            {"alt": ALT + '7,72,"aka",-0- ,-0- \r\n'},
            "alt.csv, line 3, name: an alias without a name (got '-0- ')",
            id="alias without name",
        ),
        pytest.param(
            {"sdn": SDN.replace("EXAMPLE", "EX\udcc1MPLE") + SHIP},
            "sdn.csv, line 1: not UTF-8, read as Windows-1252 "
            '(got b\'7,"EX\\xc1MPLE TRADING CO., LTD.",-0- ,"DPRK3] [NPWMD",-0- ,-0- ,-0- ,-0- ,-0-…)',
            id="latin letters",
        ),
        pytest.param(
            {"sdn": SDN + SHIP, "add": ADD[: ADD.index("8,91")]},
            "add.csv: no row for 1 of the 2 entries of sdn.csv: the files may be of different releases",
            id="entry without address row",
        ),
    ],
)
def test_what_cannot_be_read_is_told(trio: Trio, files: dict[str, str], problem: str) -> None:
    watchlist = read(trio(**files))
    assert problem in watchlist.problems
    assert watchlist.entities[0].id == "7"


def test_an_open_quotation_mark_swallows_nothing(trio: Trio) -> None:
    torn = SHIP.replace('DOB soon."', "half a rem")
    watchlist = read(trio(sdn=torn + SDN + SHIP.replace("8", "10", 1)))
    assert [entity.id for entity in watchlist] == ["8", "7", "10"]
    assert watchlist.entities[0].remarks == "half a rem"
    assert watchlist.problems[0].startswith("sdn.csv, line 1: damaged CSV (unexpected end of data)")


def test_a_field_without_end_swallows_nothing(trio: Trio) -> None:
    endless = '5,"' + "x" * 200_000 + "\r\n"
    watchlist = read(trio(sdn=SDN + endless + SHIP))
    assert [entity.id for entity in watchlist] == ["7", "8"]
    assert any(said.startswith("sdn.csv, line 2: 0 columns where 12") for said in watchlist.problems)


def test_a_name_over_two_lines_is_one_name(trio: Trio) -> None:
    watchlist = read(trio(sdn=SDN.replace("EXAMPLE ", "EXAMPLE\r\n") + SHIP))
    assert watchlist.entities[0].name == "EXAMPLE\r\nTRADING CO., LTD."
    assert watchlist.problems == ("sdn.csv, line 3, remarks: cannot be read (got 'DOB soon')",)


def test_a_cut_remark_keeps_its_last_phrase_to_itself(trio: Trio) -> None:
    remark = "Gender Male; " * 80
    remark = remark[: 1000 - len("Passport 12; Passport 345")] + "Passport 12; Passport 345"
    sdn = SHIP.replace("DOB soon.", remark)
    (ship,) = read(trio(sdn=sdn, alt=ALT, add=ADD))
    assert [part.value for part in ship.identifiers if part.kind == "passport"] == ["12"]
    (ship,) = read(trio(sdn=sdn, comments='8,"67 (Cuba)."\r\n\x1a'))
    assert Identifier("passport", "34567", "CU") in ship.identifiers
    assert ship.remarks == remark + "67 (Cuba)."


def test_a_byte_order_mark_is_no_part_of_the_number(trio: Trio) -> None:
    assert read(trio(sdn="\ufeff" + SDN)).entities[0].id == "7"


def test_weak_alias_and_remark_on_an_address(trio: Trio) -> None:
    alt = '7,70,"aka","MADE-UP","weak alias"\r\n'
    add = '7,90,-0- ,-0- ,"Atlantis","old site"\r\n'
    (company,) = read(trio(sdn=SDN, alt=alt, add=add))
    assert company.names[1] == Alias("MADE-UP", "alias", "weak")
    assert company.addresses == (ListedAddress("(old site)", "", "Atlantis"),)
    assert company.countries == ()


@pytest.mark.parametrize("broken", ["sdn", "alt"])
def test_a_file_without_a_readable_row_is_refused(trio: Trio, broken: str) -> None:
    path = trio()
    rows = {"sdn": SDN.replace('"EXAMPLE TRADING CO., LTD."', "-0- "), "alt": '7,1,"aka",-0- ,-0- \r\n'}
    path.with_name(f"{broken}.csv").write_text(rows[broken])
    with pytest.raises(WatchlistError, match=rf"^{broken}\.csv: no (entry|row) can be read"):
        read(path)
