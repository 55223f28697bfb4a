"""Who stands behind a company: listed owners, state and military ownership, the staff's permits."""

from __future__ import annotations

from screening.evidence import Evidence
from screening.indicator import Context, Indicator, noted
from screening.profile import Profile, Related
from screening.statements import visitor_visa

__all__ = ["INDICATORS"]

_MAJORITY = 50.0


def _owners(profile: Profile, prefix: str = "") -> list[tuple[str, Related]]:
    return [
        (f"{prefix}related[{i}]", related)
        for i, related in enumerate(profile.related or ())
        if related.role == "owner"
    ]


def _listed_as(path: str, context: Context) -> str | None:
    """The designated party that an owner is, by name or number of its own; ``None`` if by none."""
    own = f"{path}.profile."

    def is_own(record: str) -> bool:
        return record.startswith(own) and "related[" not in record[len(own) :]

    for hit in context.hits:
        if hit.designated and hit.certain and any(map(is_own, hit.records)):
            return hit.entity.name
    for number in context.numbers:
        if number.designated and number.certain and is_own(number.record):
            return number.entity.name
    return None


def _listed_share(
    profile: Profile, context: Context, prefix: str = ""
) -> tuple[float, bool, list[tuple[str, str]]]:
    """Percent that listed parties own, directly and through companies that they own by half or more.

    Returns the sum of known shares, whether a listed owner's share is not known, and path and name of each.
    """
    total, unknown = 0.0, False
    found: list[tuple[str, str]] = []
    for path, owner in _owners(profile, prefix):
        listed = _listed_as(path, context)
        if listed is not None:
            blocked = True
            found.append((path, listed))
        else:
            inner, inner_unknown, inner_found = _listed_share(owner.profile, context, f"{path}.profile.")
            blocked = inner >= _MAJORITY
            unknown |= inner_unknown or (bool(inner_found) and not blocked)
            found.extend(inner_found)
        if blocked and owner.share is None:
            unknown = True
        elif blocked:
            total += owner.share or 0.0
    return total, unknown, found


def majority_owned(profile: Profile, context: Context) -> Evidence | None:
    """Listed parties own half of the company or more, together, directly or through other companies.

    Under OFAC's rule such a company is itself blocked, listed or not. Innocent: shares sold since; ask for a
    current extract.
    """
    total, _, found = _listed_share(profile, context)
    if total < _MAJORITY:
        return None
    names = " and ".join(dict.fromkeys(name for _, name in found))
    return Evidence(f"{total:g} % owned by {names}", tuple(dict.fromkeys(path for path, _ in found)))


def part_owned(profile: Profile, context: Context) -> Evidence | None:
    """A listed party owns less than half of the company, or an unknown share of it.

    Such a company is not blocked for that. Innocent: an investor nobody chose; ask who controls it.
    """
    total, unknown, found = _listed_share(profile, context)
    if not found or total >= _MAJORITY:
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
    ),
    Indicator(
        id="organisation.part_owned",
        check=part_owned,
        grade="strong",
        needs=_OWNERS,
        sources=("OFAC50", "UPI20: ownership of the companies"),
        flags=("OR-11",),
    ),
    Indicator(
        id="organisation.staff_on_visitor_visas",
        check=staff_on_visitor_visas,
        grade="moderate",
        needs=_OWNERS,
        sources=("UPI20: income earned on visitor visas", "US22: companies that host DPRK IT workers"),
        flags=("OR-10",),
        kinds=("organization",),
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
    ),
)
"""The family's checks."""
