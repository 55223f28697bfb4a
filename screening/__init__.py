"""Screening of freelancer profiles and vendors against published indicators and sanctions lists.

>>> import screening
>>> screening.score({"id": "u1", "name": "Marta Wzorowa", "country": "PL"}).band.value
'clear'
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from screening.version import __version__ as __version__

if TYPE_CHECKING:
    from screening.assessment import Assessment as Assessment
    from screening.assessment import Band as Band
    from screening.policy import Policy as Policy
    from screening.profile import Profile as Profile
    from screening.screener import Screener as Screener
    from screening.watchlist import Watchlist as Watchlist

__all__ = ["Assessment", "Band", "Policy", "Profile", "Screener", "Watchlist", "__version__", "score"]

_HOMES = {
    "Assessment": "screening.assessment",
    "Band": "screening.assessment",
    "Policy": "screening.policy",
    "Profile": "screening.profile",
    "Screener": "screening.screener",
    "Watchlist": "screening.watchlist",
}
_ready: list[Any] = []


def score(profile: object, *, today: dt.date | None = None) -> Assessment:
    """Score one profile by the published policy against the bundled list.

    The first call reads the list and keeps it; for your own policy or lists make a :class:`Screener`.

    Args:
        profile: a mapping, a :class:`Profile`, or any object with attributes of those names.
        today: the date of the assessment; the current one if ``None``, and recorded.

    Raises:
        RecordError: the record cannot be screened; it lists every mistake.
    """
    if not _ready:
        from screening.screener import Screener  # noqa: PLC0415 - the first score loads what it needs

        _ready.append(Screener())
    assessment: Assessment = _ready[0].score(profile, today=today)
    return assessment


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name
    if name in _HOMES:
        from importlib import import_module  # noqa: PLC0415 - names load on first use

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'screening' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
