"""Every published red flag has an indicator, or a reason why it has none."""

from __future__ import annotations

from screening.indicators import INDICATORS
from screening.reports.flags import as_markdown, flags


def test_every_flag_has_an_indicator_or_a_reason_and_not_both() -> None:
    found = flags()
    assert len({flag.id for flag in found}) == len(found) == 142
    assert [flag.id for flag in found if bool(flag.indicators) == bool(flag.why_not)] == []


def test_indicators_name_flags_of_the_catalogue_only() -> None:
    assert {flag for indicator in INDICATORS for flag in indicator.flags} <= {flag.id for flag in flags()}


def test_there_are_as_many_indicators_as_the_flags_need() -> None:
    assert len(INDICATORS) >= 90
    assert sum(bool(flag.indicators) for flag in flags()) >= 125


def test_the_tables_name_every_indicator_and_flag() -> None:
    text = "".join(as_markdown())
    assert all(f"`{indicator.id}`" in text for indicator in INDICATORS)
    assert all(f"| {flag.id} |" in text for flag in flags())
