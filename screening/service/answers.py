"""What the service answers besides assessments, as data; the description is made from these."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from screening.errors import InputError, Problem, shown
from screening.field_by_field import needed
from screening.freshness import Gap, age
from screening.names import clean, compare
from screening.prepared import Prepared
from screening.reports.searched import Comparison, Hits, comparison, hits_of
from screening.screener import Screener
from screening.service.problems import FieldProblem, RefusedError
from screening.watchlist import scope

__all__ = [
    "Health",
    "ListState",
    "Lists",
    "MatchQuestion",
    "NotScreened",
    "RecordProblems",
    "Status",
    "compared",
    "lists",
    "question",
    "searched",
]

MOST_HITS = 1_000
Name = Annotated[str, Meta(min_length=1, max_length=512)]


class MatchQuestion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A name to search the lists for, or to compare with another."""

    name: Name
    against: Name | None = None
    kind: Literal["person", "organization"] | None = None
    limit: Annotated[int, Meta(ge=1, le=MOST_HITS)] = 10


class ListState(msgspec.Struct, frozen=True, kw_only=True):
    """A list as it is searched; ``age`` is days since it was last known to be current, ``problems`` a number."""

    id: str
    title: str
    publisher: str
    url: str
    licence: str
    as_of: str
    checked_on: str
    age: int | None
    digest: str
    official: bool
    entries: int
    problems: int


class Lists(msgspec.Struct, frozen=True, kw_only=True):
    """The lists and the policy in use, and what is wrong with them; ``failed`` is why the last reload failed."""

    lists: tuple[ListState, ...]
    gaps: tuple[Gap, ...]
    notes: tuple[str, ...]
    preset: str
    policy_digest: str
    failed: str


Status = Literal["ok", "warning", "degraded"]


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """``ok``; ``warning``, with reasons; ``degraded``: a required list is missing or stale, nothing is scored."""

    status: Status
    version: str
    reasons: tuple[str, ...]


class RecordProblems(msgspec.Struct, frozen=True):
    """Where a record stands, its id if it could be read, and every mistake in it."""

    place: str
    id: str
    problems: tuple[FieldProblem, ...]


class NotScreened(msgspec.Struct, frozen=True):
    """The line of a record that could not be screened."""

    error: RecordProblems


def question(body: bytes) -> MatchQuestion:
    """Read a question.

    Raises:
        RefusedError: 400 for what is not JSON, 422 for what is no question.
    """
    try:
        found = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RefusedError(400, f"not JSON in UTF-8: {error}") from None
    except RecursionError:
        raise RefusedError(400, "nested too deeply") from None
    try:
        if isinstance(found, dict) and isinstance(limit := found.get("limit"), float) and limit.is_integer():
            found["limit"] = int(limit)  # 10.0 is an integer to JSON Schema
        return _askable(msgspec.convert(found, MatchQuestion))
    except msgspec.ValidationError as error:
        field, message = needed(str(error))
        if not field and isinstance(found, dict):  # an unknown field is named in the message alone
            unknown = [key for key in found if key not in MatchQuestion.__struct_fields__]
            field = shown(unknown[0])[1:-1] if unknown else field
        value = found.get(field) if isinstance(found, dict) else found
        problem = Problem(field, value, message)
        raise RefusedError(422, str(problem), (problem,)) from None


def _askable(asked: MatchQuestion) -> MatchQuestion:
    for field, name in (("name", asked.name), ("against", asked.against)):
        if name is None:
            continue
        if any("\ud800" <= character <= "\udfff" for character in name):
            problem = Problem(field, name, "half a character, which no encoding can write")
        elif not _cleaned(field, name):
            problem = Problem(field, name, "has no letter or digit that could be searched")
        else:
            continue
        raise RefusedError(422, str(problem), (problem,))
    return asked


def _cleaned(field: str, name: str) -> str:
    try:
        return clean(name)
    except InputError as error:
        raise _unfit(field, name, error) from None


def searched(asked: MatchQuestion, prepared: Prepared) -> Hits:
    """Search the lists for a name.

    Raises:
        RefusedError: 422, the name cannot be compared.
    """
    try:
        found = prepared.search(asked.name, kind=asked.kind, limit=asked.limit)
    except InputError as error:
        raise _unfit("name", asked.name, error) from None
    return hits_of(asked.name, prepared, found)


def compared(asked: MatchQuestion, against: str) -> Comparison:
    """Compare a name with another.

    Raises:
        RefusedError: 422, one of them cannot be compared.
    """
    try:
        match = compare(asked.name, against, kind=asked.kind)
    except InputError as error:
        raise _unfit("name or against", f"{asked.name} / {against}", error) from None
    return comparison(asked.name, against, match)


def _unfit(field: str, value: str, error: InputError) -> RefusedError:
    problem = Problem(field, value, str(error))
    return RefusedError(422, str(problem), (problem,))


def lists(screener: Screener, today: dt.date, failed: str) -> Lists:
    """How the lists of a screener stand on a day; ``failed`` says why the last reload failed."""
    states: Iterable[ListState] = (
        ListState(
            id=w.id,
            title=w.title,
            publisher=w.publisher,
            url=w.url,
            licence=w.licence,
            as_of=w.as_of,
            checked_on=w.checked_on,
            age=age(w, today),
            digest=w.digest,
            official=w.official,
            entries=len(w),
            problems=len(w.problems),
        )
        for w in screener.watchlists
    )
    return Lists(
        lists=tuple(states),
        gaps=screener.gaps(today),
        notes=scope(screener.watchlists),
        preset=screener.policy.preset,
        policy_digest=screener.policy.digest,
        failed=failed,
    )
