"""The command ``report``: profiles scored and written as a review page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from screening.cli.setting import Choices, records, say, searched, write
from screening.cli.tally import Tally
from screening.decisions.standing import Decision
from screening.errors import RecordError
from screening.profile import Profile
from screening.reports.page import Result, page
from screening.screener import Screener

__all__ = ["report"]


def report(files: Sequence[str], output: str, clusters: str | None, store: str | None, choices: Choices) -> int:
    """Score the profiles of files and write the page; errors and a summary go to stderr."""
    decisions = _decisions(store) if store else {}
    prepared = searched(choices.lists)
    screener = Screener(choices.rules(), prepared)
    tally = Tally()

    def counted() -> Iterator[Result]:
        for result in _results(screener, files, choices):
            tally.count(result if isinstance(result, RecordError) else result[1].assessment)
            yield result

    pictures = _pictures(clusters) if clusters else {}
    keep = [*files, *choices.files, *filter(None, [clusters, store])]
    pieces = page(counted(), screener.policy, prepared, pictures=pictures, decisions=decisions)
    write(pieces, output, keep=keep)
    say(f"{output}: {tally.summary()}")
    return tally.code(screener.gaps(choices.today))


def _decisions(place: str) -> dict[str, tuple[Decision, ...]]:
    """The decisions of a store, by the id of the profile."""
    from screening.decisions.deciding import kept_in  # noqa: PLC0415 - an extra that only a store needs
    from screening.decisions.store import Store  # noqa: PLC0415

    with Store(place) as store:
        return kept_in(store)


def _pictures(clusters: str) -> dict[str, str]:
    """The picture of the cluster that each account is a member of."""
    from screening.cli.linking import read_clusters  # noqa: PLC0415 - where there are links alone

    found: dict[str, str] = {}
    for cluster in read_clusters(clusters):
        found |= dict.fromkeys((member.id for member in cluster.members), str(cluster.picture()))
    return found


def _results(screener: Screener, files: Iterable[str], choices: Choices) -> Iterator[Result]:
    """Every record of every file with its assessment."""
    today = choices.today
    for record in records(files, choices.kind_by(screener.policy)):
        yield record if isinstance(record, RecordError) else _scored(screener, record, today)


def _scored(screener: Screener, profile: Profile, today: dt.date) -> Result:
    try:
        return profile, screener.examine(profile, today=today)
    except RecordError as error:
        return error
