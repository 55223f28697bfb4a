"""Policy, lists and indicators made ready once, to score profile after profile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from operator import attrgetter
from typing import Any, NamedTuple

import msgspec

from screening import places, shipped
from screening.assessment import Assessment, Coverage, ListedHit, ListUsed, Unchecked, decide
from screening.errors import RecordError, WatchlistError
from screening.evidence import Evidence, Finding, combine
from screening.freshness import Gap, gaps
from screening.hits import AddressHit, ListSearch, NumberHit, ProfileHit
from screening.indicator import Context, Indicator, Need
from screening.indicators import INDICATORS
from screening.lists import bundled
from screening.policy import Policy
from screening.prepared import Prepared
from screening.profile import Profile
from screening.records import profile_from
from screening.values import Unread, read_values
from screening.version import __version__
from screening.watchlist import Watchlist, scope

__all__ = ["Screener"]

_MOST_PLANS = 10_000
"""Profiles are hostile: no more sets of known fields than this are kept."""
_NAME_TABLES = ("common_names.csv", "business_words.csv", "legal_forms.csv", "han.csv", "han_phrases.csv")
_TABLES = (
    *("countries.csv", "time_zones.csv", "reported_places.csv", "ranges.csv", "phrases.csv", "mail_domains.csv"),
    *_NAME_TABLES,
)


class _Plan(msgspec.Struct, frozen=True):
    """For profiles that know the same fields: which checks run, and which expected ones cannot."""

    run: tuple[Indicator, ...]
    missing: tuple[str, ...]
    unchecked: tuple[Unchecked, ...]
    coverage: dict[str, Coverage]


class _Read(NamedTuple):
    """A profile with its values read, and those that could not be."""

    profile: Profile
    unread: tuple[Unread, ...]


class _Found(NamedTuple):
    """What of a profile is in the lists."""

    hits: tuple[ProfileHit, ...]
    numbers: tuple[NumberHit, ...]
    addresses: tuple[AddressHit, ...]


class Screener:
    """Scores profiles by one policy, against one set of lists.

    Making one reads the lists and builds their index; keep it. Scoring changes nothing and may be shared by
    threads.

    Args:
        policy: weights, thresholds, required checks; the published ones if ``None``.
        watchlists: given ones replace the bundled ones. A screener without any entity refuses to start. Lists
            that were prepared before, or mapped from a file, are taken as they are.

    Attributes:
        policy: the one in force.
        watchlists: the lists that are searched; prepared: made ready, for another screener or a file.

    Raises:
        WatchlistError: there is no usable list.
    """

    def __init__(
        self, policy: Policy | None = None, watchlists: Iterable[Watchlist] | Prepared | None = None
    ) -> None:
        self.policy = policy or Policy()
        given = bundled() if watchlists is None else watchlists
        self.watchlists = tuple(given)
        if not any(entity.names for watchlist in self.watchlists for entity in watchlist):
            raise WatchlistError("no usable list: without listed names, nobody can be said to be clear")
        empty = [watchlist.id for watchlist in self.watchlists if not len(watchlist)]
        if empty:
            raise WatchlistError(f"list {', '.join(empty)} is empty")
        self.prepared = given if isinstance(given, Prepared) else Prepared(self.watchlists)
        self._search = ListSearch(self.prepared)
        active = [i for i in INDICATORS if self.policy.weight(i.id) > 0]
        self._weights = {indicator.id: float(self.policy.weight(indicator.id)) for indicator in active}
        self._indicators = {
            kind: tuple(i for i in active if kind in i.kinds) for kind in ("person", "organization")
        }
        self._caps = self.policy.all_caps
        self._fields = sorted({path for indicator in active for path in _paths(indicator.needs)})
        self._heads = _heads(self._fields)
        self._required = [
            (required.name, tuple(map(_given, required.needs))) for required in self.policy.expects.required
        ]
        self._plans: dict[tuple[str, int, tuple[str, ...]], _Plan] = {}
        self._lists = tuple(ListUsed(w.id, w.as_of, w.digest, len(w)) for w in self.watchlists)
        self._scope = scope(self.watchlists)
        self._gaps: dict[dt.date, tuple[Gap, ...]] = {}
        self._digest = self.policy.digest

    @cached_property
    def versions(self) -> dict[str, str]:
        """Versions of the library and of the tables that judgements rest on."""
        return {"screening": __version__, **{name: shipped.digest(name)[:12] for name in _TABLES}}

    def gaps(self, today: dt.date) -> tuple[Gap, ...]:
        """Lists that cannot be relied on: stale ones, and required ones that are missing."""
        found = self._gaps.get(today)
        if found is None:
            policy = self.policy
            found = gaps(
                self.watchlists, required=policy.required_lists, most_days=policy.max_list_age, today=today
            )
            self._gaps = {today: found}
        return found

    def score(self, profile: object, *, today: dt.date | None = None, cleared: Collection[str] = ()) -> Assessment:
        """Score one profile.

        >>> Screener().score({"id": "u1", "name": "Marta Wzorowa", "country": "PL"}).band.value
        'clear'

        Args:
            profile: a mapping, a :class:`Profile`, or any object with attributes of those names.
            today: the date of the assessment; the current one if ``None``, and recorded.
            cleared: parties (:meth:`~screening.prepared.Prepared.party`) that a person found this profile not to
                be: no hit on one of them counts or is shown.

        Raises:
            RecordError: the record cannot be screened; it lists every mistake.
        """
        today = _day(today)
        read = _read(profile, today)
        return self._judged(read, self._searched(read, today, cleared), today)

    def score_batch(
        self, profiles: Sequence[object], *, today: dt.date | None = None
    ) -> list[Assessment | RecordError]:
        """Score some profiles, a few dozen or hundred, together: the same assessments in less time.

        Each kind of work is done for all of them before the next kind, which suits a processor's caches:
        ``python -m benchmarks.fresh_scores`` tells by how much.

        Args:
            profiles: as :meth:`score` takes them; error records of a reader may be among them.
            today: one date for all.

        Returns:
            The assessment of each in its place, or why it cannot be screened.
        """
        today = _day(today)
        reads = [_outcome(_read, profile, today) for profile in profiles]
        found = [
            read if isinstance(read, RecordError) else _outcome(self._searched, read, today, ()) for read in reads
        ]
        return [
            seen if isinstance(seen, RecordError) else self._judged(read, seen, today)
            for read, seen in zip(reads, found, strict=True)
        ]

    def _searched(self, given: _Read, today: dt.date, cleared: Collection[str]) -> _Found:
        """What of a profile is in the lists."""
        read, search = given.profile, self._search
        found = _Found(
            search.hits(read, self.policy.name_threshold, today),
            search.numbers(read, today),
            search.addresses(read, today),
        )
        if not cleared:
            return found
        return _Found(
            tuple(hit for hit in found.hits if hit.party not in cleared),
            tuple(hit for hit in found.numbers if hit.party not in cleared),
            tuple(hit for hit in found.addresses if hit.party not in cleared),
        )

    def _judged(self, given: _Read, found: _Found, today: dt.date) -> Assessment:
        """The assessment of a profile whose values were read, and whose names and numbers were searched."""
        read = given.profile
        plan = self._plan(read)
        context = Context(
            today=today,
            name_threshold=self.policy.name_threshold,
            hits=found.hits,
            numbers=found.numbers,
            addresses=found.addresses,
            phones=tuple(places.phone(text, read.country) if text else None for text in read.phones or ()),
        )
        findings = [
            self._finding(indicator, evidence)
            for indicator in plan.run
            if (evidence := indicator.check(read, context)) is not None
        ]
        total = combine(findings, self._caps)
        policy = self.policy
        band, reason = decide(
            findings, total, plan.missing, review_at=policy.review_at, escalate_at=policy.escalate_at
        )
        return Assessment(
            profile_id=read.id,
            kind=read.kind,
            score=total.score,
            deciding_score=total.deciding,
            band=band,
            band_reason=reason,
            families=total.families,
            findings=total.findings,
            hits=tuple(map(self._listed, found.hits)),
            missing=plan.missing,
            unchecked=plan.unchecked,
            unread=given.unread,
            coverage=dict(plan.coverage),
            notes=(*(gap.message for gap in self.gaps(today)), *self._scope),
            today=today.isoformat(),
            preset=policy.preset,
            policy_digest=self._digest,
            lists=self._lists,
            versions=self.versions | ({"phonenumbers": places.plans_version()} if read.phones else {}),
        )

    def score_many(
        self,
        profiles: Iterable[object],
        *,
        errors: list[RecordError] | None = None,
        today: dt.date | None = None,
    ) -> Iterator[Assessment]:
        """Score profile after profile, lazily and in order.

        Args:
            profiles: as :meth:`score` takes them; error records of a reader may be among them.
            errors: collects the records that cannot be screened; ``None`` raises at the first.
            today: one date for all.

        Raises:
            RecordError: a record cannot be screened and ``errors`` is ``None``.
        """
        today = _day(today)
        for number, profile in enumerate(profiles, start=1):
            try:
                yield self.score(profile, today=today)
            except RecordError as error:
                if errors is None:
                    raise
                errors.append(error if error.place else error.at(f"record {number}"))

    def score_frame(
        self,
        frame: Any,  # noqa: ANN401 - the caller's kind of frame
        *,
        today: dt.date | None = None,
        columns: Mapping[str, str | None] | None = None,
        explode: bool = False,
        progress: bool = False,
    ) -> Any:  # noqa: ANN401
        """Score every row of a pandas, polars or pyarrow table; the same kind comes back, with result columns.

        See :mod:`screening.frames` for the columns that are read and added.

        Args:
            frame: one row for each profile.
            today: one date for all; the current one if ``None``.
            columns: what columns mean that are not named as in a CSV file: ``{"Full name": "name"}``; what
                means ``None`` is carried along and not read.
            explode: give one row for each finding instead.
            progress: show a bar, of tqdm or rich.

        Raises:
            InputError: it is no such table, a column is unknown, or bears the name of a result column.
        """
        from screening.frames import score_frame  # noqa: PLC0415 - no frame library before a frame

        score = partial(self.score, today=_day(today))
        return score_frame(score, frame, columns=columns, explode=explode, progress=progress)

    def _plan(self, profile: Profile) -> _Plan:
        mask = _mask(profile, self._heads)
        missing = tuple(name for name, needs in self._required if not any(given(profile) for given in needs))
        key = (profile.kind, mask, missing)
        plan = self._plans.get(key)
        if plan is None:
            if len(self._plans) >= _MOST_PLANS:
                self._plans.clear()
            plan = self._plans[key] = self._make_plan(profile.kind, mask, missing)
        return plan

    def _make_plan(self, kind: str, mask: int, missing: tuple[str, ...]) -> _Plan:
        known = {path for bit, path in enumerate(self._fields) if mask >> bit & 1}
        preset = self.policy.expects
        run, unchecked = [], []
        made: dict[str, int] = {}
        expected: dict[str, int] = {}
        for indicator in self._indicators[kind]:
            lacking = [
                need for need in indicator.needs if known.isdisjoint((need,) if isinstance(need, str) else need)
            ]
            if not lacking:
                run.append(indicator)
            if indicator.id in preset.expected:
                expected[indicator.family] = expected.get(indicator.family, 0) + 1
                made[indicator.family] = made.get(indicator.family, 0) + (not lacking)
                if lacking:
                    unchecked.append(Unchecked(indicator.id, " and ".join(map(_said, lacking))))
        return _Plan(
            tuple(run),
            missing,
            tuple(unchecked),
            {family: Coverage(made[family], expected[family]) for family in expected},
        )

    def _finding(self, indicator: Indicator, evidence: Evidence) -> Finding:
        weight = self._weights[indicator.id]
        return Finding(
            id=indicator.id,
            family=indicator.family,
            title=indicator.title,
            grade=indicator.grade,
            summary=evidence.summary,
            records=evidence.records,
            weight=weight,
            strength=round(evidence.strength, 6),
            points=round(weight * evidence.strength, 6),
            stands_alone=indicator.stands_alone,
            sources=indicator.citations,
        )

    def _listed(self, hit: ProfileHit) -> ListedHit:
        entity = hit.entity
        also = (f"{e.list}:{e.id}" for e in hit.listings if (e.list, e.id) != (entity.list, entity.id))
        return ListedHit(
            list=entity.list,
            entry_id=entity.id,
            listed_name=entity.name,
            alias=hit.alias.name,
            alias_strength=hit.alias.strength,
            status="designated" if hit.designated else entity.status,
            also_listed=tuple(dict.fromkeys(also)),
            programmes=entity.programmes,
            role=entity.role,
            relations=entity.relations,
            url=entity.url,
            list_as_of=hit.watchlist.as_of,
            list_digest=hit.watchlist.digest,
            name=hit.name,
            records=hit.records,
            score=round(hit.match.score, 6),
            complete=hit.match.complete,
            rarity=round(hit.rarity, 6),
            aligned=hit.match.aligned,
            reasons=hit.match.reasons,
            agrees=tuple(agreement.what for agreement in hit.agreements),
            conflicts=hit.conflict.what if hit.conflict else "",
            dropped=hit.dropped,
        )


def _read(profile: object, today: dt.date) -> _Read:
    if isinstance(profile, RecordError):
        raise profile
    return _Read(*read_values(profile_from(profile), today))


def _outcome(work: Callable[..., Any], *given: object) -> Any:  # noqa: ANN401 - what the work gives
    """What the work gives, or why the record cannot be screened."""
    try:
        return work(*given)
    except RecordError as error:
        return error


def _day(today: dt.date | None) -> dt.date:
    """The date of an assessment: the given one, without a time of day, or the current one in UTC."""
    today = today or dt.datetime.now(tz=dt.UTC)
    return today.date() if isinstance(today, dt.datetime) else today


def _paths(needs: Sequence[Need]) -> Iterator[str]:
    for need in needs:
        yield from (need,) if isinstance(need, str) else need


def _said(need: Need) -> str:
    return need if isinstance(need, str) else "one of " + ", ".join(need)


_Head = tuple[str, int, tuple[tuple[str, int], ...]]
"""A field of a profile, its own bit if it is asked for, and the bits of the fields of its parts."""


def _heads(paths: Sequence[str]) -> tuple[_Head, ...]:
    """The fields at ``paths``, numbered by bits and gathered by their first part."""
    own: dict[str, int] = {}
    parts: dict[str, list[tuple[str, int]]] = {}
    for number, path in enumerate(paths):
        head, _, tail = path.partition(".")
        parts.setdefault(head, [])
        if tail:
            parts[head].append((tail, 1 << number))
        else:
            own[head] = 1 << number
    return tuple((head, own.get(head, 0), tuple(tails)) for head, tails in parts.items())


def _mask(profile: Profile, heads: Sequence[_Head]) -> int:
    """Which fields a profile knows, a bit each; a list that is known to be empty is known, and so are its parts.

    Most fields of most profiles are not known: those cost one look at their first part.
    """
    mask = 0
    for head, own, parts in heads:
        value = getattr(profile, head)
        if value is None:
            continue
        mask |= own
        if value == ():
            mask |= sum([bit for _, bit in parts])
            continue
        for item in value if isinstance(value, tuple) else (value,):
            for name, bit in parts:
                if not mask & bit and getattr(item, name) is not None:
                    mask |= bit
    return mask


def _given(path: str) -> Callable[[Profile], bool]:
    """Whether a profile has something at ``path``: none is known, but is nothing to search or to compare."""
    values = _values(path)
    return lambda profile: any(value is not None and value != () for value in values(profile))


def _values(path: str) -> Callable[[Profile], tuple[object, ...]]:
    """The values at ``path``: one of each part where the path leads through a list, the list if it is empty."""
    head, _, tail = path.partition(".")
    first = attrgetter(head)
    if not tail:
        return lambda profile: (first(profile),)
    last = attrgetter(tail)

    def values(profile: Profile) -> tuple[object, ...]:
        part = first(profile)
        if isinstance(part, tuple):
            return tuple(map(last, part)) if part else (part,)
        return () if part is None else (last(part),)

    return values
