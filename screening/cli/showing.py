"""The options that say how output is shown; :func:`screening.cli.setting.look` heeds them."""

from __future__ import annotations

import click

__all__ = ["NO_COLOR", "PLAIN", "shown"]

NO_COLOR, PLAIN = "screening.no_color", "screening.plain"
"""Where a context keeps what was asked for."""


def shown(command: click.Command, *, hidden: bool = False) -> click.Command:
    """The command, and all below it, with the options that say how output is shown.

    They are told once, at the top, and taken everywhere.
    """
    for key, name, said in (
        (NO_COLOR, "--no-color", "No colours; NO_COLOR in the environment does the same."),
        (PLAIN, "--plain", "One labelled fact a line, no columns or bars; for screen readers."),
    ):
        command.params.append(_flag(key, name, said, hidden=hidden))
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            shown(inner, hidden=True)
    return command


def _flag(key: str, name: str, said: str, *, hidden: bool) -> click.Option:
    def keep(context: click.Context, _parameter: click.Parameter, given: bool) -> None:
        if given:
            context.meta[key] = True

    envvar = "SCREENING_PLAIN" if key == PLAIN else None
    return click.Option(
        [name], is_flag=True, hidden=hidden, expose_value=False, callback=keep, help=said, envvar=envvar
    )
