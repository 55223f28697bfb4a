"""The hours at which an account is active, and the clocks of its commits, against the zone of the stated place.

Everybody sleeps. Where the activity of weeks leaves one pause of a night's length, the pause shows roughly which
clock the person lives by. It is a blunt instrument, on purpose:

* at least :data:`FEWEST_SESSIONS` sessions on :data:`FEWEST_DAYS` days, with times that state their offset;
* one pause of 7 to 12 hours with almost nothing in it: with a longer one too little of the day is known, with a
  shorter one the hours show nothing;
* the pause must lie where neither people who sleep at night nor people who work at night have theirs: its
  middle between 15:00 and 21:00, in every zone of the stated place.

Somebody who works nights in New York pauses about when somebody who works days in East Asia does. The two cannot
be told apart by hours, so as a rule nothing is said of either.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

import msgspec

from screening import places, shipped
from screening.profile import Login, Profile, Repository
from screening.signals.sessions import HOUR, moment
from screening.statements import stated_countries

__all__ = ["Pause", "contradicts", "foreign_commits", "hours_apart", "pause_of", "stated_offsets"]

FEWEST_SESSIONS = 40
"""With fewer, spread over the day by chance, gaps of a night's length come up now and then; with 40 in none of
hundreds of simulated people (``tests/test_hours.py``)."""
FEWEST_DAYS = 14
"""Two weeks, so that a week of leave, illness or a release does not speak for the person."""
STRAY = 0.04
"""The part of the activity that may fall into the pause: people wake at night, phones sign in by themselves."""
SHORTEST_PAUSE, LONGEST_PAUSE = 7 * 60, 12 * 60
"""Minutes. A night's sleep with what is around it; more is time of which nothing is known."""
OTHER_PAUSE = 3 * 60
"""Minutes. With a second pause longer than this one of the two may be another job, and nobody knows which."""
DRIFT = 3 * 60
"""Minutes that the middle of the pause may move between the first and the second half of the time: shifts that
rotate, a journey, and gaps by chance do not hold still."""
NEVER_ASLEEP = (15 * 60, 21 * 60)
"""Minutes of the local day between which the middle of nobody's sleep is expected: night sleepers have it between
about 1:00 and 8:00, night workers, who sleep in the forenoon, between about 11:00 and 14:00."""
FEWEST_COMMITS = 20
FOREIGN_PART = 0.8
"""The part of the commits whose clock must be foreign: some are made on a journey, on a server, by a merge."""
SLACK = 60
"""Minutes that a clock may be off: the table has this year's offsets, and countries changed theirs by an hour."""
RECENT_YEARS = 2
"""A repository begun earlier says where somebody was, not where they are."""

_SLOT = 1_800
_SLOTS = 48
_HALF_HOUR = 30
_DAY = 24 * 60
_LONGEST_SESSION = 16.0
"""Hours; what is open for longer was left open."""


class Pause(msgspec.Struct, frozen=True, gc=False):
    """The one long pause of an account's day.

    Attributes:
        start: minutes of the UTC day.
        length: minutes.
        sessions: how many sessions it rests on.
        days: on how many days.
        positions: their places among the logins.
    """

    start: int
    length: int
    sessions: int
    days: int
    positions: tuple[int, ...]

    @property
    def middle(self) -> int:
        """Minutes of the UTC day."""
        return (self.start + self.length // 2) % _DAY

    def local(self, offset: int) -> str:
        """The pause in hours of a zone ``offset`` minutes east of UTC.

        >>> Pause(15 * 60, 8 * 60, 50, 20, ()).local(60)
        '16:00-00:00'
        """
        ends = ((self.start + offset) % _DAY, (self.start + self.length + offset) % _DAY)
        return "-".join(f"{minutes // 60:02}:{minutes % 60:02}" for minutes in ends)


def pause_of(logins: Sequence[Login] | None) -> Pause | None:
    """The one long pause of the day, or ``None`` if there is none or too little is known."""
    if not logins or len(logins) < FEWEST_SESSIONS:
        return None
    starts: set[int] = set()
    active: set[int] = set()
    positions = []
    for i, login in enumerate(logins):
        read = moment(login.at) if login.at else None
        if read is None or not read[1]:
            continue
        slot = int(read[0] // _SLOT)
        starts.add(slot)
        lasted = min(login.duration_hours or 0.0, _LONGEST_SESSION)
        active.update(range(slot, int((read[0] + lasted * HOUR) // _SLOT) + 1))
        positions.append(i)
    days = len({slot // _SLOTS for slot in starts})
    if len(starts) < FEWEST_SESSIONS or days < FEWEST_DAYS:
        return None
    start, length = _only_pause(active)
    if not SHORTEST_PAUSE <= length * _HALF_HOUR <= LONGEST_PAUSE or not _lasting(active, start, length):
        return None
    return Pause(start * _HALF_HOUR, length * _HALF_HOUR, len(starts), days, tuple(positions))


def _only_pause(active: Iterable[int]) -> tuple[int, int]:
    """Start and length, in slots of the day, of the pause; no length if another one comes near."""
    counts = [0] * _SLOTS
    for slot in active:
        counts[slot % _SLOTS] += 1
    allowed = int(sum(counts) * STRAY)
    start, length = _longest_quiet(counts, allowed)
    turned = [counts[(start + length + i) % _SLOTS] for i in range(_SLOTS - length)]
    if turned and _longest_quiet([*turned, *[allowed + 1] * length], allowed)[1] * _HALF_HOUR > OTHER_PAUSE:
        return start, 0
    return start, length


def _lasting(active: Iterable[int], start: int, length: int) -> bool:
    """Whether the earlier and the later half of the activity have their pauses at about the same time of day."""
    ordered = sorted(active)
    half = len(ordered) // 2
    middle = 2 * start + length
    for part in (ordered[:half], ordered[half:]):
        counts = [0] * _SLOTS
        for slot in part:
            counts[slot % _SLOTS] += 1
        own_start, own_length = _longest_quiet(counts, int(len(part) * STRAY))
        off = (2 * own_start + own_length - middle) % (2 * _SLOTS)
        if min(off, 2 * _SLOTS - off) * _HALF_HOUR // 2 > DRIFT:
            return False
    return True


def _longest_quiet(counts: Sequence[int], allowed: int) -> tuple[int, int]:
    """Start and length of the longest arc of a circle of slots that holds at most ``allowed``."""
    size = len(counts)
    inside = end = 0
    best = (0, 0)
    for start in range(size):
        while end - start < size and inside + counts[end % size] <= allowed:
            inside += counts[end % size]
            end += 1
        if end - start > best[1]:
            best = (start, end - start)
        if end > start:
            inside -= counts[start]
        else:
            end = start + 1
    return best


def contradicts(pause: Pause, offsets: Iterable[int]) -> bool:
    """Whether nobody sleeps like that, be it at night or by day, in any of the zones.

    >>> pause = Pause(14 * 60 + 30, 8 * 60, 50, 20, ())
    >>> [contradicts(pause, offsets) for offsets in ([60, 120], [540], [-300])]
    [True, False, False]
    """
    first, last = NEVER_ASLEEP
    return all(first <= (pause.middle + offset) % _DAY <= last for offset in offsets)


def stated_offsets(profile: Profile) -> tuple[frozenset[int], tuple[str, ...]]:
    """Every distance from UTC, in minutes, that the stated place may have, and the records that state it.

    A time zone that fits the stated countries narrows a wide country down; one that does not is added to them.
    """
    countries = stated_countries(profile)
    zone = places.time_zone(profile.time_zone) if profile.time_zone else None
    if zone is not None and zone.offsets == (0,) and not zone.countries:
        zone = None  # UTC, which servers show
    if zone is not None and all(places.zone_fits(zone, country) for country in countries):
        return frozenset(zone.offsets), ("time_zone",)
    known = {country: _offsets()[country] for country in countries if country in _offsets()}
    if len(known) < len(countries):
        return frozenset(), ()
    offsets = frozenset[int]().union(*known.values(), zone.offsets if zone else ())
    return offsets, (*countries.values(), *(("time_zone",) if zone else ()))


def foreign_commits(profile: Profile, today: dt.date) -> tuple[list[float], int, tuple[str, ...]] | None:
    """Offsets of commits that fit no place that the profile names, if most are such; of how many; the records.

    Countries of jobs and schools count as named here: commits are old as well as new. UTC is left out, which
    servers and web editors write, and so are repositories of several authors or of earlier years.
    """
    offsets, stated = stated_offsets(profile)
    if not offsets:
        return None
    elsewhere = [*stated_countries(profile), *(j.country for j in profile.jobs or ())]
    elsewhere += [s.country for s in profile.studies or ()]
    near = offsets.union(*(_offsets().get(country, ()) for country in elsewhere if country))
    all_known = 0
    foreign: list[float] = []
    records = []
    repositories = profile.work.repositories if profile.work else None
    for i, repository in enumerate(repositories or ()):
        known = [o for o in repository.utc_offsets or () if o] if _own_and_recent(repository, today) else []
        other = [o for o in known if all(_between(round(o * 60), n) > SLACK for n in near)]
        all_known += len(known)
        foreign += other
        if other:
            records.append(f"work.repositories[{i}]")
    if all_known < FEWEST_COMMITS or len(foreign) < FOREIGN_PART * all_known:
        return None
    return foreign, all_known, (*records, *stated)


def _own_and_recent(repository: Repository, today: dt.date) -> bool:
    if repository.authors is not None and len(repository.authors) > 1:
        return False
    begun = repository.first_commit or repository.created
    return not begun or not begun[:4].isdigit() or int(begun[:4]) >= today.year - RECENT_YEARS


@lru_cache(10_000)
def hours_apart(one: str, other: str) -> float:
    """How many hours the nearest zones of two countries differ, around the globe; 0 where one is not known.

    >>> hours_apart("PL", "US"), hours_apart("PL", "DE"), hours_apart("RU", "US")
    (5.0, 0.0, 2.0)
    """
    here, there = _offsets().get(one, ()), _offsets().get(other, ())
    return min((_between(a, b) for a in here for b in there), default=0) / 60


def _between(one: int, other: int) -> int:
    return min((one - other) % _DAY, (other - one) % _DAY)


@cache
def _offsets() -> dict[str, frozenset[int]]:
    """Minutes east of UTC in use in each country, summer time included."""
    found: dict[str, set[int]] = {}
    for row in shipped.rows("time_zones.csv"):
        for country in row["countries"].split():
            found.setdefault(country, set()).update(map(int, row["offsets"].split()))
    return {country: frozenset(offsets) for country, offsets in found.items()}
