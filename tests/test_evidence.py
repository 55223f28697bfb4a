"""The arithmetic of findings, worked by hand; the laws for findings of any kind are in ``property/``."""

from __future__ import annotations

import math

import pytest

from screening.evidence import LOCATION, Finding, combine, together
from screening.policy import Policy

CAPS = Policy().all_caps


def finding(name: str, points: float, *records: str) -> Finding:
    return Finding(
        id=name,
        family=name.partition(".")[0],
        title="",
        grade="strong",
        summary="",
        records=records,
        weight=points,
        strength=1.0,
        points=points,
    )


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([], 0),
        ([0], 0),
        ([20], 20),
        ([45, 20], 56),  # 100 * (1 - 0.55 * 0.80)
        ([45, 45], 69.75),  # 100 * (1 - 0.55 ** 2)
        ([20, 20, 20], 48.8),  # 100 * (1 - 0.80 ** 3)
        ([99, 99], 99.9),
        ([99] * 100, 99.9),
    ],
    ids=str,
)
def test_together(points: list[float], expected: float) -> None:
    assert together(points) == pytest.approx(expected)


def test_nothing_is_nothing() -> None:
    total = combine([], CAPS)
    assert (total.score, total.deciding, total.findings, total.families) == (0, 0, (), {})


def test_families_are_capped_and_then_combined() -> None:
    total = combine(
        [finding("identity.a", 45, "a"), finding("identity.b", 45, "b"), finding("payment.c", 20, "c")], CAPS
    )
    assert total.families == {"identity": 60, "payment": 20}  # 69.75, capped at 60
    assert total.score == pytest.approx(68)  # 100 * (1 - 0.40 * 0.80)


def test_shares_are_a_waterfall() -> None:
    """``log(1-p) / sum of the family · log(1-F) / sum of all``, with F after its cap."""
    total = combine(
        [finding("identity.a", 45, "a"), finding("identity.b", 45, "b"), finding("payment.c", 20, "c")], CAPS
    )
    identity = math.log(1 - 0.60) / (math.log(1 - 0.60) + math.log(1 - 0.20))
    shares = {f.id: f.share for f in total.findings}
    assert shares == pytest.approx(
        {"identity.a": identity / 2, "identity.b": identity / 2, "payment.c": 1 - identity}, abs=1e-6
    )


def test_one_clue_counts_once() -> None:
    """A login over a VPN from elsewhere is one clue, though two families speak of it."""
    total = combine(
        [finding("access.elsewhere", 20, "logins[0]", "country"), finding("contact.network", 8, "logins[0]")], CAPS
    )
    assert total.score == 20
    assert total.findings[1].points == 0
    assert total.findings[1].share == 0
    assert total.findings[1].counted_in == ("access.elsewhere",)


def test_a_record_of_its_own_counts() -> None:
    total = combine(
        [finding("access.a", 20, "logins[0]"), finding("payment.b", 8, "logins[0]", "payouts[0]")], CAPS
    )
    assert total.score == pytest.approx(26.4)  # 100 * (1 - 0.80 * 0.92)


def test_a_broad_finding_displaces_no_heavier_ones() -> None:
    """One more finding never lowers a score: two narrow ones together weigh more than the broad one."""
    narrow = [finding("payment.n", 44, "a"), finding("conduct.n", 43, "b")]
    broad = finding("identity.b", 45, "a", "b")
    assert combine([*narrow, broad], CAPS).score >= combine(narrow, CAPS).score


def test_location_takes_no_part_in_what_decides() -> None:
    total = combine([finding("location.a", 8, "country"), finding("access.b", 8, "country")], CAPS)
    assert total.deciding == 8
    total = combine([finding(f"location.{n}", 8, f"logins[{n}]") for n in range(9)], CAPS)
    assert (total.score, total.deciding) == (25, 0)
    assert total.families == {LOCATION: 25}


def test_a_finding_of_strength_0_is_shown_without_points() -> None:
    total = combine([finding("location.payout", 0, "payouts[0]")], CAPS)
    assert total.findings[0].id == "location.payout"
    assert total.findings[0].counted_in == ()
    assert total.score == 0


def test_findings_come_strongest_first_and_equal_ones_by_name() -> None:
    total = combine([finding("work.b", 8, "b"), finding("work.a", 8, "a"), finding("access.z", 20, "z")], CAPS)
    assert [f.id for f in total.findings] == ["access.z", "work.a", "work.b"]
