"""What holds for every indicator: it is tested, cited, reads no origin, and needs what it says it needs."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from screening import profile as profile_module
from screening.assessment import Assessment
from screening.indicator import Context, Indicator
from screening.indicators import FAMILIES, INDICATORS
from screening.profile import Profile
from screening.records import profile_from

Record = Mapping[str, Any]
Assess = Callable[[Record], Assessment]
HERE = Path(__file__).parent


def cases(table: str) -> Iterator[tuple[Any, ...]]:
    """The cases of one kind over all families: indicator, profile, and for triggers what must be said."""
    for family in FAMILIES:
        with (HERE / "cases" / f"{family}.toml").open("rb") as file:
            for case in tomllib.load(file)[table]:
                yield (case["indicator"], case["profile"], *([case["said"]] if table == "trigger" else []))


# -- the tables -----------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["trigger", "near_miss"])
def test_every_indicator_has_a_trigger_and_a_near_miss(table: str) -> None:
    assert {row[0] for row in cases(table)} == {indicator.id for indicator in INDICATORS}


def test_every_family_has_its_cases_and_no_other_has() -> None:
    assert {path.stem for path in (HERE / "cases").glob("*.toml")} == set(FAMILIES)


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.id)
def test_every_grade_has_its_reason(indicator: Indicator) -> None:
    assert len(indicator.why) > 20


def test_ids_are_unique_and_name_their_family() -> None:
    ids = [indicator.id for indicator in INDICATORS]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z]+\.[a-z_]+", one) for one in ids)


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.id)
def test_every_indicator_cites_documents_titles_itself_and_names_the_innocent(indicator: Indicator) -> None:
    assert indicator.title
    assert indicator.citations
    assert all(citation.document and citation.url.startswith("https://") for citation in indicator.citations)


@pytest.mark.parametrize(("indicator", "record"), list(cases("near_miss")))
def test_a_near_miss_gives_no_points(assess: Assess, indicator: str, record: Record) -> None:
    found = {finding.id: finding for finding in assess(record).findings}
    assert indicator not in found or found[indicator].strength == 0


@pytest.mark.parametrize(("indicator", "record", "said"), list(cases("trigger")))
def test_a_trigger_gives_a_finding_with_records_and_sources(
    assess: Assess, indicator: str, record: Record, said: str
) -> None:
    (finding,) = (finding for finding in assess(record).findings if finding.id == indicator)
    assert finding.strength > 0
    assert said in finding.summary
    assert finding.records
    assert all(resolves(record, path) for path in finding.records), finding.records
    assert all(citation.url for citation in finding.sources)
    assert "\n" not in finding.summary


def resolves(record: Record, path: str) -> bool:
    """Whether a path such as ``related[0].profile.name`` leads to something in the record."""
    value: Any = record
    for part in re.findall(r"\w+", path):
        value = value[int(part)] if part.isdigit() else value.get(part)
        if value is None:
            return False
    return True


# -- not known, known to be none, refused -----------------------------------------------------------

LISTS = tuple(
    field.name for field in msgspec.structs.fields(Profile) if "tuple" in str(field.type) and field.name != "tags"
)
FLAGS = [
    ("identity.document_verified", False, "identity.document_failed"),
    ("identity.document_refused", True, "identity.document_refused"),
    ("identity.liveness_verified", False, "identity.liveness_failed"),
    ("identity.video_refused", True, "identity.video_refused"),
    ("identity.photo_matches", False, "identity.photo_differs"),
    ("identity.photo_present", False, "identity.photo_missing"),
    ("conduct.uses_other_identity", True, "conduct.uses_other_identity"),
    ("conduct.account_rented", True, "conduct.account_rented"),
    ("conduct.chat_only", True, "conduct.chat_only"),
    ("conduct.avoids_meeting", True, "conduct.avoids_meeting"),
]


@pytest.mark.parametrize(("path", "bad", "indicator"), FLAGS)
def test_only_what_was_refused_or_failed_is_evidence(assess: Assess, path: str, bad: bool, indicator: str) -> None:
    part, field = path.split(".")
    evidence = assess({part: {field: bad}})
    innocent = assess({part: {field: not bad}})
    not_known = assess({part: {field: None}})
    assert [finding.id for finding in evidence.findings] == [indicator]
    assert not innocent.findings
    assert not not_known.findings
    assert indicator not in {item.id for item in (*evidence.unchecked, *innocent.unchecked)}
    assert indicator in {item.id for item in not_known.unchecked}


@pytest.mark.parametrize("record", [{}, dict.fromkeys(Profile.__struct_fields__[2:])], ids=["missing", "null"])
def test_a_profile_of_which_nothing_is_known_has_no_finding_and_every_check_is_unchecked(
    assess: Assess, record: Record
) -> None:
    assessment = assess(record)
    assert not assessment.findings
    assert assessment.band == "unknown"
    assert len(assessment.missing) == 2
    assert all(coverage.made == 0 for coverage in assessment.coverage.values())
    assert len(assessment.unchecked) == sum(coverage.expected for coverage in assessment.coverage.values())


@pytest.mark.parametrize("field", LISTS)
def test_known_to_be_none_is_no_evidence(assess: Assess, field: str) -> None:
    record = {"name": "Marta Wzorowa", "country": "PL"}
    with_none, without = assess({**record, field: []}), assess(record)
    assert not with_none.findings
    assert with_none.band == without.band == "clear"
    assert {item.id for item in with_none.unchecked} <= {item.id for item in without.unchecked}


@pytest.mark.parametrize(
    ("field", "indicator"),
    [
        ("phones", "contact.phone_contradicts_country"),
        ("logins", "access.remote_tools"),
        ("payouts", "payment.holder_differs"),
        ("wallets", "watchlist.number"),
    ],
)
def test_known_to_be_none_is_a_check_that_was_made(assess: Assess, field: str, indicator: str) -> None:
    record = {"name": "Marta Wzorowa", "country": "PL"}
    assert indicator in {item.id for item in assess(record).unchecked}
    assert indicator not in {item.id for item in assess({**record, field: []}).unchecked}


# -- what no indicator may read ----------------------------------------------------------------------

FORBIDDEN = re.compile(r"nationalit|ethnic|birth_?place|place_of_birth|citizen|accent|gender|\bsex\b|\brace\b")


def test_a_profile_has_no_field_for_nationality_ethnicity_or_birthplace() -> None:
    parts = [part for part in vars(profile_module).values() if isinstance(part, type)]
    fields = {name for part in parts for name in getattr(part, "__struct_fields__", ())}
    assert "languages" in fields
    assert not [name for name in fields if FORBIDDEN.search(name)]


class Spy:
    """A part of a profile that writes down the path of every field that is read."""

    def __init__(self, part: object, path: str, read: set[str]) -> None:
        self._part, self._path, self._read = part, path, read

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any field
        path = f"{self._path}.{name}".lstrip(".")
        self._read.add(path)
        return watched(getattr(self._part, name), path, self._read)


def watched(value: object, path: str, read: set[str]) -> Any:  # noqa: ANN401 - any field
    if isinstance(value, msgspec.Struct):
        return Spy(value, path, read)
    if isinstance(value, tuple):
        return tuple(watched(item, path, read) for item in value)
    return value


PARTS: Record = {part: {} for part in ("identity", "conduct", "work", "endpoint", "funds", "vendor")}


def fields_read(indicator: Indicator) -> set[str]:
    read: set[str] = set()
    context = Context(today=dt.date(2026, 11, 23), name_threshold=0.8)
    for _, record, *_ in [*cases("trigger"), *cases("near_miss")]:
        filled = profile_from({"id": "u", **PARTS, **record})
        spy: Any = Spy(filled, "", read)
        indicator.check(spy, context)
    return read


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.id)
def test_no_indicator_reads_languages_or_texts(indicator: Indicator) -> None:
    read = fields_read(indicator)
    about_texts = indicator.id.startswith("conduct.says_") or indicator.id == "work.repeated_proposals"
    texts = set() if about_texts else {"texts", "texts.body"}
    assert not read & {"languages", "logins.language", "tags", "visa.country", *texts}
    assert not [path for path in read if FORBIDDEN.search(path)]


def test_the_spy_sees_what_is_read() -> None:
    by_id = {indicator.id: indicator for indicator in INDICATORS}
    assert "logins.remote_tool" in fields_read(by_id["access.remote_tools"])
    assert "identity.document_verified" in fields_read(by_id["identity.document_failed"])
