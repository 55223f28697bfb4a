"""Terms of work: visas, sites, clubs and contracts that the reports describe, and ordinary ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from screening.assessment import Assessment

Record = Mapping[str, Any]
Assess = Callable[[Record], Assessment]

SITE = {"construction_contract": True, "wages_to_one_person": True}
TRIGGERS: list[tuple[str, Record, str]] = [
    ("work.visitor_visa", {"visa": {"kind": "tourist"}}, "works on a tourist visa"),
    ("work.visitor_visa", {"visa": {"kind": "B-1/B-2 visitor"}}, "visitor"),
    ("work.visitor_visa", {"visa": {"kind": "student", "permits_work": False}}, "student"),
    ("work.construction_terms", {"work": SITE}, "wages are paid to one person"),
    ("work.construction_terms", {"work": {**SITE, "housed_on_site": True, "monument_works": True}}, "monuments"),
    (
        "work.athlete_income",
        {"work": {"athlete_contract": True, "income_to_third_party": True}},
        "athlete's income",
    ),
    ("work.dprk_labour_contract", {"work": {"dprk_labour_contract": True}}, "supply of workers"),
]
NEAR_MISSES: list[tuple[str, Record]] = [
    ("work.visitor_visa", {"visa": {"kind": "work"}}),
    ("work.visitor_visa", {"visa": {"kind": "H-1B"}}),
    ("work.visitor_visa", {"visa": {"kind": "tourist", "permits_work": True}}),
    ("work.visitor_visa", {"visa": {"country": "TH"}}),
    ("work.construction_terms", {"work": {"construction_contract": True}}),
    ("work.construction_terms", {"work": {**SITE, "wages_to_one_person": False}}),
    ("work.construction_terms", {"work": {"housed_on_site": True, "wages_to_one_person": True}}),
    ("work.athlete_income", {"work": {"athlete_contract": True, "income_to_third_party": False}}),
    ("work.athlete_income", {"work": {"income_to_third_party": True}}),
    ("work.dprk_labour_contract", {"work": {"dprk_labour_contract": False}}),
]


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
