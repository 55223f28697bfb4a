"""What a profile says of itself: its own names, and the countries where it says it is.

Contradictions are looked for between these statements and what was observed. A country that the profile states
anywhere is stated: somebody with a home in Poland and a tax residence in Germany contradicts nothing by either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from screening.names import compare
from screening.profile import Profile, Visa

__all__ = ["own_names", "same_party", "stated_countries", "visitor_visa"]

_VISITOR = re.compile(r"visit|touris|short.?stay|b-?[12]\b|transit")
_STUDENT = re.compile(r"stud(y|ent)|educat|f-?1\b")
_AT_HOME = frozenset({"residence", "registered", "document"})


def own_names(profile: Profile) -> Iterator[tuple[str, str]]:
    """Path and text of every name that the account gives as its own."""
    for field in ("name", "legal_name", "native_name"):
        if text := getattr(profile, field):
            yield field, text
    for i, text in enumerate(profile.aliases or ()):
        yield f"aliases[{i}]", text
    if profile.identity and profile.identity.document_name:
        yield "identity.document_name", profile.identity.document_name


def same_party(profile: Profile, name: str, threshold: float) -> bool:
    """True if ``name`` may be the account's own: one of its names, its companies, owners or directors."""
    names = [text for _, text in own_names(profile)]
    companies = list(profile.companies or ())
    related = [r.profile.name for r in profile.related or () if r.role in {"owner", "director"} and r.profile.name]
    return any(compare(name, own, kind=profile.kind).score >= threshold for own in names) or any(
        compare(name, own).score >= threshold for own in [*companies, *related]
    )


def stated_countries(profile: Profile) -> dict[str, str]:
    """Each country in which the profile says to be, with the path of the first record that says so."""
    found: dict[str, str] = {}
    if profile.country:
        found.setdefault(profile.country, "country")
    if profile.tax_country:
        found.setdefault(profile.tax_country, "tax_country")
    for i, address in enumerate(profile.addresses or ()):
        if address.country and (address.purpose or "residence") in _AT_HOME:
            found.setdefault(address.country, f"addresses[{i}]")
    return found


def visitor_visa(visa: Visa | None) -> tuple[str, float] | None:
    """The kind of a permit that is not meant for work, and how much that says; ``None`` for any other."""
    if visa is None or not visa.kind or visa.permits_work is True:
        return None
    kind = visa.kind.casefold()
    if _VISITOR.search(kind):
        return visa.kind, 1.0
    return (visa.kind, 0.5) if _STUDENT.search(kind) else None
