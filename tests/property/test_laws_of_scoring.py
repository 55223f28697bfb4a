"""Laws 1 to 3 for findings of any kind: what order, one more finding, and the same clue again can change."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence
from itertools import combinations

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from screening.assessment import Band, decide
from screening.evidence import LOCATION, Finding, Grade, Total, combine, together
from screening.indicator import GRADE_WEIGHTS
from screening.policy import Policy

RECORDS = ("country", "name", "phones[0]", "logins[0]", "logins[1]", "payouts[0]")
CAPS = Policy().all_caps
FAMILIES = tuple(CAPS)
BANDS = [Band.CLEAR, Band.UNKNOWN, Band.REVIEW, Band.ESCALATE]
LAW = settings(max_examples=250, deadline=None)


def finding(
    number: int, family: str, grade: Grade, strength: float, records: Sequence[str], *, alone: bool = False
) -> Finding:
    weight = GRADE_WEIGHTS[grade]
    return Finding(
        id=f"{family}.f{number}",
        family=family,
        title="An invented check",
        grade=grade,
        summary="something was seen",
        records=tuple(records),
        weight=weight,
        strength=strength,
        points=round(weight * strength, 6),
        stands_alone=alone and grade == "conclusive",
    )


GRADES: tuple[Grade, ...] = ("weak", "moderate", "strong", "conclusive")
ONE = st.builds(
    finding,
    st.integers(0, 99),
    st.sampled_from(FAMILIES),
    st.sampled_from(GRADES),
    st.one_of(st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]), st.floats(0, 1).map(lambda x: round(x, 6))),
    st.lists(st.sampled_from(RECORDS), min_size=1, max_size=4, unique=True),
    alone=st.booleans(),
)
SOME = st.lists(ONE, max_size=8, unique_by=lambda f: f.id)
MORE = st.lists(ONE, min_size=1, max_size=8, unique_by=lambda f: f.id)
LIMITS = st.one_of(
    st.just(CAPS),
    st.fixed_dictionaries({family: st.sampled_from([10.0, 25.0, 60.0, 99.0]) for family in FAMILIES}),
)


def counted(total: Total) -> list[Finding]:
    return [f for f in total.findings if f.points > 0]


def band(findings: Sequence[Finding], missing: Sequence[str] = ()) -> int:
    rule, _ = decide(findings, combine(findings, CAPS), missing, review_at=40, escalate_at=75)
    return BANDS.index(rule)


@given(st.lists(st.floats(0, 99), max_size=12))
@LAW
def test_together_is_the_published_formula(points: list[float]) -> None:
    product = math.prod(1 - p / 100 for p in points)
    assert together(points) == pytest.approx(min(100 * (1 - product), 99.9), abs=1e-5)


@given(SOME, LIMITS, st.randoms(use_true_random=False))
@LAW
def test_order_is_irrelevant(findings: list[Finding], caps: dict[str, float], order: random.Random) -> None:
    shuffled = order.sample(findings, len(findings))
    assert combine(shuffled, caps) == combine(findings, caps)


@given(MORE, LIMITS)
@LAW
def test_another_finding_never_lowers_a_score(findings: list[Finding], caps: dict[str, float]) -> None:
    *before, _ = findings
    less, more = combine(before, caps), combine(findings, caps)
    assert more.score >= less.score
    assert more.deciding >= less.deciding


@given(MORE, st.sampled_from([(), ("a name, searched in the lists",)]))
@LAW
def test_another_finding_never_lowers_a_band(findings: list[Finding], missing: tuple[str, ...]) -> None:
    *before, _ = findings
    assert band(findings, missing) >= band(before, missing)


@given(SOME)
@LAW
def test_location_never_changes_a_band(findings: list[Finding]) -> None:
    elsewhere = [f for f in findings if f.family != LOCATION]
    with_it, without = combine(findings, CAPS), combine(elsewhere, CAPS)
    assert with_it.deciding == without.deciding
    assert band(findings) == band(elsewhere)


@given(SOME, LIMITS)
@LAW
def test_nothing_reaches_100(findings: list[Finding], caps: dict[str, float]) -> None:
    total = combine(findings, caps)
    assert 0 <= total.deciding <= total.score < 100
    assert all(points <= caps[family] for family, points in total.families.items())


@given(SOME, LIMITS)
@LAW
def test_shares_add_up(findings: list[Finding], caps: dict[str, float]) -> None:
    total = combine(findings, caps)
    whole = math.fsum(f.share for f in total.findings)
    assert whole == pytest.approx(1.0 if counted(total) else 0.0, abs=1e-6)
    assert all((f.share > 0) == (f.points > 0) for f in total.findings)


@given(SOME, LIMITS)
@LAW
def test_the_score_is_made_of_the_counted_findings(findings: list[Finding], caps: dict[str, float]) -> None:
    total = combine(findings, caps)
    families = {family: together(f.points for f in counted(total) if f.family == family) for family in FAMILIES}
    capped = {family: min(points, caps[family]) for family, points in families.items()}
    assert total.score == pytest.approx(together(capped.values()), abs=1e-5)
    assert {f.id for f in total.findings} == {f.id for f in findings}


@given(SOME, LIMITS)
@LAW
def test_every_counted_finding_brings_a_record_of_its_own(findings: list[Finding], caps: dict[str, float]) -> None:
    """In some order, each brings a record that none before it had: so the last one has one that no other has."""
    waiting = counted(combine(findings, caps))
    while waiting:
        last = next((f for f in waiting if set(f.records) - _records(g for g in waiting if g is not f)), None)
        assert last, f"{[f.id for f in waiting]} rest on records that are all spoken for"
        waiting.remove(last)


def _records(findings: Iterable[Finding]) -> set[str]:
    return {record for finding in findings for record in finding.records}


@given(SOME, LIMITS)
@LAW
def test_a_spoken_for_finding_names_where_it_was_counted(findings: list[Finding], caps: dict[str, float]) -> None:
    total = combine(findings, caps)
    given_points = {f.id: f.points for f in findings}
    kept = {f.id: set(f.records) for f in counted(total)}
    for f in total.findings:
        if f.points == 0 and given_points[f.id] > 0:
            assert f.counted_in, f"{f.id} lost its points without a word"
            assert all(not kept[where].isdisjoint(f.records) for where in f.counted_in)
            assert f.share == 0
        else:
            assert f.counted_in == ()


@given(MORE, LIMITS, st.integers(0, 7), st.sampled_from(["a", "zz"]))
@LAW
def test_the_same_clue_again_adds_nothing(
    findings: list[Finding], caps: dict[str, float], which: int, suffix: str
) -> None:
    clue = findings[which % len(findings)]
    again = msgspec.structs.replace(clue, id=f"{clue.family}.{suffix}_again")
    before, after = combine(findings, caps), combine([*findings, again], caps)
    assert after.score == before.score
    assert after.deciding == before.deciding
    assert len(counted(after)) == len(counted(before))


@given(ONE, st.sampled_from(FAMILIES), st.floats(0.01, 1), st.data())
@LAW
def test_a_weaker_finding_on_spoken_records_adds_nothing(
    clue: Finding, family: str, part: float, data: st.DataObject
) -> None:
    """In whatever family it claims to be, and on however many of the records."""
    if clue.points == 0 or LOCATION in {clue.family, family}:
        return
    records = data.draw(st.lists(st.sampled_from(clue.records), min_size=1, unique=True))
    points = round(min(clue.points, CAPS[clue.family]) * part / 2, 6)
    weaker = msgspec.structs.replace(finding(100, family, "weak", 1.0, records), points=points)
    total = combine([clue, weaker], CAPS)
    assert total.score == combine([clue], CAPS).score
    assert next(f for f in total.findings if f.id == weaker.id).points == 0
    if points > 0:
        assert next(f for f in total.findings if f.id == weaker.id).counted_in == (clue.id,)


@given(st.lists(st.sampled_from(range(10)), min_size=1, max_size=10, unique=True))
@example(list(range(10)))
@LAW
def test_one_record_counts_once_whatever_rests_on_it(numbers: list[int]) -> None:
    findings = [finding(n, FAMILIES[n % len(FAMILIES)], GRADES[n % 3], 1.0, ["logins[0]"]) for n in numbers]
    total = combine(findings, CAPS)
    (only,) = counted(total)
    assert only.points == max(min(f.points, CAPS[f.family]) for f in findings)
    assert all(f.counted_in == (only.id,) for f in total.findings if f.id != only.id)


def test_a_name_decides_nothing() -> None:
    """Equal points, one narrower: which id comes first in the alphabet must not change the score."""

    def score(narrow: str, broad: str) -> float:
        findings = [
            finding(1, narrow, "moderate", 1.0, ["logins[0]"]),
            finding(1, broad, "moderate", 1.0, ["logins[0]", "country"]),
        ]
        return combine(findings, CAPS).score

    assert score("access", "payment") == score("payment", "access")


def test_the_same_clue_again_adds_nothing_between_equals() -> None:
    """Three of equal points, two of them the same clue."""
    broad = finding(1, "access", "moderate", 1.0, ["logins[0]", "country"])
    narrow = finding(2, "contact", "moderate", 1.0, ["logins[0]"])
    again = finding(3, "payment", "moderate", 1.0, ["logins[0]", "country"])
    assert combine([broad, narrow, again], CAPS).score == combine([broad, narrow], CAPS).score


def test_a_family_may_be_silenced() -> None:
    """A cap of 0 points is a setting that a policy allows; its findings are shown without points."""
    caps = {**CAPS, LOCATION: 0.0}
    total = combine([finding(1, LOCATION, "weak", 1.0, ["country"])], caps)
    assert total.score == 0
    assert math.fsum(f.share for f in total.findings) == 0


@pytest.mark.parametrize("number", [20, 60])
def test_many_overlapping_findings(number: int) -> None:
    """Hostile profiles trigger everything at once, and the law holds for them too."""
    pairs = list(combinations([f"logins[{i}]" for i in range(12)], 2))
    findings = [
        finding(n, FAMILIES[n % len(FAMILIES)], GRADES[n % 4], 1 - n / 100, pairs[n % len(pairs)])
        for n in range(number)
    ]
    for end in range(1, number):
        assert combine(findings[: end + 1], CAPS).score >= combine(findings[:end], CAPS).score
