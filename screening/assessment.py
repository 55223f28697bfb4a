"""The result for one profile: how much, why, on whose authority, and what could not be checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

import msgspec

from screening.drawing import markup, svg
from screening.evidence import LOCATION, Finding, Total
from screening.names import Aligned
from screening.values import Unread
from screening.watchlist import Relation

__all__ = ["Assessment", "Band", "Coverage", "ListUsed", "ListedHit", "Unchecked", "decide"]


_STRONG = frozenset({"strong", "conclusive"})
_HALF = 0.5
_MODERATE = 20.0
_DIGEST = 12
_TONES = {"clear": "calm", "unknown": "open", "review": "look", "escalate": "now"}


class Band(StrEnum):
    """What to do next. No band rejects anybody: a person decides.

    ``clear`` means that nothing was found in what was checked; ``unknown`` that a required check could not be
    made; ``review`` that a person should look; ``escalate`` that a person should look now, before money moves.
    """

    CLEAR = "clear"
    UNKNOWN = "unknown"
    REVIEW = "review"
    ESCALATE = "escalate"


class Coverage(msgspec.Struct, frozen=True, gc=False):
    """How many of a family's expected checks could be made."""

    made: int
    expected: int


class Unchecked(msgspec.Struct, frozen=True, gc=False):
    """An expected check that could not be made, and what it would need."""

    id: str
    needs: str


class ListUsed(msgspec.Struct, frozen=True, gc=False):
    """A list as it was when this assessment was made."""

    id: str
    as_of: str
    digest: str
    entries: int


class ListedHit(msgspec.Struct, frozen=True, kw_only=True):
    """A hit, as an assessment shows it: list, entry, how the names compare, and what speaks for and against it.

    Attributes:
        list, entry_id, listed_name, alias, alias_strength: the listing and its matching name.
        status: ``designated`` if any listing of the party designates it, else ``delisted`` or ``reported``.
        also_listed: other listings of the same party, ``list:id``.
        programmes, url: as published.
        role, relations: what the party is said to be, and how it stands to others; inferences say so.
        list_as_of, list_digest: the state of the list.
        name, records: the matching name in the profile, and where it stands.
        score: 0..1, how well the names match; complete: every distinctive token agrees.
        rarity: 0..1, how rare a person's name is.
        agrees: second identifiers that agree; conflicts: what speaks against it.
        dropped: a verified birth date conflicts, so it is shown without points.
    """

    list: str
    entry_id: str
    listed_name: str
    alias: str
    alias_strength: str
    status: str
    also_listed: tuple[str, ...]
    programmes: tuple[str, ...]
    role: str
    relations: tuple[Relation, ...]
    url: str
    list_as_of: str
    list_digest: str
    name: str
    records: tuple[str, ...]
    score: float
    complete: bool
    rarity: float
    aligned: tuple[Aligned, ...]
    reasons: tuple[str, ...]
    agrees: tuple[str, ...]
    conflicts: str
    dropped: bool

    def _repr_html_(self) -> str:
        return markup.card(f"{self.name}: {self.score:.2f}", self.drawn())

    def drawn(self) -> markup.Markup:
        """The two names side by side and what is known of the listing, as HTML without a frame."""
        words = [(w.a, w.b, w.score, w.reason) for w in self.aligned]
        listing = (
            f"{self.status} on {self.list}, entry {self.entry_id}, list of {self.list_as_of or 'unknown date'}"
        )
        about = [
            ("stands in", ", ".join(self.records)),
            ("listed as", f"{self.alias} ({self.alias_strength} name of {self.listed_name})"),
            ("listing", listing),
            ("also listed", ", ".join(self.also_listed)),
            ("programmes", ", ".join(self.programmes)),
            ("names agree", "in every distinctive word" if self.complete else "not in every distinctive word"),
            ("agrees besides", "; ".join(self.agrees) or "no second identifier"),
            ("dropped because" if self.dropped else "speaks against it", self.conflicts),
            ("address", markup.link(self.url, self.url)),
        ]
        return markup.joined([markup.paired(words, ("given", "listed")), markup.facts(about)], "")


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """The result for one profile. The same inputs give the same bytes.

    Attributes:
        profile_id, kind: whose result this is.
        score: 0..99.9, points of all families; no probability.
        deciding_score: the same without location, which the thresholds read.
        band, band_reason: what to do next, and the rule that says so.
        families: points of each family after its cap.
        findings: strongest first; those without points say where their clue was counted.
        hits: listed parties that names of the profile point to, those without weight included.
        missing: required checks that could not be made: the reason for ``unknown``.
        unchecked: expected checks that could not be made. Not checked is not clear.
        unread: values that could not be read and count as not known.
        coverage: by family, expected checks made and expected.
        notes: what else a reader must know, for example that only the bundled list was used.
        today: the date of the assessment.
        preset, policy_digest, lists, versions: what it was made with.
    """

    profile_id: str
    kind: str
    score: float
    deciding_score: float
    band: Band
    band_reason: str
    families: dict[str, float]
    findings: tuple[Finding, ...]
    hits: tuple[ListedHit, ...]
    missing: tuple[str, ...]
    unchecked: tuple[Unchecked, ...]
    unread: tuple[Unread, ...]
    coverage: dict[str, Coverage]
    notes: tuple[str, ...]
    today: str
    preset: str
    policy_digest: str
    lists: tuple[ListUsed, ...]
    versions: dict[str, str]

    def to_dict(self) -> dict[str, Any]:
        """The assessment as plain values."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain

    def to_json(self) -> str:
        """The assessment as one line of JSON."""
        return msgspec.json.encode(self).decode()

    def _repr_html_(self) -> str:
        steps = [(finding.id, finding.share * self.score) for finding in self.findings if finding.points > 0]
        coverage = [
            (family, float(c.made), float(c.expected), f"{c.made} of {c.expected}")
            for family, c in sorted(self.coverage.items())
        ]
        without = "" if self.score == self.deciding_score else f", {self.deciding_score:.2f} without location"
        made_with = [f"list {used.id} of {used.as_of or 'unknown date'}" for used in self.lists]
        made_with.append(f"policy {self.preset} {self.policy_digest[:_DIGEST]}")
        return markup.card(
            self.profile_id,
            markup.part(
                "Where the points come from",
                svg.waterfall(steps, "score", title=f"points of {self.profile_id}") if steps else "",
            ),
            markup.part("Findings", _drawn(f for f in self.findings if f.points > 0)),
            markup.part("Seen, without points", _drawn(f for f in self.findings if f.points == 0), shut=True),
            *(markup.part(f"{hit.name} ~ {hit.alias}: {hit.score:.2f}", hit.drawn()) for hit in self.hits),
            markup.part("Required and missing", markup.lines(self.missing)),
            markup.part("Checks made", svg.bars(coverage, title="checks made of those expected, by family")),
            markup.part(
                f"Not checked, which is not clear: {len(self.unchecked)}",
                markup.facts((check.id, f"needs {check.needs}") for check in self.unchecked),
                shut=True,
            ),
            markup.part(
                "Not read, and so not known",
                markup.table(
                    ("field", "value", "why"),
                    [(unread.field, unread.value, unread.message) for unread in self.unread],
                ),
            ),
            chips=[
                markup.chip(self.band.value, _TONES[self.band.value]),
                f"{self.score:.2f} of 100 points{without}",
            ],
            lead=self.band_reason,
            foot=". ".join(
                (*self.notes, "A person decides", f"Assessed on {self.today} with {', '.join(made_with)}")
            ),
        )


def _drawn(findings: Iterable[Finding]) -> markup.Markup:
    rows = [
        (
            finding.id,
            f"{finding.points:g}",
            ". ".join((finding.title, f"Seen: {finding.summary}", *_elsewhere(finding))),
            markup.joined((markup.link(s.url, f"{s.key} {s.section}".strip()) for s in finding.sources), "; "),
        )
        for finding in findings
    ]
    return markup.table(("finding", "points", "what was seen", "sources"), rows, right=[1])


def _elsewhere(finding: Finding) -> list[str]:
    return [f"Counted in {', '.join(finding.counted_in)}"] if finding.counted_in else []


def decide(
    findings: Sequence[Finding], total: Total, missing: Sequence[str], *, review_at: float, escalate_at: float
) -> tuple[Band, str]:
    """The band, and the rule that gives it.

    A strong finding is one of a strong or conclusive indicator, at more than half strength, that weighs more
    than a moderate one. Two findings are independent if their families differ and each rests on a record that
    the other does not. Findings of the location family take no part.

    Args:
        findings: before any clue was found to be counted already, points as weight times strength.
        total: the same combined.
        missing: required checks that could not be made.
        review_at: the policy's threshold for a review, in points.
        escalate_at: the policy's threshold for an escalation, in points.
    """
    evidence = [finding for finding in findings if finding.family != LOCATION and finding.points > 0]
    strong = [f for f in evidence if _is_strong(f)]
    strong.sort(key=lambda f: (-f.points, f.id))
    if alone := next((f for f in strong if f.stands_alone), None):
        return Band.ESCALATE, f"a conclusive finding: {alone.id}"
    if pair := _independent(strong):
        return Band.ESCALATE, f"two strong findings in independent families: {pair[0].id} and {pair[1].id}"
    independent = _independent(evidence) is not None
    if independent and total.deciding >= escalate_at:
        return Band.ESCALATE, f"{total.deciding:g} points from independent families, {escalate_at:g} escalate"
    if strong:
        return Band.REVIEW, f"a strong finding: {strong[0].id}"
    if independent and total.deciding >= review_at:
        return (
            Band.REVIEW,
            f"{total.deciding:g} points from independent families, {review_at:g} need a review",
        )
    if missing:
        return Band.UNKNOWN, f"not enough is known: {'; '.join(missing)}"
    found = " that reaches a threshold" if evidence else ""
    return Band.CLEAR, f"nothing found in what was checked{found}"


def _is_strong(finding: Finding) -> bool:
    return finding.grade in _STRONG and finding.strength > _HALF and finding.points > _MODERATE


def _independent(findings: Sequence[Finding]) -> tuple[Finding, Finding] | None:
    for i, first in enumerate(findings):
        for second in findings[i + 1 :]:
            here, there = set(first.records), set(second.records)
            if first.family != second.family and not (here <= there or there <= here):
                return first, second
    return None
