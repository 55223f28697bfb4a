"""The European Union's consolidated list of financial sanctions, FSF CSV 1.1 and 1.0.

Published by the European Commission (DG FISMA) as ``csvFullSanctionsList_1_1`` and ``csvFullSanctionsList``; ``;``
between the columns, UTF-8 with a byte order mark, a header. An entry stands on many lines: one for each name,
address, date of birth, document and citizenship, every one led by the entry's own columns.

==========================  =========================  ======================================================
columns in 1.1              in 1.0                     what
==========================  =========================  ======================================================
``fileGenerationDate``      ``Date_file``              date of the list, 05/08/2026
``Entity_``...              ``Entity_``, ``Leba_``...  ids, dates, remark, kind, the legal act
``NameAlias_``...           ``Naal_``...               a name
``Address_``...             ``Addr_``...               an address
``BirthDate_``...           ``Birt_``...               a date of birth
``Identification_``...      ``Iden_``...               a document
``Citizenship_``...         ``Citi_``...               a nationality
==========================  =========================  ======================================================

The CSV files do not say which names are weak, but in a remark (``low quality``): the XML file does, prefer it. A
backslash and an ``n`` stand for a new line. In 1.0 ``Entity_logical_id`` is in the header six times, the first one
counts; dates and documents are written as in :mod:`screening.lists.eu.global_xml`. Lines of one entry are put
together even where they do not follow one another. A file whose lines a spreadsheet took for one cell each
(quotation marks around the line, tabs for commas) is read as well. The id is the EU reference number, else ``EU-``
and the logical id.

1.0 was tested on an excerpt of 2018 that a spreadsheet had saved in Windows-1252; 1.1 on its published header and
single published lines only.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from hashlib import sha256

from screening.lists.eu.global_xml import Old
from screening.lists.eu.party import Fields, Party
from screening.lists.fields import iso_date
from screening.lists.intake import Intake
from screening.lists.opening import Digest, Part
from screening.lists.rows import Row, table
from screening.watchlist import Entity

__all__ = ["parse", "recognises"]

_NEW = re.compile(rb'"?fileGenerationDate[^;]*;.*\bNameAlias_WholeName\b')
_OLD = re.compile(rb'"?Date_file[^;]*;.*\bNaal_wholename\b')
_WHERE = "Region CountryIso2Code CountryDescription"
_PART = "LogicalId RegulationLanguage Remark"
_LONGEST_ID = 40
_FLAGS = "Diplomatic KnownExpired KnownFalse ReportedLost RevokedByIssuer"
_ISSUE = "IssuedBy IssuedDate ValidFrom ValidTo"
_ACT = "Type OrganisationType PublicationDate EntryIntoForceDate NumberTitle Programme PublicationUrl"

# The columns of a part without their prefix: those that show that the part is there, then the others.
_BLOCKS = {
    "NameAlias": ("WholeName LastName FirstName MiddleName", "NameLanguage Gender Title Function"),
    "Address": (f"City Street PoBox ZipCode Place ContactInfo {_WHERE}", "AsAtListingTime"),
    "BirthDate": (
        f"BirthDate Year YearRangeFrom YearRangeTo Place City {_WHERE}",
        "Day Month Circa CalendarType ZipCode",
    ),
    "Identification": (
        "Number LatinNumber",
        f"{_FLAGS} {_ISSUE} NameOnDocument TypeCode TypeDescription {_WHERE}",
    ),
    "Citizenship": (_WHERE, ""),
}
_ENTITY = {
    "Entity_EU_ReferenceNumber": "euReferenceNumber",
    "Entity_UnitedNationId": "unitedNationId",
    "Entity_DesignationDate": "designationDate",
    "Entity_DesignationDetails": "designationDetails",
    "Entity_Remark": "remark",
    "Entity_SubjectType": "code",
    "Entity_SubjectType_ClassificationCode": "classificationCode",
}
_RENAMED = {
    "BirthDate_BirthDate": "birthdate",
    "BirthDate_Day": "dayOfMonth",
    "BirthDate_Month": "monthOfYear",
    "Identification_IssuedDate": "issueDate",
    "Identification_TypeCode": "identificationTypeCode",
    "Identification_TypeDescription": "identificationTypeDescription",
}
_OLD_ENTITY = {"EU_ref_num": "euReferenceNumber", "Subject_type": "code", "Entity_remark": "remark"}
_OLD_ACT = {"numtitle": "numberTitle", "publication_date": "publicationDate", "url": "publicationUrl"}
_OLD_BLOCKS = {
    "Naal": ("NAME", "lastname firstname middlename wholename gender title function language"),
    "Addr": ("ADDRESS", "number street zipcode city country other"),
    "Birt": ("BIRTH", "date place country"),
    "Iden": ("PASSPORT", "number country"),
    "Citi": ("CITIZEN", "country"),
}


def _names(prefix: str, columns: str) -> dict[str, str]:
    """Columns, each with the name that its value has in the XML file."""
    full = [f"{prefix}_{column}" for column in columns.split()]
    return {name: _RENAMED.get(name, name[len(prefix) + 1].lower() + name[len(prefix) + 2 :]) for name in full}


_TELLING = {prefix: tuple(_names(prefix, first)) for prefix, (first, _) in _BLOCKS.items()}
_FIELDS = {prefix: _names(prefix, f"{first} {rest} {_PART}") for prefix, (first, rest) in _BLOCKS.items()}
_ACTS = {prefix: _names(f"{prefix}_Regulation", _ACT) for prefix in ("Entity", *_BLOCKS)}
_OLD_FIELDS = {
    prefix: {f"{prefix}_{column}": column.upper() for column in columns.split()}
    for prefix, (_, columns) in _OLD_BLOCKS.items()
}
_OLD_ACTS = {
    prefix: {f"{prefix}{column}": name for column, name in _OLD_ACT.items()}
    for prefix in ("Leba_", *(f"{prefix}_leba_" for prefix in _OLD_BLOCKS))
}
_COLUMNS = frozenset(
    (
        *("fileGenerationDate", "Entity_LogicalId", *_ENTITY),
        *(column for columns in (*_FIELDS.values(), *_ACTS.values()) for column in columns),
        *("Date_file", "Entity_logical_id", "Programme", *_OLD_ENTITY),
        *(column for columns in (*_OLD_FIELDS.values(), *_OLD_ACTS.values()) for column in columns),
        *(f"{prefix}_{column}" for prefix in _OLD_BLOCKS for column in ("logical_id", "programme")),
        *(f"Entity_logical_id.{number}" for number in range(2, 7)),
    )
)


def recognises(part: Part) -> bool:
    """Whether a file is the EU's list in FSF CSV, 1.1 or 1.0."""
    first = part.head.partition(b"\n")[0]
    return (_NEW.match(first) or _OLD.match(first)) is not None


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """The listed parties.

    Raises:
        WatchlistError: there is no header.
    """
    plain = _Plain(part.path, part.member)
    new = _NEW.match(plain.head) is not None
    key, dated = ("Entity_LogicalId", "fileGenerationDate") if new else ("Entity_logical_id", "Date_file")
    read = _read_new if new else _read_old
    last = _last_lines(plain)
    waiting: dict[str, Party] = {}
    for row in table(plain, intake, delimiter=";", encoding=_encoding(part.head), known=_COLUMNS):
        intake.as_of = intake.as_of or iso_date(row[dated])
        number = row[key]
        if not number:
            row.skip(key, "a line without the id of its entry")
            continue
        party = waiting.get(number)
        if party is None:
            party = waiting[number] = Party(number, row.tell)
        party.tell = row.tell
        read(row, party)
        if last.get(number, 0) <= row.line:
            yield from _finished(row, waiting.pop(number))
    for party in waiting.values():
        yield from _finished(row, party)


def _finished(row: Row, party: Party) -> Iterator[Entity]:
    entity = party.entity()
    if entity is None:
        row.skip("NameAlias_WholeName", "an entry without a name", party.logical_id)
    else:
        yield entity


def _read_new(row: Row, party: Party) -> None:
    entity = _taken(row, _ENTITY)
    if party.first_time("", entity):
        party.describe(entity)
    act = _taken(row, _ACTS["Entity"])
    if party.first_time("act", act):
        party.regulation(act)
    readers: dict[str, Callable[[Fields], None]] = {
        "NameAlias": party.name,
        "Address": party.address,
        "BirthDate": party.birth,
        "Identification": party.identification,
        "Citizenship": party.citizenship,
    }
    for prefix, columns in _TELLING.items():
        if any(row[column] for column in columns):
            fields = _taken(row, _FIELDS[prefix])
            if party.first_time(prefix, fields):
                party.changed(_taken(row, _ACTS[prefix]))
                readers[prefix](fields)


def _read_old(row: Row, party: Party) -> None:
    entity = _taken(row, _OLD_ENTITY)
    if party.first_time("", entity):
        party.describe(entity)
    act = {**_taken(row, _OLD_ACTS["Leba_"]), "programme": row["Programme"]}
    if party.first_time("act", act):
        party.regulation(act)
    old = Old(party)
    for prefix, (tag, _) in _OLD_BLOCKS.items():
        fields = _taken(row, _OLD_FIELDS[prefix])
        if any(fields.values()) and party.first_time(prefix, fields):
            party.changed(_taken(row, _OLD_ACTS[f"{prefix}_leba_"]))
            party.programme(row[f"{prefix}_programme"])
            old.readers[tag](fields)


def _taken(row: Row, columns: dict[str, str]) -> dict[str, str]:
    return {name: row[column] for column, name in columns.items()}


def _last_lines(plain: _Plain) -> dict[str, int]:
    """By an entry's id, the last line that may be its own: so that none is given out before it is whole."""
    last: dict[str, int] = {}
    for number, line in enumerate(plain.lines(sha256()), 1):
        cells = line.split(b";", 2)
        if len(cells) > 1:
            last[cells[1][:_LONGEST_ID].strip(b' "').decode(errors="replace")] = number
    return last


def _encoding(head: bytes) -> str | None:
    """``None``, which is UTF-8 with faults told, or Windows-1252 if the file is evidently not in UTF-8."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return None


class _Plain(Part):
    """The file as published: without the quotation marks of a spreadsheet, and what it made of the header."""

    def lines(self, digest: Digest, **limits: int) -> Iterator[bytes]:
        quoted = self.head.startswith(b'"') and b'";' not in self.head.partition(b"\n")[0]
        for number, line in enumerate(super().lines(digest, **limits)):
            plain = line
            if quoted and line.startswith(b'"'):
                plain = line.strip()[1:-1].replace(b'""', b'"').rstrip(b"\t").replace(b"\t", b",") + b"\n"
            yield plain if number else re.sub(rb"^Date_file\w*", b"Date_file", plain)
