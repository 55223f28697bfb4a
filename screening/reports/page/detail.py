"""One profile as it is shown once it is opened: reasons, parties side by side, gaps, and what would clear it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from screening.assessment import Assessment, Band, ListedHit
from screening.clearing import Plan, Step, what_would_clear
from screening.decisions.keys import Subject, subjects
from screening.decisions.standing import Decision, Standing, standings
from screening.evidence import Finding
from screening.likeness import Likeness
from screening.policy import Policy
from screening.profile import Identity, Link, Profile
from screening.reports.escaping import visible
from screening.reports.page import facts
from screening.reports.page.shared import Shared
from screening.screener import Examined

__all__ = ["OPEN_AGAIN", "Details"]

OPEN_AGAIN = "open_again"
"""What is said of a decision that does not hold any more, or not yet."""

_MOST_OTHERS = 50


class Details:
    """Makes the details of one profile after another.

    Args:
        policy: the one that the assessments were made with.
        shared: takes what profiles have in common.
    """

    def __init__(self, policy: Policy, shared: Shared) -> None:
        self._policy = policy
        self._shared = shared

    def of(self, profile: Profile, examined: Examined, decisions: Sequence[Decision] = ()) -> dict[str, Any]:
        """The details, what is empty left out.

        Args:
            profile: as it was given to be scored.
            examined: what was found.
            decisions: that were recorded about the profile, in their order.
        """
        a, alike = examined.assessment, examined.alike
        found = subjects(profile, a, alike)
        made = standings(found, decisions, dt.date.fromisoformat(a.today)) if decisions else ()
        stands = {one.subject.key: _stands(one, one.decision) for one in made if one.decision}
        records = [record for finding in a.findings for record in finding.records]
        records += [record for likeness in alike for record in likeness.records]
        details = {
            "deciding": a.deciding_score,
            "findings": [
                self._finding(profile, finding, subject) | _beside(stands, subject)
                for finding, subject in zip(a.findings, found[len(alike) :], strict=True)
            ],
            "hits": [
                hit | _beside(stands, subject)
                for hit, subject in zip(self._hits(profile, a, alike, found), found, strict=False)
            ],
            "unread": [[visible(u.field), visible(u.value), visible(u.message)] for u in a.unread],
            "facts": list(facts.facts(profile)),
            "records": facts.records(profile, records),
            "plan": self._plan(a),
        }
        return {"gaps": self._shared.gaps(a), **{key: value for key, value in details.items() if value}}

    def _finding(self, profile: Profile, finding: Finding, subject: Subject) -> dict[str, Any]:
        found: dict[str, Any] = {
            "check": self._shared.check(finding.id),
            "seen": visible(finding.summary, facts.LONGEST),
            "records": finding.records,
            "points": finding.points,
            "share": finding.share,
            "key": subject.key,
            "profile_digest": subject.profile_digest,
        }
        if finding.counted_in:
            found["counted_in"] = [self._shared.check(identifier) for identifier in finding.counted_in]
        if others := list(_others(profile, finding.records)):
            found["others"] = others
        return found

    def _hits(
        self, profile: Profile, a: Assessment, alike: Iterable[Likeness], found: Iterable[Subject]
    ) -> Iterator[dict[str, Any]]:
        """Every party: as its name matches, if it does, and as a person compares it with its bearer."""
        by_entry = {(hit.list, hit.entry_id): hit for hit in a.hits}
        for likeness, subject in zip(alike, found, strict=False):  # subjects of findings follow those of parties
            hit = by_entry.get((likeness.entity.list, likeness.entity.id))
            owner = facts.bearer(profile, likeness.records[0])
            yield {
                "listings": self._shared.listings(likeness.listings),
                "records": likeness.records,
                "numbers": [
                    [visible(n.record), visible(n.identifier.kind), visible(n.identifier.value)]
                    for n in likeness.numbers
                ],
                "designated": subject.designated,
                "exact": subject.exact,
                "own": dict(_own(owner)),
                "key": subject.key,
                "profile_digest": subject.profile_digest,
                "entry_digest": subject.entry_digest,
                **(_match(hit) if hit else {}),
            }

    def _plan(self, a: Assessment) -> dict[str, Any] | None:
        """What would clear it, for those that somebody looks at."""
        if a.band in {Band.CLEAR, Band.UNKNOWN} and not a.missing:
            return None
        plan = what_would_clear(a, self._policy)
        return {
            "then": plan.band_then,
            "smallest": plan.smallest,
            "person": [self._shared.check(identifier) for identifier in plan.person_decides],
            "steps": [self._step(step, plan) for step in plan.steps],
            "required": [self._step(step, plan) for step in plan.required],
        }

    def _step(self, step: Step, plan: Plan) -> dict[str, Any]:
        required = step in plan.required
        return {
            "question": self._shared.question(step.question),
            "answers": step.answers if required else [self._shared.check(answer) for answer in step.answers],
            "not_known": step.not_known,
            "person": step.person_decides,
            "left": step.deciding_score,
            "band": step.band,
        }


def _stands(standing: Standing, decision: Decision) -> dict[str, Any]:
    """A decision that was recorded: what, who, when, why, and whether it holds."""
    said: dict[str, Any] = {
        "state": decision.decision if standing.holds else OPEN_AGAIN,
        "decision": decision.decision,
        "by": visible(decision.claimed_by),
        "at": visible(decision.at),
        "until": str(decision.until) if decision.until else "",
        "reason": visible(decision.reason, facts.LONGEST),
        "entry": decision.number,
        "recorded_by": visible(decision.by) if decision.by != decision.claimed_by else "",
        "approved_by": list(map(visible, decision.approved_by)),
        "reopened": list(map(visible, standing.reopened)),
    }
    return {key: value for key, value in said.items() if value}


def _beside(stands: Mapping[str, dict[str, Any]], subject: Subject) -> dict[str, Any]:
    return {"stands": stands[subject.key]} if subject.key in stands else {}


def _match(hit: ListedHit) -> dict[str, Any]:
    """How the names agree, word by word, and what else speaks for and against it."""
    return {
        "name": visible(hit.name),
        "alias": visible(hit.alias),
        "strength": hit.alias_strength,
        "score": hit.score,
        "complete": hit.complete,
        "rarity": hit.rarity,
        "aligned": [[visible(w.a), visible(w.b), w.score, w.reason] for w in hit.aligned],
        "reasons": hit.reasons,
        "agrees": list(map(visible, hit.agrees)),
        "conflicts": visible(hit.conflicts),
        "dropped": hit.dropped,
    }


def _own(profile: Profile) -> Iterator[facts.Fact]:
    """What of the bearer of a name or number a person compares with the list."""
    document = profile.identity or Identity()
    registrations = [f"{r.scheme or ''} {r.number or ''}".strip() for r in profile.registrations or ()]
    said: dict[str, list[str | None]] = {
        "native": [profile.native_name],
        "others": [profile.name, profile.legal_name, document.document_name, *(profile.aliases or ())],
        "born": [profile.birth_date, document.document_birth_date],
        "addresses": [*map(facts.address, profile.addresses or ()), document.document_address],
        "countries": [facts.country(profile)],
        "numbers": [document.document_number, *registrations, *(w.address for w in profile.wallets or ())],
    }
    for heading, values in said.items():
        if given := [visible(value) for value in dict.fromkeys(values) if value]:
            yield heading, given


def _others(profile: Profile, records: Iterable[str]) -> Iterator[str]:
    """The other accounts that the links among records name."""
    links = [facts.at(profile, record) for record in records if record.startswith("links[")]
    accounts = [account for link in links if isinstance(link, Link) for account in link.accounts or ()]
    yield from map(visible, list(dict.fromkeys(accounts))[:_MOST_OTHERS])
