"""The command line: each command says what it takes, and hands over to the module that does it.

Only click is imported here, so that ``screening --help`` answers at once. Exit codes: 0 nothing at the threshold,
1 something, 2 input or records that could not be used, 3 a list that is missing, stale or damaged; the highest
applies.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from screening.cli.list_commands import lists
from screening.errors import ScreeningError, WatchlistError
from screening.version import __version__

if TYPE_CHECKING:
    import datetime as dt

    from screening.cli.setting import Choices

__all__ = ["commands", "main"]

UNUSABLE, NO_LIST = 2, 3
_INTERRUPTED, _READER_GONE = 130, 141
"""What a shell gives for a program that an interrupt or a closed pipe ends."""
_PRESETS = ("signup", "platform", "employer", "vendor")
_KINDS = ("person", "organization")
_Command = TypeVar("_Command", bound=Callable[..., Any])


class _Commands(click.Group):
    """A group that ends in one clean line and an exit code, whatever was handed in."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - what click gives
        try:
            code = super().invoke(ctx)
            if sys.stdout is not None:
                sys.stdout.flush()
        except ScreeningError as error:
            _complain(str(error))
            ctx.exit(NO_LIST if isinstance(error, WatchlistError) else UNUSABLE)
        except BrokenPipeError:
            _silence(sys.stdout)
            ctx.exit(_READER_GONE)
        except KeyboardInterrupt:
            _complain("interrupted")
            ctx.exit(_INTERRUPTED)
        except RecursionError:
            _complain("a file is nested too deeply")
            ctx.exit(UNUSABLE)
        except OSError as error:
            _silence(sys.stdout)
            _complain(f"{error.filename or 'output'}: {error.strerror}")
            ctx.exit(UNUSABLE)
        ctx.exit(code or 0)


def _complain(message: str) -> None:
    from screening.reports.escaping import visible  # noqa: PLC0415 - only once something went wrong

    click.echo(f"screening: {visible(message)}", err=True)


def _silence(stream: Any) -> None:  # noqa: ANN401 - a text stream or None
    """Let the interpreter's last flush of a broken stream go nowhere."""
    if stream is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def main() -> None:
    """Run the command line; the console script ``screening``."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    commands(prog_name="screening")


def _choices(command: _Command) -> _Command:
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
        click.option("--kind", "-k", type=click.Choice(_KINDS), help="Kind of records that do not state one."),
        click.option("--preset", type=click.Choice(_PRESETS), help="What you can know; vendor: organizations."),
        click.option("--policy", "-p", metavar="FILE", help="Weights and thresholds, as TOML."),
    ):
        command = option(command)
    return command


def _chosen(today: dt.datetime | None, **chosen: Any) -> Choices:  # noqa: ANN401
    from screening.cli.setting import Choices  # noqa: PLC0415 - loaded by the commands that score

    return Choices(date=today.date() if today else None, **chosen)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", "-V", message="screening %(version)s")
def commands() -> None:
    """Score freelancers and vendors for sanctions risk, and explain every point.

    The risk is that a North Korean IT-worker scheme, or another listed party, stands behind them.

    Exit codes: 0 nothing at the threshold, 1 something to review or escalate, 2 input or records that could not be
    used, 3 a list that is missing, stale or damaged; the highest applies. No score rejects anybody: a person
    decides.
    """


@commands.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--format", "-f", "form", type=click.Choice(["text", "json", "jsonl", "csv"]), default="text")
@click.option("--output", "-o", metavar="FILE", help="Write there instead of to the terminal.")
@_choices
def score(files: tuple[str, ...], form: str, output: str | None, **chosen: Any) -> int:  # noqa: ANN401
    """Score profiles of FILE... (.jsonl, .json, .csv, .tsv, .parquet), or JSON lines from -."""
    from screening.cli import scoring  # noqa: PLC0415 - see the module

    return scoring.score(files, form, output, _chosen(**chosen))


class _InOrder(click.Command):
    """A command that knows in which order its options were given: each file belongs to the format before it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        _, _, order = self.make_parser(ctx).parse_args(args=list(args))
        ctx.obj = [parameter.name for parameter in order if parameter.name in {"form", "output"}]
        return super().parse_args(ctx, args)


@commands.command(name="check", cls=_InOrder)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format",
    "-f",
    "form",
    multiple=True,
    type=click.Choice(["text", "json", "sarif", "junit", "github", "gitlab", "html"]),
    help="A report; several are written at once, each to the -o that follows it.",
)
@click.option("--output", "-o", multiple=True, metavar="FILE", help="Where the --format before it goes.")
@click.option(
    "--fail-on",
    type=click.Choice(["unknown", "review", "escalate"]),
    default="review",
    show_default=True,
    help="Exit with 1 from this band on.",
)
@click.option("--allow", metavar="FILE", help="Decisions instead of those in .screening-allow.toml.")
@click.option("--allow-ref", metavar="REF", help="Read the decisions from this git ref, for example origin/main.")
@click.option("--write-allow", is_flag=True, help="Draft decisions for what nobody decided yet.")
@click.option("--baseline", metavar="FILE", help="JSON of an earlier run: fail on what is new, or escalates.")
@click.option(
    "--include-personal-data", "personal", is_flag=True, help="Show birth dates, documents, addresses, owners."
)
@_choices
@click.pass_obj
def check_vendors(
    order: list[str],
    /,
    files: tuple[str, ...],
    *,
    form: tuple[str, ...],
    output: tuple[str, ...],
    fail_on: str,
    allow: str | None,
    allow_ref: str | None,
    write_allow: bool,
    baseline: str | None,
    personal: bool,
    **chosen: Any,  # noqa: ANN401
) -> int:
    """Check the vendors of FILE... (.csv, .xlsx, .jsonl) in CI or before a commit.

    Rows are organizations unless they say otherwise. Whatever cannot be screened fails.
    """
    from screening.cli import checking  # noqa: PLC0415 - see the module

    options = checking.Options(
        reports=checking.paired(order, form, output),
        fail_on=fail_on,
        allow=allow,
        allow_ref=allow_ref,
        write_allow=write_allow,
        baseline=baseline,
        personal=personal,
    )
    return checking.check(files, options, _chosen(**chosen))


@commands.command()
@click.argument("file")
@click.option("--id", "identifier", required=True, help="The profile to explain.")
@click.option("--format", "-f", "form", type=click.Choice(["text", "json"]), default="text")
@_choices
def explain(file: str, identifier: str, form: str, **chosen: Any) -> int:  # noqa: ANN401
    """Explain one profile of FILE: rule, points, sources, and what was not checked."""
    from screening.cli import scoring  # noqa: PLC0415 - see the module

    return scoring.explain(file, identifier, form, _chosen(**chosen))


@commands.command()
@click.option("--output", "-o", metavar="FOLDER", help="Write the results there as JSON.")
@click.argument("file", required=False)
@_choices
def demo(file: str | None, output: str | None, **chosen: Any) -> int:  # noqa: ANN401
    """Score the invented profiles of a checkout (or FILE) and explain one."""
    from screening.cli import scoring  # noqa: PLC0415 - see the module

    return scoring.demo(file, output, _chosen(**chosen))


@commands.command()
@click.argument("name")
@click.option("--kind", "-k", type=click.Choice(_KINDS), help="Compare by the rules of this kind.")
@click.option("--against", metavar="NAME", help="Compare with this name instead of the lists.")
@click.option(
    "--limit", type=click.IntRange(1, 1_000), default=10, show_default=True, help="At most this many hits."
)
@click.option(
    "--lists", "-l", multiple=True, metavar="PATH", help="Search this list, or this folder of lists, too."
)
@click.option("--format", "-f", "form", type=click.Choice(["text", "json"]), default="text")
def match(**given: Any) -> int:  # noqa: ANN401
    """Search the lists for NAME, or compare it with another, word by word."""
    from screening.cli import matching  # noqa: PLC0415 - see the module

    return matching.match(**given)


@commands.command()
@click.option("--format", "-f", "form", type=click.Choice(["text", "json", "md"]), default="text")
def indicators(form: str) -> int:
    """Show every check with its grade, weight, needs and sources."""
    from screening.cli import rules  # noqa: PLC0415 - see the module

    return rules.indicators(form)


@commands.group()
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
@click.option("--preset", type=click.Choice(_PRESETS), help="What you can be expected to know.")
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
@click.option("--kind", "-k", type=click.Choice(_KINDS), help="Kind of records that do not state one.")
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

    return rules.compare(first, second, _chosen(**chosen), files=profiles, form=form, limit=limit)


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
@_choices
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
        file, output, form, _chosen(**chosen), label=label, folds=folds, false_positives=false_positives
    )


commands.add_command(lists)


@commands.command(name="fairness")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--group", "-g", default="country", show_default=True, help="A field, or tags:PREFIX, to group by.")
@click.option(
    "--minimum", type=click.IntRange(min=1), default=100, show_default=True, help="Profiles that a group needs."
)
@click.option(
    "--prevalence",
    default="0.0001,0.001,0.01",
    show_default=True,
    metavar="RATE,...",
    help="Base rates at which to tell what a flag is worth.",
)
@click.option(
    "--sensitivity",
    type=click.FloatRange(0, 1, min_open=True),
    default=0.9,
    show_default=True,
    help="Share of workers that is assumed to be flagged.",
)
@click.option(
    "--swap/--no-swap", default=True, help="Score each profile in other countries and under other names."
)
@click.option("--format", "-f", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--output", "-o", metavar="FILE", help="Write there instead of to the terminal.")
@_choices
def measure_fairness(
    files: tuple[str, ...],
    *,
    group: str,
    minimum: int,
    prevalence: str,
    sensitivity: float,
    swap: bool,
    form: str,
    output: str | None,
    **chosen: Any,  # noqa: ANN401
) -> int:
    """Measure how often each group of the profiles of FILE... is flagged, and by what.

    Exit code 1: a group is flagged more than twice as often as the median, beyond chance, or another country or
    name changed a band.
    """
    from screening.cli import fairness  # noqa: PLC0415 - see the module

    return fairness.fairness(
        files,
        _chosen(**chosen),
        form=form,
        output=output,
        group=group,
        minimum=minimum,
        prevalence=prevalence,
        sensitivity=sensitivity,
        swap=swap,
    )


@commands.command()
def schema() -> int:
    """Print the JSON Schema of a profile."""
    from screening.cli import rules  # noqa: PLC0415 - see the module

    return rules.schema()
