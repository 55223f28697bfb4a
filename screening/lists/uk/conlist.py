"""The former consolidated list of asset freeze targets (``ConList``) of the UK's financial sanctions office.

OFSI at HM Treasury published it until 28 January 2026, when the UK Sanctions List became the only one; the file
may still be there, and no longer changes. Above the header one row says ``Last Updated,10/04/2025``.

=====================================  ========================================================================
columns                                content
=====================================  ========================================================================
Group ID                               the id of the entry
Name 6, Name 1 ... Name 5              given names in 1 to 5; family name, or all of it, in 6
Alias Type, Alias Quality              Primary name, Primary name variation, AKA, FKA; good or low quality
Name Non-Latin Script, type, language  the name of this row in its own script
DOB, Nationality, Passport Number ...  of the individual
Address 1 ... 6, Post/Zip Code         one address, the town in 6; Country
Regime                                 ``Democratic People's Republic of Korea``
Other Information                      all else: ``(UK Sanctions List Ref):DPR0065. (UN Ref):KPe.050. ...``
=====================================  ========================================================================

Two layouts: that of 2022 (36 columns, UTF-8, CSV or XLSX), and the one before it (29 columns, Windows-1252,
documents as free text, no quality, ``Prime Alias`` for the primary name, ``UN Ref KPe.050`` within the text).

Traps: rows are in the order of their names, so that those of one entry are scattered; one row for each
combination of name, birth date and address; the ids of a party listed under two regimes stand as ``BEL0010 and
GHR0053``; a nationality may be an adjective. Other Information is kept whole in the remarks, whatever is read out
of it. The script's type and language are not kept.

Documentation: OFSI, "Format guide for the consolidated list". Verified on the whole files of 13 April 2018 and
10 April 2025.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from screening.lists import rows, sheets
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.rows import Row
from screening.lists.uk.designation import NATIVE, Designation, entities
from screening.lists.uk.values import report_date
from screening.watchlist import Entity

__all__ = ["parse", "recognises"]

_KEY = "uk_ofsi"
_NATIVE_NAME = "Name Non-Latin Script"
_NAME_PARTS = tuple(f"Name {number}" for number in range(1, 7))
_LINES = tuple(f"Address {number}" for number in range(1, 7))
_SAID = {
    "Title": "title",
    "DOB": "birth",
    "Nationality": "nationality",
    "Position": "position",
    "Other Information": "other",
    "Group Type": "kind",
    "Regime": "regime",
    "Last Updated": "updated",
}
_KNOWN = frozenset({
    *_NAME_PARTS, *_LINES, *_SAID, "Group ID", "Alias Type", "Alias Quality", _NATIVE_NAME,
    "Non-Latin Script Type", "Non-Latin Script Language", "Town of Birth", "Country of Birth", "Passport Number",
    "Passport Details", "National Identification Number", "National Identification Details", "NI Number",
    "Post/Zip Code", "Country", "Listed On", "UK Sanctions List Date Designated",
})  # fmt: skip
_NEEDED = frozenset({"Name 6", "Group ID", "Group Type", "Regime"})

# The labels in Other Information: what is read out of it, and what only ends what stands before.
_LABELS = {
    "Phone number": "phone",
    "Website": "website",
    "Email address": "email",
    "Business Reg No": "registration",
    "Parent company": "parent",
    "Subsidiaries": "subsidiary",
    "IMO number": "imo",
    "Current owners": "owner",
    "Flag of ship": "flag",
    "Type of ship": "ship type",
}
_OTHER_LABELS = (
    "UK Sanctions List Ref", "UN Ref", "UK Statement of Reasons", "Gender", "Type of entity", "Previous flags",
    "Tonnage of ship", "Length of ship", "Year built",
)  # fmt: skip
_LABEL = re.compile(rf"\(({'|'.join(map(re.escape, (*_LABELS, *_OTHER_LABELS)))})\):")
_UK_IDS = re.compile(r"\(UK Sanctions List Ref\):\s*((?:[A-Z]{3}\d{4}(?:\s+and\s+|,\s*)?)+)")
_UN_ID = re.compile(
    r"(?:\bUN Ref(?:\s*No)?\W{0,3}|\(UK Sanctions List Ref\):\s*|^)([A-Z]{2}[ei]\.\s?\d{3})\b", re.IGNORECASE
)


def recognises(part: Part) -> bool:
    """Whether one of the first rows is the header of the consolidated list, as CSV or in a workbook."""
    return any(map(_starts, _first_rows(part)))


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """Read the list; entries are given out once the last row was read, since their rows are scattered.

    Raises:
        WatchlistError: the file is damaged or has no header, or python-calamine is not installed for a workbook.
    """
    first = _first_rows(part)
    intake.as_of = report_date(first[0]) if first and not _starts(first[0]) else ""
    found: dict[str, Designation] = {}
    for row in _rows(part, intake):
        if not (group := row["Group ID"]):
            row.skip("Group ID", "a row without the id of its entry")
            continue
        _take(found.setdefault(group, Designation(group)), row)
    for entry in found.values():
        for information in entry.values("other"):
            _unfold(entry, information)
    yield from entities(found, _KEY, part.name, intake)


def _first_rows(part: Part) -> list[list[str]]:
    return (sheets.first_rows if part.spreadsheet else rows.first_rows)(part, most=5)


def _starts(cells: Sequence[str]) -> bool:
    return _NEEDED.issubset(map(str.strip, cells))


def _rows(part: Part, intake: Intake) -> Iterator[Row]:
    if part.spreadsheet:
        return sheets.sheet(part, intake, known=_KNOWN, starts=_starts)
    return rows.table(part, intake, encoding=_encoding(part), known=_KNOWN, starts=_starts)


def _encoding(part: Part) -> str | None:
    """Windows-1252 for the older layout, unless its opening is UTF-8 after all."""
    if any(_NATIVE_NAME in cells for cells in _first_rows(part)):
        return None
    try:
        part.head[: part.head.rfind(b"\n")].decode()
    except UnicodeDecodeError:
        return "cp1252"
    return None


def _take(entry: Designation, row: Row) -> None:
    quality = row["Alias Quality"]
    entry.name([row[part] for part in _NAME_PARTS], row["Alias Type"], quality)
    entry.name([row[_NATIVE_NAME]], NATIVE, quality)
    entry.address([row[line] for line in _LINES], row["Post/Zip Code"], row["Country"])
    entry.paper("passport", row["Passport Number"], row["Passport Details"])
    entry.paper("national_id", row["National Identification Number"], row["National Identification Details"])
    entry.paper("national_id", row["NI Number"], "")
    entry.say("birthplace", ", ".join(filter(None, (row["Town of Birth"], row["Country of Birth"]))))
    entry.say("designated", row["UK Sanctions List Date Designated"] or row["Listed On"])
    for column, what in _SAID.items():
        entry.say(what, row[column])


def _unfold(entry: Designation, information: str) -> None:
    """What Other Information says under its labels, and the ids of other lists that it begins with."""
    _, *pieces = _LABEL.split(information)
    for label, value in zip(pieces[::2], pieces[1::2], strict=True):
        if what := _LABELS.get(label):
            entry.say(what, value)
    if ids := _UK_IDS.search(information):
        for id_ in re.findall(r"[A-Z]{3}\d{4}", ids[1]):
            entry.say("uk", id_)
    for number in _UN_ID.findall(information):
        entry.say("un", number)
