"""The command line: each command says what it takes, and hands over to the module that does it.

Only click is imported here, so that ``screening --help`` answers at once. Exit codes: 0 nothing at the threshold,
1 something, 2 input or records that could not be used, 3 a list that is missing, stale or damaged; the highest
applies.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Any

import click

from screening.cli.decision_commands import audit, decide, replay
from screening.cli.link_commands import links
from screening.cli.list_commands import lists
from screening.cli.options import KINDS, choices, chosen_by
from screening.cli.policy_commands import policy
from screening.cli.report_commands import report
from screening.cli.rescreen_commands import rescreen
from screening.cli.service_commands import serve
from screening.cli.showing import shown
from screening.errors import ScreeningError, WatchlistError
from screening.version import __version__

__all__ = ["commands", "main"]

UNUSABLE, NO_LIST = 2, 3
_INTERRUPTED, _READER_GONE = 130, 141
"""What a shell gives for a program that an interrupt or a closed pipe ends."""


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
        ctx.exit(code or 0)

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - what click takes and gives
        try:
            return super().main(*args, **kwargs)
        except OSError as error:  # also where --help or a usage error is written
            _silence(sys.stdout)
            _complain(f"{error.filename or 'output'}: {error.strerror}")
            sys.exit(UNUSABLE)


def _complain(message: str) -> None:
    from screening.reports.escaping import visible  # noqa: PLC0415 - only once something went wrong

    with contextlib.suppress(OSError):  # where nothing can be told, the exit code tells it
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


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", "-V", message="screening %(version)s")
def commands() -> None:
    """Score freelancers and vendors for sanctions risk, and explain every point.

    The risk is that a North Korean IT-worker scheme, or another listed party, stands behind them.

    Exit codes: 0 nothing at the threshold, 1 something to review or escalate, 2 input or records that could not be
    used, 3 a list that is missing, stale or damaged; the highest applies. No score rejects anybody: a person
    decides.
    """


@commands.command(short_help="Score profiles, few or millions.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(["text", "json", "jsonl", "csv", "parquet"]),
    help="By default what the name of the output says, or text.",
)
@click.option("--output", "-o", metavar="FILE", help="Write there instead of to the terminal.")
@click.option(
    "--workers", "-w", type=click.IntRange(1, 256), help="Processes that score; by default one for each core."
)
@click.option("--resume", is_flag=True, help="Go on with a run of the same output that was interrupted.")
@choices
def score(
    files: tuple[str, ...],
    form: str | None,
    output: str | None,
    workers: int | None,
    *,
    resume: bool,
    **chosen: Any,  # noqa: ANN401
) -> int:
    """Score profiles of FILE... (.jsonl, .json, .csv, .tsv, .xlsx, .parquet), or JSON lines from -.

    Folders, patterns such as 'data/**/*.parquet', an output in Parquet, --workers and --resume are for many:
    several processes score them into a file, and records that cannot be screened go to a file beside it.
    """
    from screening.cli import scoring  # noqa: PLC0415 - see the module

    form = scoring.format_of(form, output)
    if workers is None and not resume and not scoring.is_batch(files, form):
        return scoring.score(files, form, output, chosen_by(**chosen))
    from screening.cli import batching  # noqa: PLC0415 - see the module

    return batching.score(files, form, output, chosen_by(**chosen), workers=workers, resume=resume)


class _InOrder(click.Command):
    """A command that knows in which order its options were given: each file belongs to the format before it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        _, _, order = self.make_parser(ctx).parse_args(args=list(args))
        ctx.obj = [parameter.name for parameter in order if parameter.name in {"form", "output"}]
        return super().parse_args(ctx, args)


@commands.command(name="check", cls=_InOrder, short_help="Check a list of vendors in CI or before a commit.")
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
@choices
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
    return checking.check(files, options, chosen_by(**chosen))


@commands.command(short_help="Explain one profile: points, hits, what would clear it.")
@click.argument("file")
@click.option("--id", "identifier", required=True, help="The profile to explain.")
@click.option("--full", is_flag=True, help="Everything: each source, each check that was not made, each answer.")
@click.option("--format", "-f", "form", type=click.Choice(["text", "json"]), default="text")
@choices
def explain(file: str, *, identifier: str, full: bool, form: str, **chosen: Any) -> int:  # noqa: ANN401
    """Explain one profile of FILE on one screen: rule, points, hits, what would clear it, what was not checked."""
    from screening.cli import scoring  # noqa: PLC0415 - see the module

    return scoring.explain(file, identifier, form, chosen_by(**chosen), full=full)


@commands.command(short_help="Score the invented example profiles and explain one.")
@click.option("--output", "-o", metavar="FOLDER", help="Write the results there as JSON.")
@click.argument("file", required=False)
@choices
def demo(file: str | None, output: str | None, **chosen: Any) -> int:  # noqa: ANN401
    """Score the invented profiles of a checkout (or FILE) and explain one."""
    from screening.cli import scoring  # noqa: PLC0415 - see the module

    return scoring.demo(file, output, chosen_by(**chosen))


@commands.command(short_help="Search the lists for a name, or compare two names.")
@click.argument("name")
@click.option("--kind", "-k", type=click.Choice(KINDS), help="Compare by the rules of this kind.")
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


@commands.command(name="fairness", short_help="Measure how often each group of profiles is flagged.")
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
@choices
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
        chosen_by(**chosen),
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


for _group in (lists, links, policy, serve, decide, audit, replay, report, rescreen):
    commands.add_command(_group)
shown(commands)
