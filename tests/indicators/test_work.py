"""Terms of work: visas, sites, clubs and contracts that the reports describe, and ordinary ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from screening.assessment import Assessment

Record = Mapping[str, Any]
Assess = Callable[[Record], Assessment]

SITE = {"construction_contract": True, "wages_to_one_person": True}


@pytest.mark.parametrize(
    ("terms", "points"),
    [
        (["wages_to_one_person"], 18.0),
        (["wages_to_one_person", "housed_on_site"], 36.0),
        (["wages_to_one_person", "housed_on_site", "renamed_contractor"], 45.0),
    ],
)
def test_one_term_of_a_site_is_ordinary_and_three_are_the_pattern(
    assess: Assess, terms: list[str], points: float
) -> None:
    (finding,) = assess({"work": {"construction_contract": True, **dict.fromkeys(terms, True)}}).findings
    assert finding.points == points
