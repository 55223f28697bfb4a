"""The shipped designations against the official lists themselves.

The real files are no part of the repository. They are looked for in the folder that the environment
variable ``SCREENING_LISTS`` names, else in ``shared/lists`` beside the checkout.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from pathlib import Path

import pytest

from screening import shipped
from screening.lists.bundle import bundled
from screening.watchlist import Entity

LISTS = Path(os.environ.get("SCREENING_LISTS") or Path(__file__).resolve().parents[3] / "shared" / "lists")

pytestmark = pytest.mark.skipif(
    not (LISTS / "ofac").is_dir(), reason="no official lists: set SCREENING_LISTS to their folder"
)

NOT_STORED = "not among the stored copies"


def text(name: str) -> str:
    content = (LISTS / name).read_bytes()
    return (gzip.decompress(content) if name.endswith(".gz") else content).decode("utf-8", "replace")


def raw(name: str) -> list[list[str]]:
    """An OFAC file: no header, -0- for nothing, perhaps an end-of-file sign."""
    rows = csv.reader(io.StringIO(text(name), newline=""))
    return [["" if cell.strip() == "-0-" else cell.strip() for cell in row] for row in rows if len(row) > 1]


def fold(name: str) -> str:
    """A name without its spelling of apostrophes, blanks and capitals, and without quotes around it."""
    return " ".join(name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").casefold().split()).strip('"')


def with_parts(names: set[str]) -> set[str]:
    """Names, and for ``NAME (ACRONYM)`` both parts too, which we ship apart."""
    found = {fold(name) for name in names}
    for name in list(found):
        if match := re.fullmatch(r"(.+) \((\w+)\)", name):
            found |= {match[1], match[2]}
    return found


def listed(where: str) -> list[Entity]:
    return [entity for watchlist in bundled() for entity in watchlist if entity.list == where]


def shipped_names(where: str) -> dict[str, set[str]]:
    names = defaultdict(set)
    for row in shipped.rows("dprk/names.csv"):
        if where in row["lists"].split("; "):
            names[row["subject"]].add(fold(row["name"]))
    return names


def remarks() -> dict[str, str]:
    """The remarks of the newest full file that has them, with the overflow of both stored overflow files."""
    found = {row[0]: row[11] for row in raw("ofac/sdn_20240503.csv.gz")}
    for name in ("ofac/sdn_comments_20231228.csv", "ofac/sdn_comments_20251224.csv"):
        for row in raw(name):
            found[row[0]] = found.get(row[0], "") + row[1]
    return found


def test_ofac_entries_names_kinds_and_programmes() -> None:
    primary = {row[0]: row for row in raw("ofac/sdn_20260711_derived.csv.gz")}
    aliases = defaultdict(set)
    for row in raw("ofac/alt_20260602.csv.gz"):
        aliases[row[0]].add(row[3])
    noted = remarks()
    ours = shipped_names("ofac_sdn")
    entities = listed("ofac_sdn")
    assert len(entities) > 80
    for entity in entities:
        assert entity.id in primary, entity.subject
        row = primary[entity.id]
        assert entity.name == row[1]
        assert entity.kind == ("person" if row[2] == "individual" else "organization")
        assert entity.programmes == tuple(row[3].split("] ["))
        theirs = {
            row[1],
            *aliases[entity.id],
            *re.findall(r"[af]\.k\.a\. '([^;]+?)'[;.]", noted.get(entity.id, "")),
        }
        assert ours[entity.subject] == {fold(name) for name in theirs}, entity.subject


def test_ofac_identifiers_stand_in_the_remarks() -> None:
    noted = remarks()
    numbers = {entity.subject: entity.id for entity in listed("ofac_sdn")}
    missing = []
    for row in shipped.rows("dprk/identifiers.csv"):
        remark = noted.get(numbers[row["subject"]], "")
        if row["kind"] == "birth_date":
            found = any(same_day(row["value"], date) for date in re.findall(r"DOB (\d\d \w{3} \d{4})", remark))
        else:
            found = re.search(rf"\b{re.escape(row['value'])}\b", remark) is not None
        if not found:
            missing.append((row["subject"], row["value"], row["source"]))
    assert [one for one in missing if NOT_STORED not in one[2]] == []
    assert len(missing) == 2


def test_no_wallet_of_the_remarks_was_forgotten() -> None:
    ours = {row["value"] for row in shipped.rows("dprk/identifiers.csv") if row["kind"] == "wallet"}
    noted = remarks()
    for entity in listed("ofac_sdn"):
        theirs = set(re.findall(r"Digital Currency Address - \w+ (\w+)", noted.get(entity.id, "")))
        assert theirs <= ours, entity.subject


def same_day(iso: str, official: str) -> bool:
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    day, month, year = official.split()
    return iso == f"{year}-{months.index(month) + 1:02}-{day}"


def test_ofac_addresses() -> None:
    theirs = {(row[0], row[2], row[3]) for row in raw("ofac/add_20260602.csv.gz")}
    for entity in listed("ofac_sdn"):
        for address in entity.addresses:
            assert (entity.id, address.line, address.city) in theirs


def test_un_entries_names_dates_and_addresses() -> None:
    root = ET.fromstring(text("un/consolidated_20260227.xml.gz"))  # noqa: S314 - our own stored copy
    official = {
        (entry.findtext("REFERENCE_NUMBER") or "").strip(): entry
        for kind in ("INDIVIDUAL", "ENTITY")
        for entry in root.iter(kind)
    }
    ours = shipped_names("un_sc")
    assert len(listed("un_sc")) == 7
    for entity in listed("un_sc"):
        entry = official[entity.id]
        assert entity.designated_on == entry.findtext("LISTED_ON")
        assert fold(entity.name) == fold(entry.findtext("FIRST_NAME") or "")
        theirs = {entity.name, *(alias.findtext("ALIAS_NAME") or "" for alias in entry.iter("ENTITY_ALIAS"))}
        assert ours[entity.subject] == with_parts(theirs)
        streets = {(place.findtext("STREET") or "").strip() for place in entry.iter("ENTITY_ADDRESS")}
        assert {address.line for address in entity.addresses} == streets


def test_uk_entries_names_and_dates() -> None:
    subjects = {row["unique_id"]: row for row in csv.DictReader(io.StringIO(text("uk/uksl_202605_subjects.csv")))}
    names = defaultdict(set)
    for row in csv.DictReader(io.StringIO(text("uk/uksl_202605_subject_names.csv.gz"))):
        names[row["unique_id"]].add(row["full_name"])
    ours = shipped_names("uk_sanctions")
    assert len(listed("uk_sanctions")) == 10
    for entity in listed("uk_sanctions"):
        row = subjects[entity.id]
        assert entity.designated_on == "-".join(reversed(row["date_designated"].split("/")))
        assert row["un_reference_number"] in entity.remarks
        assert ours[entity.subject] == with_parts(names[entity.id])


def test_the_un_reference_of_a_uk_entry_is_the_partys_un_entry() -> None:
    un = {entity.subject: entity.id for entity in listed("un_sc")}
    for entity in listed("uk_sanctions"):
        if match := re.search(r"KPe\.\d+", entity.remarks):
            assert un[entity.subject] == match[0]


def test_eu_entries_and_dates_are_those_of_the_annexes() -> None:
    annexes = {
        (number, row["annex"], row["recordId"]): row
        for number, file in (("2017/1509", "32017R1509"), ("2019/796", "32019R0796"))
        for row in csv.DictReader(io.StringIO(text(f"eu/oj_consolidated/{file}.csv")))
    }
    assert len(listed("eu_fsf")) == 9
    for entity in listed("eu_fsf"):
        number, place = entity.id.split()
        annex, record = place.rsplit("-", 1)
        row = annexes[number, annex, record]
        assert fold(entity.name) == fold(row["name"])
        year, month, day = entity.designated_on.split("-")
        assert row["startDate"] == f"{int(day)}.{int(month)}.{year}"


def test_eu_names_stand_in_the_commissions_file() -> None:
    entries = json.loads(text("eu/fsf_20260605_names_repack.json.gz"))
    names = {fold(name) for entry in entries for name in (entry["full_name"], *entry["aliases"])}
    missing = {name for found in shipped_names("eu_fsf").values() for name in found} - with_parts(names)
    assert missing == set()
