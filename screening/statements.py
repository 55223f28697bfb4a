"""What a profile says of itself: its own names, and the countries where it says it is.

Contradictions are looked for between these statements and what was observed. A country that the profile states
anywhere is stated: somebody with a home in Poland and a tax residence in Germany contradicts nothing by either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from screening.names import compare, scripts
from screening.profile import Profile, Visa

__all__ = ["Named", "disagree", "names_of", "own_names", "stated_countries", "visitor_visa", "whose"]

_VISITOR = re.compile(r"\b(visit|visitor|tourist|tourism|transit|short[ -]?stay|short[ -]?term|b-?[12])\b")
_STUDENT = re.compile(r"\b(study|student|education|f-?1)\b")
_WORK = re.compile(r"\b(work|working|employment|skilled|researcher)\b")
_ROLES = {"school": "school", "company": "employer"}
_AT_HOME = frozenset({"residence", "registered", "document"})


class Named(msgspec.Struct, frozen=True, gc=False):
    """One name that a profile carries.

    Attributes:
        text: as given.
        record: its path.
        owner: path of the profile whose own name it is (``""`` for the account itself, ``related[0].profile.``
            ...), or ``None`` for the name of a third party.
        role: ``person`` or ``organization`` for the own name of one, ``owner`` for that of an owner,
            ``employer``, ``school``, or ``other``.
    """

    text: str
    record: str
    owner: str | None = None
    role: str = "other"


def names_of(profile: Profile) -> Iterator[Named]:
    """Every name in the profile that may be a listed party's: own names, employers, payees, schools, owners."""
    yield from _names(profile, "", profile.kind)


def _names(profile: Profile, prefix: str, role: str) -> Iterator[Named]:
    for field in ("name", "legal_name", "native_name"):
        if text := getattr(profile, field):
            yield Named(text, prefix + field, prefix, role)
    for i, text in enumerate(profile.aliases or ()):
        yield Named(text, f"{prefix}aliases[{i}]", prefix, role)
    if profile.identity and profile.identity.document_name:
        yield Named(profile.identity.document_name, f"{prefix}identity.document_name", prefix, role)
    for i, text in enumerate(profile.companies or ()):
        yield Named(text, f"{prefix}companies[{i}]", None, "employer")
    for field, items, parts in (
        ("jobs", profile.jobs, ("company",)),
        ("studies", profile.studies, ("school",)),
        ("payouts", profile.payouts, ("holder",)),
        ("payments", profile.payments, ("payer", "payee")),
        ("addresses", profile.addresses, ("recipient",)),
        ("previous_accounts", profile.previous_accounts, ("name",)),
    ):
        for i, item in enumerate(items or ()):
            for part in parts:
                if text := getattr(item, part):
                    yield Named(text, f"{prefix}{field}[{i}].{part}", None, _ROLES.get(part, "other"))
    if profile.referred_by:
        yield Named(profile.referred_by, prefix + "referred_by")
    for i, related in enumerate(profile.related or ()):
        path = f"{prefix}related[{i}].profile."
        yield from _names(related.profile, path, "owner" if related.role == "owner" else related.profile.kind)


def own_names(profile: Profile) -> Iterator[tuple[str, str]]:
    """Path and text of every name that the account gives as its own."""
    for field in ("name", "legal_name", "native_name"):
        if text := getattr(profile, field):
            yield field, text
    for i, text in enumerate(profile.aliases or ()):
        yield f"aliases[{i}]", text
    if profile.identity and profile.identity.document_name:
        yield "identity.document_name", profile.identity.document_name


def disagree(a: str, b: str, kind: str | None, threshold: float) -> bool:
    """True if two names are of different parties, as far as they can be compared.

    Names in different scripts that do not meet are no disagreement: there is more than one way to read a name
    written in another script, and nobody is accused for the one that we know.

    >>> disagree("Marta Wzorowa", "Colin Sample", "person", 0.8)
    True
    >>> disagree("Reiko Tatoe", "例江玲子", "person", 0.8)
    False
    """
    return _comparable(a, b) and compare(a, b, kind=kind).score < threshold


def _comparable(a: str, b: str) -> bool:
    here, there = scripts(a), scripts(b)
    return not here or not there or not here.isdisjoint(there)


def whose(profile: Profile, name: str, threshold: float) -> Literal["own", "stranger", "unclear"]:
    """Whether a name is the account's own (company's, present employer's, owner's, director's) or a stranger's.

    It is unclear where no name of the account is in the script of ``name`` and none of them meets it.
    """
    own: list[tuple[str, str | None]] = [(text, profile.kind) for _, text in own_names(profile)]
    own += [(text, None) for text in profile.companies or ()]
    own += [(job.company, None) for job in profile.jobs or () if job.company and not job.end]
    related = (r.profile.name for r in profile.related or () if r.role in {"owner", "director"})
    own += [(text, None) for text in related if text]
    if any(compare(name, text, kind=kind).score >= threshold for text, kind in own):
        return "own"
    return "stranger" if any(_comparable(name, text) for text, _ in own) else "unclear"


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
    if _WORK.search(kind):
        return None
    if _VISITOR.search(kind):
        return visa.kind, 1.0
    return (visa.kind, 0.5) if _STUDENT.search(kind) else None
