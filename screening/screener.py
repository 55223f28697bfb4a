"""Policy, lists and indicators made ready once, to score profile after profile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, NamedTuple

from screening import places, shipped
from screening.assessment import Assessment, ListUsed, decide
from screening.errors import RecordError, WatchlistError
from screening.evidence import Evidence, Finding, combine
from screening.freshness import Gap, gaps
from screening.hits import ListHits
from screening.indicator import Context, Indicator
from screening.indicators import INDICATORS
from screening.likeness import Likeness, likenesses
from screening.list_search import ListSearch
from screening.lists import bundled
from screening.policy import Policy
from screening.prepared import Prepared
from screening.presence import Plan, Plans
from screening.profile import Profile
from screening.records import profile_from
from screening.values import ReadProfile, read_values
from screening.version import __version__
from screening.watchlist import Watchlist, scope

__all__ = ["Examined", "Screener"]

_NAME_TABLES = ("common_names.csv", "business_words.csv", "legal_forms.csv", "han.csv", "han_phrases.csv")
_TABLES = (
    *("countries.csv", "time_zones.csv", "reported_places.csv", "ranges.csv", "phrases.csv", "mail_domains.csv"),
    *_NAME_TABLES,
)


class Examined(NamedTuple):
    """A profile's assessment, and what it rests on: the values as they were read, and what the lists have of it.

    :attr:`alike` is what a person decides about; :meth:`Screener.without` tells what follows from a decision.
    """

    assessment: Assessment
    read: ReadProfile
    found: ListHits

    @property
    def alike(self) -> tuple[Likeness, ...]:
        """The listed parties that the profile looks like, each with all that matched, in the order of the hits."""
        return likenesses(self.read.profile, self.found.names, self.found.numbers)


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
        self._caps = self.policy.all_caps
        self._plans = Plans(self.policy, active)
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
        (assessment,) = self._judged([(read, self._searched(read, today).without(cleared))], today)
        return assessment

    def examine(self, profile: object, *, today: dt.date | None = None) -> Examined:
        """Score one profile, and keep what was found for the person who decides.

        Args:
            profile: as :meth:`score` takes it.
            today: the date of the assessment; the current one if ``None``.

        Raises:
            RecordError: the record cannot be screened; it lists every mistake.
        """
        today = _day(today)
        read = _read(profile, today)
        found = self._searched(read, today)
        (assessment,) = self._judged([(read, found)], today)
        return Examined(assessment, read, found)

    def without(self, examined: Examined, cleared: Collection[str]) -> Assessment:
        """The assessment as it is once a person found the profile not to be some parties.

        Args:
            examined: from :meth:`examine`.
            cleared: the parties, as :attr:`~screening.likeness.Likeness.party` has them.
        """
        today = dt.date.fromisoformat(examined.assessment.today)
        (assessment,) = self._judged([(examined.read, examined.found.without(cleared))], today)
        return assessment

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
            read if isinstance(read, RecordError) else _outcome(self._searched, read, today) for read in reads
        ]
        pairs = zip(reads, found, strict=True)
        judged = iter(
            self._judged([(read, seen) for read, seen in pairs if not isinstance(seen, RecordError)], today)
        )
        return [seen if isinstance(seen, RecordError) else next(judged) for seen in found]

    def _searched(self, given: ReadProfile, today: dt.date) -> ListHits:
        """What of a profile is in the lists."""
        return self._search.of(given.profile, self.policy.name_threshold, today)

    def _judged(self, cases: Sequence[tuple[ReadProfile, ListHits]], today: dt.date) -> list[Assessment]:
        """The assessments of profiles whose values were read, and whose names and numbers were searched."""
        profiles = [given.profile for given, _ in cases]
        contexts = [
            self._context(profile, found, today) for profile, (_, found) in zip(profiles, cases, strict=True)
        ]
        plans = [self._plans.of(profile) for profile in profiles]
        findings: list[list[Finding]] = [[] for _ in cases]
        for plan, members in _by_plan(plans):
            for indicator in plan.run:  # each for all before the next, which suits a processor's caches
                for place in members:
                    evidence = indicator.check(profiles[place], contexts[place])
                    if evidence is not None:
                        findings[place].append(self._finding(indicator, evidence))
        return [
            self._assessed(given, found, plan, seen, today)
            for (given, found), plan, seen in zip(cases, plans, findings, strict=True)
        ]

    def _context(self, profile: Profile, found: ListHits, today: dt.date) -> Context:
        return Context(
            today=today,
            name_threshold=self.policy.name_threshold,
            hits=found.names,
            numbers=found.numbers,
            addresses=found.addresses,
            phones=tuple([places.phone(text, profile.country) if text else None for text in profile.phones or ()]),
        )

    def _assessed(
        self, given: ReadProfile, found: ListHits, plan: Plan, findings: Sequence[Finding], today: dt.date
    ) -> Assessment:
        """What the findings of a profile amount to."""
        read = given.profile
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
            hits=tuple([hit.told for hit in found.names]),
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


def _read(profile: object, today: dt.date) -> ReadProfile:
    if isinstance(profile, RecordError):
        raise profile
    return read_values(profile_from(profile), today)


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


def _by_plan(plans: Sequence[Plan]) -> Iterator[tuple[Plan, list[int]]]:
    """Each different plan, and the places of those who have it."""
    found: dict[int, list[int]] = {}
    for place, plan in enumerate(plans):
        found.setdefault(id(plan), []).append(place)
    return ((plans[same[0]], same) for same in found.values())
