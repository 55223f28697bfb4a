from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Checked = Callable[..., str]


def issues(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text)
    return found


def test_every_issue_has_what_gitlab_asks_for(checked: Checked) -> None:
    found = issues(checked("gitlab"))
    assert len(found) == 7
    for issue in found:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["path"] == "our vendors/list,1.csv"
        assert issue["location"]["lines"]["begin"] >= 1
    first = found[0]
    assert (first["severity"], first["check_name"]) == ("blocker", "input.unreadable")


def test_fingerprints_are_unique_and_stay(checked: Checked, vendor_rows: tuple[str, ...]) -> None:
    header, *rows = vendor_rows
    before = {issue["fingerprint"] for issue in issues(checked("gitlab"))}
    moved = {issue["fingerprint"] for issue in issues(checked("gitlab", rows=(header, *reversed(rows))))}
    assert len(before) == 7
    assert before == moved
    twice = [issue["fingerprint"] for issue in issues(checked("gitlab", rows=(header, *rows, *rows)))]
    assert len(set(twice)) == len(twice) == 14


def test_the_listing_is_named_and_no_owner(checked: Checked) -> None:
    text = checked("gitlab")
    assert "ofac_sdn:57036" in text
    assert "CELESTINO" not in text
