"""Who stands behind a company, and who works for it: owners, listed addresses, staff, and what was noted."""

from __future__ import annotations

from screening.evidence import Evidence
from screening.indicator import Context, Indicator, noted
from screening.ownership import MAJORITY, listed_share
from screening.profile import Profile
from screening.statements import visitor_visa

__all__ = ["INDICATORS"]


TINY = 9
"""Staff up to which a firm is tiny: a micro enterprise has fewer than 10 (EU Recommendation 2003/361/EC)."""
LEAST_PLACEMENTS = 20
"""Placements below which nothing is said: a few people place a few others."""
PER_HEAD = 10
"""Placements for each member of staff from which on it speaks, at half strength."""
FULL_PER_HEAD = 25
"""From which on it speaks in full. Both are editorial: recruiters who work alone place many as well."""
_GUARDED = {
    "passports_kept": "passports are kept by the employer",
    "housed_with_minder": "workers are housed together with a minder",
}
_LESS_EXACT = 0.5


def majority_owned(profile: Profile, context: Context) -> Evidence | None:
    """Listed parties own half of the company or more, together, directly or through other companies.

    Under OFAC's rule such a company is itself blocked, listed or not. Innocent: shares sold since; ask for a
    current extract.
    """
    total, _, found = listed_share(profile, context.hits, context.numbers)
    if total < MAJORITY:
        return None
    names = " and ".join(dict.fromkeys(name for _, name in found))
    return Evidence(f"{total:g} % owned by {names}", tuple(dict.fromkeys(path for path, _ in found)))


def part_owned(profile: Profile, context: Context) -> Evidence | None:
    """A listed party owns less than half of the company, or an unknown share of it.

    Such a company is not blocked for that. Innocent: an investor nobody chose; ask who controls it.
    """
    total, unknown, found = listed_share(profile, context.hits, context.numbers)
    if not found or total >= MAJORITY:
        return None
    names = " and ".join(dict.fromkeys(name for _, name in found))
    share = "an unknown share" if unknown else f"{total:g} %"
    return Evidence(f"{share} owned by {names}", tuple(dict.fromkeys(path for path, _ in found)))


def staff_on_visitor_visas(profile: Profile, _context: Context) -> Evidence | None:
    """Staff work on visitor, tourist or student visas.

    Reported of delegations hosted by local firms. Innocent: interns, short visits of colleagues.
    """
    staff = [(f"related[{i}]", r) for i, r in enumerate(profile.related or ()) if r.role == "staff"]
    found = [(path, visa) for path, r in staff if (visa := visitor_visa(r.profile.visa))]
    if not found:
        return None
    kinds = ", ".join(dict.fromkeys(kind for _, (kind, _) in found))
    strength = max(strength for _, (_, strength) in found)
    records = tuple(f"{path}.profile.visa" for path, _ in found)
    return Evidence(f"{len(found)} of {len(staff)} staff on {kinds} visas", records, strength)


def placements_exceed_staff(profile: Profile, _context: Context) -> Evidence | None:
    """A tiny firm places many times more workers than it has staff.

    Nine people at most, twenty placements at least, and ten for each of them or more. Innocent: recruiters who
    work alone, umbrella companies and payroll services, whose business this is. Ask who interviewed the workers.

    >>> from screening.profile import Vendor
    >>> placements_exceed_staff(Profile(id="v", vendor=Vendor(staff=2, placements=50)), None).summary
    '50 placements by a firm of 2'
    """
    vendor = profile.vendor
    if vendor is None or vendor.staff is None or vendor.placements is None:
        return None
    per_head = vendor.placements / max(vendor.staff, 1)
    if vendor.staff > TINY or vendor.placements < LEAST_PLACEMENTS or per_head < PER_HEAD:
        return None
    strength = 1.0 if per_head >= FULL_PER_HEAD else 0.5
    summary = f"{vendor.placements} placements by a firm of {vendor.staff}"
    return Evidence(summary, ("vendor.staff", "vendor.placements"), strength)


def workers_guarded(profile: Profile, context: Context) -> Evidence | None:
    """Workers' passports are kept, or they are housed together with a minder.

    Reported of delegations; one of the two counts half, and in full where the workers stay on visitor visas, the
    third sign of the same flag, which then counts once. They are signs of forced labour whoever the workers are,
    and these are its victims. Innocent: papers handed in for a day to register them, a caretaker of a hostel.
    """
    if profile.vendor is None:
        return None
    seen = [name for name in _GUARDED if getattr(profile.vendor, name) is True]
    if not seen:
        return None
    what = " and ".join(_GUARDED[name] for name in seen)
    records = tuple(f"vendor.{name}" for name in seen)
    visitors = staff_on_visitor_visas(profile, context)
    if visitors is not None and visitors.strength == 1:
        return Evidence(f"noted: {what}; {visitors.summary}", (*records, *visitors.records))
    return Evidence(f"noted: {what}", records, len(seen) / len(_GUARDED))


def site_copied(profile: Profile, _context: Context) -> Evidence | None:
    """The company's website is a copy of another firm's.

    Reported of front companies. Where it is registered and hosted says nothing. Innocent: a template, a franchise,
    a firm that was itself copied. Compare which of the two is older.
    """
    copied = [f"sites[{i}].copied" for i, site in enumerate(profile.sites or ()) if site.copied is True]
    return Evidence("the website is a copy of another firm's", tuple(copied)) if copied else None


def listed_address(_profile: Profile, context: Context) -> Evidence | None:
    """The company stands at the street address of a designated party of another name.

    Town, street and house number agree, and the room if the list gives one; half strength if the list gives a room
    and the company does not. A party that its name or a number gives away already is counted there. Innocent:
    office towers, business centres and agents at whose address hundreds of firms are registered, a new tenant.
    """
    if not context.addresses:
        return None
    known = {hit.party for hit in context.hits if hit.designated and not hit.dropped}
    known.update(number.party for number in context.numbers)
    found = [hit for hit in context.addresses if hit.party not in known]
    if not found:
        return None
    best = max(found, key=lambda hit: hit.exact)
    listed = ", ".join(filter(None, (best.listed.line, best.listed.city)))
    others = len({hit.party for hit in found}) - 1
    more = f", and of {others} more" * bool(others)
    summary = f"address {listed!r} is that of {best.entity.name!r} ({best.entity.list} {best.entity.id}){more}"
    records = tuple(dict.fromkeys(hit.record for hit in found))
    return Evidence(summary, records, 1.0 if best.exact else _LESS_EXACT)


def _noted(name: str, seen: str, about: str, *, sources: tuple[str, ...], flag: str, why: str) -> Indicator:
    """A row on what was noted of a firm, moderate and only to be had from a person."""
    return Indicator(
        id=f"organisation.{name}",
        check=noted(f"vendor.{name}", f"noted: {seen}"),
        grade="moderate",
        needs=(f"vendor.{name}",),
        sources=sources,
        flags=(flag,),
        kinds=("organization",),
        about=about,
        why=why,
        expected=False,
    )


_OWNERS = ("related",)
INDICATORS = (
    Indicator(
        id="organisation.majority_owned",
        check=majority_owned,
        grade="conclusive",
        needs=_OWNERS,
        sources=("OFAC50", "UPI20: ownership of the companies"),
        flags=("OR-11",),
        stands_alone=True,
        why="The law itself: what listed parties own by half or more is blocked, whatever its own name.",
    ),
    Indicator(
        id="organisation.part_owned",
        check=part_owned,
        grade="strong",
        needs=_OWNERS,
        sources=("OFAC50", "UPI20: ownership of the companies"),
        flags=("OR-11",),
        why="Not blocked for that, but who controls it must be known before money moves.",
    ),
    Indicator(
        id="organisation.staff_on_visitor_visas",
        check=staff_on_visitor_visas,
        grade="moderate",
        needs=_OWNERS,
        sources=("UPI20: income earned on visitor visas", "US22: companies that host DPRK IT workers"),
        flags=("OR-10",),
        kinds=("organization",),
        why="The report counts thousands on such visas; interns, visitors and working students have them too.",
    ),
    Indicator(
        id="organisation.dprk_state_owner",
        check=noted("work.dprk_state_owner", "noted: owned or overseen by the DPRK's military, party or state"),
        about="""Military, party or state of the DPRK own or oversee the company.

        Said in the report of Yanbian Unsong Network Technology. Innocent: a namesake, a share since sold. Ask
        for the registry extract that shows it.""",
        grade="strong",
        needs=("work.dprk_state_owner",),
        sources=("UPI20: military ownership", "US22: entities that dispatch IT workers"),
        flags=("OR-11",),
        why="The report names such ownership; what was noted must be shown by a register, so a person looks.",
        expected=False,
    ),
    Indicator(
        id="organisation.listed_address",
        check=listed_address,
        grade="moderate",
        needs=("addresses.line",),
        sources=("OFAC: addresses of designated parties", "UN"),
        flags=("OR-01",),
        kinds=("organization",),
        why="An address without the name is weaker than both: towers and registration agents house hundreds.",
    ),
    Indicator(
        id="organisation.placements_exceed_staff",
        check=placements_exceed_staff,
        grade="moderate",
        needs=("vendor.staff", "vendor.placements"),
        sources=("DOJ25",),
        flags=("OR-08",),
        kinds=("organization",),
        why="Indicted helpers ran such firms; small recruiters are many, so only steep ratios speak.",
    ),
    Indicator(
        id="organisation.workers_guarded",
        check=workers_guarded,
        grade="strong",
        needs=(("vendor.passports_kept", "vendor.housed_with_minder"),),
        sources=("US22: how DPRK IT workers operate", "UPI20: income earned on visitor visas"),
        flags=("OR-10",),
        kinds=("organization",),
        expected=False,
        why="Both together are the reported pattern and forced labour besides; one alone has duller causes.",
    ),
    Indicator(
        id="organisation.site_copied",
        check=site_copied,
        grade="strong",
        needs=("sites.copied",),
        sources=("S1-24",),
        flags=("OR-05",),
        kinds=("organization",),
        expected=False,
        why="Front companies were found by copied sites; honest firms rarely copy another's whole site.",
    ),
    _noted(
        "nominee_head",
        "a head on paper, others run the firm",
        """The head of the company is one on paper; others run it.

        Reported of firms that local people front. Innocent: trustees, lawyers and family members who sign for the
        owner, which many countries allow.""",
        sources=("US22: companies that host DPRK IT workers",),
        flag="OR-02",
        why="The guidance describes it; nominees are lawful and common in many countries.",
    ),
    _noted(
        "carries_foreign_team",
        "a foreign team is carried on the books for a fee",
        """The company carries a foreign team on its books for a fee.

        Reported of local firms that host delegations. Innocent: employers of record, whose service this is, for
        any team from anywhere. What matters is that the team's own employer is hidden.""",
        sources=("US22: companies that host DPRK IT workers",),
        flag="OR-03",
        why="The guidance describes it; employers of record do the same openly, and are many.",
    ),
    _noted(
        "imitates_firm",
        "name or appearance imitate another firm's",
        """The company's name or appearance imitate those of another firm.

        Reported of website fronts that take after software firms of the United States. Innocent: words that the
        whole trade uses, a franchise, a subsidiary, a namesake in another country.""",
        sources=("S1-24", "DOJ24"),
        flag="OR-06",
        why="Reported of several fronts; names in software resemble each other by nature.",
    ),
    _noted(
        "goods_contradict_scope",
        "goods do not fit the business",
        """The company trades in computers and parts that do not fit its business.

        Reported of a wholesaler that shipped laptops and graphics cards to a body of the DPRK. Innocent: a firm
        that branched out, a single large order, a scope in the register that is out of date.""",
        sources=("OFAC: action of 16 January 2025",),
        flag="OR-07",
        why="A designation describes it; registered scopes are often old or wide.",
    ),
    _noted(
        "workers_unnamed",
        "cannot or will not name and verify the people who do the work",
        """The company cannot or will not name the people who do the work, or show who they are.

        Reported: third parties are a usual way in. Innocent: privacy rules, fear that a client hires the staff
        away, a team that is not yet chosen. Ask to see them checked, if not to have their papers.""",
        sources=("PSA25-01", "PSA25-07"),
        flag="OR-09",
        why="Third-party hiring is named as a way in; many agencies guard their people's names.",
    ),
    _noted(
        "shared_exchange_account",
        "several workers' pay goes to one account at an exchange",
        """The pay of several of the company's workers ends at one account of a digital-currency exchange.

        The guidance asks to flag payment accounts that several share. Innocent: a firm that pays its people in
        digital currency through one account of its own.""",
        sources=("US22: mitigation, accounts that use the same payment service account",),
        flag="OR-13",
        why="A shared account is a published sign; that it is an exchange's rests on a community's opinion.",
    ),
)
"""The family's checks."""
