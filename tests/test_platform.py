from __future__ import annotations

import hashlib
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("faker")
pytest.importorskip("pypinyin")
pytest.importorskip("pyarrow")

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.platform import layout
from benchmarks.platform.drawing import Draft
from benchmarks.platform.settings import CHUNK, HUBS, KNOWN, LONE, RINGS
from benchmarks.platform.writing import ACCOUNTS, FEWEST, MOST, TRUTH, parts, write
from screening import Screener, frames, inputs, places
from screening.profile import Profile

Row = dict[str, Any]
Seen = str | None
NUMBER = 60_000
"""More than one part."""


@pytest.fixture(scope="module")
def platform() -> tuple[Any, Any]:
    found = list(parts(NUMBER, 7))
    assert [len(table) for table, _ in found] == [CHUNK, NUMBER - CHUNK]
    return tuple(pa.concat_tables(tables) for tables in zip(*found, strict=True))


@pytest.fixture(scope="module")
def accounts(platform: tuple[Any, Any]) -> dict[str, dict[str, Any]]:
    """Those in rings, and each honest group's first thousand."""
    table, truth = platform
    wanted = pc.or_(pc.is_valid(truth["ring"]), pc.is_valid(truth["group"]))
    rows = table.filter(wanted).to_pylist()
    return {row["id"]: row | about for row, about in zip(rows, truth.filter(wanted).to_pylist(), strict=True)}


def share(column: pa.ChunkedArray) -> float:
    return 1 - float(column.null_count) / len(column)


def members(accounts: dict[str, dict[str, Any]], kind: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in accounts.values():
        for group in (row["ring"], row["group"]):
            if group and group.rpartition("-")[0] == kind:
                found.setdefault(group, []).append(row)
    return found


def most_common(values: list[Any]) -> int:
    counts = Counter(value for value in values if value is not None)
    return max(counts.values(), default=0)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_same_seed_gives_the_same_bytes_and_another_gives_others(tmp_path: Path) -> None:
    for folder, seed in (("a", 7), ("b", 7), ("c", 8)):
        write(tmp_path / folder, 2_000, seed)
    a, b, c = ([digest(tmp_path / folder / name) for name in (ACCOUNTS, TRUTH)] for folder in "abc")
    assert a == b
    assert a[0] != c[0]
    assert a[1] != c[1]


def test_every_row_is_a_profile(platform: tuple[Any, Any]) -> None:
    table, _ = platform
    for sample in (table.slice(0, 1_500), table.slice(NUMBER - 500)):
        assert [row for row in frames.records(sample) if not isinstance(row, Profile)] == []


def test_the_file_is_scored(tmp_path: Path) -> None:
    write(tmp_path, FEWEST, 3)
    screener = Screener()
    bands = Counter(screener.score(row).band.value for row in inputs.read(str(tmp_path / ACCOUNTS)))
    assert bands["clear"] > 0.9 * FEWEST
    assert sum(bands.values()) == FEWEST


def test_every_phone_is_one_of_the_country_and_of_one_account(platform: tuple[Any, Any]) -> None:
    table, truth = platform
    lone = table.filter(pc.and_(pc.is_null(truth["ring"]), pc.is_null(truth["group"])))
    phones = pc.list_flatten(lone["phones"])
    assert len(phones.unique()) == len(phones)
    sample = lone.slice(0, 600).to_pylist()
    read = [(row["country"], places.phone(row["phones"][0])) for row in sample if row["phones"]]
    good = [phone is not None and phone.valid and phone.country == country for country, phone in read]
    assert sum(good) > 0.99 * len(good) > 300


@pytest.mark.parametrize(
    "field", ["birth_date", "time_zone", "phones", "emails", "logins", "payouts", "work", "texts"]
)
def test_fields_are_known_of_as_many_as_said(platform: tuple[Any, Any], field: str) -> None:
    assert share(platform[0][field]) == pytest.approx(KNOWN[field], abs=0.025)


def test_rings_are_as_rare_as_said_and_hubs_as_common(platform: tuple[Any, Any]) -> None:
    _, truth = platform
    assert set(truth["ring_kind"].drop_null().unique().to_pylist()) == set(RINGS)
    assert 0 < share(truth["ring"]) < 1 / 300
    hubs = Counter(pc.list_flatten(truth["hubs"]).to_pylist())
    assert set(hubs) == {*HUBS, "forwarder", "carrier_nat", "vpn_exit", "common_device", "stock_text"}
    for kind, hub in HUBS.items():
        assert 0.6 * hub.share < hubs[kind] / NUMBER <= hub.share
    assert hubs["carrier_nat"] / NUMBER == pytest.approx(LONE["nat"], abs=0.02)
    assert hubs["vpn_exit"] / NUMBER == pytest.approx(LONE["vpn"], abs=0.02)


def test_nobody_is_in_a_ring_and_in_an_honest_group(platform: tuple[Any, Any]) -> None:
    table, truth = platform
    assert not pc.any(pc.and_(pc.is_valid(truth["ring"]), pc.is_valid(truth["group"]))).as_py()
    assert truth["account"].to_pylist() == table["id"].to_pylist()
    assert len(truth["account"].unique()) == NUMBER


def payout(row: Row) -> Seen:
    return row["payouts"][0]["account"] if row["payouts"] else None


def delivery(row: Row) -> Seen:
    found = [a for a in row["addresses"] or () if a["purpose"] == "shipping"]
    return found[0]["postcode"] + found[0]["line"].split(" ")[0] if found else None


def device(row: Row) -> Seen:
    return row["logins"][0]["device"] if row["logins"] else None


def referee(row: Row) -> Seen:
    return row["references"][0]["email"] if row["references"] else None


def bio(row: Row) -> Seen:
    return row["texts"][0]["body"].rsplit(".", 2)[0] if row["texts"] else None


def rating_client(row: Row) -> Seen:
    return row["work"]["ratings"][0]["client"] if row["work"] and row["work"]["ratings"] else None


def payer(row: Row) -> Seen:
    return row["payments"][0]["payer"] if row["payments"] else None


@pytest.mark.parametrize(
    ("kind", "what", "least"),
    [
        ("laptop_farm", delivery, 0.6),
        ("payout_ring", payout, 0.3),  # up to ten use one account
        ("identity_rental", device, 0.5),
        ("template_ring", bio, 0.6),
        ("template_ring", referee, 0.3),
        ("bidding_ring", rating_client, 0.6),
        ("client_pays_developer", payer, 0.99),
    ],
)
def test_members_of_a_ring_share_what_rings_of_the_kind_share(
    accounts: dict[str, dict[str, Any]], kind: str, what: Callable[[Row], Seen], least: float
) -> None:
    rings = members(accounts, kind)
    assert rings
    for ring in rings.values():
        assert RINGS[kind].sizes[0] <= len(ring) <= RINGS[kind].sizes[1]
        assert most_common([what(row) for row in ring]) >= least * len(ring)


def test_what_a_ring_shares_nobody_outside_has(platform: tuple[Any, Any]) -> None:
    table, truth = platform
    inside = table.filter(pc.equal(truth["ring_kind"], "payout_ring")).to_pylist()
    shared = {payout(row) for row in inside} - {None}
    outside = table.filter(pc.is_null(truth["ring"]))["payouts"].combine_chunks()
    assert shared.isdisjoint(pc.list_flatten(outside).field("account").to_pylist())


def test_the_client_of_a_ring_is_one_of_its_accounts_and_pays_from_where_the_others_are_paid(
    accounts: dict[str, dict[str, Any]],
) -> None:
    for ring in members(accounts, "client_pays_developer").values():
        assert [row["role"] for row in ring].count("client") == 1
        client = next(row["id"] for row in ring if row["role"] == "client")
        assert {rating_client(row) for row in ring} & {client}
        assert {payer(row) for row in ring} & {payout(row) for row in ring}


@pytest.mark.parametrize(
    ("kind", "field"), [("family", "country"), ("office", "country"), ("agency", "companies")]
)
def test_honest_groups_have_in_common_what_they_should(
    accounts: dict[str, dict[str, Any]], kind: str, field: str
) -> None:
    groups = [group for group in members(accounts, kind).values() if len(group) > 1]
    assert groups
    alike = [most_common([str(row[field]) for row in group]) / len(group) for group in groups]
    assert sum(alike) / len(alike) > 0.9


def test_typical_sign_ups_have_few_fields_five_logins_and_no_ring() -> None:
    (table, truth) = next(parts(FEWEST, 1, plain_profiles=True))
    assert table.column_names == ["id", "name", "country", "phones", "emails", "companies", "logins"]
    assert all(column.null_count == 0 for column in table.columns)
    assert pc.unique(pc.list_value_length(table["logins"])).to_pylist() == [5]
    assert truth["ring"].null_count == FEWEST


def test_numbers_out_of_bounds_are_refused(tmp_path: Path) -> None:
    for number in (FEWEST - 1, MOST + 1):
        with pytest.raises(ValueError, match="can be made"):
            write(tmp_path, number, 1)


def test_the_command(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "benchmarks.platform",
        "--accounts",
        "1000",
        "--seed",
        "2",
        "-o",
        str(tmp_path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
    assert "1,000 accounts" in done.stdout
    assert pq.read_metadata(tmp_path / ACCOUNTS).num_rows == 1_000
    assert pq.read_metadata(tmp_path / TRUTH).num_rows == 1_000


def test_what_a_few_share_is_shared_by_as_many_members_as_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who shares a machine by threes shares it with somebody, but in a ring where nobody else does."""
    monkeypatch.setattr(layout, "HONEST_PER_WORKER", 10)
    number, half = 20_000, 10_000
    drafts = [Draft(layout.laid_out(number, 5), number, 5, first, first + half) for first in (0, half)]
    for kind, ring in RINGS.items():
        for signal, (rate, among) in ring.shared.items():
            if not among:
                continue
            members, lots = 0, Counter[int]()
            for draft in drafts:
                its = draft.members.kind == layout.KINDS.index(kind)
                members += int(its.sum())
                lots.update(draft.keys[signal][its & draft.shared[signal]].tolist())
            assert max(lots.values()) <= among + 1
            together = sum(size for size in lots.values() if size > 1)
            assert 0.55 * rate < together / members <= 1.1 * rate, (kind, signal)


def test_who_shares_a_line_was_seen_on_it(platform: tuple[Any, Any]) -> None:
    draft = Draft(layout.laid_out(NUMBER, 7), NUMBER, 7, 0, CHUNK)
    rows = platform[0]["logins"].slice(0, CHUNK).to_pylist()
    sharing = [rows[place] for place in draft.shared["home"].nonzero()[0]]
    assert len(sharing) > 1_000
    assert all({login["network"] for login in logins} & {"home", "hosting"} for logins in sharing)
