"""What differs between two states of a profile: hits that are new or gone, and bands that moved, with reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from screening.assessment import Band
from screening.population.rescreen.rules import Rules
from screening.population.rescreen.states import Hit, State

__all__ = ["Change", "Reasons", "difference"]

_RISING = (Band.CLEAR.value, Band.UNKNOWN.value, Band.REVIEW.value, Band.ESCALATE.value)
_LOOK = frozenset({Band.REVIEW.value, Band.ESCALATE.value})


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is otherwise about a profile.

    Attributes:
        kind: ``new_hit``, ``gone_hit``, ``band``, ``evidence`` (neither hits nor band), ``refused`` (the record
            cannot be screened), or ``reopened`` (a decision on it holds no longer).
        profile: id of the profile.
        band, was: its band now and before, empty if there is or was none; score: now.
        hit: the hit that is new or gone, or that was decided on.
        reasons: why, one sentence each.
        decision: what was decided on the hit.
        problems: why the record cannot be screened.
    """

    kind: str
    profile: str
    band: str = ""
    was: str = ""
    score: float = 0.0
    hit: Hit | None = None
    reasons: tuple[str, ...] = ()
    decision: str = ""
    problems: str = ""

    @property
    def asks(self) -> bool:
        """Whether somebody must look: a new hit, a band that rose to review or escalate, a reopened decision."""
        if self.kind == "new_hit":
            return not self.decision
        rose = self.band in _LOOK and _rank(self.band) > _rank(self.was)
        return self.kind == "reopened" or (self.kind == "band" and rose)


class Reasons(msgspec.Struct, frozen=True):
    """What may be the reason of a change.

    Attributes:
        lists: by list and id of an entry, what changed about it.
        rules: what changed of the policy.
        everything: why every profile was scored again.
    """

    lists: Mapping[str, str]
    rules: Rules
    everything: tuple[str, ...] = ()

    def of(self, old: State | None, new: State | None, hits: Sequence[Hit]) -> tuple[str, ...]:
        """Why something is otherwise.

        Args:
            old: the profile as it was.
            new: the profile as it is.
            hits: those that it is about.
        """
        if old is None or new is None:
            return ("new profile" if old is None else "profile gone",)
        found = ["profile changed"] if old.digest != new.digest else []
        listings = dict.fromkeys(listing for hit in hits for listing in hit.listings)
        found += [f"{listing}: {self.lists[listing]}" for listing in listings if listing in self.lists]
        ids = {*old.findings, *new.findings}
        found += [f"policy: {said}" for name, said in self.rules.weights.items() if name in ids]
        found += self.everything
        return tuple(found) or ("competing names of the lists changed",)


def difference(old: State | None, new: State | None, reasons: Reasons) -> Iterator[Change]:
    """What is otherwise about a profile.

    Args:
        old: as it was; ``None``: it was not there.
        new: as it is; ``None``: it is gone.
        reasons: what may be the reason.
    """
    before, now = (old.hits if old else ()), (new.hits if new else ())
    profile = (new or old or State("", b"")).id
    band, was = (new.band if new else ""), (old.band if old else "")
    score = new.score if new else 0.0
    come = [hit for hit in now if not _among(hit, before)]
    gone = [hit for hit in before if not _among(hit, now)]
    for kind, hits in (("new_hit", come), ("gone_hit", gone)):
        for hit in hits:
            why = reasons.of(old, new, [hit])
            yield Change(kind=kind, profile=profile, band=band, was=was, score=score, hit=hit, reasons=why)
    why = reasons.of(old, new, [*now, *before])
    if new is not None and new.problems:
        if old is None or old.problems != new.problems:
            yield Change(kind="refused", profile=profile, was=was, reasons=why, problems=new.problems)
    elif band != was and not (old is None and band not in _LOOK) and new is not None:
        yield Change(kind="band", profile=profile, band=band, was=was, score=score, reasons=why)
    elif old is not None and new is not None and old.outcome != new.outcome and not come and not gone:
        yield Change(kind="evidence", profile=profile, band=band, was=was, score=score, reasons=why)


def _among(hit: Hit, others: Sequence[Hit]) -> bool:
    """Whether the party of a hit is that of another: one listing is enough."""
    return any(not set(hit.listings).isdisjoint(other.listings) for other in others)


def _rank(band: str) -> int:
    return _RISING.index(band) if band in _RISING else -1
