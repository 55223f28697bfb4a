from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

Checked = Callable[..., str]


def suite(text: str) -> etree._Element:
    root = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False))
    assert root.tag == "testsuites"
    (found,) = root
    return found


def test_every_vendor_is_a_case(checked: Checked) -> None:
    found = suite(checked("junit"))
    cases = found.findall("testcase")
    outcomes = {case.get("name", "")[:3]: [part.tag for part in case] for case in cases}
    assert outcomes == {
        "V-1": [],
        "V-2": ["skipped"],
        "V-3": ["failure"],
        "V-4": ["failure"],
        "V-5": ["failure"],
        "our": ["error"],
        "V-7": ["failure"],
        "V-8": ["failure"],
    }
    counts = {name: found.get(name) for name in ("tests", "failures", "errors", "skipped")}
    assert counts == {"tests": "8", "failures": "5", "errors": "1", "skipped": "1"}
    assert dict(found.getparent().items()) == {  # type: ignore[union-attr]
        "name": "screening check",
        **{name: str(value) for name, value in counts.items()},
    }


def test_a_case_says_where_and_why(checked: Checked) -> None:
    (case,) = [case for case in suite(checked("junit")) if case.get("name", "").startswith("V-8")]
    assert case.get("file") == "our vendors/list,1.csv"
    assert case.get("line") == "10"
    (failure,) = case
    assert failure.get("type") == "escalate"
    assert "line 10, column vendor" in failure.get("message", "")
    assert "ofac_sdn:52175" in (failure.text or "")


def test_a_file_that_cannot_be_used_is_an_error(checked: Checked) -> None:
    found = suite(checked("junit", "missing.csv"))
    (case,) = [case for case in found if case.get("classname") == "missing.csv"]
    assert [part.tag for part in case] == ["error"]


def test_a_required_list_that_is_missing_is_an_error(checked: Checked) -> None:
    found = suite(checked("junit", "--require", "un_sc", code=3))
    assert any("MISSING LIST" in part.get("message", "") for case in found for part in case)


def test_hostile_text_breaks_no_markup(checked: Checked) -> None:
    text = checked("junit")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\ufffe\uffff]", text)
    assert "<script>" not in text
    assert "</failure>]]>" in suite(text).find("testcase[7]").get("name", "")  # type: ignore[union-attr]


def test_only_escalations_fail_where_that_is_asked_for(checked: Checked) -> None:
    found = suite(checked("junit", "--fail-on", "escalate"))
    failed = [case.get("name", "")[:3] for case in found.findall("testcase") if case.find("failure") is not None]
    assert failed == ["V-4", "V-8"]
    review = next(case for case in found.findall("testcase") if case.get("name", "").startswith("V-3"))
    assert [part.tag for part in review] == ["system-out"]
