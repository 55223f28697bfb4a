"""Documents, numbers and contacts on the European Union's list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from screening.watchlist import Identifier

__all__ = ["Tell", "contact", "contacts", "documents"]

# The codes of ``identificationTypeCode``: what they say of a person, and of an organization.
_DOCUMENTS = {
    "passport": ("passport", "passport"),
    "travelcardid": ("passport", "passport"),
    "id": ("national_id", "registration"),
    "nrn": ("national_id", "registration"),
    "ssn": ("national_id", "national_id"),
    "birthcert": ("national_id", "other"),
    "nationcert": ("national_id", "other"),
    "electionid": ("national_id", "other"),
    "residentperm": ("national_id", "other"),
    "drivinglicence": ("other", "other"),
    "regnumber": ("registration", "registration"),
    "tradelic": ("registration", "registration"),
    "fiscalcode": ("tax", "tax"),
    "taxid": ("tax", "tax"),
    "swiftbic": ("swift", "swift"),
    "imo": ("imo", "imo"),
    "other": ("other", "other"),
}
_PLAIN = frozenset(("National passport", "National identification card", "Other identification number"))
_FLAGS = {
    "diplomatic": "diplomatic",
    "knownExpired": "known to be expired",
    "knownFalse": "known to be false",
    "reportedLost": "reported lost",
    "revokedByIssuer": "revoked by issuer",
}
_FIELDS = {
    "issuedBy": "issued by",
    "issueDate": "issued on",
    "validFrom": "valid from",
    "validTo": "valid to",
    "nameOnDocument": "name on document:",
}
_CONTACTS = {"PHONE": "phone", "MOBILE": "phone", "FAX": "phone", "EMAIL": "email", "WEB": "website"}
_CONTACT = re.compile(r"([A-Z]{1,16})\[([^\[\]]*)\]")
_BETWEEN = {
    "phone": re.compile(r"[,;]|\band\b"),
    "email": re.compile(r"[,;/]|\band\b|\bor\b"),
    "website": re.compile(r"[,;\s]+"),
}

Tell = Callable[[str, str, object], None]
"""Takes a column, a message and a value that was not understood."""


def documents(fields: Mapping[str, str], issuer: str, *, person: bool, tell: Tell) -> Iterator[Identifier]:
    """What an ``identification`` gives: a number, and the same in Latin letters if there is one.

    Args:
        fields: its fields under the names of the XML schema.
        issuer: ISO code of the country that issued it.
        person: the identity number of an organization is its registration.
        tell: takes a code that is not known.

    >>> fields = {"identificationTypeCode": "passport", "number": "12", "knownExpired": "true"}
    >>> [(found.kind, found.value, found.note) for found in documents(fields, "", person=True, tell=print)]
    [('passport', '12', 'known to be expired')]
    """
    code = fields.get("identificationTypeCode", "")
    kinds = _DOCUMENTS.get(code.casefold())
    description = fields.get("identificationTypeDescription", "")
    if kinds is None:
        kinds = ("other", "other")
        tell("identificationTypeCode", "not a kind of document that is known", code or description)
    said = ["" if description in _PLAIN else description]
    said += [word for name, word in _FLAGS.items() if fields.get(name, "").casefold() in {"true", "1"}]
    said += [f"{word} {fields[name]}" for name, word in _FIELDS.items() if fields.get(name)]
    said.append(fields.get("remark", "").replace("\\n", "\n"))
    note = "; ".join(filter(None, said))
    numbers = dict.fromkeys((fields.get("number", "").strip(), fields.get("latinNumber", "").strip()))
    for number in numbers:
        if number.strip("-"):
            yield Identifier(kinds[not person], number, issuer, note=note)
    if not any(number.strip("-") for number in numbers) and note:
        tell("number", "a document without a number", note)


def contact(key: str, value: str, tell: Tell) -> Iterator[Identifier]:
    """Telephone numbers, e-mail addresses or websites, of which one field may hold several.

    Args:
        key: ``PHONE``, ``FAX``, ``EMAIL`` or ``WEB``.
        value: as published.
        tell: takes a key that is not known.
    """
    kind = _CONTACTS.get(key.upper(), "other")
    if kind == "other":
        tell("contactInfo", "not a kind of contact that is known", key)
    note = "fax" if key == "FAX" else key.lower() if kind == "other" else ""
    for part in _BETWEEN[kind].split(value) if kind in _BETWEEN else [value]:
        if single := part.replace(" ", "") if kind == "email" else part.strip():
            yield Identifier(kind, single, note=note)


def contacts(text: str, tell: Tell) -> tuple[list[Identifier], str]:
    r"""The contacts in a field of the older layouts, and what else it says.

    Args:
        text: ``PHONE[668 33 01, 662 38 14]``, several parted by a new line, which is ``\n`` in the CSV files.
        tell: takes a key that is not known.

    >>> found, rest = contacts("PHONE[668 33 01, 662 38 14]\nFAX[1]\n(former location)", print)
    >>> [(contact.value, contact.note) for contact in found], rest
    ([('668 33 01', ''), ('662 38 14', ''), ('1', 'fax')], 'former location')
    """
    text = text.replace("\\n", "\n")
    found = [single for key, value in _CONTACT.findall(text) for single in contact(key, value, tell)]
    lines = (line.strip().removeprefix("(").removesuffix(")") for line in _CONTACT.sub("", text).splitlines())
    return found, "; ".join(dict.fromkeys(filter(None, lines)))
