"""What the columns of a table mean, and what to say of those that are not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias, get_args

import msgspec

from screening.columns import ALIASES, Columns
from screening.errors import InputError, shown
from screening.profile import Profile

__all__ = ["USUAL", "WHOLE", "Meaning", "check", "field_of", "header", "known"]

Meaning: TypeAlias = Mapping[str, str | None]
"""Column → the field that it means; ``None`` is carried along and not read."""
USUAL: Meaning = MappingProxyType(
    {
        **dict.fromkeys(("freelancer", "contractor", "applicant", "candidate", "worker", "person"), "name"),
        **dict.fromkeys(
            ("account", "user_id", "account_id", "profile_id", "freelancer_id", "vendor_id", "uid", "key"), "id"
        ),
        **dict.fromkeys(("legal_entity", "registered_name", "contract_name", "tax_name"), "legal_name"),
        **dict.fromkeys(("local_name", "original_name", "name_in_script"), "native_name"),
        **dict.fromkeys(("aka", "other_names", "nicknames", "former_names"), "aliases"),
        **dict.fromkeys(("birthday", "birthdate", "born", "born_on"), "birth_date"),
        **dict.fromkeys(("residence", "country_of_residence", "residence_country", "location"), "country"),
        **dict.fromkeys(("state", "province"), "region"),
        **dict.fromkeys(("town", "place"), "city"),
        **dict.fromkeys(("tz", "utc_offset"), "time_zone"),
        **dict.fromkeys(("mobile", "telephone", "tel", "phone_number", "cell", "cell_phone"), "phones"),
        **dict.fromkeys(("mail", "e_mail", "email_address"), "emails"),
        **dict.fromkeys(("url", "homepage", "linkedin", "github", "portfolio"), "websites"),
        **dict.fromkeys(("organisation", "organization", "employer_name"), "companies"),
        **dict.fromkeys(("university", "college"), "studies.school"),
        **dict.fromkeys(("street", "street_address"), "addresses.line"),
        **dict.fromkeys(("ip_address", "last_ip", "signup_ip"), "logins.ip"),
        **dict.fromkeys(("bank_country", "account_country"), "payouts.country"),
        **dict.fromkeys(("account_holder", "beneficiary", "account_name"), "payouts.holder"),
        **dict.fromkeys(("iban", "bank_account", "account_number"), "payouts.account"),
        **dict.fromkeys(("wallet_address", "crypto_address"), "wallets.address"),
        **dict.fromkeys(("passport", "passport_number", "id_number"), "identity.document_number"),
        **dict.fromkeys(("id_verified", "identity_verified"), "identity.document_verified"),
        **dict.fromkeys(("company_number", "registration_no", "vat", "tax_id"), "registrations.number"),
        **dict.fromkeys(("shareholder", "shareholders", "beneficial_owner", "ubo"), "owners"),
    }
)
"""What columns of other systems usually mean. Proposed in the message, never assumed."""
_NEVER_READ = frozenset(
    {
        *("nationality", "citizenship", "ethnicity", "race", "religion", "gender", "sex", "age"),
        *("birthplace", "place_of_birth", "country_of_birth", "birth_country", "mother_tongue", "accent"),
    }
)
"""What is no evidence, and is read by nothing here."""


def _holds_parts(kind: Any) -> bool:  # noqa: ANN401 - a type expression
    return (isinstance(kind, type) and issubclass(kind, msgspec.Struct)) or any(map(_holds_parts, get_args(kind)))


WHOLE = frozenset(field.name for field in msgspec.structs.fields(Profile) if _holds_parts(field.type))
"""Fields that hold parts: their columns are lists and structs, no text has to be read."""
_MOST_SHOWN = 30
_SHORT, _CLOSE_SHORT, _CLOSE_LONG = 8, 0.75, 0.85
"""*nmae* is *name*; but *account manager* is no *account name*."""
_FIELDS = tuple(field.name for field in msgspec.structs.fields(Profile))


def header(flat: Mapping[str, str], place: str, *, settable: bool = False) -> Columns:
    """What the columns mean; messages name them as the table does.

    Args:
        flat: column → what it means.
        place: where the header stands, for messages.
        settable: the caller can say what a column means.

    Raises:
        InputError: a column is unknown, is there twice, or no column names the profile.
    """
    try:
        columns = Columns(list(flat.values()), place=place)
    except InputError:
        unknown = [name for name, meant in flat.items() if not known(meant)]
        if not unknown:
            raise
        raise InputError(_unknown(unknown, place, settable=settable)) from None
    columns.header = tuple(flat)
    return columns


def check(meaning: Meaning, names: Iterable[str]) -> None:
    """Refuse a meaning for a column that is not there, or that no profile has."""
    names = list(names)
    for name, meant in meaning.items():
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1)
            there = ", ".join(map(shown, names[:_MOST_SHOWN]))
            said = f" (did you mean {shown(near[0])}?)" if near else f"; it has {there}"
            raise InputError(f"columns: the table has no column {shown(name)}{said}")
        if meant is not None and _plain_name(name) in _NEVER_READ:
            raise InputError(f"columns: {shown(name)} is no evidence and never read; leave it out with None")
        if meant is not None and meant not in WHOLE and not known(meant):
            raise InputError(f"columns: {shown(name)} cannot mean {shown(meant)}{_proposal(meant)[1]}")


def _unknown(names: Iterable[str], place: str, *, settable: bool) -> str:
    """What to say of columns that are not known, with the setting that would make them known."""
    proposals = {name: _proposal(name) for name in names}
    said = ", ".join(f"{shown(name)}{why}" for name, (_, why) in proposals.items())
    setting = ", ".join(f"{shown(name)}: {meant!r}" for name, (meant, _) in proposals.items())
    hint = f". Say what it means: columns={{{setting}}}; None is not read" if settable else ""
    return f"{place}: unknown column {said}{hint}"


def _proposal(name: str) -> tuple[str | None, str]:
    """What an unknown column may mean, and how to say so."""
    plain = _plain_name(name)
    if plain in _NEVER_READ:
        return None, " (never read: it is no evidence)"
    closeness = _CLOSE_SHORT if len(plain) <= _SHORT else _CLOSE_LONG
    near = difflib.get_close_matches(plain[:100], [*USUAL, *ALIASES, *_FIELDS], n=1, cutoff=closeness)
    if not near:
        return None, ""
    meant = USUAL.get(near[0]) or ALIASES.get(near[0], near[0])
    return meant, f" (did you mean {meant!r}?)"


def known(column: str) -> bool:
    """Whether a header knows the column: then it may stand beside an id, or beside a name if it is an id."""
    for other in ("id", "name"):
        try:
            Columns((other, column), place="")
        except InputError:
            continue
        return True
    return False


def _plain_name(name: str) -> str:
    return name.strip().casefold().replace(" ", "_").replace("-", "_")


def field_of(name: str, meaning: Meaning) -> str:
    """The field that a column means."""
    plain = _plain_name(meaning.get(name, name) or "")
    return ALIASES.get(plain, plain)
