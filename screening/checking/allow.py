"""The allow-list of a vendor check: which likeness of which vendor to which listed party was looked into.

An entry is a decision of two sides at one moment: it holds while the list's entry and what matched in the vendor
stay as they were, and until its last day. What it no longer covers comes back, with the reason::

    [[allow]]
    subject = "V-015"
    listing = "ofac_sdn:12345"
    digest = "5f0c..."                  # of the list's entry
    seen = "81d2..."                    # of what matched in the vendor
    decision = "false positive"         # or "accepted risk", never for a designated party
    reason = "another company: register number and owners compared, ticket 311"
    approved_by = "a.reviewer@example.com"
    second_approver = ""                # needed where the name agrees in full or a number does
    expires = 2027-05-31                # at most 365 days ahead
"""

from __future__ import annotations

import datetime as dt
import difflib
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from screening.errors import InputError, shown
from screening.field_by_field import needed
from screening.likeness import Likeness

__all__ = ["DECISIONS", "FILE", "LONGEST", "AllowList", "Allowance", "Verdict", "drafted"]

FILE = ".screening-allow.toml"
"""Where the allow-list is looked for unless another file is named."""
LONGEST = dt.timedelta(days=365)
"""No decision holds longer without being looked at again."""
DRAFTED = dt.timedelta(days=90)
"""What a draft suggests: about the time between two reviews of vendors."""
DECISIONS = ("false positive", "accepted risk")
_SAID = {
    "draft": "is not finished: it needs a decision, a reason and who approved it",
    "expired": "ended",
    "entry": "was made for an older state of the list's entry",
    "seen": "was made for other names or numbers of the vendor",
    "risk": "accepts the risk of a designated party, which nobody may",
    "second": "needs a recorded false positive and a second approver: the name in full or a number agrees",
}


class Allowance(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of the allow-list.

    Attributes:
        subject: the vendor's id, or its name where the file has no ids.
        listing: list and id of the entry.
        digest: of the list's entry; seen: of what matched in the vendor.
        decision: one of :data:`DECISIONS`; reason: why; approved_by, second_approver: who.
        expires: the last day on which it holds.
        vendor, listed: names, for whoever reads the file; nothing else reads them.
    """

    subject: str
    listing: str
    digest: str
    seen: str
    expires: dt.date
    decision: str = ""
    reason: str = ""
    approved_by: str = ""
    second_approver: str = ""
    vendor: str = ""
    listed: str = ""


class Verdict(msgspec.Struct, frozen=True):
    """What the allow-list says of a likeness.

    Attributes:
        allowance: the entry that clears it; ``None``: it counts.
        refused: why entries for it do not clear it, one sentence each.
    """

    allowance: Allowance | None = None
    refused: tuple[str, ...] = ()


class AllowList:
    """Decisions, and which of them were of use.

    Args:
        allowances: the entries in their order.
        name: what the file is called, for messages.
        today: the day on which they are judged.

    Raises:
        InputError: an entry is malformed, or runs longer than a year from today.
    """

    def __init__(self, allowances: Sequence[Allowance] = (), *, name: str = FILE, today: dt.date) -> None:
        self.allowances = tuple(allowances)
        self.name = name
        self._today = today
        self._met: set[int] = set()
        problems = [
            f"entry {number}: {problem}"
            for number, allowance in enumerate(self.allowances, start=1)
            for problem in _problems(allowance, today)
        ]
        if problems:
            raise InputError(f"{name}: {'; '.join(problems)}")

    @classmethod
    def from_toml(cls, text: str, *, name: str = FILE, today: dt.date) -> AllowList:
        """Read an allow-list.

        Raises:
            InputError: it is no TOML, or an entry is malformed.
        """
        try:
            table = tomllib.loads(text)
        except (ValueError, RecursionError) as error:  # TOMLDecodeError, and a number of thousands of digits
            raise InputError(f"{name}: not TOML: {error}") from None
        entries = table.pop("allow", [])
        if table:
            raise InputError(f"{name}: only entries [[allow]] are known, not {', '.join(map(shown, table))}")
        if not isinstance(entries, list):
            raise InputError(f"{name}: allow: entries [[allow]] are needed, with two brackets on each side")
        allowances = [_read(entry, f"{name}, entry {number}") for number, entry in enumerate(entries, start=1)]
        return cls(allowances, name=name, today=today)

    def judge(self, subject: str, likeness: Likeness) -> Verdict:
        """Whether an entry clears a vendor of being the listed party.

        Args:
            subject: the vendor's id, or its name where the file has no ids.
            likeness: what of the vendor looks like the party.
        """
        listings = {likeness.listing, *likeness.also_listed}
        refused = []
        cleared: Allowance | None = None
        for place, allowance in enumerate(self.allowances):
            if allowance.subject != subject or allowance.listing not in listings:
                continue
            self._met.add(place)
            if reason := self._against(allowance, likeness):
                ended = f" on {allowance.expires}" if reason == "expired" else ""
                refused.append(f"{self._entry(place)} {_SAID[reason]}{ended}")
            else:
                cleared = cleared or allowance
        return Verdict(cleared, () if cleared else tuple(refused))

    def _against(self, allowance: Allowance, likeness: Likeness) -> str:
        """Why an entry does not hold, as a key of the sentences; empty if it holds."""
        if not (allowance.decision and allowance.reason.strip() and allowance.approved_by.strip()):
            return "draft"
        if allowance.expires < self._today:
            return "expired"
        if allowance.digest != likeness.digest(allowance.listing):
            return "entry"
        if allowance.seen != likeness.seen:
            return "seen"
        return _insufficient(allowance, likeness)

    def has(self, subject: str, likeness: Likeness) -> bool:
        """Whether an entry is about this very state of both sides and has not ended, decided or not."""
        return any(
            (one.subject, one.listing, one.seen) == (subject, likeness.listing, likeness.seen)
            and one.digest == likeness.digest(one.listing)
            and one.expires >= self._today
            for one in self.allowances
        )

    def unused(self) -> Iterator[str]:
        """What met no vendor in this run, one sentence each: such entries should go."""
        for place in range(len(self.allowances)):
            if place not in self._met:
                yield f"{self._entry(place)} is not used: nothing at a threshold looks like that party"

    def _entry(self, place: int) -> str:
        allowance = self.allowances[place]
        return f"{self.name}, entry {place + 1} for {shown(allowance.subject)} and {shown(allowance.listing)}"


def _insufficient(allowance: Allowance, likeness: Likeness) -> str:
    """Why a decision is not enough for what it decides, as a key of the sentences."""
    if allowance.decision == "accepted risk" and likeness.designated:
        return "risk"
    first, second = (name.strip().casefold() for name in (allowance.approved_by, allowance.second_approver))
    if likeness.exact and (allowance.decision != "false positive" or second in {"", first}):
        return "second"
    return ""


def _problems(allowance: Allowance, today: dt.date) -> Iterator[str]:
    if allowance.decision and allowance.decision not in DECISIONS:
        near = difflib.get_close_matches(allowance.decision[:100], DECISIONS, n=1)
        hint = f", did you mean {near[0]!r}?" if near else f", one of {', '.join(DECISIONS)} is needed"
        yield f"decision {shown(allowance.decision)}{hint}"
    if allowance.expires > (latest := _later(today, LONGEST)):
        yield f"expires {allowance.expires}: at most {LONGEST.days} days ahead, {latest}"
    for field in ("subject", "listing", "digest", "seen"):
        if not getattr(allowance, field).strip():
            yield f"{field} is empty"


def _later(day: dt.date, time: dt.timedelta) -> dt.date:
    return day + min(time, dt.date.max - day)


def _read(entry: Any, place: str) -> Allowance:  # noqa: ANN401 - whatever TOML holds
    if not isinstance(entry, dict):
        raise InputError(f"{place}: a table is needed")
    fields = [field.name for field in msgspec.structs.fields(Allowance)]
    for key in entry:
        if key not in fields:
            near = difflib.get_close_matches(key[:100], fields, n=1)
            hint = f", did you mean {near[0]!r}?" if near else ""
            raise InputError(f"{place}: unknown key {shown(key)}{hint}")
    if isinstance(entry.get("expires"), dt.datetime):
        raise InputError(f"{place}: expires: a date is needed, without a time")
    try:
        return msgspec.convert(entry, Allowance)
    except msgspec.ValidationError as error:
        key, message = needed(str(error))
        raise InputError(f"{place}: {key}: {message}") from None


def drafted(likenesses: Iterable[tuple[str, str, Likeness]], *, today: dt.date) -> str:
    """Entries to be finished by whoever decides: decision, reason and approver are left empty.

    Args:
        likenesses: of each vendor its subject, its name, and what it looks like.
        today: the suggested last day is counted from here.
    """
    return "".join(_draft(subject, vendor, likeness, today) for subject, vendor, likeness in likenesses)


def _draft(subject: str, vendor: str, likeness: Likeness, today: dt.date) -> str:
    listed = likeness.entity.name if likeness.own else ""
    lines = [
        "[[allow]]",
        f"subject = {_quoted(subject)}",
        *([f"vendor = {_quoted(vendor)}"] if vendor != subject else []),
        f"listing = {_quoted(likeness.listing)}",
        *([f"listed = {_quoted(listed)}"] if listed else []),
        f"digest = {_quoted(likeness.digest(likeness.listing))}",
        f"seen = {_quoted(likeness.seen)}",
        f'decision = ""  # {_CHOICE_OF_DESIGNATED if likeness.designated else _CHOICE}',
        'reason = ""',
        'approved_by = ""',
        *(['second_approver = ""  # needed: the name in full or a number agrees'] if likeness.exact else []),
        f"expires = {_later(today, DRAFTED)}",
    ]
    return "\n".join(lines) + "\n\n"


_CHOICE = '"false positive" or "accepted risk"'
_CHOICE_OF_DESIGNATED = '"false positive", if it is one: the party is designated'


def _quoted(text: str) -> str:
    r"""A TOML string in which everything that cannot be seen is written as an escape.

    >>> print(_quoted('Sample "A"' + chr(0x202E)))
    "Sample \"A\"\u202e"
    """
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character.isprintable():
        return character
    return f"\\u{ord(character):04x}" if ord(character) < 1 << 16 else f"\\U{ord(character):08x}"
