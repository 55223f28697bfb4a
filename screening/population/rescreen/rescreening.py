"""A population scored again where anything changed: the result of a full run, for the price of the changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from screening import compiled
from screening.errors import InputError, WatchlistError
from screening.population.pieces import check
from screening.population.rescreen.changes import Change, Reasons, difference
from screening.population.rescreen.report import Job, Report, Rescored, Settle
from screening.population.rescreen.rules import compared
from screening.population.rescreen.searching import Helpers, Sought, helpers
from screening.population.rescreen.segments import FORMAT
from screening.population.rescreen.snapshot import (
    Input,
    ListState,
    Manifest,
    Snapshot,
    inputs_of,
    number_of,
    writing,
)
from screening.population.rescreen.states import Maker, State
from screening.population.rescreen.surveying import Digests, Hands, Order, at_lines, processes, survey
from screening.population.rescreen.touched import Touched, touched
from screening.population.rescreen.writer import Where, Writer, states_of, versions_of
from screening.population.sources import Found, Source
from screening.prepared import Prepared

__all__ = ["begin", "rescreen"]

_MUCH = 200_000
"""Of so many profiles the snapshot is searched by several processes; fewer are searched before one has begun."""


def begin(found: Found, folder: Path, lists: Prepared, job: Job) -> Snapshot:
    """Score a whole population, and make the snapshot from which it is rescreened.

    Args:
        found: the files of the population.
        folder: where the snapshot goes; one that is there is replaced once the new one is whole.
        lists: those to search.
        job: by what.

    Raises:
        InputError: a file cannot be used, or there is no record in any.
        OSError: something cannot be written.
    """
    for source in found.sources:
        check(source)
    with writing(folder), ExitStack() as undo:
        number = number_of(folder) + 1
        inputs = inputs_of(found.sources)
        file = folder / f"lists-{number}.compiled"
        undo.callback(file.unlink, missing_ok=True)
        compiled.save(lists, file)
        order = Order(policy=job.policy, lists=str(file), today=job.today, kind=job.kind)
        with processes(order, job.workers) as hands:
            writer = Writer(folder, number, hands)
            for place, source in enumerate(found.sources):
                surveyed = hands.survey(source)
                rows = [(*writer.put(s), line, bool(s.problems)) for line, _, _, s in surveyed if s is not None]
                writer.extend(place, rows)
            writer.finish()
        if not len(writer):
            raise InputError("there is no record in any of the files")
        writer.publish(inputs, lists, job, found)
        undo.pop_all()
    return Snapshot(folder)


def rescreen(found: Found, folder: Path, lists: Prepared, job: Job, *, settle: Settle | None = None) -> Report:
    """Score again what changed since a snapshot, and bring the snapshot up to date.

    Args:
        found: the files of the population.
        folder: the snapshot.
        lists: those to search now.
        job: by what.
        settle: is given what was found before the snapshot is brought up to date, and gives what is to be told:
            where it fails, the same is found the next time.

    Raises:
        InputError: there is no snapshot, or one that cannot be compared with; a file cannot be used, or no
            record in any.
        WatchlistError: the snapshot is damaged.
        OSError: something cannot be written.
    """
    for source in found.sources:
        check(source)
    Snapshot(folder)  # before anything is written: a folder that is none stays as it is
    with writing(folder):
        snapshot = Snapshot(folder)
        if snapshot.manifest.versions.get("segments") != str(FORMAT):
            raise InputError(f"{folder}: another version of the library made it: make it anew with --init")
        return _Run(found, snapshot, lists, job).report(settle)


class _Run:
    """One rescreening."""

    def __init__(self, found: Found, snapshot: Snapshot, lists: Prepared, job: Job) -> None:
        manifest = snapshot.manifest
        self._found, self._old, self._lists, self._job = found, snapshot, lists, job
        self._inputs = inputs_of(found.sources)
        self._afresh = tuple(_afresh(manifest, lists, job))
        self._same = list(_same(() if self._afresh else manifest.inputs, self._inputs))
        self._rules = compared(snapshot.policy, job.policy)
        self._everything = (*self._afresh, *(f"policy: {said}" for said in self._rules.everything))
        self._helpers = Helpers()
        self._changes: list[Change] = []
        self._rescored: list[Rescored] = []
        self._met: set[int] = set()

    def report(self, settle: Settle | None) -> Report:
        """Do it, and tell what was found."""
        folder, number = self._old.folder, self._old.manifest.number + 1
        with ExitStack() as undo:
            file = folder / f"lists-{number}.compiled"
            undo.callback(file.unlink, missing_ok=True)
            compiled.save(self._lists, file)
            job = self._job
            order = Order(policy=job.policy, lists=str(file), today=job.today, kind=job.kind)
            with ExitStack() as after:
                self._helpers = after.enter_context(helpers(folder, file, self._helping()))
                if not self._everything and None in self._same:
                    known = folder / f"places-{number}.npy"
                    after.callback(known.unlink, missing_ok=True)
                    np.save(known, self._digests())
                    order = msgspec.structs.replace(order, known=str(known))
                many = bool(self._everything) or None in self._same
                hands = after.enter_context(processes(order, job.workers if many else 1))
                writer = Writer(folder, number, hands, () if self._afresh else self._old.manifest.segments)
                for place, source in enumerate(self._found.sources):
                    self._source(place, source, hands, writer)
                if not job.keep:
                    writer.merge(self._old)
                    writer.finish()
            if writer.refused == len(writer):
                raise InputError(f"{self._nothing(len(writer))}; the snapshot stays as it is")
            self._gone()
            report = self._report(writer)
            report = settle(report) if settle else report
            if not job.keep:
                writer.publish(self._inputs, self._lists, job, self._found)
                undo.pop_all()
        return report

    # -- who is concerned

    def _helping(self) -> int:
        """How many processes search the snapshot beside this one."""
        manifest = self._old.manifest
        if self._everything or manifest.profiles < _MUCH or states_of(self._lists) == manifest.lists:
            return 0
        return min(self._job.workers, len(manifest.segments)) - 1

    @cached_property
    def _touched(self) -> Touched:
        manifest, job = self._old.manifest, self._job
        if states_of(self._lists) == manifest.lists and manifest.today == job.today:
            return Touched()
        try:
            return touched(self._old.lists, self._lists, before=manifest.today, today=job.today)
        except WatchlistError:
            if self._afresh:  # another version compiled them; nothing rests on them then
                return Touched()
            raise

    @cached_property
    def _reasons(self) -> Reasons:
        return Reasons(self._touched.said, self._rules, self._everything)

    @cached_property
    def _concerned(self) -> NDArray[np.bool_]:
        """For each place of the snapshot, whether the profile may be otherwise though it did not change itself."""
        old, changed, weights = self._old, self._touched, self._rules.weights
        if not changed.entities and not weights:
            return np.zeros(len(old), np.bool_)
        sought = Sought.of(changed, weights, self._job.policy.name_threshold)
        masks = self._helpers.search(old, self._lists, sought)
        starts = np.cumsum([0, *map(len, masks)])[:-1]
        found: NDArray[np.bool_] = np.concatenate(masks)[starts[old.places.segment] + old.places.row]
        return found

    def _digests(self) -> NDArray[np.uint64]:
        """The digests of the profiles in changed files that are scored again only if they changed themselves."""
        places = [place for known in self._elsewhere.values() for place in known if not self._concerned[place]]
        return Digests.table(state.digest for state in map(self._old.state, places) if not state.problems)

    @cached_property
    def _elsewhere(self) -> dict[str, list[int]]:
        """By id, places of the profiles in files that are there no more as they were."""
        same = np.array([place for place in self._same if place is not None], np.uint32)
        found: dict[str, list[int]] = {}
        for place in np.flatnonzero(~np.isin(self._old.places.file, same)).tolist():
            found.setdefault(self._old.state(place).id, []).append(place)
        return found

    # -- file by file

    def _source(self, file: int, source: Source, hands: Hands, writer: Writer) -> None:
        same = self._same[file]
        if same is None:
            self._changed(file, source, hands, writer)
            return
        old = self._old.places
        here = np.flatnonzero(old.file == same)
        lines = old.line[here]
        if self._everything:
            records = hands.survey(source)
        else:
            again = lines[self._concerned[here]]
            records = survey(at_lines(source, again, kind=self._job.kind), self._maker) if len(again) else iter(())
        segment, row, refused = old.segment[here], old.row[here], old.refused[here]
        for line, _, _, state in records:
            at = int(lines.searchsorted(line))
            if state is not None:
                segment[at], row[at], _, refused[at] = self._next(writer, int(here[at]), state, file, line)
        writer.extend_by(file, segment, row, lines, refused)

    @cached_property
    def _maker(self) -> Maker:
        return Maker(self._job.policy, self._lists, self._job.today)

    def _changed(self, file: int, source: Source, hands: Hands, writer: Writer) -> None:
        """A file that is new or changed: its profiles by their ids."""
        rows = []
        for line, given, digest, state in hands.survey(source):
            place = self._before(given, digest)
            if state is None:
                assert place is not None  # noqa: S101 - its digest is among those of the snapshot, and holds its id
                rows.append((*self._at(place), line, False))
            else:
                rows.append(self._next(writer, place, state, file, line))
        writer.extend(file, rows)

    def _before(self, given: str, digest: bytes) -> int | None:
        """Where a profile was: of several of one id the one that is the same, else one that is left."""
        known = self._elsewhere.get(given, [])
        same = [place for place in known if self._old.state(place).digest == digest]
        for place in (*same, *known):
            if place not in self._met:
                self._met.add(place)
                return place
        return same[0] if same else None

    def _next(self, writer: Writer, place: int | None, state: State, file: int, line: int) -> Where:
        """Compare a profile that was scored again; where its state is now."""
        old = None if place is None else self._old.state(place)
        self._rescored.append(Rescored(state.id, file, line))
        self._changes.extend(difference(old, state, self._reasons))
        if place is not None and old == state and not self._afresh:
            return *self._at(place), line, bool(state.problems)
        return *writer.put(state), line, bool(state.problems)

    def _at(self, place: int) -> tuple[int, int]:
        return int(self._old.places.segment[place]), int(self._old.places.row[place])

    def _nothing(self, records: int) -> str:
        """What is wrong with a population in which nobody can be screened."""
        if not records:
            return "there is no record in any of the files"
        why = next((f" ({change.problems})" for change in self._changes if change.problems), "")
        return f"none of the records can be screened{why}"

    def _gone(self) -> None:
        for known in self._elsewhere.values():
            for place in known:
                if place not in self._met:
                    self._changes.extend(difference(self._old.state(place), None, self._reasons))

    def _report(self, writer: Writer) -> Report:
        manifest, changed = self._old.manifest, self._touched
        return Report(
            since=manifest.today,
            today=self._job.today,
            profiles=len(writer),
            refused=writer.refused,
            lists=tuple(_lists_said(manifest.lists, states_of(self._lists))),
            entries={name: getattr(changed, name) for name in ("added", "removed", "changed", "regrouped")},
            policy=(*self._rules.everything, *self._rules.weights.values()),
            everything=self._everything,
            rescored=tuple(self._rescored),
            changes=tuple(self._changes),
        )


def _afresh(manifest: Manifest, lists: Prepared, job: Job) -> Iterator[str]:
    """Why all profiles must be read and scored anew, whatever else changed."""
    versions = versions_of(lists, job.policy)
    for name in dict.fromkeys([*manifest.versions, *versions]):
        then, now = manifest.versions.get(name, "none"), versions.get(name, "none")
        if then != now:
            yield f"{name} is {now}, and was {then}"
    if manifest.kind != job.kind:
        yield f"records that state no kind are {job.kind or 'persons'}, and were {manifest.kind or 'persons'}"


def _same(before: Sequence[Input], now: Iterable[Input]) -> Iterator[int | None]:
    """For each file the number that one of the same content had before; ``None`` if there was none."""
    known: dict[tuple[object, ...], list[int]] = {}
    for place, given in enumerate(before):
        known.setdefault((given.form, given.digest, given.keys), []).append(place)
    for given in now:
        left = known.get((given.form, given.digest, given.keys))
        yield left.pop(0) if left else None


def _lists_said(before: Iterable[ListState], now: Iterable[ListState]) -> Iterator[str]:
    then, after = {state.id: state for state in before}, {state.id: state for state in now}
    for key in dict.fromkeys([*then, *after]):
        if key not in then:
            yield f"{key}: not searched before"
        elif key not in after:
            yield f"{key}: not searched any more"
        elif then[key] != after[key]:
            dates = f"{then[key].as_of or 'no date'} -> {after[key].as_of or 'no date'}"
            same = "" if then[key].as_of != after[key].as_of else ", of another content"
            yield f"{key}: {dates}{same}"
