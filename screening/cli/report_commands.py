"""The command that writes the review page; :mod:`screening.cli.reporting` does the work."""

from __future__ import annotations

from typing import Any

import click

from screening.cli.options import choices, chosen_by

__all__ = ["report"]


@click.command(short_help="Write a review page: one HTML file, for any browser.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--output", "-o", required=True, metavar="FILE", help="Write the page there: review.html.")
@click.option("--clusters", metavar="FILE", help="Show the clusters that `screening links --clusters` wrote.")
@click.option("--store", "-s", metavar="FILE|URL", help="Show the decisions that stand in this store.")
@choices
def report(
    files: tuple[str, ...],
    output: str,
    clusters: str | None,
    store: str | None,
    **chosen: Any,  # noqa: ANN401
) -> int:
    """Score the profiles of FILE... and write a review page: one HTML file that needs nothing else.

    It shows the queue, the reasons of each score, listed parties side by side with the profile, what was not
    checked, and what would clear it. Decisions made on it are exported for `screening decide --from`; those of
    --store stand beside what they are about, and no score follows them.
    """
    from screening.cli import reporting  # noqa: PLC0415 - see the module

    return reporting.report(files, output, clusters, store, chosen_by(**chosen))
