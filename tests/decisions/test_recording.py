"""Assessments recorded and made again: the same bytes, or a word on what differs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from screening.decisions.recording import Recorder, recorded, replay
from screening.decisions.store import Store
from screening.errors import InputError, PolicyError
from screening.lists import bundled
from screening.policy import Policy
from screening.prepared import Prepared
from screening.profile import Profile
from screening.screener import Screener
from screening.watchlist import Alias, Entity, Watchlist

NOW = dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)
TODAY = NOW.date()
VENDOR = Profile(id="V-1", kind="organization", name="Fortuna LLC", country="RU", phones=("+7 495 000 00 00",))
POLICY = Policy(
    preset="vendor", review_at=35, weights={"watchlist.similar_company": 50}, reason='a "quoted" \x7f one'
)


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    return Prepared(bundled())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "decisions.sqlite", create=True) as store:
        yield store


def record(store: Store, prepared: Prepared, policy: Policy = POLICY, cleared: tuple[str, ...] = ()) -> bytes:
    assessment = Screener(policy, prepared).score(VENDOR, today=TODAY, cleared=cleared)
    Recorder(store, policy, by="ann").record(VENDOR, assessment, at=NOW, cleared=cleared)
    return assessment.to_json().encode()


def test_the_same_bytes(store: Store, prepared: Prepared) -> None:
    given = record(store, prepared)
    found = recorded(store, "V-1")
    assert (found.assessment, found.profile) == (given, VENDOR)
    assert Policy.from_toml(found.policy).digest == POLICY.digest
    assert replay(found, prepared).same


def test_parties_that_were_cleared_stay_cleared(store: Store, prepared: Prepared) -> None:
    record(store, prepared, cleared=("fortuna-llc",))
    found = recorded(store, "V-1")
    again = replay(found, prepared)
    assert again.same
    assert again.assessment is not None
    assert again.assessment.hits == ()


def test_a_policy_is_recorded_once(store: Store, prepared: Prepared) -> None:
    record(store, prepared)
    record(store, prepared)
    record(store, prepared, Policy())
    assert [entry.kind for entry in store.entries()] == [
        *("policy", "assessment", "assessment", "policy", "assessment")
    ]
    assert recorded(store, "V-1").number == 5
    assert Policy.from_toml(recorded(store, "V-1", number=2).policy).digest == POLICY.digest


def test_another_list_is_told(store: Store, prepared: Prepared) -> None:
    record(store, prepared)
    bundle = next(iter(prepared))
    other = Watchlist(list(bundle)[:10], id=bundle.id, as_of="2020-01-01", digest="ab" * 32, official=False)
    firm = Entity(id="1", list="own", kind="organization", names=(Alias("Fortuna LLC", "primary"),))
    more = Watchlist([firm], id="own", official=False)
    again = replay(recorded(store, "V-1"), Prepared([other, more]))
    assert not again.same
    assert f"list {bundle.id}: digest {bundle.digest[:12]} then, abababababab now" in again.differs[0]
    assert again.differs[1] == "list own: not used then, given now"
    assert "hit ofac_sdn:53822: not found now" in again.moved
    assert "hit own:1: not found then" in again.moved


def test_another_version_is_told(store: Store, prepared: Prepared) -> None:
    record(store, prepared)
    found = recorded(store, "V-1")
    before = msgspec.json.decode(found.assessment)
    before["versions"] |= {"screening": "0.0.1", "han.csv": "0123456789ab"}
    then = msgspec.structs.replace(found, assessment=msgspec.json.encode(before))
    again = replay(then, prepared)
    assert not again.same
    assert [line.partition(":")[0] for line in again.differs] == ["version of screening", "table han.csv"]
    assert again.moved == ()


def test_other_published_settings_are_told(store: Store, prepared: Prepared) -> None:
    record(store, prepared)
    found = recorded(store, "V-1")
    before = msgspec.json.decode(found.assessment) | {"policy_digest": "0" * 64}
    lines = [line for line in found.policy.splitlines() if "watchlist.company" not in line]
    then = msgspec.structs.replace(found, assessment=msgspec.json.encode(before), policy="\n".join(lines))
    (differs,) = replay(then, prepared).differs
    assert "weights.watchlist.company differs in this version" in differs


def test_a_policy_that_this_version_does_not_know(store: Store, prepared: Prepared) -> None:
    record(store, prepared)
    then = msgspec.structs.replace(recorded(store, "V-1"), policy="gone = 1")
    again = replay(then, prepared)
    assert (again.same, again.assessment) == (False, None)
    assert "the policy cannot be used by this version: policy: unknown setting 'gone'" in again.differs[0]


def test_what_does_not_belong_together_is_refused(store: Store, prepared: Prepared) -> None:
    assessment = Screener(watchlists=prepared).score(VENDOR, today=TODAY)
    with pytest.raises(PolicyError, match="by another policy"):
        Recorder(store, POLICY).record(VENDOR, assessment, at=NOW)
    with pytest.raises(InputError, match="is of 'V-1', not of 'V-2'"):
        Recorder(store, Policy()).record(msgspec.structs.replace(VENDOR, id="V-2"), assessment, at=NOW)
    assert store.head().count == 0


def test_what_is_not_there_cannot_be_replayed(store: Store, prepared: Prepared) -> None:
    record(store, prepared)
    with pytest.raises(InputError, match="no assessment of 'V-9'"):
        recorded(store, "V-9")
    with pytest.raises(InputError, match="with the number 1, or it was purged"):
        recorded(store, "V-1", number=1)
    store.purge(lambda _: [2], {"by": "t"}, at=NOW.isoformat())
    with pytest.raises(InputError, match="or it was purged"):
        recorded(store, "V-1")
