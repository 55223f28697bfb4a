"""What the service scores by at the moment, and how it is replaced while requests run.

A new screener is made beside the one in use and takes its place by one assignment: a request keeps the one that it
began with. One that cannot be made, or cannot score, never takes the place.
"""

from __future__ import annotations

import datetime as dt
import gc
import logging
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

from screening.errors import Problem, ScreeningError
from screening.prepared import Prepared
from screening.screener import Screener
from screening.service.answers import Health, Status
from screening.service.gate import Gate
from screening.service.problems import RefusedError
from screening.service.settings import Settings, tokens
from screening.version import __version__

__all__ = ["Ready", "Standing", "check_lists"]

_LOG = logging.getLogger("screening.service")
_TRIAL = {"id": "trial", "name": "Marta Wzorowa", "country": "PL", "phones": ["+48 501 234 567"]}
_Signature: TypeAlias = tuple[tuple[int, int, int] | None, ...]


class Ready(NamedTuple):
    """What profiles are scored by, and the lists that it searches."""

    screener: Screener
    prepared: Prepared


class Standing:
    """What is in use, and what is known of the last try to replace it.

    Args:
        make: makes it from the lists and the policy as they are now.
        settings: how the service runs.

    Attributes:
        ready: what is in use; take it once for each request.
        gate: who may ask, by the tokens in use.
        reloads, failures: how often it was replaced, and how often that failed.
        failed: why the last try failed; empty if it did not.

    Raises:
        ScreeningError: there are no lists, no policy or no token to begin with.
    """

    def __init__(self, make: Callable[[], Ready], settings: Settings) -> None:
        self._make = make
        self._settings = settings
        self._seen = self._taken = self._signature()
        self.gate = Gate(tokens(settings))
        self.ready = self._made()
        self.reloads = self.failures = 0
        self.failed = ""

    def reload(self) -> None:
        """Read lists, policy and tokens again; what is in use stays if that fails. Runs in a thread."""
        self._taken = self._signature()
        try:
            gate = Gate(tokens(self._settings))
            self.ready, self.gate = self._made(), gate
        except Exception as error:  # noqa: BLE001 - whatever it is, the lists before it stay in use
            known = isinstance(error, ScreeningError | OSError)
            self.failed = str(error) if known else type(error).__name__
            self.failures += 1
            _LOG.error("reload failed, the lists before it stay in use: %s", self.failed)
        else:
            self.failed = ""
            self.reloads += 1
            _LOG.info("reloaded %s", ", ".join(w.id for w in self.ready.prepared))

    def changed(self) -> bool:
        """Whether a watched file is another than at the last reload, and has rested since the last look."""
        now = self._signature()
        rested, self._seen = now == self._seen, now
        return rested and now != self._taken

    def health(self) -> Health:
        """How the service stands today."""
        gaps = self.ready.screener.gaps(self._settings.today)
        reasons = [gap.message for gap in gaps]
        if self.failed:
            reasons.append("RELOAD FAILED: the lists before it are in use")
        status: Status = "degraded" if any(gap.required for gap in gaps) else "warning" if reasons else "ok"
        return Health(status=status, version=__version__, reasons=tuple(reasons))

    def _made(self) -> Ready:
        """A new one that has scored, with what it holds kept out of the way of the garbage collector."""
        ready = self._make()
        ready.screener.score(_TRIAL, today=self._settings.today)
        gc.freeze()  # a full collection over the lists would hold up every request
        return ready

    def _signature(self) -> _Signature:
        return tuple(map(_state, self._settings.watched))


def check_lists(screener: Screener, today: dt.date) -> None:
    """Refuse to score without a list that the policy requires.

    Raises:
        RefusedError: 503, naming the lists.
    """
    if missing := [gap for gap in screener.gaps(today) if gap.required]:
        problems = tuple(Problem("lists", gap.list, gap.message) for gap in missing)
        raise RefusedError(503, "; ".join(gap.message for gap in missing), problems)


def _state(file: str) -> tuple[int, int, int] | None:
    try:
        found = Path(file).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
