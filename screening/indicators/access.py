"""Logins, networks and devices that contradict what the profile states.

The analysis of times stands in :mod:`screening.signals.sessions` and :mod:`screening.signals.hours`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from screening import places
from screening.evidence import Evidence
from screening.indicator import Context, Indicator
from screening.places import country_name
from screening.profile import Login, Profile
from screening.signals import hours, sessions
from screening.signals.remote_tools import remote_tools_in
from screening.signals.sessions import DAY, HIDDEN, HOUR, Mark, network_of, timed
from screening.statements import stated_countries, states

__all__ = ["INDICATORS"]

_VPN_IS_ORDINARY = frozenset({"CN", "IR", "MM", "TM"})
"""Where most of the everyday web is blocked, and people in their millions reach it by VPN.

Freedom House puts China, Myanmar and Iran at the end of Freedom on the Net 2024 and tells of VPNs as the way round
their blocks. It does not rate Turkmenistan: see GreatFire, August 2023, on 1.4 million users there of one tool.
Russia blocks less, and about a quarter of its people had a VPN in 2022. Where single sites are blocked for a time,
a VPN says as little as anywhere, which is little.
"""
_REPORTED_VPN = re.compile(r"\bastrill", re.IGNORECASE)
"""The one service that several reports name as most used (Mandiant 2024, Red Canary 2025)."""
_THROUGHOUT = 5
"""So many logins over the reported VPN, and none of another kind, are its use throughout."""
_COUNTRIES = ((DAY, "24 hours", 3, 4), (7 * DAY, "7 days", 5, 7))
"""Window, and the different countries in it that count half and in full. The guidance gives no number. A journey
with a stop touches two or three countries in a day, a busy week four."""
_NETWORKS = (8, 12)
"""Providers' networks within 24 hours that count half and in full. Home, office, telephone, a café, a train and a
privacy VPN are six."""
_MANY_LONG = 3
"""Long sessions that count in full. Editorial: a window is left open once or twice."""
_PAUSE, _RUN = 4 * HOUR, (36 * HOUR, 72 * HOUR)
"""A run without a pause of four hours: nobody sleeps. A long day and the night after it stay below 36 hours."""
_FLIGHT, _ZONES = HOUR, 3.0
"""No flight leads in an hour to a country whose nearest clock is three hours off. Neighbours share a
clock or differ by one or two hours."""
_RANGE_STRENGTH = {"dated": 1.0, "stale": 0.25}
"""By the grade of a range in ``watchlists/ranges.csv``; the certain one is a matter of jurisdiction."""


def login_contradicts_country(profile: Profile, _context: Context) -> Evidence | None:
    """Logins come from countries in which the profile does not say to be.

    Full strength if most located logins contradict and none of them is hidden behind a VPN or proxy, half
    otherwise. Where a VPN is how one reaches the web, its far end is no place to contradict. Innocent: travel, a
    nomad's life, an employer's gateway, a VPN for privacy.

    >>> logins = (Login(country="SE", network="vpn"),)
    >>> login_contradicts_country(Profile(id="u", country="PL", logins=logins), None).strength
    0.5
    >>> login_contradicts_country(Profile(id="u", country="IR", logins=logins), None) is None
    True
    """
    countries = stated_countries(profile)
    located = [(i, login) for i, login in enumerate(profile.logins or ()) if login.country]
    ordinary = HIDDEN if _vpn_is_ordinary(countries) else frozenset[str]()
    other = [
        (i, login)
        for i, login in located
        if not states(countries, login.country or "") and login.network not in ordinary
    ]
    if not countries or not other:
        return None
    plain = [login for _, login in other if login.network not in HIDDEN]
    strength = 1.0 if 2 * len(plain) > len(located) else 0.5
    seen = ", ".join(dict.fromkeys(country_name(login.country or "") for _, login in other))
    summary = f"{len(other)} of {len(located)} logins from {seen}, profile states {_states(countries)}"
    return Evidence(summary, (*(f"logins[{i}]" for i, _ in other), *countries.values()), strength)


def hidden_network(profile: Profile, _context: Context) -> Evidence | None:
    """Logins come over a VPN, proxy, hosting or Tor network.

    Strength 0 for somebody in China, Iran, Myanmar or Turkmenistan, where it is how one reaches the web. Innocent
    elsewhere too: privacy, corporate gateways.
    """
    hidden = [(i, login) for i, login in enumerate(profile.logins or ()) if login.network in HIDDEN]
    if not hidden:
        return None
    kinds = ", ".join(dict.fromkeys(_network(login) for _, login in hidden))
    ordinary = _vpn_is_ordinary(stated_countries(profile))
    suffix = ", as is usual in the stated place" if ordinary else ""
    records = tuple(f"logins[{i}]" for i, _ in hidden)
    logins = "login" if len(hidden) == 1 else "logins"
    return Evidence(f"{len(hidden)} {logins} over {kinds}{suffix}", records, 0.0 if ordinary else 1.0)


def time_zone_contradicts_country(profile: Profile, _context: Context) -> Evidence | None:
    """The time zone of the account or its devices is not one of the stated place.

    A zone with the same offset fits, and so does UTC, which servers show. Where the account's clock is that of the
    country from which it logs in, the two are one clue. Innocent: travel, a device never set.
    """
    countries = stated_countries(profile)
    if not countries:
        return None
    zones = [("time_zone", profile.time_zone)]
    zones += [(f"logins[{i}]", login.time_zone) for i, login in enumerate(profile.logins or ())]
    seen = [(record, zone) for record, text in zones if text and (zone := places.time_zone(text)) is not None]
    other = [(record, zone) for record, zone in seen if not _fits(zone, countries)]
    if not other:
        return None
    names = ", ".join(dict.fromkeys(zone.name for _, zone in other))
    strength = 1.0 if 2 * len(other) > len(seen) else 0.5
    records = (*dict.fromkeys(_of_logins(profile, other, countries)), *countries.values())
    return Evidence(f"time zone {names}, profile states {_states(countries)}", records, strength)


def _of_logins(
    profile: Profile, other: list[tuple[str, places.Zone]], countries: Collection[str]
) -> Iterator[str]:
    """The records of clocks; that of the account rests on the logins abroad whose country has the same one."""
    for record, zone in other:
        same = [
            f"logins[{i}]"
            for i, login in enumerate(profile.logins or ())
            if record == "time_zone"
            and login.country
            and not states(countries, login.country)
            and places.zone_fits(zone, login.country)
        ]
        yield from same or [record]


def _fits(zone: places.Zone, countries: Collection[str]) -> bool:
    return any(places.zone_fits(zone, one) for one in countries) or any(
        states(countries, one) for one in zone.countries
    )


def _tools(profile: Profile) -> dict[str, str]:
    """Each remote-control tool, whatever its spelling and version, with the first record that names it."""
    found: dict[str, str] = {}
    for record, text in _tool_texts(profile):
        for name in remote_tools_in(text):
            found.setdefault(name, record)
    return found


def _tool_texts(profile: Profile) -> Iterator[tuple[str, str]]:
    for i, login in enumerate(profile.logins or ()):
        if login.remote_tool:
            yield f"logins[{i}]", login.remote_tool
    if profile.endpoint:
        for i, tool in enumerate(profile.endpoint.remote_tools or ()):
            yield f"endpoint.remote_tools[{i}]", tool


def remote_tool(profile: Profile, _context: Context) -> Evidence | None:
    """A remote-control tool was in use, or is installed, on the device.

    Innocent: support sessions, a person's own second computer. Ask whether the employer issued it.
    """
    tools = _tools(profile)
    return Evidence(f"remote-control tool {next(iter(tools))}", tuple(tools.values())) if len(tools) == 1 else None


def remote_tools(profile: Profile, _context: Context) -> Evidence | None:
    """Two or more remote-control tools were in use, or are installed, on the account's devices.

    Reported of laptops that a helper keeps running for somebody far away. Innocent: a support worker's machine.
    """
    tools = _tools(profile)
    if len(tools) <= 1:
        return None
    return Evidence(f"{len(tools)} remote-control tools: {', '.join(tools)}", tuple(dict.fromkeys(tools.values())))


def reported_range(profile: Profile, _context: Context) -> Evidence | None:
    """A login came from an address range that was reported as used from the DPRK, abroad and some time ago.

    Innocent, as a rule: such ranges change hands. They carry little, and the stale ones next to nothing. The
    DPRK's own range is a matter of jurisdiction.
    """
    best: Evidence | None = None
    for i, login in enumerate(profile.logins or ()):
        network = places.ip_range(login.ip) if login.ip else None
        strength = _RANGE_STRENGTH.get(network.grade, 0.0) if network else 0.0
        if network and strength and (best is None or strength > best.strength):
            best = Evidence(
                f"login from {login.ip}, in {network.cidr}: {network.label}", (f"logins[{i}]",), strength
            )
    return best


def many_countries(profile: Profile, _context: Context) -> Evidence | None:
    """Logins come from many countries within a day or a week.

    Three within 24 hours or five within 7 days count half, four or seven in full; half of that again if some came
    over a VPN or proxy, which is elsewhere than its user. Innocent: a journey with stops, VPN servers tried in
    turn, an account that a team shares.
    """
    if len({login.country for login in profile.logins or ()} - {None}) < _COUNTRIES[0][2]:
        return None
    located = [session for session in timed(profile.logins) if session.login.country]
    plain = [session for session in located if session.login.network not in HIDDEN]
    found = _many_countries(plain, 1.0)
    if _vpn_is_ordinary(stated_countries(profile)):
        return found
    hidden = _many_countries(located, 0.5) if len(plain) < len(located) else None
    return max((one for one in (found, hidden) if one), key=lambda one: one.strength, default=None)


def _many_countries(located: list[sessions.Session], part: float) -> Evidence | None:
    marks = [Mark(session.at, session.position, session.login.country or "") for session in located]
    best: Evidence | None = None
    for window, said, half, full in _COUNTRIES:
        different = sessions.richest(marks, window)
        strength = part * (1.0 if len(different) >= full else 0.5 if len(different) >= half else 0.0)
        if strength > (best.strength if best else 0.0):
            names = ", ".join(country_name(mark.value) for mark in different)
            records = tuple(f"logins[{mark.position}]" for mark in different)
            best = Evidence(f"logins from {len(different)} countries within {said}: {names}", records, strength)
    return best


def many_addresses(profile: Profile, context: Context) -> Evidence | None:
    """Logins come from many providers' networks within a day.

    Counted are providers, by number or block of addresses, for one provider hands out many addresses. Logins from
    a mobile network are left out, and nothing is said where many countries say it already. Innocent: a day of
    travel, VPN servers tried in turn, an agency's staff.
    """
    half, full = _NETWORKS
    if len({network_of(login) for login in profile.logins or ()}) < half:
        return None
    seen = [session for session in timed(profile.logins) if session.login.network != "mobile"]
    marks = [Mark(s.at, s.position, network) for s in seen if (network := network_of(s.login))]
    different = sessions.richest(marks, DAY)
    if len(different) < half or many_countries(profile, context) is not None:
        return None
    summary = f"logins from {len(different)} providers' networks within 24 hours"
    records = tuple(f"logins[{mark.position}]" for mark in different)
    return Evidence(summary, records, 1.0 if len(different) >= full else 0.5)


def long_session(profile: Profile, _context: Context) -> Evidence | None:
    """The account is active for a day and longer without a break.

    Sessions of 24 hours and more, or sessions that follow one another for 36 hours without a pause of four. Once
    counts half; three such sessions, or 72 hours, in full. Innocent: a window left open, an app that signs in by
    itself, a release weekend.

    >>> long_session(Profile(id="u", logins=(Login(duration_hours=31),)), None).summary
    '1 session of 24 hours or more, the longest of 31'
    """
    long = [
        (i, x.duration_hours) for i, x in enumerate(profile.logins or ()) if (x.duration_hours or 0) >= DAY / HOUR
    ]
    if long:
        sessions_said = "session" if len(long) == 1 else "sessions"
        most = max(duration or 0 for _, duration in long)
        summary = f"{len(long)} {sessions_said} of 24 hours or more, the longest of {most:g}"
        return Evidence(summary, tuple(f"logins[{i}]" for i, _ in long), 1.0 if len(long) >= _MANY_LONG else 0.5)
    run = sessions.without_pause(timed(profile.logins), _PAUSE)
    lasted = run[-1].at - run[0].at if run else 0.0
    if lasted < _RUN[0]:
        return None
    summary = f"{len(run)} logins in {lasted / HOUR:.0f} hours without a pause of 4 hours"
    return Evidence(summary, tuple(f"logins[{s.position}]" for s in run), 1.0 if lasted >= _RUN[1] else 0.5)


def impossible_travel(profile: Profile, _context: Context) -> Evidence | None:
    """Logins from home networks of two far countries lie closer in time than any flight between them.

    Less than an hour apart, in countries whose nearest clocks differ by three hours. Only logins that are known to
    come from a fixed line at home are read: a phone abroad comes in through its carrier at home, and a VPN from
    anywhere. Once counts half. Innocent: a slip of the address table, a relative who shares the account.
    """
    pairs = [
        (before, after)
        for before, after in sessions.too_close(timed(profile.logins), _FLIGHT)
        if hours.hours_apart(before.login.country or "", after.login.country or "") >= _ZONES
    ]
    if not pairs:
        return None
    before, after = pairs[0]
    here, there = country_name(before.login.country or ""), country_name(after.login.country or "")
    times = "" if len(pairs) == 1 else f", {len(pairs)} times in all"
    summary = f"logins from homes in {here} and {there} within {(after.at - before.at) / 60:.0f} minutes{times}"
    records = dict.fromkeys(f"logins[{session.position}]" for pair in pairs for session in pair)
    return Evidence(summary, tuple(records), 0.5 if len(pairs) == 1 else 1.0)


def reported_vpn(profile: Profile, _context: Context) -> Evidence | None:
    """Logins come over the one VPN service that several reports name as most used.

    Half strength, in full if at least five logins do and none comes over another network. Strength 0 where a VPN
    is how one reaches the web: in China foreigners and locals use this one. Innocent elsewhere too: who lived
    there once keeps the subscription.
    """
    logins = profile.logins or ()
    seen = [(i, x.provider) for i, x in enumerate(logins) if x.provider and _REPORTED_VPN.search(x.provider)]
    if not seen:
        return None
    known = sum(1 for login in logins if login.network or login.provider)
    ordinary = _vpn_is_ordinary(stated_countries(profile))
    strength = 0.0 if ordinary else 1.0 if len(seen) == known >= _THROUGHOUT else 0.5
    suffix = ", as is usual in the stated place" if ordinary else ""
    summary = f"{len(seen)} of {known} logins over {seen[0][1]}{suffix}"
    return Evidence(summary, tuple(f"logins[{i}]" for i, _ in seen), strength)


def active_hours_contradict_country(profile: Profile, _context: Context) -> Evidence | None:
    """The hours of activity are those of nobody who lives in the stated place, by day or by night.

    The one long pause of weeks of logins has its middle between 15:00 and 21:00 of the stated place. Silent below
    40 sessions on 14 days, with a second pause beside the first, about people who work nights, and so mostly about
    the Americas, whose night workers keep the hours of a day in East Asia. Innocent: travel, customers on another
    continent, a baker's or a nurse's shifts.
    """
    pause = hours.pause_of(profile.logins)
    if pause is None:
        return None
    offsets, stated = hours.stated_offsets(profile)
    if not offsets or not hours.contradicts(pause, offsets):
        return None
    local = " or ".join(dict.fromkeys(pause.local(offset) for offset in (min(offsets), max(offsets))))
    summary = (
        f"{pause.sessions} logins on {pause.days} days pause at {local} of the stated place, "
        f"as if it were night there"
    )
    return Evidence(summary, (*(f"logins[{i}]" for i in pause.positions), *stated))


def commit_clock_contradicts_country(profile: Profile, context: Context) -> Evidence | None:
    """The clock of most commits is that of no place the profile names.

    Read from at least 20 commits in repositories of the last two years and of one author; UTC is left out, which
    servers write. Countries of stated jobs and schools count as named. Innocent: a move, a journey, another's
    computer.

    >>> from datetime import date
    >>> from screening.profile import Repository, Work
    >>> work = Work(repositories=(Repository(utc_offsets=(9.0,) * 25),))
    >>> context = Context(today=date(2026, 1, 1), name_threshold=0.8)
    >>> commit_clock_contradicts_country(Profile(id="u", country="PL", work=work), context).summary
    '25 of 25 commits made by a clock at UTC+9, in no place that the profile names'
    """
    found = hours.foreign_commits(profile, context.today)
    if found is None:
        return None
    foreign, known, records = found
    clocks = ", ".join(f"UTC{offset:+g}" for offset, _ in Counter(foreign).most_common(3))
    summary = f"{len(foreign)} of {known} commits made by a clock at {clocks}, in no place that the profile names"
    return Evidence(summary, records)


def _vpn_is_ordinary(countries: Collection[str]) -> bool:
    return not _VPN_IS_ORDINARY.isdisjoint(countries)


def _network(login: Login) -> str:
    return f"{login.network} ({login.provider})" if login.provider else str(login.network)


def _states(countries: dict[str, str]) -> str:
    return " and ".join(map(country_name, countries))


_STATED = ("country", "addresses.country", "tax_country")


INDICATORS = (
    Indicator(
        id="access.login_contradicts_country",
        check=login_contradicts_country,
        grade="moderate",
        needs=("logins.country", _STATED),
        sources=("US22: red flags for platforms, logins from various countries", "PSA25-07"),
        flags=("ID-03",),
        why="The guidance names work from elsewhere than stated; journeys and employers' gateways look alike.",
    ),
    Indicator(
        id="access.hidden_network",
        check=hidden_network,
        grade="weak",
        needs=("logins.network",),
        sources=("US22: use of VPNs and proxies", "SEAL"),
        flags=("AC-05",),
        why="Named by the guidance, and used by a large part of honest people for privacy or at work.",
    ),
    Indicator(
        id="access.time_zone_contradicts_country",
        check=time_zone_contradicts_country,
        grade="moderate",
        needs=(("time_zone", "logins.time_zone"), _STATED),
        sources=("SEAL",),
        flags=("AC-20",),
        why="Named by a guide; it contradicts the person's own device, as travel and wrong settings do.",
    ),
    Indicator(
        id="access.remote_tool",
        check=remote_tool,
        grade="moderate",
        needs=(("logins.remote_tool", "endpoint.remote_tools"),),
        sources=("MAND24", "DOJ25"),
        flags=("AC-15",),
        why="Several reports name the tools; support staff and owners of two computers use one every day.",
    ),
    Indicator(
        id="access.remote_tools",
        check=remote_tools,
        grade="strong",
        needs=(("logins.remote_tool", "endpoint.remote_tools"),),
        sources=("RF26", "MAND24"),
        flags=("AC-16",),
        why="Two reports name several tools together on one machine; few honest people keep two.",
    ),
    Indicator(
        id="access.reported_range",
        check=reported_range,
        grade="weak",
        needs=("logins.ip",),
        sources=("RF17",),
        flags=("AC-09", "AC-10", "AC-11"),
        why="Reported years ago; ranges change hands, and who has one today most likely has no part in it.",
    ),
    Indicator(
        id="access.many_countries",
        check=many_countries,
        grade="moderate",
        needs=("logins.at", "logins.country"),
        sources=("US22: red flags for platforms, various addresses in a short time",),
        flags=("AC-01",),
        why="The first flag for platforms; few honest people log in from three countries in a day, some do.",
    ),
    Indicator(
        id="access.many_addresses",
        check=many_addresses,
        grade="moderate",
        needs=("logins.at", ("logins.ip", "logins.asn")),
        sources=("US22: red flags for platforms, various addresses in a short time",),
        flags=("AC-01",),
        why="The same flag without the countries; eight providers in a day are rare, and VPN users reach them.",
    ),
    Indicator(
        id="access.long_session",
        check=long_session,
        grade="moderate",
        needs=(("logins.duration_hours", "logins.at"),),
        sources=("US22: red flags for platforms, logged in for days",),
        flags=("AC-03",),
        why="Named by the guidance; one window left open is ordinary, and counts half.",
    ),
    Indicator(
        id="access.impossible_travel",
        check=impossible_travel,
        grade="moderate",
        needs=("logins.at", "logins.country", "logins.network"),
        sources=("US22: red flags for platforms, various countries in a short time",),
        flags=("AC-22",),
        why="Nobody travels so, but tables that place addresses err, and families share accounts.",
    ),
    Indicator(
        id="access.reported_vpn",
        check=reported_vpn,
        grade="moderate",
        needs=("logins.provider",),
        sources=("MAND24", "RECA25", "RF26"),
        flags=("AC-06", "AC-07"),
        why="Several reports found workers by it, yet most of its customers are others: half strength as a rule.",
        expected=False,
    ),
    Indicator(
        id="access.active_hours_contradict_country",
        check=active_hours_contradict_country,
        grade="moderate",
        needs=("logins.at", ("time_zone", *_STATED)),
        sources=("SEAL", "US22"),
        flags=("AC-21",),
        why="Named by a guide; so narrow that ordinary days and nights do not show it, but a journey does.",
    ),
    Indicator(
        id="access.commit_clock_contradicts_country",
        check=commit_clock_contradicts_country,
        grade="weak",
        needs=("work.repositories", ("time_zone", *_STATED)),
        sources=("SEAL",),
        flags=("AC-20",),
        why="A guide names the clock of commits; people move, and old commits keep the clock of the old place.",
        expected=False,
    ),
)
"""The checks of logins and networks; those of the computer follow in :mod:`screening.indicators.endpoint`."""
