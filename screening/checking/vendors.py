"""Vendors checked row by row: scored, compared with the decisions of the allow-list, and put into notices."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from screening.assessment import Assessment, Band
from screening.checking.allow import Allowance, AllowList
from screening.checking.cells import span
from screening.checking.notices import ERROR, RULES, Notice, Place, Row, fingerprint
from screening.errors import RecordError
from screening.evidence import LOCATION, Finding
from screening.indicator import Context
from screening.indicators import INDICATORS
from screening.inputs import Placed
from screening.likeness import Likeness
from screening.names import THRESHOLD
from screening.names.text import read as read_name
from screening.profile import Profile
from screening.screener import Examined, Screener
from screening.statements import own_names

__all__ = ["Checker"]

_LISTED = frozenset({"watchlist", "organisation"})
"""The families whose findings may be about listed parties."""
_CHECKS = {indicator.id: indicator.check for indicator in INDICATORS}


class Checker:
    """Checks row after row.

    Args:
        screener: of the policy and lists to check against.
        today: the date of the assessments.
        allowed: decisions; known: what an earlier run showed, by :func:`baseline`.
        personal: details may hold birth dates, documents, addresses and owners.
    """

    def __init__(
        self,
        screener: Screener,
        *,
        today: dt.date,
        allowed: AllowList | None = None,
        known: frozenset[tuple[str, ...]] = frozenset(),
        personal: bool = False,
    ) -> None:
        self._screener = screener
        self._today = today
        self._allowed = AllowList(today=today) if allowed is None else allowed
        self._known = known
        self._personal = personal
        self._fingerprints: Counter[str] = Counter()
        self.refused: dict[str, None] = {}
        """Why entries of the allow-list did not clear what they are for."""
        self.undecided: list[tuple[str, str, Likeness]] = []
        """Of each vendor at a threshold its subject, its name, and what it looks like and is not cleared of."""

    def row(self, placed: Placed, file: str) -> Row:
        """One row checked."""
        where = Place(file=file, unit=placed.unit, number=placed.number)
        record = placed.record
        if isinstance(record, RecordError):
            return self._unreadable(record, placed, where)
        subject, name = _called(record, placed)
        try:
            examined = self._screener.examine(record, today=self._today)
        except RecordError as error:
            return self._unreadable(error, placed, where)
        assessment = examined.assessment
        notices: list[Notice] = []
        if not _searched(record):
            said = "no letter and no digit in it"
            notices.append(self._plain("input.not_searched", ERROR, where, subject, said))
        if assessment.band in {Band.REVIEW, Band.ESCALATE}:
            said_of = _Sayings(
                profile=record, placed=placed, where=where, subject=subject, name=name, today=self._today
            )
            assessment, found = self._looked_at(examined, said_of)
            notices += found
        if assessment.band is Band.UNKNOWN:
            said = "; ".join(assessment.missing)
            notices.append(self._plain("vendor.unknown", assessment.band.value, where, subject, said))
        return Row(
            place=where,
            subject=subject,
            name=name,
            band=assessment.band.value,
            reason=assessment.band_reason,
            unread=tuple(unread.field for unread in assessment.unread),
            notices=tuple(notices),
        )

    def _looked_at(self, examined: Examined, of: _Sayings) -> tuple[Assessment, list[Notice]]:
        """The assessment without what the allow-list clears, and the notices of both."""
        before, alike = examined.assessment, examined.alike
        cleared: dict[str, Allowance] = {}
        for likeness in alike:
            verdict = self._allowed.judge(of.subject, likeness)
            self.refused.update(dict.fromkeys(verdict.refused))
            if verdict.allowance:
                cleared[likeness.party] = verdict.allowance
        after = self._screener.without(examined, cleared) if cleared else before
        notices: list[Notice] = []
        if after.band in {Band.REVIEW, Band.ESCALATE}:
            pairs = of.paired(after.findings, [like for like in alike if like.party not in cleared])
            notices += [self._notice(of.notice(finding, like, after.band), finding) for finding, like in pairs]
            undecided = {like.party: like for _, like in pairs if like}
            self.undecided += [(of.subject, of.name, like) for like in undecided.values()]
        for likeness in alike:
            if likeness.party in cleared:
                finding = of.strongest(before.findings, likeness)
                notice = of.notice(finding, likeness, before.band)
                allowed = msgspec.structs.replace(notice, allowed=cleared[likeness.party])
                notices.append(self._notice(allowed, finding))
        return after, notices

    def _notice(self, notice: Notice, finding: Finding) -> Notice:
        """The notice with its fingerprint, and with what was seen if that may be shown."""
        base = fingerprint(notice.rule, notice.subject, notice.listing)
        known = notice.band == Band.REVIEW.value and notice.allowed is None
        return msgspec.structs.replace(
            notice,
            fingerprint=self._once(base),
            details=finding.summary if self._personal else "",
            known=known and (base, notice.rule, notice.digest, notice.seen) in self._known,
        )

    def _plain(self, rule: str, band: str, where: Place, subject: str, said: str) -> Notice:
        base = fingerprint(rule, subject, said)
        known = band == Band.UNKNOWN.value and (base, rule, "", "") in self._known
        title = RULES[rule]
        return Notice(
            rule=rule,
            title=title,
            band=band,
            place=where,
            subject=subject,
            said=f"{title}: {said}",
            fingerprint=self._once(base),
            known=known,
        )

    def _unreadable(self, error: RecordError, placed: Placed, where: Place) -> Row:
        """A row that could not be screened; values stay out of it, they may be anybody's."""
        said = "; ".join(": ".join(filter(None, (p.field, _message(p.message)))) for p in error.problems)
        column = next((p.field for p in error.problems if p.field), "").removeprefix("column ")
        subject = error.record_id or str(where)
        notice = self._plain("input.unreadable", ERROR, _in_column(where, placed, column), error.record_id, said)
        if self._personal:
            notice = msgspec.structs.replace(notice, details="; ".join(map(str, error.problems)))
        return Row(place=where, subject=subject, notices=(notice,))

    def _once(self, base: str) -> str:
        """A fingerprint that no other notice of the run has."""
        self._fingerprints[base] += 1
        count = self._fingerprints[base]
        return base if count == 1 else f"{base}:{count}"


class _Sayings(msgspec.Struct, frozen=True, kw_only=True):
    """What findings of one row are about, in words and places."""

    profile: Profile
    placed: Placed
    where: Place
    subject: str
    name: str
    today: dt.date

    def paired(
        self, findings: Iterable[Finding], alike: Sequence[Likeness]
    ) -> list[tuple[Finding, Likeness | None]]:
        """Findings that count, each with every party that it is about; and parties whose clue counts elsewhere."""
        pairs: list[tuple[Finding, Likeness | None]] = []
        met: set[str] = set()
        for finding in findings:
            about = self._about(finding, alike)
            if finding.points > 0 and finding.family != LOCATION:
                pairs += [(finding, likeness) for likeness in about] or [(finding, None)]
                met |= {likeness.party for likeness in about}
            elif finding.counted_in:
                pairs += [(finding, likeness) for likeness in about if likeness.party not in met]
                met |= {likeness.party for likeness in about}
        return pairs

    def strongest(self, findings: Sequence[Finding], likeness: Likeness) -> Finding:
        """The strongest finding about a party."""
        about = [finding for finding in findings if self._about(finding, [likeness])]
        return about[0] if about else findings[0]

    def _about(self, finding: Finding, alike: Sequence[Likeness]) -> list[Likeness]:
        """The parties for which the indicator speaks by themselves, else those with which it shares a record."""
        if finding.family not in _LISTED or self._speaks(finding.id, None):
            return []
        found = [likeness for likeness in alike if self._speaks(finding.id, likeness)]
        return found or [likeness for likeness in alike if _within(likeness.records, finding.records)]

    def _speaks(self, indicator: str, likeness: Likeness | None) -> bool:
        context = Context(
            today=self.today,
            name_threshold=THRESHOLD,
            hits=likeness.hits if likeness else (),
            numbers=likeness.numbers if likeness else (),
        )
        return _CHECKS[indicator](self.profile, context) is not None

    def notice(self, finding: Finding, likeness: Likeness | None, band: Band) -> Notice:
        """The notice of a finding, without fingerprint."""
        records = _within(likeness.records if likeness else (), finding.records) or finding.records
        place = _in_column(self.where, self.placed, records[0] if records else "", self.profile)
        said = finding.title
        listed_name = likeness.entity.name if likeness and likeness.own else ""
        if likeness:
            name = f" ({listed_name})" if listed_name else ""
            also = f", also {', '.join(likeness.also_listed)}" if likeness.also_listed else ""
            said += f"; listed as {likeness.listing}{name}{also}"
        return Notice(
            rule=finding.id,
            title=finding.title,
            band=band.value,
            place=place,
            subject=self.subject,
            said=said,
            listing=likeness.listing if likeness else "",
            also_listed=likeness.also_listed if likeness else (),
            listed_name=listed_name,
            digest=likeness.digest(likeness.listing) if likeness else "",
            seen=likeness.seen if likeness else "",
        )


def _within(records: Iterable[str], wholes: Sequence[str]) -> list[str]:
    """Those of the records that are one of the others, or a part of it."""
    return [r for r in records if any(r == whole or r.startswith((f"{whole}.", f"{whole}[")) for whole in wholes)]


def _called(profile: Profile, placed: Placed) -> tuple[str, str]:
    """By what a vendor is known from run to run, and its name: a number of a line is no id."""
    name = next(filter(None, (profile.name, profile.legal_name, profile.native_name)), "")
    own = profile.id != f"{placed.unit} {placed.number}"
    return profile.id if own or not name else name, name


def _searched(profile: Profile) -> bool:
    """Whether one of its own names has anything that can be searched."""
    return any(read_name(text).words for _, text in own_names(profile))


def _message(text: str) -> str:
    """A problem without the value that it may repeat at its end."""
    return text.partition(" (")[0]


def _in_column(where: Place, placed: Placed, path: str, profile: Profile | None = None) -> Place:
    """The place of the cell that a path in a profile, or a heading, names."""
    columns = placed.columns
    if columns is None:
        return msgspec.structs.replace(where, column=path)
    number = columns.header.index(path) if path in columns.header else columns.column(path, _role(path, profile))
    if number is None:
        return where
    cell = span(placed.text, number, delimiter=placed.delimiter, line=placed.number) if placed.text else None
    return msgspec.structs.replace(where, column=columns.header[number].strip(), span=cell)


def _role(path: str, profile: Profile | None) -> str:
    """The role of the related party to which a path leads."""
    if profile is None or not path.startswith("related["):
        return ""
    number = int(path.removeprefix("related[").partition("]")[0])
    return (profile.related or ())[number].role
