"""Assessments recorded with all that they were made with, and replayed.

The same profile, policy, lists and versions give the same bytes. So a recorded assessment can be made again, years
later, and either it is the same or what differs can be named.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from screening.assessment import Assessment
from screening.decisions.chain import ASSESSMENT, POLICY, Entry, filed, read
from screening.decisions.keys import canonical
from screening.decisions.store import Draft, Store
from screening.errors import InputError, PolicyError, shown
from screening.policy import Policy
from screening.prepared import Prepared
from screening.profile import Profile
from screening.screener import Screener

__all__ = ["Made", "Recorded", "Recorder", "Replay", "recorded", "replay"]

_TOLD_APART = frozenset({"score", "band", "band_reason", "findings", "hits", "lists", "versions", "policy_digest"})
_SHOWN = 12
"""Digits of a digest in a message."""


class Made(msgspec.Struct, frozen=True):
    """A result to record: the profile as it was given, its assessment, and the parties that were left out."""

    profile: Profile
    assessment: Assessment
    cleared: tuple[str, ...] = ()


class Recorded(msgspec.Struct, frozen=True, kw_only=True):
    """An assessment as it was recorded.

    Attributes:
        number, at: of its entry.
        profile: as it was given; assessment: the bytes of the result.
        policy: every setting in force, as TOML.
        cleared: parties that were left out because of decisions.
    """

    number: int
    at: str
    profile: Profile
    assessment: bytes
    policy: str
    cleared: tuple[str, ...]


class Replay(msgspec.Struct, frozen=True):
    """The same made again.

    Attributes:
        same: it gave the same bytes.
        differs: what it was made with that differs, one sentence each.
        moved: what of the result differs.
        assessment: the new result; ``None`` if it could not be made.
    """

    same: bool
    differs: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    assessment: Assessment | None = None


class _Content(msgspec.Struct, kw_only=True):
    profile: str
    given: str
    assessment: str
    policy: str
    cleared: tuple[str, ...] = ()


class _PolicyContent(msgspec.Struct):
    policy: str
    toml: str


class Recorder:
    """Records assessments that were made by one policy.

    Args:
        store: where to.
        policy: the one of the screener.
        by: the authenticated user who had them made.
    """

    def __init__(self, store: Store, policy: Policy, *, by: str = "") -> None:
        self._store = store
        self._policy = policy
        self._by = by
        self._known = any(_of_policy(entry).policy == policy.digest for entry in store.of_kind(POLICY))

    def record(
        self, profile: Profile, assessment: Assessment, *, at: dt.datetime, cleared: Collection[str] = ()
    ) -> Entry:
        """Record one assessment, see :meth:`record_many`."""
        return self.record_many([Made(profile, assessment, tuple(cleared))], at=at)[0]

    def record_many(self, results: Iterable[Made], *, at: dt.datetime) -> list[Entry]:
        """Record assessments, all of them or none; a few hundred at once cost little more than one.

        Args:
            results: in their order.
            at: now, in UTC.

        Raises:
            PolicyError: one was made by another policy.
            InputError: one is of another profile.
        """
        drafts = [self._draft(made) for made in results]
        if not drafts:
            return []
        policy = [] if self._known else [self._policy_draft()]
        entries = self._store.append([*policy, *drafts], at=at.isoformat())
        self._known = True
        return entries[len(policy) :]

    def _draft(self, made: Made) -> Draft:
        profile, assessment = made.profile, made.assessment
        if assessment.policy_digest != self._policy.digest:
            raise PolicyError("the assessment was made by another policy than the one to record")
        if assessment.profile_id != profile.id:
            raise InputError(f"the assessment is of {shown(assessment.profile_id)}, not of {shown(profile.id)}")
        content = {
            "profile": profile.id,
            "given": canonical(profile).decode(),
            "assessment": assessment.to_json(),
            "policy": assessment.policy_digest,
            "cleared": sorted(made.cleared),
            "band": assessment.band.value,
            "by": self._by,
        }
        return Draft(kind=ASSESSMENT, content=content)

    def _policy_draft(self) -> Draft:
        return Draft(kind=POLICY, content={"policy": self._policy.digest, "toml": self._policy.to_toml()})


def _of_policy(entry: Entry) -> _PolicyContent:
    return read(entry, _PolicyContent)


def recorded(store: Store, profile: str, *, number: int | None = None) -> Recorded:
    """An assessment as it was recorded.

    Args:
        store: where it is.
        profile: whose.
        number: of its entry; the last one if ``None``.

    Raises:
        InputError: there is none, or it was purged.
    """
    found = [
        entry
        for entry in store.about(filed(profile))
        if entry.kind == ASSESSMENT and number in {None, entry.number} and entry.content is not None
    ]
    if not found:
        which = f"assessment of {shown(profile)}" + (f" with the number {number}" if number else "")
        raise InputError(f"{store.name}: no {which}, or it was purged")
    entry = found[-1]
    content = read(entry, _Content)
    policies = (_of_policy(other) for other in store.of_kind(POLICY))
    toml = next((policy.toml for policy in policies if policy.policy == content.policy), None)
    if toml is None:
        raise InputError(f"{store.name}: entry {entry.number}: its policy {content.policy[:_SHOWN]} is missing")
    return Recorded(
        number=entry.number,
        at=entry.at,
        profile=msgspec.json.decode(content.given, type=Profile),
        assessment=content.assessment.encode(),
        policy=toml,
        cleared=content.cleared,
    )


def replay(record: Recorded, prepared: Prepared) -> Replay:
    """Make a recorded assessment again.

    Args:
        record: as it was.
        prepared: the lists as they were, or as they are.
    """
    before = msgspec.json.decode(record.assessment)
    try:
        policy = Policy.from_toml(record.policy)
    except PolicyError as error:
        return Replay(same=False, differs=(f"the policy cannot be used by this version: {error}",))
    screener = Screener(policy, prepared)
    today = dt.date.fromisoformat(before["today"])
    assessment = screener.score(record.profile, today=today, cleared=record.cleared)
    now = assessment.to_json().encode()
    if now == record.assessment:
        return Replay(same=True, assessment=assessment)
    after = msgspec.json.decode(now)
    differs = (*_policies(record.policy, policy, before, after), *_lists(before, after), *_versions(before, after))
    return Replay(same=False, differs=differs, moved=tuple(_moved(before, after)), assessment=assessment)


def _policies(toml: str, policy: Policy, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    if before["policy_digest"] == after["policy_digest"]:
        return
    then, now = tomllib.loads(toml), policy.settings()
    changed = [key for key in now if not isinstance(now[key], dict) and then.get(key) != now[key]]
    for table in ("weights", "caps"):
        names = now[table].keys() | then.get(table, {}).keys()
        changed += [f"{table}.{name}" for name in sorted(names) if then[table].get(name) != now[table].get(name)]
    what = ", ".join(changed) or "how settings are read"
    yield f"policy: {_from(before['policy_digest'], after['policy_digest'])}; {what} differs in this version"


def _lists(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    then = {used["id"]: used for used in before["lists"]}
    now = {used["id"]: used for used in after["lists"]}
    for key in dict.fromkeys([*then, *now]):
        if key not in now:
            dated = f" of {then[key]['as_of']}" if then[key]["as_of"] else ""
            yield f"list {key}: used then{dated}, digest {then[key]['digest'][:_SHOWN]}; not given now"
        elif key not in then:
            yield f"list {key}: not used then, given now"
        elif then[key] != now[key]:
            dates = f", as of {then[key]['as_of'] or 'unknown'} then, {now[key]['as_of'] or 'unknown'} now"
            yield f"list {key}: digest {_from(then[key]['digest'], now[key]['digest'])}{dates}"
    if list(then) != list(now) and then.keys() == now.keys():
        yield f"lists: in the order {', '.join(then)} then, {', '.join(now)} now"


def _versions(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    then, now = before["versions"], after["versions"]
    for name in dict.fromkeys([*then, *now]):
        if then.get(name) != now.get(name):
            kind = "table" if name.endswith(".csv") else "version of"
            yield f"{kind} {name}: {then.get(name, 'none')} then, {now.get(name, 'none')} now"


def _from(then: str, now: str) -> str:
    return f"{then[:_SHOWN]} then, {now[:_SHOWN]} now"


def _moved(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for field in ("score", "band", "band_reason"):
        if before.get(field) != after[field]:
            yield f"{field}: {before.get(field)} then, {after[field]} now"
    for field, name in (("findings", "finding"), ("hits", "hit")):
        then, now = _named(before[field]), _named(after[field])
        yield from (f"{name} {key}: not found then" for key in now if key not in then)
        yield from (f"{name} {key}: not found now" for key in then if key not in now)
        yield from (f"{name} {key}: differs" for key in then if key in now and then[key] != now[key])
    rest = after.keys() - _TOLD_APART
    yield from (f"{field}: differs" for field in sorted(rest) if before.get(field) != after[field])


def _named(items: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {item.get("id") or f"{item['list']}:{item['entry_id']}": item for item in items}
