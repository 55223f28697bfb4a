"""What a profile says of itself: its own names, and the countries where it says it is.

Contradictions are looked for between these statements and what was observed. A country that the profile states
anywhere is stated: somebody with a home in Poland and a tax residence in Germany contradicts nothing by either.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice
from typing import Literal

import msgspec

from screening import places
from screening.errors import InputError
from screening.names import clean, compare, scripts
from screening.profile import Profile, Visa

__all__ = [
    "Named",
    "agree",
    "disagree",
    "names_of",
    "own_names",
    "stated_countries",
    "states",
    "telling_words",
    "visitor_visa",
    "whose",
]

_VISITOR = re.compile(r"\b(visit|visitor|tourist|tourism|transit|short[ -]?stay|short[ -]?term|b-?[12])\b")
_STUDENT = re.compile(r"\b(study|student|education|f-?1|j-?1|exchange)\b")
"""Permits that allow some work as a rule; an exchange visitor may be a trainee, a researcher or an au pair."""
_WORK = re.compile(r"\b(work|working|employment|skilled|researcher|h-?[12][ab])\b")
_ROLES = {"school": "school", "company": "employer"}
_AT_HOME = frozenset({"residence", "registered", "document"})

_APART = re.compile(
    r"\s*(?:\b(?:c/o|care of|attn|attention|fao|or|and|oder|und|et|ou)\b[.:]?|[/&+;|])\s*", re.IGNORECASE
)
"""What stands between the names of those who share an account, or before the name on a parcel to a firm."""
_MOST_PARTS = 4
_MOST_FORMER = 20
"""Profiles are hostile: no more parts of a name, and no more former names, are compared."""
_FIELD_OF_NAME = re.compile(r"(?:display_?|legal_?|native_?)?name\b", re.IGNORECASE)
_LEAST_WORDS = 2
_NO_WORD = frozenset({"fnu", "lnu", "xxx"})
"""What documents write where there is no given or no family name: first, or last, name unknown."""
_NO_NAME = _NO_WORD | frozenset({
    "abd", "abu", "al", "ben", "bin", "bint", "da", "de", "del", "den", "der", "di", "do", "dos", "dr", "du", "el",
    "ibn", "ii", "iii", "jr", "la", "le", "mr", "mrs", "ms", "of", "sr", "ten", "ter", "the", "thi", "ul", "van",
    "von",
})  # fmt: skip
"""Words that many names have in common: particles, titles, and two middle names of whole peoples."""


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
    return _comparable(a, b) and not agree(a, b, kind, threshold)


def agree(a: str, b: str, kind: str | None, threshold: float) -> bool:
    """True if two names are of one party: they match, or the one is a person's name and the other its short form.

    People leave out middle names, second surnames and fathers' names, or write their initials, in any order.

    >>> agree("Minh Nguyen", "NGUYEN VAN MINH", "person", 0.8)
    True
    >>> agree("Minh Nguyen", "Nguyen Van Hai", "person", 0.8)
    False
    """
    return compare(a, b, kind=kind).score >= threshold or (kind == "person" and _shortened(a, b))


def _shortened(a: str, b: str) -> bool:
    """Whether each word of the shorter name stands in the longer one, in full once at least."""
    one, other = _words(a), _words(b)
    if len(set(one)) < _LEAST_WORDS:
        return set(one) == set(other) != set()
    short, long = sorted((one, other), key=len)
    full = [word for word in short if word in long and len(word) > 1]
    initials = [word for word in short if word not in full]
    left = [word for word in long if word not in full]
    for word in initials:
        fits = (n for n, whole in enumerate(left) if 1 in {len(word), len(whole)} and word[0] == whole[0])
        found = next(fits, None)
        if found is None:
            return False
        del left[found]
    return bool(full)


def _words(name: str) -> list[str]:
    return [word for word in clean(name).split() if word not in _NO_WORD]


def _comparable(a: str, b: str) -> bool:
    here, there = scripts(a), scripts(b)
    return not here or not there or not here.isdisjoint(there)


def whose(
    profile: Profile, name: str, threshold: float
) -> Literal["own", "former", "partly", "stranger", "unclear"]:
    """Whether a name is the account's own (company's, present employer's, owner's, director's) or a stranger's.

    Of several names that are joined, one's own is enough. ``former`` is a name from before, by the record of
    changes or earlier accounts; ``partly`` one that has a word of a person's name, as relatives and firms have
    and those who have a second given name. It is unclear where no name of the account is in the script of
    ``name`` and none of them meets it.
    """
    own: list[tuple[str, str | None]] = [(text, profile.kind) for _, text in own_names(profile)]
    own += [(text, None) for text in profile.companies or ()]
    own += [(job.company, None) for job in profile.jobs or () if job.company and not job.end]
    related = (r.profile.name for r in profile.related or () if r.role in {"owner", "director"})
    own += [(text, None) for text in related if text]
    if any(agree(name, text, kind, threshold) for text, kind in own):
        return "own"
    parts = [part for part in _APART.split(name) if part][:_MOST_PARTS]
    if len(parts) > 1 and any(
        agree(part, text, profile.kind, threshold) for part in parts for _, text in own_names(profile)
    ):
        return "own"
    if any(agree(name, text, profile.kind, threshold) for text in islice(_former(profile), _MOST_FORMER)):
        return "former"
    if not any(_comparable(name, text) for text, _ in own):
        return "unclear"
    if profile.kind == "person":
        words = {word for _, text in own_names(profile) for word in telling_words(text)}
        if not words.isdisjoint(telling_words(name)):
            return "partly"
    return "stranger"


def _former(profile: Profile) -> Iterator[str]:
    for change in profile.changes or ():
        if change.old and _FIELD_OF_NAME.fullmatch(change.field or "") and _is_short(change.old):
            yield change.old
    for account in profile.previous_accounts or ():
        if account.name:
            yield account.name


def _is_short(text: str) -> bool:
    """Whether a text that was read as no name may be compared as one."""
    try:
        return bool(clean(text))
    except InputError:
        return False


def telling_words(name: str) -> list[str]:
    """The words by which a person's name is told from others: no initials, particles and titles.

    >>> telling_words("Mrs. Anna M. de Muster")
    ['anna', 'muster']
    """
    return [word for word in clean(name).split() if len(word) > 1 and word not in _NO_NAME]


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


def states(countries: Collection[str], country: str) -> bool:
    """Whether a country is among the stated ones, or belongs to a state that is: Guam, where the US is stated.

    >>> states(["US"], "GU"), states(["US"], "PH")
    (True, False)
    """
    return country in countries or any(places.one_state(country, stated) for stated in countries)


def visitor_visa(visa: Visa | None) -> tuple[str, float] | None:
    """The kind of a permit that is not meant for work, and how much that says; ``None`` for any other."""
    if visa is None or not visa.kind or visa.permits_work is True:
        return None
    kind = visa.kind.casefold().replace("_", " ")
    if _WORK.search(kind):
        return None
    if _STUDENT.search(kind):
        return visa.kind, 0.5
    return (visa.kind, 1.0) if _VISITOR.search(kind) else None
