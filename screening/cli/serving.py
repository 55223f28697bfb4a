"""The command ``serve``: the service over HTTP, by the same choices as ``score``."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from screening import compiled
from screening.cli.setting import Choices, searched
from screening.lists.folder import BOOK
from screening.screener import Screener
from screening.service.server import serve as run
from screening.service.settings import Settings
from screening.service.standing import Ready

__all__ = ["serve"]


def serve(choices: Choices, **given: object) -> int:
    """Serve until a signal ends it; 0 then.

    Args:
        choices: by what is scored.
        given: of :class:`~screening.service.settings.Settings`.
    """
    kind = choices.kind_by(choices.rules())
    settings = Settings(kind=kind, date=choices.date, watched=_watched(choices), **given)  # type: ignore[arg-type]
    run(partial(ready, choices), settings)
    return 0


def ready(choices: Choices) -> Ready:
    """What profiles are scored by, from the lists and the policy as they are now."""
    prepared = searched(choices.lists)
    return Ready(Screener(choices.rules(), prepared), prepared)


def _watched(choices: Choices) -> tuple[str, ...]:
    """The files whose change is a change of the lists or the policy."""
    found = [choices.policy] if choices.policy else []
    for given in choices.lists:
        path = Path(given)
        found += [str(path / BOOK), str(path / compiled.FILE)] if path.is_dir() else [given]
    return tuple(found)
