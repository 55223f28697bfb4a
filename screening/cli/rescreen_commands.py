"""The command ``rescreen``: what it takes; ``rescreening`` does the work."""

from __future__ import annotations

from typing import Any

import click

from screening.cli.options import choices, chosen_by

__all__ = ["rescreen"]


@click.command(short_help="Score again what changed lists or profiles affect.")
@click.argument("files", nargs=-1, required=True, metavar="POPULATION...")
@click.option("--since", required=True, metavar="FOLDER", help="The snapshot of the last time.")
@click.option("--init", is_flag=True, help="Score everything, and make the snapshot.")
@click.option("--keep", is_flag=True, help="Leave the snapshot as it is.")
@click.option(
    "--store", "-s", metavar="FILE|URL", help="Decisions: what stands is told, and what is new is recorded."
)
@click.option("--format", "-f", "form", type=click.Choice(["text", "json", "jsonl"]), default="text")
@click.option("--output", "-o", metavar="FILE", help="Write there instead of to the terminal.")
@click.option(
    "--workers", "-w", type=click.IntRange(1, 256), help="Processes, where there is much to score again."
)
@choices
def rescreen(
    files: tuple[str, ...],
    *,
    since: str,
    init: bool,
    keep: bool,
    store: str | None,
    form: str,
    output: str | None,
    workers: int | None,
    **chosen: Any,  # noqa: ANN401
) -> int:
    """Score again what a change of lists, policy or profiles can affect, and tell what came of it.

    POPULATION... are files, folders or patterns, as of screening score. What was scored last is in the snapshot,
    which is brought up to date. Exit code 1: new hits, decisions that are open again, or bands that rose.
    """
    from screening.cli import rescreening  # noqa: PLC0415 - see the module

    if init and (keep or store or output):
        raise click.UsageError("--init makes the snapshot and tells no changes: no --keep, --store or --output")
    options = rescreening.Options(since=since, keep=keep, store=store, form=form, output=output, workers=workers)
    run = rescreening.begin if init else rescreening.rescreen
    return run(files, options, chosen_by(**chosen))
