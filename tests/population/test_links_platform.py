"""On a made-up platform of known truth: rings are found, and links alone send no honest person to review."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

import msgspec
import pytest

pytest.importorskip("faker")
pytest.importorskip("pypinyin")

from benchmarks.links import accuracy, traced
from benchmarks.platform.writing import parts
from screening import Screener
from screening.population.links import link
from screening.population.links.keys import Row, account_number
from screening.population.links.tables import row_batch
from screening.population.rows import Rows
from screening.profile import Link, Profile

ACCOUNTS, SEED = 6_000, 3
TODAY = dt.date(2026, 11, 23)


class Found(NamedTuple):
    """The truth by account, the cluster of those in one of three or more, and the links of everybody."""

    truth: dict[str, dict[str, Any]]
    inside: dict[str, str]
    links: dict[str, tuple[Link, ...]]


@pytest.fixture(scope="module")
def found() -> Found:
    truth: dict[str, dict[str, Any]] = {}
    profiles: list[Profile] = []
    for accounts, known in parts(ACCOUNTS, SEED):
        truth.update((row["account"], row) for row in known.to_pylist())
        rows = Rows(accounts.schema, place="platform")
        for batch in accounts.to_batches():
            profiles += [record for record in rows.records(batch) if isinstance(record, Profile)]
    with link(profiles) as linked:
        inside = {member.id: cluster.id for cluster in linked.clusters() for member in cluster.members}
        links = {profile.id: profile.links or () for profile in linked.attached(profiles)}
    return Found(truth, inside, links)


def test_clusters_are_rings_and_rings_are_clusters(found: Found) -> None:
    ring = {account for account, row in found.truth.items() if row["ring"]}
    caught = ring & found.inside.keys()
    assert len(caught) / len(found.inside) >= 0.95
    assert len(caught) / len(ring) >= 0.75


def test_links_alone_send_no_honest_account_to_review(found: Found) -> None:
    """Families, agencies, offices, campuses and carriers share all day long: scored in full, on links alone."""
    screener = Screener()
    looked_at = set()
    for account, links in found.links.items():
        strongest = tuple(msgspec.structs.replace(one, accounts=("other",)) for one in links)
        if any(not one.hub for one in strongest):
            profile = Profile(id=account, name="Marta Wzorowa", country="PL", links=strongest)
            if screener.score(profile, today=TODAY).band.value in {"review", "escalate"}:
                looked_at.add(account)
    honest = {account for account in looked_at if not found.truth[account]["ring"]}
    assert honest == set()
    assert len(looked_at) >= 10, "and rings do come to review"


def test_what_is_found_is_counted_in_three_ways() -> None:
    """Ring ``a`` has four members of whom one shares nothing; the pair ``b`` is lost."""
    truth: dict[str, dict[str, Any]] = {
        f"{ring}{n}": {"ring": f"payout_ring-{ring}" if ring != "h" else None, "ring_kind": "payout_ring"}
        for ring, size in (("a", 4), ("b", 2), ("h", 2))
        for n in range(size)
    }
    held = [("a0", "payout", 1), ("a1", "payer", 1), ("a2", "subnet", 2), ("a1", "subnet", 2), ("b0", "payout", 3)]
    held += [("a3", "text", 4), ("a0", "text", 4), ("b0", "text", 5), ("b1", "text", 5), ("b0", "text", 6)]
    held += [("b1", "text", 6), ("h0", "ip", 7), ("a3", "ip", 7)]
    keys = row_batch([Row(account_number(account), kind, key) for account, kind, key in held])
    seen = traced([keys], truth)
    assert seen == {"a0", "a1", "a2", "b0", "b1"}
    told = accuracy({"a0": "a0", "a1": "a0", "h0": "a0"}, truth, seen)
    assert [value for what, value in told.items() if what != "members found, by kind"] == [
        "0.667 (2 of 3)", "0.333 (2 of 6)", "0.400 (2 of 5)", "0.500 (1 of 2)", "1",
    ]  # fmt: skip
    assert told["members found, by kind"] == "payout_ring 2/6"
