"""Whole real files, read to the last row: counts, and the parties that nobody may miss."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from screening.errors import WatchlistError
from screening.lists import bundled, read
from screening.prepared import Prepared
from screening.watchlist import Watchlist

LISTS = Path(os.environ.get("SCREENING_LISTS", Path(__file__).parents[3] / "shared" / "lists"))
pytestmark = pytest.mark.skipif(not LISTS.is_dir(), reason="needs the folder of real lists, SCREENING_LISTS")

TRIO_2023 = "ofac/sdn_20231228.csv.gz"
TRIO_2026 = "ofac/sdn_20260711_derived.csv.gz ofac/alt_20260602.csv.gz ofac/add_20260602.csv.gz"


@cache
def whole(files: str) -> Watchlist:
    return read(*(LISTS / file for file in files.split()), partial=True)


@pytest.mark.parametrize(
    ("files", "key", "as_of", "entries", "dprk"),
    [
        (TRIO_2023, "ofac_sdn", "2023-12-28", 13_821, 587),
        ("ofac/sdn_20240503.csv.gz", "ofac_sdn", "2024-05-03", 14_973, 593),
        (TRIO_2026, "ofac_sdn", "2026-07-11", 19_143, 601),
        ("ofac/cons_prim_wm.csv", "ofac_cons", "", 442, 0),
        ("ofac/cons_nonsdn_20260108.xml", "ofac_cons", "2026-01-08", 442, 0),
        ("ofac/sdn_enhanced_IRGC_20240828.xml.gz", "ofac_sdn", "2024-08-28", 293, 0),
        ("ofac/sdn_advanced_excerpt.xml", "ofac_sdn", "2024-02-23", 37, 0),
        ("un/consolidated_20250419.xml.gz", "un_sc", "2025-04-19", 877, 155),
        ("un/consolidated_20260227.xml.gz", "un_sc", "2026-02-27", 1_003, 155),
        ("uk/ConList_20180413.csv.gz", "uk_ofsi", "2018-04-13", 2_106, 242),
        ("uk/ConList_20250410_converted.csv.gz", "uk_ofsi", "2025-04-10", 4_686, 240),
        ("uk/ConList_20250410.xlsx", "uk_ofsi", "2025-04-10", 4_686, 240),
        ("eu/fsd_global_20160211.xml.gz", "eu_fsf", "2016-02-11", 595, 0),
        ("eu/fsf_csv_1_0_20180704_first1000.csv", "eu_fsf", "2018-07-04", 93, 0),
        ("us/bis_dpl_wm.txt", "bis_dpl", "", 461, 0),
        ("opensanctions/ua_war_sanctions_20260313.targets.simple.csv.gz", None, "2026-03-13", 5_600, 0),
        ("opensanctions/us_congress.senzing.json", "os:us_congress", "", 1_319, 0),
    ],
)
def test_a_file_is_read_whole(files: str, key: str | None, as_of: str, entries: int, dprk: int) -> None:
    found = whole(files)
    assert key in {None, found.id}
    assert (found.as_of, len(found), sum(bool(entity.dprk) for entity in found)) == (as_of, entries, dprk)
    assert len({(entity.list, entity.id) for entity in found}) == entries
    lost = {"sdn_comments_20231228.csv", "alt_20260602.csv.gz", "add_20260602.csv.gz"}  # rows of other releases
    assert [problem for problem in found.skipped if problem.partition(",")[0] not in lost] == []


def test_names_of_the_us_list_of_december_2023() -> None:
    names = [alias for entity in whole(TRIO_2023) for alias in entity.names]
    assert sum(alias.strength == "strong" for alias in names) == 30_912


def test_what_the_us_list_of_may_2024_cut_off_is_told() -> None:
    """3,578 weak names and 295 wallets stand in it; the last one of a remark that was cut is not to be trusted."""
    found = whole("ofac/sdn_20240503.csv.gz")
    weak = sum(alias.strength == "weak" and alias.kind != "former" for entity in found for alias in entity.names)
    wallets = sum(identifier.kind == "wallet" for entity in found for identifier in entity.identifiers)
    cut = [problem for problem in found.problems if "cut off at 1,000 characters" in problem]
    assert (weak, wallets, len(cut)) == (3_576, 287, 18)
    assert sum(any(i.kind == "wallet" for i in entity.identifiers) for entity in found) == 55


def test_strict_reading_fails_on_anything_not_understood() -> None:
    assert len(read(LISTS / "un" / "consolidated_20260227.xml.gz", strict=True)) == 1_003
    with pytest.raises(WatchlistError, match=r"bis_dpl_wm\.txt, line 521, Country"):
        read(LISTS / "us" / "bis_dpl_wm.txt", strict=True)


PARTIES = {
    "22323": "Korea Computer Center",
    "20578": "Mansudae Overseas Project Group",
    "54764": "Korea Sobaeksu Trading",
    "24977": "Yanbian Silverstar",
    "24978": "Volasys Silver Star",
    "43379": "Chinyong Information Technology",
    "12214": "Munitions Industry Department",
    "43336": "Pyongyang University of Automation",
    "43338": "110th Research Center",
    "43337": "Technical Reconnaissance Bureau",
    "56044": "Korea Mangyongdae Computer Technology",
    "55062": "Shenyang Geumpungri",
    "49970": "Song Kum Hyok",
    "43377": "Kim Sang Man",
    "42498": "Sim Hyon Sop",
    "KPe.050": "Mansudae Overseas Project Group",
    "KPe.028": "Munitions Industry Department",
}


@cache
def newest(*, with_bundled: bool) -> Prepared:
    official = [whole(TRIO_2026), whole("un/consolidated_20260227.xml.gz")]
    return Prepared([*(bundled() if with_bundled else ()), *official])


@pytest.mark.parametrize("with_bundled", [True, False])
@pytest.mark.parametrize("number", PARTIES)
def test_found_by_every_official_name_at_rank_one(number: str, with_bundled: bool) -> None:
    prepared = newest(with_bundled=with_bundled)
    entity = next(e for w in prepared if w.official for e in w if e.id == number)
    assert entity.dprk
    for alias in entity.names:
        found = prepared.search(alias.name)
        # where two lists publish the name and nobody says that it is one party, both are first
        first = [hit for hit in found if hit.match.score == found[0].match.score == 1.0]
        assert number in {listing.id for hit in first for listing in hit.listings}, alias.name
        assert all(listing.dprk for listing in first[0].listings)
    (hit, *_) = prepared.search(PARTIES[number])
    assert number in {listing.id for listing in hit.listings} or not with_bundled


def test_every_name_of_the_us_and_un_lists_finds_itself() -> None:
    prepared = newest(with_bundled=False)
    names = dict.fromkeys(alias.name for entity in prepared.entities for alias in entity.names)
    found = prepared.index.search_many(names, limit=1)
    missed = [name for name, hits in zip(names, found, strict=True) if not hits or hits[0][1].score < 1.0]
    assert missed == []


def test_the_index_brought_up_to_date_by_what_changed_equals_one_made_anew() -> None:
    old, new = (whole(f"un/consolidated_{day}.xml.gz") for day in ("20250419", "20260227"))
    updated, anew = Prepared([old]).updated([new]), Prepared([new])
    for entity in (*new, *old):
        for alias in entity.names[:2]:
            now, fresh = ([(hit.entity, hit.match) for hit in p.search(alias.name)] for p in (updated, anew))
            assert now == fresh, alias.name
