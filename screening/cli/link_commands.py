"""The command about links between accounts; :mod:`screening.cli.linking` does the work."""

from __future__ import annotations

from typing import Any

import click

from screening.cli.options import KINDS

__all__ = ["links"]


@click.command(short_help="Find accounts that share money, machines or papers.")
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option(
    "--output", "-o", metavar="FILE", help="Write the links there, as Parquet; the report without a cluster."
)
@click.option("--attach", metavar="FILE", help="Write the profiles with their links there: .parquet or .jsonl.")
@click.option(
    "--clusters", metavar="FILE", help="Write the clusters there as JSON lines; without FILE..., read them."
)
@click.option("--cluster", metavar="ID", help="Show the cluster of this account.")
@click.option("--least", type=click.IntRange(min=2), default=3, show_default=True, help="Members of a cluster.")
@click.option("--format", "-f", "form", type=click.Choice(["text", "json", "html", "svg"]), default="text")
@click.option("--picture", metavar="FILE", help="Write the shown cluster there instead of to the terminal.")
@click.option("--keys", metavar="FILE", help="Keys of your own: account, kind, key, at; .csv or .parquet.")
@click.option("--salt", envvar="SCREENING_SALT", default="", help="Hash keys with it; or SCREENING_SALT.")
@click.option("--memory", default="4GB", show_default=True, help="What the database may use; the rest is spilled.")
@click.option("--temp", metavar="FOLDER", help="Where it is spilled to.")
@click.option("--workers", type=click.IntRange(1, 256), help="Processes that read; one for each core.")
@click.option("--kind", "-k", type=click.Choice(KINDS), help="Kind of records that do not state one.")
def links(**given: Any) -> int:  # noqa: ANN401
    """Find which accounts of FILE... share money, machines, papers, addresses or texts."""
    from screening.cli import linking  # noqa: PLC0415 - see the module

    return linking.links(linking.Options(**given))
