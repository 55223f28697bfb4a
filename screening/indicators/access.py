"""Logins, networks and devices that contradict what the profile states."""

from __future__ import annotations

import re

from screening import places
from screening.evidence import Evidence
from screening.indicator import Context, Indicator
from screening.places import country_name
from screening.profile import Login, Profile
from screening.statements import stated_countries

__all__ = ["INDICATORS"]

_HIDDEN = frozenset({"hosting", "vpn", "proxy", "tor"})
_VPN_IS_ORDINARY = frozenset({"CN"})
"""Where public guides recommend a VPN to everybody, because much of the web is blocked."""
_TOOLS = re.compile(r"[;,/|+&]")
_VERSION = re.compile(r"v?[\d.]+|version")
_NO_TOOL = frozenset({"none", "no", "n/a", "na", "-", "unknown"})
_RANGE_STRENGTH = {"dated": 1.0, "stale": 0.25}


def login_contradicts_country(profile: Profile, _context: Context) -> Evidence | None:
    """Logins come from countries in which the profile does not say to be.

    Full strength if most located logins contradict and none of them is hidden behind a VPN or proxy, half
    otherwise. Innocent: travel, a nomad's life, an employer's gateway, a VPN for privacy.

    >>> logins = (Login(country="SE", network="vpn"),)
    >>> login_contradicts_country(Profile(id="u", country="RU", logins=logins), None).strength
    0.5
    """
    countries = stated_countries(profile)
    located = [(i, login) for i, login in enumerate(profile.logins or ()) if login.country]
    other = [(i, login) for i, login in located if login.country not in countries]
    if not countries or not other:
        return None
    plain = [login for _, login in other if login.network not in _HIDDEN]
    strength = 1.0 if 2 * len(plain) > len(located) else 0.5
    seen = ", ".join(dict.fromkeys(country_name(login.country or "") for _, login in other))
    summary = f"{len(other)} of {len(located)} logins from {seen}, profile states {_states(countries)}"
    return Evidence(summary, (*(f"logins[{i}]" for i, _ in other), *countries.values()), strength)


def hidden_network(profile: Profile, _context: Context) -> Evidence | None:
    """Logins come over a VPN, proxy, hosting or Tor network.

    Strength 0 for somebody in China, where it is how one reaches the web. Innocent elsewhere too: privacy,
    corporate gateways.
    """
    hidden = [(i, login) for i, login in enumerate(profile.logins or ()) if login.network in _HIDDEN]
    if not hidden:
        return None
    kinds = ", ".join(dict.fromkeys(_network(login) for _, login in hidden))
    ordinary = not _VPN_IS_ORDINARY.isdisjoint(stated_countries(profile))
    suffix = ", as is usual in the stated place" if ordinary else ""
    records = tuple(f"logins[{i}]" for i, _ in hidden)
    logins = "login" if len(hidden) == 1 else "logins"
    return Evidence(f"{len(hidden)} {logins} over {kinds}{suffix}", records, 0.0 if ordinary else 1.0)


def time_zone_contradicts_country(profile: Profile, _context: Context) -> Evidence | None:
    """The time zone of the account or its devices is not one of the stated place.

    A zone with the same offset fits, and so does UTC, which servers show. Innocent: travel, a device never set.
    """
    countries = stated_countries(profile)
    if not countries:
        return None
    zones = [("time_zone", profile.time_zone)]
    zones += [(f"logins[{i}]", login.time_zone) for i, login in enumerate(profile.logins or ())]
    seen = [(record, zone) for record, text in zones if text and (zone := places.time_zone(text)) is not None]
    other = [(record, zone) for record, zone in seen if not any(places.zone_fits(zone, c) for c in countries)]
    if not other:
        return None
    names = ", ".join(dict.fromkeys(zone.name for _, zone in other))
    strength = 1.0 if 2 * len(other) > len(seen) else 0.5
    records = (*(record for record, _ in other), *countries.values())
    return Evidence(f"time zone {names}, profile states {_states(countries)}", records, strength)


def _tools(profile: Profile) -> dict[str, str]:
    """Each remote-control tool, whatever its version, with the record of the first login that used it."""
    found: dict[str, str] = {}
    for i, login in enumerate(profile.logins or ()):
        for tool in _TOOLS.split(login.remote_tool or ""):
            name = " ".join(word for word in tool.casefold().split() if not _VERSION.fullmatch(word))
            if name and name not in _NO_TOOL:
                found.setdefault(name, f"logins[{i}]")
    return found


def remote_tool(profile: Profile, _context: Context) -> Evidence | None:
    """A remote-control tool was in use on the device.

    Innocent: support sessions, a person's own second computer. Ask whether the employer issued it.
    """
    tools = _tools(profile)
    return Evidence(f"remote-control tool {next(iter(tools))}", tuple(tools.values())) if len(tools) == 1 else None


def remote_tools(profile: Profile, _context: Context) -> Evidence | None:
    """Two or more remote-control tools were in use on the account's devices.

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
        flags=("ID-03", "AC-01"),
    ),
    Indicator(
        id="access.hidden_network",
        check=hidden_network,
        grade="weak",
        needs=("logins.network",),
        sources=("US22: use of VPNs and proxies", "SEAL"),
        flags=("AC-05",),
    ),
    Indicator(
        id="access.time_zone_contradicts_country",
        check=time_zone_contradicts_country,
        grade="moderate",
        needs=(("time_zone", "logins.time_zone"), _STATED),
        sources=("SEAL",),
        flags=("AC-20",),
    ),
    Indicator(
        id="access.remote_tool",
        check=remote_tool,
        grade="moderate",
        needs=("logins.remote_tool",),
        sources=("MAND24", "DOJ25"),
        flags=("AC-15",),
    ),
    Indicator(
        id="access.remote_tools",
        check=remote_tools,
        grade="strong",
        needs=("logins.remote_tool",),
        sources=("RF26", "MAND24"),
        flags=("AC-16",),
    ),
    Indicator(
        id="access.reported_range",
        check=reported_range,
        grade="weak",
        needs=("logins.ip",),
        sources=("RF17",),
        flags=("AC-09", "AC-10", "AC-11"),
    ),
)
"""The family's checks."""
