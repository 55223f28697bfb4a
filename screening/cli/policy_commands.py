"""The commands about policies: what each takes; :mod:`screening.cli.rules` and its like do the work."""

from __future__ import annotations

from typing import Any

import click

from screening.cli.options import KINDS, PRESETS, choices, chosen_by

__all__ = ["policy"]


@click.group()
def policy() -> None:
    """Check, show, compare and fit policies."""


@policy.command()
@click.argument("file")
def check(file: str) -> int:
    """Say whether the policy FILE can be used, and what it changes."""
    from screening.cli import rules  # noqa: PLC0415 - see the module

    return rules.check(file)


@policy.command()
@click.argument("file", required=False)
@click.option("--preset", type=click.Choice(PRESETS), help="What you can be expected to know.")
def show(file: str | None, preset: str | None) -> int:
    """Show every setting in force, as TOML that can be kept as a policy."""
    from screening.cli import rules  # noqa: PLC0415 - see the module

    return rules.show(file, preset)


@policy.command()
@click.argument("first")
@click.argument("second")
@click.argument("profiles", nargs=-1)
@click.option("--format", "-f", "form", type=click.Choice(["text", "json"]), default="text")
@click.option(
    "--limit",
    type=click.IntRange(0, 100_000),
    default=20,
    show_default=True,
    help="Show at most this many profiles of each change of band.",
)
@click.option("--kind", "-k", type=click.Choice(KINDS), help="Kind of records that do not state one.")
@click.option(
    "--lists", "-l", multiple=True, metavar="PATH", help="Search this list, or this folder of lists, too."
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Date of the assessments instead of today's.")
def compare(
    first: str,
    second: str,
    profiles: tuple[str, ...],
    form: str,
    limit: int,
    **chosen: Any,  # noqa: ANN401
) -> int:
    """Show what the policy SECOND decides otherwise than FIRST.

    With files of PROFILES, show which of them would change band, and which points move them.
    """
    from screening.cli import rules  # noqa: PLC0415 - see the module

    return rules.compare(first, second, chosen_by(**chosen), files=profiles, form=form, limit=limit)


@policy.command()
@click.argument("file")
@click.option("--output", "-o", required=True, metavar="FILE", help="Write the fitted policy there, as TOML.")
@click.option(
    "--label",
    default="label",
    show_default=True,
    metavar="NAME",
    help="Column or field of the outcome, or tag before the colon: true, false or unknown.",
)
@click.option("--folds", type=click.IntRange(2, 20), default=5, show_default=True, help="Cross-validate in these.")
@click.option(
    "--false-positives",
    type=click.FloatRange(0, 0.5, min_open=True),
    default=0.01,
    show_default=True,
    metavar="SHARE",
    help="Share of honest profiles that may be flagged; a tenth of it escalated.",
)
@click.option("--format", "-f", "form", type=click.Choice(["text", "json"]), default="text")
@choices
def fit(
    file: str,
    *,
    output: str,
    form: str,
    label: str,
    folds: int,
    false_positives: float,
    **chosen: Any,  # noqa: ANN401
) -> int:
    """Fit weights, caps and thresholds to the outcomes in FILE.

    FILE holds profiles whose outcome is known: a column or field `label` (true: a worker, false: honest, unknown),
    or a tag `label:worker` or `label:honest`. The fit stays near the policy it begins from (--policy) and within
    the laws; its proof is shown, and a person signs what is written.
    """
    from screening.cli import fitting  # noqa: PLC0415 - see the module

    return fitting.fit(
        file, output, form, chosen_by(**chosen), label=label, folds=folds, false_positives=false_positives
    )
