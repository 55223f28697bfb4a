"""Lists made ready, kept in a file and mapped back, brought up to date: always the same answers."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from screening import compiled
from screening.errors import WatchlistError
from screening.hits import NumberHit, ProfileHit
from screening.list_search import ListSearch
from screening.lists import bundled, read
from screening.names import THRESHOLD
from screening.prepared import Prepared
from screening.profile import Profile, Registration
from screening.screener import Screener
from screening.watchlist import Alias, Entity, Identifier, Relation, Watchlist

TODAY = dt.date(2026, 11, 24)
LISTS = Path(os.environ.get("SCREENING_LISTS", Path(__file__).parents[2] / "shared" / "lists"))


def entry(number: str, *names: str, **fields: object) -> Entity:
    aliases = tuple(Alias(name, "alias" if at else "primary") for at, name in enumerate(names))
    known = {"id": number, "list": "ofac_sdn", "kind": "organization", "names": aliases, **fields}
    return msgspec.convert(known, Entity, from_attributes=True)


FIRM = entry(
    "1", "Musterfirma Handel GmbH", "Muster Trade", identifiers=(Identifier("tax", "DE 123 456 789", "DE"),)
)
CLERK = entry(
    "2",
    "Musterova, Vzorka Ukazka",
    kind="person",
    birth_dates=("1970-01-02",),
    relations=(Relation("linked_to", "1"),),
)
SHIP = entry("3", "EXAMPLE STAR", kind="vessel")
OFAC = Watchlist([FIRM, CLERK, SHIP], id="ofac_sdn", as_of="2026-07-01", digest="aa")
UN = Watchlist(
    [entry("KPe.999", "Probewerk Schilfrohr", list="un_sc", see_also=("ofac_sdn:1",))],
    id="un_sc",
    as_of="2026-01-01",
)
PROFILES = (
    Profile(id="a", companies=("Muster Trade",)),
    Profile(id="b", name="Vzorka Ukazka Musterova", birth_date="1970-01-02"),
    Profile(
        id="c",
        name="Anna Testova",
        registrations=(Registration(scheme="vat", number="de123456789", country="DE"),),
    ),
    Profile(id="d", companies=("Yanbian Silverstar",)),
    Profile(id="e", companies=("Probewerk Schilfrohr",)),
)


def answers(prepared: Prepared) -> list[tuple[list[ProfileHit], list[NumberHit]]]:
    """What the lists answer to the profiles, without the lists themselves, which compare by identity."""
    search = ListSearch(prepared)
    found = []
    for profile in PROFILES:
        hits = search.hits(profile, THRESHOLD)
        plain = [msgspec.structs.replace(hit, watchlist=hit.watchlist.id) for hit in hits]
        found.append((plain, list(search.numbers(profile))))
    return found


@pytest.fixture
def prepared() -> Prepared:
    return Prepared([*bundled(), OFAC, UN])


def test_names_numbers_and_parties_are_found(prepared: Prepared) -> None:
    firm, clerk, number, star, sister = answers(prepared)
    assert [hit.entity.id for hit in firm[0]] == ["1"]
    assert [e.list for e in firm[0][0].listings] == ["ofac_sdn", "un_sc"]
    assert clerk[0][0].certain
    assert number[1]
    assert star[0][0].entity.id == "24977"
    assert sister[0][0].party == firm[0][0].party


def test_a_party_is_shown_once_with_all_its_listings(prepared: Prepared) -> None:
    (found, *_) = prepared.search("Probewerk Schilfrohr")
    assert (found.entity.list, [e.id for e in found.listings]) == ("un_sc", ["1", "KPe.999"])
    assert prepared.search("Probewerk Schilfrohr", kind="person") == []


def test_what_was_saved_answers_the_same(prepared: Prepared, tmp_path: Path) -> None:
    compiled.save(prepared, tmp_path / "lists.compiled")
    mapped = compiled.load(tmp_path / "lists.compiled")
    assert answers(mapped) == answers(prepared)
    assert list(mapped.entities) == list(prepared.entities)
    assert [(w.id, w.as_of, w.digest, len(w), list(w)) for w in mapped] == [
        (w.id, w.as_of, w.digest, len(w), list(w)) for w in prepared
    ]
    profile = {"id": "d", "companies": ["Yanbian Silverstar"]}
    assert Screener(watchlists=mapped).score(profile, today=TODAY) == Screener(watchlists=prepared).score(
        profile, today=TODAY
    )


CHANGED = msgspec.structs.replace(FIRM, names=(*FIRM.names, Alias("Neuer Name AG")))


@pytest.mark.parametrize(
    "now",
    [
        pytest.param([FIRM, CLERK, SHIP], id="nothing changed"),
        pytest.param([CLERK, SHIP], id="removed"),
        pytest.param([FIRM, CLERK, SHIP, entry("4", "Zugang Beispiel AG")], id="added"),
        pytest.param([SHIP, CHANGED], id="added, removed and moved"),
        pytest.param([msgspec.structs.replace(FIRM, identifiers=()), CLERK, SHIP], id="a number removed"),
    ],
)
def test_brought_up_to_date_equals_made_anew(prepared: Prepared, now: Sequence[Entity]) -> None:
    lists = [*bundled(), Watchlist(now, id="ofac_sdn", as_of="2026-07-02"), UN]
    updated, anew = prepared.updated(lists), Prepared(lists)
    assert answers(updated) == answers(anew)
    for name in ("Neuer Name", "Zugang Beispiel", "Muster Trade", "Example Star"):
        assert [f.entity for f in updated.search(name)] == [f.entity for f in anew.search(name)]


def test_a_file_of_another_version_is_refused(
    prepared: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lists.compiled"
    compiled.save(prepared, path)
    monkeypatch.setattr(compiled, "__version__", "99.0")
    with pytest.raises(WatchlistError, match=r"lists\.compiled: prepared lists of version .* not 99\.0"):
        compiled.load(path)


@pytest.mark.parametrize("part", [0.01, 0.5, 0.999])
def test_a_damaged_file_is_refused(prepared: Prepared, tmp_path: Path, part: float) -> None:
    path = tmp_path / "lists.compiled"
    compiled.save(prepared, path)
    whole = bytearray(path.read_bytes())
    at = int(len(whole) * part)
    whole[at : at + 100] = bytes(100) if any(whole[at : at + 100]) else b"\1" * 100
    path.write_bytes(whole)
    with pytest.raises(WatchlistError, match=r"lists\.compiled"):
        compiled.load(path)


def test_a_worker_does_not_build_anything(prepared: Prepared, tmp_path: Path) -> None:
    """A process that maps the file reads no list and builds no index."""
    compiled.save(prepared, tmp_path / "lists.compiled")
    code = (
        "import json, screening.names.tables as tables\n"
        "tables.build = None\n"
        "from screening import compiled\n"
        f"found = compiled.load({str(tmp_path / 'lists.compiled')!r}).search('Muster Trade')\n"
        "print(json.dumps([hit.entity.id for hit in found]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == ["1"]


@pytest.mark.skipif(not LISTS.is_dir(), reason="needs the folder of real lists, SCREENING_LISTS")
def test_every_name_of_the_bundled_companies_is_found_among_a_whole_official_list(tmp_path: Path) -> None:
    folder = LISTS / "ofac"
    sdn = read(*(folder / f"{name}.csv.gz" for name in ("sdn_20260711_derived", "alt_20260602", "add_20260602")))
    compiled.save(Prepared([*bundled(), sdn]), tmp_path / "lists.compiled")
    mapped = compiled.load(tmp_path / "lists.compiled")
    for entity in bundled()[0]:
        if entity.list == "ofac_sdn":
            found = mapped.search(entity.name, kind=entity.kind)
            assert entity.id in {listing.id for listing in found[0].listings}, entity.name
            assert any(listing.dprk for listing in found[0].listings)
