"""The commands about lists: what each takes; :mod:`screening.cli.listing` does the work."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

__all__ = ["lists"]

_FOLDER = click.option(
    "--dir", "-d", "folder", default="lists", show_default=True, metavar="DIR", help="The folder of fetched lists."
)
_PATHS = click.option(
    "--lists",
    "-l",
    "paths",
    multiple=True,
    metavar="PATH",
    help="This list, folder of lists, or compiled file too.",
)
_TODAY = click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Count ages from here instead of today.")


@click.group()
def lists() -> None:
    """Fetch, compare and look at the lists that are searched."""


@lists.command()
@_PATHS
@click.option("--require", multiple=True, metavar="LIST", help="Exit with 3 without a fresh one of these.")
@click.option("--policy", "-p", metavar="FILE", help="Whose max_list_age and required_lists apply.")
@click.option("--format", "-f", "form", type=click.Choice(["text", "json"]), default="text")
@_TODAY
def status(today: dt.datetime | None, **given: Any) -> int:  # noqa: ANN401
    """Show each list with its date, age, size, DPRK share and digest."""
    from screening.cli import listing  # noqa: PLC0415 - see the module

    return listing.status(today=today.date() if today else None, **given)


@lists.command()
@_FOLDER
@click.option("--only", metavar="LIST,...", help="These lists only, by their keys.")
@click.option(
    "--url",
    "urls",
    multiple=True,
    metavar="LIST=URL",
    help="Fetch this list from there: a mirror, a folder, a file.",
)
@click.option("--accept-shrink", is_flag=True, help="Take a list that lost over a tenth of its entries.")
@click.option("--keep", type=click.IntRange(1), default=5, show_default=True, help="Snapshots kept of each list.")
@click.option("--no-compile", is_flag=True, help="Do not compile the lists afterwards.")
def update(**given: Any) -> int:  # noqa: ANN401
    """Fetch the official lists; one that fails stays as it was, and its age is told."""
    from screening.cli import listing  # noqa: PLC0415 - see the module

    return listing.update(**given)


@lists.command()
@click.argument("old")
@click.argument("new")
@click.option("--format", "-f", "form", type=click.Choice(["text", "json", "html"]), default="text")
@click.option("--output", "-o", metavar="FILE", help="Write there instead of to the terminal.")
def diff(**given: Any) -> int:  # noqa: ANN401
    """Show what changed from the list OLD to NEW; exits with 1 if anything did."""
    from screening.cli import listing  # noqa: PLC0415 - see the module

    return listing.diff(**given)


@lists.command(name="compile")
@_FOLDER
@_PATHS
@click.option("--output", "-o", metavar="FILE", help="Where to write what --lists names; a folder's goes into it.")
def compile_(**given: Any) -> int:  # noqa: ANN401
    """Make one file of the lists and their index, which is mapped in milliseconds and shared by processes."""
    from screening.cli import listing  # noqa: PLC0415 - see the module

    return listing.compile_lists(**given)


@lists.command()
@click.argument("entry", metavar="LIST:ID")
@_PATHS
@click.option("--format", "-f", "form", type=click.Choice(["text", "json"]), default="text")
def show(**given: Any) -> int:  # noqa: ANN401
    """Show one entry whole, for example OFAC-SDN:24977, and where else the party is listed."""
    from screening.cli import listing  # noqa: PLC0415 - see the module

    return listing.show(**given)
