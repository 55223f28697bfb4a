"""The commands about decisions and their audit: what each takes; ``deciding`` and ``auditing`` do the work."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from screening.cli.options import choices, chosen_by

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["audit", "decide", "replay"]

_DECISIONS = ("true_match", "false_positive", "accepted_risk", "needs_information")
_Command = TypeVar("_Command", bound=Callable[..., Any])
_DAY = click.DateTime(["%Y-%m-%d"])


def _stored(command: _Command) -> _Command:
    """The option that says where decisions are kept."""
    return click.option(
        "--store",
        "-s",
        envvar="SCREENING_STORE",
        default="decisions.sqlite",
        show_default=True,
        show_envvar=True,
        metavar="FILE|URL",
        help="A SQLite file, or postgresql://...",
    )(command)


@click.command(short_help="Record, import and approve what people decide.")
@click.argument("files", nargs=-1, metavar="[PROFILES]...")
@click.option("--id", "profile", metavar="ID", help="The profile to decide on.")
@click.option("--key", metavar="KEY", help="What of it: hit:<list>:<entry> or finding:<indicator>.")
@click.option("--decision", "-d", type=click.Choice(_DECISIONS))
@click.option("--reason", "-r", metavar="TEXT")
@click.option("--until", type=_DAY, help="The last day on which it holds.")
@click.option("--by", metavar="NAME", help="Who decided, if not you; your user is recorded besides.")
@click.option("--four-eyes", is_flag=True, help="It holds once another user has approved it.")
@click.option("--from", "file", metavar="FILE", help="Import the decisions that a review page exported.")
@click.option(
    "--approve", type=click.IntRange(1), metavar="N", help="Approve the decision in entry N of the store."
)
@_stored
@choices
def decide(
    files: tuple[str, ...],
    store: str,
    *,
    profile: str | None,
    key: str | None,
    decision: str | None,
    reason: str | None,
    until: dt.datetime | None,
    by: str | None,
    four_eyes: bool,
    file: str | None,
    approve: int | None,
    **chosen: Any,  # noqa: ANN401
) -> int:
    """Record what was decided on a profile of PROFILES..., or import or approve decisions.

    With --id alone, show what can be decided on, and what was.
    """
    from screening.cli import deciding  # noqa: PLC0415 - see the module

    if approve is not None and not (files or file or decision):
        return deciding.approve(store, approve, by=by)
    if file is not None and not (files or approve or decision):
        return deciding.take_over(store, file, chosen_by(**chosen), four_eyes=four_eyes)
    if approve is not None or file is not None or not files or profile is None:
        raise click.UsageError("give PROFILES and --id, or --from FILE, or --approve N: one of the three")
    if decision is None and (key or reason or until):
        raise click.UsageError("--key, --reason and --until say what is decided: --decision is missing")
    if decision is None:
        return deciding.show(store, files, profile, chosen_by(**chosen))
    if key is None or reason is None:
        raise click.UsageError("a decision needs --key and --reason")
    stated = deciding.Stated(
        key=key,
        decision=decision,
        reason=reason,
        until=until.date() if until else None,
        by=by,
        four_eyes=four_eyes,
    )
    return deciding.decide(store, files, profile, stated, chosen_by(**chosen))


@click.group(short_help="Verify, export and purge the record of decisions.")
def audit() -> None:
    """Verify, export and purge the record of decisions and assessments."""


@audit.command()
@_stored
@click.option("--head", metavar="SEAL", help="The seal that was noted elsewhere, with --count.")
@click.option("--count", type=click.IntRange(0), metavar="N", help="How many entries there were then.")
def verify(store: str, head: str | None, count: int | None) -> int:
    """Say whether anybody tampered with the store; exit code 1 if so.

    Without a noted head, a tail that was cut off or a chain that was written anew cannot be told.
    """
    from screening.cli import auditing  # noqa: PLC0415 - see the module

    if (head is None) != (count is None):
        raise click.UsageError("--head and --count belong together: screening audit head shows both")
    return auditing.verify(store, (count, head) if count is not None and head is not None else None)


@audit.command()
@_stored
def head(store: str) -> int:
    """Show the number of entries and the last seal, to be noted elsewhere."""
    from screening.cli import auditing  # noqa: PLC0415 - see the module

    return auditing.head(store)


@audit.command()
@_stored
@click.option("--output", "-o", metavar="FILE", help="Write there instead of to the terminal.")
def export(store: str, output: str | None) -> int:
    """Write every entry as a line of JSON, after its seal was checked."""
    from screening.cli import auditing  # noqa: PLC0415 - see the module

    return auditing.export(store, output)


@audit.command()
@_stored
@click.option("--keep", multiple=True, metavar="CLASS=DAYS", help="Other days than the published ones.")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@click.option("--today", type=_DAY, help="Count age to this day instead of today.")
def purge(store: str, keep: tuple[str, ...], *, dry_run: bool, today: dt.datetime | None) -> int:
    """Take the content out of entries that were kept long enough; their seals stay."""
    from screening.cli import auditing  # noqa: PLC0415 - see the module

    return auditing.purge(store, keep, today.date() if today else None, dry_run=dry_run)


@audit.command()
@_stored
@click.argument("profile")
@click.option("--reason", "-r", required=True, metavar="TEXT")
@click.option("--release", is_flag=True, help="End the hold.")
def hold(store: str, profile: str, *, reason: str, release: bool) -> int:
    """Keep everything about PROFILE, however old it gets."""
    from screening.cli import auditing  # noqa: PLC0415 - see the module

    return auditing.hold(store, profile, reason, release=release)


@audit.command()
@click.argument("files", nargs=-1, required=True, metavar="PROFILES...")
@_stored
@choices
def record(files: tuple[str, ...], store: str, **chosen: Any) -> int:  # noqa: ANN401
    """Score PROFILES with the decisions in the store, and record each assessment there."""
    from screening.cli import auditing  # noqa: PLC0415 - see the module

    return auditing.record(store, files, chosen_by(**chosen))


@click.command(short_help="Make a recorded assessment again, byte by byte.")
@click.argument("profile", metavar="ID")
@click.option("--entry", type=click.IntRange(1), metavar="N", help="This entry instead of the last assessment.")
@click.option("--lists", "-l", multiple=True, metavar="PATH", help="The lists as they were then.")
@_stored
def replay(profile: str, store: str, *, entry: int | None, lists: tuple[str, ...]) -> int:
    """Make the recorded assessment of the profile ID again, and say whether the same bytes come out.

    Exit code 1 if they do not: which list, policy, table or version differs is told.
    """
    from screening.cli import auditing  # noqa: PLC0415 - see the module

    return auditing.replay(store, profile, entry, lists)
