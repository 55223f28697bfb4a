"""What a profile says, as a person reads it: its main fields, and what stands at the records of a finding.

Everything is made visible (:func:`~screening.reports.escaping.visible`): nothing that a profile holds reaches the
page as it was given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from screening import places
from screening.profile import Address, Profile
from screening.reports.escaping import visible

__all__ = ["Fact", "address", "at", "bearer", "country", "facts", "records"]

Fact = tuple[str, list[str]]
"""A heading, and its values."""
LONGEST = 50_000
"""Characters of one value: the longest text that a profile may hold."""
_MOST = 2_000_000
"""Characters of all values at the records of one profile."""
_MOST_ITEMS = 50
_STEP = re.compile(r"[^.\[\]]+")
_PLAIN = (
    *("name", "legal_name", "aliases", "native_name", "birth_date", "country", "region", "city", "time_zone"),
    *("phones", "emails", "websites", "companies", "status", "created", "updated", "referred_by", "tags"),
)


def facts(profile: Profile) -> Iterator[Fact]:
    """The main fields that are known, in the order of a form."""
    for field in _PLAIN:
        value = getattr(profile, field)
        if value is not None:
            yield field.replace("_", " "), _few([value] if isinstance(value, str) else value)
    if profile.addresses:
        yield "addresses", _few(map(address, profile.addresses))
    if profile.handles:
        yield "handles", _few(_spaced(h.service, h.name) for h in profile.handles)
    if profile.registrations:
        yield "registrations", _few(_spaced(r.scheme, r.number, r.country) for r in profile.registrations)
    if profile.wallets:
        yield "wallets", _few(_spaced(w.currency, w.address) for w in profile.wallets)


def address(given: Address) -> str:
    """One line of an address, with its purpose."""
    parts = (given.recipient, given.line, given.postcode, given.city, given.region, given.country)
    line = ", ".join(part for part in parts if part)
    return f"{given.purpose}: {line}" if given.purpose else line


def country(profile: Profile) -> str:
    """The country of a profile as a name; as given where it cannot be read, empty if it is not known.

    >>> country(Profile(id="u", country="kr")), country(Profile(id="u", country="Korea")), country(Profile(id="u"))
    ('South Korea', 'Korea', '')
    """
    given = profile.country or ""
    code = places.country(given) if given else None
    return places.country_name(code) if code else visible(given, 60)


def records(profile: Profile, paths: Iterable[str]) -> dict[str, list[Fact]]:
    """What stands at paths of a profile, part by part; a path at which nothing stands is left out."""
    found: dict[str, list[Fact]] = {}
    left = _MOST
    for path in dict.fromkeys(paths):
        parts = list(_parts(at(profile, path)))
        size = sum(len(text) for _, texts in parts for text in texts)
        if not parts or size > left:
            continue
        left -= size
        found[path] = parts
    return found


def at(profile: Profile, path: str) -> object:
    """The value at a path such as ``logins[3].ip``; ``None`` where nothing stands."""
    value: object = profile
    for step in _STEP.findall(path):
        if isinstance(value, tuple):
            value = value[int(step)] if step.isdigit() and int(step) < len(value) else None
        else:
            value = getattr(value, step, None)
    return value


def bearer(profile: Profile, record: str) -> Profile:
    """Whose record it is: the related party's, however deep, or the account's own.

    >>> bearer(Profile(id="u"), "name").id
    'u'
    """
    head, found, _ = record.rpartition(".profile.")
    owner = at(profile, head + ".profile") if found else None
    return owner if isinstance(owner, Profile) else profile


def _parts(value: object) -> Iterator[Fact]:
    """A value as facts: its parts by their names; a plain value under no name."""
    if value is None:
        return
    if isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            part = getattr(value, field)
            if part is not None:
                yield field.replace("_", " "), _values(part)
        return
    yield "", _values(value)


def _values(value: object) -> list[str]:
    if isinstance(value, tuple):
        return _few(map(_said, value)) or ["none"]
    return [_lines(_said(value))]


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Profile):
        return value.name or value.id
    if isinstance(value, msgspec.Struct):
        parts = ((field, getattr(value, field)) for field in value.__struct_fields__)
        return "; ".join(f"{field.replace('_', ' ')}: {_said(part)}" for field, part in parts if part is not None)
    if isinstance(value, tuple):
        return ", ".join(map(_said, value[:_MOST_ITEMS]))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _spaced(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)


def _few(values: Iterable[str]) -> list[str]:
    """The first of many values, made visible, and how many more there are."""
    given = list(values)
    shown = [_lines(value) for value in given[:_MOST_ITEMS]]
    return [*shown, f"and {more:,} more"] if (more := len(given) - _MOST_ITEMS) > 0 else shown


def _lines(text: str) -> str:
    """A text in which line breaks alone are kept: a page has a box for it."""
    if "\n" not in text:
        return visible(text, LONGEST)
    return "\n".join(visible(line.removesuffix("\r"), LONGEST) for line in text[:LONGEST].split("\n"))
