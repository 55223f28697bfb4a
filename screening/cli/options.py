"""Options that several commands share: by what is scored."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    import datetime as dt

    from screening.cli.setting import Choices

__all__ = ["KINDS", "PRESETS", "choices", "chosen_by"]

PRESETS = ("signup", "platform", "employer", "vendor")
KINDS = ("person", "organization")
_Command = TypeVar("_Command", bound=Callable[..., Any])


def choices(command: _Command) -> _Command:
    """The options that say by what is scored."""
    for option in (
        click.option(
            "--today", type=click.DateTime(["%Y-%m-%d"]), help="Date of the assessment instead of today's."
        ),
        click.option(
            "--lists",
            "-l",
            multiple=True,
            metavar="PATH",
            help="Search this list, this folder of lists, or this compiled file too.",
        ),
        click.option("--require", multiple=True, metavar="LIST", help="Exit with 3 without a fresh one of these."),
        click.option("--kind", "-k", type=click.Choice(KINDS), help="Kind of records that do not state one."),
        click.option("--preset", type=click.Choice(PRESETS), help="What you can know; vendor: organizations."),
        click.option("--policy", "-p", metavar="FILE", help="Weights and thresholds, as TOML."),
    ):
        command = option(command)
    return command


def chosen_by(today: dt.datetime | None, **chosen: Any) -> Choices:  # noqa: ANN401
    """What :func:`choices` gave, for the modules that score."""
    from screening.cli.setting import Choices  # noqa: PLC0415 - loaded by the commands that score

    return Choices(date=today.date() if today else None, **chosen)
