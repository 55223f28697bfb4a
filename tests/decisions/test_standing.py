"""Which decisions stand, why others do not, and what those that do change in a score."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from screening.assessment import Band
from screening.decisions.chain import Entry
from screening.decisions.deciding import approve, designations, kept_in, record_decisions
from screening.decisions.disposition import Disposition
from screening.decisions.keys import Subject, subjects
from screening.decisions.standing import Screened, Standing, decided, score, standings
from screening.decisions.store import Store
from screening.errors import InputError
from screening.lists import bundled
from screening.prepared import Prepared
from screening.profile import Profile, Registration
from screening.screener import Screener

NOW = dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)
TODAY = NOW.date()
SIMILAR = Profile(id="V-1", kind="organization", name="Fortuna LLC", country="US")
EXACT = Profile(id="V-2", kind="organization", name="Green Alpine Trading LLC", country="US")


class Desk:
    """A screener and a store, and one who decides."""

    def __init__(self, store: Store, prepared: Prepared) -> None:
        self.prepared = prepared
        self.screener = Screener(watchlists=prepared)
        self.store = store

    def subject(self, profile: Profile, start: str = "hit:") -> Subject:
        examined = self.screener.examine(profile, today=TODAY)
        found = subjects(profile, examined.assessment, examined.alike)
        return next(subject for subject in found if subject.key.startswith(start))

    def decide(self, subject: Subject, decision: str = "false_positive", by: str = "ann", **more: Any) -> Entry:  # noqa: ANN401
        four_eyes = more.pop("four_eyes", False)
        stated = Disposition(
            profile=subject.profile,
            key=subject.key,
            decision=decision,
            reason="compared the register numbers",
            by=by,
            at=NOW.isoformat(),
            profile_digest=subject.profile_digest,
            entry_digest=subject.entry_digest,
        )
        stated = msgspec.structs.replace(stated, **more)
        outcome = record_decisions(
            self.store,
            [stated],
            by=by,
            at=NOW,
            designated=designations(self.prepared),
            four_eyes=four_eyes,
        )
        if outcome.refused:
            raise InputError(outcome.refused[0])
        return outcome.entries[0]

    def score(self, profile: Profile, today: dt.date = TODAY) -> Screened:
        return score(self.screener, kept_in(self.store), profile, today=today)

    def standing(self, profile: Profile, today: dt.date = TODAY) -> Standing:
        return self.score(profile, today).standings[0]


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    return Prepared(bundled())


@pytest.fixture
def desk(tmp_path: Path, prepared: Prepared) -> Iterator[Desk]:
    with Store(tmp_path / "decisions.sqlite", create=True) as store:
        yield Desk(store, prepared)


def test_a_false_positive_takes_the_party_out_of_the_score(desk: Desk) -> None:
    before = desk.score(SIMILAR)
    assert (before.assessment.band, before.standings) == (Band.REVIEW, ())
    desk.decide(desk.subject(SIMILAR))
    after = desk.score(SIMILAR)
    assert after.assessment.band is Band.CLEAR
    assert after.assessment.hits == ()
    assert after.cleared == (desk.subject(SIMILAR).party,)
    assert after.standings[0].holds


@pytest.mark.parametrize("decision", ["true_match", "accepted_risk", "needs_information"])
def test_no_other_decision_changes_a_score(desk: Desk, decision: str) -> None:
    profile = msgspec.structs.replace(SIMILAR, country="KP")
    before = desk.score(profile).assessment
    desk.decide(desk.subject(profile, "finding:jurisdiction"), decision)
    after = desk.score(profile)
    assert after.assessment == before
    held = [one.decision.decision for one in after.standings if one.decision]
    assert held == [decision]


def test_nor_does_a_false_positive_on_a_finding(desk: Desk) -> None:
    before = desk.score(SIMILAR).assessment
    desk.decide(desk.subject(SIMILAR, "finding:watchlist"))
    assert desk.score(SIMILAR).assessment == before


def test_it_reopens_when_the_profile_changes_and_says_so(desk: Desk) -> None:
    desk.decide(desk.subject(SIMILAR))
    moved = msgspec.structs.replace(SIMILAR, registrations=(Registration(number="7705123456", country="RU"),))
    again = desk.score(moved)
    assert again.assessment.band is Band.REVIEW
    assert again.standings[0].reopened == ("the profile changed in what it was judged by",)
    assert desk.score(SIMILAR).assessment.band is Band.CLEAR, "and closes when it is as it was"


def test_it_reopens_when_the_entry_changes(desk: Desk) -> None:
    subject = desk.subject(SIMILAR)
    desk.decide(subject)
    changed = msgspec.structs.replace(subject, entry_digest="0" * 32)
    made = decided(desk.store.entries())["V-1"]
    assert standings([changed], made, TODAY)[0].reopened == ("the list's entry changed",)


def test_it_reopens_when_its_last_day_is_over(desk: Desk) -> None:
    until = TODAY + dt.timedelta(days=30)
    desk.decide(desk.subject(SIMILAR), until=until)
    assert desk.score(SIMILAR, until).assessment.band is Band.CLEAR
    after = desk.score(SIMILAR, until + dt.timedelta(days=1))
    assert after.assessment.band is Band.REVIEW
    assert after.standings[0].reopened == (f"it held until {until}",)


def test_the_last_decision_counts(desk: Desk) -> None:
    desk.decide(desk.subject(SIMILAR))
    desk.decide(desk.subject(SIMILAR), "true_match")
    assert desk.score(SIMILAR).assessment.band is Band.REVIEW
    assert desk.standing(SIMILAR).holds


def test_what_agrees_in_full_is_cleared_by_two(desk: Desk) -> None:
    entry = desk.decide(desk.subject(EXACT))
    assert desk.score(EXACT).assessment.band is Band.ESCALATE
    assert (
        desk.standing(EXACT).reopened[0].startswith("nobody else approved it yet: a number, a full company name")
    )
    for user, claimed in (("Ann ", "ben"), ("ben", "ANN"), ("ann", "ann")):
        with pytest.raises(InputError, match="was recorded by ann; another person"):
            approve(desk.store, entry.number, by=user, claimed_by=claimed, at=NOW)
    approve(desk.store, entry.number, by="ben", claimed_by="ben", at=NOW)
    assert desk.score(EXACT).assessment.band is Band.CLEAR
    assert desk.standing(EXACT).decision is not None


def test_four_eyes_can_be_asked_of_any_decision(desk: Desk) -> None:
    entry = desk.decide(desk.subject(SIMILAR), four_eyes=True)
    assert desk.standing(SIMILAR).reopened == ("nobody else approved it yet",)
    approve(desk.store, entry.number, by="ben", claimed_by="ben", at=NOW)
    assert desk.standing(SIMILAR).holds


def test_the_risk_of_a_designated_party_is_nobodys_to_accept(desk: Desk) -> None:
    with pytest.raises(InputError, match="the party is designated, and its risk is not anybody's to accept"):
        desk.decide(desk.subject(SIMILAR), "accepted_risk")
    with pytest.raises(InputError, match="decide on the hit"):
        desk.decide(desk.subject(SIMILAR, "finding:watchlist"), "accepted_risk")
    with pytest.raises(InputError, match="no list at hand has that entry"):
        desk.decide(desk.subject(SIMILAR), "accepted_risk", key="hit:elsewhere:1")
    assert desk.store.head().count == 0


def test_the_risk_of_one_who_is_merely_reported_may_be_accepted(desk: Desk) -> None:
    profile = Profile(id="V-3", kind="organization", name="Dandong Haotong Commercial Trading Co.", country="CN")
    before = desk.score(profile).assessment
    desk.decide(desk.subject(profile), "accepted_risk")
    after = desk.score(profile)
    assert after.standings[0].holds
    assert after.assessment == before, "it is shown beside the score, and does not lower it"


def test_nor_if_it_was_designated_since(desk: Desk) -> None:
    subject = desk.subject(SIMILAR)
    made = desk.decide(subject, "needs_information")
    decision = decided([made])["V-1"][0]
    accepted = msgspec.structs.replace(decision, decision="accepted_risk")
    (standing,) = standings([subject], [accepted], TODAY)
    assert "the party is designated, and its risk is not anybody's to accept" in standing.reopened


def test_a_store_that_was_tampered_with_clears_nobody(desk: Desk) -> None:
    desk.decide(desk.subject(SIMILAR))
    desk.store.purge(lambda _: [1], {"by": "t", "numbers": []}, at=NOW.isoformat())
    assert desk.score(SIMILAR).assessment.band is Band.REVIEW, "what was purged clears nobody either"
    with sqlite3.connect(desk.store.place) as connection:
        connection.execute("UPDATE screening_entries SET kind = 'decision' WHERE number = 2")
    connection.close()
    with pytest.raises(InputError, match="was tampered with: entry 2"):
        desk.score(SIMILAR)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"decision": "false_postive"}, "did you mean 'false_positive'"),
        ({"reason": "  "}, "reason is empty"),
        ({"reason": "x" * 10_001}, "reason has 10,001 characters"),
        ({"reason": "a\ud800"}, "half a character"),
        ({"by": ""}, "by is empty"),
        ({"key": "ofac_sdn:1"}, "hit:<list>:<entry id>"),
        ({"at": "2026-11-24T10:00:00"}, "a time with its offset"),
        ({"until": TODAY - dt.timedelta(days=1)}, "lies in the past"),
        ({"profile_digest": "abc"}, "is no digest"),
        ({"entry_digest": None}, "needs that of the list's entry"),
    ],
)
def test_a_disposition_that_cannot_be_used_is_refused(desk: Desk, changed: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        desk.decide(desk.subject(SIMILAR), **changed)
