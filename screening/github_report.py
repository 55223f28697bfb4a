"""A report of gh-fake-analyzer, read into the parts of a profile that it tells of.

gh-fake-analyzer (https://github.com/shortdoom/gh-fake-analyzer) is a public tool that downloads what GitHub shows
of an account and writes ``report.json``; its format is that of November 2024 and before. Read are:

* ``profile_info``: the account's name and the day it was created, as a handle;
* ``repos`` and ``commits``: each repository that is no fork, with the dates, number, authors and clocks of its
  commits. Reports of 2024 have no ``commits``; of those the dates in ``potential_copy`` are read.

The tool clones the newest 100 commits of a repository by default: ``commits`` may be fewer than there are, and
``first_commit`` later than it was. Not read are the addresses in ``unique_emails``, which are anybody's, the
followers, and ``commit_filter``: equal commit messages do not show that a repository is a copy. Whether one is
(``cloned``) is for a person to note.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from screening.errors import InputError, shown
from screening.profile import Handle, Profile, Repository, Work

__all__ = ["GithubReport", "read_github_report"]

LARGEST = 500_000_000
"""A larger file, in bytes, is no report of one account."""
_MOST_HANDLES, _MOST_REPOSITORIES, _MOST_COMMITS, _MOST_AUTHORS = 100, 500, 5_000, 100
_LONGEST_NAME, _LONGEST_LINE = 400, 1_000
_FARTHEST = 14
_WEB = "https://github.com"
_Part = TypeVar("_Part", Handle, Repository)


class GithubReport(msgspec.Struct, frozen=True):
    """What a report tells of an account.

    Attributes:
        handle: the account's name on GitHub, and when it was created.
        repositories: those that are no fork.
        left_out: repositories beyond the 500 that a profile may hold.
    """

    handle: Handle
    repositories: tuple[Repository, ...]
    left_out: int = 0

    def fill(self, profile: Profile) -> Profile:
        """The profile with the handle and the repositories; what it gives already stays as it is.

        >>> report = GithubReport(Handle(service="github", name="testov-dev", created="2024-01-22"), ())
        >>> report.fill(Profile(id="u", handles=(Handle(service="GitHub", name="Testov-Dev"),))).handles
        (Handle(service='GitHub', name='Testov-Dev', created='2024-01-22'),)
        """
        handles, new = list(profile.handles or ()), self.handle
        for i, handle in enumerate(handles):
            if _same(handle.service, new.service) and _same(handle.name, new.name):
                handles[i] = _filled(handle, new)
                break
        else:
            handles = [*handles, new][:_MOST_HANDLES]
        work = profile.work or Work()
        repositories = list(work.repositories or ())
        known = {_folded(repository.url): i for i, repository in enumerate(repositories) if repository.url}
        for repository in self.repositories:
            place = known.get(_folded(repository.url))
            if place is None:
                repositories.append(repository)
            else:
                repositories[place] = _filled(repositories[place], repository)
        work = msgspec.structs.replace(work, repositories=tuple(repositories[:_MOST_REPOSITORIES]))
        return msgspec.structs.replace(profile, handles=tuple(handles), work=work)


def read_github_report(source: Path | str | bytes | Mapping[str, Any]) -> GithubReport:
    """A report, from its file, its bytes, or the object in it.

    >>> report = {
    ...     "profile_info": {"login": "testov-dev", "created_at": "2024-01-22T19:54:22Z"},
    ...     "repos": [{"name": "shop", "html_url": "https://github.com/testov-dev/shop", "fork": False}],
    ...     "commits": {"shop": [{"commit": {"author": {"name": "T", "date": "2023-05-04T10:00:00+09:00"}}}]},
    ... }
    >>> read_github_report(report).repositories[0].utc_offsets
    (9.0,)

    Args:
        source: a path, or what the file holds.

    Raises:
        InputError: the file cannot be read, or is no such report.
    """
    report = source if isinstance(source, Mapping) else _decoded(source)
    info = _mapping(report.get("profile_info"))
    login = _text(info.get("login"), _LONGEST_NAME)
    if not login:
        raise InputError("no report of gh-fake-analyzer: profile_info.login is missing")
    handle = Handle(service="github", name=login, created=_date(info.get("created_at")))
    found = list(_repositories(report, login))
    return GithubReport(handle, tuple(found[:_MOST_REPOSITORIES]), max(0, len(found) - _MOST_REPOSITORIES))


def _decoded(source: Path | str | bytes) -> Mapping[str, Any]:
    if isinstance(source, bytes):
        content, name = source, "the report"
    else:
        file = Path(source)
        name = file.name
        try:
            if file.stat().st_size > LARGEST:
                raise InputError(f"{name}: larger than a report of one account")
            content = file.read_bytes()
        except OSError as error:
            raise InputError(f"{file}: {error.strerror}") from None
    try:
        report = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{name}: not JSON in UTF-8: {error}") from None
    except RecursionError:
        raise InputError(f"{name}: nested too deeply") from None
    if not isinstance(report, Mapping):
        raise InputError(f"{name}: an object is needed, not {shown(report)}")
    return report


def _repositories(report: Mapping[str, Any], login: str) -> Iterator[Repository]:
    commits = _mapping(report.get("commits"))
    early = {
        name: _date(item.get("commit_date"))
        for item in map(_mapping, _list(report.get("potential_copy")))
        if (name := _text(item.get("repo"), _LONGEST_NAME))
    }
    described = {
        name: item
        for item in map(_mapping, _list(report.get("repos")))
        if (name := _text(item.get("name"), _LONGEST_NAME))
    }
    names = [name for name, item in described.items() if item.get("fork") is not True]
    names += [name for name in _list(report.get("repo_list")) if _text(name, _LONGEST_NAME)]
    for name in dict.fromkeys(names):
        item = described.get(name, {})
        yield _repository(
            _text(item.get("html_url"), _LONGEST_LINE) or f"{_WEB}/{login}/{name}",
            _date(item.get("created_at")),
            _list(commits[name]) if isinstance(commits.get(name), list) else None,
            early.get(name),
        )


def _repository(url: str, created: str | None, commits: list[Any] | None, first: str | None) -> Repository:
    if commits is None:
        return Repository(url=url, created=created, first_commit=first)
    authors: dict[str, None] = {}
    times: list[dt.datetime] = []
    offsets = []
    for commit in commits:
        author = _mapping(_mapping(_mapping(commit).get("commit")).get("author"))
        if name := _text(author.get("name"), _LONGEST_NAME):
            authors[name] = None
        time = _time(author.get("date"))
        shift = time.utcoffset() if time else None
        if time is None or shift is None:
            continue
        times.append(time)
        hours = shift.total_seconds() / 3600
        if abs(hours) <= _FARTHEST:
            offsets.append(hours)
    return Repository(
        url=url,
        created=created,
        first_commit=min(times).isoformat() if times else first,
        last_commit=max(times).isoformat() if times else None,
        commits=len(commits),
        authors=tuple(authors)[:_MOST_AUTHORS],
        utc_offsets=tuple(offsets[:_MOST_COMMITS]),
    )


def _filled(given: _Part, more: _Part) -> _Part:
    """The part with its unknown fields from another one."""
    fields = {name: getattr(more, name) for name in given.__struct_fields__ if getattr(given, name) is None}
    return msgspec.structs.replace(given, **fields)


def _same(one: str | None, other: str | None) -> bool:
    return _folded(one) == _folded(other)


def _folded(text: str | None) -> str:
    return (text or "").strip().rstrip("/").casefold()


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object, longest: int) -> str | None:
    return value if isinstance(value, str) and 0 < len(value) <= longest else None


def _time(value: object) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(value) if isinstance(value, str) and value.isascii() else None
    except ValueError:
        return None


def _date(value: object) -> str | None:
    time = _time(value)
    return time.isoformat() if time else None
