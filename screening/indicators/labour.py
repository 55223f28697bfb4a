"""The part of the family work on permits and contracts under which people work: visas, sites, clubs, suppliers.

The rest of the family, of bids, ratings and code, stands in :mod:`screening.indicators.work`.
"""

from __future__ import annotations

from screening.evidence import Evidence
from screening.indicator import Context, Indicator, noted
from screening.profile import Profile
from screening.statements import visitor_visa

__all__ = ["INDICATORS"]

_SITE_TERMS = {
    "wages_to_one_person": "wages are paid to one person",
    "housed_on_site": "workers are housed on the site",
    "renamed_contractor": "the contractor changed its name under the same managers",
    "monument_works": "statues or monuments are built",
}
_SITE_STRENGTH = (0.0, 0.4, 0.8)
"""By how many terms are seen; three are the pattern in full. Editorial: one alone is ordinary on a site."""


def works_on_visitor_visa(profile: Profile, _context: Context) -> Evidence | None:
    """Somebody works while staying on a visitor, tourist or student visa.

    A student's or an exchange visitor's counts half: many permit some work. Innocent: remote work for a home
    employer, which some countries allow to visitors; rules that nobody explained.

    >>> from screening.profile import Visa
    >>> works_on_visitor_visa(Profile(id="u", visa=Visa(kind="tourist")), None).summary
    'works on a tourist visa'
    """
    found = visitor_visa(profile.visa)
    return Evidence(f"works on a {found[0]} visa", ("visa",), found[1]) if found else None


def construction_terms(profile: Profile, _context: Context) -> Evidence | None:
    """A construction contract has the terms that the report describes of Mansudae-type contracts.

    One such term is ordinary; two or three together are the reported pattern. Innocent: a remote site, a
    foreman who hands out cash where there are no banks.
    """
    work = profile.work
    if work is None or work.construction_contract is not True:
        return None
    seen = [(name, text) for name, text in _SITE_TERMS.items() if getattr(work, name) is True]
    if not seen:
        return None
    strength = _SITE_STRENGTH[len(seen)] if len(seen) < len(_SITE_STRENGTH) else 1.0
    records = ("work.construction_contract", *(f"work.{name}" for name, _ in seen))
    return Evidence("construction contract: " + ", ".join(text for _, text in seen), records, strength)


def athlete_income(profile: Profile, _context: Context) -> Evidence | None:
    """An athlete's income is paid to a third party.

    Reported of footballers under contract in Austria and Italy. Innocent: agents and clubs that hold pay for
    minors. Ask who the account holder is, whatever the player's origin.
    """
    work = profile.work
    if work and work.athlete_contract is True and work.income_to_third_party is True:
        return Evidence(
            "an athlete's income is paid to a third party",
            ("work.athlete_contract", "work.income_to_third_party"),
        )
    return None


INDICATORS = (
    Indicator(
        id="work.visitor_visa",
        check=works_on_visitor_visa,
        grade="moderate",
        needs=("visa.kind",),
        sources=("UPI20: income earned on visitor visas",),
        flags=("OR-10",),
        kinds=("person",),
        why="The 2020 report makes it its point; honest visitors who work online for home are many.",
    ),
    Indicator(
        id="work.construction_terms",
        check=construction_terms,
        grade="strong",
        needs=("work.construction_contract",),
        sources=("UPI20: Mansudae Overseas Development Group in Senegal",),
        why="Together the terms are what the report describes; one alone is ordinary on a site and counts little.",
    ),
    Indicator(
        id="work.athlete_income",
        check=athlete_income,
        grade="strong",
        needs=("work.athlete_contract", "work.income_to_third_party"),
        sources=("UPI20: athletes in Austria and Italy",),
        why="The report's own pattern; agents and guardians hold pay too, so it asks for a look and no more.",
    ),
    Indicator(
        id="work.dprk_labour_contract",
        check=noted("work.dprk_labour_contract", "noted: contract with a DPRK body for the supply of workers"),
        about="""A contract with a body of the DPRK supplies the workers.

        Prohibited labour since 22 December 2019, whoever the workers are; they may be victims of forced labour.
        Innocent: a contract that ended before. Ask for its dates.""",
        grade="conclusive",
        needs=("work.dprk_labour_contract",),
        sources=("UN2397: paragraph 8", "OFAC: action of 8 July 2025"),
        flags=("OR-04",),
        stands_alone=True,
        why="Such a contract is itself prohibited, whoever works under it; its dates decide.",
    ),
)
"""The rows of the family on permits and contracts; they stand before those of bids and code."""
