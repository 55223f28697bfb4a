"""Documents and numbers on the United Nations' list: in fields of their own, or in words of a note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from screening.lists.fields import country
from screening.watchlist import Identifier

__all__ = ["identifiers_in", "read_document"]

# By a word in the name of the document, the more exact name first.
_KINDS = {
    "fiscal": "tax",
    "passport": "passport",
    "passeport": "passport",
    "pasaporte": "passport",
    "travel document": "passport",
    "identification": "national_id",
    "identity": "national_id",
}
_BRACKET = re.compile(r"(.*\S)\s*\(([^()]+)\)")
_WORDED = re.compile(r"(\D*[^\W\d]{4}\D*?)\s+((?:[A-Z]{1,3}[ -]?)?\d[\w./-]*)")
_IN_WORDS = re.compile(
    r"(?:number|no\.|card|code|SSN):?\s+([A-Z]{1,3}[- ]{0,2}\d[\w-]*|\d[\w-]*|[A-Z0-9]{10,})|^(\d[\w-]{5,})",
    re.IGNORECASE,
)
_LONGEST = 200
"""A number with words around it; what is longer stays as it is."""
_FREE = (
    ("email", re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")),
    ("imo", re.compile(r"\bIMO\)?(?: Number)?[:. ]+(\d{7})\b", re.IGNORECASE)),
    ("swift", re.compile(r"\bSWIFT(?:/BIC)?(?: Code)?[: ]+([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b")),
    ("registration", re.compile(r"\bregistration (?:number|no\.?)[: ]+(\w*\d[\w-]*)", re.IGNORECASE)),
)


def read_document(fields: Mapping[str, str]) -> Identifier | None:
    """The document that an ``INDIVIDUAL_DOCUMENT`` describes, ``None`` if it gives no number.

    Args:
        fields: its elements by name, with single spaces.

    >>> found = read_document({"TYPE_OF_DOCUMENT": "Passport", "NUMBER": "381110042 (Expired 25 Jan. 2016)"})
    >>> found.kind, found.value, found.note
    ('passport', '381110042', 'Expired 25 Jan. 2016')
    """
    kind, exact, note = (fields.get(tag, "") for tag in ("TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2", "NOTE"))
    issuer = country(fields.get("ISSUING_COUNTRY", "") or fields.get("COUNTRY_OF_ISSUE", ""))
    number, notes = _number(fields.get("NUMBER", ""))
    if not number:
        found = _IN_WORDS.search(exact) or _IN_WORDS.search(note)
        if found is None:
            return None
        number = found[1] or found[2]
    issuer = issuer or next(filter(None, map(country, notes)), "")
    if exact.casefold().strip(" :.") in {kind.casefold(), "number"}:
        exact = ""
    said = (exact, *(word for word in notes if not country(word)), note, *_issued(fields))
    return Identifier(
        _kind(kind, exact, *notes, "" if fields.get("NUMBER") else note),
        number,
        issuer,
        note="; ".join(filter(None, said)),
    )


def _kind(*words: str) -> str:
    said = " ".join(reversed(words)).casefold()
    return next((kind for word, kind in _KINDS.items() if word in said), "other")


def _number(said: str) -> tuple[str, list[str]]:
    """The number, and the words around it.

    >>> _number("R00012098, South Sudan"), _number("Social Security Number 423-31-3021 (US)")
    (('R00012098', ['South Sudan']), ('423-31-3021', ['Social Security Number', 'US']))
    """
    notes: list[str] = []
    if len(said) > _LONGEST:
        return said, notes
    if bracket := _BRACKET.fullmatch(said):
        said = bracket[1]
        notes.append(bracket[2].strip())
    number, comma, where = said.partition(", ")
    if comma and country(where):
        said = number
        notes.append(where)
    if worded := _WORDED.fullmatch(said):
        return worded[2], [worded[1].strip(), *notes]
    return said, notes


def _issued(fields: Mapping[str, str]) -> Iterator[str]:
    day, city = fields.get("DATE_OF_ISSUE", ""), fields.get("CITY_OF_ISSUE", "")
    if day or city:
        yield " ".join(filter(None, ("issued", day and f"on {day}", city and f"in {city}")))


def identifiers_in(text: str) -> Iterator[Identifier]:
    """What a text gives that singles a party out: e-mail addresses, SWIFT, IMO and company numbers.

    >>> [(found.kind, found.value) for found in identifiers_in("SWIFT: DCBKKPPY. E-mail: a@example.com.")]
    [('email', 'a@example.com'), ('swift', 'DCBKKPPY')]
    """
    for kind, pattern in _FREE:
        for found in pattern.finditer(text):
            yield Identifier(kind, found[found.re.groups])
