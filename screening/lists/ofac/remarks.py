"""The remarks of an OFAC entry: free text with fixed phrases, taken apart.

OFAC's CSV files have no columns for birth dates, documents, wallets or nationalities. They stand in one
remark of phrases parted by ``; ``, each possibly led by ``alt. ``, the last one ended by a full stop::

    DOB 25 Apr 1965; nationality Korea, North; Passport 12345 (Korea, North) issued 16 Oct 2019; a.k.a. 'X'.

Phrases without a meaning here (places of birth, gender, sanctions notes) stay in the whole remark.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from screening.lists.fields import country, iso_date, span
from screening.lists.ofac.features import BARE, meaning
from screening.watchlist import Alias, Identifier, Relation

__all__ = ["Remarks", "birth_dates", "read_phrase", "read_remarks"]

_VALIDITY = re.compile(r",? (?:issued|expires|expired)\b.*")


class Remarks(msgspec.Struct, gc=False):
    """What one remark says.

    Attributes:
        names: weak names (``a.k.a. 'X'``, ``f.k.a. 'X'``); the publisher's own word for them is weak.
        countries: codes of registration; nationalities: those of nationality and citizenship.
        unread: phrases that should have been understood, and were not.
    """

    names: list[Alias]
    birth_dates: list[str]
    countries: list[str]
    nationalities: list[str]
    identifiers: list[Identifier]
    relations: list[Relation]
    unread: list[str]


def read_remarks(text: str, *, person: bool = True, cut: bool = False) -> Remarks:
    """Take a remark apart.

    Args:
        text: the whole remark.
        person: the entry is a person; the identity number of a company is its registration.
        cut: the text stops in mid-sentence, so its last phrase is not to be trusted.

    >>> said = read_remarks("DOB 25 Apr 1965; Passport 12 (Korea, North) issued 16 Oct 2019; a.k.a. 'RED'.")
    >>> said.birth_dates, said.names[0].name, said.identifiers[0].value, said.identifiers[0].country
    (['1965-04-25'], 'RED', '12', 'KP')
    """
    found = Remarks([], [], [], [], [], [], [])
    phrases = text.removesuffix(".").split("; ")
    if cut:
        phrases.pop()
    for whole in phrases:
        if read_phrase(found, whole.lstrip().removeprefix("alt. "), person=person) is False:
            found.unread.append(whole)
    return found


def read_phrase(found: Remarks, phrase: str, *, person: bool = True) -> bool | None:
    """Add what one phrase says to what was found.

    Returns:
        ``None`` if it has no meaning here; False if it should have given something, and did not.
    """
    kind, value = meaning(phrase)
    if not kind:
        return None
    if kind == "national_id" and not person:
        kind = "registration"
    issuer = currency = ""
    if kind in {"country", "nationality"}:
        code = country(value)
        (found.countries if kind == "country" else found.nationalities).extend([code] if code else [])
        return True  # what is no country stays in the remark
    if kind == "birth":
        dates = birth_dates(value)
        found.birth_dates += dates
        return bool(dates)
    if kind in {"alias", "former"}:
        value = value.removeprefix("'").removesuffix("'").strip()
    elif kind == "wallet":
        currency, _, value = value.partition(" ")
        value = value.strip()
    elif kind not in BARE:
        value, issuer = _issued(value)
    if not value:
        return False
    if kind == "linked":
        found.relations.append(Relation("linked_to", value))
    elif kind in {"alias", "former"}:
        found.names.append(Alias(value, "former" if kind == "former" else "alias", "weak"))
    else:
        found.identifiers.append(Identifier(kind, value, issuer, currency))
    return True


def _issued(value: str) -> tuple[str, str]:
    """A document's number and the country that issued it: ``12 (Iran) expires 23 Aug 2005``."""
    if " issued " in value or " expire" in value:
        value = _VALIDITY.sub("", value)
    if value.endswith(")"):
        number, _, issuer = value[:-1].rpartition(" (")
        if code := country(issuer):
            return number, code
    return value, ""


@lru_cache(maxsize=4096)
def birth_dates(text: str) -> tuple[str, ...]:
    """The date or range that a birth date phrase stands for, empty if it cannot be read.

    ``circa`` cannot be said in an ISO date: it gives the year, and stays in the remark.

    >>> birth_dates("25 Apr 1965"), birth_dates("circa 1950"), birth_dates("Jan 1972")
    (('1965-04-25',), ('1950',), ('1972-01',))
    >>> birth_dates("1951 to 1953"), birth_dates("01 Feb 1958 to 28 Feb 1958"), birth_dates("1953 to 1951")
    (('1951/1953',), ('1958-02-01/1958-02-28',), ())
    """
    first, _, last = text.removeprefix("circa ").replace("-", " to ").partition(" to ")
    start, end = iso_date(first), iso_date(last.removeprefix("circa "))
    if not start or (last and (not end or end[:4] < start[:4])):
        return ()
    return (span(start, end),)
