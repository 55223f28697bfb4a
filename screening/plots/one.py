"""A chart of one profile: when and from where it was used."""

from __future__ import annotations

import datetime as dt
from typing import Any

from screening.drawing.visible import visible
from screening.errors import InputError
from screening.plots.dress import WIDTH, altair, colour, dressed
from screening.profile import Profile

__all__ = ["logins"]

_LOOKS = {
    "home": ("#0077BB", "circle"),
    "mobile": ("#33BBEE", "square"),
    "hosting": ("#EE7733", "triangle-up"),
    "vpn": ("#CC3311", "diamond"),
    "proxy": ("#EE3377", "cross"),
    "tor": ("#8A4FBE", "triangle-down"),
    "not known": ("#8A8A8A", "stroke"),
}
"""The colour and the shape of a login, by its network."""


def logins(profile: Profile) -> Any:  # noqa: ANN401 - as above
    """When and from where one account was used, and over which networks.

    Args:
        profile: its logins that have a date are drawn, by the clock that each was noted with.

    Raises:
        InputError: no login has a date that can be read, or Altair is not installed.
    """
    alt = altair()
    values = []
    for login in profile.logins or ():
        at = _time(login.at)
        if at is not None:
            values.append(
                {
                    "at": at,
                    "country": visible(login.country or "not known"),
                    "network": login.network or "not known",
                    "city": visible(login.city or ""),
                    "address": visible(login.ip or ""),
                    "device": visible(login.device or ""),
                    "tool": visible(login.remote_tool or ""),
                }
            )
    if not values:
        raise InputError(f"logins: no login of profile {visible(profile.id)!r} has a date that can be read")
    undated = len(profile.logins or ()) - len(values)
    used = [name for name in _LOOKS if any(value["network"] == name for value in values)]
    shape = alt.Scale(domain=used, range=[_LOOKS[name][1] for name in used])
    chart = (
        alt.Chart(alt.Data(values=sorted(values, key=lambda value: value["at"])))
        .mark_point(size=70, strokeWidth=2, filled=False)
        .encode(
            x=alt.X("at:T", title="date of the login", scale=alt.Scale(padding=12)),
            y=alt.Y("country:N", title=None),
            color=colour(alt, "network", "network", {name: _LOOKS[name][0] for name in used}),
            shape=alt.Shape("network:N", scale=shape, legend=alt.Legend(title="network")),
            tooltip=[alt.Tooltip("at:T", format="%Y-%m-%d %H:%M")]
            + [alt.Tooltip(f"{name}:N") for name in ("country", "city", "network", "address", "device", "tool")],
        )
        .properties(width=WIDTH, height=alt.Step(28))
    )
    left_out = f"; {undated:,} without a date are not shown" if undated else ""
    return dressed(chart, f"Logins of {visible(profile.id)}{left_out}")


def _time(text: str | None) -> str | None:
    """A date, or date and time, without its offset: the wall clock of whoever noted it."""
    try:
        return dt.datetime.fromisoformat(text or "").replace(tzinfo=None).isoformat()
    except ValueError:
        return None
