"""What is kept, for how long, and what a legal hold holds."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.decisions.chain import Entry, Head, sealed
from screening.decisions.keys import canonical
from screening.decisions.retention import KEPT, due, kept
from screening.errors import InputError

TODAY = dt.date(2026, 11, 24)


class Book:
    """Entries as a store would hold them, each some days old."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.head = Head()

    def add(self, kind: str, days: int, profile: str = "u1", **content: object) -> int:
        at = (TODAY - dt.timedelta(days=days)).isoformat() + "T10:00:00+00:00"
        entry = sealed(
            number=self.head.count + 1,
            kind=kind,
            at=at,
            content=canonical({"profile": profile, **content}),
            previous=self.head.seal,
        )
        self.entries.append(entry)
        self.head = Head(entry.number, entry.seal)
        return entry.number

    def due(self, **days: int) -> list[int]:
        return [row.number for row in due(self.entries, KEPT | days, TODAY)]


@pytest.mark.parametrize(
    ("decision", "days"),
    [("true_match", 3660), ("accepted_risk", 1830), ("false_positive", 366), ("needs_information", 90)],
)
def test_each_decision_is_kept_as_long_as_its_class(decision: str, days: int) -> None:
    book = Book()
    over = book.add("decision", days + 1, decision=decision)
    book.add("decision", days, decision=decision)
    assert book.due() == [over]


@pytest.mark.parametrize(("band", "days"), [("escalate", 1830), ("review", 366), ("unknown", 90), ("clear", 90)])
def test_each_assessment_is_kept_as_long_as_its_band(band: str, days: int) -> None:
    book = Book()
    over = book.add("assessment", days + 1, band=band)
    book.add("assessment", days, band=band)
    assert book.due() == [over]


def test_an_approval_goes_with_what_it_approves() -> None:
    book = Book()
    match = book.add("decision", 500, decision="true_match")
    book.add("approval", 500, approves=match)
    false = book.add("decision", 500, decision="false_positive")
    approval = book.add("approval", 499, approves=false)
    assert book.due() == [false, approval]


def test_assessments_stay_with_the_true_match_that_rests_on_them() -> None:
    book = Book()
    book.add("assessment", 400, band="clear")
    book.add("decision", 400, decision="true_match")
    other = book.add("assessment", 400, "u2", band="clear")
    assert book.due() == [other]


def test_nothing_about_a_profile_on_hold_is_due_until_it_is_released() -> None:
    book = Book()
    false = book.add("decision", 400, decision="false_positive")
    book.add("hold", 300, released=False)
    assert book.due() == []
    book.add("hold", 1, released=True)
    assert book.due() == [false]


def test_an_active_hold_never_goes_and_an_ended_one_does() -> None:
    book = Book()
    book.add("hold", 9_000, released=False)
    assert book.due() == []
    book.add("hold", 8_000, released=True)
    assert book.due() == [1, 2]


def test_policies_and_purges_never_go() -> None:
    book = Book()
    book.add("policy", 99_999, policy="x", toml="")
    book.add("purge", 99_999, numbers=[])
    assert book.due() == []


@given(
    st.lists(st.tuples(st.sampled_from(sorted(KEPT)), st.integers(0, 5_000), st.sampled_from("abc"))), st.data()
)
def test_nothing_young_or_held_is_ever_due(rows: list[tuple[str, int, str]], data: st.DataObject) -> None:
    book = Book()
    held = data.draw(st.sets(st.sampled_from("abc")))
    for kept_as, days, profile in rows:
        if kept_as in {"true_match", "accepted_risk", "false_positive", "needs_information"}:
            book.add("decision", days, profile, decision=kept_as)
        elif kept_as != "hold":
            book.add("assessment", days, profile, band=kept_as)
    for profile in sorted(held):
        book.add("hold", 0, profile, released=False)
    names = {entry.number: entry for entry in book.entries}
    for row in due(book.entries, KEPT, TODAY):
        entry = names[row.number]
        age = (TODAY - dt.date.fromisoformat(entry.at[:10])).days
        assert age > KEPT[row.kept_as]
        assert all(f'"profile":"{profile}"'.encode() not in (entry.content or b"") for profile in held)


@pytest.mark.parametrize(
    "change", ["clear", "clear=", "clear=x", "clear=0", "clear=-1", "clear=99999999", "clea=30"]
)
def test_days_that_cannot_be_used(change: str) -> None:
    with pytest.raises(InputError, match="--keep"):
        kept([change])
