"""What a CI job shows of a list of vendors: a *notice* is one finding of one vendor, with the party it is about.

It says where it stands (file, line, column) and keeps its fingerprint when lines move. Birth dates, documents,
addresses and the names of owners stay out of it, unless they are asked for: CI logs are read by many.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from screening.assessment import Band, ListUsed
from screening.checking.allow import Allowance
from screening.checking.cells import Span
from screening.errors import InputError, shown
from screening.freshness import Gap
from screening.version import __version__

__all__ = ["ERROR", "FORM", "RULES", "Notice", "Place", "Row", "VendorCheck", "baseline", "fingerprint", "trouble"]

ERROR = "error"
"""Stands for the band of what could not be screened."""
FORM = "screening check 1"
"""The form of the JSON document, for reading it back as a baseline."""
RULES: Mapping[str, str] = {
    "input.unusable": "A file could not be used",
    "input.unreadable": "A row could not be screened",
    "input.not_searched": "A row has no name that could be searched",
    "list.unreliable": "A required list is missing or stale",
    "vendor.unknown": "Not enough is known of a vendor",
}
"""What a notice may be about besides a finding, whose rule is the id of its indicator."""
_RANK = {Band.CLEAR.value: 0, Band.UNKNOWN.value: 1, Band.REVIEW.value: 2, Band.ESCALATE.value: 3}


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where something stands.

    Attributes:
        file: as it is shown, with ``/`` between folders.
        unit: ``line`` of a text, ``row`` of a sheet or table, or ``record`` of a JSON document.
        number: its number from 1; 0 is the file as a whole.
        column: the heading of the column, or the field.
        span: the cell in the text.
    """

    file: str
    unit: str = "line"
    number: int = 0
    column: str = ""
    span: Span | None = None

    def __str__(self) -> str:
        number = f"{self.unit} {self.number}" if self.number else ""
        return ", ".join(filter(None, (self.file, number, self.column and f"column {self.column}")))

    @property
    def line(self) -> int:
        """The line of the cell, or of the record; 1 for the file as a whole."""
        return self.span.line if self.span else max(self.number, 1)


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to be shown.

    Attributes:
        rule: id of the indicator, or one of :data:`RULES`; title: what that is.
        band: of the vendor, or :data:`ERROR`.
        place: where.
        subject: the vendor's id, or its name where the file has no ids.
        said: one sentence without anybody's personal data.
        listing, also_listed: ``list:id`` of the party; listed_name: its name, if the vendor's own name matched.
        digest, seen: of the list's entry, and of what matched in the vendor.
        fingerprint: the same in every run, wherever the row stands; no two notices of a run share one.
        details: what was seen, with personal data; empty unless asked for.
        allowed: the decision that clears it; known: it stands in the baseline.
    """

    rule: str
    title: str
    band: str
    place: Place
    said: str
    subject: str = ""
    listing: str = ""
    also_listed: tuple[str, ...] = ()
    listed_name: str = ""
    digest: str = ""
    seen: str = ""
    fingerprint: str = ""
    details: str = ""
    allowed: Allowance | None = None
    known: bool = False

    @property
    def open(self) -> bool:
        """Somebody has to look."""
        return self.allowed is None and not self.known


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the list.

    Attributes:
        place: where it stands.
        subject: the vendor's id, or its name where the file has no ids; name: what the row calls it.
        band: empty if it could not be screened; reason: the rule that gives it.
        unread: fields whose values could not be read and count as not known.
        notices: what there is to show, what was cleared included.
    """

    place: Place
    subject: str = ""
    name: str = ""
    band: str = ""
    reason: str = ""
    unread: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def screened(self) -> bool:
        """The row was screened, by a name that could be searched."""
        return bool(self.band) and not any(notice.band == ERROR for notice in self.notices)

    @property
    def label(self) -> str:
        """What the vendor is called."""
        return self.subject if self.name in {"", self.subject} else f"{self.subject} {self.name}"

    def fails(self, fail_on: str) -> bool:
        """Whether the row is at the threshold: what is known already does not count, unless it escalates."""
        if not self.band or _RANK[self.band] < _RANK[fail_on]:
            return False
        return self.band == Band.ESCALATE.value or any(n.open and n.band != ERROR for n in self.notices)


class VendorCheck(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of a run.

    Attributes:
        rows: every row of every file, in order.
        troubles: what concerns a file or a list as a whole.
        gaps: lists that cannot be relied on.
        remarks: what else a reader must know: of the allow-list, and of what was searched.
        fail_on: the band from which on a row fails.
        today, preset, policy_digest, lists, version: what it was made with.
    """

    rows: tuple[Row, ...]
    troubles: tuple[Notice, ...]
    gaps: tuple[Gap, ...]
    remarks: tuple[str, ...]
    fail_on: str
    today: str
    preset: str
    policy_digest: str
    lists: tuple[ListUsed, ...]
    version: str = __version__

    @property
    def code(self) -> int:
        """The exit code: 3 a required list, 2 what could not be screened, 1 at the threshold, else 0."""
        if any(gap.required for gap in self.gaps):
            return 3
        if self.troubles or not self.rows or any(not row.screened for row in self.rows):
            return 2
        return int(any(row.fails(self.fail_on) for row in self.rows))

    @property
    def notices(self) -> Iterator[Notice]:
        """Everything there is to show, what concerns whole files and lists first."""
        yield from self.troubles
        for row in self.rows:
            yield from row.notices

    @property
    def summary(self) -> str:
        """Counts in one line."""
        bands = Counter(row.band for row in self.rows if row.screened)
        said = ", ".join(f"{bands[band]:,} {band}" for band in reversed(_RANK) if bands[band])
        total = len(self.rows)
        parts = [f"{total:,} vendor{'' if total == 1 else 's'} checked" + (f": {said}" if said else "")]
        if bands[Band.UNKNOWN.value]:
            parts.append("unknown is not clear")
        for count, what in (
            (sum(notice.allowed is not None for notice in self.notices), "allowed"),
            (sum(notice.known for notice in self.notices), "in the baseline"),
            (sum(not row.screened for row in self.rows), "not screened"),
        ):
            if count:
                parts.append(f"{what}: {count:,}")
        return "; ".join(parts)


def trouble(rule: str, file: str, said: str) -> Notice:
    """A notice about a file or a list as a whole."""
    place = Place(file=file)
    return Notice(
        rule=rule, title=RULES[rule], band=ERROR, place=place, said=said, fingerprint=fingerprint(rule, file, said)
    )


def fingerprint(*parts: str) -> str:
    """One short text for several, the same in every run."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part.encode()).to_bytes(8, "big") + part.encode())
    return digest.hexdigest()[:32]


class _KnownNotice(msgspec.Struct):
    rule: str
    fingerprint: str
    digest: str = ""
    seen: str = ""
    allowed: dict[str, Any] | None = None


class _KnownRow(msgspec.Struct):
    notices: tuple[_KnownNotice, ...] = ()


class _Known(msgspec.Struct):
    form: str
    rows: tuple[_KnownRow, ...]


def baseline(content: bytes, *, name: str) -> frozenset[tuple[str, ...]]:
    """What an earlier run showed, from its JSON document.

    Args:
        content: what ``screening check --format json`` wrote.
        name: the file's name, for messages.

    Raises:
        InputError: it is no such document.
    """
    try:
        known = msgspec.json.decode(content, type=_Known)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{name}: not what screening check --format json writes: {error}") from None
    if known.form != FORM:
        raise InputError(f"{name}: of the form {shown(known.form)}, {FORM!r} is needed")
    return frozenset(
        (notice.fingerprint.partition(":")[0], notice.rule, notice.digest, notice.seen)
        for row in known.rows
        for notice in row.notices
        if notice.allowed is None  # a decision that ends brings back what it cleared
    )
