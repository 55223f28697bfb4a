"""The file of decisions: what can be used is, and what cannot is told by its place."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.decisions.disposition import Disposition
from screening.decisions.exchange import FORMAT, BadEntry, document, read
from screening.errors import InputError

TODAY = dt.date(2026, 11, 24)
GOOD: dict[str, Any] = {
    "profile": "V-015",
    "key": "hit:ofac_sdn:12345",
    "decision": "false_positive",
    "reason": "another register number",
    "by": "a.reviewer",
    "at": "2026-11-24T10:00:00Z",
    "until": None,
    "profile_digest": "5f" * 32,
    "entry_digest": "81" * 16,
}


def text(*entries: object) -> bytes:
    return json.dumps({"format": FORMAT, "decisions": entries}).encode()


def taken(content: bytes) -> list[Disposition | BadEntry]:
    return list(read(content, name="page.json", today=TODAY))


def test_a_document_is_read_as_it_was_written() -> None:
    (one,) = taken(text(GOOD))
    assert isinstance(one, Disposition)
    assert (one.profile, one.until) == ("V-015", None)
    assert taken(document([one, one]).encode()) == [one, one]


def test_bad_entries_are_told_by_place_and_cost_no_other() -> None:
    found = taken(
        text(
            GOOD,
            GOOD | {"decison": "x"},
            "nothing",
            GOOD | {"until": "soon"},
            {k: v for k, v in GOOD.items() if k != "by"},
            GOOD | {"decision": "false positive", "reason": ""},
            GOOD | {"until": "2027-01-31"},
        )
    )
    assert [isinstance(one, Disposition) for one in found] == [True, False, False, False, False, False, True]
    assert [str(one) for one in found if isinstance(one, BadEntry)] == [
        "page.json, decision 2: unknown field 'decison', did you mean 'decision'?",
        "page.json, decision 3: an object is needed, not 'nothing'",
        "page.json, decision 4: invalid RFC3339 encoded date - at `$.until`",
        "page.json, decision 5: object missing required field `by`",
        "page.json, decision 6: reason is empty; decision 'false positive': did you mean 'false_positive'?",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "page.json: not JSON in UTF-8"),
        (b"[]", "a document of the format 'screening-decisions/1' is needed"),
        (b'{"format": "screening-decisions/2", "decisions": []}', "format 'screening-decisions/2'"),
        (b'{"format": "screening-decisions/1"}', "decisions: a list is needed"),
        (b'{"format": "screening-decisions/1", "decisions": ' + b"[" * 100_000, "nested too deeply|not JSON"),
        (b'\xff\xfe{"a"', "not JSON in UTF-8"),
    ],
)
def test_a_document_that_cannot_be_used(content: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        taken(content)


PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
ANY = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
)


@given(ANY, st.sampled_from(sorted(GOOD)))
def test_any_value_is_a_decision_or_told(value: object, field: str) -> None:
    found = taken(text(value, GOOD | {field: value}, GOOD))
    assert len(found) == 3
    assert isinstance(found[0], BadEntry)
    assert isinstance(found[2], Disposition)
