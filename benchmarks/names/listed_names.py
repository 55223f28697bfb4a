"""The names of the official lists, read straight from their files; for benchmarks only.

The files are not part of this repository. A folder that holds them is given on the command line:

    un/consolidated_20260227.xml.gz         UN Security Council Consolidated List
    ofac/sdn_20260711_derived.csv.gz        OFAC SDN list, primary names
    ofac/alt_20260602.csv.gz                its aliases
    ofac/sdn_20240503.csv.gz                its remarks, for the weak aliases in them
    uk/ConList_20250410_converted.csv.gz    UK OFSI Consolidated List
    eu/fsf_20260605_names_repack.json.gz    EU financial sanctions, names
    eu/fsf_20250415_repack.json.gz          the same, for the kinds
    us/trade_gov_consolidated.csv.gz        US Consolidated Screening List

    python -m benchmarks.names.listed_names FOLDER
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.names.spellings import syllabic

LONGEST = 512
"""Longer names are beyond the bounds of the engine: left out, and counted."""

_WEAK = re.compile(r"a\.k\.a\. '([^']+)'")
_UK_NAMES = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6")
_UK_KINDS = {"Individual": "person", "Ship": "vessel"}
_US_KINDS = {"Individual": "person", "Vessel": "vessel"}
_OFAC_KINDS = {"individual": "person", "vessel": "vessel"}


class Listed(NamedTuple):
    """One name of one listed party.

    Attributes:
        publisher: ``un``, ``ofac``, ``uk``, ``eu`` or ``us``.
        party: the publisher's key of the party.
        kind: ``person``, ``organization``, ``vessel``; ``None`` if the file does not say.
        name: as it stands in the file.
        native: the same name in its own script, if the file has it beside this one.
        programme: why it is listed; parties of one programme tend to bear names of one culture.
        weak: the publisher calls the alias weak or of low quality.
    """

    publisher: str
    party: str
    kind: str | None
    name: str
    native: str = ""
    programme: str = ""
    weak: bool = False


def _table(path: Path, *, skip: int = 0) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for _ in range(skip):
            next(file)
        yield from csv.reader(file)


def _records(path: Path, *, skip: int = 0) -> Iterator[dict[str, str]]:
    lines = _table(path, skip=skip)
    header = next(lines)
    return (dict(zip(header, line, strict=False)) for line in lines)


def _ofac(folder: Path) -> Iterator[Listed]:
    parties: dict[str, tuple[str, str]] = {}
    for line in _table(folder / "ofac/sdn_20260711_derived.csv.gz"):
        if len(line) > 3:
            parties[line[0]] = (_OFAC_KINDS.get(line[2].strip(), "organization"), line[3].strip())
            yield Listed("ofac", line[0], parties[line[0]][0], line[1].strip(), "", line[3].strip())
    for line in _table(folder / "ofac/alt_20260602.csv.gz"):
        if len(line) > 3 and line[0] in parties:
            kind, programme = parties[line[0]]
            yield Listed("ofac", line[0], kind, line[3].strip(), "", programme)
    for line in _table(folder / "ofac/sdn_20240503.csv.gz"):
        if line[0] in parties:
            kind, programme = parties[line[0]]
            for name in _WEAK.findall(line[-1]):
                yield Listed("ofac", line[0], kind, name, "", programme, weak=True)


def _un(folder: Path) -> Iterator[Listed]:
    with gzip.open(folder / "un/consolidated_20260227.xml.gz") as file:
        tree = ET.parse(file)  # noqa: S314 - a file that its user chose, not one from the network
    for tag, kind in (("INDIVIDUAL", "person"), ("ENTITY", "organization")):
        for party in tree.iter(tag):
            key, programme = party.findtext("DATAID") or "", party.findtext("UN_LIST_TYPE") or ""
            parts = (party.findtext(f"{place}_NAME") or "" for place in ("FIRST", "SECOND", "THIRD", "FOURTH"))
            native = (party.findtext("NAME_ORIGINAL_SCRIPT") or "").strip()
            yield Listed("un", key, kind, " ".join(" ".join(parts).split()), native, programme)
            for alias in party.iter(f"{tag}_ALIAS"):
                weak = (alias.findtext("QUALITY") or "") == "Low"
                for name in (alias.findtext("ALIAS_NAME") or "").split(";"):
                    if name.strip():
                        yield Listed("un", key, kind, name.strip(), "", programme, weak)


def _uk(folder: Path) -> Iterator[Listed]:
    for record in _records(folder / "uk/ConList_20250410_converted.csv.gz", skip=1):
        kind = _UK_KINDS.get(record["Group Type"], "organization")
        name = " ".join(record[part].strip() for part in _UK_NAMES if record[part].strip())
        native = record["Name Non-Latin Script"].strip()
        weak = record["Alias Quality"] == "Low quality"
        yield Listed("uk", record["Group ID"], kind, name, native, record["Regime"], weak)


def _eu(folder: Path) -> Iterator[Listed]:
    with gzip.open(folder / "eu/fsf_20250415_repack.json.gz") as file:
        kinds = {
            party["name"]: "person" if party["type"] == "INDIVIDUAL" else "organization"
            for party in json.load(file)["data"]
        }
    with gzip.open(folder / "eu/fsf_20260605_names_repack.json.gz") as file:
        parties = json.load(file)
    for party in parties:
        for name in (party["full_name"], *party["aliases"]):
            yield Listed("eu", str(party["id"]), kinds.get(party["full_name"]), name.strip())


def _us(folder: Path) -> Iterator[Listed]:
    for record in _records(folder / "us/trade_gov_consolidated.csv.gz"):
        kind = _US_KINDS.get(record["type"], "organization" if record["type"] else None)
        for name in (record["name"], *record["alt_names"].split("; ")):
            yield Listed("us", record["_id"], kind, name.strip(), "", record["programs"])


_READERS = {"un": _un, "ofac": _ofac, "uk": _uk, "eu": _eu, "us": _us}


def read(folder: Path, publishers: Iterable[str] = _READERS) -> list[Listed]:
    """Every name of these publishers, in the order of the files."""
    return [row for publisher in publishers for row in _READERS[publisher](folder) if row.name]


def searchable(rows: Iterable[Listed]) -> tuple[list[str], list[str | None], int]:
    """Names and native names with their kinds, ready for an index; and how many were too long for it."""
    names: list[str] = []
    kinds: list[str | None] = []
    too_long = 0
    for row in rows:
        for name in (row.name, row.native):
            if len(name) > LONGEST:
                too_long += 1
            elif name:
                names.append(name)
                kinds.append(row.kind)
    return names, kinds, too_long


def natural(row: Listed) -> list[str]:
    """The words of a name in the order in which one says it: ``SURNAME, Given`` is turned.

    Names of syllables keep the surname in front, as Korean and Chinese speakers do.
    """
    before, comma, after = row.name.partition(",")
    if row.kind != "person" or not comma or "," in after:
        return row.name.split()
    surname, given = before.split(), after.split()
    return surname + given if all(map(syllabic, surname + given)) else given + surname


def main(folder: Path) -> None:
    """Count what is there."""
    rows = read(folder)
    names, _, too_long = searchable(rows)
    print(f"{len(names):,} names, {len(set(names)):,} of them different, {too_long} too long")
    for label, counts in (
        ("publisher", Counter(row.publisher for row in rows)),
        ("kind", Counter(str(row.kind) for row in rows)),
        ("native", Counter(row.publisher for row in rows if row.native)),
        ("weak", Counter(row.publisher for row in rows if row.weak)),
    ):
        print(f"{label:10}{', '.join(f'{key} {count:,}' for key, count in counts.most_common())}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
