"""Recording what people decide: dispositions, the approval of a second person, and legal holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

import msgspec

from screening.decisions.chain import APPROVAL, DECISION, HOLD, Entry, filed, read
from screening.decisions.disposition import ACCEPTED_RISK, Disposition, problems
from screening.decisions.keys import HIT
from screening.decisions.standing import Decision, decided
from screening.decisions.store import Draft, Store
from screening.errors import InputError, shown
from screening.prepared import Prepared

__all__ = ["Outcome", "approve", "designations", "hold", "kept_in", "record_decisions", "refusal"]

_STATED = ("profile", "key", "decision", "reason", "until", "profile_digest", "entry_digest")


class Outcome(msgspec.Struct, frozen=True):
    """What became of dispositions: what was recorded, what was refused, and what had been recorded before.

    Attributes:
        entries: the new entries, in order.
        refused: position among the given ones, and why.
        known: positions of those that were recorded before, word by word.
    """

    entries: tuple[Entry, ...]
    refused: dict[int, str]
    known: tuple[int, ...]


def kept_in(store: Store) -> dict[str, tuple[Decision, ...]]:
    """The decisions of a store, by the id of the profile; nothing is believed of a chain that does not hold.

    Raises:
        InputError: somebody tampered with the store.
    """
    faults = store.verify().faults
    if faults:
        raise InputError(f"{store.name}: was tampered with: {faults[0]}; screening audit verify tells all")
    return decided(entry for kind in (DECISION, APPROVAL) for entry in store.of_kind(kind))


def record_decisions(
    store: Store,
    dispositions: Iterable[Disposition],
    *,
    by: str,
    at: dt.datetime,
    designated: Callable[[str], bool | None],
    four_eyes: bool = False,
) -> Outcome:
    """Record dispositions; those that cannot be used cost no other, and the others go in together.

    Args:
        store: where to.
        dispositions: as they are stated; ``by`` and ``at`` in them are recorded as claimed.
        by: the authenticated user who records them.
        at: now, in UTC.
        designated: whether the party of a hit's key is designated; ``None`` if no list at hand has it.
        four_eyes: none of them holds before another user approved it.
    """
    drafts: list[Draft] = []
    refused: dict[int, str] = {}
    known: list[int] = []
    before: dict[str, set[bytes]] = {}
    for place, disposition in enumerate(dispositions):
        if why := refusal(disposition, at=at, designated=designated):
            refused[place] = why
            continue
        profile = disposition.profile
        if profile not in before:
            made = decided(store.about(filed(profile))).get(profile, ())
            before[profile] = {_statement(decision) for decision in made}
        decision = Decision(
            **{field: getattr(disposition, field) for field in _STATED},
            by=by,
            claimed_by=disposition.by,
            claimed_at=disposition.at,
            four_eyes=four_eyes,
        )
        statement = _statement(decision)
        if statement in before[profile]:
            known.append(place)
            continue
        before[profile].add(statement)
        drafts.append(Draft(kind=DECISION, content=_content(decision)))
    return Outcome(tuple(store.append(drafts, at=at.isoformat())), refused, tuple(known))


def refusal(disposition: Disposition, *, at: dt.datetime, designated: Callable[[str], bool | None]) -> str:
    """Why a disposition cannot be recorded; empty if it can. No store is needed to tell.

    Args:
        disposition: as it is stated.
        at: now, in UTC.
        designated: as :func:`record_decisions` has it.
    """
    return "; ".join(problems(disposition, at.date())) or _unacceptable(disposition, designated)


def _unacceptable(disposition: Disposition, designated: Callable[[str], bool | None]) -> str:
    """Why a risk cannot be accepted; empty if it can, or if that was not decided."""
    if disposition.decision != ACCEPTED_RISK or not disposition.key.startswith(HIT):
        return ""
    found = designated(disposition.key)
    if found is None:
        return "no list at hand has that entry, so that nobody can say whether the party is designated"
    return "the party is designated, and its risk is not anybody's to accept" if found else ""


def _content(decision: Decision) -> dict[str, object]:
    content: dict[str, object] = msgspec.to_builtins(decision)
    return {field: value for field, value in content.items() if field not in {"number", "at", "approved_by"}}


def _statement(decision: Decision) -> bytes:
    """What was stated, whoever recorded it."""
    said = [getattr(decision, field) for field in (*_STATED, "claimed_by", "claimed_at")]
    return msgspec.json.encode(said)


def designations(prepared: Prepared) -> Callable[[str], bool | None]:
    """Whether an authority designated the party of a hit's key, by its entry or another one."""

    def designated(key: str) -> bool | None:
        for position, entity in enumerate(prepared.entities):
            if f"{HIT}{entity.list}:{entity.id}" == key:
                return any(e.status == "designated" for e in prepared.listings(prepared.leader(position)))
        return None

    return designated


def approve(store: Store, number: int, *, by: str, claimed_by: str, at: dt.datetime) -> Entry:
    """Record that a second person approves a decision.

    Args:
        store: where it is.
        number: of the decision's entry.
        by: the authenticated user, another than the one of the decision.
        claimed_by: who is said to approve.
        at: now, in UTC.

    Raises:
        InputError: there is no such decision, or it is the user's own.
    """
    entry = store.numbered(number)
    if entry is None or entry.kind != DECISION or entry.content is None:
        raise InputError(f"{store.name}: entry {number} is no decision" + (", it was purged" if entry else ""))
    decision = read(entry, Decision)
    if not decision.may_be_approved_by(by, claimed_by):
        made = f"{decision.by}, for {decision.claimed_by}" if decision.by != decision.claimed_by else decision.by
        raise InputError(
            f"entry {number}: was recorded by {made}; another person, as another user, must approve it"
        )
    content = {"profile": decision.profile, "approves": number, "by": by, "claimed_by": claimed_by}
    return store.append([Draft(kind=APPROVAL, content=content)], at=at.isoformat())[0]


def hold(store: Store, profile: str, *, reason: str, by: str, at: dt.datetime, release: bool = False) -> Entry:
    """Put a profile under legal hold, so that nothing about it is purged, or release it.

    Args:
        store: where to.
        profile: its id.
        reason: why.
        by: the authenticated user.
        at: now, in UTC.
        release: end the hold.

    Raises:
        InputError: there is no reason, or the profile to release is not held.
    """
    if not reason.strip():
        raise InputError("a legal hold needs a reason")
    if release and not _is_held(store, profile):
        raise InputError(f"{store.name}: {shown(profile)} is not under legal hold")
    content = {"profile": profile, "reason": reason, "by": by, "released": release}
    return store.append([Draft(kind=HOLD, content=content)], at=at.isoformat())[0]


def _is_held(store: Store, profile: str) -> bool:
    holds = [entry for entry in store.about(filed(profile)) if entry.kind == HOLD and entry.content is not None]
    return bool(holds) and not read(holds[-1], _Hold).released


class _Hold(msgspec.Struct):
    released: bool
