"""Profiles in columns: what a CSV file or a data frame may call its columns, and how rows become records.

A column is a field's path (``country``, ``identity.document_verified``, ``payouts.holder``) or one of the
common names below. Lists are separated by ``;``; in lists of parts, the columns of one part go together, so
``owners`` and ``owner_shares`` of ``A; B`` and ``60; 40`` are two owners. An empty cell is *not known*,
``[]`` is *known to be none*.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, get_args, get_origin

import msgspec

from screening.errors import InputError, Problem, RecordError, shown
from screening.profile import Profile
from screening.records import profile_from

__all__ = ["ALIASES", "Columns"]

ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "full_name": "name",
        "display_name": "name",
        "vendor": "name",
        "vendor_name": "name",
        "supplier": "name",
        "company_name": "name",
        "type": "kind",
        "dob": "birth_date",
        "date_of_birth": "birth_date",
        "country_code": "country",
        "timezone": "time_zone",
        "language": "languages",
        "alias": "aliases",
        "phone": "phones",
        "email": "emails",
        "website": "websites",
        "company": "companies",
        "employer": "companies",
        "employers": "jobs.company",
        "school": "studies.school",
        "schools": "studies.school",
        "address": "addresses.line",
        "address_city": "addresses.city",
        "address_country": "addresses.country",
        "address_purpose": "addresses.purpose",
        "recipient": "addresses.recipient",
        "ip": "logins.ip",
        "login_ip": "logins.ip",
        "login_country": "logins.country",
        "login_network": "logins.network",
        "remote_tool": "logins.remote_tool",
        "payout_method": "payouts.method",
        "payout_country": "payouts.country",
        "payout_holder": "payouts.holder",
        "payee": "payouts.holder",
        "payout_account": "payouts.account",
        "wallet": "wallets.address",
        "wallet_currency": "wallets.currency",
        "registration": "registrations.number",
        "registration_number": "registrations.number",
        "registration_country": "registrations.country",
        "registration_scheme": "registrations.scheme",
        "visa_kind": "visa.kind",
        "document_verified": "identity.document_verified",
        "document_name": "identity.document_name",
        "document_country": "identity.document_country",
        "document_number": "identity.document_number",
        "owner": "owners",
        "owner_share": "owner_shares",
        "director": "directors",
    }
)
"""Common column names, and the field or column that each means."""

_RELATED = {
    "owners": ("owner", "name"),
    "directors": ("director", "name"),
    "owner_shares": ("owner", "share"),
}
_TELLING = ("name", "number", "address", "line", "holder", "company", "school")
"""Of several columns of one part, the one that says most of it."""
_TRUE = frozenset({"true", "yes", "y", "1"})
_FALSE = frozenset({"false", "no", "n", "0"})
_NONE = "[]"


class _Target(msgspec.Struct, frozen=True):
    """Where a column's value goes: a field, or a field of a part (``many``: of each part in a list)."""

    column: str
    field: str
    part: str = ""
    many: bool = False
    leaf: type = str
    role: str = ""


def _inner(kind: Any) -> tuple[Any, bool]:  # noqa: ANN401 - a type expression
    """The type of one value, and whether the field holds many."""
    options = [option for option in get_args(kind) or (kind,) if option is not type(None)]
    inner = options[0]
    while hasattr(inner, "__metadata__"):
        inner = inner.__origin__
    if get_origin(inner) is tuple:
        return _inner(get_args(inner)[0])[0], True
    return inner, False


def _targets() -> dict[str, _Target]:
    found: dict[str, _Target] = {}
    for field in msgspec.structs.fields(Profile):
        inner, many = _inner(field.type)
        if field.name == "related":
            continue
        if not (isinstance(inner, type) and issubclass(inner, msgspec.Struct)):
            found[field.name] = _Target(field.name, field.name, many=many, leaf=inner)
            continue
        for part in msgspec.structs.fields(inner):
            leaf, nested = _inner(part.type)
            if not nested:
                column = f"{field.name}.{part.name}"
                found[column] = _Target(column, field.name, part.name, many=many, leaf=leaf)
    for column, (role, field_name) in _RELATED.items():
        kind = float if field_name == "share" else str
        found[column] = _Target(column, "related", field_name, many=True, leaf=kind, role=role)
    return found


class Columns:
    """The meaning of a header.

    Attributes:
        header: column names as given.
        has_id: whether a column gives the profile's id.
        apart: the number of the column that stands apart, from 0; ``None`` if there is none.

    Args:
        header: column names as given.
        place: where the header stands, for messages.
        apart: a column that is no field of a profile, and stays out of it.

    Raises:
        InputError: a column is unknown, is there twice, or no column names the profile.
    """

    def __init__(self, header: Sequence[str], *, place: str, apart: str | None = None) -> None:
        known = _targets()
        if apart is not None:
            known[_column(apart)] = _Target(apart, "")
        self.header = tuple(header)
        self._targets: list[_Target] = []
        unknown = []
        for name in header:
            column = _column(name)
            target = known.get(column) or known.get(ALIASES.get(column, column))
            if target is None:
                near = difflib.get_close_matches(column[:100], [*known, *ALIASES], n=1)
                unknown.append(f"{shown(name)}" + (f" (did you mean {near[0]!r}?)" if near else ""))
            else:
                self._targets.append(target)
        if unknown:
            raise InputError(f"{place}: unknown column {', '.join(unknown)}")
        columns = [target.column for target in self._targets]
        twice = sorted({column for column in columns if columns.count(column) > 1})
        if twice:
            raise InputError(f"{place}: more than one column for {', '.join(twice)}")
        if not {"id", "name", "legal_name"} & set(columns):
            raise InputError(f"{place}: no column id, name or legal_name: is the header line missing?")
        self.has_id = "id" in columns
        self.apart = next((number for number, target in enumerate(self._targets) if not target.field), None)

    def profile(
        self, cells: Sequence[Any], *, place: str, kind: str | None = None, parts: Mapping[str, Any] | None = None
    ) -> Profile:
        """The profile of one row.

        Args:
            cells: one for each column; text is read by the column's type, other values stand as they are. Empty
                text behind them is passed over, as spreadsheets write it.
            place: where the row stands, for messages; without a column ``id``, its last part is the id.
            kind: the kind of a row that does not state one.
            parts: whole fields that are not in columns.

        Raises:
            RecordError: cells that do not fit, each with its column, a field given whole and in columns, and every
                other mistake of the record.
        """
        width = len(self._targets)
        if len(cells) > width and not any(map(str.strip, cells[width:])):
            cells = cells[:width]
        if len(cells) != width:
            message = f"{len(cells)} cells where the header has {width} columns"
            raise RecordError([Problem("", "", message)], place=place)
        problems: list[Problem] = []
        record = self._record(cells, problems)
        for name, part in (parts or {}).items():
            if record.setdefault(name, part) is not part:
                problems.append(Problem(name, part, "is given whole, and in columns of its own"))
        if not self.has_id:
            record["id"] = place.rpartition(", ")[2]
        try:
            profile = profile_from(record, place=place, kind=kind)
        except RecordError as error:
            problems.extend(error.problems)
        if problems:
            raise RecordError(problems, place=place, record_id=str(record.get("id", "")))
        return profile

    def column(self, path: str, role: str = "") -> int | None:
        """The number of the column, from 0, that a path in a profile came from; ``None`` if none did.

        >>> Columns(["vendor", "registration_number"], place="").column("registrations[0]")
        1

        Args:
            path: ``name``, ``registrations[0]``, ``identity.document_number``, ``related[0].profile.name``.
            role: of the related party, where the path leads to one.
        """
        field, _, part = re.sub(r"\[\d+\]", "", path).partition(".")
        part = part.removeprefix("profile.")
        own = [
            (number, target)
            for number, target in enumerate(self._targets)
            if target.field == field and target.role == role
        ]
        for wanted in (part, *_TELLING):
            for number, target in own:
                if target.part == wanted:
                    return number
        return own[0][0] if own else None

    def _record(self, cells: Sequence[Any], problems: list[Problem]) -> dict[str, Any]:
        """The cells in their fields; cells that do not fit are left out and told."""
        record: dict[str, Any] = {}
        related: dict[str, dict[str, list[Any]]] = {}
        for name, target, cell in zip(self.header, self._targets, cells, strict=True):
            if not target.field or cell is None or (isinstance(cell, str) and not cell.strip()):
                continue
            try:
                value = _read(cell, target)
            except ValueError as error:
                problems.append(Problem(f"column {name}", cell, str(error)))
                continue
            if target.role:
                related.setdefault(target.role, {})[target.part] = value
            elif not target.part:
                record[target.field] = value
            elif not target.many:
                record.setdefault(target.field, {})[target.part] = value
            elif problem := _spread(record.setdefault(target.field, []), target.part, value):
                problems.append(Problem(f"column {name}", cell, problem))
        if related:
            record["related"] = _related(related, problems)
        return record


def _column(name: str) -> str:
    return name.strip().casefold().replace(" ", "_").replace("-", "_")


def _read(cell: Any, target: _Target) -> Any:  # noqa: ANN401 - a cell of any frame
    if target.part == "share":
        _certain_shares(cell)
    if not isinstance(cell, str):
        return list(cell) if target.many and isinstance(cell, list | tuple) else [cell] if target.many else cell
    if not target.many:
        return _leaf(cell.strip(), target.leaf)
    if cell.strip() == _NONE:
        return []
    parts = [part.strip() for part in cell.split(";")]
    if not target.part:
        return [_leaf(part, target.leaf) for part in parts if part]
    return [_leaf(part, target.leaf) if part else None for part in parts]


def _certain_shares(cell: Any) -> None:  # noqa: ANN401
    """Refuse shares of which nobody can tell what they mean: a spreadsheet keeps 60 % as 0.6, and 100 % as 1."""
    parts = cell.split(";") if isinstance(cell, str) else cell if isinstance(cell, list | tuple) else [cell]
    shares = [_leaf(part.strip(), float) if isinstance(part, str) and part.strip() else part for part in parts]
    known = [share for share in shares if isinstance(share, int | float)]
    if "%" not in str(cell) and known and 0 < max(known) <= 1:
        raise ValueError("percent, or parts of 1? Write 60 for 60 percent, or 0.6% for less than one")


def _leaf(text: str, leaf: Any) -> Any:  # noqa: ANN401
    if leaf is bool:
        word = text.casefold()
        if word in _TRUE or word in _FALSE:
            return word in _TRUE
        raise ValueError("neither yes nor no")
    if leaf is float:
        try:
            number = float(text.removesuffix("%"))
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            raise ValueError("not a number")
        return number
    if leaf is int:
        try:
            return int(text)
        except ValueError:
            raise ValueError("not a whole number") from None
    return text


def _spread(parts: list[dict[str, Any]], name: str, values: list[Any]) -> str:
    """Put the values of one column into the parts of a list, one each; what is wrong, if anything."""
    if parts and len(parts) != len(values):
        return f"{len(values)} values where other columns of the same list have {len(parts)}"
    if not parts:
        parts.extend({} for _ in values)
    for part, value in zip(parts, values, strict=True):
        if value is not None:
            part[name] = value
    return ""


def _related(roles: Mapping[str, Mapping[str, list[Any]]], problems: list[Problem]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for role, values in roles.items():
        names = values.get("name", [])
        shares = values.get("share", [None] * len(names))
        if len(names) != len(shares):
            problems.append(Problem("column owner_shares", "", f"{len(shares)} shares for {len(names)} owners"))
            continue
        for name, share in zip(names, shares, strict=True):
            entry: dict[str, Any] = {"role": role, "profile": {"id": f"related[{len(found)}]", "name": name}}
            if share is not None:
                entry["share"] = share
            found.append(entry)
    return found
