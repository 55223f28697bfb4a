"""What the commands share: by what is scored, how it is shown, where it goes."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click
import msgspec

from screening import compiled, inputs
from screening.assessment import Band
from screening.cli.showing import NO_COLOR, PLAIN
from screening.drawing.look import FILE, Look, unpainted
from screening.errors import InputError, PolicyError, Problem, RecordError, WatchlistError
from screening.lists import bundled, read, read_folder
from screening.lists.folder import BOOK, read_current
from screening.policy import Policy
from screening.prepared import Prepared
from screening.profile import Profile
from screening.reports.escaping import in_json, visible
from screening.screener import Screener
from screening.watchlist import Watchlist

__all__ = ["Choices", "cores", "json_text", "keys", "look", "records", "refuse", "say", "searched", "write"]

_MOST_TOLD = 10
_STYLES: dict[str, dict[str, str | bool]] = {
    Band.ESCALATE.value: {"fg": "red", "bold": True},
    Band.REVIEW.value: {"fg": "yellow"},
    Band.UNKNOWN.value: {"fg": "cyan"},
    Band.CLEAR.value: {"fg": "green"},
    "title": {"bold": True},
    "bar": {"fg": "blue"},
}


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """The options of a command that scores.

    Attributes:
        policy, preset, lists: a policy file, the preset instead of the policy's, list files.
        kind: the kind of records that do not state one.
        require: keys of lists that must be there and fresh, instead of the policy's.
        date: the date of the assessments.
    """

    policy: str | None = None
    preset: str | None = None
    kind: str | None = None
    require: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    date: dt.date | None = None

    def screener(self) -> Screener:
        """A screener by these choices.

        Raises:
            PolicyError: the policy cannot be used.
            WatchlistError: a list is missing or damaged.
        """
        return Screener(self.rules(), searched(self.lists))

    def rules(self, *, preset: str = Policy().preset) -> Policy:
        """The policy in force.

        Args:
            preset: what holds where neither a policy nor a preset was named.

        Raises:
            PolicyError: the policy cannot be used.
        """
        policy = Policy.load(self.policy) if self.policy else Policy(preset=preset)
        if self.preset:
            policy = msgspec.structs.replace(policy, preset=self.preset)
        if self.require:
            policy = msgspec.structs.replace(policy, required_lists=keys(self.require))
        return policy

    def kind_by(self, policy: Policy) -> str | None:
        """The kind of records that do not state one: as was asked for, or what is usual under a policy."""
        return self.kind or policy.usual_kind

    @property
    def files(self) -> tuple[str, ...]:
        """The files that are read by these choices, and that no output may be written over."""
        return (*self.lists, *([self.policy] if self.policy else []))

    @property
    def today(self) -> dt.date:
        """The date of the assessments."""
        return self.date or dt.datetime.now(tz=dt.UTC).date()


def records(files: Iterable[str], kind: str | None) -> Iterator[Profile | RecordError]:
    """Every record of every file; a file that cannot be used is one error, and the next is read."""
    for file in files:
        try:
            yield from inputs.read(file, kind=kind)
        except InputError as error:
            yield RecordError([Problem("", "", str(error))])


def keys(given: Iterable[str]) -> tuple[str, ...]:
    """Keys of lists, given one by one or separated by commas.

    >>> keys(["ofac_sdn, un_sc", "eu_fsf"])
    ('ofac_sdn', 'un_sc', 'eu_fsf')

    Raises:
        PolicyError: there is none: a requirement that asks for nothing is a mistake.
    """
    found = tuple(key.strip() for part in given for key in part.split(",") if key.strip())
    if not found:
        raise PolicyError("--require names no list")
    return found


def searched(paths: Sequence[str]) -> Prepared:
    """The bundled list and those that a person named, ready to be searched; what could not be read goes to stderr.

    Args:
        paths: list files, folders of them, folders of fetched lists, or one compiled file by itself.

    Raises:
        WatchlistError: a list is missing or damaged, or there is more beside a compiled file.
    """
    if len(paths) == 1:
        (path,) = paths
        if compiled.is_compiled(path):
            return compiled.load(path)
        if _is_fetched(path):
            prepared = compiled.current(path)
            _tell_problems(prepared)
            return prepared
    if any(map(compiled.is_compiled, paths)):
        raise WatchlistError(
            "a compiled file holds its lists already: name it alone, or the lists that it was made of"
        )
    lists = [watchlist for path in paths for watchlist in _read(path)]
    _tell_problems(lists)
    return Prepared([*bundled(), *lists])


def _read(path: str) -> tuple[Watchlist, ...]:
    if _is_fetched(path):
        return read_current(path)
    return read_folder(path) if Path(path).is_dir() else (read(path),)


def _is_fetched(path: str) -> bool:
    return (Path(path) / BOOK).is_file()


def _tell_problems(watchlists: Iterable[Watchlist]) -> None:
    for watchlist in watchlists:
        for problem in watchlist.problems[:_MOST_TOLD]:
            say(f"list {watchlist.id}: {problem}")
        if (more := len(watchlist.problems) - _MOST_TOLD) > 0:
            say(f"list {watchlist.id}: and {more:,} more of the kind")


def say(message: str) -> None:
    """One line on stderr."""
    click.echo(f"screening: {visible(message)}", err=True)


def write(pieces: Iterable[str], output: str | None = None, *, keep: Iterable[str] = ()) -> None:
    """Text piece by piece to a file, or to standard output.

    Args:
        pieces: the text.
        output: the file; ``None`` is standard output.
        keep: files that must not be written over, because they are being read.

    Raises:
        InputError: the output is one of the files to keep, or there is no standard output.
    """
    if output is None:
        if sys.stdout is None:
            raise InputError("standard output is closed; name a file to write to")
        for piece in pieces:
            sys.stdout.write(piece)
        return
    refuse(output, keep)
    try:
        with Path(output).open("w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
    except OSError as error:
        error.filename = error.filename or output  # a full disk names none
        raise


def refuse(output: str, keep: Iterable[str]) -> None:
    """Refuse an output that is one of the files being read.

    Raises:
        InputError: it is.
    """
    target = Path(output)
    if target.exists() and any(Path(file).exists() and target.samefile(file) for file in keep):
        raise InputError(f"{output}: is read and would be written over")


def json_text(value: object) -> str:
    """A value as a JSON document for people and programs."""
    return in_json(msgspec.json.format(msgspec.json.encode(value)).decode()) + "\n"


def cores() -> int:
    """The processors that this process may use."""
    with contextlib.suppress(AttributeError):  # not on every system
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def look(output: str | None = None) -> Look:
    """How text is set where it goes: as wide as the terminal and in its colours, or as a file.

    ``--no-color`` and ``NO_COLOR`` take colours away, ``TERM=dumb`` has none, ``FORCE_COLOR`` gives a pipe some.

    Args:
        output: the file; ``None`` is standard output.
    """
    if _asked(PLAIN):
        return Look(plain=True)
    if output is not None or sys.stdout is None:
        return FILE
    terminal = sys.stdout.isatty()
    coloured = terminal and os.environ.get("TERM") != "dumb"
    if _asked(NO_COLOR) or os.environ.get("NO_COLOR"):
        coloured = False
    elif os.environ.get("FORCE_COLOR"):
        coloured = True
    return Look(
        paint=_painted if coloured else unpainted,
        cells=shutil.get_terminal_size().columns if terminal else None,
    )


def _asked(option: str) -> bool:
    """Whether an option was given, to the whole command line or to its command."""
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.meta.get(option))


def _painted(text: str, style: str) -> str:
    if (found := _STYLES.get(style)) is None:
        return text
    return click.style(text, fg=found.get("fg"), bold=bool(found.get("bold")) or None)
