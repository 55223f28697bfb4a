"""A population rescreened: the same as a full run, whatever changed, with the reason of every change."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import random
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.contacts import hashed
from screening.errors import InputError, WatchlistError
from screening.lists import bundled, read
from screening.policy import Policy
from screening.population.pieces import pieces
from screening.population.pieces import read as read_piece
from screening.population.rescreen import surveying, writer
from screening.population.rescreen.report import Job, Report, Settle
from screening.population.rescreen.rescreening import begin, rescreen
from screening.population.rescreen.snapshot import Snapshot
from screening.population.sources import find
from screening.prepared import Prepared
from screening.version import __version__
from screening.watchlist import Alias, Entity, Identifier, ListedAddress, Relation, Watchlist

DAY = dt.date(2026, 11, 23)
JOB = Job(policy=Policy(), today=DAY)
Row = Mapping[str, Any]
HONEST: Row = {"id": "u0", "name": "Marta Wzorowa", "country": "PL"}


def entity(number: int, name: str, **known: Any) -> Entity:  # noqa: ANN401 - any of its fields
    kind = known.pop("kind", "person")
    return Entity(id=str(number), list="ours", kind=kind, names=(Alias(name, "primary"),), **known)


def lists(*entities: Entity, official: bool = True) -> Prepared:
    kept = [entity(1, "Quillon Brackenmoor"), *entities]
    return Prepared(
        [Watchlist(kept, id="ours", official=official, as_of="2026-11-01", digest=str(hash(tuple(kept))))]
    )


class Platform:
    """A population in one file, and its snapshot."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "accounts.jsonl"
        self.snapshot = folder / "snapshot"

    def write(self, *rows: Row) -> None:
        self.file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    def begin(self, prepared: Prepared, *rows: Row, job: Job = JOB) -> None:
        self.write(*rows)
        begin(find([str(self.file)]), self.snapshot, prepared, job)

    def rescreen(self, prepared: Prepared, job: Job = JOB, settle: Settle | None = None) -> Report:
        """Rescreen, and hold the snapshot against one that is made anew."""
        found = find([str(self.file)])
        report = rescreen(found, self.snapshot, prepared, job, settle=settle)
        if not job.keep:
            anew = begin(found, self.folder / "anew", prepared, job)
            assert list(Snapshot(self.snapshot).states()) == list(anew.states())
        return report


@pytest.fixture
def platform(tmp_path: Path) -> Platform:
    return Platform(tmp_path)


def told(report: Report) -> list[tuple[str, str]]:
    return [(change.kind, change.profile) for change in report.changes]


# -- lists


def test_only_who_is_concerned_is_scored_again(platform: Platform) -> None:
    platform.begin(lists(), HONEST, {"id": "u1", "name": "Elmo Zanzibarov"}, {"id": "u2", "name": "Colin Sample"})
    report = platform.rescreen(lists(entity(2, "ZANZIBAROV, Elmo")))
    assert told(report) == [("new_hit", "u1"), ("band", "u1")]
    hit, band = report.changes
    assert hit.hit is not None
    assert (hit.hit.listings, hit.reasons, hit.asks) == (("ours:2",), ("ours:2: added",), True)
    assert (band.was, band.band) == ("unknown", "review")
    assert [one.id for one in report.rescored] == ["u1"]
    assert report.entries == {"added": 1, "removed": 0, "changed": 0, "regrouped": 0}
    again = platform.rescreen(lists(entity(2, "ZANZIBAROV, Elmo")))
    assert (again.changes, again.rescored, again.lists) == ((), (), ())
    back = platform.rescreen(lists())
    assert told(back) == [("gone_hit", "u1"), ("band", "u1")]
    assert back.changes[0].reasons == ("ours:2: removed",)
    assert not back.asks


IDENTIFIED: Sequence[tuple[str, Row, Entity, Entity]] = [
    (
        "birth date",
        {"name": "Elmo Zanzibarov", "birth_date": "1985-03-21"},
        entity(2, "Elmo Zanzibarov"),
        entity(2, "Elmo Zanzibarov", birth_dates=("1985-03-21",)),
    ),
    (
        "wallet",
        {"wallets": [{"address": "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"}]},
        entity(2, "Wholly Unlike"),
        entity(2, "Wholly Unlike", identifiers=(Identifier("wallet", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"),)),
    ),
    (
        "mail domain",
        {"emails": ["me@mail.example.org"]},
        entity(2, "Wholly Unlike", status="alleged"),
        entity(2, "Wholly Unlike", status="alleged", identifiers=(Identifier("domain", "example.org"),)),
    ),
    (
        "network",
        {"logins": [{"ip": "198.51.100.7"}, {"ip": "2001:db8::7"}]},
        entity(2, "Wholly Unlike", status="alleged"),
        entity(2, "Wholly Unlike", status="alleged", identifiers=(Identifier("ip", "198.51.100.0/24"),)),
    ),
    (
        "longer network",
        {"logins": [{"ip": "2001:db8::7"}]},
        entity(2, "Wholly Unlike", status="alleged"),
        entity(2, "Wholly Unlike", status="alleged", identifiers=(Identifier("ip", "2001:db8::/120"),)),
    ),
    (
        "hash",
        {"emails": ["Testov@example.org"]},
        entity(2, "Wholly Unlike", status="alleged"),
        entity(
            2,
            "Wholly Unlike",
            status="alleged",
            identifiers=(Identifier("email", hashed("salt", "testov@example.org"), salt="salt"),),
        ),
    ),
    (
        "phone",
        {"phones": ["+48 500 000 000"]},
        entity(2, "Wholly Unlike"),
        entity(2, "Wholly Unlike", identifiers=(Identifier("phone", "+48500000000"),)),
    ),
    (
        "street",
        {
            "kind": "organization",
            "addresses": [
                {"line": "ul. Wymyslona 14", "city": "Gdansk", "country": "PL", "purpose": "registered"}
            ],
        },
        entity(2, "Wholly Unlike", kind="organization"),
        entity(
            2,
            "Wholly Unlike",
            kind="organization",
            addresses=(ListedAddress("14 Wymyslona Street", "Gdansk", "Poland"),),
        ),
    ),
    (
        "status",
        {"name": "Elmo Zanzibarov"},
        entity(2, "Elmo Zanzibarov"),
        entity(2, "Elmo Zanzibarov", status="delisted"),
    ),
    (
        "owner",
        {"related": [{"role": "owner", "profile": {"id": "o", "name": "Elmo Zanzibarov"}}]},
        entity(2, "Unlike Zanzibarov"),
        entity(2, "Elmo Zanzibarov"),
    ),
]


@pytest.mark.parametrize(
    ("row", "before", "now"), [case[1:] for case in IDENTIFIED], ids=[c[0] for c in IDENTIFIED]
)
def test_whatever_changes_of_an_entry_reaches_its_profiles(
    platform: Platform, row: Row, before: Entity, now: Entity
) -> None:
    platform.begin(lists(before), HONEST, {"id": "u1", **row})
    report = platform.rescreen(lists(now))
    assert [one.id for one in report.rescored] == ["u1"]
    assert {profile for _, profile in told(report)} == {"u1"}
    assert report.changes[0].reasons[0].startswith("ours:2: ")


def test_a_party_is_concerned_as_a_whole(platform: Platform) -> None:
    """A birth date of one listing confirms the name of another, once the two are one party."""
    row = {"id": "u1", "name": "Elmo Zanzibarov", "birth_date": "1985-03-21"}
    apart = [entity(2, "Elmo Zanzibarov"), entity(3, "Wholly Unlike", birth_dates=("1985-03-21",))]
    platform.begin(lists(*apart), HONEST, row)
    joined = [msgspec.structs.replace(one, subject="one-party") for one in apart]
    report = platform.rescreen(lists(*joined))
    assert [one.id for one in report.rescored] == ["u1"]
    assert told(report) == [("band", "u1")]
    assert report.changes[0].band == "escalate"


def test_a_listed_employer_is_another_party_now(platform: Platform) -> None:
    """Two firms of one name: whose a person works for is the later one, and that firm did not change."""
    worker = entity(2, "Elmo Zanzibarov", relations=(Relation("acting_for", "Wymyslo Brackenmoor"),))
    firm = entity(3, "Wymyslo Brackenmoor", kind="organization")
    row = {"id": "u1", "name": "Elmo Zanzibarov", "companies": ["Wymyslo Brackenmoor"]}
    platform.begin(lists(worker), HONEST, row)
    report = platform.rescreen(lists(worker, firm))
    assert [one.id for one in report.rescored] == ["u1"]
    assert told(report) == [("new_hit", "u1"), ("band", "u1")]


def test_an_entry_of_an_own_list_ends(platform: Platform) -> None:
    own = lists(entity(2, "Elmo Zanzibarov", expires_on="2026-11-24"), official=False)
    platform.begin(own, HONEST, {"id": "u1", "name": "Elmo Zanzibarov"})
    report = platform.rescreen(own, msgspec.structs.replace(JOB, today=dt.date(2026, 11, 25)))
    assert told(report)[0] == ("gone_hit", "u1")
    assert report.changes[0].reasons == ("ours:2: ended",)


# -- policy


def test_another_weight_concerns_those_with_the_finding(platform: Platform) -> None:
    platform.begin(lists(entity(2, "Elmo Zanzibarov")), HONEST, {"id": "u1", "name": "Elmo Zanzibarov"})
    policy = Policy(weights={"watchlist.rare_person": 50})
    report = platform.rescreen(lists(entity(2, "Elmo Zanzibarov")), msgspec.structs.replace(JOB, policy=policy))
    assert [one.id for one in report.rescored] == ["u1"]
    assert told(report) == [("evidence", "u1")]
    assert report.changes[0].reasons == ("policy: weights.watchlist.rare_person 45 -> 50",)


@pytest.mark.parametrize(
    "policy",
    [Policy(review_at=30), Policy(weights={"contact.phone_contradicts_country": 0}), Policy(name_threshold=0.9)],
)
def test_any_other_rule_concerns_everybody(platform: Platform, policy: Policy) -> None:
    platform.begin(lists(), HONEST, {"id": "u1", "name": "Elmo Zanzibarov"})
    report = platform.rescreen(lists(), msgspec.structs.replace(JOB, policy=policy))
    assert len(report.rescored) == 2
    assert report.everything
    assert report.everything[0].startswith("policy: ")


def test_what_no_score_depends_on_concerns_nobody(platform: Platform) -> None:
    platform.begin(lists(), HONEST)
    policy = Policy(max_list_age=20, reason="stricter", approved_by="somebody")
    assert platform.rescreen(lists(), msgspec.structs.replace(JOB, policy=policy)).rescored == ()


# -- profiles


def test_changed_new_and_gone_profiles(platform: Platform) -> None:
    listed = lists(entity(2, "Elmo Zanzibarov"))
    hit = {"id": "u1", "name": "Elmo Zanzibarov"}
    platform.begin(listed, HONEST, hit, {"id": "u2", "name": "Colin Sample"}, {"id": "u3", "name": "Reiko Tatoe"})
    platform.write({"id": "u3", "name": "Elmo Zanzibarov"}, HONEST, {"id": "u4", "name": "Elmo Zanzibarov"})
    report = platform.rescreen(listed)
    assert [one.id for one in report.rescored] == ["u3", "u4"]
    assert [(c.kind, c.profile, *c.reasons) for c in report.changes if c.kind != "band"] == [
        ("new_hit", "u3", "profile changed"),
        ("new_hit", "u4", "new profile"),
        ("gone_hit", "u1", "profile gone"),
    ]


def test_records_that_cannot_be_screened(platform: Platform) -> None:
    platform.begin(lists(), HONEST, {"id": "bad", "nmae": "x"})
    report = platform.rescreen(lists(entity(2, "Elmo Zanzibarov")))
    assert (report.refused, report.rescored) == (1, ())
    platform.write(HONEST, {"id": "bad", "name": "Elmo Zanzibarov"}, {"id": "worse", "nmae": "x"})
    report = platform.rescreen(lists(entity(2, "Elmo Zanzibarov")))
    assert report.refused == 1
    assert told(report) == [("new_hit", "bad"), ("band", "bad"), ("refused", "worse")]


def test_files_may_be_renamed_cut_and_of_any_form(tmp_path: Path) -> None:
    rows = [{"id": f"u{n}", "name": name} for n, name in enumerate(["Elmo Zanzibarov", "Anna Musterova"] * 20)]
    folder = tmp_path / "accounts"
    folder.mkdir()
    pq.write_table(pa.Table.from_pylist(rows[:20]), folder / "a.parquet", row_group_size=7)
    lines = "".join(json.dumps(row) + "\n" for row in rows[20:30])
    (folder / "b.jsonl").write_text(lines, encoding="utf-8")
    (folder / "c.csv").write_text("id,name\n" + "".join(f"{r['id']},{r['name']}\n" for r in rows[30:]), "utf-8")
    begin(find([str(folder)]), tmp_path / "s", lists(), JOB)
    (folder / "a.parquet").rename(folder / "z.parquet")
    report = rescreen(find([str(folder)]), tmp_path / "s", lists(entity(2, "Elmo Zanzibarov")), JOB)
    assert sorted(one.id for one in report.rescored) == sorted(row["id"] for row in rows[::2])
    assert {kind for kind, _ in told(report)} == {"new_hit", "band"}
    (folder / "b.jsonl").write_text("".join(lines.splitlines(keepends=True)[5:]), encoding="utf-8")
    (folder / "d.jsonl").write_text("".join(lines.splitlines(keepends=True)[:5]), encoding="utf-8")
    again = rescreen(find([str(folder)]), tmp_path / "s", lists(entity(2, "Elmo Zanzibarov")), JOB)
    assert (again.changes, again.rescored, again.profiles) == ((), (), 40)


@pytest.mark.parametrize("wanted", [[1], [3, 4], [7, 8, 9, 20], [1, 6, 7, 12, 13, 14, 19], list(range(1, 21))])
def test_some_rows_of_a_parquet_file_are_those_of_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: list[int]
) -> None:
    rows = [{"id": f"u{n}", "logins": [{"ip": f"198.51.100.{n}"}] * (n % 3)} for n in range(1, 21)]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet", row_group_size=7)
    monkeypatch.setattr(surveying, "_BATCH", 3)
    (source,) = find([str(tmp_path / "a.parquet")]).sources
    everything = dict(record for piece in pieces([source]) for record in read_piece(piece))
    found = list(surveying.at_lines(source, np.array(wanted, np.uint32), kind=None))
    assert found == [(line, everything[line]) for line in wanted]


# -- the folder


def test_a_run_that_fails_leaves_the_snapshot(platform: Platform) -> None:
    platform.begin(lists(), {"id": "u1", "name": "Elmo Zanzibarov"})
    files = {file.name: file.read_bytes() for file in platform.snapshot.iterdir()}

    def settle(_: Report) -> Report:
        raise InputError("the store is away")

    now = lists(entity(2, "Elmo Zanzibarov"))
    with pytest.raises(InputError, match="away"):
        platform.rescreen(now, settle=settle)
    kept = {name: (platform.snapshot / name).read_bytes() for name in files}
    assert kept == files
    assert told(platform.rescreen(now))[0] == ("new_hit", "u1")
    assert told(platform.rescreen(now)) == []


def test_keep_leaves_it_too(platform: Platform) -> None:
    platform.begin(lists(), {"id": "u1", "name": "Elmo Zanzibarov"})
    job = msgspec.structs.replace(JOB, keep=True)
    now = lists(entity(2, "Elmo Zanzibarov"))
    files = {file.name: file.read_bytes() for file in platform.snapshot.iterdir()}
    first, second = platform.rescreen(now, job), platform.rescreen(now, job)
    assert first == second
    assert {file.name: file.read_bytes() for file in platform.snapshot.iterdir()} == files


def test_processes_give_the_same(platform: Platform) -> None:
    rows = [{"id": f"u{number}", "name": "Elmo Zanzibarov" if number < 9 else "Marta"} for number in range(2_100)]
    listed = lists(entity(2, "Elmo Zanzibarov"))
    platform.begin(listed, *rows)
    two = msgspec.structs.replace(JOB, workers=2)
    by_two = begin(find([str(platform.file)]), platform.folder / "two", listed, two)
    assert list(by_two.states()) == list(Snapshot(platform.snapshot).states())
    platform.write({"id": "new", "name": "Elmo Zanzibarov"}, *rows[1:])
    report = rescreen(find([str(platform.file)]), platform.folder / "two", listed, two)
    assert [one.id for one in report.rescored] == ["new"]
    assert told(report) == [("new_hit", "new"), ("band", "new"), ("gone_hit", "u0")]


def test_small_segments_become_one(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "_MOST_SMALL", 2)
    monkeypatch.setattr(writer, "_SEGMENT", 2)
    names = [f"Elmo Zanzibar{letter}{letter}" for letter in "aeiou"]
    rows = [{"id": name, "name": name} for name in names]
    platform.begin(lists(), HONEST, *rows)
    for number, name in enumerate(names, start=2):
        platform.rescreen(lists(entity(number, name)))
    assert len(list(platform.snapshot.glob("segment-*"))) <= 4


@pytest.mark.parametrize("spoil", [lambda f: f.write_bytes(f.read_bytes()[:-9]), lambda f: f.unlink()])
def test_a_damaged_snapshot_is_told(platform: Platform, spoil: Callable[[Path], object]) -> None:
    platform.begin(lists(), HONEST)
    spoil(next(platform.snapshot.glob("segment-*")))
    with pytest.raises((OSError, WatchlistError), match="segment"):
        rescreen(find([str(platform.file)]), platform.snapshot, lists(entity(2, "Elmo Zanzibarov")), JOB)


def test_no_snapshot_is_told(platform: Platform) -> None:
    platform.write(HONEST)
    with pytest.raises(InputError, match="--init makes one"):
        rescreen(find([str(platform.file)]), platform.snapshot, lists(), JOB)
    assert not platform.snapshot.exists()


def test_another_version_scores_everybody_again(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as before:
        for module in ("compiled", "screener"):
            before.setattr(f"screening.{module}.__version__", "0.0.1")
        platform.begin(lists(), HONEST, {"id": "u1", "name": "Elmo Zanzibarov"})
    report = platform.rescreen(lists(entity(2, "Elmo Zanzibarov")))
    assert report.everything == (f"screening is {__version__}, and was 0.0.1",)
    assert told(report) == [("new_hit", "u1"), ("band", "u1")]
    assert told(platform.rescreen(lists(entity(2, "Elmo Zanzibarov")))) == []


def test_another_form_is_told(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    platform.begin(lists(), HONEST)
    monkeypatch.setattr("screening.population.rescreen.rescreening.FORMAT", 0)
    with pytest.raises(InputError, match="make it anew with --init"):
        rescreen(find([str(platform.file)]), platform.snapshot, lists(entity(2, "Elmo Zanzibarov")), JOB)


def test_a_population_of_which_nothing_can_be_screened_leaves_the_snapshot(platform: Platform) -> None:
    platform.begin(lists(), HONEST)
    platform.write()
    with pytest.raises(InputError, match=r"there is no record in it.*; the snapshot stays as it is"):
        rescreen(find([str(platform.file)]), platform.snapshot, lists(), JOB)
    platform.write(HONEST)
    assert platform.rescreen(lists()).rescored == ()


def test_a_damaged_manifest_is_told(platform: Platform) -> None:
    platform.begin(lists(), HONEST)
    (platform.snapshot / "snapshot.json").write_text("{}", encoding="utf-8")
    with pytest.raises(WatchlistError, match=r"snapshot\.json: damaged"):
        rescreen(find([str(platform.file)]), platform.snapshot, lists(), JOB)
    platform.begin(lists(), HONEST)


def test_only_its_own_files_are_removed(platform: Platform) -> None:
    platform.snapshot.mkdir()
    own = ["lists-0.compiled", "segment-0-11", "segment-0-1a1b2c3d4", "places-0", "snapshot.json.7.new"]
    others = ["lists-2026.csv", "places-of-work", "segment-b.parquet", "snapshot.json.bak"]
    for name in (*own, *others):
        (platform.snapshot / name).touch()
    platform.begin(lists(), HONEST)
    kept = {file.name for file in platform.snapshot.iterdir()}
    assert kept == {"lists-1.compiled", "places-1", "segment-1-0", "snapshot.json", "lock", *others}


# -- all of it


@pytest.fixture(scope="module")
def un(lists_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Prepared, Prepared]:
    """Two states of the UN's list, ten months apart, beside the bundled one."""
    folder = tmp_path_factory.mktemp("un")
    found = []
    for name in ("consolidated_20250419.xml", "consolidated_20260227.xml"):
        (folder / name).write_bytes(gzip.decompress((lists_folder / "un" / f"{name}.gz").read_bytes()))
        found.append(Prepared([*bundled(), read(folder / name)]))
    return found[0], found[1]


def account(number: int, draw: random.Random, entities: Sequence[Entity]) -> Row:
    """Somebody with the name, and now and then a number, a birth date or an address of somebody listed."""
    one = draw.choice(entities)
    words = draw.choice(one.names).name.split()
    if draw.random() < 0.5:
        draw.shuffle(words)
    if len(words) > 2 and draw.random() < 0.3:
        words.pop(draw.randrange(len(words)))
    row: dict[str, Any] = {"id": f"u{number}", "country": "PL", "name": " ".join(words)}
    if one.kind != "person":
        row |= {"name": "Marta Wzorowa", "companies": [" ".join(words)]}
    if one.birth_dates and len(one.birth_dates[0]) == 10 and draw.random() < 0.5:
        row["birth_date"] = one.birth_dates[0]
    if one.identifiers and draw.random() < 0.5:
        row["registrations"] = [{"number": draw.choice(one.identifiers).value}]
    if one.addresses and draw.random() < 0.3:
        address = draw.choice(one.addresses)
        row |= {"kind": "organization", "addresses": [{"line": address.line, "country": address.country or "PL"}]}
    return row


@settings(
    max_examples=3, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    seed=st.integers(0, 2**32), backwards=st.booleans(), weight=st.sampled_from([45, 55]), changed=st.booleans()
)
def test_rescreened_equals_a_full_run(
    un: tuple[Prepared, Prepared], tmp_path: Path, *, seed: int, backwards: bool, weight: float, changed: bool
) -> None:
    then, now = un[::-1] if backwards else un
    draw = random.Random(seed)  # noqa: S311 - a population, no secret
    entities = [e for prepared in un for e in prepared.entities]
    rows = [account(number, draw, entities) for number in range(150)]
    shutil.rmtree(tmp_path)
    tmp_path.mkdir()
    platform = Platform(tmp_path)
    platform.begin(then, *rows)
    if changed:
        rows = [*rows[20:], *(account(number, draw, entities) for number in range(10))]
        platform.write(*rows)
    policy = Policy(weights={"watchlist.rare_person": weight})
    report = platform.rescreen(now, msgspec.structs.replace(JOB, policy=policy))
    assert report.changes
    assert all(change.reasons for change in report.changes)
