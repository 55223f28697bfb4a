"""Code that is shown as own work: how old its history is, and whose name stands on its commits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from urllib.parse import urlsplit

import msgspec

from screening.errors import InputError
from screening.names import clean
from screening.profile import Handle, Profile, Repository
from screening.statements import own_names, whose

__all__ = ["Older", "older_than_account", "under_other_names", "uploaded_late"]

_HOSTS = ("bitbucket", "codeberg", "gitea", "gitee", "github", "gitlab", "sourcehut")
"""Services on which code is shown: their accounts are those whose age is held against the commits."""
MARGIN = dt.timedelta(days=90)
"""A first project begins on the own computer, and the account follows some weeks later."""
LATE = dt.timedelta(days=365)
"""Without the age of an account: a repository that was put online a year after its first commit."""
_LENGTHS = {len("2020"): 364, len("2020-01"): 30}
_FULL_NAME = 2
_OTHERS = frozenset({"stranger", "partly"})
_TEAM = 3
"""More authors than this are a team, and a team has other names on its commits."""
_MOST_NAMES = 100
"""Profiles are hostile: no more different names of authors are compared than this."""


class Older(msgspec.Struct, frozen=True, gc=False):
    """Repositories whose first commit is older than the account that shows them.

    Attributes:
        found: their numbers.
        dated: how many repositories could be compared.
        handles: numbers of the accounts.
    """

    found: tuple[int, ...]
    dated: int
    handles: tuple[int, ...]


def older_than_account(profile: Profile) -> Older:
    """Repositories with commits from long before the account on the service that shows them was opened."""
    accounts = [
        (number, handle)
        for number, handle in enumerate(profile.handles or ())
        if handle.created and (handle.service or "").casefold().split(".")[0] in _HOSTS
    ]
    found: list[int] = []
    used: dict[int, None] = {}
    dated = 0
    for number, repository in _dated(profile):
        account = _account_of(repository, accounts)
        if account is not None:
            dated += 1
            if _earliest(account[1].created) - _latest(repository.first_commit) > MARGIN:
                found.append(number)
                used[account[0]] = None
    return Older(tuple(found), dated, tuple(used))


def uploaded_late(profile: Profile) -> Older:
    """Repositories that were put online long after their first commit; for where no account's age is known."""
    dated = [(number, repository) for number, repository in _dated(profile) if repository.created]
    found = [n for n, r in dated if _earliest(r.created) - _latest(r.first_commit) > LATE]
    return Older(tuple(found), len(dated), ())


def under_other_names(profile: Profile, threshold: float) -> list[tuple[int, str]]:
    """Repositories on which only strangers' full names stand, each with the first of them.

    Nothing is compared for somebody who gives no full name, nor in a team's repository. Nicknames, handles and
    names in a script that does not meet the account's are nobody's.
    """
    if not any(_is_full(name) for _, name in own_names(profile)):
        return []
    repositories = (profile.work.repositories if profile.work else None) or ()
    judged: dict[str, bool] = {}
    found = []
    for number, repository in enumerate(repositories):
        authors = repository.authors or ()
        if not 0 < len(authors) <= _TEAM:
            continue
        for author in authors:
            if author not in judged and len(judged) < _MOST_NAMES:
                judged[author] = _is_full(author) and whose(profile, author, threshold) in _OTHERS
        if all(judged.get(author, False) for author in authors):
            found.append((number, authors[0]))
    return found


def _is_full(name: str) -> bool:
    try:
        return "@" not in name and len(clean(name).split()) >= _FULL_NAME
    except InputError:  # longer than any name: what stands on commits is searched in no list, so nobody refused it
        return False


def _dated(profile: Profile) -> list[tuple[int, Repository]]:
    repositories = (profile.work.repositories if profile.work else None) or ()
    return [(n, r) for n, r in enumerate(repositories) if r.first_commit]


def _account_of(repository: Repository, accounts: Sequence[tuple[int, Handle]]) -> tuple[int, Handle] | None:
    """The account that shows a repository: of the service in its address, or the only one."""
    if not repository.url:
        return accounts[0] if len(accounts) == 1 else None
    url = repository.url if "//" in repository.url else f"//{repository.url}"
    try:
        host = (urlsplit(url).hostname or "").casefold()
    except ValueError:
        return None
    labels = host.split(".")
    return next(((n, h) for n, h in accounts if (h.service or "").casefold().split(".")[0] in labels), None)


def _earliest(date: str | None) -> dt.date:
    """The first day that a date, perhaps partial, may mean."""
    day = (date or "")[: len("2020-01-01")]
    return dt.date.fromisoformat(day + "-01-01"[len(day) - len("2020") :])


def _latest(date: str | None) -> dt.date:
    """The last day that it may mean, or one of the two about it: months and years differ in length."""
    return _earliest(date) + dt.timedelta(days=_LENGTHS.get(len(date or ""), 0))
