"""The part of the family access that a person or a tool notes of the computer: devices, tools and keys.

The rest of the family, of logins and networks, stands in :mod:`screening.indicators.access`.
"""

from __future__ import annotations

from screening.evidence import Grade
from screening.indicator import Indicator, noted

__all__ = ["INDICATORS"]


def _endpoint(
    id_: str, seen: str, grade: Grade, flag: str, *, sources: tuple[str, ...], about: str, why: str
) -> Indicator:
    """A row on what was noted of the computer: the field is named like the indicator."""
    path = f"endpoint.{id_.partition('.')[2]}"
    return Indicator(
        id=id_,
        check=noted(path, seen),
        about=about,
        grade=grade,
        needs=(path,),
        sources=sources,
        flags=(flag,),
        why=why,
        expected=False,
    )


INDICATORS = (
    _endpoint(
        "access.remote_port_open",
        "noted: a port for remote control is open where the logins come from",
        "moderate",
        "AC-04",
        sources=("US22: red flags for platforms, port 3389",),
        about="""A port for remote control is open where the logins come from.

        Reported where it is not the firm's practice. Innocent: an own server, a rented computer, a misconfigured
        router that nobody knows of.""",
        why="Named by the guidance with its number; own servers and careless routers have it open as well.",
    ),
    _endpoint(
        "access.ip_kvm",
        "noted: keyboard and screen are passed on over the network by a device",
        "strong",
        "AC-17",
        sources=(
            "MS25",
            "MAND24",
        ),
        about="""A device passes keyboard and screen of the computer on over the network.

        Reported of laptops that a helper keeps for somebody far away: the operating system sees no software.
        Innocent: a data centre, a tester's bench, somebody with an own laboratory.""",
        why="Two reports name it, and honest people have no use for it on an employer's laptop.",
    ),
    _endpoint(
        "access.keep_awake_tool",
        "noted: a tool or device keeps the computer awake",
        "weak",
        "AC-18",
        sources=("MAND24",),
        about="""A tool or device keeps the computer awake.

        Reported of laptops that run for somebody far away. Innocent, and common: presentations, long builds,
        employers who count idle minutes.""",
        why="Reported, but so many honest people run one that it counts beside other things only.",
    ),
    _endpoint(
        "access.away_from_logins",
        "noted: the issued laptop is never where the logins come from",
        "strong",
        "AC-19",
        sources=("RF26: laptop location and sign-in location",),
        about="""The issued laptop is never where the logins come from, over a long time.

        Reported of laptop farms: the machine stays with a helper. Innocent: a remote desktop that the employer
        set up, a VPN at work. Once or twice says nothing.""",
        why="The report makes the lasting difference its mark; travel explains single days and no more.",
    ),
    _endpoint(
        "access.anti_detect_browser",
        "noted: a browser made to look like many",
        "moderate",
        "AC-14",
        sources=("RF26",),
        about="""A browser that shows every account another device.

        Reported beside accounts under several names. Innocent: advertising and shops that run many accounts with
        permission, tests, privacy.""",
        why="Reported in use, and sold for several accounts; marketing firms use them every day.",
    ),
    _endpoint(
        "access.operator_tools",
        "noted: tools that operators use among themselves",
        "moderate",
        "AC-25",
        sources=("KUD26",),
        about="""Tools were found by which operators of one report work among themselves.

        A messenger for the local network, a private chat server, marked proxies. Innocent: each is an ordinary
        program of offices. What counts is the whole set.""",
        why="One report, of one cluster; each of the tools alone is ordinary.",
    ),
    _endpoint(
        "access.emulator",
        "noted: an emulated phone on the computer",
        "weak",
        "AC-28",
        sources=("RF26",),
        about="""An emulated phone runs on the computer.

        Reported without its purpose. Innocent: every developer of mobile applications has one.""",
        why="The report does not say what for, and developers of mobile applications all have one.",
    ),
    _endpoint(
        "access.security_key_refused",
        "noted: a security key bound to a device was refused or passed by",
        "moderate",
        "AC-29",
        sources=("MAND24",),
        about="""A security key, or a login bound to the device, was refused or passed by.

        It cannot be handed on over the network. Innocent: a lost key, none in reach of the post, a disability.
        Ask, and offer another one.""",
        why="Advised against them, for a key cannot be passed on; honest refusals happen, mostly for want of one.",
    ),
    _endpoint(
        "access.own_device_wanted",
        "noted: wants to work on an own device instead of the issued one",
        "weak",
        "AC-30",
        sources=("SW24",),
        about="""An own device, or a virtual one, is wanted instead of the issued laptop.

        Reported: the parcel would have to go to a stranger. Innocent, and common: better hardware, customs,
        a freelancer's own tools. Where none was issued it says nothing.""",
        why="Reported by one firm; most freelancers would rather work on their own machine.",
    ),
)
"""The rows of the family that are noted of the computer; they follow those of the logins."""
