"""One party of an own list, from its columns: what the CSV and the TOML form of it have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from typing import get_args

import msgspec

from screening import places
from screening.errors import WatchlistError, shown
from screening.lists.intake import Intake
from screening.watchlist import Alias, Entity, EntityKind, Identifier, ListedAddress

__all__ = ["COLUMNS", "SEVERAL", "Cells", "parties", "refuse_unknown"]

_IDENTIFIERS = {
    "registrations": "registration",
    "tax_numbers": "tax",
    "passports": "passport",
    "lei": "lei",
    "imo": "imo",
    "emails": "email",
    "websites": "website",
    "phones": "phone",
}
"""The columns that hold identifiers of one kind each; wallets, which may be led by a ticker, are apart."""

SEVERAL = frozenset({
    "aliases", "weak_aliases", "native_name", "birth_dates", "countries", "nationalities", *_IDENTIFIERS,
    "wallets", "addresses", "programmes", "legal_bases", "see_also",
})  # fmt: skip
"""The columns that hold several values."""

COLUMNS = (
    "name",
    "id",
    "kind",
    "aliases",
    "weak_aliases",
    "native_name",
    "birth_dates",
    "countries",
    "nationalities",
    *_IDENTIFIERS,
    "wallets",
    "addresses",
    "programmes",
    "legal_bases",
    "status",
    "designated_on",
    "updated_on",
    "expires_on",
    "see_also",
    "url",
    "remarks",
)

Cells = Mapping[str, tuple[str, ...]]
"""The values of one party by column; none is empty."""

_KINDS: tuple[EntityKind, ...] = get_args(EntityKind)
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_WALLET = re.compile(r"([A-Z][A-Z0-9]{1,7}):(.+)")
_ELSEWHERE = re.compile(r"[^:\s]+:\S.*")


def parties(rows: Iterable[tuple[int | str, Cells]], file: str, key: str, intake: Intake) -> Iterator[Entity]:
    """The parties of a list, each under an id of its own.

    Args:
        rows: place (number of the line, or ``party 3``) and values of each party.
        file: the file's name, for messages.
        key: the list's key.
        intake: where faults are told.
    """
    seen: set[str] = set()
    for place, cells in rows:
        where = f"line {place}" if isinstance(place, int) else place
        entity = _Party(file, place, cells, intake).entity(key, where.replace(" ", "-"))
        if entity is None:
            continue
        if entity.id in seen:
            intake.tell(file, place, "id", "stands on an earlier line already", entity.id)
            entity = msgspec.structs.replace(entity, id=f"{entity.id} ({where})")
        seen.add(entity.id)
        yield entity


def refuse_unknown(file: str, said: str, names: Iterable[str], known: Iterable[str] = COLUMNS) -> None:
    """Refuse a list with names that are not known: what is not read must not look as if it were screened.

    Args:
        file: the file's name.
        said: what the names are called there, for example ``column``.
        names: the names that the file has.
        known: those that it may have.

    Raises:
        WatchlistError: one is not known; the nearest known one is named.
    """
    known = tuple(known)
    unknown = []
    for name in dict.fromkeys(names):
        if name not in known:
            near = get_close_matches(name, known, n=1)
            unknown.append(f"{shown(name)}{f' (did you mean {near[0]}?)' if near else ''}")
    if unknown:
        raise WatchlistError(
            f"{file}: unknown {said}{'s' * (len(unknown) > 1)} {', '.join(unknown[:5])}"
            f"{' and more' * (len(unknown) > len(unknown[:5]))}; known are {', '.join(known)}"
        )


class _Party:
    """What one row says, and where its faults are told."""

    def __init__(self, file: str, place: int | str, cells: Cells, intake: Intake) -> None:
        self._file = file
        self._place = place
        self._cells = cells
        self._intake = intake

    def entity(self, key: str, otherwise: str) -> Entity | None:
        """The party, under the id ``otherwise`` if it has none; ``None`` if it has no name."""
        if not self._one("name"):
            self._intake.skip(self._file, self._place, "name", "a row without a name")
            return None
        births = tuple(self._dates("birth_dates"))
        status = self._choice("status", ("designated", "reported", "alleged"))
        return Entity(
            id=self._one("id") or otherwise,
            list=key,
            kind=self._kind("person" if births else "organization"),
            names=self._names(),
            status="reported" if status == "reported" else "alleged" if status == "alleged" else "designated",
            programmes=self._many("programmes"),
            legal_bases=self._many("legal_bases"),
            countries=self._countries("countries"),
            nationalities=self._countries("nationalities"),
            birth_dates=births,
            addresses=tuple(ListedAddress(line) for line in self._many("addresses")),
            identifiers=(
                *(
                    Identifier(kind, value)
                    for column, kind in _IDENTIFIERS.items()
                    for value in self._many(column)
                ),
                *map(_wallet, self._many("wallets")),
            ),
            designated_on=next(self._dates("designated_on"), ""),
            updated_on=next(self._dates("updated_on"), ""),
            expires_on=next(self._dates("expires_on"), ""),
            see_also=tuple(self._elsewhere()),
            remarks=self._one("remarks"),
            source=key,
            url=self._one("url"),
        )

    def _names(self) -> tuple[Alias, ...]:
        """Every name once, as the strongest that it stands for."""
        kept: dict[str, Alias] = {}
        for alias in (
            Alias(self._one("name"), "primary"),
            *(Alias(other, "alias") for other in self._many("aliases")),
            *(Alias(other, "native") for other in self._many("native_name")),
            *(Alias(other, "alias", "weak") for other in self._many("weak_aliases")),
        ):
            kept.setdefault(alias.name, alias)
        return tuple(kept.values())

    def _one(self, column: str) -> str:
        return next(iter(self._cells.get(column, ())), "")

    def _many(self, column: str) -> tuple[str, ...]:
        return self._cells.get(column, ())

    def _tell(self, column: str, message: str, value: str) -> None:
        self._intake.tell(self._file, self._place, column, message, value)

    def _choice(self, column: str, choices: tuple[str, ...]) -> str:
        value = self._one(column)
        if not value or value.casefold() in choices:
            return value.casefold()
        self._tell(column, f"not one of {', '.join(choices)}", value)
        return ""

    def _kind(self, otherwise: EntityKind) -> EntityKind:
        value = self._choice("kind", _KINDS)
        return next((kind for kind in _KINDS if kind == value), otherwise)

    def _countries(self, column: str) -> tuple[str, ...]:
        codes: dict[str, None] = {}
        for value in self._many(column):
            code = places.country(value)
            if code is None:
                self._tell(column, places.country_problem(value), value)
            else:
                codes[code] = None
        return tuple(codes)

    def _dates(self, column: str) -> Iterator[str]:
        for value in self._many(column):
            if _is_date(value):
                yield value
            else:
                self._tell(column, "not an ISO date such as 1975, 1975-03 or 1975-03-21", value)

    def _elsewhere(self) -> Iterator[str]:
        for value in self._many("see_also"):
            if _ELSEWHERE.fullmatch(value):
                yield value
            else:
                self._tell("see_also", "not a list and an id such as un_sc:KPe.050", value)


def _wallet(text: str) -> Identifier:
    """A wallet, with the ticker that leads it in capitals.

    >>> _wallet("ETH:0xabc").currency, _wallet("bitcoincash:qq").value
    ('ETH', 'bitcoincash:qq')
    """
    parts = _WALLET.fullmatch(text)
    return Identifier("wallet", parts[2].strip(), "", parts[1]) if parts else Identifier("wallet", text)


def _is_date(text: str) -> bool:
    parts = _ISO.fullmatch(text)
    if parts is None:
        return False
    year, month, day = parts.groups(default="1")
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True
