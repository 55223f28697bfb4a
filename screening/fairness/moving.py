"""The same person in another country: every statement and record moved together, so that only the place changes.

Two countries change places throughout the profile: the one that it states, and the one to move to. So what agreed
agrees, and what contradicted contradicts as before, also where a record stood in the country that is moved to:

* stated, tax, address, job, study, login, payout, document and registration countries are exchanged;
* phones become example numbers of the other country's plan, of the same kind, equal ones equal;
* time zones and commit offsets become those of the other country, where they were those of the first;
* logins and texts keep their local hour: their times move by the distance between the two countries;
* towns and regions of moved records become invented ones, equal ones equal;
* an account number that names its country (IBAN) loses that mark;
* records in a territory of one of the two go where its state goes;
* records in third countries stay, unless their clocks agree with the one country and not with the other: then they
  move to a country whose clocks stand to the new place as theirs stood to the old;
* IP addresses, devices, names and texts stay: no country is read from them, but from published address ranges.

The DPRK is never moved, neither away nor to: it is no location but a jurisdiction. Where a consistent move is not
possible, there is none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

import msgspec

from screening import places, shipped
from screening.places.example_phones import example_phone
from screening.profile import Login, Profile, Text
from screening.statements import stated_countries

__all__ = ["moved", "moved_from"]

DPRK = "KP"
COMPANIONS = ("PL", "KR", "BR", "KE", "IN", "MX", "AU", "DE", "TH", "ZA", "CA", "AE", "GB", "JP", "PK", "AR", "NZ")
"""Where records of third countries go that cannot stay: plain countries over all time zones."""
_COUNTRIES = frozenset({"country", "tax_country", "document_country"})
_TOWNS = {"city": "Exampletown", "region": "Example Province"}
_PHONES = frozenset({"phones", "phone"})
_IBAN = re.compile(r"([A-Z]{2})\d{2}[A-Z0-9]{8,}")
_UTC = (0,)
_FAR = "Antarctica/"


class _ImpossibleError(ValueError):
    """A record has no counterpart in the other country."""


class _Zone(msgspec.Struct, frozen=True):
    name: str
    offsets: tuple[int, ...]


def moved_from(profile: Profile) -> str | None:
    """The country that a profile states, from which it would be moved; ``None`` if it states none or the DPRK."""
    stated = list(stated_countries(profile))
    return stated[0] if stated and DPRK not in stated else None


def moved(profile: Profile, to: str) -> Profile | None:
    """The profile as if everything had happened in another country.

    >>> from screening.profile import Login
    >>> there = moved(Profile(id="u", country="PL", logins=(Login(country="US"), Login(country="PL"))), "CN")
    >>> there.country, [login.country for login in there.logins]
    ('CN', ['US', 'CN'])

    Args:
        profile: with read values, as :func:`screening.values.read_values` gives it.
        to: alpha-2 code of the country to move to.

    Returns:
        ``None`` where there is nothing to move (no stated country, or this very one), or no consistent move.
    """
    home = moved_from(profile)
    if home is None or DPRK in {home, to} or to == home:
        return None
    clocks: dict[str, set[int]] = {}
    for code, zone in _countries(profile):
        clocks.setdefault(code, set()).update(zone.offsets if zone and code in zone.countries else ())
    seen = tuple((code, tuple(sorted(found))) for code, found in clocks.items() if code not in {home, DPRK})
    exchanged = _exchanged(home, to, seen)
    if exchanged is None:
        return None
    try:
        new: Profile = _Move(exchanged, home).part(profile, home)
    except _ImpossibleError:
        return None
    return new


def _countries(part: Any) -> Iterator[tuple[str, places.Zone | None]]:  # noqa: ANN401 - any part of a profile
    """Every country that a record names, itself or by a phone, with the clock that the record shows."""
    zone = places.time_zone(getattr(part, "time_zone", None) or "")
    for field in part.__struct_fields__:
        value = getattr(part, field)
        if field in _COUNTRIES and value:
            yield value, zone
        elif field in _PHONES:
            for text in (value,) if isinstance(value, str) else value or ():
                number = places.phone(text) if text else None
                if number is not None and number.country:
                    yield number.country, None
        elif isinstance(value, msgspec.Struct):
            yield from _countries(value)
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, msgspec.Struct):
                    yield from _countries(item)


@lru_cache(maxsize=4_096)
def _exchanged(home: str, to: str, seen: tuple[tuple[str, tuple[int, ...]], ...]) -> Mapping[str, str] | None:
    """Where each country goes; clocks that agreed with a country agree as before."""
    clocks = {code: frozenset(offsets) for code, offsets in seen}
    found = {home: to, to: home}
    fixed = {home: to} | ({to: home} if to in clocks else {})
    for third, clock in clocks.items():
        if third in found:
            continue
        if of := next((one for one in (home, to) if places.one_state(third, one)), None):
            found[third] = fixed[third] = found[of]
            continue
        for place in (third, *COMPANIONS):
            taken = place != third and (place in found or place in found.values() or place in clocks)
            if not taken and all(_relation(third, place, clock, one, fixed[one]) for one in fixed):
                found[third] = fixed[third] = place
                break
        else:
            return None
    return found


def _relation(third: str, place: str, clock: frozenset[int], one: str, moved_one: str) -> bool:
    """Whether a place and its clock stand to where a country moved as they stood to it."""
    new_clock = clock if place == third or not clock else frozenset(_usual(place).offsets)
    return all(
        here.isdisjoint(_offsets(one)) == there.isdisjoint(_offsets(moved_one))
        for here, there in ((clock, new_clock), (_offsets(third), _offsets(place)))
    )


class _Move:
    """One move: what each kind of value becomes."""

    def __init__(self, exchanged: Mapping[str, str], home: str) -> None:
        self._exchanged = exchanged
        self._home = home
        self._numbers: dict[str, str] = {}
        self._towns: dict[str, str] = {}
        self._shift = dt.timedelta(minutes=_usual(home).offsets[0] - _usual(exchanged[home]).offsets[0])

    def part(self, part: Any, around: str) -> Any:  # noqa: ANN401 - any part of a profile
        """A part of the profile, moved; ``around`` is the country of what it stands in."""
        country = getattr(part, "country", None) or around
        changes: dict[str, Any] = {}
        for field in part.__struct_fields__:
            value = getattr(part, field)
            if value is None or value == ():
                continue
            new = self._value(part, field, value, country)
            if new is not value:
                changes[field] = new
        return msgspec.structs.replace(part, **changes) if changes else part

    def _value(self, part: Any, field: str, value: Any, country: str) -> Any:  # noqa: ANN401
        if field in _COUNTRIES:
            return self._exchanged.get(value, value)
        if isinstance(value, msgspec.Struct):
            return self.part(value, country)
        if isinstance(value, str):
            return self._text(part, field, value, country)
        if isinstance(value, tuple):
            if field == "phones":
                return tuple(self._phone(text, country) if text else text for text in value)
            if field == "utc_offsets":
                return tuple(self._offset(hours) for hours in value)
            if isinstance(value[0], msgspec.Struct):
                return tuple(self.part(item, country) for item in value)
        return value

    def _text(self, part: Any, field: str, value: str, country: str) -> str:  # noqa: ANN401
        if field == "phone":
            return self._phone(value, country)
        if field == "time_zone":
            return self._zone(value, country)
        if field in _TOWNS and self._exchanged.get(country, country) != country:
            return self._towns.setdefault(f"{field} {value}", f"{_TOWNS[field]} {len(self._towns) + 1}")
        if field == "at" and isinstance(part, Login | Text):
            return self._moment(value)
        if field == "account" and (found := _IBAN.fullmatch(value.replace(" ", ""))):
            return f"X{value}" if self._exchanged.get(found[1], found[1]) != found[1] else value
        if field in {"old", "new"} and hasattr(part, "field"):
            return self._change(part.field or "", value, country)
        return value

    def _change(self, field: str, value: str, country: str) -> str:
        """The old or new value of a change, by the field that changed."""
        if field.rpartition(".")[2] in _COUNTRIES:
            return self._exchanged.get(places.country(value) or "", value)
        return self._phone(value, country) if field.startswith("phone") else value

    def _phone(self, text: str, country: str) -> str:
        number = places.phone(text, country)
        if number is None or not number.country or not number.valid:
            return text
        place = next((one for one in self._exchanged if places.shares_plan(number.country, one)), None)
        if place is None or self._exchanged[place] == place:
            return number.number if not text.startswith("+") else text
        if number.number not in self._numbers:
            example = example_phone(self._exchanged[place], number.kind, len(self._numbers))
            if example is None:
                raise _ImpossibleError
            self._numbers[number.number] = example
        return self._numbers[number.number]

    def _zone(self, text: str, country: str) -> str:
        zone = places.time_zone(text)
        if zone is None or zone.offsets == _UTC:
            return text
        near = (country, *self._exchanged)
        for one in (*(c for c in near if c in zone.countries), *(c for c in near if places.zone_fits(zone, c))):
            to = self._exchanged.get(one, one)
            return text if to == one else self._zone_like(zone, to)
        if places.zone_fits(zone, self._exchanged.get(country, country)):  # what contradicted would agree
            raise _ImpossibleError
        return text

    def _zone_like(self, zone: places.Zone, to: str) -> str:
        """A zone of the other country that fits the new home if the old one fitted the old home."""
        fits = places.zone_fits(zone, self._home)
        for one in (_usual(to), *_zones().get(to, ())):
            found = places.time_zone(one.name)
            if found is not None and places.zone_fits(found, self._exchanged[self._home]) == fits:
                return one.name
        return _usual(to).name

    def _offset(self, hours: float) -> float:
        minutes = round(hours * 60)
        for one in (self._home, *self._exchanged):
            if minutes and minutes in _offsets(one) and self._exchanged.get(one, one) != one:
                to = self._exchanged[one]
                usual = _usual(to).offsets[0]
                same = usual + minutes - _usual(one).offsets[0]
                return (same if same in _offsets(to) else usual) / 60
        return hours

    def _moment(self, text: str) -> str:
        if "T" not in text:
            return text
        moment = dt.datetime.fromisoformat(text)
        if moment.utcoffset():  # its own clock: the local hour stands in it
            here = moment.utcoffset() or dt.timedelta()
            offset = dt.timedelta(hours=self._offset(here / dt.timedelta(hours=1)))
            return moment.replace(tzinfo=dt.timezone(offset)).isoformat()
        return (moment + self._shift).isoformat()


@cache
def _zones() -> dict[str, tuple[_Zone, ...]]:
    """The time zones of each country by offset, and then those that it shares with nobody first."""
    found: dict[str, list[tuple[int, int, _Zone]]] = {}
    for row in shipped.rows("time_zones.csv"):
        countries = row["countries"].split()
        zone = _Zone(row["zone"], tuple(map(int, row["offsets"].split())))
        for code in countries if not zone.name.startswith(_FAR) else ():
            found.setdefault(code, []).append((zone.offsets[0], len(countries), zone))
    return {code: tuple(zone for *_, zone in sorted(zones, key=lambda z: z[:2])) for code, zones in found.items()}


@cache
def _offsets(country: str) -> frozenset[int]:
    return frozenset(offset for zone in _zones().get(country, ()) for offset in zone.offsets)


@cache
def _usual(country: str) -> _Zone:
    """The zone in the middle of a country's zones; UTC where none is known."""
    zones = _zones().get(country)
    return zones[len(zones) // 2] if zones else _Zone("UTC", _UTC)
