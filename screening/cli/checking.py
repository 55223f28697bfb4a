"""The command ``check``: a list of vendors in CI or before a commit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

import click
import msgspec

from screening import inputs
from screening.assessment import ListUsed
from screening.checking import allow, protected
from screening.checking.allow import AllowList
from screening.checking.notices import Notice, Row, VendorCheck, baseline, trouble
from screening.checking.vendors import Checker
from screening.cli.setting import Choices, look, say, searched, write
from screening.errors import InputError, WatchlistError
from screening.freshness import Gap
from screening.policy import Policy
from screening.reports import check_json, check_page, check_text, github, gitlab, junit, sarif
from screening.screener import Screener
from screening.watchlist import scope

__all__ = ["FORMATS", "check"]

Render: TypeAlias = Callable[[VendorCheck], Iterable[str]]
FORMATS: dict[str, Render] = {
    "text": check_text.lines,
    "json": lambda check: [check_json.document(check)],
    "sarif": lambda check: [sarif.document(check)],
    "junit": junit.lines,
    "github": github.lines,
    "gitlab": lambda check: [gitlab.document(check)],
    "html": lambda check: [check_page.page(check)],
}
_STDIN = "stdin"


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What a person said beside by what is scored.

    Attributes:
        reports: formats and files, ``None`` for standard output.
        fail_on: the band from which on the run fails.
        allow, allow_ref: the allow-list, and the git ref that protects it.
        write_allow: draft entries for what nobody decided yet.
        baseline: the JSON document of an earlier run.
        personal: details may be shown.
    """

    reports: tuple[tuple[str, str | None], ...]
    fail_on: str = "review"
    allow: str | None = None
    allow_ref: str | None = None
    write_allow: bool = False
    baseline: str | None = None
    personal: bool = False


def check(files: Sequence[str], options: Options, choices: Choices) -> int:
    """Check the vendors of files, write every report, and give the exit code."""
    policy = choices.rules(preset="vendor")
    try:
        outcome = _outcome(files, options, choices, policy)
    except WatchlistError as error:  # reports of an earlier run must not stand for this one
        say(str(error))
        outcome = VendorCheck(
            rows=(),
            troubles=(trouble("list.unreliable", _shown(files[0]), str(error)),),
            gaps=(Gap("", str(error), required=True),),
            remarks=(),
            fail_on=options.fail_on,
            today=choices.today.isoformat(),
            preset=policy.preset,
            policy_digest=policy.digest,
            lists=(),
        )
    kept = [*files, *filter(None, (options.allow or allow.FILE, options.baseline)), *choices.files]
    for form, output in options.reports:
        pieces = check_text.lines(outcome, look(output)) if form == "text" else FORMATS[form](outcome)
        write(pieces, output, keep=kept)
    if all(output is not None for _, output in options.reports):
        say(outcome.summary)
    return outcome.code


def _outcome(files: Sequence[str], options: Options, choices: Choices, policy: Policy) -> VendorCheck:
    """Every row of every file, checked; entries for the allow-list are drafted if that was asked for."""
    today = choices.today
    allowed, remarks = _allowed(options, today)
    known = _known(options.baseline)
    prepared = searched(choices.lists)
    screener = Screener(policy, prepared)
    checker = Checker(screener, today=today, allowed=allowed, known=known, personal=options.personal)
    rows, troubles = _checked(checker, files, choices.kind or "organization")
    gaps = screener.gaps(today)
    troubles += [trouble("list.unreliable", _shown(files[0]), gap.message) for gap in gaps if gap.required]
    if options.write_allow:
        _draft(checker, options, today)
    return VendorCheck(
        rows=tuple(rows),
        troubles=tuple(troubles),
        gaps=gaps,
        remarks=(*remarks, *checker.refused, *allowed.unused(), *scope(prepared)),
        fail_on=options.fail_on,
        today=today.isoformat(),
        preset=policy.preset,
        policy_digest=policy.digest,
        lists=tuple(ListUsed(w.id, w.as_of, w.digest, len(w)) for w in prepared),
    )


def _checked(checker: Checker, files: Sequence[str], kind: str) -> tuple[list[Row], list[Notice]]:
    """Every row of every file; a file that cannot be used is one trouble, and the next is read."""
    rows: list[Row] = []
    troubles: list[Notice] = []
    for file in files:
        name = _shown(file)
        try:
            rows.extend(checker.row(placed, name) for placed in inputs.placed(file, kind=kind))
        except InputError as error:
            troubles.append(trouble("input.unusable", name, _without(file, str(error))))
    return rows, troubles


def _without(file: str, message: str) -> str:
    """A message without the file that it begins with, which stands before it already."""
    for name in (file, Path(file).name):
        for mark in (": ", ", "):
            message = message.removeprefix(name + mark)
    return message


def _shown(file: str) -> str:
    """A file's path from the root of its repository, or from the current folder: what code hosts look for."""
    if file == inputs.STDIN:
        return _STDIN
    path = Path(file)
    whole = path.parent.resolve() / path.name  # a link is shown where it stands
    root = next((folder for folder in whole.parents if (folder / ".git").exists()), Path.cwd())
    return (whole.relative_to(root) if whole.is_relative_to(root) else path).as_posix()


def _allowed(options: Options, today: dt.date) -> tuple[AllowList, list[str]]:
    """The allow-list, and what to say about where it came from."""
    path = Path(options.allow or allow.FILE)
    if options.allow_ref is not None:
        content = protected.read(options.allow_ref, path)
        if content is None:
            return AllowList(today=today), [f"{options.allow_ref} has no {path}: nothing is allowed"]
        return _read(content, f"{path} of {options.allow_ref}", today), []
    if not path.is_file():
        if options.allow is not None and not options.write_allow:
            raise InputError(f"{path}: there is no such allow-list")
        return AllowList(name=str(path), today=today), []
    return _read(_content(path), str(path), today), []


def _read(content: bytes, name: str, today: dt.date) -> AllowList:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{name}: not UTF-8") from None
    return AllowList.from_toml(text, name=name, today=today)


def _known(path: str | None) -> frozenset[tuple[str, ...]]:
    if path is None:
        return frozenset()
    return baseline(_content(Path(path)), name=path)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None


def _draft(checker: Checker, options: Options, today: dt.date) -> None:
    """Entries for what nobody decided yet, behind those that are there; what is drafted already stays as it is."""
    target = Path(options.allow or allow.FILE)
    before = _content(target) if target.is_file() else b""
    there = _read(before, str(target), today)
    undecided = [one for one in checker.undecided if not there.has(one[0], one[2])]
    if not undecided:
        say(f"{target}: nothing to draft, nothing written")
        return
    between = "\n" if before and not before.endswith(b"\n\n") else ""
    with target.open("a", encoding="utf-8") as file:
        file.write(between + allow.drafted(undecided, today=today))
    count = len(undecided)
    drafted = "1 entry" if count == 1 else f"{count:,} entries"
    say(f"{target}: {drafted} drafted; each needs a decision, a reason and who approved it")


def paired(
    order: Sequence[str], forms: Sequence[str], outputs: Sequence[str]
) -> tuple[tuple[str, str | None], ...]:
    """Formats with the file that follows each; at most one goes to standard output.

    >>> paired(["form", "form", "output"], ["text", "sarif"], ["out.sarif"])
    (('text', None), ('sarif', 'out.sarif'))

    Args:
        order: ``form`` and ``output`` as they were given.
        forms: the formats.
        outputs: the files.

    Raises:
        UsageError: a file belongs to no format, a file is there twice, or two formats go to standard output.
    """
    given, files = iter(forms), iter(outputs)
    pairs: list[tuple[str, str | None]] = []
    for name in order:
        if name == "form":
            pairs.append((next(given), None))
        elif not pairs and not forms:
            pairs.append(("text", next(files)))
        elif not pairs or pairs[-1][1] is not None:
            raise click.UsageError("-o belongs to the --format before it: --format sarif -o FILE")
        else:
            pairs[-1] = (pairs[-1][0], next(files))
    named = [file for _, file in pairs if file is not None]
    if len(set(named)) < len(named):
        raise click.UsageError("two reports would go to one file")
    if len(pairs) - len(named) > 1:
        raise click.UsageError("only one report can go to standard output: name a file for each other, -o FILE")
    return tuple(pairs) or (("text", None),)
